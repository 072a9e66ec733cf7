use sayso_formats::View;
use sayso_text::Span;

use super::spans;
use crate::columns::Kind::{Count, Flag, Number, Spans, Text, Texts};
use crate::columns::{Cell, Column, Table, given, maybe};

/// The dispatches themselves. The first columns are what came, the last ones what was found.
pub const DISPATCHES: Table = Table {
    name: "dispatches",
    about: "One dispatch: what came, and what was found of it as a whole.",
    columns: &COLUMNS,
};

/// What came, before anything is known of it.
pub const TAKEN: Table =
    Table { name: "taken", about: "One dispatch as it came.", columns: COLUMNS.split_at(14).0 };

/// What was found, and whether the text came before.
pub(crate) const FOUND: Table = Table {
    name: "found",
    about: "What was found of a dispatch.",
    columns: COLUMNS.split_at(14).1,
};

static COLUMNS: [Column; 24] = [
    given("number", Number, "its place among all inputs, from 0"),
    given("input", Text, "the file or address that it came from"),
    given("record", Number, "which record of it, from 0"),
    given("offset", Number, "the byte of the unpacked file where it begins; a row of Parquet"),
    maybe("id", Text, "the identifier that its publisher gave it"),
    maybe("url", Text, "its address"),
    maybe("title", Text, "headline"),
    maybe("outlet", Text, "who publishes it, as the input says"),
    maybe("issued", Text, "when it was published, as the input says: ISO 8601"),
    maybe("language", Text, "a BCP 47 tag, as the input says"),
    given("credits", Texts, "whom the input credits"),
    given("text", Text, "the text that was read, with its title; spans count its characters"),
    given("words", Count, "its words"),
    given("text_id", Text, "equal for equal texts: the first 16 bytes of SHA-256, in hexadecimal"),
    maybe("same_as", Number, "the first dispatch with the very same text, where this is not it"),
    maybe("publisher", Text, "who publishes it, given or found in the text"),
    given("publisher_spans", Spans, "the words that show it"),
    given("byline", Texts, "names of the authors, as the text has them"),
    maybe("place", Text, "place of the dateline"),
    maybe("day", Text, "day of issue, given or inferred: YYYY-MM-DD"),
    maybe("is_year_inferred", Flag, "whether the year had to be inferred"),
    given("day_evidence", Texts, "why this day, in words; none where it was given"),
    given("day_spans", Spans, "the words that show it"),
    maybe("model", Text, "the version of the weights that read it; none where it was not read"),
];

/// The columns of a dispatch that a reading fills.
pub(crate) struct Found {
    /// Cells for the columns behind `same_as`.
    pub cells: Vec<Cell>,
}

impl Found {
    /// Of a reading.
    pub fn of(view: &View<'_>) -> Found {
        let publisher = view.reading.publisher.clone().unwrap_or_default();
        let issue = view.reading.issue.as_ref();
        let issue_spans: &[Span] = issue.map_or(&[], |issue| &issue.spans);
        let name = Some(publisher.name).filter(|name| !name.is_empty());
        let cells = vec![
            name.into(),
            spans(view, &publisher.evidence),
            publisher.byline.into(),
            publisher.place.into(),
            issue.map(|issue| issue.day.clone()).into(),
            issue.map(|issue| issue.inferred).into(),
            issue.map(|issue| issue.evidence.clone()).unwrap_or_default().into(),
            spans(view, issue_spans),
            view.model.into(),
        ];
        Found { cells }
    }

    /// Of a dispatch that was not read.
    pub fn nothing() -> Found {
        let cells = vec![
            Cell::Missing,
            Cell::Spans(Vec::new()),
            Cell::Texts(Vec::new()),
            Cell::Missing,
            Cell::Missing,
            Cell::Missing,
            Cell::Texts(Vec::new()),
            Cell::Spans(Vec::new()),
            Cell::Missing,
        ];
        Found { cells }
    }
}
