use crate::Span;

/// How a text sets its paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Setting {
    /// A paragraph a line.
    #[default]
    Line,
    /// Lines broken at a width; blank lines or indents between paragraphs.
    Wrapped,
}

/// The widest line that a wrapped text may have.
const WIDEST: usize = 160;

/// The paragraphs of a text, without white space at their edges, and how they are set.
///
/// A text is wrapped where its lines break as a filler would break them: the next line's first
/// word would not have fitted any more.
pub fn paragraphs(text: &str) -> (Vec<Span>, Setting) {
    let lines = lines(text);
    let width = lines.iter().map(|line| line.width).max().unwrap_or(0);
    let inner = || lines.windows(2).filter(|pair| pair[0].width > 0 && pair[1].width > 0);
    let breaks = inner().count();
    let filled = inner().filter(|pair| pair[0].is_filled(&pair[1], width)).count();
    // Lines that are sentences of one length, as in a log, are not broken by a filler.
    let stopped = inner().filter(|pair| pair[0].words.of(text).ends_with(['.', '!', '?'])).count();
    let wrapped =
        width <= WIDEST && breaks >= 3 && filled * 10 >= breaks * 7 && stopped * 2 < breaks.max(1);

    let mut paragraphs: Vec<Span> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in &lines {
        if line.width == 0 {
            last = None;
            continue;
        }
        match (last, paragraphs.last_mut()) {
            (Some(before), Some(paragraph)) if wrapped && before.runs_on_to(line, width) => {
                *paragraph = paragraph.cover(line.words);
            }
            _ => paragraphs.push(line.words),
        }
        last = Some(line);
    }
    (paragraphs, if wrapped { Setting::Wrapped } else { Setting::Line })
}

struct Line {
    /// Without white space at its edges.
    words: Span,
    /// In characters, the indent included; 0 for a blank line.
    width: usize,
    /// White space before the first word, in characters.
    indent: usize,
    /// Width of the first word.
    first: usize,
}

impl Line {
    /// Whether the first word of `next` would have stood out behind `width`.
    fn is_filled(&self, next: &Line, width: usize) -> bool {
        self.width + 1 + next.first > width
    }

    /// Whether `next` goes on with the paragraph; a ragged fill is forgiven.
    fn runs_on_to(&self, next: &Line, width: usize) -> bool {
        next.indent <= self.indent && (self.width + 1 + next.first) * 100 >= width * 85
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(['\n', '\u{2028}', '\u{2029}']) {
        let span = Span::new(start, start + piece.len());
        start += piece.len();
        let words = span.trim(text);
        let indent = text[span.start()..words.start()].chars().count();
        let inked = words.of(text);
        let first = inked.split_whitespace().next().map_or(0, |word| word.chars().count());
        let width = if inked.is_empty() { 0 } else { indent + inked.chars().count() };
        lines.push(Line { words, width, indent, first });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, setting: Setting, expected: &[&str]) {
        let (spans, got) = paragraphs(text);
        let expected: Vec<String> = expected.iter().map(|words| (*words).to_owned()).collect();
        let words: Vec<String> = spans
            .iter()
            .map(|s| s.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!((words, got), (expected, setting));
    }

    #[test]
    fn a_paragraph_a_line() {
        check(
            "Rain\r\nBy Ana Low\r\n\r\nIt rains.\r\n",
            Setting::Line,
            &["Rain", "By Ana Low", "It rains."],
        );
        check("", Setting::Line, &[]);
        check("  \n\n", Setting::Line, &[]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The ferry to the outer islands will not\nsail before Friday, the harbour office\n\
                    said, because the crew has gone to the\nregatta.\n\nNobody had told the island of it,\n\
                    its mayor complained by telephone.\n";
        check(
            text,
            Setting::Wrapped,
            &[
                "The ferry to the outer islands will not sail before Friday, the harbour office said, \
                 because the crew has gone to the regatta.",
                "Nobody had told the island of it, its mayor complained by telephone.",
            ],
        );
    }

    #[test]
    fn lines_of_one_length_are_paragraphs() {
        let text = "The lock is dry.\nThe lake is full.\nThe road is shut.\nThe quay is wet.\n";
        assert_eq!(paragraphs(text).0.len(), 4);
    }

    #[test]
    fn indents_open_paragraphs_of_wrapped_text() {
        let text = "The ferry to the outer islands will not\nsail before Friday, the harbour office\n\
                    said, because the crew has gone away.\n   Nobody had told the island about it, its\n\
                    mayor complained by telephone.\n";
        assert_eq!(paragraphs(text).0.len(), 2);
    }
}
