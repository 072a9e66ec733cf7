use std::borrow::Cow;

use crate::markup::{Piece, Pieces};

/// Pages nest some thirty deep; tree builders take a time that grows with the square of the depth
/// and walkers a stack that grows with it.
const DEEPEST: usize = 120;

/// A page without the tags that nest deeper than is sane. No text is left away.
pub(super) fn bounded(html: &str) -> Cow<'_, str> {
    let mut depth = 0usize;
    let too_deep = Pieces::of(html).any(|piece| {
        if let Piece::Tag { name, closes, whole } = piece
            && nests(name, whole)
        {
            depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        }
        depth > DEEPEST
    });
    if !too_deep {
        return Cow::Borrowed(html);
    }
    let mut flat = String::with_capacity(html.len());
    let mut depth = 0usize;
    for piece in Pieces::of(html) {
        match piece {
            Piece::Tag { name, closes, whole } if nests(name, whole) => {
                // Below the bound an end tag is left away with its start tag.
                if closes {
                    if depth <= DEEPEST {
                        flat.push_str(whole);
                    }
                    depth = depth.saturating_sub(1);
                } else {
                    depth += 1;
                    if depth <= DEEPEST {
                        flat.push_str(whole);
                    } else {
                        flat.push(' ');
                    }
                }
            }
            Piece::Text(text) | Piece::Raw(text) | Piece::Other(text) => flat.push_str(text),
            Piece::Tag { whole, .. } => flat.push_str(whole),
        }
    }
    Cow::Owned(flat)
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
        assert!(flat.len() < 102_000 && flat.contains("deep") && flat.ends_with("<p>after"));
        assert_eq!(flat.matches("<div>").count(), flat.matches("</div>").count());
    }
}
