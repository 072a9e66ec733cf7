//! Which words two texts share: enough to tell that they speak of one matter.

use std::collections::{BTreeSet, HashMap};

/// Words that tell nothing of the matter.
const COMMON: [&str; 44] = [
    "about", "after", "also", "been", "before", "being", "could", "from", "have", "having", "into",
    "just", "more", "most", "much", "only", "other", "over", "said", "says", "should", "some",
    "such", "than", "that", "their", "them", "then", "there", "these", "they", "this", "those",
    "under", "upon", "very", "were", "what", "when", "which", "will", "with", "would", "your",
];

/// The words of a text that tell what it is about, in lower case, the ends of plurals cut.
pub(crate) fn telling(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let telling = words.filter(|word| {
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        (number || word.chars().count() > 3) && !word.is_empty() && !COMMON.contains(&word.as_str())
    });
    telling
        .map(|mut word| {
            if word.len() > 4 && word.ends_with('s') && !word.ends_with("ss") {
                word.pop();
            }
            word
        })
        .collect()
}

/// Sets of words, and which of them share most with another.
#[derive(Default)]
pub(crate) struct Matters {
    sets: Vec<BTreeSet<String>>,
    places: HashMap<String, Vec<usize>>,
}

/// A word of more sets than this tells nothing any more; it also bounds the work.
const EVERYWHERE: usize = 200;

impl Matters {
    /// Adds words to set number `set`, making it if it is the next.
    pub(crate) fn add(&mut self, set: usize, words: &BTreeSet<String>) {
        if set == self.sets.len() {
            self.sets.push(BTreeSet::new());
        }
        for word in words {
            if self.sets[set].insert(word.clone()) {
                self.places.entry(word.clone()).or_default().push(set);
            }
        }
    }

    /// Sets that share words with these, each with how many; the one that shares most first, of
    /// equals the latest.
    pub(crate) fn sharing(&self, words: &BTreeSet<String>) -> Vec<(usize, usize)> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for word in words {
            let places = self.places.get(word).map_or(&[][..], Vec::as_slice);
            for set in places.iter().rev().take(EVERYWHERE) {
                *shared.entry(*set).or_default() += 1;
            }
        }
        let mut shared: Vec<(usize, usize)> = shared.into_iter().collect();
        shared.sort_by_key(|(set, count)| (std::cmp::Reverse(*count), std::cmp::Reverse(*set)));
        shared
    }
}

/// How much of the smaller of two sets stands in the other, 0 to 1.
pub(crate) fn overlap(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f32 {
    let smaller = one.len().min(other.len());
    if smaller == 0 {
        return 0.0;
    }
    one.intersection(other).count() as f32 / smaller as f32
}
