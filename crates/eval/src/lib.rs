//! Scores of readings against what people marked, and benchmarks.
//!
//! The scorers are those of `../shared/eval` word for word: [`attributions`], [`dispatches`] and
//! [`times`] give the numbers that the Python programs give, which a test checks where both are at
//! hand. The commands of `sayso-eval` build on them; `docs/scores.md` tells what is measured.

pub mod attributions;
pub mod bootstrap;
pub mod brat;
pub mod calibration;
pub mod commands;
pub mod corpus;
pub mod dispatches;
pub mod extraction;
pub mod figure;
pub mod folders;
pub mod generate;
pub mod recognizers;
pub mod speakers;
pub mod times;
pub mod trace;
pub mod weights;
pub mod words;
