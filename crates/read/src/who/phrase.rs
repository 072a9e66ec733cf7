//! The noun phrase of a source, taken apart.

use std::ops::Range;

use crate::entities::beings::{Beings, is_determiner};
use crate::entities::lexicon;
use crate::entities::names::is_post_nominal;
use crate::entities::tokens::Tokens;

/// "the ministry's chief spokesman in Oslo, Per Dahl" and its like.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// All of it.
    pub all: Range<usize>,
    /// Article, possessive or number before the core; empty where there is none.
    pub determiner: Option<usize>,
    /// Whose ("the ministry" of "the ministry's spokesman").
    pub owner: Option<Range<usize>>,
    /// From behind the determiner and the owner to the head.
    pub core: Range<usize>,
    /// What follows the core: "of …", "who …", ", …".
    pub rest: Range<usize>,
}

impl Phrase {
    /// The phrase of the tokens `all`; `None` where there are none.
    pub fn of(tokens: &Tokens, beings: &Beings, all: Range<usize>) -> Option<Phrase> {
        if all.is_empty() {
            return None;
        }
        // Vell himself
        let reflexive =
            matches!(tokens.lower(all.end - 1), "himself" | "herself" | "itself" | "themselves");
        let all = if reflexive && all.len() > 1 { all.start..all.end - 1 } else { all };
        // Julia Penn KC
        let letters = tokens
            .get(all.end - 1)
            .is_some_and(|token| is_post_nominal(token.span.of(tokens.text)));
        let all = if letters && all.len() > 2 { all.start..all.end - 1 } else { all };
        let mut start = skip_before(tokens, &all);
        let mut determiner = None;
        while start + 1 < all.end {
            let word = tokens.lower(start);
            if matches!(
                word,
                "neither"
                    | "both"
                    | "even"
                    | "only"
                    | "also"
                    | "but"
                    | "and"
                    | "by"
                    | "from"
                    | "as"
                    | "to"
                    | "all"
                    | "such"
            ) {
                start += 1;
            } else if is_determiner(word) && determiner.is_none() {
                determiner = Some(start);
                start += 1;
            } else {
                break;
            }
        }
        let mut owner = None;
        let mut from = start;
        let mut at = start;
        while at < all.end {
            let word = tokens.lower(at);
            let inside =
                beings.mention_at(at).is_some_and(|mention| !beings.all[mention.being].nameless);
            if at > from
                && !inside
                && (lexicon::ends_core(word) || is_participle(tokens, at, all.end))
            {
                break;
            }
            if at > from && !inside && matches!(word, "and" | "or" | "nor") {
                // "state and local leaders" is one, "Ana and her brother" are two.
                let next = at + 1;
                let named = beings.mention_at(next).is_some();
                let capital = tokens.get(next).is_some_and(|token| token.capital);
                let one = determiner.is_none() && next + 1 < all.end && at == from + 1;
                if !one || named || capital || is_determiner(tokens.lower(next)) {
                    break;
                }
            }
            let next_inside = beings
                .mention_at(at + 1)
                .is_some_and(|m| m.tokens.start <= at && beings.mention_at(at).is_some());
            if tokens.get(at).is_some_and(|token| token.possessive)
                && at + 1 < all.end
                && !next_inside
            {
                owner = Some(start..at + 1);
                from = at + 1;
                at += 1;
                // His own party: the words behind the owner may have a determiner no more.
                continue;
            }
            at += 1;
            if at < all.end && !tokens.joined(at - 1) && !next_inside && tokens.gap(at - 1) != " & "
            {
                break;
            }
        }
        if from >= at {
            from = start;
            owner = None;
        }
        Some(Phrase { determiner, owner, core: from..at, rest: at..all.end, all })
    }

    /// The last word of the core, lower-cased.
    pub fn head<'a>(&self, tokens: &'a Tokens) -> &'a str {
        self.core.end.checked_sub(1).map_or("", |at| tokens.lower(at))
    }

    /// The first word, lower-cased, where it is a determiner.
    pub fn determiner<'a>(&self, tokens: &'a Tokens) -> &'a str {
        self.determiner.map_or("", |at| tokens.lower(at))
    }
}

/// Past a place and a clock time that a source may begin with: "In Pellin, the mayor", "12.40 The mayor".
fn skip_before(tokens: &Tokens, all: &Range<usize>) -> usize {
    let mut start = all.start;
    if matches!(tokens.lower(start), "in" | "on" | "at" | "after" | "during") {
        let comma = (start..all.end.min(start + 8)).find(|at| tokens.gap(*at).starts_with(','));
        start = comma.map_or(start, |comma| comma + 1).min(all.end - 1);
    }
    // "Suryapur, Jul 24 (UNS) Chief Minister Rathore": past a dateline.
    let behind = (start + 1..all.end.min(start + 10)).find(|at| {
        tokens.gap(at - 1).contains(')') && tokens.get(*at).is_some_and(|token| token.capital)
    });
    if let Some(behind) = behind
        && (start..behind - 1).any(|at| tokens.gap(at).contains('('))
        && tokens
            .slice(start..behind)
            .iter()
            .all(|token| token.capital || token.lower.starts_with(|c: char| c.is_ascii_digit()))
        && (start..behind).any(|at| tokens.lower(at).starts_with(|c: char| c.is_ascii_digit()))
    {
        start = behind;
    }
    let number = |at: usize| tokens.lower(at).chars().all(|c| c.is_ascii_digit());
    let mut at = start;
    while at + 1 < all.end && number(at) && at < start + 3 {
        at += 1;
    }
    let capital = tokens.get(at).is_some_and(|token| token.capital);
    if at > start && capital { at } else { start }
}

/// "signed by", "briefed on": not part of the core.
fn is_participle(tokens: &Tokens, at: usize, end: usize) -> bool {
    let word = tokens.lower(at);
    let next = if at + 1 < end { tokens.lower(at + 1) } else { "" };
    let irregular =
        matches!(word, "run" | "made" | "written" | "drawn" | "held" | "sent" | "given")
            && next == "by";
    let form = irregular || word.ends_with("ed") || (word.ends_with("ing") && word.len() > 5);
    form && tokens.get(at).is_some_and(|token| !token.capital)
        && matches!(
            next,
            "by" | "on" | "in" | "to" | "with" | "not" | "from" | "for" | "at" | "of" | "the" | "a"
        )
}
