//! Wanted against found, by sets of words as the scorers of the corpora compare them.

use std::collections::BTreeSet;

use sayso_read::{Attribution, Kind, Polarity, Reading};
use sayso_text::Span;

use crate::case::{Case, Example, Miss, Never, Quotes, Want};

/// Indices of words, which are maximal runs of letters, digits and underscores.
type WordSet = BTreeSet<usize>;

/// The words of a text.
struct Words<'t> {
    text: &'t str,
    /// The first byte and one past the last.
    bounds: Vec<(usize, usize)>,
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Self {
        let mut bounds: Vec<(usize, usize)> = Vec::new();
        for (at, character) in text.char_indices().filter(|(_, c)| is_word(*c)) {
            let end = at + character.len_utf8();
            match bounds.last_mut() {
                Some(last) if last.1 == at => last.1 = end,
                _ => bounds.push((at, end)),
            }
        }
        Words { text, bounds }
    }

    fn touched(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let words = self.bounds.iter().enumerate();
        words.filter(move |(_, word)| word.0 < end && start < word.1).map(|(index, _)| index)
    }

    fn of_spans(&self, spans: &[Span]) -> WordSet {
        spans.iter().flat_map(|span| self.touched(span.start(), span.end())).collect()
    }

    fn of_quotes(&self, quotes: &Quotes) -> WordSet {
        let find = |piece: &String| {
            let (quote, nth) = split_occurrence(piece);
            let start = self.find(quote, nth);
            let start = start.unwrap_or_else(|| panic!("{piece:?} is not in {:?}", self.text));
            self.touched(start, start + quote.len()).collect::<Vec<_>>()
        };
        quotes.pieces().iter().flat_map(find).collect()
    }

    /// The nth place where `quote` stands without cutting a word.
    fn find(&self, quote: &str, nth: usize) -> Option<usize> {
        let whole = |(start, _): &(usize, &str)| {
            let end = start + quote.len();
            !self
                .bounds
                .iter()
                .any(|word| (word.0 < *start && *start < word.1) || (word.0 < end && end < word.1))
        };
        self.text.match_indices(quote).filter(whole).nth(nth - 1).map(|(start, _)| start)
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn split_occurrence(piece: &str) -> (&str, usize) {
    match piece.rsplit_once('#').map(|(quote, nth)| (quote, nth.parse())) {
        Some((quote, Ok(nth))) => (quote, nth),
        _ => (piece, 1),
    }
}

fn jaccard(one: &WordSet, other: &WordSet) -> f64 {
    let union = one.union(other).count();
    if union == 0 { 1.0 } else { one.intersection(other).count() as f64 / union as f64 }
}

fn nearest(ways: &[WordSet], found: &WordSet) -> f64 {
    ways.iter().map(|way| jaccard(way, found)).fold(0.0, f64::max)
}

/// Checks that whatever a case quotes stands in its text.
///
/// # Panics
/// When it does not.
pub fn check(case: &Case) {
    for example in &case.examples {
        let words = Words::new(&example.text);
        for want in &example.want {
            let accepted = want.accept_source.iter().chain(&want.accept_content);
            for quotes in [&want.source, &want.cue, &want.content].into_iter().chain(accepted) {
                words.of_quotes(quotes);
            }
        }
    }
    for miss in &case.misses {
        let words = Words::new(&miss.text);
        let Some(Never { source, content, pair, .. }) = &miss.never else { continue };
        let pairs = pair.iter().flat_map(|pair| [&pair.source, &pair.content]);
        for quotes in source.iter().chain(content).chain(pairs) {
            words.of_quotes(quotes);
        }
    }
}

/// How an example was read.
#[derive(Default)]
pub struct Outcome {
    /// Attributions asked for.
    pub wanted: usize,
    /// Of these: content and source agree by half of their words.
    pub linked: usize,
    /// Of the linked: source, cue and content exact.
    pub exact: usize,
    /// Of the linked: those of which the reading tells a voice that the case asks for.
    pub voices: usize,
    /// Of these: the right one.
    pub voices_right: usize,
    /// What went wrong, in words; nothing where the example passes.
    pub faults: Vec<String>,
}

/// Compares a reading with what an example wants.
pub fn judge(example: &Example, reading: &Reading) -> Outcome {
    let words = Words::new(&example.text);
    let found = &reading.attributions;
    let partners = pair(&words, &example.want, found);
    let mut outcome = Outcome::default();
    for (want, partner) in example.want.iter().zip(&partners) {
        if want.optional {
            continue;
        }
        outcome.wanted += 1;
        let content = want.content.pieces().join(" … ");
        let Some(partner) = partner.as_ref().filter(|p| p.content >= 0.5 && p.source >= 0.5) else {
            outcome.faults.push(format!("not found: {content}"));
            continue;
        };
        let attribution = &found[partner.index];
        outcome.linked += 1;
        outcome.exact += usize::from(
            partner.content == 1.0
                && partner.source == 1.0
                && words.of_spans(&attribution.cue) == words.of_quotes(&want.cue),
        );
        if !kind_is_right(want, attribution.kind) {
            outcome.faults.push(format!("{:?}: {content}", attribution.kind));
        }
        let polarity = want.polarity.as_deref().unwrap_or("asserted");
        if polarity != "any" && polarity != name_of(attribution.polarity) {
            outcome.faults.push(format!("{:?}: {content}", attribution.polarity));
        }
        let holder = |outer: usize| partners[outer].as_ref().map(|outer| outer.index);
        let nested = match want.nested {
            Some(outer) => holder(outer).is_some() && attribution.nested_in == holder(outer),
            None => attribution.nested_in.is_none(),
        };
        if !nested && !want.nested_open {
            outcome.faults.push(format!("nested in {:?}: {content}", attribution.nested_in));
        }
        if let Some(right) = voice_is_right(want, attribution) {
            outcome.voices += 1;
            outcome.voices_right += usize::from(right);
        }
    }
    for (index, attribution) in found.iter().enumerate() {
        let excused = partners.iter().flatten().any(|p| p.index == index && p.content >= 0.5);
        if !excused {
            outcome.faults.push(format!("spurious: {}", render(&example.text, attribution)));
        }
    }
    outcome
}

struct Partner {
    index: usize,
    content: f64,
    source: f64,
}

/// Pairs wanted and found one to one, best content first, then best source.
fn pair(words: &Words, wants: &[Want], found: &[Attribution]) -> Vec<Option<Partner>> {
    let ways = |first: &Quotes, others: &[Quotes]| -> Vec<WordSet> {
        std::iter::once(first).chain(others).map(|quotes| words.of_quotes(quotes)).collect()
    };
    let mut candidates = Vec::new();
    for (w, want) in wants.iter().enumerate() {
        let contents = ways(&want.content, &want.accept_content);
        let sources = ways(&want.source, &want.accept_source);
        for (index, attribution) in found.iter().enumerate() {
            let content = nearest(&contents, &words.of_spans(&attribution.content));
            let source = nearest(&sources, &words.of_spans(&attribution.source));
            if content > 0.0 {
                let rank = (content, source, !want.optional);
                candidates.push((rank, w, Partner { index, content, source }));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.partial_cmp(&a.0).expect("a ratio of counts is a number"));
    let mut partners: Vec<Option<Partner>> = wants.iter().map(|_| None).collect();
    let mut taken = BTreeSet::new();
    for (_, w, partner) in candidates {
        if partners[w].is_none() && taken.insert(partner.index) {
            partners[w] = Some(partner);
        }
    }
    partners
}

fn kind_is_right(want: &Want, kind: Kind) -> bool {
    let name = match kind {
        Kind::Direct => "direct",
        Kind::Indirect => "indirect",
        Kind::Mixed => "mixed",
    };
    match want.kind.as_deref() {
        None | Some("any") => true,
        Some(wanted) => wanted == name || want.accept_kind.iter().any(|other| other == name),
    }
}

fn name_of(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Asserted => "asserted",
        Polarity::Denied => "denied",
        Polarity::Negated => "negated",
        Polarity::Hypothetical => "hypothetical",
    }
}

/// Whether the voice is the wanted one; `None` where the case or the reading leaves it open.
fn voice_is_right(want: &Want, found: &Attribution) -> Option<bool> {
    let voice = &found.voice;
    let asked = want.anonymous || !want.chain.is_empty() || !want.speaker.pieces().is_empty();
    let told = !voice.chain.is_empty() || !voice.speakers.is_empty() || voice.anonymous.is_some();
    if !asked || !told {
        return None;
    }
    let speakers = want.speaker.pieces();
    let names: Vec<_> = voice.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    let speaker = speakers.is_empty()
        || (speakers.len() == names.len()
            && speakers.iter().all(|wanted| names.iter().any(|name| same_name(wanted, name))));
    // The first hand is the publisher, which the runner gives.
    let hands = voice.chain.get(1..).unwrap_or_default();
    let chain = want.chain.is_empty()
        || (want.chain.len() == hands.len()
            && want.chain.iter().zip(hands).all(|(wanted, hand)| same_name(wanted, &hand.name)));
    Some(speaker && chain && (!want.anonymous || voice.anonymous.is_some()))
}

fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    !one.is_empty() && !other.is_empty() && (one.contains(&other) || other.contains(&one))
}

/// What was found in a close miss that must not be; nothing where it passes.
pub fn trespasses(miss: &Miss, reading: &Reading) -> Vec<String> {
    let words = Words::new(&miss.text);
    let near = |quotes: &Quotes, spans: &[Span]| {
        jaccard(&words.of_quotes(quotes), &words.of_spans(spans)) >= 0.5
    };
    let forbidden = |found: &Attribution| match &miss.never {
        None => true,
        Some(never) => {
            never.source.iter().any(|quotes| near(quotes, &found.source))
                || never.content.iter().any(|quotes| near(quotes, &found.content))
                || never.polarity.iter().any(|name| name == name_of(found.polarity))
                || never.pair.iter().any(|pair| {
                    near(&pair.source, &found.source) && near(&pair.content, &found.content)
                })
        }
    };
    let found = reading.attributions.iter().filter(|found| forbidden(found));
    found.map(|found| render(&miss.text, found)).collect()
}

fn render(text: &str, found: &Attribution) -> String {
    let join =
        |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
    let (source, cue) = (join(&found.source), join(&found.cue));
    format!("[{source}] [{cue}] [{}] {:?}", join(&found.content), found.found)
}
