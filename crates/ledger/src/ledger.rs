use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension};
use sayso_archive::{Archive, Item as Archived, ItemId, StoredReading};
use sayso_trace::{Added, Item, Moment, Store, StoryEvent, Trace, Tracer};

use crate::error::{LedgerError, LedgerErrorKind, Result};
use crate::store::Tables;

/// "Trac", in the file's header.
const APPLICATION: i64 = 0x5472_6163;
/// Version of the tables.
const VERSION: i64 = 2;
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

/// A story as a list tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Its number.
    pub number: u32,
    /// Its oldest item.
    pub first: u32,
    /// Its latest item.
    pub last: u32,
    /// How many items it has.
    pub items: usize,
}

/// Items that are looked at in one step of a list of stories.
const STEP: usize = 100;

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
        if version < VERSION {
            make(&connection)?;
        }
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Ledger { tracer: Tracer::over(Tables::over(connection)?) })
    }

    /// How many items of the archive wait to be taken in.
    ///
    /// # Errors
    /// When the archive or the file fails.
    pub fn waiting(&self, archive: &Archive) -> Result<usize> {
        let after = self.tracer.store().last_archived()?;
        let query = "SELECT count(*) FROM items WHERE id > ?1";
        let mut query = archive.connection().prepare_cached(query)?;
        Ok(query.query_row([after], |row| row.get::<_, i64>(0))? as usize)
    }

    /// The tracer, to look at what it has.
    pub fn tracer_ref(&self) -> &Tracer<Tables> {
        &self.tracer
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
    /// readings that are there. Several processes may do it at once; each item is taken in once.
    ///
    /// # Errors
    /// When the archive or the file fails. What was taken in before stays.
    pub fn catch_up(&mut self, archive: &Archive) -> Result<CaughtUp> {
        let mut done = CaughtUp::default();
        loop {
            let some = self.catch_up_some(archive, BATCH)?;
            done.items += some.items;
            done.copies += some.copies;
            if some.items < BATCH {
                return Ok(done);
            }
        }
    }

    /// The same for at most so many items, in one transaction.
    ///
    /// # Errors
    /// When the archive or the file fails; then none of them is taken in.
    pub fn catch_up_some(&mut self, archive: &Archive, most: usize) -> Result<CaughtUp> {
        let mut done = CaughtUp::default();
        if archive.items(self.tracer.store().last_archived()?, 1)?.is_empty() {
            return Ok(done);
        }
        self.begin()?;
        let mut take = || -> Result<()> {
            // Asked again: another process may have taken them in meanwhile.
            let after = self.tracer.store().last_archived()?;
            for item in archive.items(after, most)? {
                let reading = archive.reading(&item)?;
                let added = self.add(&item, reading.as_ref())?;
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
        Ok(done)
    }

    /// What the story of an item comes to, by the readings of today. Of a large story only the
    /// items around this one are looked at.
    ///
    /// # Errors
    /// When the archive or the file fails.
    pub fn trace(&mut self, archive: &Archive, number: u32) -> Result<Trace> {
        let story = self.tracer.story_around(number)?;
        self.refresh(archive, &story.items)?;
        self.tracer.trace_part(story)
    }

    /// Takes mentions from the readings that came, or came anew, since items were taken in.
    fn refresh(&mut self, archive: &Archive, numbers: &[u32]) -> Result<()> {
        let mut stale = Vec::new();
        for number in numbers {
            let Some(item) = self.archived(*number)? else { continue };
            let mut query =
                archive.connection().prepare_cached("SELECT at FROM readings WHERE item = ?1")?;
            let at: Option<i64> = query.query_row([item], |row| row.get(0)).optional()?;
            if at.is_some() && at != self.tracer.store().read_at(*number)? {
                stale.push((*number, item));
            }
        }
        if stale.is_empty() {
            return Ok(());
        }
        self.begin()?;
        let renew = || -> Result<()> {
            for (number, item) in stale {
                let Some(item) = archive.get(item)? else { continue };
                if let Some(stored) = archive.reading(&item)? {
                    self.tracer.reread(number, &stored.reading)?;
                    self.tracer.store().set_read_at(number, stored.at.as_millisecond())?;
                }
            }
            Ok(())
        };
        let renewed = renew();
        self.end(if renewed.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        renewed
    }

    fn add(&mut self, item: &Archived, stored: Option<&StoredReading>) -> Result<Added> {
        let reading = stored.map(|it| &it.reading);
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
        let read_at = stored.map(|it| it.at.as_millisecond());
        self.tracer.store_mut_kept().archive_next(item.id, read_at);
        self.tracer.add(traced, reading)
    }

    /// Stories of two items or more, the one with the latest arrival first; those whose latest item
    /// came before number `before`. With them where the next page begins, if there is one.
    ///
    /// # Errors
    /// When the file fails.
    pub fn latest_stories(
        &self,
        before: Option<u32>,
        limit: usize,
    ) -> Result<(Vec<Extent>, Option<u32>)> {
        let tables = self.tracer.store();
        let mut found = Vec::new();
        let mut at = match before {
            Some(before) => before,
            None => tables.len()?,
        };
        while at > 0 {
            let some = tables.stories_before(at, STEP)?;
            at = 0;
            for (item, story) in some {
                at = item;
                let extent = tables.extent(story)?;
                if extent.last == item && extent.items > 1 {
                    if found.len() == limit {
                        return Ok((found, Some(item + 1)));
                    }
                    found.push(extent);
                }
            }
        }
        Ok((found, None))
    }

    /// The oldest item of a story, or of the story that it went into.
    ///
    /// # Errors
    /// When the file fails.
    pub fn first_of_story(&self, story: u32) -> Result<Option<u32>> {
        let tables = self.tracer.store();
        let mut story = story;
        loop {
            if let Some(first) = tables.members(story)?.first() {
                return Ok(Some(*first));
            }
            let went =
                tables.history(Some(story))?.into_iter().rev().find_map(|event| match event {
                    StoryEvent::Merged { story: into, gone, .. } if gone == story => Some(into),
                    _ => None,
                });
            match went {
                Some(into) => story = into,
                None => return Ok(None),
            }
        }
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
        let tables = self.tracer.store_mut_kept();
        tables.execute("BEGIN IMMEDIATE")?;
        tables.reload_if_changed()
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

/// Makes the tables, anew where they are those of an earlier version: what they hold comes again
/// from the archive.
fn make(connection: &Connection) -> Result<()> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let made = || -> Result<()> {
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version == VERSION {
            return Ok(());
        }
        let mut names =
            connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
        let names: Vec<String> =
            names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for name in names {
            connection.execute_batch(&format!("DROP TABLE \"{name}\""))?;
        }
        connection.execute_batch(&format!(
            "{}\nPRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {VERSION};",
            include_str!("../schema/2.sql")
        ))?;
        Ok(())
    };
    let made = made();
    connection.execute_batch(if made.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    made
}
