//! Days that head what follows: "MONDAY", "Thursday, May 8, 9 a.m." over the entries of a log.

use super::clock::clock_value;
use super::{Answer, At, Resolver};
use crate::Kind;
use crate::civil::{Point, days_from, distance, on_or_after};
use crate::grammar::Found;
use crate::lexer::Gap;
use crate::lexicon::Lex;
use crate::meaning::{Clock, Meaning, Which};
use jiff::civil::Date;

impl Resolver<'_> {
    /// Whether an expression heads what follows: it fills a line, or opens one like the entry of
    /// a log.
    pub(super) fn heads(&self, found: &Found) -> bool {
        if self.tokens[found.start].gap != Gap::Line {
            return false;
        }
        let (dated, timed) = match &found.meaning {
            Meaning::Day(_) => (true, false),
            Meaning::Weekday(_, Which::Bare) => (false, false),
            Meaning::Clock(Some(day), _) | Meaning::Part(day, _) => match **day {
                Meaning::Day(_) => (true, true),
                Meaning::Weekday(_, Which::Bare) => (false, true),
                _ => return false,
            },
            Meaning::Range(first, _) => match &**first {
                Meaning::Clock(Some(day), _) => (matches!(**day, Meaning::Day(_)), true),
                _ => return false,
            },
            _ => return false,
        };
        let rest = self.tokens.get(found.end);
        let fills = rest.is_none_or(|next| {
            next.gap == Gap::Line
                || next.lex == Lex::Mark(':')
                    && self.tokens.get(found.end + 1).is_none_or(|next| next.gap == Gap::Line)
        });
        let entry = rest
            .is_some_and(|next| matches!(next.lex, Lex::Mark(',' | ':' | '–' | '—' | '-' | '.')));
        fills || entry && (dated && timed || self.heading.is_some())
    }

    pub(super) fn heading(&mut self, meaning: &Meaning, at: At) -> Answer {
        let day = match meaning {
            Meaning::Clock(Some(day), _) | Meaning::Part(day, _) => day,
            Meaning::Range(first, _) => match &**first {
                Meaning::Clock(Some(day), _) => day,
                _ => first,
            },
            day => day,
        };
        let resolved = match day {
            Meaning::Weekday(wanted, _) => self.heading_weekday(*wanted),
            day => self.answer(day, at).point.and_then(Point::first),
        };
        if resolved.is_some() {
            self.heading = resolved;
        }
        let Some(day) = resolved else { return self.answer(meaning, at) };
        let reason = "a heading, after the one before it";
        let on_day = |clock: Clock| format!("{day}{}", clock_value(clock));
        match meaning {
            Meaning::Clock(_, clock) => Answer {
                point: Some(Point::Day(day)),
                ..Answer::new(Kind::Time, on_day(*clock), reason)
            },
            Meaning::Part(_, part) => Answer {
                point: Some(Point::Day(day)),
                ..Answer::new(Kind::Time, format!("{day}T{}", part.code()), reason)
            },
            Meaning::Range(..) => self.answer(meaning, at),
            _ => Answer::point(Point::Day(day), reason),
        }
    }

    /// A weekday at the head of a section: the first on or after the heading before, else within
    /// the days that the text has announced, else from the day of issue.
    pub(super) fn heading_weekday(&self, wanted: u8) -> Option<Date> {
        let named = match self.named {
            Some(Point::Day(day))
                if self.issue.is_some_and(|issue| (0..14).contains(&distance(issue, day))) =>
            {
                // A range's end was named last; its week is meant.
                days_from(day, -6).max(self.issue)
            }
            _ => None,
        };
        let announced = self.stretch.map(|(first, ..)| first).filter(|_| self.issue.is_none());
        on_or_after(self.heading.or(named).or(self.issue).or(announced)?, wanted)
    }
}
