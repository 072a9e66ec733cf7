//! The index of copies by itself, for piles of which nothing else is wanted: near-duplicates and
//! lifted passages, found as items arrive, in some hundreds of bytes an item.

use rustc_hash::FxHashMap;

use crate::digest::Digest;
use crate::index::Index;
use crate::store::Keys;
use crate::tracer::shingles;
use crate::vocabulary::Vocabulary;

/// Word sequences of dispatches, to find those that share some (winnowing; Schleimer, Wilkerson and
/// Aiken 2003). Two texts with ten words in a row in common are found.
pub struct CopyIndex {
    index: Index,
    vocabulary: Vocabulary,
    items: u32,
}

/// An earlier item that shares word sequences with a new one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// Its number, from 0 in the order of adding.
    pub item: u32,
    /// The share of the new item's word sequences that it has.
    pub share: f32,
}

/// Words of the vocabulary from which on it is begun anew; it only saves work.
const VOCABULARY: usize = 1 << 18;

impl Default for CopyIndex {
    fn default() -> CopyIndex {
        let keys = Keys::Shingles;
        let index = Index::new(keys.bound(), keys.latest());
        CopyIndex { index, vocabulary: Vocabulary::default(), items: 0 }
    }
}

impl CopyIndex {
    /// An empty index.
    pub fn new() -> CopyIndex {
        CopyIndex::default()
    }

    /// How many items were added.
    pub fn len(&self) -> usize {
        self.items as usize
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.items == 0
    }

    /// Bytes that the index takes.
    pub fn bytes(&self) -> usize {
        self.index.bytes()
    }

    /// Adds a text; gives back the earlier ones that share word sequences with it, the one that
    /// shares most first. Sequences that very many items have count for nothing.
    pub fn add(&mut self, text: &str) -> Vec<Near> {
        if self.vocabulary.len() > VOCABULARY {
            self.vocabulary = Vocabulary::default();
        }
        let digest = Digest::of(text, "", &mut self.vocabulary);
        let shingles = shingles(&digest, &vec![false; digest.sentences.len()]);
        let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
        for shingle in &shingles {
            let (items, rare) = self.index.get(*shingle);
            for item in items.into_iter().filter(|_| rare) {
                *shared.entry(item).or_default() += 1;
            }
        }
        for shingle in &shingles {
            self.index.add(*shingle, self.items);
        }
        self.items += 1;
        let share = |count: u32| count as f32 / shingles.len().max(1) as f32;
        let mut near: Vec<Near> =
            shared.into_iter().map(|(item, count)| Near { item, share: share(count) }).collect();
        near.sort_unstable_by(|a, b| b.share.total_cmp(&a.share).then(a.item.cmp(&b.item)));
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_words_in_a_row_are_found_and_three_are_chance() {
        let mut index = CopyIndex::new();
        let first = "The ferry lay on the sand until the morning tide lifted her off again";
        assert_eq!(index.add(first), []);
        let lifted = "Boats were late because the ferry lay on the sand until the morning tide";
        assert_eq!(index.add(lifted)[0].item, 0);
        assert_eq!(index.add("The mayor lay on the beach and read a book about tides"), []);
    }
}
