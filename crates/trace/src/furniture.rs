//! What an outlet prints under everything: share lines, tag lines, notices.

use std::collections::{HashMap, HashSet};

use crate::digest::Digest;
use crate::vocabulary::WordId;

/// Sentences that outlets repeat whatever the matter, learned as items come.
#[derive(Default)]
pub struct Furniture {
    /// By outlet and sentence: the items that had it first.
    seen: HashMap<(u32, u64), [u32; 2]>,
    known: HashSet<u64>,
}

const NONE: u32 = u32::MAX;
/// Shorter sentences recur by chance and tell little.
const SHORTEST: usize = 4;

impl Furniture {
    /// For each sentence of a dispatch, whether it is furniture.
    pub fn of(&self, digest: &Digest) -> Vec<bool> {
        digest.sentences.iter().map(|sentence| self.known.contains(&sentence.hash)).collect()
    }

    /// Learns from a new item of an outlet. `about_other` tells whether an earlier item is about
    /// another matter, `before` gives earlier items.
    pub fn learn(
        &mut self,
        outlet: u32,
        item: u32,
        digest: &Digest,
        about_other: impl Fn(u32) -> bool,
    ) {
        for sentence in digest.sentences.iter().filter(|it| it.words.len() >= SHORTEST) {
            if self.known.contains(&sentence.hash) {
                continue;
            }
            let seen = self.seen.entry((outlet, sentence.hash)).or_insert([NONE; 2]);
            if seen.iter().any(|earlier| *earlier != NONE && about_other(*earlier)) {
                self.known.insert(sentence.hash);
                self.seen.remove(&(outlet, sentence.hash));
            } else if let Some(free) = seen.iter_mut().find(|earlier| **earlier == NONE) {
                *free = item;
            }
        }
    }
}

/// Whether two dispatches, what they say word for word in common aside, name other things.
pub fn other_matter(a: &Digest, b: &Digest) -> bool {
    let sentences = |digest: &Digest| -> HashSet<u64> {
        digest.sentences.iter().map(|sentence| sentence.hash).collect()
    };
    let (left, right) = (sentences(a), sentences(b));
    let common: HashSet<u64> = left.intersection(&right).copied().collect();
    if 2 * common.len() > left.len().min(right.len()) + 1 {
        return false;
    }
    let names = |digest: &Digest| -> HashSet<WordId> {
        let own = digest.words.iter().filter(|word| {
            word.name && !common.contains(&digest.sentences[word.sentence as usize].hash)
        });
        own.map(|word| word.stem).collect()
    };
    let (left, right) = (names(a), names(b));
    let fewer = left.len().min(right.len());
    fewer > 0 && 2 * left.intersection(&right).count() <= fewer
}
