//! Through whose hands each statement came.

use std::ops::Range;

use sayso_gazetteer::Kind as Thing;
use sayso_text::Span;

use crate::entities::lexicon;
use crate::entities::tokens::plain_spaces;
use crate::who::{Scene, Who};
use crate::{EntityKind, Hand};

/// Sentences longer than this are searched only around source and cue.
const LONGEST: usize = 200;

/// A hand with its place in the order: those who cite come before those they cite.
#[derive(Clone, Debug)]
struct Carrier {
    being: usize,
    rank: u8,
    token: usize,
    evidence: Span,
}

impl Scene<'_, '_> {
    /// The chain of the attribution, from the publisher to the one who speaks.
    pub(crate) fn chain(&self, at: usize, carried: &[Hand], depth: usize) -> Vec<Hand> {
        let nobody = Who::nobody();
        let who = self.who[at].as_ref().unwrap_or(&nobody);
        let outer = self.outer(at).filter(|_| depth < 8);
        let mut chain = match outer {
            Some(outer) => self.chain(outer, carried, depth + 1),
            None => self.publisher_hand().into_iter().chain(carried.iter().cloned()).collect(),
        };
        for carrier in self.carriers(at, who) {
            let name = &self.beings.all[carrier.being].name;
            if !chain.iter().any(|hand| same_name(&hand.name, name)) {
                chain.push(Hand { name: name.clone(), evidence: Some(carrier.evidence) });
            }
        }
        let voice = self.voiced[at].as_ref().and_then(|voice| self.speaker_hand(voice));
        if let Some(voice) =
            voice.filter(|v| !chain.iter().any(|hand| same_name(&hand.name, &v.name)))
        {
            chain.push(voice);
        }
        let last = self.speaker_hand(who);
        if let Some(last) = last
            && !chain.last().is_some_and(|hand| same_name(&hand.name, &last.name))
        {
            chain.push(last);
        }
        chain
    }

    /// The attribution in whose words this one stands, source and content, nested or not said to be.
    fn outer(&self, at: usize) -> Option<usize> {
        let attribution = &self.attributions[at];
        if let Some(outer) = attribution.nested_in {
            return (outer != at && outer < self.attributions.len()).then_some(outer);
        }
        let source = attribution.source.first()?;
        let said = attribution.content_cover();
        self.holder(at, false).filter(|outer| {
            let holds = |span: Span| {
                self.attributions[*outer].content.iter().any(|piece| piece.contains(span))
            };
            holds(*source)
                && holds(said)
                && self.attributions[*outer].content_cover().len() > said.len()
        })
    }

    /// Whether an outlet speaks.
    fn is_outlets(&self, at: usize) -> bool {
        let speaker = self.who[at].as_ref().and_then(Who::first);
        speaker.is_some_and(|being| self.beings.all[being].kind == EntityKind::Agency)
    }

    fn publisher_hand(&self) -> Option<Hand> {
        let being = &self.beings.all[self.publisher?];
        Some(Hand { name: being.name.clone(), evidence: self.imprint.first().copied() })
    }

    pub(super) fn speaker_hand(&self, who: &Who) -> Option<Hand> {
        match who {
            Who::Known(sure) => {
                let names: Vec<&str> =
                    sure.iter().map(|one| self.beings.all[one.being].name.as_str()).collect();
                Some(Hand {
                    name: names.join(" and "),
                    evidence: sure.first().map(|one| one.evidence),
                })
            }
            Who::Anonymous(anonymous) => {
                let span = anonymous.description?;
                Some(Hand { name: described(span.of(self.tokens.text)), evidence: Some(span) })
            }
        }
    }

    /// Outlets in the sentence of source and cue that carried the statement.
    fn carriers(&self, at: usize, who: &Who) -> Vec<Carrier> {
        let attribution = &self.attributions[at];
        let anchor = attribution.source.first().or(attribution.cue.first());
        let Some(anchor) = anchor.or(attribution.content.first()) else { return Vec::new() };
        let source = self.tokens.within(*anchor);
        let mut scope = self.tokens.sentence_of(source.start);
        if let Some(cue) = attribution.cue.last() {
            let cue = self.tokens.within(*cue);
            let more = self.tokens.sentence_of(cue.start);
            scope = scope.start.min(more.start)..scope.end.max(more.end);
        }
        if scope.len() > LONGEST {
            scope = scope.start.max(source.start.saturating_sub(LONGEST / 2))
                ..scope.end.min(source.start + LONGEST / 2);
        }
        // What an outlet cites outside the words it reports is a hand behind it.
        let outer = self.outer(at).filter(|outer| !self.is_outlets(*outer));
        let by_outlet = self.is_outlets(at);
        let within = |span: Span| match outer {
            Some(outer) => {
                self.attributions[outer].content.iter().any(|piece| piece.contains(span))
            }
            None => true,
        };
        let said = |span: Span| attribution.content.iter().any(|piece| piece.overlaps(span));
        let speakers: Vec<usize> = match who {
            Who::Known(sure) => sure.iter().map(|one| one.being).collect(),
            Who::Anonymous(_) => Vec::new(),
        };
        let mut found: Vec<Carrier> = Vec::new();
        for outlet in self.outlets(scope.clone()) {
            let Some(span) = self.tokens.cover(outlet.tokens.clone()) else { continue };
            let publisher = self.publisher == Some(outlet.being);
            if said(span)
                || !within(span)
                || publisher
                || speakers.contains(&outlet.being)
                || found.iter().any(|c| c.being == outlet.being)
            {
                continue;
            }
            if let Some((rank, evidence)) = self.carries(&outlet, &source, &scope)
                && !(by_outlet && rank == 1)
            {
                found.push(Carrier {
                    being: outlet.being,
                    rank,
                    token: outlet.tokens.start,
                    evidence,
                });
            }
        }
        found.sort_by_key(|carrier| (carrier.rank, carrier.token));
        found
    }

    /// Outlets named in the range, or meant by "the paper" and "state radio" there.
    fn outlets(&self, range: Range<usize>) -> Vec<Outlet> {
        let mut outlets: Vec<Outlet> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if let Some(mention) = self.named_at(at) {
                let being = &self.beings.all[mention.being];
                let platform =
                    being.known.as_ref().is_some_and(|known| known.kind == Thing::Platform);
                if being.kind == EntityKind::Agency && !platform {
                    outlets.push(Outlet {
                        being: mention.being,
                        whole: mention.whole.clone(),
                        tokens: mention.tokens.clone(),
                    });
                }
                at = mention.tokens.end.max(at + 1);
                continue;
            }
            let word = self.tokens.lower(at);
            let told =
                matches!(self.tokens.lower(at.wrapping_sub(2)), "told" | "tells" | "telling");
            let next_named = !told && self.named_at(at + 1).is_some() && self.tokens.joined(at);
            if lexicon::is_outlet_noun(word) && !next_named {
                let before = self.tokens.lower(at.wrapping_sub(1));
                if matches!(before, "the" | "state" | "national" | "local" | "same") {
                    let meant = self.meant_outlet(at);
                    if let Some(being) = meant {
                        outlets.push(Outlet {
                            being,
                            whole: at.saturating_sub(1)..at + 1,
                            tokens: at.saturating_sub(1)..at + 1,
                        });
                    }
                }
            }
            at += 1;
        }
        outlets
    }

    fn meant_outlet(&self, at: usize) -> Option<usize> {
        let meant = *self.nouns.get(&at)?;
        (self.beings.all[meant].kind == EntityKind::Agency).then_some(meant)
    }

    /// Whether the words around an outlet make it a hand, with its rank and the words.
    fn carries(
        &self,
        outlet: &Outlet,
        source: &Range<usize>,
        scope: &Range<usize>,
    ) -> Option<(u8, Span)> {
        let tokens = self.tokens;
        let mut left = outlet.whole.start;
        // Past "the", "China's state-run", "its".
        while left > scope.start && outlet.whole.start - left < 5 {
            let before = tokens.get(left - 1)?;
            let glue = tokens.joined(left - 1) || before.possessive;
            let word = before.lower.as_str();
            let modifies = matches!(
                word,
                "the"
                    | "a"
                    | "an"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
                    | "local"
                    | "foreign"
                    | "state"
                    | "national"
                    | "daily"
                    | "weekly"
            ) || before.possessive
                || word.contains('-')
                || (before.capital && !before.opens)
                || lexicon::is_outlet_noun(word);
            if !glue || !modifies {
                break;
            }
            left -= 1;
        }
        let word = |back: usize| {
            left.checked_sub(back).filter(|at| *at >= scope.start).map_or("", |at| tokens.lower(at))
        };
        let evidence = |from: usize| tokens.cover(from.max(scope.start)..outlet.tokens.end);
        let comma = left.checked_sub(1).is_some_and(|at| tokens.gap(at).contains([',', '.', ';']));
        if !comma {
            match (word(2), word(1)) {
                ("according", "to") => return Some((0, evidence(left - 2)?)),
                (_, "citing" | "cited" | "cites" | "quoting" | "quotes") => {
                    return Some((1, evidence(left - 1)?));
                }
                ("told" | "stated" | "confirmed" | "disclosed" | "revealed", "to") => {
                    return Some((3, evidence(left - 2)?));
                }
                ("reference" | "referring", "to") => return Some((1, evidence(left - 2)?)),
                (_, "told" | "tells" | "telling" | "tell") => {
                    return Some((3, evidence(left - 1)?));
                }
                ("interview" | "interviews", "with" | "to" | "on" | "in")
                | ("speaking" | "spoke" | "speak", "to" | "with" | "on")
                | ("statement" | "comments" | "remarks" | "email" | "e-mail" | "response", "to") => {
                    return Some((3, evidence(left - 2)?));
                }
                ("said" | "appearing" | "appeared" | "interviewed", "on") => {
                    return Some((3, evidence(left - 2)?));
                }
                (_, "by") => {
                    // "was quoted as saying by", "quoted by", "seen by", "interview carried by", "polled by"
                    let from = left.saturating_sub(8).max(scope.start);
                    let carried = (from..left).rev().find(|at| {
                        matches!(
                            tokens.lower(*at),
                            "quoted"
                                | "cited"
                                | "carried"
                                | "reported"
                                | "published"
                                | "broadcast"
                                | "obtained"
                                | "seen"
                                | "reviewed"
                                | "released"
                                | "aired"
                                | "run"
                                | "interviewed"
                                | "relayed"
                                | "polled"
                                | "transmitted"
                                | "monitored"
                                | "distributed"
                                | "translated"
                                | "shown"
                        )
                    });
                    if let Some(at) = carried {
                        return Some((2, evidence(at)?));
                    }
                }
                (_, "in" | "on") => {
                    let from = left.saturating_sub(8).max(scope.start);
                    let carried = (from..left).rev().find(|at| {
                        matches!(
                            tokens.lower(*at),
                            "published" | "aired" | "broadcast" | "appeared" | "interview"
                        )
                    });
                    if let Some(at) =
                        carried.filter(|_| source.contains(&(left - 1)) || left > source.end)
                    {
                        return Some((2, evidence(at)?));
                    }
                }
                _ => {}
            }
        }
        // The outlet reports: "X reported that …", "X, citing Y, wrote that …".
        let mut at = outlet.tokens.end;
        let limit = scope.end.min(at + 14);
        let follows = tokens.lower(at);
        let cites = |at: usize| {
            matches!(tokens.lower(at), "citing" | "quoting" | "quotes" | "cites" | "cited")
                || (tokens.lower(at) == "which"
                    && matches!(tokens.lower(at + 1), "cited" | "cites" | "quoted" | "quotes"))
        };
        if at < scope.end && cites(at) {
            return Some((0, tokens.cover(outlet.tokens.start..at + 1)?));
        }
        let subject = !lexicon::ends_core(word(1)) || matches!(word(1), "that" | "as" | "where");
        if !subject || outlet.tokens.start >= source.start && !source.contains(&outlet.tokens.start)
        {
            return None;
        }
        if matches!(follows, "also" | "earlier" | "later" | "has" | "had" | "previously") {
            at += 1;
        }
        // Past "on Tuesday" and what stands between commas.
        if at < limit
            && lexicon::is_report_verb(tokens.lower(at))
            && at < source.start
            && tokens.joined(at - 1)
        {
            return Some((0, tokens.cover(outlet.tokens.start..at + 1)?));
        }
        if tokens.gap(at - 1).starts_with(',') {
            let verb = (at..limit).find(|n| {
                tokens.gap(*n - 1).starts_with(',')
                    && *n > at
                    && lexicon::is_report_verb(tokens.lower(*n))
            });
            if let Some(verb) = verb.filter(|verb| *verb < source.start) {
                return Some((0, tokens.cover(outlet.tokens.start..verb + 1)?));
            }
        }
        None
    }
}

struct Outlet {
    being: usize,
    whole: Range<usize>,
    tokens: Range<usize>,
}

/// An anonymous source as the chain calls it: no article, no capital from a sentence's beginning.
fn described(words: &str) -> String {
    let words = plain_spaces(words);
    let articles = ["A ", "An ", "The ", "a ", "an ", "the "];
    if let Some(bare) = articles.iter().find_map(|article| words.strip_prefix(article)) {
        return bare.to_owned();
    }
    let first = words.split(' ').next().unwrap_or_default().to_lowercase();
    let common = lexicon::is_function(&first)
        || lexicon::is_person(&first)
        || lexicon::person_of_plural(&first).is_some()
        || lexicon::is_media(&first);
    if common {
        let mut letters = words.chars();
        letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
    } else {
        words
    }
}

fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        name.strip_prefix("The ").or(name.strip_prefix("the ")).unwrap_or(name).to_lowercase()
    };
    plain(one) == plain(other)
}
