//! Times ahead in running text.

use super::Desk;
use super::clause::{
    Standing, attributive, dateline, denied, leans, moves, part, plans, promises, standing, tells,
    words,
};
use super::days::{Days, Precision, days as days_of, next_day, reach};
use super::place::{participants, place};
use crate::{DiaryEntry, DiaryStatus, Polarity};
use sayso_calendar::{Date, Direction, days_later};
use sayso_text::Span;
use std::cmp::Ordering;

/// An entry for each time ahead that is not `taken` already.
pub(super) fn entries(desk: &Desk, taken: &[bool]) -> Vec<DiaryEntry> {
    let mut entries = Vec::new();
    let mut at = 0;
    while at < desk.reading.times.len() {
        let (days, span, next) = match joined(desk, at) {
            Some(joined) => joined,
            None => (days_of(&desk.reading.times[at].value), desk.reading.times[at].span, at + 1),
        };
        if !taken[at]
            && let Some(days) = days
            && let Some(entry) = entry(desk, at..next, span, days)
            && !(attributive(desk.text, span) && known(&entries, &entry))
        {
            entries.push(entry);
        }
        entries.extend(counted_from(desk, at));
        at = next;
    }
    entries
}

/// Whether the days of an entry have been announced: "the May 8 vote" is no other event.
fn known(entries: &[DiaryEntry], entry: &DiaryEntry) -> bool {
    let near = entries.iter().rev().take(16);
    near.into_iter().any(|other| other.start == entry.start)
}

/// "on December 4, three days after the pass reopens": the pass reopens on December 1.
fn counted_from(desk: &Desk, at: usize) -> Option<DiaryEntry> {
    let (day, length) = (desk.reading.times.get(at)?, desk.reading.times.get(at + 1)?);
    let count: i32 = length.value.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
    if desk.text.get(day.span.end()..length.span.start())? != ", " {
        return None;
    }
    let sentence = desk.sentence(day.span.start());
    let rest = desk.text.get(length.span.end()..sentence.end())?;
    let (sign, lead) = match () {
        () if rest.starts_with(" after ") => (-1, " after "),
        () if rest.starts_with(" before ") => (1, " before "),
        () => return None,
    };
    let start = length.span.end() + lead.len();
    let end = desk.text[start..sentence.end()]
        .find([',', ';', '.'])
        .map_or(sentence.end(), |at| start + at);
    let what = Span::new(start, end);
    let date: Date = day.value.parse().ok()?;
    let happens = days_later(date, sign * count)?.to_string();
    (desk.issue()? < happens.as_str() && what.of(desk.text).contains(' ')).then(|| DiaryEntry {
        what,
        start: happens.clone(),
        end: happens,
        place: place(desk, what),
        participants: participants(desk, what),
        according_to: said_in(desk, sentence, day.span).and_then(|(_, index)| index),
        status: DiaryStatus::Announced,
        times: vec![at, at + 1],
    })
}

/// Two times that are the ends of one range: "Monday 2 June to Friday 6 June", "Thursday and
/// Friday".
fn joined(desk: &Desk, at: usize) -> Option<(Option<Days>, Span, usize)> {
    let (first, second) = (desk.reading.times.get(at)?, desk.reading.times.get(at + 1)?);
    let between = desk.text.get(first.span.end()..second.span.start())?.trim();
    let (from, to) = (days_of(&first.value)?, days_of(&second.value)?);
    // "moves its first night from tonight to Friday" leaves the first.
    let sentence = desk.sentence(first.span.start());
    if desk.text[..first.span.start()].ends_with("from ")
        && moves(desk.text, Span::new(sentence.start(), first.span.start()))
    {
        return None;
    }
    let joint = match between {
        "to" | "until" | "till" | "through" | "–" | "-" | "—" => from.start < to.end,
        "and" => {
            let before = desk.text[..first.span.start()].trim_end();
            next_day(&from.start, &to.start) || before.ends_with("between")
        }
        _ => false,
    };
    let both = joint && from.precision == to.precision;
    both.then(|| {
        let days = Days { start: from.start, end: to.end, precision: to.precision };
        (Some(days), first.span.cover(second.span), at + 2)
    })
}

fn entry(desk: &Desk, times: std::ops::Range<usize>, span: Span, days: Days) -> Option<DiaryEntry> {
    let direction = desk.directions.get(times.start).copied().unwrap_or(Direction::Unknown);
    let order = desk.issue().map_or(Some(Ordering::Greater), |issue| reach(&days, issue))?;
    let ahead = match desk.issue() {
        Some(_) => match order {
            Ordering::Greater => true,
            Ordering::Equal => direction == Direction::Ahead,
            Ordering::Less => false,
        },
        // Where no day of issue is known, the verbs alone tell.
        None => {
            direction != Direction::Back
                && (days.start.starts_with('X')
                    || direction == Direction::Ahead && days.precision < Precision::Year)
        }
    };
    if !ahead {
        return None;
    }
    let mut sentence = desk.sentence(span.start());
    if let Some(end) = dateline(desk.text, sentence) {
        if span.start() < end {
            return None;
        }
        sentence = Span::new(end, sentence.end());
    }
    let (clause, according_to) = said_in(desk, sentence, span)?;
    if denied(desk.text, sentence, clause) {
        return None;
    }
    let clause = part(desk.text, clause, span);
    // "holds a meeting at 6 this evening"
    let hour = direction == Direction::Ahead
        && days.start.contains('T')
        && desk.text[..span.start()].ends_with(" at ");
    if order == Ordering::Equal
        && (opens_line(desk, span) || !(hour || promises(desk.text, clause)))
    {
        return None;
    }
    // "The choir's Easter concert will be sung on Good Friday": the other day is the concert's.
    let others = desk.times_in(clause).filter(|other| !times.contains(other)).any(|other| {
        let time = &desk.reading.times[other];
        !attributive(desk.text, time.span)
            && days_of(&time.value)
                .is_some_and(|other| other.precision <= Precision::Day.max(finer(days.precision)))
    });
    let asks = clause.of(desk.text).ends_with('?');
    if others && attributive(desk.text, span) || absent(desk.text, clause) || asks {
        return None;
    }
    if !(tells(desk.text, clause, span) || item(desk.text, clause, span))
        || days.precision > Precision::Day && !plans(desk.text, clause)
    {
        return None;
    }
    let before = desk.text[clause.start()..span.start()].trim_end();
    let led = |word: &str| before.ends_with(word);
    if led(" after") || days.precision > Precision::Day && (led(" before") || led(" since")) {
        return None;
    }
    let status = match standing(desk.text, clause, span, according_to.is_some()) {
        Standing::Holds(DiaryStatus::Announced) if confirmed(desk, according_to) => {
            DiaryStatus::Confirmed
        }
        Standing::Holds(status) => status,
        Standing::Old | Standing::Possible => return None,
    };
    Some(DiaryEntry {
        what: if leans(desk.text, clause) { sentence } else { clause },
        start: days.start,
        end: days.end,
        place: place(desk, clause),
        participants: participants(desk, clause),
        according_to,
        status,
        times: times.collect(),
    })
}

/// The next finer precision.
fn finer(precision: Precision) -> Precision {
    match precision {
        Precision::Year => Precision::Quarter,
        Precision::Quarter => Precision::Month,
        _ => Precision::Day,
    }
}

/// Whether a clause says that nothing happens: "There is no match on Saturday".
fn absent(text: &str, clause: Span) -> bool {
    let said = words(text, Span::new(clause.start(), clause.end()));
    let said: Vec<&str> = said.iter().take(3).map(|(_, word)| word.as_str()).collect();
    matches!(said[..], ["no", ..] | ["there", "is" | "are", "no"])
}

/// Whether a time heads a line that names its event behind a colon or a dash.
fn item(text: &str, clause: Span, time: Span) -> bool {
    let before = text[clause.start()..time.start()].trim_matches([' ', '-', '–', '•', '»', '*']);
    let after = text[time.end()..clause.end()].trim_start_matches('.').trim_start();
    before.is_empty()
        && after.starts_with([':', '–', '—', '-'])
        && after.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() >= 2
}

/// Whether somebody is said to confirm it.
fn confirmed(desk: &Desk, according_to: Option<usize>) -> bool {
    according_to.is_some_and(|index| {
        let cues = &desk.reading.attributions[index].cue;
        cues.iter().any(|cue| cue.of(desk.text).to_lowercase().contains("confirm"))
    })
}

/// Whether a time stands at the head of a line, like the clock of a live blog's entry.
fn opens_line(desk: &Desk, time: Span) -> bool {
    let before = desk.text[..time.start()].trim_end_matches([' ', '\t', '•', '»', '-', '–', '*']);
    before.is_empty() || before.ends_with('\n')
}

/// The part of the sentence that somebody is said to have said and that holds the time, with who
/// said it; the whole sentence where nobody is. `None` where it is denied or was never said.
pub(super) fn said_in(desk: &Desk, sentence: Span, time: Span) -> Option<(Span, Option<usize>)> {
    let mut best: Option<(Span, usize)> = None;
    for index in near(desk, sentence) {
        let attribution = &desk.reading.attributions[index];
        let holds = attribution.content.iter().find(|content| content.contains(time));
        let Some(content) = holds else { continue };
        if matches!(attribution.polarity, Polarity::Denied | Polarity::Negated) {
            return None;
        }
        let start = content.start().max(sentence.start());
        let end = content.end().min(sentence.end()).max(start);
        // The innermost speaks.
        if best.is_none_or(|(span, _)| end - start < span.len()) {
            best = Some((Span::new(start, end), index));
        }
    }
    Some(match best {
        Some((span, index)) => (span, Some(index)),
        None => (sentence, None),
    })
}

/// The attributions whose content may hold something of the sentence, by their order in the text.
fn near(desk: &Desk, sentence: Span) -> std::ops::Range<usize> {
    /// A content begins at most so many attributions earlier.
    const BACK: usize = 12;
    let all = &desk.reading.attributions;
    let after = all.partition_point(|one| one.content_cover().start() < sentence.end());
    after.saturating_sub(BACK)..after
}
