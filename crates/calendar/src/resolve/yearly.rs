//! What comes once a year, in the year that is written or that tense and nearness point to.

use super::{Answer, At, Resolver, by};
use crate::Kind;
use crate::civil::{self, Point, days_from, distance};
use crate::meaning::{InYear, Meaning, MonthDay, Season, Unit, Which};
use crate::tense::Tense;
use jiff::civil::Date;

impl Resolver<'_> {
    pub(super) fn month_day(&mut self, day: MonthDay, at: At) -> Answer {
        let dated = |year: i16| Date::new(year, day.month as i8, day.day as i8).ok();
        if let Some(date) = day.year.and_then(dated) {
            return Answer::point(Point::Day(date), "the date as written");
        }
        if let Some(date) = self.year_behind(day, at).and_then(dated) {
            return Answer::point(Point::Day(date), "the year as written behind the range");
        }
        let open = format!("XXXX-{:02}-{:02}", day.month, day.day);
        let Some(issue) = self.issue.or(self.heading).or(self.near) else {
            return Answer::new(Kind::Date, open, "the year cannot be known");
        };
        if let Some(weekday) = day.weekday {
            let fits = (-2..=2)
                .filter_map(|by| dated(issue.year() + by))
                .filter(|date| civil::weekday(*date) == weekday)
                .min_by_key(|date| distance(issue, *date).abs());
            if let Some(date) = fits {
                return Answer::point(
                    Point::Day(date),
                    "the nearest year in which the weekday fits",
                );
            }
        }
        self.yearly(InYear::Open, at, &|year| dated(year).map(Point::Day), open)
    }

    /// The year that the end of a range gives its beginning: "from March 3 to April 2, 2019".
    fn year_behind(&self, day: MonthDay, at: At) -> Option<i16> {
        let next = self.found.get(self.next)?;
        let joint = ["to", "until", "through", "and", "-", "–", "—"].contains(&self.word(at.end));
        let Meaning::Day(last) = &next.meaning else { return None };
        let year = last.year.filter(|_| joint && next.start == at.end + 1)?;
        let earlier = (day.month, day.day) > (last.month, last.day);
        Some(if earlier { year.checked_sub(1)? } else { year })
    }

    /// Something that comes once a year: in a stated year, or in the one that tense and nearness
    /// point to.
    pub(super) fn yearly(
        &self,
        year: InYear,
        at: At,
        point: &dyn Fn(i16) -> Option<Point>,
        open: String,
    ) -> Answer {
        if let InYear::Year(year) = year
            && let Some(point) = point(year)
        {
            return Answer::point(point, "the year as written");
        }
        // An agenda without a day of issue still has its days.
        let Some(issue) = self.issue.or(self.heading).or(self.near) else {
            return Answer::new(Kind::Date, open, "the year cannot be known");
        };
        // A period counts as past once it has begun.
        let years: Vec<(Point, i32, i32)> = (-4..=4)
            .filter_map(|by| point(issue.year() + by))
            .filter_map(|point| {
                let first = distance(issue, point.first()?);
                let last = point.last().map_or(first, |last| distance(issue, last));
                Some((point, first, last))
            })
            .collect();
        let past = years.iter().rev().find(|(_, first, _)| *first <= 0);
        let future = years.iter().find(|(_, _, last)| *last >= 0);
        let gap = |year: Option<&(Point, i32, i32)>| {
            year.map_or(i32::MAX, |(_, first, last)| match (*first, *last) {
                (first, _) if first > 0 => first,
                (_, last) if last < 0 => -last,
                _ => 0,
            })
        };
        let (chosen, other, reason) = match year {
            InYear::Which(Which::Last | Which::Before) => {
                let before = years.iter().rev().find(|(_, _, last)| *last < 0);
                (before, None, "“last”: the latest before the day of issue")
            }
            InYear::Which(Which::Next | Which::After) => {
                let after = years.iter().find(|(_, first, _)| *first > 0);
                (after, None, "“next”: the first after the day of issue")
            }
            InYear::Which(_) => {
                let this = years.iter().find(|(point, ..)| {
                    point.first().is_some_and(|first| first.year() == issue.year())
                });
                (this, None, "“this”: in the year of issue")
            }
            _ => {
                let tense = self.tense(at);
                let near = 45;
                match tense {
                    Tense::Past if gap(future) > near || gap(past) <= gap(future) => {
                        (past, future, "the tense points back")
                    }
                    Tense::Future if gap(past) > near || gap(future) <= gap(past) => {
                        (future, past, "the tense points forward")
                    }
                    _ if gap(past) <= gap(future) => {
                        (past, future, "the nearest to the day of issue")
                    }
                    _ => (future, past, "the nearest to the day of issue"),
                }
            }
        };
        match chosen {
            Some((point, ..)) => {
                Answer::point(*point, reason).other(other.map(|(point, ..)| *point))
            }
            None => Answer::new(Kind::Date, open, "beyond the calendar"),
        }
    }

    pub(super) fn day_of_month(&self, day: u8, at: At) -> Answer {
        let open = format!("XXXX-XX-{day:02}");
        let Some(issue) = self.issue else {
            return Answer::new(Kind::Date, open, "the day of issue is not known");
        };
        let base = match self.named {
            Some(Point::Month(year, month)) => Date::new(year, month, 1).unwrap_or(issue),
            _ => issue,
        };
        let months = if self.tense(at) == Tense::Future { 0..=1 } else { -1..=0 };
        let day = months
            .filter_map(|by| civil::months_from(base.first_of_month(), by))
            .filter_map(|month| Date::new(month.year(), month.month(), day as i8).ok())
            .min_by_key(|day| distance(issue, *day).abs());
        match day {
            Some(day) => Answer::point(Point::Day(day), "a day of the month in hand"),
            None => Answer::new(Kind::Date, open, "no such day near the day of issue"),
        }
    }

    pub(super) fn month(&self, month: u8, year: InYear, at: At) -> Answer {
        let point = |year| Some(Point::Month(year, month as i8));
        self.yearly(year, at, &point, format!("XXXX-{month:02}"))
    }

    pub(super) fn quarter(&mut self, quarter: i8, year: InYear, at: At) -> Answer {
        if let (InYear::Which(which), Some(issue)) = (year, self.issue) {
            let by = by(which);
            return Answer::point(
                Point::Quarter(issue.year() + by as i16, quarter),
                "a quarter of that year",
            );
        }
        let point = |year| Some(Point::Quarter(year, quarter));
        let answer = self.begun(year, at, &point, format!("XXXX-Q{quarter}"));
        self.period = answer.point.map(|point| (point, self.tokens[at.start].sentence));
        answer
    }

    pub(super) fn half(&mut self, half: i8, year: InYear, at: At) -> Answer {
        if let (InYear::Which(which), Some(issue)) = (year, self.issue) {
            return Answer::point(
                Point::Half(issue.year() + by(which) as i16, half),
                "a half of that year",
            );
        }
        self.begun(year, at, &|year| Some(Point::Half(year, half)), format!("XXXX-H{half}"))
    }

    /// Business periods: the latest that has begun, unless the tense points forward.
    pub(super) fn begun(
        &self,
        year: InYear,
        at: At,
        point: &dyn Fn(i16) -> Option<Point>,
        open: String,
    ) -> Answer {
        let answer = self.yearly(year, at, point, open);
        let (InYear::Open, Some(issue)) = (year, self.issue) else { return answer };
        if self.tense(at) == Tense::Future {
            return answer;
        }
        let begun = (-1..=0)
            .rev()
            .filter_map(|by| point(issue.year() + by))
            .find(|point| point.first().is_some_and(|first| first <= issue));
        match begun {
            Some(point) => Answer::point(point, "the latest that has begun"),
            None => answer,
        }
    }

    pub(super) fn season(&self, season: Season, year: InYear, at: At) -> Answer {
        let point = |year| Some(Point::Season(year, season));
        self.yearly(year, at, &point, format!("XXXX-{}", season.code()))
    }

    /// "Friday 31": the nearest to the day of issue, by tense.
    pub(super) fn weekday_date(&self, weekday: u8, day: u8) -> Answer {
        let open = format!("XXXX-XX-{day:02}");
        let Some(issue) = self.issue.or(self.heading).or(self.near) else {
            return Answer::new(Kind::Date, open, "the day of issue is not known");
        };
        let meets = |months: i32| {
            let month = civil::months_from(issue.first_of_month(), months)?;
            let date = Date::new(month.year(), month.month(), day as i8).ok()?;
            (civil::weekday(date) == weekday).then_some(date)
        };
        let mut days: Vec<Date> = (-14..=14).filter_map(meets).collect();
        days.sort_by_key(|date| distance(issue, *date).abs());
        match days[..] {
            [first, ..] => {
                let other = days.iter().copied().find(|other| (*other < issue) != (first < issue));
                Answer::point(Point::Day(first), "the nearest month in which they meet")
                    .other(other.map(Point::Day))
            }
            [] => Answer::new(Kind::Date, open, "no such day near the day of issue"),
        }
    }

    /// "The first week of July": weeks begin with the Monday on or after the first, as the ISO
    /// week that holds most of it does.
    pub(super) fn part_of(
        &mut self,
        nth: i8,
        count: u8,
        unit: Unit,
        period: &Meaning,
        at: At,
    ) -> Answer {
        let answer = self.answer(period, at);
        let part = |period: Point| {
            let (first, last) = (period.first()?, period.last()?);
            let (from, one) = match (unit, nth) {
                // The week that holds most of the days.
                (Unit::Week, n) if n > 0 => (
                    days_from(
                        civil::on_or_after(days_from(first, -3)?, 1)?,
                        7 * (i32::from(n) - 1),
                    )?,
                    7,
                ),
                (Unit::Week, _) => (civil::on_or_before(days_from(last, -3)?, 1)?, 7),
                (Unit::Weekend, n) if n > 0 => {
                    (days_from(civil::on_or_after(first, 6)?, 7 * (i32::from(n) - 1))?, 7)
                }
                (Unit::Weekend, _) => (civil::on_or_before(last, 6)?, 7),
                (Unit::Month, n) if n > 0 => (civil::months_from(first, i32::from(n) - 1)?, 0),
                (Unit::Month, _) => (last.first_of_month(), 0),
                (_, n) if n > 0 => (days_from(first, i32::from(n) - 1)?, 1),
                _ => (last, 1),
            };
            let more = i32::from(count) - 1;
            let step = |by: i32| match one {
                0 => civil::months_from(from, by),
                days => days_from(from, by.checked_mul(days)?),
            };
            let (start, end) = if nth > 0 { (from, step(more)?) } else { (step(-more)?, from) };
            Some((Point::holding(start, unit), Point::holding(end, unit)))
        };
        match answer.point.and_then(part) {
            Some((start, end)) if start == end => {
                Answer::point(start, "counted within that period")
            }
            Some((start, end)) => Answer {
                value: format!("{}/{}", start.value(), end.value()),
                begins: Some(start),
                ..Answer::point(end, "counted within that period")
            },
            None => answer,
        }
    }
}
