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
        (owner(page, noun, sentence.start)?, noun + 1)
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
