//! Whether a confidence of 0.8 is right eight times in ten.

use serde::{Deserialize, Serialize};

use crate::figure::round;

/// A confidence and whether it proved right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// 0 to 1.
    pub confidence: f64,
    /// Whether the attribution is linked.
    pub right: bool,
}

/// One bin of a reliability table, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Lowest confidence.
    pub from: f64,
    /// Highest confidence.
    pub to: f64,
    /// How many fell into it.
    pub count: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// How many of them were right.
    pub right: f64,
}

/// A reliability table with its expected calibration error, in percent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Mean distance of confidence and rightness, weighted by count.
    pub error: f64,
    /// Bins that hold something, lowest first.
    pub bins: Vec<Bin>,
}

/// How many bins a table has.
const BINS: usize = 10;

/// The table with bins of equal width.
pub fn by_width(outcomes: &[Outcome]) -> Reliability {
    let mut bins = vec![Vec::new(); BINS];
    for outcome in outcomes {
        let bin = (outcome.confidence * BINS as f64) as usize;
        bins[bin.min(BINS - 1)].push(*outcome);
    }
    table(outcomes.len(), bins)
}

/// The table with bins of equal count.
pub fn by_count(outcomes: &[Outcome]) -> Reliability {
    let mut sorted = outcomes.to_vec();
    sorted.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let all = sorted.len();
    let bin = |n: usize| sorted[all * n / BINS..all * (n + 1) / BINS].to_vec();
    table(all, (0..BINS).map(bin).collect())
}

fn table(all: usize, bins: Vec<Vec<Outcome>>) -> Reliability {
    let mut reliability = Reliability::default();
    for bin in bins.iter().filter(|bin| !bin.is_empty()) {
        let count = bin.len() as f64;
        let confidence = bin.iter().map(|o| o.confidence).sum::<f64>() / count;
        let right = bin.iter().filter(|o| o.right).count() as f64 / count;
        let bound = |pick: fn(f64, f64) -> f64, start| {
            bin.iter().map(|outcome| outcome.confidence).fold(start, pick)
        };
        reliability.error += (confidence - right).abs() * count / all as f64;
        reliability.bins.push(Bin {
            from: round(100.0 * bound(f64::min, 1.0)),
            to: round(100.0 * bound(f64::max, 0.0)),
            count: bin.len(),
            confidence: round(100.0 * confidence),
            right: round(100.0 * right),
        });
    }
    reliability.error = round(100.0 * reliability.error);
    reliability
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(confidence: f64, right: usize, wrong: usize) -> Vec<Outcome> {
        let one = |right| Outcome { confidence, right };
        [vec![one(true); right], vec![one(false); wrong]].concat()
    }

    #[test]
    fn the_error_is_the_mean_distance() {
        let all = [outcomes(0.95, 90, 10), outcomes(0.55, 60, 40)].concat();
        let table = by_width(&all);
        assert_eq!(table.error, 5.0);
        assert_eq!(table.bins.len(), 2);
        assert_eq!(by_count(&all).bins.len(), 10);
        assert_eq!(by_width(&[]).error, 0.0);
    }
}
