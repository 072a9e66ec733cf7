//! Standoff annotations for brat, in the line forms of the PolNeAR corpus.
//!
//! Each attribution is an event over text-bound annotations. No span crosses a line end, since
//! brat refuses a span whose words are not one line of the text; spans are cut there instead. An
//! attribution inside another carries the attribute `Nested`.

use std::collections::HashMap;
use std::fmt::Write;

use sayso_read::Attribution;
use sayso_text::Span;

use crate::{View, names};

/// What brat must know of the types used here: the content of `annotation.conf`.
pub const CONFIGURATION: &str = include_str!("brat/annotation.conf");

/// The annotations of the view: the content of `NAME.ann`.
pub fn write(view: &View<'_>) -> String {
    let mut writer =
        Writer { view, out: String::new(), spans: 0, attributes: 0, sources: HashMap::new() };
    let mut events = 0;
    for attribution in &view.reading.attributions {
        let content = pieces(view.text(), &attribution.content);
        if content.is_empty() {
            continue;
        }
        events += 1;
        writer.event(events, attribution, &content);
    }
    writer.out
}

struct Writer<'a> {
    view: &'a View<'a>,
    out: String,
    spans: usize,
    attributes: usize,
    /// A source that serves several attributions is one annotation.
    sources: HashMap<Vec<Span>, usize>,
}

impl Writer<'_> {
    fn event(&mut self, number: usize, attribution: &Attribution, content: &[Span]) {
        let source = pieces(self.view.text(), &attribution.source);
        let cue = pieces(self.view.text(), &attribution.cue);

        let mut arguments = String::new();
        if !source.is_empty() {
            let known = self.sources.get(&source).copied();
            let id = known.unwrap_or_else(|| self.span("Source", &source));
            self.sources.insert(source.clone(), id);
            write!(arguments, " Source:T{id}").expect("a string takes all");
        }
        if !cue.is_empty() {
            let id = self.span("Cue", &cue);
            write!(arguments, " Cue:T{id}").expect("a string takes all");
        }
        let id = self.span("Content", content);
        write!(arguments, " Content:T{id}").expect("a string takes all");

        // The trigger stands on the cue, as in the corpus; an event must have one.
        let trigger = [&cue, &source].into_iter().find(|spans| !spans.is_empty());
        let trigger = trigger.map_or(content, |spans| spans);
        let kind = if source.is_empty() { "Attribution-no-source" } else { "Attribution" };
        let id = self.span(kind, trigger);
        self.line(format_args!("E{number}\t{kind}:T{id}{arguments}"));

        if attribution.nested_in.is_some() {
            self.attribute(format_args!("Nested E{number}"));
        }
        self.attribute(format_args!("Kind E{number} {}", names::kind(attribution.kind)));
        self.attribute(format_args!(
            "Polarity E{number} {}",
            names::polarity(attribution.polarity)
        ));
        self.attribute(format_args!("Confidence E{number} {}", band(attribution.confidence)));
        self.note(number, attribution);
    }

    fn span(&mut self, kind: &str, spans: &[Span]) -> usize {
        self.spans += 1;
        let character = |at| self.view.characters.character(at);
        let places: Vec<String> = spans
            .iter()
            .map(|span| format!("{} {}", character(span.start()), character(span.end())))
            .collect();
        let words: Vec<&str> = spans.iter().map(|span| self.view.words(*span)).collect();
        let id = self.spans;
        self.line(format_args!("T{id}\t{kind} {}\t{}", places.join(";"), words.join(" ")));
        id
    }

    fn attribute(&mut self, what: std::fmt::Arguments<'_>) {
        self.attributes += 1;
        let id = self.attributes;
        self.line(format_args!("A{id}\t{what}"));
    }

    /// What brat has no field for: who speaks, the chain, the exact confidence, what found it.
    fn note(&mut self, number: usize, attribution: &Attribution) {
        let mut remarks = Vec::new();
        if !attribution.voice.chain.is_empty() {
            let hands = attribution.voice.chain.iter().map(|hand| hand.name.as_str());
            remarks.push(hands.collect::<Vec<_>>().join(" ← "));
        }
        if let Some(said) = self.view.said(attribution) {
            remarks.push(format!("said {said}"));
        }
        remarks.push(format!("confidence {:.3}", attribution.confidence));
        remarks.push(names::found(&attribution.found));
        let remarks = crate::view::one_line(&remarks.join("; "));
        self.line(format_args!("#{number}\tAnnotatorNotes E{number}\t{remarks}"));
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        self.out.write_fmt(line).expect("a string takes all");
        self.out.push('\n');
    }
}

/// brat's attributes have a closed set of values.
fn band(confidence: f32) -> &'static str {
    match confidence {
        high if high >= 0.9 => "high",
        middle if middle >= 0.6 => "middle",
        _ => "low",
    }
}

/// The spans cut at line ends and control characters, without white space at the edges.
///
/// Control characters count because readers of such files take some of them (U+0085, U+2028 …)
/// for line ends, and the tab for the end of a field.
fn pieces(text: &str, spans: &[Span]) -> Vec<Span> {
    let mut pieces = Vec::new();
    for span in spans {
        let mut start = span.start();
        for (offset, character) in span.of(text).char_indices() {
            if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') {
                let end = span.start() + offset;
                pieces.push(Span::new(start, end));
                start = end + character.len_utf8();
            }
        }
        pieces.push(Span::new(start, span.end()));
    }
    pieces.iter().map(|piece| piece.trim(text)).filter(|piece| !piece.is_empty()).collect()
}
