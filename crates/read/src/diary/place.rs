//! Where an announced event is, and who takes part.

use super::Desk;
use crate::EntityKind;
use sayso_text::Span;

/// Words that lead to a place.
const LEADS: &[&str] = &["in", "at", "to", "near", "outside"];

/// The place that a clause names: what "in", "at" or "to" leads to and begins with a capital,
/// "in" before the others.
pub(super) fn place(desk: &Desk, clause: Span) -> Option<Span> {
    let text = desk.text;
    let words: Vec<Span> = desk.layout.words[desk.layout.words_in(clause)].to_vec();
    let named =
        |at: usize| words.get(at).is_some_and(|word| word.of(text).starts_with(char::is_uppercase));
    let mut best: Option<(usize, Span)> = None;
    for (at, word) in words.iter().enumerate() {
        let Some(rank) = LEADS.iter().position(|lead| *lead == word.of(text)) else { continue };
        let first = if words.get(at + 1).is_some_and(|next| next.of(text) == "the") {
            at + 2
        } else {
            at + 1
        };
        if !named(first) || timed(desk, words[first]) {
            continue;
        }
        let mut last = first;
        while named(last + 1)
            && joined(text, words[last], words[last + 1])
            && !timed(desk, words[last + 1])
        {
            last += 1;
        }
        // "Moscow's Red Square": the mark between is no border.
        let span = Span::new(words[first].start(), words[last].end());
        if best.is_none_or(|(other, _)| rank < other) {
            best = Some((rank, span));
        }
    }
    best.map(|(_, span)| span)
}

/// Whether two words belong to one name.
fn joined(text: &str, first: Span, second: Span) -> bool {
    matches!(&text[first.end()..second.start()], " " | "-" | "'" | "’")
}

fn timed(desk: &Desk, word: Span) -> bool {
    let at = desk.times_in(Span::new(word.start(), word.end()));
    !at.is_empty()
        || at
            .start
            .checked_sub(1)
            .is_some_and(|before| desk.reading.times[before].span.overlaps(word))
}

/// People and bodies that a clause names.
pub(super) fn participants(desk: &Desk, clause: Span) -> Vec<Span> {
    let acting = |kind: EntityKind| {
        matches!(kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Government)
    };
    let mut found: Vec<Span> = Vec::new();
    for entity in desk.reading.entities.iter().filter(|entity| acting(entity.kind)) {
        let first = entity.mentions.partition_point(|mention| mention.start() < clause.start());
        found.extend(entity.mentions.get(first).filter(|mention| clause.contains(**mention)));
    }
    found.sort();
    found
}
