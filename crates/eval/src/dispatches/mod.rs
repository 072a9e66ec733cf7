//! Readings of dispatches against gold ones, as `score_dispatches.py` counts them.

#[expect(missing_docs, reason = "the fields are the keys that the dispatches' README tells")]
pub mod document;

mod attributions;
mod diary;
mod names;
mod times;

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::figure::{Figure, round, share};
use document::Document;
use names::Aliases;

/// A difference between gold and reading, for developers' eyes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// What went wrong: `missed`, `spurious`, `time`, `diary`, `issued` or an aspect.
    pub what: &'static str,
    /// What was wanted; for a spurious one, its source.
    pub wanted: String,
    /// What was given instead.
    pub given: String,
}

impl Miss {
    fn new(what: &'static str, wanted: String, given: String) -> Miss {
        Miss { what, wanted, given }
    }
}

/// What is counted over one dispatch or many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    files: usize,
    gold: usize,
    found: usize,
    linked: usize,
    /// Of the linked ones, by aspect.
    right: BTreeMap<&'static str, usize>,
    long_chains: usize,
    long_chains_right: usize,
    times_gold: usize,
    times_found: usize,
    times_strict: usize,
    times_value: usize,
    issued: usize,
    publisher: usize,
    diary_gold: usize,
    diary_found: usize,
    diary_hits: usize,
}

impl Counts {
    /// Counts one dispatch; every difference is added to `misses`.
    pub fn of(gold: &Document, found: &Document, text: &str, misses: &mut Vec<Miss>) -> Counts {
        let mut counts = Counts { files: 1, ..Counts::default() };
        attributions::score(gold, found, text, &mut counts, misses);
        times::score(gold, found, text, &mut counts, misses);
        diary::score(gold, found, &mut counts, misses);

        let wanted = gold.dispatch.as_ref();
        let issued = |head: &document::Head| {
            let day = head.issued.as_deref().filter(|day| !day.is_empty());
            day.map(|day| day.chars().take(10).collect::<String>())
        };
        if let (Some(wanted), Some(head)) = (wanted, &found.dispatch) {
            counts.issued = usize::from(issued(head) == wanted.issued);
            let publisher = head.publisher.as_deref().filter(|name| !name.is_empty());
            let right = wanted.publisher.as_deref().zip(publisher);
            let aliases = Aliases::new(gold);
            counts.publisher = right.map_or(0, |(a, b)| usize::from(aliases.same_hand(a, b)));
        }
        if counts.issued == 0 {
            let day = |document: &Document| format!("{:?}", document.dispatch.as_ref().map(issued));
            misses.push(Miss::new("issued", day(gold), day(found)));
        }
        counts
    }

    /// The figures.
    pub fn figures(&self) -> Figures {
        let right = |aspect: &str| self.right.get(aspect).copied().unwrap_or_default();
        let of_linked = |aspect| round(100.0 * share(right(aspect), self.linked));
        let of_gold = |aspect| round(100.0 * share(right(aspect), self.gold.max(1)));
        let times = |hits| Figure::new(hits, self.times_gold, self.times_found);
        Figures {
            files: self.files,
            linked: Figure::new(self.linked, self.gold, self.found),
            gold: self.gold,
            predicted: self.found,
            kind: of_linked("kind"),
            polarity: of_linked("polarity"),
            anonymous: of_linked("anonymous"),
            speaker: of_linked("speaker"),
            chain: of_linked("chain"),
            nested_in: of_linked("nested_in"),
            long_chains: [self.long_chains_right, self.long_chains],
            speaker_of_gold: of_gold("speaker"),
            chain_of_gold: of_gold("chain"),
            times_strict: times(self.times_strict),
            times_value: times(self.times_value),
            issued: self.issued,
            publisher: self.publisher,
            diary: Figure::new(self.diary_hits, self.diary_gold, self.diary_found),
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        for (aspect, right) in other.right {
            *self.right.entry(aspect).or_default() += right;
        }
        self.files += other.files;
        self.gold += other.gold;
        self.found += other.found;
        self.linked += other.linked;
        self.long_chains += other.long_chains;
        self.long_chains_right += other.long_chains_right;
        self.times_gold += other.times_gold;
        self.times_found += other.times_found;
        self.times_strict += other.times_strict;
        self.times_value += other.times_value;
        self.issued += other.issued;
        self.publisher += other.publisher;
        self.diary_gold += other.diary_gold;
        self.diary_found += other.diary_found;
        self.diary_hits += other.diary_hits;
    }
}

/// The figures of `score_dispatches.py`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Dispatches read.
    pub files: usize,
    /// Attributions linked.
    pub linked: Figure,
    /// Attributions asked for.
    pub gold: usize,
    /// Attributions found, excused ones aside.
    pub predicted: usize,
    /// Percent of the linked.
    pub kind: f64,
    /// Percent of the linked.
    pub polarity: f64,
    /// Percent of the linked.
    pub anonymous: f64,
    /// Percent of the linked.
    pub speaker: f64,
    /// Percent of the linked.
    pub chain: f64,
    /// Percent of the linked.
    pub nested_in: f64,
    /// Right and all chains of three hands or more.
    pub long_chains: [usize; 2],
    /// Linked with the right speaker, percent of all gold.
    pub speaker_of_gold: f64,
    /// Linked with the right chain, percent of all gold.
    pub chain_of_gold: f64,
    /// Times with the same span.
    pub times_strict: Figure,
    /// Times that overlap and have the same value.
    pub times_value: Figure,
    /// Issue dates right.
    pub issued: usize,
    /// Publishers right.
    pub publisher: usize,
    /// Diary entries.
    pub diary: Figure,
}
