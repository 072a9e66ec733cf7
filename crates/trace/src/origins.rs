//! How many first hands a statement has.

use std::collections::HashMap;

use crate::credits::CreditKind;
use crate::gathered::Gathered;
use crate::parents::Parents;
use crate::statements::{Linked, Place};

/// From whom one place of a statement has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Had {
    pub place: usize,
    pub from: usize,
    pub why: Why,
}

/// Why a place is thought to have a statement from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// The dispatch is a copy of the other.
    Copy,
    /// The sentence names the other's outlet.
    Credit,
    /// The same words of somebody who is not named.
    Anonymous,
}

/// The origins of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origins {
    /// Places, each origin's together.
    pub groups: Vec<Vec<usize>>,
    pub had: Vec<Had>,
}

pub(crate) fn origins(pile: &Gathered, parents: &Parents, linked: &Linked) -> Origins {
    let places = &linked.places;
    let mut had = Vec::new();
    let mut by_item: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        by_item.entry(place.item).or_default().push(at);
    }
    for (at, place) in places.iter().enumerate() {
        if let Some(from) = from_parent(pile, parents, linked, &by_item, at) {
            had.push(Had { place: at, from, why: Why::Copy });
        } else if let Some(from) = from_credited(pile, places, at) {
            had.push(Had { place: at, from, why: Why::Credit });
        } else if place.mention.speaker.anonymous {
            let same = |other: &Place| other.mention.quoted && other.mention.speaker.anonymous;
            let earlier = (0..at).find(|other| {
                place.mention.quoted
                    && places[*other].item != place.item
                    && same(&places[*other])
                    && alike(pile, place, &places[*other])
            });
            had.extend(earlier.map(|from| Had { place: at, from, why: Why::Anonymous }));
        }
    }
    let mut up: Vec<usize> = (0..places.len()).collect();
    fn find(up: &mut [usize], mut at: usize) -> usize {
        while up[at] != at {
            up[at] = up[up[at]];
            at = up[at];
        }
        at
    }
    for Had { place, from, .. } in &had {
        let (a, b) = (find(&mut up, *place), find(&mut up, *from));
        up[a.max(b)] = a.min(b);
    }
    // One dispatch hears a statement once.
    for same in by_item.values() {
        for pair in same.windows(2) {
            let (a, b) = (find(&mut up, pair[0]), find(&mut up, pair[1]));
            up[a.max(b)] = a.min(b);
        }
    }
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for at in 0..places.len() {
        groups.entry(find(&mut up, at)).or_default().push(at);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort_unstable();
    Origins { groups, had }
}

/// The place in a parent, or in an ancestor, that this one repeats.
fn from_parent(
    pile: &Gathered,
    parents: &Parents,
    linked: &Linked,
    by_item: &HashMap<u32, Vec<usize>>,
    at: usize,
) -> Option<usize> {
    let item = linked.places[at].item;
    let (mut waiting, mut seen) = (vec![item], vec![item]);
    let mut best: Option<(i64, usize)> = None;
    while let Some(here) = waiting.pop() {
        for relation in &parents.of[here as usize] {
            let relation = &pile.relations[*relation as usize];
            if seen.contains(&relation.of) {
                continue;
            }
            seen.push(relation.of);
            match by_item.get(&relation.of) {
                Some(places) => {
                    let near = nearness(pile, linked, at, relation.of);
                    best = best.max(places.first().map(|place| (near, *place)));
                }
                None => waiting.push(relation.of),
            }
        }
    }
    best.map(|(_, place)| place)
}

/// How much of the paragraph around a place stands in another item: of two parents that both have
/// the sentence, the one whose line carries it.
fn nearness(pile: &Gathered, linked: &Linked, at: usize, other: u32) -> i64 {
    let place = &linked.places[at];
    let entry = &pile.entries[place.item as usize];
    let words = entry.digest.words_in(place.mention.span);
    let near = words.start.saturating_sub(12)..(words.end + 12).min(entry.digest.words.len());
    let pair = pile.entries[other as usize].relations.iter().find_map(|relation| {
        let relation = &pile.relations[*relation as usize];
        (relation.copy == place.item && relation.of == other).then_some(relation)
    });
    let Some(relation) = pair else { return 0 };
    let within = |range: &std::ops::Range<usize>| {
        range.end.min(near.end).saturating_sub(range.start.max(near.start)) as i64
    };
    relation.passages.iter().map(within).sum()
}

/// The place of the outlet that the sentence names, where it has the statement itself.
fn from_credited(pile: &Gathered, places: &[Place], at: usize) -> Option<usize> {
    let place = &places[at];
    let entry = &pile.entries[place.item as usize];
    let first = entry.digest.words_in(place.mention.span).start;
    let sentence = entry.digest.words.get(first)?.sentence as usize;
    let paragraph = entry.digest.sentences[sentence].paragraph;
    let named = |other: &Place| {
        let outlet = pile.entries[other.item as usize].outlet;
        let Some(outlet) = outlet.filter(|outlet| entry.outlet != Some(*outlet)) else {
            return false;
        };
        let names = &pile.outlets.names[outlet as usize];
        names.credits(&entry.item.text, &entry.digest).iter().any(|credit| {
            credit.kind == CreditKind::Inline
                && (credit.sentence == sentence
                    || place.mention.quoted
                        && entry.digest.sentences[credit.sentence].paragraph == paragraph)
        })
    };
    let issued = |other: &usize| {
        pile.entries[places[*other].item as usize].item.issued.map(|it| it.seconds())
    };
    (0..places.len())
        .filter(|other| places[*other].item != place.item && named(&places[*other]))
        .min_by_key(issued)
}

fn alike(pile: &Gathered, a: &Place, b: &Place) -> bool {
    let text = |place: &Place| {
        let entry = &pile.entries[place.item as usize];
        let words = entry.digest.words_in(place.mention.span);
        entry.digest.words[words].iter().map(|word| word.form).collect::<Vec<_>>()
    };
    text(a) == text(b)
}
