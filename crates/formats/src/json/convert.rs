use sayso_read as engine;
use sayso_text::Span;

use super::types::*;
use crate::view::{one_line, probability};
use crate::{View, names};

pub(super) fn document(view: &View<'_>) -> Document {
    let reading = view.reading;
    Document {
        sayso: Made {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: view.model.map(str::to_owned),
        },
        file: view.name.to_owned(),
        dispatch: dispatch(view),
        attributions: reading.attributions.iter().map(|found| attribution(view, found)).collect(),
        unattributed: pieces(view, &reading.unattributed),
        times: reading.times.iter().map(|found| time(view, found)).collect(),
        entities: reading.entities.iter().map(|found| entity(view, found)).collect(),
        diary: reading.diary.iter().map(|found| diary_entry(view, found)).collect(),
    }
}

fn piece(view: &View<'_>, span: Span) -> Piece {
    Piece {
        start: view.characters.character(span.start()),
        end: view.characters.character(span.end()),
        text: view.words(span).to_owned(),
    }
}

fn pieces(view: &View<'_>, spans: &[Span]) -> Vec<Piece> {
    spans.iter().map(|span| piece(view, *span)).collect()
}

fn dispatch(view: &View<'_>) -> Dispatch {
    let publisher = view.reading.publisher.clone().unwrap_or_default();
    let issue = view.reading.issue.as_ref();
    Dispatch {
        publisher: Some(publisher.name).filter(|name| !name.is_empty()),
        short_name: publisher.short_name,
        desk: publisher.desk,
        byline: publisher.byline,
        place: publisher.place,
        contributors: publisher.contributors,
        publisher_evidence: pieces(view, &publisher.evidence),
        issued: issue.map(|issue| issue.day.clone()),
        issued_evidence: issue.map(|issue| issue.evidence.clone()).unwrap_or_default(),
        issued_spans: issue.map(|issue| pieces(view, &issue.spans)).unwrap_or_default(),
        issued_inferred: issue.is_some_and(|issue| issue.inferred),
    }
}

fn attribution(view: &View<'_>, found: &engine::Attribution) -> Attribution {
    let voice = &found.voice;
    let said = found.said.and_then(|index| {
        let time = view.reading.times.get(index)?;
        Some(Said { value: time.value.clone(), time: index })
    });
    Attribution {
        source: pieces(view, &found.source),
        cue: pieces(view, &found.cue),
        content: pieces(view, &found.content),
        kind: names::kind(found.kind).to_owned(),
        polarity: names::polarity(found.polarity).to_owned(),
        confidence: probability(found.confidence),
        speaker: speaker_names(&voice.speakers),
        speakers: voice.speakers.iter().map(|found| speaker(view, found)).collect(),
        chain: voice.chain.iter().map(|hand| hand.name.clone()).collect(),
        chain_evidence: voice
            .chain
            .iter()
            .map(|hand| hand.evidence.map(|span| piece(view, span)))
            .collect(),
        anonymous: voice.anonymous.is_some(),
        anonymous_detail: voice.anonymous.as_ref().map(|found| anonymous(view, found)),
        addressee: voice.addressee.map(|span| piece(view, span)),
        medium: voice.medium.map(|span| piece(view, span)),
        candidate: voice.candidate.as_ref().map(|found| speaker(view, found)),
        rivals: voice.rivals.iter().map(|found| speaker(view, found)).collect(),
        spoken_by: voice.spoken_by.as_ref().map(|hand| hand.name.clone()),
        translation: voice.translation.map(|span| piece(view, span)),
        said,
        nested_in: found.nested_in,
        found: finder(&found.found),
    }
}

fn speaker_names(speakers: &[engine::Speaker]) -> Option<SpeakerNames> {
    match speakers {
        [] => None,
        [one] => Some(SpeakerNames::One(one.name.clone())),
        many => Some(SpeakerNames::Joint(many.iter().map(|one| one.name.clone()).collect())),
    }
}

fn speaker(view: &View<'_>, found: &engine::Speaker) -> Speaker {
    Speaker {
        name: found.name.clone(),
        entity: found.entity,
        evidence: piece(view, found.evidence),
        confidence: probability(found.confidence),
    }
}

fn anonymous(view: &View<'_>, found: &engine::Anonymous) -> AnonymousSource {
    AnonymousSource {
        count: found.count,
        group: names::group(found.group).to_owned(),
        description: found.description.map(|span| piece(view, span)),
        basis: found.basis.map(|span| piece(view, span)),
        reason: found.reason.map(|span| piece(view, span)),
    }
}

fn finder(found: &engine::Found) -> Finder {
    let (by, name) = match found {
        engine::Found::Model(version) => ("model", version.clone()),
        engine::Found::Rule(name) => ("rule", (*name).to_owned()),
    };
    Finder { by: by.to_owned(), name }
}

fn time(view: &View<'_>, found: &engine::Time) -> Time {
    let Piece { start, end, text } = piece(view, found.span);
    Time {
        start,
        end,
        text,
        kind: found.kind.to_owned(),
        value: found.value.clone(),
        others: found.others.clone(),
        reason: found.reason.clone(),
    }
}

fn entity(view: &View<'_>, found: &engine::Entity) -> Entity {
    Entity {
        name: found.name.clone(),
        kind: names::entity_kind(found.kind).to_owned(),
        role: found.role.clone(),
        affiliation: found.affiliation.clone(),
        aliases: found.aliases.clone(),
        mentions: pieces(view, &found.mentions),
    }
}

pub(super) fn diary_entry(view: &View<'_>, found: &engine::DiaryEntry) -> DiaryEntry {
    let announcer = found.according_to.and_then(|index| view.reading.attributions.get(index));
    DiaryEntry {
        what: one_line(view.words(found.what)),
        start: found.start.clone(),
        end: found.end.clone(),
        place: found.place.map(|span| one_line(view.words(span))),
        participants: found.participants.iter().map(|span| one_line(view.words(*span))).collect(),
        according_to: announcer.and_then(names::speaker),
        chain: announcer
            .map(|found| found.voice.chain.iter().map(|hand| hand.name.clone()).collect())
            .unwrap_or_default(),
        status: names::status(found.status).to_owned(),
        year_inferred: view.reading.issue.as_ref().is_some_and(|issue| issue.inferred),
        evidence: piece(view, found.what),
        attribution: found.according_to,
        times: found.times.clone(),
    }
}
