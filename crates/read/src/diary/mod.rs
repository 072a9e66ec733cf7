//! What is announced: events that the text puts on the day of issue or later.
//!
//! 1. [`agenda`]: lines under the heading of a day to come
//! 2. [`dated`]: times ahead in running text, each with the clause it stands in
//! 3. [`undated`]: firm announcements without a day ("are expected to be signed")
//!
//! What is merely possible, denied, or the old day of something moved is left out. Two entries
//! for the same days that speak of the same thing are one.

mod agenda;
mod clause;
mod dated;
mod days;
mod place;
mod undated;

use crate::{DiaryEntry, Reading};
use sayso_calendar::Direction;
use sayso_text::{Layout, Span};
use std::collections::{HashMap, HashSet};

/// Everything the finders look at.
struct Desk<'a> {
    text: &'a str,
    layout: &'a Layout,
    reading: &'a Reading,
    directions: &'a [Direction],
}

impl Desk<'_> {
    /// The indices of the times that begin in `span`.
    fn times_in(&self, span: Span) -> std::ops::Range<usize> {
        let times = &self.reading.times;
        let first = times.partition_point(|time| time.span.start() < span.start());
        let last = times.partition_point(|time| time.span.start() < span.end());
        first..last
    }

    /// The day of issue.
    fn issue(&self) -> Option<&str> {
        self.reading.issue.as_ref().map(|issue| issue.day.as_str())
    }

    /// The sentence that holds the byte `at`, or what is near of a very long one, so that a text
    /// without full stops costs no more than another.
    fn sentence(&self, at: usize) -> Span {
        let sentence = self.layout.sentences.get(self.layout.sentence_at(at));
        let Some(sentence) = sentence.filter(|span| span.holds(at)) else {
            return Span::new(at, at);
        };
        let border = |mut at: usize| {
            while !self.text.is_char_boundary(at) {
                at += 1;
            }
            at
        };
        let start = border(at.saturating_sub(NEAR)).max(sentence.start());
        let end = border((at + NEAR).min(self.text.len())).min(sentence.end());
        Span::new(start, end)
    }
}

/// So many bytes around a time are looked at.
const NEAR: usize = 500;

/// Fills [`Reading::diary`].
pub(crate) fn read(text: &str, layout: &Layout, directions: &[Direction], reading: &mut Reading) {
    let desk = Desk { text, layout, reading, directions };
    let (mut entries, taken) = agenda::entries(&desk);
    entries.extend(dated::entries(&desk, &taken));
    entries.extend(undated::entries(&desk));
    entries.sort_by_key(|entry| (entry.what.start(), entry.times.first().copied()));
    reading.diary = merge(text, entries);
}

/// Drops entries that repeat an earlier one.
fn merge(text: &str, entries: Vec<DiaryEntry>) -> Vec<DiaryEntry> {
    /// So many entries of the same days are compared.
    const COMPARED: usize = 8;
    let mut kept: Vec<DiaryEntry> = Vec::new();
    let mut by_days: HashMap<(String, String), Vec<usize>> = HashMap::new();
    let day = |value: &str| value.split('T').next().unwrap_or_default().to_owned();
    for entry in entries {
        let same = by_days.entry((day(&entry.start), day(&entry.end))).or_default();
        let words = content_words(entry.what.of(text));
        let repeated = same.iter().rev().take(COMPARED).find(|index| {
            let other = kept[**index].what;
            other.overlaps(entry.what)
                || content_words(other.of(text)).intersection(&words).count() >= 2
        });
        match repeated {
            Some(&index) if !entry.start.is_empty() => {
                // One may know the hour.
                if kept[index].start.len() < entry.start.len() {
                    kept[index].start = entry.start;
                    kept[index].end = entry.end;
                }
            }
            _ => {
                same.push(kept.len());
                kept.push(entry);
            }
        }
    }
    kept
}

/// The longer words of a phrase in small letters, months and weekdays aside.
fn content_words(phrase: &str) -> HashSet<String> {
    const COMMON: &[&str] = &[
        "will",
        "that",
        "with",
        "from",
        "have",
        "been",
        "which",
        "their",
        "said",
        "says",
        "also",
        "after",
        "before",
        "next",
        "this",
        "scheduled",
        "expected",
        "held",
        "today",
        "tomorrow",
    ];
    phrase
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4)
        .map(str::to_lowercase)
        .filter(|word| !COMMON.contains(&word.as_str()) && !sayso_calendar::is_calendar_word(word))
        .collect()
}
