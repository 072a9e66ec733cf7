//! Attributions against gold ones, as `score_attributions.py` counts them.
//!
//! A predicted attribution is *linked* when its content shares half of its words (Jaccard) with a
//! gold one's and the sources agree as much, or both are absent. Pairs are one to one, best content
//! first.

use std::ops::AddAssign;

use sayso_read::Reading;
use serde::{Deserialize, Serialize};

use crate::figure::Figure;
use crate::words::{WordIndex, WordSet, jaccard};

/// An attribution as sets of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Words of the source.
    pub source: WordSet,
    /// Words of the cue.
    pub cue: WordSet,
    /// Words of the content; never empty.
    pub content: WordSet,
}

impl Marked {
    fn roles(&self) -> [&WordSet; 3] {
        [&self.source, &self.cue, &self.content]
    }
}

/// What a reading found, inner attributions left aside since the corpus marks none.
///
/// Beside each stands its index in [`Reading::attributions`].
pub fn outermost(reading: &Reading, index: &WordIndex) -> Vec<(usize, Marked)> {
    let outer = |(_, found): &(usize, &sayso_read::Attribution)| found.nested_in.is_none();
    let found = reading.attributions.iter().enumerate().filter(outer);
    let marked = found.map(|(n, found)| {
        let source = index.of_spans(&found.source);
        let cue = index.of_spans(&found.cue);
        (n, Marked { source, cue, content: index.of_spans(&found.content) })
    });
    marked.filter(|(_, marked)| !marked.content.is_empty()).collect()
}

/// A gold attribution and the predicted one that answers it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Index of the gold one.
    pub gold: usize,
    /// Index of the predicted one.
    pub found: usize,
    /// Jaccard of the contents.
    pub content: f64,
    /// Jaccard of the sources.
    pub source: f64,
}

impl Pair {
    /// Whether content and source agree by half.
    pub fn linked(&self) -> bool {
        self.content >= 0.5 && self.source >= 0.5
    }
}

/// Pairs one to one those whose contents share a word: best content first, then best source.
pub fn pair(gold: &[Marked], found: &[Marked]) -> Vec<Pair> {
    let mut candidates = Vec::new();
    for (g, one) in gold.iter().enumerate() {
        for (f, other) in found.iter().enumerate() {
            if !one.content.is_disjoint(&other.content) {
                candidates.push(Pair {
                    gold: g,
                    found: f,
                    content: jaccard(&one.content, &other.content),
                    source: jaccard(&one.source, &other.source),
                });
            }
        }
    }
    // The Python sorts tuples backwards, so later ones win ties.
    candidates.sort_by(|a, b| {
        let ratios = (b.content, b.source).partial_cmp(&(a.content, a.source));
        ratios
            .expect("a ratio of counts is a number")
            .then((b.gold, b.found).cmp(&(a.gold, a.found)))
    });
    let (mut golds, mut founds) = (vec![false; gold.len()], vec![false; found.len()]);
    candidates.retain(|pair| {
        let free = !golds[pair.gold] && !founds[pair.found];
        if free {
            (golds[pair.gold], founds[pair.found]) = (true, true);
        }
        free
    });
    candidates
}

/// Hits, things there, things found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    hits: usize,
    gold: usize,
    found: usize,
}

impl Count {
    fn figure(self) -> Figure {
        Figure::new(self.hits, self.gold, self.found)
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.hits += other.hits;
        self.gold += other.gold;
        self.found += other.found;
    }
}

/// What is counted over one article or many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words that bear a role: source, cue, content.
    roles: [Count; 3],
    gold: usize,
    found: usize,
    content: usize,
    linked: usize,
    strict: usize,
}

impl Counts {
    /// Counts one article.
    pub fn of(gold: &[Marked], found: &[Marked]) -> Counts {
        let mut counts = Counts { gold: gold.len(), found: found.len(), ..Counts::default() };
        for (role, count) in counts.roles.iter_mut().enumerate() {
            let all = |list: &[Marked]| -> WordSet {
                list.iter().flat_map(|marked| marked.roles()[role].iter().copied()).collect()
            };
            let (gold, found) = (all(gold), all(found));
            let hits = gold.intersection(&found).count();
            *count = Count { hits, gold: gold.len(), found: found.len() };
        }
        for pair in pair(gold, found) {
            let (one, other) = (&gold[pair.gold], &found[pair.found]);
            counts.content += usize::from(one.content == other.content);
            counts.linked += usize::from(pair.linked());
            counts.strict += usize::from(one == other);
        }
        counts
    }

    /// The figures.
    pub fn figures(&self) -> Figures {
        let [source, cue, content] = self.roles;
        let of = |hits| Figure::new(hits, self.gold, self.found);
        Figures {
            source_token: source.figure(),
            cue_token: cue.figure(),
            content_token: content.figure(),
            content: of(self.content),
            linked: of(self.linked),
            strict: of(self.strict),
            gold: self.gold,
            predicted: self.found,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        for (mine, theirs) in self.roles.iter_mut().zip(other.roles) {
            *mine += theirs;
        }
        self.gold += other.gold;
        self.found += other.found;
        self.content += other.content;
        self.linked += other.linked;
        self.strict += other.strict;
    }
}

/// The figures of `score_attributions.py`, by its names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Words that bear the role.
    pub source_token: Figure,
    /// Words that bear the role.
    pub cue_token: Figure,
    /// Words that bear the role.
    pub content_token: Figure,
    /// The same set of words.
    pub content: Figure,
    /// Content and source agree by half: the headline figure.
    pub linked: Figure,
    /// Source, cue and content all exact.
    pub strict: Figure,
    /// Attributions there.
    pub gold: usize,
    /// Attributions found.
    pub predicted: usize,
}

impl Figures {
    /// Each figure with its name.
    pub fn named(&self) -> [(&'static str, Figure); 6] {
        [
            ("linked", self.linked),
            ("content_token", self.content_token),
            ("source_token", self.source_token),
            ("cue_token", self.cue_token),
            ("content", self.content),
            ("strict", self.strict),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(source: &[u32], content: &[u32]) -> Marked {
        let set = |words: &[u32]| words.iter().copied().collect();
        Marked { source: set(source), cue: WordSet::new(), content: set(content) }
    }

    #[test]
    fn absent_sources_agree_only_with_absent_ones() {
        let gold = [marked(&[], &[1, 2]), marked(&[5], &[6, 7])];
        let found = [marked(&[], &[1, 2]), marked(&[], &[6, 7])];
        let figures = Counts::of(&gold, &found).figures();
        assert_eq!((figures.linked.f1, figures.content.f1), (50.0, 100.0));
    }

    #[test]
    fn each_is_paired_once_with_the_best() {
        let gold = [marked(&[1], &[2, 3, 4, 5])];
        let found = [marked(&[1], &[2, 3, 4]), marked(&[1], &[2, 3, 4, 5])];
        let pairs = pair(&gold, &found);
        assert_eq!(pairs.iter().map(|p| (p.gold, p.found)).collect::<Vec<_>>(), [(0, 1)]);
    }
}
