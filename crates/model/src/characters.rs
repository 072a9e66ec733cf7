//! What BERT's tokenizer asks of a character.

use unicode_general_category::{GeneralCategory, get_general_category};

/// Whether the tokenizer acts as if the character were not there: control and format characters,
/// private use, the replacement character.
///
/// Tabs and line breaks, white space here, are control characters too: ask [`is_space`] first.
pub(crate) fn is_dropped(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c == char::REPLACEMENT_CHARACTER
        || matches!(
            get_general_category(c),
            GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::PrivateUse
        )
}

/// Whether the character separates words. A form feed does not: it is dropped.
pub(crate) fn is_space(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        _ => c.is_whitespace() && !c.is_control(),
    }
}

/// Whether the character is a word of its own: all of Unicode's punctuation, and ASCII's symbols.
pub(crate) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    matches!(
        get_general_category(c),
        GeneralCategory::ConnectorPunctuation
            | GeneralCategory::DashPunctuation
            | GeneralCategory::OpenPunctuation
            | GeneralCategory::ClosePunctuation
            | GeneralCategory::InitialPunctuation
            | GeneralCategory::FinalPunctuation
            | GeneralCategory::OtherPunctuation
    )
}

/// Whether the character is an accent or the like, dropped once it stands apart.
pub(crate) fn is_mark(c: char) -> bool {
    !c.is_ascii() && get_general_category(c) == GeneralCategory::NonspacingMark
}

/// Whether the character is a Chinese ideograph: each is a word of its own.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c),
        0x4E00..=0x9FFF
        | 0x3400..=0x4DBF
        | 0x20000..=0x2A6DF
        | 0x2A700..=0x2B73F
        | 0x2B740..=0x2B81F
        | 0x2B920..=0x2CEAF
        | 0xF900..=0xFAFF
        | 0x2F800..=0x2FA1F)
}
