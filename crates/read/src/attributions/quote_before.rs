//! A speaker before a quotation: Y said: "…"; Y told the court, "…"; Y writes: '…'. Also inside
//! another quotation.

use super::candidate::Candidate;
use super::lexicon::Flags;
use super::page::Page;
use super::said_quote::pieces;

/// Finds them.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    for (number, quotation) in page.layout.quotations.iter().enumerate() {
        if quotation.continues.is_some() {
            continue;
        }
        let start = quotation.span.start();
        let sentence = page.layout.sentence_at(start);
        let sentence = page.layout.sentences[sentence];
        let tokens = page.tokens_in(sentence);
        let mut opening = page.tokens_in(quotation.span).start;
        if sentence.start() == start && sentence.start() > 0 {
            // The line before may introduce it: "Singer Oda Freyn posted on Monday:"
            let before = page.layout.sentence_at(start.saturating_sub(1));
            let line = page.layout.sentences[before];
            if line.of(page.text).ends_with(':') && line.end() <= start {
                let tokens = page.tokens_in(line);
                opening = tokens.end;
                if let Some(candidate) = introduced(page, number, tokens.start, opening) {
                    found.push(candidate);
                }
            }
            continue;
        }
        if let Some(candidate) = introduced(page, number, tokens.start, opening) {
            found.push(candidate);
        }
    }
}

/// The attribution of a quotation by the words before it, from `floor` to `opening`.
fn introduced(page: &Page, number: usize, floor: usize, opening: usize) -> Option<Candidate> {
    let quotation = page.quotation(number);
    let inner = quotation.inner.of(page.text);
    let mark = opening.checked_sub(1).filter(|at| *at >= floor)?;
    let comma = matches!(page.word(mark), "," | ":" | "—" | "–");
    let sentence_like = inner.starts_with(|c: char| c.is_uppercase() || "\"'“‘".contains(c));
    let last = if comma { mark } else { mark + 1 };
    let outer = quotation.inside.map(|number| number as u32);
    // The nearest reporting verb before it, in the same quotation.
    let near = (floor..last).rev().take(14).find(|at| {
        page.tokens[*at].quotation == outer
            && page.has(*at, Flags::SAY.or(Flags::THINK))
            && page.has(*at, Flags::FINITE.or(Flags::ING).or(Flags::PARTICIPLE))
            && !page.has(at.wrapping_sub(1), Flags::DETERMINER)
    })?;
    let adjacent = near + 1 == last;
    let reading = adjacent && page.is(near, &["reading", "saying"]) && !inner.is_empty();
    if reading && let Some(writing) = document_before(page, near, floor) {
        let cue = page.tokens[near].span;
        return Some(Candidate::new("writing", Some(writing), cue, pieces_on(page, number), 0.7));
    }
    if !(comma || adjacent && sentence_like) || !sentence_like && page.word(mark) != ":" {
        return None;
    }
    // Between verb and mark only one addressed, a day, a place.
    let between = near + 1..last;
    if between.clone().any(|at| {
        page.has(at, Flags::AUXILIARY.or(Flags::SUBORDINATOR)) && !page.has(at, Flags::PREPOSITION)
            || page.word(at) == ";"
    }) {
        return None;
    }
    if page.has(near, Flags::ING) && !page.has(near, Flags::FINITE) {
        let (source, cue) = by_participle(page, near, floor)?;
        return Some(Candidate::new(
            "quote_before",
            Some(source),
            cue,
            pieces_on(page, number),
            0.75,
        ));
    }
    let group = page.verb_group(near, floor);
    let subject = page.subject_before(group.tokens.start, floor)?;
    let source = page.trim(page.cover(subject));
    Some(Candidate::new(
        "quote_before",
        Some(source),
        page.cover(group.tokens),
        pieces_on(page, number),
        0.85,
    ))
}

/// The thing written on: "a note reading …", from its article on.
fn document_before(page: &Page, verb: usize, floor: usize) -> Option<sayso_text::Span> {
    let start = (floor..verb).rev().take(5).find(|at| page.has(*at, Flags::DETERMINER))?;
    (start + 1 < verb).then(|| page.trim(page.cover(start..verb)))
}

/// "quoted Xi as saying …", "By August she was telling them …"
fn by_participle(
    page: &Page,
    verb: usize,
    floor: usize,
) -> Option<(sayso_text::Span, sayso_text::Span)> {
    let group = page.verb_group(verb, floor);
    let subject = page.subject_before(group.tokens.start, floor)?;
    Some((page.trim(page.cover(subject)), page.cover(group.tokens)))
}

/// The quotation and the pieces that go on from it.
fn pieces_on(page: &Page, number: usize) -> Vec<sayso_text::Span> {
    let mut content = pieces(page, number);
    let mut last = number;
    let quotations = &page.layout.quotations;
    while quotations[last].runs_on {
        let Some(next) = (last + 1..quotations.len())
            .take(200)
            .find(|next| quotations[*next].continues == Some(last))
        else {
            break;
        };
        content.push(quotations[next].span);
        last = next;
    }
    content
}
