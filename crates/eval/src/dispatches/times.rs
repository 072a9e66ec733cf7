//! Times of a dispatch: values may have several right answers and be cut in several right ways.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::document::{Document, Time};
use super::{Counts, Miss};
use crate::times::{Timed, trim};

/// A value without zone and seconds, an hour with its minutes.
pub(super) fn value(value: &str) -> String {
    static ZONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(T\d\d(?::\d\d)?(?::\d\d)?)(?:Z|[+-]\d\d:?\d\d)$").expect("a fixed pattern")
    });
    static SECONDS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(T\d\d:\d\d):00$").expect("a fixed pattern"));
    static HOUR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"T(\d\d)$").expect("a fixed pattern"));
    let part = |part: &str| {
        let part = ZONE.replace(part, "$1");
        let part = SECONDS.replace(&part, "$1");
        HOUR.replace(&part, "T$1:00").into_owned()
    };
    value.trim().split('/').map(part).collect::<Vec<_>>().join("/")
}

type Values = BTreeSet<String>;

/// A way to cut a time expression: pieces, each with the values that are right.
type Way = Vec<((usize, usize), Values)>;

pub(super) fn score(
    gold: &Document,
    found: &Document,
    text: &str,
    counts: &mut Counts,
    misses: &mut Vec<Miss>,
) {
    let text: Vec<char> = text.chars().collect();
    let mut free: Vec<Timed> = found
        .times
        .iter()
        .map(|time| {
            let (start, end) = trim(time.start, time.end, &text);
            Timed { start, end, value: time.value.as_deref().map(value) }
        })
        .collect();
    free.sort();

    // First those given exactly, or cut another right way; then those that overlap.
    let mut left = Vec::new();
    for time in &gold.times {
        let Some((hits, right)) = best_way(&ways(time, &text, &free), &free) else {
            left.push(time);
            continue;
        };
        for hit in &hits {
            free.retain(once(hit));
        }
        if time.optional {
            continue;
        }
        counts.times_gold += 1;
        counts.times_found += 1;
        counts.times_strict += 1;
        counts.times_value += usize::from(right);
        if !right {
            misses.push(Miss::new("time", describe(time), format!("{:?}", hits[0].value)));
        }
    }
    for time in left {
        let (start, end) = trim(time.start, time.end, &text);
        let values = all_values(time);
        let near = |hit: &&Timed| hit.start < end && start < hit.end;
        let right = |hit: &Timed| hit.value.as_ref().is_some_and(|value| values.contains(value));
        let hit =
            free.iter().filter(near).find(|hit| right(hit)).or_else(|| free.iter().find(near));
        let hit = hit.cloned();
        if let Some(hit) = &hit {
            free.retain(once(hit));
        }
        if time.optional {
            continue;
        }
        counts.times_gold += 1;
        counts.times_found += usize::from(hit.is_some());
        counts.times_value += usize::from(hit.as_ref().is_some_and(right));
        let given = hit.map_or("missed".to_owned(), |hit| {
            format!("{:?} {:?}", text[hit.start..hit.end].iter().collect::<String>(), hit.value)
        });
        misses.push(Miss::new("time", describe(time), given));
    }
    counts.times_found += free.len();
    for hit in free {
        let words: String = text[hit.start..hit.end].iter().collect();
        misses.push(Miss::new("time", "spurious".to_owned(), format!("{words:?} {:?}", hit.value)));
    }
}

/// A predicate for `retain` that drops the first equal one only.
fn once(hit: &Timed) -> impl FnMut(&Timed) -> bool + '_ {
    let mut dropped = false;
    move |other| {
        let drop = !dropped && other == hit;
        dropped |= drop;
        !drop
    }
}

fn describe(time: &Time) -> String {
    format!("{:?} {}", time.text, time.value.as_deref().unwrap_or_default())
}

fn values(time: &Time) -> Values {
    time.value.iter().chain(&time.values).map(|text| value(text)).collect()
}

fn all_values(time: &Time) -> Values {
    let single = time.instead.iter().filter(|group| group.len() == 1).flatten();
    let mut all = values(time);
    all.extend(single.filter_map(|other| other.value.as_deref().map(value)));
    all
}

/// The right ways to cut `time`; a range may also be given as its two ends.
fn ways(time: &Time, text: &[char], free: &[Timed]) -> Vec<Way> {
    let place = trim(time.start, time.end, text);
    let mut ways = vec![vec![(place, values(time))]];
    for group in &time.instead {
        let piece = |other: &Time| {
            let mut right: Values = other.value.as_deref().map(value).into_iter().collect();
            if group.len() == 1 {
                right.extend(values(time));
            }
            (trim(other.start, other.end, text), right)
        };
        ways.push(group.iter().map(piece).collect());
    }
    let inside: Vec<&Timed> =
        free.iter().filter(|hit| place.0 <= hit.start && hit.end <= place.1).collect();
    let ends = time.value.as_deref().and_then(|value| value.split_once('/'));
    if let (Some((first, last)), [one, other]) = (ends, inside.as_slice()) {
        let last = last.split('/').next().unwrap_or_default();
        ways.push(vec![
            ((one.start, one.end), Values::from([value(first)])),
            ((other.start, other.end), Values::from([value(last)])),
        ]);
    }
    ways
}

/// The best way that was taken: its pieces as found, and whether all values are right.
fn best_way(ways: &[Way], free: &[Timed]) -> Option<(Vec<Timed>, bool)> {
    let mut best: Option<((bool, bool), Vec<Timed>)> = None;
    for way in ways {
        let at = |place: (usize, usize)| free.iter().find(|hit| (hit.start, hit.end) == place);
        let hits: Option<Vec<Timed>> = way.iter().map(|(place, _)| at(*place).cloned()).collect();
        let Some(hits) = hits else { continue };
        let right = hits.iter().zip(way).all(|(hit, (_, values))| {
            hit.value.as_ref().is_some_and(|value| values.contains(value))
        });
        let rank = (right, way.len() > 1);
        if best.as_ref().is_none_or(|(best, _)| rank > *best) {
            best = Some((rank, hits));
        }
    }
    best.map(|((right, _), hits)| (hits, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_and_seconds_do_not_matter() {
        assert_eq!(value("2025-05-08T09:30:00Z"), "2025-05-08T09:30");
        assert_eq!(value("2025-05-08T09+02:00/2025-05-09"), "2025-05-08T09:00/2025-05-09");
        assert_eq!(value("2025-05-08TMO"), "2025-05-08TMO");
    }
}
