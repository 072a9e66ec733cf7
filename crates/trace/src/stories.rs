//! Dispatches on one event, grouped as they arrive.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::bag::Bag;
use crate::relation::How;
use crate::store::Store;
use crate::vocabulary::Vocabulary;

/// How a new item stands to an earlier one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kin {
    pub item: u32,
    /// Of what they are about, 0 to 1.
    pub likeness: f32,
    /// The same of names alone.
    pub names: f32,
    /// Days between them.
    pub days: f32,
    /// Set where one is a copy of the other.
    pub copied: Option<How>,
    /// The same words about another event.
    pub template: bool,
}

/// A change of the stories after an item was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// An item showed a story to be two; the part with the oldest item keeps the number.
    Split {
        /// The story that goes on.
        story: u32,
        /// The story of the items that left it.
        new: u32,
        /// The item that showed it.
        item: u32,
    },
}

impl StoryEvent {
    /// Whether it happened to a story.
    pub fn is_of(&self, number: u32) -> bool {
        match self {
            StoryEvent::Began { story, .. } => *story == number,
            StoryEvent::Merged { story, gone, .. } => [*story, *gone].contains(&number),
            StoryEvent::Split { story, new, .. } => [*story, *new].contains(&number),
        }
    }
}

/// From this likeness on, with the time between them reckoned in, two items are on one event.
const JOINS: f32 = 0.21;
/// So alike in names at least, or else so much alike in all.
const NAMES: f32 = 0.12;
const SURELY: f32 = 0.5;
/// A copy of a passage joins from here on.
const COPY_JOINS: f32 = 0.12;
/// Two stories are one only if their items are so alike, on average.
const MERGES: f32 = 0.12;
/// The same of their names.
const MERGES_NAMES: f32 = 0.08;
/// Parts of a story less alike than this, on average, are two.
const SPLITS: f32 = 0.06;
/// Items of a part are at least so alike to one of it.
const HANGS_TOGETHER: f32 = 0.25;
/// Items of either story that are compared before a merger.
const SAMPLED: usize = 8;
/// Items of a story that are looked at before it is split.
const LOOKED_AT: usize = 64;

/// Chooses the story of a new item.
pub(crate) fn add<S: Store>(
    store: &mut S,
    vocabulary: &Vocabulary,
    item: u32,
    kin: &[Kin],
) -> Result<u32, S::Error> {
    let mut strangers: BTreeSet<u32> = BTreeSet::new();
    for it in kin.iter().filter(|it| it.template) {
        strangers.insert(store.story_of(it.item)?);
    }
    let mut scores: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
    for it in kin {
        let story = store.story_of(it.item)?;
        if strangers.contains(&story) {
            continue;
        }
        // One topic is no event: the same people or places belong to it.
        if it.copied.is_none() && it.names < NAMES && it.likeness < SURELY {
            continue;
        }
        let fading = (-(it.days - 2.0).max(0.0) / 12.0).exp();
        let score = it.likeness * fading;
        let joins = match it.copied {
            // Copies tell the same event, a lifted passage may stand in a text on another.
            Some(How::Lifted) => score >= COPY_JOINS,
            Some(_) => true,
            None => false,
        };
        let score = if joins { score.max(1.2 * JOINS) } else { score };
        scores.entry(story).or_default().push(score);
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
    let copied: BTreeSet<u32> =
        kin.iter().filter(|it| it.copied.is_some()).map(|it| it.item).collect();
    let mut fitting = Vec::new();
    for (score, story) in near {
        let members = store.members(story)?;
        if members.iter().any(|it| copied.contains(it)) || fits(store, item, &members)? {
            fitting.push((score, story));
        }
    }
    let near = fitting;
    let Some((_, mut story)) = near.first().copied() else {
        let story = store.new_story()?;
        store.put(item, story)?;
        store.note(StoryEvent::Began { story, item })?;
        return Ok(story);
    };
    store.put(item, story)?;
    for (_, other) in near.into_iter().skip(1) {
        if alike(store, vocabulary, item, story, other)? {
            story = merge(store, story, other, item)?;
        }
    }
    split(store, story, item)?;
    store.story_of(item)
}

/// Whether an item is like a story as a whole, not like one item at its edge: so stories on one
/// topic do not grow together, link by link.
fn fits<S: Store>(store: &S, item: u32, members: &[u32]) -> Result<bool, S::Error> {
    if members.len() < SAMPLED {
        return Ok(true);
    }
    let own = store.outline(item)?.bag;
    let step = members.len() / SAMPLED;
    let mut sum = 0.0;
    for member in members.iter().step_by(step).take(SAMPLED) {
        sum += own.likeness(&store.outline(*member)?.bag);
    }
    Ok(sum / SAMPLED as f32 >= MERGES)
}

/// Whether two stories are one. What the item that is like both adds counts for half at most: what
/// lies between two events is no bridge.
fn alike<S: Store>(
    store: &S,
    vocabulary: &Vocabulary,
    between: u32,
    one: u32,
    other: u32,
) -> Result<bool, S::Error> {
    let some = |story: u32| -> Result<(Vec<Bag>, Vec<Bag>), S::Error> {
        let members = store.members(story)?;
        let some = members.iter().rev().filter(|item| **item != between).take(SAMPLED);
        let some: Vec<Bag> =
            some.map(|item| Ok(store.outline(*item)?.bag)).collect::<Result<_, S::Error>>()?;
        let names = some.iter().map(|bag| bag.names(vocabulary)).collect();
        Ok((some, names))
    };
    let new = store.outline(between)?.bag;
    let new_names = new.names(vocabulary);
    let ((ours, our_names), (theirs, their_names)) = (some(one)?, some(other)?);
    let near = |ours: &[Bag], theirs: &[Bag], new: &Bag, least: f32| {
        let ours: Vec<&Bag> = ours.iter().collect();
        let theirs: Vec<&Bag> = theirs.iter().collect();
        let with: Vec<&Bag> = ours.iter().copied().chain([new]).collect();
        average(&ours, &theirs) >= least / 2.0 && average(&with, &theirs) >= least
    };
    Ok(near(&ours, &theirs, &new, MERGES)
        && near(&our_names, &their_names, &new_names, MERGES_NAMES))
}

fn average(ours: &[&Bag], theirs: &[&Bag]) -> f32 {
    let pairs = ours.iter().flat_map(|a| theirs.iter().map(|b| a.likeness(b)));
    pairs.sum::<f32>() / (ours.len() * theirs.len()).max(1) as f32
}

fn merge<S: Store>(store: &mut S, one: u32, other: u32, item: u32) -> Result<u32, S::Error> {
    let (story, gone) = (one.min(other), one.max(other));
    for member in store.members(gone)? {
        store.put(member, story)?;
    }
    store.note(StoryEvent::Merged { story, gone, item })?;
    Ok(story)
}

/// Looks now and then, while a story is small, whether it has fallen into two that have little in common.
fn split<S: Store>(store: &mut S, story: u32, item: u32) -> Result<(), S::Error> {
    let members = store.members(story)?;
    if members.len() < 6 || members.len() > LOOKED_AT || !members.len().is_multiple_of(6) {
        return Ok(());
    }
    let bags: Vec<Bag> = members
        .iter()
        .map(|item| Ok(store.outline(*item)?.bag))
        .collect::<Result<_, S::Error>>()?;
    let mut related: BTreeSet<(u32, u32)> = BTreeSet::new();
    for member in &members {
        let relations = store.relations(*member)?;
        related.extend(relations.iter().map(|it| (it.copy.min(it.of), it.copy.max(it.of))));
    }
    // What hangs together with the oldest item, over any number of steps.
    let (mut with, mut waiting) = (BTreeSet::from([0]), vec![0]);
    while let Some(at) = waiting.pop() {
        for other in 0..members.len() {
            let pair = (members[at].min(members[other]), members[at].max(members[other]));
            let near =
                || related.contains(&pair) || bags[at].likeness(&bags[other]) >= HANGS_TOGETHER;
            if !with.contains(&other) && near() {
                with.insert(other);
                waiting.push(other);
            }
        }
    }
    let part = |inside: bool| -> Vec<&Bag> {
        (0..members.len()).filter(|at| with.contains(at) == inside).map(|at| &bags[at]).collect()
    };
    let (ours, theirs) = (part(true), part(false));
    if ours.len() < 2 || theirs.len() < 2 || average(&ours, &theirs) >= SPLITS {
        return Ok(());
    }
    let new = store.new_story()?;
    for at in (0..members.len()).filter(|at| !with.contains(at)) {
        store.put(members[at], new)?;
    }
    store.note(StoryEvent::Split { story, new, item })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Item;
    use crate::memory::Memory;
    use crate::store::{Kept, Outline};

    /// A store with an item for each list of words, each word of the same weight.
    fn store(items: &[&[u32]]) -> Memory {
        let mut store = Memory::new();
        for words in items {
            let bag = Bag::of(words.iter().map(|word| (*word, 1.0)).collect());
            let outline = Outline { bag, issued: None };
            let Ok(()) = store.push(Kept { item: Item::default(), mentions: Vec::new(), outline });
        }
        store
    }

    fn kin(item: u32, likeness: f32) -> Kin {
        Kin { item, likeness, names: likeness, days: 0.0, copied: None, template: false }
    }

    /// Adds all items in their order, each with the items that it is thought to be like.
    fn grown(store: &mut Memory, kin: &[&[Kin]]) -> Vec<u32> {
        let vocabulary = Vocabulary::default();
        for (item, kin) in (0..).zip(kin) {
            let Ok(_) = add(store, &vocabulary, item, kin);
        }
        let story = |item| {
            let Ok(story) = store.story_of(item);
            story
        };
        (0..kin.len() as u32).map(story).collect()
    }

    fn history(store: &Memory) -> Vec<StoryEvent> {
        let Ok(history) = store.history(None);
        history
    }

    // Names and rare words end on 6, see `vocabulary`.
    const FERRY: &[u32] = &[6, 14, 22, 30];
    const HARBOUR: &[u32] = &[22, 30, 38, 46];
    const MUSEUM: &[u32] = &[606, 614, 622, 630];

    #[test]
    fn an_item_like_two_stories_makes_them_one_and_the_older_number_stays() {
        let mut store = store(&[FERRY, HARBOUR, MUSEUM, &[6, 14, 22, 30, 38, 46], MUSEUM]);
        let both = [kin(0, 0.8), kin(1, 0.8)];
        let stories = grown(&mut store, &[&[], &[], &[], &both, &[]]);
        // The last one is like nothing: its number is new, not that of the one that went.
        assert_eq!(stories, [0, 0, 2, 0, 3]);
        let merged = StoryEvent::Merged { story: 0, gone: 1, item: 3 };
        assert_eq!(history(&store)[3], merged);
        let Ok(of_the_gone) = store.history(Some(1));
        assert_eq!(of_the_gone, [StoryEvent::Began { story: 1, item: 1 }, merged]);
    }

    #[test]
    fn stories_with_nothing_in_common_stay_two_whatever_joins_them() {
        let mut store = store(&[FERRY, MUSEUM, &[6, 14, 606, 614]]);
        let stories = grown(&mut store, &[&[], &[], &[kin(0, 0.5), kin(1, 0.5)]]);
        assert_eq!(stories, [0, 1, 0]);
        assert!(!history(&store).iter().any(|it| matches!(it, StoryEvent::Merged { .. })));
    }

    #[test]
    fn the_same_words_about_another_event_begin_a_story() {
        let mut store = store(&[FERRY, FERRY]);
        let template = Kin { template: true, ..kin(0, 0.9) };
        assert_eq!(grown(&mut store, &[&[], &[template]]), [0, 1]);
    }

    #[test]
    fn a_topic_without_common_names_is_no_event() {
        let mut store = store(&[FERRY, FERRY]);
        let topic = Kin { names: 0.0, ..kin(0, 0.3) };
        assert_eq!(grown(&mut store, &[&[], &[topic]]), [0, 1]);
    }

    #[test]
    fn the_same_matter_after_months_is_another_event() {
        let mut store = store(&[FERRY, FERRY]);
        let long_ago = Kin { days: 60.0, ..kin(0, 0.9) };
        assert_eq!(grown(&mut store, &[&[], &[long_ago]]), [0, 1]);
    }

    /// Six items of one story, as a merger leaves them; the last one was just added.
    fn six(items: [&[u32]; 6]) -> (Memory, Vec<u32>) {
        let mut store = store(&items);
        let Ok(story) = store.new_story();
        for item in 0..6 {
            let Ok(()) = store.put(item, story);
        }
        let Ok(()) = split(&mut store, story, 5);
        let stories = (0..6).map(|item| {
            let Ok(story) = store.story_of(item);
            story
        });
        let stories = stories.collect();
        (store, stories)
    }

    #[test]
    fn a_story_that_has_fallen_in_two_is_split_and_the_oldest_item_keeps_the_number() {
        let (mut store, stories) = six([FERRY, MUSEUM, FERRY, MUSEUM, MUSEUM, FERRY]);
        assert_eq!(stories, [0, 1, 0, 1, 1, 0]);
        assert_eq!(history(&store), [StoryEvent::Split { story: 0, new: 1, item: 5 }]);
        let Ok(next) = store.new_story();
        assert_eq!(next, 2);
    }

    #[test]
    fn a_story_that_hangs_together_stays_whole() {
        // One item that is like both parts holds them together.
        let bridge: &[u32] = &[6, 14, 606, 614];
        let (store, stories) = six([FERRY, MUSEUM, FERRY, MUSEUM, bridge, FERRY]);
        assert_eq!((stories, history(&store)), (vec![0; 6], vec![]));
        // So does a part of one item only.
        let (_, stories) = six([FERRY, FERRY, FERRY, MUSEUM, FERRY, FERRY]);
        assert_eq!(stories, [0; 6]);
    }
}
