//! What the tracer keeps, and where: the tracer itself holds nothing between two items.
//!
//! A [`Store`] is a table of items with a few indexes beside it. [`Memory`](crate::Memory) holds it
//! in the process, an archive holds it on disk; the tracer does the same over either. A store need
//! not understand what it keeps.

use serde::{Deserialize, Serialize};

use crate::bag::Bag;
use crate::item::Item;
use crate::mentions::Mention;
use crate::relation::Relation;
use crate::stories::StoryEvent;
use crate::vocabulary::WordId;

/// An item as the tracer keeps it. Its number is its place in the order of adding, from 0.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What came.
    pub item: Item,
    /// Where it renders what somebody said.
    pub mentions: Vec<Mention>,
    /// What it is about.
    pub outline: Outline,
}

/// What an item is first compared by.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Its words by weight.
    pub bag: Bag,
    /// When it was issued.
    pub issued: Option<crate::item::Moment>,
}

/// The indexes of a store: 64-bit keys to the items that have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Keys {
    /// Word sequences; of one that many items have the first ones are wanted, among which is its
    /// source.
    Shingles,
    /// Telling words; of one that many items have the latest ones are wanted.
    Terms,
    /// Sentences of an outlet; the first two items are wanted.
    Sentences,
}

impl Keys {
    /// All of them.
    pub const ALL: [Keys; 3] = [Keys::Shingles, Keys::Terms, Keys::Sentences];

    /// How many items of a key are wanted at most.
    pub fn bound(self) -> usize {
        match self {
            Keys::Shingles | Keys::Terms => 48,
            Keys::Sentences => 2,
        }
    }

    /// Whether the latest items are wanted rather than the first ones.
    pub fn latest(self) -> bool {
        self == Keys::Terms
    }
}

/// Where the tracer keeps what it knows.
///
/// Methods that take `&self` see what was written before, in the same transaction where there are
/// transactions.
pub trait Store {
    /// What can go wrong.
    type Error;

    /// How many items there are.
    fn len(&self) -> Result<u32, Self::Error>;

    /// Whether there is none.
    fn is_empty(&self) -> Result<bool, Self::Error> {
        Ok(self.len()? == 0)
    }

    /// Keeps an item under the next number.
    fn push(&mut self, kept: Kept) -> Result<(), Self::Error>;

    /// An item.
    fn item(&self, number: u32) -> Result<Item, Self::Error>;

    /// The mentions of an item.
    fn mentions(&self, number: u32) -> Result<Vec<Mention>, Self::Error>;

    /// Puts mentions in the place of those that an item had.
    fn set_mentions(&mut self, number: u32, mentions: Vec<Mention>) -> Result<(), Self::Error>;

    /// What an item is first compared by. Called often.
    fn outline(&self, number: u32) -> Result<Outline, Self::Error>;

    /// The items of a key, at most [`Keys::bound`].
    fn with_key(&self, keys: Keys, key: u64) -> Result<Vec<u32>, Self::Error>;

    /// Notes that an item has a key.
    fn add_key(&mut self, keys: Keys, key: u64, item: u32) -> Result<(), Self::Error>;

    /// In how many items a stem stands.
    fn seen(&self, stem: WordId) -> Result<u32, Self::Error>;

    /// Counts the stems of one more item, each once.
    fn see(&mut self, stems: &[WordId]) -> Result<(), Self::Error>;

    /// Whether a sentence, by its hash, is furniture of outlets.
    fn is_furniture(&self, sentence: u64) -> Result<bool, Self::Error>;

    /// Notes that it is.
    fn set_furniture(&mut self, sentence: u64) -> Result<(), Self::Error>;

    /// The relations that an item is part of, as the copy or as the source, in the order of adding.
    fn relations(&self, item: u32) -> Result<Vec<Relation>, Self::Error>;

    /// Keeps a relation.
    fn relate(&mut self, relation: Relation) -> Result<(), Self::Error>;

    /// The story of an item that has one.
    fn story_of(&self, item: u32) -> Result<u32, Self::Error>;

    /// The items of a story in rising order; none where there is no such story.
    fn members(&self, story: u32) -> Result<Vec<u32>, Self::Error>;

    /// The numbers of all stories in rising order.
    fn stories(&self) -> Result<Vec<u32>, Self::Error>;

    /// A number that no story has had.
    fn new_story(&mut self) -> Result<u32, Self::Error>;

    /// Puts an item into a story, out of the one that it was in.
    fn put(&mut self, item: u32, story: u32) -> Result<(), Self::Error>;

    /// Notes what became of the stories.
    fn note(&mut self, event: StoryEvent) -> Result<(), Self::Error>;

    /// What became of the stories, in order; of one of them, or of all.
    fn history(&self, story: Option<u32>) -> Result<Vec<StoryEvent>, Self::Error>;
}

/// A span as its two ends.
pub(crate) mod span {
    use sayso_text::Span;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
        (span.start(), span.end()).serialize(serializer)
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Span, D::Error> {
        let (start, end) = <(usize, usize)>::deserialize(deserializer)?;
        match start <= end && u32::try_from(end).is_ok() {
            true => Ok(Span::new(start, end)),
            false => Err(serde::de::Error::custom("a span ends before it starts")),
        }
    }
}
