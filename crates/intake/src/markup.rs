//! HTML cut into tags and text, in one pass without a tree: for fragments, for pages too large to
//! be parsed, and to look at a page before it is.

/// A piece of HTML; all of them in a row give the input again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'h> {
    /// Text with its entities.
    Text(&'h str),
    /// A tag as it stands, its brackets included.
    Tag { name: &'h str, closes: bool, whole: &'h str },
    /// What is inside a script, a style or the like: no markup is read in it.
    Raw(&'h str),
    /// A comment, a declaration, an instruction.
    Other(&'h str),
}

/// Cuts HTML.
pub(crate) struct Pieces<'h> {
    rest: &'h str,
    /// The element whose raw content comes next.
    raw: Option<&'h str>,
}

/// Elements whose content is no markup.
const RAW: [&str; 8] =
    ["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"];

impl<'h> Pieces<'h> {
    pub fn of(html: &'h str) -> Self {
        Pieces { rest: html, raw: None }
    }

    fn take(&mut self, bytes: usize) -> &'h str {
        let (head, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        head
    }
}

impl<'h> Iterator for Pieces<'h> {
    type Item = Piece<'h>;

    fn next(&mut self) -> Option<Piece<'h>> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some(name) = self.raw.take() {
            let end = end_of_raw(self.rest, name);
            if end > 0 {
                return Some(Piece::Raw(self.take(end)));
            }
        }
        let bytes = self.rest.as_bytes();
        if bytes[0] != b'<' {
            let end = memchr(b'<', bytes).unwrap_or(bytes.len());
            return Some(Piece::Text(self.take(end)));
        }
        let after = bytes.get(1).copied().unwrap_or(0);
        let closes = after == b'/';
        let first = if closes { bytes.get(2).copied().unwrap_or(0) } else { after };
        if first.is_ascii_alphabetic() {
            let whole = self.take(end_of_tag(bytes));
            let from = if closes { 2 } else { 1 };
            let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
            let length = whole[from..].find(ends).unwrap_or(whole.len() - from);
            let name = &whole[from..from + length];
            if !closes && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
                self.raw = Some(name);
            }
            return Some(Piece::Tag { name, closes, whole });
        }
        if matches!(after, b'!' | b'?' | b'/') {
            let end = if self.rest.starts_with("<!--") {
                // `<!-->` and `<!--->` are whole comments.
                match self.rest[2..].find("-->") {
                    Some(at) => at + 5,
                    None => bytes.len(),
                }
            } else if self.rest.starts_with("<![CDATA[") {
                self.rest.find("]]>").map_or(bytes.len(), |at| at + 3)
            } else {
                memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1)
            };
            return Some(Piece::Other(self.take(end)));
        }
        // A bracket that begins nothing is text.
        let end = memchr(b'<', &bytes[1..]).map_or(bytes.len(), |at| at + 1);
        Some(Piece::Text(self.take(end)))
    }
}

fn memchr(byte: u8, bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|it| *it == byte)
}

/// Where the tag that begins here ends; brackets in quoted values don't end it.
fn end_of_tag(bytes: &[u8]) -> usize {
    let mut quote = None;
    let mut value = false;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) if *byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return at + 1,
            // A quotation mark opens a value only behind `=`.
            (None, b'"' | b'\'') if value => quote = Some(*byte),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            value = *byte == b'=' && quote.is_none();
        }
    }
    // A quotation that is never closed: the tag ends at its first bracket.
    memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1)
}

fn end_of_raw(rest: &str, name: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr(b'<', &bytes[from..]) {
        let at = from + at;
        let is_end = bytes.get(at + 1) == Some(&b'/')
            && bytes
                .get(at + 2..at + 2 + name.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()));
        if is_end {
            return at;
        }
        from = at + 1;
    }
    bytes.len()
}

/// The value of an attribute of a whole tag, its entities decoded.
pub(crate) fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag.trim_start_matches(['<', '/']);
    rest = &rest[rest.find(|c: char| c.is_ascii_whitespace() || c == '/')?..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))?;
        let key = &rest[..end];
        rest = rest[end..].trim_start();
        if end == 0 && !rest.starts_with('=') {
            return None;
        }
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let from = usize::from(quote.is_some());
            let ends = |c: char| match quote {
                Some(quote) => c == quote,
                None => c.is_ascii_whitespace() || c == '>',
            };
            let length = after[from..].find(ends).unwrap_or(after.len() - from);
            value = &after[from..from + length];
            rest = &after[(from + length + from).min(after.len())..];
        }
        if key.eq_ignore_ascii_case(name) {
            return Some(decoded(value));
        }
    }
}

/// A text with its entities decoded.
pub(crate) fn decoded(text: &str) -> String {
    if text.contains('&') { htmlize::unescape(text).into_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(html: &str) -> Vec<Piece<'_>> {
        let pieces: Vec<_> = Pieces::of(html).collect();
        let whole: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(it) | Piece::Raw(it) | Piece::Other(it) => *it,
                Piece::Tag { whole, .. } => whole,
            })
            .collect();
        assert_eq!(whole, html, "nothing is lost");
        pieces
    }

    #[test]
    fn brackets_in_values_scripts_and_text_end_nothing() {
        let pieces = cut(
            r#"<a title="x > y">b</a> 3 < 4 <script>if (a < b) "<p>"</script ><!-- <p> --><br/>"#,
        );
        let tags: Vec<_> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Tag { name, closes, .. } => Some((*name, *closes)),
                _ => None,
            })
            .collect();
        assert_eq!(
            tags,
            [("a", false), ("a", true), ("script", false), ("script", true), ("br", false)]
        );
    }

    #[test]
    fn broken_markup_loses_nothing() {
        for html in [
            "<",
            "</",
            "<a",
            "<a b='",
            "<!--",
            "<!-",
            "<script>",
            "<script><",
            "<é>",
            "a<b c=\"d>e",
            "<a/ b>",
        ] {
            cut(html);
        }
    }

    #[test]
    fn values_are_found_however_they_are_quoted() {
        let tag = "<meta name=author content='A &amp; B' data-x = \"1\" empty href=x/y>";
        let get = |name| attribute(tag, name);
        assert_eq!(get("NAME").as_deref(), Some("author"));
        assert_eq!(get("content").as_deref(), Some("A & B"));
        assert_eq!(get("data-x").as_deref(), Some("1"));
        assert_eq!(get("empty").as_deref(), Some(""));
        assert_eq!(get("href").as_deref(), Some("x/y"));
        assert_eq!(get("none"), None);
    }
}
