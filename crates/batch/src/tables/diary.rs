use sayso_formats::{View, names};

use super::{one, spans};
use crate::columns::Kind::{Count, Number, Spans, Text, Texts};
use crate::columns::{Rows, Table, given, maybe};

/// What is announced.
pub const DIARY: Table = Table {
    name: "diary",
    about: "Something announced.",
    columns: &[
        given("number", Number, "the dispatch, as in dispatches.number"),
        given("entry", Count, "its place in the dispatch, from 0"),
        given("what", Text, "what happens, in the words of the dispatch"),
        given("spans", Spans, "where that stands"),
        maybe("first", Text, "first day: YYYY-MM-DD, YYYY-MM or YYYY, as precise as the text"),
        maybe("last", Text, "last day, in the same form"),
        maybe("place", Text, "where"),
        given("participants", Texts, "who takes part"),
        maybe("attribution", Count, "who announces it, as in attributions.attribution"),
        given("status", Text, "announced, confirmed, cancelled or moved"),
    ],
};

pub(super) fn fill(rows: &mut Rows, number: i64, view: &View<'_>) {
    let day = |day: &str| (!day.is_empty()).then(|| day.to_owned());
    for (at, found) in view.reading.diary.iter().enumerate() {
        let participants: Vec<String> =
            found.participants.iter().map(|span| view.joined(&[*span])).collect();
        rows.push([
            number.into(),
            at.into(),
            view.joined(&[found.what]).into(),
            spans(view, &[found.what]),
            day(&found.start).into(),
            day(&found.end).into(),
            one(view, found.place),
            participants.into(),
            found.according_to.into(),
            names::status(found.status).into(),
        ]);
    }
}
