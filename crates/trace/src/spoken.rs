//! A plain look at who says what: quotation marks, words of saying, nothing learned.

use std::ops::Range;

use sayso_text::Span;

use crate::digest::{Digest, Sentence, Word};
use crate::mentions::{Mention, Voice};
use crate::vocabulary::{Vocabulary, WordId, is_common, is_function_word};

const SAYING: [&str; 63] = [
    "said",
    "says",
    "told",
    "tells",
    "added",
    "adds",
    "announced",
    "announces",
    "reported",
    "reports",
    "warned",
    "warns",
    "confirmed",
    "confirms",
    "denied",
    "denies",
    "claimed",
    "claims",
    "insisted",
    "insists",
    "promised",
    "promises",
    "recalled",
    "remarked",
    "disclosed",
    "disclose",
    "understands",
    "learned",
    "learnt",
    "stated",
    "states",
    "explained",
    "argued",
    "argues",
    "conceded",
    "admitted",
    "called",
    "calls",
    "predicted",
    "predicts",
    "estimated",
    "estimates",
    "revealed",
    "reveals",
    "declared",
    "noted",
    "stressed",
    "suggested",
    "alleged",
    "advised",
    "believes",
    "expects",
    "thinks",
    "sees",
    "maintained",
    "ruled",
    "found",
    "showed",
    "shows",
    "wrote",
    "writes",
    "replied",
    "known",
];
/// Nobody's names for a speaker.
pub(crate) const VEILED: [&str; 11] = [
    "anonymity",
    "aide",
    "insider",
    "insiders",
    "official",
    "officials",
    "person",
    "source",
    "sources",
    "unnamed",
    "anonymous",
];
/// Words from which a content on is too short to be one.
const SHORTEST: usize = 2;

/// The mentions of a dispatch.
pub(crate) fn mentions(
    text: &str,
    digest: &Digest,
    furniture: &[bool],
    vocabulary: &mut Vocabulary,
) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut quotes = digest.quotations.iter().peekable();
    for (number, sentence) in digest.sentences.iter().enumerate() {
        let first = found.len();
        let mut quoted = Vec::new();
        while let Some(quote) = quotes.next_if(|quote| quote.words.start < sentence.words.end) {
            quoted.push(quote);
        }
        if furniture[number] {
            continue;
        }
        let source;
        if quoted.is_empty() {
            let Some(saying) = saying(text, digest, sentence) else { continue };
            source = saying.source;
            let span = saying.content;
            let denied = saying.denied;
            let speaker = Voice::default();
            found.push(Mention { span, quoted: false, denied, speaker });
        } else {
            // What stands around the quotations names the speaker.
            let outside: Vec<usize> =
                sentence.words.clone().filter(|at| !digest.words[*at].quoted).collect();
            source = match (outside.first(), outside.last()) {
                (Some(first), Some(last)) => *first..*last + 1,
                _ => sentence.words.start..sentence.words.start,
            };
            for quote in quoted {
                let speaker = Voice::default();
                found.push(Mention { span: quote.span, quoted: true, denied: false, speaker });
            }
        }
        let voice = voice(text, digest, source, &found[..first], number, vocabulary);
        for mention in &mut found[first..] {
            mention.speaker = voice.clone();
        }
    }
    found
}

/// Whether there is a word of saying in some words.
pub(crate) fn has_saying(words: &str) -> bool {
    words.split(|c: char| !c.is_alphabetic()).any(|word| SAYING.contains(&word))
}

/// The saying inside a content: of "the manager, Inge Falk, has said that the gates are open" what
/// she said.
pub(crate) fn within(
    text: &str,
    digest: &Digest,
    span: Span,
    vocabulary: &mut Vocabulary,
) -> Option<(Span, Voice)> {
    let words = digest.words_in(span);
    let first = digest.words.get(words.start)?;
    if words.is_empty() || digest.words[words.clone()].iter().any(|word| word.quoted) {
        return None;
    }
    let sentence = Sentence { words, ..digest.sentences[first.sentence as usize].clone() };
    let saying = saying(text, digest, &sentence)?;
    let before = digest.span(saying.source.clone());
    let named = digest.words[saying.source].iter().any(|word| word.name);
    let that = text[before.end().max(span.start())..saying.content.start().max(before.end())]
        .contains(" that ");
    if !named || !that || before.start() > saying.content.start() {
        return None;
    }
    let phrase = before.of(text);
    let mut speaker = Voice { roles: roles(phrase, vocabulary), ..Voice::default() };
    speaker.names = names(phrase, vocabulary);
    speaker.name = full_names(phrase).into_iter().next();
    (!speaker.names.is_empty()).then_some((bare(text, saying.content), speaker))
}

struct Saying {
    content: Span,
    source: Range<usize>,
    denied: bool,
}

/// The word of saying in a sentence without quotations, and what is said.
fn saying(text: &str, digest: &Digest, sentence: &Sentence) -> Option<Saying> {
    let words = &digest.words;
    let shown = |at: usize| text[words[at].start as usize..words[at].end as usize].to_lowercase();
    let Range { start, end } = sentence.words.clone();
    let comma_behind = |at: usize| {
        let next = words.get(at + 1).map_or(text.len(), |next| next.start as usize);
        text[words[at].end as usize..next.max(words[at].end as usize)].contains(',')
    };
    let content = |range: Range<usize>| (range.len() >= SHORTEST).then(|| digest.span(range));
    for at in start..end {
        let word = shown(at);
        if word == "according" && at + 2 < end && shown(at + 1) == "to" {
            if at == start {
                let comma = (at..end).find(|at| comma_behind(*at))?;
                let content = content(comma + 1..end)?;
                return Some(Saying { content, source: at + 2..comma + 1, denied: false });
            }
            let content = content(start..at)?;
            return Some(Saying { content, source: at + 2..end, denied: false });
        }
        if !SAYING.contains(&word.as_str()) {
            continue;
        }
        let denied = matches!(word.as_str(), "denied" | "denies");
        let that = (at + 1..end.min(at + 9)).find(|at| shown(*at) == "that");
        if let Some(that) = that {
            let content = content(that + 1..end)?;
            // "was told by her doctor that"
            let by = at + 2 < that && shown(at + 1) == "by";
            let source = if by { at + 2..that } else { start..at };
            return Some(Saying { content, source, denied });
        }
        let left = end - at - 1;
        let told = word == "told" || word == "tells";
        let auxiliary = |at: usize| ["has", "had", "have", "also"].contains(&shown(at).as_str());
        let close = (start..at).rev().find(|at| !auxiliary(*at)).is_some_and(comma_behind);
        let aside = at + 1 >= end
            || ["at", "by", "during", "from", "in", "on", "to", "when", "after", "over"]
                .contains(&shown(at + 1).as_str());
        // "…, the harbour master said on Monday" against "The owner, Arden Lines, said boats …".
        let behind =
            told || left <= 2 || aside || left <= 5 && !close || comma_behind(at) && left <= 14;
        let comma = source_begins(start, at, comma_behind, auxiliary).filter(|_| behind);
        if let Some(comma) = comma {
            // Behind a source in commas the content goes on: "The port, he said, is shut".
            let split = comma_behind(at) && left > 2 && !told;
            let content = content(start..if split { end } else { comma + 1 })?;
            return Some(Saying { content, source: comma + 1..end.min(at + 6), denied });
        }
        if left < SHORTEST || told || ["found", "shows", "known"].contains(&word.as_str()) {
            continue;
        }
        let content = content(at + 1..end)?;
        return Some(Saying { content, source: start..at, denied });
    }
    None
}

/// The word with the comma behind which a source before the word of saying `at` begins; an
/// apposition right before that word ("…, Ada Brisk, the owner, said") is passed.
fn source_begins(
    start: usize,
    at: usize,
    comma_behind: impl Fn(usize) -> bool,
    auxiliary: impl Fn(usize) -> bool,
) -> Option<usize> {
    const LONGEST: usize = 9;
    let back = |from: usize| {
        let comma = (start..from).rev().find(|word| comma_behind(*word))?;
        (from - comma <= LONGEST && comma + 1 - start >= 3).then_some(comma)
    };
    let comma = back(at)?;
    if !(comma + 1..at).all(auxiliary) {
        return Some(comma);
    }
    let inner = back(comma)?;
    Some(back(inner).unwrap_or(inner))
}

fn voice(
    text: &str,
    digest: &Digest,
    source: Range<usize>,
    before: &[Mention],
    sentence: usize,
    vocabulary: &mut Vocabulary,
) -> Voice {
    let shown = digest.span(source.clone()).of(text);
    let mut voice = Voice { roles: roles(shown, vocabulary), ..Voice::default() };
    let lower = |word: &Word| text[word.start as usize..word.end as usize].to_lowercase();
    let said_to = |at: usize| {
        at > 0 && {
            let before = lower(&digest.words[at - 1]);
            ["told", "tells", "to", "from", "by", "with"].contains(&before.as_str())
        }
    };
    let beside = |at: usize| {
        at > 0 && {
            let before = lower(&digest.words[at - 1]);
            let earlier = at.checked_sub(2).map(|at| lower(&digest.words[at])).unwrap_or_default();
            let places = ["in", "at", "of", "for", "near", "from"];
            places.contains(&before.as_str())
                || before == "the" && places.contains(&earlier.as_str())
        }
    };
    let possessive = |word: &Word| lower(word).ends_with("'s") || lower(word).ends_with("’s");
    // Whom it was told, and which outlet heard it, is not who speaks.
    let (mut addressed, mut aside) = (false, false);
    let mut words: Vec<&Word> = Vec::new();
    for at in source {
        let word = &digest.words[at];
        addressed = said_to(at) || addressed && (word.name || lower(word) == "the");
        aside = word.name && (aside || is_day(&lower(word)) || beside(at) || possessive(word));
        if !word.quoted && !addressed && !aside {
            words.push(word);
        }
    }
    // The longest run of names; "Judge Iona Vance told the Courier" names the judge first.
    let mut run: Vec<&Word> = Vec::new();
    let mut longest: Vec<&Word> = Vec::new();
    for word in &words {
        let follows = run.last().is_none_or(|last| {
            text[last.end as usize..word.start as usize].chars().all(|c| c == ' ' || c == '-')
        });
        if word.name && follows {
            run.push(word);
        } else {
            run.clear();
            if word.name {
                run.push(word);
            }
        }
        if run.len() > longest.len() {
            longest = run.clone();
        }
    }
    voice.anonymous = words.iter().any(|word| {
        VEILED.contains(&text[word.start as usize..word.end as usize].to_lowercase().as_str())
    }) && longest.len() < 2;
    if voice.anonymous {
        return voice;
    }
    if let (Some(first), Some(last)) = (longest.first(), longest.last()) {
        voice.names = longest.iter().map(|word| word.stem).collect();
        voice.name = Some(text[first.start as usize..last.end as usize].to_owned());
        return voice;
    }
    let pronoun = sayso_text::words(shown).into_iter().any(|word| {
        ["he", "she", "they", "it", "her", "him"].contains(&word.of(shown).to_lowercase().as_str())
    });
    if pronoun || shown.is_empty() {
        let near = before.iter().rev().find(|mention| mention.speaker.name.is_some());
        if let Some(near) = near {
            return near.speaker.clone();
        }
        // Somebody named in the sentences before.
        let first = digest.sentences[sentence.saturating_sub(3)].words.start;
        let last = digest.sentences[sentence].words.start;
        let span = digest.span(first..last);
        let names = full_names(span.of(text));
        if let Some(name) = names.last() {
            voice.names = self::names(name, vocabulary);
            voice.name = Some(name.clone());
        }
    }
    voice
}

fn is_day(word: &str) -> bool {
    const DAYS: [&str; 19] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    DAYS.contains(&word)
}

/// Runs of two or more capitalised words.
fn full_names(text: &str) -> Vec<String> {
    let words = sayso_text::words(text);
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let capital = |at: usize| {
            words.get(at).is_some_and(|word| {
                let word = word.of(text);
                let lower = word.to_lowercase();
                word.starts_with(char::is_uppercase)
                    && !is_day(&lower)
                    && (!is_function_word(&lower) || ["mr", "mrs", "ms"].contains(&lower.as_str()))
            })
        };
        let mut end = at;
        while capital(end)
            && (end == at || text[words[end - 1].end()..words[end].start()].trim().is_empty())
        {
            end += 1;
        }
        if end - at >= 2 {
            names.push(text[words[at].start()..words[end - 1].end()].to_owned());
        }
        at = end.max(at + 1);
    }
    names
}

/// Whether a phrase describes somebody who is not to be named.
pub(crate) fn is_veiled(phrase: &str) -> bool {
    let words = sayso_text::words(phrase).into_iter();
    words.map(|word| word.of(phrase).to_lowercase()).any(|word| VEILED.contains(&word.as_str()))
}

/// Stems of the names in a phrase; of "the mayor of Ostby, Ida Crane" not the town.
pub(crate) fn names(phrase: &str, vocabulary: &mut Vocabulary) -> Vec<WordId> {
    let mut stems = Vec::new();
    let (mut before, mut aside) = (String::new(), false);
    for word in sayso_text::words(phrase) {
        let word = word.of(phrase);
        let lower = word.to_lowercase();
        let first = before.is_empty();
        let name = word.starts_with(char::is_uppercase)
            && !is_function_word(&lower)
            && !is_day(&lower)
            && (!first || !is_common(&lower));
        aside = name && (aside || ["of", "in", "at", "for", "near"].contains(&before.as_str()));
        if name && !aside {
            let id = vocabulary.id(&lower);
            stems.push(vocabulary.stem(id));
        }
        before = lower;
    }
    stems
}

/// Stems of the nouns that describe a speaker.
pub(crate) fn roles(phrase: &str, vocabulary: &mut Vocabulary) -> Vec<WordId> {
    picked(phrase, vocabulary, |word, lower| {
        word.starts_with(char::is_lowercase)
            && !is_function_word(lower)
            && !SAYING.contains(&lower)
            && lower.len() > 3
    })
}

fn picked(
    phrase: &str,
    vocabulary: &mut Vocabulary,
    pick: impl Fn(&str, &str) -> bool,
) -> Vec<WordId> {
    let mut stems = Vec::new();
    for word in sayso_text::words(phrase) {
        let word = word.of(phrase);
        let lower = word.to_lowercase();
        if pick(word, &lower) {
            let id = vocabulary.id(&lower);
            stems.push(vocabulary.stem(id));
        }
    }
    stems
}

/// A content without the quotation marks, commas and "that" around it.
pub(crate) fn bare(text: &str, span: Span) -> Span {
    let marks = |c: char| "\"“”„«»‘’',.;: \n\t".contains(c);
    let inner = span.of(text);
    let start = inner.len() - inner.trim_start_matches(marks).len();
    let kept = inner.trim_end_matches(marks).len();
    if kept <= start {
        return Span::new(span.start(), span.start());
    }
    let start = match inner[start..kept].strip_prefix("that ") {
        Some(rest) => kept - rest.len(),
        None => start,
    };
    Span::new(span.start() + start, span.start() + kept)
}
