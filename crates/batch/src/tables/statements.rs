use crate::columns::Kind::{Count, Number, Text, Texts};
use crate::columns::{Table, given, maybe};

/// What was said, each once, with how many heard it.
pub const STATEMENTS: Table = Table {
    name: "statements",
    about: "A statement that stands in two dispatches or more.",
    columns: &[
        given("story", Number, "as in stories.story"),
        given("statement", Count, "its place in the story, from 0"),
        maybe("speaker", Text, "who made it, by the fullest name given"),
        given("words", Text, "its earliest wording"),
        given("dispatches", Count, "how many dispatches have it"),
        given("origins", Count, "how many had it from nobody else here: the independent hearings"),
        given("grounds", Texts, "why its wordings are taken for one statement, in words"),
    ],
};
