//! Who speaks: each attribution's source resolved to people and bodies.
//!
//! 1. [`phrase`]: the source's noun phrase taken apart
//! 2. [`source`]: names in it, institutions, documents, people without a name
//! 3. [`describe`]: titles and descriptions ("the president") resolved to those named elsewhere
//! 4. [`pronoun`]: he, she, it, they, who, I and we
//! 5. [`anonymous`]: how many, of which kind, why unnamed
//! 6. [`voiced`]: the words of one in the voice of another
//! 7. [`unknown`]: who a quotation without a source may be from

mod anonymous;
mod describe;
mod phrase;
mod pronoun;
mod source;
mod unknown;
mod voiced;

use std::collections::HashMap;

use sayso_gazetteer::Gazetteer;
use sayso_text::{Layout, Span};

use self::phrase::Phrase;
use crate::entities::beings::{Being, Beings, Mention};
use crate::entities::lexicon;
use crate::entities::tokens::Tokens;
use crate::{Anonymous, Attribution, EntityKind, Group, Kind, Publisher};

/// Who stands behind a source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Who {
    /// People and bodies, several where they speak jointly.
    Known(Vec<Sure>),
    /// Neither name nor institution.
    Anonymous(Anonymous),
}

/// One speaker with the mention that decided it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sure {
    /// Index in the beings.
    pub being: usize,
    pub evidence: Span,
    pub confidence: f32,
}

impl Who {
    pub fn one(being: usize, evidence: Span, confidence: f32) -> Who {
        Who::Known(vec![Sure { being, evidence, confidence }])
    }

    /// Nobody is named or described.
    pub fn nobody() -> Who {
        Who::Anonymous(Anonymous {
            count: None,
            group: Group::Others,
            description: None,
            basis: None,
            reason: None,
        })
    }

    /// The same, told by another mention, less sure.
    pub fn by(self, evidence: Span, factor: f32) -> Who {
        match self {
            Who::Known(sure) => Who::Known(
                sure.into_iter()
                    .map(|one| Sure { confidence: one.confidence * factor, evidence, ..one })
                    .collect(),
            ),
            anonymous => anonymous,
        }
    }

    pub fn first(&self) -> Option<usize> {
        match self {
            Who::Known(sure) => sure.first().map(|one| one.being),
            Who::Anonymous(_) => None,
        }
    }
}

/// What resolving needs and keeps.
pub(crate) struct Scene<'a, 't> {
    pub tokens: &'a Tokens<'t>,
    pub layout: &'a Layout,
    pub gazetteer: &'a Gazetteer,
    pub attributions: &'a [Attribution],
    pub beings: Beings,
    pub publisher: Option<usize>,
    /// Where the publisher's name stands above or below the text.
    pub imprint: Vec<Span>,
    /// The authors in the byline.
    pub authors: Vec<usize>,
    /// The one who answers, where the text is an interview.
    answers: Option<usize>,
    /// By attribution; filled as they are resolved.
    pub who: Vec<Option<Who>>,
    /// Whom a pronoun might have meant as well, by attribution, the likelier first.
    pub lost: Vec<Vec<Sure>>,
    /// Who lent the voice to another's words, by attribution.
    pub voiced: Vec<Option<Who>>,
    /// Sources resolved so far, in the order of the text: token and attribution.
    heard: Vec<(usize, usize)>,
    /// Whether the token stands in a source.
    in_source: Vec<bool>,
    /// Bodies called by a common noun, by that noun phrase.
    called: HashMap<String, usize>,
    /// The same by each of its words.
    called_with: HashMap<String, Vec<usize>>,
    /// Outlets meant by a noun ("the paper", "state radio"), by the noun's token.
    pub nouns: HashMap<usize, usize>,
    /// Attributions by where their content begins.
    by_content: Vec<usize>,
}

impl<'a, 't> Scene<'a, 't> {
    pub fn new(
        tokens: &'a Tokens<'t>,
        layout: &'a Layout,
        gazetteer: &'a Gazetteer,
        attributions: &'a [Attribution],
        beings: Beings,
        publisher: Option<&Publisher>,
    ) -> Self {
        let mut in_source = vec![false; tokens.len()];
        for span in attributions.iter().flat_map(|attribution| &attribution.source) {
            in_source[tokens.within(*span)].fill(true);
        }
        let mut by_content: Vec<usize> = (0..attributions.len()).collect();
        by_content.sort_by_key(|at| attributions[*at].content_cover().start());
        let mut scene = Scene {
            tokens,
            layout,
            gazetteer,
            attributions,
            beings,
            publisher: None,
            imprint: publisher.map(|publisher| publisher.evidence.clone()).unwrap_or_default(),
            authors: Vec::new(),
            answers: None,
            who: vec![None; attributions.len()],
            voiced: vec![None; attributions.len()],
            lost: vec![Vec::new(); attributions.len()],
            heard: Vec::new(),
            in_source,
            called: HashMap::new(),
            called_with: HashMap::new(),
            nouns: HashMap::new(),
            by_content,
        };
        if let Some(publisher) = publisher {
            let named = !publisher.name.is_empty();
            scene.publisher = named.then(|| scene.publisher_being(publisher));
            scene.authors =
                publisher.byline.iter().filter_map(|name| scene.being_called(name)).collect();
        }
        scene
    }

    /// The being that is the publisher, so that it is known where it speaks itself.
    ///
    /// All that goes by a shorter form of its name ("The Comet" for The Daily Comet) is the same.
    fn publisher_being(&mut self, publisher: &Publisher) -> usize {
        let name = plain_name(&publisher.name);
        let short = publisher.short_name.as_deref().map(plain_name);
        let is = |other: &str| {
            let other = plain_name(other);
            other == name || short.as_ref() == Some(&other)
        };
        let end = |being: &Being| {
            let other = plain_name(&being.name);
            let ends = name.strip_suffix(&other).is_some_and(|rest| rest.ends_with(' '));
            let begins = name.strip_prefix(&other).is_some_and(|rest| rest.starts_with(' '));
            let outlet = being.kind == EntityKind::Agency
                || lexicon::is_outlet_head(&other) && being.kind == EntityKind::Organisation;
            (ends || begins && being.kind == EntityKind::Agency) && outlet
        };
        let all: Vec<usize> = (0..self.beings.all.len())
            .filter(|at| {
                let being = &self.beings.all[*at];
                !being.nameless
                    && (is(&being.name)
                        || being.aliases.iter().any(|alias| is(alias))
                        || end(being))
            })
            .collect();
        let Some((first, others)) = all.split_first() else {
            let mention = publisher.evidence.first().copied().unwrap_or(Span::new(0, 0));
            let being = self.beings.add(publisher.name.clone(), EntityKind::Agency, mention);
            if mention.is_empty() {
                self.beings.all[being].mentions.clear();
            }
            return being;
        };
        for other in others {
            self.beings.merge(*first, *other);
        }
        let being = &mut self.beings.all[*first];
        if being.name != publisher.name {
            let old = std::mem::replace(&mut being.name, publisher.name.clone());
            if !being.aliases.contains(&old) {
                being.aliases.push(old);
            }
            being.aliases.retain(|alias| *alias != publisher.name);
        }
        if being.kind == EntityKind::Person || being.unsure {
            being.kind = EntityKind::Agency;
        }
        being.unsure = false;
        *first
    }

    fn being_called(&self, name: &str) -> Option<usize> {
        let is = |other: &str| other.eq_ignore_ascii_case(name);
        self.beings.all.iter().position(|being| {
            !being.nameless && (is(&being.name) || being.aliases.iter().any(|alias| is(alias)))
        })
    }

    /// The mention of somebody or something with a name that holds the token.
    pub fn named_at(&self, token: usize) -> Option<&Mention> {
        self.beings.mention_at(token).filter(|mention| !self.beings.all[mention.being].nameless)
    }

    /// Finds out which outlets "the paper" and "state radio" mean.
    fn meet_outlets(&mut self) {
        for at in 1..self.tokens.len() {
            if !lexicon::is_outlet_noun(self.tokens.lower(at)) || self.named_at(at).is_some() {
                continue;
            }
            let before = self.tokens.lower(at - 1).to_owned();
            let all = at - 1..at + 1;
            let same = before == "same" && self.tokens.lower(at.wrapping_sub(2)) == "the";
            if before == "the" || same {
                let core = at..at + 1;
                let phrase = Phrase {
                    determiner: Some(at - 1),
                    owner: None,
                    core,
                    rest: at + 1..at + 1,
                    all,
                };
                let head = self.tokens.lower(at).to_owned();
                if let Some((being, ..)) = self.find_body(&phrase, &head) {
                    self.nouns.insert(at, being);
                }
            } else if before == "state" && self.tokens.lower(at) != "agency" {
                let name = self.tokens.words(all.clone());
                let Some(span) = self.tokens.cover(all) else { continue };
                let being = self.call(&name.to_lowercase(), EntityKind::Agency, span);
                self.nouns.insert(at, being);
            }
        }
    }

    /// Gives "the president" and its like, where they mean one who is named, to that one.
    fn meet_the_described(&mut self) {
        for number in 0..self.beings.mentions.len() {
            let mention = &self.beings.mentions[number];
            let being = &self.beings.all[mention.being];
            let definite = self.tokens.lower(mention.whole.start) == "the";
            if !being.nameless || being.kind != EntityKind::Person || !definite {
                continue;
            }
            let Some(phrase) = Phrase::of(self.tokens, &self.beings, mention.whole.clone()) else {
                continue;
            };
            let head = phrase.head(self.tokens).to_owned();
            if let Some((named, ..)) = self.find_role(&phrase, &head, false) {
                self.beings.mentions[number].being = named;
            }
        }
    }

    /// Resolves every attribution.
    pub fn resolve(&mut self) {
        self.meet_the_described();
        self.meet_outlets();
        // Bodies told by the longest phrases first, so that "coastguard" in a headline finds
        // "the Norvik coastguard" below it.
        for at in 0..self.attributions.len() {
            self.meet_body(at);
        }
        let mut order: Vec<usize> = (0..self.attributions.len()).collect();
        order.sort_by_key(|at| self.place(*at));
        let mut later = Vec::new();
        for at in order {
            if self.is_first_or_second_person(at) {
                later.push(at);
                continue;
            }
            let who = self.source_who(at);
            self.hear(at, who);
        }
        self.answers = self.interviewee();
        for at in later {
            let who = self.first_person(at, 0);
            self.hear(at, who);
        }
        self.take_turns();
        self.tell_voices();
        self.spread_reasons();
    }

    fn hear(&mut self, at: usize, who: Who) {
        if let Some(token) = self.source_start(at) {
            let place = self.heard.partition_point(|(other, _)| *other <= token);
            self.heard.insert(place, (token, at));
        }
        self.who[at] = Some(who);
    }

    /// Where the source stands, or else the cue, or else the content.
    fn place(&self, at: usize) -> usize {
        let attribution = &self.attributions[at];
        let spans = [&attribution.source, &attribution.cue, &attribution.content];
        spans.into_iter().find_map(|spans| spans.first()).map_or(0, |span| span.start())
    }

    fn source_start(&self, at: usize) -> Option<usize> {
        let span = self.attributions[at].source.first()?;
        let range = self.tokens.within(*span);
        (!range.is_empty()).then_some(range.start)
    }

    /// The innermost attribution in whose words, quoted where `quoted`, the span stands.
    pub fn holder(&self, at: usize, quoted: bool) -> Option<usize> {
        if let Some(holder) = self.attributions[at].nested_in {
            return Some(holder);
        }
        let span =
            *self.attributions[at].source.first().or(self.attributions[at].content.first())?;
        let near = self.by_content.partition_point(|other| {
            self.attributions[*other].content_cover().start() <= span.start()
        });
        self.by_content[..near].iter().rev().take(24).copied().find(|other| {
            let holder = &self.attributions[*other];
            *other != at
                && (!quoted || holder.kind != Kind::Indirect)
                && holder.content.iter().any(|piece| piece.contains(span))
                && holder.content_cover() != self.attributions[at].content_cover()
        })
    }
}

fn plain_name(name: &str) -> String {
    name.strip_prefix("The ").unwrap_or(name).to_lowercase()
}
