//! From meanings to values: by the day of issue, tense, headings, and what was named before.

use crate::civil::{self, Point, days_from, distance, on_or_after, on_or_before};
use crate::grammar::Found;
use crate::lexer::{Gap, Token};
use crate::lexicon::Lex;
use crate::meaning::{Clock, Count, InYear, Meaning, MonthDay, Origin, Season, Unit, Which};
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
        issue,
        heading: None,
        named: None,
        named_at: 0,
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

struct Resolver<'a> {
    text: &'a str,
    tokens: &'a [Token],
    issue: Option<Date>,
    /// The day of the heading that the text stands under.
    heading: Option<Date>,
    /// What was named last, and in which sentence.
    named: Option<Point>,
    named_at: u32,
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
    others: Vec<String>,
    reason: String,
}

impl Answer {
    fn new(kind: Kind, value: impl Into<String>, reason: impl Into<String>) -> Answer {
        Answer { kind, value: value.into(), point: None, others: Vec::new(), reason: reason.into() }
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
        let heading = self.heads(found);
        let answer = match heading {
            true => self.heading(&found.meaning, at),
            false => self.answer(&found.meaning, at),
        };
        // What is compared with is not what is spoken of.
        if !matches!(found.meaning, Meaning::Shift(_, Unit::Year, _, _)) {
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

    fn remember(&mut self, at: At, answer: &Answer) {
        let Some(point) = answer.point else { return };
        self.named = Some(point);
        self.named_at = self.tokens[at.start].sentence;
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

    /// Whether an expression heads what follows: it fills a line, or opens one like the entry of
    /// a log.
    fn heads(&self, found: &Found) -> bool {
        if self.tokens[found.start].gap != Gap::Line {
            return false;
        }
        let (dated, timed) = match &found.meaning {
            Meaning::Day(_) => (true, false),
            Meaning::Weekday(_, Which::Bare) => (false, false),
            Meaning::Clock(Some(day), _) | Meaning::Part(day, _) => match **day {
                Meaning::Day(_) => (true, true),
                Meaning::Weekday(_, Which::Bare) => (false, true),
                _ => return false,
            },
            Meaning::Range(first, _) => match &**first {
                Meaning::Clock(Some(day), _) => (matches!(**day, Meaning::Day(_)), true),
                _ => return false,
            },
            _ => return false,
        };
        let rest = self.tokens.get(found.end);
        let fills = rest.is_none_or(|next| {
            next.gap == Gap::Line
                || next.lex == Lex::Mark(':')
                    && self.tokens.get(found.end + 1).is_none_or(|next| next.gap == Gap::Line)
        });
        let entry = rest
            .is_some_and(|next| matches!(next.lex, Lex::Mark(',' | ':' | '–' | '—' | '-' | '.')));
        fills || entry && (dated && timed || self.heading.is_some())
    }

    fn heading(&mut self, meaning: &Meaning, at: At) -> Answer {
        let day = match meaning {
            Meaning::Clock(Some(day), _) | Meaning::Part(day, _) => day,
            Meaning::Range(first, _) => match &**first {
                Meaning::Clock(Some(day), _) => day,
                _ => first,
            },
            day => day,
        };
        let resolved = match day {
            Meaning::Weekday(wanted, _) => self.heading_weekday(*wanted),
            day => self.answer(day, at).point.and_then(Point::first),
        };
        if resolved.is_some() {
            self.heading = resolved;
        }
        let Some(day) = resolved else { return self.answer(meaning, at) };
        let reason = "a heading, after the one before it";
        let on_day = |clock: Clock| format!("{day}{}", clock_value(clock));
        match meaning {
            Meaning::Clock(_, clock) => Answer {
                point: Some(Point::Day(day)),
                ..Answer::new(Kind::Time, on_day(*clock), reason)
            },
            Meaning::Part(_, part) => Answer {
                point: Some(Point::Day(day)),
                ..Answer::new(Kind::Time, format!("{day}T{}", part.code()), reason)
            },
            Meaning::Range(..) => self.answer(meaning, at),
            _ => Answer::point(Point::Day(day), reason),
        }
    }

    /// A weekday at the head of a section: the first on or after the heading before, else within
    /// the days that the text has announced, else from the day of issue.
    fn heading_weekday(&self, wanted: u8) -> Option<Date> {
        let named = match self.named {
            Some(Point::Day(day))
                if self.issue.is_some_and(|issue| (0..14).contains(&distance(issue, day))) =>
            {
                // A range's end was named last; its week is meant.
                days_from(day, -6).max(self.issue)
            }
            _ => None,
        };
        on_or_after(self.heading.or(named).or(self.issue)?, wanted)
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
            Meaning::WeekOf(day) => match self.answer(day, at).point.and_then(Point::first) {
                Some(day) => Answer::point(Point::holding(day, Unit::Week), "the week of that day"),
                None => Answer::new(Kind::Date, "XXXX-WXX", "the day of issue is not known"),
            },
            Meaning::EndOf(base) => self.end_of(base, at),
            Meaning::Range(first, last) => self.range(first, last, at),
            Meaning::Duration(parts) => {
                Answer::new(Kind::Duration, duration_value(parts), "a length of time")
            }
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

    /// The day from which bare weekdays are counted.
    fn anchor(&self) -> Option<Date> {
        match (self.heading, self.issue) {
            (Some(heading), Some(issue)) if heading > issue => Some(issue),
            (heading, issue) => heading.or(issue),
        }
    }

    fn weekday(&mut self, wanted: u8, which: Which, at: At) -> Answer {
        let Some(anchor) = self.anchor() else {
            return Answer::new(
                Kind::Date,
                format!("XXXX-WXX-{wanted}"),
                "the day of issue is not known",
            );
        };
        let week = |day: Option<Date>, weeks: i32| {
            day.and_then(|day| days_from(day, 7 * weeks)).map(Point::Day)
        };
        let named = match self.named {
            Some(Point::Day(day)) => day,
            _ => anchor,
        };
        let before = days_from(anchor, -1).and_then(|day| on_or_before(day, wanted));
        let after = days_from(anchor, 1).and_then(|day| on_or_after(day, wanted));
        let (day, other, reason) = match which {
            Which::Last => (before, week(before, -1), "“last”: the latest before the day of issue"),
            Which::Next => (after, week(after, 1), "“next”: the first after the day of issue"),
            Which::This => {
                let day = on_or_after(anchor, wanted);
                (day, week(day, -1), "“this”: the first from the day of issue")
            }
            Which::Before => {
                let day = days_from(named, -1).and_then(|day| on_or_before(day, wanted));
                (day, None, "the latest before the day named last")
            }
            Which::After => {
                let day = days_from(named, 1).and_then(|day| on_or_after(day, wanted));
                (day, None, "the first after the day named last")
            }
            Which::That | Which::The => {
                let day = days_from(named, -3).and_then(|day| on_or_after(day, wanted));
                (day, None, "the nearest to the day named last")
            }
            Which::Bare => {
                let past = on_or_before(anchor, wanted);
                match self.tense(at) {
                    Tense::Future | Tense::Present => {
                        let from = match self.heading {
                            Some(heading) if heading > anchor => heading,
                            _ => anchor,
                        };
                        let day = on_or_after(from, wanted);
                        (
                            day,
                            week(day, -1),
                            "the tense points forward: the first from the day of issue",
                        )
                    }
                    _ => (past, week(past, 1), "the latest up to the day of issue"),
                }
            }
        };
        match day {
            Some(day) => Answer::point(Point::Day(day), reason).other(other),
            None => Answer::new(Kind::Date, format!("XXXX-WXX-{wanted}"), "beyond the calendar"),
        }
    }

    fn month_day(&mut self, day: MonthDay, at: At) -> Answer {
        let dated = |year: i16| Date::new(year, day.month as i8, day.day as i8).ok();
        if let Some(date) = day.year.and_then(dated) {
            return Answer::point(Point::Day(date), "the date as written");
        }
        let open = format!("XXXX-{:02}-{:02}", day.month, day.day);
        let Some(issue) = self.issue else {
            return Answer::new(Kind::Date, open, "the year cannot be known");
        };
        if let Some(weekday) = day.weekday {
            let fits = (-2..=2)
                .filter_map(|by| dated(issue.year() + by))
                .filter(|date| civil::weekday(*date) == weekday)
                .min_by_key(|date| distance(issue, *date).abs());
            if let Some(date) = fits {
                return Answer::point(
                    Point::Day(date),
                    "the nearest year in which the weekday fits",
                );
            }
        }
        self.yearly(InYear::Open, at, &|year| dated(year).map(Point::Day), open)
    }

    /// Something that comes once a year: in a stated year, or in the one that tense and nearness
    /// point to.
    fn yearly(
        &self,
        year: InYear,
        at: At,
        point: &dyn Fn(i16) -> Option<Point>,
        open: String,
    ) -> Answer {
        if let InYear::Year(year) = year
            && let Some(point) = point(year)
        {
            return Answer::point(point, "the year as written");
        }
        let Some(issue) = self.issue else {
            return Answer::new(Kind::Date, open, "the year cannot be known");
        };
        // A period counts as past once it has begun.
        let years: Vec<(Point, i32, i32)> = (-4..=4)
            .filter_map(|by| point(issue.year() + by))
            .filter_map(|point| {
                let first = distance(issue, point.first()?);
                let last = point.last().map_or(first, |last| distance(issue, last));
                Some((point, first, last))
            })
            .collect();
        let past = years.iter().rev().find(|(_, first, _)| *first <= 0);
        let future = years.iter().find(|(_, _, last)| *last >= 0);
        let gap = |year: Option<&(Point, i32, i32)>| {
            year.map_or(i32::MAX, |(_, first, last)| match (*first, *last) {
                (first, _) if first > 0 => first,
                (_, last) if last < 0 => -last,
                _ => 0,
            })
        };
        let (chosen, other, reason) = match year {
            InYear::Which(Which::Last | Which::Before) => {
                let before = years.iter().rev().find(|(_, _, last)| *last < 0);
                (before, None, "“last”: the latest before the day of issue")
            }
            InYear::Which(Which::Next | Which::After) => {
                let after = years.iter().find(|(_, first, _)| *first > 0);
                (after, None, "“next”: the first after the day of issue")
            }
            InYear::Which(_) => {
                let this = years.iter().find(|(point, ..)| {
                    point.first().is_some_and(|first| first.year() == issue.year())
                });
                (this, None, "“this”: in the year of issue")
            }
            _ => {
                let tense = self.tense(at);
                let near = 45;
                match tense {
                    Tense::Past if gap(future) > near || gap(past) <= gap(future) => {
                        (past, future, "the tense points back")
                    }
                    Tense::Future if gap(past) > near || gap(future) <= gap(past) => {
                        (future, past, "the tense points forward")
                    }
                    _ if gap(past) <= gap(future) => {
                        (past, future, "the nearest to the day of issue")
                    }
                    _ => (future, past, "the nearest to the day of issue"),
                }
            }
        };
        match chosen {
            Some((point, ..)) => {
                Answer::point(*point, reason).other(other.map(|(point, ..)| *point))
            }
            None => Answer::new(Kind::Date, open, "beyond the calendar"),
        }
    }

    fn day_of_month(&self, day: u8, at: At) -> Answer {
        let open = format!("XXXX-XX-{day:02}");
        let Some(issue) = self.issue else {
            return Answer::new(Kind::Date, open, "the day of issue is not known");
        };
        let base = match self.named {
            Some(Point::Month(year, month)) => Date::new(year, month, 1).unwrap_or(issue),
            _ => issue,
        };
        let months = if self.tense(at) == Tense::Future { 0..=1 } else { -1..=0 };
        let day = months
            .filter_map(|by| civil::months_from(base.first_of_month(), by))
            .filter_map(|month| Date::new(month.year(), month.month(), day as i8).ok())
            .min_by_key(|day| distance(issue, *day).abs());
        match day {
            Some(day) => Answer::point(Point::Day(day), "a day of the month in hand"),
            None => Answer::new(Kind::Date, open, "no such day near the day of issue"),
        }
    }

    fn month(&self, month: u8, year: InYear, at: At) -> Answer {
        let point = |year| Some(Point::Month(year, month as i8));
        self.yearly(year, at, &point, format!("XXXX-{month:02}"))
    }

    fn quarter(&mut self, quarter: i8, year: InYear, at: At) -> Answer {
        if let (InYear::Which(which), Some(issue)) = (year, self.issue) {
            let by = by(which);
            return Answer::point(
                Point::Quarter(issue.year() + by as i16, quarter),
                "a quarter of that year",
            );
        }
        let point = |year| Some(Point::Quarter(year, quarter));
        let answer = self.begun(year, at, &point, format!("XXXX-Q{quarter}"));
        self.period = answer.point.map(|point| (point, self.tokens[at.start].sentence));
        answer
    }

    fn half(&mut self, half: i8, year: InYear, at: At) -> Answer {
        if let (InYear::Which(which), Some(issue)) = (year, self.issue) {
            return Answer::point(
                Point::Half(issue.year() + by(which) as i16, half),
                "a half of that year",
            );
        }
        self.begun(year, at, &|year| Some(Point::Half(year, half)), format!("XXXX-H{half}"))
    }

    /// Business periods: the latest that has begun, unless the tense points forward.
    fn begun(
        &self,
        year: InYear,
        at: At,
        point: &dyn Fn(i16) -> Option<Point>,
        open: String,
    ) -> Answer {
        let answer = self.yearly(year, at, point, open);
        let (InYear::Open, Some(issue)) = (year, self.issue) else { return answer };
        if self.tense(at) == Tense::Future {
            return answer;
        }
        let begun = (-1..=0)
            .rev()
            .filter_map(|by| point(issue.year() + by))
            .find(|point| point.first().is_some_and(|first| first <= issue));
        match begun {
            Some(point) => Answer::point(point, "the latest that has begun"),
            None => answer,
        }
    }

    fn season(&self, season: Season, year: InYear, at: At) -> Answer {
        let point = |year| Some(Point::Season(year, season));
        self.yearly(year, at, &point, format!("XXXX-{}", season.code()))
    }

    fn counted_from_today(&self, days: i32, at: At) -> Answer {
        if days == 0 && self.nowadays(at) {
            return Answer::new(Kind::Date, "PRESENT_REF", "“today” for the present time");
        }
        let anchor = match self.heading {
            Some(heading) if self.issue.is_none_or(|issue| heading < issue) => Some(heading),
            _ => self.issue,
        };
        match anchor.and_then(|anchor| days_from(anchor, days)) {
            Some(day) => Answer::point(Point::Day(day), "counted from the day of issue"),
            None if days == 0 => {
                Answer::new(Kind::Date, "PRESENT_REF", "the day of issue is not known")
            }
            None => Answer::new(Kind::Date, "XXXX-XX-XX", "the day of issue is not known"),
        }
    }

    /// Whether "today" means these times: it closes a sentence of the present perfect that was
    /// spoken on another day.
    fn nowadays(&self, at: At) -> bool {
        let sentence = self.tokens[at.start].sentence;
        let spoken = matches!((self.named, self.issue), (Some(Point::Day(day)), Some(issue)) if day != issue)
            && self.named_at == sentence;
        spoken && !self.tokens[at.start].quoted
    }

    fn days_from(&mut self, days: i32, base: &Meaning, at: At) -> Answer {
        let base = match base {
            Meaning::Period(Unit::Day, Which::That) => match self.named {
                Some(Point::Day(day)) => self.heading.filter(|_| days == 0).or(Some(day)),
                _ => self.heading.or(self.issue),
            },
            base => self.answer(base, at).point.and_then(Point::first),
        };
        match base.and_then(|base| days_from(base, days)) {
            Some(day) => Answer::point(Point::Day(day), "counted from the day named last"),
            None => {
                Answer::new(Kind::Date, "XXXX-XX-XX", "the day it is counted from is not known")
            }
        }
    }

    fn period(&mut self, unit: Unit, which: Which, at: At) -> Answer {
        let open = || {
            let value = match unit {
                Unit::Week | Unit::Fortnight => "XXXX-WXX",
                Unit::Weekend => "XXXX-WXX-WE",
                Unit::Month => "XXXX-XX",
                Unit::Quarter => "XXXX-QX",
                Unit::Day => "XXXX-XX-XX",
                Unit::Decade => "XXX",
                _ => "XXXX",
            };
            Answer::new(Kind::Date, value, "the day of issue is not known")
        };
        let Some(issue) = self.issue else { return open() };
        let anchor = match self.heading {
            Some(heading) if heading > issue => heading,
            _ => issue,
        };
        let named = self.named.and_then(Point::first).unwrap_or(issue);
        let from = |day: Date, by: i32| Point::holding(day, unit).shifted(by);
        let (point, reason) = match (unit, which) {
            (Unit::Weekend, Which::Bare | Which::The) => {
                let by = if self.tense(at) == Tense::Future || civil::weekday(issue) >= 6 {
                    0
                } else {
                    -1
                };
                (from(issue, by), "the weekend that the tense points to")
            }
            (Unit::Quarter, Which::The | Which::That) => {
                let begun = |point: &Point| point.first().is_some_and(|first| first <= issue);
                let named = self.period.map(|(point, _)| point).filter(begun);
                let last = named.or_else(|| from(issue, -1));
                self.period = last.map(|point| (point, self.tokens[at.start].sentence));
                (last, "the quarter named last")
            }
            (Unit::Day, Which::The | Which::That | Which::Bare) => {
                (Some(Point::Day(named)), "the day named last")
            }
            (Unit::Quarter, Which::Last) => {
                let ended = |point: &Point| point.last().is_some_and(|last| last < issue);
                let named = self.period.map(|(point, _)| point).filter(ended);
                (named.or_else(|| from(issue, -1)), "the latest quarter that has ended")
            }
            (Unit::Decade, Which::Last) => {
                return Answer::new(Kind::Duration, "P10Y", "the ten years up to the day of issue");
            }
            (_, Which::Last) => (from(anchor, -1), "“last”: the one before that of issue"),
            (_, Which::Next) => (from(anchor, 1), "“next”: the one after that of issue"),
            (_, Which::Before) => (from(named, -1), "the one before what was named last"),
            (_, Which::After) => (from(named, 1), "the one after what was named last"),
            (_, Which::That) => (from(named, 0), "what was named last"),
            (_, Which::This | Which::The | Which::Bare) => {
                (from(issue, 0), "that of the day of issue")
            }
        };
        point.map_or_else(open, |point| Answer::point(point, reason))
    }

    fn shift(&mut self, count: Count, unit: Unit, back: bool, origin: Origin, at: At) -> Answer {
        let Count::Halves(halves) = count else {
            return match origin {
                Origin::Issue => Answer::new(
                    Kind::Date,
                    if back { "PAST_REF" } else { "FUTURE_REF" },
                    "names no day",
                ),
                _ => Answer::new(
                    Kind::Duration,
                    duration_value(&[(count, unit)]),
                    "a length of time",
                ),
            };
        };
        let base = match origin {
            Origin::Issue => self.compared(unit, at).or(self.issue.map(Point::Day)),
            Origin::Named => self.compared(unit, at).or(self.named).or(self.issue.map(Point::Day)),
            Origin::Event(noun) => match self.event(noun) {
                Some(day) => Some(Point::Day(day)),
                None => {
                    return Answer::new(
                        Kind::Duration,
                        duration_value(&[(count, unit)]),
                        "counted from an event whose day is not told",
                    );
                }
            },
        };
        let sign = if back { -1 } else { 1 };
        let point = base.and_then(|base| self.moved(base, halves, unit, sign, origin));
        match point {
            Some(point) => Answer::point(
                point,
                match origin {
                    Origin::Issue => "counted from the day of issue",
                    Origin::Named => "counted from what was named last",
                    Origin::Event(_) => "counted from the day of that event",
                },
            ),
            None if base.is_some() => Answer::new(
                Kind::Time,
                if back { "PAST_REF" } else { "FUTURE_REF" },
                "less than a day",
            ),
            None => Answer::new(
                Kind::Date,
                if back { "PAST_REF" } else { "FUTURE_REF" },
                "the day it is counted from is not known",
            ),
        }
    }

    /// The business period with which "a year ago" compares.
    fn compared(&self, unit: Unit, at: At) -> Option<Point> {
        let (point, sentence) = self.period.filter(|_| unit == Unit::Year)?;
        (self.tokens[at.start].sentence.saturating_sub(sentence) <= COMPARED).then_some(point)
    }

    fn moved(
        &self,
        base: Point,
        halves: u32,
        unit: Unit,
        sign: i32,
        origin: Origin,
    ) -> Option<Point> {
        let whole = i32::try_from(halves / 2).ok()? * sign;
        let day = base.first()?;
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => None,
            Unit::Day | Unit::Night => Some(Point::Day(days_from(day, whole)?)),
            Unit::Week | Unit::Weekend => {
                let half = (halves % 2) as i32 * 3 * sign;
                Some(Point::Day(days_from(day, whole.checked_mul(7)? + half)?))
            }
            Unit::Fortnight => Some(Point::Day(days_from(day, whole.checked_mul(14)?)?)),
            Unit::Month => Some(Point::holding(civil::months_from(day, whole)?, Unit::Month)),
            Unit::Quarter => Point::holding(day, Unit::Quarter).shifted(whole),
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => {
                let years = whole.checked_mul(match unit {
                    Unit::Year => 1,
                    Unit::Decade => 10,
                    Unit::Century => 100,
                    _ => 1000,
                })?;
                match (base, origin) {
                    (Point::Quarter(..) | Point::Half(..) | Point::Month(..), _) => {
                        base.years_later(years)
                    }
                    _ => Point::Year(day.year()).shifted(years),
                }
            }
        }
    }

    fn event(&self, noun: usize) -> Option<Date> {
        let token = self.tokens.get(noun)?;
        let word = self.text[token.start as usize..token.end as usize].to_lowercase();
        self.events.as_ref()?.get(&word).copied()
    }

    fn part(&mut self, day: &Meaning, code: &str, at: At) -> Answer {
        let day = self.answer(day, at);
        let value = format!("{}T{code}", day.value);
        Answer { kind: Kind::Time, value, others: Vec::new(), ..day }
    }

    fn clock(&mut self, day: Option<&Meaning>, clock: Clock, at: At) -> Answer {
        let time = clock_value(clock);
        let on = match day {
            Some(day) => Some(self.answer(day, at)),
            None => {
                let sentence = self.tokens[at.start].sentence;
                let named = match self.named {
                    Some(Point::Day(day)) if self.named_at == sentence => Some(day),
                    _ => None,
                };
                named.or(self.heading).or(self.issue).map(|day| {
                    Answer::point(Point::Day(day), "on the day of the heading or of issue")
                })
            }
        };
        match on {
            Some(on) => {
                // "11pm tonight"
                let day = on.value.split('T').next().unwrap_or_default();
                let value = format!("{day}{time}");
                Answer { kind: Kind::Time, value, others: Vec::new(), ..on }
            }
            None => Answer::new(Kind::Time, format!("XXXX-XX-XX{time}"), "the day is not known"),
        }
    }

    fn nth_of(&mut self, nth: i8, weekday: u8, month: &Meaning, at: At) -> Answer {
        let open = format!("XXXX-XX-WXX-{weekday}");
        let reason = "a count within that month";
        if let Meaning::Month(month, year) = month {
            let month = *month as i8;
            let point = |year| civil::nth_weekday(year, month, nth, weekday).map(Point::Day);
            return Answer { reason: reason.into(), ..self.yearly(*year, at, &point, open) };
        }
        match self.answer(month, at).point {
            Some(Point::Month(year, month)) => {
                match civil::nth_weekday(year, month, nth, weekday) {
                    Some(day) => Answer::point(Point::Day(day), reason),
                    None => Answer::new(Kind::Date, open, "that month has no such day"),
                }
            }
            _ => Answer::new(Kind::Date, open, "the month is not known"),
        }
    }

    fn end_of(&mut self, base: &Meaning, at: At) -> Answer {
        let answer = self.answer(base, at);
        match answer.point {
            Some(point @ Point::Month(..)) if matches!(base, Meaning::Period(..)) => {
                match point.last() {
                    Some(day) => Answer::point(Point::Day(day), "the last day of the month")
                        .other(Some(point)),
                    None => answer,
                }
            }
            _ => answer,
        }
    }

    fn range(&mut self, first: &Meaning, last: &Meaning, at: At) -> Answer {
        let first = self.answer(first, at);
        self.named = first.point.or(self.named);
        self.named_at = self.tokens[at.start].sentence;
        let mut last = self.answer(last, at);
        if let (Some(Point::Day(from)), Some(Point::Day(to))) = (first.point, last.point)
            && first.kind == Kind::Time
            && last.value < first.value
            && from == to
            && let Some(day) = days_from(to, 1)
        {
            let time = last.value.split_once('T').map_or("", |(_, time)| time).to_owned();
            last.value = format!("{day}T{time}");
        }
        Answer {
            kind: first.kind,
            value: format!("{}/{}", first.value, last.value),
            point: last.point,
            others: Vec::new(),
            reason: first.reason,
        }
    }
}

/// How many sentences on "a year earlier" still compares with a business period.
const COMPARED: u32 = 3;

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

fn clock_value(clock: Clock) -> String {
    format!("T{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0))
}

/// A duration as TIMEX3 writes it; decades and centuries in years.
fn duration_value(parts: &[(Count, Unit)]) -> String {
    let (mut date, mut time) = (String::new(), String::new());
    for (count, unit) in parts {
        let (letter, by, clock, finer) = match unit {
            Unit::Second => ('S', 1, true, None),
            Unit::Minute => ('M', 1, true, Some((30, 'S'))),
            Unit::Hour => ('H', 1, true, Some((30, 'M'))),
            Unit::Day | Unit::Night => ('D', 1, false, None),
            Unit::Weekend => ('D', 2, false, None),
            Unit::Week => ('W', 1, false, None),
            Unit::Fortnight => ('W', 2, false, None),
            Unit::Month => ('M', 1, false, None),
            Unit::Quarter => ('Q', 1, false, None),
            Unit::Year => ('Y', 1, false, Some((6, 'M'))),
            Unit::Decade => ('Y', 10, false, None),
            Unit::Century => ('Y', 100, false, None),
            Unit::Millennium => ('Y', 1000, false, None),
        };
        let out = if clock { &mut time } else { &mut date };
        match count {
            Count::Some => {
                let letter = match unit {
                    Unit::Decade => "DE".to_owned(),
                    Unit::Century => "CE".to_owned(),
                    _ => letter.to_string(),
                };
                out.push_str(&format!("X{letter}"));
            }
            Count::Halves(halves) => {
                let scaled = u64::from(*halves) * by;
                let whole = scaled / 2;
                let half = scaled % 2 == 1;
                match (whole, half, finer) {
                    (0, true, Some((n, finer))) => out.push_str(&format!("{n}{finer}")),
                    (_, true, Some((n, finer))) => {
                        out.push_str(&format!("{whole}{letter}{n}{finer}"))
                    }
                    (_, true, None) => out.push_str(&format!("{whole}.5{letter}")),
                    _ => out.push_str(&format!("{whole}{letter}")),
                }
            }
        }
    }
    if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") }
}
