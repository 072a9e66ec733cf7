//! What a text tells about the year of its issue.

use super::Page;
use crate::civil::{distance, weekday};
use crate::grammar::Found;
use crate::lexicon::Lex;
use crate::meaning::{InYear, Meaning, MonthDay, Which};
use crate::tense::{Tense, tense};
use jiff::civil::Date;
use sayso_text::Span;

/// A weekday may stand this far from the day of issue.
const NEAR: i32 = 200;

/// A meeting is announced with its full date at most so many days ahead.
const AHEAD: i32 = 550;

/// Everything that bears on the year.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Days without a year, with their weekday.
    pairs: Vec<(MonthDay, Span)>,
    /// Years in which an anniversary falls.
    anniversaries: Vec<(i16, String, Span)>,
    /// The latest year that the text looks back on.
    past: Option<(i16, Span)>,
    /// The earliest year that it looks forward to.
    future: Option<(i16, Span)>,
    /// A full date that the text looks forward to: announcements reach a year ahead, seldom more.
    ahead: Option<(Date, Span)>,
    /// The year of a copyright line.
    copyright: Option<(i16, Span)>,
}

impl Evidence {
    /// Whether the text can have been issued on this day.
    pub(super) fn fits(&self, issue: Date) -> bool {
        self.pairs.iter().all(|(pair, _)| {
            near(*pair, issue).is_none_or(|day| Some(weekday(day)) == pair.weekday)
        }) && self.anniversaries.iter().all(|(year, ..)| *year == issue.year())
            && self.past.is_none_or(|(year, _)| year <= issue.year())
            && self.future.is_none_or(|(year, _)| year >= issue.year())
            && self.ahead.is_none_or(|(day, _)| (0..AHEAD).contains(&distance(issue, day)))
            && self.copyright.is_none_or(|(year, _)| year == issue.year())
    }

    /// Adds to the evidence for `issue` what bears it out.
    pub(super) fn explain(
        &self,
        page: &Page,
        issue: Date,
        reasons: &mut Vec<String>,
        spans: &mut Vec<Span>,
    ) {
        for (pair, span) in &self.pairs {
            if !spans.contains(span)
                && let Some(day) = near(*pair, issue)
            {
                reasons.push(format!("{} fits {}", span.of(page.text), day.year()));
                spans.push(*span);
            }
        }
        for (year, reason, span) in &self.anniversaries {
            reasons.push(format!("{}: {reason}, so {year}", span.of(page.text)));
            spans.push(*span);
        }
        for (bound, words) in [(self.past, "looks back on"), (self.future, "looks forward to")] {
            if let Some((_, span)) = bound {
                reasons.push(format!("{words} {}", span.of(page.text)));
                spans.push(span);
            }
        }
        if let Some((year, span)) = self.copyright {
            reasons.push(format!("copyright {year}"));
            spans.push(span);
        }
    }

    /// The first of the days that a preview announces in its head.
    pub(super) fn announced(&self, page: &Page) -> Option<(MonthDay, Span)> {
        const PREVIEW: &[&str] = &[
            "ahead",
            "agenda",
            "calendar",
            "diary",
            "preview",
            "planner",
            "programme",
            "schedule",
        ];
        let head = page.tokens.len().min(60);
        (0..head).any(|at| page.is(at, PREVIEW)).then_some(())?;
        self.pairs.first().copied()
    }
}

/// The day of the pair that lies near a day of issue.
fn near(pair: MonthDay, issue: Date) -> Option<Date> {
    (-1..=1)
        .filter_map(|by| Date::new(issue.year() + by, pair.month as i8, pair.day as i8).ok())
        .find(|day| distance(issue, *day).abs() < NEAR)
}

/// Reads the evidence off a text.
pub(super) fn gather(page: &Page) -> Evidence {
    let mut evidence = Evidence::default();
    for (n, found) in page.found.iter().enumerate() {
        let span = page.span(found);
        match &found.meaning {
            Meaning::Year(year) | Meaning::Month(_, InYear::Year(year)) => {
                evidence.year(page, *year, found.start, found.end, span);
            }
            Meaning::Day(day) if day.year.is_some() => {
                let year = day.year.unwrap_or_default();
                evidence.year(page, year, found.start, found.end, span);
                evidence.ahead(page, *day, found, span);
            }
            Meaning::Range(first, _) if inner(first).is_some_and(|day| day.year.is_some()) => {
                if let Some(day) = inner(first) {
                    evidence.year(page, day.year.unwrap_or_default(), found.start, found.end, span);
                    evidence.ahead(page, day, found, span);
                }
            }
            meaning => evidence.pairs.extend(pairs(meaning).map(|pair| (pair, span))),
        }
        evidence.apart(page, n);
    }
    for at in 0..page.tokens.len() {
        if page.is(at, &["anniversary", "birthday", "jubilee"]) {
            evidence.anniversary(page, at);
        }
    }
    evidence
}

/// Days with weekday and without year inside a meaning.
fn pairs(meaning: &Meaning) -> impl Iterator<Item = MonthDay> {
    let (first, last) = match meaning {
        Meaning::Range(first, last) => (inner(first), inner(last)),
        meaning => (inner(meaning), None),
    };
    first.into_iter().chain(last).filter(|day| day.weekday.is_some() && day.year.is_none())
}

fn inner(meaning: &Meaning) -> Option<MonthDay> {
    match meaning {
        Meaning::Day(day) => Some(*day),
        Meaning::Clock(Some(day), _) | Meaning::Part(day, _) => inner(day),
        _ => None,
    }
}

impl Evidence {
    /// A year that the text names looks back or forward, by tense.
    fn year(&mut self, page: &Page, year: i16, start: usize, end: usize, span: Span) {
        if start > 0
            && (page.is(start - 1, &["©", "copyright"])
                || page.is(start - 1, &[")"]) && page.is(start.saturating_sub(2), &["c"]))
        {
            self.copyright = Some((year, span));
            return;
        }
        match tense(page.text, page.tokens, start, end) {
            Tense::Past if self.past.is_none_or(|(latest, _)| year > latest) => {
                self.past = Some((year, span));
            }
            // "marks 25 years since the strike of 1992"
            Tense::Future if start > 0 && page.is(start - 1, &["of", "since", "from"]) => {}
            Tense::Future if self.future.is_none_or(|(earliest, _)| year < earliest) => {
                self.future = Some((year, span));
            }
            _ => {}
        }
    }

    /// A full date ahead.
    fn ahead(&mut self, page: &Page, day: MonthDay, found: &Found, span: Span) {
        let date = day.year.and_then(|year| Date::new(year, day.month as i8, day.day as i8).ok());
        let ahead = tense(page.text, page.tokens, found.start, found.end) == Tense::Future;
        if let Some(date) = date.filter(|_| ahead)
            && self.ahead.is_none_or(|(first, _)| date < first)
        {
            self.ahead = Some((date, span));
        }
    }

    /// "Wednesday (May 7)".
    fn apart(&mut self, page: &Page, n: usize) {
        let Some(next) = page.found.get(n + 1) else { return };
        let found = &page.found[n];
        let (Meaning::Weekday(weekday, Which::Bare), Meaning::Day(day)) =
            (&found.meaning, &next.meaning)
        else {
            return;
        };
        let bracket = next.start == found.end + 1 && page.tokens[found.end].lex == Lex::Mark('(');
        if bracket && day.year.is_none() && day.weekday.is_none() {
            let pair = MonthDay { weekday: Some(*weekday), ..*day };
            self.pairs.push((pair, page.span(found).cover(page.span(next))));
        }
    }

    /// "the 80th anniversary of the victory over Nazi Germany", "began in 1969 and marked its 50th
    /// anniversary".
    fn anniversary(&mut self, page: &Page, at: usize) {
        let Some((first, count)) = ordinal_before(page, at) else { return };
        let sentence = page.tokens[at].sentence;
        let here =
            |at: &usize| page.tokens.get(*at).is_some_and(|token| token.sentence == sentence);
        let span = Span::new(page.tokens[first].start as usize, page.tokens[at].end as usize);
        let from = (0..at).rev().take_while(here).take(40).last().unwrap_or(at);
        let to = (at..page.tokens.len()).take_while(here).take(40).last().unwrap_or(at);
        let near = page.found.partition_point(|found| found.start < from);
        let mut years =
            page.found[near..].iter().take_while(|found| found.start <= to).filter_map(|found| {
                match &found.meaning {
                    Meaning::Year(year) | Meaning::Month(_, InYear::Year(year)) => Some(*year),
                    Meaning::Day(day) => day.year,
                    _ => None,
                }
            });
        let dated = years.next().filter(|_| years.next().is_none());
        if let Some(year) = dated {
            // The year may be that of the feast itself.
            if i32::from(year) + (count as i32) <= 2100 {
                self.anniversaries.push((year + count, format!("of {year}"), span));
            }
            return;
        }
        let words = &page.text[page.tokens[from].start as usize..page.tokens[to].end as usize];
        let other = BEGINNINGS.iter().any(|word| words.contains(word));
        if let Some((event, year)) = KNOWN.iter().find(|(event, _)| words.contains(event) && !other)
        {
            self.anniversaries.push((year + count, format!("“{event}” was in {year}"), span));
        }
    }
}

/// "80th", "fiftieth" before "anniversary", and where it begins.
fn ordinal_before(page: &Page, at: usize) -> Option<(usize, i16)> {
    let before = at.checked_sub(1)?;
    if let Lex::Ordinal(n) = page.tokens[before].lex {
        return Some((before, i16::try_from(n).ok()?));
    }
    let number = at.checked_sub(2)?;
    match page.tokens[number].lex {
        Lex::Number(n @ 1..=999, _) if page.is(before, &["st", "nd", "rd", "th"]) => {
            Some((number, n as i16))
        }
        _ => None,
    }
}

/// Words that make an anniversary one of a war's beginning, of which the table has the end.
const BEGINNINGS: &[&str] = &["outbreak", "beginning", "start", "invasion", "began", "broke out"];

/// Events of which everybody knows the year.
const KNOWN: &[(&str, i16)] = &[
    ("Nazi Germany", 1945),
    ("Victory Day", 1945),
    ("World War II", 1945),
    ("Second World War", 1945),
    ("Great Patriotic War", 1945),
    ("Hiroshima", 1945),
    ("Nagasaki", 1945),
    ("Auschwitz", 1945),
    ("United Nations", 1945),
    ("D-Day", 1944),
    ("Normandy", 1944),
    ("Pearl Harbor", 1941),
    ("Armistice", 1918),
    ("October Revolution", 1917),
    ("Chernobyl", 1986),
    ("Berlin Wall", 1989),
    ("Tiananmen", 1989),
    ("moon landing", 1969),
    ("Srebrenica", 1995),
    ("Good Friday Agreement", 1998),
    ("Sept. 11", 2001),
    ("September 11", 2001),
];
