use sayso_read::{Attribution, Kind, Polarity, Speaker};
use sayso_text::Span;

use super::agents::{Agents, SOMEBODY};
use super::annotations::{annotation, target};
use super::nodes::{Node, Passage, Statement, Voice};
use super::{calendar_day, found, local};
use crate::view::probability;
use crate::{View, names};

/// Each attribution: the statement, what its hands passed on, where its words stand.
pub(super) fn nodes(view: &View<'_>, base: &str, agents: &mut Agents<'_>) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (number, attribution) in view.reading.attributions.iter().enumerate() {
        let teller = Teller { view, base, number, attribution };
        let passages = teller.passages(agents);
        nodes.push(Node::Statement(Box::new(teller.statement(&passages, agents))));
        nodes.extend(passages.into_iter().map(Node::Passage));
        nodes.extend(teller.annotations());
    }
    nodes
}

/// Tells one attribution.
struct Teller<'v> {
    view: &'v View<'v>,
    base: &'v str,
    number: usize,
    attribution: &'v Attribution,
}

impl Teller<'_> {
    fn id(&self) -> String {
        local(self.base, "attribution", self.number)
    }

    fn statement(&self, passages: &[Passage], agents: &mut Agents<'_>) -> Statement {
        let Teller { view, base, attribution, .. } = self;
        let direct = attribution.kind == Kind::Direct;
        let speakers = self.speakers(agents);
        // Who denies something, or has not said it, is not its author.
        let affirmed = attribution.polarity == Polarity::Asserted;
        let authors: Vec<String> =
            speakers.iter().filter(|_| affirmed).map(|voice| voice.agent.clone()).collect();
        let said = view.said(attribution);
        let first = passages.first().map(|passage| passage.id.clone());
        let mut quoted_from = vec![(*base).to_owned()];
        let (quoted, derived) = if self.verbatim() { (first, None) } else { (None, first) };
        quoted_from.extend(quoted);
        Statement {
            id: self.id(),
            kinds: [if direct { "Quotation" } else { "Claim" }, "prov:Entity"],
            text: words(view, &attribution.content),
            creators: if direct { authors.clone() } else { Vec::new() },
            spoken_by: if direct { authors.clone() } else { Vec::new() },
            authors: if direct { Vec::new() } else { authors },
            based_on: direct.then(|| (*base).to_owned()),
            appearance: (!direct).then(|| (*base).to_owned()),
            created: said.filter(|_| affirmed).and_then(calendar_day),
            quoted_from,
            derived_from: derived,
            primary_source: self.told().then(|| passages.last().map(|it| it.id.clone())).flatten(),
            kind: names::kind(attribution.kind),
            polarity: names::polarity(attribution.polarity),
            confidence: probability(attribution.confidence),
            candidate: attribution.voice.candidate.as_ref().map(|it| self.voice(it, agents)),
            rivals: attribution.voice.rivals.iter().map(|it| self.voice(it, agents)).collect(),
            chain: self.chain(agents),
            voiced_by: attribution.voice.spoken_by.as_ref().map(|hand| Voice {
                agent: agents.named(&hand.name, SOMEBODY),
                confidence: None,
                evidence: hand.evidence.map(|span| target(view, base, span)),
            }),
            speakers,
            said: said.map(str::to_owned),
            nested_in: attribution.nested_in.map(|outer| local(base, "attribution", outer)),
            found_by: found(attribution),
        }
    }

    /// The speakers, or the source without a name.
    fn speakers(&self, agents: &mut Agents<'_>) -> Vec<Voice> {
        let voice = &self.attribution.voice;
        if voice.speakers.is_empty() && voice.anonymous.is_some() && !voice.chain.is_empty() {
            let agent = local(self.base, "anonymous", self.number);
            let evidence = self.attribution.source.first();
            let evidence = evidence.map(|span| target(self.view, self.base, *span));
            return vec![Voice { agent, confidence: None, evidence }];
        }
        voice.speakers.iter().map(|speaker| self.voice(speaker, agents)).collect()
    }

    fn voice(&self, speaker: &Speaker, agents: &mut Agents<'_>) -> Voice {
        Voice {
            agent: agents.speaker(speaker),
            confidence: Some(probability(speaker.confidence)),
            evidence: Some(target(self.view, self.base, speaker.evidence)),
        }
    }

    fn chain(&self, agents: &mut Agents<'_>) -> Vec<Voice> {
        let hands = &self.attribution.voice.chain;
        let hands = hands.iter().enumerate().map(|(at, hand)| Voice {
            agent: self.hand(at, agents),
            confidence: None,
            evidence: hand.evidence.map(|span| target(self.view, self.base, span)),
        });
        hands.collect()
    }

    /// The agent behind a hand of the chain.
    fn hand(&self, at: usize, agents: &mut Agents<'_>) -> String {
        let voice = &self.attribution.voice;
        let nameless = voice.anonymous.is_some() && voice.speakers.is_empty();
        if nameless && at + 1 == voice.chain.len() {
            return local(self.base, "anonymous", self.number);
        }
        let name = &voice.chain[at].name;
        match voice.speakers.iter().find(|speaker| speaker.name == *name) {
            Some(speaker) => agents.speaker(speaker),
            None => agents.named(name, SOMEBODY),
        }
    }

    /// Whether the one who speaks has said something at all.
    fn told(&self) -> bool {
        matches!(self.attribution.polarity, Polarity::Asserted | Polarity::Denied)
    }

    /// Whether the words are handed on as they were spoken.
    fn verbatim(&self) -> bool {
        self.attribution.kind == Kind::Direct && self.attribution.voice.translation.is_none()
    }

    /// What each hand behind the article said or passed on, the nearest first. Where the last has
    /// not spoken there is nothing of it.
    fn passages(&self, agents: &mut Agents<'_>) -> Vec<Passage> {
        agents.anonymous(self.number, self.attribution);
        let hands = self.attribution.voice.chain.len();
        // The first hand is the publisher's, whose passage is the article.
        let published = self.view.reading.publisher.as_ref().is_some_and(|publisher| {
            let first = self.attribution.voice.chain.first();
            first.is_some_and(|hand| hand.name == publisher.name)
                || first.map(|hand| &hand.name) == publisher.short_name.as_ref()
        });
        let first = usize::from(published);
        let last = if self.told() { hands } else { hands.saturating_sub(1) };
        let id = |at: usize| format!("{}-hand-{at}", self.id());
        (first..last)
            .map(|at| {
                let before = (at + 1 < last).then(|| id(at + 1));
                let (quoted_from, derived_from) =
                    if self.verbatim() { (before, None) } else { (None, before) };
                let by = self.hand(at, agents);
                Passage { id: id(at), kind: "prov:Entity", by, quoted_from, derived_from }
            })
            .collect()
    }

    /// Where the words stand, an annotation a part.
    fn annotations(&self) -> Vec<Node> {
        let Attribution { source, cue, content, voice, .. } = self.attribution;
        let one = |span: Option<Span>| span.into_iter().collect::<Vec<_>>();
        let parts = [
            ("content", content.clone()),
            ("source", source.clone()),
            ("cue", cue.clone()),
            ("addressee", one(voice.addressee)),
            ("medium", one(voice.medium)),
            ("translation", one(voice.translation)),
        ];
        let parts = parts.into_iter().filter(|(_, spans)| !spans.is_empty());
        parts
            .map(|(part, spans)| annotation(self.view, self.base, &self.id(), part, &spans))
            .collect()
    }
}

/// The words themselves; with an ellipsis where pieces are apart.
fn words(view: &View<'_>, spans: &[Span]) -> String {
    let pieces: Vec<&str> = spans.iter().map(|span| view.words(*span)).collect();
    pieces.join(" … ")
}
