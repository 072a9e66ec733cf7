//! Some items of a pile side by side, made ready for linking what they say: those of a story, and
//! those that they have words of. Numbers in here are places in [`Gathered::entries`].

use std::collections::BTreeMap;

use crate::credits::OutletNames;
use crate::digest::Digest;
use crate::item::Item;
use crate::mentions::Mention;
use crate::relation::Relation;
use crate::store::Store;
use crate::tracer::{Tracer, negations};
use crate::vocabulary::Vocabulary;

pub(crate) struct Gathered<'t> {
    pub vocabulary: &'t Vocabulary,
    /// Words that turn a sentence round.
    pub negations: Vec<u32>,
    pub outlets: Outlets,
    pub entries: Vec<Entry>,
    pub relations: Vec<Relation>,
    /// The number in the pile of each entry.
    pub numbers: Vec<u32>,
}

/// An item, ready for linking.
pub(crate) struct Entry {
    pub item: Item,
    pub digest: Digest,
    pub outlet: Option<u32>,
    pub mentions: Vec<Mention>,
    /// Numbers of the relations that it is part of.
    pub relations: Vec<u32>,
}

/// The outlets of some items by name.
#[derive(Default)]
pub(crate) struct Outlets {
    numbers: BTreeMap<String, u32>,
    pub names: Vec<OutletNames>,
}

impl Outlets {
    fn number(&mut self, name: &str, vocabulary: &mut Vocabulary) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.numbers.insert(name.to_owned(), number);
        self.names.push(OutletNames::of(name, vocabulary));
        number
    }
}

impl<S: Store> Tracer<S> {
    /// Some items with all that they have words of, over any number of hands; the items given come
    /// first, in their order.
    pub(crate) fn gather(&mut self, items: &[u32]) -> Result<Gathered<'_>, S::Error> {
        let mut numbers = items.to_vec();
        let mut places: BTreeMap<u32, u32> = (0..).zip(items).map(|(at, it)| (*it, at)).collect();
        let mut all: Vec<Relation> = Vec::new();
        let mut at = 0;
        while at < numbers.len() {
            let number = numbers[at];
            at += 1;
            for relation in self.store.relations(number)? {
                if relation.copy == number {
                    places.entry(relation.of).or_insert_with(|| {
                        numbers.push(relation.of);
                        numbers.len() as u32 - 1
                    });
                    all.push(relation);
                }
            }
        }
        // In the order of the pile, whatever the order of the visits.
        all.sort_by_key(|relation| (relation.copy.max(relation.of), relation.copy, relation.of));
        let mut outlets = Outlets::default();
        let mut entries = Vec::with_capacity(numbers.len());
        for number in &numbers {
            let item = self.store.item(*number)?;
            let title = item.title.as_deref().unwrap_or_default();
            let digest = Digest::of(&item.text, title, &mut self.vocabulary);
            let outlet =
                item.outlet.as_deref().map(|name| outlets.number(name, &mut self.vocabulary));
            let mentions = self.store.mentions(*number)?;
            entries.push(Entry { item, digest, outlet, mentions, relations: Vec::new() });
        }
        let mut relations = Vec::with_capacity(all.len());
        for (at, relation) in (0..).zip(all) {
            let (copy, of) = (places[&relation.copy], places[&relation.of]);
            for side in [copy, of] {
                entries[side as usize].relations.push(at);
            }
            relations.push(Relation { copy, of, ..relation });
        }
        let negations = negations(&mut self.vocabulary);
        let vocabulary = &self.vocabulary;
        Ok(Gathered { vocabulary, negations, outlets, entries, relations, numbers })
    }
}
