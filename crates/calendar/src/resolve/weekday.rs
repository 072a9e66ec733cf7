//! Weekdays: bare by tense, "last", "next", and those counted from what was named.

use super::{Answer, At, Resolver};
use crate::Kind;
use crate::civil::{Point, days_from, distance, on_or_after, on_or_before};
use crate::meaning::Which;
use crate::tense::Tense;
use jiff::civil::Date;

impl Resolver<'_> {
    /// The day from which bare weekdays are counted.
    pub(super) fn anchor(&self) -> Option<Date> {
        match (self.heading, self.issue) {
            (Some(heading), Some(issue)) if heading > issue => Some(issue),
            (heading, issue) => heading.or(issue).or(self.near),
        }
    }

    pub(super) fn weekday(&mut self, wanted: u8, which: Which, at: At) -> Answer {
        let Some(anchor) = self.anchor() else {
            return Answer::new(
                Kind::Date,
                format!("XXXX-WXX-{wanted}"),
                "the day of issue is not known",
            );
        };
        let week = |day: Option<Date>, weeks: i32| {
            day.and_then(|day| days_from(day, 7 * weeks)).map(Point::Day)
        };
        let named = match self.named {
            Some(Point::Day(day)) => day,
            _ => anchor,
        };
        let before = days_from(anchor, -1).and_then(|day| on_or_before(day, wanted));
        let after = days_from(anchor, 1).and_then(|day| on_or_after(day, wanted));
        let (day, other, reason) = match which {
            Which::Last => (before, week(before, -1), "“last”: the latest before the day of issue"),
            Which::Next => (after, week(after, 1), "“next”: the first after the day of issue"),
            Which::This => {
                let day = on_or_after(anchor, wanted);
                (day, week(day, -1), "“this”: the first from the day of issue")
            }
            Which::Before => {
                let day = days_from(named, -1).and_then(|day| on_or_before(day, wanted));
                (day, None, "the latest before the day named last")
            }
            Which::After => {
                let day = days_from(named, 1).and_then(|day| on_or_after(day, wanted));
                (day, None, "the first after the day named last")
            }
            Which::Coming => (after, None, "the first after the day of issue"),
            Which::That | Which::The | Which::Reported => {
                let day = days_from(named, -3).and_then(|day| on_or_after(day, wanted));
                (day, None, "the nearest to the day named last")
            }
            Which::Bare if self.spanned(wanted, at).is_some() => {
                let past = on_or_before(anchor, wanted).map(Point::Day);
                (self.spanned(wanted, at), past, "within the days named before")
            }
            Which::Bare => {
                let past = on_or_before(anchor, wanted);
                match self.tense(at) {
                    Tense::Future | Tense::Present => {
                        let from = match self.heading {
                            Some(heading) if heading > anchor => heading,
                            _ => anchor,
                        };
                        let day = on_or_after(from, wanted);
                        (
                            day,
                            week(day, -1),
                            "the tense points forward: the first from the day of issue",
                        )
                    }
                    Tense::Unknown if self.again(wanted, at).is_some() => {
                        (self.again(wanted, at), past.map(Point::Day), "the one named before")
                    }
                    _ => (past, week(past, 1), "the latest up to the day of issue"),
                }
            }
        };
        if let (Some(day), Some(last)) = (day, self.weekdays.get_mut(usize::from(wanted))) {
            *last = Some((day, self.tokens[at.start].sentence));
        }
        match day {
            Some(day) => Answer::point(Point::Day(day), reason).other(other),
            None => Answer::new(Kind::Date, format!("XXXX-WXX-{wanted}"), "beyond the calendar"),
        }
    }

    /// The day of this weekday inside a range of days to come that was named shortly before.
    fn spanned(&self, wanted: u8, at: At) -> Option<Date> {
        let (first, last, sentence) = self.stretch?;
        let near = self.tokens[at.start].sentence.saturating_sub(sentence) <= AGAIN;
        let ahead = self.issue.is_some_and(|issue| first > issue);
        let day = on_or_after(first, wanted)?;
        let week = first < last && distance(first, last) < 7 && day <= last;
        (near && ahead && week && self.tense(at) != Tense::Past).then_some(day)
    }

    /// The day that this weekday meant a few sentences ago: "Tuesday suits us."
    fn again(&self, wanted: u8, at: At) -> Option<Date> {
        let (day, sentence) = (*self.weekdays.get(usize::from(wanted))?)?;
        let near = self.tokens[at.start].sentence.saturating_sub(sentence) <= AGAIN;
        near.then_some(day)
    }
}

/// A weekday is taken up again within so many sentences.
const AGAIN: u32 = 2;
