//! He, she, it, they, who, I, we and you.

use sayso_gazetteer::Gender;
use sayso_text::Span;

use super::phrase::Phrase;
use super::{Scene, Sure, Who};
use crate::entities::beings::{Being, is_determiner};
use crate::entities::lexicon;
use crate::{EntityKind, Group, Kind};

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
    /// Less than this tells nothing.
    pub const LEAST: f32 = -3.5;
    /// Between the pronoun and its candidate lies one who speaks.
    pub const LATER_SPEAKER: f32 = -0.3;
}

struct Candidate {
    being: Option<usize>,
    /// An anonymous source heard before, as an attribution.
    heard: Option<usize>,
    evidence: Span,
    score: f32,
    /// Those with a name that came next, the likelier first.
    lost: Vec<Rival>,
}

/// A being with its score and the mention that told.
type Rival = (usize, f32, Span);

/// How many rivals are kept to be shown.
const RIVALS: usize = 2;

/// The probability that a score stands for; set by hand.
fn probability(score: f32) -> f32 {
    (0.55 + score * 0.12).clamp(0.3, 0.92)
}

impl Scene<'_, '_> {
    /// Who a source of one word is, where that is a pronoun.
    pub(super) fn pronoun_who(
        &mut self,
        phrase: &Phrase,
        attribution: Option<usize>,
    ) -> Option<Who> {
        let at = phrase.core.start;
        // I've, she'll
        let word = self.tokens.lower(at).split('\'').next().unwrap_or_default().to_owned();
        let who = match word.as_str() {
            "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" => {
                self.he_or_she(at, &word, attribution)
            }
            "it" | "its" | "itself" => self.it(at, attribution),
            "they" | "them" | "their" | "themselves" | "both" => self.they(at, attribution),
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
        let word = self.tokens.lower(range.start).split('\'').next().unwrap_or_default();
        range.len() == 1 && matches!(word, "i" | "we" | "me" | "us" | "you")
    }

    /// I and we: the one whose words they stand in, else the author.
    pub(super) fn first_person(&mut self, at: usize, depth: usize) -> Who {
        let Some(range) = self.source_tokens(at) else { return Who::nobody() };
        let word = self.tokens.lower(range.start).split('\'').next().unwrap_or_default().to_owned();
        let evidence = self.tokens.cover(range.start..range.start + 1).unwrap_or(Span::new(0, 0));
        let holder = self.holder(at, true);
        if word == "you" {
            let asks = holder.and_then(|holder| self.who[holder].as_ref()?.first());
            return match self.answers {
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
        let author = self.authors.first().copied().or_else(|| self.signature(range.start));
        let author = author.filter(|_| word != "we").or(self.publisher);
        match author {
            Some(author) => Who::one(author, evidence, 0.6),
            None => Who::nobody(),
        }
    }

    /// In an interview a turn without label or marks is the other's: the one who says "you" asks.
    pub(super) fn take_turns(&mut self) {
        let Some(answers) = self.answers else { return };
        for at in 0..self.attributions.len() {
            let attribution = &self.attributions[at];
            let bare = attribution.source.is_empty() && attribution.cue.is_empty();
            let cover = attribution.content_cover();
            let paragraph = self.layout.paragraph_at(cover.start());
            let whole = self.layout.paragraphs.get(paragraph);
            if !bare || whole.is_none_or(|whole| whole.start() != cover.start()) {
                continue;
            }
            let words = self.tokens.within(cover);
            let asks = words.clone().any(|n| matches!(self.tokens.lower(n), "you" | "your"));
            let being = if asks { self.publisher } else { Some(answers) };
            let evidence = self.tokens.cover(words.start..words.start + 1);
            if let Some((being, evidence)) = being.zip(evidence) {
                self.who[at] = Some(Who::one(being, evidence, 0.5));
            }
        }
    }

    /// The author by the name below a letter, or by the last lines ("Ana Low is a playwright").
    fn signature(&self, token: usize) -> Option<usize> {
        let start = self.tokens.get(token)?.span.start();
        let here = self.layout.paragraph_at(start);
        let paragraphs = &self.layout.paragraphs;
        let person = |token: usize| {
            let mention = self.named_at(token).filter(|mention| mention.tokens.len() > 1)?;
            let being = &self.beings.all[mention.being];
            let human = being.kind == EntityKind::Person;
            (human && mention.tokens.start == token).then_some(mention)
        };
        let signed = paragraphs.iter().skip(here + 1).take(8).find_map(|paragraph| {
            let words = self.tokens.within(*paragraph);
            let mention = person(words.start)?;
            (mention.tokens.end == words.end).then_some(mention.being)
        });
        signed.or_else(|| {
            let last = paragraphs.iter().rev().take(2).filter(|last| last.start() > start);
            last.into_iter().find_map(|paragraph| {
                let words = self.tokens.within(*paragraph);
                let mention = person(words.start)?;
                let is =
                    matches!(self.tokens.lower(mention.tokens.end), "is" | "writes" | "teaches");
                is.then_some(mention.being)
            })
        })
    }

    /// The one who answers where turns are labelled.
    pub(super) fn interviewee(&self) -> Option<usize> {
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
        let who = self.tokens.lower(at) == "who";
        let fits = |being: &Being| !who || being.kind == EntityKind::Person || being.unsure;
        let near = self.beings.mention_at(before);
        if let Some(mention) = near.filter(|mention| fits(&self.beings.all[mention.being])) {
            let (being, span) = (mention.being, self.tokens.cover(mention.tokens.clone())?);
            if !self.beings.all[being].nameless {
                return self.of_being(being, span, 0.9);
            }
        }
        let sentence = self.tokens.sentence_of(at);
        let start = before.saturating_sub(9).max(sentence.start);
        if self.tokens.gap(before).contains(',') {
            // "Dana Rawls, 59, of Ashton, who watched": past age and place.
            let named = (start..at)
                .rev()
                .find_map(|n| self.named_at(n))
                .filter(|mention| self.beings.all[mention.being].kind == EntityKind::Person);
            if let Some(mention) = named {
                let (being, span) = (mention.being, self.tokens.cover(mention.tokens.clone())?);
                return self.of_being(being, span, 0.85);
            }
        }
        let phrase = (start..at).rev().find(|n| is_determiner(self.tokens.lower(*n)))?;
        if let Some(subject) = self.told_of(phrase) {
            return Some(subject);
        }
        Some(self.range_who(phrase..at, None, 2))
    }

    /// The one of whom a noun phrase is said: "Kaine is a lawyer who", "Ellie, a senior".
    pub(super) fn told_of(&self, phrase: usize) -> Option<Who> {
        let before = phrase.checked_sub(1)?;
        let verb = matches!(self.tokens.lower(before), "is" | "was" | "became" | "remains");
        let mention = if verb && self.tokens.joined(before) {
            self.named_at(before.checked_sub(1)?)?
        } else if self.tokens.gap(before).starts_with(", ") && self.tokens.joined_to(phrase) {
            self.named_at(before)?
        } else {
            return None;
        };
        let person = self.beings.all[mention.being].kind == EntityKind::Person;
        let span = self.tokens.cover(mention.tokens.clone())?;
        person.then(|| Who::one(mention.being, span, 0.85))
    }

    /// The one meant by he, she, his or her.
    pub(super) fn he_or_she(
        &mut self,
        at: usize,
        word: &str,
        attribution: Option<usize>,
    ) -> Option<Who> {
        let gender = if word == "one" {
            None
        } else if matches!(word, "he" | "his" | "him" | "himself") {
            Some(Gender::Male)
        } else {
            Some(Gender::Female)
        };
        let fits = |being: &Being| {
            if being.kind != EntityKind::Person && !(being.unsure && being.words.len() == 1) {
                return None;
            }
            match (being.gender, gender) {
                (Some(other), Some(gender)) if other != gender => None,
                (Some(_), Some(_)) => Some(weight::GENDER),
                _ => Some(0.0),
            }
        };
        let best = self.antecedent(at, attribution, fits, false)?;
        if best.score < weight::LEAST {
            return None;
        }
        let who = self.take(&best)?;
        self.keep_rivals(attribution, &best);
        // What a pronoun has told once, it tells the next ones.
        if let Some(being) = best.being
            && self.beings.all[being].gender.is_none()
            && best.score > 0.5
        {
            self.beings.all[being].gender = gender;
        }
        Some(who)
    }

    /// The person whom the text was about before the token, those in `but` left out.
    pub(super) fn meant_before(
        &mut self,
        token: usize,
        attribution: usize,
        but: &[usize],
    ) -> Option<Who> {
        let all = &self.beings.all;
        let fits = |being: &Being| {
            let person = being.kind == EntityKind::Person && !being.nameless;
            let left_out = but.iter().any(|at| std::ptr::eq(being, &all[*at]));
            (person && !left_out).then_some(0.0)
        };
        let best = self.antecedent(token, Some(attribution), fits, false)?;
        (best.score >= weight::LEAST).then(|| self.take(&best)).flatten()
    }

    pub(super) fn it(&mut self, at: usize, attribution: Option<usize>) -> Option<Who> {
        let fits = |being: &Being| {
            let body = being.kind != EntityKind::Person;
            let place = being.kind == EntityKind::Place;
            body.then_some(if place { -0.8 } else { 0.3 })
        };
        let best = self.antecedent(at, attribution, fits, false)?;
        self.keep_rivals(attribution, &best);
        self.take(&best)
    }

    /// Keeps those that lost, to be shown on request.
    fn keep_rivals(&mut self, attribution: Option<usize>, best: &Candidate) {
        let Some(at) = attribution else { return };
        self.lost[at] = best
            .lost
            .iter()
            .map(|(being, score, evidence)| Sure {
                being: *being,
                evidence: *evidence,
                // What wins leaves little to the others.
                confidence: (1.0 - probability(best.score)) * probability(*score),
            })
            .collect();
    }

    pub(super) fn they(&mut self, at: usize, attribution: Option<usize>) -> Option<Who> {
        // Inside a sentence it mostly means people whom no name tells.
        let opens = self.tokens.get(at).is_some_and(|token| token.opens)
            || !self.tokens.joined(at.wrapping_sub(1));
        let fit = if opens { -0.5 } else { -2.0 };
        let fits = |being: &Being| (being.kind != EntityKind::Person).then_some(fit);
        let best = self.antecedent(at, attribution, fits, true)?;
        if best.heard.is_none() && best.score < 0.3 {
            return None;
        }
        self.take(&best)
    }

    fn take(&mut self, best: &Candidate) -> Option<Who> {
        let sure = probability(best.score);
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
        // Deep enough that no description leads to another and so on backwards.
        Some(self.range_who(whole, None, 3).by(evidence, 0.8))
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
        // In quoted words he is another; in reported ones he may be the one who speaks.
        let quoted_here = self.tokens.get(at)?.quoted;
        let outer =
            outer.filter(|outer| quoted_here || self.attributions[*outer].kind == Kind::Direct);
        let excluded = outer.and_then(|outer| self.who[outer].as_ref()?.first());
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
        let mut rivals: Vec<Rival> = Vec::new();
        let mut offer = |candidate: Candidate| {
            if let Some(being) = candidate.being {
                match rivals.iter_mut().find(|(other, ..)| *other == being) {
                    Some(known) if known.1 >= candidate.score => {}
                    Some(known) => *known = (being, candidate.score, candidate.evidence),
                    None => rivals.push((being, candidate.score, candidate.evidence)),
                }
            }
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
            let dateline = being.kind == EntityKind::Place
                && self.tokens.get(mention.tokens.start).is_some_and(|t| t.upper && t.opens);
            if dateline {
                continue;
            }
            let imprint = self.publisher == Some(mention.being)
                && self.imprint.iter().any(|span| {
                    self.tokens.get(mention.tokens.start).is_some_and(|t| span.overlaps(t.span))
                });
            if imprint {
                // The heading tells who publishes, not of whom the text speaks.
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
                score += weight::OFTEN * (often.clamp(1, 20) as f32).ln();
            }
            if last_speaker.is_some_and(|last| last > mention.tokens.start) {
                score += weight::LATER_SPEAKER;
            }
            let Some(evidence) = self.tokens.cover(mention.tokens.clone()) else { continue };
            offer(Candidate {
                being: Some(mention.being),
                heard: None,
                evidence,
                score,
                lost: Vec::new(),
            });
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
                        lost: Vec::new(),
                    });
                }
                Who::Known(sure) if plural && sure.len() > 1 => {
                    offer(Candidate {
                        being: None,
                        heard: Some(*attribution_before),
                        evidence,
                        score: score + 1.0,
                        lost: Vec::new(),
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
                            lost: Vec::new(),
                        });
                    }
                }
                _ => {}
            }
        }
        rivals.retain(|(being, ..)| {
            best.as_ref().and_then(|best| best.being) != Some(*being)
                && !self.beings.all[*being].nameless
        });
        rivals.sort_by(|one, other| other.1.total_cmp(&one.1));
        rivals.truncate(RIVALS);
        best.map(|best| Candidate { lost: rivals, ..best })
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
                | "are"
                | "were"
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
