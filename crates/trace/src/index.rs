//! Which items share a key: many keys to few items each, in little memory.

/// Items by 64-bit keys; a key keeps a bounded number of items and then counts as common.
///
/// One open table of pairs: 8 bytes each, so that a million dispatches fit in memory. A key's
/// items lie behind one another; two keys that share their upper half are mixed up once in
/// billions, and the comparison that follows tells them apart.
pub struct Index {
    slots: Vec<Slot>,
    filled: usize,
    bound: usize,
    evict: bool,
}

#[derive(Clone, Copy)]
struct Slot {
    tag: u32,
    item: u32,
}

const EMPTY: u32 = u32::MAX;

impl Index {
    /// An index that keeps at most `bound` items a key. Further ones push out the oldest where
    /// `evict` says so, else they are not kept.
    pub fn new(bound: usize, evict: bool) -> Index {
        Index { slots: vec![Slot { tag: 0, item: EMPTY }; 1 << 12], filled: 0, bound, evict }
    }

    /// The items of a key, and whether they are fewer than the bound.
    pub fn get(&self, key: u64) -> (Vec<u32>, bool) {
        let (tag, mut at) = self.place(key);
        let mut items = Vec::new();
        while self.slots[at].item != EMPTY {
            if self.slots[at].tag == tag {
                items.push(self.slots[at].item);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        let rare = items.len() < self.bound;
        (items, rare)
    }

    /// Notes that an item has a key.
    pub fn add(&mut self, key: u64, item: u32) {
        if (self.filled + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let (tag, mut at) = self.place(key);
        let (mut same, mut oldest) = (0, at);
        while self.slots[at].item != EMPTY {
            let slot = self.slots[at];
            if slot.tag == tag {
                if slot.item == item {
                    return;
                }
                if same == 0 || slot.item < self.slots[oldest].item {
                    oldest = at;
                }
                same += 1;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        if same < self.bound {
            self.slots[at] = Slot { tag, item };
            self.filled += 1;
        } else if self.evict {
            self.slots[oldest].item = item;
        }
    }

    fn place(&self, key: u64) -> (u32, usize) {
        // Keys may be small numbers: spread them first.
        let mixed = (key ^ (key >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = mixed ^ (mixed >> 29);
        let tag = (mixed >> 32) as u32;
        // The tag alone decides the place, so that growing needs no keys.
        (tag, tag.wrapping_mul(0x85eb_ca6b) as usize & (self.slots.len() - 1))
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![Slot { tag: 0, item: EMPTY }; size]);
        for slot in old.into_iter().filter(|slot| slot.item != EMPTY) {
            let mut at = slot.tag.wrapping_mul(0x85eb_ca6b) as usize & (size - 1);
            while self.slots[at].item != EMPTY {
                at = (at + 1) & (size - 1);
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
