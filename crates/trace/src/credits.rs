//! Whom a dispatch names as its source: credit lines, datelines, "told the Courier".

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::vocabulary::{Vocabulary, WordId};

/// A naming of an outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// What kind of naming.
    pub kind: CreditKind,
    /// Number of the sentence.
    pub sentence: usize,
    /// Where the name stands, in bytes.
    pub at: Range<usize>,
}

/// Kinds of credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CreditKind {
    /// In a sentence: "told the Courier", "the Courier reports".
    Inline,
    /// For the whole text: a credit line, a dateline.
    Whole,
}

/// The names by which dispatches call an outlet.
#[derive(Clone, Debug)]
pub struct OutletNames {
    /// The whole name in lower-case words, without an article.
    full: Vec<String>,
    /// What is left of it without words such as "news agency".
    core: Vec<String>,
    /// Last word of a paper's name, as in "the Courier".
    tail: Option<String>,
    /// First letters, as agencies sign.
    initials: Option<String>,
    agency: bool,
    /// Stems of which one stands where the outlet is named.
    signs: Vec<WordId>,
}

const GENERIC: [&str; 17] = [
    "agence",
    "agencia",
    "agency",
    "agentur",
    "broadcasting",
    "corporation",
    "media",
    "network",
    "news",
    "newspaper",
    "newswire",
    "online",
    "press",
    "presse",
    "service",
    "services",
    "wire",
];
const AGENCY: [&str; 9] =
    ["agence", "agencia", "agency", "agentur", "newswire", "presse", "press", "service", "wire"];
/// Words before a short name that make it a credit.
const BEFORE: [&str; 20] = [
    "told",
    "to",
    "by",
    "from",
    "with",
    "after",
    "citing",
    "quoting",
    "via",
    "source",
    "the",
    "of",
    "agency",
    "newspaper",
    "daily",
    "weekly",
    "paper",
    "station",
    "broadcaster",
    "as",
];
/// Words behind a short name that make it a credit.
const BEHIND: [&str; 19] = [
    "reports",
    "reported",
    "reporting",
    "said",
    "says",
    "quoted",
    "quotes",
    "wrote",
    "writes",
    "learned",
    "learnt",
    "news",
    "agency",
    "has",
    "had",
    "saw",
    "cited",
    "understands",
    "heard",
];

impl OutletNames {
    /// The names of the outlet called `name`.
    pub fn of(name: &str, vocabulary: &mut Vocabulary) -> OutletNames {
        let mut full = words_of(name);
        if full.len() > 1 && full[0] == "the" {
            full.remove(0);
        }
        let generic = |word: &String| GENERIC.contains(&word.as_str());
        let core: Vec<String> = full.iter().filter(|word| !generic(word)).cloned().collect();
        let tail = (full.len() > 1 && !generic(&full[full.len() - 1]))
            .then(|| full[full.len() - 1].clone());
        let letters = |word: &String| match word.as_str() {
            "newswire" => "nw".to_owned(),
            word => word.chars().take(1).collect(),
        };
        let initials = (full.len() > 1).then(|| full.iter().map(letters).collect());
        let agency = full.iter().any(|word| AGENCY.contains(&word.as_str()));
        let firsts = [full.first(), core.first(), tail.as_ref(), initials.as_ref()];
        let mut signs: Vec<WordId> = Vec::new();
        for word in firsts.into_iter().flatten() {
            let id = vocabulary.id(word);
            signs.push(vocabulary.stem(id));
        }
        OutletNames { full, core, tail, initials, agency, signs }
    }

    /// Stems of which one stands where the outlet is named.
    pub fn signs(&self) -> impl Iterator<Item = &WordId> {
        self.signs.iter()
    }

    /// Where `text` names the outlet as a source.
    pub fn credits(&self, text: &str, digest: &Digest) -> Vec<Credit> {
        let mut credits = Vec::new();
        // Few dispatches name the outlet at all; most of them can be passed at once.
        if self.full.is_empty() || !digest.words.iter().any(|it| self.signs.contains(&it.stem)) {
            return credits;
        }
        for (number, sentence) in digest.sentences.iter().enumerate() {
            let shown = sentence.span.of(text);
            let words = spaced_words(shown);
            let mut at = 0;
            while at < words.len() {
                let Some((length, sure)) = self.named_at(&words, at) else {
                    at += 1;
                    continue;
                };
                let range = at..at + length;
                at += length;
                let bytes = words[range.start].at.start..words[range.end - 1].at.end;
                let whole = is_dateline(number, shown, &bytes)
                    || is_credit_line(digest, number, shown, &words, &range);
                if whole || sure || in_context(&words, &range) {
                    let kind = if whole { CreditKind::Whole } else { CreditKind::Inline };
                    let start = sentence.span.start();
                    let at = start + bytes.start..start + bytes.end;
                    credits.push(Credit { kind, sentence: number, at });
                }
            }
        }
        credits
    }

    /// How many words from `at` name the outlet, and whether that needs no context.
    fn named_at(&self, words: &[Spaced], at: usize) -> Option<(usize, bool)> {
        let fits = |name: &[String]| {
            !name.is_empty()
                && words.len() >= at + name.len()
                && name.iter().zip(&words[at..]).all(|(name, word)| *name == word.lower)
        };
        let capital = words[at].capital;
        if fits(&self.full) && capital {
            return Some((self.full.len(), true));
        }
        if self.agency && self.initials.as_ref() == Some(&words[at].lower) {
            // "dps ALDER." at the head, else "(DPS)", "told DPS": in capitals, three letters or more.
            let signed = words[at].capitals && words[at].lower.len() > 2;
            if at == 0 && words.len() > 1 || signed {
                return Some((1, true));
            }
        }
        if fits(&self.core) && capital {
            let mut length = self.core.len();
            // "Northland's news agency", "the Northland agency"
            while let Some(word) = words.get(at + length).filter(|word| {
                self.agency && ["s", "news", "press", "agency"].contains(&word.lower.as_str())
            }) {
                length += 1;
                if word.lower == "agency" {
                    return Some((length, true));
                }
            }
            return Some((self.core.len(), false));
        }
        let tail = self.tail.as_ref()?;
        let follows = at > 0 && words[at - 1].lower == "the";
        (capital && follows && *tail == words[at].lower).then_some((1, false))
    }
}

/// A word with what stands around it.
struct Spaced {
    lower: String,
    at: Range<usize>,
    capital: bool,
    /// Nothing but capitals.
    capitals: bool,
}

fn spaced_words(text: &str) -> Vec<Spaced> {
    let spans = sayso_text::words(text);
    let word = |span: sayso_text::Span| Spaced {
        lower: span.of(text).to_lowercase(),
        at: span.range(),
        capital: span.of(text).starts_with(char::is_uppercase),
        capitals: span.of(text).chars().all(char::is_uppercase),
    };
    spans.into_iter().map(word).collect()
}

fn words_of(name: &str) -> Vec<String> {
    sayso_text::words(name).into_iter().map(|span| span.of(name).to_lowercase()).collect()
}

/// "HARBOURTOWN, May 20 (Agency) -" and "age HARBOURTOWN." at the head of a text.
fn is_dateline(sentence: usize, shown: &str, bytes: &Range<usize>) -> bool {
    if sentence > 2 {
        return false;
    }
    let (before, behind) = (&shown[..bytes.start], &shown[bytes.end..]);
    let parenthesis = before.ends_with('(')
        && behind.starts_with(')')
        && behind[1..].trim_start().starts_with(['-', '–', '—']);
    let signed = before.is_empty() && {
        let place = behind.trim_start().split(['.', ',', ' ']).next().unwrap_or_default();
        place.chars().count() > 2 && place.chars().all(char::is_uppercase)
    };
    parenthesis || signed
}

/// Words that stand in credit lines beside names.
const IN_LINES: [&str; 24] = [
    "a",
    "additional",
    "after",
    "agencies",
    "agency",
    "and",
    "at",
    "by",
    "compiled",
    "courtesy",
    "credit",
    "editing",
    "files",
    "from",
    "in",
    "material",
    "news",
    "of",
    "reporting",
    "source",
    "sources",
    "staff",
    "the",
    "with",
];
const LONGEST_LINE: usize = 14;

/// A paragraph, or a closing parenthesis, of nothing but names and words such as "source".
fn is_credit_line(
    digest: &Digest,
    sentence: usize,
    shown: &str,
    words: &[Spaced],
    name: &Range<usize>,
) -> bool {
    let paragraph = digest.sentences[sentence].paragraph;
    let alone = |at: usize| digest.sentences.get(at).is_none_or(|it| it.paragraph != paragraph);
    let around = (sentence == 0 || alone(sentence - 1)) && alone(sentence + 1);
    let bare = |words: &[Spaced]| {
        words.len() <= LONGEST_LINE
            && words.iter().all(|word| word.capital || IN_LINES.contains(&word.lower.as_str()))
    };
    if around && bare(words) {
        return true;
    }
    let bytes = &words[name.start].at;
    let Some(open) = shown[..bytes.start].rfind('(') else { return false };
    let Some(close) = shown[bytes.start..].find(')').map(|at| bytes.start + at) else {
        return false;
    };
    let first = words.partition_point(|word| word.at.start < open);
    let last = words.partition_point(|word| word.at.start < close);
    let ends = shown[close..].chars().all(|c| !c.is_alphanumeric());
    ends && alone(sentence + 1) && bare(&words[first..last])
}

fn in_context(words: &[Spaced], name: &Range<usize>) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|it| it.lower.as_str());
    let before = word(name.start.checked_sub(1));
    let earlier = word(name.start.checked_sub(2));
    let behind = word(Some(name.end));
    let reports = behind.is_some_and(|word| BEHIND.contains(&word));
    let told = match before {
        Some("the") => earlier.is_some_and(|word| word != "of" && BEFORE.contains(&word)),
        // "to Northland" and "of Northland" go to a place.
        Some("to" | "of" | "from" | "after" | "as") => false,
        Some(word) => BEFORE.contains(&word),
        None => false,
    };
    told || reports
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(outlet: &str, text: &str) -> Vec<CreditKind> {
        let mut vocabulary = Vocabulary::default();
        let digest = Digest::of(text, "", &mut vocabulary);
        let credits = OutletNames::of(outlet, &mut vocabulary).credits(text, &digest);
        credits.into_iter().map(|credit| credit.kind).collect()
    }

    #[test]
    fn credits_are_found_in_all_their_places() {
        use CreditKind::*;
        for (outlet, text, expected) in [
            ("Merlin News Agency", "PORT ASHE (Merlin) - A barge sank.", vec![Whole]),
            ("Dorn Press Service", "dps ALDER. A barge sank on Monday.", vec![Whole]),
            ("Dorn Press Service", "A barge sank on Monday. (DPS)", vec![Whole]),
            ("Arctic Newswire", "A barge sank on Monday. (ANW)", vec![Whole]),
            ("Dorn Press Service", "She wept, the agency DPS was told.", vec![Inline]),
            ("Merlin News Agency", "A barge sank.\n\nMerlin/Dorn", vec![Whole]),
            ("Merlin News Agency", "A barge sank. (after Merlin News Agency)", vec![Whole]),
            ("Merlin News Agency", "A barge sank.\n\nSource: Merlin", vec![Whole]),
            ("The Ashe Courier", "He was asleep, he told the Courier on Monday.", vec![Inline]),
            ("The Ashe Courier", "The Ashe Courier reports a theft.", vec![Inline]),
            ("Agence Ronval", "She wept, is what Ronval's news agency heard.", vec![Inline]),
        ] {
            assert_eq!(kinds(outlet, text), expected, "{outlet}: {text}");
        }
    }

    #[test]
    fn places_and_things_are_no_credits() {
        for (outlet, text) in [
            ("Agence Ronval", "Bathing was forbidden on the Ronval side of the water."),
            ("Agence Ronval", "He travelled to Ronval on Monday."),
            ("Merlin News Agency", "A merlin was seen above the moor."),
            ("The Ashe Courier", "The courier came late."),
        ] {
            assert_eq!(kinds(outlet, text), [], "{outlet}: {text}");
        }
    }
}
