use sayso_text::{Layout, Quotation, Span};

use super::lexicon::{Flags, flags};

/// A text with its layout and its tokens, as every finder sees it.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) layout: &'t Layout,
    pub(super) tokens: Vec<Token>,
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) flags: Flags,
    /// Holds a letter or digit.
    pub(super) word: bool,
    /// Begins with a capital.
    pub(super) capital: bool,
    /// The smallest quotation around it, its marks included.
    pub(super) quotation: Option<u32>,
}

impl<'t> Page<'t> {
    pub(super) fn new(text: &'t str, layout: &'t Layout) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / 4);
        for sentence in &layout.sentences {
            tokenize(text, *sentence, &mut tokens);
        }
        let mut page = Page { text, layout, tokens };
        page.mark_quotations();
        page
    }

    fn mark_quotations(&mut self) {
        let quotations = &self.layout.quotations;
        let mut next = 0;
        let mut around: Option<usize> = None;
        for token in &mut self.tokens {
            let at = token.span.start();
            while next < quotations.len() && quotations[next].span.start() <= at {
                around = Some(next);
                next += 1;
            }
            while let Some(number) = around.filter(|n| quotations[*n].span.end() <= at) {
                around = quotations[number].inside;
            }
            token.quotation = around.map(|number| number as u32);
        }
    }

    /// The numbers of the tokens that begin in `span`.
    pub(super) fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.start() < span.start());
        let last = self.tokens.partition_point(|t| t.span.start() < span.end());
        first..last
    }

    pub(super) fn word(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |token| token.span.of(self.text))
    }

    /// Whether the token is one of the lower-case `words`, whatever its case.
    pub(super) fn is(&self, token: usize, words: &[&str]) -> bool {
        let word = self.word(token);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    pub(super) fn has(&self, token: usize, flags: Flags) -> bool {
        self.tokens.get(token).is_some_and(|token| token.flags.any(flags))
    }

    /// From the first of the tokens to the last.
    pub(super) fn cover(&self, tokens: std::ops::Range<usize>) -> Span {
        let first = self.tokens[tokens.start].span;
        first.cover(self.tokens[tokens.end - 1].span)
    }

    /// The outermost quotation around the token, as a number.
    pub(super) fn outer_quotation(&self, token: usize) -> Option<usize> {
        let mut number = self.tokens.get(token)?.quotation? as usize;
        while let Some(outer) = self.layout.quotations[number].inside {
            number = outer;
        }
        Some(number)
    }

    pub(super) fn quotation(&self, number: usize) -> &'t Quotation {
        &self.layout.quotations[number]
    }

    /// The span without marks and white space at its edges that bear no meaning: commas, stops,
    /// dashes. Closing brackets stay where their partner is inside.
    pub(super) fn trim(&self, span: Span) -> Span {
        let words = span.of(self.text);
        let edge = |c: char| c.is_whitespace() || ",;:.–—-".contains(c);
        let start = span.start() + (words.len() - words.trim_start_matches(edge).len());
        let rest = &self.text[start..span.end()];
        let mut end = start + rest.trim_end_matches(edge).len();
        // The stop of an abbreviation belongs to it: U.S., p.m., Jr.
        let kept = &self.text[start..end];
        let last = kept.rsplit([' ', '\n']).next().unwrap_or_default();
        if self.text[end..span.end()].starts_with('.') && last.contains('.') {
            end += 1;
        }
        Span::new(start, end)
    }
}

fn tokenize(text: &str, sentence: Span, tokens: &mut Vec<Token>) {
    let mut characters = sentence.of(text).char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        if character.is_whitespace() {
            continue;
        }
        let start = sentence.start() + offset;
        let mut end = start + character.len_utf8();
        let word = character.is_alphanumeric() || character == '_';
        if word {
            let mut before = character;
            while let Some((_, next)) = characters.peek().copied() {
                let joined = next.is_alphanumeric() || next == '_' || {
                    let behind = text[end + next.len_utf8()..sentence.end()].chars().next();
                    joins(before, next, behind)
                };
                if !joined {
                    break;
                }
                before = next;
                end += next.len_utf8();
                characters.next();
            }
        }
        let span = Span::new(start, end);
        let lower =
            if word { span.of(text).to_lowercase().replace('’', "'") } else { String::new() };
        let flags = if word {
            flags(&lower)
        } else if character == '&' {
            Flags::CONJUNCTION
        } else {
            Flags::NONE
        };
        tokens.push(Token {
            span,
            flags,
            word,
            capital: character.is_uppercase(),
            quotation: None,
        });
    }
}

/// Whether a mark inside a word belongs to it: don't, vice-president, 3.5, U.S.
fn joins(before: char, mark: char, behind: Option<char>) -> bool {
    let Some(behind) = behind else { return false };
    match mark {
        '\'' | '’' | '-' | '@' | '/' => before.is_alphanumeric() && behind.is_alphanumeric(),
        '.' => {
            (before.is_ascii_digit() && behind.is_ascii_digit())
                || (before.is_alphabetic() && behind.is_alphabetic())
        }
        ',' => before.is_ascii_digit() && behind.is_ascii_digit(),
        _ => false,
    }
}
