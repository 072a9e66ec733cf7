//! Times of day and their days, counts within a month, ends and ranges.

use super::{Answer, At, Resolver};
use crate::Kind;
use crate::civil::{self, Point, days_from};
use crate::lexicon::Lex;
use crate::meaning::{Clock, Meaning};
use jiff::civil::Date;

impl Resolver<'_> {
    pub(super) fn part(&mut self, day: &Meaning, code: &str, at: At) -> Answer {
        let day = self.answer(day, at);
        let on = |day: &String| format!("{day}T{code}");
        let others = day.others.iter().map(on).collect();
        Answer { kind: Kind::Time, value: on(&day.value), others, ..day }
    }

    pub(super) fn clock(&mut self, day: Option<&Meaning>, clock: Clock, at: At) -> Answer {
        let time = clock_value(clock);
        let on = match day {
            Some(day) => Some(self.answer(day, at)),
            None => {
                let sentence = self.tokens[at.start].sentence;
                let named = match self.named {
                    Some(Point::Day(day)) if self.named_at == sentence => Some(day),
                    _ => None,
                };
                let named = self.day_behind(at).or(named);
                named.or(self.heading).or(self.issue).map(|day| {
                    Answer::point(Point::Day(day), "on the day of the heading or of issue")
                })
            }
        };
        match on {
            Some(on) => {
                // "11pm tonight"
                let at =
                    |day: &String| format!("{}{time}", day.split('T').next().unwrap_or_default());
                let others = on.others.iter().map(at).collect();
                Answer { kind: Kind::Time, value: at(&on.value), others, ..on }
            }
            None => Answer::new(Kind::Time, format!("XXXX-XX-XX{time}"), "the day is not known"),
        }
    }

    /// The day behind a bracket: "10:35 a.m. (0735 GMT) Friday".
    fn day_behind(&mut self, at: At) -> Option<Date> {
        const BRACKET: usize = 6;
        let tokens = self.tokens;
        let next = self.found[self.next..].iter().find(|next| next.start > at.end)?;
        let between = tokens.get(at.end..next.start)?;
        let bracket = between.len() <= BRACKET
            && between.first().is_some_and(|mark| mark.lex == Lex::Mark('('))
            && between.iter().rev().take(2).any(|mark| mark.lex == Lex::Mark(')'));
        let day =
            matches!(next.meaning, Meaning::Weekday(..) | Meaning::Day(_) | Meaning::FromToday(_));
        if !(bracket && day) {
            return None;
        }
        let at = At { start: next.start, end: next.end };
        let meaning = next.meaning.clone();
        self.answer(&meaning, at).point.and_then(Point::first)
    }

    pub(super) fn nth_of(&mut self, nth: i8, weekday: u8, month: &Meaning, at: At) -> Answer {
        let open = format!("XXXX-XX-WXX-{weekday}");
        let reason = "a count within that month";
        if let Meaning::Month(month, year) = month {
            let month = *month as i8;
            let point = |year| civil::nth_weekday(year, month, nth, weekday).map(Point::Day);
            return Answer { reason: reason.into(), ..self.yearly(*year, at, &point, open) };
        }
        match self.answer(month, at).point {
            Some(Point::Month(year, month)) => {
                match civil::nth_weekday(year, month, nth, weekday) {
                    Some(day) => Answer::point(Point::Day(day), reason),
                    None => Answer::new(Kind::Date, open, "that month has no such day"),
                }
            }
            _ => Answer::new(Kind::Date, open, "the month is not known"),
        }
    }

    pub(super) fn end_of(&mut self, base: &Meaning, at: At) -> Answer {
        let answer = self.answer(base, at);
        match answer.point {
            Some(point @ Point::Month(..)) if matches!(base, Meaning::Period(..)) => {
                match point.last() {
                    Some(day) => Answer::point(Point::Day(day), "the last day of the month")
                        .other(Some(point)),
                    None => answer,
                }
            }
            _ => answer,
        }
    }

    pub(super) fn range(&mut self, first: &Meaning, last: &Meaning, at: At) -> Answer {
        let first = self.answer(first, at);
        self.named = first.point.or(self.named);
        self.named_at = self.tokens[at.start].sentence;
        let mut last = self.answer(last, at);
        if let (Some(Point::Day(from)), Some(Point::Day(to))) = (first.point, last.point)
            && first.kind == Kind::Time
            && last.value < first.value
            && from == to
            && let Some(day) = days_from(to, 1)
        {
            let time = last.value.split_once('T').map_or("", |(_, time)| time).to_owned();
            last.value = format!("{day}T{time}");
        }
        Answer {
            kind: first.kind,
            value: format!("{}/{}", first.value, last.value),
            point: last.point,
            begins: first.point,
            others: Vec::new(),
            reason: first.reason,
        }
    }
}

pub(super) fn clock_value(clock: Clock) -> String {
    format!("T{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0))
}
