//! The archive's connections: one a thread at work, kept for the next.

use std::path::{Path, PathBuf};

use sayso_archive::{Access, Archive, Result};

use crate::pool::Pool;

/// Connections to one archive.
pub struct Archives {
    folder: PathBuf,
    pool: Pool<Archive>,
}

impl Archives {
    /// Opens the archive in a folder, or makes it.
    ///
    /// # Errors
    ///
    /// Those of [`Archive::open`].
    pub fn open(folder: &Path) -> Result<Archives> {
        let first = Archive::open(folder, Access::Create)?;
        Ok(Archives { folder: folder.to_owned(), pool: Pool::new(vec![first]) })
    }

    /// The archive's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Works on a connection of one's own.
    ///
    /// # Errors
    ///
    /// Those of the work, and of opening one more connection.
    pub fn with<T>(&self, work: impl FnOnce(&mut Archive) -> Result<T>) -> Result<T> {
        self.pool.with(|| Archive::open(&self.folder, Access::Write), work)
    }
}
