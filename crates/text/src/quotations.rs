//! Quotation marks, paired.
//!
//! One pass per paragraph with a stack of open marks. What a straight mark or an apostrophe does
//! is read from its neighbours: a mark behind white space opens, one behind a word closes, feet
//! and inches (`5'11"`), contractions and elisions do neither. A mark that finds no partner is
//! left aside, unless the next paragraph opens with the same mark again: then the quotation runs
//! on.

use crate::Span;

/// A stretch of text in quotation marks; one piece a paragraph where it runs over several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// The kind of its marks.
    pub mark: Mark,
    /// Index of the smallest quotation around it.
    pub inside: Option<usize>,
    /// Index of the piece in the paragraph before that it goes on from.
    pub continues: Option<usize>,
    /// Whether it goes on in the next paragraph, so that no mark closes this piece.
    pub runs_on: bool,
}

/// Kinds of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// “…”, „…“ or ”…”.
    Double,
    /// "…".
    Straight,
    /// ‘…’ or ‚…‘.
    Single,
    /// '…'.
    StraightSingle,
    /// «…», »…«, ‹…› or ›…‹.
    Angle,
}

const KINDS: usize = 5;

/// The quotations of a text, in the order of their opening marks.
pub fn quotations(text: &str, paragraphs: &[Span]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open_before: Option<Open> = None;
    for paragraph in paragraphs {
        let mut pairs = Pairs::new(text, *paragraph);
        pairs.scan();
        let first = found.len();
        let Pairs { mut done, stack, stray, .. } = pairs;
        done.sort_by_key(|q| (q.span.start(), std::cmp::Reverse(q.span.end())));

        // A quotation left open by the paragraph before goes on here, or was a stray mark.
        if let Some(open) = open_before.take() {
            let mark = open.mark;
            let reopened = reopening(text, *paragraph, mark);
            let again = reopened.and_then(|at| {
                let closed = done.iter().position(|q| q.span.start() == at && q.mark == mark);
                let left = stack.iter().any(|o| o.start == at);
                (closed.is_some() || left).then_some(closed)
            });
            let closed_by = stray.filter(|stray| reopened.is_none() && stray.mark == mark);
            if again.is_some() || closed_by.is_some() {
                let before = end_piece(&mut found, open);
                if let Some(Some(number)) = again {
                    done[number].continues = Some(before);
                } else if let Some(stray) = closed_by {
                    let inner = Span::new(paragraph.start(), stray.start);
                    let span = Span::new(paragraph.start(), stray.end);
                    let piece = Quotation { continues: Some(before), ..piece(span, inner, mark) };
                    done.insert(0, piece);
                } else {
                    // Reopened and again not closed: it may go on for one more paragraph.
                    open_before =
                        stack.first().cloned().map(|o| Open { before: Some(before), ..o });
                }
            }
        }
        found.extend(done);
        if open_before.is_none() {
            open_before = stack.into_iter().find(|open| {
                !matches!(open.mark, Mark::StraightSingle) || open.start == paragraph.start()
            });
        }
        if let Some(open) = &mut open_before {
            open.limit = paragraph.end();
            open.first = first;
        }
    }
    enclose(&mut found);
    found
}

#[derive(Clone, Debug)]
struct Open {
    mark: Mark,
    start: usize,
    end: usize,
    /// Where it may have been closed: an apostrophe behind an s.
    perhaps: Option<(usize, usize)>,
    /// The piece in the paragraph before that it goes on from.
    before: Option<usize>,
    /// The end of its paragraph.
    limit: usize,
    /// Number of the first quotation of its paragraph.
    first: usize,
    /// The character that closes it, for marks that are used both ways.
    by: char,
}

fn piece(span: Span, inner: Span, mark: Mark) -> Quotation {
    Quotation { span, inner, mark, inside: None, continues: None, runs_on: false }
}

/// Closes `open` at the end of its paragraph and returns its number.
fn end_piece(found: &mut Vec<Quotation>, open: Open) -> usize {
    let span = Span::new(open.start, open.limit);
    let piece = Quotation {
        continues: open.before,
        runs_on: true,
        ..piece(span, Span::new(open.end, open.limit), open.mark)
    };
    let at = open.first + found[open.first..].partition_point(|q| q.span.start() < open.start);
    found.insert(at, piece);
    for later in &mut found[at + 1..] {
        // Only pieces of this very paragraph lie behind it.
        if let Some(number) = later.continues.filter(|number| *number >= at) {
            later.continues = Some(number + 1);
        }
    }
    at
}

/// Where the paragraph opens with a mark of the kind.
fn reopening(text: &str, paragraph: Span, mark: Mark) -> Option<usize> {
    let first = paragraph.of(text).chars().next()?;
    let same = match mark {
        Mark::Double => matches!(first, '“' | '„' | '”'),
        Mark::Straight => first == '"',
        Mark::Single => matches!(first, '‘' | '‚'),
        Mark::StraightSingle => first == '\'',
        Mark::Angle => matches!(first, '«' | '»' | '‹' | '›'),
    };
    same.then_some(paragraph.start())
}

fn enclose(found: &mut [Quotation]) {
    let mut around: Vec<usize> = Vec::new();
    for number in 0..found.len() {
        let span = found[number].span;
        while around.last().is_some_and(|outer| !found[*outer].span.contains(span)) {
            around.pop();
        }
        found[number].inside = around.last().copied();
        around.push(number);
    }
}

#[derive(Clone, Copy)]
struct Stray {
    mark: Mark,
    start: usize,
    end: usize,
}

struct Pairs<'t> {
    text: &'t str,
    paragraph: Span,
    stack: Vec<Open>,
    /// How many marks of each kind are open.
    open: [usize; KINDS],
    done: Vec<Quotation>,
    /// The first closing mark without a partner.
    stray: Option<Stray>,
    /// How many `«` and `»` are still to come, to tell »…« from bullets.
    angles: [usize; 2],
    /// The marks that will close the open angles.
    angle_ends: Vec<char>,
    /// Where the last quotation ended.
    ended: usize,
}

impl<'t> Pairs<'t> {
    fn new(text: &'t str, paragraph: Span) -> Self {
        let words = paragraph.of(text);
        let count = |marks: [char; 2]| words.matches(marks).count();
        Pairs {
            text,
            paragraph,
            stack: Vec::new(),
            open: [0; KINDS],
            done: Vec::new(),
            stray: None,
            angles: [count(['«', '‹']), count(['»', '›'])],
            angle_ends: Vec::new(),
            ended: usize::MAX,
        }
    }

    fn scan(&mut self) {
        let mut characters = self.paragraph.of(self.text).char_indices().peekable();
        let mut previous = None;
        while let Some((offset, character)) = characters.next() {
            let next = characters.peek().map(|(_, character)| *character);
            let start = self.paragraph.start() + offset;
            let here = Here { character, previous, next, start, after_end: start == self.ended };
            match character {
                '"' => self.straight(&here),
                '\'' => self.apostrophe(&here, Mark::StraightSingle),
                '’' => self.apostrophe(&here, Mark::Single),
                '“' if self.is_open_by('“') => self.close(&here, Mark::Double),
                '“' | '„' if !here.before_space() || here.after_opener() => {
                    let by = if character == '„' && self.paragraph_has_later('“', &here) {
                        '“'
                    } else {
                        '”'
                    };
                    self.open(&here, Mark::Double, by);
                }
                '”' if self.open[Mark::Double as usize] == 0 && here.opens() => {
                    self.open(&here, Mark::Double, '”');
                }
                '”' => self.close(&here, Mark::Double),
                '‘' if self.is_open_by('‘') => self.close(&here, Mark::Single),
                '‘' | '‚' if !here.before_space() => {
                    let by = if character == '‚' { '‘' } else { '’' };
                    self.open(&here, Mark::Single, by);
                }
                '«' | '‹' | '»' | '›' => self.angle(&here),
                _ => {}
            }
            previous = Some(character);
        }
        while let Some(last) = self.stack.last() {
            // What may have been closed by an apostrophe was.
            if last.perhaps.is_none() {
                break;
            }
            self.settle();
        }
    }

    fn paragraph_has_later(&self, _mark: char, here: &Here) -> bool {
        // „…“ is the rule; „…” occurs. A short look ahead decides, so the pass stays linear.
        let rest = &self.text[here.start..self.paragraph.end()];
        let near = rest.chars().skip(1).take(400);
        near.into_iter().find(|c| matches!(c, '“' | '”')).is_none_or(|c| c == '“')
    }

    fn straight(&mut self, here: &Here) {
        let open = self.open[Mark::Straight as usize] > 0;
        let inches = here.after_digit() && (!open || here.after_feet(self.text));
        if inches {
            return;
        }
        match (here.opens(), here.closes()) {
            (true, false) => self.open(here, Mark::Straight, '"'),
            (false, true) => self.close(here, Mark::Straight),
            _ if open => self.close(here, Mark::Straight),
            // A mark between spaces or inside a word opens nothing by itself.
            _ if here.before_space() && here.after_space() => self.open(here, Mark::Straight, '"'),
            _ => {}
        }
    }

    fn apostrophe(&mut self, here: &Here, mark: Mark) {
        let opens = mark == Mark::StraightSingle
            && here.opens()
            && !here.before_digit()
            && !elided(&self.text[here.start + 1..self.paragraph.end()]);
        if opens {
            if self.stack.last().is_some_and(|o| o.mark == mark && o.perhaps.is_some()) {
                self.settle();
            }
            self.open(here, mark, '\'');
            return;
        }
        let Some(top) = self.stack.last_mut().filter(|open| open.mark == mark) else { return };
        if here.inside_word() || !here.closes() || here.previous.is_none() {
            return;
        }
        let possessive = here.previous == Some('s')
            && here.before_space()
            && self.text[here.start..self.paragraph.end()]
                .chars()
                .nth(2)
                .is_some_and(char::is_lowercase);
        if possessive {
            let end = here.start + here.character.len_utf8();
            top.perhaps.get_or_insert((here.start, end));
        } else {
            self.close(here, mark);
        }
    }

    fn angle(&mut self, here: &Here) {
        let left = matches!(here.character, '«' | '‹');
        self.angles[usize::from(!left)] -= 1;
        let open = self.angle_ends.last();
        if open == Some(&here.character) {
            self.close(here, Mark::Angle);
        } else if open.is_none() && !here.before_space() {
            let partner = if left { '»' } else { '«' };
            let single = matches!(here.character, '‹' | '›');
            let by = match (single, partner) {
                (true, '»') => '›',
                (true, _) => '‹',
                (false, partner) => partner,
            };
            if self.angles[usize::from(left)] > 0 && (left || here.opens()) {
                self.open(here, Mark::Angle, by);
            }
        }
    }

    fn is_open_by(&self, mark: char) -> bool {
        self.stack.last().is_some_and(|open| open.by == mark)
    }

    fn open(&mut self, here: &Here, mark: Mark, by: char) {
        if mark == Mark::Angle {
            self.angle_ends.push(by);
        }
        self.open[mark as usize] += 1;
        self.stack.push(Open {
            mark,
            start: here.start,
            end: here.start + here.character.len_utf8(),
            perhaps: None,
            before: None,
            limit: 0,
            first: 0,
            by,
        });
    }

    fn close(&mut self, here: &Here, mark: Mark) {
        let end = here.start + here.character.len_utf8();
        if self.open[mark as usize] == 0 {
            self.stray.get_or_insert(Stray { mark, start: here.start, end });
            return;
        }
        // Marks opened inside and never closed are strays, or were closed by an apostrophe.
        while self.stack.last().is_some_and(|open| open.mark != mark) {
            self.settle();
        }
        if let Some(open) = self.pop() {
            self.push(&open, here.start, end);
        }
    }

    /// Takes the innermost open mark away: closed where it may have been, else stray.
    fn settle(&mut self) {
        if let Some(open) = self.pop()
            && let Some((start, end)) = open.perhaps
        {
            self.push(&open, start, end);
        }
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.stack.pop()?;
        self.open[open.mark as usize] -= 1;
        if open.mark == Mark::Angle {
            self.angle_ends.pop();
        }
        Some(open)
    }

    fn push(&mut self, open: &Open, start: usize, end: usize) {
        self.ended = end;
        if open.end < start {
            let span = Span::new(open.start, end);
            self.done.push(piece(span, Span::new(open.end, start), open.mark));
        }
    }
}

/// A mark and its neighbours.
struct Here {
    character: char,
    previous: Option<char>,
    next: Option<char>,
    start: usize,
    /// Right behind a closing mark.
    after_end: bool,
}

impl Here {
    fn after_space(&self) -> bool {
        self.previous.is_none_or(char::is_whitespace)
    }

    fn before_space(&self) -> bool {
        self.next.is_none_or(char::is_whitespace)
    }

    fn after_digit(&self) -> bool {
        self.previous.is_some_and(|c| c.is_ascii_digit())
    }

    fn before_digit(&self) -> bool {
        self.next.is_some_and(|c| c.is_ascii_digit())
    }

    fn after_opener(&self) -> bool {
        self.previous.is_some_and(|c| "([{—–-/:“‘«„\"'".contains(c))
    }

    fn inside_word(&self) -> bool {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        letter(self.previous) && letter(self.next)
    }

    fn opens(&self) -> bool {
        let behind = self.after_space() || (self.after_opener() && !self.after_end);
        !self.before_space() && behind && {
            let next = self.next.unwrap_or(' ');
            next.is_alphanumeric() || "\"'“‘…[($£€¿¡#@".contains(next) || next == '.'
        }
    }

    fn closes(&self) -> bool {
        !self.after_space()
            && self.next.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–-'’”\"…/".contains(c))
    }

    /// Behind digits, a foot mark and digits: the second mark of 5'11".
    fn after_feet(&self, text: &str) -> bool {
        let before = text[..self.start].trim_end_matches(|c: char| c.is_ascii_digit());
        let feet = before.strip_suffix(['\'', '’', '′']);
        feet.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
    }
}

/// Words that begin with an apostrophe.
fn elided(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let words =
        ["tis", "twas", "twere", "twill", "til", "em", "cause", "cos", "n", "bout", "neath"];
    word.len() <= 5 && words.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraphs;

    fn check(text: &str, expected: &[&str]) {
        let found = quotations(text, &paragraphs(text).0);
        let got: Vec<&str> = found.iter().map(|q| q.inner.of(text)).collect();
        assert_eq!(got, expected, "{text}");
        assert!(found.windows(2).all(|pair| pair[0].span.start() <= pair[1].span.start()));
    }

    #[test]
    fn every_kind_of_mark() {
        check("“We stay,” said Oda.", &["We stay,"]);
        check("\"We stay,\" said Oda, \"for now.\"", &["We stay,", "for now."]);
        check("‘We stay,’ said Oda, who doesn’t.", &["We stay,"]);
        check("'We stay,' said Oda, who doesn't.", &["We stay,"]);
        check("„Wir bleiben“, sagte Oda. „We stay,” she said.", &["Wir bleiben", "We stay,"]);
        check("«We stay», said Oda. »We stay«, said Low. ‹So?›", &["We stay", "We stay", "So?"]);
        check("”We stay”, said Oda.", &["We stay"]);
    }

    #[test]
    fn quotations_hold_others() {
        let text = "She writes: 'He looked and said, \"Lovely. Next year.\"' Then: \"He told me 'never again',\" he said.";
        check(
            text,
            &[
                "He looked and said, \"Lovely. Next year.\"",
                "Lovely. Next year.",
                "He told me 'never again',",
                "never again",
            ],
        );
        let found = quotations(text, &paragraphs(text).0);
        assert_eq!(
            found.iter().map(|q| q.inside).collect::<Vec<_>>(),
            [None, Some(0), None, Some(2)]
        );
        check("“He told me ‘no,’” she said.", &["He told me ‘no,’", "no,"]);
        check(
            "\"He writes: 'I said, \"No.\"'\" That was all.",
            &["He writes: 'I said, \"No.\"'", "I said, \"No.\"", "No."],
        );
    }

    #[test]
    fn apostrophes_feet_and_bullets_are_no_marks() {
        check("A man about 6'3\" left; the limit is 4'6\".", &[]);
        check("\"He is 5'11\",\" she said of the '90s' star, 'tis true.", &["He is 5'11\","]);
        check("The workers' union and the drivers' club don't agree.", &[]);
        check("'I know the workers' rights,' he said.", &["I know the workers' rights,"]);
        check("» 10:00 The board meets. »  11:00 It \"rests\".", &["rests"]);
        check("The 12\" record and the 7\" one", &[]);
        check("'The Wall', as fans call him, is 'Okay'.", &["The Wall", "Okay"]);
    }

    #[test]
    fn stray_marks_spoil_nothing() {
        check("\"We go, he said. \"We stay,\" she said.", &["We stay,"]);
        check("We go,\" he said. \"We stay,\" she said.", &["We stay,"]);
        check("“We go, he said.\n\nThe “first” ship left.", &["first"]);
        check("He said \"no\n\nShe said \"yes\".", &["yes"]);
    }

    #[test]
    fn quotations_run_over_paragraphs() {
        let text = "She said: “We begin.\n\n“We go on, ‘for now’.\n\n“We end,” he said.";
        check(text, &["We begin.", "We go on, ‘for now’.", "for now", "We end,"]);
        let found = quotations(text, &paragraphs(text).0);
        assert_eq!(
            found.iter().map(|q| (q.continues, q.runs_on)).collect::<Vec<_>>(),
            [(None, true), (Some(0), true), (None, false), (Some(1), false)]
        );
        check("\"We begin.\n\"We end,\" he said.", &["We begin.", "We end,"]);
        check("“We begin.\n\nWe end,” he said.", &["We begin.", "We end,"]);
    }

    #[test]
    fn many_marks_take_linear_time() {
        for unit in ["\"", "“", "«x ", "'a ", "\"a\" ", "“a ‘b «c ", "„a ", "»a "] {
            let text = unit.repeat(100_000);
            quotations(&text, &paragraphs(&text).0);
            let lines = format!("{unit}\n").repeat(100_000);
            quotations(&lines, &paragraphs(&lines).0);
        }
    }
}
