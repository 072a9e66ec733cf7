//! Sources behind sources: "OUTLET, citing S, reported that Z" tells of S as much as of OUTLET.
//!
//! Runs over what has been found: the content is that of the attribution around.

use sayso_text::Span;

use super::candidate::Candidate;
use super::correct::by_model;
use super::hands;
use super::lexicon::Flags;
use super::page::Page;
use crate::{Found, Rejected, Rejection};

/// Adds an attribution to S with the content that OUTLET tells, in place of one that says merely
/// that OUTLET cites S.
pub(super) fn complete(page: &Page, candidates: &mut Vec<Candidate>, rejected: &mut Vec<Rejected>) {
    let mut added = Vec::new();
    let mut by_cue: Vec<(Span, usize)> = Vec::new();
    for (number, candidate) in candidates.iter().enumerate() {
        by_cue.extend(candidate.cue.iter().map(|cue| (*cue, number)));
    }
    by_cue.sort();
    let mut dropped = vec![None; candidates.len()];
    for at in 0..page.tokens.len() {
        if !page.has(at, Flags::QUOTE) || page.is(at + 1, &["as"]) {
            continue;
        }
        let token = page.tokens[at].span;
        let sentence = page.layout.sentences[page.layout.sentence_at(token.start())];
        let near = |span: Span| {
            let from = by_cue.partition_point(|(cue, _)| cue.start() < span.start());
            let to = by_cue.partition_point(|(cue, _)| cue.start() < span.end());
            &by_cue[from..to]
        };
        let own: Vec<usize> =
            near(sentence).iter().filter(|(cue, _)| cue.overlaps(token)).map(|(_, n)| *n).collect();
        if page.is(at + 1, &["by"]) {
            // "its warning, quoted by the agency": only a hand between.
            let participle = at > 0 && matches!(page.word(at - 1), "," | "(");
            for number in own.into_iter().filter(|_| participle) {
                if by_model(&candidates[number]) {
                    dropped[number] = Some(Rejection::Carrier);
                }
            }
            continue;
        }
        if page.is(at + 1, &["that"]) || page.tokens.get(at + 1).is_none_or(|next| !next.word) {
            continue;
        }
        let end = page.tokens_in(sentence).end;
        let Some(named) = page.phrase_from(at + 1, end) else { continue };
        let source = page.trim(page.cover(named.clone()));
        // The one that tells the content: its source holds the words, or stands beside them.
        let teller = near(sentence).iter().map(|(_, number)| *number).find(|number| {
            let other = &candidates[*number];
            let Some(of) = other.source.first() else { return false };
            let beside = of.end() <= token.start() && token.start() - of.end() <= 14
                || source.end() <= of.start() && of.start() - source.end() <= 3
                || of.overlaps(token);
            let told = other.content.iter().all(|span| !span.overlaps(token));
            !own.contains(number) && beside && told && of != &source
        });
        let Some(teller) = teller else { continue };
        for number in &own {
            dropped[*number] = Some(Rejection::Beaten(Found::Rule("cited")));
        }
        // An outlet that quotes an outlet on what another says: a hand between, no source.
        let content = candidates[teller].content.clone();
        let told = |(cue, number): &(Span, usize)| {
            *number != teller && content.iter().any(|span| span.contains(*cue))
        };
        if hands::is_outlet(page, source) && near(sentence).iter().any(told) {
            continue;
        }
        added.push(Candidate::new("cited", Some(source), token, content, 0.6));
    }
    hands::part(candidates, dropped, rejected);
    candidates.extend(added);
}
