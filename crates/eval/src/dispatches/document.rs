//! A reading as JSON, by the keys of `../shared/dispatches`. What is missing counts as empty.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// One file, gold or predicted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Document {
    pub dispatch: Option<Head>,
    #[serde(deserialize_with = "or_empty")]
    pub attributions: Vec<Attribution>,
    #[serde(deserialize_with = "or_empty")]
    pub times: Vec<Time>,
    #[serde(deserialize_with = "or_empty")]
    pub entities: Vec<Entity>,
    #[serde(deserialize_with = "or_empty")]
    pub diary: Vec<Entry>,
    /// What may be told to the reader.
    pub given: Given,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Given {
    pub publisher: Option<String>,
    pub issued: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Head {
    pub publisher: Option<String>,
    pub issued: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Attribution {
    #[serde(deserialize_with = "or_empty")]
    pub source: Vec<Place>,
    #[serde(deserialize_with = "or_empty")]
    pub cue: Vec<Place>,
    #[serde(deserialize_with = "or_empty")]
    pub content: Vec<Place>,
    pub kind: Option<String>,
    pub polarity: Option<String>,
    /// A name, several, or null.
    pub speaker: Value,
    #[serde(deserialize_with = "or_empty")]
    pub chain: Vec<Option<String>>,
    pub anonymous: Option<bool>,
    pub nested_in: Option<usize>,
    pub optional: bool,
    pub accept: Accept,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Accept {
    pub source: Vec<Vec<Place>>,
    pub speaker: Vec<String>,
    pub chain: Vec<Vec<Option<String>>>,
    pub kind: Vec<String>,
    pub polarity: Vec<String>,
    pub nested: bool,
}

/// Unicode characters, end exclusive.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(from = "AnyPlace")]
pub struct Place {
    pub start: usize,
    pub end: usize,
}

/// A gold file may also write `[start, end]`.
#[derive(Deserialize)]
#[serde(untagged)]
enum AnyPlace {
    Named { start: usize, end: usize },
    Pair(usize, usize),
}

impl From<AnyPlace> for Place {
    fn from(place: AnyPlace) -> Place {
        match place {
            AnyPlace::Named { start, end } | AnyPlace::Pair(start, end) => Place { start, end },
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Time {
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub value: Option<String>,
    pub values: Vec<String>,
    pub instead: Vec<Vec<Time>>,
    pub optional: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entity {
    pub name: String,
    #[serde(deserialize_with = "or_empty")]
    pub aliases: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entry {
    pub what: Option<String>,
    pub start: Option<String>,
    pub end: Option<String>,
    pub starts: Vec<String>,
    pub ends: Vec<String>,
    pub status: Option<String>,
    pub optional: bool,
}

fn or_empty<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}
