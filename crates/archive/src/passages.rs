//! Passages that were read before, in another dispatch, word for word: they need no reading again.
//!
//! Each longer line of a text that was read is known by its hash. Where such a line comes again,
//! it is compared byte by byte with where it was read, and the lines around it too, as far as they
//! are the same; what the model marked there is carried over.

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension, Transaction, params};
use sayso_read::{Known, Marks};
use sayso_text::Span;

use crate::archive::Archive;
use crate::encoding;
use crate::error::Result;
use crate::item::ItemId;
use crate::pack;

/// Bytes of a line by which a passage is known. Shorter ones ("By Ana Rask") are alike by chance.
const LINE: usize = 60;

/// Dispatches that passages of one text are taken from, at most.
const SOURCES: usize = 8;

/// Lines that are looked up of one text, at most.
const LOOKED_UP: usize = 2_000;

impl Archive {
    /// Lines of a text that `reader` has read in other dispatches, in the order of the text, with
    /// what was marked in them.
    pub fn passages(&self, text: &str, reader: &str) -> Result<Vec<Known>> {
        let lines = lines(text);
        let mut sources: HashMap<ItemId, Option<Source>> = HashMap::new();
        let mut known = Vec::new();
        let (mut at, mut looked_up) = (0, 0);
        while at < lines.len() {
            let line = lines[at];
            looked_up += usize::from(is_passage(line.of(text)));
            let item =
                if looked_up <= LOOKED_UP { self.read_line(line.of(text), reader)? } else { None };
            let Some(item) = item else {
                at += 1;
                continue;
            };
            if !sources.contains_key(&item) && sources.len() < SOURCES {
                sources.insert(item, self.source(item)?);
            }
            let run = sources
                .get(&item)
                .and_then(Option::as_ref)
                .and_then(|source| source.run(text, &lines, at).map(|run| (source, run)));
            match run {
                Some((source, (own, length))) => {
                    let theirs = &source.lines[own..own + length];
                    known.extend(source.marks.carried(theirs, line.start()));
                    at += length;
                }
                None => at += 1,
            }
        }
        Ok(known)
    }

    /// The dispatch in which `reader` has read this line.
    fn read_line(&self, line: &str, reader: &str) -> Result<Option<ItemId>> {
        if !is_passage(line) {
            return Ok(None);
        }
        let item = self
            .connection
            .prepare_cached(
                "SELECT passages.item FROM passages JOIN facets ON facets.item = passages.item
                 WHERE hash = ?1 AND facets.reader = (SELECT id FROM readers WHERE name = ?2)",
            )?
            .query_row(params![hash(line), reader], |row| row.get(0))
            .optional()?;
        Ok(item)
    }

    fn source(&self, item: ItemId) -> Result<Option<Source>> {
        let Some(text) = self.get(item)?.map(|item| item.text) else { return Ok(None) };
        let bytes: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT marks FROM readings WHERE item = ?1")?
            .query_row([item], |row| row.get(0))
            .optional()?
            .flatten();
        // Marks that can't be decoded are no help and no harm: the text is read.
        let marks = bytes.and_then(|bytes| encoding::decode_marks(&bytes, &text).ok());
        Ok(marks.map(|marks| Source { lines: lines(&text), text, marks }))
    }
}

/// A dispatch that passages are taken from.
struct Source {
    text: String,
    lines: Vec<Span>,
    marks: Marks,
}

impl Source {
    /// Where line `at` of another text stands here, and how many lines from there on are the same.
    fn run(&self, text: &str, lines: &[Span], at: usize) -> Option<(usize, usize)> {
        let same = |own: usize, other: usize| {
            let (own, other) = (self.lines.get(own), lines.get(other));
            own.zip(other).is_some_and(|(own, other)| own.of(&self.text) == other.of(text))
        };
        let own = (0..self.lines.len()).find(|own| same(*own, at))?;
        let length = (1..).find(|length| !same(own + length, at + length)).expect("a text ends");
        Some((own, length))
    }
}

/// Remembers the lines of a text whose marks were stored.
pub(crate) fn remember(transaction: &Transaction<'_>, item: ItemId, text: &str) -> Result<()> {
    let mut insert = transaction
        .prepare_cached("INSERT OR IGNORE INTO passages (hash, item) VALUES (?1, ?2)")?;
    for line in passages_of(text) {
        insert.execute([line, item])?;
    }
    Ok(())
}

/// What the lines of a text are known by, those that are long enough.
pub fn passages_of(text: &str) -> HashSet<i64> {
    text.split('\n').filter(|line| is_passage(line)).map(hash).collect()
}

fn is_passage(line: &str) -> bool {
    line.len() >= LINE
}

fn hash(line: &str) -> i64 {
    let sum = pack::identity(&[Some(line)]);
    i64::from_le_bytes(sum[..8].try_into().expect("8 of 16"))
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        lines.push(Span::new(start, start + line.len()));
        start += line.len() + 1;
    }
    lines
}
