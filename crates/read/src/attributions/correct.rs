use sayso_text::Span;

use super::candidate::Candidate;
use super::page::Page;

/// Snaps contents to quotation marks and drops empty pieces.
pub(super) fn correct(page: &Page, found: &mut Vec<Candidate>) {
    for candidate in found.iter_mut() {
        for span in &mut candidate.content {
            *span = without_outer_marks(page, *span);
        }
        tidy(&mut candidate.source);
        tidy(&mut candidate.cue);
        tidy(&mut candidate.content);
    }
    found.retain(|candidate| !candidate.content.is_empty());
}

/// In the order of the text, without empty pieces; what overlaps is one.
fn tidy(spans: &mut Vec<Span>) {
    spans.retain(|span| !span.is_empty());
    spans.sort();
    spans.dedup_by(|later, earlier| {
        let shared = later.overlaps(*earlier);
        if shared {
            *earlier = earlier.cover(*later);
        }
        shared
    });
}

/// A piece that is one whole quotation loses its marks and the comma before the closing one.
fn without_outer_marks(page: &Page, span: Span) -> Span {
    let numbers = page.layout.quotations_in(span);
    let Some(quotation) = page.layout.quotations.get(numbers.start).filter(|_| !numbers.is_empty())
    else {
        return span;
    };
    if quotation.span.start() == span.start() && quotation.span.end() >= span.end() {
        return page_inner(page, quotation.inner);
    }
    span
}

fn page_inner(page: &Page, inner: Span) -> Span {
    let words = inner.of(page.text);
    let kept = words.trim_end_matches([',', ' ']).len();
    Span::new(inner.start(), inner.start() + kept).trim(page.text)
}
