use crate::columns::Kind::{Flag, Number, Text, Texts};
use crate::columns::{Table, given};

/// Who has words of whom.
pub const COPIES: Table = Table {
    name: "copies",
    about: "One dispatch has words of another, the nearest hand.",
    columns: &[
        given("number", Number, "the dispatch that took them, as in dispatches.number"),
        given("of", Number, "the dispatch that had them"),
        given(
            "how",
            Text,
            "verbatim, cut, reordered, rewritten, translated, lifted, update or correction",
        ),
        given("is_known", Flag, "whether it can be told which of the two had them first"),
        given("evidence", Texts, "why we think so, in words"),
    ],
};
