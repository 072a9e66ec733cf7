use sayso_formats::View;

use super::{one, spans};
use crate::columns::Kind::{Count, Number, Spans, Text};
use crate::columns::{Rows, Table, given, maybe};

/// Through whose hands it came.
pub const CHAINS: Table = Table {
    name: "chains",
    about: "One hand that a statement passed through; the hands of an attribution lead from the \
            publisher to the one who speaks.",
    columns: &[
        given("number", Number, "the dispatch, as in dispatches.number"),
        given("attribution", Count, "as in attributions.attribution"),
        given("hand", Count, "its place in the chain, from 0: the publisher"),
        given("name", Text, "canonical name, or the description of an anonymous source"),
        maybe("words", Text, "the words that show it; none where it was given from outside"),
        given("spans", Spans, "where they stand"),
    ],
};

pub(super) fn fill(rows: &mut Rows, number: i64, view: &View<'_>) {
    for (attribution, found) in view.reading.attributions.iter().enumerate() {
        for (at, hand) in found.voice.chain.iter().enumerate() {
            rows.push([
                number.into(),
                attribution.into(),
                at.into(),
                hand.name.as_str().into(),
                one(view, hand.evidence),
                spans(view, hand.evidence.as_slice()),
            ]);
        }
    }
}
