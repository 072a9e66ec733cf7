use crate::columns::Kind::{Count, Flag, Number, Text};
use crate::columns::{Table, given, maybe};

/// Where statements stand.
pub const WORDINGS: Table = Table {
    name: "wordings",
    about: "A rendering of a statement in one dispatch.",
    columns: &[
        given("story", Number, "as in stories.story"),
        given("statement", Count, "as in statements.statement"),
        given("wording", Count, "its place in the statement, from 0"),
        given("number", Number, "the dispatch, as in dispatches.number"),
        given("words", Text, "the words"),
        given("start", Count, "first character"),
        given("end", Count, "one past the last character"),
        given("is_quoted", Flag, "whether it is quoted"),
        maybe(
            "altered_from",
            Count,
            "the wording that it was taken from and differs from in sense",
        ),
        maybe("origin", Count, "the hearing that it belongs to, from 0"),
        maybe("has_from", Number, "the dispatch that it has the statement from"),
        maybe("reason", Text, "why we think so, or why it is a hearing of its own"),
    ],
};
