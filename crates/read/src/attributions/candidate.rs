use sayso_text::Span;

use crate::{Found, Rejected, Rejection};

/// An attribution as a finder proposes it, before rules and model are brought together.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) source: Vec<Span>,
    pub(super) cue: Vec<Span>,
    pub(super) content: Vec<Span>,
    pub(super) found: Found,
    pub(super) confidence: f32,
    /// The layout of the text settles it (labels, credits): stronger than what the model says.
    pub(super) settled: bool,
    /// Stands for a gap only: given up for anything that shares its content.
    pub(super) last_resort: bool,
}

impl Candidate {
    pub(super) fn new(
        rule: &'static str,
        source: Option<Span>,
        cue: impl Into<Option<Span>>,
        content: Vec<Span>,
        confidence: f32,
    ) -> Self {
        Candidate {
            source: source.into_iter().collect(),
            cue: cue.into().into_iter().collect(),
            content,
            found: Found::Rule(rule),
            confidence,
            settled: false,
            last_resort: false,
        }
    }

    pub(super) fn settled(self) -> Self {
        Candidate { settled: true, ..self }
    }

    pub(super) fn last_resort(self) -> Self {
        Candidate { last_resort: true, ..self }
    }

    /// The same as a reading that lost.
    pub(super) fn reject(self, reason: Rejection) -> Rejected {
        let Candidate { source, cue, content, found, confidence, .. } = self;
        Rejected { source, cue, content, confidence, found, reason }
    }

    /// From the first word of the content to the last.
    pub(super) fn cover(&self) -> Span {
        let first = self.content.first().copied().unwrap_or(Span::new(0, 0));
        self.content.iter().fold(first, |cover, span| cover.cover(*span))
    }
}
