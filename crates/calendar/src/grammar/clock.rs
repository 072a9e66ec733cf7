//! Times of day, alone and joined to their day: "9 a.m. Tuesday", "Friday night", "early Monday".

use super::relative::{day, which};
use super::{Cursor, Parsed};
use crate::lexer::Gap;
use crate::lexicon::Lex;
use crate::meaning::{Clock, Meaning, Part, Unit, Which};

/// A day with or without its time of day, or a time of day alone.
pub(super) fn moment(c: &Cursor, at: usize) -> Parsed {
    let start = vaguely(c, at);
    day_with_time(c, start)
        .or_else(|| clock_with_day(c, start))
        .or_else(|| hour_of_part(c, start))
        .or_else(|| part_with_day(c, start))
        .or_else(|| this_part(c, start).map(|found| part_at(c, found)))
}

/// Over "early", "late", "earlier", "later", which belong to the expression.
fn vaguely(c: &Cursor, at: usize) -> usize {
    if c.any(at, &["early", "late", "earlier", "later"]) {
        let next = c.skip_hyphen(at + 1);
        return c.skip(next, &["on"]);
    }
    at
}

/// "Friday night", "Tuesday, 3:40 p.m.", "November 24 at 10am", "Friday at noon".
fn day_with_time(c: &Cursor, at: usize) -> Parsed {
    let (end, day) = day(c, at)?;
    if let Some((last, part)) = part(c, c.skip_hyphen(end)) {
        let meaning = Meaning::Part(Box::new(day), part);
        return Some((last, meaning));
    }
    let comma = if c.mark(end, ',') { end + 1 } else { end };
    let next = c.skip(comma, &["at"]);
    let (next, vague) = match () {
        () if c.any(next, &["around", "about"]) => (next + 1, true),
        () => (next, false),
    };
    if let Some((last, clock)) = clock(c, next, next > comma || vague) {
        return Some((last, Meaning::Clock(Some(Box::new(day)), clock)));
    }
    Some((end, day))
}

/// "9 a.m. Tuesday", "5 p.m. EST Nov. 9", "11pm on Friday, January 31", "noon Saturday".
fn clock_with_day(c: &Cursor, at: usize) -> Parsed {
    let (end, clock) = clock(c, at, false)?;
    let comma = if c.mark(end, ',') { end + 1 } else { end };
    let next = c.skip(comma, &["on", "of"]);
    if let Some((last, day)) = day(c, next) {
        return Some((last, Meaning::Clock(Some(Box::new(day)), clock)));
    }
    // "3 p.m. each day"
    if let Some((last, set)) = super::repeated::at_clock(c, c.skip(comma, &["on"]), clock) {
        return Some((last, set));
    }
    if c.is(next, "tonight") {
        let today = Box::new(Meaning::FromToday(0));
        return Some((next + 1, Meaning::Clock(Some(today), clock)));
    }
    Some((end, Meaning::Clock(None, clock)))
}

/// "the morning of June 5", "the night of Sunday".
fn part_with_day(c: &Cursor, at: usize) -> Parsed {
    let start = c.skip(at, &["the"]);
    let (end, part) = part(c, start)?;
    if let Some((last, day)) = c.is(end, "of").then(|| day(c, end + 1)).flatten() {
        return Some((last, Meaning::Part(Box::new(day), part)));
    }
    None
}

/// "this morning", "last night", "tonight", "the next morning", "overnight".
fn this_part(c: &Cursor, at: usize) -> Parsed {
    let of_day = |days: i32, part| Meaning::Part(Box::new(Meaning::FromToday(days)), part);
    if c.is(at, "tonight") {
        return Some((at + 1, of_day(0, Part::Night)));
    }
    if c.is(at, "overnight") && !c.any(at + 1, &["success", "rate", "rates", "delivery", "stay"]) {
        return Some((at + 1, of_day(-1, Part::Night)));
    }
    if let Some((next, which)) = which(c, at)
        && let Some((end, part)) = part(c, next)
    {
        let named = |days: i32| {
            let day = Meaning::DaysFrom(days, Box::new(Meaning::Period(Unit::Day, Which::That)));
            Meaning::Part(Box::new(day), part)
        };
        return match which {
            Which::This => Some((end, of_day(0, part))),
            Which::Last => Some((end, of_day(-1, part))),
            Which::Next | Which::After => Some((end, named(1))),
            Which::Before => Some((end, named(-1))),
            Which::That => Some((end, named(0))),
            _ => None,
        };
    }
    // "the night before", "the morning after"
    if c.is(at, "the")
        && let Some((end, part)) = part(c, at + 1)
        && c.any(end, &["before", "after", "earlier"])
        && super::relative::closes(c, end + 1)
    {
        let days = if c.is(end, "after") { 1 } else { -1 };
        let day = Meaning::DaysFrom(days, Box::new(Meaning::Period(Unit::Day, Which::That)));
        return Some((end + 1, Meaning::Part(Box::new(day), part)));
    }
    // "in the morning": of the day that was named
    if c.is(at, "the")
        && c.any_before(at, &["in", "during", "until", "till", "by"])
        && let Some((end, part)) = part(c, at + 1)
        && part != Part::Night
    {
        let day = Meaning::Period(Unit::Day, Which::The);
        return Some((end, Meaning::Part(Box::new(day), part)));
    }
    None
}

/// "at 6 this evening", "from 7 tomorrow morning".
fn hour_of_part(c: &Cursor, at: usize) -> Parsed {
    let led = c.any_before(at, &["at", "from", "by", "until", "till", "around", "about", "before"]);
    let (true, Lex::Number(hour @ 1..=12, 1..=2)) = (led, c.lex(at)) else { return None };
    let (end, meaning) = match day_with_time(c, at + 1) {
        Some(found @ (_, Meaning::Part(..))) => found,
        _ => this_part(c, at + 1)?,
    };
    let Meaning::Part(day, part) = meaning else { return None };
    let clock = half(part, Clock { hour: hour as u8, minute: Some(0) });
    Some((end, Meaning::Clock(Some(day), clock)))
}

/// An hour in the half of the day that a part of it tells.
fn half(part: Part, clock: Clock) -> Clock {
    match part {
        Part::Morning => Clock { hour: clock.hour % 12, ..clock },
        // "tonight at 2"
        Part::Night if clock.hour < 5 => clock,
        _ if clock.hour < 12 => Clock { hour: clock.hour + 12, ..clock },
        _ => clock,
    }
}

/// "last night at 8", "tonight from 7 to 9": the part of the day tells which half.
fn part_at(c: &Cursor, (end, meaning): (usize, Meaning)) -> (usize, Meaning) {
    let Meaning::Part(day, part) = &meaning else { return (end, meaning) };
    let at = |clock| Meaning::Clock(Some(day.clone()), half(*part, clock));
    let next = c.skip(end, &["from", "between", "at", "around", "about"]);
    if next == end {
        return (end, meaning);
    }
    if let Some((last, first, second)) = super::range::hour_pair(c, next)
        && c.any(end, &["from", "between"])
    {
        return (last, Meaning::Range(Box::new(at(first)), Box::new(at(second))));
    }
    // "from 7 to 9"
    if let (Lex::Number(first @ 1..=12, 1..=2), Lex::Number(last @ 1..=12, 1..=2)) =
        (c.lex(next), c.lex(next + 2))
        && c.any(next + 1, &["to", "and", "until"])
        && matches!(c.lex(next + 3), Lex::End | Lex::Mark('.' | ',' | ';'))
    {
        let hour = |hour: u32| at(Clock { hour: hour as u8, minute: Some(0) });
        return (next + 3, Meaning::Range(Box::new(hour(first)), Box::new(hour(last))));
    }
    if let Some((last, clock)) = clock(c, next, true) {
        let told = (next..last).any(|at| matches!(c.lex(at), Lex::Meridiem(_)));
        let told = told.then(|| Meaning::Clock(Some(day.clone()), clock));
        return (last, told.unwrap_or_else(|| at(clock)));
    }
    match (c.lex(next), c.lex(next + 1)) {
        (Lex::Number(hour @ 1..=12, 1..=2), Lex::End | Lex::Mark('.' | ',' | ';')) => {
            let glued = c.glued(next + 2) && matches!(c.lex(next + 2), Lex::Number(..));
            match glued {
                true => (end, meaning),
                false => (next + 1, at(Clock { hour: hour as u8, minute: Some(0) })),
            }
        }
        _ => (end, meaning),
    }
}

fn part(c: &Cursor, at: usize) -> Option<(usize, Part)> {
    match c.lex(at) {
        Lex::Part(part) if !c.word(at).ends_with('s') => Some((at + 1, part)),
        Lex::Unit(Unit::Night, false) => Some((at + 1, Part::Night)),
        _ => None,
    }
}

/// A time by the clock: "5 p.m.", "10:35 a.m. EST", "17:00", "noon", "11.00" where told so.
pub(super) fn clock(c: &Cursor, at: usize, told: bool) -> Option<(usize, Clock)> {
    if c.any(at, &["noon", "midday"]) {
        return Some((zone(c, at + 1), Clock { hour: 12, minute: Some(0) }));
    }
    if c.is(at, "midnight") {
        return Some((zone(c, at + 1), Clock { hour: 0, minute: Some(0) }));
    }
    let (mut end, hour, minute, dotted) = hour_minute(c, at)?;
    if c.words(end, &["o", "'", "clock"]).is_some() || c.words(end, &["o", "’", "clock"]).is_some()
    {
        let pm = c.words(end + 3, &["in", "the", "afternoon"]).is_some();
        let hour = if pm && hour < 12 { hour + 12 } else { hour };
        return Some((end + 3, Clock { hour, minute: Some(0) }));
    }
    if let Lex::Meridiem(pm) = c.lex(end) {
        // "I am" and "8 am" differ by the number before.
        if !(1..=12).contains(&hour) {
            return None;
        }
        end += 1;
        let hour = hour % 12 + if pm { 12 } else { 0 };
        return Some((zone(c, end), Clock { hour, minute }));
    }
    minute?;
    if dotted && !(told || dotted_time(c, at, end)) {
        return None;
    }
    Some((zone(c, end), Clock { hour, minute }))
}

/// "10:35", "17.42", "10": the index after, hour, minute, and whether a stop parts them.
fn hour_minute(c: &Cursor, at: usize) -> Option<(usize, u8, Option<u8>, bool)> {
    let hour = match c.lex(at) {
        Lex::Number(hour @ 0..=24, 1..=2) => hour as u8,
        Lex::Numeral(hour @ 1..=12) => return Some((at + 1, hour as u8, None, false)),
        _ => return None,
    };
    if matches!(c.lex_before(at), Lex::Mark('$' | '£' | '€' | ':' | '.')) && c.glued(at) {
        return None;
    }
    if let Lex::Mark(mark @ (':' | '.')) = c.lex(at + 1)
        && c.glued(at + 1)
        && c.glued(at + 2)
        && let Lex::Number(minute @ 0..=59, 2) = c.lex(at + 2)
    {
        // seconds are passed over; "5:30:12" is a race's time
        if c.mark(at + 3, ':') && c.glued(at + 3) || c.mark(at + 3, '.') && c.glued(at + 4) {
            return None;
        }
        return Some((at + 3, hour, Some(minute as u8), mark == '.'));
    }
    Some((at + 1, hour, None, false))
}

/// Whether "17.42" is a time: it opens a line, or "at", "until" and the like lead to it.
fn dotted_time(c: &Cursor, at: usize, end: usize) -> bool {
    let opens = c.tokens[at].gap == Gap::Line && c.capital(end)
        || at > 0
            && c.tokens[at].gap == Gap::Line
            && matches!(c.lex(end), Lex::Mark('"' | '“' | '»'));
    let led = c.any_before(at, &["at", "until", "till"])
        || c.before(at, 2).eq_ignore_ascii_case("embargo");
    let counted = matches!(c.lex(end), Lex::Unit(..) | Lex::Mark('%'))
        || c.any(end, &["percent", "per", "million", "billion", "points", "metres", "km"]);
    (opens || led) && !counted
}

/// Over a zone: "EST", "GMT", "local time".
fn zone(c: &Cursor, at: usize) -> usize {
    const ZONES: &[&str] = &[
        "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT", "MT", "PT", "GMT",
        "UTC", "BST", "CET", "CEST", "EET", "MSK", "JST", "IST", "AEST", "HKT", "SGT", "Z",
    ];
    if ZONES.contains(&c.word(at)) {
        return at + 1;
    }
    if let Some(end) = c.words(at, &["local", "time"]) {
        return end;
    }
    if c.any(at, &["eastern", "pacific", "central", "mountain"]) {
        return c.words(at + 1, &["time"]).or_else(|| c.words(at + 2, &["time"])).unwrap_or(at);
    }
    at
}
