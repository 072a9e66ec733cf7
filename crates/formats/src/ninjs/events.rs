use sayso_read::DiaryStatus;

use super::item::{Dates, Description, EventDetails, Item, Named};
use super::sources;
use crate::diary::clock;
use crate::period::{Period, Precision};
use crate::view::one_line;
use crate::{View, names};

/// What is announced, an item each.
pub(super) fn items(view: &View<'_>, uri: &str) -> Vec<Item> {
    let events = view.reading.diary.iter().enumerate().map(|(number, entry)| {
        let what = one_line(view.words(entry.what));
        let announcer = entry.according_to.and_then(|index| view.reading.attributions.get(index));
        let place = entry.place.map(|span| one_line(view.words(span)));
        let mut descriptions = Vec::new();
        let mut tell = |role, value: String| descriptions.push(Description { role, value });
        tell("status", names::status(entry.status).to_owned());
        if let Some(who) = announcer.and_then(names::speaker) {
            tell("announced by", who);
        }
        if !entry.participants.is_empty() {
            let names = entry.participants.iter().map(|span| one_line(view.words(*span)));
            tell("participants", names.collect::<Vec<_>>().join("; "));
        }
        if view.reading.issue.as_ref().is_some_and(|issue| issue.inferred) {
            tell("note", "The dispatch gives no year; it was inferred.".to_owned());
        }
        Item {
            name: Some(what.clone()),
            kind: Some("event"),
            title: Some(what),
            descriptions,
            places: place.map(|name| Named { name, rel: None }).into_iter().collect(),
            sources: announcer.map(|it| sources::of_attribution(view, it)).unwrap_or_default(),
            event_details: Some(EventDetails {
                event_status: status(entry.status),
                dates: dates(&entry.start, &entry.end),
            }),
            ..Item::of(format!("{uri}#event-{number}"))
        }
    });
    events.collect()
}

/// schema.org's URIs: IPTC's own list tells how likely an event is, not that it was moved.
fn status(status: DiaryStatus) -> &'static str {
    match status {
        DiaryStatus::Announced | DiaryStatus::Confirmed => "https://schema.org/EventScheduled",
        DiaryStatus::Cancelled => "https://schema.org/EventCancelled",
        DiaryStatus::Moved => "https://schema.org/EventRescheduled",
    }
}

/// As exact as the values and ninjs allow: it knows years, months, days and moments alone, and no
/// date without a year.
fn dates(start: &str, end: &str) -> Option<Dates> {
    let first = date(start)?;
    let last = date(end).filter(|last| *last != first);
    Some(Dates { expected_start_date: first, expected_end_date: last })
}

fn date(value: &str) -> Option<String> {
    let period = Period::of(value, value)?;
    let day = period.first;
    let last = period.after.yesterday().ok()?;
    Some(match period.precision {
        Precision::Day => match clock(value).filter(|clock| hour(clock)) {
            Some(clock) => format!("{day}T{clock}:00"),
            None => day.to_string(),
        },
        // Weeks, quarters and halves become the month or the year that they lie in.
        Precision::Year | Precision::Quarter | Precision::Half | Precision::Week
            if day.year() == last.year() =>
        {
            if period.precision == Precision::Week && day.month() == last.month() {
                day.strftime("%Y-%m").to_string()
            } else {
                day.strftime("%Y").to_string()
            }
        }
        Precision::Month => day.strftime("%Y-%m").to_string(),
        // A week over New Year lies in no one year.
        _ => return None,
    })
}

/// Whether it is an hour of the day with its minutes.
fn hour(clock: &str) -> bool {
    clock.len() == 5 && clock.parse::<jiff::civil::Time>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_ninjs_allows() {
        let cases = [
            ("2026-04-15", "2026-04-15"),
            ("2026-04-15T14:00", "2026-04-15T14:00:00"),
            ("2026-04-15T24:00", "2026-04-15"),
            ("2026-04-15TMO", "2026-04-15"),
            ("2026-04", "2026-04"),
            ("2026", "2026"),
            ("2026-Q4", "2026"),
            ("2026-W16", "2026-04"),
            ("2026-W18", "2026"),
            ("2026-W16-WE", "2026-04"),
            ("2026-W01", "none"),
            ("XXXX-05-09", "none"),
            ("FUTURE_REF", "none"),
        ];
        for (value, expected) in cases {
            assert_eq!(date(value).as_deref().unwrap_or("none"), expected, "{value}");
        }
    }
}
