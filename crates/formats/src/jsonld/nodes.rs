//! The nodes as they are written: plain types, keys in this order.

use serde::Serialize;

use super::context::Context;

#[derive(Serialize)]
pub(super) struct Document {
    #[serde(rename = "@context")]
    pub context: Context,
    #[serde(rename = "@graph")]
    pub graph: Vec<Node>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Node {
    Article(Box<Article>),
    Agent(Box<Agent>),
    Statement(Box<Statement>),
    Passage(Passage),
    Annotation(Annotation),
    Event(Box<Event>),
    Program(Program),
}

#[derive(Serialize)]
pub(super) struct Article {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kinds: [&'static str; 2],
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    #[serde(rename = "sayso:issued", skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
    #[serde(rename = "sayso:issuedInferred", skip_serializing_if = "Option::is_none")]
    pub issued_inferred: Option<bool>,
    #[serde(rename = "sayso:issuedEvidence", skip_serializing_if = "Vec::is_empty")]
    pub issued_evidence: Vec<String>,
    #[serde(rename = "inLanguage", skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    #[serde(rename = "sayso:desk", skip_serializing_if = "Option::is_none")]
    pub desk: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(rename = "prov:wasAttributedTo", skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<String>,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    #[serde(rename = "contributor", skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<String>,
    #[serde(rename = "wordCount")]
    pub words: usize,
    #[serde(rename = "articleBody", skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

/// A person, a body, a place, or somebody of whom no more is known.
#[derive(Serialize)]
pub(super) struct Agent {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kinds: &'static [&'static str],
    pub name: String,
    #[serde(rename = "alternateName", skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<String>,
    #[serde(rename = "jobTitle", skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(rename = "sayso:affiliation", skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    #[serde(rename = "sayso:anonymous", skip_serializing_if = "Option::is_none")]
    pub anonymous: Option<Anonymous>,
}

/// What is known of a source without a name.
#[derive(Serialize)]
pub(super) struct Anonymous {
    #[serde(rename = "sayso:group")]
    pub group: &'static str,
    #[serde(rename = "sayso:count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    #[serde(rename = "sayso:description", skip_serializing_if = "Option::is_none")]
    pub description: Option<Target>,
    #[serde(rename = "sayso:basis", skip_serializing_if = "Option::is_none")]
    pub basis: Option<Target>,
    #[serde(rename = "sayso:reason", skip_serializing_if = "Option::is_none")]
    pub reason: Option<Target>,
}

/// A `Quotation` or a `Claim`.
#[derive(Serialize)]
pub(super) struct Statement {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kinds: [&'static str; 2],
    pub text: String,
    #[serde(rename = "creator", skip_serializing_if = "Vec::is_empty")]
    pub creators: Vec<String>,
    #[serde(rename = "spokenByCharacter", skip_serializing_if = "Vec::is_empty")]
    pub spoken_by: Vec<String>,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    #[serde(rename = "isBasedOn", skip_serializing_if = "Option::is_none")]
    pub based_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appearance: Option<String>,
    #[serde(rename = "dateCreated", skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    #[serde(rename = "prov:wasQuotedFrom")]
    pub quoted_from: Vec<String>,
    #[serde(rename = "prov:wasDerivedFrom", skip_serializing_if = "Option::is_none")]
    pub derived_from: Option<String>,
    #[serde(rename = "prov:hadPrimarySource", skip_serializing_if = "Option::is_none")]
    pub primary_source: Option<String>,
    #[serde(rename = "sayso:kind")]
    pub kind: &'static str,
    #[serde(rename = "sayso:polarity")]
    pub polarity: &'static str,
    #[serde(rename = "sayso:confidence")]
    pub confidence: f64,
    #[serde(rename = "sayso:speaker", skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Voice>,
    #[serde(rename = "sayso:candidate", skip_serializing_if = "Option::is_none")]
    pub candidate: Option<Voice>,
    #[serde(rename = "sayso:rival", skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<Voice>,
    #[serde(rename = "sayso:chain", skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<Voice>,
    #[serde(rename = "sayso:voicedBy", skip_serializing_if = "Option::is_none")]
    pub voiced_by: Option<Voice>,
    #[serde(rename = "sayso:said", skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    #[serde(rename = "sayso:nestedIn", skip_serializing_if = "Option::is_none")]
    pub nested_in: Option<String>,
    #[serde(rename = "sayso:foundBy")]
    pub found_by: String,
}

/// One who speaks or passes on, and what shows it.
#[derive(Serialize)]
pub(super) struct Voice {
    #[serde(rename = "sayso:agent")]
    pub agent: String,
    #[serde(rename = "sayso:confidence", skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    #[serde(rename = "sayso:evidence", skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Target>,
}

/// What one hand said or passed on.
#[derive(Serialize)]
pub(super) struct Passage {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kind: &'static str,
    #[serde(rename = "prov:wasAttributedTo")]
    pub by: String,
    #[serde(rename = "prov:wasQuotedFrom", skip_serializing_if = "Option::is_none")]
    pub quoted_from: Option<String>,
    #[serde(rename = "prov:wasDerivedFrom", skip_serializing_if = "Option::is_none")]
    pub derived_from: Option<String>,
}

/// In the form of the Web Annotation model.
#[derive(Serialize)]
pub(super) struct Annotation {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub motivation: &'static str,
    pub body: String,
    #[serde(rename = "sayso:part", skip_serializing_if = "Option::is_none")]
    pub part: Option<&'static str>,
    pub target: Vec<Target>,
    pub generator: String,
}

/// Some words of the article.
#[derive(Serialize)]
pub(super) struct Target {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub source: String,
    pub selector: (Quote, Position),
}

#[derive(Serialize)]
pub(super) struct Quote {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
}

#[derive(Serialize)]
pub(super) struct Position {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub start: usize,
    pub end: usize,
}

#[derive(Serialize)]
pub(super) struct Event {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub name: String,
    #[serde(rename = "startDate", skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    #[serde(rename = "endDate", skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    #[serde(rename = "eventStatus")]
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Place>,
    #[serde(rename = "subjectOf")]
    pub subject_of: String,
    #[serde(rename = "sayso:status")]
    pub own_status: &'static str,
    #[serde(rename = "sayso:first", skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    #[serde(rename = "sayso:last", skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    #[serde(rename = "sayso:yearInferred")]
    pub year_inferred: bool,
    #[serde(rename = "sayso:participant", skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<String>,
    #[serde(rename = "sayso:announcedBy", skip_serializing_if = "Option::is_none")]
    pub announced_by: Option<String>,
    #[serde(rename = "sayso:evidence")]
    pub evidence: Target,
}

#[derive(Serialize)]
pub(super) struct Place {
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub name: String,
}

#[derive(Serialize)]
pub(super) struct Program {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kinds: [&'static str; 2],
    pub name: &'static str,
    #[serde(rename = "softwareVersion")]
    pub version: &'static str,
    #[serde(rename = "sayso:weights", skip_serializing_if = "Option::is_none")]
    pub weights: Option<String>,
}
