//! Who is behind how much of the text.

use std::collections::HashMap;

use crate::layers::{Paragraph, Role};
use crate::{View, names};

/// One who is behind some of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// The speaker; else the source as it stands in the text; `None` for attributions without a
    /// source.
    pub who: Option<String>,
    /// How many attributions.
    pub attributions: usize,
    /// How many words of content; a word that several contents hold counts for the innermost.
    pub words: usize,
}

/// The whole text, shared out.
pub(crate) struct Shares {
    /// The one behind most words first.
    pub shares: Vec<Share>,
    /// For each attribution, the index of its share.
    pub of: Vec<usize>,
    /// Words that are nobody's content.
    pub nobody: usize,
    /// All words.
    pub words: usize,
}

/// Shares out the words of a text whose paragraphs are given.
pub(crate) fn shares(view: &View<'_>, paragraphs: &[Paragraph]) -> Shares {
    let attributions = &view.reading.attributions;
    let mut shares: Vec<Share> = Vec::new();
    let mut known: HashMap<Option<String>, usize> = HashMap::new();
    let mut of = Vec::with_capacity(attributions.len());
    for attribution in attributions {
        let source = || Some(view.joined(&attribution.source)).filter(|words| !words.is_empty());
        let who = names::speaker(attribution).or_else(source);
        let share = *known.entry(who.clone()).or_insert_with(|| {
            shares.push(Share { who, attributions: 0, words: 0 });
            shares.len() - 1
        });
        shares[share].attributions += 1;
        of.push(share);
    }

    let words = sayso_text::words(view.text());
    let mut left = words.iter().peekable();
    let mut nobody = 0;
    for segment in paragraphs.iter().flat_map(|paragraph| &paragraph.segments) {
        let innermost = segment.marks.iter().rev().find(|mark| mark.role == Role::Content);
        while left.next_if(|word| word.start() < segment.span.end()).is_some() {
            match innermost {
                Some(mark) => shares[of[mark.attribution]].words += 1,
                None => nobody += 1,
            }
        }
    }
    nobody += left.count();

    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|share| std::cmp::Reverse(shares[*share].words));
    let mut place = vec![0; shares.len()];
    for (rank, share) in order.iter().enumerate() {
        place[*share] = rank;
    }
    Shares {
        of: of.into_iter().map(|share| place[share]).collect(),
        shares: order.into_iter().map(|share| shares[share].clone()).collect(),
        nobody,
        words: words.len(),
    }
}
