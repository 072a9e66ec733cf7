//! What a dispatch is about, as weighted words.

use std::collections::HashMap;

use crate::digest::Digest;
use crate::vocabulary::{Vocabulary, WordId};

/// In how many dispatches words stood so far, with what is known of the language beforehand.
#[derive(Default)]
pub struct Rarity {
    items: f32,
    counts: Vec<u32>,
}

/// A pile of few dispatches is weighed as if so many others had come before.
const BEFORE: f32 = 5_000.0;

impl Rarity {
    /// Notes the words of one more dispatch.
    pub fn add(&mut self, bag: &Bag) {
        self.items += 1.0;
        for (stem, _) in &bag.words {
            let at = *stem as usize;
            if at >= self.counts.len() {
                self.counts.resize(at + 1, 0);
            }
            self.counts[at] += 1;
        }
    }

    /// How much a stem tells of what a dispatch is about.
    pub fn of(&self, stem: WordId, vocabulary: &Vocabulary) -> f32 {
        // The share of all news that has the word, by its class alone.
        let known = match vocabulary.get(stem).weight {
            0.0 => 1.0,
            w if w < 0.5 => 0.1,
            w if w < 0.8 => 0.03,
            w if w < 1.1 => 0.008,
            _ => 0.000_2,
        };
        let seen = self.counts.get(stem as usize).copied().unwrap_or_default() as f32;
        ((BEFORE + self.items) / (known * BEFORE + seen + 1.0)).ln().max(0.0)
    }
}

/// The words of a dispatch with how often they stand there.
#[derive(Clone, Debug, Default)]
pub struct Bag {
    /// By stem, in rising order.
    pub words: Vec<(WordId, f32)>,
}

impl Bag {
    /// The words of a dispatch that carry matter; of furniture none.
    pub fn of(digest: &Digest, furniture: &[bool], vocabulary: &Vocabulary) -> Bag {
        let mut counts: HashMap<WordId, f32> = HashMap::new();
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
        Bag { words }
    }

    /// The stems that tell most, the most telling first.
    pub fn terms(&self, most: usize, rarity: &Rarity, vocabulary: &Vocabulary) -> Vec<WordId> {
        let mut terms: Vec<_> = self
            .words
            .iter()
            .map(|(stem, count)| (count * rarity.of(*stem, vocabulary), *stem))
            .collect();
        terms.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        terms.into_iter().take(most).map(|(_, stem)| stem).collect()
    }

    /// Likeness of what two dispatches are about, 0 to 1 (cosine of weighted words).
    pub fn likeness(&self, other: &Bag, rarity: &Rarity, vocabulary: &Vocabulary) -> f32 {
        let weight = |(stem, count): &(WordId, f32)| count * rarity.of(*stem, vocabulary);
        let length = |bag: &Bag| bag.words.iter().map(|it| weight(it).powi(2)).sum::<f32>().sqrt();
        let (mut a, mut b) = (self.words.iter().peekable(), other.words.iter().peekable());
        let mut common = 0.0;
        while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
            match left.0.cmp(&right.0) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    common += weight(left) * weight(right);
                    a.next();
                    b.next();
                }
            }
        }
        let lengths = length(self) * length(other);
        if lengths > 0.0 { common / lengths } else { 0.0 }
    }
}
