//! TIMEX3 values and Microsoft's dates as stretches of the calendar.

use jiff::civil::{Date, DateTime, ISOWeekDate, Weekday, date};
use jiff::{Span, ToSpan};

/// From a moment up to another, that one outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) first: DateTime,
    pub(super) after: DateTime,
    /// "MO", "EV": a part of the day, whose hours are a convention.
    pub(super) part: Option<String>,
}

/// The stretch of a value; `None` for what is on no calendar.
pub(super) fn stretch(value: &str) -> Option<Stretch> {
    let whole = |first: Date, span: Span| {
        let after = first.checked_add(span).ok()?;
        Some(Stretch {
            first: first.to_datetime(Default::default()),
            after: after.to_datetime(Default::default()),
            part: None,
        })
    };
    let (day, time) = match value.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time)),
        None => (value, None),
    };
    if let Some(time) = time {
        let day: Date = day.parse().ok()?;
        if time.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Some(Stretch { part: Some(time.to_owned()), ..whole(day, 1.day())? });
        }
        let mut numbers = time.split(':').map(|part| part.parse::<i8>().ok());
        let (hour, minute) = (numbers.next()??, numbers.next().flatten().unwrap_or(0));
        let second = numbers.next().flatten().unwrap_or(0);
        let (day, hour) = if hour == 24 { (day.tomorrow().ok()?, 0) } else { (day, hour) };
        let at = day.at(hour, minute, second, 0);
        return Some(Stretch { first: at, after: at, part: None });
    }
    let year = |digits: &str| digits.parse::<i16>().ok();
    match day.as_bytes() {
        [_, _] => whole(date(year(day)? * 100, 1, 1), 100.years()),
        [_, _, _] => whole(date(year(day)? * 10, 1, 1), 10.years()),
        [_, _, _, _] => whole(Date::new(year(day)?, 1, 1).ok()?, 1.year()),
        [.., b'-', b'Q', quarter] => {
            let month = i8::try_from(quarter.checked_sub(b'0')?).ok()? * 3 - 2;
            whole(Date::new(year(&day[..4])?, month, 1).ok()?, 3.months())
        }
        [.., b'-', b'H', half] => {
            let month = i8::try_from(half.checked_sub(b'0')?).ok()? * 6 - 5;
            whole(Date::new(year(&day[..4])?, month, 1).ok()?, 6.months())
        }
        [_, _, _, _, b'-', b'S' | b'F' | b'W', letter] if letter.is_ascii_alphabetic() => {
            // The seasons of meteorologists, as those cases have them.
            let month = match &day[5..] {
                "SP" => 3,
                "SU" => 6,
                "FA" => 9,
                _ => 12,
            };
            whole(Date::new(year(&day[..4])?, month, 1).ok()?, 3.months())
        }
        [_, _, _, _, b'-', b'W', _, _, rest @ ..] => {
            let week = day[6..8].parse().ok()?;
            let monday = ISOWeekDate::new(year(&day[..4])?, week, Weekday::Monday).ok()?.date();
            match rest {
                b"" => whole(monday, 7.days()),
                b"-WE" => whole(monday.checked_add(5.days()).ok()?, 2.days()),
                _ => None,
            }
        }
        [_, _, _, _, b'-', _, _] => {
            whole(Date::new(year(&day[..4])?, day[5..].parse().ok()?, 1).ok()?, 1.month())
        }
        _ => whole(day.parse().ok()?, 1.day()),
    }
}

/// The seconds of a duration, months of 30 days and years of 365.
pub(super) fn seconds(value: &str) -> Option<f64> {
    let (mut total, mut digits, mut clock) = (0.0, String::new(), false);
    for letter in value.strip_prefix('P')?.chars() {
        if letter == 'T' {
            clock = true;
            continue;
        }
        if letter.is_ascii_digit() || letter == '.' {
            digits.push(letter);
            continue;
        }
        let count: f64 = std::mem::take(&mut digits).parse().ok()?;
        total += count
            * match (letter, clock) {
                ('S', _) => 1.0,
                ('M', true) => 60.0,
                ('H', _) => 3600.0,
                ('D', _) => 86_400.0,
                ('W', _) => 604_800.0,
                ('M', false) => 2_592_000.0,
                ('Q', _) => 7_776_000.0,
                ('Y', _) => 31_536_000.0,
                _ => return None,
            };
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_stretches() {
        for (value, first, after) in [
            ("2016-11-07", "2016-11-07T00:00:00", "2016-11-08T00:00:00"),
            ("2016-11-07 08:45:00", "2016-11-07T08:45:00", "2016-11-07T08:45:00"),
            ("2016-W45", "2016-11-07T00:00:00", "2016-11-14T00:00:00"),
            ("2016-W45-WE", "2016-11-12T00:00:00", "2016-11-14T00:00:00"),
            ("2016-Q4", "2016-10-01T00:00:00", "2017-01-01T00:00:00"),
            ("2016-02", "2016-02-01T00:00:00", "2016-03-01T00:00:00"),
            ("199", "1990-01-01T00:00:00", "2000-01-01T00:00:00"),
        ] {
            let found =
                stretch(value).map(|found| (found.first.to_string(), found.after.to_string()));
            assert_eq!(found, Some((first.to_owned(), after.to_owned())), "{value}");
        }
        assert_eq!(stretch("P3D"), None);
        assert_eq!(stretch("FUTURE_REF"), None);
    }

    #[test]
    fn durations_have_seconds() {
        assert_eq!(seconds("PT1H30M"), Some(5400.0));
        assert_eq!(seconds("P2W"), Some(1_209_600.0));
        assert_eq!(seconds("PXD"), None);
    }
}
