use std::borrow::Cow;

use crate::markup::{Piece, Pieces};

/// Pages nest some thirty deep; tree builders take a time that grows with the square of the depth
/// and walkers a stack that grows with it.
const DEEPEST: usize = 120;

/// Old pages are laid out with tables in tables; each level is written out again for the one
/// around it.
const DEEPEST_TABLE: usize = 8;

/// How many tags a page has; a tree of them takes memory and time, whatever their bytes.
pub(super) fn tags(html: &str) -> usize {
    Pieces::of(html).filter(|piece| matches!(piece, Piece::Tag { .. })).count()
}

/// A page without the tags that nest deeper than is sane. No text is left away.
pub(super) fn bounded(html: &str) -> Cow<'_, str> {
    let mut depth = Depth::default();
    let mut tags = Pieces::of(html).filter_map(|piece| match piece {
        Piece::Tag { name, closes, whole } if nests(name, whole) => Some((name, closes)),
        _ => None,
    });
    if tags.all(|(name, closes)| depth.keeps(name, closes)) {
        return Cow::Borrowed(html);
    }
    let mut flat = String::with_capacity(html.len());
    let mut depth = Depth::default();
    for piece in Pieces::of(html) {
        match piece {
            Piece::Tag { name, closes, whole } if nests(name, whole) => {
                flat.push_str(if depth.keeps(name, closes) { whole } else { " " });
            }
            Piece::Text(text) | Piece::Raw(text) | Piece::Other(text) => flat.push_str(text),
            Piece::Tag { whole, .. } => flat.push_str(whole),
        }
    }
    Cow::Owned(flat)
}

#[derive(Default)]
struct Depth {
    all: usize,
    tables: usize,
}

impl Depth {
    /// Whether a tag stays: below the bound an end tag goes with its start tag.
    fn keeps(&mut self, name: &str, closes: bool) -> bool {
        let (count, most) = if name.eq_ignore_ascii_case("table") {
            (&mut self.tables, DEEPEST_TABLE)
        } else {
            (&mut self.all, DEEPEST)
        };
        if closes {
            let keeps = *count <= most;
            *count = count.saturating_sub(1);
            return keeps;
        }
        *count += 1;
        *count <= most
    }
}

/// Whether an element stays open until it is closed: not empty ones, nor those that the next of
/// their kind closes.
fn nests(name: &str, whole: &str) -> bool {
    const FLAT: [&str; 29] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th",
        "tbody", "thead", "tfoot", "colgroup", "rp", "rt",
    ];
    !whole.ends_with("/>") && !FLAT.iter().any(|flat| name.eq_ignore_ascii_case(flat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sane_pages_are_left_as_they_are() {
        let page =
            format!("<html>{}<p>a<ul>{}</ul></html>", "<div>".repeat(50), "<li>b".repeat(1000));
        assert!(matches!(bounded(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn insane_ones_are_flattened() {
        let page = format!("{}deep{}<p>after", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let flat = bounded(&page);
        assert!(flat.len() < 202_000 && flat.contains("deep") && flat.ends_with("<p>after"));
        assert_eq!(flat.matches("<div>").count(), flat.matches("</div>").count());
        let tables = "<table><tr><td>x".repeat(100);
        assert_eq!(bounded(&tables).matches("<table>").count(), DEEPEST_TABLE);
    }
}
