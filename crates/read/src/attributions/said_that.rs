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
    if let Some(candidate) = inverted(page, at, end, first) {
        return Some((candidate, end));
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
            let span = quotation_alone(page, start, last).unwrap_or_else(|| with_marks(page, span));
            if page.tokens_in(span).len() < 2 {
                return None;
            }
            let clear = is_clear(page, at, start);
            let rule = if clear { "said_that" } else { "said_loosely" };
            let candidate = Candidate::new(rule, Some(source), cue, vec![span], 0.7);
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
                    next = end;
                    return Some((
                        Candidate::new("said_within", Some(source), cue, content, 0.75),
                        next,
                    ));
                }
                next = end;
            }
            Some((Candidate::new("said_after", Some(source), cue, content, 0.7), next))
        }
    }
}

/// "The keeper will sign a new deal, claims the Sun." to the end of the sentence.
fn inverted(page: &Page, at: usize, end: usize, first: usize) -> Option<Candidate> {
    let comma = at.checked_sub(1).filter(|comma| *comma > first + 3 && page.word(*comma) == ",")?;
    let token = page.tokens[at];
    // Verbs that take the content for their only object: not "told the House", "called a meeting".
    let plain = [
        "says",
        "said",
        "claims",
        "claimed",
        "reports",
        "reported",
        "writes",
        "wrote",
        "warns",
        "warned",
        "argues",
        "argued",
        "insists",
        "insisted",
        "suggests",
        "suggested",
        "adds",
        "added",
    ];
    if !page.is(at, &plain) || token.quotation.is_some() || page.has(at + 1, Flags::TIME) {
        return None;
    }
    let named = page.phrase_from(at + 1, end)?;
    let ended = named.end == end || page.word(named.end) == "." && named.end + 1 >= end;
    let clause = (first..comma).any(|at| {
        page.has(at, Flags::AUXILIARY)
            || page.has(at, Flags::FINITE)
            || page.word(at).ends_with("ed")
    });
    let begins = page.tokens[named.start].capital
        || page.has(named.start, Flags::DETERMINER.or(Flags::PERSON).or(Flags::PRONOUN));
    if !ended || !clause || !begins || page.tokens[comma - 1].quotation.is_some() {
        return None;
    }
    let source = page.trim(page.cover(named));
    let content = vec![page.trim(page.cover(first..comma))];
    Some(Candidate::new("says_after", Some(source), token.span, content, 0.8).settled())
}

/// Whether verb and content can hardly be anything else: a clause with "that", or a plain verb of
/// saying with a clause that begins as clauses do.
fn is_clear(page: &Page, verb: usize, start: usize) -> bool {
    let plain = [
        "said", "says", "say", "told", "tells", "tell", "believed", "believes", "believe",
        "thought", "thinks", "claimed", "claims", "warned", "warns", "insisted", "insists",
        "stated",
    ];
    let begins = page.tokens[start].capital
        || page.has(start, Flags::DETERMINER.or(Flags::PRONOUN))
        || is_opening_quote(page, start);
    page.is(start, &["that", "whether"])
        || page.is(verb, &plain) && (begins || page.tokens[verb].quotation.is_some())
}

/// "It said 'buy me' in nine languages": the quotation, where no clause goes on behind it.
fn quotation_alone(page: &Page, start: usize, last: usize) -> Option<Span> {
    if !is_opening_quote(page, start) {
        return None;
    }
    let quotation = page.quotation(page.tokens[start].quotation? as usize);
    let rest = page.tokens_in(Span::new(
        quotation.span.end(),
        page.tokens[last - 1].span.end().max(quotation.span.end()),
    ));
    let goes_on = rest
        .clone()
        .any(|at| page.has(at, Flags::AUXILIARY.or(Flags::FINITE).or(Flags::CONJUNCTION)));
    (!goes_on && page.tokens_in(quotation.inner).len() >= 2).then_some(quotation.span)
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
        let stated = page.word(ahead) == ":" && page.has(at, Flags::SAY) && ahead + 3 < end;
        if stated
            && page.text[page.tokens[ahead].span.end()..].starts_with(' ')
            && !is_opening_quote(page, ahead + 1)
        {
            return Some(Content::Behind(ahead + 1));
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
