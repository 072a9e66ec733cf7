//! Readings as bytes: one byte that tells the version of the encoding, then a zstd frame with
//! JSON of the types below.
//!
//! The types are apart from the engine's, which may change. A field that is new to them has a
//! default, so that version 1 reads what earlier programs wrote; what can't be told so gets
//! version 2, and version 1 stays readable.

use std::collections::BTreeSet;
use std::sync::Mutex;

use sayso_read as engine;
use sayso_text::Span;
use serde::{Deserialize, Serialize};

use crate::error::{ArchiveError, ArchiveErrorKind, Result};
use crate::pack;

/// The version that is written.
pub(crate) const VERSION: u8 = 1;

/// No reading is larger than this, unpacked; a damaged size asks for no more memory.
const LARGEST: usize = 1 << 30;

/// Bytes of a reading.
pub fn encode(reading: &engine::Reading) -> Vec<u8> {
    packed(&Stored::from(reading))
}

fn packed(value: &impl Serialize) -> Vec<u8> {
    let json = serde_json::to_vec(value).expect("plain types are JSON");
    let mut bytes = vec![VERSION];
    bytes.extend_from_slice(&(json.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&pack::pack(&json));
    bytes
}

/// The reading of `text` that the bytes tell.
///
/// # Errors
/// When they are of a later version or damaged, also where a span is none of the text.
pub fn decode(bytes: &[u8], text: &str) -> Result<engine::Reading> {
    unpacked::<Stored>(bytes)?.reading(text).ok_or_else(damaged)
}

fn unpacked<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Result<T> {
    match bytes {
        [1, a, b, c, d, packed @ ..] => {
            let size = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
            if size > LARGEST {
                return Err(damaged());
            }
            let json = pack::unpack(packed, size)?;
            serde_json::from_slice(&json).map_err(|_| damaged())
        }
        [version, ..] if *version > VERSION => Err(ArchiveError::new(
            ArchiveErrorKind::TooNew,
            "a reading was written by a newer program; use that one",
        )),
        _ => Err(damaged()),
    }
}

/// Bytes of what a model marked.
pub fn encode_marks(marks: &engine::Marks) -> Vec<u8> {
    let attributions = marks.attributions.iter().map(|found| MarkedAttribution {
        source: pairs(&found.source),
        cue: pairs(&found.cue),
        content: pairs(&found.content),
        confidence: found.confidence,
    });
    let names = marks.names.iter().map(|name| {
        let (start, end) = pair(name.span);
        (start, end, number(&MARKED, &name.kind), name.probability)
    });
    packed(&StoredMarks { attributions: attributions.collect(), names: names.collect() })
}

/// What a model marked in `text`, as the bytes tell.
///
/// # Errors
/// As for [`decode`].
pub fn decode_marks(bytes: &[u8], text: &str) -> Result<engine::Marks> {
    let stored: StoredMarks = unpacked(bytes)?;
    let back = Back { text, attributions: 0, times: 0, entities: 0 };
    let attribution = |found: MarkedAttribution| {
        Some(engine::MarkedAttribution {
            source: back.spans(&found.source)?,
            cue: back.spans(&found.cue)?,
            content: back.spans(&found.content)?,
            confidence: found.confidence,
        })
    };
    let name = |(start, end, kind, probability): (u32, u32, u8, f32)| {
        let kind = *MARKED.get(usize::from(kind))?;
        Some(engine::MarkedName { span: back.span((start, end))?, kind, probability })
    };
    let marks = || {
        Some(engine::Marks {
            attributions: all(stored.attributions, attribution)?,
            rejected: Vec::new(),
            names: all(stored.names, name)?,
        })
    };
    marks().ok_or_else(damaged)
}

fn damaged() -> ArchiveError {
    ArchiveError::damaged("a stored reading is damaged; `sayso archive reread` makes it anew")
}

type Pair = (u32, u32);

#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    publisher: Option<Publisher>,
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    issue: Option<Issue>,
    #[serde(rename = "a", default)]
    attributions: Vec<Attribution>,
    #[serde(rename = "u", default)]
    unattributed: Vec<Pair>,
    #[serde(rename = "t", default)]
    times: Vec<Time>,
    #[serde(rename = "e", default)]
    entities: Vec<Entity>,
    #[serde(rename = "d", default)]
    diary: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct StoredMarks {
    #[serde(rename = "a", default)]
    attributions: Vec<MarkedAttribution>,
    /// Start, end, kind, probability.
    #[serde(rename = "n", default)]
    names: Vec<(u32, u32, u8, f32)>,
}

#[derive(Serialize, Deserialize)]
struct MarkedAttribution {
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    source: Vec<Pair>,
    #[serde(rename = "q", default, skip_serializing_if = "Vec::is_empty")]
    cue: Vec<Pair>,
    #[serde(rename = "c")]
    content: Vec<Pair>,
    #[serde(rename = "o")]
    confidence: f32,
}

#[derive(Serialize, Deserialize)]
struct Publisher {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    short_name: Option<String>,
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    desk: Option<String>,
    #[serde(rename = "b", default, skip_serializing_if = "Vec::is_empty")]
    byline: Vec<String>,
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    contributors: Vec<String>,
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Pair>,
}

#[derive(Serialize, Deserialize)]
struct Issue {
    #[serde(rename = "d")]
    day: String,
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<String>,
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    spans: Vec<Pair>,
    #[serde(rename = "i", default, skip_serializing_if = "is_false")]
    inferred: bool,
}

#[derive(Serialize, Deserialize)]
struct Attribution {
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    source: Vec<Pair>,
    #[serde(rename = "q", default, skip_serializing_if = "Vec::is_empty")]
    cue: Vec<Pair>,
    #[serde(rename = "c")]
    content: Vec<Pair>,
    #[serde(rename = "k", default, skip_serializing_if = "is_zero")]
    kind: u8,
    #[serde(rename = "p", default, skip_serializing_if = "is_zero")]
    polarity: u8,
    #[serde(rename = "o")]
    confidence: f32,
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    nested_in: Option<usize>,
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    model: Option<String>,
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    #[serde(rename = "w", default, skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<Speaker>,
    #[serde(rename = "y", default, skip_serializing_if = "Option::is_none")]
    anonymous: Option<Anonymous>,
    #[serde(rename = "h", default, skip_serializing_if = "Vec::is_empty")]
    chain: Vec<(String, Option<Pair>)>,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    addressee: Option<Pair>,
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    medium: Option<Pair>,
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    said: Option<usize>,
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    candidate: Option<Speaker>,
    #[serde(rename = "l", default, skip_serializing_if = "Vec::is_empty")]
    rivals: Vec<Speaker>,
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    spoken_by: Option<(String, Option<Pair>)>,
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    translation: Option<Pair>,
}

#[derive(Serialize, Deserialize)]
struct Speaker {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    entity: Option<usize>,
    #[serde(rename = "e")]
    evidence: Pair,
    #[serde(rename = "o")]
    confidence: f32,
}

#[derive(Serialize, Deserialize)]
struct Anonymous {
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    #[serde(rename = "g", default)]
    group: u8,
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    description: Option<Pair>,
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    basis: Option<Pair>,
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    reason: Option<Pair>,
}

#[derive(Serialize, Deserialize)]
struct Time {
    #[serde(rename = "s")]
    span: Pair,
    #[serde(rename = "k", default, skip_serializing_if = "is_zero")]
    kind: u8,
    #[serde(rename = "v")]
    value: String,
    #[serde(rename = "o", default, skip_serializing_if = "Vec::is_empty")]
    others: Vec<String>,
    #[serde(rename = "r", default, skip_serializing_if = "String::is_empty")]
    reason: String,
}

#[derive(Serialize, Deserialize)]
struct Entity {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "k", default, skip_serializing_if = "is_zero")]
    kind: u8,
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    affiliation: Option<String>,
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    #[serde(rename = "m", default)]
    mentions: Vec<Pair>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    #[serde(rename = "w")]
    what: Pair,
    #[serde(rename = "s", default)]
    start: String,
    #[serde(rename = "e", default)]
    end: String,
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    place: Option<Pair>,
    #[serde(rename = "n", default, skip_serializing_if = "Vec::is_empty")]
    participants: Vec<Pair>,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    according_to: Option<usize>,
    #[serde(rename = "k", default, skip_serializing_if = "is_zero")]
    status: u8,
    #[serde(rename = "t", default, skip_serializing_if = "Vec::is_empty")]
    times: Vec<usize>,
}

fn is_zero(value: &u8) -> bool {
    *value == 0
}

fn is_false(value: &bool) -> bool {
    !value
}

fn pair(span: Span) -> Pair {
    (span.start() as u32, span.end() as u32)
}

fn pairs(spans: &[Span]) -> Vec<Pair> {
    spans.iter().copied().map(pair).collect()
}

/// Kinds in the order of their stored numbers; only ever added to at the end.
pub(crate) const KINDS: [engine::Kind; 3] =
    [engine::Kind::Direct, engine::Kind::Indirect, engine::Kind::Mixed];
pub(crate) const POLARITIES: [engine::Polarity; 4] = [
    engine::Polarity::Asserted,
    engine::Polarity::Denied,
    engine::Polarity::Negated,
    engine::Polarity::Hypothetical,
];
pub(crate) const GROUPS: [engine::Group; 8] = [
    engine::Group::Insiders,
    engine::Group::Officials,
    engine::Group::Experts,
    engine::Group::Media,
    engine::Group::Documents,
    engine::Group::Witnesses,
    engine::Group::Partisans,
    engine::Group::Others,
];
pub(crate) const STATUSES: [engine::DiaryStatus; 4] = [
    engine::DiaryStatus::Announced,
    engine::DiaryStatus::Confirmed,
    engine::DiaryStatus::Cancelled,
    engine::DiaryStatus::Moved,
];
const ENTITIES: [engine::EntityKind; 5] = [
    engine::EntityKind::Person,
    engine::EntityKind::Organisation,
    engine::EntityKind::Agency,
    engine::EntityKind::Place,
    engine::EntityKind::Government,
];
const MARKED: [engine::MarkedKind; 3] =
    [engine::MarkedKind::Person, engine::MarkedKind::Organisation, engine::MarkedKind::Place];
const TIMES: [&str; 4] = ["DATE", "TIME", "DURATION", "SET"];

/// The stored number of a value.
pub(crate) fn number<T: PartialEq>(values: &[T], value: &T) -> u8 {
    values.iter().position(|other| other == value).expect("every value has a number") as u8
}

impl From<&engine::Reading> for Stored {
    fn from(reading: &engine::Reading) -> Stored {
        Stored {
            publisher: reading.publisher.as_ref().map(|found| Publisher {
                name: found.name.clone(),
                short_name: found.short_name.clone(),
                desk: found.desk.clone(),
                byline: found.byline.clone(),
                place: found.place.clone(),
                contributors: found.contributors.clone(),
                evidence: pairs(&found.evidence),
            }),
            issue: reading.issue.as_ref().map(|found| Issue {
                day: found.day.clone(),
                evidence: found.evidence.clone(),
                spans: pairs(&found.spans),
                inferred: found.inferred,
            }),
            attributions: reading.attributions.iter().map(attribution).collect(),
            unattributed: pairs(&reading.unattributed),
            times: reading.times.iter().map(time).collect(),
            entities: reading.entities.iter().map(entity).collect(),
            diary: reading.diary.iter().map(entry).collect(),
        }
    }
}

fn attribution(found: &engine::Attribution) -> Attribution {
    let (model, rule) = match &found.found {
        engine::Found::Model(version) => (Some(version.clone()), None),
        engine::Found::Rule(name) => (None, Some((*name).to_owned())),
    };
    let voice = &found.voice;
    Attribution {
        source: pairs(&found.source),
        cue: pairs(&found.cue),
        content: pairs(&found.content),
        kind: number(&KINDS, &found.kind),
        polarity: number(&POLARITIES, &found.polarity),
        confidence: found.confidence,
        nested_in: found.nested_in,
        model,
        rule,
        speakers: voice.speakers.iter().map(speaker).collect(),
        anonymous: voice.anonymous.as_ref().map(|found| Anonymous {
            count: found.count,
            group: number(&GROUPS, &found.group),
            description: found.description.map(pair),
            basis: found.basis.map(pair),
            reason: found.reason.map(pair),
        }),
        chain: voice
            .chain
            .iter()
            .map(|hand| (hand.name.clone(), hand.evidence.map(pair)))
            .collect(),
        addressee: voice.addressee.map(pair),
        medium: voice.medium.map(pair),
        said: found.said,
        candidate: voice.candidate.as_ref().map(speaker),
        rivals: voice.rivals.iter().map(speaker).collect(),
        spoken_by: voice
            .spoken_by
            .as_ref()
            .map(|hand| (hand.name.clone(), hand.evidence.map(pair))),
        translation: voice.translation.map(pair),
    }
}

fn speaker(found: &engine::Speaker) -> Speaker {
    Speaker {
        name: found.name.clone(),
        entity: found.entity,
        evidence: pair(found.evidence),
        confidence: found.confidence,
    }
}

fn time(found: &engine::Time) -> Time {
    Time {
        span: pair(found.span),
        kind: number(&TIMES, &found.kind),
        value: found.value.clone(),
        others: found.others.clone(),
        reason: found.reason.clone(),
    }
}

fn entity(found: &engine::Entity) -> Entity {
    Entity {
        name: found.name.clone(),
        kind: number(&ENTITIES, &found.kind),
        role: found.role.clone(),
        affiliation: found.affiliation.clone(),
        aliases: found.aliases.clone(),
        mentions: pairs(&found.mentions),
    }
}

fn entry(found: &engine::DiaryEntry) -> Entry {
    Entry {
        what: pair(found.what),
        start: found.start.clone(),
        end: found.end.clone(),
        place: found.place.map(pair),
        participants: pairs(&found.participants),
        according_to: found.according_to,
        status: number(&STATUSES, &found.status),
        times: found.times.clone(),
    }
}

/// The way back. `None` stands for damage: a span or an index that leads nowhere.
struct Back<'a> {
    text: &'a str,
    attributions: usize,
    times: usize,
    entities: usize,
}

impl Back<'_> {
    fn span(&self, (start, end): Pair) -> Option<Span> {
        let (start, end) = (start as usize, end as usize);
        self.text.get(start..end)?;
        Some(Span::new(start, end))
    }

    fn spans(&self, pairs: &[Pair]) -> Option<Vec<Span>> {
        pairs.iter().map(|pair| self.span(*pair)).collect()
    }

    /// `Some(None)` where nothing is stored.
    fn maybe(&self, pair: Option<Pair>) -> Option<Option<Span>> {
        pair.map_or(Some(None), |pair| self.span(pair).map(Some))
    }

    fn hand(&self, (name, evidence): (String, Option<Pair>)) -> Option<engine::Hand> {
        Some(engine::Hand { name, evidence: self.maybe(evidence)? })
    }

    fn speakers(&self, stored: Vec<Speaker>) -> Option<Vec<engine::Speaker>> {
        let speakers = stored.into_iter().map(|speaker| {
            Some(engine::Speaker {
                entity: index(speaker.entity, self.entities)?,
                evidence: self.span(speaker.evidence)?,
                name: speaker.name,
                confidence: speaker.confidence,
            })
        });
        speakers.collect()
    }

    fn attribution(&self, stored: Attribution) -> Option<engine::Attribution> {
        let content = self.spans(&stored.content)?;
        let found = match (stored.model, stored.rule) {
            (Some(version), _) => engine::Found::Model(version),
            (None, rule) => engine::Found::Rule(interned(&rule?)),
        };
        if content.is_empty() {
            return None;
        }
        let voice = engine::Voice {
            speakers: self.speakers(stored.speakers)?,
            anonymous: match stored.anonymous {
                None => None,
                Some(found) => Some(engine::Anonymous {
                    count: found.count,
                    group: *GROUPS.get(usize::from(found.group))?,
                    description: self.maybe(found.description)?,
                    basis: self.maybe(found.basis)?,
                    reason: self.maybe(found.reason)?,
                }),
            },
            chain: stored.chain.into_iter().map(|hand| self.hand(hand)).collect::<Option<_>>()?,
            addressee: self.maybe(stored.addressee)?,
            medium: self.maybe(stored.medium)?,
            candidate: self.speakers(stored.candidate.into_iter().collect())?.pop(),
            rivals: self.speakers(stored.rivals)?,
            spoken_by: match stored.spoken_by {
                None => None,
                Some(hand) => Some(self.hand(hand)?),
            },
            translation: self.maybe(stored.translation)?,
        };
        let mut attribution = engine::Attribution::new(
            self.spans(&stored.source)?,
            self.spans(&stored.cue)?,
            content,
            *KINDS.get(usize::from(stored.kind))?,
            found,
        );
        attribution.polarity = *POLARITIES.get(usize::from(stored.polarity))?;
        attribution.confidence = stored.confidence;
        attribution.nested_in = index(stored.nested_in, self.attributions)?;
        attribution.voice = voice;
        attribution.said = index(stored.said, self.times)?;
        Some(attribution)
    }

    fn time(&self, stored: Time) -> Option<engine::Time> {
        Some(engine::Time {
            span: self.span(stored.span)?,
            kind: TIMES.get(usize::from(stored.kind)).copied()?,
            value: stored.value,
            others: stored.others,
            reason: stored.reason,
        })
    }

    fn entity(&self, stored: Entity) -> Option<engine::Entity> {
        Some(engine::Entity {
            name: stored.name,
            kind: *ENTITIES.get(usize::from(stored.kind))?,
            role: stored.role,
            affiliation: stored.affiliation,
            aliases: stored.aliases,
            mentions: self.spans(&stored.mentions)?,
        })
    }

    fn entry(&self, stored: Entry) -> Option<engine::DiaryEntry> {
        Some(engine::DiaryEntry {
            what: self.span(stored.what)?,
            start: stored.start,
            end: stored.end,
            place: self.maybe(stored.place)?,
            participants: self.spans(&stored.participants)?,
            according_to: index(stored.according_to, self.attributions)?,
            status: *STATUSES.get(usize::from(stored.status))?,
            times: stored
                .times
                .into_iter()
                .map(|time| (time < self.times).then_some(time))
                .collect::<Option<_>>()?,
        })
    }
}

impl Stored {
    fn reading(self, text: &str) -> Option<engine::Reading> {
        let back = Back {
            text,
            attributions: self.attributions.len(),
            times: self.times.len(),
            entities: self.entities.len(),
        };
        Some(engine::Reading {
            publisher: match self.publisher {
                None => None,
                Some(found) => Some(engine::Publisher {
                    evidence: back.spans(&found.evidence)?,
                    name: found.name,
                    short_name: found.short_name,
                    desk: found.desk,
                    byline: found.byline,
                    place: found.place,
                    contributors: found.contributors,
                }),
            },
            issue: match self.issue {
                None => None,
                Some(found) => Some(engine::Issue {
                    spans: back.spans(&found.spans)?,
                    day: found.day,
                    evidence: found.evidence,
                    inferred: found.inferred,
                }),
            },
            attributions: all(self.attributions, |stored| back.attribution(stored))?,
            // What lost is for `sayso explain`, which reads anew.
            rejected: Vec::new(),
            unattributed: back.spans(&self.unattributed)?,
            times: all(self.times, |stored| back.time(stored))?,
            entities: all(self.entities, |stored| back.entity(stored))?,
            diary: all(self.diary, |stored| back.entry(stored))?,
        })
    }
}

fn all<S, T>(stored: Vec<S>, back: impl Fn(S) -> Option<T>) -> Option<Vec<T>> {
    stored.into_iter().map(back).collect()
}

/// An index into a list of that length; `None` where it leads nowhere.
fn index(index: Option<usize>, length: usize) -> Option<Option<usize>> {
    match index {
        Some(index) if index >= length => None,
        index => Some(index),
    }
}

/// Names of rules live as long as the program: there are some dozens, also in damaged files at
/// most this many.
fn interned(name: &str) -> &'static str {
    const MOST: usize = 1_000;
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(known) = names.get(name) {
        return known;
    }
    if names.len() >= MOST {
        return "unknown";
    }
    let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
    names.insert(name);
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_read::{Dispatch, Reader};

    const TEXT: &str = "LISSE, April 14 (KNA) - Mayor Corin Vale said on Tuesday: \"The roof is in \
        the river.\" Two officials, who asked not to be named, told KNA the port will close on \
        Friday, according to the Lisse Courier.";

    fn reading() -> engine::Reading {
        let mut reading = Reader::rules_only().read(&Dispatch::new(TEXT));
        assert!(!reading.attributions.is_empty());
        // What rules alone don't fill.
        let first = &mut reading.attributions[0];
        first.voice.anonymous = Some(engine::Anonymous {
            count: Some(2),
            group: engine::Group::Others,
            description: Some(Span::new(0, 5)),
            basis: Some(Span::new(0, 3)),
            reason: None,
        });
        let guess = engine::Speaker {
            name: "Corin Vale".to_owned(),
            entity: None,
            evidence: Span::new(24, 29),
            confidence: 0.25,
        };
        first.voice.candidate = Some(guess.clone());
        first.voice.rivals = vec![guess];
        first.voice.spoken_by = Some(engine::Hand { name: "KNA".to_owned(), evidence: None });
        first.voice.translation = Some(Span::new(0, 5));
        first.found = engine::Found::Model("2031.01".to_owned());
        first.confidence = 0.123_456_79;
        reading.rejected.clear();
        reading
    }

    #[test]
    fn readings_come_back_as_they_were() {
        let reading = reading();
        assert_eq!(decode(&encode(&reading), TEXT).unwrap(), reading);
        let empty = engine::Reading::default();
        assert_eq!(decode(&encode(&empty), "").unwrap(), empty);
    }

    #[test]
    fn marks_come_back_as_they_were() {
        let marks = engine::Marks {
            attributions: vec![engine::MarkedAttribution {
                source: vec![Span::new(24, 40)],
                cue: vec![Span::new(41, 45)],
                content: vec![Span::new(58, 80), Span::new(82, 90)],
                confidence: 0.123_456_79,
            }],
            rejected: Vec::new(),
            names: vec![engine::MarkedName {
                span: Span::new(0, 5),
                kind: engine::MarkedKind::Place,
                probability: 0.75,
            }],
        };
        let bytes = encode_marks(&marks);
        assert_eq!(decode_marks(&bytes, TEXT).unwrap(), marks);
        assert!(decode_marks(&bytes, "short").is_err(), "spans of another text");
        assert!(decode_marks(&bytes[..bytes.len() / 2], TEXT).is_err());
    }

    #[test]
    fn damaged_bytes_are_an_error_and_never_a_panic() {
        let bytes = encode(&reading());
        assert!(decode(&bytes, "short").is_err(), "spans of another text");
        assert!(decode(&[], TEXT).is_err());
        for end in 0..bytes.len() {
            assert!(decode(&bytes[..end], TEXT).is_err(), "{end}");
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x10;
            let _ = decode(&bytes, TEXT);
        }
        let newer = decode(&[9, 0, 0, 0, 0], TEXT).unwrap_err();
        assert_eq!(newer.kind(), ArchiveErrorKind::TooNew);
    }
}
