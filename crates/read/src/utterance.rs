//! When something was said: the time that belongs to the cue.

use crate::Reading;
use sayso_text::{Layout, Span};

/// A time this far from its cue, in bytes, belongs to something else.
const REACH: usize = 120;

/// "In early" and the like are no longer than this.
const HEAD: usize = 30;

/// Fills [`crate::Attribution::said`]: the nearest time in the sentence of the cue that is no part
/// of what is said. Years and months count only at the head of the sentence or beside the cue
/// ("In 2019 he said").
pub(crate) fn date(text: &str, layout: &Layout, reading: &mut Reading) {
    let times = &reading.times;
    for attribution in &mut reading.attributions {
        let Some(cue) = attribution.cue.first().copied().or(attribution.source.first().copied())
        else {
            continue;
        };
        let Some(sentence) = layout.sentences.get(layout.sentence_at(cue.start())).copied() else {
            continue;
        };
        let first = times.partition_point(|time| {
            time.span.start() < sentence.start().max(cue.start().saturating_sub(REACH))
        });
        let in_content =
            |span: Span| attribution.content.iter().any(|content| content.overlaps(span));
        let mut best: Option<(usize, usize)> = None;
        for (index, time) in times.iter().enumerate().skip(first) {
            if time.span.start() >= sentence.end().min(cue.end() + REACH) {
                break;
            }
            let dated = matches!(time.kind, "DATE" | "TIME")
                && time.value.starts_with(|c: char| c.is_ascii_digit() || c == 'X');
            if !dated || in_content(time.span) {
                continue;
            }
            let gap = gap(cue, time.span);
            let day = time.value.len() >= 10;
            let before = &text[sentence.start()..time.span.start()];
            let opens = before.len() <= HEAD && before.split_whitespace().count() <= 2;
            if (day || opens || gap <= 8) && best.is_none_or(|(_, other)| gap < other) {
                best = Some((index, gap));
            }
        }
        attribution.said = best.map(|(index, _)| index);
    }
}

/// Bytes between two spans.
fn gap(one: Span, other: Span) -> usize {
    if one.end() <= other.start() {
        other.start() - one.end()
    } else {
        one.start().saturating_sub(other.end())
    }
}
