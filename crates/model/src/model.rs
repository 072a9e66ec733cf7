use crate::encoder::{Encoder, Layer};
use crate::error::{LoadError, LoadErrorKind};
use crate::file::File;
use crate::heads::{ENTITIES, Heads, LINK_BUCKETS, LINK_WIDTH, LINKS, TAGS};
use crate::kernel::{Kernel, Normalisation, Packed, lines};
use crate::tokenizer::{Piece, tokenize};
use crate::vocabulary::Vocabulary;
use crate::window::{Encoded, Scratch};

/// The trained reader: a tokenizer, an encoder and what reads its vectors.
///
/// It is loaded once and shared by all threads; each thread brings its own [`Scratch`].
pub struct Model {
    version: String,
    decode: serde_json::Value,
    window: usize,
    vocabulary: Vocabulary,
    pub(crate) encoder: Encoder,
    pub(crate) heads: Heads,
    pub(crate) kernel: Kernel,
}

impl Model {
    /// Reads a file of weights, in the layout that `docs/decisions/encoder.md` tells, and chooses
    /// the fastest kernel for this processor.
    ///
    /// # Errors
    /// When the file is broken or of another format, or when a setting, tensor or vocabulary in it
    /// cannot be right.
    pub fn load(bytes: &'static [u8]) -> Result<Model, LoadError> {
        let file = File::open(bytes)?;
        let vocabulary = Vocabulary::new(file.vocabulary()?)?;
        let encoder = encoder(&file, &vocabulary)?;
        let heads = heads(&file)?;
        Ok(Model {
            version: file.version,
            decode: file.config.decode,
            window: file.config.window,
            vocabulary,
            encoder,
            heads,
            kernel: Kernel::detect(),
        })
    }

    /// The same model, computed with another kernel: the results are the same, the speed is not.
    pub fn with_kernel(mut self, kernel: Kernel) -> Model {
        self.kernel = kernel;
        self
    }

    /// The kernel it computes with.
    pub fn kernel(&self) -> Kernel {
        self.kernel
    }

    /// The version of its weights, such as "2026.11-a".
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The settings that were chosen with these weights for making attributions of what
    /// [`Encoded`] tells.
    pub fn decode_settings(&self) -> &serde_json::Value {
        &self.decode
    }

    /// The most pieces that [`Model::encode`] takes.
    pub fn window(&self) -> usize {
        self.window
    }

    /// The word pieces of a text, in its order.
    ///
    /// # Panics
    /// When the text is 4 GiB or longer.
    pub fn tokenize(&self, text: &str) -> Vec<Piece> {
        tokenize(text, &self.vocabulary)
    }

    /// Reads one window of pieces.
    ///
    /// # Panics
    /// When there are more pieces than [`Model::window`], or they are another model's.
    pub fn encode<'a>(&'a self, pieces: &[Piece], scratch: &'a mut Scratch) -> Encoded<'a> {
        assert!(pieces.len() <= self.window, "a window has at most {} pieces", self.window);
        Encoded::new(self, pieces, scratch)
    }
}

fn encoder(file: &File, vocabulary: &Vocabulary) -> Result<Encoder, LoadError> {
    let config = &file.config;
    let (hidden, words) = (config.hidden, vocabulary.size());
    let table =
        |name: &str, rows| Ok(lines(&file.floats(&format!("embeddings.{name}"), &[rows, hidden])?));
    let norm = |name: &str| -> Result<Normalisation, LoadError> {
        Ok(Normalisation {
            weight: lines(&file.floats(&format!("{name}.weight"), &[hidden])?),
            bias: lines(&file.floats(&format!("{name}.bias"), &[hidden])?),
        })
    };
    let packed = |name: String, inputs, outputs| -> Result<Packed, LoadError> {
        let weights = file.bytes(&format!("{name}.weight"), outputs, inputs)?;
        let scale = file.floats(&format!("{name}.scale"), &[outputs])?;
        let bias = file.floats(&format!("{name}.bias"), &[outputs])?;
        // The kernels' products are exact for -127..=127 only.
        if weights.contains(&(i8::MIN as u8)) {
            let message = format!("the tensor `{name}.weight` holds -128");
            return Err(LoadError::new(LoadErrorKind::Tensor, message));
        }
        Ok(Packed::new(weights, &scale, &bias, inputs))
    };
    let layers = (0..config.layers).map(|i| {
        Ok(Layer {
            qkv: packed(format!("layer.{i}.qkv"), hidden, 3 * hidden)?,
            output: packed(format!("layer.{i}.output"), hidden, hidden)?,
            attention_norm: norm(&format!("layer.{i}.attention_norm"))?,
            up: packed(format!("layer.{i}.up"), hidden, config.intermediate)?,
            down: packed(format!("layer.{i}.down"), config.intermediate, hidden)?,
            norm: norm(&format!("layer.{i}.norm"))?,
        })
    });
    Ok(Encoder {
        hidden,
        heads: config.heads,
        intermediate: config.intermediate,
        words: file.bytes("embeddings.word", words, hidden)?,
        word_scales: file.floats("embeddings.word.scale", &[words])?,
        positions: table("position", crate::kernel::MAX_ROWS)?,
        casings: table("casing", 8)?,
        quotations: table("quotation", 4)?,
        layouts: table("layout", 4)?,
        norm: norm("embeddings.norm")?,
        layers: layers.collect::<Result<_, LoadError>>()?,
        start: vocabulary.start,
        end: vocabulary.end,
    })
}

fn heads(file: &File) -> Result<Heads, LoadError> {
    let hidden = file.config.hidden;
    let both = |part: &str, shape: &[usize]| -> Result<Vec<f32>, LoadError> {
        let mut tensor = file.floats(&format!("tag.{part}"), &[&[TAGS], shape].concat())?;
        tensor.extend(file.floats(&format!("entity.{part}"), &[&[ENTITIES], shape].concat())?);
        Ok(tensor)
    };
    Ok(Heads {
        tags_weight: lines(&both("weight", &[hidden])?),
        tags_bias: both("bias", &[])?,
        cue_weight: lines(&file.floats("link.cue.weight", &[LINK_WIDTH, hidden])?),
        cue_bias: file.floats("link.cue.bias", &[LINK_WIDTH])?,
        piece_weight: lines(&file.floats("link.piece.weight", &[LINK_WIDTH, hidden])?),
        piece_bias: file.floats("link.piece.bias", &[LINK_WIDTH])?,
        product_weight: file.floats("link.product.weight", &[LINKS, LINK_WIDTH])?,
        alone_weight: lines(&file.floats("link.alone.weight", &[LINKS, hidden])?),
        distance: file.floats("link.distance", &[LINK_BUCKETS, LINKS])?.as_chunks().0.to_vec(),
        bias: file.floats("link.bias", &[LINKS])?,
    })
}
