//! The step as a whole: publisher, entities, speakers and chains of a reading.

use sayso_gazetteer::{Gazetteer, Kind as Thing};
use sayso_text::{Layout, Span};

use super::imprint::imprint;
use crate::entities::beings::{Being, Beings};
use crate::entities::names::names;
use crate::entities::tokens::Tokens;
use crate::who::{Scene, Who};
use crate::{Dispatch, Entity, EntityKind, Hand, Reading, Speaker, Voice};

/// Fills in `publisher`, `entities` and each attribution's `voice` of a reading whose attributions
/// are found.
pub fn give_voices(
    dispatch: &Dispatch,
    layout: &Layout,
    gazetteer: &Gazetteer,
    reading: &mut Reading,
) {
    let text = dispatch.text.as_str();
    let tokens = Tokens::of(text, layout);
    let imprint = imprint(text, layout, gazetteer, dispatch.publisher.as_deref());
    let beings = Beings::of(&tokens, names(&tokens, gazetteer));
    let attributions = std::mem::take(&mut reading.attributions);
    let mut scene =
        Scene::new(&tokens, layout, gazetteer, &attributions, beings, imprint.publisher.as_ref());
    scene.resolve();
    let carried: Vec<Hand> = imprint
        .carried
        .into_iter()
        .map(|(name, span)| Hand { name, evidence: Some(span) })
        .collect();
    let mut voices: Vec<Voice> = (0..attributions.len())
        .map(|at| Voice {
            speakers: Vec::new(),
            anonymous: None,
            chain: scene.chain(at, &carried, 0),
            addressee: scene.addressee(at),
            medium: scene.medium(at),
        })
        .collect();
    let Scene { mut beings, who, publisher, .. } = scene;
    // "He" and "the president" are mentions as well.
    for (attribution, who) in attributions.iter().zip(&who) {
        let cover = attribution.source.iter().copied().reduce(Span::cover);
        if let (Some(Who::Known(sure)), Some(cover)) = (who, cover)
            && let [one] = &sure[..]
            && !tokens.within(cover).take(80).any(|token| {
                beings.mention_at(token).is_some_and(|mention| mention.being == one.being)
            })
        {
            beings.all[one.being].mentions.push(cover);
        }
    }
    let mut spoke = vec![false; beings.all.len()];
    for being in who.iter().flatten().flat_map(all_of) {
        spoke[being] = true;
    }
    let (entities, numbers) = entities(&beings, &tokens, gazetteer, publisher, &spoke);
    for (voice, who) in voices.iter_mut().zip(who) {
        match who {
            Some(Who::Known(sure)) => {
                voice.speakers.extend(sure.into_iter().map(|one| Speaker {
                    name: beings.all[one.being].name.clone(),
                    entity: numbers[one.being],
                    evidence: one.evidence,
                    confidence: one.confidence,
                }));
            }
            Some(Who::Anonymous(anonymous)) => voice.anonymous = Some(anonymous),
            None => {}
        }
    }
    reading.attributions = attributions;
    for (attribution, voice) in reading.attributions.iter_mut().zip(voices) {
        attribution.voice = voice;
    }
    reading.publisher = imprint.publisher;
    reading.entities = entities;
}

fn all_of(who: &Who) -> Vec<usize> {
    match who {
        Who::Known(sure) => sure.iter().map(|one| one.being).collect(),
        Who::Anonymous(_) => Vec::new(),
    }
}

/// The beings as entities, in the order of their first mentions, and each being's number.
fn entities(
    beings: &Beings,
    tokens: &Tokens,
    gazetteer: &Gazetteer,
    publisher: Option<usize>,
    spoke: &[bool],
) -> (Vec<Entity>, Vec<Option<usize>>) {
    let mut order: Vec<usize> =
        (0..beings.all.len()).filter(|at| !beings.all[*at].nameless).collect();
    let first =
        |at: usize| beings.all[at].mentions.iter().map(|span| span.start()).min().unwrap_or(0);
    order.sort_by_key(|at| (first(*at), *at));
    let mut numbers = vec![None; beings.all.len()];
    let mut entities = Vec::with_capacity(order.len());
    for at in order {
        numbers[at] = Some(entities.len());
        let being = &beings.all[at];
        let mut mentions = being.mentions.clone();
        mentions.sort();
        mentions.dedup();
        let speaks = spoke[at] || Some(at) == publisher;
        entities.push(Entity {
            name: being.name.clone(),
            kind: kind(being, speaks),
            role: role(being, tokens.text),
            affiliation: affiliation(being, tokens.text, gazetteer),
            aliases: being.aliases.clone(),
            mentions,
        });
    }
    (entities, numbers)
}

/// Places that speak are governments.
fn kind(being: &Being, speaks: bool) -> EntityKind {
    let power = being.known.as_ref().is_some_and(|known| known.kind.is_place());
    match being.kind {
        EntityKind::Place if speaks && (power || being.known.is_none()) => EntityKind::Government,
        kind => kind,
    }
}

fn role(being: &Being, text: &str) -> Option<String> {
    if being.kind != EntityKind::Person {
        return None;
    }
    let plain =
        |word: &str| matches!(word, "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "counterpart");
    let telling = being.roles.iter().filter(|role| !plain(&role.head));
    let best = telling.max_by_key(|role| role.span.len().min(40))?;
    Some(crate::entities::tokens::plain_spaces(best.span.of(text)))
}

/// The country or body that a role names, or that the gazetteer gives.
fn affiliation(being: &Being, text: &str, gazetteer: &Gazetteer) -> Option<String> {
    if let Some(known) = &being.known {
        if known.kind == Thing::Country {
            return None;
        }
        let code = known.country.as_deref()?;
        return gazetteer.country(code).map(|country| country.name.clone());
    }
    being.roles.iter().find_map(|role| {
        let span: Span = role.span;
        let words = span.of(text);
        let mut at = 0;
        for word in words.split_inclusive(|c: char| !c.is_alphanumeric()) {
            if word.starts_with(char::is_uppercase)
                && let Some(found) = gazetteer.at(words, at)
            {
                if found.entry.kind.is_place() && found.entry.kind != Thing::Country {
                    let code = found.entry.country.as_deref()?;
                    return gazetteer.country(code).map(|country| country.name.clone());
                }
                return Some(found.entry.name.clone());
            }
            at += word.len();
        }
        None
    })
}
