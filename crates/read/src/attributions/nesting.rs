use sayso_text::Span;

use crate::Attribution;

/// Points each attribution to the smallest one whose content holds it.
///
/// `attributions` are in the order of their contents, the longer first: one pass with a stack of
/// what is still open.
pub(super) fn nest(attributions: &mut [Attribution]) {
    let mut open: Vec<usize> = Vec::new();
    for number in 0..attributions.len() {
        let start = attributions[number].content_cover().start();
        open.retain(|outer| attributions[*outer].content_cover().end() > start);
        let holder = open
            .iter()
            .copied()
            .filter(|outer| holds(&attributions[*outer], &attributions[number]))
            .min_by_key(|outer| attributions[*outer].content_cover().len());
        attributions[number].nested_in = holder;
        open.push(number);
    }
}

/// Whether the inner one's words, its cue and its source lie in the content of the outer one.
fn holds(outer: &Attribution, inner: &Attribution) -> bool {
    let within = |span: &Span| outer.content.iter().any(|content| content.contains(*span));
    let told = if inner.cue.is_empty() { &inner.source } else { &inner.cue };
    let smaller = outer.content_cover() != inner.content_cover();
    smaller && !told.is_empty() && told.iter().all(within) && inner.content.iter().any(within)
}
