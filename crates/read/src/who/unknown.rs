//! Quotations that nobody is named for: who it may have been, as a guess that says so.

use sayso_text::Span;

use super::{Scene, Sure, Who};
use crate::Kind;

/// So many paragraphs away a neighbour still takes part in the same exchange.
const REACH: usize = 3;

/// How sure a guess by turn order is, and one by who was named last. Kept low: they are guesses.
const BY_TURN: f32 = 0.35;
const BY_MENTION: f32 = 0.25;

impl Scene<'_, '_> {
    /// Who may have said a quotation without a source: the other one of an exchange, else the
    /// person whom the text was about just before. Never the ones whose own words stand right
    /// before or behind, since speakers take turns.
    pub(crate) fn candidate(&mut self, at: usize) -> Option<Sure> {
        let attribution = &self.attributions[at];
        let unknown = match self.who[at].as_ref()? {
            Who::Anonymous(anonymous) => anonymous.description.is_none(),
            Who::Known(_) => false,
        };
        if !unknown || !attribution.source.is_empty() || attribution.kind == Kind::Indirect {
            return None;
        }
        let cover = attribution.content_cover();
        let here = self.layout.paragraph_at(cover.start());
        let (before, behind) = self.neighbours(at, here);
        let excluded = [before.first(), behind.first()]
            .into_iter()
            .flatten()
            .filter(|(paragraph, ..)| paragraph.abs_diff(here) == 1)
            .map(|(_, being, _)| *being)
            .collect::<Vec<usize>>();
        let other = before.iter().chain(&behind).find(|(_, being, _)| !excluded.contains(being));
        let took_turns = !excluded.is_empty();
        if let Some((_, being, evidence)) = other.filter(|_| took_turns) {
            return Some(Sure { being: *being, evidence: *evidence, confidence: BY_TURN });
        }
        let token = self.tokens.within(cover).start;
        match self.meant_before(token, at, &excluded)? {
            Who::Known(sure) => {
                sure.into_iter().next().map(|one| Sure { confidence: BY_MENTION, ..one })
            }
            Who::Anonymous(_) => None,
        }
    }

    /// Quotations near it whose one speaker is known, nearest first: paragraph, being, evidence.
    #[expect(clippy::type_complexity, reason = "two lists of one kind")]
    fn neighbours(
        &self,
        at: usize,
        here: usize,
    ) -> (Vec<(usize, usize, Span)>, Vec<(usize, usize, Span)>) {
        let start = self.attributions[at].content_cover().start();
        let place = self
            .by_content
            .partition_point(|other| self.attributions[*other].content_cover().start() < start);
        let known = |other: usize| -> Option<(usize, usize, Span)> {
            let attribution = &self.attributions[other];
            let paragraph = self.layout.paragraph_at(attribution.content_cover().start());
            let near = paragraph.abs_diff(here) <= REACH;
            if other == at || attribution.kind == Kind::Indirect || !near {
                return None;
            }
            match self.who[other].as_ref()? {
                Who::Known(sure) if sure.len() == 1 => {
                    Some((paragraph, sure[0].being, sure[0].evidence))
                }
                _ => None,
            }
        };
        let before = self.by_content[..place].iter().rev().take(6).filter_map(|n| known(*n));
        let behind = self.by_content[place..].iter().take(6).filter_map(|n| known(*n));
        (before.collect(), behind.collect())
    }
}
