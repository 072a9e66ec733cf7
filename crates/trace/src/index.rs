//! Which items share a key: many keys to few items each, in little memory.

use crate::digest::mix;

/// Items by 64-bit keys; a key keeps a bounded number of items and then counts as common.
///
/// Open tables of pairs: 8 bytes each, so that a million dispatches fit in memory. There are many
/// small tables, each of which grows by itself, so that growing needs no second copy of the whole.
/// Keys of one table that share 32 bits are mixed up once in billions, and the comparison that
/// follows tells them apart.
pub struct Index {
    shards: Vec<Shard>,
    bound: usize,
    evict: bool,
}

#[derive(Clone, Default)]
struct Shard {
    slots: Vec<Slot>,
    filled: usize,
}

#[derive(Clone, Copy)]
struct Slot {
    tag: u32,
    item: u32,
}

const EMPTY: u32 = u32::MAX;
const SHARDS: usize = 256;

impl Index {
    /// An index that keeps at most `bound` items a key. Further ones push out the oldest where
    /// `evict` says so, else they are not kept.
    pub fn new(bound: usize, evict: bool) -> Index {
        Index { shards: vec![Shard::default(); SHARDS], bound, evict }
    }

    /// The items of a key, and whether they are fewer than the bound.
    pub fn get(&self, key: u64) -> (Vec<u32>, bool) {
        let (shard, tag) = place(key);
        let shard = &self.shards[shard];
        let mut items = Vec::new();
        if !shard.slots.is_empty() {
            let mut at = shard.home(tag);
            while shard.slots[at].item != EMPTY {
                if shard.slots[at].tag == tag {
                    items.push(shard.slots[at].item);
                }
                at = shard.next(at);
            }
        }
        let rare = items.len() < self.bound;
        (items, rare)
    }

    /// Notes that an item has a key.
    pub fn add(&mut self, key: u64, item: u32) {
        let (shard, tag) = place(key);
        let shard = &mut self.shards[shard];
        if (shard.filled + 1) * 5 > shard.slots.len() * 4 {
            shard.grow();
        }
        let mut at = shard.home(tag);
        let (mut same, mut oldest) = (0, at);
        while shard.slots[at].item != EMPTY {
            let slot = shard.slots[at];
            if slot.tag == tag {
                if slot.item == item {
                    return;
                }
                if same == 0 || slot.item < shard.slots[oldest].item {
                    oldest = at;
                }
                same += 1;
            }
            at = shard.next(at);
        }
        if same < self.bound {
            shard.slots[at] = Slot { tag, item };
            shard.filled += 1;
        } else if self.evict {
            shard.slots[oldest].item = item;
        }
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        self.shards.iter().map(|shard| shard.slots.capacity() * size_of::<Slot>()).sum()
    }
}

fn place(key: u64) -> (usize, u32) {
    let mixed = mix(key);
    ((mixed >> 56) as usize % SHARDS, mixed as u32)
}

impl Shard {
    /// Where a tag belongs; the tag alone decides it, so that growing needs no keys.
    fn home(&self, tag: u32) -> usize {
        ((u64::from(tag) * self.slots.len() as u64) >> 32) as usize
    }

    fn next(&self, at: usize) -> usize {
        if at + 1 == self.slots.len() { 0 } else { at + 1 }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 13 / 10).max(16);
        let old = std::mem::replace(&mut self.slots, vec![Slot { tag: 0, item: EMPTY }; size]);
        for slot in old.into_iter().filter(|slot| slot.item != EMPTY) {
            let mut at = self.home(slot.tag);
            while self.slots[at].item != EMPTY {
                at = self.next(at);
            }
            self.slots[at] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_was_added_through_growth() {
        let mut index = Index::new(4, false);
        for item in 0..50_000 {
            index.add(u64::from(item) / 2, item);
        }
        assert_eq!(index.get(77), (vec![154, 155], true));
        assert_eq!(index.get(999_999), (vec![], true));
        assert!(index.bytes() < 50_000 * 16);
    }

    #[test]
    fn a_common_key_stays_bounded() {
        let mut index = Index::new(3, true);
        for item in 0..9 {
            index.add(5, item);
        }
        let (mut items, rare) = index.get(5);
        items.sort_unstable();
        assert_eq!((items, rare), (vec![6, 7, 8], false));
    }
}
