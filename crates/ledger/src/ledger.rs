use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use sayso_archive::{Archive, Item as Archived, ItemId};
use sayso_trace::{Added, Item, Moment, Tracer};

use crate::error::{LedgerError, LedgerErrorKind, Result};
use crate::store::Tables;

/// "Trac", in the file's header.
const APPLICATION: i64 = 0x5472_6163;
/// Version of the tables.
const VERSION: i64 = 1;
/// The file in the archive's folder.
const FILE: &str = "traces.sqlite";
/// How long a process waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(60);
/// Items taken in by one transaction.
const BATCH: usize = 256;

/// The tracer of an archive, with its state on disk.
pub struct Ledger {
    tracer: Tracer<Tables>,
}

/// What catching up did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaughtUp {
    /// Items taken in.
    pub items: usize,
    /// Of those, how many have words of an earlier one, or an earlier one of theirs.
    pub copies: usize,
}

impl Ledger {
    /// Opens the ledger in the folder of an archive; makes it where it is missing.
    ///
    /// # Errors
    /// When the file is something else, of a later version, damaged, or not to be written.
    pub fn open(folder: impl AsRef<Path>) -> Result<Ledger> {
        Ledger::over(Connection::open(folder.as_ref().join(FILE))?)
    }

    /// A ledger that is gone with the process.
    ///
    /// # Errors
    /// When SQLite has no memory.
    pub fn in_memory() -> Result<Ledger> {
        Ledger::over(Connection::open_in_memory()?)
    }

    fn over(connection: Connection) -> Result<Ledger> {
        connection.busy_timeout(PATIENCE)?;
        let application: i64 =
            connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let tables: i64 =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let wrong = |message| Err(LedgerError::new(LedgerErrorKind::Version, message));
        if tables > 0 && application != APPLICATION {
            return wrong("the file of traces is a database of another program; move it away");
        }
        if version > VERSION {
            return wrong("the file of traces was written by a later program; use that one");
        }
        // All of it can be made again: speed counts more than the last second before a power cut.
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "cache_size", -65_536)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        if tables == 0 {
            connection.execute_batch(&format!(
                "BEGIN IMMEDIATE;\n{}\nPRAGMA application_id = {APPLICATION};\n\
                 PRAGMA user_version = {VERSION};\nCOMMIT;",
                include_str!("../schema/1.sql")
            ))?;
        }
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Ledger { tracer: Tracer::over(Tables::over(connection)?) })
    }

    /// The tracer, to ask for stories and traces.
    pub fn tracer(&mut self) -> &mut Tracer<Tables> {
        &mut self.tracer
    }

    /// The tracer's number of an archived item that was taken in.
    pub fn number(&self, item: ItemId) -> Result<Option<u32>> {
        self.tracer.store().number(item)
    }

    /// The archive's number of an item.
    pub fn archived(&self, number: u32) -> Result<Option<ItemId>> {
        self.tracer.store().archived(number)
    }

    /// Takes in what came to the archive since the last time, in the order of arrival, with the
    /// readings that are there; up to the first item that waits for its reading, if `read_only`
    /// says so.
    ///
    /// # Errors
    /// When the archive or the file fails. What was taken in before stays.
    pub fn catch_up(&mut self, archive: &Archive, read_only: bool) -> Result<CaughtUp> {
        let mut done = CaughtUp::default();
        loop {
            let after = self.tracer.store().last_archived()?;
            let items = archive.items(after, BATCH)?;
            if items.is_empty() {
                return Ok(done);
            }
            let mut waits = false;
            self.begin()?;
            let mut take = || -> Result<()> {
                for item in &items {
                    let reading = archive.reading(item)?;
                    if read_only && reading.is_none() {
                        waits = true;
                        return Ok(());
                    }
                    let added = self.add(item, reading.as_ref().map(|it| &it.reading))?;
                    done.items += 1;
                    done.copies += usize::from(!added.relations.is_empty());
                }
                Ok(())
            };
            match take() {
                Ok(()) => self.end("COMMIT")?,
                Err(error) => {
                    self.end("ROLLBACK")?;
                    return Err(error);
                }
            }
            if waits {
                return Ok(done);
            }
        }
    }

    fn add(&mut self, item: &Archived, reading: Option<&sayso_trace::Reading>) -> Result<Added> {
        let publisher = || reading.and_then(|it| Some(it.publisher.as_ref()?.name.clone()));
        let day = || reading.and_then(|it| Moment::parse(&it.issue.as_ref()?.day));
        let traced = Item {
            id: item.id.to_string(),
            outlet: item.publisher.clone().or_else(publisher),
            issued: item.issued.as_deref().and_then(Moment::parse).or_else(day),
            url: item.url.clone(),
            title: item.title.clone(),
            text: item.text.clone(),
        };
        self.tracer.store_mut_kept().archive_next(item.id);
        self.tracer.add(traced, reading)
    }

    /// Adds an item, lets `look` see what it comes to, and forgets it again.
    ///
    /// # Errors
    /// When the file fails.
    pub fn try_item<T>(
        &mut self,
        item: Item,
        reading: Option<&sayso_trace::Reading>,
        look: impl FnOnce(&mut Tracer<Tables>, Added) -> Result<T>,
    ) -> Result<T> {
        self.begin()?;
        let seen = self.tracer.add(item, reading).and_then(|added| look(&mut self.tracer, added));
        self.end("ROLLBACK")?;
        seen
    }

    fn begin(&mut self) -> Result<()> {
        Ok(self.tracer.store_mut_kept().execute("BEGIN IMMEDIATE")?)
    }

    fn end(&mut self, how: &str) -> Result<()> {
        if how == "COMMIT" {
            return Ok(self.tracer.store_mut_kept().execute(how)?);
        }
        let tables = self.tracer.store_mut();
        tables.execute(how)?;
        tables.reload()
    }
}
