//! The day of issue: stated in the head of a text or its dateline, else inferred.
//!
//! 1. [`clue`]: which day and month a text puts itself on ("Feb 29 (MNA) –", "today (Thursday,
//!    May 8)", "published Tuesday, Oct. 15"), with or without its year
//! 2. [`evidence`]: what bears on the year: weekdays beside their dates, anniversaries, years that
//!    the text looks back on or forward to
//! 3. the years in bounds in which everything fits: one is the answer, none or several is none
//!
//! "Not inferable" is an answer: a wrong day would make every other date wrong.

mod clue;
mod evidence;

use crate::Issue;
use crate::civil::{on_or_before, weekday};
use crate::grammar::Found;
use crate::lexer::Token;
use clue::{Clue, Source};
use evidence::Evidence;
use jiff::civil::Date;
use sayso_text::Span;
use std::ops::RangeInclusive;

/// A text and what was found in it.
#[derive(Clone, Copy)]
struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
    found: &'a [Found],
}

impl<'a> Page<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        let here = self.word(at);
        words.iter().any(|word| here.eq_ignore_ascii_case(word))
    }

    fn span(&self, found: &Found) -> Span {
        let first = self.tokens[found.start].start as usize;
        Span::new(first, self.tokens[found.end - 1].end as usize)
    }
}

/// Infers the day of issue; `None` where no day or several fit.
pub(crate) fn infer(
    text: &str,
    tokens: &[Token],
    found: &[Found],
    years: &RangeInclusive<i16>,
) -> Option<Issue> {
    let page = Page { text, tokens, found };
    let clues = clue::clues(&page);
    let stated = clues.iter().find_map(|clue| {
        let day = Date::new(clue.day?.year?, clue.day?.month as i8, clue.day?.day as i8).ok()?;
        Some(Issue {
            day,
            evidence: vec![format!("stated {}: {}", clue.source.place(), clue.span.of(text))],
            spans: vec![clue.span],
            inferred: false,
        })
    });
    if stated.is_some() {
        return stated;
    }
    let evidence = evidence::gather(&page);
    clues.iter().find_map(|clue| match clue.day {
        Some(_) => dated(&page, clue, &evidence, years),
        None => before_announced(&page, clue, &evidence, years),
    })
}

/// A clue that lacks only its year.
fn dated(
    page: &Page,
    clue: &Clue,
    evidence: &Evidence,
    years: &RangeInclusive<i16>,
) -> Option<Issue> {
    let day = clue.day?;
    let fits = |year: i16| {
        Date::new(year, day.month as i8, day.day as i8)
            .ok()
            .filter(|issue| day.weekday.is_none_or(|wanted| weekday(*issue) == wanted))
            .filter(|issue| evidence.fits(*issue))
    };
    let mut possible: Vec<Date> = years.clone().filter_map(fits).collect();
    let mut lede = None;
    if possible.len() > 1 && clue.source == Source::Dateline {
        // Wires date their first sentence by the weekday on which they file.
        lede = clue::lede_weekday(page, clue);
        if let Some((wanted, _)) = lede {
            possible.retain(|issue| weekday(*issue) == wanted);
        }
    }
    let [issue] = possible[..] else { return None };
    let mut reasons = vec![format!("{}: {}", clue.source.place(), clue.span.of(page.text))];
    let mut spans = vec![clue.span];
    if let Some((_, span)) = lede {
        reasons.push(format!(
            "“{}” in the first sentence: of the years in question only {} has that weekday there",
            span.of(page.text),
            issue.year()
        ));
        spans.push(span);
    }
    evidence.explain(page, issue, &mut reasons, &mut spans);
    Some(Issue { day: issue, evidence: reasons, spans, inferred: true })
}

/// "Issued on Friday" over the days that a preview announces: the last such weekday before them.
fn before_announced(
    page: &Page,
    clue: &Clue,
    evidence: &Evidence,
    years: &RangeInclusive<i16>,
) -> Option<Issue> {
    let wanted = clue.weekday?;
    let (first, span) = evidence.announced(page)?;
    let fits = |year: i16| {
        let day = Date::new(year, first.month as i8, first.day as i8).ok()?;
        let issue = on_or_before(day.yesterday().ok()?, wanted)?;
        evidence.fits(issue).then_some(issue)
    };
    let possible: Vec<Date> = years.clone().filter_map(fits).collect();
    let [issue] = possible[..] else { return None };
    let mut reasons = vec![format!("{}, before {}", clue.span.of(page.text), span.of(page.text))];
    let mut spans = vec![clue.span, span];
    evidence.explain(page, issue, &mut reasons, &mut spans);
    Some(Issue { day: issue, evidence: reasons, spans, inferred: true })
}
