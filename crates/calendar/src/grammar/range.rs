//! Ranges of which one end borrows from the other: "May 7 to 10", "11 to 13 September",
//! "6 to 7 p.m.", "1988-89". Ranges of two full ends are two expressions.

use super::clock::clock;
use super::date::{month_day, month_name, ordinal, valid, year};
use super::relative::day;
use super::{Cursor, Parsed};
use crate::lexicon::Lex;
use crate::meaning::{Clock, InYear, Meaning, MonthDay};

pub(super) fn range(c: &Cursor, at: usize) -> Parsed {
    month_then_days(c, at)
        .or_else(|| days_then_month(c, at))
        .or_else(|| months(c, at))
        .or_else(|| years(c, at))
        .or_else(|| hours(c, at))
        .or_else(|| day_and_hours(c, at))
}

/// Over "to", "through", "until" or a dash; over "and" where "between" stands before the range.
fn joint(c: &Cursor, at: usize, start: usize) -> Option<usize> {
    if matches!(c.lex(at), Lex::Mark('-' | '–' | '—' | '‑' | '/')) {
        return Some(at + 1);
    }
    if c.any(at, &["to", "through", "until", "till"]) {
        return Some(at + 1);
    }
    (c.is(at, "and") && (c.any_before(start, &["between"]) || c.is(start, "between")))
        .then_some(at + 1)
}

/// "May 7 to 10", "Jan. 3-5, 2019".
fn month_then_days(c: &Cursor, at: usize) -> Parsed {
    let month = month_name(c, at)?;
    let (end, first) = bare_day(c, at + 1)?;
    let next = joint(c, end, at)?;
    let (end, last) = bare_day(c, next)?;
    if last <= first || matches!(c.lex(end), Lex::Unit(..) | Lex::Month(_)) {
        return None;
    }
    // "May 7-10 percent", "May 7 to 10 people"
    if c.any(end, &["percent", "people", "million"]) || c.mark(end, '%') || c.mark(end, ':') {
        return None;
    }
    let comma = if c.mark(end, ',') { end + 1 } else { end };
    let (end, year) = year(c, comma).map_or((end, None), |(end, year)| (end, Some(year)));
    days(month, first, last, year).map(|meaning| (end, meaning))
}

/// "11 to 13 September 2019".
fn days_then_month(c: &Cursor, at: usize) -> Parsed {
    let at = c.skip(at, &["the"]);
    let (end, first) = bare_day(c, at)?;
    let next = joint(c, end, at).or_else(|| c.is(end, "and").then_some(end + 1))?;
    let (end, second) = month_day(c, next)?;
    // "11 to September 13" keeps its own order.
    if matches!(c.lex(next), Lex::Month(_)) || second.day <= first {
        return None;
    }
    days(second.month, first, second.day, second.year).map(|meaning| (end, meaning))
}

fn bare_day(c: &Cursor, at: usize) -> Option<(usize, u8)> {
    let at = c.skip(at, &["the"]);
    if let Some((end, n)) = ordinal(c, at) {
        return (1..=31).contains(&n).then_some((end, n as u8));
    }
    match c.lex(at) {
        Lex::Number(n @ 1..=31, 1..=2) => Some((at + 1, n as u8)),
        _ => None,
    }
}

fn days(month: u8, first: u8, last: u8, year: Option<i16>) -> Option<Meaning> {
    let day = |day| Meaning::Day(MonthDay { year, month, day, weekday: None });
    (valid(month, first, year) && valid(month, last, year))
        .then(|| Meaning::Range(Box::new(day(first)), Box::new(day(last))))
}

/// "January to March 2019", "March-May 2020".
fn months(c: &Cursor, at: usize) -> Parsed {
    let first = month_name(c, at)?;
    let next = joint(c, at + 1, at)?;
    let second = month_name(c, next)?;
    let (end, year) = year(c, next + 1)?;
    let before = if first > second { year.checked_sub(1)? } else { year };
    let month = |month, year| Box::new(Meaning::Month(month, InYear::Year(year)));
    Some((end, Meaning::Range(month(first, before), month(second, year))))
}

/// "1988-89", "2010–2015".
fn years(c: &Cursor, at: usize) -> Parsed {
    let (end, first) = year(c, at).filter(|_| matches!(c.lex(at), Lex::Number(..)))?;
    if !matches!(c.lex(end), Lex::Mark('-' | '–' | '/')) || !c.glued(end) || !c.glued(end + 1) {
        return None;
    }
    let second = match c.lex(end + 1) {
        Lex::Number(short, 2) => first - first % 100 + short as i16,
        Lex::Number(year @ 1000..=2999, 4) => year as i16,
        _ => return None,
    };
    let more = c.mark(end + 2, '-') && c.glued(end + 2) || c.mark(end + 2, '/');
    (second > first && second - first < 200 && !more && first > 1500).then(|| {
        (end + 2, Meaning::Range(Box::new(Meaning::Year(first)), Box::new(Meaning::Year(second))))
    })
}

/// "6 to 7 p.m.", "09:00 to 12:30", "between 1 and 3 p.m. on Friday".
fn hours(c: &Cursor, at: usize) -> Parsed {
    let (mut end, first, second) = hour_pair(c, at)?;
    let comma = if c.mark(end, ',') { end + 1 } else { end };
    let on = day(c, c.skip(comma, &["on"])).map(|(last, day)| {
        end = last;
        Box::new(day)
    });
    let time = |clock| Box::new(Meaning::Clock(on.clone(), clock));
    Some((end, Meaning::Range(time(first), time(second))))
}

/// "Oct. 22, 6 to 7 p.m.", "Oct. 10, between 1 and 3 p.m.".
fn day_and_hours(c: &Cursor, at: usize) -> Parsed {
    let (end, day) = day(c, at)?;
    let comma = if c.mark(end, ',') { end + 1 } else { end };
    let next = c.skip(comma, &["from", "between"]);
    let (end, first, second) = hour_pair(c, next)?;
    let time = |clock| Box::new(Meaning::Clock(Some(Box::new(day.clone())), clock));
    Some((end, Meaning::Range(time(first), time(second))))
}

pub(super) fn hour_pair(c: &Cursor, at: usize) -> Option<(usize, Clock, Clock)> {
    let start = at;
    let told = c.any_before(at, &["from", "between"]);
    let (end, first) = match clock(c, at, told) {
        Some((end, first)) => (end, Some(first)),
        None => (at + 1, None),
    };
    let next = joint(c, end, start)?;
    let (last, second) = clock(c, next, told)?;
    let first = match (first, c.lex(at)) {
        // "7:00 to 8:00 p.m."
        (Some(first), _)
            if second.hour >= 12
                && first.hour < 12
                && (first.hour + 12, first.minute) < (second.hour, second.minute)
                && end <= at + 3
                && c.mark(at + 1, ':') =>
        {
            Clock { hour: first.hour + 12, ..first }
        }
        (Some(first), _) => first,
        // The second's half of the day holds for the first, unless that turns them round.
        (None, Lex::Number(hour @ 1..=12, 1..=2)) => {
            let hour = hour as u8 % 12;
            let afternoon = second.hour >= 12;
            let same = hour + if afternoon { 12 } else { 0 };
            let hour = if same < second.hour || second.hour == 0 { same } else { hour };
            Clock { hour, minute: Some(0) }
        }
        _ => return None,
    };
    Some((last, first, second))
}
