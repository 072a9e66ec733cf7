//! Time expressions on TimeBank and AQUAINT.

use anyhow::Result;
use sayso_read::Dispatch;
use sayso_text::CharIndex;
use serde::Deserialize;

use super::quality::show;
use crate::corpus::{self, Shared};
use crate::folders::{self, files};
use crate::times::{Counts, Timed, trim};
use crate::weights::Weights;

/// Reads every text with its issue date given and prints the figures of `score_times.py`.
pub fn run(weights: &Weights, shared: &Shared) -> Result<()> {
    #[derive(Deserialize)]
    struct Gold {
        issued: Option<String>,
    }
    let reader = weights.reader()?;
    for name in ["timebank", "aquaint"] {
        let mut counts = Counts::default();
        for path in files(&shared.join("times").join(name), "txt")? {
            let text = folders::text(&path)?;
            let characters: Vec<char> = text.chars().collect();
            let gold_path = path.with_extension("json");
            let gold: Gold = serde_json::from_str(&folders::text(&gold_path)?)?;
            let issued = gold.issued.as_deref().map(corpus::day).transpose()?;
            let dispatch = Dispatch { issued, ..Dispatch::new(text) };
            let index = CharIndex::new(&dispatch.text);
            let timed = |time: &sayso_read::Time| {
                let start = index.character(time.span.start());
                let (start, end) = trim(start, index.character(time.span.end()), &characters);
                Timed { start, end, value: Some(time.value.clone()) }
            };
            let found = reader.read(&dispatch).times.iter().map(timed).collect();
            counts += Counts::of(folders::timed(&gold_path, &characters), found);
        }
        let figures = counts.figures();
        println!("{name}: {} expressions, {} found", figures.gold, figures.predicted);
        println!("  strict   {}", show(figures.strict));
        println!("  relaxed  {}", show(figures.relaxed));
        println!("  value    {}", show(figures.value));
    }
    Ok(())
}
