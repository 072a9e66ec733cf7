//! Numbers in digits and words, and counts of units.

use super::Cursor;
use crate::lexicon::Lex;
use crate::meaning::Count;

/// A number in words or digits: "24", "twenty-four", "two hundred".
pub(super) fn number(c: &Cursor, at: usize) -> Option<(usize, u32)> {
    match c.lex(at) {
        Lex::Number(value, digits) if digits < 10 => {
            if c.is(at + 1, "hundred") || c.is(at + 1, "thousand") {
                return scale(c, at + 1, value);
            }
            Some((at + 1, value))
        }
        Lex::Numeral(_) => numeral(c, at),
        _ => None,
    }
}

/// A number in words.
pub(super) fn numeral(c: &Cursor, at: usize) -> Option<(usize, u32)> {
    let Lex::Numeral(first) = c.lex(at) else { return None };
    let (mut end, mut value) = (at + 1, first);
    if (20..100).contains(&first) {
        let next = c.skip_hyphen(end);
        if let Lex::Numeral(ones @ 1..=9) = c.lex(next) {
            (end, value) = (next + 1, first + ones);
        }
    }
    if first < 100 && (c.is(end, "hundred") || c.is(end, "thousand")) {
        return scale(c, end, value);
    }
    Some((end, value))
}

fn scale(c: &Cursor, at: usize, value: u32) -> Option<(usize, u32)> {
    let by = if c.is(at, "hundred") { 100 } else { 1000 };
    Some((at + 1, value.checked_mul(by)?))
}

/// A count before a unit: "a", "several", "a few", "two and a half", "2 1/2", "two to three".
pub(super) fn count(c: &Cursor, at: usize) -> Option<(usize, Count)> {
    if c.any(at, &["several", "few", "many", "some", "tens", "dozens"]) {
        let next = c.skip(at + 1, &["dozen", "of", "hundred", "thousand"]);
        return Some((c.skip(next, &["of"]), Count::Some));
    }
    if c.any(at, &["a", "an"]) {
        if let Some(end) = c
            .words(at + 1, &["few"])
            .or_else(|| c.words(at + 1, &["good", "many"]))
            .or_else(|| c.words(at + 1, &["number", "of"]))
            .or_else(|| c.words(at + 1, &["handful", "of"]))
        {
            return Some((end, Count::Some));
        }
        if c.is(at + 1, "couple") {
            return Some((c.skip(c.skip(at + 2, &["of"]), &["more"]), Count::whole(2)));
        }
        if c.is(at + 1, "dozen") {
            return Some((at + 2, Count::whole(12)));
        }
        if c.is(at + 1, "hundred") || c.is(at + 1, "thousand") {
            let (end, value) = scale(c, at + 1, 1)?;
            return Some((end, Count::whole(value)));
        }
        if c.words(at + 1, &["half"]).is_some() {
            return Some((c.skip_hyphen(at + 2), Count::Halves(1)));
        }
        return Some((at + 1, Count::ONE));
    }
    if c.is(at, "couple") {
        return Some((c.skip(at + 1, &["of"]), Count::whole(2)));
    }
    if c.is(at, "dozen") {
        return Some((at + 1, Count::whole(12)));
    }
    if c.is(at, "half") {
        let next = c.skip_hyphen(at + 1);
        return Some((c.skip(next, &["a", "an"]), Count::Halves(1)));
    }
    let (end, value) = number(c, at)?;
    Some(after_number(c, end, value))
}

/// What may follow a number and still belong to the count: a half, or a second number.
fn after_number(c: &Cursor, end: usize, value: u32) -> (usize, Count) {
    let half = Count::Halves(value.saturating_mul(2).saturating_add(1));
    if let (Lex::Number(1, 1), Some(Lex::Number(2, 1))) =
        (c.lex(end), c.mark(end + 1, '/').then(|| c.lex(end + 2)))
    {
        return (end + 3, half);
    }
    if c.mark(end, '½') {
        return (end + 1, half);
    }
    if c.mark(end, '.')
        && c.glued(end)
        && c.glued(end + 1)
        && let Lex::Number(decimals, digits) = c.lex(end + 1)
    {
        let whole = 10u32.saturating_pow(u32::from(digits.min(9)));
        let round = decimals.saturating_mul(2) >= whole;
        let count = if round { half } else { Count::whole(value) };
        return (end + 2, count);
    }
    let next = c.skip_hyphen(end);
    if c.is(next, "and") {
        let a = c.skip_hyphen(next + 1);
        if c.is(a, "a") {
            let last = c.skip_hyphen(a + 1);
            if c.is(last, "half") {
                return (last + 1, half);
            }
        }
    }
    // "two to three weeks", "10-15 years": the lower counts.
    let joined = if c.any(end, &["to", "or"]) { Some(end + 1) } else { c.hyphen(end) };
    if let Some(second) = joined {
        let second = c.skip_hyphen(second);
        if let Some((last, upper)) = number(c, second)
            && upper > value
        {
            return (last, Count::whole(value));
        }
    }
    (end, Count::whole(value))
}
