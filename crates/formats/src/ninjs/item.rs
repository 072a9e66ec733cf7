//! The properties of ninjs that we fill, under the names that they have there.

use serde::Serialize;

/// An item, and an associated one.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<Standard>,
    /// Of associated items alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub uri: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub located: Option<String>,
    #[serde(rename = "edNote", skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headlines: Vec<Headline>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Body>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<Description>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Named>,
    #[serde(rename = "infoSources", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_details: Option<EventDetails>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub associations: Vec<Item>,
}

impl Item {
    /// An item of which nothing but its URI is told.
    pub fn of(uri: String) -> Item {
        Item { uri, ..Item::default() }
    }
}

#[derive(Serialize)]
pub(super) struct Standard {
    name: &'static str,
    version: &'static str,
    schema: &'static str,
}

pub(super) const STANDARD: Standard = Standard {
    name: "ninjs",
    version: "3.2",
    schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json#",
};

#[derive(Serialize)]
pub(super) struct Headline {
    pub value: String,
}

#[derive(Serialize)]
pub(super) struct Body {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
    #[serde(rename = "contentType")]
    pub content_type: &'static str,
    #[serde(rename = "charCount", skip_serializing_if = "Option::is_none")]
    pub characters: Option<usize>,
    #[serde(rename = "wordCount", skip_serializing_if = "Option::is_none")]
    pub words: Option<usize>,
    pub value: String,
}

#[derive(Serialize)]
pub(super) struct Description {
    pub role: &'static str,
    pub value: String,
}

/// A person, a body or a place.
#[derive(Serialize)]
pub(super) struct Named {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rel: Option<&'static str>,
}

/// One who had a hand in the information.
#[derive(PartialEq, Eq, Serialize)]
pub(super) struct Source {
    pub name: String,
    pub role: &'static str,
}

#[derive(Serialize)]
pub(super) struct Event {
    pub name: String,
    pub rel: &'static str,
    pub uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EventDetails {
    pub event_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<Dates>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Dates {
    pub expected_start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_end_date: Option<String>,
}
