//! Repeated times: "daily", "every Monday", "on Saturdays", "each July", "$5 a year".

use super::clock::clock;
use super::duration::unit;
use super::number::number;
use super::{Cursor, Parsed};
use crate::lexicon::Lex;
use crate::meaning::{Clock, Meaning, Unit};

pub(super) fn repeated(c: &Cursor, at: usize) -> Parsed {
    adverb(c, at)
        .or_else(|| every_at(c, at))
        .or_else(|| weekends(c, at))
        .or_else(|| weekday_parts(c, at))
        .or_else(|| plural_weekday(c, at))
        .or_else(|| rate(c, at))
}

fn adverb(c: &Cursor, at: usize) -> Parsed {
    const ADVERBS: &[(&str, &str)] = &[
        ("daily", "P1D"),
        ("weekly", "P1W"),
        ("monthly", "P1M"),
        ("annually", "P1Y"),
        ("yearly", "P1Y"),
        ("hourly", "PT1H"),
        ("nightly", "P1D"),
        ("biweekly", "P2W"),
    ];
    let (_, value) = ADVERBS.iter().find(|(word, _)| c.is(at, word))?;
    // "Daily Herald" and "The Weekly" are names.
    let name = c.capital(at + 1) || c.capital(at) && !c.opens_sentence(at);
    (!name).then(|| (at + 1, Meaning::Set((*value).to_owned())))
}

/// "every day", and with its hour: "every day at 7:13 p.m.", "every Monday at nine o'clock".
fn every_at(c: &Cursor, at: usize) -> Parsed {
    let (end, set) = every(c, at)?;
    let next = c.skip(end, &["at"]);
    let hour = clock(c, next, next > end).filter(|(last, _)| next > end || *last > next + 1);
    let timed = hour.and_then(|(last, clock)| Some((last, timed(&set, clock)?)));
    Some(timed.unwrap_or((end, set)))
}

/// "each day" after its hour: "3 p.m. each day".
pub(super) fn at_clock(c: &Cursor, at: usize, clock: Clock) -> Parsed {
    let (end, set) = every(c, at)?;
    Some((end, timed(&set, clock)?))
}

/// A repeated day with its hour.
fn timed(set: &Meaning, clock: Clock) -> Option<Meaning> {
    let Meaning::Set(value) = set else { return None };
    let day = match value.as_str() {
        "P1D" => "XXXX-XX-XX",
        value if value.starts_with("XXXX-XX-XXT") => "XXXX-XX-XX",
        value if value.starts_with("XXXX-WXX-") && !value.contains('T') => value,
        _ => return None,
    };
    let minute = clock.minute.unwrap_or(0);
    Some(Meaning::Set(format!("{day}T{:02}:{minute:02}", clock.hour)))
}

fn every(c: &Cursor, at: usize) -> Parsed {
    if !c.any(at, &["every", "each"]) {
        return None;
    }
    let other = c.skip(at + 1, &["other"]);
    let double = other > at + 1;
    if c.is(other, "weekday") {
        return Some((other + 1, Meaning::Set("P1WD".into())));
    }
    match c.lex(other) {
        Lex::Weekday(day) => Some((other + 1, Meaning::Set(format!("XXXX-WXX-{day}")))),
        Lex::Month(month) => Some((other + 1, Meaning::Set(format!("XXXX-{month:02}")))),
        Lex::Season(season) => Some((other + 1, Meaning::Set(format!("XXXX-{}", season.code())))),
        Lex::Part(part) => Some((other + 1, Meaning::Set(format!("XXXX-XX-XXT{}", part.code())))),
        Lex::Unit(Unit::Weekend, _) => Some((other + 1, Meaning::Set("XXXX-WXX-WE".into()))),
        Lex::Unit(Unit::Night, _) => Some((other + 1, Meaning::Set("XXXX-XX-XXTNI".into()))),
        Lex::Unit(unit, _) => Some((other + 1, Meaning::Set(length(1 + u32::from(double), unit)))),
        _ => {
            let (end, n) = number(c, other)?;
            let (end, unit, _) = unit(c, end)?;
            Some((end, Meaning::Set(length(n, unit))))
        }
    }
}

/// "at weekends", "on weekdays".
fn weekends(c: &Cursor, at: usize) -> Parsed {
    let led = c.any_before(at, &["on", "at", "all", "most", "during", "and", "only"]);
    let next = c.skip(at, &["all", "most", "any"]);
    let more = next > at;
    let value = match () {
        () if c.is(next, "weekends") => "XXXX-WXX-WE",
        () if c.is(next, "weekdays") => "P1WD",
        () => return None,
    };
    (led || more).then(|| (next + 1, Meaning::Set(value.to_owned())))
}

/// "Friday mornings", "Monday nights".
fn weekday_parts(c: &Cursor, at: usize) -> Parsed {
    let Lex::Weekday(day) = c.lex(at) else { return None };
    let plural = c.word(at + 1).ends_with(['s', 'S']);
    let code = match c.lex(at + 1) {
        Lex::Part(part) => part.code(),
        Lex::Unit(Unit::Night, _) => "NI",
        _ => return None,
    };
    plural.then(|| (at + 2, Meaning::Set(format!("XXXX-WXX-{day}T{code}"))))
}

/// "on Saturdays".
fn plural_weekday(c: &Cursor, at: usize) -> Parsed {
    let Lex::Weekday(day) = c.lex(at) else { return None };
    let word = c.word(at);
    if c.repeats(at) {
        return Some((at + 1, Meaning::Set(format!("XXXX-WXX-{day}"))));
    }
    (word.len() > 5 && word.ends_with(['s', 'S']))
        .then(|| (at + 1, Meaning::Set(format!("XXXX-WXX-{day}"))))
}

/// "$5 million a year", "twice a week", "20 times per day".
fn rate(c: &Cursor, at: usize) -> Parsed {
    if !c.any(at, &["a", "an"]) {
        return None;
    }
    let (end, unit, plural) = unit(c, at + 1)?;
    let after = |word: &str| {
        ["once", "twice", "times", "million", "billion", "percent", "%", "times"]
            .iter()
            .any(|sign| word.eq_ignore_ascii_case(sign))
    };
    let counted = after(c.before(at, 1))
        || matches!(c.lex_before(at), Lex::Number(..))
        || at > 1 && c.lex_before(at) == Lex::Word && matches!(c.lex_at(at - 2), Lex::Number(..));
    let shifted = c.any(end, &["ago", "earlier", "later", "after", "before", "and"]);
    (!plural && counted && !shifted).then(|| (end, Meaning::Set(length(1, unit))))
}

/// A length as TIMEX3 writes it.
fn length(n: u32, unit: Unit) -> String {
    let (time, by, letter) = match unit {
        Unit::Second => ("T", 1, "S"),
        Unit::Minute => ("T", 1, "M"),
        Unit::Hour => ("T", 1, "H"),
        Unit::Day | Unit::Night => ("", 1, "D"),
        Unit::Weekend => ("", 1, "WE"),
        Unit::Week => ("", 1, "W"),
        Unit::Fortnight => ("", 2, "W"),
        Unit::Month => ("", 1, "M"),
        Unit::Quarter => ("", 3, "M"),
        Unit::Year => ("", 1, "Y"),
        Unit::Decade => ("", 10, "Y"),
        Unit::Century => ("", 100, "Y"),
        Unit::Millennium => ("", 1000, "Y"),
    };
    format!("P{time}{}{letter}", n * by)
}

impl Cursor<'_> {
    /// Whether this is the second of "every Tuesday and Thursday".
    pub(super) fn repeats(&self, at: usize) -> bool {
        at > 2
            && self.any_before(at, &["and", "or"])
            && matches!(self.lex_at(at - 2), Lex::Weekday(_))
            && ["every", "each"].iter().any(|word| self.before(at, 3).eq_ignore_ascii_case(word))
    }

    fn lex_at(&self, at: usize) -> Lex {
        self.tokens[at].lex
    }
}
