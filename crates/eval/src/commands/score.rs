//! Folders of predictions against folders of gold, as the Python programs take them.

use std::path::Path;

use anyhow::Result;

use super::quality::print_dispatches;
use crate::folders;

/// Prints the figures of `score_attributions.py` as JSON.
pub fn attributions(gold: &Path, found: &Path, texts: &Path) -> Result<()> {
    print_json(&folders::attributions(gold, found, texts)?)
}

/// Prints the figures of `score_dispatches.py`, and every difference where asked to.
pub fn dispatches(gold: &Path, found: &Path, misses: bool) -> Result<()> {
    let (figures, differences) = folders::dispatches(gold, found)?;
    for (name, miss) in differences.iter().filter(|_| misses) {
        println!("{:9} {name} {} | {}", miss.what, miss.wanted, miss.given);
    }
    print_dispatches("dispatches", &figures);
    Ok(())
}

/// Prints the figures of `score_times.py` as JSON.
pub fn times(gold: &Path, found: &Path) -> Result<()> {
    print_json(&folders::times(gold, found)?)
}

fn print_json(figures: &impl serde::Serialize) -> Result<()> {
    println!("{}", serde_json::to_string_pretty(figures)?);
    Ok(())
}
