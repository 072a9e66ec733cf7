//! Names as the network's entity head marks them.

use sayso_model::Piece;
use sayso_text::Span;

pub(crate) use crate::marks::{MarkedKind as Tag, MarkedName as Tagged};

/// Of the numbered tags: none, then begin and inside of each.
fn kind(tag: usize) -> Option<Tag> {
    match tag {
        1 | 2 => Some(Tag::Person),
        3 | 4 => Some(Tag::Organisation),
        5 | 6 => Some(Tag::Place),
        _ => None,
    }
}

/// The names of a text, a word being tagged as its first piece is.
pub(super) fn tagged(text: &str, pieces: &[Piece], tags: &[(usize, f32)]) -> Vec<Tagged> {
    let mut names: Vec<Tagged> = Vec::new();
    let mut open: Option<Tagged> = None;
    let mut inside = false;
    for (piece, (tag, probability)) in pieces.iter().zip(tags) {
        let start = piece.span.start();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let goes_on =
            letter(text[..start].chars().next_back()) && letter(piece.span.of(text).chars().next());
        if goes_on {
            // The rest of a word.
            if let Some(name) = open.as_mut().filter(|_| inside) {
                name.span = name.span.cover(piece.span);
            }
            continue;
        }
        let kind = kind(*tag);
        let begins = tag % 2 == 1 || open.is_none_or(|name| Some(name.kind) != kind);
        inside = kind.is_some();
        match (kind, &mut open) {
            (Some(_), Some(name)) if !begins => {
                name.span = name.span.cover(piece.span);
                name.probability = name.probability.min(*probability);
            }
            (kind, open) => {
                names.extend(open.take());
                *open =
                    kind.map(|kind| Tagged { span: piece.span, kind, probability: *probability });
            }
        }
    }
    names.extend(open);
    // Commas and brackets at the end are no part of a name.
    for name in &mut names {
        let words = name.span.of(text);
        let bare = words.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        name.span = Span::new(name.span.start(), name.span.start() + bare.len());
    }
    names.retain(|name| !name.span.is_empty());
    names
}
