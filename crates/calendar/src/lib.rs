//! Time expressions of a news text, their calendar values, and the day of issue.
//!
//! `read` goes through a text once:
//!
//! 1. `lexer`: words with their calendar sense, sentences, lines, quotations
//! 2. `grammar`: one file a family of expressions; each gives a `meaning::Meaning`, free of
//!    any anchor
//! 3. `issue`: the day of issue, given, stated or inferred
//! 4. `resolve`: from meanings to TIMEX3 values, by the day of issue, tense, headings and what
//!    was named before
//!
//! It is pure and linear in the length of the text.

mod civil;
mod grammar;
mod issue;
mod lexer;
mod lexicon;
mod meaning;
mod resolve;
mod tense;

use sayso_text::Span;
use std::ops::RangeInclusive;

pub use jiff::civil::Date;

/// What is known of a text beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The day of issue, where it was given.
    pub issued: Option<Date>,
    /// The years of issue that are weighed where the text states none. Weekdays come back on the
    /// same day of the month after 5, 6 or 11 years, so without bounds they would show nothing.
    pub years: RangeInclusive<i16>,
}

impl Default for Context {
    fn default() -> Self {
        Context { issued: None, years: 2012..=2030 }
    }
}

/// The times of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The day of issue: given, stated or inferred; `None` where it cannot be known.
    pub issue: Option<Issue>,
    /// Time expressions in the order of the text; none overlaps another.
    pub times: Vec<Time>,
}

/// The day on which a text was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The day.
    pub day: Date,
    /// Why, in words; empty where it was given.
    pub evidence: Vec<String>,
    /// The words that show it.
    pub spans: Vec<Span>,
    /// Whether the year had to be inferred.
    pub inferred: bool,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: Kind,
    /// TIMEX3 value; a range is `first/last`.
    pub value: String,
    /// Other readings, the likelier first.
    pub others: Vec<String>,
    /// Why this value, in words.
    pub reason: String,
    /// Which way the verbs around it point.
    pub direction: Direction,
}

/// Which way the verbs around a time point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// "was held on Friday".
    Back,
    /// "will be held on Friday".
    Ahead,
    /// No verb form tells.
    Unknown,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A day or something longer on the calendar.
    Date,
    /// A part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that repeats.
    Set,
}

impl Kind {
    /// As TIMEX3 writes it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Date => "DATE",
            Kind::Time => "TIME",
            Kind::Duration => "DURATION",
            Kind::Set => "SET",
        }
    }
}

/// Whether a word, in any case, is the full name of a weekday or a month: "Friday", "fridays",
/// "May". Short forms such as "sat" and "mar" are words of their own too often.
pub fn is_calendar_word(word: &str) -> bool {
    lexicon::full_name(word)
}

/// So many days later; `None` beyond the calendar.
pub fn days_later(day: Date, days: i32) -> Option<Date> {
    civil::days_from(day, days)
}

/// The day of an ISO week; Monday is 1.
pub fn week_day(year: i16, week: i8, weekday: i8) -> Option<Date> {
    let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
    jiff::civil::ISOWeekDate::new(year, week, weekday).ok().map(|day| day.date())
}

/// Finds and resolves the time expressions of `text`, and its day of issue.
pub fn read(text: &str, context: &Context) -> Calendar {
    let tokens = lexer::lex(text);
    let found = grammar::find(text, &tokens);
    let issue = match context.issued {
        Some(day) => Some(Issue { day, evidence: Vec::new(), spans: Vec::new(), inferred: false }),
        None => issue::infer(text, &tokens, &found, &context.years),
    };
    let times = resolve::resolve(text, &tokens, &found, issue.as_ref().map(|issue| issue.day));
    Calendar { issue, times }
}
