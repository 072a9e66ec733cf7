//! What all requests share.

use std::time::{SystemTime, UNIX_EPOCH};

use std::sync::Arc;

use sayso_archive::{Archive, ArchiveError, ArchiveErrorKind, Item, NewReading};
use sayso_read::{Reader, Reading};

use crate::archives::Archives;
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
    pub reader: Reader,
    /// The name of the reader's version, as the archive keeps it.
    pub reader_version: String,
    /// The archive.
    pub archives: Archives,
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
        reader: Reader,
        reader_version: String,
        archives: Archives,
        accounts: Accounts,
        cores: usize,
    ) -> Desk {
        let (rate, burst) = if settings.loopback { (500.0, 2000.0) } else { (50.0, 200.0) };
        Desk {
            settings,
            reader,
            reader_version,
            archives,
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

    /// Reads what was kept and puts the readings beside it. Blocks.
    ///
    /// # Errors
    ///
    /// The archive's.
    pub fn read_kept(&self, items: &[Item]) -> sayso_archive::Result<()> {
        let readings: Vec<Reading> = items.iter().map(|item| self.read(&item.dispatch())).collect();
        let pairs = items.iter().zip(&readings);
        let new: Vec<_> =
            pairs.map(|(item, reading)| NewReading { item, reading, marks: None }).collect();
        let at = jiff::Timestamp::now();
        self.archives.with(|archive| archive.store_readings(&new, &self.reader_version, at))
    }

    /// Reads a dispatch and counts it. Blocks.
    pub fn read(&self, dispatch: &sayso_read::Dispatch) -> Reading {
        self.metrics.read.inc();
        self.metrics.words.inc_by(dispatch.text.split_whitespace().count() as u64);
        self.reader.read(dispatch)
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

/// Seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs() as i64)
}
