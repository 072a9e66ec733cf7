use sayso_formats::{View, names};
use sayso_read::Found;

use super::{one, spans, words};
use crate::columns::Kind::{Count, Flag, Number, Share, Spans, Text, Texts};
use crate::columns::{Rows, Table, given, maybe};

/// Who said what.
pub const ATTRIBUTIONS: Table = Table {
    name: "attributions",
    about: "One act of saying, believing, hoping, showing: a source, a cue, a content.",
    columns: &[
        given("number", Number, "the dispatch, as in dispatches.number"),
        given("attribution", Count, "its place in the dispatch, from 0"),
        maybe("source", Text, "the words that name who says it"),
        maybe("cue", Text, "the words that report"),
        given("content", Text, "the words that are said"),
        given("source_spans", Spans, "where the source stands"),
        given("cue_spans", Spans, "where the cue stands"),
        given("content_spans", Spans, "where the content stands"),
        given("kind", Text, "direct, indirect or mixed"),
        given("polarity", Text, "asserted, denied, negated or hypothetical"),
        given("confidence", Share, "probability that content and source are right"),
        maybe("nested_in", Count, "the attribution whose content holds this one"),
        given("speakers", Texts, "canonical names; several where they speak jointly"),
        given("speaker_spans", Spans, "the mention that decided each of them"),
        maybe("speaker_confidence", Share, "probability that the first of them is right"),
        given("is_anonymous", Flag, "whether neither a name nor an institution stands behind it"),
        maybe("anonymous_group", Text, "insiders, officials, experts, media, documents, …"),
        maybe("anonymous_basis", Text, "what its knowledge rests on"),
        maybe("anonymous_reason", Text, "why it is not named"),
        maybe("addressee", Text, "to whom it was said"),
        maybe("medium", Text, "by what means"),
        maybe("candidate", Text, "where nobody is named: who it may have been, a guess"),
        maybe("said", Text, "TIMEX3 value of the time of utterance"),
        maybe("said_time", Count, "that time, as in times.time"),
        given("found_by", Text, "model or rule"),
        given("found_name", Text, "the version of the weights, or the rule"),
    ],
};

pub(super) fn fill(rows: &mut Rows, number: i64, view: &View<'_>) {
    for (at, found) in view.reading.attributions.iter().enumerate() {
        let voice = &found.voice;
        let anonymous = voice.anonymous.as_ref();
        let (by, name) = match &found.found {
            Found::Model(version) => ("model", version.as_str()),
            Found::Rule(name) => ("rule", *name),
        };
        let evidence: Vec<_> = voice.speakers.iter().map(|speaker| speaker.evidence).collect();
        let speakers: Vec<String> =
            voice.speakers.iter().map(|speaker| speaker.name.clone()).collect();
        rows.push([
            number.into(),
            at.into(),
            words(view, &found.source).into(),
            words(view, &found.cue).into(),
            view.joined(&found.content).into(),
            spans(view, &found.source),
            spans(view, &found.cue),
            spans(view, &found.content),
            names::kind(found.kind).into(),
            names::polarity(found.polarity).into(),
            found.confidence.into(),
            found.nested_in.into(),
            speakers.into(),
            spans(view, &evidence),
            voice.speakers.first().map(|speaker| speaker.confidence).into(),
            anonymous.is_some().into(),
            anonymous.map(|it| names::group(it.group)).into(),
            one(view, anonymous.and_then(|it| it.basis)),
            one(view, anonymous.and_then(|it| it.reason)),
            one(view, voice.addressee),
            one(view, voice.medium),
            voice.candidate.as_ref().map(|speaker| speaker.name.clone()).into(),
            view.said(found).into(),
            found.said.into(),
            by.into(),
            name.into(),
        ]);
    }
}
