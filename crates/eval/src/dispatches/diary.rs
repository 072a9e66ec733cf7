//! The diary of a dispatch: the same days and a word of what happens in common.

use std::collections::{BTreeSet, HashSet};

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::document::{Document, Entry};
use super::times::value;
use super::{Counts, Miss};

const STOP: &str = "a an the of in on at to for by with from and or is are be will was were has \
    have had it its his her their this that as up expected likely moved put may new first s";

pub(super) fn score(
    gold: &Document,
    found: &Document,
    counts: &mut Counts,
    misses: &mut Vec<Miss>,
) {
    let mut pairs = Vec::new();
    for (g, wanted) in gold.diary.iter().enumerate() {
        for (f, given) in found.diary.iter().enumerate() {
            let common =
                content_words(&wanted.what).intersection(&content_words(&given.what)).count();
            if common > 0 && same_days(wanted, given) {
                let rank = (!is_cancelled(wanted), !wanted.optional, common);
                pairs.push((rank, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut golds, mut founds) = (HashSet::new(), HashSet::new());
    let mut excused = 0;
    for (_, g, f) in pairs {
        let (wanted, given) = (&gold.diary[g], &found.diary[f]);
        let said = given.status.as_deref().is_some_and(|s| s.to_lowercase().starts_with("cancel"));
        if golds.contains(&g) || founds.contains(&f) || (is_cancelled(wanted) && !said) {
            continue;
        }
        golds.insert(g);
        founds.insert(f);
        if wanted.optional || is_cancelled(wanted) {
            excused += 1;
        } else {
            counts.diary_hits += 1;
        }
    }
    let asked = |entry: &Entry| !entry.optional && !is_cancelled(entry);
    counts.diary_gold += gold.diary.iter().filter(|entry| asked(entry)).count();
    counts.diary_found += found.diary.len() - excused;
    for (g, wanted) in gold.diary.iter().enumerate() {
        if asked(wanted) && !golds.contains(&g) {
            misses.push(Miss::new("diary", "missed".to_owned(), describe(wanted)));
        }
    }
    for (f, given) in found.diary.iter().enumerate() {
        if !founds.contains(&f) {
            misses.push(Miss::new("diary", "spurious".to_owned(), describe(given)));
        }
    }
}

fn describe(entry: &Entry) -> String {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    format!("{} {} {}", text(&entry.start), text(&entry.end), text(&entry.what))
}

fn is_cancelled(entry: &Entry) -> bool {
    entry.status.as_deref() == Some("cancelled")
}

fn same_days(wanted: &Entry, given: &Entry) -> bool {
    let start = given.start.as_deref();
    let end = given.end.as_deref().filter(|end| !end.is_empty()).or(start);
    let one_of = |first: &Option<String>, others: &[String], day: Option<&str>, side: Side| {
        same_day(first.as_deref(), day, side)
            || others.iter().any(|other| same_day(Some(other), day, side))
    };
    let starts = one_of(&wanted.start, &wanted.starts, start, Side::First);
    let ends = wanted.end.is_none()
        || one_of(&wanted.end, &wanted.ends, end, Side::Last)
        // The start was found right already.
        || (wanted.end == wanted.start && end == start);
    starts && ends
}

#[derive(Clone, Copy)]
enum Side {
    First,
    Last,
}

/// A time of day on one side only is no difference; a period equals its first or last day.
fn same_day(gold: Option<&str>, found: Option<&str>, side: Side) -> bool {
    let (Some(gold), Some(found)) = (gold, found) else { return gold.is_none() && found.is_none() };
    let (gold, found) = (value(gold), value(found));
    if gold == found {
        return true;
    }
    if gold.contains('T') && found.contains('T') {
        return false;
    }
    let day = |value: &str| value.split('T').next().unwrap_or_default().to_owned();
    let (gold, found) = (day(&gold), day(&found));
    gold == found
        || match (period(&gold), period(&found)) {
            (Some(gold), Some(found)) => match side {
                Side::First => gold.0 == found.0,
                Side::Last => gold.1 == found.1,
            },
            _ => false,
        }
}

/// A period's first and last day.
fn period(value: &str) -> Option<(Date, Date)> {
    let number = |text: &str, digits: usize| -> Option<i16> {
        (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    };
    let mut parts = value.split('-');
    let year = number(parts.next()?, 4)?;
    let months = |first: i16, last: i16| {
        let start = Date::new(year, i8::try_from(first).ok()?, 1).ok()?;
        let end = Date::new(year, i8::try_from(last).ok()?, 1).ok()?;
        Some((start, end.last_of_month()))
    };
    let Some(part) = parts.next() else { return months(1, 12) };
    if let Some(day) = parts.next() {
        let month = i8::try_from(number(part, 2)?).ok()?;
        let day = Date::new(year, month, i8::try_from(number(day, 2)?).ok()?).ok()?;
        return parts.next().is_none().then_some((day, day));
    }
    if let Some(month) = number(part, 2) {
        return months(month, month);
    }
    let (sign, n) = part.split_at_checked(1)?;
    match (sign, number(n, n.len())?) {
        ("W", week) if n.len() == 2 => {
            let week = ISOWeekDate::new(year, i8::try_from(week).ok()?, Weekday::Monday).ok()?;
            let monday = week.date();
            Some((monday, monday.checked_add(6.days()).ok()?))
        }
        ("Q", quarter @ 1..=4) if n.len() == 1 => months(3 * quarter - 2, 3 * quarter),
        // Halves 3 and 4 lie in no year; the Python fails on them.
        ("H", half @ 1..=2) if n.len() == 1 => months(6 * half - 5, 6 * half),
        _ => None,
    }
}

fn content_words(what: &Option<String>) -> BTreeSet<String> {
    let what = what.as_deref().unwrap_or_default().to_lowercase();
    let words = sayso_text::words(&what);
    let singular = |word: &str| match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() >= 3 => stem.to_owned(),
        _ => word.to_owned(),
    };
    let words = words.into_iter().map(|word| singular(word.of(&what)));
    words.filter(|word| STOP.split_whitespace().all(|stop| stop != word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_have_first_and_last_days() {
        let shown = |value: &str| period(value).map(|(first, last)| format!("{first} {last}"));
        for (value, days) in [
            ("2025-08", "2025-08-01 2025-08-31"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("2026-Q1", "2026-01-01 2026-03-31"),
            ("2020-W53", "2020-12-28 2021-01-03"),
            ("2025-W01", "2024-12-30 2025-01-05"),
        ] {
            assert_eq!(shown(value).as_deref(), Some(days));
        }
        assert_eq!(period("2021-W53"), None);
        assert_eq!(period("XXXX-05"), None);
    }

    #[test]
    fn a_time_of_day_on_one_side_is_no_difference() {
        let same = |a: &str, b: &str, side| same_day(Some(a), Some(b), side);
        assert!(same("2025-05-08T09:30", "2025-05-08", Side::First));
        assert!(!same("2025-05-08T09:30", "2025-05-08T10:00", Side::First));
        assert!(same("2025-08-31", "2025-08", Side::Last));
        assert!(!same("2025-08-30", "2025-08", Side::Last));
    }
}
