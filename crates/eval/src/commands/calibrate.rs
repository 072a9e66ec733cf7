//! Fits what turns a confidence into a probability.
//!
//! The model has seen PolNeAR's train part and is too sure of itself there, so dev is cut in two
//! by a hash of the article's name: fitted on one half, looked at on the other, both ways; then
//! fitted on all of it.

use std::collections::BTreeMap;

use anyhow::Result;
use sayso_read::Dispatch;
use serde::Serialize;

use crate::calibration::{Outcome, by_count, by_width};
use crate::commands::rules::finder;
use crate::corpus::{self, Shared};
use crate::weights::Weights;

/// Finders rarer than this share a fit.
const ENOUGH: usize = 40;

/// How much the fit is drawn towards leaving confidences as they are.
const PRIOR: f64 = 1.0;

/// Platt's scaling over log-odds: `1 / (1 + exp(-(scale · logit + shift)))`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scaling {
    /// Slope.
    pub scale: f64,
    /// Intercept.
    pub shift: f64,
}

impl Scaling {
    /// The maximum-likelihood fit, drawn a little towards leaving confidences as they are.
    pub fn fit(outcomes: &[Outcome]) -> Scaling {
        let mut fit = Scaling { scale: 1.0, shift: 0.0 };
        for _ in 0..100 {
            let (step, loss) = (fit.newton_step(outcomes), fit.loss(outcomes));
            // A full step may overshoot where all confidences are much the same.
            let mut length = 1.0;
            let next = loop {
                let next = Scaling {
                    scale: fit.scale + length * step.scale,
                    shift: fit.shift + length * step.shift,
                };
                if next.loss(outcomes) <= loss || length < 1e-6 {
                    break next;
                }
                length /= 2.0;
            };
            let moved = (next.scale - fit.scale).abs() + (next.shift - fit.shift).abs();
            fit = next;
            if moved < 1e-9 {
                break;
            }
        }
        fit
    }

    /// Where Newton's method would go from here.
    fn newton_step(self, outcomes: &[Outcome]) -> Scaling {
        let (mut g0, mut g1) = (-PRIOR * (self.scale - 1.0), -PRIOR * self.shift);
        let (mut h00, mut h01, mut h11) = (PRIOR, 0.0, PRIOR);
        for outcome in outcomes {
            let x = logit(outcome.confidence);
            let p = self.apply(outcome.confidence);
            let (error, weight) = (f64::from(outcome.right) - p, p * (1.0 - p));
            g0 += error * x;
            g1 += error;
            h00 += weight * x * x;
            h01 += weight * x;
            h11 += weight;
        }
        let determinant = h00 * h11 - h01 * h01;
        Scaling {
            scale: (h11 * g0 - h01 * g1) / determinant,
            shift: (h00 * g1 - h01 * g0) / determinant,
        }
    }

    /// Negative log-likelihood with the prior.
    fn loss(self, outcomes: &[Outcome]) -> f64 {
        let prior = PRIOR / 2.0 * ((self.scale - 1.0).powi(2) + self.shift.powi(2));
        let one = |outcome: &Outcome| {
            let p = self.apply(outcome.confidence).clamp(1e-12, 1.0 - 1e-12);
            -if outcome.right { p.ln() } else { (1.0 - p).ln() }
        };
        prior + outcomes.iter().map(one).sum::<f64>()
    }

    /// The probability that a confidence stands for.
    pub fn apply(self, confidence: f64) -> f64 {
        1.0 / (1.0 + (-(self.scale * logit(confidence) + self.shift)).exp())
    }
}

fn logit(confidence: f64) -> f64 {
    let p = confidence.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}

/// By group of finders.
type Groups = BTreeMap<String, Vec<Outcome>>;

/// Prints expected calibration errors before and after, and the parameters as JSON.
pub fn run(weights: &Weights, shared: &Shared) -> Result<()> {
    let reader = weights.reader()?;
    let mut halves = [Groups::new(), Groups::new()];
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for article in shared.polnear_dev()? {
        let reading = reader.read(&Dispatch::new(article.text.clone()));
        let half = &mut halves[usize::from(hash(&article.name) % 2 == 1)];
        for (n, outcome) in corpus::outcomes(&article, &reading) {
            let name = finder(&reading, n);
            *counts.entry(name.clone()).or_default() += 1;
            half.entry(name).or_default().push(outcome);
        }
    }
    let halves = halves.map(|half| regroup(half, &counts));
    let fits = halves.each_ref().map(fit);
    for (name, own, other) in [("first", 0, 1), ("second", 1, 0)] {
        let before = flat(&halves[own]);
        let after = apply(&halves[own], &fits[other]);
        println!(
            "{name} half, {} found: error {:.2} % (width) {:.2} % (count); fitted on the other \
             half {:.2} % {:.2} %",
            before.len(),
            by_width(&before).error,
            by_count(&before).error,
            by_width(&after).error,
            by_count(&after).error
        );
    }
    let [mut all, second] = halves;
    for (name, outcomes) in second {
        all.entry(name).or_default().extend(outcomes);
    }
    let fits = fit(&all);
    let (before, after) = (flat(&all), apply(&all, &fits));
    println!(
        "all: error {:.2} % {:.2} %; fitted on itself {:.2} % {:.2} %",
        by_width(&before).error,
        by_count(&before).error,
        by_width(&after).error,
        by_count(&after).error
    );
    println!("{}", serde_json::to_string_pretty(&fits)?);
    Ok(())
}

fn regroup(half: Groups, counts: &BTreeMap<String, usize>) -> Groups {
    let mut groups = Groups::new();
    for (name, outcomes) in half {
        let rare = counts.get(&name).is_none_or(|count| *count < ENOUGH);
        let name = if rare { "others".to_owned() } else { name };
        groups.entry(name).or_default().extend(outcomes);
    }
    groups
}

fn fit(groups: &Groups) -> BTreeMap<String, Scaling> {
    groups.iter().map(|(name, outcomes)| (name.clone(), Scaling::fit(outcomes))).collect()
}

fn apply(groups: &Groups, fits: &BTreeMap<String, Scaling>) -> Vec<Outcome> {
    let scaled = |(name, outcomes): (&String, &Vec<Outcome>)| -> Vec<Outcome> {
        let Some(fit) = fits.get(name) else { return outcomes.clone() };
        let one = |o: &Outcome| Outcome { confidence: fit.apply(o.confidence), right: o.right };
        outcomes.iter().map(one).collect()
    };
    groups.iter().flat_map(scaled).collect()
}

fn flat(groups: &Groups) -> Vec<Outcome> {
    groups.values().flatten().copied().collect()
}

/// FNV-1a, the same on every machine.
fn hash(name: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    name.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overconfidence_is_taken_back() {
        let one = |right| Outcome { confidence: 0.95, right };
        let outcomes = [vec![one(true); 700], vec![one(false); 300]].concat();
        let fit = Scaling::fit(&outcomes);
        assert!((fit.apply(0.95) - 0.7).abs() < 0.01, "{fit:?}");
    }

    #[test]
    fn nothing_to_fit_changes_nothing() {
        let fit = Scaling::fit(&[]);
        assert!((fit.apply(0.8) - 0.8).abs() < 1e-9);
    }
}
