//! The step as a whole: publisher, entities, speakers and chains of a reading.

use sayso_gazetteer::Gazetteer;
use sayso_text::{Layout, Span};

use super::imprint::imprint;
use super::roll::Roll;
use crate::attributions::Tagged;
use crate::entities::beings::Beings;
use crate::entities::marks;
use crate::entities::names::names;
use crate::entities::tokens::Tokens;
use crate::who::{Scene, Sure, Who};
use crate::{Attribution, Dispatch, Hand, Reading, Speaker, Voice};

/// Fills in `publisher`, `entities` and each attribution's `voice` of a reading whose attributions
/// are found, by rules alone.
pub fn give_voices(
    dispatch: &Dispatch,
    layout: &Layout,
    gazetteer: &Gazetteer,
    reading: &mut Reading,
) {
    give(dispatch, layout, gazetteer, &[], reading);
}

/// The same, with the names that the model marks.
pub(crate) fn give(
    dispatch: &Dispatch,
    layout: &Layout,
    gazetteer: &Gazetteer,
    tagged: &[Tagged],
    reading: &mut Reading,
) {
    let text = dispatch.text.as_str();
    let tokens = Tokens::of(text, layout);
    let imprint = imprint(text, layout, gazetteer, dispatch);
    let masthead = imprint.publisher.as_ref().and_then(|p| p.evidence.first().copied());
    let mut names = names(&tokens, gazetteer, masthead);
    marks::settle(&tokens, gazetteer, &mut names, tagged);
    let beings = Beings::of(&tokens, names);
    let attributions = std::mem::take(&mut reading.attributions);
    let mut scene =
        Scene::new(&tokens, layout, gazetteer, &attributions, beings, imprint.publisher.as_ref());
    scene.resolve();
    let carried: Vec<Hand> = imprint
        .carried
        .into_iter()
        .map(|(name, span)| Hand { name, evidence: Some(span) })
        .chain(imprint.told.into_iter().map(|name| Hand { name, evidence: None }))
        .collect();
    let mut voices: Vec<Voice> = (0..attributions.len())
        .map(|at| Voice {
            speakers: Vec::new(),
            anonymous: None,
            chain: scene.chain(at, &carried, 0),
            addressee: scene.addressee(at),
            medium: scene.medium(at),
            candidate: None,
            rivals: Vec::new(),
            spoken_by: scene.voiced[at].as_ref().and_then(|who| scene.speaker_hand(who)),
            translation: scene.translation(at),
        })
        .collect();
    let candidates: Vec<Option<Sure>> =
        (0..attributions.len()).map(|at| scene.candidate(at)).collect();
    let Scene { mut beings, who, publisher, lost, .. } = scene;
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
    beings.sources = sources(&tokens, &attributions);
    let mut spoke = vec![false; beings.all.len()];
    for being in who.iter().flatten().flat_map(all_of).chain(publisher) {
        spoke[being] = true;
    }
    let (entities, numbers) =
        Roll { beings: &beings, tokens: &tokens, gazetteer, spoke: &spoke }.call();
    let speaker = |one: Sure| Speaker {
        name: beings.all[one.being].name.clone(),
        entity: numbers[one.being],
        evidence: one.evidence,
        confidence: one.confidence,
    };
    let rest = candidates.into_iter().zip(lost);
    for ((voice, who), (candidate, lost)) in voices.iter_mut().zip(who).zip(rest) {
        voice.candidate = candidate.map(speaker);
        voice.rivals = lost.into_iter().map(speaker).collect();
        match who {
            Some(Who::Known(sure)) => voice.speakers.extend(sure.into_iter().map(speaker)),
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

/// Where sources stand, as tokens, in the order of the text, those inside others left out.
fn sources(tokens: &Tokens, attributions: &[Attribution]) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = attributions
        .iter()
        .flat_map(|attribution| &attribution.source)
        .map(|span| tokens.within(*span))
        .map(|range| (range.start, range.end))
        .collect();
    all.sort_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
    let mut last = 0;
    all.retain(|(start, end)| {
        let apart = *start >= last;
        last = last.max(*end);
        apart
    });
    all
}

fn all_of(who: &Who) -> Vec<usize> {
    match who {
        Who::Known(sure) => sure.iter().map(|one| one.being).collect(),
        Who::Anonymous(_) => Vec::new(),
    }
}
