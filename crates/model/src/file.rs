//! The file of weights: a safetensors file whose every tensor is checked as it is taken out.

use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;

use crate::error::{LoadError, LoadErrorKind};

const FORMAT: &str = "1";

/// The settings in the file's metadata.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Config {
    pub(crate) layers: usize,
    pub(crate) hidden: usize,
    pub(crate) heads: usize,
    pub(crate) intermediate: usize,
    pub(crate) window: usize,
    #[serde(default)]
    pub(crate) decode: serde_json::Value,
}

impl Config {
    /// The kernels work on blocks of 64 outputs and 16 lanes, and on at most
    /// [`crate::kernel::MAX_ROWS`] rows.
    fn check(&self) -> Result<(), LoadError> {
        let wrong = |what: &str| Err(LoadError::new(LoadErrorKind::Config, what));
        if self.hidden == 0 || !self.hidden.is_multiple_of(64) {
            return wrong("`hidden` must be a multiple of 64");
        }
        if self.intermediate == 0 || !self.intermediate.is_multiple_of(64) {
            return wrong("`intermediate` must be a multiple of 64");
        }
        if self.heads == 0 || !self.hidden.is_multiple_of(16 * self.heads) {
            return wrong("`hidden` must be a multiple of 16 times `heads`");
        }
        if self.hidden > 1 << 14 || self.intermediate > 1 << 16 || self.layers > 1 << 10 {
            return wrong("a size is beyond reason");
        }
        if self.window == 0 || self.window + 2 > crate::kernel::MAX_ROWS {
            return wrong("`window` must be between 1 and 254");
        }
        Ok(())
    }
}

/// An opened file of weights.
pub(crate) struct File {
    tensors: SafeTensors<'static>,
    pub(crate) version: String,
    pub(crate) config: Config,
}

impl File {
    pub(crate) fn open(bytes: &'static [u8]) -> Result<File, LoadError> {
        let broken = |error| {
            LoadError::new(LoadErrorKind::File, "this is no safetensors file, or a broken one")
                .because(error)
        };
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(broken)?;
        let tensors = SafeTensors::deserialize(bytes).map_err(broken)?;
        let metadata = header.metadata().clone().unwrap_or_default();
        let entry = |key: &str| {
            metadata.get(key).ok_or_else(|| {
                LoadError::new(LoadErrorKind::Format, format!("its metadata lack `{key}`"))
            })
        };
        let format = entry("format")?;
        if format != FORMAT {
            return Err(LoadError::new(
                LoadErrorKind::Format,
                format!("its format is {format:?}, this program reads {FORMAT:?}"),
            ));
        }
        let config: Config = serde_json::from_str(entry("config")?).map_err(|error| {
            LoadError::new(LoadErrorKind::Config, "its `config` cannot be understood")
                .because(error)
        })?;
        config.check()?;
        Ok(File { version: entry("version")?.clone(), tensors, config })
    }

    /// The bytes of a tensor of the type and shape asked for; `None` in the shape stands for any
    /// size.
    fn tensor(
        &self,
        name: &str,
        dtype: Dtype,
        shape: &[Option<usize>],
    ) -> Result<&'static [u8], LoadError> {
        let wrong = |what: String| {
            LoadError::new(LoadErrorKind::Tensor, format!("the tensor `{name}` {what}"))
        };
        let found =
            self.tensors.tensor(name).map_err(|error| wrong("is missing".into()).because(error))?;
        let fits = found.shape().len() == shape.len()
            && found.shape().iter().zip(shape).all(|(n, want)| want.is_none_or(|want| *n == want));
        if found.dtype() != dtype || !fits {
            return Err(wrong(format!(
                "is {:?} {:?}, expected {dtype:?} {shape:?}",
                found.dtype(),
                found.shape()
            )));
        }
        Ok(found.data())
    }

    /// A tensor of floats, copied: nothing promises that they are aligned in the file.
    pub(crate) fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, LoadError> {
        let shape: Vec<_> = shape.iter().copied().map(Some).collect();
        let bytes = self.tensor(name, Dtype::F32, &shape)?;
        let (numbers, _) = bytes.as_chunks::<4>();
        let floats: Vec<f32> = numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        if floats.iter().any(|x| !x.is_finite()) {
            let message = format!("the tensor `{name}` holds a number that is not finite");
            return Err(LoadError::new(LoadErrorKind::Tensor, message));
        }
        Ok(floats)
    }

    /// A matrix of signed bytes, where it lies.
    pub(crate) fn bytes(
        &self,
        name: &str,
        rows: usize,
        columns: usize,
    ) -> Result<&'static [u8], LoadError> {
        self.tensor(name, Dtype::I8, &[Some(rows), Some(columns)])
    }

    /// The vocabulary's text.
    pub(crate) fn vocabulary(&self) -> Result<&'static str, LoadError> {
        let bytes = self.tensor("vocab", Dtype::U8, &[None])?;
        std::str::from_utf8(bytes).map_err(|error| {
            LoadError::new(LoadErrorKind::Vocabulary, "the vocabulary is not in UTF-8")
                .because(error)
        })
    }
}
