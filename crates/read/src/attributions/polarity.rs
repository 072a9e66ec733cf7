use super::candidate::Candidate;
use super::lexicon::Flags;
use super::page::Page;
use crate::Polarity;

/// Read off the cue's words, the auxiliaries and negations around them and the clause they stand
/// in.
pub(super) fn polarity(page: &Page, candidate: &Candidate) -> Polarity {
    let Some(cue) = candidate.cue.first() else { return Polarity::Asserted };
    let tokens = page.tokens_in(*cue);
    if tokens.is_empty() || !tokens.clone().any(|at| page.tokens[at].word) {
        return Polarity::Asserted;
    }
    let sentence = page.layout.sentences[page.layout.sentence_at(cue.start())];
    let floor = page.tokens_in(sentence).start;
    // The whole group, also where the cue is only its verb.
    let head = tokens.end - 1;
    let group = page.verb_group(head, floor).tokens;
    let start = group.start.min(tokens.start);
    let within = start..tokens.end;
    let denies = within.clone().any(|at| page.has(at, Flags::DENY));
    let negated =
        within.clone().any(|at| page.has(at, Flags::NEGATION) && !page.is(at + 1, &["only"]))
            || neither(page, candidate)
            || refused(page, within.clone());
    let hypothetical = hypothetical(page, within.clone(), floor);
    match (denies, negated, hypothetical) {
        (true, false, false) => Polarity::Denied,
        (_, true, _) => Polarity::Negated,
        (_, _, true) => Polarity::Hypothetical,
        _ => Polarity::Asserted,
    }
}

/// "Neither the pilot nor the airline mentioned", "Nobody said".
fn neither(page: &Page, candidate: &Candidate) -> bool {
    candidate.source.first().is_some_and(|source| {
        let first = page.tokens_in(*source).start;
        let before = first.checked_sub(1).is_some_and(|at| page.is(at, &["neither"]));
        before
            || page.is(first, &["neither", "nobody", "no-one", "none"])
            || (page.is(first, &["no"]) && page.word(first + 1) != ".")
    })
}

/// "declined to say", "refused to reveal", "would not comment".
fn refused(page: &Page, within: std::ops::Range<usize>) -> bool {
    within.clone().any(|at| {
        page.is(
            at,
            &[
                "declined",
                "refused",
                "declines",
                "refuses",
                "declining",
                "refusing",
                "failed",
                "fails",
                "stopped",
            ],
        ) && (page.is(at + 1, &["to"]) || within.len() == 1)
    })
}

/// Not yet said: will, would and could before the verb, "is expected to", "is to", "asked to".
fn hypothetical(page: &Page, within: std::ops::Range<usize>, floor: usize) -> bool {
    let modal = within
        .clone()
        .any(|at| page.has(at, Flags::MODAL) && !page.is(at, &["can", "can't", "cannot"]));
    let expected = within.clone().any(|at| {
        page.is(
            at,
            &[
                "expected", "likely", "due", "set", "planning", "plans", "wants", "hopes", "going",
                "ready", "supposed", "asked", "urged",
            ],
        ) && page.is(at + 1, &["to"])
    });
    let is_to = within
        .clone()
        .any(|at| page.is(at, &["is", "are", "was", "were"]) && page.is(at + 1, &["to"]));
    let conditional = within.start > floor && page.is(within.start - 1, &["if", "unless"]);
    modal || expected || is_to || conditional
}
