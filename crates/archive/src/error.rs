use std::fmt;
use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why an archive could not do what was asked.
#[derive(Debug)]
pub struct ArchiveError {
    kind: ArchiveErrorKind,
    path: Option<PathBuf>,
    message: String,
    cause: Option<rusqlite::Error>,
}

/// Kinds of [`ArchiveError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArchiveErrorKind {
    /// No archive is there.
    Missing,
    /// The file is something else.
    NotAnArchive,
    /// It was written by a later Sayso.
    TooNew,
    /// It must be migrated and was opened for reading only.
    TooOld,
    /// It may not be written.
    ReadOnly,
    /// No space is left.
    Full,
    /// Another process held it for too long.
    Busy,
    /// Its bytes are damaged.
    Damaged,
    /// What was asked for does not fit: a cursor of another query, a statement of no item.
    Argument,
    /// Anything else that SQLite reports.
    Storage,
}

impl ArchiveError {
    pub(crate) fn new(kind: ArchiveErrorKind, message: impl Into<String>) -> Self {
        ArchiveError { kind, path: None, message: message.into(), cause: None }
    }

    pub(crate) fn damaged(message: impl Into<String>) -> Self {
        ArchiveError::new(ArchiveErrorKind::Damaged, message)
    }

    pub(crate) fn at(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> ArchiveErrorKind {
        self.kind
    }
}

impl From<rusqlite::Error> for ArchiveError {
    fn from(cause: rusqlite::Error) -> Self {
        use ArchiveErrorKind::*;
        let (kind, message) = match cause.sqlite_error_code() {
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                (ReadOnly, "the archive may not be written; check its permissions")
            }
            Some(ErrorCode::DiskFull) => {
                (Full, "no space is left for the archive; nothing of this step was kept")
            }
            // A file that may not grow reports so: a quota, a limit on the size of files.
            Some(ErrorCode::SystemIoFailure) => {
                (Full, "the archive could not be written; is the disk full or failing?")
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                (Busy, "another process holds the archive; try again")
            }
            Some(ErrorCode::DatabaseCorrupt) => {
                (Damaged, "the archive is damaged; restore a backup, or export what can be read")
            }
            Some(ErrorCode::NotADatabase) => (NotAnArchive, "this file is no archive"),
            Some(ErrorCode::CannotOpen) => (Storage, "the archive cannot be opened"),
            _ => (Storage, "the archive failed"),
        };
        ArchiveError { kind, path: None, message: message.to_owned(), cause: Some(cause) }
    }
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}: ", path.display())?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for ArchiveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}

/// What an archive answers.
pub type Result<T> = std::result::Result<T, ArchiveError>;
