//! Spans as sets of words, so that punctuation at their edges doesn't matter.

use std::collections::BTreeSet;

use sayso_text::{Span, words};

/// Indices of words of a text.
pub type WordSet = BTreeSet<u32>;

/// The words of a text, to be asked for by bytes or by Unicode characters.
pub struct WordIndex {
    bytes: Vec<Span>,
    characters: Vec<Span>,
}

impl WordIndex {
    /// The words of `text`.
    pub fn new(text: &str) -> WordIndex {
        let bytes = words(text);
        let (mut at, mut seen) = (0, 0);
        let mut count_to = |byte: usize| {
            seen += text[at..byte].chars().count();
            at = byte;
            seen
        };
        let characters = bytes
            .iter()
            .map(|word| {
                let start = count_to(word.start());
                Span::new(start, count_to(word.end()))
            })
            .collect();
        WordIndex { bytes, characters }
    }

    /// The words that spans of bytes touch.
    pub fn of_spans<'s>(&self, spans: impl IntoIterator<Item = &'s Span>) -> WordSet {
        spans.into_iter().flat_map(|s| touched(&self.bytes, s.start(), s.end())).collect()
    }

    /// The words that ranges of Unicode characters touch.
    pub fn of_characters(&self, ranges: impl IntoIterator<Item = (usize, usize)>) -> WordSet {
        let ranges = ranges.into_iter();
        ranges.flat_map(|(start, end)| touched(&self.characters, start, end)).collect()
    }
}

fn touched(words: &[Span], start: usize, end: usize) -> std::ops::Range<u32> {
    let first = words.partition_point(|word| word.end() <= start) as u32;
    let last = words.partition_point(|word| word.start() < end) as u32;
    if start < end { first..last } else { 0..0 }
}

/// Shared words of all words; 1 for two empty sets.
pub fn jaccard(one: &WordSet, other: &WordSet) -> f64 {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len() - shared;
    if all == 0 { 1.0 } else { shared as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_characters_agree() {
        let text = "“Zoë,” she said—twice";
        let index = WordIndex::new(text);
        assert_eq!(index.of_characters([(0, 6)]), WordSet::from([0]));
        assert_eq!(index.of_spans(&[Span::new(0, "“Zoë,”".len())]), WordSet::from([0]));
        assert_eq!(index.of_characters([(8, 12), (15, 20)]), WordSet::from([1, 2, 3]));
        assert!(index.of_characters([(4, 6), (3, 3)]).is_empty());
    }

    #[test]
    fn two_empty_sets_agree() {
        let one = WordSet::from([1, 2]);
        assert_eq!(jaccard(&WordSet::new(), &WordSet::new()), 1.0);
        assert_eq!(jaccard(&one, &WordSet::new()), 0.0);
        assert_eq!(jaccard(&one, &WordSet::from([2, 3, 4])), 0.25);
    }
}
