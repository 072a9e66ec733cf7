//! He, she, it, they, who, I, we and you.

use sayso_gazetteer::Gender;
use sayso_text::Span;

use super::phrase::Phrase;
use super::{Scene, Who};
use crate::entities::beings::Being;
use crate::entities::lexicon;
use crate::{EntityKind, Group};

/// How many mentions before a pronoun are weighed.
const WINDOW: usize = 60;

/// What speaks for an antecedent. Set by hand, checked on `sayso-eval speakers`.
mod weight {
    /// Each sentence between.
    pub const SENTENCE: f32 = -0.7;
    /// Subject of its clause.
    pub const SUBJECT: f32 = 1.0;
    /// Opens its sentence.
    pub const OPENS: f32 = 0.5;
    /// Speaks itself.
    pub const SPEAKS: f32 = 1.3;
    /// The logarithm of how often it was named before.
    pub const OFTEN: f32 = 0.35;
    /// "Salvi's agent": Salvi.
    pub const OWNER: f32 = -0.9;
    /// In somebody's quoted words.
    pub const QUOTED: f32 = -1.4;
    /// Gender agrees, rather than is unknown.
    pub const GENDER: f32 = 0.8;
    /// A person only by the form of the name.
    pub const UNSURE: f32 = -0.8;
    /// In brackets: "(Northfield)".
    pub const BRACKETED: f32 = -2.0;
    /// A noun, no name.
    pub const NAMELESS: f32 = -0.6;
    /// Between the pronoun and its candidate lies one who speaks.
    pub const LATER_SPEAKER: f32 = -0.3;
}

struct Candidate {
    being: Option<usize>,
    /// An anonymous source heard before, as an attribution.
    heard: Option<usize>,
    evidence: Span,
    score: f32,
}

impl Scene<'_, '_> {
    /// Who a source of one word is, where that is a pronoun.
    pub(super) fn pronoun_who(
        &mut self,
        phrase: &Phrase,
        attribution: Option<usize>,
    ) -> Option<Who> {
        let at = phrase.core.start;
        let word = self.tokens.lower(at).to_owned();
        let who = match word.as_str() {
            "he" | "she" | "him" | "her" | "himself" | "herself" => {
                self.he_or_she(at, &word, attribution)
            }
            "it" | "itself" => self.it(at, attribution),
            "they" | "them" | "themselves" | "both" => self.they(at, attribution),
            "who" | "which" | "that" => self.relative(at),
            "i" | "we" | "me" | "us" | "you" => attribution.map(|at| self.first_person(at, 0)),
            "some" | "many" | "others" | "most" | "few" | "one" | "everyone" | "everybody"
            | "nobody" | "someone" | "somebody" | "anyone" | "anybody" | "another" | "those"
            | "several" | "this" | "these" | "all" | "none" => {
                return Some(self.unnamed(phrase, Group::Others));
            }
            _ => return None,
        };
        Some(who.unwrap_or_else(|| self.unnamed(phrase, Group::Others)))
    }

    pub(super) fn is_first_or_second_person(&self, at: usize) -> bool {
        let Some(range) = self.source_tokens(at) else { return false };
        range.len() == 1
            && matches!(self.tokens.lower(range.start), "i" | "we" | "me" | "us" | "you")
    }

    /// I and we: the one whose words they stand in, else the author.
    pub(super) fn first_person(&mut self, at: usize, depth: usize) -> Who {
        let Some(range) = self.source_tokens(at) else { return Who::nobody() };
        let word = self.tokens.lower(range.start).to_owned();
        let evidence = self.tokens.cover(range.start..range.start + 1).unwrap_or(Span::new(0, 0));
        let holder = self.holder(at, true);
        if word == "you" {
            let asks = holder.and_then(|holder| self.who[holder].as_ref()?.first());
            return match self.interviewee() {
                Some(being) if asks != Some(being) => Who::one(being, evidence, 0.5),
                _ => Who::nobody(),
            };
        }
        if let Some(holder) = holder.filter(|_| depth < 8) {
            let who = match &self.who[holder] {
                Some(who) => who.clone(),
                None => {
                    if self.is_first_or_second_person(holder) {
                        self.first_person(holder, depth + 1)
                    } else {
                        self.source_who(holder)
                    }
                }
            };
            return who.by(evidence, 0.9);
        }
        let author = self.authors.first().copied().filter(|_| word != "we").or(self.publisher);
        match author {
            Some(author) => Who::one(author, evidence, 0.6),
            None => Who::nobody(),
        }
    }

    /// The one who answers where turns are labelled.
    fn interviewee(&self) -> Option<usize> {
        let mut turns: Vec<(usize, usize)> = Vec::new();
        for (at, attribution) in self.attributions.iter().enumerate() {
            let colon = attribution.cue.first().is_some_and(|cue| cue.of(self.tokens.text) == ":");
            if !colon {
                continue;
            }
            let Some(being) = self.who[at].as_ref().and_then(Who::first) else { continue };
            match turns.iter_mut().find(|(other, _)| *other == being) {
                Some((_, count)) => *count += 1,
                None => turns.push((being, 1)),
            }
        }
        let person = |being: &usize| self.beings.all[*being].kind == EntityKind::Person;
        let best =
            turns.iter().filter(|(being, _)| person(being)).max_by_key(|(_, count)| *count)?;
        (best.1 > 1).then_some(best.0)
    }

    /// "who", "which": the name or noun right before.
    fn relative(&mut self, at: usize) -> Option<Who> {
        let before = at.checked_sub(1)?;
        if let Some(mention) = self.beings.mention_at(before) {
            let (being, span) = (mention.being, self.tokens.cover(mention.tokens.clone())?);
            return self.of_being(being, span, 0.9);
        }
        let sentence = self.tokens.sentence_of(at);
        let start = before.saturating_sub(6).max(sentence.start);
        let phrase = (start..at)
            .rev()
            .find(|n| crate::entities::beings::is_determiner(self.tokens.lower(*n)))?;
        Some(self.range_who(phrase..at, None, 2))
    }

    /// The one meant by he, she, his or her.
    pub(super) fn he_or_she(
        &mut self,
        at: usize,
        word: &str,
        attribution: Option<usize>,
    ) -> Option<Who> {
        let gender = if matches!(word, "he" | "his" | "him" | "himself") {
            Gender::Male
        } else {
            Gender::Female
        };
        let fits = |being: &Being| {
            if being.kind != EntityKind::Person && !(being.unsure && being.words.len() == 1) {
                return None;
            }
            match being.gender {
                Some(other) if other != gender => None,
                Some(_) => Some(weight::GENDER),
                None => Some(0.0),
            }
        };
        let best = self.antecedent(at, attribution, fits, false)?;
        let who = self.take(&best)?;
        // What a pronoun has told once, it tells the next ones.
        if let Some(being) = best.being
            && self.beings.all[being].gender.is_none()
            && best.score > 0.5
        {
            self.beings.all[being].gender = Some(gender);
        }
        Some(who)
    }

    pub(super) fn it(&mut self, at: usize, attribution: Option<usize>) -> Option<Who> {
        let fits = |being: &Being| {
            let body = being.kind != EntityKind::Person;
            let place = being.kind == EntityKind::Place;
            body.then_some(if place { -0.8 } else { 0.3 })
        };
        let best = self.antecedent(at, attribution, fits, false)?;
        self.take(&best)
    }

    pub(super) fn they(&mut self, at: usize, attribution: Option<usize>) -> Option<Who> {
        let fits = |being: &Being| (being.kind != EntityKind::Person).then_some(0.0);
        let best = self.antecedent(at, attribution, fits, true)?;
        self.take(&best)
    }

    fn take(&mut self, best: &Candidate) -> Option<Who> {
        let sure = (0.55 + best.score * 0.12).clamp(0.3, 0.92);
        match (best.being, best.heard) {
            (Some(being), _) => self.of_being(being, best.evidence, sure),
            (None, Some(heard)) => self.who[heard].clone().map(|who| who.by(best.evidence, 0.8)),
            _ => None,
        }
    }

    /// A being as a speaker; a nameless one by what its noun phrase means.
    fn of_being(&mut self, being: usize, evidence: Span, confidence: f32) -> Option<Who> {
        if !self.beings.all[being].nameless {
            return Some(Who::one(being, evidence, confidence));
        }
        let start = self.tokens.within(evidence).start;
        let mention = self.beings.mention_at(start)?;
        let whole = mention.whole.clone();
        Some(self.range_who(whole, None, 2).by(evidence, 0.8))
    }

    /// The likeliest of those mentioned and heard before the token.
    fn antecedent(
        &self,
        at: usize,
        attribution: Option<usize>,
        fits: impl Fn(&Being) -> Option<f32>,
        plural: bool,
    ) -> Option<Candidate> {
        let sentence = self.tokens.get(at)?.sentence;
        let outer = attribution.and_then(|at| self.holder(at, true));
        let excluded = outer.and_then(|outer| self.who[outer].as_ref()?.first());
        let quoted_here = self.tokens.get(at)?.quoted;
        // Nobody names himself in his own words.
        let said: &[Span] = attribution.map_or(&[], |at| &self.attributions[at].content);
        let said = said.iter().flat_map(|piece| self.tokens.within(*piece)).take(400);
        let named_there: Vec<usize> = said
            .filter_map(|token| self.beings.mention_at(token))
            .map(|mention| mention.being)
            .filter(|being| !self.beings.all[*being].nameless)
            .collect();
        let here = self.beings.mentions_before(at);
        let mut best: Option<Candidate> = None;
        let mut offer = |candidate: Candidate| {
            if best.as_ref().is_none_or(|best| candidate.score > best.score + 1e-4) {
                best = Some(candidate);
            }
        };
        let heard = self.heard.partition_point(|(token, _)| *token < at);
        let last_speaker = self.heard[..heard].last().map(|(token, _)| *token);
        for mention in self.beings.mentions[here.saturating_sub(WINDOW)..here].iter().rev() {
            let being = &self.beings.all[mention.being];
            if Some(mention.being) == excluded || named_there.contains(&mention.being) {
                continue;
            }
            let Some(mut score) = fits(being) else { continue };
            let Some(token) = self.tokens.get(mention.tokens.start) else { continue };
            let distance = sentence.saturating_sub(token.sentence);
            if distance > 12 {
                break;
            }
            score += weight::SENTENCE * distance as f32;
            if self.is_subject(mention.whole.start, mention.tokens.end) {
                score += weight::SUBJECT;
            }
            if mention.whole.start == 0
                || self.tokens.get(mention.whole.start).is_some_and(|t| t.opens)
            {
                score += weight::OPENS;
            }
            if self.in_source[mention.tokens.start] {
                score += weight::SPEAKS;
            }
            if self.tokens.get(mention.tokens.end - 1).is_some_and(|t| t.possessive) {
                score += weight::OWNER;
            }
            if token.quoted && !quoted_here {
                score += weight::QUOTED;
            }
            if being.unsure {
                score += weight::UNSURE;
            }
            if mention.tokens.start > 0 && self.tokens.gap(mention.tokens.start - 1).ends_with('(')
            {
                score += weight::BRACKETED;
            }
            if being.nameless {
                score += weight::NAMELESS;
            } else {
                let often = being.mentions.partition_point(|span| span.start() < token.span.end());
                score += weight::OFTEN * (often.min(20) as f32).ln();
            }
            if last_speaker.is_some_and(|last| last > mention.tokens.start) {
                score += weight::LATER_SPEAKER;
            }
            let Some(evidence) = self.tokens.cover(mention.tokens.clone()) else { continue };
            offer(Candidate { being: Some(mention.being), heard: None, evidence, score });
        }
        for (token, attribution_before) in self.heard[heard.saturating_sub(12)..heard].iter().rev()
        {
            let Some(who) = &self.who[*attribution_before] else { continue };
            let Some(place) = self.tokens.get(*token) else { continue };
            let distance = sentence.saturating_sub(place.sentence);
            if distance > 12 {
                break;
            }
            let mut score = weight::SENTENCE * distance as f32 + weight::SUBJECT + weight::SPEAKS;
            if place.quoted && !quoted_here {
                score += weight::QUOTED;
            }
            let evidence = place.span;
            match who {
                Who::Known(sure) if sure.len() == 1 => {
                    let being = &self.beings.all[sure[0].being];
                    let Some(fit) = fits(being).filter(|_| {
                        Some(sure[0].being) != excluded && !named_there.contains(&sure[0].being)
                    }) else {
                        continue;
                    };
                    let often =
                        being.mentions.partition_point(|span| span.start() < evidence.end());
                    score += fit + weight::OFTEN * (often.clamp(1, 20) as f32).ln();
                    offer(Candidate {
                        being: Some(sure[0].being),
                        heard: None,
                        evidence: sure[0].evidence,
                        score,
                    });
                }
                Who::Known(sure) if plural && sure.len() > 1 => {
                    offer(Candidate {
                        being: None,
                        heard: Some(*attribution_before),
                        evidence,
                        score: score + 1.0,
                    });
                }
                Who::Anonymous(anonymous) if plural && anonymous.description.is_some() => {
                    let several = anonymous.count != Some(1);
                    if several {
                        offer(Candidate {
                            being: None,
                            heard: Some(*attribution_before),
                            evidence,
                            score: score + 0.5,
                        });
                    }
                }
                _ => {}
            }
        }
        best
    }

    /// Whether the words from `start` to `end` are followed by a verb and follow none.
    fn is_subject(&self, start: usize, end: usize) -> bool {
        let before = if start == 0 { "" } else { self.tokens.lower(start - 1) };
        let opens = self.tokens.get(start).is_some_and(|token| token.opens) || start == 0;
        let preposition = lexicon::ends_core(before)
            && !matches!(
                before,
                "who"
                    | "that"
                    | "when"
                    | "as"
                    | "after"
                    | "before"
                    | "since"
                    | "where"
                    | "said"
                    | "says"
                    | "which"
                    | "whom"
            );
        if !opens && preposition {
            return false;
        }
        let apposed = self.tokens.gap(end - 1).starts_with(',');
        let next = self.tokens.lower(end);
        let verb = matches!(
            next,
            "is" | "was"
                | "has"
                | "had"
                | "will"
                | "would"
                | "could"
                | "should"
                | "may"
                | "might"
                | "can"
                | "did"
                | "does"
                | "also"
                | "who"
                | "went"
                | "took"
                | "made"
                | "came"
                | "gave"
                | "won"
                | "lost"
                | "left"
                | "began"
                | "held"
                | "met"
                | "got"
                | "ran"
                | "spoke"
                | "kept"
                | "led"
        ) || lexicon::is_report_verb(next)
            || (next.ends_with("ed") && next.len() > 3)
            || (next.ends_with('s')
                && self.tokens.get(end).is_some_and(|t| !t.capital)
                && next.len() > 3
                && !next.ends_with("ss"));
        (verb && self.tokens.joined(end - 1)) || (opens && apposed)
    }
}
