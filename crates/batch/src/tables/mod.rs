//! The tables that are written, one file each.
//!
//! What a reading holds becomes rows of five tables and some columns of a sixth; copies and
//! statements come of many dispatches.

mod attributions;
mod chains;
mod copies;
mod diary;
mod dispatches;
mod entities;
mod rejected;
mod statements;
mod stories;
mod times;
mod wordings;

use sayso_formats::View;
use sayso_text::Span;

pub use crate::columns::Table;
use crate::columns::{Cell, Kind, Rows, given};

pub use attributions::ATTRIBUTIONS;
pub use chains::CHAINS;
pub use copies::COPIES;
pub use diary::DIARY;
pub use dispatches::{DISPATCHES, TAKEN};
pub(crate) use dispatches::{FOUND, Found};
pub use entities::ENTITIES;
pub use rejected::REJECTED;
pub use statements::STATEMENTS;
pub use stories::STORIES;
pub use times::TIMES;
pub use wordings::WORDINGS;

/// All tables.
pub const ALL: [&Table; 11] = [
    &DISPATCHES,
    &ATTRIBUTIONS,
    &CHAINS,
    &TIMES,
    &ENTITIES,
    &DIARY,
    &COPIES,
    &STORIES,
    &STATEMENTS,
    &WORDINGS,
    &REJECTED,
];

/// Readings as bytes, on the way from reading to tracing.
pub(crate) const READINGS: Table = Table {
    name: "readings",
    about: "A reading, as an archive keeps it.",
    columns: &[
        given("number", Kind::Number, "the dispatch"),
        given("reading", Kind::Bytes, "its reading"),
    ],
};

/// The tables that one reading fills.
pub const OF_A_READING: [&Table; 5] = [&ATTRIBUTIONS, &CHAINS, &TIMES, &ENTITIES, &DIARY];

/// Adds the rows of a reading to those of one of [`OF_A_READING`].
pub fn fill(rows: &mut Rows, number: i64, view: &View<'_>) {
    match rows.table().name {
        "attributions" => attributions::fill(rows, number, view),
        "chains" => chains::fill(rows, number, view),
        "times" => times::fill(rows, number, view),
        "entities" => entities::fill(rows, number, view),
        "diary" => diary::fill(rows, number, view),
        other => debug_assert!(false, "{other} is no table of a reading"),
    }
}

fn place(view: &View<'_>, at: usize) -> i32 {
    i32::try_from(view.characters.character(at)).unwrap_or(i32::MAX)
}

fn spans(view: &View<'_>, spans: &[Span]) -> Cell {
    let pair = |span: &Span| (place(view, span.start()), place(view, span.end()));
    Cell::Spans(spans.iter().map(pair).collect())
}

/// The words of some spans on one line; nothing where there are none.
fn words(view: &View<'_>, spans: &[Span]) -> Option<String> {
    (!spans.is_empty()).then(|| view.joined(spans))
}

fn one(view: &View<'_>, span: Option<Span>) -> Cell {
    span.map(|span| view.joined(&[span])).into()
}
