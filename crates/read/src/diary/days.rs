//! From TIMEX3 values to the first and last day of an entry.

use sayso_calendar::Date;

/// How precise a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    Day,
    /// A week or a weekend.
    Week,
    Month,
    /// A quarter, a half.
    Quarter,
    Year,
}

/// First and last day of a value, as precise as the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) start: String,
    pub(super) end: String,
    pub(super) precision: Precision,
}

/// The days of a value; `None` for what is on no calendar.
pub(super) fn days(value: &str) -> Option<Days> {
    if let Some((first, last)) = value.split_once('/') {
        let (first, last) = (days(first)?, days(last)?);
        return Some(Days {
            precision: first.precision.max(last.precision),
            start: first.start,
            end: last.end,
        });
    }
    let (date, time) = match value.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (value, None),
    };
    let bytes = date.as_bytes();
    let shape = |form: &str| {
        bytes.len() == form.len()
            && bytes.iter().zip(form.bytes()).all(|(byte, form)| match form {
                b'9' => byte.is_ascii_digit(),
                b'0' => byte.is_ascii_digit() || *byte == b'X',
                form => *byte == form,
            })
    };
    if shape("0000-99-99") {
        // "TEV" is no hour; the day stays.
        let hour = time.filter(|time| time.starts_with(|c: char| c.is_ascii_digit()));
        let start = hour.map_or(date.to_owned(), |hour| format!("{date}T{hour}"));
        return Some(Days { end: start.clone(), start, precision: Precision::Day });
    }
    if time.is_some() {
        return None;
    }
    if shape("0000-99") {
        return Some(whole(date, Precision::Month));
    }
    if shape("9999") {
        return Some(whole(date, Precision::Year));
    }
    let year = date.get(..4)?;
    let number = |at: usize| date.get(at..).and_then(|rest| rest.parse::<u8>().ok());
    if shape("9999-Q9") || shape("9999-H9") {
        let months = if bytes[5] == b'Q' { 3 } else { 6 };
        let last = number(6)? * months;
        return Some(Days {
            start: format!("{year}-{:02}", last + 1 - months),
            end: format!("{year}-{last:02}"),
            precision: Precision::Quarter,
        });
    }
    if shape("9999-W99") || shape("9999-W99-WE") {
        let from = if date.len() > 8 { 6 } else { 1 };
        let week = date.get(6..8)?.parse().ok()?;
        return Some(Days {
            start: sayso_calendar::week_day(year.parse().ok()?, week, from)?.to_string(),
            end: sayso_calendar::week_day(year.parse().ok()?, week, 7)?.to_string(),
            precision: Precision::Week,
        });
    }
    None
}

fn whole(date: &str, precision: Precision) -> Days {
    Days { start: date.to_owned(), end: date.to_owned(), precision }
}

/// Whether the days reach the day of issue or lie after it; `None` where the year is open.
pub(super) fn reach(days: &Days, issue: &str) -> Option<std::cmp::Ordering> {
    if days.start.starts_with('X') {
        return None;
    }
    let cut = |day: &str, issue: &str| {
        let day = day.split('T').next().unwrap_or_default().to_owned();
        let issue = issue.get(..day.len()).unwrap_or(issue).to_owned();
        day.cmp(&issue)
    };
    // A period that holds the day of issue reaches it.
    match (cut(&days.start, issue), cut(&days.end, issue)) {
        (std::cmp::Ordering::Greater, _) => Some(std::cmp::Ordering::Greater),
        (_, std::cmp::Ordering::Less) => Some(std::cmp::Ordering::Less),
        _ => Some(std::cmp::Ordering::Equal),
    }
}

/// Whether `second` is the day after `first`.
pub(super) fn next_day(first: &str, second: &str) -> bool {
    let day = |value: &str| value.parse::<Date>().ok();
    day(first).and_then(|day| day.tomorrow().ok()).is_some_and(|next| day(second) == Some(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_days() {
        for (value, wanted) in [
            ("2025-05-09", Some(("2025-05-09", "2025-05-09"))),
            ("2025-05-09T14:00", Some(("2025-05-09T14:00", "2025-05-09T14:00"))),
            ("2025-05-09TEV", Some(("2025-05-09", "2025-05-09"))),
            ("2025-05-07/2025-05-10", Some(("2025-05-07", "2025-05-10"))),
            ("2025-08", Some(("2025-08", "2025-08"))),
            ("XXXX-05-09", Some(("XXXX-05-09", "XXXX-05-09"))),
            ("2026-Q1", Some(("2026-01", "2026-03"))),
            ("2026-H2", Some(("2026-07", "2026-12"))),
            ("2020-W53", Some(("2020-12-28", "2021-01-03"))),
            ("2020-W05-WE", Some(("2020-02-01", "2020-02-02"))),
            ("PAST_REF", None),
            ("P3D", None),
            ("2025-SU", None),
            ("XXXX-WXX-1", None),
        ] {
            let found = days(value);
            let found = found.as_ref().map(|days| (days.start.as_str(), days.end.as_str()));
            assert_eq!(found, wanted, "{value}");
        }
    }
}
