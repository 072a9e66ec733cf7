use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use sayso_gazetteer::Gazetteer;
use sayso_model::{Kernel, Model};
use sayso_read::{Dispatch, Reader, Reading};

use crate::arguments::{Known, Work};
use crate::inputs::{Text, Told};

/// The reader with what the command line says beforehand of every dispatch.
pub struct Engine {
    reader: Arc<Reader>,
    known: Known,
}

/// A dispatch that was read.
pub struct Read {
    pub name: String,
    /// Whether its text was taken out of something else.
    pub extracted: bool,
    pub told: Told,
    pub dispatch: Dispatch,
    pub reading: Reading,
}

impl Engine {
    /// Loads the model that the binary carries.
    pub fn load(known: Known, work: &Work) -> Result<Engine> {
        if let Some(threads) = work.threads {
            // Fails only where a pool was built before, and then that one serves.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
        }
        let mut model =
            Model::load(sayso_weights::READER).context("the built-in model is broken")?;
        if let Some(name) = &work.kernel {
            let kernel = Kernel::from_name(name).ok_or_else(|| unknown_kernel(name))?;
            model = model.with_kernel(kernel);
        }
        let mut reader = Reader::new(model);
        if let Some(path) = &known.gazetteer {
            let file = std::fs::read_to_string(path)
                .with_context(|| format!("cannot read the gazetteer {}", path.display()))?;
            let own = Gazetteer::builtin().with_user_file(&file);
            reader = reader.with_gazetteer(own.with_context(|| path.display().to_string())?);
        }
        Ok(Engine { reader: Arc::new(reader), known })
    }

    /// The version of the weights.
    pub fn model(&self) -> Option<&str> {
        self.reader.model_version()
    }

    /// The reader itself.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The reader itself, to share: the model is in memory once.
    pub fn shared_reader(&self) -> Arc<Reader> {
        Arc::clone(&self.reader)
    }

    /// Reads one text.
    pub fn read(&self, name: String, text: Text) -> Read {
        let Text { extracted, told, .. } = text;
        let dispatch = Dispatch {
            text: text.text,
            publisher: self.known.publisher.clone().or(text.publisher),
            issued: self.known.issued.or(text.issued),
            credits: text.credits,
        };
        let reading = self.reader.read(&dispatch);
        Read { name, extracted, told, dispatch, reading }
    }
}

fn unknown_kernel(name: &str) -> anyhow::Error {
    let names: Vec<_> = Kernel::all_available().iter().map(|kernel| kernel.name()).collect();
    anyhow!("this processor has no kernel {name:?}; it has {}", names.join(", "))
}
