//! Where a text puts itself on a day.

use super::Page;
use crate::grammar::Found;
use crate::lexer::Gap;
use crate::lexicon::{Hint, Lex};
use crate::meaning::{Meaning, MonthDay, Which};
use sayso_text::Span;

/// A day that may be the day of issue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clue {
    /// Day and month, perhaps with year and weekday.
    pub(super) day: Option<MonthDay>,
    /// The weekday, where the text gives no more.
    pub(super) weekday: Option<u8>,
    pub(super) span: Span,
    pub(super) source: Source,
}

/// What makes it a clue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// "published", "issued", "updated" before it.
    Published,
    /// Between the place and the dash that open a wire's first paragraph.
    Dateline,
    /// Beside the word "today".
    Today,
    /// "on Tuesday (April 14)" in the first sentence of a report.
    Lede,
    /// In the lines over the text.
    Head,
}

impl Source {
    pub(super) fn place(self) -> &'static str {
        match self {
            Source::Published => "as the day of publication",
            Source::Dateline => "in the dateline",
            Source::Today => "beside “today”",
            Source::Lede => "in the first sentence",
            Source::Head => "over the text",
        }
    }
}

/// So many lines, and so many bytes, may stand over a text.
const HEAD_LINES: usize = 7;
const HEAD_BYTES: u32 = 800;

/// All clues, the stronger first.
pub(super) fn clues(page: &Page) -> Vec<Clue> {
    let mut clues: Vec<Clue> = Vec::new();
    let head = head_end(page);
    for (n, found) in page.found.iter().enumerate() {
        if let Some(clue) = published(page, found, head).or_else(|| today(page, n)) {
            clues.push(clue);
        }
        if found.start < head
            && let Some(clue) =
                dateline(page, found).or_else(|| headed(page, n)).or_else(|| lede(page, n))
        {
            clues.push(clue);
        }
    }
    clues.sort_by_key(|clue| match clue.source {
        Source::Dateline => 0,
        Source::Published => 1,
        Source::Today => 2,
        Source::Head => 3,
        Source::Lede => 4,
    });
    clues
}

/// The first token that is in no line of the head.
fn head_end(page: &Page) -> usize {
    let mut lines = 0;
    for (at, token) in page.tokens.iter().enumerate() {
        lines += usize::from(token.gap == Gap::Line);
        if lines > HEAD_LINES || token.start > HEAD_BYTES {
            return at;
        }
    }
    page.tokens.len()
}

/// The day that a meaning names, with what is known of it.
fn day_of(meaning: &Meaning) -> Option<MonthDay> {
    match meaning {
        Meaning::Day(day) => Some(*day),
        Meaning::Clock(Some(day), _) | Meaning::Part(day, _) => day_of(day),
        _ => None,
    }
}

fn weekday_of(meaning: &Meaning) -> Option<u8> {
    match meaning {
        Meaning::Weekday(day, Which::Bare) => Some(*day),
        Meaning::Clock(Some(day), _) | Meaning::Part(day, _) => weekday_of(day),
        _ => None,
    }
}

/// "published Tuesday, Oct. 15", "Issued on Friday at noon", "Updated: 3 May 2021".
fn published(page: &Page, found: &Found, head: usize) -> Option<Clue> {
    const WORDS: &[&str] =
        &["published", "issued", "updated", "released", "posted", "printed", "filed", "dated"];
    let mut at = found.start.checked_sub(1)?;
    while page.is(at, &["on", "at", ":", "the", ","]) {
        at = at.checked_sub(1)?;
    }
    // "EMBARGOED UNTIL 16:00 GMT ON": it is out from then on.
    let held = page.is(at, &["until", "till", "before"])
        && at > 0
        && (page.is(at - 1, &["embargo", "embargoed", "hold", "publication", "release"]));
    if held && found.start < head {
        let (day, weekday) = (day_of(&found.meaning), weekday_of(&found.meaning));
        return (day.is_some() || weekday.is_some()).then(|| Clue {
            day,
            weekday,
            span: page.span(found),
            source: Source::Published,
        });
    }
    // "was published on Wednesday" tells of something else; so does anything deep in the text.
    let told = at > 0
        && page.tokens[at].gap != Gap::Line
        && matches!(page.tokens[at - 1].lex, Lex::Word)
        && !page.tokens[at].capital;
    if found.start >= head
        || !page.is(at, WORDS)
        || told && !page.is(at - 1, &["log", "edition", "issue", "last", "first", "report"])
    {
        return None;
    }
    let day = day_of(&found.meaning);
    let weekday = weekday_of(&found.meaning);
    (day.is_some() || weekday.is_some()).then(|| Clue {
        day,
        weekday,
        span: page.span(found),
        source: Source::Published,
    })
}

/// "today (Thursday, May 8)", "today, 8 May".
fn today(page: &Page, n: usize) -> Option<Clue> {
    let found = &page.found[n];
    if found.meaning != Meaning::FromToday(0) {
        return None;
    }
    let next = page.found.get(n + 1)?;
    let beside = next.start == found.end + 1
        && matches!(page.tokens[found.end].lex, Lex::Mark('(' | ',' | '–' | '—'));
    let day = day_of(&next.meaning)?;
    beside.then(|| Clue {
        day: Some(day),
        weekday: None,
        span: page.span(found).cover(page.span(next)),
        source: Source::Today,
    })
}

/// "CAPE TORRIN, Feb 29 (MNA) –": a place at the beginning of a line, the day, a dash.
fn dateline(page: &Page, found: &Found) -> Option<Clue> {
    const REACH: usize = 10;
    let day = day_of(&found.meaning)?;
    let mut at = found.start;
    let mut capitals = 0;
    while page.tokens[at].gap != Gap::Line {
        at = at.checked_sub(1)?;
        let token = &page.tokens[at];
        let place =
            token.capital || matches!(token.lex, Lex::Mark(',' | '.' | '/' | '(' | ')' | '-'));
        if !place || found.start - at > REACH {
            return None;
        }
        capitals += usize::from(token.capital);
    }
    let mut end = found.end;
    let mut depth = 0;
    for token in page.tokens[found.end..].iter().take(REACH) {
        match token.lex {
            Lex::Mark('(') => depth += 1,
            Lex::Mark(')') => depth -= 1,
            Lex::Mark(',' | '/') => {}
            Lex::Mark('-' | '–' | '—' | '_' | ':') if token.gap != Gap::Line && depth == 0 => {
                return (capitals > 0).then(|| Clue {
                    day: Some(day),
                    weekday: None,
                    span: page.span(found),
                    source: Source::Dateline,
                });
            }
            Lex::Word if token.capital => {}
            _ if depth > 0 => {}
            _ => return None,
        }
        if token.gap == Gap::Line {
            return None;
        }
        end += 1;
    }
    let _ = end;
    None
}

/// What a head is of: "transcript of the briefing of 12 May 2025".
const HEADED: &[&str] = &[
    "sitting",
    "edition",
    "issue",
    "session",
    "briefing",
    "meeting",
    "conference",
    "hearing",
    "transcript",
    "minutes",
    "statement",
    "release",
    "bulletin",
    "communiqué",
    "debate",
];

/// "on Tuesday (April 14)", told of in the past: agencies put news on the day they send it.
fn lede(page: &Page, n: usize) -> Option<Clue> {
    let found = &page.found[n];
    let next = page.found.get(n + 1)?;
    let bracket = next.start == found.end + 1 && page.tokens[found.end].lex == Lex::Mark('(');
    let weekday = weekday_of(&found.meaning)?;
    let day = day_of(&next.meaning).filter(|day| day.weekday.is_none())?;
    let back = crate::tense::tense(page.text, page.tokens, found.start, found.end)
        == crate::tense::Tense::Past;
    let alone = n == 0;
    (bracket && back && alone).then(|| Clue {
        day: Some(MonthDay { weekday: Some(weekday), ..day }),
        weekday: None,
        span: page.span(found).cover(page.span(next)),
        source: Source::Lede,
    })
}

/// A date in the lines over the text, set apart by marks and in a sentence without a verb.
fn headed(page: &Page, n: usize) -> Option<Clue> {
    let found = &page.found[n];
    let mut day = day_of(&found.meaning)?;
    let sentence = page.tokens[found.start].sentence;
    let here = |at: &usize| page.tokens[*at].sentence == sentence;
    let first = (0..=found.start).rev().take_while(here).take(30).last()?;
    let last = (found.start..page.tokens.len()).take_while(here).take(30).last()?;
    if last - first > 24 {
        return None;
    }
    let verb = (first..=last).any(|at| {
        let token = &page.tokens[at];
        matches!(token.hint, Hint::Past | Hint::Present | Hint::Future)
            && !token.capital
            && !page.is(at, &["s", "'s"])
    });
    let apart = found.start == first
        || !matches!(page.tokens[found.start - 1].lex, Lex::Word | Lex::Opener)
        || page.is(found.start - 1, &["of"]) && page.is(found.start.saturating_sub(2), HEADED);
    let closed = found.end > last
        || matches!(page.tokens[found.end].lex, Lex::Mark(_) | Lex::Number(..))
        || page.tokens[found.end].gap == Gap::Line;
    if verb || !apart || !closed {
        return None;
    }
    // "Thursday's gossip, January 30"
    if day.weekday.is_none() {
        day.weekday = page.found[..n]
            .iter()
            .rev()
            .take_while(|other| page.tokens[other.start].sentence == sentence)
            .find_map(|other| weekday_of(&other.meaning));
    }
    Some(Clue { day: Some(day), weekday: None, span: page.span(found), source: Source::Head })
}

/// The weekday that the first sentence after a dateline gives as its day, looking back.
pub(super) fn lede_weekday(page: &Page, clue: &Clue) -> Option<(u8, Span)> {
    let from = page.found.iter().position(|found| page.span(found) == clue.span)?;
    let dateline = page.tokens[page.found[from].start].sentence;
    page.found[from + 1..]
        .iter()
        .take_while(|found| page.tokens[found.start].sentence <= dateline + 1)
        .find_map(|found| {
            let back = crate::tense::tense(page.text, page.tokens, found.start, found.end)
                == crate::tense::Tense::Past;
            weekday_of(&found.meaning).filter(|_| back).map(|day| (day, page.span(found)))
        })
}
