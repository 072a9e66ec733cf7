//! Reports in the passive: "X was quoted (by Y) as saying Z", "it was announced by X that Z",
//! "Z, it was emphasised at X", "X is said to …", "as was noted by X, Z".

use std::ops::Range;

use super::candidate::Candidate;
use super::lexicon::Flags;
use super::page::Page;

/// Finds them.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    for sentence in &page.layout.sentences {
        let tokens = page.tokens_in(*sentence);
        for at in tokens.clone() {
            if !page.has(at, Flags::PARTICIPLE) || at == tokens.start {
                continue;
            }
            let candidate = quoted_as(page, at, tokens.clone())
                .or_else(|| impersonal(page, at, tokens.clone()))
                .or_else(|| said_to(page, at, tokens.clone()));
            found.extend(candidate.map(Candidate::settled));
        }
    }
}

/// "was quoted by Y as saying", "was reported as telling", "was cited as calling".
fn quoted_as(page: &Page, at: usize, sentence: Range<usize>) -> Option<Candidate> {
    if !page.is(at, &["quoted", "cited", "reported", "recorded"]) || !page.has(at - 1, Flags::BE) {
        return None;
    }
    let r#as = (at + 1..sentence.end.min(at + 14)).find(|near| page.is(*near, &["as"]))?;
    let verb = r#as + 1;
    if !(page.has(verb, Flags::ING) && page.has(verb, Flags::SAY) || page.is(verb, &["describing"]))
    {
        return None;
    }
    let group = page.verb_group(at, sentence.start);
    let subject = page.subject_before(group.tokens.start, sentence.start)?;
    let source = page.trim(page.cover(subject.clone()));
    let mut cue = vec![page.cover(group.tokens.clone())];
    cue.push(page.cover(r#as..verb + 1));
    if r#as == at + 1 {
        cue = vec![page.cover(group.tokens.start..verb + 1)];
    }
    // Words before: "…," the president was quoted as saying.
    let before = subject.start.checked_sub(1).filter(|before| *before >= sentence.start);
    let quotation = before.and_then(|before| {
        let near =
            [before, before.wrapping_sub(1)].into_iter().filter(|at| *at < page.tokens.len());
        near.filter_map(|at| page.outer_quotation(at)).next()
    });
    let content = match quotation {
        Some(number) => super::said_quote::pieces(page, number),
        None => {
            let mut start = verb + 1;
            if page.has(verb, Flags::TELL) && !page.is(start, &["that"]) {
                start = page.phrase_from(start, sentence.end)?.end;
            } else if page.is(start, &["by"]) {
                start = page.phrase_from(start + 1, sentence.end)?.end;
            }
            if start + 1 >= sentence.end {
                return None;
            }
            vec![page.trim(page.cover(start..sentence.end))]
        }
    };
    let mut candidate = Candidate::new("quoted_as", Some(source), None, content, 0.85);
    candidate.cue = cue;
    Some(candidate)
}

/// "It was announced by X that Z", "Z, it was emphasised at X", "As was noted by X, Z".
fn impersonal(page: &Page, at: usize, sentence: Range<usize>) -> Option<Candidate> {
    let says = page.has(at, Flags::SAY) && !page.has(at, Flags::VERB);
    if !says || !page.is(at - 1, &["was", "is", "been"]) || !page.is(at + 1, &["by", "at", "in"]) {
        return None;
    }
    let group = page.verb_group(at, sentence.start);
    let opener = group.tokens.start.checked_sub(1).filter(|before| *before >= sentence.start);
    let it = opener.filter(|before| page.is(*before, &["it"]));
    let as_was = page.is(group.tokens.start, &["as"])
        || opener.is_some_and(|before| page.is(before, &["as"]));
    if it.is_none() && !as_was {
        return None;
    }
    let named = page.phrase_from(at + 2, sentence.end)?;
    let source = page.trim(page.cover(named.clone()));
    let cue = page.cover(at - 1..at + 1);
    let content = if page.is(named.end, &["that"]) {
        page.cover(named.end..sentence.end)
    } else if as_was && page.word(named.end) == "," && named.end + 2 < sentence.end {
        page.cover(named.end + 1..sentence.end)
    } else {
        let comma = it?
            .checked_sub(1)
            .filter(|comma| *comma > sentence.start + 1 && page.word(*comma) == ",")?;
        page.cover(sentence.start..comma)
    };
    Some(Candidate::new("passive", Some(source), cue, vec![page.trim(content)], 0.75))
}

/// "The museum is said to have lost forty drawings": somebody says so, nobody is named.
fn said_to(page: &Page, at: usize, sentence: Range<usize>) -> Option<Candidate> {
    let says = page.is(
        at,
        &[
            "said",
            "reported",
            "rumoured",
            "rumored",
            "alleged",
            "believed",
            "thought",
            "understood",
        ],
    );
    if !says || !page.is(at - 1, &["is", "are", "was", "were"]) || !page.is(at + 1, &["to"]) {
        return None;
    }
    let end = (at + 1..sentence.end)
        .find(|at| matches!(page.word(*at), ";" | ","))
        .unwrap_or(sentence.end);
    let content = vec![page.trim(page.cover(at + 1..end))];
    (end > at + 3)
        .then(|| Candidate::new("said_to", None, page.cover(at - 1..at + 1), content, 0.6))
}
