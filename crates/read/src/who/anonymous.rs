//! Sources without a name: how many, of which kind, and why.

use sayso_text::Span;

use super::phrase::Phrase;
use super::{Scene, Who};
use crate::entities::lexicon;
use crate::{Anonymous, Group};

impl Scene<'_, '_> {
    /// The source as one without a name.
    pub(super) fn unnamed(&self, phrase: &Phrase, group: Group) -> Who {
        let group = if self.knows_something(phrase) && group == Group::Others {
            Group::Insiders
        } else {
            group
        };
        Who::Anonymous(Anonymous {
            count: self.count(phrase),
            group,
            description: self.description(phrase),
            basis: self.basis(phrase),
            reason: self.reason(phrase),
        })
    }

    fn count(&self, phrase: &Phrase) -> Option<u32> {
        let words = self.words_of(phrase.all.start..phrase.core.end);
        let told = words.iter().take(4).find_map(|word| {
            const NUMBERS: [&str; 12] = [
                "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                "eleven", "twelve",
            ];
            match *word {
                "both" | "couple" => return Some(2),
                "dozen" => return Some(12),
                _ => {}
            }
            let spelled = NUMBERS.iter().position(|number| number == word).map(|at| at as u32 + 1);
            spelled.or_else(|| word.parse().ok())
        });
        let head = phrase.head(self.tokens);
        let one = matches!(
            phrase.determiner(self.tokens),
            "a" | "an" | "another" | "one" | "his" | "her" | "my" | "the"
        ) && (lexicon::is_person(head) || head == "person");
        told.or(one.then_some(1))
    }

    /// Where "familiar with the talks", "close to the board", "briefed on the plan" begins.
    fn knowledge(&self, phrase: &Phrase) -> Option<usize> {
        let knows = phrase.rest.clone().find(|at| {
            matches!(
                self.tokens.lower(*at),
                "familiar"
                    | "close"
                    | "briefed"
                    | "knowledge"
                    | "involved"
                    | "aware"
                    | "privy"
                    | "acquainted"
            )
        })?;
        // with direct knowledge of the plan
        let with =
            (phrase.rest.start..knows).rev().take(3).find(|at| self.tokens.lower(*at) == "with");
        Some(if self.tokens.lower(knows) == "knowledge" { with.unwrap_or(knows) } else { knows })
    }

    fn knows_something(&self, phrase: &Phrase) -> bool {
        self.knowledge(phrase).is_some()
    }

    /// What its knowledge rests on: "familiar with the talks".
    fn basis(&self, phrase: &Phrase) -> Option<Span> {
        let start = self.knowledge(phrase)?;
        let mut end = start + 1;
        while end < phrase.rest.end
            && !matches!(self.tokens.lower(end), "who" | "which" | "that" | "said" | "told")
            && !self.tokens.gap(end - 1).contains([',', '(', '—', '–', ';'])
        {
            end += 1;
        }
        self.tokens.cover(start..end)
    }

    /// Reasons given in a sentence of their own ("The people declined to be identified because the
    /// talks are private") go to the unnamed sources right before it.
    pub(super) fn spread_reasons(&mut self) {
        let tokens = self.tokens;
        for hidden in 0..tokens.len() {
            let word = tokens.lower(hidden);
            let tells = matches!(
                word,
                "identified" | "named" | "anonymity" | "anonymously" | "authorised" | "authorized"
            );
            let before = |back: usize| hidden.checked_sub(back).map_or("", |at| tokens.lower(at));
            let refused = match word {
                "identified" | "named" => matches!(before(1), "be" | "not" | "being"),
                "authorised" | "authorized" => before(1) == "not",
                _ => true,
            };
            if !tells || !refused {
                continue;
            }
            let sentence = tokens.sentence_of(hidden);
            let Some(reason) = self.reason_behind(hidden, sentence.end) else { continue };
            let number = tokens.get(hidden).map_or(0, |token| token.sentence);
            let place = self.heard.partition_point(|(token, _)| *token < sentence.end);
            let near: Vec<usize> = self.heard[..place]
                .iter()
                .rev()
                .take(4)
                .take_while(|(token, _)| {
                    tokens.get(*token).is_some_and(|token| token.sentence + 3 >= number)
                })
                .map(|(_, at)| *at)
                .collect();
            for at in near {
                if let Some(Who::Anonymous(anonymous)) = &mut self.who[at]
                    && anonymous.reason.is_none()
                    && anonymous.description.is_some()
                    && !matches!(anonymous.group, Group::Documents | Group::Media)
                {
                    anonymous.reason = Some(reason);
                }
            }
        }
    }

    /// "because …" behind the word that tells that somebody is not named.
    fn reason_behind(&self, hidden: usize, end: usize) -> Option<Span> {
        let tokens = self.tokens;
        let because = (hidden + 1..end.min(hidden + 6)).find(|at| {
            matches!(tokens.lower(*at), "because" | "as" | "since" | "citing" | "for")
        })?;
        let mut stop = because + 1;
        while stop < end && tokens.gap(stop - 1).trim().is_empty() && stop < because + 24 {
            stop += 1;
        }
        (because + 1 < stop).then(|| tokens.cover(because..stop)).flatten()
    }

    /// The words that describe it, relative clauses and what follows a comma left out.
    fn description(&self, phrase: &Phrase) -> Option<Span> {
        let tokens = self.tokens;
        let mut end = phrase.core.end;
        while end < phrase.rest.end {
            let word = tokens.lower(end);
            if matches!(word, "who" | "which" | "that" | "speaking" | "said")
                || tokens.gap(end - 1).contains([',', '(', '—', '–', ';'])
            {
                break;
            }
            end += 1;
        }
        tokens.cover(phrase.all.start..end.max(phrase.all.start + 1))
    }

    /// "because the talks are private", "who was not authorised to speak".
    fn reason(&self, phrase: &Phrase) -> Option<Span> {
        let tokens = self.tokens;
        let sentence = tokens.sentence_of(phrase.all.start);
        let end = sentence.end.min(phrase.all.end + 40);
        let rest = phrase.core.end..end;
        let hidden = rest.clone().find(|at| {
            let word = tokens.lower(*at);
            matches!(
                word,
                "anonymity" | "anonymous" | "anonymously" | "unnamed" | "authorised" | "authorized"
            ) || (matches!(word, "named" | "identified")
                && tokens.slice(at.saturating_sub(4)..*at).iter().any(|t| t.lower == "not"))
        })?;
        let because = (hidden..end.min(hidden + 6)).find(|at| {
            matches!(tokens.lower(*at), "because" | "as" | "since" | "citing" | "to" | "for")
        });
        let start = match tokens.lower(hidden) {
            "authorised" | "authorized" => (phrase.core.end..=hidden)
                .find(|at| matches!(tokens.lower(*at), "not" | "isn" | "wasn"))?,
            _ => because?,
        };
        let mut stop = start + 1;
        while stop < end
            && tokens.gap(stop - 1).trim().is_empty()
            && stop < phrase.all.end.max(hidden + 12)
        {
            stop += 1;
        }
        (start + 1 < stop).then(|| tokens.cover(start..stop)).flatten()
    }
}
