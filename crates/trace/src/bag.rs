//! What a dispatch is about, as weighted words.

use rustc_hash::FxHashMap;

use crate::digest::Digest;
use crate::vocabulary::{Vocabulary, WordId};

/// A pile of few dispatches is weighed as if so many others had come before.
const BEFORE: f32 = 5_000.0;

/// How much a stem tells of what a dispatch is about, where `seen` of `items` dispatches have it.
pub fn rarity(stem: WordId, seen: u32, items: u32, vocabulary: &Vocabulary) -> f32 {
    // The share of all news that has the word, by its class alone.
    let known = match vocabulary.get(stem).weight {
        0.0 => 1.0,
        w if w < 0.5 => 0.1,
        w if w < 0.8 => 0.03,
        w if w < 1.1 => 0.008,
        _ => 0.000_2,
    };
    ((BEFORE + items as f32) / (known * BEFORE + seen as f32 + 1.0)).ln().max(0.0)
}

/// The words of a dispatch with how much each tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bag {
    /// Stems in rising order with their weight: how often, and how rare when the dispatch came.
    pub words: Vec<(WordId, f32)>,
    /// Root of the sum of the squared weights.
    length: f32,
}

impl Bag {
    /// The words of a dispatch that carry matter, with how often they stand there; of furniture none.
    pub fn counts(
        digest: &Digest,
        furniture: &[bool],
        vocabulary: &Vocabulary,
    ) -> Vec<(WordId, f32)> {
        let mut counts: FxHashMap<WordId, f32> = FxHashMap::default();
        for word in &digest.words {
            let entry = vocabulary.get(word.stem);
            if furniture[word.sentence as usize] || entry.weight == 0.0 {
                continue;
            }
            let gain = match (word.name, entry.number) {
                (true, _) => 1.5,
                (_, true) => 0.4,
                _ => 1.0,
            };
            *counts.entry(word.stem).or_default() += gain;
        }
        for stem in &digest.title {
            *counts.entry(*stem).or_default() += 1.0;
        }
        let mut words: Vec<_> =
            counts.into_iter().map(|(stem, count)| (stem, (1.0 + count).ln())).collect();
        words.sort_unstable_by_key(|(stem, _)| *stem);
        words
    }

    /// A bag of stems in rising order with their weights.
    pub fn of(words: Vec<(WordId, f32)>) -> Bag {
        let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        Bag { words, length }
    }

    /// The stems that tell most, the most telling first.
    pub fn terms(&self, most: usize) -> Vec<WordId> {
        let mut terms: Vec<_> = self.words.iter().map(|(stem, weight)| (*weight, *stem)).collect();
        terms.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        terms.into_iter().take(most).map(|(_, stem)| stem).collect()
    }

    /// The names and other rare words alone.
    pub fn names(&self, vocabulary: &Vocabulary) -> Bag {
        let telling = |stem: WordId| {
            let known = vocabulary.get(stem);
            known.weight > 1.2 && !known.number
        };
        Bag::of(self.words.iter().copied().filter(|(stem, _)| telling(*stem)).collect())
    }

    /// Likeness of what two dispatches are about, 0 to 1 (cosine of weighted words).
    pub fn likeness(&self, other: &Bag) -> f32 {
        let (mut a, mut b) = (self.words.iter().peekable(), other.words.iter().peekable());
        let mut common = 0.0;
        while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
            match left.0.cmp(&right.0) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    common += left.1 * right.1;
                    a.next();
                    b.next();
                }
            }
        }
        let lengths = self.length * other.length;
        if lengths > 0.0 { common / lengths } else { 0.0 }
    }
}
