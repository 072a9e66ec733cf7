//! A page: its article, found as trafilatura finds it, and what its head says of it.

mod body;
mod depth;
mod json_ld;
mod metadata;

use crate::formats::Taken;
use crate::formats::text::{charset, decoded_as};
use crate::markup::{self, Piece, Pieces};
use crate::records::Context;
use crate::{Format, Hints, Item, Rejected, RejectedKind};

/// A larger page is read without a tree, which would take a hundred times its size in memory.
const LARGEST_TREE: usize = 4 << 20;
/// And one of so many tags; the largest of the benchmark's pages has a tenth.
const MOST_TAGS: usize = 40_000;

/// The item of a page.
pub(crate) fn item(bytes: Vec<u8>, context: &Context) -> Taken {
    let hints = &context.hints;
    let by_header = hints.content_type.as_deref().and_then(charset).map(str::to_owned);
    let declared = by_header.or_else(|| declared_charset(&bytes));
    let (html, notes) = match decoded_as(&bytes, hints.encoding.as_deref(), declared.as_deref()) {
        Ok(decoded) => decoded,
        Err(reason) => return Err(Rejected::new(RejectedKind::Unsupported, reason, &bytes)),
    };
    let mut item = Item {
        notes,
        media_type: Format::Html.media_type().to_owned(),
        format: Format::Html,
        hints: Hints { format: Some(Format::Html), ..Hints::clone(hints) },
        ..Item::default()
    };
    let html = depth::bounded(&html);
    let facts = metadata::of(&html);
    let (text, note) = if html.len() <= LARGEST_TREE && depth::tags(&html) <= MOST_TAGS {
        body::article(&html, &facts)
    } else {
        let note = "larger than a tree is built of: all of its text was taken, less what frames it";
        (body::whole(&html), Some(note))
    };
    item.notes.extend(note.map(str::to_owned));
    if text.trim().is_empty() {
        let reason = "no text is in the page; it may be filled by a script";
        return Err(Rejected::new(RejectedKind::NoText, reason, &bytes));
    }
    facts.into_item(&mut item);
    item.text = match &item.title {
        Some(title) => without_title(text, title),
        None => text,
    };
    item.url = hints.url.clone().or_else(|| item.url.take());
    item.publisher = item.publisher.take().or_else(|| hints.publisher.clone());
    item.language = item.language.take().or_else(|| hints.language.clone());
    item.credits.extend(hints.credits.iter().cloned());
    item.raw = bytes;
    Ok(item)
}

/// The text without a first paragraph that is its title.
fn without_title(text: String, title: &str) -> String {
    let plain = |words: &str| {
        let letters = words.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    match text.split_once("\n\n") {
        Some((first, rest)) if plain(first) == plain(title) => rest.to_owned(),
        _ => text,
    }
}

/// The encoding that a page's head declares, in its first kilobytes.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let mut found = None;
    for piece in Pieces::of(&head) {
        let Piece::Tag { name, whole, .. } = piece else { continue };
        if name.eq_ignore_ascii_case("meta") {
            let content = || {
                let content = markup::attribute(whole, "content")?;
                charset(&content).map(str::to_owned)
            };
            found = found.or_else(|| markup::attribute(whole, "charset")).or_else(content);
        }
    }
    // Whoever could write this declaration in UTF-16 wrote it in something else.
    found.filter(|label| !label.to_ascii_lowercase().starts_with("utf-16"))
}
