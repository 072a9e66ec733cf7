//! Quotations that nobody is named for: a sentence of its own in quotation marks, without a verb
//! of saying beside it.
//!
//! Behind another quotation of the same paragraph that has a speaker it goes on with that one's
//! words; elsewhere it has no source, and none is made up.

use sayso_text::Span;

use super::candidate::Candidate;
use super::page::Page;
use super::said_quote::pieces;

/// Quotations that stand alone as sentences, as last resorts.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    for (number, quotation) in page.layout.quotations.iter().enumerate() {
        if quotation.inside.is_none()
            && !quotation.runs_on
            && stands_alone(page, quotation.span, quotation.inner)
        {
            found.push(
                Candidate::new("orphan", None, None, pieces(page, number), 0.6).last_resort(),
            );
        }
    }
}

/// Whether the quotation is a sentence, with nothing of another around it.
pub(super) fn stands_alone(page: &Page, span: Span, inner: Span) -> bool {
    let words = inner.of(page.text).trim_end_matches(['\'', '"', '’', '”']);
    if !words.ends_with(['.', '!', '?', '…'])
        || words.split_whitespace().count() < 2 && !words.ends_with(['.', '!', '?'])
    {
        return false;
    }
    if !words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"'“‘…¿¡".contains(c))
    {
        return false;
    }
    if is_title(words) {
        return false;
    }
    let paragraph = page.layout.paragraphs[page.layout.paragraph_at(span.start())];
    let before = page.text[paragraph.start()..span.start()].trim_end();
    let opens = before.is_empty()
        || before.ends_with(['.', '!', '?', '"', '”', '’', '»', '\'', '…'])
        || is_stamp(before);
    let after = page.text[span.end()..paragraph.end()].trim_start();
    let closes = after.is_empty()
        || after
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'(».".contains(c));
    opens && closes
}

/// Long words all in capitals or with one: "Legend in the Coal Fields."
fn is_title(words: &str) -> bool {
    let long = || words.split_whitespace().skip(1).filter(|word| word.chars().count() > 3);
    let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase());
    long().count() >= 2 && long().all(|word| capital(&word))
}

/// A time or a bullet before the quotation.
fn is_stamp(before: &str) -> bool {
    before.len() < 12 && before.chars().all(|c| c.is_ascii_digit() || ".:»•-– h".contains(c))
}
