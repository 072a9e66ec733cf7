//! The text cut where marks begin and end, for formats that show marks in the text.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use sayso_read::Attribution;
use sayso_text::Span;

use crate::View;

/// How many marks over one word are shown; the outer ones of more are left out, so that a text
/// with marks nested thousands deep stays showable.
const DEEPEST: usize = 8;

/// What a mark says of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    Content,
    Source,
    Cue,
}

/// One mark: a role in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub attribution: usize,
    pub role: Role,
}

/// Words with the same marks.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    pub span: Span,
    /// From the outermost mark to the innermost.
    pub marks: Vec<Mark>,
    /// Whether it lies in a sentence that no attribution touches.
    pub unattributed: bool,
    /// The time expression it lies in.
    pub time: Option<usize>,
}

/// A paragraph, cut where marks begin and end.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    pub segments: Vec<Segment>,
}

/// Outer before inner: by nesting, then the longer first.
type Rank = (usize, Reverse<usize>, usize, Role);

enum Edge {
    Mark(Rank),
    Unattributed,
    Time(usize),
}

/// The text of the view as paragraphs of segments, in one sweep.
pub(crate) fn paragraphs(view: &View<'_>) -> Vec<Paragraph> {
    let mut edges = edges(view);
    edges.sort_by_key(|(at, opens, _)| (*at, *opens));
    let (spans, _) = sayso_text::paragraphs(view.text());

    let mut open: BTreeSet<Rank> = BTreeSet::new();
    let (mut unattributed, mut time) = (0_usize, None);
    let mut edges = edges.into_iter().peekable();
    let mut paragraphs = Vec::with_capacity(spans.len());
    for span in spans {
        let mut segments = Vec::new();
        let mut at = span.start();
        loop {
            while let Some((_, opens, edge)) = edges.next_if(|(edge, ..)| *edge <= at) {
                match edge {
                    Edge::Mark(rank) if opens => drop(open.insert(rank)),
                    Edge::Mark(rank) => drop(open.remove(&rank)),
                    Edge::Unattributed if opens => unattributed += 1,
                    Edge::Unattributed => unattributed = unattributed.saturating_sub(1),
                    Edge::Time(index) => time = opens.then_some(index),
                }
            }
            let next = edges.peek().map_or(span.end(), |(edge, ..)| (*edge).min(span.end()));
            let deepest = open.iter().rev().take(DEEPEST);
            let mut marks: Vec<Mark> = deepest
                .map(|(_, _, attribution, role)| Mark { attribution: *attribution, role: *role })
                .collect();
            marks.reverse();
            let unattributed = unattributed > 0;
            segments.push(Segment { span: Span::new(at, next), marks, unattributed, time });
            at = next;
            if at == span.end() {
                break;
            }
        }
        paragraphs.push(Paragraph { segments });
    }
    paragraphs
}

fn edges(view: &View<'_>) -> Vec<(usize, bool, Edge)> {
    let reading = view.reading;
    let depths = depths(&reading.attributions);
    let mut edges = Vec::new();
    for (index, attribution) in reading.attributions.iter().enumerate() {
        let roles = [
            (Role::Content, &attribution.content),
            (Role::Source, &attribution.source),
            (Role::Cue, &attribution.cue),
        ];
        for (role, spans) in roles {
            for span in spans.iter().filter(|span| !span.is_empty()) {
                let rank = (depths[index], Reverse(span.len()), index, role);
                edges.push((span.start(), true, Edge::Mark(rank)));
                edges.push((span.end(), false, Edge::Mark(rank)));
            }
        }
    }
    for span in reading.unattributed.iter().filter(|span| !span.is_empty()) {
        edges.push((span.start(), true, Edge::Unattributed));
        edges.push((span.end(), false, Edge::Unattributed));
    }
    for (index, time) in reading.times.iter().enumerate().filter(|(_, time)| !time.span.is_empty())
    {
        edges.push((time.span.start(), true, Edge::Time(index)));
        edges.push((time.span.end(), false, Edge::Time(index)));
    }
    edges
}

/// How deep each attribution lies in others; a parent comes before its child or not, and a
/// circle counts as far as [`DEEPEST`].
pub(crate) fn depths(attributions: &[Attribution]) -> Vec<usize> {
    let depth = |index: usize| {
        let mut depth = 0;
        let mut at = &attributions[index];
        while let Some(outer) = at.nested_in.and_then(|outer| attributions.get(outer)) {
            depth += 1;
            at = outer;
            if depth == DEEPEST {
                break;
            }
        }
        depth
    };
    (0..attributions.len()).map(depth).collect()
}
