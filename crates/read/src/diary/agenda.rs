//! Lines under the heading of a day to come: "MONDAY", then "10:00 The council meets".

use super::Desk;
use super::clause::words;
use super::dated::said_in;
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
                .filter(|days| match desk.issue() {
                    Some(issue) => reach(days, issue) == Some(Ordering::Greater),
                    // Without a day of issue only an agenda has headings that are days.
                    None => !days.start.starts_with('X'),
                })
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

/// The attribution that holds most of an item.
fn according_to(desk: &Desk, what: Span) -> Option<usize> {
    let middle = what.start() + what.len() / 2;
    let cut = (middle..what.end()).find(|at| desk.text.is_char_boundary(*at))?;
    let time = Span::new(what.start(), what.start());
    let held = said_in(desk, what, time).and_then(|(_, index)| index);
    held.filter(|index| desk.reading.attributions[*index].content_cover().end() >= cut)
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
    let put_off = said.windows(2).any(|pair| pair[0].1 == "put" && pair[1].1 == "off");
    for index in desk.times_in(what) {
        let time = &desk.reading.times[index];
        let Some(days) = days(&time.value) else { continue };
        let before = text[what.start()..time.span.start()].trim_end();
        let hour = days.start.starts_with(day) && days.start.contains('T');
        if hour && !start.contains('T') {
            (start, end) = (days.start, days.end);
        } else if (before.ends_with("to") || before.ends_with("until"))
            && days.precision == Precision::Day
            && days.start.as_str() > day
            && !has("moved")
        {
            end = days.end;
        } else {
            continue;
        }
        taken[index] = true;
        times.push(index);
    }
    let mut status = DiaryStatus::Announced;
    if put_off {
        status = DiaryStatus::Moved;
    } else if has("cancelled") || has("canceled") {
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
        according_to: according_to(desk, what),
        status,
        times,
    })
}
