//! Which way a time points, by the verbs around it.

use crate::lexer::{Gap, Token};
use crate::lexicon::{Hint, Lex};

/// Which way a time points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    /// "The visit on Friday is off": ahead where a day is near, nothing where a month is far.
    Present,
    /// No verb form tells.
    Unknown,
}

/// How many words a verb may be away.
const REACH: usize = 20;

/// And how many after.
const AFTER: usize = 32;

/// Words before a time that point it.
const FORWARD: &[&str] = &["by", "until", "till"];

/// What bears the day of its making: "a letter of 3 February".
const WRITTEN: &[&str] = &[
    "letter",
    "letters",
    "memo",
    "memorandum",
    "email",
    "emails",
    "note",
    "report",
    "ruling",
    "judgment",
    "judgement",
    "decision",
    "decree",
    "order",
    "statement",
    "article",
    "cable",
    "resolution",
    "filing",
    "notice",
    "message",
];

/// Participles whose "to" or "until" leads to the new day.
const MOVED: &[&str] = &[
    "moved",
    "postponed",
    "rescheduled",
    "delayed",
    "deferred",
    "shifted",
    "adjourned",
    "extended",
    "pushed",
    "put",
    "brought",
    "set",
    "called",
    "reset",
];

/// Verbs that "to" makes a plan.
const PLANNED: &[&str] = &[
    "be", "meet", "hold", "begin", "start", "vote", "visit", "attend", "leave", "arrive", "travel",
    "speak", "decide", "open", "close", "announce", "release", "discuss", "resume", "return",
    "take", "go", "make", "give", "present", "publish", "report", "reopen", "launch", "appear",
    "testify", "fly", "play", "expire", "retire", "end", "rise", "fall", "complete", "step",
    "become", "address", "do", "have", "pay", "file", "submit", "consider", "issue", "unveil",
    "sign", "join", "move",
];

/// Verb forms that are plural nouns as well.
const PLURALS: &[&str] =
    &["rules", "tours", "marks", "faces", "addresses", "leads", "airs", "screens", "lectures"];

/// Subjects of such verbs.
const BODIES: &[&str] =
    &["court", "judge", "tribunal", "panel", "council", "jury", "parliament", "president", "team"];

/// The tense of the verb that governs the tokens `start..end`: the nearest before it in the
/// sentence, or, where none stands before, the nearest after.
pub(crate) fn tense(text: &str, tokens: &[Token], start: usize, end: usize) -> Tense {
    let sentence = tokens[start].sentence;
    let word = |at: usize| &text[tokens[at].start as usize..tokens[at].end as usize];
    let is =
        |at: usize, list: &[&str]| list.iter().any(|other| word(at).eq_ignore_ascii_case(other));
    // What is quoted has its own tense.
    let quoted = tokens[start].quoted;
    let same = |at: usize| tokens.get(at).is_some_and(|token| token.sentence == sentence);
    let heard = |at: usize| tokens[at].quoted == quoted;
    // "Tuesday's ruling" has been, unless it is waited for.
    let owns =
        tokens.get(end).is_some_and(|mark| mark.lex == Lex::Mark('\'') && mark.gap == Gap::None)
            && tokens.get(end + 1).is_some_and(|s| s.gap == Gap::None);
    let (mut forward, mut target) = (false, false);
    if start > 0 && same(start - 1) {
        let written = is(start - 1, &["of"]) && start > 1 && is(start - 2, WRITTEN);
        if written || is(start - 1, &["since", "dated"]) {
            return Tense::Past;
        }
        target = is(start - 1, &["to", "until", "till", "for"]);
        forward = is(start - 1, FORWARD)
            || start > 1 && is(start - 1, &["as"]) && is(start - 2, &["early", "soon"]);
    }
    if owns && !(start > 0 && is(start - 1, &["for", "before", "until"])) {
        return Tense::Past;
    }
    let mut present = false;
    for at in (start.saturating_sub(REACH)..start).rev() {
        if !same(at) {
            break;
        }
        if !heard(at) {
            continue;
        }
        // "warned of danger when the storm reaches the coast on Wednesday"
        if present && is(at, &["when", "once", "if", "before", "until"]) {
            return Tense::Future;
        }
        let letters = word(at);
        present |= tokens[at].hint == Hint::None
            && tokens[at].lex == Lex::Word
            && !tokens[at].capital
            && letters.len() > 4
            && letters.ends_with('s')
            && !letters.ends_with("ss")
            && at > 0
            && same(at - 1)
            && !is(at - 1, &["the", "of", "all", "two", "three", "its", "their", "his", "her"]);
        if fixture(tokens, at, &is) {
            return Tense::Future;
        }
        // "are to ring again"
        if is(at, &["to"]) && at > 0 && same(at - 1) && is(at - 1, &["is", "are"]) {
            return Tense::Future;
        }
        // "claims to have written"
        if is(at, &["to"]) && at + 2 < start && is(at + 1, &["have"]) {
            return Tense::Past;
        }
        if is(at, &["to"]) && at + 1 < start && is(at + 1, PLANNED) {
            // "was to meet", "agreed to meet", but "had to leave", "failed to start"
            let before = at.checked_sub(1).filter(|before| same(*before));
            if before.is_some_and(|before| tokens[before].hint == Hint::Future) {
                continue;
            }
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
            // "what would have been her 95th birthday, July 2"
            Hint::Past if at > 1 && is(at - 1, &["have"]) && is(at - 2, &["would"]) => {}
            Hint::Past if target && is(at, MOVED) => return Tense::Future,
            Hint::Past if forward && is(at, &["said", "told", "added", "announced", "wrote"]) => {
                return Tense::Future;
            }
            Hint::Past => return Tense::Past,
            // "had been due to expire"
            Hint::Future if at > 1 && is(at - 1, &["been"]) && is(at - 2, &["had"]) => {
                return Tense::Past;
            }
            Hint::Future => return Tense::Future,
            Hint::Present | Hint::None => {}
        }
    }
    if forward {
        return Tense::Future;
    }
    for at in end..(end + AFTER).min(tokens.len()) {
        if !same(at) {
            break;
        }
        if !heard(at) {
            continue;
        }
        match hint(tokens, at, &is) {
            Hint::Past => return Tense::Past,
            Hint::Future => return Tense::Future,
            Hint::Present if is(at, &["is", "are", "re"]) => return Tense::Present,
            Hint::Present | Hint::None => {}
        }
    }
    Tense::Unknown
}

/// "Vale travel to Corran", "Lorn Athletic host Pell": a team's name before a plain verb form.
fn fixture(tokens: &[Token], at: usize, is: &impl Fn(usize, &[&str]) -> bool) -> bool {
    const VERBS: &[&str] =
        &["host", "travel", "face", "play", "meet", "visit", "welcome", "entertain"];
    let name = |at: usize| tokens.get(at).is_some_and(|token| token.capital);
    at > 0
        && is(at, VERBS)
        && !name(at)
        && name(at - 1)
        && tokens[at - 1].gap != Gap::None
        && (name(at + 1) || is(at + 1, &["to", "at", "in"]))
}

/// The hint of a token, where it is a verb there: "the planned visit was" has its verb later, and
/// "open letters" are no opening.
fn hint(tokens: &[Token], at: usize, is: &impl Fn(usize, &[&str]) -> bool) -> Hint {
    let token = &tokens[at];
    const ARTICLES: &[&str] =
        &["a", "an", "the", "its", "his", "her", "their", "of", "at", "in", "for", "with", "from"];
    let adverb = |at: usize| is(at, &["still", "newly", "so", "long", "yet", "recently", "as"]);
    let article =
        at > 0 && is(at - 1, ARTICLES) || at > 1 && adverb(at - 1) && is(at - 2, ARTICLES);
    // "the new rules on" are no ruling, "the court rules on" and "Judge Orne rules on" are.
    let noun = is(at, PLURALS)
        && at > 0
        && !tokens[at - 1].capital
        && !is(at - 1, BODIES)
        && !is(at + 1, &["the", "a", "an", "its", "whether"]);
    match token.hint {
        Hint::Future if noun => Hint::None,
        // A name ("Will", "May") or a noun.
        _ if token.capital && at > 0 && tokens[at - 1].sentence == token.sentence => Hint::None,
        _ if matches!(token.lex, Lex::Month(_)) => Hint::None,
        Hint::Past | Hint::Future if article => Hint::None,
        // "will be opened": the auxiliary before tells.
        Hint::Past if at > 0 && is(at - 1, &["be"]) => Hint::None,
        hint => hint,
    }
}
