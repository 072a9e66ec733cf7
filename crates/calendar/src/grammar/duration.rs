//! Lengths of time: "three years", "two-week", "nearly an hour", "the past five days".

use super::number::count;
use super::{Cursor, Parsed};
use crate::lexicon::Lex;
use crate::meaning::{Count, Meaning, Unit};

/// Words between a count and its unit.
const BETWEEN: &[&str] = &[
    "more",
    "full",
    "straight",
    "consecutive",
    "trading",
    "business",
    "working",
    "additional",
    "calendar",
    "long",
    "successive",
    "solid",
    "short",
    "whole",
    "extra",
    "other",
    "fiscal",
    "further",
    "remaining",
    "entire",
    "school",
];

/// The unit at `at`; "second" counts only where the caller has a count before it.
pub(super) fn unit(c: &Cursor, at: usize) -> Option<(usize, Unit, bool)> {
    match c.lex(at) {
        Lex::Unit(unit, plural) => Some((at + 1, unit, plural)),
        Lex::Ordinal(2) if c.is(at, "second") => Some((at + 1, Unit::Second, false)),
        _ => None,
    }
}

/// Over "nearly", "at least", "more than" and the like.
pub(super) fn approximately(c: &Cursor, at: usize) -> usize {
    if c.any(at, &["nearly", "almost", "about", "around", "approximately", "roughly", "over"]) {
        return at + 1;
    }
    if c.any(at, &["more", "less", "fewer"]) && c.is(at + 1, "than") {
        return at + 2;
    }
    if c.is(at, "at") && c.any(at + 1, &["least", "most"]) {
        return at + 2;
    }
    if c.is(at, "up") && c.is(at + 1, "to") {
        return at + 2;
    }
    if c.is(at, "another") || c.is(at, "just") && !c.is(at + 1, "a") {
        return at + 1;
    }
    at
}

/// A count and its unit, with what may stand between: "two more weeks", "20-year".
pub(super) fn counted(c: &Cursor, at: usize) -> Option<(usize, Count, Unit)> {
    let (end, count) = count(c, at)?;
    let hyphen = c.hyphen(end);
    let mut next = hyphen.unwrap_or(end);
    if hyphen.is_none() {
        next = c.skip(next, BETWEEN);
    }
    let (end, unit, plural) = unit(c, next)?;
    // "the 1988 quarter", "three-quarters"
    if matches!(c.lex(at), Lex::Number(1900..=2100, 4)) || unit == Unit::Quarter && hyphen.is_some()
    {
        return None;
    }
    // "52 years old"
    if c.is(end, "old") {
        return None;
    }
    // "a second round", "one second" is rare enough.
    let article = c.any(at, &["a", "an"]) && next == at + 1;
    if unit == Unit::Second && !plural && (article || hyphen.is_none()) {
        return None;
    }
    let compared = c.hyphen(end).is_some_and(|next| c.any(next, &["ago", "earlier"]));
    // "a quarter of", "60 Minutes"
    let part = article && matches!(unit, Unit::Quarter | Unit::Weekend);
    let name = c.capital(next) && !c.capital(at) && matches!(c.lex(at), Lex::Number(..));
    if part || name && !c.opens_sentence(at) && c.word(next).chars().skip(1).any(char::is_lowercase)
    {
        return None;
    }
    if article && (plural || compared) {
        return None;
    }
    if count == Count::Some && !plural && hyphen.is_none() {
        return None;
    }
    Some((end, count, unit))
}

/// One or more counted units: "a year and a half", "two hours and ten minutes", "2 years 1 month 21
/// days".
pub(super) fn length(c: &Cursor, at: usize) -> Option<(usize, Vec<(Count, Unit)>)> {
    let (mut end, count, unit) = counted(c, at)?;
    let mut parts = vec![(count, unit)];
    loop {
        let comma = if c.mark(end, ',') { end + 1 } else { end };
        let next = c.skip(comma, &["and"]);
        if next > end
            && let (Some(last), [(Count::Halves(halves), _)]) =
                (c.words(next, &["a", "half"]), &mut parts[..])
        {
            *halves = halves.saturating_add(1);
            return Some((last, parts));
        }
        let figure = matches!(c.lex(next), Lex::Number(..) | Lex::Numeral(_));
        let smallest = parts[parts.len() - 1].1;
        match counted(c, next) {
            Some((last, more, smaller))
                if smaller < smallest && more != Count::Some && (next > end || figure) =>
            {
                parts.push((more, smaller));
                end = last;
            }
            _ => return Some((end, parts)),
        }
    }
}

/// A duration.
pub(super) fn duration(c: &Cursor, at: usize) -> Parsed {
    if let Some(answer) = plural_alone(c, at) {
        return Some(answer);
    }
    // "all day", "all summer long"
    if c.is(at, "all")
        && let Lex::Unit(unit, false) = c.lex(at + 1)
        && unit >= Unit::Day
        && c.hyphen(at + 2).is_none()
    {
        return Some((c.skip(at + 2, &["long"]), Meaning::Duration(vec![(Count::ONE, unit)])));
    }
    let start = c.skip(at, &["the", "a", "an", "this", "these", "those", "its", "whole", "entire"]);
    let which = c.any(
        start,
        &[
            "last",
            "past",
            "next",
            "first",
            "coming",
            "final",
            "previous",
            "latest",
            "following",
            "preceding",
            "prior",
            "current",
        ],
    );
    if which {
        return windowed(c, at, start);
    }
    // "hoped that one day they would": no length
    if c.is(at, "one")
        && c.is(at + 1, "day")
        && !c.any_before(at, &["for", "in", "within", "after", "than", "just", "only", "least"])
        && !c.any(at + 2, &["after", "before", "later", "earlier", "ago", "of", "or", "and"])
    {
        return None;
    }
    let from = approximately(c, at);
    if let Some((end, parts)) = length(c, from) {
        return Some((long(c, end)?, Meaning::Duration(parts)));
    }
    // "the nine months", "a three-year period"; in "the two-year plan" the article is the plan's
    if start > at {
        let from = approximately(c, start);
        if let Some((end, parts)) = length(c, from) {
            let hyphen = (start..end).any(|at| c.mark(at, '-'));
            let period = c.is(end, "period");
            let end = if period { end + 1 } else { end };
            if (hyphen || c.any(at, &["a", "an"])) && !period {
                return None;
            }
            return Some((end, Meaning::Duration(parts)));
        }
    }
    None
}

/// "the past five years", "the next few days", "the first nine months", "recent weeks".
fn windowed(c: &Cursor, at: usize, which: usize) -> Parsed {
    let from = approximately(c, which + 1);
    // "is to last over a week"
    if from > which + 1 && which == at {
        return None;
    }
    let (end, parts) = length(c, from)?;
    // "for the last three months, and two days ago": a length and a day
    if parts.len() > 1 && c.is(end, "ago") {
        let (end, count, unit) = counted(c, from)?;
        return Some((end, Meaning::Duration(vec![(count, unit)])));
    }
    Some((end, Meaning::Duration(parts)))
}

/// Over "-long"; "a 27-year-old" has an age, which is no time.
fn long(c: &Cursor, end: usize) -> Option<usize> {
    match c.hyphen(end) {
        Some(next) if c.any(next, &["old", "olds"]) => None,
        Some(next) if c.is(next, "long") => Some(next + 1),
        _ => Some(end),
    }
}

/// "for months", "years of war", "decades-long", "day-long".
fn plural_alone(c: &Cursor, at: usize) -> Parsed {
    let Lex::Unit(unit, plural) = c.lex(at) else { return None };
    if let Some(long) = c.hyphen(at + 1) {
        let count = if plural { Count::Some } else { Count::ONE };
        return c.is(long, "long").then(|| (long + 1, Meaning::Duration(vec![(count, unit)])));
    }
    if !plural || matches!(unit, Unit::Second | Unit::Quarter | Unit::Night | Unit::Weekend) {
        return None;
    }
    let counted = matches!(c.lex_before(at), Lex::Number(..) | Lex::Numeral(_) | Lex::Ordinal(_))
        || ["hundreds", "thousands", "matter"]
            .iter()
            .any(|word| c.before(at, 2).eq_ignore_ascii_case(word));
    let led = c.any_before(
        at,
        &[
            "for", "in", "within", "of", "after", "by", "over", "past", "take", "took", "spent",
            "taken", "last", "lasted", "until", "cost", "s", "through", "during",
        ],
    );
    let followed = c.any(at + 1, &["of", "after", "before", "later", "earlier", "ago", "to"]);
    (!counted && (led || followed)).then(|| (at + 1, Meaning::Duration(vec![(Count::Some, unit)])))
}

impl Cursor<'_> {
    /// Whether the token before `at` is one of `words`.
    pub(super) fn any_before(&self, at: usize, words: &[&str]) -> bool {
        let before = self.before(at, 1);
        words.iter().any(|word| before.eq_ignore_ascii_case(word))
    }
}
