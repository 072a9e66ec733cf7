use std::ops::Range;

use sayso_text::{Layout, Span};

/// A word as names are made of: "Tarsk-Inform", "O'Neill", "U.S." and "Mrs." are one each.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Where it stands, a possessive ending left out.
    pub span: Span,
    /// In lower case, stops left out.
    pub lower: String,
    /// Begins with a capital.
    pub capital: bool,
    /// All capitals, two letters or more.
    pub upper: bool,
    /// Ends with 's or s'.
    pub possessive: bool,
    /// First of its sentence, or of a quotation, or after a colon.
    pub opens: bool,
    /// Number of its sentence.
    pub sentence: usize,
    /// Stands in quotation marks that hold a sentence or so, not a mere title.
    pub quoted: bool,
}

/// The tokens of a text with what lies between them.
pub(crate) struct Tokens<'t> {
    pub text: &'t str,
    all: Vec<Token>,
}

impl<'t> Tokens<'t> {
    pub fn of(text: &'t str, layout: &Layout) -> Self {
        let mut all: Vec<Token> = Vec::with_capacity(layout.words.len());
        let words = &layout.words;
        let mut at = 0;
        while at < words.len() {
            let first = words[at];
            let mut end = first.end();
            let mut possessive = false;
            at += 1;
            while let Some(next) = words.get(at) {
                let between = &text[end..next.start()];
                let word = next.of(text);
                match between {
                    "-" | "‑" => {}
                    "'" | "’" if word == "s" => {
                        possessive = true;
                        at += 1;
                        break;
                    }
                    "'" | "’" if begins_big(word) || word.len() <= 2 => {}
                    "." if word.chars().count() == 1
                        && begins_big(word)
                        && is_initials(&text[first.start()..end]) => {}
                    _ => break,
                }
                end = next.end();
                at += 1;
            }
            // A stop belongs to initials and to titles, unless it ends the sentence.
            let word = &text[first.start()..end];
            let ends = layout.sentences.get(layout.sentence_at(first.start()));
            let ends = ends.is_some_and(|sentence| sentence.end() <= end + 1);
            let short =
                is_abbreviation(word) || (is_initials(word) && (!ends || word.contains('.')));
            if text[end..].starts_with('.') && short && !possessive {
                end += 1;
            }
            let after = text[end..].chars().next();
            if !possessive && word.ends_with('s') && matches!(after, Some('\'' | '’')) {
                let next = text[end..].chars().nth(1);
                possessive = next == Some(' ') && !opens_quotation(layout, first, end);
            }
            all.push(token(text, Span::new(first.start(), end), possessive));
        }
        let mut tokens = Tokens { text, all };
        tokens.place(layout);
        tokens
    }

    fn place(&mut self, layout: &Layout) {
        let mut before: Option<(usize, usize)> = None;
        // "14.20 Rail company": the first word behind a number opens as well.
        let mut numbers_only = false;
        let mut quotation = 0;
        let mut quoted_to = 0;
        for token in &mut self.all {
            let start = token.span.start();
            token.sentence = layout.sentence_at(start);
            let gap = before.map_or("", |(end, _)| &self.text[end..start]);
            let same = before.is_some_and(|(_, sentence)| sentence == token.sentence);
            let mark =
                gap.contains([':', '"', '“', '»', '•', '|']) || gap.ends_with(['\'', '‘', '«']);
            token.opens = !same || mark || numbers_only;
            numbers_only = token.opens && !token.lower.starts_with(char::is_alphabetic);
            while let Some(next) = layout.quotations.get(quotation) {
                if next.span.start() > start {
                    break;
                }
                quoted_to = quoted_to.max(next.span.end());
                quotation += 1;
            }
            token.quoted = start < quoted_to;
            before = Some((token.span.end(), token.sentence));
        }
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }

    pub fn slice(&self, range: Range<usize>) -> &[Token] {
        &self.all[range]
    }

    /// The lower-cased word at `at`, empty outside the text.
    pub fn lower(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |token| &token.lower)
    }

    /// What lies between the token at `at` and the next one.
    pub fn gap(&self, at: usize) -> &'t str {
        match (self.all.get(at), self.all.get(at.wrapping_add(1))) {
            (Some(here), Some(next)) => {
                let gap = &self.text[here.span.end()..next.span.start()];
                if here.possessive {
                    gap.trim_start_matches(['\'', '’']).trim_start_matches('s')
                } else {
                    gap
                }
            }
            (Some(here), None) => &self.text[here.span.end()..],
            _ => "",
        }
    }

    /// Whether nothing but white space parts the token at `at` from the next.
    pub fn joined(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let Some(next) = self.all.get(at + 1) else { return false };
        next.sentence == self.all[at].sentence
            && gap.chars().all(|c| c == ' ' || c == '\n' || c == '\u{a0}' || c == '\r')
    }

    /// Whether the token at `at` stands in the sentence of the one before it.
    pub fn joined_to(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.all.get(before));
        before.zip(self.all.get(at)).is_some_and(|(one, other)| one.sentence == other.sentence)
    }

    /// The tokens that begin in `span`.
    pub fn within(&self, span: Span) -> Range<usize> {
        let first = self.all.partition_point(|token| token.span.start() < span.start());
        let last = self.all.partition_point(|token| token.span.start() < span.end());
        first..last.max(first)
    }

    /// From the first to the last of `range`.
    pub fn cover(&self, range: Range<usize>) -> Option<Span> {
        let first = self.all.get(range.start)?;
        let last = self.all.get(range.end.checked_sub(1)?)?;
        (range.start < range.end).then(|| first.span.cover(last.span))
    }

    /// The words of `range` with single spaces.
    pub fn words(&self, range: Range<usize>) -> String {
        self.cover(range).map(|span| plain_spaces(span.of(self.text))).unwrap_or_default()
    }

    /// The tokens of the sentence that holds the token at `at`.
    pub fn sentence_of(&self, at: usize) -> Range<usize> {
        let Some(token) = self.all.get(at) else { return at..at };
        let number = token.sentence;
        let first = self.all.partition_point(|token| token.sentence < number);
        let last = self.all.partition_point(|token| token.sentence <= number);
        first..last
    }
}

/// One space for every run of white space.
pub(crate) fn plain_spaces(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn token(text: &str, span: Span, possessive: bool) -> Token {
    let word = span.of(text);
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let upper = letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase);
    Token {
        span,
        lower: word.to_lowercase().replace('.', "").replace('’', "'"),
        capital: begins_big(word),
        upper,
        possessive,
        opens: false,
        sentence: 0,
        quoted: false,
    }
}

fn begins_big(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Single capitals with stops between them: "J", "U.S".
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.chars();
        matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase())
    })
}

fn is_abbreviation(word: &str) -> bool {
    const SHORT: &[&str] = &[
        "Mr", "hon", "Mrs", "Ms", "Dr", "Prof", "Rev", "Hon", "Sen", "Sens", "Rep", "Reps", "Gov",
        "Gen", "Lt", "Col", "Maj", "Capt", "Cmdr", "Adm", "Sgt", "Cpl", "Det", "Insp", "Supt",
        "Cllr", "Pres", "St", "Jr", "Sr", "No",
    ];
    SHORT.contains(&word)
}

/// Whether an apostrophe behind a plural closes a quotation rather than marking the genitive.
fn opens_quotation(layout: &Layout, first: Span, end: usize) -> bool {
    let near = layout.quotations.partition_point(|q| q.span.start() <= first.start());
    near > 0 && layout.quotations[near - 1].inner.end() == end
}
