//! How often each rule and the model are right.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use sayso_read::{Dispatch, Found, Reader, Reading};

use crate::attributions::{Marked, pair};
use crate::corpus::{self, GoldDispatch, Shared};
use crate::figure::share;
use crate::weights::Weights;
use crate::words::WordIndex;

/// By finder: linked, and all that count.
type Table = BTreeMap<String, (usize, usize)>;

/// Prints the precision of each finder on PolNeAR dev and on the dispatches.
pub fn run(weights: &Weights, shared: &Shared, root: &Path) -> Result<()> {
    let reader = weights.reader()?;
    let mut dev = Table::new();
    for article in shared.polnear_dev()? {
        let reading = reader.read(&Dispatch::new(article.text.clone()));
        for (n, outcome) in corpus::outcomes(&article, &reading) {
            let row = dev.entry(finder(&reading, n)).or_default();
            row.0 += usize::from(outcome.right);
            row.1 += 1;
        }
    }
    print("PolNeAR dev", &dev);

    let mut theirs = shared.dispatches()?;
    theirs.push(shared.seed()?);
    print("seed and dispatches, nested ones too", &on_dispatches(&reader, &theirs));
    let mut ours = corpus::samples(&root.join("samples"))?;
    ours.extend(corpus::samples(&root.join("samples/styles"))?);
    print("our samples, nested ones too", &on_dispatches(&reader, &ours));
    Ok(())
}

/// The precision of each finder on dispatches with gold; optional ones are left aside.
fn on_dispatches(reader: &Reader, all: &[GoldDispatch]) -> Table {
    let mut table = Table::new();
    for one in all {
        let reading = reader.read(&one.dispatch);
        let index = WordIndex::new(&one.dispatch.text);
        let (gold, optional): (Vec<Marked>, Vec<bool>) =
            corpus::marked(&one.gold, &index).into_iter().unzip();
        let found: Vec<Marked> = reading
            .attributions
            .iter()
            .map(|found| Marked {
                source: index.of_spans(&found.source),
                cue: index.of_spans(&found.cue),
                content: index.of_spans(&found.content),
            })
            .collect();
        let mut verdicts = vec![Some(false); found.len()];
        for pair in pair(&gold, &found) {
            let excused = optional[pair.gold] && pair.content >= 0.5;
            verdicts[pair.found] = (!excused).then(|| pair.linked());
        }
        for (n, right) in verdicts.into_iter().enumerate() {
            let Some(right) = right else { continue };
            let row = table.entry(finder(&reading, n)).or_default();
            row.0 += usize::from(right);
            row.1 += 1;
        }
    }
    table
}

/// What found the attribution numbered `n`.
pub fn finder(reading: &Reading, n: usize) -> String {
    match &reading.attributions[n].found {
        Found::Model(version) => format!("model {version}"),
        Found::Rule(name) => format!("rule {name}"),
    }
}

fn print(name: &str, table: &Table) {
    println!("{name}");
    for (finder, (right, all)) in table {
        println!("  {finder:40} {right:5} of {all:5}  {:6.2} %", 100.0 * share(*right, *all));
    }
    println!();
}
