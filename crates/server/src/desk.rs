//! What all requests share.

use std::time::{SystemTime, UNIX_EPOCH};

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sayso_archive::{Archive, ArchiveError, ArchiveErrorKind, Item, ItemId};
use sayso_ledger::{Ledger, LedgerError};
use sayso_read::{Reader, Reading};

use crate::archives::Archives;
use crate::ledgers::Ledgers;
use crate::metrics::Metrics;
use crate::problem::Problem;
use crate::security::Accounts;
use crate::security::limits::Limit;
use crate::workers::Workers;

/// How a desk is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether only this machine can reach it: then nobody needs to sign in.
    pub loopback: bool,
    /// Whether a proxy stands before it, which does TLS and tells the client's address.
    pub behind_proxy: bool,
    /// Characters of a text that may be read at once.
    pub longest_text: usize,
    /// Bytes of an upload.
    pub largest_upload: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            loopback: true,
            behind_proxy: false,
            longest_text: 2_000_000,
            largest_upload: 256 << 20,
        }
    }
}

/// The desk: reader, archive, accounts, limits.
pub struct Desk {
    /// How it is set up.
    pub settings: Settings,
    /// The reading engine.
    pub reader: Arc<Reader>,
    /// The archive.
    pub archives: Archives,
    /// What the tracer knows of it.
    pub ledgers: Ledgers,
    /// Who may come in.
    pub accounts: Accounts,
    /// Threads for reading.
    pub readers: Workers,
    /// Threads for the archive.
    pub keepers: Workers,
    /// Requests by client.
    pub limit: Limit,
    /// Attempts to sign in, by client.
    pub attempts: Limit,
    /// What is counted.
    pub metrics: Metrics,
}

impl Desk {
    /// A desk over an archive. `cores` dispatches are read at once.
    pub fn new(
        settings: Settings,
        reader: impl Into<Arc<Reader>>,
        archives: Archives,
        accounts: Accounts,
        cores: usize,
    ) -> Desk {
        let ledgers = Ledgers::new(archives.folder());
        let (rate, burst) = if settings.loopback { (500.0, 2000.0) } else { (50.0, 200.0) };
        Desk {
            settings,
            reader: reader.into(),
            archives,
            ledgers,
            accounts,
            readers: Workers::new(cores, 64),
            keepers: Workers::new(2 * cores.max(2), 256),
            limit: Limit::new(rate, burst),
            attempts: Limit::new(0.1, 5.0),
            metrics: Metrics::default(),
        }
    }

    /// Asks the archive, or writes to it, on a thread of its own.
    ///
    /// # Errors
    ///
    /// The archive's, told as problems; 503 where too much waits.
    pub async fn archive<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Archive) -> sayso_archive::Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        let desk = self.clone();
        self.keepers.run(move || desk.archives.with(work)).await?.map_err(problem)
    }

    /// Asks the tracer, on a thread of its own, after it has looked at some of what came last.
    ///
    /// # Errors
    ///
    /// Problems of the work; 503 where too much waits.
    pub async fn ledger<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Ledger, &Archive) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let desk = self.clone();
        let ask = move || {
            desk.archives.with(|archive| {
                let asked = desk.ledgers.catch_up(archive);
                let asked = asked.and_then(|_| desk.ledgers.with(|it| Ok(work(it, archive))));
                Ok(asked.map_err(traces_problem))
            })
        };
        self.keepers.run(ask).await?.map_err(problem)??
    }

    /// Looks for copies of all that came while nobody looked, until it is done or the desk is
    /// closed. Blocks; gives up where the ledger fails, and says so in the log.
    pub fn catch_up(&self, closed: &AtomicBool) {
        while !closed.load(Ordering::Relaxed) {
            match self.find_copies() {
                Some(1..) => {}
                Some(0) | None => return,
            }
        }
    }

    /// Compares some of what came with the rest. A failure costs nobody his dispatches: it is
    /// logged, and tried again with the next ones.
    fn find_copies(&self) -> Option<usize> {
        let done = self.archives.with(|archive| Ok(self.ledgers.catch_up(archive)));
        let done = done.map_err(|error| error.to_string());
        let done = done.and_then(|done| done.map_err(|error| error.to_string()));
        done.inspect_err(|cause| tracing::error!(%cause, "no copies are looked for")).ok()
    }

    /// Reads what was kept, puts the readings beside it, and looks for copies. Blocks.
    ///
    /// # Errors
    ///
    /// The archive's.
    pub fn read_kept(&self, items: &[Item]) -> sayso_archive::Result<()> {
        let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
        self.archives.with(|archive| archive.read_items(&self.reader, &ids))?;
        for item in items {
            self.count(&item.text);
        }
        self.find_copies();
        Ok(())
    }

    /// Reads a dispatch and counts it. Blocks.
    pub fn read(&self, dispatch: &sayso_read::Dispatch) -> Reading {
        self.count(&dispatch.text);
        self.reader.read(dispatch)
    }

    fn count(&self, text: &str) {
        self.metrics.read.inc();
        self.metrics.words.inc_by(text.split_whitespace().count() as u64);
    }
}

/// The archive's errors as a client sees them.
pub fn problem(error: ArchiveError) -> Problem {
    match error.kind() {
        ArchiveErrorKind::Argument => Problem::bad_request(error.to_string()),
        ArchiveErrorKind::Busy => Problem::busy(),
        ArchiveErrorKind::Full => Problem::full(),
        _ => Problem::internal(error),
    }
}

/// The ledger's errors as a client sees them.
pub fn traces_problem(error: LedgerError) -> Problem {
    Problem::internal(format!("traces: {error}"))
}

/// Seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs() as i64)
}
