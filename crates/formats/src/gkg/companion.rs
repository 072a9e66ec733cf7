use std::fmt::Write;

use sayso_text::Span;

use super::{clean, columns, identifier};
use crate::{View, names};

/// The names of the companion's columns, with a line end.
pub const HEADER: &str = "record\tattribution\tquotations\tkind\tpolarity\tconfidence\tspeakers\t\
    speaker_confidences\tanonymous\tsource\tcue\tcontent\tsource_places\tcue_places\t\
    content_places\tchain\tsaid\tnested_in\tfound_by\n";

/// A line for each attribution: what the 27 columns have no room for. `None` where there is no
/// record. Lists have `;` between, places are `offset+length` in characters.
pub fn write(view: &View<'_>, number: usize) -> Option<String> {
    let record = identifier(view, number)?;
    let mut lines = String::new();
    let mut quotation = 0;
    for (index, found) in view.reading.attributions.iter().enumerate() {
        let quoted = columns::quoted(view, found).count();
        let quotations: Vec<String> =
            (quotation..quotation + quoted).map(|number| number.to_string()).collect();
        quotation += quoted;
        let voice = &found.voice;
        let speakers = voice.speakers.iter().map(|speaker| speaker.name.as_str());
        let sure: Vec<String> =
            voice.speakers.iter().map(|speaker| format!("{:.3}", speaker.confidence)).collect();
        let group = voice.anonymous.as_ref().map_or("", |found| names::group(found.group));
        let fields = [
            record.clone(),
            index.to_string(),
            quotations.join(";"),
            names::kind(found.kind).to_owned(),
            names::polarity(found.polarity).to_owned(),
            format!("{:.3}", found.confidence),
            list(speakers),
            sure.join(";"),
            group.to_owned(),
            words(view, &found.source),
            words(view, &found.cue),
            words(view, &found.content),
            places(view, &found.source),
            places(view, &found.cue),
            places(view, &found.content),
            list(voice.chain.iter().map(|hand| hand.name.as_str())),
            view.said(found).unwrap_or_default().to_owned(),
            found.nested_in.map(|outer| outer.to_string()).unwrap_or_default(),
            clean(&names::found(&found.found), &[]),
        ];
        writeln!(lines, "{}", fields.join("\t")).expect("a string takes all");
    }
    Some(lines)
}

fn list<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| clean(name, &[';'])).collect::<Vec<_>>().join(";")
}

/// The pieces one for one, so that they are as long as their places say.
fn words(view: &View<'_>, spans: &[Span]) -> String {
    list(spans.iter().map(|span| view.words(*span)))
}

fn places(view: &View<'_>, spans: &[Span]) -> String {
    let places = spans.iter().map(|span| {
        let start = view.characters.character(span.start());
        format!("{start}+{}", view.characters.character(span.end()) - start)
    });
    places.collect::<Vec<_>>().join(";")
}
