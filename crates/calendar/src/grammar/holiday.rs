//! Days with a name.

use super::{Cursor, Parsed};
use crate::lexicon::Lex;
use crate::meaning::{Holiday, InYear, Meaning, Which};

const NAMES: &[(&[&str], Holiday)] = &[
    (&["new", "year", "'", "s", "eve"], Holiday::Fixed(12, 31)),
    (&["new", "year", "'", "s", "day"], Holiday::Fixed(1, 1)),
    (&["new", "years", "eve"], Holiday::Fixed(12, 31)),
    (&["new", "year"], Holiday::Fixed(1, 1)),
    (&["juneteenth"], Holiday::Fixed(6, 19)),
    (&["earth", "day"], Holiday::Fixed(4, 22)),
    (&["may", "day"], Holiday::Fixed(5, 1)),
    (&["labour", "day"], Holiday::Fixed(5, 1)),
    (&["international", "workers", "'", "day"], Holiday::Fixed(5, 1)),
    (&["international", "women", "'", "s", "day"], Holiday::Fixed(3, 8)),
    (&["europe", "day"], Holiday::Fixed(5, 9)),
    (&["bastille", "day"], Holiday::Fixed(7, 14)),
    (&["canada", "day"], Holiday::Fixed(7, 1)),
    (&["australia", "day"], Holiday::Fixed(1, 26)),
    (&["anzac", "day"], Holiday::Fixed(4, 25)),
    (&["remembrance", "day"], Holiday::Fixed(11, 11)),
    (&["armistice", "day"], Holiday::Fixed(11, 11)),
    (&["bonfire", "night"], Holiday::Fixed(11, 5)),
    (&["all", "saints", "'", "day"], Holiday::Fixed(11, 1)),
    (&["saint", "patrick", "'", "s", "day"], Holiday::Fixed(3, 17)),
    (&["maundy", "thursday"], Holiday::Easter(-3)),
    (&["shrove", "tuesday"], Holiday::Easter(-47)),
    (&["ascension", "day"], Holiday::Easter(39)),
    (&["whit", "sunday"], Holiday::Easter(49)),
    (&["whit", "monday"], Holiday::Easter(50)),
    (&["pentecost"], Holiday::Easter(49)),
    (&["corpus", "christi"], Holiday::Easter(60)),
    (&["christmas", "eve"], Holiday::Fixed(12, 24)),
    (&["christmas", "day"], Holiday::Fixed(12, 25)),
    (&["christmas"], Holiday::Fixed(12, 25)),
    (&["boxing", "day"], Holiday::Fixed(12, 26)),
    (&["halloween"], Holiday::Fixed(10, 31)),
    (&["independence", "day"], Holiday::Fixed(7, 4)),
    (&["valentine", "'", "s", "day"], Holiday::Fixed(2, 14)),
    (&["st", ".", "patrick", "'", "s", "day"], Holiday::Fixed(3, 17)),
    (&["veterans", "day"], Holiday::Fixed(11, 11)),
    (&["veterans", "'", "day"], Holiday::Fixed(11, 11)),
    (&["thanksgiving", "day"], Holiday::Nth(4, 4, 11)),
    (&["thanksgiving"], Holiday::Nth(4, 4, 11)),
    (&["labor", "day"], Holiday::Nth(1, 1, 9)),
    (&["memorial", "day"], Holiday::Nth(-1, 1, 5)),
    (&["columbus", "day"], Holiday::Nth(2, 1, 10)),
    (&["presidents", "'", "day"], Holiday::Nth(3, 1, 2)),
    (&["presidents", "day"], Holiday::Nth(3, 1, 2)),
    (&["martin", "luther", "king", "day"], Holiday::Nth(3, 1, 1)),
    (&["martin", "luther", "king", "jr", ".", "day"], Holiday::Nth(3, 1, 1)),
    (&["mother", "'", "s", "day"], Holiday::Nth(2, 7, 5)),
    (&["father", "'", "s", "day"], Holiday::Nth(3, 7, 6)),
    (&["election", "day"], Holiday::Election),
    (&["easter", "sunday"], Holiday::Easter(0)),
    (&["easter", "monday"], Holiday::Easter(1)),
    (&["easter"], Holiday::Easter(0)),
    (&["good", "friday"], Holiday::Easter(-2)),
    (&["palm", "sunday"], Holiday::Easter(-7)),
    (&["ash", "wednesday"], Holiday::Easter(-46)),
];

/// "Christmas", "last Thanksgiving", "New Year's Eve 1999".
pub(super) fn holiday(c: &Cursor, at: usize) -> Parsed {
    let (start, which) = match () {
        () if c.is(at, "last") => (at + 1, Some(Which::Last)),
        () if c.is(at, "next") => (at + 1, Some(Which::Next)),
        () if c.is(at, "this") => (at + 1, Some(Which::This)),
        () => (at, None),
    };
    if !c.capital(start) {
        return None;
    }
    let (end, day) = name(c, start)?;
    // "Lunar New Year", "the Jewish New Year"; "a new year" is any.
    let plain = c.is(start, "new") && end == start + 2;
    if plain && (!c.capital(start + 1) || c.capital(end) || other_year(c, start)) {
        return None;
    }
    let year = match (which, c.lex(c.skip(end, &["in"]))) {
        (Some(which), _) => return Some((end, Meaning::Holiday(day, InYear::Which(which)))),
        (None, Lex::Number(year @ 1000..=2999, 4)) => {
            return Some((
                c.skip(end, &["in"]) + 1,
                Meaning::Holiday(day, InYear::Year(year as i16)),
            ));
        }
        _ => InYear::Open,
    };
    // Trees, carols, islands and eggs have no date.
    if matches!(c.lex(end), Lex::Word) && c.capital(end) {
        return None;
    }
    Some((end, Meaning::Holiday(day, year)))
}

/// Whether another calendar's year is meant.
fn other_year(c: &Cursor, at: usize) -> bool {
    let before = c.before(at, 1);
    ["Lunar", "Chinese", "Jewish", "Islamic", "Persian", "Iranian", "Tibetan", "Vietnamese"]
        .contains(&before)
        || before.ends_with("ese")
}

fn name(c: &Cursor, at: usize) -> Option<(usize, Holiday)> {
    NAMES
        .iter()
        .filter(|(words, _)| {
            words.iter().enumerate().all(|(n, word)| match *word {
                "'" => matches!(c.lex(at + n), Lex::Mark('\'')),
                word => c.is(at + n, word),
            })
        })
        .max_by_key(|(words, _)| words.len())
        .map(|(words, day)| (at + words.len(), *day))
}
