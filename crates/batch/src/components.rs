//! Which dispatches hang together, by the links between them.

/// Numbers in disjoint sets of bounded size (union-find, by size, with halving of paths).
///
/// Links are to come the strongest first: one that would make a set larger than the bound is left
/// out. So a chain of weak links never draws the news of a year into one.
pub struct Components {
    parent: Vec<u32>,
    size: Vec<u32>,
    bound: u32,
    left: u64,
}

impl Components {
    /// So many numbers, each by itself.
    pub fn new(count: usize, bound: u32) -> Components {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let (parent, size) = ((0..count).collect(), vec![1; count as usize]);
        Components { parent, size, bound, left: 0 }
    }

    /// Puts the sets of two numbers together, unless the result were too large.
    pub fn link(&mut self, a: u32, b: u32) {
        if a.max(b) as usize >= self.parent.len() {
            return;
        }
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (small, large) =
            if self.size[a as usize] < self.size[b as usize] { (a, b) } else { (b, a) };
        let both = self.size[small as usize] + self.size[large as usize];
        if both > self.bound {
            self.left += 1;
            return;
        }
        self.parent[small as usize] = large;
        self.size[large as usize] = both;
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while self.parent[at as usize] != at {
            let above = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = above;
            at = above;
        }
        at
    }

    /// How many links were left out.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// Every number that is not alone, with the least number of its set, in rising order.
    pub fn together(mut self) -> Vec<(u32, u32)> {
        let count = self.parent.len() as u32;
        let mut least = vec![u32::MAX; count as usize];
        let mut found = Vec::new();
        for at in 0..count {
            let root = self.root(at) as usize;
            if self.size[root] > 1 {
                least[root] = least[root].min(at);
                found.push((at, least[root]));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_make_sets() {
        let mut components = Components::new(7, 100);
        for (a, b) in [(5, 3), (1, 2), (3, 1), (6, 6), (9, 1)] {
            components.link(a, b);
        }
        assert_eq!(components.together(), [(1, 1), (2, 1), (3, 1), (5, 1)]);
    }

    #[test]
    fn a_set_never_outgrows_its_bound() {
        let mut components = Components::new(6, 3);
        for at in 0..5 {
            components.link(at, at + 1);
        }
        assert_eq!(components.left(), 1);
        assert_eq!(components.together(), [(0, 0), (1, 0), (2, 0), (3, 3), (4, 3), (5, 3)]);
    }
}
