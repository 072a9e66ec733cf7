use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A dispatch of a pile, with what its page says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// What the pile calls it.
    pub id: String,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// When, as the page says it.
    pub issued: Option<Moment>,
    /// Its address; versions of one dispatch share it.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The text, paragraphs parted by empty lines.
    pub text: String,
}

/// A time of issue, as exact as the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    first: i64,
    last: i64,
}

const DAY: i64 = 86_400;

impl Moment {
    /// Reads ISO 8601: an instant with its zone, or a day.
    ///
    /// A page stamped with midnight sharp is stamped with the day. Without a zone, UTC is meant.
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim();
        if let Ok(instant) = text.parse::<Timestamp>() {
            let midnight = text.get(10..19).is_some_and(|time| time.ends_with("00:00:00"));
            let first = instant.as_second();
            return Some(Moment { first, last: if midnight { first + DAY - 1 } else { first } });
        }
        if text.len() == 10 {
            let day = text.parse::<Date>().ok()?;
            let first = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()?.as_second();
            return Some(Moment { first, last: first + DAY - 1 });
        }
        let civil = text.parse::<DateTime>().ok()?;
        let at = TimeZone::UTC.to_timestamp(civil).ok()?.as_second();
        Some(Moment { first: at, last: at })
    }

    /// Whether this was surely before `other`.
    pub fn before(self, other: Moment) -> bool {
        self.last < other.first
    }

    /// Whether only the day is known.
    pub fn is_day(self) -> bool {
        self.last > self.first
    }

    /// The first second it can mean, in seconds since 1970.
    pub fn seconds(self) -> i64 {
        self.first
    }

    /// The last second it can mean.
    pub fn last_second(self) -> i64 {
        self.last
    }

    /// A time of which the first and the last second that it can mean are known.
    pub fn between(first: i64, last: i64) -> Option<Moment> {
        (first <= last).then_some(Moment { first, last })
    }

    /// Days between the two, at least.
    pub fn days_from(self, other: Moment) -> f32 {
        let gap = (self.first - other.last).max(other.first - self.last).max(0);
        gap as f32 / DAY as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_compared_as_instants() {
        let east = Moment::parse("2031-04-12T08:10:00+10:00").unwrap();
        let west = Moment::parse("2031-04-11T23:40:00Z").unwrap();
        assert!(east.before(west));
    }

    #[test]
    fn a_day_is_before_nothing_of_that_day() {
        let noon = Moment::parse("2031-04-12T12:00:00+00:00").unwrap();
        for day in ["2031-04-12", "2031-04-12T00:00:00+00:00"] {
            let day = Moment::parse(day).unwrap();
            assert!(day.is_day() && !day.before(noon) && !noon.before(day));
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for wrong in ["", "yesterday", "2031-13-01", "12:00"] {
            assert_eq!(Moment::parse(wrong), None, "{wrong}");
        }
    }
}
