use sayso_formats::View;

use super::place;
use crate::columns::Kind::{Count, Number, Text, Texts};
use crate::columns::{Cell, Rows, Table, given};

/// Time expressions.
pub const TIMES: Table = Table {
    name: "times",
    about: "One time expression.",
    columns: &[
        given("number", Number, "the dispatch, as in dispatches.number"),
        given("time", Count, "its place in the dispatch, from 0"),
        given("words", Text, "the words"),
        given("start", Count, "first character"),
        given("end", Count, "one past the last character"),
        given("kind", Text, "TIMEX3 type: DATE, TIME, DURATION or SET"),
        given("value", Text, "TIMEX3 value; a range is first/last"),
        given("others", Texts, "other readings, the likelier first"),
        given("reason", Text, "why this value, in words"),
    ],
};

pub(super) fn fill(rows: &mut Rows, number: i64, view: &View<'_>) {
    for (at, found) in view.reading.times.iter().enumerate() {
        rows.push([
            number.into(),
            at.into(),
            view.words(found.span).into(),
            Cell::Count(place(view, found.span.start())),
            Cell::Count(place(view, found.span.end())),
            found.kind.into(),
            found.value.as_str().into(),
            found.others.clone().into(),
            found.reason.as_str().into(),
        ]);
    }
}
