use sayso_formats::{View, names};

use super::spans;
use crate::columns::Kind::{Count, Number, Spans, Text, Texts};
use crate::columns::{Rows, Table, given, maybe};

/// People, bodies and places.
pub const ENTITIES: Table = Table {
    name: "entities",
    about: "A person, body or place that the dispatch names.",
    columns: &[
        given("number", Number, "the dispatch, as in dispatches.number"),
        given("entity", Count, "its place in the dispatch, from 0"),
        given("name", Text, "fullest name in the text, or the gazetteer's"),
        given("kind", Text, "person, organisation, news agency, place or government"),
        maybe("role", Text, "office or profession"),
        maybe("affiliation", Text, "body or country that the role belongs to"),
        given("aliases", Texts, "other names in the text and the gazetteer"),
        given("mentions", Spans, "where it is mentioned"),
    ],
};

pub(super) fn fill(rows: &mut Rows, number: i64, view: &View<'_>) {
    for (at, found) in view.reading.entities.iter().enumerate() {
        rows.push([
            number.into(),
            at.into(),
            found.name.as_str().into(),
            names::entity_kind(found.kind).into(),
            found.role.as_deref().into(),
            found.affiliation.as_deref().into(),
            found.aliases.clone().into(),
            spans(view, &found.mentions),
        ]);
    }
}
