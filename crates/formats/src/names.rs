//! How kinds, polarities and the like are written, the same in every format.

use sayso_read::{Attribution, DiaryStatus, EntityKind, Found, Group, Kind, Polarity, Rejection};

/// A kind of quotation.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct",
        Kind::Indirect => "indirect",
        Kind::Mixed => "mixed",
    }
}

/// Whether it was affirmed.
pub fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Asserted => "asserted",
        Polarity::Denied => "denied",
        Polarity::Negated => "negated",
        Polarity::Hypothetical => "hypothetical",
    }
}

/// A group of sources without a name.
pub fn group(group: Group) -> &'static str {
    match group {
        Group::Insiders => "insiders",
        Group::Officials => "officials",
        Group::Experts => "experts",
        Group::Media => "media",
        Group::Documents => "documents",
        Group::Witnesses => "witnesses",
        Group::Partisans => "partisans",
        Group::Others => "others",
    }
}

/// What an entity is.
pub fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Agency => "news agency",
        EntityKind::Place => "place",
        EntityKind::Government => "government",
    }
}

/// How firm an event is.
pub fn status(status: DiaryStatus) -> &'static str {
    match status {
        DiaryStatus::Announced => "announced",
        DiaryStatus::Confirmed => "confirmed",
        DiaryStatus::Cancelled => "cancelled",
        DiaryStatus::Moved => "moved",
    }
}

/// "model 2026-11" or "rule headline-colon".
pub(crate) fn found(found: &Found) -> String {
    match found {
        Found::Model(version) => format!("model {version}"),
        Found::Rule(name) => format!("rule {name}"),
    }
}

/// Why a reading lost.
pub(crate) fn rejection(reason: &Rejection) -> String {
    match reason {
        Rejection::Unsure => "too unsure".to_owned(),
        Rejection::Empty => "all words that it might say belong to others".to_owned(),
        Rejection::Beaten(winner) => {
            format!("{} tells of the same words and stands firmer", found(winner))
        }
        Rejection::Unsupported => "a loose form, and the model hears nothing here".to_owned(),
        Rejection::NoReport => "its words report nothing".to_owned(),
        Rejection::Carrier => "it only carries what another tells".to_owned(),
        Rejection::Endless => "longer than anything that a sentence says".to_owned(),
    }
}

/// Who speaks, in a word or two: the speakers, else the anonymous source as the last hand
/// describes it, else nothing.
pub(crate) fn speaker(attribution: &Attribution) -> Option<String> {
    let voice = &attribution.voice;
    if !voice.speakers.is_empty() {
        let names: Vec<&str> = voice.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        return Some(names.join(" and "));
    }
    voice.anonymous.as_ref()?;
    voice.chain.last().map(|hand| hand.name.clone())
}

/// What stands where nobody is named: a guess where there is one, marked as such.
pub(crate) fn nobody(attribution: &Attribution) -> String {
    match &attribution.voice.candidate {
        Some(candidate) => format!("unknown, perhaps {}", candidate.name),
        None => "no source named".to_owned(),
    }
}
