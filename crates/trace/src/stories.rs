//! Dispatches on one event, grouped as they arrive.

use std::collections::{BTreeMap, BTreeSet};

use crate::relation::How;

/// How a new item stands to an earlier one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kin {
    pub item: u32,
    /// Of what they are about, 0 to 1.
    pub likeness: f32,
    /// Days between them.
    pub days: f32,
    /// Set where one is a copy of the other.
    pub copied: Option<How>,
    /// The same words about another event.
    pub template: bool,
}

/// A change of the stories after an item was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoryEvent {
    /// A story began with an item.
    Began {
        /// The story.
        story: u32,
        /// The item.
        item: u32,
    },
    /// An item showed two stories to be one; the older keeps its number.
    Merged {
        /// The story that goes on.
        story: u32,
        /// The story that went into it.
        gone: u32,
        /// The item that showed it.
        item: u32,
    },
}

/// Stories by number; a number is never given twice.
#[derive(Default)]
pub(crate) struct Stories {
    of: Vec<u32>,
    members: BTreeMap<u32, Vec<u32>>,
    pub history: Vec<StoryEvent>,
}

/// From this likeness on, with the time between them reckoned in, two items are on one event.
const JOINS: f32 = 0.21;
/// A copy of a passage joins from here on.
const COPY_JOINS: f32 = 0.12;
/// Two stories are one only if their items are so alike, on average.
const MERGES: f32 = 0.12;
/// Items of either story that are compared before a merger.
const SAMPLED: usize = 8;

impl Stories {
    /// The story of an item.
    pub fn of(&self, item: u32) -> u32 {
        self.of[item as usize]
    }

    /// Stories with their items, the oldest first.
    pub fn all(&self) -> impl Iterator<Item = (u32, &[u32])> {
        self.members.iter().map(|(story, items)| (*story, items.as_slice()))
    }

    /// Chooses the story of a new item. `likeness` compares any two items.
    pub fn add(&mut self, item: u32, kin: &[Kin], likeness: impl Fn(u32, u32) -> f32) {
        let strangers: BTreeSet<u32> =
            kin.iter().filter(|it| it.template).map(|it| self.of(it.item)).collect();
        let mut scores: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
        for it in kin.iter().filter(|it| !strangers.contains(&self.of(it.item))) {
            let fading = (-(it.days - 2.0).max(0.0) / 12.0).exp();
            let score = it.likeness * fading;
            let joins = match it.copied {
                // Copies tell the same event, a lifted passage may stand in a text on another.
                Some(How::Lifted) => score >= COPY_JOINS,
                Some(_) => true,
                None => false,
            };
            let score = if joins { score.max(1.2 * JOINS) } else { score };
            scores.entry(self.of(it.item)).or_default().push(score);
        }
        let mut near: Vec<(f32, u32)> = scores
            .into_iter()
            .map(|(story, mut scores)| {
                scores.sort_unstable_by(|a, b| b.total_cmp(a));
                // One chance likeness in a large story is not enough.
                let second = scores.get(1).copied().unwrap_or(scores[0]);
                (0.75 * scores[0] + 0.25 * second, story)
            })
            .filter(|(score, _)| *score >= JOINS)
            .collect();
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let Some((_, story)) = near.first().copied() else {
            self.of.push(item);
            self.members.insert(item, vec![item]);
            self.history.push(StoryEvent::Began { story: item, item });
            return;
        };
        self.of.push(story);
        self.members.entry(story).or_default().push(item);
        let mut story = story;
        for (_, other) in near.into_iter().skip(1) {
            if self.alike(story, other, &likeness) >= MERGES {
                story = self.merge(story, other, item);
            }
        }
    }

    fn alike(&self, one: u32, other: u32, likeness: impl Fn(u32, u32) -> f32) -> f32 {
        let some = |story: u32| self.members[&story].iter().rev().take(SAMPLED);
        let (mut sum, mut count) = (0.0, 0.0);
        for a in some(one) {
            for b in some(other) {
                sum += likeness(*a, *b);
                count += 1.0;
            }
        }
        if count > 0.0 { sum / count } else { 0.0 }
    }

    fn merge(&mut self, one: u32, other: u32, item: u32) -> u32 {
        let (story, gone) = (one.min(other), one.max(other));
        let moved = self.members.remove(&gone).unwrap_or_default();
        for member in &moved {
            self.of[*member as usize] = story;
        }
        let members = self.members.entry(story).or_default();
        members.extend(moved);
        members.sort_unstable();
        self.history.push(StoryEvent::Merged { story, gone, item });
        story
    }
}
