//! To whom it was said and by what means.

use std::ops::Range;

use sayso_text::Span;

use crate::entities::beings::is_determiner;
use crate::entities::lexicon;
use crate::who::Scene;

/// Means of saying something.
const MEDIA: &[&str] = &[
    "statement",
    "letter",
    "interview",
    "email",
    "e-mail",
    "tweet",
    "post",
    "posts",
    "speech",
    "note",
    "memo",
    "report",
    "filing",
    "telephone",
    "phone",
    "television",
    "tv",
    "radio",
    "call",
    "conference",
    "briefing",
    "message",
    "video",
    "address",
    "article",
    "op-ed",
    "editorial",
    "blog",
    "column",
    "book",
    "release",
    "testimony",
    "debate",
    "rally",
    "remarks",
    "telegram",
    "text",
    "website",
    "page",
    "advertisement",
    "ad",
    "podcast",
    "broadcast",
    "news-conference",
    "appearance",
    "affidavit",
    "lawsuit",
    "document",
    "documents",
    "x",
    "twitter",
    "facebook",
    "instagram",
    "weibo",
];

impl Scene<'_, '_> {
    /// The one told: "told Reuters", "told the meeting".
    pub(crate) fn addressee(&self, at: usize) -> Option<Span> {
        let attribution = &self.attributions[at];
        let cue = self.tokens.within(*attribution.cue.last()?);
        let last = cue.end.checked_sub(1)?;
        let tells = [
            "told", "tells", "tell", "telling", "assured", "informed", "reminded", "warned",
            "advised",
        ];
        let told = cue.clone().rev().find(|at| tells.contains(&self.tokens.lower(*at)))?;
        let _ = last;
        let start = told + 1;
        if !self.tokens.joined(told) {
            return None;
        }
        let content = |at: usize| {
            let span = self.tokens.get(at).map(|token| token.span);
            span.is_none_or(|span| attribution.content.iter().any(|piece| piece.overlaps(span)))
        };
        if content(start) {
            return None;
        }
        let sentence = self.tokens.sentence_of(told);
        let mut end = start;
        while end < sentence.end && end - start < 8 && !content(end) {
            if end > start
                && (lexicon::ends_core(self.tokens.lower(end))
                    || lexicon::is_function(self.tokens.lower(end)))
            {
                break;
            }
            end += 1;
            if let Some(mention) = self.beings.mention_at(end - 1)
                && !self.beings.all[mention.being].nameless
            {
                end = mention.tokens.end.max(end);
                if !self.tokens.get(end - 1).is_some_and(|token| token.possessive) {
                    break;
                }
            }
            if !self.tokens.joined(end - 1) {
                break;
            }
        }
        self.tokens.cover(start..end)
    }

    /// "in a statement", "by telephone", "on state television", "in a post on X".
    pub(crate) fn medium(&self, at: usize) -> Option<Span> {
        let attribution = &self.attributions[at];
        let anchor = attribution.cue.last().or(attribution.source.last())?;
        let anchor = self.tokens.within(*anchor);
        let sentence = self.tokens.sentence_of(anchor.start);
        let around: Range<usize> =
            anchor.start.saturating_sub(14).max(sentence.start)..sentence.end.min(anchor.end + 14);
        let mut best: Option<(usize, Range<usize>)> = None;
        for start in around.clone() {
            if !matches!(
                self.tokens.lower(start),
                "in" | "on" | "by" | "via" | "at" | "during" | "through"
            ) {
                continue;
            }
            let mut end = start + 1;
            while end < around.end && end - start < 6 && self.tokens.joined(end - 1) {
                let word = self.tokens.lower(end);
                if MEDIA.contains(&word) {
                    let single = end == start + 1
                        || is_determiner(self.tokens.lower(start + 1))
                        || end - start > 1;
                    let place =
                        self.beings.mention_at(end).is_some_and(|mention| mention.tokens.len() > 1);
                    let span = self.tokens.cover(start..end + 1);
                    let said = span.is_none_or(|span| {
                        attribution.content.iter().any(|piece| piece.overlaps(span))
                    });
                    if single && !place && !said {
                        let distance = if start >= anchor.end {
                            start - anchor.end
                        } else {
                            anchor.start.saturating_sub(end)
                        };
                        if best.as_ref().is_none_or(|(other, _)| distance < *other) {
                            best = Some((distance, start..end + 1));
                        }
                    }
                    break;
                }
                if lexicon::ends_core(word) || lexicon::is_report_verb(word) {
                    break;
                }
                end += 1;
            }
        }
        self.tokens.cover(best?.1)
    }
}
