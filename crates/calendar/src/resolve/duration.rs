//! Lengths of time as TIMEX3 writes them.

use super::{Answer, At, Resolver};
use crate::Kind;
use crate::civil::{Point, days_from, months_from};
use crate::meaning::{Count, Meaning, Unit};
use jiff::civil::Date;

impl Resolver<'_> {
    /// A length of time; where the words around it lead to days, these are another reading: "in
    /// three weeks", "the past five days", "two days after Easter".
    pub(super) fn length(&mut self, parts: &[(Count, Unit)], at: At) -> Answer {
        let mut answer = Answer::new(Kind::Duration, duration_value(parts), "a length of time");
        answer.others.extend(self.days_meant(parts, at));
        answer
    }

    fn days_meant(&mut self, parts: &[(Count, Unit)], at: At) -> Vec<String> {
        let days = self.counted_in(parts, at).or_else(|| self.window(parts, at));
        days.map_or_else(|| self.beside(parts, at), |days| vec![days])
    }

    /// "The first nine months" of 1997.
    fn counted_in(&mut self, parts: &[(Count, Unit)], at: At) -> Option<String> {
        let [(Count::Halves(halves), unit)] = *parts else { return None };
        let lead = at.start + usize::from(self.word(at.start).eq_ignore_ascii_case("the"));
        let nth = match self.word(lead).to_lowercase().as_str() {
            "first" | "opening" => 1,
            "last" | "final" => -1,
            _ => return None,
        };
        let next = self.found.get(self.next).filter(|next| next.start == at.end + 1)?;
        if self.word(at.end) != "of" || !(Unit::Day..=Unit::Month).contains(&unit) {
            return None;
        }
        let (meaning, place) = (next.meaning.clone(), At { start: next.start, end: next.end });
        let count = u8::try_from(halves / 2).ok()?;
        let value = self.part_of(nth, count, unit, &meaning, place).value;
        value.contains('/').then_some(value)
    }

    /// "In three weeks", "the past five days".
    fn window(&self, parts: &[(Count, Unit)], at: At) -> Option<String> {
        let before = at.start.checked_sub(1).map_or("", |at| self.word(at)).to_lowercase();
        let first = self.word(at.start).to_lowercase();
        let second = self.word(at.start + 1).to_lowercase();
        let is = |list: &[&str]| {
            list.contains(&first.as_str())
                || ["the", "these", "this"].contains(&first.as_str())
                    && list.contains(&second.as_str())
        };
        if is(&["last", "past", "previous", "preceding", "prior"]) {
            let issue = self.issue?;
            let from = moved(issue, parts, -1)?;
            return Some(format!("{from}/{}", days_from(issue, -1)?));
        }
        if is(&["next", "coming", "following"]) {
            let issue = self.issue?;
            let to = moved(issue, parts, 1)?;
            return Some(format!("{}/{to}", days_from(issue, 1)?));
        }
        match before.as_str() {
            "in" => Some(moved(self.issue?, parts, 1)?.to_string()),
            "within" => {
                let issue = self.issue?;
                Some(format!("{issue}/{}", moved(issue, parts, 1)?))
            }
            _ => None,
        }
    }

    /// "Two days after Easter", "three weeks before March 5", by each reading of that day.
    fn beside(&mut self, parts: &[(Count, Unit)], at: At) -> Vec<String> {
        let back = match self.word(at.end) {
            "after" | "from" | "since" => false,
            "before" => true,
            _ => return Vec::new(),
        };
        let Some(next) = self.found.get(self.next) else { return Vec::new() };
        if next.start != at.end + 1
            || !matches!(
                next.meaning,
                Meaning::Day(_)
                    | Meaning::Holiday(..)
                    | Meaning::Year(_)
                    | Meaning::Weekday(..)
                    | Meaning::FromToday(_)
            )
        {
            return Vec::new();
        }
        let (meaning, place) = (next.meaning.clone(), At { start: next.start, end: next.end });
        let base = self.answer(&meaning, place);
        let first = base.point.and_then(Point::first);
        let others = base.others.iter().filter_map(|other| other.parse().ok());
        let sign = if back { -1 } else { 1 };
        let days = first.into_iter().chain(others);
        days.filter_map(|day| moved(day, parts, sign)).map(|day| day.to_string()).collect()
    }
}

/// So much later, to the day; `None` for parts of a day.
fn moved(day: Date, parts: &[(Count, Unit)], sign: i32) -> Option<Date> {
    parts.iter().try_fold(day, |day, (count, unit)| {
        let Count::Halves(halves) = count else { return None };
        let whole = i32::try_from(halves / 2).ok().filter(|_| halves % 2 == 0)? * sign;
        let (days, months) = match unit {
            Unit::Day | Unit::Night => (1, 0),
            Unit::Week => (7, 0),
            Unit::Fortnight => (14, 0),
            Unit::Month => (0, 1),
            Unit::Quarter => (0, 3),
            Unit::Year => (0, 12),
            Unit::Decade => (0, 120),
            _ => return None,
        };
        let day = days_from(day, whole.checked_mul(days)?)?;
        months_from(day, whole.checked_mul(months)?)
    })
}

/// A duration as TIMEX3 writes it; decades and centuries in years.
pub(super) fn duration_value(parts: &[(Count, Unit)]) -> String {
    let (mut date, mut time) = (String::new(), String::new());
    for (count, unit) in parts {
        let (letter, by, clock, finer) = match unit {
            Unit::Second => ('S', 1, true, None),
            Unit::Minute => ('M', 1, true, Some((30, 'S'))),
            Unit::Hour => ('H', 1, true, Some((30, 'M'))),
            Unit::Day | Unit::Night => ('D', 1, false, None),
            Unit::Weekend => ('D', 2, false, None),
            Unit::Week => ('W', 1, false, None),
            Unit::Fortnight => ('W', 2, false, None),
            Unit::Month => ('M', 1, false, None),
            Unit::Quarter => ('Q', 1, false, None),
            Unit::Year => ('Y', 1, false, Some((6, 'M'))),
            Unit::Decade => ('Y', 10, false, None),
            Unit::Century => ('Y', 100, false, None),
            Unit::Millennium => ('Y', 1000, false, None),
        };
        let out = if clock { &mut time } else { &mut date };
        match count {
            Count::Some => {
                let letter = match unit {
                    Unit::Decade => "DE".to_owned(),
                    Unit::Century => "CE".to_owned(),
                    _ => letter.to_string(),
                };
                out.push_str(&format!("X{letter}"));
            }
            Count::Halves(halves) => {
                let scaled = u64::from(*halves) * by;
                let whole = scaled / 2;
                let half = scaled % 2 == 1;
                match (whole, half, finer) {
                    (0, true, Some((n, finer))) => out.push_str(&format!("{n}{finer}")),
                    (_, true, Some((n, finer))) => {
                        out.push_str(&format!("{whole}{letter}{n}{finer}"))
                    }
                    (_, true, None) => out.push_str(&format!("{whole}.5{letter}")),
                    _ => out.push_str(&format!("{whole}{letter}")),
                }
            }
        }
    }
    if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") }
}
