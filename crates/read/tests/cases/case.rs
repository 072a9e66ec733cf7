//! The form of a case file.

use serde::Deserialize;

/// One hard case: sentences with the answer wanted, and close misses.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its number in the list of hard cases.
    pub number: u32,
    pub title: String,
    /// Cases of a group share a floor.
    pub group: String,
    #[serde(rename = "example")]
    pub examples: Vec<Example>,
    #[serde(rename = "miss")]
    pub misses: Vec<Miss>,
}

/// A text and all that is to be found in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub text: String,
    pub want: Vec<Want>,
}

/// An attribution wanted. Words are quoted from the text; `word#2` is the second occurrence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Want {
    /// Empty where nobody is named.
    #[serde(default)]
    pub source: Quotes,
    #[serde(default)]
    pub cue: Quotes,
    pub content: Quotes,
    /// `direct`, `indirect`, `mixed`; absent or `any` where it is not the point.
    pub kind: Option<String>,
    /// Asserted where absent; `any` where it is not the point.
    pub polarity: Option<String>,
    /// The index of the one wanted that holds this one.
    pub nested: Option<usize>,
    /// It may lie in another or not.
    #[serde(default)]
    pub nested_open: bool,
    /// Neither asked for nor held against the reader.
    #[serde(default)]
    pub optional: bool,
    /// Other answers that count as right.
    #[serde(default)]
    pub accept_source: Vec<Quotes>,
    #[serde(default)]
    pub accept_content: Vec<Quotes>,
    #[serde(default)]
    pub accept_kind: Vec<String>,
    /// Checked where the reading tells a voice: who speaks, jointly if several.
    #[serde(default)]
    pub speaker: Quotes,
    /// The hands after the publisher, the speaker last.
    #[serde(default)]
    pub chain: Vec<String>,
    /// Neither a name nor an institution stands behind it.
    #[serde(default)]
    pub anonymous: bool,
}

/// A close miss: a text in which nothing, or not this, may be found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Miss {
    pub text: String,
    /// Absent: there is no attribution in it at all.
    pub never: Option<Never>,
}

/// What no attribution may have.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub struct Never {
    pub source: Vec<Quotes>,
    pub content: Vec<Quotes>,
    pub polarity: Vec<String>,
    /// Both at once.
    pub pair: Vec<Pair>,
}

/// A source with a content that is not its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    pub source: Quotes,
    pub content: Quotes,
}

/// Words quoted from the text, in one piece or several.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Quotes {
    One(String),
    Many(Vec<String>),
}

impl Quotes {
    pub fn pieces(&self) -> &[String] {
        match self {
            Quotes::One(piece) => std::slice::from_ref(piece),
            Quotes::Many(pieces) => pieces,
        }
    }
}

impl Default for Quotes {
    fn default() -> Self {
        Quotes::Many(Vec::new())
    }
}
