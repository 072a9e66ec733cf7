//! Article texts against gold, as the article-extraction benchmark scores them: multisets of
//! four-word shingles, precision and recall averaged over pages, F1 of the averages.

use std::collections::HashMap;

use regex::Regex;
use serde::{Deserialize, Serialize};

/// Precision, recall and F1 over pages, in percent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// Mean precision.
    pub p: f64,
    /// Mean recall.
    pub r: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

/// How the shingles of a page fit: hits, too many, missing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fit {
    hits: usize,
    extra: usize,
    missing: usize,
}

impl Fit {
    /// Compares a text with the gold.
    pub fn of(gold: &str, found: &str) -> Fit {
        let (gold, mut found) = (shingles(gold), shingles(found));
        let mut fit = Fit::default();
        for (shingle, count) in gold {
            let got = found.remove(&shingle).unwrap_or(0);
            fit.hits += count.min(got);
            fit.extra += got.saturating_sub(count);
            fit.missing += count.saturating_sub(got);
        }
        fit.extra += found.into_values().sum::<usize>();
        fit
    }

    /// F1 of this page alone, from 0 to 1.
    pub fn f1(self) -> f64 {
        let all = 2 * self.hits + self.extra + self.missing;
        if all == 0 { 1.0 } else { 2.0 * self.hits as f64 / all as f64 }
    }
}

/// The figures of pages.
pub fn score<'f>(fits: impl IntoIterator<Item = &'f Fit>) -> Extraction {
    let (mut p, mut r) = (Mean::default(), Mean::default());
    for fit in fits {
        p.add(fit.hits, fit.hits + fit.extra);
        r.add(fit.hits, fit.hits + fit.missing);
    }
    let (p, r) = (p.value(), r.value());
    let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    let percent = |value: f64| crate::figure::round(100.0 * value);
    Extraction { p: percent(p), r: percent(r), f1: percent(f1) }
}

#[derive(Default)]
struct Mean {
    sum: f64,
    count: usize,
}

impl Mean {
    /// Pages with nothing to share out count for nothing.
    fn add(&mut self, part: usize, all: usize) {
        if all > 0 {
            self.sum += part as f64 / all as f64;
            self.count += 1;
        }
    }

    fn value(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.sum / self.count as f64 }
    }
}

fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words = Regex::new(r"\w+").expect("a pattern that is right");
    let words: Vec<&str> = words.find_iter(text).map(|found| found.as_str()).collect();
    let mut shingles = HashMap::new();
    // A shorter text is one shingle, an empty one an empty one.
    let count = (words.len() + 1).saturating_sub(4).max(1);
    for start in 0..count {
        let shingle = words[start..(start + 4).min(words.len())].to_vec();
        *shingles.entry(shingle).or_default() += 1;
    }
    shingles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_the_benchmark_does() {
        let whole = Fit::of("a b c d e", "a b c d e");
        assert_eq!(score([&whole]), Extraction { p: 100.0, r: 100.0, f1: 100.0 });
        // Two shingles of three found, one of three extra.
        let part = Fit::of("a b c d e f", "x b c d e f");
        assert_eq!(part, Fit { hits: 2, extra: 1, missing: 1 });
        let none = Fit::of("a b c d e", "");
        assert_eq!(none, Fit { hits: 0, extra: 1, missing: 2 });
        assert_eq!(score([&whole, &none]), Extraction { p: 50.0, r: 50.0, f1: 50.0 });
    }
}
