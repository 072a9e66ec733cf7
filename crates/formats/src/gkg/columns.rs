use std::collections::HashSet;
use std::fmt::Write;

use sayso_read::{Attribution, EntityKind, Kind};
use sayso_text::Span;

use super::clean;
use crate::View;
use crate::view::one_line;

/// What separates names, and a name from its offset.
const OF_NAMES: &[char] = &[';', ',', '#'];
/// What separates quotations, and the fields of one.
const OF_QUOTATIONS: &[char] = &['#', '|'];

pub(super) fn is_person(kind: EntityKind) -> bool {
    kind == EntityKind::Person
}

pub(super) fn is_body(kind: EntityKind) -> bool {
    !matches!(kind, EntityKind::Person | EntityKind::Place)
}

/// A name without what separates.
pub(super) fn name(words: &str) -> String {
    one_line(&clean(words, OF_NAMES))
}

/// The names of entities, each once.
pub(super) fn names(view: &View<'_>, wanted: impl Fn(EntityKind) -> bool) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    for entity in view.reading.entities.iter().filter(|entity| wanted(entity.kind)) {
        let name = name(&entity.name);
        if !name.is_empty() && known.insert(name.clone()) {
            names.push(name);
        }
    }
    names.join(";")
}

/// Every mention of entities, under the entity's name, in the order of the text.
pub(super) fn mentions(view: &View<'_>, wanted: impl Fn(EntityKind) -> bool) -> String {
    let mut found: Vec<(usize, String)> = Vec::new();
    for entity in view.reading.entities.iter().filter(|entity| wanted(entity.kind)) {
        let name = name(&entity.name);
        if !name.is_empty() {
            let offsets = entity.mentions.iter().map(|it| view.characters.character(it.start()));
            found.extend(offsets.map(|offset| (offset, name.clone())));
        }
    }
    found.sort();
    let blocks: Vec<String> =
        found.iter().map(|(offset, name)| format!("{name},{offset}")).collect();
    blocks.join(";")
}

/// The pieces of an attribution that the column of quotations has: those of direct speech.
pub(super) fn quoted<'v>(
    view: &'v View<'_>,
    attribution: &'v Attribution,
) -> impl Iterator<Item = Span> {
    let pieces = attribution.content.iter().filter(|_| attribution.kind == Kind::Direct);
    pieces.copied().filter(|piece| !clean(view.words(*piece), OF_QUOTATIONS).trim().is_empty())
}

/// offset|length|verb|quote, a block for each piece of direct speech.
pub(super) fn quotations(view: &View<'_>) -> String {
    let mut column = String::new();
    for attribution in &view.reading.attributions {
        let cue: Vec<&str> = attribution.cue.iter().map(|span| view.words(*span)).collect();
        let verb = one_line(&clean(&cue.join(" "), OF_QUOTATIONS));
        for piece in quoted(view, attribution) {
            let quote = clean(view.words(piece), OF_QUOTATIONS);
            let offset = view.characters.character(piece.start());
            let length = quote.chars().count();
            let separator = if column.is_empty() { "" } else { "#" };
            write!(column, "{separator}{offset}|{length}|{verb}|{quote}")
                .expect("a string takes all");
        }
    }
    column
}

/// The elements that GDELT itself writes into its column of extras, and no other.
pub(super) fn extras(view: &View<'_>) -> String {
    let mut extras = String::new();
    let mut add = |element: &str, words: &str| {
        if !words.is_empty() {
            write!(extras, "<{element}>{}</{element}>", escaped(words))
                .expect("a string takes all");
        }
    };
    let mut authors: Vec<String> = Vec::new();
    let byline = view.reading.publisher.as_ref().map_or(&[][..], |publisher| &publisher.byline);
    for author in view.about.authors.iter().chain(byline) {
        let author = one_line(&clean(author, &[';']));
        if !author.is_empty() && !authors.contains(&author) {
            authors.push(author);
        }
    }
    if view.published().is_some()
        && let Some(moment) = super::moment(view)
    {
        add("PAGE_PRECISEPUBTIMESTAMP", &moment);
    }
    add("PAGE_AUTHORS", &authors.join(";"));
    add("PAGE_TITLE", &one_line(&clean(view.about.title.unwrap_or_default(), &[])));
    extras
}

/// For XML; what XML can't hold is gone already, or left out here.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}
