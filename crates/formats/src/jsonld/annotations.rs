use sayso_text::Span;

use super::nodes::{Annotation, Node, Position, Quote, Target};
use super::{local, program};
use crate::View;

/// Characters before and after the words that a quote selector has, to find them again in a text
/// that was changed.
const AROUND: usize = 32;

/// The words of a span as a target: by themselves and by their place.
///
/// The Web Annotation model counts code points from 0, the end exclusive, as all our formats do.
pub(super) fn target(view: &View<'_>, base: &str, span: Span) -> Target {
    let text = view.text();
    let before = &text[..span.start()];
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let after = &text[span.end()..];
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    Target {
        kind: "SpecificResource",
        source: base.to_owned(),
        selector: (
            Quote {
                kind: "TextQuoteSelector",
                exact: view.words(span).to_owned(),
                prefix: before[start..].to_owned(),
                suffix: after[..end].to_owned(),
            },
            Position {
                kind: "TextPositionSelector",
                start: view.characters.character(span.start()),
                end: view.characters.character(span.end()),
            },
        ),
    }
}

/// An annotation that ties words of the article to something.
pub(super) fn annotation(
    view: &View<'_>,
    base: &str,
    body: &str,
    part: &'static str,
    spans: &[Span],
) -> Node {
    Node::Annotation(Annotation {
        id: format!("{body}-{part}"),
        kind: "Annotation",
        motivation: if part == "mentions" { "identifying" } else { "linking" },
        body: body.to_owned(),
        part: Some(part).filter(|part| *part != "mentions"),
        target: spans.iter().map(|span| target(view, base, *span)).collect(),
        generator: program(base),
    })
}

/// Where each entity is mentioned.
pub(super) fn mentions(view: &View<'_>, base: &str) -> Vec<Node> {
    let mentioned = view.reading.entities.iter().enumerate();
    mentioned
        .filter(|(_, entity)| !entity.mentions.is_empty())
        .map(|(number, entity)| {
            let body = local(base, "entity", number);
            annotation(view, base, &body, "mentions", &entity.mentions)
        })
        .collect()
}
