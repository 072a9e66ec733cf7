//! The pile as it grows: each item is compared, on arrival, with the few that may be kin.
//!
//! 1. digest: words, sentences, quotations (`digest`)
//! 2. furniture of outlets is learned and set aside (`furniture`)
//! 3. candidates: items with shingles or telling words in common (`index`)
//! 4. each candidate is compared: copy, template, or neither (`relation`)
//! 5. the story is chosen (`stories`)
//! 6. mentions of statements are noted (`mentions`)
//!
//! [`Tracer::trace`] then chooses parents (`parents`), links mentions to statements
//! (`statements`) and counts their origins (`origins`).

use std::collections::{HashMap, HashSet};

use sayso_read::Reading;

use crate::bag::{Bag, Rarity};
use crate::compare::Side;
use crate::credits::OutletNames;
use crate::digest::{Digest, hash};
use crate::furniture::{Furniture, other_matter};
use crate::index::Index;
use crate::item::Item;
use crate::mentions::{Mention, mentions};
use crate::relation::{Party, Relation, relate};
use crate::stories::{Kin, Stories};
use crate::vocabulary::Vocabulary;

/// A growing pile of dispatches with what they have in common.
pub struct Tracer {
    pub(crate) vocabulary: Vocabulary,
    /// Words that turn a sentence round.
    pub(crate) negations: Vec<u32>,
    pub(crate) rarity: Rarity,
    pub(crate) outlets: Outlets,
    pub(crate) entries: Vec<Entry>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) furniture: Furniture,
    pub(crate) stories: Stories,
    shingles: Index,
    terms: Index,
}

/// An item of the pile, ready for comparing.
pub(crate) struct Entry {
    pub item: Item,
    pub digest: Digest,
    pub bag: Bag,
    pub outlet: Option<u32>,
    pub mentions: Vec<Mention>,
    /// Numbers of the relations that it is part of.
    pub relations: Vec<u32>,
}

/// The outlets of a pile by name.
#[derive(Default)]
pub(crate) struct Outlets {
    numbers: HashMap<String, u32>,
    pub names: Vec<OutletNames>,
}

impl Outlets {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.numbers.insert(name.to_owned(), number);
        self.names.push(OutletNames::of(name));
        number
    }
}

/// Words of a shingle.
const SHINGLE: usize = 4;
/// Of so many shingles in a row the least is kept, in every dispatch the same.
const WINDOW: usize = 4;
/// Items kept of a shingle: the first ones, among which its source is.
const OF_SHINGLE: usize = 48;
/// Items kept of a telling word: the latest ones.
const OF_TERM: usize = 48;
/// Telling words of an item.
const TERMS: usize = 20;
/// Items compared with a new one.
const COMPARED: usize = 40;

const NEGATIONS: [&str; 10] =
    ["no", "not", "none", "never", "nobody", "nothing", "without", "neither", "nor", "cannot"];

impl Default for Tracer {
    fn default() -> Tracer {
        Tracer::new()
    }
}

impl Tracer {
    /// An empty pile.
    pub fn new() -> Tracer {
        let mut vocabulary = Vocabulary::default();
        let stem = |word: &str, vocabulary: &mut Vocabulary| {
            let id = vocabulary.id(word);
            vocabulary.stem(id)
        };
        let negations = NEGATIONS.map(|word| stem(word, &mut vocabulary)).to_vec();
        Tracer {
            vocabulary,
            negations,
            rarity: Rarity::default(),
            outlets: Outlets::default(),
            entries: Vec::new(),
            relations: Vec::new(),
            furniture: Furniture::default(),
            stories: Stories::default(),
            shingles: Index::new(OF_SHINGLE, false),
            terms: Index::new(OF_TERM, true),
        }
    }

    /// How many items were added.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The items in the order of adding.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.entries.iter().map(|entry| &entry.item)
    }

    /// Adds an item, with its reading where there is one, and compares it with the pile.
    pub fn add(&mut self, item: Item, reading: Option<&Reading>) {
        let number = self.entries.len() as u32;
        let title = item.title.as_deref().unwrap_or_default();
        let digest = Digest::of(&item.text, title, &mut self.vocabulary);
        let outlet = item.outlet.as_deref().map(|name| self.outlets.number(name));
        self.learn_furniture(number, outlet, &item, &digest);
        let furniture = self.furniture.of(&digest);
        let bag = Bag::of(&digest, &furniture, &self.vocabulary);
        self.rarity.add(&bag);
        let mentions = mentions(&item, &digest, &furniture, reading, &mut self.vocabulary);
        let shingles = shingles(&digest, &furniture);
        let terms = bag.terms(TERMS, &self.rarity, &self.vocabulary);
        let candidates = self.candidates(&shingles, &terms);
        for shingle in shingles {
            self.shingles.add(shingle, number);
        }
        for term in terms {
            self.terms.add(u64::from(term), number);
        }
        self.entries.push(Entry { item, digest, bag, outlet, mentions, relations: Vec::new() });
        self.compare(number, candidates);
    }

    fn learn_furniture(&mut self, number: u32, outlet: Option<u32>, item: &Item, digest: &Digest) {
        let Some(outlet) = outlet else { return };
        let entries = &self.entries;
        self.furniture.learn(outlet, number, digest, |earlier| {
            let earlier = &entries[earlier as usize];
            (item.url.is_none() || earlier.item.url != item.url)
                && other_matter(&earlier.digest, digest)
        });
    }

    /// Items that may be kin, the likeliest first.
    fn candidates(&self, shingles: &[u64], terms: &[u32]) -> Vec<u32> {
        let mut scores: HashMap<u32, f32> = HashMap::new();
        for shingle in shingles {
            let (items, rare) = self.shingles.get(*shingle);
            for item in items {
                *scores.entry(item).or_default() += if rare { 1.0 } else { 0.1 };
            }
        }
        for term in terms {
            let (items, rare) = self.terms.get(u64::from(*term));
            for item in items {
                *scores.entry(item).or_default() += if rare { 0.3 } else { 0.1 };
            }
        }
        // One telling word in common is chance.
        let mut scores: Vec<_> = scores.into_iter().filter(|(_, score)| *score > 0.3).collect();
        scores.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scores.into_iter().take(COMPARED).map(|(item, _)| item).collect()
    }

    fn compare(&mut self, number: u32, candidates: Vec<u32>) {
        let mut found = Vec::new();
        let mut kin = Vec::new();
        {
            let new = self.party(number);
            let bag = &self.entries[number as usize].bag;
            for candidate in candidates {
                let verdict = relate(&self.party(candidate), &new, &self.vocabulary);
                let other = &self.entries[candidate as usize];
                let mut likeness = bag.likeness(&other.bag, &self.rarity, &self.vocabulary);
                if verdict.template {
                    likeness = 0.0;
                }
                let days = match (new.item.issued, other.item.issued) {
                    (Some(one), Some(other)) => one.days_from(other),
                    _ => 0.0,
                };
                kin.push(Kin {
                    item: candidate,
                    likeness,
                    days,
                    copied: verdict.relation.as_ref().map(|relation| relation.how),
                    template: verdict.template,
                });
                found.extend(verdict.relation);
            }
        }
        for relation in found {
            let at = self.relations.len() as u32;
            for side in [relation.copy, relation.of] {
                self.entries[side as usize].relations.push(at);
            }
            self.relations.push(relation);
        }
        let (entries, rarity, vocabulary) = (&self.entries, &self.rarity, &self.vocabulary);
        self.stories.add(number, &kin, |a, b| {
            let bag = |item: u32| &entries[item as usize].bag;
            bag(a).likeness(bag(b), rarity, vocabulary)
        });
    }

    pub(crate) fn party(&self, number: u32) -> Party<'_> {
        let entry = &self.entries[number as usize];
        Party {
            number,
            item: &entry.item,
            names: entry.outlet.map(|outlet| &self.outlets.names[outlet as usize]),
            side: Side { digest: &entry.digest, furniture: self.furniture.of(&entry.digest) },
        }
    }
}

/// Word sequences that stand for a text: of each few in a row the one with the least hash.
fn shingles(digest: &Digest, furniture: &[bool]) -> Vec<u64> {
    let all: Vec<u64> = digest
        .words
        .windows(SHINGLE)
        .map(|words| {
            if words.iter().any(|word| furniture[word.sentence as usize]) {
                return u64::MAX;
            }
            hash(words.iter().map(|word| word.form))
        })
        .collect();
    let mut kept: HashSet<u64> = HashSet::new();
    let mut order = Vec::new();
    for window in all.windows(WINDOW.min(all.len()).max(1)) {
        let least = window.iter().copied().min().unwrap_or(u64::MAX);
        if least != u64::MAX && kept.insert(least) {
            order.push(least);
        }
    }
    order
}
