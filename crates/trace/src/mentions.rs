//! Where a dispatch renders what somebody said.
//!
//! With a reading, its attributions are the mentions. Quotations that no attribution has, and
//! dispatches without a reading, are read by a plain look at quotation marks and words of saying:
//! less sure of the speaker, good enough for finding the same words again.

use sayso_read::{Attribution, Kind, Polarity, Reading};
use sayso_text::Span;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::item::Item;
use crate::spoken;
use crate::vocabulary::{Vocabulary, WordId};

/// A statement as one dispatch renders it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The content: without quotation marks, where it is whole without "he said".
    #[serde(with = "crate::store::span")]
    pub span: Span,
    /// Whether it is quoted.
    pub quoted: bool,
    /// Whether the source denies it.
    pub denied: bool,
    /// Who says it.
    pub speaker: Voice,
}

/// A speaker as far as a dispatch tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// As a reader would call him.
    pub name: Option<String>,
    /// Stems of the words of his name.
    pub names: Vec<WordId>,
    /// Stems of the nouns that describe him ("spokeswoman", "ministry").
    pub roles: Vec<WordId>,
    /// Stems of the name of the body that he speaks for.
    pub body: Vec<WordId>,
    /// Whether he is not named on purpose.
    pub anonymous: bool,
}

/// Whether two voices are one speaker's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    /// They have a name, or the description where there is no name, in common.
    Yes,
    /// They have other names.
    No,
    /// Nothing tells.
    Unknown,
}

impl Voice {
    /// Whether this is the speaker `other` is.
    pub fn same(&self, other: &Voice) -> Same {
        let common = |a: &[WordId], b: &[WordId]| a.iter().any(|word| b.contains(word));
        if !self.names.is_empty() && !other.names.is_empty() {
            // A firm says what its head says.
            let one = common(&self.names, &other.names)
                || common(&self.body, &other.names)
                || common(&self.names, &other.body);
            return if one { Same::Yes } else { Same::No };
        }
        if common(&self.roles, &other.roles) { Same::Yes } else { Same::Unknown }
    }
}

/// From this confidence on a reading's speaker can speak against a link.
const SURE: f32 = 0.5;

/// The mentions of a dispatch in the order of the text.
pub(crate) fn mentions(
    item: &Item,
    digest: &Digest,
    furniture: &[bool],
    reading: Option<&Reading>,
    vocabulary: &mut Vocabulary,
) -> Vec<Mention> {
    let plain = spoken::mentions(&item.text, digest, furniture, vocabulary);
    let Some(reading) = reading.filter(|reading| !reading.attributions.is_empty()) else {
        return plain;
    };
    let mut found = read(&item.text, digest, reading, vocabulary);
    // What the reader passed over counts too; and whom it couldn't name.
    for mention in plain {
        let same = found.iter_mut().find(|it| it.span.overlaps(mention.span));
        match same {
            // A quotation of which the reading has a scrap only.
            Some(same) if mention.quoted && 2 * same.span.len() < mention.span.len() => {
                same.span = mention.span;
                same.quoted = true;
            }
            Some(same) if same.speaker.names.is_empty() && !same.speaker.anonymous => {
                same.speaker.names = mention.speaker.names;
                same.speaker.name = mention.speaker.name.or(same.speaker.name.take());
            }
            Some(_) => {}
            None => found.push(mention),
        }
    }
    found.sort_by_key(|mention| (mention.span.start(), usize::MAX - mention.span.end()));
    // Nearly the same words are one mention, the longer one.
    found.dedup_by(|inner, outer| {
        let same = outer.span.contains(inner.span) && 5 * inner.span.len() >= 3 * outer.span.len();
        // "The agency reports that the manager insists that …" is the manager's.
        if same && outer.speaker.same(&inner.speaker) == Same::No {
            std::mem::swap(inner, outer);
        }
        same
    });
    found
}

fn read(
    text: &str,
    digest: &Digest,
    reading: &Reading,
    vocabulary: &mut Vocabulary,
) -> Vec<Mention> {
    let mut found = Vec::new();
    for attribution in &reading.attributions {
        if matches!(attribution.polarity, Polarity::Negated | Polarity::Hypothetical) {
            continue;
        }
        let mut speaker = Voice::default();
        let sure = |speaker: &&sayso_read::Speaker| {
            let said = attribution.content.iter().any(|it| it.contains(speaker.evidence));
            let described = attribution.source.iter().any(|it| it.of(text).starts_with("the "));
            // "Acid was lost in Lindhaven, the company said": not Lindhaven.
            speaker.confidence >= SURE && !(said && described)
        };
        if let Some(known) = attribution.voice.speakers.first().filter(sure) {
            speaker.name = Some(known.name.clone());
            speaker.names = stems(&known.name, vocabulary);
            let entity = known.entity.and_then(|at| reading.entities.get(at));
            if let Some(body) = entity.and_then(|entity| entity.affiliation.as_ref()) {
                speaker.body = stems(body, vocabulary);
            }
        }
        let unnamed = attribution.voice.anonymous.is_some();
        let veiled = |source: &Span| spoken::is_veiled(source.of(text));
        speaker.anonymous = unnamed && attribution.source.iter().any(veiled);
        for source in &attribution.source {
            speaker.roles.extend(spoken::roles(source.of(text), vocabulary));
            if attribution.voice.speakers.is_empty() && !speaker.anonymous {
                speaker.names.extend(spoken::names(source.of(text), vocabulary));
            }
        }
        if speaker.name.is_none() {
            speaker.name = attribution.source.first().map(|it| it.of(text).to_owned());
        }
        for content in pieces(text, attribution) {
            let whole = to_sentence_end(text, digest, reading, attribution, content);
            let span = quotation_of(digest, without_carrier(text, spoken::bare(text, whole)));
            let (span, speaker) = match spoken::within(text, digest, span, vocabulary) {
                Some((inner, speaker)) => (inner, speaker),
                None => (span, speaker.clone()),
            };
            if !span.is_empty() {
                found.push(Mention {
                    span,
                    quoted: is_quoted(digest, span),
                    denied: attribution.polarity == Polarity::Denied,
                    speaker,
                });
            }
        }
    }
    found
}

/// Reported speech that the reading cuts at a comma, to the end of the sentence, where nobody else
/// speaks in the rest.
fn to_sentence_end(
    text: &str,
    digest: &Digest,
    reading: &Reading,
    attribution: &Attribution,
    content: Span,
) -> Span {
    let behind = attribution.cue.iter().chain(&attribution.source);
    let last = behind.map(|span| span.end()).max().unwrap_or(0);
    if attribution.kind != Kind::Indirect || last > content.start() {
        return content;
    }
    let sentence = digest.sentences.iter().find(|it| it.span.contains(content));
    let Some(end) = sentence.map(|sentence| sentence.span.end()) else { return content };
    let rest = Span::new(content.end(), end.max(content.end()));
    let shown = rest.of(text);
    let taken = reading.attributions.iter().any(|other| {
        let mut spans = other.content.iter().chain(&other.source).chain(&other.cue);
        spans.any(|span| span.overlaps(rest))
    });
    let quiet = shown.starts_with(", ") && !taken && !spoken::has_saying(shown);
    if quiet && !shown.contains(['"', '“']) { content.cover(rest) } else { content }
}

/// A content without the medium at its end: "…, the Halden Record reported on Monday".
fn without_carrier(text: &str, span: Span) -> Span {
    const CARRY: [&str; 9] = [
        "reports",
        "reported",
        "writes",
        "wrote",
        "says",
        "said",
        "quotes",
        "quoted",
        "understands",
    ];
    const LONGEST: usize = 9;
    let inner = span.of(text);
    let Some(comma) = inner.rfind(", ") else { return span };
    let tail: Vec<&str> = inner[comma + 2..].split_whitespace().collect();
    let carried = tail.len() <= LONGEST
        && tail.iter().any(|word| CARRY.contains(word))
        && tail.iter().any(|word| word.starts_with(char::is_uppercase));
    if carried { Span::new(span.start(), span.start() + comma) } else { span }
}

/// Whether some words have a finite auxiliary, and so can stand for themselves.
fn is_clause(words: &str) -> bool {
    const FINITE: [&str; 16] = [
        "is", "are", "was", "were", "has", "had", "have", "will", "would", "can", "could", "may",
        "might", "must", "should", "does",
    ];
    words.split_whitespace().any(|word| FINITE.contains(&word))
}

/// A content that is a quotation but for a few words around it is that quotation.
fn quotation_of(digest: &Digest, span: Span) -> Span {
    let first = digest.quotations.partition_point(|quote| quote.span.end() <= span.start());
    let within = digest.quotations[first..].iter().take_while(|it| it.span.start() < span.end());
    let longest = within.map(|quote| quote.span).max_by_key(|span| span.len());
    longest.filter(|quote| span.contains(*quote) && 2 * quote.len() >= span.len()).unwrap_or(span)
}

/// Whether nearly all of a span stands in quotation marks.
fn is_quoted(digest: &Digest, span: Span) -> bool {
    let words = &digest.words[digest.words_in(span)];
    let quoted = words.iter().filter(|word| word.quoted).count();
    5 * quoted >= 4 * words.len().max(1)
}

/// The pieces of a content that stand for themselves: of a quotation that a source interrupts each
/// one that is long enough, of reported speech the whole.
fn pieces(text: &str, attribution: &Attribution) -> Vec<Span> {
    const LONG_ENOUGH: usize = 4;
    let long = |span: &&Span| span.of(text).split_whitespace().count() >= LONG_ENOUGH;
    let pieces: Vec<Span> = attribution.content.iter().filter(long).copied().collect();
    if attribution.kind != Kind::Indirect && !pieces.is_empty() {
        return pieces;
    }
    // "The valve had been changed, he said, and the fine was paid" are two; "the value of the crown,
    // he said, was no aim" is one.
    if pieces.len() == attribution.content.len() && pieces.iter().all(|it| is_clause(it.of(text))) {
        return pieces;
    }
    let first = pieces.first().filter(|it| is_clause(it.of(text)));
    if let Some(first) = first.filter(|first| **first == attribution.content[0]) {
        return vec![*first];
    }
    let cover = attribution.content_cover();
    let whole = attribution.content.iter().map(|span| span.len()).sum::<usize>();
    // Content that lies far apart is no sentence with a source in it.
    if 2 * whole >= cover.len() { vec![cover] } else { attribution.content.clone() }
}

fn stems(name: &str, vocabulary: &mut Vocabulary) -> Vec<WordId> {
    let words = sayso_text::words(name).into_iter();
    let mut stem = |word: Span| {
        let id = vocabulary.id(&word.of(name).to_lowercase());
        vocabulary.stem(id)
    };
    words.map(&mut stem).collect()
}
