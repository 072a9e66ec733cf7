//! From records of the intake to items of the archive, kept first and read after.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use jiff::Timestamp;
use rayon::prelude::*;
use sayso_archive::{
    Added, Archive, Item, NewItem, NewQuarantined, NewReading, Prepared, passages_of,
};
use sayso_intake::{Hints, Record, Source};
use sayso_ledger::Ledger;
use sayso_read::{Known, Marks, Reading};

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
    pub read: usize,
    /// Of those, items of which passages were read before.
    pub reused: usize,
    /// Bytes of the text of all that were read.
    pub bytes: usize,
    /// Bytes of the passages that were read before.
    pub reused_bytes: usize,
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
        for record in records {
            match record? {
                Record::Item(item) => {
                    let record = item.place.record;
                    self.item(new_item(*item, &place(whence, record, format)))?;
                }
                Record::Rejected(rejected) => {
                    let cut = if rejected.cut { "; its bytes are cut" } else { "" };
                    let hints = Hints { format, ..hints.clone() };
                    self.reject(NewQuarantined {
                        raw: rejected.raw,
                        format: format.map_or("unknown", |format| format.name()).to_owned(),
                        source: place(whence, rejected.place.record, format),
                        url: hints.url.clone(),
                        reason: format!("{}{cut}", rejected.reason),
                        hints: serde_json::to_string(&hints).ok(),
                        received: Timestamp::now(),
                    })?;
                }
            }
        }
        Ok(())
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
        let tally = read(&mut self.archive, engine, items)?;
        self.tally.read += tally.read;
        self.tally.reused += tally.reused;
        self.tally.bytes += tally.bytes;
        self.tally.reused_bytes += tally.reused_bytes;
        Ok(())
    }
}

fn complain(error: anyhow::Error) {
    eprintln!("sayso: no copies are looked for: {error:#}");
}

/// Items that are read between two transactions.
const READ_AT_ONCE: usize = 64;

/// Reads items and keeps their readings. What was read before is not read again: of the very same
/// text nothing, of a copy the passages that stand in it word for word; the model sees the text
/// alone, so they are marked alike. With the same publisher and day the whole reading is taken
/// over.
pub fn read(archive: &mut Archive, engine: &Engine, items: &[i64]) -> Result<Tally> {
    let mut tally = Tally::default();
    for chunk in items.chunks(READ_AT_ONCE) {
        let mut waiting = Vec::with_capacity(chunk.len());
        for id in chunk {
            waiting.extend(archive.get(*id)?);
        }
        while !waiting.is_empty() {
            let (now, later) = unlike(waiting);
            read_at_once(archive, engine, now, &mut tally)?;
            waiting = later;
        }
    }
    Ok(tally)
}

/// Parts items that share no passage from those that are like one of them, which are read after
/// it. Items of the very same text stay together.
fn unlike(items: Vec<Item>) -> (Vec<Item>, Vec<Item>) {
    let mut passages: HashMap<i64, usize> = HashMap::new();
    let (mut now, mut later): (Vec<Item>, Vec<Item>) = (Vec::new(), Vec::new());
    for item in items {
        let own = passages_of(&item.text);
        let alike = |line| passages.get(line).is_some_and(|at| now[*at].text != item.text);
        if own.iter().any(alike) {
            later.push(item);
        } else {
            passages.extend(own.into_iter().map(|line| (line, now.len())));
            now.push(item);
        }
    }
    (now, later)
}

fn read_at_once(
    archive: &mut Archive,
    engine: &Engine,
    items: Vec<Item>,
    tally: &mut Tally,
) -> Result<()> {
    let version = engine.version();
    let mut done: Vec<Option<Read>> = Vec::with_capacity(items.len());
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        tally.read += 1;
        tally.bytes += item.text.len();
        let twin = twin(archive, item, &version)?;
        if twin.is_some() {
            tally.reused += 1;
            tally.reused_bytes += item.text.len();
        } else {
            groups.entry(&item.text).or_default().push(at);
        }
        done.push(twin.map(|reading| Read { reading, marks: None }));
    }
    let mut known: Vec<Vec<Known>> = Vec::with_capacity(groups.len());
    for (text, group) in &groups {
        let passages = archive.passages(text, &version)?;
        let bytes: usize = passages.iter().map(|passage| passage.span.len()).sum();
        tally.reused += group.len() - usize::from(bytes == 0);
        tally.reused_bytes += bytes + (group.len() - 1) * text.len();
        known.push(passages);
    }
    let groups: Vec<(&str, Vec<usize>)> = groups.into_iter().collect();
    let read: Vec<Vec<Read>> = groups
        .par_iter()
        .zip(&known)
        .map(|((text, group), known)| {
            let reader = engine.reader();
            let marks = reader.mark(text, known);
            let dispatches: Vec<_> = group.iter().map(|at| items[*at].dispatch()).collect();
            let readings = reader.read_marked(&dispatches, &marks).into_iter();
            readings.map(|reading| Read { reading, marks: Some(marks.clone()) }).collect()
        })
        .collect();
    for ((_, group), read) in groups.into_iter().zip(read) {
        for (at, read) in group.into_iter().zip(read) {
            done[at] = Some(read);
        }
    }
    let new: Vec<NewReading> = items
        .iter()
        .zip(&done)
        .filter_map(|(item, read)| {
            let read = read.as_ref()?;
            Some(NewReading { item, reading: &read.reading, marks: read.marks.as_ref() })
        })
        .collect();
    archive.store_readings(&new, &version, Timestamp::now()).context("cannot keep readings")
}

/// A reading, and what the model marked for it where it was not taken over whole.
struct Read {
    reading: Reading,
    marks: Option<Marks>,
}

/// The reading of a dispatch that is the same in text, publisher and day.
fn twin(archive: &Archive, item: &Item, version: &str) -> Result<Option<Reading>> {
    let Some(twin) = archive.read_twin(item, version)? else { return Ok(None) };
    let Some(twin) = archive.get(twin)?.filter(|it| it.dispatch() == item.dispatch()) else {
        return Ok(None);
    };
    // A twin that can't be decoded is no help and no harm.
    Ok(archive.reading(&twin).ok().flatten().map(|stored| stored.reading))
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
