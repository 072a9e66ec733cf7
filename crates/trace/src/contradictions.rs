//! What dispatches on one event tell otherwise: another figure, a denial, a quotation turned round.

use std::collections::{BTreeMap, HashMap, HashSet};

use sayso_text::Span;

use crate::digest::Word;
use crate::gathered::{Entry, Gathered};
use crate::parents::Parents;
use crate::statements::{Ground, Linked, Place};
use crate::trace::Contradiction;
use crate::vocabulary::{Vocabulary, WordId, number_word};

/// A figure with what it counts.
struct Quantity {
    item: u32,
    value: f64,
    unit: WordId,
    unit_word: String,
    context: Vec<WordId>,
    span: Span,
}

/// Figures of one unit that are compared.
const COMPARED: usize = 48;
/// Weight of what two sentences must have in common beside the unit.
const COMMON: f32 = 1.6;

pub(crate) fn contradictions(
    pile: &Gathered,
    parents: &Parents,
    items: &[u32],
    statements: &[Linked],
) -> Vec<Contradiction> {
    let mut found = figures(pile, parents, items);
    found.extend(denials(pile, statements));
    for linked in statements {
        for link in &linked.grounds {
            let copied = link.ground == Ground::Copy;
            if copied && linked.altered(link.a, link.b) && linked.places[link.a].mention.quoted {
                let (a, b) = (&linked.places[link.a], &linked.places[link.b]);
                found.push(Contradiction {
                    a: a.item,
                    b: b.item,
                    about: "what was said".to_owned(),
                    at: a.mention.span,
                    against: b.mention.span,
                });
            }
        }
    }
    let mut seen = HashSet::new();
    found.retain(|it| seen.insert((it.a.min(it.b), it.a.max(it.b), it.about.clone())));
    found
}

fn figures(pile: &Gathered, parents: &Parents, items: &[u32]) -> Vec<Contradiction> {
    let mut by_unit: HashMap<WordId, Vec<Quantity>> = HashMap::new();
    for item in items {
        // Copies contradict whom their source contradicts; an update speaks for itself.
        let own = parents.of[*item as usize].iter().all(|relation| {
            use crate::relation::How::{Correction, Update};
            matches!(pile.relations[*relation as usize].how, Update | Correction)
        });
        if own {
            for quantity in quantities(*item, &pile.entries[*item as usize], pile.vocabulary) {
                let list = by_unit.entry(quantity.unit).or_default();
                if list.len() < COMPARED {
                    list.push(quantity);
                }
            }
        }
    }
    let mut found = Vec::new();
    let mut units: Vec<_> = by_unit.into_iter().collect();
    units.sort_unstable_by_key(|(unit, _)| *unit);
    for (_, list) in &units {
        for (at, b) in list.iter().enumerate() {
            for a in &list[..at] {
                let repeats = list.iter().any(|it| {
                    it.value == b.value && it.item == a.item
                        || it.value == a.value && it.item == b.item
                });
                if a.item != b.item && a.value != b.value && !repeats {
                    let common = common(a, b, pile.vocabulary);
                    if common >= COMMON {
                        found.push(Contradiction {
                            a: a.item,
                            b: b.item,
                            about: format!(
                                "{}: {} or {}",
                                a.unit_word,
                                shown(a.value),
                                shown(b.value)
                            ),
                            at: a.span,
                            against: b.span,
                        });
                    }
                }
            }
        }
    }
    found
}

fn common(a: &Quantity, b: &Quantity, vocabulary: &Vocabulary) -> f32 {
    let shared = |stem: &&WordId| {
        b.context.contains(*stem) || b.context.iter().any(|other| vocabulary.akin(**stem, *other))
    };
    a.context.iter().filter(shared).map(|stem| vocabulary.get(*stem).weight).sum()
}

fn quantities(item: u32, entry: &Entry, vocabulary: &Vocabulary) -> Vec<Quantity> {
    /// Words on either side that say what is counted.
    const REACH: usize = 7;
    let words = &entry.digest.words;
    let lower =
        |word: &Word| entry.item.text[word.start as usize..word.end as usize].to_lowercase();
    let mut found = Vec::new();
    for sentence in &entry.digest.sentences {
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            let Some((value, length)) = number(
                sentence.words.clone().skip(at - sentence.words.start).map(|it| lower(&words[it])),
            ) else {
                at += 1;
                continue;
            };
            let end = at + length;
            let unit = (end..sentence.words.end.min(end + 2))
                .find(|it| vocabulary.get(words[*it].stem).weight > 0.0);
            let near = at.saturating_sub(REACH).max(sentence.words.start)
                ..(end + REACH).min(sentence.words.end);
            if let Some(unit) = unit.filter(|it| !words[*it].name && value > 1.0) {
                let context = near.filter(|it| {
                    let word = &words[*it];
                    let known = vocabulary.get(word.stem);
                    !(at..=unit).contains(it) && known.weight > 0.0 && !known.number && !word.name
                });
                found.push(Quantity {
                    item,
                    value,
                    unit: words[unit].stem,
                    unit_word: lower(&words[unit]),
                    context: context.map(|it| words[it].stem).collect(),
                    span: entry.digest.span(at..unit + 1),
                });
            }
            at = end;
        }
    }
    found
}

/// The number that a sentence goes on with, and of how many words it is.
fn number(words: impl Iterator<Item = String>) -> Option<(f64, usize)> {
    let (mut whole, mut part, mut length, mut pending) = (0.0, 0.0, 0, 0);
    for word in words.take(8) {
        let scale = match word.as_str() {
            "hundred" => 100.0,
            "thousand" => 1e3,
            "million" => 1e6,
            "billion" => 1e9,
            _ => 0.0,
        };
        if scale > 0.0 && length > 0 {
            if scale == 100.0 {
                part *= scale;
            } else {
                whole += part * scale;
                part = 0.0;
            }
        } else if let Some(value) = number_word(&word) {
            part += value as f64;
        } else if let Ok(value) = word.replace(',', "").parse::<f64>() {
            if length > 0 {
                break;
            }
            part += value;
        } else if word == "and" && length > 0 {
            pending += 1;
            continue;
        } else {
            break;
        }
        length += 1 + pending;
        pending = 0;
    }
    (length > 0).then_some((whole + part, length))
}

fn shown(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value}") }
}

/// A statement that says no where another says yes.
fn denials(pile: &Gathered, statements: &[Linked]) -> Vec<Contradiction> {
    let firsts: Vec<&Place> =
        statements.iter().filter_map(|linked| linked.first_place(pile)).collect();
    let mut by_stem: HashMap<WordId, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (at, b) in firsts.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for stem in &b.stems {
            for other in by_stem.get(stem).into_iter().flatten() {
                *shared.entry(*other).or_default() += 1;
            }
        }
        for (other, _) in shared.into_iter().filter(|(_, count)| *count >= 2) {
            let a = firsts[other];
            if a.item != b.item && a.denies(b, pile) {
                found.push(Contradiction {
                    a: a.item,
                    b: b.item,
                    about: "whether it is so".to_owned(),
                    at: a.mention.span,
                    against: b.mention.span,
                });
            }
        }
        for stem in &b.stems {
            let list = by_stem.entry(*stem).or_default();
            if list.len() < COMPARED {
                list.push(at);
            }
        }
    }
    found
}
