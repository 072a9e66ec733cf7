//! The weights that are measured: the shipped ones, or a file's.

use std::path::Path;

use anyhow::{Context, Result};
use sayso_model::{Kernel, Model};
use sayso_read::Reader;

/// Which weights to read with, on which kernel.
#[derive(Clone)]
pub struct Weights {
    bytes: &'static [u8],
    kernel: Option<String>,
}

impl Weights {
    /// The shipped weights, or those of `file`; on the kernel named, or the fastest.
    pub fn new(file: Option<&Path>, kernel: Option<String>) -> Result<Weights> {
        let bytes = match file {
            None => sayso_weights::READER,
            // Kept for as long as the program runs, as the shipped ones are.
            Some(path) => std::fs::read(path)
                .with_context(|| format!("cannot read {}", path.display()))?
                .leak(),
        };
        Ok(Weights { bytes, kernel })
    }

    /// The same weights on another kernel.
    pub fn on(&self, kernel: &str) -> Weights {
        Weights { kernel: Some(kernel.to_owned()), ..self.clone() }
    }

    /// Loads the model.
    pub fn model(&self) -> Result<Model> {
        let model = Model::load(self.bytes)?;
        let Some(name) = &self.kernel else { return Ok(model) };
        let kernel = Kernel::from_name(name)
            .with_context(|| format!("this processor has no kernel {name:?}"))?;
        Ok(model.with_kernel(kernel))
    }

    /// Loads the model and makes a reader of it.
    pub fn reader(&self) -> Result<Reader> {
        Ok(Reader::new(self.model()?))
    }

    /// The version of the weights.
    pub fn version(&self) -> Result<String> {
        Ok(self.model()?.version().to_owned())
    }
}
