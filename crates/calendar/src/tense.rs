//! Which way a time points, by the verbs around it.

use crate::lexer::Token;
use crate::lexicon::{Hint, Lex};

/// Which way a time points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    /// No verb form tells.
    Unknown,
}

/// How many words a verb may be away.
const REACH: usize = 20;

/// Words before a time that point it.
const FORWARD: &[&str] = &["by", "until", "till"];

/// Verbs that "to" makes a plan.
const PLANNED: &[&str] = &[
    "be", "meet", "hold", "begin", "start", "vote", "visit", "attend", "leave", "arrive", "travel",
    "speak", "decide", "open", "close", "announce", "release", "discuss", "resume", "return",
    "take", "go", "make", "give", "present", "publish", "report", "reopen", "launch", "appear",
    "testify", "fly", "play", "expire", "retire", "end", "rise", "fall", "complete", "step",
    "become", "address", "do", "have", "pay", "file", "submit", "consider", "issue", "unveil",
    "sign", "join", "move",
];

/// The tense of the verb that governs the tokens `start..end`: the nearest before it in the
/// sentence, or, where none stands before, the nearest after.
pub(crate) fn tense(text: &str, tokens: &[Token], start: usize, end: usize) -> Tense {
    let sentence = tokens[start].sentence;
    let word = |at: usize| &text[tokens[at].start as usize..tokens[at].end as usize];
    let is =
        |at: usize, list: &[&str]| list.iter().any(|other| word(at).eq_ignore_ascii_case(other));
    let same = |at: usize| tokens.get(at).is_some_and(|token| token.sentence == sentence);
    let mut forward = false;
    if start > 0 && same(start - 1) {
        if is(start - 1, &["since"]) {
            return Tense::Past;
        }
        forward = is(start - 1, FORWARD)
            || start > 1 && is(start - 1, &["as"]) && is(start - 2, &["early"]);
    }
    for at in (start.saturating_sub(REACH)..start).rev() {
        if !same(at) {
            break;
        }
        if is(at, &["to"]) && at + 1 < start && is(at + 1, PLANNED) {
            // "was to meet", "agreed to meet", but "had to leave", "failed to start"
            let before = at.checked_sub(1).filter(|before| same(*before));
            let done = before.is_some_and(|before| {
                is(
                    before,
                    &[
                        "had", "able", "failed", "managed", "forced", "helped", "went", "used",
                        "began",
                    ],
                )
            });
            return if done { Tense::Past } else { Tense::Future };
        }
        if is(at, &["set"]) && is(at + 1, &["for", "to"]) {
            return Tense::Future;
        }
        match hint(tokens, at, &is) {
            Hint::Past if forward && is(at, &["said", "told"]) => return Tense::Future,
            Hint::Past => return Tense::Past,
            Hint::Future => return Tense::Future,
            Hint::Present | Hint::None => {}
        }
    }
    if forward {
        return Tense::Future;
    }
    for at in end..(end + REACH).min(tokens.len()) {
        if !same(at) {
            break;
        }
        match hint(tokens, at, &is) {
            Hint::Past => return Tense::Past,
            Hint::Future => return Tense::Future,
            Hint::Present | Hint::None => {}
        }
    }
    Tense::Unknown
}

/// The hint of a token, where it is a verb there: "the planned visit was" has its verb later, and
/// "open letters" are no opening.
fn hint(tokens: &[Token], at: usize, is: &impl Fn(usize, &[&str]) -> bool) -> Hint {
    let token = &tokens[at];
    let article = at > 0
        && is(
            at - 1,
            &["a", "an", "the", "its", "his", "her", "their", "this", "that", "of", "in"],
        );
    match token.hint {
        // A name ("Will", "May") or a noun.
        _ if token.capital && at > 0 && tokens[at - 1].sentence == token.sentence => Hint::None,
        _ if matches!(token.lex, Lex::Month(_)) => Hint::None,
        Hint::Past | Hint::Future if article => Hint::None,
        hint => hint,
    }
}
