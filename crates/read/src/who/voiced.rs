//! Words of one in the voice of another: "Reading from a statement by the families, their lawyer
//! said", "in a message read by his daughter, the poet told".

use std::ops::Range;

use super::phrase::Phrase;
use super::{Scene, Who};
use crate::entities::lexicon;

impl Scene<'_, '_> {
    /// Finds who lent the voice and gives the words to the one whose they are.
    pub(super) fn tell_voices(&mut self) {
        for at in 0..self.attributions.len() {
            let Some(sentence) = self.saying(at) else { continue };
            if let Some(words) = self.read_from(at, sentence.clone()) {
                let who = self.range_who(words, None, 1);
                let known = matches!(&who, Who::Known(_));
                let differ = self.who[at].as_ref().and_then(Who::first) != who.first();
                if known && differ {
                    self.voiced[at] = self.who[at].replace(who);
                }
            } else if let Some(reader) = self.read_by(at, sentence) {
                let who = self.range_who(reader, None, 1);
                let differ = self.who[at].as_ref().and_then(Who::first) != who.first();
                if differ || who.first().is_none() {
                    self.voiced[at] = Some(who);
                }
            }
        }
    }

    /// The sentence in which it is said, around the source and the cue.
    fn saying(&self, at: usize) -> Option<Range<usize>> {
        let attribution = &self.attributions[at];
        let anchor = attribution.cue.first().or(attribution.source.first())?;
        let anchor = self.tokens.within(*anchor);
        let sentence = self.tokens.sentence_of(anchor.start);
        Some(sentence.start.max(anchor.start.saturating_sub(40))..sentence.end.min(anchor.end + 40))
    }

    fn is_said(&self, at: usize, token: usize) -> bool {
        let span = self.tokens.get(token).map(|token| token.span);
        span.is_none_or(|span| {
            self.attributions[at].content.iter().any(|piece| piece.overlaps(span))
        })
    }

    /// Whose text is read: what stands behind "reading from a statement by".
    fn read_from(&self, at: usize, sentence: Range<usize>) -> Option<Range<usize>> {
        let reads = sentence.clone().find(|n| {
            let word = self.tokens.lower(*n);
            let next = self.tokens.lower(n + 1);
            (word == "reading"
                && matches!(next, "from" | "out" | "aloud" | "a" | "the" | "his" | "her")
                || word == "read"
                    && matches!(next, "from" | "out" | "aloud")
                    && self.tokens.lower(n + 2) != "by")
                && !self.is_said(at, *n)
        })?;
        let by = (reads + 2..sentence.end.min(reads + 9)).find(|n| {
            matches!(self.tokens.lower(*n), "by" | "from")
                && lexicon::is_document(self.tokens.lower(n - 1))
        })?;
        self.phrase_from(at, by + 1, sentence.end)
    }

    /// Who reads: what stands behind "a message read by".
    fn read_by(&self, at: usize, sentence: Range<usize>) -> Option<Range<usize>> {
        let by = (sentence.start + 1..sentence.end).find(|n| {
            let before = self.tokens.lower(n - 1);
            let read = before == "read"
                || matches!(before, "out" | "aloud")
                    && self.tokens.lower(n.saturating_sub(2)) == "read";
            self.tokens.lower(*n) == "by" && read && !self.is_said(at, *n)
        })?;
        self.phrase_from(at, by + 1, sentence.end)
    }

    /// The noun phrase that begins here, up to a comma or the words said.
    fn phrase_from(&self, at: usize, start: usize, end: usize) -> Option<Range<usize>> {
        let mut stop = start;
        while stop < end && stop - start < 10 && !self.is_said(at, stop) {
            stop += 1;
            let owner = self.tokens.get(stop - 1).is_some_and(|token| token.possessive);
            if !self.tokens.joined(stop - 1) && !owner {
                break;
            }
        }
        Phrase::of(self.tokens, &self.beings, start..stop).map(|phrase| phrase.all)
    }
}
