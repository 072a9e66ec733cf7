use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::view::tamed;

/// Breaks styled words into lines of at most `width` columns.
///
/// White space of the input is one blank or a line break; a word wider than a line is cut.
pub struct Wrapper {
    out: String,
    width: usize,
    colour: bool,
    indent: usize,
    column: usize,
    /// The word that is still open, in runs of one style.
    word: Vec<(Style, String)>,
    word_width: usize,
    blank: bool,
}

impl Wrapper {
    /// Lines of so many columns, coloured or not.
    pub fn new(width: usize, colour: bool) -> Self {
        Wrapper {
            out: String::new(),
            width: width.max(20),
            colour,
            indent: 0,
            column: 0,
            word: Vec::new(),
            word_width: 0,
            blank: false,
        }
    }

    /// Adds words; they stick to the word before unless white space is between.
    pub fn push(&mut self, words: &str, style: Style) {
        for character in words.chars() {
            if character.is_whitespace() && character != '\u{a0}' {
                self.end_word();
                self.blank = true;
            } else if let Some(shown) = tamed(character) {
                shown.chars().for_each(|character| self.add(character, style));
            } else {
                self.add(character, style);
            }
        }
    }

    fn add(&mut self, character: char, style: Style) {
        let width = character.width().unwrap_or(0);
        if self.indent + self.word_width + width > self.width {
            self.end_word();
        }
        match self.word.last_mut() {
            Some((last, run)) if *last == style => run.push(character),
            _ => self.word.push((style, character.to_string())),
        }
        self.word_width += width;
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let blank = usize::from(self.blank && self.column > self.indent);
        if self.column + blank + self.word_width > self.width && self.column > self.indent {
            self.out.push('\n');
            self.column = 0;
        } else if blank == 1 {
            self.out.push(' ');
            self.column += 1;
        }
        if self.column == 0 {
            self.out.extend(std::iter::repeat_n(' ', self.indent));
            self.column = self.indent;
        }
        for (style, run) in self.word.drain(..) {
            if self.colour && style != Style::new() {
                self.out.push_str(&format!("{}{run}{}", style.render(), style.render_reset()));
            } else {
                self.out.push_str(&run);
            }
        }
        self.column += self.word_width;
        self.word_width = 0;
        self.blank = false;
    }

    /// Ends the line, if one is begun.
    pub fn line_end(&mut self) {
        self.end_word();
        if self.column > 0 {
            self.out.push('\n');
            self.column = 0;
        }
        self.blank = false;
    }

    /// A line without words.
    pub fn empty_line(&mut self) {
        self.line_end();
        self.out.push('\n');
    }

    /// From here on lines begin with so many blanks.
    pub fn set_indent(&mut self, indent: usize) {
        self.end_word();
        self.indent = indent.min(self.width / 2);
    }

    /// Adds words that are neither broken nor tamed: columns of a table.
    pub fn cell(&mut self, words: &str, style: Style) {
        self.end_word();
        self.word_width = words.width();
        self.word.push((style, words.to_owned()));
        self.end_word();
    }

    /// Puts the next word at this column, on the next line if it is past.
    pub fn column(&mut self, column: usize) {
        self.end_word();
        if self.column >= column {
            self.line_end();
        }
        self.out.extend(std::iter::repeat_n(' ', column - self.column));
        self.column = column;
        self.blank = false;
    }

    /// All lines.
    pub fn finish(mut self) -> String {
        self.line_end();
        self.out
    }
}

/// `words` in at most `width` columns, with an ellipsis where they are cut.
pub(crate) fn shortened(words: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for character in words.chars() {
        let wide = character.width().unwrap_or(0);
        if used + wide + 1 > width {
            out.truncate(out.trim_end().len());
            out.push('…');
            return out;
        }
        used += wide;
        out.push(character);
    }
    out
}
