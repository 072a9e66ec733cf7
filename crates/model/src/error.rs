use std::error::Error;
use std::fmt;

/// Why a file of weights cannot be used.
///
/// The message names the tensor or setting at fault.
pub struct LoadError {
    kind: LoadErrorKind,
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// What is wrong with a file of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoadErrorKind {
    /// It is no safetensors file, or a broken one.
    File,
    /// It is of a format that this program does not know.
    Format,
    /// A setting of its `config` is missing or impossible.
    Config,
    /// A tensor is missing, or has another type or shape than the settings ask for.
    Tensor,
    /// Its vocabulary lacks a piece that is needed, or is not in UTF-8.
    Vocabulary,
}

impl LoadError {
    pub(crate) fn new(kind: LoadErrorKind, message: impl Into<String>) -> LoadError {
        LoadError { kind, message: message.into(), source: None }
    }

    pub(crate) fn because(mut self, source: impl Error + Send + Sync + 'static) -> LoadError {
        self.source = Some(Box::new(source));
        self
    }

    /// What is wrong, to decide by.
    pub fn kind(&self) -> LoadErrorKind {
        self.kind
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the weights cannot be loaded: {}", self.message)
    }
}

impl fmt::Debug for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadError")
            .field("kind", &self.kind)
            .field("message", &self.message)
            .field("source", &self.source)
            .finish()
    }
}

impl Error for LoadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source.as_ref() as &(dyn Error + 'static))
    }
}
