//! The pile as it grows: each item is compared, on arrival, with the few that may be kin.
//!
//! 1. digest: words, sentences, quotations (`digest`)
//! 2. furniture of outlets is learned and set aside (`furniture`)
//! 3. candidates: items with shingles or telling words in common ([`store`](crate::store))
//! 4. each candidate that is like it is compared: copy, template, or neither (`relation`)
//! 5. the story is chosen (`stories`)
//! 6. mentions of statements are noted (`mentions`)
//!
//! [`Tracer::trace`] then gathers a story (`gathered`), chooses parents (`parents`), links mentions
//! to statements (`statements`) and counts their origins (`origins`).

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use sayso_read::Reading;

use crate::bag::{Bag, rarity};
use crate::compare::{Places, Side};
use crate::credits::OutletNames;
use crate::digest::{Digest, hash};
use crate::furniture::{furniture, learn, other_matter};
use crate::item::Item;
use crate::memory::Memory;
use crate::mentions::mentions;
use crate::relation::{Party, Relation, Verdict, relate};
use crate::store::{Kept, Keys, Outline, Store};
use crate::stories::{self, Kin};
use crate::vocabulary::{Vocabulary, WordId};

/// A growing pile of dispatches with what they have in common.
pub struct Tracer<S = Memory> {
    pub(crate) store: S,
    pub(crate) vocabulary: Vocabulary,
    names: FxHashMap<String, Arc<OutletNames>>,
    /// Items that were compared lately, ready to be compared again.
    ready: FxHashMap<u32, Arc<Ready>>,
}

/// An item, ready for comparing.
struct Ready {
    item: Item,
    digest: Digest,
    places: Places,
    names: Option<Arc<OutletNames>>,
}

/// What became of an item that was added.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    /// Its number, from 0.
    pub item: u32,
    /// Its story.
    pub story: u32,
    /// Items that have words of it, or of which it has words.
    pub relations: Vec<Relation>,
}

/// Words of a shingle.
const SHINGLE: usize = 4;
/// Of so many shingles in a row the least is kept, in every dispatch the same: two that share ten
/// words in a row share one of those that are kept.
const WINDOW: usize = 7;
/// Telling words of an item.
const TERMS: usize = 20;
/// Items compared with a new one.
const COMPARED: usize = 40;
/// Items less alike, and without a rare shingle in common, are not compared word for word.
const FAR: f32 = 0.1;
/// Of those without a rare shingle so many are compared word for word, those most alike.
const CLOSE: usize = 12;
/// Items that are kept ready.
const READY: usize = 1024;
/// Words of the vocabulary from which on it is begun anew; it only saves work.
const VOCABULARY: usize = 1 << 18;

const NEGATIONS: [&str; 10] =
    ["no", "not", "none", "never", "nobody", "nothing", "without", "neither", "nor", "cannot"];

/// Stems that turn a sentence round.
pub(crate) fn negations(vocabulary: &mut Vocabulary) -> Vec<WordId> {
    let mut stem = |word: &str| {
        let id = vocabulary.id(word);
        vocabulary.stem(id)
    };
    NEGATIONS.map(&mut stem).to_vec()
}

impl Default for Tracer {
    fn default() -> Tracer {
        Tracer::new()
    }
}

impl Tracer {
    /// An empty pile in memory.
    pub fn new() -> Tracer {
        Tracer::over(Memory::new())
    }
}

/// An item that may be kin, and why it is looked at.
struct Candidate {
    item: u32,
    score: f32,
    /// How many rare shingles are common.
    words: u32,
}

impl<S: Store> Tracer<S> {
    /// The pile that a store holds.
    pub fn over(store: S) -> Tracer<S> {
        let (names, ready) = (FxHashMap::default(), FxHashMap::default());
        Tracer { store, vocabulary: Vocabulary::default(), names, ready }
    }

    /// The store.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// The store, for what changes no item: beginning and committing transactions.
    pub fn store_mut_kept(&mut self) -> &mut S {
        &mut self.store
    }

    /// The store, for what may change items: undoing a transaction. Forgets what is kept ready.
    pub fn store_mut(&mut self) -> &mut S {
        self.ready.clear();
        &mut self.store
    }

    /// Adds an item, with its reading where there is one, and compares it with the pile.
    ///
    /// # Errors
    /// The store's. Then the item may be kept in part: undo it where the store has transactions.
    pub fn add(&mut self, item: Item, reading: Option<&Reading>) -> Result<Added, S::Error> {
        if self.vocabulary.len() > VOCABULARY {
            self.vocabulary = Vocabulary::default();
            self.ready.clear();
        }
        let number = self.store.len()?;
        let new = self.make_ready(item);
        self.learn_furniture(number, &new)?;
        let furniture = furniture(&self.store, &new.digest)?;
        let counts = Bag::counts(&new.digest, &furniture, &self.vocabulary);
        let stems: Vec<WordId> = counts.iter().map(|(stem, _)| *stem).collect();
        self.store.see(&stems)?;
        let mut words = counts;
        for (stem, weight) in &mut words {
            *weight *= rarity(*stem, self.store.seen(*stem)?, number + 1, &self.vocabulary);
        }
        let bag = Bag::of(words);
        let mentions = mentions(&new.item, &new.digest, &furniture, reading, &mut self.vocabulary);
        let shingles = shingles(&new.digest, &furniture);
        let terms = bag.terms(TERMS);
        let candidates = self.candidates(&shingles, &terms)?;
        for shingle in shingles {
            self.store.add_key(Keys::Shingles, shingle, number)?;
        }
        for term in terms {
            self.store.add_key(Keys::Terms, u64::from(term), number)?;
        }
        let outline = Outline { bag, issued: new.item.issued };
        let (relations, kin) = self.compare(number, &new, furniture, &outline, candidates)?;
        self.store.push(Kept { item: new.item.clone(), mentions, outline })?;
        for relation in &relations {
            self.store.relate(relation.clone())?;
        }
        self.keep_ready(number, new);
        let story = stories::add(&mut self.store, &self.vocabulary, number, &kin)?;
        Ok(Added { item: number, story, relations })
    }

    /// Takes the mentions of an item from another reading of it.
    ///
    /// # Errors
    /// The store's.
    pub fn reread(&mut self, number: u32, reading: &Reading) -> Result<(), S::Error> {
        let ready = self.ready(number)?;
        let furniture = furniture(&self.store, &ready.digest)?;
        let mentions =
            mentions(&ready.item, &ready.digest, &furniture, Some(reading), &mut self.vocabulary);
        self.store.set_mentions(number, mentions)
    }

    /// The items that some numbers of a [`Trace`](crate::Trace) stand for.
    pub fn items(
        &self,
        numbers: impl IntoIterator<Item = u32>,
    ) -> Result<BTreeMap<u32, Item>, S::Error> {
        numbers.into_iter().map(|number| Ok((number, self.store.item(number)?))).collect()
    }

    fn make_ready(&mut self, item: Item) -> Arc<Ready> {
        let title = item.title.as_deref().unwrap_or_default();
        let digest = Digest::of(&item.text, title, &mut self.vocabulary);
        let places = Places::of(&digest, &self.vocabulary);
        let names = item.outlet.as_deref().map(|name| match self.names.get(name) {
            Some(names) => Arc::clone(names),
            None => {
                let names = Arc::new(OutletNames::of(name, &mut self.vocabulary));
                self.names.insert(name.to_owned(), Arc::clone(&names));
                names
            }
        });
        Arc::new(Ready { item, digest, places, names })
    }

    fn ready(&mut self, number: u32) -> Result<Arc<Ready>, S::Error> {
        if let Some(ready) = self.ready.get(&number) {
            return Ok(Arc::clone(ready));
        }
        let item = self.store.item(number)?;
        let ready = self.make_ready(item);
        self.keep_ready(number, Arc::clone(&ready));
        Ok(ready)
    }

    fn keep_ready(&mut self, number: u32, ready: Arc<Ready>) {
        if self.ready.len() >= READY {
            // The older half goes; news is about what came lately.
            let mut numbers: Vec<u32> = self.ready.keys().copied().collect();
            numbers.sort_unstable();
            for old in &numbers[..READY / 2] {
                self.ready.remove(old);
            }
        }
        self.ready.insert(number, ready);
    }

    fn learn_furniture(&mut self, number: u32, new: &Ready) -> Result<(), S::Error> {
        let Some(outlet) = new.item.outlet.as_deref() else { return Ok(()) };
        let vocabulary = &mut self.vocabulary;
        learn(&mut self.store, outlet, number, &new.digest, |store, earlier| {
            let earlier = store.item(earlier)?;
            if new.item.url.is_some() && earlier.url == new.item.url {
                return Ok(false);
            }
            let title = earlier.title.as_deref().unwrap_or_default();
            Ok(other_matter(&Digest::of(&earlier.text, title, vocabulary), &new.digest))
        })
    }

    /// Items that may be kin, the likeliest first.
    fn candidates(&self, shingles: &[u64], terms: &[u32]) -> Result<Vec<Candidate>, S::Error> {
        let mut scores: FxHashMap<u32, (f32, u32)> = FxHashMap::default();
        for shingle in shingles {
            let items = self.store.with_key(Keys::Shingles, *shingle)?;
            let rare = items.len() < Keys::Shingles.bound();
            for item in items {
                let score = scores.entry(item).or_default();
                score.0 += if rare { 1.0 } else { 0.1 };
                score.1 += u32::from(rare);
            }
        }
        for term in terms {
            let items = self.store.with_key(Keys::Terms, u64::from(*term))?;
            let rare = items.len() < Keys::Terms.bound();
            for item in items {
                scores.entry(item).or_default().0 += if rare { 0.3 } else { 0.1 };
            }
        }
        // One telling word in common is chance.
        let kept = scores.into_iter().filter(|(_, (score, _))| *score > 0.3);
        let mut found: Vec<Candidate> =
            kept.map(|(item, (score, words))| Candidate { item, score, words }).collect();
        found.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.item.cmp(&b.item)));
        found.truncate(COMPARED);
        Ok(found)
    }

    fn compare(
        &mut self,
        number: u32,
        new: &Ready,
        furniture: Vec<bool>,
        outline: &Outline,
        candidates: Vec<Candidate>,
    ) -> Result<(Vec<Relation>, Vec<Kin>), S::Error> {
        let party = party(number, new, furniture);
        let own_names = outline.bag.names(&self.vocabulary);
        let (mut relations, mut kin) = (Vec::new(), Vec::new());
        let mut looked_at = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let other = self.store.outline(candidate.item)?;
            let likeness = outline.bag.likeness(&other.bag);
            looked_at.push((candidate, other, likeness));
        }
        // Four words in a row alone may be chance.
        let near = |(candidate, _, likeness): &(Candidate, Outline, f32)| {
            candidate.words > 1 || candidate.words == 1 && *likeness >= FAR / 2.0
        };
        let mut by_matter: Vec<f32> =
            looked_at.iter().filter(|it| !near(it)).map(|it| it.2).collect();
        by_matter.sort_unstable_by(|a, b| b.total_cmp(a));
        let least = by_matter.get(CLOSE).copied().unwrap_or_default().max(FAR);
        for looked_at in looked_at {
            let close = near(&looked_at) || looked_at.2 >= least;
            let (candidate, other, likeness) = looked_at;
            let Verdict { relation, template } = match close {
                true => self.relate(candidate.item, &party)?,
                false => Verdict { relation: None, template: false },
            };
            let names = own_names.likeness(&other.bag.names(&self.vocabulary));
            let days = match (outline.issued, other.issued) {
                (Some(one), Some(other)) => one.days_from(other),
                _ => 0.0,
            };
            kin.push(Kin {
                item: candidate.item,
                likeness: if template { 0.0 } else { likeness },
                names,
                days,
                copied: relation.as_ref().map(|relation| relation.how),
                template,
            });
            relations.extend(relation);
        }
        Ok((relations, kin))
    }

    fn relate(&mut self, number: u32, new: &Party<'_>) -> Result<Verdict, S::Error> {
        let ready = self.ready(number)?;
        let furniture = furniture(&self.store, &ready.digest)?;
        Ok(relate(&party(number, &ready, furniture), new, &self.vocabulary))
    }
}

fn party(number: u32, ready: &Ready, furniture: Vec<bool>) -> Party<'_> {
    Party {
        number,
        item: &ready.item,
        names: ready.names.as_deref(),
        side: Side { digest: &ready.digest, places: &ready.places, furniture },
    }
}

/// Word sequences that stand for a text: of each few in a row the one with the least hash.
pub(crate) fn shingles(digest: &Digest, furniture: &[bool]) -> Vec<u64> {
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
