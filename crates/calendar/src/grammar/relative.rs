//! Times counted from the day of issue or from what was named before: "yesterday", "last week",
//! "two days ago", "the following month".

use super::duration::{approximately, length, unit};
use super::holiday::holiday;
use super::{Cursor, Parsed, date};
use crate::lexicon::Lex;
use crate::meaning::{Count, InYear, Meaning, Origin, Unit, Which};

/// Anything that names a day: by number, weekday, holiday, or from today.
pub(super) fn day(c: &Cursor, at: usize) -> Parsed {
    date::day(c, at)
        .or_else(|| from_today(c, at))
        .or_else(|| holiday_weekend(c, at))
        .or_else(|| holiday(c, at))
        .or_else(|| nth_weekday(c, at))
        .or_else(|| weekday(c, at))
        .or_else(|| that_day(c, at))
        .or_else(|| day_of_month(c, at))
}

/// "Thanksgiving weekend", "Easter week".
fn holiday_weekend(c: &Cursor, at: usize) -> Parsed {
    let (end, day) = holiday(c, at)?;
    let Lex::Unit(unit @ (Unit::Weekend | Unit::Week), false) = c.lex(end) else { return None };
    Some((end + 1, Meaning::Holding(unit, Box::new(day))))
}

fn from_today(c: &Cursor, at: usize) -> Parsed {
    let word = |at: usize| match () {
        () if c.is(at, "today") => Some(0),
        () if c.is(at, "yesterday") => Some(-1),
        () if c.is(at, "tomorrow") => Some(1),
        () => None,
    };
    if let Some(days) = word(at) {
        // "USA Today", "Russia Today" are names.
        let name = c.capital(at)
            && !c.opens_sentence(at)
            && matches!(c.lex_before(at), Lex::Word | Lex::Opener);
        return (!name).then_some((at + 1, Meaning::FromToday(days)));
    }
    if c.is(at, "the") && c.is(at + 1, "day") && c.any(at + 2, &["before", "after"]) {
        let sign = if c.is(at + 2, "before") { -1 } else { 1 };
        let base = word(at + 3).filter(|days| *days != 0)?;
        return Some((at + 4, Meaning::FromToday(base + sign)));
    }
    None
}

/// "the last Friday of March", "first Monday in May", "the second Tuesday of the month".
fn nth_weekday(c: &Cursor, at: usize) -> Parsed {
    let at = c.skip(at, &["the"]);
    let (next, nth) = if c.is(at, "last") {
        (at + 1, -1)
    } else {
        let (next, nth) = date::ordinal(c, at)?;
        (next, i8::try_from(nth).ok().filter(|nth| (1..=5).contains(nth))?)
    };
    let Lex::Weekday(weekday) = c.lex(next) else { return None };
    if !c.any(next + 1, &["of", "in"]) {
        return None;
    }
    let (end, month) = date::month(c, next + 2).or_else(|| {
        which_period(c, next + 2).filter(|(_, meaning)| {
            matches!(meaning, Meaning::Period(Unit::Month, _) | Meaning::Month(..))
        })
    })?;
    Some((end, Meaning::NthOf(nth, weekday, Box::new(month))))
}

/// A weekday: bare, or "last", "next", "this", "the following" one.
fn weekday(c: &Cursor, at: usize) -> Parsed {
    if let Some((next, which)) = which(c, at)
        && let Lex::Weekday(day) = c.lex(next)
        && full_weekday(c, next)
    {
        return Some((next + 1, Meaning::Weekday(day, which)));
    }
    // "on the Friday" is the one named or near.
    if c.is(at, "the") && full_weekday(c, at + 1) && c.any_before(at, &["on"]) {
        let Lex::Weekday(day) = c.lex(at + 1) else { return None };
        return Some((at + 2, Meaning::Weekday(day, Which::The)));
    }
    let Lex::Weekday(day) = c.lex(at) else { return None };
    if !full_weekday(c, at) || in_a_name(c, at) || c.repeats(at) {
        return None;
    }
    // "Saturday week" is the one after the next.
    if c.is(at + 1, "week") && !matches!(c.lex(at + 2), Lex::Word) {
        let next = Meaning::Weekday(day, Which::Coming);
        return Some((at + 2, Meaning::DaysFrom(7, Box::new(next))));
    }
    if c.is(at + 1, "last") && !c.any(at + 2, &["week", "year", "month"]) {
        return Some((at + 2, Meaning::Weekday(day, Which::Last)));
    }
    if c.is(at + 1, "next") && !matches!(c.lex(at + 2), Lex::Word | Lex::Unit(..)) {
        return Some((at + 2, Meaning::Weekday(day, Which::Next)));
    }
    Some((at + 1, Meaning::Weekday(day, Which::Bare)))
}

/// Not "sun", "sat" or "wed": a short form counts with its stop or in front of a date.
fn full_weekday(c: &Cursor, at: usize) -> bool {
    let word = c.word(at);
    matches!(c.lex(at), Lex::Weekday(_))
        && (word.len() >= 6 && !word.ends_with(['s', 'S'])
            || c.capital(at) && word.len() < 6 && word.ends_with('.'))
}

/// "Black Friday", "the Sunday Times", "Man Friday" are names.
fn in_a_name(c: &Cursor, at: usize) -> bool {
    const BEFORE: &[&str] = &[
        "Black",
        "Bloody",
        "Super",
        "Cyber",
        "Man",
        "Girl",
        "Joe",
        "Fat",
        "Giving",
        "Shrove",
        "Holy",
        "Maundy",
        "Freaky",
        "Ruby",
        "Throwback",
        "Casual",
    ];
    const AFTER: &[&str] = &[
        "Times",
        "Telegraph",
        "Mail",
        "Post",
        "Mirror",
        "Express",
        "Herald",
        "Star",
        "Independent",
        "Observer",
        "Sun",
        "World",
        "People",
        "Review",
        "Club",
        "Tribune",
        "Agreement",
        "Football",
    ];
    let before = c.before(at, 1);
    BEFORE.contains(&before)
        || AFTER.contains(&c.word(at + 1))
        || c.is(at + 1, "Night")
            && c.capital(at + 1)
            && c.any(at + 2, &["Live", "Football", "Lights"])
        || before == "on" && c.before(at, 2) == "Mail"
}

/// "that day", "the same day", "the next day", "the day before", "the previous day".
fn that_day(c: &Cursor, at: usize) -> Parsed {
    let from =
        |days: i32| Meaning::DaysFrom(days, Box::new(Meaning::Period(Unit::Day, Which::That)));
    if let Some(end) =
        c.words(at, &["that", "day"]).or_else(|| c.words(at, &["that", "same", "day"]))
    {
        return Some((end, from(0)));
    }
    if let Some(end) = c.words(at, &["the", "same", "day"]) {
        if c.any(end, &["as", "that"]) {
            let noun = event(c, end + 1)?;
            return Some((end, Meaning::DayOfEvent(noun)));
        }
        return Some((end, from(0)));
    }
    for (words, days) in [
        (["the", "next", "day"], 1),
        (["the", "following", "day"], 1),
        (["the", "day", "after"], 1),
        (["the", "previous", "day"], -1),
        (["the", "day", "before"], -1),
        (["the", "day", "earlier"], -1),
    ] {
        if let Some(end) = c.words(at, &words) {
            if words[1] == "day" && !closes(c, end) {
                return None;
            }
            return Some((end, from(days)));
        }
    }
    None
}

/// Whether a phrase ends here: a mark, the end of the line, or a small connecting word.
pub(super) fn closes(c: &Cursor, at: usize) -> bool {
    matches!(c.lex(at), Lex::End | Lex::Mark(_))
        || c.any(at, &["and", "but", "when", "while", "at", "in"])
}

/// "the 15th", only after "on", "by", "until" and where nothing is counted by it.
fn day_of_month(c: &Cursor, at: usize) -> Parsed {
    if !c.is(at, "the") || !c.any_before(at, &["on", "by", "until"]) {
        return None;
    }
    let Lex::Number(n @ 1..=31, _) = c.lex(at + 1) else { return None };
    let (end, _) = date::ordinal(c, at + 1)?;
    closes(c, end).then_some((end, Meaning::DayOfMonth(n as u8)))
}

/// "last", "next", "this", "the previous", "the following", "that".
pub(super) fn which(c: &Cursor, at: usize) -> Option<(usize, Which)> {
    let start = c.skip(at, &["the"]);
    let the = start > at;
    let which = match () {
        () if c.any(start, &["last", "past"]) => Which::Last,
        () if c.any(start, &["next", "coming", "upcoming"]) => Which::Next,
        () if c.any(start, &["this", "current"]) => Which::This,
        () if c.any(start, &["previous", "preceding", "prior"]) => Which::Before,
        () if c.is(start, "following") => Which::After,
        () if c.any(start, &["that", "same"]) => Which::That,
        () if c.is(start, "latest") && the => Which::Last,
        () => return None,
    };
    let end = if which == Which::This && c.any(start + 1, &["past", "coming"]) {
        let which = if c.is(start + 1, "past") { Which::Last } else { Which::Next };
        return Some((start + 2, which));
    } else {
        start + 1
    };
    let which = match which {
        // "the next morning" is counted from what was named.
        Which::Next if the && c.is(start, "next") => Which::Next,
        which => which,
    };
    Some((end, which))
}

/// "last week", "this year", "the following month", "last May", "next spring".
pub(super) fn which_period(c: &Cursor, at: usize) -> Parsed {
    let (next, which) = which(c, at)?;
    let fiscal = c.skip(next, &["fiscal", "calendar", "business"]);
    match c.lex(fiscal) {
        Lex::Unit(unit, false) if unit >= Unit::Weekend => {
            // "This Week" is a programme.
            if c.capital(fiscal) && !c.opens_sentence(at) && c.word(fiscal).len() > 1 {
                return None;
            }
            if unit == Unit::Fortnight {
                return Some((fiscal + 1, Meaning::Duration(vec![(Count::ONE, unit)])));
            }
            Some((fiscal + 1, Meaning::Period(unit, which)))
        }
        Lex::Month(month) if c.capital(fiscal) || !matches!(month, 3 | 5) => {
            if let Some(day) = date::month_day(c, fiscal) {
                return Some((day.0, Meaning::Day(day.1)));
            }
            Some((fiscal + 1, Meaning::Month(month, InYear::Which(which))))
        }
        Lex::Season(season) => Some((fiscal + 1, Meaning::Season(season, InYear::Which(which)))),
        _ => None,
    }
}

/// The index of the noun that names an event: "the vote", "Sunday's final vote" → "vote".
pub(super) fn event(c: &Cursor, at: usize) -> Option<usize> {
    const ARTICLES: &[&str] = &["the", "his", "her", "their", "its", "this", "that"];
    if !c.any(at, ARTICLES) {
        return None;
    }
    let noun = at + 1;
    // In "after the pass reopens" it is the reopening that counts.
    let ends = matches!(c.lex(noun + 1), Lex::End | Lex::Mark(_))
        || c.any(noun + 1, &["in", "on", "at", "and", "of", "with", "the"]);
    (matches!(c.lex(noun), Lex::Word) && ends).then_some(noun)
}

/// "two days ago", "a year earlier", "three days later", "two days after the vote".
pub(super) fn shifted(c: &Cursor, at: usize) -> Parsed {
    if let Some(end) =
        c.words(at, &["year", "-", "ago"]).or_else(|| c.words(at, &["year", "-", "earlier"]))
    {
        return Some((end, Meaning::Shift(Count::ONE, Unit::Year, true, Origin::Issue)));
    }
    if c.is(at, "the") || c.is(at, "its") {
        // "the year-ago quarter", "the year-earlier period"
        for word in ["ago", "earlier"] {
            if let Some(end) = c.words(at + 1, &["year", "-", word]) {
                let last = c.skip(
                    c.skip(end, &["third", "second", "first", "fourth"]),
                    &["period", "quarter"],
                );
                if last == end {
                    return None;
                }
                let end = last;
                return Some((end, Meaning::Shift(Count::ONE, Unit::Year, true, Origin::Issue)));
            }
        }
    }
    let from = approximately(c, at);
    let (end, parts) = length(c, from).or_else(|| {
        // "years ago", "months later"
        let (end, unit, plural) = unit(c, from)?;
        (plural && unit != Unit::Second).then(|| (end, vec![(Count::Some, unit)]))
    })?;
    let [(count, unit)] = parts[..] else { return None };
    let or_so = c.words(end, &["or", "so"]).unwrap_or(end);
    let shift = |back, origin| Meaning::Shift(count, unit, back, origin);
    if c.is(or_so, "ago") {
        return Some((or_so + 1, shift(true, Origin::Issue)));
    }
    if c.any(or_so, &["hence"]) {
        return Some((or_so + 1, shift(false, Origin::Issue)));
    }
    if let Some(end) = c.words(or_so, &["from", "now"]) {
        return Some((end, shift(false, Origin::Issue)));
    }
    if let Some(base) = c.words(or_so, &["from", "today"]) {
        return Some((base, shift(false, Origin::Issue)));
    }
    if c.any(or_so, &["earlier", "later"]) {
        let back = c.is(or_so, "earlier");
        // "a few days later", "ten minutes later" are lengths.
        if count == Count::Some || unit < Unit::Day {
            return None;
        }
        // "a year earlier than"
        if c.is(or_so + 1, "than") {
            return None;
        }
        return Some((or_so + 1, shift(back, Origin::Named)));
    }
    if c.any(or_so, &["after", "before"]) {
        let back = c.is(or_so, "before");
        if let Some(noun) = event(c, or_so + 1) {
            return Some((end, shift(back, Origin::Event(noun))));
        }
    }
    None
}
