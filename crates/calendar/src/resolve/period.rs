//! Today and its neighbours, and "last week", "the month", "that year".

use super::{Answer, At, Resolver};
use crate::Kind;
use crate::civil::{self, Point, days_from};
use crate::meaning::{Meaning, Unit, Which};
use crate::tense::Tense;
use jiff::civil::Date;

impl Resolver<'_> {
    pub(super) fn counted_from_today(&self, days: i32, at: At) -> Answer {
        // "this morning" is counted from today too, and no word of it.
        let today = self.tokens[at.end - 1].end - self.tokens[at.end - 1].start == 5;
        if days == 0 && today && self.nowadays(at) {
            return Answer::new(Kind::Date, "PRESENT_REF", "“today” for the present time");
        }
        let anchor = match self.heading {
            Some(heading) if self.issue.is_none_or(|issue| heading < issue) => Some(heading),
            _ => self.issue,
        };
        match anchor.and_then(|anchor| days_from(anchor, days)) {
            Some(day) => Answer::point(Point::Day(day), "counted from the day of issue"),
            None if days == 0 => {
                Answer::new(Kind::Date, "PRESENT_REF", "the day of issue is not known")
            }
            None => Answer::new(Kind::Date, "XXXX-XX-XX", "the day of issue is not known"),
        }
    }

    /// Whether "today" means these times: it closes a sentence of the present perfect that was
    /// spoken on another day.
    pub(super) fn nowadays(&self, at: At) -> bool {
        let sentence = self.tokens[at.start].sentence;
        let spoken = matches!((self.spoken, self.issue), (Some((day, at)), Some(issue))
            if day < issue && at == sentence);
        spoken && !self.tokens[at.start].quoted
    }

    pub(super) fn days_from(&mut self, days: i32, base: &Meaning, at: At) -> Answer {
        let base = match base {
            Meaning::Period(Unit::Day, Which::That) => match self.day {
                Some(day) => self.heading.filter(|_| days == 0).or(Some(day)),
                _ => self.heading.or(self.issue),
            },
            base => self.answer(base, at).point.and_then(Point::first),
        };
        match base.and_then(|base| days_from(base, days)) {
            Some(day) => Answer::point(Point::Day(day), "counted from the day named last"),
            None => {
                Answer::new(Kind::Date, "XXXX-XX-XX", "the day it is counted from is not known")
            }
        }
    }

    pub(super) fn period(&mut self, unit: Unit, which: Which, at: At) -> Answer {
        let open = || {
            let value = match unit {
                Unit::Week | Unit::Fortnight => "XXXX-WXX",
                Unit::Weekend => "XXXX-WXX-WE",
                Unit::Month => "XXXX-XX",
                Unit::Quarter => "XXXX-QX",
                Unit::Day => "XXXX-XX-XX",
                Unit::Decade => "XXX",
                _ => "XXXX",
            };
            Answer::new(Kind::Date, value, "the day of issue is not known")
        };
        // An agenda without a day of issue still has its days.
        let Some(issue) = self.issue.or(self.heading).or(self.near) else { return open() };
        let anchor = match self.heading {
            Some(heading) if heading > issue => heading,
            _ => issue,
        };
        let named = self.named.and_then(Point::first).unwrap_or(issue);
        let from = |day: Date, by: i32| Point::holding(day, unit).shifted(by);
        let (point, reason) = match (unit, which) {
            (Unit::Weekend, Which::Bare)
                if self.heading.is_some_and(|heading| heading >= issue) =>
            {
                (from(self.heading.unwrap_or(issue), 0), "that of the heading before")
            }
            (Unit::Weekend, Which::Bare | Which::The) => {
                let by = if self.tense(at) == Tense::Future || civil::weekday(issue) >= 6 {
                    0
                } else {
                    -1
                };
                (from(issue, by), "the weekend that the tense points to")
            }
            (Unit::Quarter, Which::The | Which::That) => {
                let begun = |point: &Point| point.first().is_some_and(|first| first <= issue);
                let named = self.period.map(|(point, _)| point).filter(begun);
                let last = named.or_else(|| from(issue, -1));
                self.period = last.map(|point| (point, self.tokens[at.start].sentence));
                (last, "the quarter named last")
            }
            (Unit::Day, Which::The | Which::That | Which::Bare) => {
                (Some(Point::Day(named)), "the day named last")
            }
            (Unit::Quarter, Which::Last) => {
                let ended = |point: &Point| point.last().is_some_and(|last| last < issue);
                let named = self.period.map(|(point, _)| point).filter(ended);
                (named.or_else(|| from(issue, -1)), "the latest quarter that has ended")
            }
            (Unit::Year, Which::Reported) => {
                // Early in the year the figures are those of the year before.
                let by = if self.tense(at) == Tense::Past && issue.month() <= 3 { -1 } else { 0 };
                (from(issue, by), "the year of which figures are told")
            }
            (Unit::Decade, Which::Last) => {
                return Answer::new(Kind::Duration, "P10Y", "the ten years up to the day of issue");
            }
            (_, Which::Last) => (from(anchor, -1), "“last”: the one before that of issue"),
            (_, Which::Next) => (from(anchor, 1), "“next”: the one after that of issue"),
            (_, Which::Before) => (from(named, -1), "the one before what was named last"),
            (_, Which::After) => (from(named, 1), "the one after what was named last"),
            (_, Which::That) => (from(named, 0), "what was named last"),
            (_, Which::Coming) => (from(anchor, 1), "the one after that of issue"),
            (_, Which::This | Which::The | Which::Bare | Which::Reported) => {
                (from(issue, 0), "that of the day of issue")
            }
        };
        point.map_or_else(open, |point| Answer::point(point, reason))
    }
}
