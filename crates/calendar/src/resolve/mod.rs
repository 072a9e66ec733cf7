//! From meanings to values: by the day of issue, tense, headings, and what was named before.
//!
//! [`Resolver`] goes through a text in order and keeps what later expressions lean on; one file a
//! family of answers.

mod clock;
mod duration;
mod heading;
mod period;
mod shift;
mod weekday;
mod yearly;

use crate::civil::{self, Point};
use crate::grammar::Found;
use crate::lexer::{Gap, Token};
use crate::lexicon::Lex;
use crate::meaning::{Meaning, Origin, Unit, Which};
use crate::tense::{Tense, tense};
use crate::{Direction, Kind, Time};
use jiff::civil::Date;
use sayso_text::Span;
use std::collections::HashMap;

/// Resolves what was found, in the order of the text.
pub(crate) fn resolve(
    text: &str,
    tokens: &[Token],
    found: &[Found],
    issue: Option<Date>,
) -> Vec<Time> {
    let events = found.iter().any(|found| names_event(&found.meaning));
    let mut resolver = Resolver {
        text,
        tokens,
        found,
        next: 0,
        issue,
        heading: None,
        near: issue.is_none().then(|| near(tokens, found)).flatten(),
        named: None,
        named_at: 0,
        spoken: None,
        begins: None,
        stretch: None,
        day: None,
        weekdays: [None; 8],
        period: None,
        events: events.then(HashMap::new),
    };
    found.iter().map(|found| resolver.time(found)).collect()
}

fn names_event(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Shift(_, _, _, Origin::Event(_)) | Meaning::DayOfEvent(_) => true,
        Meaning::Clock(Some(day), _) | Meaning::Part(day, _) => names_event(day),
        _ => false,
    }
}

/// The first full date in the lines over a text: "WEEK OF 3 APRIL 2023".
fn near(tokens: &[Token], found: &[Found]) -> Option<Date> {
    const LINES: usize = 5;
    let dated = |meaning: &Meaning| match meaning {
        Meaning::Day(day) => Date::new(day.year?, day.month as i8, day.day as i8).ok(),
        _ => None,
    };
    let first = found.iter().find_map(|found| {
        let day = match &found.meaning {
            Meaning::Range(first, _) => dated(first),
            Meaning::Holding(_, day) => dated(day),
            meaning => dated(meaning),
        };
        day.map(|day| (found.start, day))
    });
    let (at, day) = first?;
    let lines = tokens[..=at].iter().filter(|token| token.gap == Gap::Line).count();
    (lines <= LINES).then_some(day)
}

struct Resolver<'a> {
    text: &'a str,
    tokens: &'a [Token],
    found: &'a [Found],
    /// The expression after the one in hand.
    next: usize,
    issue: Option<Date>,
    /// The day of the heading that the text stands under.
    heading: Option<Date>,
    /// A full date over a text without a day of issue, which lends its year.
    near: Option<Date>,
    /// What was named last, and in which sentence.
    named: Option<Point>,
    named_at: u32,
    /// The last day that was named, be it only of a saying, and in which sentence.
    spoken: Option<(Date, u32)>,
    /// The first day of what was named last, where it is a range.
    begins: Option<Point>,
    /// The last such range of days, and in which sentence.
    stretch: Option<(Date, Date, u32)>,
    /// The day named last, whatever longer period was named since.
    day: Option<Date>,
    /// The day last meant by each weekday, and in which sentence.
    weekdays: [Option<(Date, u32)>; 8],
    /// The quarter or other business period named last.
    period: Option<(Point, u32)>,
    /// Days by the nouns that stood beside them; kept only where an expression asks for it.
    events: Option<HashMap<String, Date>>,
}

/// A value and how it was come by.
struct Answer {
    kind: Kind,
    value: String,
    point: Option<Point>,
    /// Where a range begins.
    begins: Option<Point>,
    others: Vec<String>,
    reason: String,
}

impl Answer {
    fn new(kind: Kind, value: impl Into<String>, reason: impl Into<String>) -> Answer {
        Answer {
            kind,
            value: value.into(),
            point: None,
            begins: None,
            others: Vec::new(),
            reason: reason.into(),
        }
    }

    fn point(point: Point, reason: impl Into<String>) -> Answer {
        Answer { point: Some(point), ..Answer::new(Kind::Date, point.value(), reason) }
    }

    fn other(mut self, other: Option<Point>) -> Answer {
        self.others.extend(other.map(Point::value).filter(|value| *value != self.value));
        self
    }
}

/// The expression under resolution.
#[derive(Clone, Copy)]
struct At {
    start: usize,
    end: usize,
}

impl Resolver<'_> {
    fn time(&mut self, found: &Found) -> Time {
        let at = At { start: found.start, end: found.end };
        self.next += 1;
        let heading = self.heads(found);
        let answer = match heading {
            true => self.heading(&found.meaning, at),
            false => self.answer(&found.meaning, at),
        };
        // What is compared with is not what is spoken of.
        let compares = matches!(found.meaning, Meaning::Shift(_, Unit::Year, _, _));
        if let Some(Point::Day(day)) = answer.point {
            self.spoken = Some((day, self.tokens[at.start].sentence));
        }
        if !(compares || self.reports(found)) {
            self.remember(at, &answer);
        }
        let span = Span::new(
            self.tokens[found.start].start as usize,
            self.tokens[found.end - 1].end as usize,
        );
        Time {
            span,
            kind: answer.kind,
            value: answer.value,
            others: answer.others,
            reason: answer.reason,
            direction: match (answer.kind, self.tense(at)) {
                (Kind::Duration | Kind::Set, _) | (_, Tense::Unknown) => Direction::Unknown,
                (_, Tense::Present) => Direction::Unknown,
                (_, Tense::Past) => Direction::Back,
                (_, Tense::Future) => Direction::Ahead,
            },
        }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    /// Whether a weekday only tells when something was said, so that "two weeks later" leans on
    /// what was named before it.
    fn reports(&self, found: &Found) -> bool {
        const SAID: &[&str] = &[
            "said",
            "told",
            "announced",
            "confirmed",
            "added",
            "reported",
            "wrote",
            "declared",
            "says",
            "stated",
            "reporters",
        ];
        let near =
            matches!(found.meaning, Meaning::Weekday(_, Which::Bare) | Meaning::FromToday(_));
        let before = |back: usize| found.start.checked_sub(back).map_or("", |at| self.word(at));
        let said = |back: usize| SAID.contains(&before(back));
        let led = before(1) == "on";
        near && self.named.is_some() && (said(1) || led && said(2))
    }

    fn remember(&mut self, at: At, answer: &Answer) {
        let Some(point) = answer.point else { return };
        self.named = Some(point);
        self.named_at = self.tokens[at.start].sentence;
        // "January 8 and 9" begins on the 8th.
        let joined = self.next > 1
            && self.found[self.next - 2].end + 1 == at.start
            && ["and", "to", "until", "through"].contains(&self.word(at.start - 1));
        let begins = if joined { answer.begins.or(self.begins) } else { answer.begins };
        self.begins = begins.or(Some(point));
        if let (Some(Point::Day(first)), Point::Day(last)) = (self.begins, point)
            && first < last
        {
            self.stretch = Some((first, last, self.named_at));
        }
        if let Point::Day(day) = point {
            self.day = Some(day);
        }
        if let (Some(events), Point::Day(day)) = (&mut self.events, point) {
            let sentence = self.tokens[at.start].sentence;
            let before = self.tokens[..at.start].iter().rev();
            let after = self.tokens[at.end..].iter();
            let words = before
                .take_while(|token| token.sentence == sentence)
                .take(EVENT_REACH)
                .map(|token| (token, true))
                .chain(
                    after
                        .take_while(|token| token.sentence == sentence)
                        .take(EVENT_REACH)
                        .map(|token| (token, false)),
                );
            // What stands before a day happens on it; what stands after may have a day of its own.
            for (token, sure) in words {
                if token.lex == Lex::Word && token.end - token.start >= 4 {
                    let word = &self.text[token.start as usize..token.end as usize];
                    let known = events.entry(word.to_lowercase()).or_insert(day);
                    if sure {
                        *known = day;
                    }
                }
            }
        }
    }

    fn answer(&mut self, meaning: &Meaning, at: At) -> Answer {
        match meaning {
            Meaning::Day(day) => self.month_day(*day, at),
            Meaning::DayOfMonth(day) => self.day_of_month(*day, at),
            Meaning::Month(month, year) => self.month(*month, *year, at),
            Meaning::Year(year) => Answer::point(Point::Year(*year), "the year as written"),
            Meaning::Decade(decade) => {
                Answer::point(Point::Decade(*decade), "the decade as written")
            }
            Meaning::Century(century) => {
                Answer::point(Point::Century(*century), "the century as written")
            }
            Meaning::Weekday(weekday, which) => self.weekday(*weekday, *which, at),
            Meaning::WeekdayDate(weekday, day) => self.weekday_date(*weekday, *day),
            Meaning::PartOf(nth, unit, period) => self.part_of(*nth, 1, *unit, period, at),
            Meaning::FromToday(days) => self.counted_from_today(*days, at),
            Meaning::DaysFrom(days, base) => self.days_from(*days, base, at),
            Meaning::Period(unit, which) => self.period(*unit, *which, at),
            Meaning::Quarter(quarter, year) => self.quarter(*quarter as i8, *year, at),
            Meaning::Half(half, year) => self.half(*half as i8, *year, at),
            Meaning::Season(season, year) => self.season(*season, *year, at),
            Meaning::Holiday(holiday, year) => {
                let holiday = *holiday;
                self.yearly(
                    *year,
                    at,
                    &|year| civil::holiday(holiday, year).map(Point::Day),
                    "XXXX-XX-XX".into(),
                )
            }
            Meaning::Shift(count, unit, back, origin) => {
                self.shift(*count, *unit, *back, *origin, at)
            }
            Meaning::Part(day, part) => self.part(day, part.code(), at),
            Meaning::Clock(day, clock) => self.clock(day.as_deref(), *clock, at),
            Meaning::NthOf(nth, weekday, month) => self.nth_of(*nth, *weekday, month, at),
            Meaning::PeriodOfYear(year) => {
                let same = self.period.and_then(|(point, _)| {
                    let from = point.first()?.year();
                    point.years_later(i32::from(*year) - i32::from(from))
                });
                match same {
                    Some(point) => Answer::point(point, "the period in hand, in that year"),
                    None => Answer::point(Point::Year(*year), "the year as written"),
                }
            }
            Meaning::Holding(unit, day) => {
                match self.answer(day, at).point.and_then(Point::first) {
                    Some(day) => Answer::point(Point::holding(day, *unit), "what holds that day"),
                    None => Answer::new(Kind::Date, "XXXX-WXX", "the day of issue is not known"),
                }
            }
            Meaning::EndOf(base) => self.end_of(base, at),
            Meaning::Range(first, last) => self.range(first, last, at),
            Meaning::Duration(parts) => self.length(parts, at),
            Meaning::Set(value) => Answer::new(Kind::Set, value.clone(), "a repeated time"),
            Meaning::Vague(value) => Answer::new(Kind::Date, *value, "names no day"),
            Meaning::DayOfEvent(noun) => match self.event(*noun) {
                Some(day) => {
                    Answer::point(Point::Day(day), "the day on which that event is put elsewhere")
                }
                None => Answer::new(Kind::Date, "XXXX-XX-XX", "the day of that event is not told"),
            },
        }
    }

    fn tense(&self, at: At) -> Tense {
        tense(self.text, self.tokens, at.start, at.end)
    }
}

/// How many words around a day may name the event that happens on it.
const EVENT_REACH: usize = 40;

/// By how many periods a word moves.
fn by(which: Which) -> i32 {
    match which {
        Which::Last | Which::Before => -1,
        Which::Next | Which::After => 1,
        _ => 0,
    }
}
