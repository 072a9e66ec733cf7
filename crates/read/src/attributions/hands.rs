//! Outlets that merely carry what another says: "“…,” she said, according to AGENCY."
//!
//! They are hands of the chain, not sources beside the speaker.

use sayso_gazetteer::Gazetteer;
use sayso_text::Span;

use super::candidate::Candidate;
use super::page::Page;
use crate::{Rejected, Rejection};

/// Takes away attributions by "according to" that hold a whole other one: of an outlet always, of
/// anybody where the one inside is a direct quotation with its speaker before the cue.
pub(super) fn drop_carriers(
    page: &Page,
    candidates: &mut Vec<Candidate>,
    rejected: &mut Vec<Rejected>,
) {
    let mut order: Vec<usize> =
        (0..candidates.len()).filter(|n| !candidates[*n].cue.is_empty()).collect();
    order.sort_by_key(|number| candidates[*number].cue[0].start());
    let starts: Vec<usize> =
        order.iter().map(|number| candidates[*number].cue[0].start()).collect();
    let mut dropped = vec![None; candidates.len()];
    for (number, outer) in candidates.iter().enumerate() {
        let (Some(cue), Some(source)) = (outer.cue.first(), outer.source.first()) else { continue };
        let first = page.tokens_in(*cue).start;
        if !page.is(first, &["according"]) {
            continue;
        }
        let cover = outer.cover();
        let from = starts.partition_point(|start| *start < cover.start());
        let to = starts.partition_point(|start| *start < cover.end());
        let outlet = is_outlet(page, *source);
        let carries =
            order[from..to].iter().take(20).filter(|inner| **inner != number).any(|inner| {
                let inner = &candidates[*inner];
                let held = inner.cue.iter().chain(&inner.source).all(|span| cover.contains(*span));
                let words = |spans: &[Span]| -> usize { spans.iter().map(|span| span.len()).sum() };
                let most = words(&inner.content) * 2 > words(&outer.content);
                let quoted = inner.content.iter().all(|span| {
                    page.tokens_in(*span).all(|at| page.tokens[at].quotation.is_some())
                });
                held && most
                    && (outlet
                        || quoted
                            && cover.end() <= cue.start()
                            && page.tokens[first].quotation.is_none())
            });
        dropped[number] = carries.then_some(Rejection::Carrier);
    }
    part(candidates, dropped, rejected);
}

/// Moves those that have a reason to go to the rejected.
pub(super) fn part(
    candidates: &mut Vec<Candidate>,
    reasons: Vec<Option<Rejection>>,
    rejected: &mut Vec<Rejected>,
) {
    let mut kept = Vec::with_capacity(candidates.len());
    for (candidate, reason) in candidates.drain(..).zip(reasons) {
        match reason {
            Some(reason) => rejected.push(candidate.reject(reason)),
            None => kept.push(candidate),
        }
    }
    *candidates = kept;
}

/// Whether the phrase names an agency, a broadcaster, a paper.
pub(super) fn is_outlet(page: &Page, source: Span) -> bool {
    let tokens = page.tokens_in(source);
    let words = [
        "agency",
        "newspaper",
        "daily",
        "radio",
        "television",
        "tv",
        "broadcaster",
        "channel",
        "station",
        "weekly",
        "tabloid",
        "magazine",
        "newswire",
        "wire",
    ];
    let known = Gazetteer::builtin()
        .named(source.of(page.text))
        .is_some_and(|entry| entry.kind.is_outlet());
    known
        || tokens.clone().take(8).any(|at| page.is(at, &words))
        || tokens
            .clone()
            .any(|at| page.is(at, &["news"]) && page.is(at + 1, &["agency", "service"]))
}
