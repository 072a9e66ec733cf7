//! A quotation credited behind a dash, on its line or the next: "…" –Commissioner Starks.
//! And a quotation credited by a sentence without a verb: "…" Fire chief Marta N. in a post.

use sayso_text::Span;

use super::candidate::Candidate;
use super::lexicon::Flags;
use super::page::Page;
use super::said_quote::{next_outer, pieces};

/// Finds them.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    let quotations = &page.layout.quotations;
    for number in 0..quotations.len() {
        let quotation = &quotations[number];
        if quotation.inside.is_some() || quotation.runs_on {
            continue;
        }
        let inner = quotation.inner.of(page.text);
        let spoken =
            inner.ends_with(['.', '!', '?', '…', ',']) || inner.split_whitespace().nth(3).is_some();
        if !spoken {
            continue;
        }
        let at = page.layout.paragraph_at(quotation.span.start());
        let paragraph = page.layout.paragraphs[at];
        let next =
            next_outer(page, number).map_or(usize::MAX, |next| quotations[next].span.start());
        let rest = Span::new(quotation.span.end(), paragraph.end().max(quotation.span.end()));
        let credit = if !rest.trim(page.text).is_empty() {
            (next >= paragraph.end()).then_some(rest)
        } else {
            page.layout.paragraphs.get(at + 1).copied().filter(|line| next >= line.end())
        };
        let Some(credit) = credit else { continue };
        if let Some(source) = without_verb(page, quotation.inner, credit) {
            let candidate =
                Candidate::new("bare_credit", Some(source), None, pieces(page, number), 0.6);
            found.push(candidate);
        }
        if let Some((dash, source)) = after_dash(page, credit) {
            let candidate =
                Candidate::new("dash_credit", Some(source), dash, pieces(page, number), 0.85);
            found.push(candidate.settled());
        }
    }
}

/// A sentence behind the quotation that has no verb and begins with a role and a name:
/// "Fire chief Marta Nowicka in the last few minutes."
fn without_verb(page: &Page, inner: Span, credit: Span) -> Option<Span> {
    let words = credit.trim(page.text);
    let same_line =
        page.layout.paragraph_at(inner.start()) == page.layout.paragraph_at(words.start());
    if !inner.of(page.text).ends_with(['.', '!', '?']) || !same_line || words.len() > 160 {
        return None;
    }
    let tokens = page.tokens_in(words);
    let verb = Flags::AUXILIARY.or(Flags::FINITE).or(Flags::PRONOUN);
    let quiet = tokens.clone().all(|at| {
        let verbal =
            page.has(at, verb) && !page.has(at, Flags::PERSON) || page.word(at).ends_with("ed");
        page.tokens[at].quotation.is_none() && (page.tokens[at].capital || !verbal)
    });
    let named = page.phrase_from(tokens.start, tokens.end)?;
    let role = named.clone().any(|at| page.has(at, Flags::PERSON));
    let names = named.clone().filter(|at| page.tokens[*at].capital).count();
    let one = page.layout.sentences_in(words).len() <= 1;
    (quiet && role && names >= 3 && one).then(|| page.trim(page.cover(named)))
}

/// The dash and the name behind it.
fn after_dash(page: &Page, credit: Span) -> Option<(Span, Span)> {
    let words = credit.trim(page.text);
    let text = words.of(page.text);
    if text.len() > 160 || text.contains('\n') {
        return None;
    }
    let bare = text.trim_start_matches(['-', '–', '—', '―', ' ', '~']);
    let mark = text.len() - bare.len();
    if mark == 0 || !text.starts_with(['-', '–', '—', '―', '~']) {
        return None;
    }
    let source = page.trim(Span::new(words.start() + mark, words.end()));
    let tokens = page.tokens_in(source);
    let first = tokens.start;
    let named = page
        .tokens
        .get(first)
        .is_some_and(|token| token.capital || token.flags.any(Flags::PERSON.or(Flags::DETERMINER)));
    let capitals = tokens.clone().take(4).filter(|at| page.tokens[*at].capital).count();
    let clause =
        tokens.clone().any(|at| page.has(at, Flags::AUXILIARY) && !page.tokens[at].capital);
    // "– oil on canvas, 1911" and a clause that goes on are no names.
    if !named || capitals == 0 || clause || tokens.len() > 20 || source.is_empty() {
        return None;
    }
    let dash =
        Span::new(words.start(), words.start() + text.chars().next().map_or(1, char::len_utf8));
    Some((dash, source))
}
