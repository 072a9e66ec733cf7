use std::fmt;

/// Why the ledger could not do what was asked.
#[derive(Debug)]
pub struct LedgerError {
    kind: LedgerErrorKind,
    message: String,
    cause: Option<Box<Cause>>,
}

#[derive(Debug)]
enum Cause {
    Sqlite(rusqlite::Error),
    Archive(sayso_archive::ArchiveError),
    Json(serde_json::Error),
}

/// Kinds of [`LedgerError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LedgerErrorKind {
    /// The file is something else, or was written by a later Sayso.
    Version,
    /// What is in it can't be; delete the file, and it is made anew.
    Damaged,
    /// It may not be written, or the disk is full, or another process holds it.
    Storage,
    /// The archive that it is made from fails.
    Archive,
}

/// What the ledger gives.
pub type Result<T> = std::result::Result<T, LedgerError>;

impl LedgerError {
    pub(crate) fn new(kind: LedgerErrorKind, message: impl Into<String>) -> LedgerError {
        LedgerError { kind, message: message.into(), cause: None }
    }

    /// What went wrong.
    pub fn kind(&self) -> LedgerErrorKind {
        self.kind
    }
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for LedgerError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.cause.as_deref()? {
            Cause::Sqlite(cause) => Some(cause),
            Cause::Archive(cause) => Some(cause),
            Cause::Json(cause) => Some(cause),
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(cause: rusqlite::Error) -> LedgerError {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        let damaged = matches!(cause.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
            || matches!(cause, rusqlite::Error::QueryReturnedNoRows);
        let (kind, message) = match damaged {
            true => (
                LedgerErrorKind::Damaged,
                "the file of traces is damaged; delete it, and it is made anew",
            ),
            false => (LedgerErrorKind::Storage, "cannot read or write the file of traces"),
        };
        LedgerError {
            cause: Some(Box::new(Cause::Sqlite(cause))),
            ..LedgerError::new(kind, message)
        }
    }
}

impl From<serde_json::Error> for LedgerError {
    fn from(cause: serde_json::Error) -> LedgerError {
        let message = "the file of traces is damaged; delete it, and it is made anew";
        LedgerError {
            cause: Some(Box::new(Cause::Json(cause))),
            ..LedgerError::new(LedgerErrorKind::Damaged, message)
        }
    }
}

impl From<sayso_archive::ArchiveError> for LedgerError {
    fn from(cause: sayso_archive::ArchiveError) -> LedgerError {
        LedgerError {
            cause: Some(Box::new(Cause::Archive(cause))),
            ..LedgerError::new(LedgerErrorKind::Archive, "cannot read the archive")
        }
    }
}
