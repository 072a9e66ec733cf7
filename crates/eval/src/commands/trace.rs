//! How well piles are traced, and what an item costs as the pile grows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sayso_read::{Dispatch, Reader};
use sayso_trace::views::{Shown, json};
use sayso_trace::{Item, Tracer};
use serde::{Deserialize, Serialize};

use super::growth::{self, Growth, IndexGrowth};
use crate::trace::{Answers, Figures, score};
use crate::weights::Weights;

/// The score file `scores/trace.json`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Scores {
    /// On `../shared/trace`, where it is there.
    pub shared: Option<Figures>,
    /// On the piles of `samples/piles`, by name.
    pub samples: BTreeMap<String, Figures>,
    /// As a generated pile grows.
    pub growth: Vec<Growth>,
    /// As the index of copies alone grows.
    pub index: Vec<IndexGrowth>,
}

/// Measures, prints, and writes the score file where asked to.
pub fn run(
    weights: &Weights,
    shared: &Path,
    root: &Path,
    grow: Option<usize>,
    plain: bool,
    write: Option<&Path>,
) -> Result<()> {
    let reader = if plain { None } else { Some(weights.reader()?) };
    // What isn't measured now stays as it was measured last.
    let mut scores = match write.map(fs::read_to_string) {
        Some(Ok(file)) => serde_json::from_str(&file).unwrap_or_default(),
        _ => Scores::default(),
    };
    for folder in piles(root)? {
        let figures = pile(&folder, reader.as_ref())?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!("samples/piles/{name}: {figures:?}");
        scores.samples.insert(name, figures);
    }
    if shared.join("items.jsonl").exists() {
        let figures = pile(shared, reader.as_ref())?;
        println!("shared pile: {figures:?}");
        scores.shared = Some(figures);
    } else {
        println!("shared pile: not there, skipped");
    }
    if let Some(items) = grow {
        scores.growth = growth::tracer(items)?;
        scores.index = growth::index(10 * items)?;
    }
    if let Some(path) = write {
        let file = serde_json::to_string_pretty(&scores)? + "\n";
        fs::write(path, file).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// The folders of `samples/piles`, by name.
pub fn piles(root: &Path) -> Result<Vec<PathBuf>> {
    let folder = root.join("samples/piles");
    let entries =
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = paths.filter(|it| it.join("gold.json").exists()).collect();
    found.sort();
    Ok(found)
}

/// Traces the pile of a folder and scores it against its gold.
pub fn pile(folder: &Path, reader: Option<&Reader>) -> Result<Figures> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let mut tracer = Tracer::new();
    for (line, number) in read("items.jsonl")?.lines().zip(1..) {
        let item = Item::from_json(line, number)?;
        let reading = reader.map(|reader| reader.read(&Dispatch::new(item.text.clone())));
        let Ok(_) = tracer.add(item, reading.as_ref());
    }
    let Ok(trace) = tracer.trace();
    let Ok(items) = tracer.items(trace.items());
    let found: Answers =
        serde_json::from_str(&json::write(&Shown { items: &items, trace: &trace }))?;
    let gold: Answers = serde_json::from_str(&read("gold.json")?)?;
    Ok(score(&gold, &found))
}
