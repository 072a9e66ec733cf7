//! Who said what: the neural reader's findings, corrected and completed by rules.
//!
//! 1. [`neural`] reads the text window by window, where there is a model, before all this;
//! 2. each finder proposes [`Candidate`]s of its own: one file a finder, each a list of forms;
//! 3. [`correct`] mends the model's spans by words, lines and quotation marks;
//! 4. [`merge`] brings them together: what the layout settles first, then the model's, then what
//!    the rules add without contradicting either;
//! 5. kind, polarity and nesting are read off the result.

mod according_to;
mod candidate;
mod cited;
mod claims;
mod correct;
mod dash_credit;
mod hands;
mod headline_colon;
mod kind;
mod lexicon;
mod merge;
mod nesting;
mod neural;
mod orphans;
mod page;
mod passive;
mod phrase;
mod polarity;
mod quote_before;
mod said_quote;
mod said_that;
mod tagged;
mod turns;
mod windows;

use sayso_text::{Layout, Span};

use sayso_model::Model;

use crate::marks::Marks;
use crate::{Attribution, Rejected, Rejection};
use candidate::Candidate;
pub(crate) use neural::{Settings, mark};
use page::Page;
pub(crate) use tagged::{Tag, Tagged};

/// The attributions of a text and what was thought of and lost, each in its order, with what a
/// model marks in it, if there is one.
pub(crate) fn find(
    text: &str,
    layout: &Layout,
    model: Option<(&Model, &Marks)>,
) -> (Vec<Attribution>, Vec<Rejected>) {
    let page = Page::new(text, layout);
    let mut rejected = model.map_or_else(Vec::new, |(_, marks)| marks.rejected.clone());
    let model = model.map(|(model, marks)| neural::candidates(model, marks));
    let mut rules = Vec::new();
    for finder in FINDERS {
        finder(&page, &mut rules);
    }
    let model = model.map(|mut found| {
        found.iter_mut().for_each(|candidate| correct::correct_model(&page, candidate));
        let reason = |candidate| correct::reports_nothing(&page, candidate);
        let reasons = found.iter().map(|one| reason(one).then_some(Rejection::NoReport)).collect();
        hands::part(&mut found, reasons, &mut rejected);
        found
    });
    let mut found = merge::merge(&page, model, rules, &mut rejected);
    cited::complete(&page, &mut found, &mut rejected);
    hands::drop_carriers(&page, &mut found, &mut rejected);
    correct::finish(&page, &mut found);
    let mut attributions: Vec<Attribution> =
        found.into_iter().map(|candidate| finish(&page, candidate)).collect();
    attributions
        .sort_by_key(|a| (a.content_cover().start(), std::cmp::Reverse(a.content_cover().end())));
    nesting::nest(&mut attributions);
    let first =
        |lost: &Rejected| lost.cue.iter().chain(&lost.content).map(|span| span.start()).min();
    rejected.sort_by_key(first);
    (attributions, rejected)
}

/// The sentences that no attribution touches.
pub(crate) fn unattributed(layout: &Layout, attributions: &[Attribution]) -> Vec<Span> {
    let mut touched = vec![false; layout.sentences.len()];
    for attribution in attributions {
        let spans = attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
        for span in spans {
            let first = layout.sentence_at(span.start());
            let last = layout.sentence_at(span.end().saturating_sub(1)).max(first);
            touched[first..=last].fill(true);
        }
    }
    layout.sentences.iter().zip(touched).filter(|(_, touched)| !touched).map(|(s, _)| *s).collect()
}

/// In the order in which they are preferred where two say the same.
const FINDERS: &[fn(&Page, &mut Vec<Candidate>)] = &[
    turns::find,
    headline_colon::find,
    dash_credit::find,
    passive::find,
    said_quote::find,
    quote_before::find,
    according_to::find,
    said_that::find,
    claims::find,
    orphans::find,
];

fn finish(page: &Page, candidate: Candidate) -> Attribution {
    let kind = kind::kind(page, &candidate);
    let polarity = polarity::polarity(page, &candidate);
    let mut attribution =
        Attribution::new(candidate.source, candidate.cue, candidate.content, kind, candidate.found);
    attribution.polarity = polarity;
    attribution.confidence = candidate.confidence;
    attribution
}
