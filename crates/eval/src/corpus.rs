//! The corpora in `../shared`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sayso_formats::View;
use sayso_read::{Dispatch, Reader, Reading};

use crate::attributions::Marked;
use crate::dispatches::document::{Document, Place};
use crate::folders::{self, files, stem};
use crate::words::WordIndex;
use crate::{brat, calibration, dispatches};

/// An article of PolNeAR with its gold.
pub struct Article {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Its words.
    pub index: WordIndex,
    /// What people marked.
    pub gold: Vec<Marked>,
}

/// A dispatch with its gold.
pub struct GoldDispatch {
    /// The name of its file.
    pub name: String,
    /// Text and what may be told beforehand.
    pub dispatch: Dispatch,
    /// What a careful reader finds.
    pub gold: Document,
}

/// The folder of corpora.
pub struct Shared(PathBuf);

impl Shared {
    /// The folder, where it is there.
    pub fn at(path: &Path) -> Option<Shared> {
        path.join("polnear/dev").is_dir().then(|| Shared(path.to_owned()))
    }

    /// A path in it.
    pub fn join(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// The articles of PolNeAR dev.
    pub fn polnear_dev(&self) -> Result<Vec<Article>> {
        let folder = self.join("polnear/dev");
        let annotations = folder.join("attributions");
        let read = |path: &PathBuf| {
            let (name, text) = (stem(path), folders::text(path)?);
            let index = WordIndex::new(&text);
            let gold = match brat::gold_file(&annotations, &name) {
                Some(path) => brat::read(&folders::text(&path)?, &index),
                None => Vec::new(),
            };
            Ok(Article { name, text, index, gold })
        };
        files(&folder.join("text"), "txt")?.iter().map(read).collect()
    }

    /// The 14 invented dispatches.
    pub fn dispatches(&self) -> Result<Vec<GoldDispatch>> {
        let paths = files(&self.join("dispatches"), "txt")?;
        paths.iter().map(|path| gold_dispatch(path, &path.with_extension("json"))).collect()
    }

    /// The first dispatch.
    pub fn seed(&self) -> Result<GoldDispatch> {
        gold_dispatch(&self.join("seed/dispatch.txt"), &self.join("seed/gold.json"))
    }
}

/// The dispatches of a folder that have a gold reading (`NAME.gold.json`) beside them.
pub fn samples(folder: &Path) -> Result<Vec<GoldDispatch>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let pairs = files(folder, "txt")?.into_iter().map(|text| {
        let gold = text.with_extension("gold.json");
        (text, gold)
    });
    pairs
        .filter(|(_, gold)| gold.exists())
        .map(|(text, gold)| gold_dispatch(&text, &gold))
        .collect()
}

fn gold_dispatch(text: &Path, gold: &Path) -> Result<GoldDispatch> {
    let file = folders::text(gold)?;
    let gold: Document =
        serde_json::from_str(&file).with_context(|| format!("cannot read {}", gold.display()))?;
    let issued = gold.given.issued.as_deref().map(day).transpose()?;
    let dispatch = Dispatch {
        publisher: gold.given.publisher.clone(),
        issued,
        ..Dispatch::new(folders::text(text)?)
    };
    Ok(GoldDispatch { name: stem(text), dispatch, gold })
}

/// `YYYY-MM-DD` as numbers.
pub fn day(text: &str) -> Result<(i16, i8, i8)> {
    let day: jiff::civil::Date =
        text.parse().with_context(|| format!("{text:?} is no date, write it as 2025-05-08"))?;
    Ok((day.year(), day.month(), day.day()))
}

/// Gold attributions as sets of words, each with whether it is optional.
pub fn marked(document: &Document, index: &WordIndex) -> Vec<(Marked, bool)> {
    let set = |places: &[Place]| index.of_characters(places.iter().map(|p| (p.start, p.end)));
    let marked = document.attributions.iter().map(|one| {
        let (source, cue) = (set(&one.source), set(&one.cue));
        (Marked { source, cue, content: set(&one.content) }, one.optional)
    });
    marked.filter(|(marked, _)| !marked.content.is_empty()).collect()
}

/// Scores readings of dispatches; every difference is handed to `see`.
pub fn score_dispatches(
    reader: &Reader,
    all: &[GoldDispatch],
    mut see: impl FnMut(&str, &dispatches::Miss),
) -> Result<dispatches::Figures> {
    let mut counts = dispatches::Counts::default();
    for GoldDispatch { name, dispatch, gold } in all {
        let given = as_document(name, dispatch, &reader.read(dispatch))?;
        let mut misses = Vec::new();
        counts += dispatches::Counts::of(gold, &given, &dispatch.text, &mut misses);
        misses.iter().for_each(|miss| see(name, miss));
    }
    Ok(counts.figures())
}

/// The reading as the program writes it, read back.
fn as_document(name: &str, dispatch: &Dispatch, reading: &Reading) -> Result<Document> {
    let json = sayso_formats::json::write(&View::new(name, dispatch, reading), false);
    serde_json::from_str(&json).with_context(|| format!("{name} is read in other keys than gold's"))
}

/// What was found in an article, each with whether it is linked.
pub fn outcomes(article: &Article, reading: &Reading) -> Vec<(usize, calibration::Outcome)> {
    let found = crate::attributions::outermost(reading, &article.index);
    let marked: Vec<Marked> = found.iter().map(|(_, marked)| marked.clone()).collect();
    let mut right = vec![false; marked.len()];
    for pair in crate::attributions::pair(&article.gold, &marked) {
        right[pair.found] = pair.linked();
    }
    let outcome = |((n, _), right): (&(usize, Marked), bool)| {
        let confidence = f64::from(reading.attributions[*n].confidence);
        (*n, calibration::Outcome { confidence, right })
    };
    found.iter().zip(right).map(outcome).collect()
}
