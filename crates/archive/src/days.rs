//! Days as numbers, counted from 1970-01-01, for comparing and sorting.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// The day of an ISO 8601 day or instant, as it is written: the zone's own day.
pub(crate) fn civil(issued: &str) -> Option<Date> {
    issued.trim().get(..10)?.parse().ok()
}

/// A day as a number.
pub fn number(day: Date) -> i64 {
    i64::from(day.since(EPOCH).map_or(0, |span| span.get_days()))
}

/// The day of a number.
pub fn day(number: i64) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}

/// First and last day of `YYYY`, `YYYY-MM`, `YYYY-MM-DD` and what stands after a day; of a range
/// `first/last` from the first of the first to the last of the last.
pub fn range(value: &str) -> Option<(i64, i64)> {
    if let Some((first, last)) = value.split_once('/') {
        let (first, last) = (range(first)?, range(last)?);
        return (first.0 <= last.1).then_some((first.0, last.1));
    }
    let digits = |part: &str| part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let value = value.split('T').next()?;
    let mut parts = value.split('-');
    let year: i16 = parts.next().filter(|part| part.len() == 4 && digits(part))?.parse().ok()?;
    let Some(month) = parts.next() else {
        return Some((number(Date::new(year, 1, 1).ok()?), number(Date::new(year, 12, 31).ok()?)));
    };
    let month: i8 = Some(month).filter(|part| part.len() == 2 && digits(part))?.parse().ok()?;
    let first = Date::new(year, month, 1).ok()?;
    let Some(day) = parts.next() else {
        return Some((number(first), number(first.last_of_month())));
    };
    let day: i8 = Some(day).filter(|part| part.len() == 2 && digits(part))?.parse().ok()?;
    let day = number(Date::new(year, month, day).ok()?);
    parts.next().is_none().then_some((day, day))
}

/// `YYYY-MM-DD`.
pub(crate) fn written(number: Option<i64>) -> Option<String> {
    number.and_then(day).map(|day| day.to_string())
}

/// The instant of stored milliseconds.
pub(crate) fn instant(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The day, in UTC, of an instant.
pub fn of(instant: Timestamp) -> i64 {
    number(TimeZone::UTC.to_datetime(instant).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_ranges_of_days() {
        let shown = |value| {
            let (first, last) = range(value)?;
            Some(format!("{} {}", day(first).unwrap(), day(last).unwrap()))
        };
        assert_eq!(shown("2025-05").as_deref(), Some("2025-05-01 2025-05-31"));
        assert_eq!(shown("2024").as_deref(), Some("2024-01-01 2024-12-31"));
        assert_eq!(shown("2025-05-08T17:30").as_deref(), Some("2025-05-08 2025-05-08"));
        assert_eq!(shown("2025-05/2025-06-02").as_deref(), Some("2025-05-01 2025-06-02"));
        assert_eq!(shown("1969-12-31").as_deref(), Some("1969-12-31 1969-12-31"));
        for none in
            ["", "XXXX-05", "2025-W12", "2025-02-30", "PAST_REF", "2025-05-08-01", "2025-SU"]
        {
            assert_eq!(shown(none), None, "{none}");
        }
    }
}
