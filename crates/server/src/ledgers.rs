//! What the tracer knows of the archive: one connection a thread at work, kept for the next.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use sayso_archive::Archive;
use sayso_ledger::{Ledger, Result};

use crate::pool::Pool;

/// Connections to the ledger beside an archive.
pub struct Ledgers {
    folder: PathBuf,
    pool: Pool<Ledger>,
    /// Whether somebody takes in what came.
    catching: AtomicBool,
}

/// Items that are taken in at once: what else is asked meanwhile needn't wait long.
const AT_ONCE: usize = 64;

impl Ledgers {
    /// The ledger in the folder of an archive. It is opened, or made, when it is first asked.
    pub fn new(folder: &Path) -> Ledgers {
        let pool = Pool::new(Vec::new());
        Ledgers { folder: folder.to_owned(), pool, catching: AtomicBool::new(false) }
    }

    /// Works on a connection of one's own.
    ///
    /// # Errors
    ///
    /// Those of the work, and of opening one more connection.
    pub fn with<T>(&self, work: impl FnOnce(&mut Ledger) -> Result<T>) -> Result<T> {
        self.pool.with(|| Ledger::open(&self.folder), work)
    }

    /// Compares some of what came with the rest, unless somebody does so already. Tells how many
    /// were taken in.
    ///
    /// # Errors
    ///
    /// The ledger's.
    pub fn catch_up(&self, archive: &Archive) -> Result<usize> {
        if self.catching.swap(true, Ordering::Acquire) {
            return Ok(0);
        }
        let done = self.with(|ledger| ledger.catch_up_some(archive, AT_ONCE));
        self.catching.store(false, Ordering::Release);
        Ok(done?.items)
    }
}
