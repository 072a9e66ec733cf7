use crate::columns::Kind::Number;
use crate::columns::{Table, given};

/// Dispatches on one event.
pub const STORIES: Table = Table {
    name: "stories",
    about: "A dispatch and its story. Only dispatches that were compared with others are here.",
    columns: &[
        given("number", Number, "the dispatch, as in dispatches.number"),
        given("story", Number, "the number of the story's first dispatch"),
    ],
};
