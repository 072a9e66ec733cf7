//! A BERT encoder: <https://arxiv.org/abs/1810.04805>, with three embeddings more.

use crate::kernel::{Attention, Line, Normalisation, Operations, Packed, Quantised};
use crate::tokenizer::Piece;

pub(crate) struct Encoder {
    pub(crate) hidden: usize,
    pub(crate) heads: usize,
    pub(crate) intermediate: usize,
    /// One row of `hidden` signed bytes a word piece, each row with a scale.
    pub(crate) words: &'static [u8],
    pub(crate) word_scales: Vec<f32>,
    pub(crate) positions: Vec<Line>,
    pub(crate) casings: Vec<Line>,
    pub(crate) quotations: Vec<Line>,
    pub(crate) layouts: Vec<Line>,
    pub(crate) norm: Normalisation,
    pub(crate) layers: Vec<Layer>,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// One layer, normalised after each half.
pub(crate) struct Layer {
    /// Queries, keys and values.
    pub(crate) qkv: Packed,
    pub(crate) output: Packed,
    pub(crate) attention_norm: Normalisation,
    pub(crate) up: Packed,
    pub(crate) down: Packed,
    pub(crate) norm: Normalisation,
}

/// The casing of `[CLS]` and `[SEP]`.
const NO_CASING: usize = 6;

/// The vectors of a window on their way through the layers.
#[derive(Default)]
pub(crate) struct Vectors {
    /// `[rows, hidden]`: in the end the encoder's output.
    pub(crate) rows: Vec<Line>,
    bytes: Quantised,
    /// What a product gives: `[rows, 3 * hidden]` or `[rows, intermediate]`.
    wide: Vec<Line>,
    /// `[rows, hidden]`
    more: Vec<Line>,
    attention: Option<Attention>,
}

impl Encoder {
    /// How many lines a row has.
    pub(crate) fn width(&self) -> usize {
        self.hidden / 16
    }

    /// Encodes `[CLS]`, the pieces, `[SEP]`: one row each in `vectors.rows`.
    pub(crate) fn encode(
        &self,
        pieces: &[Piece],
        vectors: &mut Vectors,
        operations: &dyn Operations,
    ) {
        let count = pieces.len() + 2;
        let (width, wide) = (self.width(), (3 * self.hidden).max(self.intermediate) / 16);
        let Vectors { rows, bytes, wide: products, more, attention } = vectors;
        rows.resize(count * width, Line::ZERO);
        more.resize(count * width, Line::ZERO);
        products.resize(count * wide, Line::ZERO);
        let attention = match attention {
            Some(attention) if attention.fits(self.heads, self.hidden) => attention,
            other => other.insert(Attention::new(self.heads, self.hidden)),
        };
        self.embed(pieces, rows, operations);
        bytes.resize(count, self.hidden);
        operations.quantise(rows, bytes);
        for layer in &self.layers {
            let qkv = &mut products[..count * 3 * width];
            operations.multiply(bytes, &layer.qkv, qkv);
            operations.attend(qkv, attention, more);
            operations.quantise(more, bytes);
            operations.multiply(bytes, &layer.output, more);
            operations.normalise(rows, more, &layer.attention_norm, bytes);

            let up = &mut products[..count * self.intermediate / 16];
            operations.multiply(bytes, &layer.up, up);
            bytes.resize(count, self.intermediate);
            operations.activate(up, bytes);
            operations.multiply(bytes, &layer.down, more);
            bytes.resize(count, self.hidden);
            operations.normalise(rows, more, &layer.norm, bytes);
        }
    }

    fn embed(&self, pieces: &[Piece], rows: &mut [Line], operations: &dyn Operations) {
        let width = self.width();
        for (position, to) in rows.chunks_exact_mut(width).enumerate() {
            let (id, casing, quotation, layout) = match position {
                0 => (self.start, NO_CASING, 0, 0),
                at if at > pieces.len() => (self.end, NO_CASING, 0, 0),
                at => {
                    let piece = &pieces[at - 1];
                    let layout = usize::from(piece.line_start);
                    (piece.id, piece.casing as usize, piece.quotation as usize, layout)
                }
            };
            let word = &self.words[id as usize * self.hidden..][..self.hidden];
            operations.embed(
                word.as_chunks().0,
                self.word_scales[id as usize],
                [
                    &self.positions[position * width..][..width],
                    &self.casings[casing * width..][..width],
                    &self.quotations[quotation * width..][..width],
                    &self.layouts[layout * width..][..width],
                ],
                &self.norm,
                to,
            );
        }
    }
}
