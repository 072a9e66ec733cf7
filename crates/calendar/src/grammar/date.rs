//! Days, months and years by name and number.

use super::{Cursor, Parsed};
use crate::lexicon::Lex;
use crate::meaning::{InYear, Meaning, MonthDay};

/// "first", "21st", "twenty-first".
pub(super) fn ordinal(c: &Cursor, at: usize) -> Option<(usize, u32)> {
    match c.lex(at) {
        Lex::Ordinal(n) => Some((at + 1, n)),
        Lex::Number(n, 1..=2) if c.glued(at + 1) && c.any(at + 1, &["st", "nd", "rd", "th"]) => {
            Some((at + 2, n))
        }
        Lex::Numeral(tens @ (20 | 30)) => match c.lex(c.hyphen(at + 1)?) {
            Lex::Ordinal(ones @ 1..=9) => Some((at + 3, tens + ones)),
            _ => None,
        },
        _ => None,
    }
}

/// A year in four digits, in "'98", or in words.
pub(super) fn year(c: &Cursor, at: usize) -> Option<(usize, i16)> {
    match c.lex(at) {
        Lex::Number(year @ 1000..=2999, 4) => {
            let longer = c.glued(at + 1)
                && c.mark(at + 1, '.')
                && c.glued(at + 2)
                && matches!(c.lex(at + 2), Lex::Number(..));
            (!longer).then_some((at + 1, year as i16))
        }
        Lex::Mark('\'') => match c.lex(at + 1) {
            Lex::Number(short, 2) if c.glued(at + 1) => {
                Some((at + 2, short as i16 + if short < 40 { 2000 } else { 1900 }))
            }
            _ => None,
        },
        _ => None,
    }
}

/// "nineteen ninety-seven", "two thousand".
pub(super) fn spoken_year(c: &Cursor, at: usize) -> Option<(usize, i16)> {
    match c.lex(at) {
        Lex::Numeral(18) | Lex::Numeral(19) | Lex::Numeral(20) => {
            let Lex::Numeral(century) = c.lex(at) else { return None };
            let next = c.skip_hyphen(at + 1);
            let (end, rest) = super::number::numeral(c, next)?;
            ((10..100).contains(&rest)).then_some((end, century as i16 * 100 + rest as i16))
        }
        _ => None,
    }
}

/// A year after a month or a day: "May 8, 2025", "May 2025".
fn year_after(c: &Cursor, at: usize) -> Option<(usize, i16)> {
    let next = if c.mark(at, ',') { at + 1 } else { at };
    let next = if c.is(next, "of") { next + 1 } else { next };
    year(c, next).or_else(|| spoken_year(c, next))
}

/// A day of the month: "8", "8th", "eighth".
fn day_number(c: &Cursor, at: usize) -> Option<(usize, u8)> {
    if let Some((end, n)) = ordinal(c, at) {
        return (1..=31).contains(&n).then_some((end, n as u8));
    }
    match c.lex(at) {
        Lex::Number(n @ 1..=31, 1..=2) if !fraction(c, at + 1) => Some((at + 1, n as u8)),
        _ => None,
    }
}

/// Whether a number goes on with decimals, a clock or a share.
fn fraction(c: &Cursor, at: usize) -> bool {
    let digits_follow = c.glued(at) && c.glued(at + 1) && matches!(c.lex(at + 1), Lex::Number(..));
    digits_follow && matches!(c.lex(at), Lex::Mark('.' | ':' | ',')) || c.mark(at, '%')
}

/// A month's name, small letters only where it can be no other word.
pub(super) fn month_name(c: &Cursor, at: usize) -> Option<u8> {
    match c.lex(at) {
        Lex::Month(month) => Some(month),
        _ => None,
    }
}

/// "May 8", "May 8th, 2025", "8 May", "the 8th of May 2025".
pub(super) fn month_day(c: &Cursor, at: usize) -> Option<(usize, MonthDay)> {
    // "the 8th of May", but "the May 8 vote" begins with the month.
    if c.is(at, "the") && matches!(c.lex(at + 1), Lex::Month(_)) {
        return None;
    }
    let at = c.skip(at, &["the"]);
    if let Some(month) = month_name(c, at) {
        let next = c.skip(at + 1, &["the"]);
        let (end, day) = day_number(c, next)?;
        // "in May 20 people", "March 10 percent"
        if matches!(c.lex(end), Lex::Unit(..)) || c.any(end, &["people", "percent", "million"]) {
            return None;
        }
        let (end, year) = match year_after(c, end) {
            Some((end, year)) => (end, Some(year)),
            None => (end, None),
        };
        return valid(month, day, year)
            .then_some((end, MonthDay { year, month, day, weekday: None }));
    }
    let (end, day) = day_number(c, at)?;
    let next = c.skip_hyphen(c.skip(end, &["of"]));
    let month = month_name(c, next)?;
    let word = c.word(next);
    if !c.capital(next) && matches!(month, 3 | 5) && word.len() > 2 && !c.is(end, "of") {
        // "8 may be": only the number before and a year after would save it.
        year_after(c, next + 1)?;
    }
    let year_at = c.skip_hyphen(next + 1);
    let (end, year) = match year_after(c, year_at) {
        Some((end, year)) => (end, Some(year)),
        None => (next + 1, None),
    };
    valid(month, day, year).then_some((end, MonthDay { year, month, day, weekday: None }))
}

/// Whether the month has such a day, in a leap year where the year is open.
pub(super) fn valid(month: u8, day: u8, year: Option<i16>) -> bool {
    jiff::civil::Date::new(year.unwrap_or(2024), month as i8, day as i8).is_ok()
}

/// "2025-05-08", "5/8/2025", "8.5.2025".
pub(super) fn numeric(c: &Cursor, at: usize) -> Option<(usize, MonthDay)> {
    let (Lex::Number(a, da), Lex::Mark(mark), Lex::Number(b, 1..=2), Lex::Mark(same)) =
        (c.lex(at), c.lex(at + 1), c.lex(at + 2), c.lex(at + 3))
    else {
        return None;
    };
    let Lex::Number(last, dl) = c.lex(at + 4) else { return None };
    if mark != same || !(1..=4).all(|n| c.glued(at + n)) || da > 4 || dl > 4 {
        return None;
    }
    let (year, month, day) = match mark {
        '-' | '/' if da == 4 => (a, b, last),
        '/' | '-' if (dl == 4 || dl == 2) && a <= 12 => (last, a, b),
        '/' | '-' | '.' if dl == 4 || dl == 2 => (last, b, a),
        _ => return None,
    };
    let year = match year {
        0..=39 => year + 2000,
        40..=99 => year + 1900,
        year => year,
    };
    let (year, month, day) =
        (i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    valid(month, day, Some(year))
        .then_some((at + 5, MonthDay { year: Some(year), month, day, weekday: None }))
}

/// A day by its number, with or without its weekday: "Thursday, May 8", "Thursday 8 May 2025".
pub(super) fn day(c: &Cursor, at: usize) -> Parsed {
    if let Some((end, day)) = numeric(c, at).or_else(|| month_day(c, at)) {
        return Some((end, Meaning::Day(day)));
    }
    if let Some(day) = second_day(c, at) {
        return Some(day);
    }
    let at = super::relative::which(c, at).map_or(at, |(next, _)| next);
    let Lex::Weekday(weekday) = c.lex(at) else { return None };
    let next = if c.mark(at + 1, ',') || c.mark(at + 1, '.') { at + 2 } else { at + 1 };
    let next = c.skip(next, &["the", "on"]);
    if let Some((end, day)) = numeric(c, next).or_else(|| month_day(c, next)) {
        return Some((end, Meaning::Day(MonthDay { weekday: Some(weekday), ..day })));
    }
    // "Friday 31", "Monday the 13th"
    let counted = |end: usize| {
        matches!(c.lex(end), Lex::Word | Lex::Unit(..) | Lex::Numeral(_) | Lex::Meridiem(_))
            && !super::relative::closes(c, end)
            || matches!(c.lex(end), Lex::Mark(':' | '.' | '-' | '–' | '/' | '%'))
                && c.glued(end + 1)
                && !matches!(c.lex(end + 1), Lex::End | Lex::Mark(_))
            || c.any(end, &["o", "to", "and", "or", "until"])
    };
    match c.lex(next) {
        Lex::Number(day @ 1..=31, 1..=2) if next == at + 1 || c.is(next - 1, "the") => {
            let end = ordinal(c, next).map_or(next + 1, |(end, _)| end);
            let plain = end == next + 1;
            (!(counted(end) || plain && day < 13))
                .then_some((end, Meaning::WeekdayDate(weekday, day as u8)))
        }
        _ => None,
    }
}

/// The "25" of "April 24 and 25", where nothing else is counted by it.
fn second_day(c: &Cursor, at: usize) -> Parsed {
    let (Lex::Number(day @ 1..=31, 1..=2), true) = (c.lex(at), c.any_before(at, &["and"])) else {
        return None;
    };
    let (first, named) = (at.checked_sub(2)?, at.checked_sub(3)?);
    let (Lex::Number(before @ 1..=31, _), Lex::Month(month)) =
        (c.tokens[first].lex, c.tokens[named].lex)
    else {
        return None;
    };
    let ends = matches!(c.lex(at + 1), Lex::End | Lex::Mark(',' | ';' | ')' | '.'))
        && !fraction(c, at + 1);
    let day = day as u8;
    (ends && u32::from(day) > before && valid(month, day, None))
        .then_some((at + 1, Meaning::Day(MonthDay { year: None, month, day, weekday: None })))
}

/// A month, with its year or alone.
pub(super) fn month(c: &Cursor, at: usize) -> Parsed {
    let month = month_name(c, at)?;
    if let Some((end, year)) = year_after(c, c.skip_hyphen(at + 1)) {
        // "May, 2001" is rare; "in June, 2000 men" is too.
        return Some((end, Meaning::Month(month, InYear::Year(year))));
    }
    (month_alone(c, at, month)).then_some((at + 1, Meaning::Month(month, InYear::Open)))
}

/// Whether a bare month is one: May, March, April, June and August are words and people too.
fn month_alone(c: &Cursor, at: usize, month: u8) -> bool {
    let word = c.word(at);
    let short = word.len() <= 4 && !matches!(month, 5..=7) || word.ends_with('.');
    let name = word.trim_end_matches('.').len() <= 3 && month != 5 || word.len() == 4 && month == 9;
    if name && !word.ends_with('.') || short && c.lex(at + 1) == Lex::Mark('.') {
        return false;
    }
    let risky = matches!(month, 3..=6 | 8);
    if !risky {
        return c.capital(at) || c.any_before(at, LEADS);
    }
    if !c.capital(at) {
        return false;
    }
    // "the March accession", "a June agreement": people take no article.
    if c.any_before(at, &["the", "a", "its", "an"])
        && c.lex(at + 1) == Lex::Word
        && !c.capital(at + 1)
        && !c.any(at + 1, &["of", "on", "for", "to", "by", "through", "was", "is", "will"])
    {
        return true;
    }
    if c.any_before(at, LEADS) {
        // "in May Day marches", "by April Jones"
        return !(c.capital(at + 1) && c.lex(at + 1) == Lex::Word && !c.is(at + 1, "i"));
    }
    if c.any_before(at, DOUBTFUL) {
        return !c.capital(at + 1) && !person(c, at);
    }
    let neighbour = |at: usize| matches!(c.lex(at), Lex::Month(_));
    let listed = (c.is(at + 1, "and") || c.mark(at + 1, ',') || c.is(at + 1, "or"))
        && neighbour(at + 2)
        || at > 1
            && (c.any_before(at, &["and", "or"]) || c.lex_before(at) == Lex::Mark(','))
            && neighbour(at - 2)
        || c.lex_before(at) == Lex::Mark('-') && at > 1 && neighbour(at - 2);
    listed && !person(c, at)
}

/// Words that lead to a month and hardly ever to a person.
const LEADS: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "last",
    "next",
    "this",
    "early",
    "late",
    "mid",
    "during",
    "each",
    "every",
    "through",
    "throughout",
    "previous",
    "following",
    "of",
    "late-",
    "early-",
];

/// Words that lead to a month or to a person.
const DOUBTFUL: &[&str] =
    &["by", "from", "before", "after", "for", "between", "to", "-", "in early"];

/// Whether the same name is a person's elsewhere near by: after a title or beside a surname.
fn person(c: &Cursor, at: usize) -> bool {
    let name = c.word(at);
    let from = at.saturating_sub(PERSON_REACH);
    let to = (at + PERSON_REACH).min(c.tokens.len());
    (from..to).any(|other| {
        other != at
            && c.tokens[other].lex == c.tokens[at].lex
            && c.raw(other) == name
            && (other + 1 < c.tokens.len()
                && c.tokens[other + 1].capital
                && c.tokens[other + 1].lex == Lex::Word
                && c.tokens[other + 1].gap == crate::lexer::Gap::Blank
                || other > 0
                    && c.tokens[other - 1].capital
                    && c.tokens[other - 1].lex == Lex::Word
                    && !c.opens_sentence(other - 1))
    })
}

/// How many words around a month are searched for a person of that name.
const PERSON_REACH: usize = 120;
