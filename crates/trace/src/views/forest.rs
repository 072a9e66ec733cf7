//! The copies of a story as trees: first hands at the left, copies behind those they are from.

use std::collections::{HashMap, HashSet};

use super::Shown;
use crate::trace::{CopyOf, Story};

/// An item in its tree.
pub(super) struct Node<'t> {
    pub item: u32,
    /// Hands between the first one and this one.
    pub depth: usize,
    /// How it came from its parent; `None` for first hands.
    pub from: Option<&'t CopyOf>,
    /// Further parents, for texts merged of several.
    pub also: Vec<&'t CopyOf>,
}

/// The items of a story, parents before their copies.
pub(super) fn forest<'t>(shown: &Shown<'t>, story: &Story) -> Vec<Node<'t>> {
    let within: HashSet<u32> = story.items.iter().copied().collect();
    let mut parents: HashMap<u32, Vec<&CopyOf>> = HashMap::new();
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for copy in shown.trace.copies.iter().filter(|it| within.contains(&it.copy)) {
        let list = parents.entry(copy.copy).or_default();
        if within.contains(&copy.of) && list.is_empty() {
            children.entry(copy.of).or_default().push(copy.copy);
        }
        list.push(copy);
    }
    let when = |item: &u32| (shown.item(*item).issued.map_or(i64::MAX, |it| it.seconds()), *item);
    let mut roots: Vec<u32> = story.items.clone();
    roots.retain(|item| parents.get(item).is_none_or(|list| !within.contains(&list[0].of)));
    roots.sort_unstable_by_key(when);
    let mut nodes = Vec::new();
    let mut waiting: Vec<(u32, usize)> = roots.into_iter().rev().map(|item| (item, 0)).collect();
    while let Some((item, depth)) = waiting.pop() {
        let all = parents.get(&item).map_or(&[][..], Vec::as_slice);
        let from = all.first().copied().filter(|copy| within.contains(&copy.of));
        let also = all.iter().copied().skip(usize::from(from.is_some())).collect();
        nodes.push(Node { item, depth, from, also });
        let mut next = children.remove(&item).unwrap_or_default();
        next.sort_unstable_by_key(when);
        waiting.extend(next.into_iter().rev().map(|item| (item, depth + 1)));
    }
    nodes
}
