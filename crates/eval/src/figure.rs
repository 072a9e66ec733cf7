//! Precision, recall and F1.

use serde::{Deserialize, Serialize};

/// Precision, recall and their harmonic mean, in percent, to two decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Of what was found, how much is right.
    pub p: f64,
    /// Of what is there, how much was found.
    pub r: f64,
    /// Harmonic mean.
    pub f1: f64,
}

impl Figure {
    /// From the number of hits, of things there and of things found.
    pub fn new(hits: usize, gold: usize, found: usize) -> Figure {
        let p = share(hits, found);
        let r = share(hits, gold);
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        Figure { p: round(100.0 * p), r: round(100.0 * r), f1: round(100.0 * f1) }
    }
}

/// `part` of `all`, 0 where there is nothing.
pub fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}

/// To two decimals.
pub fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Of sorted values, the one that so large a share doesn't exceed, to two decimals; 0 of none.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    round(sorted.get((last as f64 * share) as usize).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_found_is_no_division_by_zero() {
        assert_eq!(Figure::new(0, 0, 0), Figure::default());
        assert_eq!(Figure::new(1, 2, 3), Figure { p: 33.33, r: 50.0, f1: 40.0 });
    }
}
