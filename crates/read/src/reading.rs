use sayso_text::Span;

/// What a dispatch says, each finding with the words that bear it out.
///
/// Lists are in the order of the text. Fields that a step has not filled are empty, never guessed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Who publishes the dispatch, given or found.
    pub publisher: Option<Publisher>,
    /// The day of issue, given or inferred.
    pub issue: Option<Issue>,
    /// Who said what.
    pub attributions: Vec<Attribution>,
    /// What was thought of as an attribution and lost.
    pub rejected: Vec<Rejected>,
    /// Sentences that no attribution's content, source or cue touches.
    pub unattributed: Vec<Span>,
    /// Time expressions.
    pub times: Vec<Time>,
    /// People, bodies and places.
    pub entities: Vec<Entity>,
    /// What is announced.
    pub diary: Vec<DiaryEntry>,
}

/// One act of saying, believing, hoping, showing: a source, a cue, a content.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The noun phrase of the one who says it; empty where the text names none.
    pub source: Vec<Span>,
    /// The words that report: verb, noun, "according to", a headline's colon; may be empty.
    pub cue: Vec<Span>,
    /// What is said. Never empty; several spans where it is interrupted.
    pub content: Vec<Span>,
    /// Whether it is quoted.
    pub kind: Kind,
    /// Whether it was said at all, and whether the source affirms it.
    pub polarity: Polarity,
    /// Calibrated probability that content and source are right, 0 to 1.
    pub confidence: f32,
    /// Index in [`Reading::attributions`] of the one whose content holds this one.
    pub nested_in: Option<usize>,
    /// What found it.
    pub found: Found,
    /// Who speaks, and through whose hands it came.
    pub voice: Voice,
    /// Index in [`Reading::times`] of the time of utterance, where the text gives one.
    pub said: Option<usize>,
}

impl Attribution {
    /// An asserted attribution with nothing known of its voice.
    pub fn new(
        source: Vec<Span>,
        cue: Vec<Span>,
        content: Vec<Span>,
        kind: Kind,
        found: Found,
    ) -> Self {
        Attribution {
            source,
            cue,
            content,
            kind,
            polarity: Polarity::Asserted,
            confidence: 0.0,
            nested_in: None,
            found,
            voice: Voice::default(),
            said: None,
        }
    }

    /// From the first word of content to the last; sources and cues aside.
    pub fn content_cover(&self) -> Span {
        let first = *self.content.first().expect("a content is never empty");
        self.content.iter().fold(first, |cover, span| cover.cover(*span))
    }
}

/// Whether a content is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Quoted throughout.
    Direct,
    /// Not quoted.
    Indirect,
    /// Partly quoted.
    Mixed,
}

/// Whether the saying took place and the source affirms its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// The source affirms it.
    Asserted,
    /// The source denies it.
    Denied,
    /// No such saying took place, or it was refused.
    Negated,
    /// Expected, planned, possible or made-up saying.
    Hypothetical,
}

/// What found an attribution.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Found {
    /// The neural reader, with the version of its weights.
    Model(String),
    /// A rule, by its name.
    Rule(&'static str),
}

/// An attribution that was thought of and not taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// The one who would say it.
    pub source: Vec<Span>,
    /// The words that would report.
    pub cue: Vec<Span>,
    /// What would be said; empty where nothing was left of it.
    pub content: Vec<Span>,
    /// Probability that it is right, as far as what found it can tell, 0 to 1.
    pub confidence: f32,
    /// What found it.
    pub found: Found,
    /// Why it lost.
    pub reason: Rejection,
}

/// Why a reading lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// Its confidence is too low.
    Unsure,
    /// All words that it might say belong to others.
    Empty,
    /// What this found tells of the same words and stands firmer.
    Beaten(Found),
    /// A loose form, for which the model hears nothing here.
    Unsupported,
    /// Its words look like a cue and report nothing.
    NoReport,
    /// It only carries what another attribution tells.
    Carrier,
    /// Longer than anything that a sentence says.
    Endless,
}

/// The publisher of a dispatch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publisher {
    /// Full name; empty where only the rest is known.
    pub name: String,
    /// Acronym or short name, where the text or the gazetteer has one.
    pub short_name: Option<String>,
    /// Desk or service.
    pub desk: Option<String>,
    /// Names of the authors.
    pub byline: Vec<String>,
    /// Place of the dateline.
    pub place: Option<String>,
    /// Who gave a hand without being one of the chain's ("With files from AP").
    pub contributors: Vec<String>,
    /// The words that show it; empty where it was given from outside.
    pub evidence: Vec<Span>,
}

/// Who speaks and through whose hands it came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voice {
    /// The speakers, several where they speak jointly; none where nobody is named or known.
    pub speakers: Vec<Speaker>,
    /// Set where neither a name nor an institution stands behind it.
    pub anonymous: Option<Anonymous>,
    /// From the publisher to the one who speaks.
    pub chain: Vec<Hand>,
    /// To whom it was said ("told Reuters").
    pub addressee: Option<Span>,
    /// By what means ("in a statement").
    pub medium: Option<Span>,
    /// Where nobody is named for a quotation: who it may have been. A guess, with a low confidence.
    pub candidate: Option<Speaker>,
    /// Whom a pronoun might have meant as well, the likelier first.
    pub rivals: Vec<Speaker>,
    /// Who lent the voice, where the words are another's ("reading from a statement by …").
    pub spoken_by: Option<Hand>,
    /// What tells that the words are translated ("in Persian", "through an interpreter").
    pub translation: Option<Span>,
}

/// One who speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// Canonical name.
    pub name: String,
    /// Index in [`Reading::entities`].
    pub entity: Option<usize>,
    /// The mention that decided it.
    pub evidence: Span,
    /// Probability that it is this one, 0 to 1.
    pub confidence: f32,
}

/// A source without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anonymous {
    /// How many, where the text tells.
    pub count: Option<u32>,
    /// What kind of source.
    pub group: Group,
    /// The source as the text describes it.
    pub description: Option<Span>,
    /// What its knowledge rests on ("familiar with the talks").
    pub basis: Option<Span>,
    /// Why it is not named ("because the talks are private").
    pub reason: Option<Span>,
}

/// Kinds of source without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// People described by what they know ("people familiar with the talks").
    Insiders,
    /// Officials, diplomats, officers.
    Officials,
    /// Analysts, experts, observers.
    Experts,
    /// "Media reports", "local press".
    Media,
    /// Documents, polls, rulings, data.
    Documents,
    /// Witnesses, residents, relatives.
    Witnesses,
    /// Critics, supporters, opponents.
    Partisans,
    /// Any other.
    Others,
}

/// One hand that a statement passed through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Canonical name, or the description of an anonymous source.
    pub name: String,
    /// The words that show it; `None` where it was given from outside.
    pub evidence: Option<Span>,
}

/// A person, body or place that the dispatch names.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Fullest name in the text, or the gazetteer's.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Office or profession, where the text gives one.
    pub role: Option<String>,
    /// Body or country that the role belongs to.
    pub affiliation: Option<String>,
    /// Other names in the text and the gazetteer.
    pub aliases: Vec<String>,
    /// Where it is mentioned.
    pub mentions: Vec<Span>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A body.
    Organisation,
    /// A news agency or other outlet.
    Agency,
    /// A place.
    Place,
    /// A government, also by the name of its seat.
    Government,
}

/// The day on which a dispatch was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// Why, in words; empty where it was given from outside.
    pub evidence: Vec<String>,
    /// The words that show it.
    pub spans: Vec<Span>,
    /// Whether the year had to be inferred from weekdays, anniversaries and the like.
    pub inferred: bool,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// TIMEX3 type: `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: &'static str,
    /// TIMEX3 value; a range is `first/last`.
    pub value: String,
    /// Other readings, the likelier first.
    pub others: Vec<String>,
    /// Why this value, in words.
    pub reason: String,
}

/// Something announced.
#[derive(Clone, Debug, PartialEq)]
pub struct DiaryEntry {
    /// What happens.
    pub what: Span,
    /// First day (`YYYY-MM-DD`, `YYYY-MM` or `YYYY`: as precise as the text).
    pub start: String,
    /// Last day, in the same form.
    pub end: String,
    /// Where.
    pub place: Option<Span>,
    /// Who takes part.
    pub participants: Vec<Span>,
    /// Index in [`Reading::attributions`] of the one that announces it.
    pub according_to: Option<usize>,
    /// How firm it is.
    pub status: DiaryStatus,
    /// The time expressions behind the days, as indices in [`Reading::times`].
    pub times: Vec<usize>,
}

/// How firm an announced event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiaryStatus {
    /// Somebody says that it will be.
    Announced,
    /// It is said to be certain.
    Confirmed,
    /// It will not be.
    Cancelled,
    /// It was put on another day.
    Moved,
}
