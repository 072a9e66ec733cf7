use std::fmt;
use std::str::FromStr;

use super::{In, Order, Search};
use crate::error::{ArchiveError, ArchiveErrorKind};
use crate::pack;

/// Where a page ended. As text it is for addresses and command lines.
///
/// Pages that go on from it leave out what came into the archive after the first page. By day they
/// are exact. By rank, what comes in between moves the weight of words a little, so that a hit
/// near the edge of a page may be seen twice or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// Of the search it belongs to.
    search: u32,
    pub(super) bound: i64,
    pub(super) score: f64,
    pub(super) day: Option<i64>,
    pub(super) id: i64,
}

impl Cursor {
    pub(super) fn new(search: &Search, bound: i64, score: f64, day: Option<i64>, id: i64) -> Self {
        Cursor { search: fingerprint(search), bound, score, day, id }
    }

    pub(super) fn belongs_to(&self, search: &Search) -> bool {
        self.search == fingerprint(search)
    }
}

fn fingerprint(search: &Search) -> u32 {
    let within = match search.within {
        In::Dispatches => "dispatches",
        In::Statements => "statements",
    };
    let order = match search.order {
        Order::Best => "best",
        Order::Newest => "newest",
        Order::Oldest => "oldest",
    };
    let sum = pack::identity(&[Some(search.query.written()), Some(within), Some(order)]);
    u32::from_le_bytes([sum[0], sum[1], sum[2], sum[3]])
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let score = self.score.to_bits();
        write!(f, "1-{:x}-{:x}-{score:x}-", self.search, self.bound)?;
        match self.day {
            // Days before 1970 have a sign, which is a separator here.
            Some(day) => write!(f, "{:x}", day.wrapping_add(1 << 40))?,
            None => f.write_str("n")?,
        }
        write!(f, "-{:x}", self.id)
    }
}

impl FromStr for Cursor {
    type Err = ArchiveError;

    fn from_str(text: &str) -> Result<Cursor, ArchiveError> {
        let wrong = || {
            ArchiveError::new(
                ArchiveErrorKind::Argument,
                "this is no cursor; take the one that the page before gave",
            )
        };
        let parts: Vec<&str> = text.split('-').collect();
        let ["1", search, bound, score, day, id] = parts[..] else { return Err(wrong()) };
        let number = |part: &str| i64::from_str_radix(part, 16).map_err(|_| wrong());
        Ok(Cursor {
            search: u32::from_str_radix(search, 16).map_err(|_| wrong())?,
            bound: number(bound)?,
            score: f64::from_bits(u64::from_str_radix(score, 16).map_err(|_| wrong())?),
            day: match day {
                "n" => None,
                day => Some(number(day)?.wrapping_sub(1 << 40)),
            },
            id: number(id)?,
        })
    }
}
