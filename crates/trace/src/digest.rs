//! What a dispatch is compared by: its words as numbers, its sentences, its quotations.

use std::ops::Range;

use sayso_text::{Layout, Span};

use crate::vocabulary::{Vocabulary, WordId, is_common, is_function_word};

/// A dispatch made ready for comparing.
#[derive(Clone, Debug, Default)]
pub struct Digest {
    /// Words in the order of the text.
    pub words: Vec<Word>,
    /// Sentences in the order of the text.
    pub sentences: Vec<Sentence>,
    /// Quotations that are no scare quotes, in the order of the text.
    pub quotations: Vec<Quote>,
    /// Stems of the title, function words aside.
    pub title: Vec<WordId>,
}

/// A word of a dispatch.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// In lower case.
    pub form: WordId,
    /// What it shares with its inflections.
    pub stem: WordId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Number of its sentence.
    pub sentence: u32,
    /// Whether it stands in a quotation.
    pub quoted: bool,
    /// Whether it seems to be (part of) a name.
    pub name: bool,
}

/// A sentence of a dispatch.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words.
    pub words: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// Equal for equal words.
    pub hash: u64,
}

/// A quotation of a dispatch.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Its words.
    pub words: Range<usize>,
    /// Without its marks and the comma before the closing one.
    pub span: Span,
}

/// Quotations of fewer words are terms, titles and nicknames.
const SHORTEST_QUOTE: usize = 4;

impl Digest {
    /// Makes a dispatch ready.
    pub fn of(text: &str, title: &str, vocabulary: &mut Vocabulary) -> Digest {
        let layout = Layout::of(text);
        let mut digest = Digest::default();
        let mut quotations = layout.quotations.iter().peekable();
        let mut quoted_to = 0;
        for span in &layout.sentences {
            let first = digest.words.len();
            let number = digest.sentences.len();
            let mut opens = true;
            for word in words(text, *span) {
                while let Some(quotation) =
                    quotations.next_if(|quotation| quotation.span.start() <= word.start())
                {
                    quoted_to = quoted_to.max(quotation.inner.end());
                }
                let shown = word.of(text);
                let lower = normal(shown);
                let form = vocabulary.id(&lower);
                let capital = shown.starts_with(char::is_uppercase);
                let name = capital && !is_function_word(&lower) && (!opens || !is_common(&lower));
                opens = text[word.end()..].starts_with([':', '"', '“']);
                digest.words.push(Word {
                    form,
                    stem: vocabulary.stem(form),
                    start: word.start() as u32,
                    end: word.end() as u32,
                    sentence: number as u32,
                    quoted: word.start() < quoted_to,
                    name,
                });
            }
            let words = first..digest.words.len();
            let hash = hash(digest.words[words.clone()].iter().map(|word| word.form));
            let paragraph = layout.paragraph_at(span.start());
            digest.sentences.push(Sentence { words, span: *span, paragraph, hash });
        }
        for quotation in &layout.quotations {
            let inner = quotation.inner;
            let first = digest.words.partition_point(|word| (word.start as usize) < inner.start());
            let last = digest.words.partition_point(|word| (word.start as usize) < inner.end());
            if quotation.inside.is_none() && last - first >= SHORTEST_QUOTE {
                let span = trim_comma(text, inner);
                digest.quotations.push(Quote { words: first..last, span });
            }
        }
        for word in words(title, Span::new(0, title.len())) {
            let form = normal(word.of(title));
            if !is_function_word(&form) {
                let id = vocabulary.id(&form);
                digest.title.push(vocabulary.stem(id));
            }
        }
        digest
    }

    /// Where some words stand.
    pub fn span(&self, words: Range<usize>) -> Span {
        match (self.words.get(words.start), self.words.get(words.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if !words.is_empty() => {
                Span::new(first.start as usize, last.end as usize)
            }
            _ => Span::new(0, 0),
        }
    }

    /// The words that begin in a span.
    pub fn words_in(&self, span: Span) -> Range<usize> {
        let first = self.words.partition_point(|word| (word.start as usize) < span.start());
        let last = self.words.partition_point(|word| (word.start as usize) < span.end());
        first..last
    }
}

/// Equal sequences have equal hashes, in every process.
pub fn hash(words: impl Iterator<Item = WordId>) -> u64 {
    words.fold(0x243f_6a88_85a3_08d3, |hash, word| mix(hash ^ u64::from(word)))
}

/// Spreads a number over all bits (the finaliser of SplitMix64).
pub fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

fn normal(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.contains('\u{2019}') { lower.replace('\u{2019}', "'") } else { lower }
}

fn trim_comma(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let kept = inner.trim_end().trim_end_matches([',', '.']).len();
    Span::new(span.start(), span.start() + kept).trim(text)
}

/// Runs of letters and digits, with the apostrophes, points and commas inside them.
fn words(text: &str, span: Span) -> Vec<Span> {
    let inner = span.of(text);
    let mut found = Vec::with_capacity(inner.len() / 6);
    let mut start: Option<usize> = None;
    let mut characters = inner.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        let joins = match character {
            '\'' | '\u{2019}' => before.is_alphabetic() && next.is_alphabetic(),
            '.' | ',' | ':' => before.is_ascii_digit() && next.is_ascii_digit(),
            _ => character.is_alphanumeric(),
        };
        if joins {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            found.push(Span::new(span.start() + start, span.start() + at));
        }
        before = character;
    }
    if let Some(start) = start {
        found.push(Span::new(span.start() + start, span.end()));
    }
    found
}
