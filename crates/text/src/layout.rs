use std::ops::Range;

use crate::{Quotation, Setting, Span, paragraphs, quotations, sentences, words};

/// The parts of a text, each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// How paragraphs are set.
    pub setting: Setting,
    /// Paragraphs, headlines and other lines that stand alone.
    pub paragraphs: Vec<Span>,
    /// Sentences; none runs over the end of a paragraph.
    pub sentences: Vec<Span>,
    /// Runs of letters, digits and underscores.
    pub words: Vec<Span>,
    /// What stands in quotation marks, by their opening marks.
    pub quotations: Vec<Quotation>,
}

impl Layout {
    /// The layout of `text`.
    pub fn of(text: &str) -> Layout {
        let (paragraphs, setting) = paragraphs(text);
        let sentences = sentences(text, &paragraphs);
        let quotations = quotations(text, &paragraphs);
        Layout { setting, sentences, words: words(text), quotations, paragraphs }
    }

    /// The number of the paragraph that holds the byte `at`, or of the one before it.
    pub fn paragraph_at(&self, at: usize) -> usize {
        last_from(&self.paragraphs, at)
    }

    /// The number of the sentence that holds the byte `at`, or of the one before it.
    pub fn sentence_at(&self, at: usize) -> usize {
        last_from(&self.sentences, at)
    }

    /// The numbers of the words that begin in `span`.
    pub fn words_in(&self, span: Span) -> Range<usize> {
        begins_in(&self.words, span)
    }

    /// The numbers of the sentences that begin in `span`.
    pub fn sentences_in(&self, span: Span) -> Range<usize> {
        begins_in(&self.sentences, span)
    }

    /// The numbers of the quotations that open in `span`.
    pub fn quotations_in(&self, span: Span) -> Range<usize> {
        let first = self.quotations.partition_point(|q| q.span.start() < span.start());
        let last = self.quotations.partition_point(|q| q.span.start() < span.end());
        first..last
    }
}

fn last_from(spans: &[Span], at: usize) -> usize {
    spans.partition_point(|span| span.start() <= at).saturating_sub(1)
}

fn begins_in(spans: &[Span], span: Span) -> Range<usize> {
    let first = spans.partition_point(|s| s.start() < span.start());
    let last = spans.partition_point(|s| s.start() < span.end());
    first..last
}
