//! Which words of a text match: the full-text index itself says so.
//!
//! The archive's index holds no text. The few texts that are shown are put into one in memory,
//! with the same tokenizer, and asked the same; so what is marked is what was found.

use rusqlite::{Connection, params};
use sayso_text::Span;

use crate::error::Result;

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// An index for a handful of texts.
pub(crate) struct Marker {
    connection: Connection,
}

impl Marker {
    pub(crate) fn new() -> Result<Marker> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(
            "CREATE VIRTUAL TABLE shown USING fts5 (
                 text, tokenize = 'porter unicode61 remove_diacritics 2'
             )",
        )?;
        Ok(Marker { connection })
    }

    /// Where each text matches the full-text expression.
    pub(crate) fn marks(&self, expression: &str, texts: &[&str]) -> Result<Vec<Vec<Span>>> {
        let connection = &self.connection;
        connection.execute_batch("BEGIN")?;
        let mut insert =
            connection.prepare_cached("INSERT INTO shown (rowid, text) VALUES (?1, ?2)")?;
        for (number, text) in texts.iter().enumerate() {
            // The signs that mark must not stand in the text.
            if text.contains([OPEN, CLOSE]) {
                continue;
            }
            insert.execute(params![number as i64, text])?;
        }
        let mut marks = vec![Vec::new(); texts.len()];
        let mut query = connection.prepare_cached(
            "SELECT rowid, highlight(shown, 0, ?2, ?3) FROM shown WHERE shown MATCH ?1",
        )?;
        let mut rows = query.query(params![expression, OPEN.to_string(), CLOSE.to_string()])?;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            marks[number as usize] = spans(row.get_ref(1)?.as_str().unwrap_or_default());
        }
        drop(rows);
        connection.execute_batch("ROLLBACK")?;
        Ok(marks)
    }
}

/// The spans between marks, in bytes of the text without them.
fn spans(marked: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut taken, mut open) = (0, None);
    for (at, c) in marked.char_indices() {
        match c {
            OPEN => {
                open = Some(at - taken);
                taken += c.len_utf8();
            }
            CLOSE => {
                if let Some(start) = open.take() {
                    spans.push(Span::new(start, at - taken));
                }
                taken += c.len_utf8();
            }
            _ => {}
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_the_words_that_match() {
        let marker = Marker::new().unwrap();
        let text = "Zürich sanctioned it; “sanctions” hold.";
        for _ in 0..2 {
            let marks = marker.marks("\"sanction\" OR \"zurich\"", &[text, "nothing"]).unwrap();
            let words: Vec<&str> = marks[0].iter().map(|span| span.of(text)).collect();
            assert_eq!(words, ["Zürich", "sanctioned", "sanctions"]);
            assert!(marks[1].is_empty());
        }
    }
}
