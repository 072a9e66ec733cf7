//! A direct quotation with its speaker beside it: behind it ("…," said Y; "…," Y told reporters),
//! before it (Y said: "…") or between two halves ("…," said Y, "…").

use sayso_text::Span;

use super::candidate::Candidate;
use super::lexicon::Flags;
use super::page::Page;

/// Finds them.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    let quotations = &page.layout.quotations;
    let mut number = 0;
    while number < quotations.len() {
        if quotations[number].inside.is_some() {
            number += 1;
            continue;
        }
        match attribute(page, number) {
            Some((candidate, next)) => {
                found.push(candidate);
                number = next.max(number + 1);
            }
            None => number += 1,
        }
    }
}

/// The attribution of the quotation and the number of the next one to look at.
fn attribute(page: &Page, number: usize) -> Option<(Candidate, usize)> {
    let quotation = page.quotation(number);
    let paragraph = page.layout.paragraphs[page.layout.paragraph_at(quotation.span.start())];
    let next = next_outer(page, number);
    let following = next.map(|next| page.quotation(next).span.start()).unwrap_or(usize::MAX);
    let gap =
        Span::new(quotation.span.end(), following.min(paragraph.end()).max(quotation.span.end()));
    let tail = page.tokens_in(gap);
    let (source, cue, last) = behind(page, quotation.inner, tail.clone())?;
    let mut content = pieces(page, number);
    let mut next_number = next.unwrap_or(page.layout.quotations.len());

    // Split in two: "If they go," said Ruiz, "we stay."
    if let Some(next) = next.filter(|_| following < paragraph.end()) {
        let between = page.tokens_in(Span::new(page.tokens[last - 1].span.end(), following));
        let bridge = between
            .clone()
            .all(|at| matches!(page.word(at), "," | ":" | "—" | "–" | "and" | "then" | "but"))
            || (between.len() <= 8
                && page.word(between.end.saturating_sub(1)) == ","
                && !has_stop(page, between));
        if bridge {
            content.extend(pieces(page, next));
            next_number = next_outer(page, next).unwrap_or(page.layout.quotations.len());
        }
    }
    Some((Candidate::new("said_quote", source, cue, content, 0.9), next_number))
}

fn has_stop(page: &Page, mut tokens: std::ops::Range<usize>) -> bool {
    tokens.any(|at| matches!(page.word(at), "." | "!" | "?"))
}

/// The quotation and the pieces it goes on from.
pub(super) fn pieces(page: &Page, number: usize) -> Vec<Span> {
    let mut content = vec![page.quotation(number).span];
    let mut at = number;
    while let Some(before) = page.quotation(at).continues {
        content.insert(0, page.quotation(before).span);
        at = before;
    }
    content
}

pub(super) fn next_outer(page: &Page, number: usize) -> Option<usize> {
    let quotations = &page.layout.quotations;
    let rest = quotations[number + 1..].iter().position(|q| q.inside.is_none())?;
    Some(number + 1 + rest)
}

/// Source, cue and end of the words behind a quotation that tell who speaks.
fn behind(
    page: &Page,
    inner: Span,
    tail: std::ops::Range<usize>,
) -> Option<(Option<Span>, Span, usize)> {
    let words = inner.of(page.text);
    let closed = words.ends_with([',', '!', '?', '…', '—', '–', '-', '.']);
    let mut first = tail.start;
    let comma = page.word(first) == ",";
    if comma {
        first += 1;
    }
    if !closed && !comma || first >= tail.end {
        return None;
    }
    let end = (first..tail.end)
        .find(|at| {
            matches!(page.word(*at), "." | ";" | "!" | "?" | ":")
                && !(page.word(*at) == "."
                    && *at + 1 < tail.end
                    && page.tokens[*at - 1].capital
                    && page.tokens[*at].span.end() + 1 == page.tokens[*at + 1].span.start()
                    && page.word(*at - 1).len() <= 4)
        })
        .unwrap_or(tail.end);
    if words.ends_with('.') && page.tokens[first].capital && !page.has(first, Flags::PRONOUN) {
        // A new sentence begins.
        return None;
    }
    let reports = Flags::SAY.or(Flags::THINK);
    let inverted = page.has(first, reports) && page.has(first, Flags::FINITE) && first + 1 < end;
    if inverted {
        let mut after = first + 1;
        if page.has(after, Flags::ADVERB) {
            after += 1;
        }
        let source = page.phrase_from(after, end)?;
        let last = source.end;
        return Some((Some(page.trim(page.cover(source))), page.tokens[first].span, last));
    }
    // Subject first; words of another clause may not stand between.
    let limit = end.min(first + 30);
    for at in first + 1..limit {
        if page.has(at, Flags::SAY.or(Flags::THINK))
            && page.has(at, Flags::FINITE.or(Flags::PARTICIPLE))
        {
            let passive = page.is(at, &["quoted", "cited"]) && page.is(at + 1, &["as"]);
            let group = page.verb_group(at, first);
            if page.has(at, Flags::PARTICIPLE)
                && !page.has(at, Flags::FINITE)
                && group.tokens.len() < 2
                && !passive
            {
                continue;
            }
            if page
                .has(group.tokens.start.wrapping_sub(1), Flags::DETERMINER.or(Flags::PREPOSITION))
            {
                continue;
            }
            let subject = page.subject_before(group.tokens.start, first)?;
            if subject.start > first + 1 && !opens_clause(page, first, subject.start) {
                return None;
            }
            return Some((Some(page.trim(page.cover(subject))), page.cover(group.tokens), at + 1));
        }
        if page.has(at, Flags::QUOTE) && page.is(at + 1, &["as"]) && page.has(at + 2, Flags::ING) {
            let group = page.verb_group(at, first);
            let subject = page.subject_before(group.tokens.start, first)?;
            let cue = page.cover(group.tokens.start..at + 3);
            return Some((Some(page.trim(page.cover(subject))), cue, at + 3));
        }
    }
    None
}

/// Whether what stands before the subject may: "when asked about it, she said".
fn opens_clause(page: &Page, first: usize, subject: usize) -> bool {
    page.word(subject - 1) == ","
        || page.has(first, Flags::CONJUNCTION.or(Flags::ADVERB)) && subject == first + 1
}
