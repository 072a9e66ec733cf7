use crate::view::tamed;

/// Words safe in the text of an element and in a quoted attribute.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 16);
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => match tamed(other) {
                Some(shown) => out.push_str(&shown),
                None => out.push(other),
            },
        }
    }
    out
}
