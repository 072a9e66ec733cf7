//! Each name is stored once, and found by its words.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;

/// The number of a name, stored where it is new.
pub(crate) fn number(connection: &Connection, name: &str) -> Result<i64> {
    let known: Option<i64> = connection
        .prepare_cached("SELECT id FROM names WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    connection.prepare_cached("INSERT INTO names (name) VALUES (?1)")?.execute([name])?;
    let id = connection.last_insert_rowid();
    connection
        .prepare_cached("INSERT INTO names_words (rowid, name) VALUES (?1, ?2)")?
        .execute(rusqlite::params![id, name])?;
    Ok(id)
}

/// The names that hold these words in this order, whatever their case and accents.
pub(crate) fn matching(connection: &Connection, words: &str) -> Result<Vec<i64>> {
    let mut query = connection.prepare_cached(
        "SELECT rowid FROM names_words WHERE names_words MATCH ?1 ORDER BY rowid",
    )?;
    let phrase = format!("\"{}\"", words.replace('"', "\"\""));
    let found = query.query_map([phrase], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
