//! Reported speech and belief: "X said that …", "X told Y …", "…, X said." and "…, X said, …".

use sayso_text::Span;

use super::candidate::Candidate;
use super::lexicon::Flags;
use super::page::Page;

/// Finds them.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    for sentence in &page.layout.sentences {
        let tokens = page.tokens_in(*sentence);
        let mut floor = tokens.start;
        let mut at = tokens.start;
        while at < tokens.end {
            let before = at;
            if let Some((candidate, next)) = report(page, at, floor, tokens.end, tokens.start) {
                found.push(candidate);
                at = next;
            }
            if !page.tokens[before].word
                && matches!(page.word(before), ";" | "\"" | "“" | "”" | ":")
            {
                floor = before + 1;
            }
            at = at.max(before + 1);
        }
    }
}

/// The attribution whose verb stands at `at`, and where to go on.
fn report(
    page: &Page,
    at: usize,
    floor: usize,
    end: usize,
    first: usize,
) -> Option<(Candidate, usize)> {
    let class = Flags::SAY.or(Flags::THINK).or(Flags::SHOW).or(Flags::DENY);
    let token = page.tokens[at];
    if !token.flags.any(class)
        || token.capital
        || !token.flags.any(Flags::FINITE.or(Flags::PARTICIPLE))
    {
        return None;
    }
    // "a report that …" is a noun
    if page.has(at.wrapping_sub(1), Flags::DETERMINER)
        || page.has(at.wrapping_sub(1), Flags::PREPOSITION)
    {
        return None;
    }
    let group = page.verb_group(at, floor);
    let subject = page.subject_before(group.tokens.start, floor)?;
    let cue = page.cover(group.tokens.clone());
    let source = page.trim(page.cover(subject.clone()));
    let content_start = content_behind(page, at, end)?;
    match content_start {
        Content::Behind(start) => {
            let last = content_end(page, start, end, at);
            let span = page.trim(page.cover(start..last));
            let span = with_marks(page, span);
            if page.tokens_in(span).len() < 2 {
                return None;
            }
            let candidate = Candidate::new("said_that", Some(source), cue, vec![span], 0.7);
            Some((candidate, at + 1))
        }
        Content::Before => {
            // "…, X said." The content stands before the comma.
            let comma = subject
                .start
                .checked_sub(1)
                .filter(|comma| *comma > first && page.word(*comma) == ",")?;
            if !token.flags.any(Flags::SAY.or(Flags::THINK)) || comma - first < 3 {
                return None;
            }
            let mut content = vec![page.trim(page.cover(first..comma))];
            let mut next = at + 1;
            if page.word(at + 1) == "," && at + 2 < end {
                let rest = page.trim(page.cover(at + 2..end));
                if page.tokens_in(rest).len() >= 2 {
                    content.push(rest);
                }
                next = end;
            }
            Some((Candidate::new("said_after", Some(source), cue, content, 0.7), next))
        }
    }
}

enum Content {
    Behind(usize),
    Before,
}

/// Where the content of the verb at `at` begins.
fn content_behind(page: &Page, at: usize, end: usize) -> Option<Content> {
    let next = at + 1;
    if next >= end
        || matches!(page.word(next), "." | "," | "\"" | "”" | "!" | "?")
            && !is_opening_quote(page, next)
    {
        return Some(Content::Before);
    }
    let opens = |at: usize| page.is(at, &["that", "whether", "how", "why", "what", "when", "if"]);
    // Behind the one addressed, a day, a place: within a few words.
    for ahead in next..end.min(next + 14) {
        if opens(ahead) {
            return Some(Content::Behind(ahead));
        }
        if matches!(page.word(ahead), ";" | ":" | ".") {
            break;
        }
        if page.has(ahead, Flags::SAY) && ahead > next {
            break;
        }
    }
    if page.has(at, Flags::DENY.or(Flags::SHOW)) {
        return None;
    }
    let mut start = next;
    if page.has(at, Flags::TELL) {
        let addressed = page.phrase_from(start, end)?;
        start = addressed.end;
        if page.word(start) == "," {
            start += 1;
        }
    } else if !page.has(at, Flags::SAY.or(Flags::THINK)) {
        return None;
    }
    while start < end
        && (page.has(start, Flags::TIME)
            || page.is(start, &["on"]) && page.has(start + 1, Flags::TIME))
    {
        start += 1;
    }
    // A clause has a verb; a bare object ("said nothing", "told a story") has none.
    let clause = (start..end.min(start + 16)).any(|ahead| {
        page.has(ahead, Flags::AUXILIARY)
            || page.has(ahead, Flags::FINITE)
            || page.word(ahead).ends_with("ed")
    });
    let begins = page.tokens.get(start).is_some_and(|token| {
        token.capital || token.flags.any(Flags::DETERMINER.or(Flags::PRONOUN)) || token.word
    }) || is_opening_quote(page, start);
    (start < end && clause && begins && !page.has(start, Flags::PREPOSITION))
        .then_some(Content::Behind(start))
}

fn is_opening_quote(page: &Page, at: usize) -> bool {
    page.tokens.get(at).is_some_and(|token| {
        token.quotation.is_some_and(|number| {
            page.quotation(number as usize).span.start() == token.span.start()
        })
    })
}

/// Where the clause ends: at the sentence's end, at a semicolon, or where another act of saying
/// begins ("and added that …").
fn content_end(page: &Page, start: usize, end: usize, verb: usize) -> usize {
    let inside = page.tokens[verb].quotation;
    for at in start..end {
        if page.word(at) == ";" && page.tokens[at].quotation == inside {
            return at;
        }
        if page.tokens[at].quotation != inside && page.tokens[at].quotation.is_none() {
            // The quotation that holds the verb has closed.
            return at;
        }
        let conjunction = page.is(at, &["and", "but"]) || page.word(at) == ",";
        if conjunction && at > start + 1 {
            let mut verb = at + 1;
            while page.has(verb, Flags::ADVERB.or(Flags::CONJUNCTION)) {
                verb += 1;
            }
            let again = page.has(verb, Flags::SAY.or(Flags::DENY)) && page.has(verb, Flags::FINITE);
            let speech = page.is(
                verb,
                &[
                    "said", "added", "told", "warned", "called", "says", "adds", "argued", "noted",
                    "asked",
                ],
            );
            if again && speech {
                return at;
            }
        }
    }
    end
}

/// Takes in the closing mark where the opening one is inside, and leaves out a lone one.
fn with_marks(page: &Page, span: Span) -> Span {
    let after = &page.text[span.end()..];
    let next = after.chars().next();
    let opened = page.layout.quotations[page.layout.quotations_in(span)].iter().any(|quotation| {
        quotation.span.end() > span.end() && quotation.inner.end() <= span.end() + 2
    });
    match next {
        Some(mark) if opened && "\"”’'»".contains(mark) => {
            Span::new(span.start(), span.end() + mark.len_utf8())
        }
        _ => span,
    }
}
