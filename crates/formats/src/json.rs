//! The whole reading as JSON. The keys are told one by one in `docs/formats.md`.
//!
//! Positions count Unicode characters of the decoded text, a byte-order mark aside, the end
//! exclusive. These types are what crosses the wire; they are converted by hand from the
//! engine's, so that the engine may change and the format stay.

mod convert;
mod types;

pub use types::{
    AnonymousSource, Attribution, DiaryEntry, Dispatch, Document, Entity, Finder, Made, Piece,
    Said, Speaker, SpeakerNames, Time,
};

use crate::View;

/// The view as a plain document.
pub fn document(view: &View<'_>) -> Document {
    convert::document(view)
}

/// One announced event as a plain record.
pub(crate) fn entry(view: &View<'_>, found: &sayso_read::DiaryEntry) -> DiaryEntry {
    convert::diary_entry(view, found)
}

/// The view as one line of JSON, or indented; a line end last.
pub fn write(view: &View<'_>, indented: bool) -> String {
    let document = document(view);
    let written = if indented {
        serde_json::to_string_pretty(&document)
    } else {
        serde_json::to_string(&document)
    };
    let mut written = written.expect("plain types with string keys are JSON");
    written.push('\n');
    written
}

/// The JSON Schema (2020-12) of [`Document`].
pub fn schema() -> String {
    let schema = schemars::schema_for!(Document);
    serde_json::to_string_pretty(&schema).expect("a schema is JSON")
}
