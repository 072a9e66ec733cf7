//! To whom it was said and by what means.

use std::ops::Range;

use sayso_gazetteer::Form;
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

    /// "in Persian", "in translated remarks", "through an interpreter".
    pub(crate) fn translation(&self, at: usize) -> Option<Span> {
        let attribution = &self.attributions[at];
        let anchor = attribution.cue.last().or(attribution.source.last())?;
        let anchor = self.tokens.within(*anchor);
        let sentence = self.tokens.sentence_of(anchor.start);
        let around =
            anchor.start.saturating_sub(14).max(sentence.start)..sentence.end.min(anchor.end + 14);
        let tokens = self.tokens;
        let end = around.clone().find_map(|start| {
            let (word, next) = (tokens.lower(start), tokens.lower(start + 1));
            let then = tokens.lower(start + 2);
            match word {
                "in" if next == "translated" => Some((start, start + 3)),
                "in" if self.is_language(start + 1) => Some((start, start + 2)),
                "through" | "via" | "with"
                    if matches!(then, "interpreter" | "translator" | "translation") =>
                {
                    Some((start, start + 3))
                }
                "through" | "via" if matches!(next, "interpreters" | "translators") => {
                    Some((start, start + 2))
                }
                "according" if matches!(tokens.lower(start + 3), "translation") => {
                    Some((start, start + 4))
                }
                _ => None,
            }
        });
        let span = end.and_then(|(start, end)| tokens.cover(start..end))?;
        let said = attribution.content.iter().any(|piece| piece.overlaps(span));
        (!said && span.end() <= tokens.get(sentence.end - 1)?.span.end()).then_some(span)
    }

    /// A language other than English that ends its phrase: "in Persian", but not "in Persian
    /// dress".
    fn is_language(&self, at: usize) -> bool {
        const LANGUAGES: &[&str] = &[
            "arabic",
            "persian",
            "farsi",
            "dari",
            "pashto",
            "urdu",
            "hindi",
            "bengali",
            "punjabi",
            "tamil",
            "telugu",
            "mandarin",
            "cantonese",
            "hebrew",
            "kurdish",
            "swahili",
            "catalan",
            "basque",
            "galician",
            "welsh",
            "gaelic",
            "latin",
            "yiddish",
            "tagalog",
            "malay",
            "hausa",
            "yoruba",
            "zulu",
            "amharic",
            "tigrinya",
            "flemish",
            "uyghur",
            "tibetan",
            "esperanto",
            "creole",
        ];
        let Some(token) = self.tokens.get(at).filter(|token| token.capital) else { return false };
        let next = self.tokens.lower(at + 1);
        let ends = !self.tokens.joined(at)
            || lexicon::ends_core(next)
            || lexicon::is_function(next)
            || lexicon::is_report_verb(next);
        let found = self.gazetteer.at(self.tokens.text, token.span.start());
        let adjective = found
            .is_some_and(|found| found.form == Form::Adjective && found.len == token.span.len());
        ends && token.lower != "english" && (LANGUAGES.contains(&token.lower.as_str()) || adjective)
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
                            best = Some((distance, start..self.platform(end + 1)));
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

    /// Past "on X", "on Truth Social" behind a means.
    fn platform(&self, end: usize) -> usize {
        let named = self.tokens.lower(end) == "on"
            && self.tokens.joined(end - 1)
            && self.tokens.joined(end)
            && self.tokens.get(end + 1).is_some_and(|token| token.capital)
            && !sayso_calendar::is_calendar_word(self.tokens.lower(end + 1));
        match self.beings.mention_at(end + 1).filter(|_| named) {
            Some(mention) => mention.tokens.end,
            None => end + 2 * usize::from(named),
        }
    }
}
