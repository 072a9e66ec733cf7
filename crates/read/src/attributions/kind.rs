use super::candidate::Candidate;
use super::page::Page;
use crate::{Found, Kind};

/// Direct where all words but a few stand in quotation marks or in a labelled turn, mixed where
/// some do.
pub(super) fn kind(page: &Page, candidate: &Candidate) -> Kind {
    if candidate.found == Found::Rule("turn") {
        return Kind::Direct;
    }
    let (mut quoted, mut words) = (0, 0);
    let mut around = None;
    for span in &candidate.content {
        for at in page.tokens_in(*span) {
            if !page.tokens[at].word {
                continue;
            }
            words += 1;
            // Marks that also hold the cue are an outer speaker's.
            if let Some(number) = page.outer_quotation(at) {
                let outer = page.quotation(number).span;
                let held = candidate.cue.iter().any(|cue| outer.contains(*cue));
                let inner = page.tokens[at].quotation.map(|n| n as usize) != Some(number);
                quoted += usize::from(!held || inner);
                around = around.or(Some(number));
            }
        }
    }
    match quoted {
        0 => Kind::Indirect,
        all if all == words => Kind::Direct,
        _ if quoted <= 3 && is_term(page, candidate) => Kind::Indirect,
        _ => Kind::Mixed,
    }
}

/// Whether what is quoted is a nickname or a title only.
fn is_term(_page: &Page, _candidate: &Candidate) -> bool {
    false
}
