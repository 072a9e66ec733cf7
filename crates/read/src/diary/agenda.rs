//! Lines under the heading of a day to come: "MONDAY", then "10:00 The council meets".

use super::Desk;
use super::clause::words;
use super::days::{Precision, days, reach};
use super::place::{participants, place};
use crate::{DiaryEntry, DiaryStatus};
use sayso_text::Span;
use std::cmp::Ordering;

/// Headings without a day are at most so long.
const HEADING: usize = 30;

/// The entries, and for each time whether an entry or a heading has used it.
pub(super) fn entries(desk: &Desk) -> (Vec<DiaryEntry>, Vec<bool>) {
    let mut taken = vec![false; desk.reading.times.len()];
    let mut entries = Vec::new();
    let mut heading: Option<(String, usize)> = None;
    let Some(issue) = desk.issue() else { return (entries, taken) };
    let mut start = 0;
    for line in desk.text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(desk.text);
        start += line.len();
        if span.is_empty() {
            continue;
        }
        let times = desk.times_in(span);
        let first = times.clone().next();
        if let Some(index) = first
            && fills(desk, span, desk.reading.times[index].span)
        {
            taken[index] = true;
            heading = days(&desk.reading.times[index].value)
                .filter(|days| days.precision == Precision::Day && days.start == days.end)
                .filter(|days| reach(days, issue) == Some(Ordering::Greater))
                .map(|days| (days.start, index));
        } else if span.len() <= HEADING && !span.of(desk.text).contains(|c: char| c.is_lowercase())
        {
            heading = None;
        } else if let Some((day, index)) = &heading {
            entries.extend(item(desk, span, day, *index, &mut taken));
        }
    }
    (entries, taken)
}

/// Whether a time is all that a line says.
fn fills(desk: &Desk, line: Span, time: Span) -> bool {
    time.start() == line.start()
        && desk.text[time.end()..line.end()].trim_matches([':', '.', ' ']).is_empty()
}

/// One line of an agenda.
fn item(
    desk: &Desk,
    line: Span,
    day: &str,
    heading: usize,
    taken: &mut [bool],
) -> Option<DiaryEntry> {
    let text = desk.text;
    let bullet = line.of(text).find(|c: char| c.is_alphanumeric())?;
    let mut what = Span::new(line.start() + bullet, line.end());
    let mut times = vec![heading];
    let (mut start, mut end) = (day.to_owned(), day.to_owned());
    let leading = desk
        .times_in(what)
        .next()
        .filter(|index| desk.reading.times[*index].span.start() == what.start());
    if let Some(index) = leading
        && let Some(hours) = days(&desk.reading.times[index].value)
        && hours.start.contains('T')
    {
        taken[index] = true;
        times.push(index);
        (start, end) = (hours.start, hours.end);
        let rest = Span::new(desk.reading.times[index].span.end(), line.end());
        let next = rest.of(text).find(|c: char| c.is_alphanumeric())?;
        what = Span::new(rest.start() + next, line.end());
    }
    // The first sentence names the event; the others talk about it.
    let sentence = desk.sentence(what.start());
    let what = Span::new(what.start(), sentence.end().clamp(what.start(), line.end()));
    let said = words(text, what);
    let has = |word: &str| said.iter().any(|(_, other)| other == word);
    if said.first().is_some_and(|(_, word)| word == "no") || has("may") || has("might") {
        return None;
    }
    let mut status = DiaryStatus::Announced;
    if has("cancelled") || has("canceled") {
        status = DiaryStatus::Cancelled;
    } else if has("moved") || has("postponed") || has("rescheduled") {
        let to = desk.times_in(what).find_map(|index| {
            let days = days(&desk.reading.times[index].value)?;
            (!days.start.starts_with(day)).then_some((index, days))
        });
        let (index, days) = to?;
        taken[index] = true;
        times.push(index);
        (start, end) = (days.start, days.end);
        status = DiaryStatus::Moved;
    }
    Some(DiaryEntry {
        what: what.trim(text),
        start,
        end,
        place: place(desk, what),
        participants: participants(desk, what),
        according_to: None,
        status,
        times,
    })
}
