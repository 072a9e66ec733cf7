//! Days and what holds them: weeks, months, quarters, seasons, and how TIMEX3 writes them.

use crate::meaning::{Holiday, Season, Unit};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// A resolved point or period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Point {
    Day(Date),
    /// ISO week.
    Week(i16, i8),
    /// The Saturday and Sunday of an ISO week.
    Weekend(i16, i8),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    Season(i16, Season),
    Year(i16),
    Decade(i16),
    Century(i16),
}

impl Point {
    /// As TIMEX3 writes it.
    pub(crate) fn value(self) -> String {
        match self {
            Point::Day(day) => day.to_string(),
            Point::Week(year, week) => format!("{year:04}-W{week:02}"),
            Point::Weekend(year, week) => format!("{year:04}-W{week:02}-WE"),
            Point::Month(year, month) => format!("{year:04}-{month:02}"),
            Point::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Point::Half(year, half) => format!("{year:04}-H{half}"),
            Point::Season(year, season) => format!("{year:04}-{}", season.code()),
            Point::Year(year) => format!("{year:04}"),
            Point::Decade(decade) => format!("{decade:03}"),
            Point::Century(century) => format!("{century:02}"),
        }
    }

    /// The period of this unit that holds `day`.
    pub(crate) fn holding(day: Date, unit: Unit) -> Point {
        match unit {
            Unit::Week | Unit::Fortnight => {
                let week = day.iso_week_date();
                Point::Week(week.year(), week.week())
            }
            Unit::Weekend => {
                let week = day.iso_week_date();
                Point::Weekend(week.year(), week.week())
            }
            Unit::Month => Point::Month(day.year(), day.month()),
            Unit::Quarter => Point::Quarter(day.year(), (day.month() - 1) / 3 + 1),
            Unit::Year => Point::Year(day.year()),
            Unit::Decade => Point::Decade(day.year().div_euclid(10)),
            Unit::Century | Unit::Millennium => Point::Century(day.year().div_euclid(100)),
            _ => Point::Day(day),
        }
    }

    /// So many periods of its own size later.
    pub(crate) fn shifted(self, by: i32) -> Option<Point> {
        let years = |year: i16, by: i32| i16::try_from(i32::from(year) + by).ok();
        Some(match self {
            Point::Day(day) => Point::Day(days_from(day, by)?),
            Point::Week(..) => {
                Point::holding(days_from(self.first()?, by.checked_mul(7)?)?, Unit::Week)
            }
            Point::Weekend(..) => {
                Point::holding(days_from(self.first()?, by.checked_mul(7)?)?, Unit::Weekend)
            }
            Point::Month(..) => Point::holding(months_from(self.first()?, by)?, Unit::Month),
            Point::Quarter(..) => {
                Point::holding(months_from(self.first()?, by.checked_mul(3)?)?, Unit::Quarter)
            }
            Point::Half(year, half) => {
                let halves = i32::from(year) * 2 + i32::from(half) - 1 + by;
                Point::Half(years(0, halves.div_euclid(2))?, (halves.rem_euclid(2) + 1) as i8)
            }
            Point::Season(year, season) => Point::Season(years(year, by)?, season),
            Point::Year(year) => Point::Year(years(year, by)?),
            Point::Decade(decade) => Point::Decade(years(decade, by)?),
            Point::Century(century) => Point::Century(years(century, by)?),
        })
    }

    /// The same place in another year.
    pub(crate) fn years_later(self, by: i32) -> Option<Point> {
        let later = |year: i16| i16::try_from(i32::from(year) + by).ok();
        Some(match self {
            Point::Day(day) => Point::Day(months_from(day, by.checked_mul(12)?)?),
            Point::Week(year, week) => Point::Week(later(year)?, week),
            Point::Weekend(year, week) => Point::Weekend(later(year)?, week),
            Point::Month(year, month) => Point::Month(later(year)?, month),
            Point::Quarter(year, quarter) => Point::Quarter(later(year)?, quarter),
            Point::Half(year, half) => Point::Half(later(year)?, half),
            Point::Season(year, season) => Point::Season(later(year)?, season),
            Point::Year(year) => Point::Year(later(year)?),
            Point::Decade(_) | Point::Century(_) => return None,
        })
    }

    /// Its first day.
    pub(crate) fn first(self) -> Option<Date> {
        match self {
            Point::Day(day) => Some(day),
            Point::Week(year, week) => week_day(year, week, Weekday::Monday),
            Point::Weekend(year, week) => week_day(year, week, Weekday::Saturday),
            Point::Month(year, month) => Date::new(year, month, 1).ok(),
            Point::Quarter(year, quarter) => Date::new(year, quarter * 3 - 2, 1).ok(),
            Point::Half(year, half) => Date::new(year, half * 6 - 5, 1).ok(),
            Point::Season(year, season) => Date::new(year, season.month() as i8, 1).ok(),
            Point::Year(year) => Date::new(year, 1, 1).ok(),
            Point::Decade(decade) => Date::new(decade.checked_mul(10)?, 1, 1).ok(),
            Point::Century(century) => Date::new(century.checked_mul(100)?, 1, 1).ok(),
        }
    }

    /// Its last day, of what ends on a day that the text can mean.
    pub(crate) fn last(self) -> Option<Date> {
        match self {
            Point::Decade(_) | Point::Century(_) | Point::Season(..) => None,
            Point::Weekend(year, week) => week_day(year, week, Weekday::Sunday),
            _ => days_from(self.shifted(1)?.first()?, -1),
        }
    }
}

fn week_day(year: i16, week: i8, weekday: Weekday) -> Option<Date> {
    jiff::civil::ISOWeekDate::new(year, week, weekday).ok().map(|day| day.date())
}

/// So many days later.
pub(crate) fn days_from(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// So many months later, the day of the month cut where the month is shorter.
pub(crate) fn months_from(day: Date, months: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// Monday is 1.
pub(crate) fn weekday(day: Date) -> u8 {
    day.weekday().to_monday_one_offset() as u8
}

/// The first day on or after `day` that is this weekday.
pub(crate) fn on_or_after(day: Date, wanted: u8) -> Option<Date> {
    days_from(day, (i32::from(wanted) - i32::from(weekday(day))).rem_euclid(7))
}

/// The last day on or before `day` that is this weekday.
pub(crate) fn on_or_before(day: Date, wanted: u8) -> Option<Date> {
    days_from(day, -(i32::from(weekday(day)) - i32::from(wanted)).rem_euclid(7))
}

/// Days from the one to the other.
pub(crate) fn distance(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// The nth weekday of a month, -1 for the last.
pub(crate) fn nth_weekday(year: i16, month: i8, nth: i8, wanted: u8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    let day = if nth > 0 {
        days_from(on_or_after(first, wanted)?, 7 * (i32::from(nth) - 1))?
    } else {
        on_or_before(first.last_of_month(), wanted)?
    };
    (day.month() == month).then_some(day)
}

/// The day of a holiday in a year.
pub(crate) fn holiday(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month as i8, day as i8).ok(),
        Holiday::Nth(nth, weekday, month) => nth_weekday(year, month as i8, nth, weekday),
        Holiday::Easter(days) => days_from(easter(year)?, i32::from(days)),
        Holiday::Election => nth_weekday(year, 11, 1, 1)?.checked_add(1.day()).ok(),
    }
}

/// Easter Sunday of the western churches, by the anonymous Gregorian computus (Meeus).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y / 100, y % 100);
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4).rem_euclid(7);
    let f = (a + 11 * d + 22 * e) / 451;
    let month = (d + e - 7 * f + 114) / 31;
    let day = (d + e - 7 * f + 114) % 31 + 1;
    Date::new(year, month as i8, day as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_of_known_years() {
        for (year, month, day) in [(1998, 4, 12), (2017, 4, 16), (2024, 3, 31), (2025, 4, 20)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn nth_weekdays() {
        assert_eq!(nth_weekday(2017, 3, -1, 5), Some(date(2017, 3, 31)));
        assert_eq!(nth_weekday(2019, 11, 4, 4), Some(date(2019, 11, 28)));
        assert_eq!(nth_weekday(2019, 2, 5, 4), None);
    }

    #[test]
    fn weeks_over_new_year() {
        let week = Point::holding(date(2020, 12, 30), Unit::Week);
        assert_eq!(week.value(), "2020-W53");
        assert_eq!(week.shifted(1).map(Point::value).as_deref(), Some("2021-W01"));
    }
}
