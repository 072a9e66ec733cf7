//! From tokens to expressions: one file a family.
//!
//! A family is a function of a [`Cursor`] and the index of the first token; it returns the index
//! after the last and the [`Meaning`]. [`find`] asks them all at each token that may begin an
//! expression and keeps the longest answer, the earlier family winning a tie.

mod clock;
mod date;
mod duration;
mod holiday;
mod number;
mod period;
mod range;
mod relative;
mod repeated;
mod vague;

use crate::lexer::{Gap, Token};
use crate::lexicon::Lex;
use crate::meaning::Meaning;

/// An expression: its tokens and what it means.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// First token.
    pub(crate) start: usize,
    /// After the last token.
    pub(crate) end: usize,
    pub(crate) meaning: Meaning,
}

/// What a family returns: the index after its last token, and the meaning.
type Parsed = Option<(usize, Meaning)>;

/// Finds the expressions of a text, in order, none overlapping another.
pub(crate) fn find(text: &str, tokens: &[Token]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut cursor = Cursor { text, tokens, limit: 0 };
    let mut at = 0;
    while at < tokens.len() {
        if at >= cursor.limit {
            let line = tokens[at + 1..].iter().position(|token| token.gap == Gap::Line);
            cursor.limit = line.map_or(tokens.len(), |length| at + 1 + length);
        }
        let short_year =
            tokens[at].lex == Lex::Mark('\'') && matches!(cursor.lex(at + 1), Lex::Number(_, 2));
        if matches!(tokens[at].lex, Lex::Word | Lex::Mark(_) | Lex::Meridiem(_)) && !short_year {
            at += 1;
            continue;
        }
        match expression(&cursor, at) {
            Some((end, meaning)) => {
                found.push(Found { start: at, end, meaning });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn expression(c: &Cursor, at: usize) -> Parsed {
    const FAMILIES: &[fn(&Cursor, usize) -> Parsed] = &[
        range::range,
        clock::moment,
        period::period,
        relative::shifted,
        duration::duration,
        repeated::repeated,
        vague::vague,
    ];
    let mut best: Parsed = None;
    for family in FAMILIES {
        if let Some((end, meaning)) = family(c, at)
            && best.as_ref().is_none_or(|(longest, _)| end > *longest)
        {
            best = Some((end, meaning));
        }
    }
    best
}

/// Looks at tokens up to the end of the line.
pub(crate) struct Cursor<'a> {
    text: &'a str,
    tokens: &'a [Token],
    limit: usize,
}

impl Cursor<'_> {
    fn lex(&self, at: usize) -> Lex {
        if at < self.limit { self.tokens[at].lex } else { Lex::End }
    }

    /// The word before `at`, whatever line it stands in; empty at the beginning.
    fn before(&self, at: usize, back: usize) -> &str {
        let Some(index) = at.checked_sub(back) else { return "" };
        match self.tokens.get(index + 1..=at) {
            Some(between) if between.iter().all(|token| token.gap != Gap::Line) => self.raw(index),
            _ => "",
        }
    }

    fn lex_before(&self, at: usize) -> Lex {
        match (at.checked_sub(1), self.tokens.get(at)) {
            (Some(before), Some(token)) if token.gap != Gap::Line => self.tokens[before].lex,
            _ => Lex::End,
        }
    }

    fn raw(&self, at: usize) -> &str {
        let token = &self.tokens[at];
        &self.text[token.start as usize..token.end as usize]
    }

    fn word(&self, at: usize) -> &str {
        if at < self.limit { self.raw(at) } else { "" }
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    fn any(&self, at: usize, words: &[&str]) -> bool {
        let here = self.word(at);
        words.iter().any(|word| here.eq_ignore_ascii_case(word))
    }

    /// The index after `words`, if they stand at `at`.
    fn words(&self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().enumerate().all(|(n, word)| self.is(at + n, word)).then_some(at + words.len())
    }

    fn mark(&self, at: usize, mark: char) -> bool {
        self.lex(at) == Lex::Mark(mark)
    }

    /// Whether nothing stands between it and the token before.
    fn glued(&self, at: usize) -> bool {
        at < self.limit && self.tokens[at].gap == Gap::None
    }

    fn capital(&self, at: usize) -> bool {
        at < self.limit && self.tokens[at].capital
    }

    /// Over a hyphen, if one stands here.
    fn hyphen(&self, at: usize) -> Option<usize> {
        (matches!(self.lex(at), Lex::Mark('-' | '‐' | '‑')) && self.glued(at) && self.glued(at + 1))
            .then_some(at + 1)
    }

    fn skip_hyphen(&self, at: usize) -> usize {
        self.hyphen(at).unwrap_or(at)
    }

    fn skip(&self, at: usize, words: &[&str]) -> usize {
        if self.any(at, words) { at + 1 } else { at }
    }

    /// Over "'s" or a bare "'".
    fn possessive(&self, at: usize) -> Option<usize> {
        if !self.mark(at, '\'') || !self.glued(at) {
            return None;
        }
        Some(if self.is(at + 1, "s") && self.glued(at + 1) { at + 2 } else { at + 1 })
    }

    /// Whether a new sentence begins here.
    fn opens_sentence(&self, at: usize) -> bool {
        let sentence = |at: usize| self.tokens.get(at).map(|token| token.sentence);
        at.checked_sub(1).is_none_or(|before| sentence(at) != sentence(before))
    }
}
