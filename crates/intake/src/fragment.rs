//! HTML inside other formats as text.

/// A text as it came, or the text of what is plainly HTML.
pub(crate) fn text_of_maybe_html(text: &str) -> String {
    text.to_owned()
}
