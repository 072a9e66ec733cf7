//! Markup as plain text: blocks become paragraphs apart by an empty line, `<br>` a line end,
//! white space falls together as a browser shows it.

use crate::markup::{self, Piece, Pieces};

/// Plain text that grows by pieces of markup.
#[derive(Default)]
pub(crate) struct Paragraphs {
    text: String,
    /// What stands before the next words.
    gap: Gap,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

impl Paragraphs {
    /// Words with white space as it came.
    pub fn words(&mut self, words: &str) {
        let mut first = true;
        for word in words.split(|c: char| c.is_whitespace() && c != '\u{a0}') {
            if !std::mem::take(&mut first) {
                self.gap = self.gap.max(Gap::Space);
            }
            if word.is_empty() {
                continue;
            }
            if !self.text.is_empty() {
                self.text.push_str(match self.gap {
                    Gap::None => "",
                    Gap::Space => " ",
                    Gap::Line => "\n",
                    Gap::Paragraph => "\n\n",
                });
            }
            self.gap = Gap::None;
            // A no-break space is a space for whoever reads the words.
            self.text.extend(word.chars().map(|c| if c == '\u{a0}' { ' ' } else { c }));
        }
    }

    /// A new line.
    pub fn line(&mut self) {
        // Two line ends are how old pages part paragraphs.
        self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
    }

    /// A new paragraph.
    pub fn paragraph(&mut self) {
        self.gap = Gap::Paragraph;
    }

    /// At least a space, between cells.
    pub fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// The text.
    pub fn finish(self) -> String {
        let trimmed = self.text.trim_end();
        trimmed.to_owned()
    }
}

/// Whether an element of this name stands as a block.
pub(crate) fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 44] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "body.content",
        "body.head",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hl1",
        "hl2",
        "hr",
        "li",
        "main",
        "media",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "tr",
        "ul",
        "block",
    ];
    let name = name.rsplit(':').next().unwrap_or(name);
    BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block))
}

/// Whether nothing of what is inside an element of this name is shown as text.
pub(crate) fn is_hidden(name: &str) -> bool {
    const HIDDEN: [&str; 14] = [
        "script", "style", "template", "head", "title", "iframe", "noembed", "noframes", "svg",
        "select", "textarea", "object", "button", "math",
    ];
    HIDDEN.iter().any(|hidden| name.eq_ignore_ascii_case(hidden))
}

/// The text of HTML.
pub(crate) fn text(html: &str) -> String {
    text_without(html, &[])
}

/// The text of HTML without what stands in elements of these names.
pub(crate) fn text_without(html: &str, left_out: &[&str]) -> String {
    let mut paragraphs = Paragraphs::default();
    // The name of what is hidden and how deep in it we are.
    let mut hidden: Option<(&str, usize)> = None;
    for piece in Pieces::of(html) {
        match piece {
            Piece::Text(text) if hidden.is_none() => paragraphs.words(&markup::decoded(text)),
            Piece::Tag { name, closes, whole } => {
                if let Some((of, depth)) = &mut hidden {
                    if name.eq_ignore_ascii_case(of) {
                        if !closes {
                            *depth += 1;
                        } else if *depth == 1 {
                            hidden = None;
                        } else {
                            *depth -= 1;
                        }
                    }
                    // A head that is never closed ends where the body begins.
                    if name.eq_ignore_ascii_case("body") {
                        hidden = None;
                    }
                    continue;
                }
                let is_left_out = || left_out.iter().any(|it| name.eq_ignore_ascii_case(it));
                if !closes && !whole.ends_with("/>") && (is_hidden(name) || is_left_out()) {
                    hidden = Some((name, 1));
                } else if name.eq_ignore_ascii_case("br") {
                    paragraphs.line();
                } else if is_block(name) {
                    paragraphs.paragraph();
                } else if name.eq_ignore_ascii_case("td") || name.eq_ignore_ascii_case("th") {
                    paragraphs.space();
                }
            }
            _ => {}
        }
    }
    paragraphs.finish()
}

/// A text as it came, or the text of what is plainly HTML.
pub(crate) fn text_of_maybe_html(text: &str) -> String {
    if is_html(text) { self::text(text) } else { text.to_owned() }
}

/// Whether a text holds tags that only HTML has, or nothing but entities for markup.
fn is_html(text: &str) -> bool {
    let mut pieces = Pieces::of(text).take(10_000);
    pieces.any(|piece| match piece {
        Piece::Tag { name, whole, .. } => {
            let known = [
                "p",
                "br",
                "div",
                "a",
                "b",
                "i",
                "em",
                "strong",
                "span",
                "ul",
                "ol",
                "li",
                "img",
                "h1",
                "h2",
                "h3",
                "h4",
                "blockquote",
                "figure",
                "table",
                "article",
                "section",
                "html",
                "body",
            ];
            // "<a" alone could be a sign of less: a whole tag ends.
            whole.ends_with('>') && known.iter().any(|it| name.eq_ignore_ascii_case(it))
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_paragraphs() {
        let html = "<p>One <b>t</b>wo&nbsp;three,\n four.</p>\n<ul><li>A<li>B</ul>x<br>y<br><br>z\
                    <script>no()</script><table><tr><td>1<td>2</table>";
        assert_eq!(text(html), "One two three, four.\n\nA\n\nB\n\nx\ny\n\nz\n\n1 2");
    }

    #[test]
    fn hidden_parts_may_nest_or_stay_open() {
        assert_eq!(text("<svg><svg>a</svg>b</svg>c"), "c");
        assert_eq!(text("<head><title>a</title><body>b"), "b");
        assert_eq!(text_without("a<nav>b<nav>c</nav>d</nav> e", &["nav"]), "a e");
    }

    #[test]
    fn text_stays_text() {
        for plain in ["a < b, c > d", "He wrote <sic> it.", "x & y\n\nz"] {
            assert_eq!(text_of_maybe_html(plain), plain);
        }
        assert_eq!(text_of_maybe_html("<p>a &amp; b</p>"), "a & b");
    }
}
