//! "Two days ago", "a year earlier", "a week after the vote".

use super::duration::duration_value;
use super::{Answer, At, Resolver};
use crate::Kind;
use crate::civil::{self, Point, days_from};
use crate::meaning::{Count, Origin, Unit};
use jiff::civil::Date;

impl Resolver<'_> {
    pub(super) fn shift(
        &mut self,
        count: Count,
        unit: Unit,
        back: bool,
        origin: Origin,
        at: At,
    ) -> Answer {
        let Count::Halves(halves) = count else {
            return match origin {
                Origin::Issue => Answer::new(
                    Kind::Date,
                    if back { "PAST_REF" } else { "FUTURE_REF" },
                    "names no day",
                ),
                _ => Answer::new(
                    Kind::Duration,
                    duration_value(&[(count, unit)]),
                    "a length of time",
                ),
            };
        };
        let base = match origin {
            Origin::Issue => self.compared(unit, at).or(self.issue.map(Point::Day)),
            Origin::Named => {
                let named = if back { self.begins } else { self.named };
                // "A day later" than the 1960s is no day.
                let fine = |point: &Point| match unit {
                    Unit::Day | Unit::Night | Unit::Week | Unit::Weekend | Unit::Fortnight => {
                        matches!(point, Point::Day(_))
                    }
                    _ => true,
                };
                let named = named.filter(fine).or(self.day.map(Point::Day));
                self.compared(unit, at).or(named).or(self.issue.map(Point::Day))
            }
            Origin::Event(noun) => match self.event(noun) {
                Some(day) => Some(Point::Day(day)),
                None => {
                    return Answer::new(
                        Kind::Duration,
                        duration_value(&[(count, unit)]),
                        "counted from an event whose day is not told",
                    );
                }
            },
        };
        let sign = if back { -1 } else { 1 };
        let point = base.and_then(|base| self.moved(base, halves, unit, sign, origin));
        let exact = base.and_then(Point::first).and_then(|day| {
            let months = match unit {
                Unit::Month => 1,
                Unit::Year => 12,
                _ => return None,
            };
            let whole = i32::try_from(halves / 2).ok()? * sign;
            civil::months_from(day, whole.checked_mul(months)?).map(Point::Day)
        });
        match point {
            Some(point) => Answer::point(
                point,
                match origin {
                    Origin::Issue => "counted from the day of issue",
                    Origin::Named => "counted from what was named last",
                    Origin::Event(_) => "counted from the day of that event",
                },
            )
            .other(exact),
            None if base.is_some() => Answer::new(
                Kind::Time,
                if back { "PAST_REF" } else { "FUTURE_REF" },
                "less than a day",
            ),
            None => Answer::new(
                Kind::Date,
                if back { "PAST_REF" } else { "FUTURE_REF" },
                "the day it is counted from is not known",
            ),
        }
    }

    /// The business period with which "a year ago" compares.
    pub(super) fn compared(&self, unit: Unit, at: At) -> Option<Point> {
        let (point, sentence) = self.period.filter(|_| unit == Unit::Year)?;
        (self.tokens[at.start].sentence.saturating_sub(sentence) <= COMPARED).then_some(point)
    }

    pub(super) fn moved(
        &self,
        base: Point,
        halves: u32,
        unit: Unit,
        sign: i32,
        origin: Origin,
    ) -> Option<Point> {
        let whole = i32::try_from(halves / 2).ok()? * sign;
        let day = base.first()?;
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => None,
            Unit::Day | Unit::Night => Some(Point::Day(days_from(day, whole)?)),
            Unit::Week | Unit::Weekend => {
                let half = (halves % 2) as i32 * 3 * sign;
                Some(Point::Day(days_from(day, whole.checked_mul(7)? + half)?))
            }
            Unit::Fortnight => Some(Point::Day(days_from(day, whole.checked_mul(14)?)?)),
            Unit::Month => Some(Point::holding(civil::months_from(day, whole)?, Unit::Month)),
            Unit::Quarter => Point::holding(day, Unit::Quarter).shifted(whole),
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => {
                let years = whole.checked_mul(match unit {
                    Unit::Year => 1,
                    Unit::Decade => 10,
                    Unit::Century => 100,
                    _ => 1000,
                })?;
                match (base, origin) {
                    (Point::Quarter(..) | Point::Half(..) | Point::Month(..), _) => {
                        base.years_later(years)
                    }
                    _ => Point::Year(day.year()).shifted(years),
                }
            }
        }
    }

    pub(super) fn event(&mut self, noun: usize) -> Option<Date> {
        // "two days after his release on December 11"
        let dated = self.found[self.next..].first().filter(|next| next.start == noun + 2);
        if let Some(next) = dated.filter(|_| self.word(noun + 1) == "on") {
            let at = At { start: next.start, end: next.end };
            let meaning = next.meaning.clone();
            return self.answer(&meaning, at).point.and_then(Point::first);
        }
        let word = self.word(noun).to_lowercase();
        self.events.as_ref()?.get(&word).copied()
    }
}

/// How many sentences on "a year earlier" still compares with a business period.
const COMPARED: u32 = 3;
