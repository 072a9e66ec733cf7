//! The diary of a dispatch: the same days and a word of what happens in common.

use std::collections::{BTreeSet, HashSet};

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

/// A period's first and last day as year, month, day.
fn period(value: &str) -> Option<(Day, Day)> {
    let number = |text: &str, digits: usize| -> Option<u32> {
        (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    };
    let parts: Vec<&str> = value.split('-').collect();
    let year = number(parts.first()?, 4)?;
    match parts[1..] {
        [] => Some(((year, 1, 1), (year, 12, 31))),
        [part] => {
            if let Some(month) = number(part, 2) {
                let last = days_of(year, month)?;
                return Some(((year, month, 1), (year, month, last)));
            }
            let (sign, rest) = part.split_at_checked(1)?;
            match (sign, number(rest, rest.len())?) {
                ("W", week) if rest.len() == 2 => week_of(year, week),
                ("Q", n @ 1..=4) if rest.len() == 1 => months(year, 3, n),
                // Halves 3 and 4 lie in no year; the Python fails on them.
                ("H", n @ 1..=2) if rest.len() == 1 => months(year, 6, n),
                _ => None,
            }
        }
        [month, day] => {
            let day = (year, number(month, 2)?, number(day, 2)?);
            Some((day, day))
        }
        _ => None,
    }
}

/// Year, month, day.
type Day = (u32, u32, u32);

fn months(year: u32, length: u32, n: u32) -> Option<(Day, Day)> {
    let last = length * n;
    Some(((year, last - length + 1, 1), (year, last, days_of(year, last)?)))
}

fn days_of(year: u32, month: u32) -> Option<u32> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => return None,
    })
}

/// Monday and Sunday of an ISO week: week 1 holds the 4th of January.
fn week_of(year: u32, week: u32) -> Option<(Day, Day)> {
    if year == 0 || !(1..=53).contains(&week) {
        return None;
    }
    let monday_of_first = |year: u32| {
        let before = i64::from(year - 1);
        let january_4 = before * 365 + before / 4 - before / 100 + before / 400 + 4;
        // Day 1 is Monday, the 1st of January of the year 1.
        january_4 - (january_4 - 1) % 7
    };
    let monday = monday_of_first(year) + i64::from(week - 1) * 7;
    (monday < monday_of_first(year + 1)).then(|| (date(monday), date(monday + 6)))
}

/// The date of a day counted from the 1st of January of the year 1.
fn date(day: i64) -> Day {
    let mut year = (day / 366 + 1) as u32;
    let mut left = day - days_before(year);
    loop {
        let length = days_before(year + 1) - days_before(year);
        if left <= length {
            break;
        }
        left -= length;
        year += 1;
    }
    for month in 1..=12 {
        let length = i64::from(days_of(year, month).unwrap_or_default());
        if left <= length {
            return (year, month, left as u32);
        }
        left -= length;
    }
    unreachable!("a year has at most 366 days")
}

fn days_before(year: u32) -> i64 {
    let before = i64::from(year - 1);
    before * 365 + before / 4 - before / 100 + before / 400
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
        assert_eq!(period("2025-08"), Some(((2025, 8, 1), (2025, 8, 31))));
        assert_eq!(period("2024-02"), Some(((2024, 2, 1), (2024, 2, 29))));
        assert_eq!(period("2026-Q1"), Some(((2026, 1, 1), (2026, 3, 31))));
        assert_eq!(period("2020-W53"), Some(((2020, 12, 28), (2021, 1, 3))));
        assert_eq!(period("2025-W01"), Some(((2024, 12, 30), (2025, 1, 5))));
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
