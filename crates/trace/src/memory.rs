//! The tracer's store in memory, packed: some kilobytes an item.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::bag::Bag;
use crate::index::Index;
use crate::item::{Item, Moment};
use crate::mentions::Mention;
use crate::relation::Relation;
use crate::store::{Kept, Keys, Outline, Store};
use crate::stories::StoryEvent;
use crate::vocabulary::WordId;

/// A [`Store`] that is gone with the process.
pub struct Memory {
    items: Vec<Packed>,
    outlets: Vec<Box<str>>,
    outlet_numbers: FxHashMap<Box<str>, u32>,
    indexes: [Index; 3],
    seen: FxHashMap<WordId, u32>,
    furniture: FxHashSet<u64>,
    relations: Vec<Relation>,
    relations_of: FxHashMap<u32, Vec<u32>>,
    story_of: Vec<u32>,
    members: BTreeMap<u32, BTreeSet<u32>>,
    next_story: u32,
    history: Vec<StoryEvent>,
}

/// An item without the room that growing strings keep.
struct Packed {
    id: Box<str>,
    outlet: Option<u32>,
    issued: Option<Moment>,
    url: Option<Box<str>>,
    title: Option<Box<str>>,
    text: Box<str>,
    /// Mentions as JSON: they are wanted seldom and are many small strings.
    mentions: Box<str>,
    bag: Box<[(WordId, f32)]>,
}

impl Default for Memory {
    fn default() -> Memory {
        Memory {
            items: Vec::new(),
            outlets: Vec::new(),
            outlet_numbers: FxHashMap::default(),
            indexes: Keys::ALL.map(|keys| Index::new(keys.bound(), keys.latest())),
            seen: FxHashMap::default(),
            furniture: FxHashSet::default(),
            relations: Vec::new(),
            relations_of: FxHashMap::default(),
            story_of: Vec::new(),
            members: BTreeMap::new(),
            next_story: 0,
            history: Vec::new(),
        }
    }
}

impl Memory {
    /// An empty store.
    pub fn new() -> Memory {
        Memory::default()
    }

    /// Bytes that the indexes of copies take.
    pub fn index_bytes(&self) -> usize {
        self.indexes.iter().map(Index::bytes).sum()
    }

    /// The number of the first item of this id.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.items.iter().position(|item| &*item.id == id).map(|at| at as u32)
    }
}

/// Plain strings and numbers always serialise.
fn packed(mentions: &[Mention]) -> Box<str> {
    serde_json::to_string(mentions).unwrap_or_default().into()
}

fn boxed(text: Option<String>) -> Option<Box<str>> {
    text.map(String::into_boxed_str)
}

impl Store for Memory {
    type Error = Infallible;

    fn len(&self) -> Result<u32, Infallible> {
        Ok(self.items.len() as u32)
    }

    fn push(&mut self, kept: Kept) -> Result<(), Infallible> {
        let Item { id, outlet, issued, url, title, text } = kept.item;
        let outlet = outlet.map(|name| {
            let next = self.outlets.len() as u32;
            *self.outlet_numbers.entry(name.clone().into()).or_insert_with(|| {
                self.outlets.push(name.into());
                next
            })
        });
        self.items.push(Packed {
            id: id.into(),
            outlet,
            issued,
            url: boxed(url),
            title: boxed(title),
            text: text.into(),
            mentions: packed(&kept.mentions),
            bag: kept.outline.bag.words.into_boxed_slice(),
        });
        Ok(())
    }

    fn item(&self, number: u32) -> Result<Item, Infallible> {
        let packed = &self.items[number as usize];
        Ok(Item {
            id: packed.id.to_string(),
            outlet: packed.outlet.map(|outlet| self.outlets[outlet as usize].to_string()),
            issued: packed.issued,
            url: packed.url.as_deref().map(str::to_owned),
            title: packed.title.as_deref().map(str::to_owned),
            text: packed.text.to_string(),
        })
    }

    fn mentions(&self, number: u32) -> Result<Vec<Mention>, Infallible> {
        Ok(serde_json::from_str(&self.items[number as usize].mentions).unwrap_or_default())
    }

    fn set_mentions(&mut self, number: u32, mentions: Vec<Mention>) -> Result<(), Infallible> {
        self.items[number as usize].mentions = packed(&mentions);
        Ok(())
    }

    fn outline(&self, number: u32) -> Result<Outline, Infallible> {
        let packed = &self.items[number as usize];
        Ok(Outline { bag: Bag::of(packed.bag.to_vec()), issued: packed.issued })
    }

    fn with_key(&self, keys: Keys, key: u64) -> Result<Vec<u32>, Infallible> {
        Ok(self.indexes[keys as usize].get(key).0)
    }

    fn add_key(&mut self, keys: Keys, key: u64, item: u32) -> Result<(), Infallible> {
        self.indexes[keys as usize].add(key, item);
        Ok(())
    }

    fn seen(&self, stem: WordId) -> Result<u32, Infallible> {
        Ok(self.seen.get(&stem).copied().unwrap_or_default())
    }

    fn see(&mut self, stems: &[WordId]) -> Result<(), Infallible> {
        for stem in stems {
            *self.seen.entry(*stem).or_default() += 1;
        }
        Ok(())
    }

    fn is_furniture(&self, sentence: u64) -> Result<bool, Infallible> {
        Ok(self.furniture.contains(&sentence))
    }

    fn set_furniture(&mut self, sentence: u64) -> Result<(), Infallible> {
        self.furniture.insert(sentence);
        Ok(())
    }

    fn relations(&self, item: u32) -> Result<Vec<Relation>, Infallible> {
        let numbers = self.relations_of.get(&item).into_iter().flatten();
        Ok(numbers.map(|number| self.relations[*number as usize].clone()).collect())
    }

    fn relate(&mut self, relation: Relation) -> Result<(), Infallible> {
        let number = self.relations.len() as u32;
        for side in [relation.copy, relation.of] {
            self.relations_of.entry(side).or_default().push(number);
        }
        self.relations.push(relation);
        Ok(())
    }

    fn story_of(&self, item: u32) -> Result<u32, Infallible> {
        Ok(self.story_of[item as usize])
    }

    fn members(&self, story: u32) -> Result<Vec<u32>, Infallible> {
        Ok(self.members.get(&story).into_iter().flatten().copied().collect())
    }

    fn stories(&self) -> Result<Vec<u32>, Infallible> {
        Ok(self.members.keys().copied().collect())
    }

    fn new_story(&mut self) -> Result<u32, Infallible> {
        self.next_story += 1;
        Ok(self.next_story - 1)
    }

    fn put(&mut self, item: u32, story: u32) -> Result<(), Infallible> {
        match self.story_of.get(item as usize).copied() {
            Some(old) => {
                if let Some(members) = self.members.get_mut(&old) {
                    members.remove(&item);
                    if members.is_empty() {
                        self.members.remove(&old);
                    }
                }
            }
            None => self.story_of.resize(item as usize + 1, story),
        }
        self.story_of[item as usize] = story;
        self.members.entry(story).or_default().insert(item);
        Ok(())
    }

    fn note(&mut self, event: StoryEvent) -> Result<(), Infallible> {
        self.history.push(event);
        Ok(())
    }

    fn history(&self, story: Option<u32>) -> Result<Vec<StoryEvent>, Infallible> {
        let events = self.history.iter();
        Ok(events.filter(|event| story.is_none_or(|it| event.is_of(it))).cloned().collect())
    }
}
