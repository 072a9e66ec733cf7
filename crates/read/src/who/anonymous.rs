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

    /// "familiar with the talks", "close to the board", "briefed on the plan".
    fn knows_something(&self, phrase: &Phrase) -> bool {
        phrase.rest.clone().any(|at| {
            matches!(
                self.tokens.lower(at),
                "familiar" | "close" | "briefed" | "knowledge" | "involved"
            )
        })
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
