use std::fmt;
use std::io;

/// Why nothing more can be taken from a source. What is broken inside it is a
/// [`crate::Rejected`] record and no error.
#[derive(Debug)]
pub struct IntakeError {
    kind: IntakeErrorKind,
    detail: String,
    cause: Option<io::Error>,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IntakeErrorKind {
    /// The source could not be read on: a disk or a connection failed.
    Read,
    /// A hint makes no sense: a mapping or an encoding that is not known.
    Hint,
}

impl IntakeError {
    /// What went wrong.
    pub fn kind(&self) -> IntakeErrorKind {
        self.kind
    }

    pub(crate) fn read(cause: io::Error) -> Self {
        let detail = "cannot be read on".to_owned();
        IntakeError { kind: IntakeErrorKind::Read, detail, cause: Some(cause) }
    }

    pub(crate) fn hint(detail: impl Into<String>) -> Self {
        IntakeError { kind: IntakeErrorKind::Hint, detail: detail.into(), cause: None }
    }
}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for IntakeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}
