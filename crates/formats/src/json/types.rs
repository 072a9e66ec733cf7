use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What Sayso found in one dispatch. Positions count Unicode characters, the end exclusive.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "A reading by Sayso")]
pub struct Document {
    /// What made this reading.
    pub sayso: Made,
    /// Name of the file read; `-` for standard input.
    pub file: String,
    /// What is known of the dispatch as a whole.
    pub dispatch: Dispatch,
    /// Who said what, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// Sentences that no attribution touches.
    pub unattributed: Vec<Piece>,
    /// Time expressions.
    pub times: Vec<Time>,
    /// People, bodies and places.
    pub entities: Vec<Entity>,
    /// What is announced.
    pub diary: Vec<DiaryEntry>,
}

/// The versions behind a reading.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Made {
    /// Version of the program.
    pub version: String,
    /// Version of the weights; null where no model read.
    pub model: Option<String>,
}

/// Some words of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Piece {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The characters themselves.
    pub text: String,
}

/// What is known of the dispatch as a whole.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Dispatch {
    /// Who publishes it: the first hand of every chain.
    pub publisher: Option<String>,
    /// Acronym or short name of the publisher.
    pub short_name: Option<String>,
    /// Desk or service.
    pub desk: Option<String>,
    /// Names of the authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<String>,
    /// Place of the dateline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who gave a hand without being one of the chain's ("With files from AP").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<String>,
    /// The words that show the publisher.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub publisher_evidence: Vec<Piece>,
    /// The day of issue, `YYYY-MM-DD`; null where it cannot be known.
    pub issued: Option<String>,
    /// What shows the day of issue, in words.
    pub issued_evidence: Vec<String>,
    /// The words that show the day of issue.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issued_spans: Vec<Piece>,
    /// Whether the year of issue was inferred from weekdays, anniversaries and the like.
    pub issued_inferred: bool,
}

/// One act of saying, believing, hoping or showing.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// The noun phrase of the one who says it; empty where the text has none.
    pub source: Vec<Piece>,
    /// The words that report; may be empty.
    pub cue: Vec<Piece>,
    /// What is said, in several pieces where it is interrupted.
    #[schemars(length(min = 1))]
    pub content: Vec<Piece>,
    /// `direct`, `indirect` or `mixed`.
    #[schemars(extend("enum" = ["direct", "indirect", "mixed"]))]
    pub kind: String,
    /// `asserted`, `denied`, `negated` or `hypothetical`.
    #[schemars(extend("enum" = ["asserted", "denied", "negated", "hypothetical"]))]
    pub polarity: String,
    /// Calibrated probability that content and source are right.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f64,
    /// Whose words or belief it is: a name, several for joint speakers, null for the anonymous
    /// and the unknown.
    pub speaker: Option<SpeakerNames>,
    /// The speakers one by one, with what decided it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Speaker>,
    /// The hands it came through, publisher first, the one who speaks last.
    pub chain: Vec<String>,
    /// The words that show each hand, in the same order; null where it was given from outside.
    pub chain_evidence: Vec<Option<Piece>>,
    /// Whether neither a name nor an institution stands behind it.
    pub anonymous: bool,
    /// What is known of a source without a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymous_detail: Option<AnonymousSource>,
    /// To whom it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Piece>,
    /// By what means it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<Piece>,
    /// Where nobody is named for a quotation: who it may have been, a guess with a low confidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<Speaker>,
    /// Whom a pronoun might have meant as well, the likelier first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<Speaker>,
    /// Who lent the voice, where the words are another's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken_by: Option<String>,
    /// What tells that the words are translated ("in Persian").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<Piece>,
    /// When it was said, where the text tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
    /// Index of the attribution whose content holds this one.
    pub nested_in: Option<usize>,
    /// What found it.
    pub found: Finder,
}

/// One name, or the names of those who speak jointly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum SpeakerNames {
    /// One speaker.
    One(String),
    /// Joint speakers.
    Joint(Vec<String>),
}

/// One who speaks.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// Canonical name.
    pub name: String,
    /// Index in `entities`.
    pub entity: Option<usize>,
    /// The mention that decided it.
    pub evidence: Piece,
    /// Probability that it is this one.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f64,
}

/// A source without a name.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct AnonymousSource {
    /// How many, where the text tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// What kind of source.
    #[schemars(extend("enum" = [
        "insiders", "officials", "experts", "media", "documents", "witnesses", "partisans", "others"
    ]))]
    pub group: String,
    /// The source as the text describes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Piece>,
    /// What its knowledge rests on ("familiar with the talks").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Piece>,
    /// Why it is not named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Piece>,
}

/// When something was said.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// TIMEX3 value.
    pub value: String,
    /// Index in `times`.
    pub time: usize,
}

/// What found an attribution.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Finder {
    /// `model` or `rule`.
    #[schemars(extend("enum" = ["model", "rule"]))]
    pub by: String,
    /// Version of the weights, or name of the rule.
    pub name: String,
}

/// A time expression.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The characters themselves.
    pub text: String,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    #[schemars(extend("enum" = ["DATE", "TIME", "DURATION", "SET"]))]
    pub kind: String,
    /// TIMEX3 value; a range is `first/last`.
    pub value: String,
    /// Other readings, the likelier first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// Why this value, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A person, body or place that the dispatch names.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// Fullest name.
    pub name: String,
    /// What it is.
    #[schemars(extend("enum" = ["person", "organisation", "news agency", "place", "government"]))]
    pub kind: String,
    /// Office or profession.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Body or country that the role belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Where it is mentioned.
    pub mentions: Vec<Piece>,
}

/// Something announced.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DiaryEntry {
    /// What happens, in the words of the dispatch.
    pub what: String,
    /// First day: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precise as the text; null where none is told.
    #[serde(with = "day_or_null")]
    #[schemars(with = "Option<String>")]
    pub start: String,
    /// Last day, in the same form.
    #[serde(with = "day_or_null")]
    #[schemars(with = "Option<String>")]
    pub end: String,
    /// Where.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who takes part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<String>,
    /// Who announces it; null where nobody is named.
    pub according_to: Option<String>,
    /// The hands the announcement came through, publisher first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<String>,
    /// How firm it is.
    #[schemars(extend("enum" = ["announced", "confirmed", "cancelled", "moved"]))]
    pub status: String,
    /// Whether the year was inferred.
    pub year_inferred: bool,
    /// The words that announce it.
    pub evidence: Piece,
    /// Index of the attribution that announces it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<usize>,
    /// The time expressions behind the days, as indices in `times`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<usize>,
}

/// An empty day is written as null.
mod day_or_null {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(day: &str, serializer: S) -> Result<S::Ok, S::Error> {
        (!day.is_empty()).then_some(day).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(day: D) -> Result<String, D::Error> {
        Ok(Option::<String>::deserialize(day)?.unwrap_or_default())
    }
}
