//! Who is meant by pronouns and common nouns, on gold attributions of PolNeAR dev.
//!
//! `data/speakers.tsv` tells it by offsets alone: article, source, and either where the one meant
//! is named, or that the source names itself (`=`), or that the text names nobody (`-`).

use std::collections::HashMap;

use anyhow::{Context, Result};
use sayso_gazetteer::Gazetteer;
use sayso_read::{Attribution, Dispatch, Entity, EntityKind, Found, Kind, Reading, give_voices};
use sayso_text::{CharIndex, Layout, Span};

use crate::brat;
use crate::corpus::Shared;
use crate::folders;

const LABELS: &str = include_str!("../data/speakers.tsv");

/// Who a source is, by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// The one named at these characters.
    Named(usize, usize),
    /// The body or document that the source itself names.
    Itself,
    /// Nobody whom the text names.
    Nobody,
}

struct Label<'a> {
    article: &'a str,
    source: (usize, usize),
    answer: Answer,
}

/// How many are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Labelled sources.
    pub all: usize,
    /// Those resolved rightly.
    pub right: usize,
    /// Those rightly resolved by the nearest name of a person before them.
    pub nearest: usize,
    /// Labelled sources whose speaker the text names.
    pub named: usize,
    /// Those of them resolved rightly.
    pub named_right: usize,
}

/// Resolves the gold attributions of the labelled articles; every miss is handed to `see`, with
/// the article, the source, what was expected and what was found.
pub fn measure(shared: &Shared, mut see: impl FnMut(&str, &str, &str, &str)) -> Result<Counts> {
    let mut by_article: HashMap<&str, Vec<Label>> = HashMap::new();
    for label in labels()? {
        by_article.entry(label.article).or_default().push(label);
    }
    let mut names: Vec<&str> = by_article.keys().copied().collect();
    names.sort_unstable();
    let mut counts = Counts::default();
    for name in names {
        let folder = shared.join("polnear/dev");
        let text = folders::text(&folder.join("text").join(format!("{name}.txt")))?;
        let gold = brat::gold_file(&folder.join("attributions"), name)
            .with_context(|| format!("{name} is not annotated"))?;
        let reading = resolved(&text, &folders::text(&gold)?);
        let index = CharIndex::new(&text);
        for label in &by_article[name] {
            let bytes = |(start, end): (usize, usize)| {
                Some(Span::new(index.byte(start)?, index.byte(end)?))
            };
            let source = bytes(label.source).context("a label lies outside its text")?;
            let answer = match label.answer {
                Answer::Named(start, end) => bytes((start, end)),
                _ => None,
            };
            let attribution = reading.attributions.iter().find(|one| {
                let first = one.source.first().zip(one.source.last());
                first.is_some_and(|(first, last)| first.cover(*last) == source)
            });
            let attribution = attribution.context("a label's source is no attribution's")?;
            let speakers: Vec<&Entity> = attribution
                .voice
                .speakers
                .iter()
                .filter_map(|speaker| reading.entities.get(speaker.entity?))
                .collect();
            let right = match (label.answer, answer) {
                (Answer::Named(..), Some(named)) => {
                    speakers.len() == 1 && speakers.iter().any(|entity| mentions(entity, named))
                }
                (Answer::Itself, _) => {
                    let last = |name: &str| name.rsplit(' ').next().map(str::to_lowercase);
                    let words = source.of(&text).to_lowercase();
                    let named = |e: &&Entity| last(&e.name).is_some_and(|l| words.contains(&l));
                    speakers.iter().any(named)
                }
                _ => speakers.is_empty(),
            };
            let nearest = nearest(&reading.entities, source);
            counts.all += 1;
            counts.right += usize::from(right);
            if let Some(named) = answer {
                counts.named += 1;
                counts.named_right += usize::from(right);
                counts.nearest += usize::from(nearest.is_some_and(|e| mentions(e, named)));
            }
            if !right {
                let expected = match (label.answer, answer) {
                    (_, Some(named)) => named.of(&text),
                    (Answer::Itself, _) => "itself",
                    _ => "nobody",
                };
                let found: Vec<&str> = speakers.iter().map(|one| one.name.as_str()).collect();
                let from = index.byte(label.source.0.saturating_sub(60)).unwrap_or(0);
                let near = Span::new(from, source.end()).of(&text);
                see(name, near, expected, &found.join(", "));
            }
        }
    }
    Ok(counts)
}

fn mentions(entity: &Entity, span: Span) -> bool {
    entity.mentions.iter().any(|mention| mention.overlaps(span))
}

/// The person named last before the source.
fn nearest(entities: &[Entity], source: Span) -> Option<&Entity> {
    let last = |entity: &Entity| {
        let before = entity.mentions.iter().filter(|span| span.end() <= source.start());
        before.map(|span| span.end()).max()
    };
    let people = entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    people.filter(|entity| last(entity).is_some()).max_by_key(|entity| last(entity))
}

/// Gold attributions with their speakers.
fn resolved(text: &str, standoff: &str) -> Reading {
    let layout = Layout::of(text);
    let attributions = brat::spans(standoff, text)
        .into_iter()
        .map(|(source, cue, content)| {
            let cover = content.iter().copied().reduce(Span::cover);
            let quoted = |span: Span| {
                let near = layout.quotations_in(span);
                layout.quotations[near].iter().any(|quotation| span.contains(quotation.inner))
            };
            let opens = |span: Span| span.of(text).starts_with(['"', '“', '\'', '‘']);
            let kind = match cover {
                Some(cover) if opens(cover) => Kind::Direct,
                Some(cover) if quoted(cover) => Kind::Mixed,
                _ => Kind::Indirect,
            };
            Attribution::new(source, cue, content, kind, Found::Rule("gold"))
        })
        .collect();
    let mut reading = Reading { attributions, ..Reading::default() };
    give_voices(&Dispatch::new(text), &layout, &Gazetteer::builtin(), &mut reading);
    reading
}

fn labels() -> Result<Vec<Label<'static>>> {
    let lines = LABELS.lines().filter(|line| !line.starts_with('#'));
    let labels = lines.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let number = |at: usize| {
            let cell = cells.get(at).with_context(|| format!("a cell is missing in {line:?}"))?;
            cell.parse::<usize>().with_context(|| format!("{cell:?} is no offset"))
        };
        let answer = match cells.get(3) {
            Some(&"@") => Answer::Named(number(4)?, number(5)?),
            Some(&"=") => Answer::Itself,
            _ => Answer::Nobody,
        };
        let article = cells.first().copied().unwrap_or_default();
        Ok(Label { article, source: (number(1)?, number(2)?), answer })
    });
    labels.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_well_formed() {
        let labels = labels().expect("every line reads");
        assert!(labels.len() >= 300);
        assert!(labels.iter().all(|label| label.source.0 < label.source.1));
    }
}
