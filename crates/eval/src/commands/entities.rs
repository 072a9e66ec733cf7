//! The model's entity head on UNER's English Web Treebank (dev): people, organisations, places.

use std::collections::HashSet;

use anyhow::Result;
use sayso_model::Scratch;
use sayso_read::{Dispatch, EntityKind, Reader};

use super::quality::show;
use crate::corpus::Shared;
use crate::figure::Figure;
use crate::folders;
use crate::weights::Weights;

/// A name: its sentence, its bytes in it, and its type by number (0 person, 1 body, 2 place).
type Name = (usize, usize, usize, usize);

/// Tags each sentence by itself and prints the F1 of spans with their types.
pub fn run(weights: &Weights, shared: &Shared, misses: bool) -> Result<()> {
    let model = weights.model()?;
    let file = folders::text(&shared.join("entities/uner-ewt/en_ewt-ud-dev.iob2"))?;
    let (mut gold, mut found) = (HashSet::new(), HashSet::new());
    let mut scratch = Scratch::new();
    for (number, sentence) in file.split("\n\n").enumerate() {
        let mut text = String::new();
        let mut words = Vec::new();
        for line in sentence.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let (Some(word), Some(tag)) = (cells.get(1), cells.get(2)) else { continue };
            words.push((text.len(), text.len() + word.len(), tag_of(tag)));
            text.push_str(word);
            text.push(' ');
        }
        collect(number, words.iter().copied(), &mut gold);

        let pieces = model.tokenize(&text);
        let pieces = &pieces[..pieces.len().min(model.window())];
        let encoded = model.encode(pieces, &mut scratch);
        // A word's tag is that of its first piece.
        let tags = words.iter().map(|(start, end, _)| {
            let first =
                pieces.iter().position(|p| *start <= p.span.start() && p.span.start() < *end);
            let tag = first.map_or(0, |at| {
                let scores = &encoded.entities()[at];
                (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0)
            });
            (*start, *end, tag)
        });
        collect(number, tags, &mut found);
    }
    let right = gold.intersection(&found).count();
    println!("UNER EWT dev: {} names, {} found", gold.len(), found.len());
    println!("  span and type  {}", show(Figure::new(right, gold.len(), found.len())));
    let spans = |names: &HashSet<Name>| -> HashSet<(usize, usize, usize)> {
        names.iter().map(|(sentence, start, end, _)| (*sentence, *start, *end)).collect()
    };
    let (bare, found) = (spans(&gold), spans(&found));
    let right = bare.intersection(&found).count();
    println!("  span           {}", show(Figure::new(right, bare.len(), found.len())));
    for (what, reader) in [("reading", weights.reader()?), ("rules alone", Reader::rules_only())] {
        let (gold, found) = read(&reader, &file, misses && what == "reading");
        let right = gold.intersection(&found).count();
        println!("{what}: {} names, {} found", gold.len(), found.len());
        println!("  span and type  {}", show(Figure::new(right, gold.len(), found.len())));
        let (gold, found) = (spans(&gold), spans(&found));
        let right = gold.intersection(&found).count();
        println!("  span           {}", show(Figure::new(right, gold.len(), found.len())));
    }
    Ok(())
}

/// The gold names and those of readings, each document being read as a whole, a sentence a
/// paragraph. Bytes count in the document.
fn read(reader: &Reader, file: &str, misses: bool) -> (HashSet<Name>, HashSet<Name>) {
    let (mut gold, mut found) = (HashSet::new(), HashSet::new());
    for (number, document) in file.split("# newdoc id").enumerate().skip(1) {
        let mut text = String::new();
        let mut words: Vec<(usize, usize, usize)> = Vec::new();
        for sentence in document.split("\n\n") {
            let Some(whole) = sentence.lines().find_map(|line| line.strip_prefix("# text = "))
            else {
                continue;
            };
            let mut at = text.len();
            text.push_str(whole);
            for line in
                sentence.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
            {
                let cells: Vec<&str> = line.split('\t').collect();
                let (Some(word), Some(tag)) = (cells.get(1), cells.get(2)) else { continue };
                let Some(start) = text[at..].find(word).map(|start| at + start) else { continue };
                at = start + word.len();
                words.push((start, at, tag_of(tag)));
            }
            text.push_str("\n\n");
        }
        collect(number, words.into_iter(), &mut gold);
        let reading = reader.read(&Dispatch::new(text.as_str()));
        for entity in &reading.entities {
            let kind = match entity.kind {
                EntityKind::Person => 0,
                EntityKind::Organisation | EntityKind::Agency => 1,
                EntityKind::Place | EntityKind::Government => 2,
            };
            let named = |words: &str| {
                words.split_whitespace().all(|word| {
                    word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())
                        || matches!(word, "of" | "the" | "for" | "and" | "de" | "van" | "von")
                }) && !matches!(words, "He" | "She" | "It" | "They" | "I" | "We" | "You" | "Who")
            };
            let spans = entity.mentions.iter().filter(|span| named(span.of(&text)));
            found.extend(spans.map(|span| (number, span.start(), span.end(), kind)));
        }
        if misses {
            show_misses(&text, number, &gold, &found);
        }
    }
    (gold, found)
}

/// Prints what one document's names lack and have too much.
fn show_misses(text: &str, document: usize, gold: &HashSet<Name>, found: &HashSet<Name>) {
    const KINDS: [&str; 3] = ["person", "organisation", "place"];
    for (what, one, other) in [("missed", gold, found), ("spurious", found, gold)] {
        let mut names: Vec<&Name> =
            one.difference(other).filter(|(number, ..)| *number == document).collect();
        names.sort();
        for (_, start, end, kind) in names {
            println!("{what:9} {:12} {}", KINDS[*kind], &text[*start..*end]);
        }
    }
}

/// 0 for none, then begin and inside of person, organisation, place, as the model numbers them.
fn tag_of(tag: &str) -> usize {
    ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
        .iter()
        .position(|name| *name == tag)
        .unwrap_or(0)
}

/// The runs of tags as names.
fn collect(
    sentence: usize,
    words: impl Iterator<Item = (usize, usize, usize)>,
    names: &mut HashSet<Name>,
) {
    let mut open: Option<(usize, usize, usize)> = None;
    for (start, end, tag) in words.chain([(0, 0, 0)]) {
        let kind = tag.div_ceil(2);
        let goes_on = tag > 0 && tag % 2 == 0 && open.is_some_and(|(_, _, other)| other == kind);
        if goes_on {
            open = open.map(|(first, _, kind)| (first, end, kind));
            continue;
        }
        if let Some((first, last, kind)) = open.take() {
            names.insert((sentence, first, last, kind - 1));
        }
        if tag > 0 {
            open = Some((start, end, kind));
        }
    }
}
