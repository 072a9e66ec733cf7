//! Readings, and the rows that are made of them for finding.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sayso_read::{Attribution, Marks, Reading};

use crate::archive::Archive;
use crate::days;
use crate::encoding::{self, KINDS, POLARITIES, STATUSES};
use crate::error::{ArchiveError, ArchiveErrorKind, Result};
use crate::item::{Item, ItemId};
use crate::names;
use crate::passages;

/// Bits of a statement's number that tell its place in the reading.
const PLACES: u32 = 20;

/// Number of a statement, an item's attribution, in its archive.
pub type StatementId = i64;

/// The number of the `place`th attribution (or diary entry) of an item.
pub fn statement_id(item: ItemId, place: usize) -> StatementId {
    (item << PLACES) | place as i64
}

/// The item of a statement and its place in the item's reading.
pub fn statement_place(statement: StatementId) -> (ItemId, usize) {
    (statement >> PLACES, (statement & ((1 << PLACES) - 1)) as usize)
}

/// First and last number that an item's statements can have.
pub(crate) fn statement_range(item: ItemId) -> (StatementId, StatementId) {
    (statement_id(item, 0), statement_id(item, (1 << PLACES) - 1))
}

/// A reading with who made it and when.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredReading {
    /// The version of the reader.
    pub reader: String,
    /// When it read.
    pub at: Timestamp,
    /// What it found.
    pub reading: Reading,
}

/// A reading to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewReading<'a> {
    /// The item that was read.
    pub item: &'a Item,
    /// What was found.
    pub reading: &'a Reading,
    /// What the model marked, to be carried over to copies; may be left out.
    pub marks: Option<&'a Marks>,
}

impl Archive {
    /// Stores readings in one transaction, in place of what an earlier reader found.
    ///
    /// Corrections by people stay as they are.
    pub fn store_readings(
        &mut self,
        readings: &[NewReading<'_>],
        reader: &str,
        at: Timestamp,
    ) -> Result<()> {
        let encoded: Vec<Encoded> = readings.iter().map(Encoded::of).collect();
        self.write(|transaction| {
            let reader = reader_number(transaction, reader)?;
            for (new, encoded) in readings.iter().zip(&encoded) {
                store(transaction, new, encoded, reader, at)?;
            }
            Ok(())
        })
    }

    /// The reading of an item.
    ///
    /// # Errors
    /// When it is damaged, or written by a newer program.
    pub fn reading(&self, item: &Item) -> Result<Option<StoredReading>> {
        let row: Option<(String, i64, Vec<u8>)> = self
            .connection
            .prepare_cached(
                "SELECT readers.name, at, bytes FROM readings JOIN readers ON readers.id = reader
                 WHERE item = ?1",
            )?
            .query_row([item.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((reader, at, bytes)) = row else { return Ok(None) };
        let reading = encoding::decode(&bytes, &item.text)?;
        Ok(Some(StoredReading { reader, at: days::instant(at), reading }))
    }

    /// At most `limit` items after number `after` that `reader` has not read, in the order of
    /// arrival: those never read, and those that another version read.
    pub fn unread(&self, reader: &str, after: ItemId, limit: usize) -> Result<Vec<ItemId>> {
        let mut query = self.connection.prepare_cached(
            "SELECT item FROM facets WHERE item > ?2 AND reader IS NOT
                 (SELECT id FROM readers WHERE name = ?1)
             ORDER BY item LIMIT ?3",
        )?;
        let found = query.query_map(params![reader, after, limit as i64], |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Lets every item count as unread; the readings stay until others take their place.
    pub fn mark_unread(&mut self) -> Result<()> {
        self.write(|transaction| {
            transaction.execute("UPDATE facets SET reader = NULL", [])?;
            Ok(())
        })
    }

    /// How many items `reader` has not read.
    pub fn count_unread(&self, reader: &str) -> Result<u64> {
        let count: i64 = self.connection.query_row(
            "SELECT count(*) FROM facets WHERE reader IS NOT
                 (SELECT id FROM readers WHERE name = ?1)",
            [reader],
            |row| row.get(0),
        )?;
        Ok(count as u64)
    }

    /// An item with the very text of this one that `reader` has read already.
    pub fn read_twin(&self, item: &Item, reader: &str) -> Result<Option<ItemId>> {
        let twin = self
            .connection
            .prepare_cached(
                "SELECT items.id FROM items JOIN facets ON facets.item = items.id
                 WHERE digest = (SELECT digest FROM items WHERE id = ?1) AND items.id <> ?1
                   AND facets.reader = (SELECT id FROM readers WHERE name = ?2)
                 ORDER BY items.id LIMIT 1",
            )?
            .query_row(params![item.id, reader], |row| row.get(0))
            .optional()?;
        Ok(twin)
    }
}

fn reader_number(transaction: &Transaction<'_>, reader: &str) -> Result<i64> {
    transaction.execute("INSERT OR IGNORE INTO readers (name) VALUES (?1)", [reader])?;
    Ok(transaction
        .query_row("SELECT id FROM readers WHERE name = ?1", [reader], |row| row.get(0))?)
}

/// A reading as bytes, made before the archive is held.
struct Encoded {
    reading: Vec<u8>,
    marks: Option<Vec<u8>>,
}

impl Encoded {
    fn of(new: &NewReading<'_>) -> Encoded {
        Encoded {
            reading: encoding::encode(new.reading),
            marks: new.marks.map(encoding::encode_marks),
        }
    }
}

fn store(
    transaction: &Transaction<'_>,
    new: &NewReading<'_>,
    encoded: &Encoded,
    reader: i64,
    at: Timestamp,
) -> Result<()> {
    let NewReading { item, reading, .. } = new;
    let text = &item.text;
    if reading.attributions.len() >= 1 << PLACES || reading.diary.len() >= 1 << PLACES {
        return Err(ArchiveError::new(
            ArchiveErrorKind::Argument,
            format!("item {} has more statements than the archive can number", item.id),
        ));
    }
    if transaction
        .prepare_cached(
            "INSERT INTO readings (item, reader, at, bytes, marks) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (item) DO UPDATE SET reader = ?2, at = ?3, bytes = ?4, marks = ?5",
        )?
        .execute(params![item.id, reader, at.as_millisecond(), encoded.reading, encoded.marks])
        .is_err()
    {
        return Err(ArchiveError::new(
            ArchiveErrorKind::Argument,
            format!("there is no item {} to store a reading of", item.id),
        ));
    }
    forget(transaction, item.id)?;
    if encoded.marks.is_some() {
        passages::remember(transaction, item.id, text)?;
    }
    let publisher = item
        .publisher
        .as_deref()
        .or(reading.publisher.as_ref().map(|publisher| publisher.name.as_str()))
        .filter(|name| !name.is_empty());
    let publisher = publisher.map(|name| names::number(transaction, name)).transpose()?;
    let day = item.issued.as_deref().and_then(days::civil).map(days::number).or_else(|| {
        let issue = reading.issue.as_ref()?;
        days::range(&issue.day).map(|(first, _)| first)
    });
    transaction
        .prepare_cached("UPDATE facets SET reader = ?2, publisher = ?3, day = ?4 WHERE item = ?1")?
        .execute(params![item.id, reader, publisher, day])?;
    for (place, attribution) in reading.attributions.iter().enumerate() {
        let id = statement_id(item.id, place);
        statement(transaction, id, text, reading, attribution, (publisher, day))?;
    }
    for (place, entry) in reading.diary.iter().enumerate() {
        let (first, last) = (days::range(&entry.start), days::range(&entry.end));
        let last = last.or(first).map(|(_, last)| last);
        transaction
            .prepare_cached("INSERT INTO diary (id, first, last, status) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                statement_id(item.id, place),
                first.map(|(first, _)| first),
                last,
                encoding::number(&STATUSES, &entry.status),
            ])?;
    }
    Ok(())
}

fn statement(
    transaction: &Transaction<'_>,
    id: StatementId,
    text: &str,
    reading: &Reading,
    found: &Attribution,
    (publisher, day): (Option<i64>, Option<i64>),
) -> Result<()> {
    let voice = &found.voice;
    let cover = found.content_cover();
    let anonymous =
        voice.anonymous.as_ref().map_or(0, |it| 1 + encoding::number(&encoding::GROUPS, &it.group));
    let said = found.said.and_then(|time| days::range(&reading.times.get(time)?.value));
    transaction
        .prepare_cached(
            "INSERT INTO statements (id, kind, polarity, anonymous, confidence, said_first,
                 said_last, start, end, publisher, day)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            id,
            encoding::number(&KINDS, &found.kind),
            encoding::number(&POLARITIES, &found.polarity),
            anonymous,
            f64::from(found.confidence),
            said.map(|said| said.0),
            said.map(|said| said.1),
            cover.start() as i64,
            cover.end() as i64,
            publisher,
            day,
        ])?;
    for speaker in &voice.speakers {
        let name = names::number(transaction, &speaker.name)?;
        transaction
            .prepare_cached("INSERT OR IGNORE INTO speakers (name, statement) VALUES (?1, ?2)")?
            .execute([name, id])?;
    }
    for (place, hand) in voice.chain.iter().enumerate() {
        let name = names::number(transaction, &hand.name)?;
        transaction
            .prepare_cached("INSERT INTO hands (name, statement, place) VALUES (?1, ?2, ?3)")?
            .execute([name, id, place as i64])?;
    }
    transaction
        .prepare_cached("INSERT INTO statement_words (rowid, content, source) VALUES (?1, ?2, ?3)")?
        .execute(params![id, content_words(text, found), source_words(text, found)])?;
    Ok(())
}

/// What is said, as it is indexed: its pieces, one after the other.
pub(crate) fn content_words(text: &str, found: &Attribution) -> String {
    let mut content = found.content.clone();
    content.sort();
    let pieces: Vec<&str> = content.into_iter().map(|span| span.of(text)).collect();
    pieces.join(" … ")
}

/// Who says it and with which words, as it is indexed.
pub(crate) fn source_words(text: &str, found: &Attribution) -> String {
    let mut spans: Vec<_> = found.source.iter().chain(&found.cue).collect();
    spans.sort();
    let pieces: Vec<&str> = spans.into_iter().map(|span| span.of(text)).collect();
    pieces.join(" … ")
}

/// Takes away the rows of an earlier reading.
fn forget(connection: &Connection, item: ItemId) -> Result<()> {
    let (first, last) = statement_range(item);
    for table in [
        "DELETE FROM statement_words WHERE rowid IN
             (SELECT id FROM statements WHERE id BETWEEN ?1 AND ?2)",
        "DELETE FROM speakers WHERE statement BETWEEN ?1 AND ?2",
        "DELETE FROM hands WHERE statement BETWEEN ?1 AND ?2",
        "DELETE FROM statements WHERE id BETWEEN ?1 AND ?2",
        "DELETE FROM diary WHERE id BETWEEN ?1 AND ?2",
    ] {
        connection.prepare_cached(table)?.execute([first, last])?;
    }
    Ok(())
}
