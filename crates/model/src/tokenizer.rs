//! BERT's uncased word pieces, each with its bytes of the original text and the features that
//! undo what lower-casing loses.
//!
//! The steps are those of Hugging Face's `BertNormalizer`, `BertPreTokenizer` and `WordPiece`,
//! done in one pass over the characters: drop control characters, set ideographs apart, decompose
//! and drop accents, lower the case, split at white space and punctuation, match the longest
//! pieces. Unlike there, `[SEP]` and its like in a text are words like any other.

use sayso_text::Span;
use unicode_normalization::char::decompose_canonical;

use crate::characters::{is_dropped, is_ideograph, is_mark, is_punctuation, is_space};
use crate::vocabulary::Vocabulary;

/// A word piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes of the original text.
    pub span: Span,
    /// Its number in the vocabulary.
    pub id: u32,
    /// How its word is written.
    pub casing: Casing,
    /// Where it stands to quotation marks.
    pub quotation: Quotation,
    /// Whether it is the first of its line.
    pub line_start: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Casing {
    /// In lower case, or in a script without case.
    Lower = 0,
    /// With a capital and lower case behind it, or a single capital.
    Title = 1,
    /// In two capitals or more.
    Upper = 2,
    /// In some other way: "iPhone", "McCoy".
    Mixed = 3,
    /// With a digit.
    Digit = 4,
    /// Punctuation.
    Punctuation = 5,
}

/// Where a piece stands to quotation marks. Every line starts outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Quotation {
    /// Outside.
    Outside = 0,
    /// Inside.
    Inside = 1,
    /// It is a mark.
    Mark = 2,
}

/// Words longer than this many characters are unknown as a whole.
const LONGEST_WORD: usize = 100;

/// The word pieces of a text, in its order.
pub(crate) fn tokenize(text: &str, vocabulary: &Vocabulary) -> Vec<Piece> {
    let mut pass = Pass {
        text,
        vocabulary,
        pieces: Vec::with_capacity(text.len() / 4),
        word: Word::default(),
        line_start: true,
    };
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let quotation = match c {
            '\n' => {
                inside = false;
                Quotation::Outside
            }
            '"' => {
                inside = !inside;
                Quotation::Mark
            }
            '“' | '„' | '«' => {
                inside = true;
                Quotation::Mark
            }
            '”' | '»' => {
                inside = false;
                Quotation::Mark
            }
            _ if inside => Quotation::Inside,
            _ => Quotation::Outside,
        };
        if is_space(c) {
            pass.end_word();
            pass.line_start |= c == '\n';
        } else if !is_dropped(c) {
            pass.character(c, Span::new(at, at + c.len_utf8()), quotation);
        }
    }
    pass.end_word();
    pass.pieces
}

struct Pass<'t> {
    text: &'t str,
    vocabulary: &'t Vocabulary,
    pieces: Vec<Piece>,
    word: Word,
    line_start: bool,
}

/// The word that is being read, normalised, at most [`LONGEST_WORD`] characters of it.
#[derive(Default)]
struct Word {
    normal: String,
    /// For each byte of `normal` the span of the character it came from.
    origin: Vec<Span>,
    /// Characters of the whole word.
    characters: usize,
    /// From its first to its last character that was not dropped.
    span: Option<Span>,
    quotation: Option<Quotation>,
}

impl Pass<'_> {
    /// Adds one character, not white space, to the words.
    fn character(&mut self, c: char, from: Span, quotation: Quotation) {
        if c.is_ascii() {
            self.normal(c.to_ascii_lowercase(), from, quotation);
            return;
        }
        let alone = is_ideograph(c);
        if alone {
            self.end_word();
        }
        decompose_canonical(c, |part| {
            if !is_mark(part) {
                for lower in part.to_lowercase() {
                    self.normal(lower, from, quotation);
                }
            }
        });
        if alone {
            self.end_word();
        }
    }

    /// Adds one normalised character.
    fn normal(&mut self, c: char, from: Span, quotation: Quotation) {
        let alone = is_punctuation(c);
        if alone {
            self.end_word();
        }
        self.word.push(c, from, quotation);
        if alone {
            self.end_word();
        }
    }

    /// Cuts the word read so far into pieces.
    fn end_word(&mut self) {
        let Some(span) = self.word.span else { return };
        let casing = casing_of(span.of(self.text));
        let quotation = self.word.quotation.unwrap_or(Quotation::Outside);
        let whole = self.pieces.len();
        let mut at = 0;
        while self.word.characters <= LONGEST_WORD && at < self.word.normal.len() {
            let Some((id, end)) = self.vocabulary.longest_match(&self.word.normal, at) else {
                break;
            };
            let span = self.word.origin[at].cover(self.word.origin[end - 1]);
            self.pieces.push(Piece { span, id, casing, quotation, line_start: false });
            at = end;
        }
        if at < self.word.normal.len() || self.word.characters > LONGEST_WORD {
            self.pieces.truncate(whole);
            let id = self.vocabulary.unknown;
            self.pieces.push(Piece { span, id, casing, quotation, line_start: false });
        }
        self.pieces[whole].line_start = self.line_start;
        self.line_start = false;
        self.word.clear();
    }
}

impl Word {
    fn push(&mut self, c: char, from: Span, quotation: Quotation) {
        self.characters += 1;
        self.span = Some(self.span.map_or(from, |span| span.cover(from)));
        self.quotation.get_or_insert(quotation);
        if self.characters <= LONGEST_WORD {
            self.normal.push(c);
            self.origin.resize(self.normal.len(), from);
        }
    }

    fn clear(&mut self) {
        self.normal.clear();
        self.origin.clear();
        self.characters = 0;
        self.span = None;
        self.quotation = None;
    }
}

fn casing_of(word: &str) -> Casing {
    let (mut letters, mut capitals) = (0, 0);
    let (mut first_is_capital, mut punctuation) = (false, false);
    for c in word.chars() {
        if c.is_numeric() {
            return Casing::Digit;
        }
        if c.is_alphabetic() {
            capitals += usize::from(c.is_uppercase());
            first_is_capital |= letters == 0 && c.is_uppercase();
            letters += 1;
        } else {
            punctuation |= is_punctuation(c);
        }
    }
    match (letters, capitals) {
        (0, _) if punctuation => Casing::Punctuation,
        (_, 0) => Casing::Lower,
        (_, 1) if first_is_capital => Casing::Title,
        _ if letters == capitals => Casing::Upper,
        _ => Casing::Mixed,
    }
}
