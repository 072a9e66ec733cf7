//! What is wrong, printed to the terminal only: no corpus text enters the repository.

use std::path::Path;

use anyhow::Result;
use sayso_read::Dispatch;

use crate::attributions::{Marked, outermost, pair};
use crate::commands::quality::print_dispatches;
use crate::corpus::{self, Article, GoldDispatch, Shared};
use crate::weights::Weights;
use crate::words::WordSet;

/// Prints missed, spurious and wrongly sourced attributions of PolNeAR dev (the first `articles` of
/// it), or every difference on the dispatches and the seed.
pub fn run(weights: &Weights, shared: &Shared, dispatches: bool, articles: usize) -> Result<()> {
    if dispatches {
        let mut all = shared.dispatches()?;
        all.push(shared.seed()?);
        return differences(weights, &all);
    }
    let reader = weights.reader()?;
    for article in shared.polnear_dev()?.into_iter().take(articles) {
        let reading = reader.read(&Dispatch::new(article.text.clone()));
        let found: Vec<(usize, Marked)> = outermost(&reading, &article.index);
        let marked: Vec<Marked> = found.iter().map(|(_, marked)| marked.clone()).collect();
        let (mut golds, mut founds) = (vec![""; article.gold.len()], vec![""; marked.len()]);
        for pair in pair(&article.gold, &marked) {
            let verdict = match (pair.content >= 0.5, pair.source >= 0.5) {
                (true, true) => "linked",
                (true, false) => "source",
                (false, _) => "content",
            };
            (golds[pair.gold], founds[pair.found]) = (verdict, verdict);
        }
        println!("\n{}", article.name);
        let lines = [(&article.gold, golds, "gold"), (&marked, founds, "read")];
        for (list, verdicts, side) in lines {
            for (one, verdict) in list.iter().zip(verdicts).filter(|(_, v)| *v != "linked") {
                let verdict = if verdict.is_empty() { "alone" } else { verdict };
                let role = |words: &WordSet| show(&article, words);
                let (source, cue) = (role(&one.source), role(&one.cue));
                println!("  {side} {verdict:7} [{source}] [{cue}] [{}]", role(&one.content));
            }
        }
    }
    Ok(())
}

/// Prints every difference on the dispatches of a folder, then the figures.
pub fn of_samples(weights: &Weights, folder: &Path) -> Result<()> {
    differences(weights, &corpus::samples(folder)?)
}

fn differences(weights: &Weights, all: &[GoldDispatch]) -> Result<()> {
    let figures = corpus::score_dispatches(&weights.reader()?, all, |name, miss| {
        println!("{:9} {name:8} {} | {}", miss.what, miss.wanted, miss.given);
    })?;
    print_dispatches("all of them", &figures);
    Ok(())
}

/// The words of a set, an ellipsis where they are apart, the middle of long ones left out.
fn show(article: &Article, words: &WordSet) -> String {
    let spans = sayso_text::words(&article.text);
    let mut pieces = Vec::new();
    let mut last = None;
    for word in words {
        if last.is_some_and(|last: u32| last + 1 != *word) {
            pieces.push("…");
        }
        last = Some(*word);
        pieces.push(spans[*word as usize].of(&article.text));
    }
    if pieces.len() > 24 {
        let tail = pieces.split_off(pieces.len() - 10);
        pieces.truncate(10);
        pieces.push("[…]");
        pieces.extend(tail);
    }
    pieces.join(" ")
}
