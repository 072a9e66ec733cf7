//! What people say against a reading: appended, and beside it for ever.

use jiff::Timestamp;
use rusqlite::params;
use sayso_text::Span;

use crate::archive::Archive;
use crate::days;
use crate::error::{ArchiveError, ArchiveErrorKind, Result};
use crate::item::ItemId;

/// A correction to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCorrection {
    /// The dispatch.
    pub item: ItemId,
    /// The words it is about: those of a statement, a time. `None`: the dispatch as a whole.
    ///
    /// Words, and not a number in the reading, so that it holds on when the text is read anew.
    pub span: Option<Span>,
    /// What of it: `speaker`, `kind`, `publisher` and so on, as whoever corrects agrees upon.
    pub field: String,
    /// What it should be, as JSON.
    pub value: String,
    /// Who says so.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// Why, in words; may be empty.
    pub note: String,
}

/// A stored correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its number; a later one about the same thing goes before an earlier.
    pub id: i64,
    /// What it says.
    pub correction: NewCorrection,
}

impl Archive {
    /// Stores a correction and gives its number.
    ///
    /// # Errors
    /// When there is no such item, or the span is none of its text.
    pub fn correct(&mut self, new: &NewCorrection) -> Result<i64> {
        let wrong = |message: &str| ArchiveError::new(ArchiveErrorKind::Argument, message);
        let item = self.get(new.item)?.ok_or_else(|| wrong("there is no such dispatch"))?;
        if new.span.is_some_and(|span| item.text.get(span.range()).is_none()) {
            return Err(wrong("the span is none of the dispatch's text"));
        }
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO corrections (item, start, end, field, value, author, at, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    new.item,
                    new.span.map(|span| span.start() as i64),
                    new.span.map(|span| span.end() as i64),
                    new.field,
                    new.value,
                    new.author,
                    new.at.as_millisecond(),
                    new.note,
                ],
            )?;
            Ok(transaction.last_insert_rowid())
        })
    }

    /// All corrections of a dispatch, in the order they were made.
    pub fn corrections(&self, item: ItemId) -> Result<Vec<Correction>> {
        let mut query = self.connection.prepare_cached(
            "SELECT id, start, end, field, value, author, at, note FROM corrections
             WHERE item = ?1 ORDER BY id",
        )?;
        let found = query.query_map([item], |row| {
            let place =
                |column| row.get::<_, Option<i64>>(column).map(|it| it.map(|it| it as usize));
            let span = place(1)?.zip(place(2)?).filter(|(start, end)| start <= end);
            Ok(Correction {
                id: row.get(0)?,
                correction: NewCorrection {
                    item,
                    span: span.map(|(start, end)| Span::new(start, end)),
                    field: row.get(3)?,
                    value: row.get(4)?,
                    author: row.get(5)?,
                    at: days::instant(row.get(6)?),
                    note: row.get(7)?,
                },
            })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}
