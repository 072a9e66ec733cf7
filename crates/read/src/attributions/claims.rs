//! The claim behind a denial and other nouns that carry a content: "the union's claim that …",
//! "accusations by neighbours that …", "the OECD's view that …".

use std::ops::Range;

use super::candidate::Candidate;
use super::lexicon::Flags;
use super::page::Page;

/// Finds them.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    for sentence in &page.layout.sentences {
        let tokens = page.tokens_in(*sentence);
        for noun in tokens.clone() {
            if page.has(noun, Flags::NOUN)
                && !page.tokens[noun].capital
                && let Some(candidate) = at_noun(page, noun, tokens.clone())
            {
                found.push(candidate);
            }
        }
    }
}

fn at_noun(page: &Page, noun: usize, sentence: Range<usize>) -> Option<Candidate> {
    let end = sentence.end;
    let (source, that) = if page.is(noun + 1, &["that"]) {
        match owner(page, noun, sentence.start) {
            Some(owner) => (owner, noun + 1),
            None => return hearsay(page, noun, sentence),
        }
    } else if page.is(noun + 1, &["by", "of", "from", "in"]) {
        let source = page.phrase_from(noun + 2, end)?;
        (source.clone(), source.end)
    } else {
        return None;
    };
    if !page.is(that, &["that"]) || that + 3 >= end {
        return None;
    }
    let clause = (that + 1..end.min(that + 20)).any(|at| {
        page.has(at, Flags::AUXILIARY.or(Flags::FINITE)) || page.word(at).ends_with("ed")
    });
    if !clause {
        return None;
    }
    let last = (that..end).find(|at| {
        let mark = page.word(*at);
        mark == ";"
            || (mark == ","
                && page.is(*at + 1, &["and", "but", "saying", "telling", "adding", "calling"]))
    });
    let content = page.trim(page.cover(that..last.unwrap_or(end)));
    let source = page.trim(page.cover(source));
    Some(Candidate::new("claim_of", Some(source), page.tokens[noun].span, vec![content], 0.65))
}

/// "denied recent press reports that Z", "said reports that Z were untrue": the reports are the
/// source.
fn hearsay(page: &Page, noun: usize, sentence: Range<usize>) -> Option<Candidate> {
    if !page.is(noun, &["reports", "rumours", "rumors", "report"]) {
        return None;
    }
    let plain = |at: usize| {
        let other =
            Flags::FINITE.or(Flags::AUXILIARY).or(Flags::PREPOSITION).or(Flags::CONJUNCTION);
        page.tokens[at].word && !page.has(at, other.or(Flags::SUBORDINATOR).or(Flags::PRONOUN))
    };
    let mut start = noun;
    while start > sentence.start && noun - start < 4 && plain(start - 1) {
        start -= 1;
    }
    let denied = (sentence.start..start).rev().take(3).any(|at| page.has(at, Flags::DENY));
    let untrue = (noun..sentence.end).find(|at| {
        page.is(*at, &["is", "are", "was", "were"])
            && page.is(
                *at + 1,
                &[
                    "untrue",
                    "false",
                    "wrong",
                    "nonsense",
                    "baseless",
                    "incorrect",
                    "not",
                    "unfounded",
                    "exaggerated",
                ],
            )
    });
    if !denied && untrue.is_none() {
        return None;
    }
    let end = untrue.unwrap_or(sentence.end);
    if noun + 3 >= end {
        return None;
    }
    let content = page.trim(page.cover(noun + 1..end));
    let source = page.trim(page.cover(start..noun + 1));
    Some(Candidate::new("hearsay", Some(source), None, vec![content], 0.6))
}

/// "the union's" before "claim".
fn owner(page: &Page, noun: usize, floor: usize) -> Option<Range<usize>> {
    let last = noun.checked_sub(1).filter(|last| *last >= floor)?;
    let word = page.word(last);
    let possessive = word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'");
    let mark = matches!(word, "'" | "’") && last > floor;
    if !possessive && !mark {
        return None;
    }
    let mut start = last;
    while start > floor {
        let before = start - 1;
        let token = page.tokens[before];
        let fits = token.word
            && !token.flags.any(
                Flags::FINITE
                    .or(Flags::AUXILIARY)
                    .or(Flags::PREPOSITION)
                    .or(Flags::SUBORDINATOR)
                    .or(Flags::CONJUNCTION),
            );
        if !fits || last - before > 6 {
            break;
        }
        start = before;
        if token.flags.any(Flags::DETERMINER) {
            break;
        }
    }
    Some(start..last + 1)
}
