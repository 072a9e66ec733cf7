//! Words for past, present and future that name no day.

use super::{Cursor, Parsed};
use crate::lexicon::{Hint, Lex};
use crate::meaning::{Count, Meaning, Unit};

const PAST: &str = "PAST_REF";
const PRESENT: &str = "PRESENT_REF";
const FUTURE: &str = "FUTURE_REF";

const PHRASES: &[(&[&str], &str)] = &[
    (&["now"], PRESENT),
    (&["currently"], PRESENT),
    (&["current"], PRESENT),
    (&["nowadays"], PRESENT),
    (&["presently"], PRESENT),
    (&["these", "days"], PRESENT),
    (&["at", "present"], PRESENT),
    (&["recent"], PAST),
    (&["more", "recent"], PAST),
    (&["recently"], PAST),
    (&["more", "recently"], PAST),
    (&["lately"], PAST),
    (&["the", "past"], PAST),
    (&["soon"], FUTURE),
    (&["the", "future"], FUTURE),
    (&["future"], FUTURE),
    (&["the", "near", "future"], FUTURE),
    (&["near", "future"], FUTURE),
    (&["the", "near", "term"], FUTURE),
    (&["the", "short", "term"], FUTURE),
    (&["the", "coming", "years"], FUTURE),
];

pub(super) fn vague(c: &Cursor, at: usize) -> Parsed {
    if let Some(answer) = recent_units(c, at) {
        return Some(answer);
    }
    let (words, value) = PHRASES
        .iter()
        .filter(|(words, _)| c.words(at, words).is_some())
        .max_by_key(|(words, _)| words.len())?;
    let end = at + words.len();
    // "future contracts", "past due": "the past" and "the future" must close their phrase.
    if words.last() == Some(&"past") && matches!(c.lex(end), Lex::Word | Lex::Unit(..)) {
        return None;
    }
    // "as soon as" is no day.
    if c.is(at, "soon") && (c.is(end, "as") || c.before(at, 1).eq_ignore_ascii_case("as")) {
        return None;
    }
    if c.is(at, "soon")
        && (c.any(end, &["after", "before"])
            || c.tokens.get(end).is_some_and(|next| next.hint == Hint::Past))
    {
        return None;
    }
    // "Now, who wants that?" tells no time.
    if c.is(at, "now") && c.opens_sentence(at) && c.mark(end, ',') {
        return None;
    }
    // "future earnings" are merely later ones.
    if c.is(end - 1, "future") && (c.is(end, "of") || end == at + 1 && !c.any_before(at, &["in"])) {
        return None;
    }
    // "right now", "by now" keep only the word; "now-defunct" is none.
    if c.is(at, "now") && c.hyphen(end).is_some() {
        return None;
    }
    Some((end, Meaning::Vague(value)))
}

/// "recent years", "the last few months", "coming weeks".
fn recent_units(c: &Cursor, at: usize) -> Parsed {
    let start = c.skip(at, &["the", "more"]);
    let few = |next: usize| c.skip(next, &["few", "several"]);
    let (next, value) = match () {
        () if c.is(start, "recent") => (few(start + 1), PAST),
        () if c.any(start, &["last", "past"]) => (few(start + 1), PAST),
        () if c.any(start, &["coming", "upcoming"]) => (few(start + 1), FUTURE),
        () => return None,
    };
    match c.lex(next) {
        Lex::Unit(unit, true) if value == FUTURE && next > start + 1 => {
            Some((next + 1, Meaning::Duration(vec![(Count::Some, unit)])))
        }
        Lex::Unit(unit, true) if unit != Unit::Second => Some((next + 1, Meaning::Vague(value))),
        _ => None,
    }
}
