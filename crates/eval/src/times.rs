//! Time expressions and their values, as `score_times.py` counts them.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::figure::Figure;

/// Characters that don't count at the edge of an expression.
const EDGE: &str = " \n\t'\"“”‘’.,;:()";

/// A time expression in Unicode characters of its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timed {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// TIMEX3 value.
    pub value: Option<String>,
}

/// `start..end` without blanks and punctuation at its edges; `text` is the text's characters.
pub fn trim(start: usize, end: usize, text: &[char]) -> (usize, usize) {
    let mut end = end.min(text.len());
    let mut start = start.min(end);
    while start < end && EDGE.contains(text[start]) {
        start += 1;
    }
    while end > start && EDGE.contains(text[end - 1]) {
        end -= 1;
    }
    (start, end)
}

/// What is counted over one text or many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
}

impl Counts {
    /// Counts one text. Both lists are trimmed.
    pub fn of(mut gold: Vec<Timed>, mut found: Vec<Timed>) -> Counts {
        gold.sort();
        found.sort();
        let mut counts = Counts { gold: gold.len(), found: found.len(), ..Counts::default() };
        for one in &gold {
            let same = |f: &Timed| (f.start, f.end) == (one.start, one.end);
            let near = |f: &Timed| f.start < one.end && one.start < f.end;
            let hit = found
                .iter()
                .position(|f| near(f) && same(f))
                .or_else(|| found.iter().position(near));
            let Some(hit) = hit.map(|at| found.remove(at)) else { continue };
            counts.relaxed += 1;
            counts.strict += usize::from(same(&hit));
            counts.value += usize::from(hit.value == one.value);
        }
        counts
    }

    /// The figures.
    pub fn figures(&self) -> Figures {
        let of = |hits| Figure::new(hits, self.gold, self.found);
        Figures {
            strict: of(self.strict),
            relaxed: of(self.relaxed),
            value: of(self.value),
            gold: self.gold,
            predicted: self.found,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.gold += other.gold;
        self.found += other.found;
        self.strict += other.strict;
        self.relaxed += other.relaxed;
        self.value += other.value;
    }
}

/// The figures of `score_times.py`, by its names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The same span.
    pub strict: Figure,
    /// Overlapping spans.
    pub relaxed: Figure,
    /// Overlapping, and the same value: the headline figure.
    pub value: Figure,
    /// Expressions there.
    pub gold: usize,
    /// Expressions found.
    pub predicted: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timed(start: usize, end: usize, value: &str) -> Timed {
        Timed { start, end, value: Some(value.to_owned()) }
    }

    #[test]
    fn the_same_span_goes_before_an_earlier_overlap() {
        let gold = vec![timed(3, 9, "2025-05-08")];
        let found = vec![timed(0, 4, "2025"), timed(3, 9, "2025-05-08")];
        let figures = Counts::of(gold, found).figures();
        assert_eq!((figures.strict.r, figures.value.r, figures.value.p), (100.0, 100.0, 50.0));
    }

    #[test]
    fn edges_are_trimmed() {
        let text: Vec<char> = "(“May 8,” he".chars().collect();
        assert_eq!(trim(0, 9, &text), (2, 7));
    }
}
