//! Gold and predictions as folders of files, scored as the Python programs score them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::dispatches::document::Document;
use crate::words::WordIndex;
use crate::{attributions, brat, dispatches, times};

/// Files of a folder by their ending, in the order of their names.
pub fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|end| end == ending));
    paths.sort();
    Ok(paths)
}

/// The text of a file.
pub fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The name of a file without its folder and ending.
pub fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// A document of a folder; empty where it is missing or broken.
pub fn document(path: &Path) -> Document {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Attributions in brat standoff; a missing prediction counts as empty.
pub fn attributions(gold: &Path, found: &Path, texts: &Path) -> Result<attributions::Figures> {
    let mut counts = attributions::Counts::default();
    for path in files(texts, "txt")? {
        let (name, index) = (stem(&path), WordIndex::new(&text(&path)?));
        let gold = match brat::gold_file(gold, &name) {
            Some(path) => brat::read(&text(&path)?, &index),
            None => Vec::new(),
        };
        let found = found.join(format!("{name}.ann"));
        let found = std::fs::read_to_string(found).unwrap_or_default();
        counts += attributions::Counts::of(&gold, &brat::read(&found, &index));
    }
    Ok(counts.figures())
}

/// Dispatches: `NN.txt` and `NN.json` against `NN.json`, with every difference.
pub fn dispatches(
    gold: &Path,
    found: &Path,
) -> Result<(dispatches::Figures, Vec<(String, dispatches::Miss)>)> {
    let mut counts = dispatches::Counts::default();
    let mut misses = Vec::new();
    for path in files(gold, "txt")? {
        let wanted = document(&path.with_extension("json"));
        let given = document(&found.join(stem(&path)).with_extension("json"));
        let mut here = Vec::new();
        counts += dispatches::Counts::of(&wanted, &given, &text(&path)?, &mut here);
        misses.extend(here.into_iter().map(|miss| (stem(&path), miss)));
    }
    Ok((counts.figures(), misses))
}

/// Times: `NAME.txt` and `NAME.json` against `NAME.json`.
pub fn times(gold: &Path, found: &Path) -> Result<times::Figures> {
    let mut counts = times::Counts::default();
    for path in files(gold, "txt")? {
        let characters: Vec<char> = text(&path)?.chars().collect();
        let name = stem(&path);
        let gold = timed(&path.with_extension("json"), &characters);
        let found = timed(&found.join(format!("{name}.json")), &characters);
        counts += times::Counts::of(gold, found);
    }
    Ok(counts.figures())
}

/// The times of a JSON file, trimmed; other keys are ignored.
pub fn timed(path: &Path, text: &[char]) -> Vec<times::Timed> {
    #[derive(Default, Deserialize)]
    struct Times {
        #[serde(default)]
        times: Vec<Time>,
    }
    #[derive(Deserialize)]
    struct Time {
        start: usize,
        end: usize,
        value: Option<String>,
    }
    let file = std::fs::read_to_string(path).unwrap_or_default();
    let times: Times = serde_json::from_str(&file).unwrap_or_default();
    let trimmed = times.times.into_iter().map(|time| {
        let (start, end) = times::trim(time.start, time.end, text);
        times::Timed { start, end, value: time.value }
    });
    trimmed.collect()
}
