//! Reading items of the archive. What was read before is not read again: of the very same text
//! nothing, of a copy the passages that stand in it word for word. The model sees the text alone,
//! so they are marked alike.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use rayon::prelude::*;
use sayso_read::{Known, Marks, Reader, Reading};

use crate::archive::Archive;
use crate::error::Result;
use crate::item::{Item, ItemId};
use crate::passages::passages_of;
use crate::readings::NewReading;

/// What was read, and what of it needed no reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadTally {
    /// Items that were read.
    pub read: usize,
    /// Of those, items of which passages were read before.
    pub reused: usize,
    /// Bytes of the text of all that were read.
    pub bytes: usize,
    /// Bytes of the passages that were read before.
    pub reused_bytes: usize,
}

impl std::ops::AddAssign for ReadTally {
    fn add_assign(&mut self, more: ReadTally) {
        self.read += more.read;
        self.reused += more.reused;
        self.bytes += more.bytes;
        self.reused_bytes += more.reused_bytes;
    }
}

/// Items that are read between two transactions.
const READ_AT_ONCE: usize = 64;

impl Archive {
    /// Reads items, several at once, and keeps their readings under the version of the reader. Of
    /// items with the same text, publisher and day the whole reading is taken over.
    ///
    /// # Errors
    /// When the archive can't be read or written. What was read before is kept.
    pub fn read_items(&mut self, reader: &Reader, items: &[ItemId]) -> Result<ReadTally> {
        let version = reader.version();
        let mut tally = ReadTally::default();
        for chunk in items.chunks(READ_AT_ONCE) {
            let mut waiting = Vec::with_capacity(chunk.len());
            for id in chunk {
                waiting.extend(self.get(*id)?);
            }
            while !waiting.is_empty() {
                let (now, later) = unlike(waiting);
                read_at_once(self, (reader, &version), now, &mut tally)?;
                waiting = later;
            }
        }
        Ok(tally)
    }
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
    (reader, version): (&Reader, &str),
    items: Vec<Item>,
    tally: &mut ReadTally,
) -> Result<()> {
    let mut done: Vec<Option<Read>> = Vec::with_capacity(items.len());
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        tally.read += 1;
        tally.bytes += item.text.len();
        let twin = twin(archive, item, version)?;
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
        let passages = archive.passages(text, version)?;
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
    archive.store_readings(&new, version, Timestamp::now())
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
