//! Words of a text with their calendar sense, and where sentences, lines and quotations end.

use crate::lexicon::{Hint, Lex, look_up};

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) lex: Lex,
    pub(crate) hint: Hint,
    /// What stands between it and the token before.
    pub(crate) gap: Gap,
    /// Whether it begins with a capital letter.
    pub(crate) capital: bool,
    /// Whether it stands inside quotation marks.
    pub(crate) quoted: bool,
    /// Which sentence of the text it belongs to.
    pub(crate) sentence: u32,
}

/// What separates two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// Blanks, or the end of a wrapped line.
    Blank,
    /// The end of a line that was not merely wrapped, or of a paragraph.
    Line,
}

/// Lines of this length may have been wrapped.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=110;

/// Abbreviations after which a capital letter begins no sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "gov", "sen", "rep", "gen", "lt", "col", "sgt", "capt", "maj", "rev",
    "st", "inc", "corp", "co", "ltd", "jr", "sr", "no", "vs", "prof", "hon", "messrs", "adm",
    "cmdr",
];

/// The calendar's words may be shortened with a full stop, which belongs to them.
fn shortened(word: &str) -> bool {
    const SHORT: &[&str] = &[
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon",
        "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    ];
    word.len() <= 5 && SHORT.iter().any(|short| word.eq_ignore_ascii_case(short))
}

/// Cuts `text` into tokens.
pub(crate) fn lex(text: &str) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        at: 0,
        tokens: Vec::with_capacity(text.len() / 5),
        quoted: false,
        sentence: 0,
    };
    while lexer.step() {}
    lexer.tokens
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
    quoted: bool,
    sentence: u32,
}

impl Lexer<'_> {
    fn step(&mut self) -> bool {
        let (gap, start) = self.gap();
        let rest = &self.text[start..];
        let Some(first) = rest.chars().next() else { return false };
        if gap == Gap::Line {
            self.quoted = false;
        }
        let length = if first.is_alphabetic() {
            word_length(rest)
        } else if first.is_ascii_digit() {
            number_length(rest)
        } else {
            first.len_utf8()
        };
        let word = &rest[..length];
        let (lex, hint) = if first.is_alphabetic() {
            look_up(word)
        } else if first.is_ascii_digit() {
            (number(word), Hint::None)
        } else if first == '\'' || first == '’' {
            self.apostrophe(rest)
        } else {
            (Lex::Mark(first), Hint::None)
        };
        let length = if matches!(lex, Lex::Mark('\'')) { first.len_utf8() } else { length };
        if self.sentence_ends(gap, first) {
            self.sentence += 1;
        }
        let closes = self.quoted && (matches!(first, '”' | '"') || rest.starts_with("''"));
        if closes {
            self.quoted = false;
        }
        self.tokens.push(Token {
            start: start as u32,
            end: (start + length) as u32,
            lex,
            hint,
            gap,
            capital: first.is_uppercase(),
            quoted: self.quoted,
            sentence: self.sentence,
        });
        if !closes && (matches!(first, '“' | '"') || rest.starts_with("``")) {
            self.quoted = true;
        }
        self.at = start + length;
        true
    }

    /// Skips blanks; tells what they are and where the next token begins.
    fn gap(&self) -> (Gap, usize) {
        let rest = &self.text[self.at..];
        let blanks = rest.len() - rest.trim_start().len();
        let start = self.at + blanks;
        if self.tokens.is_empty() {
            return (Gap::Line, start);
        }
        let blank = &rest[..blanks];
        let lines = blank.bytes().filter(|byte| *byte == b'\n').count();
        let gap = match lines {
            0 if blanks == 0 => Gap::None,
            0 => Gap::Blank,
            1 if self.wrapped(start) => Gap::Blank,
            _ => Gap::Line,
        };
        (gap, start)
    }

    /// Whether the line that ends here goes on in the next: long enough, unfinished, and the next
    /// begins small or with a number.
    fn wrapped(&self, next: usize) -> bool {
        let before = &self.text.as_bytes()[..self.at];
        let reach = before.len().saturating_sub(*WRAPPED.end() + 1);
        let length = before[reach..].iter().rev().take_while(|byte| **byte != b'\n').count();
        let open = before.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b',');
        let small = self.text[next..]
            .chars()
            .next()
            .is_some_and(|first| first.is_lowercase() || first.is_ascii_digit());
        WRAPPED.contains(&length) && open && small
    }

    fn sentence_ends(&self, gap: Gap, first: char) -> bool {
        let Some(last) = self.tokens.last() else { return false };
        match gap {
            Gap::Line => true,
            Gap::None => false,
            Gap::Blank => {
                let opens = first.is_uppercase()
                    || first.is_ascii_digit()
                    || matches!(first, '"' | '“' | '‘' | '`' | '«' | '»' | '\'');
                opens && self.ended(last)
            }
        }
    }

    /// Whether the tokens so far end in a full stop that is none of an abbreviation, whatever
    /// quotation mark or bracket closes after it.
    fn ended(&self, last: &Token) -> bool {
        let mut tail = self.tokens.iter().rev().take(4);
        let mut stop = Some(last);
        while let Some(token) = stop {
            match token.lex {
                Lex::Mark('"' | '”' | '’' | '\'' | ')' | ']') => stop = tail.next(),
                Lex::Mark('!' | '?') => return true,
                Lex::Mark('.') => {
                    let before = tail.find(|before| before.end <= token.start);
                    return before.is_none_or(|word| {
                        let letters = &self.text[word.start as usize..word.end as usize];
                        let initial = letters.len() == 1 && word.capital;
                        let short = letters.len() <= 6
                            && ABBREVIATIONS
                                .iter()
                                .any(|short| letters.eq_ignore_ascii_case(short));
                        word.end != token.start || !(initial || short)
                    });
                }
                // "… at 5 p.m. He left": the stop belongs to the word.
                Lex::Meridiem(_) => return true,
                _ => return false,
            }
        }
        false
    }

    fn apostrophe(&self, rest: &str) -> (Lex, Hint) {
        let tail = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        if tail.starts_with("ll") && !tail[2..].starts_with(|c: char| c.is_alphanumeric()) {
            return (Lex::Mark('\''), Hint::Future);
        }
        (Lex::Mark('\''), Hint::None)
    }
}

/// A word: letters, and "a.m.", "Sept." with their stops.
fn word_length(rest: &str) -> usize {
    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let bytes = rest.as_bytes();
    let stop = |at: usize| bytes.get(at) == Some(&b'.');
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if letters == 1 && stop(1) && letter(2) && !letter(3) {
        // a.m. p.m. U.S. and longer ones
        let mut end = 1;
        while stop(end) && letter(end + 1) && !letter(end + 2) {
            end += 2;
        }
        return if stop(end) { end + 1 } else { end };
    }
    if stop(letters) && shortened(&rest[..letters]) {
        return letters + 1;
    }
    letters
}

/// Digits, with commas between thousands.
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) {
        end += 1;
    }
    while end <= 12
        && bytes.get(end) == Some(&b',')
        && digit(end + 1)
        && digit(end + 2)
        && digit(end + 3)
        && !digit(end + 4)
    {
        end += 4;
    }
    end
}

fn number(word: &str) -> Lex {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    if digits > 9 {
        return Lex::Number(u32::MAX, 10);
    }
    let value = word
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    // With a comma it is a count, never a year.
    Lex::Number(value, if word.contains(',') { 9 } else { digits as u8 })
}
