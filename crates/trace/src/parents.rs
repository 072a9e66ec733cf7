//! From whom each dispatch has its words: of all that share them, the nearest hand.

use std::ops::Range;

use crate::gathered::Gathered;
use crate::relation::{How, Relation};

/// Parents of each item, as numbers of relations; mostly one, two where agencies are merged.
pub(crate) struct Parents {
    pub of: Vec<Vec<u32>>,
}

/// Candidates that cover the copy nearly as well as the best one.
const NEARLY: f32 = 0.04;
/// A credited candidate is preferred if it covers so much of what the best one does.
const CREDITED: f32 = 0.6;
/// Words of a passage that a first parent doesn't have and a second one does.
const OWN_PASSAGE: usize = 10;

impl Parents {
    pub fn choose(pile: &Gathered) -> Parents {
        let count = pile.entries.len();
        let mut parents = Parents { of: vec![Vec::new(); count] };
        let mut candidates: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (number, relation) in pile.relations.iter().enumerate() {
            candidates[relation.copy as usize].push(number as u32);
        }
        // Sure directions first: where clock and credit lead round in a circle, the weakest link
        // is left out.
        let mut order: Vec<usize> =
            (0..count).filter(|item| !candidates[*item].is_empty()).collect();
        let sure = |item: &usize| {
            let relations = candidates[*item].iter().map(|at| &pile.relations[*at as usize]);
            relations.map(|relation| (relation.credit, relation.known)).max()
        };
        order.sort_by_key(|item| (std::cmp::Reverse(sure(item)), *item));
        for item in &order {
            let ranked = rank(pile, &candidates[*item]);
            let first = ranked
                .iter()
                .find(|at| !parents.leads(pile, pile.relations[**at as usize].of, *item as u32));
            parents.of[*item].extend(first);
        }
        let roots: Vec<u32> = (0..count as u32).map(|item| parents.root(pile, item)).collect();
        for item in order {
            let Some(first) = parents.of[item].first().copied() else { continue };
            let family = roots[item];
            let mut covered: Vec<Range<usize>> = candidates[item]
                .iter()
                .map(|at| &pile.relations[*at as usize])
                .filter(|relation| roots[relation.of as usize] == family)
                .flat_map(|relation| relation.passages.iter().cloned())
                .collect();
            for at in rank(pile, &candidates[item]) {
                let relation = &pile.relations[at as usize];
                let other = roots[relation.of as usize] != family && at != first;
                if other
                    && adds(relation, &covered)
                    && !parents.leads(pile, relation.of, item as u32)
                {
                    parents.of[item].push(at);
                    covered.extend(relation.passages.iter().cloned());
                }
            }
        }
        parents
    }

    /// Whether going from parent to parent leads from `from` to `to`.
    fn leads(&self, pile: &Gathered, from: u32, to: u32) -> bool {
        let mut seen = vec![from];
        let mut at = 0;
        while at < seen.len() {
            if seen[at] == to {
                return true;
            }
            for relation in &self.of[seen[at] as usize] {
                let of = pile.relations[*relation as usize].of;
                if !seen.contains(&of) {
                    seen.push(of);
                }
            }
            at += 1;
        }
        false
    }

    fn root(&self, pile: &Gathered, mut item: u32) -> u32 {
        while let Some(relation) = self.of[item as usize].first() {
            item = pile.relations[*relation as usize].of;
        }
        item
    }
}

/// The best candidate first.
fn rank(pile: &Gathered, candidates: &[u32]) -> Vec<u32> {
    let relation = |at: &u32| &pile.relations[*at as usize];
    let best = candidates.iter().map(|at| relation(at).coverage).fold(0.0, f32::max);
    let mut ranked = candidates.to_vec();
    let copies_another = |at: &u32| {
        // Of two that serve alike, the one that isn't itself a copy of the other.
        let of = relation(at).of;
        pile.entries[of as usize].relations.iter().any(|other| {
            let other = &pile.relations[*other as usize];
            other.copy == of
                && other.known
                && candidates.iter().any(|at| relation(at).of == other.of)
        })
    };
    ranked.sort_by(|a, b| {
        let key = |at: &u32| {
            let it = relation(at);
            let version = matches!(it.how, How::Update | How::Correction);
            let enough = it.coverage >= CREDITED * best;
            let credit = it.credit.filter(|_| enough);
            let near = it.coverage >= best - NEARLY;
            (version, credit, it.known, it.clock_agrees, near)
        };
        let (one, other) = (relation(a), relation(b));
        let steps = |it: &Relation| ((best - it.coverage).max(0.0) / NEARLY) as u32;
        key(b).cmp(&key(a)).then_with(|| {
            (steps(one), copies_another(a), issued(pile, one), one.of).cmp(&(
                steps(other),
                copies_another(b),
                issued(pile, other),
                other.of,
            ))
        })
    });
    ranked
}

fn issued(pile: &Gathered, relation: &Relation) -> i64 {
    let issued = pile.entries[relation.of as usize].item.issued;
    issued.map_or(i64::MAX, |moment| moment.seconds())
}

/// Whether a candidate has a passage of the copy that is not accounted for.
fn adds(relation: &Relation, covered: &[Range<usize>]) -> bool {
    relation.passages.iter().any(|passage| {
        let known = |at: usize| covered.iter().any(|range| range.contains(&at));
        passage.clone().filter(|at| !known(*at)).count() >= OWN_PASSAGE
    })
}
