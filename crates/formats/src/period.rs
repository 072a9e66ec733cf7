//! The days of the calendar that a value covers, and how exactly they are known.

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};

use crate::diary::clock;

/// The days that an event covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub first: Date,
    /// The day after the last.
    pub after: Date,
    pub precision: Precision,
    /// The hour, where the dispatch tells it.
    pub clock: Option<String>,
}

/// How exactly the days are known: the coarser of first and last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Precision {
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
}

impl Precision {
    pub fn name(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Quarter => "quarter",
            Precision::Half => "half",
            Precision::Year => "year",
        }
    }
}

impl Period {
    /// From the values of first and last day; `None` where they name no days of the calendar
    /// (an unknown year, "FUTURE_REF").
    pub fn of(start: &str, end: &str) -> Option<Period> {
        let (first, after, precision) = days(start)?;
        let (_, last_after, last_precision) = days(end).unwrap_or((first, after, precision));
        Some(Period {
            first,
            after: after.max(last_after),
            precision: precision.max(last_precision),
            clock: clock(start).map(str::to_owned),
        })
    }
}

/// The first day of a value, the day after its last, and what kind of period it is.
fn days(value: &str) -> Option<(Date, Date, Precision)> {
    let value = value.split('T').next()?;
    let mut parts = value.split('-');
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let (Some(middle), day) = (parts.next(), parts.next()) else {
        let first = Date::new(year, 1, 1).ok()?;
        return Some((first, Date::new(year + 1, 1, 1).ok()?, Precision::Year));
    };
    if parts.next().is_some() {
        return None;
    }
    if let Some(week) = middle.strip_prefix('W') {
        let monday = ISOWeekDate::new(year, week.parse().ok()?, Weekday::Monday).ok()?.date();
        return match day {
            None => Some((monday, plus(monday, Span::new().days(7))?, Precision::Week)),
            Some("WE") => {
                let saturday = plus(monday, Span::new().days(5))?;
                Some((saturday, plus(monday, Span::new().days(7))?, Precision::Week))
            }
            Some(_) => None,
        };
    }
    let part = |months: i8, precision| {
        let number: i8 = middle.get(1..)?.parse().ok()?;
        let first = Date::new(year, 1 + months * number.checked_sub(1)?, 1).ok()?;
        Some((first, plus(first, Span::new().months(months))?, precision))
    };
    match middle.as_bytes() {
        [b'Q', b'1'..=b'4'] => return part(3, Precision::Quarter),
        [b'H', b'1'..=b'2'] => return part(6, Precision::Half),
        _ => {}
    }
    let month: i8 = middle.parse().ok()?;
    match day {
        None => {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, plus(first, Span::new().months(1))?, Precision::Month))
        }
        Some(day) => {
            let first = Date::new(year, month, day.parse().ok()?).ok()?;
            Some((first, plus(first, Span::new().days(1))?, Precision::Day))
        }
    }
}

/// A date after another; `None` past the calendar's end.
fn plus(day: Date, span: Span) -> Option<Date> {
    day.checked_add(span).ok().filter(|later| *later <= date(9999, 12, 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cover_their_days() {
        let cases = [
            ("2026-04-15", "2026-04-15", "2026-04-15 2026-04-16 day"),
            ("2026-04-30", "2026-05-02", "2026-04-30 2026-05-03 day"),
            ("2026-04-15T14:00", "2026-04-15T14:00", "2026-04-15 2026-04-16 day 14:00"),
            ("2026-04-15TMO", "2026-04-15TMO", "2026-04-15 2026-04-16 day"),
            ("2026-12", "2026-12", "2026-12-01 2027-01-01 month"),
            ("2026", "2026", "2026-01-01 2027-01-01 year"),
            ("2026-Q4", "2026-Q4", "2026-10-01 2027-01-01 quarter"),
            ("2026-H2", "2026-H2", "2026-07-01 2027-01-01 half"),
            ("2026-W01", "2026-W01", "2025-12-29 2026-01-05 week"),
            ("2026-W16-WE", "2026-W16-WE", "2026-04-18 2026-04-20 week"),
            ("2026-04-15", "2026-06", "2026-04-15 2026-07-01 month"),
            ("2026-04-15", "2026-04-10", "2026-04-15 2026-04-16 day"),
            ("XXXX-05-09", "XXXX-05-09", "none"),
            ("FUTURE_REF", "FUTURE_REF", "none"),
            ("2026-02-30", "2026-02-30", "none"),
            ("9999-12-31", "9999-12-31", "none"),
            ("", "", "none"),
        ];
        for (start, end, expected) in cases {
            let found = Period::of(start, end).map_or("none".to_owned(), |period| {
                let clock = period.clock.map(|clock| format!(" {clock}")).unwrap_or_default();
                format!("{} {} {}{clock}", period.first, period.after, period.precision.name())
            });
            assert_eq!(found, expected, "{start} to {end}");
        }
    }
}
