//! `sayso-eval extraction`

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use sayso_intake::{Hints, Record, Source, open};
use serde::{Deserialize, Serialize};

use crate::extraction::{Extraction, Fit, score};

/// The figures of `scores/extraction.json`.
#[derive(Debug, Serialize)]
struct Figures {
    /// How many pages.
    pages: usize,
    /// Over all of them.
    all: Extraction,
    /// Over the half by whose pages choices may be made.
    chosen_on: Extraction,
    /// Over the other half.
    held_out: Extraction,
    /// Of all pages, how many gave a title, a day, an author, a site, an address.
    titles: usize,
    dates: usize,
    authors: usize,
    publishers: usize,
    canonical: usize,
}

#[derive(Deserialize)]
struct Gold {
    #[serde(rename = "articleBody")]
    body: String,
}

/// Scores the texts of the pages.
pub fn run(folder: &Path, root: &Path, misses: bool, write: Option<&Path>) -> Result<()> {
    let gold = folder.join("ground-truth.json");
    let file = File::open(&gold).with_context(|| format!("cannot read {}", gold.display()))?;
    let gold: BTreeMap<String, Gold> = serde_json::from_reader(file)?;
    let mut fits: Vec<(&str, Fit)> = Vec::new();
    let mut figures = [0; 5];
    let started = Instant::now();
    for (name, gold) in &gold {
        let path = folder.join("html").join(format!("{name}.html.gz"));
        let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let hints = Hints { name: Some(format!("{name}.html.gz")), ..Hints::default() };
        let mut text = String::new();
        for record in open(Source::file(file), hints)? {
            match record? {
                Record::Item(item) => {
                    let facts = [
                        item.title.is_some(),
                        item.published.is_some(),
                        !item.authors.is_empty(),
                        item.publisher.is_some(),
                        item.canonical_url.is_some(),
                    ];
                    figures.iter_mut().zip(facts).for_each(|(sum, is)| *sum += usize::from(is));
                    text = item.text;
                }
                Record::Rejected(rejected) => println!("{name}: {}", rejected.reason),
            }
        }
        fits.push((name, Fit::of(&gold.body, &text)));
    }
    let seconds = started.elapsed().as_secs_f64();
    // The names are hashes: their last digit parts the pages by chance.
    let half = |even: bool| {
        let fits = fits
            .iter()
            .filter(move |(name, _)| name.bytes().last().unwrap_or(0) % 2 == u8::from(!even));
        score(fits.map(|(_, fit)| fit))
    };
    let [titles, dates, authors, publishers, canonical] = figures;
    let figures = Figures {
        pages: fits.len(),
        all: score(fits.iter().map(|(_, fit)| fit)),
        chosen_on: half(true),
        held_out: half(false),
        titles,
        dates,
        authors,
        publishers,
        canonical,
    };
    println!("{}", serde_json::to_string_pretty(&figures)?);
    println!("{:.1} pages a second", fits.len() as f64 / seconds);
    if misses {
        fits.retain(|(name, _)| name.bytes().last().unwrap_or(0) % 2 == 0);
        fits.sort_by(|a, b| a.1.f1().total_cmp(&b.1.f1()));
        for (name, fit) in fits.iter().take(20) {
            println!("{:.3} {name}", fit.f1());
        }
    }
    if let Some(path) = write {
        let path = root.join(path);
        let text = serde_json::to_string_pretty(&figures)? + "\n";
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
