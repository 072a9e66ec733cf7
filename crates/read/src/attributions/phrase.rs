//! Noun phrases and verb groups, found by walking over tokens: no parser, so careful at the edges.

use std::ops::Range;

use super::lexicon::Flags;
use super::page::Page;

/// The longest noun phrase looked for, in tokens: keeps endless sentences linear.
const LONGEST: usize = 60;

/// A verb with what belongs to it: auxiliaries, negation, adverbs.
#[derive(Clone, Debug)]
pub(super) struct VerbGroup {
    pub(super) tokens: Range<usize>,
}

impl Page<'_> {
    /// The group around the reporting verb at `head`, not reaching before `floor`.
    pub(super) fn verb_group(&self, head: usize, floor: usize) -> VerbGroup {
        let mut start = head;
        let beside = Flags::AUXILIARY.or(Flags::ADVERB).or(Flags::NEGATION);
        while start > floor {
            let before = start - 1;
            let adverb = self.word(before).ends_with("ly") && !self.tokens[before].capital;
            let carried = self.is(before, &["to", "as"])
                && before > floor
                && self.tokens[before - 1].flags.any(Flags::PARTICIPLE.or(Flags::FINITE));
            let participle = self.has(before, Flags::PARTICIPLE)
                && self.is(start, &["to", "as"])
                && before > floor
                && self.has(before - 1, Flags::AUXILIARY);
            if self.has(before, beside) && !self.has(before, Flags::DETERMINER)
                || adverb
                || carried
                || participle
                || self.is_refusal(before, start)
            {
                start = before;
            } else {
                break;
            }
        }
        VerbGroup { tokens: start..head + 1 }
    }

    /// "declined to", "refused to" before a reporting verb.
    fn is_refusal(&self, before: usize, start: usize) -> bool {
        self.is(start, &["to"])
            && self.is(
                before,
                &[
                    "declined", "refused", "declines", "refuses", "failed", "expected", "likely",
                    "set", "due",
                ],
            )
    }

    /// The noun phrase that ends right before `end`, not reaching before `floor`: the subject of a
    /// verb group that begins at `end`. Appositions and relative clauses in commas are included.
    pub(super) fn subject_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let floor = floor.max(end.saturating_sub(LONGEST));
        let mut last = self.before_time(end, floor);
        if last <= floor {
            return None;
        }
        let mut covered = end;
        if self.word(last - 1) == "," || self.word(last - 1) == "–" || self.word(last - 1) == "—"
        {
            // "Hugh Hill, a doctor, said": back to the comma's partner.
            let mark = self.word(last - 1);
            let partner = (floor..last - 1).rev().find(|at| {
                self.word(*at) == mark
                    && self.tokens[*at].quotation == self.tokens[last - 1].quotation
            })?;
            if !self.is_aside(partner + 1, last - 1) {
                return None;
            }
            covered = last - 1;
            last = partner;
        } else if self.word(last - 1) == ")" {
            let open = (floor..last - 1).rev().find(|at| self.word(*at) == "(")?;
            covered = last;
            last = open;
        } else {
            covered = last.min(covered);
        }
        if last <= floor {
            return None;
        }
        let single = Flags::PRONOUN.or(Flags::RELATIVE);
        if self.has(last - 1, single)
            && covered == last
            && !self.is(last - 1, &["one", "both", "others"])
        {
            return Some(last - 1..last);
        }
        let mut start = last;
        while start > floor && self.continues_subject(start - 1, start, floor) {
            start -= 1;
        }
        start = self.skip_opening(start, last);
        let named =
            (start..last).any(|at| self.tokens[at].word && !self.has(at, Flags::PREPOSITION));
        (named && start < last).then_some(start..covered)
    }

    /// Leaves out time adverbials between subject and verb: "Velmara on Monday accused".
    fn before_time(&self, end: usize, floor: usize) -> usize {
        let mut at = end;
        while at > floor && self.tokens[at - 1].word && self.has(at - 1, Flags::TIME) {
            at -= 1;
        }
        if at < end
            && at > floor
            && self.is(at - 1, &["on", "in", "at", "last", "this", "late", "early"])
        {
            at -= 1;
        } else if at < end && !self.is(at, &["earlier", "later", "yesterday", "today"]) {
            return end;
        }
        at
    }

    /// Whether the tokens between two commas can stand behind a noun: "a doctor", "who asked not to
    /// be named", "speaking on Wednesday", "of the guards' union".
    fn is_aside(&self, first: usize, last: usize) -> bool {
        if first >= last || last - first > 40 {
            return false;
        }
        let word = self.word(first);
        self.has(
            first,
            Flags::RELATIVE
                .or(Flags::DETERMINER)
                .or(Flags::ING)
                .or(Flags::PARTICIPLE)
                .or(Flags::PERSON),
        ) || word.ends_with("ing")
            || word.ends_with("ed")
            || self.has(first, Flags::PREPOSITION)
            || self.is(first, &["himself", "herself", "formerly", "then", "now", "citing", "when"])
            || (word.starts_with(|c: char| c.is_ascii_digit()) && last == first + 1)
            || (first..last).all(|at| !self.has(at, Flags::FINITE) || self.tokens[at].capital)
    }

    fn continues_subject(&self, at: usize, start: usize, floor: usize) -> bool {
        let token = self.tokens[at];
        if !token.word {
            let mark = self.word(at);
            return match mark {
                "." => at > floor && self.is_title(at - 1) && at + 1 == start,
                "(" | ")" | "'" | "’" | "£" | "$" | "€" | "%" | "/" => true,
                "&" => true,
                "-" | "–" => false,
                "," => at > floor && self.lists(at, start),
                "\"" | "“" | "”" => {
                    // A nickname in marks inside the phrase; not the end of a quotation.
                    self.nickname(at)
                }
                _ => false,
            };
        }
        if token.flags.any(Flags::RELATIVE) {
            return false;
        }
        if token.flags.any(Flags::SUBORDINATOR) && !token.flags.any(Flags::PREPOSITION) {
            // "that" before a noun may point to it; what comes before settles it.
            return false;
        }
        if token.flags.any(Flags::PRONOUN) && !self.is(at, &["both", "others"]) {
            return false;
        }
        if token.flags.any(Flags::AUXILIARY) && !token.capital {
            return false;
        }
        if token.flags.any(Flags::CONJUNCTION) {
            return self.is(at, &["and", "&"]) && self.joins_names(at, floor);
        }
        let verbal = Flags::SAY.or(Flags::THINK).or(Flags::DENY).or(Flags::VERB).or(Flags::SHOW);
        if token.flags.any(verbal) && token.flags.any(Flags::FINITE) && !token.capital {
            // Many verbs are nouns too: a report, the claim.
            let noun = at > floor
                && (self.has(at - 1, Flags::DETERMINER.or(Flags::PREPOSITION))
                    || self.word(at - 1).ends_with("'s"));
            return noun
                || self.is_close_to(at)
                || token.flags.any(Flags::NOUN.or(Flags::PERSON).or(Flags::MEDIUM));
        }
        true
    }

    /// "a person close to the board"
    fn is_close_to(&self, at: usize) -> bool {
        self.is(at, &["close"]) && self.is(at + 1, &["to"])
    }

    fn is_title(&self, at: usize) -> bool {
        let word = self.word(at);
        word.chars().count() <= 4 && self.tokens[at].capital || word.contains('.') || word == "hon"
    }

    /// Whether the mark opens or closes a short quotation inside a noun phrase.
    fn nickname(&self, at: usize) -> bool {
        self.tokens[at].quotation.is_some_and(|number| {
            let inner = self.quotation(number as usize).inner.of(self.text);
            inner.len() < 30 && !inner.ends_with([',', '.', '!', '?'])
        })
    }

    /// Whether a comma stands between two names or a name and its place in a list.
    fn lists(&self, at: usize, start: usize) -> bool {
        self.tokens[at - 1].capital
            && self.tokens.get(start).is_some_and(|token| token.capital)
            && self.tokens.get(start + 1).is_some_and(|token| {
                token.flags.any(Flags::CONJUNCTION) || token.span.of(self.text) == ","
            })
    }

    /// Whether "and" joins two noun phrases, so that no clause ends before it.
    fn joins_names(&self, at: usize, floor: usize) -> bool {
        let mut before = at;
        let mut steps = 0;
        while before > floor && steps < 12 {
            before -= 1;
            steps += 1;
            let token = self.tokens[before];
            if !token.word && !matches!(self.word(before), "." | "&" | "(" | ")") {
                return true;
            }
            let verbal = Flags::FINITE.or(Flags::AUXILIARY).or(Flags::SUBORDINATOR);
            let noun = Flags::NOUN.or(Flags::PERSON).or(Flags::PREPOSITION);
            if token.flags.any(verbal) && !token.capital && !token.flags.any(noun) {
                return false;
            }
            if self.word(before).ends_with("ed") && !token.capital {
                return false;
            }
        }
        true
    }

    /// Leaves out what opens a clause without belonging to the subject: But, And, "On Tuesday", a
    /// preposition left over.
    fn skip_opening(&self, mut start: usize, last: usize) -> usize {
        loop {
            let word = start < last && self.tokens[start].word;
            let joins = Flags::CONJUNCTION.or(Flags::SUBORDINATOR);
            let clause = word && self.has(start, joins) && !self.is(start, &["&"]);
            let mark = start < last && !word;
            if clause || mark && !matches!(self.word(start), "\"" | "“" | "'" | "‘" | "(") {
                start += 1;
            } else if word
                && start + 1 < last
                && self.is(start, &["on", "last", "in", "earlier", "later", "next", "this"])
            {
                // "On Tuesday Smith said", "Last week he said"
                let mut behind = start + 1;
                while behind < last
                    && (self.has(behind, Flags::TIME)
                        || self.word(behind).chars().all(|c| c.is_ascii_digit()))
                {
                    behind += 1;
                }
                if behind == start + 1 || behind == last {
                    break;
                }
                start = behind;
            } else if word && self.has(start, Flags::ADVERB) && start + 1 < last {
                start += 1;
            } else {
                break;
            }
        }
        start
    }

    /// The noun phrase that begins at `start`, not reaching `limit`: behind "according to", behind
    /// an inverted verb. An apposition or relative clause behind a comma is included.
    pub(super) fn phrase_from(&self, start: usize, limit: usize) -> Option<Range<usize>> {
        let limit = limit.min(start + LONGEST);
        let mut end = start;
        let mut names = 0;
        while end < limit {
            let token = self.tokens[end];
            if !token.word {
                match self.word(end) {
                    "." if end > start && end + 1 < limit && self.is_title(end - 1) => {}
                    "&" | "'" | "’" | "£" | "$" | "%" | "/" => {}
                    "(" => {
                        let close = (end..limit.min(end + 12)).find(|at| self.word(*at) == ")");
                        match close {
                            Some(close) => end = close,
                            None => break,
                        }
                    }
                    "\"" | "“" | "”" if self.nickname(end) => {}
                    "," if names > 0 && self.apposition(end, limit).is_some() => {
                        end = self.apposition(end, limit).unwrap_or(end);
                        break;
                    }
                    "," if self.list_goes_on(end, limit) => {}
                    _ => break,
                }
                end += 1;
                continue;
            }
            if end > start && self.ends_phrase(end, start, limit) {
                break;
            }
            if token.flags.any(Flags::PRONOUN)
                && end == start
                && !self.is(end, &["both", "one", "others"])
            {
                let relative = self.has(end + 1, Flags::RELATIVE);
                if !relative {
                    return Some(start..end + 1);
                }
            }
            names += 1;
            end += 1;
        }
        while end > start
            && (self.has(end - 1, Flags::PREPOSITION.or(Flags::CONJUNCTION).or(Flags::ADVERB))
                || self.word(end - 1) == ",")
        {
            end -= 1;
        }
        (end > start && names > 0).then_some(start..end)
    }

    /// Whether the word at `at` is no part of a phrase that began at `start`.
    fn ends_phrase(&self, at: usize, start: usize, limit: usize) -> bool {
        let token = self.tokens[at];
        if token.capital {
            return self.has(at, Flags::TIME)
                && self.has(at, Flags::TIME)
                && !self.has(at - 1, Flags::PREPOSITION);
        }
        if self.has(at, Flags::RELATIVE) {
            return false;
        }
        if self.has(at, Flags::PREPOSITION) {
            let next = at + 1;
            let ahead = if self.has(next, Flags::DETERMINER) { next + 1 } else { next };
            let temporal = self.has(next, Flags::TIME)
                || (self.has(ahead, Flags::TIME)
                    && self.is(at, &["on", "in", "at", "during", "before", "after"]));
            let medium = self
                .is(at, &["in", "on", "by", "during", "via", "at", "after", "to", "through"])
                && (next..(next + 4).min(limit))
                    .any(|near| self.has(near, Flags::MEDIUM) && !self.tokens[near].capital);
            return temporal
                || medium
                || self.is(
                    at,
                    &["as", "after", "before", "during", "since", "when", "like", "until"],
                );
        }
        if self.has(at, Flags::SUBORDINATOR) {
            return true;
        }
        if self.has(at, Flags::CONJUNCTION) {
            // "and" goes on with another name, not with a clause.
            let next = self.tokens.get(at + 1);
            let named = next.is_some_and(|token| {
                token.capital || token.flags.any(Flags::DETERMINER.or(Flags::PERSON))
            });
            return !named;
        }
        if self.has(at, Flags::AUXILIARY) {
            // inside a relative clause verbs are at home
            return !self.in_relative(start, at);
        }
        if self.has(at, Flags::TIME.or(Flags::ADVERB)) && !self.has(at, Flags::DETERMINER) {
            return !self.in_relative(start, at) && !self.has(at - 1, Flags::DETERMINER);
        }
        let verb = self.has(at, Flags::FINITE)
            && !self.is_close_to(at)
            && !self.has(at, Flags::NOUN.or(Flags::PERSON).or(Flags::MEDIUM));
        verb && !self.has(at - 1, Flags::DETERMINER.or(Flags::PREPOSITION))
            && !self.in_relative(start, at)
            && !self.is_participle_of(at)
    }

    /// "people familiar with", "a trial published on": participles behind their noun.
    fn is_participle_of(&self, at: usize) -> bool {
        self.has(at, Flags::PARTICIPLE) && self.has(at + 1, Flags::PREPOSITION)
    }

    fn in_relative(&self, start: usize, at: usize) -> bool {
        (start..at).any(|token| self.has(token, Flags::RELATIVE))
    }

    fn list_goes_on(&self, comma: usize, limit: usize) -> bool {
        let after = comma + 1;
        after < limit
            && self.tokens[after].capital
            && (after..(after + 8).min(limit)).any(|at| self.is(at, &["and"]))
            && (comma + 1..(comma + 8).min(limit)).all(|at| !self.has(at, Flags::AUXILIARY))
    }

    /// Where the apposition or relative clause behind the comma ends.
    fn apposition(&self, comma: usize, limit: usize) -> Option<usize> {
        let first = comma + 1;
        if first >= limit {
            return None;
        }
        let end = (first..limit)
            .find(|at| matches!(self.word(*at), "," | ";" | ":" | "—" | "–" | "." | "\"" | "“"))
            .unwrap_or(limit);
        let relative = self.has(first, Flags::RELATIVE);
        let noun = (self.has(first, Flags::DETERMINER.or(Flags::PERSON))
            || self.is(first, &["head", "former", "chief", "co-author"]))
            && !(first..end).any(|at| {
                self.has(at, Flags::AUXILIARY)
                    || (self.has(at, Flags::FINITE) && !self.has(at, Flags::NOUN.or(Flags::PERSON)))
            });
        (relative || noun).then_some(end)
    }
}
