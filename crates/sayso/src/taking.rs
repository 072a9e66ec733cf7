//! From records of the intake to items of the archive, kept first and read after.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use jiff::Timestamp;
use rayon::prelude::*;
use sayso_archive::{Added, Archive, NewItem, NewQuarantined, Prepared, ReadTally};
use sayso_intake::{Hints, Record, Source};
use sayso_ledger::Ledger;

use crate::engine::Engine;
use crate::output;

/// A transaction holds no more than so many items, or bytes, or is so old.
const ITEMS: usize = 256;
const BYTES: usize = 8 << 20;
const AGE: Duration = Duration::from_secs(1);
/// Items that are compared with the rest of the archive after each transaction: those of the
/// transaction, and as many that were added without being read before.
const COMPARED: usize = 2 * ITEMS;

/// What became of what came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// New items.
    pub new: usize,
    /// Items that were there already.
    pub known: usize,
    /// Records in quarantine.
    pub quarantined: usize,
    /// Items that were read.
    pub reading: ReadTally,
    /// Items that have words of earlier ones, or earlier ones of theirs.
    pub copies: usize,
}

/// Takes in.
pub struct Taking {
    archive: Archive,
    engine: Option<Engine>,
    ledger: Option<Ledger>,
    lines: bool,
    waiting: Vec<NewItem>,
    rejected: Vec<NewQuarantined>,
    bytes: usize,
    since: Instant,
    tally: Tally,
}

impl Taking {
    /// Into an archive; read by an engine, and looked through for copies, where there is one; with
    /// `lines`, each item is told on standard output as soon as it is safe.
    pub fn new(archive: Archive, engine: Option<Engine>, lines: bool) -> Taking {
        let ledger = engine.as_ref().and_then(|_| {
            let opened = Ledger::open(archive.folder());
            opened.map_err(|error| complain(error.into())).ok()
        });
        Taking {
            archive,
            engine,
            ledger,
            lines,
            waiting: Vec::new(),
            rejected: Vec::new(),
            bytes: 0,
            since: Instant::now(),
            tally: Tally::default(),
        }
    }

    /// The archive.
    pub fn archive(&mut self) -> &mut Archive {
        &mut self.archive
    }

    /// What became of everything so far.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// Takes all records of a source. What waits in the end must be [`Taking::flush`]ed.
    ///
    /// # Errors
    /// When the archive fails, or the source can't be read on; what came before is kept.
    pub fn source(&mut self, source: Source, hints: Hints, whence: &str) -> Result<()> {
        let records = sayso_intake::open(source, hints.clone())?;
        let format = records.format();
        let hints = Hints { format, ..hints };
        for record in records {
            self.record(record?, &hints, whence)?;
        }
        Ok(())
    }

    /// Takes one record of a source whose format and hints are known.
    pub fn record(&mut self, record: Record, hints: &Hints, whence: &str) -> Result<()> {
        let format = hints.format;
        match record {
            Record::Item(item) => {
                let record = item.place.record;
                self.item(new_item(*item, &place(whence, record, format)))
            }
            Record::Rejected(rejected) => {
                let cut = if rejected.cut { "; its bytes are cut" } else { "" };
                self.reject(NewQuarantined {
                    raw: rejected.raw,
                    format: format.map_or("unknown", |format| format.name()).to_owned(),
                    source: place(whence, rejected.place.record, format),
                    url: hints.url.clone(),
                    reason: format!("{}{cut}", rejected.reason),
                    hints: serde_json::to_string(hints).ok(),
                    received: Timestamp::now(),
                })
            }
        }
    }

    /// Takes one item.
    pub fn item(&mut self, item: NewItem) -> Result<()> {
        self.bytes += item.raw.len() + item.text.len();
        self.waiting.push(item);
        self.flush_if_due()
    }

    /// Keeps aside what can't be taken in.
    pub fn reject(&mut self, rejected: NewQuarantined) -> Result<()> {
        eprintln!("sayso: {}: {}, kept in quarantine", rejected.source, rejected.reason);
        self.bytes += rejected.raw.len();
        self.rejected.push(rejected);
        self.flush_if_due()
    }

    fn flush_if_due(&mut self) -> Result<()> {
        let count = self.waiting.len() + self.rejected.len();
        if count == 1 {
            self.since = Instant::now();
        }
        if count >= ITEMS || self.bytes >= BYTES || self.since.elapsed() >= AGE {
            self.flush()?;
        }
        Ok(())
    }

    /// Keeps what waits, tells that it is safe, then reads it. Gives what became of the items.
    pub fn flush(&mut self) -> Result<Vec<Added>> {
        self.bytes = 0;
        if !self.rejected.is_empty() {
            self.archive.quarantine(&self.rejected)?;
            self.tally.quarantined += self.rejected.len();
            self.rejected.clear();
        }
        if self.waiting.is_empty() {
            return Ok(Vec::new());
        }
        let waiting = std::mem::take(&mut self.waiting);
        let sources: Vec<String> = waiting.iter().map(|item| item.source.clone()).collect();
        let prepared: Vec<Prepared> = waiting.into_par_iter().map(NewItem::prepare).collect();
        let added = self.archive.add_prepared(&prepared)?;
        self.acknowledge(&added, &sources)?;
        let new: Vec<i64> = added.iter().filter(|it| it.new).map(|it| it.item).collect();
        self.tally.new += new.len();
        self.tally.known += added.len() - new.len();
        self.read(&new)?;
        self.find_copies();
        Ok(added)
    }

    /// Compares what came with what is there. Where it fails, nothing is lost: `sayso trace` makes
    /// up for it.
    fn find_copies(&mut self) {
        let Some(ledger) = &mut self.ledger else { return };
        match ledger.catch_up_some(&self.archive, COMPARED) {
            Ok(done) => self.tally.copies += done.copies,
            Err(error) => {
                complain(error.into());
                self.ledger = None;
            }
        }
    }

    fn acknowledge(&self, added: &[Added], sources: &[String]) -> Result<()> {
        if !self.lines {
            return Ok(());
        }
        let mut lines = String::new();
        for (added, source) in added.iter().zip(sources) {
            let line =
                serde_json::json!({ "item": added.item, "new": added.new, "source": source });
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
        output::print(&lines)
    }

    /// Reads items, those of one text once, and keeps their readings.
    pub fn read(&mut self, items: &[i64]) -> Result<()> {
        let Some(engine) = &self.engine else { return Ok(()) };
        self.tally.reading += read(&mut self.archive, engine, items)?;
        Ok(())
    }
}

fn complain(error: anyhow::Error) {
    eprintln!("sayso: no copies are looked for: {error:#}");
}

/// Reads items of the archive, those of one text once, and keeps their readings.
pub fn read(archive: &mut Archive, engine: &Engine, items: &[i64]) -> Result<ReadTally> {
    let read = archive.read_items(engine.reader(), items);
    read.context("cannot keep readings")
}

/// Where a record stands in what it came from.
fn place(whence: &str, record: u64, format: Option<sayso_intake::Format>) -> String {
    use sayso_intake::Format::{Html, Mail, Nitf, Text};
    match format {
        // One record each.
        Some(Text | Html | Nitf | Mail) | None => whence.to_owned(),
        Some(_) => format!("{whence}#{}", record + 1),
    }
}

/// An item of the intake as the archive takes it, now.
pub fn new_item(item: sayso_intake::Item, whence: &str) -> NewItem {
    NewItem::taken(item, whence, Timestamp::now())
}
