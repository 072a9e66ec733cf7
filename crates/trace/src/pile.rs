use std::fmt;

use serde::Deserialize;

use crate::item::{Item, Moment};

/// Why a line is no item.
#[derive(Debug)]
pub struct PileError {
    kind: PileErrorKind,
    cause: Option<serde_json::Error>,
}

/// Kinds of [`PileError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PileErrorKind {
    /// It is no JSON object with the keys of an item.
    Format,
    /// It has no text.
    NoText,
}

impl PileError {
    /// What is wrong.
    pub fn kind(&self) -> PileErrorKind {
        self.kind
    }
}

impl fmt::Display for PileError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.kind {
            PileErrorKind::Format => f.write_str("this line is no item of a pile"),
            PileErrorKind::NoText => f.write_str("this line has no \"text\"; give it one"),
        }
    }
}

impl std::error::Error for PileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}

#[derive(Deserialize)]
struct Line {
    id: Option<Id>,
    outlet: Option<String>,
    issued: Option<String>,
    url: Option<String>,
    title: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Word(String),
    Number(i64),
}

impl Item {
    /// Reads a line of a pile: `{"id", "outlet", "issued", "url", "title", "text"}`, of which only
    /// the text is required. Without an id the item is called by its line number. A time that
    /// can't be read is no time.
    ///
    /// # Errors
    ///
    /// Where the line is no such object, or has no text.
    pub fn from_json(line: &str, number: usize) -> Result<Item, PileError> {
        let line: Line = serde_json::from_str(line)
            .map_err(|cause| PileError { kind: PileErrorKind::Format, cause: Some(cause) })?;
        let Some(text) = line.text.filter(|text| !text.trim().is_empty()) else {
            return Err(PileError { kind: PileErrorKind::NoText, cause: None });
        };
        let given = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
        Ok(Item {
            id: match line.id {
                Some(Id::Word(id)) => id,
                Some(Id::Number(id)) => id.to_string(),
                None => number.to_string(),
            },
            outlet: given(line.outlet),
            issued: line.issued.and_then(|issued| Moment::parse(&issued)),
            url: given(line.url),
            title: given(line.title),
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_is_required() {
        let item = Item::from_json(r#"{"text": "Rain."}"#, 7).unwrap();
        assert_eq!((item.id.as_str(), item.text.as_str()), ("7", "Rain."));
        let item = Item::from_json(r#"{"id": 3, "issued": "noon", "text": "Rain."}"#, 7).unwrap();
        assert_eq!((item.id.as_str(), item.issued), ("3", None));
    }

    #[test]
    fn lines_that_are_no_items_are_refused() {
        for (line, kind) in [
            ("rain", PileErrorKind::Format),
            ("[1]", PileErrorKind::Format),
            (r#"{"text": 5}"#, PileErrorKind::Format),
            (r#"{"id": "a"}"#, PileErrorKind::NoText),
            (r#"{"text": " "}"#, PileErrorKind::NoText),
        ] {
            assert_eq!(Item::from_json(line, 1).unwrap_err().kind(), kind, "{line}");
        }
    }
}
