//! Labelled turns of interviews, sittings and transcripts: "Q: …", "MARA LIND: …",
//! "MOREAU: …" until the next label.

use std::collections::HashMap;

use sayso_text::Span;

use super::candidate::Candidate;
use super::page::Page;

/// Finds them: labels in capitals, or one that returns, at the head of a paragraph.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    let labels: Vec<Option<(Span, Span)>> =
        page.layout.paragraphs.iter().map(|paragraph| label(page.text, *paragraph)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (name, _) in labels.iter().flatten() {
        *counts.entry(name.of(page.text)).or_default() += 1;
    }
    let turns = counts.iter().filter(|(name, count)| **count > 1 || is_shouted(name)).count();
    let several = labels.iter().flatten().count() >= 2;
    for (paragraph, label) in page.layout.paragraphs.iter().zip(&labels) {
        let Some((name, colon)) = *label else { continue };
        let words = name.of(page.text);
        let shouted = is_shouted(words);
        let returns = counts.get(words).is_some_and(|count| *count > 1);
        let single = matches!(words, "Q" | "A");
        if !(turns >= 1 && several && (shouted || returns)
            || shouted && words.contains(' ') && !single)
        {
            continue;
        }
        let content = Span::new(colon.end(), paragraph.end()).trim(page.text);
        let spoken = content.of(page.text).contains(|c: char| c.is_lowercase());
        if !spoken || never(words) {
            continue;
        }
        found.push(Candidate::new("turn", Some(name), colon, vec![content], 0.85).settled());
    }
}

/// The name and the colon that open the paragraph.
fn label(text: &str, paragraph: Span) -> Option<(Span, Span)> {
    let words = paragraph.of(text);
    let limit = words.char_indices().nth(50).map_or(words.len(), |(at, _)| at);
    let colon = words[..limit].find(':')?;
    let name = &words[..colon];
    let behind = words[colon + 1..].chars().next()?;
    let plain = !name.is_empty()
        && name.split_whitespace().count() <= 5
        && name.chars().all(|c| c.is_alphabetic() || " .'’-()".contains(c))
        && name.starts_with(char::is_uppercase)
        && name
            .split_whitespace()
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '('));
    let start = paragraph.start();
    (plain && behind.is_whitespace())
        .then(|| (Span::new(start, start + colon), Span::new(start + colon, start + colon + 1)))
}

/// Written in capitals, an honorific aside: "Ms ADEYEMI".
fn is_shouted(name: &str) -> bool {
    let mut words = name
        .split_whitespace()
        .filter(|word| {
            !["Mr", "Mrs", "Ms", "Dr", "Sir", "The", "Mr.", "Mrs.", "Ms.", "Dr."].contains(word)
        })
        .peekable();
    words.peek().is_some()
        && words.all(|word| {
            word.starts_with('(') || word.chars().all(|c| !c.is_alphabetic() || c.is_uppercase())
        })
}

fn never(name: &str) -> bool {
    let lower = name.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or_default();
    [
        "live",
        "photo",
        "photos",
        "urgent",
        "correction",
        "update",
        "note",
        "editor",
        "breaking",
        "exclusive",
        "watch",
        "video",
        "analysis",
        "opinion",
        "what",
        "when",
        "where",
        "who",
        "why",
        "how",
        "time",
        "place",
        "date",
        "contact",
        "about",
        "source",
        "credit",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
    .contains(&first)
}
