//! What dispatches on one event tell otherwise: another figure, a denial, a quotation turned round.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::figures::{differing, quantities};
use crate::gathered::Gathered;
use crate::parents::Parents;
use crate::statements::{Ground, Linked, Place};
use crate::trace::Contradiction;
use crate::vocabulary::WordId;

/// Statements with a word in common that are compared.
const COMPARED: usize = 48;

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
            if copied
                && linked.altered(link.a, link.b, pile)
                && linked.places[link.a].mention.quoted
            {
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

/// Other figures of the same thing.
fn figures(pile: &Gathered, parents: &Parents, items: &[u32]) -> Vec<Contradiction> {
    // Copies contradict whom their source contradicts; an update speaks for itself.
    let own = items.iter().copied().filter(|item| {
        parents.of[*item as usize].iter().all(|relation| {
            use crate::relation::How::{Correction, Update};
            matches!(pile.relations[*relation as usize].how, Update | Correction)
        })
    });
    let all = own.flat_map(|item| {
        quantities(item, &pile.entries[item as usize], pile.vocabulary).into_iter()
    });
    let told = differing(all.collect(), pile.vocabulary).into_iter();
    told.map(|(a, b)| Contradiction {
        a: a.item,
        b: b.item,
        about: format!("{}: {} or {}", a.counted, a.shown(), b.shown()),
        at: a.span,
        against: b.span,
    })
    .collect()
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
        for (other, count) in shared {
            let a = firsts[other];
            let enough = count >= 2 || a.mention.denied || b.mention.denied;
            if enough && a.item != b.item && a.denies(b, pile) {
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
