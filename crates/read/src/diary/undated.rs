//! Firm announcements without a day: "are expected to be signed".

use super::Desk;
use super::clause::words;
use super::place::{participants, place};
use crate::{DiaryEntry, DiaryStatus, Polarity};
use sayso_text::Span;

/// Participles of what is announced for a day.
const EVENTS: &[&str] = &[
    "signed",
    "held",
    "opened",
    "launched",
    "announced",
    "published",
    "unveiled",
    "inaugurated",
    "released",
    "presented",
    "ratified",
    "sworn",
];

pub(super) fn entries(desk: &Desk) -> Vec<DiaryEntry> {
    let mut entries = Vec::new();
    for sentence in &desk.layout.sentences {
        // Most sentences have no such words; look before cutting them up.
        let line = sentence.of(desk.text);
        if !line.contains(" to be ") || !desk.times_in(*sentence).is_empty() {
            continue;
        }
        let words = words(desk.text, *sentence);
        let announced = words.windows(5).any(|five| {
            let [is, planned, to, be, done] = five else { return false };
            ["is", "are"].contains(&is.1.as_str())
                && ["expected", "scheduled", "due", "set"].contains(&planned.1.as_str())
                && to.1 == "to"
                && be.1 == "be"
                && EVENTS.contains(&done.1.as_str())
        });
        if announced && let Some((what, according_to)) = said(desk, *sentence) {
            entries.push(DiaryEntry {
                what,
                start: String::new(),
                end: String::new(),
                place: place(desk, what),
                participants: participants(desk, what),
                according_to,
                status: DiaryStatus::Announced,
                times: Vec::new(),
            });
        }
    }
    entries
}

/// The clause that announces, and by whom; `None` where it is denied.
fn said(desk: &Desk, sentence: Span) -> Option<(Span, Option<usize>)> {
    let all = &desk.reading.attributions;
    let after = all.partition_point(|one| one.content_cover().start() < sentence.end());
    for index in (after.saturating_sub(4)..after).rev() {
        let Some(content) = all[index].content.iter().find(|content| {
            sentence.contains(**content) && content.of(desk.text).contains(" to be ")
        }) else {
            continue;
        };
        return match all[index].polarity {
            Polarity::Denied | Polarity::Negated => None,
            _ => Some((*content, Some(index))),
        };
    }
    Some((sentence, None))
}
