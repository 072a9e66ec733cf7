//! Months, quarters, halves, seasons, years, decades, centuries and weeks.

use super::date::{self, ordinal, spoken_year, year};
use super::number::number;
use super::relative::{day, which, which_period};
use super::{Cursor, Parsed};
use crate::lexicon::Lex;
use crate::meaning::{Count, InYear, Meaning, Unit, Which};

pub(super) fn period(c: &Cursor, at: usize) -> Parsed {
    let start = vaguely(c, at);
    let base = year_to_date(c, at)
        .or_else(|| part_of(c, at))
        .or_else(|| end_of(c, start))
        .or_else(|| week_of(c, start))
        .or_else(|| quarter(c, start))
        .or_else(|| half(c, start))
        .or_else(|| season(c, start))
        .or_else(|| which_period(c, start))
        .or_else(|| decade(c, start))
        .or_else(|| century(c, start))
        .or_else(|| date::month(c, start))
        .or_else(|| named_year(c, start))
        .or_else(|| the_unit(c, start));
    base.or_else(|| earlier_in(c, at))
}

/// "down 20 percent in the year to date"
fn year_to_date(c: &Cursor, at: usize) -> Parsed {
    let start = c.skip(at, &["the"]);
    let end = c.words(start, &["year", "to", "date"])?;
    Some((end, Meaning::Period(Unit::Year, Which::This)))
}

/// Over "early", "mid-", "late", "earlier", "later", with an article before them.
fn vaguely(c: &Cursor, at: usize) -> usize {
    let start = c.skip(at, &["the"]);
    if c.any(start, &["early", "late", "mid", "earlier", "later"]) {
        let next = c.skip_hyphen(start + 1);
        // In "the late-May trip" the article is the trip's.
        if c.words(next, &["in", "the", "day"]).is_some() || start > at && next > start + 1 {
            return at;
        }
        return c.skip(c.skip(next, &["in", "part"]), &["the", "of"]);
    }
    at
}

/// "earlier in the year", "later in the month".
fn earlier_in(c: &Cursor, at: usize) -> Parsed {
    if !c.any(at, &["earlier", "later", "early", "late"]) || !c.is(at + 1, "in") {
        return None;
    }
    if c.words(at + 2, &["the", "day"]).is_some() {
        return None;
    }
    the_unit(c, at + 2).or_else(|| which_period(c, at + 2)).or_else(|| date::month(c, at + 2))
}

/// "the end of 1990", "the beginning of October", "year-end", "the end of the month".
fn end_of(c: &Cursor, at: usize) -> Parsed {
    if c.is(at, "year") {
        let end =
            c.words(at + 1, &["-", "end"]).or_else(|| c.words(at + 1, &["end"])).or_else(|| {
                let end = c.possessive(at + 1)?;
                c.is(end, "end").then_some(end + 1)
            });
        return end
            .map(|end| (end, Meaning::EndOf(Box::new(Meaning::Period(Unit::Year, Which::This)))));
    }
    // "by end of year", "end of month"
    if c.is(at, "end")
        && c.is(at + 1, "of")
        && let Lex::Unit(unit @ (Unit::Year | Unit::Month), false) = c.lex(at + 2)
    {
        let period = Meaning::Period(unit, Which::This);
        return Some((at + 3, Meaning::EndOf(Box::new(period))));
    }
    let start = c.skip(at, &["the"]);
    let start = c.skip(start, &["very"]);
    if !c.any(start, &["end", "beginning", "start", "middle"]) || !c.is(start + 1, "of") {
        return None;
    }
    let ends = c.is(start, "end");
    let (end, base) = which_period(c, start + 2)
        .or_else(|| quarter(c, start + 2))
        .or_else(|| season(c, start + 2))
        .or_else(|| decade(c, start + 2))
        .or_else(|| century(c, start + 2))
        .or_else(|| date::month(c, start + 2))
        .or_else(|| named_year(c, start + 2))
        .or_else(|| plain_unit(c, start + 2))?;
    Some((end, if ends { Meaning::EndOf(Box::new(base)) } else { base }))
}

/// "the month", "the year" after "the end of".
fn plain_unit(c: &Cursor, at: usize) -> Parsed {
    let next = if c.is(at, "the") { at + 1 } else { return None };
    let next = c.skip(next, &["fiscal", "calendar"]);
    match c.lex(next) {
        Lex::Unit(
            unit @ (Unit::Week
            | Unit::Month
            | Unit::Quarter
            | Unit::Year
            | Unit::Decade
            | Unit::Century),
            false,
        ) => Some((next + 1, Meaning::Period(unit, Which::This))),
        _ => None,
    }
}

/// "the first week of July", "the third month of next year".
fn part_of(c: &Cursor, at: usize) -> Parsed {
    let start = c.skip(at, &["the"]);
    let (next, nth) = match () {
        () if c.any(start, &["last", "final"]) => (start + 1, -1),
        () if c.any(start, &["opening"]) => (start + 1, 1),
        () => {
            let (next, nth) = ordinal(c, start)?;
            (next, i8::try_from(nth).ok()?)
        }
    };
    let Lex::Unit(unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month), plural) =
        c.lex(next)
    else {
        return None;
    };
    // "the first nine months of 1997" is a length and a year.
    if plural || !c.any(next + 1, &["of", "in"]) {
        return None;
    }
    let (end, period) = date::month(c, next + 2)
        .or_else(|| named_year(c, next + 2))
        .or_else(|| which_period(c, next + 2))
        .or_else(|| season(c, next + 2))
        .or_else(|| plain_unit(c, next + 2))?;
    let larger = match &period {
        Meaning::Month(..) => unit < Unit::Month,
        Meaning::Year(_) | Meaning::Season(..) => true,
        Meaning::Period(other, _) => unit < *other && *other >= Unit::Month,
        _ => false,
    };
    larger.then(|| (end, Meaning::PartOf(nth, unit, Box::new(period))))
}

/// "the week of March 6", "the weekend of 9 September".
fn week_of(c: &Cursor, at: usize) -> Parsed {
    let start = c.skip(at, &["the"]);
    let next = c.words(start, &["week", "of"]).or_else(|| c.words(start, &["week", "beginning"]));
    let (unit, next) = match next.or_else(|| c.words(start, &["week", "starting"])) {
        Some(next) => (Unit::Week, next),
        None => (Unit::Weekend, c.words(start, &["weekend", "of"])?),
    };
    let (end, day) = day(c, next)?;
    Some((end, Meaning::Holding(unit, Box::new(day))))
}

/// "the third quarter", "fourth-quarter", "this year's third quarter", "the 1988 second quarter".
fn quarter(c: &Cursor, at: usize) -> Parsed {
    let (start, mut in_year) = year_before(c, at);
    let start = c.skip(start, &["fiscal"]);
    let start = c.skip_hyphen(start);
    let (next, nth) = ordinal(c, start)?;
    if c.is(at, "the") && c.hyphen(next).is_some() {
        return None;
    }
    let next = c.skip_hyphen(next);
    let next = c.skip(next, &["fiscal"]);
    if !matches!(c.lex(next), Lex::Unit(Unit::Quarter, _)) || !(1..=4).contains(&nth) {
        return None;
    }
    let mut end = next + 1;
    if let Some((last, year)) = year_behind(c, end) {
        (end, in_year) = (last, year);
    }
    Some((end, Meaning::Quarter(nth as u8, in_year)))
}

/// "the", "this year's", "last year's", "the 1988" before a quarter or a half.
fn year_before(c: &Cursor, at: usize) -> (usize, InYear) {
    if let Some((end, Meaning::Period(Unit::Year, which))) = which_period(c, at)
        && let Some(end) = c.possessive(end)
    {
        return (end, InYear::Which(which));
    }
    let start = c.skip(at, &["the", "its", "their"]);
    if c.any(start, &["that", "same"]) {
        return (start, InYear::Open);
    }
    if let Some((end, year)) = year(c, start)
        && !c.mark(start, '\'')
    {
        let end = c.possessive(end).unwrap_or(end);
        return (end, InYear::Year(year));
    }
    if let Some((end, which)) = which(c, at)
        && matches!(c.lex(end), Lex::Ordinal(_))
    {
        return (end, InYear::Which(which));
    }
    (start, InYear::Open)
}

/// "of 1989", "of the year", "of last year", "1989".
fn year_behind(c: &Cursor, at: usize) -> Option<(usize, InYear)> {
    let next = c.skip(at, &["of", "in"]);
    if let Some((end, year)) = year(c, next)
        && !c.mark(next, '\'')
    {
        return Some((end, InYear::Year(year)));
    }
    if next == at {
        return None;
    }
    let fiscal = c.skip(next, &["fiscal"]);
    if let Some((end, year)) = year(c, fiscal) {
        return Some((end, InYear::Year(year)));
    }
    if let Some((end, Meaning::Period(Unit::Year, which))) = which_period(c, next) {
        return Some((end, InYear::Which(which)));
    }
    if let Some(end) =
        c.words(next, &["the", "year"]).or_else(|| c.words(next, &["the", "fiscal", "year"]))
    {
        return Some((end, InYear::Which(Which::This)));
    }
    None
}

/// "the first half of 1989", "first-half", "the second half of the year".
fn half(c: &Cursor, at: usize) -> Parsed {
    let (start, mut in_year) = year_before(c, at);
    let (next, nth) = match () {
        () if c.is(start, "first") => (start + 1, 1),
        () if c.any(start, &["second", "latter"]) => (start + 1, 2),
        () => return None,
    };
    let hyphen = c.hyphen(next);
    let next = hyphen.unwrap_or(next);
    if !c.is(next, "half") {
        return None;
    }
    let mut end = next + 1;
    if let Some((last, year)) = year_behind(c, end) {
        (end, in_year) = (last, year);
    } else if in_year == InYear::Open && hyphen.is_none() {
        // A match has halves too.
        return None;
    }
    Some((end, Meaning::Half(nth, in_year)))
}

/// "the summer", "the winter of 1988", "spring 2019": "fall" and "spring" are verbs as well.
fn season(c: &Cursor, at: usize) -> Parsed {
    let start = c.skip(at, &["the"]);
    let Lex::Season(season) = c.lex(start) else { return None };
    let named =
        matches!(c.word(start).to_ascii_lowercase().as_str(), "summer" | "winter" | "autumn");
    let next = c.skip(start + 1, &["of", "in"]);
    if let Some((end, year)) = year(c, next).or_else(|| spoken_year(c, next))
        && !c.mark(end - 1, '\'')
    {
        return Some((end, Meaning::Season(season, InYear::Year(year))));
    }
    let led = c.any_before(
        at,
        &[
            "in", "by", "since", "until", "during", "before", "after", "through", "over", "this",
            "late", "early",
        ],
    );
    let the = start > at;
    let of = c.is(start + 1, "of");
    let names = c.capital(start) && !c.opens_sentence(start);
    ((if named { the || led } else { the && led }) && !of && !names)
        .then_some((start + 1, Meaning::Season(season, InYear::Open)))
}

/// "the 1960s", "the '90s", "the nineties", "the early 1980s".
fn decade(c: &Cursor, at: usize) -> Parsed {
    let start = c.skip(at, &["the"]);
    let start =
        if c.any(start, &["early", "mid", "late"]) { c.skip_hyphen(start + 1) } else { start };
    let plural = |at: usize| {
        let at = if c.mark(at, '\'') && c.glued(at) { at + 1 } else { at };
        (c.glued(at) && c.is(at, "s")).then_some(at + 1)
    };
    match c.lex(start) {
        Lex::Number(year @ 1000..=2999, 4) if year % 10 == 0 => {
            Some((plural(start + 1)?, Meaning::Decade(year as i16 / 10)))
        }
        Lex::Mark('\'') => match c.lex(start + 1) {
            Lex::Number(short @ 10..=90, 2) if short % 10 == 0 && c.glued(start + 1) => {
                Some((plural(start + 2)?, Meaning::Decade(190 + short as i16 / 10)))
            }
            _ => None,
        },
        _ => {
            const NAMES: &[&str] = &[
                "twenties",
                "thirties",
                "forties",
                "fifties",
                "sixties",
                "seventies",
                "eighties",
                "nineties",
            ];
            let nth = NAMES.iter().position(|name| c.is(start, name))?;
            (start > at).then_some((start + 1, Meaning::Decade(192 + nth as i16)))
        }
    }
}

/// "the 20th century", "19th-century".
fn century(c: &Cursor, at: usize) -> Parsed {
    let start = c.skip(at, &["the"]);
    let start =
        if c.any(start, &["early", "mid", "late"]) { c.skip_hyphen(start + 1) } else { start };
    let (next, nth) = ordinal(c, start)?;
    let next = c.skip_hyphen(next);
    (matches!(c.lex(next), Lex::Unit(Unit::Century, _)) && (1..=30).contains(&nth))
        .then_some((next + 1, Meaning::Century(nth as i16 - 1)))
}

/// "1989", "fiscal 1989", "the year 2011", "nineteen ninety-seven".
fn named_year(c: &Cursor, at: usize) -> Parsed {
    let the = c.skip(at, &["the"]);
    let told = c.skip(c.skip(the, &["fiscal"]), &["year"]);
    if let Some((end, year)) = year(c, told) {
        // "the 2011 vote": the article is the vote's.
        let (the, told) = (the > at, told > the);
        if the && !told && c.any(end, &["period", "quarter"]) {
            return Some((end + 1, Meaning::PeriodOfYear(year)));
        }
        let whole = told || !the && plain_year(c, at, end, year);
        return whole.then_some((end, Meaning::Year(year)));
    }
    if told > the
        && let Some((end, year @ 2000..=2099)) = number(c, told)
    {
        return Some((end, Meaning::Year(year as i16)));
    }
    let (end, year) = spoken_year(c, told)?;
    Some((end, Meaning::Year(year)))
}

/// Whether a bare number of four digits is a year.
fn plain_year(c: &Cursor, at: usize, end: usize, year: i16) -> bool {
    const LEADS: &[&str] = &[
        "in", "since", "by", "of", "from", "until", "till", "to", "during", "before", "after",
        "through", "early", "late", "mid", "fiscal", "for", "and", "between", "the", "than",
        "around", "about", "circa", "spring", "summer", "or",
    ];
    const COUNTED: &[&str] = &[
        "people",
        "percent",
        "troops",
        "soldiers",
        "men",
        "women",
        "dollars",
        "jobs",
        "workers",
        "points",
        "miles",
        "feet",
        "tons",
        "tonnes",
        "members",
        "employees",
        "copies",
        "votes",
        "students",
        "homes",
        "million",
        "billion",
        "shares",
        "square",
        "pounds",
        "kilometers",
        "kilometres",
        "meters",
        "metres",
        "yards",
        "hectares",
        "acres",
        "cars",
        "times",
        "prisoners",
        "refugees",
        "police",
        "officers",
        "delegates",
        "or",
        "calories",
        "units",
    ];
    if matches!(c.lex_before(at), Lex::Mark('$' | '£' | '€' | '#' | '.' | ':' | '/' | '+'))
        && c.glued(at)
        || c.mark(end, '%')
        || c.any(end, COUNTED) && !c.is(end, "or")
        || matches!(c.lex(end), Lex::Unit(..))
    {
        return false;
    }
    if matches!(c.lex(end), Lex::Mark('-' | '/' | ':' | '°'))
        && c.glued(end)
        && c.glued(end + 1)
        && matches!(c.lex(end + 1), Lex::Number(..))
        && !matches!(c.lex(end + 1), Lex::Number(_, 4))
    {
        return false;
    }
    if c.any_before(
        at,
        &[
            "no", "number", "flight", "room", "page", "nearly", "some", "over", "than", "only",
            "least", "most",
        ],
    ) {
        return false;
    }
    let led = c.any_before(at, LEADS);
    match year {
        1900..=2100 => true,
        1700..=1899 => led || matches!(c.lex(end), Lex::Mark(_)),
        _ => {
            led && c.any_before(at, &["in", "since", "of", "until", "year", "by"])
                && year < 2100
                && matches!(c.lex(end), Lex::Mark(_) | Lex::End)
        }
    }
}

/// "the weekend", "the quarter", "the latest period", "the fiscal year", "the year", "the week".
fn the_unit(c: &Cursor, at: usize) -> Parsed {
    // "WEEKEND" as a heading
    let fills = |end: usize| {
        c.opens_sentence(at) && matches!(c.lex(end), Lex::End)
            || c.mark(end, ':') && matches!(c.lex(end + 1), Lex::End)
    };
    if c.is(at, "weekend") && fills(at + 1) {
        return Some((at + 1, Meaning::Period(Unit::Weekend, Which::Bare)));
    }
    if !c.any(at, &["the"]) {
        return None;
    }
    let latest = c.skip(at + 1, &["latest", "current", "entire", "whole", "full"]);
    let next = c.skip(latest, &["fiscal"]);
    if c.is(at + 1, "latest") && matches!(c.lex(next), Lex::Unit(Unit::Year, false)) {
        return Some((next + 1, Meaning::Period(Unit::Year, Which::Last)));
    }
    if c.is(at + 1, "full") && c.is(next, "year") && !c.any(next + 1, &["of", "ended", "ending"]) {
        return Some((next + 1, Meaning::Period(Unit::Year, Which::Reported)));
    }
    if c.is(next, "year") && c.any(next + 1, &["ended", "ending", "to"]) {
        return Some((next + 1, Meaning::Duration(vec![(Count::ONE, Unit::Year)])));
    }
    if c.is(next, "period") && c.is(at + 1, "latest") {
        return Some((next + 1, Meaning::Period(Unit::Quarter, Which::The)));
    }
    let Lex::Unit(unit, false) = c.lex(next) else { return None };
    let end = next + 1;
    if c.hyphen(end).is_some() || c.is(end, "of") || c.is(end, "before") || c.is(end, "after") {
        return None;
    }
    match unit {
        Unit::Quarter if c.is(at + 1, "latest") => Some((end, Meaning::Period(unit, Which::Last))),
        Unit::Weekend | Unit::Quarter | Unit::Week | Unit::Year | Unit::Month => {
            Some((end, Meaning::Period(unit, Which::The)))
        }
        _ => None,
    }
}
