//! What rules know better than the model about spans: a content keeps to its paragraph and its
//! quotation marks, a source to the line of its cue, a pronoun before the verb is its subject.

use sayso_text::Span;

use super::candidate::Candidate;
use super::lexicon::Flags;
use super::page::Page;
use crate::Found;

/// Corrects what the model found, before the rules add to it.
pub(super) fn correct_model(page: &Page, candidate: &mut Candidate) {
    for span in candidate.source.iter_mut().chain(&mut candidate.content) {
        *span = whole_words(page, *span);
    }
    tidy(&mut candidate.content);
    candidate.content.retain(|span| page.tokens_in(*span).any(|at| page.tokens[at].word));
    keep_to_paragraph(page, candidate);
    keep_source_near(page, candidate);
    keep_to_sentence(page, candidate);
    look_behind_according(page, candidate);
    read_expectation(page, candidate);
    take_subject(page, candidate);
    shorten_denied(page, candidate);
}

/// Puts all contents into the form in which they are handed out.
pub(super) fn finish(page: &Page, found: &mut Vec<Candidate>) {
    for candidate in found.iter_mut() {
        for span in &mut candidate.content {
            *span = without_outer_marks(page, without_lone_marks(page, *span));
        }
        for span in &mut candidate.source {
            *span = without_stamp(page, page.trim(*span));
        }
        tidy(&mut candidate.source);
        tidy(&mut candidate.cue);
        tidy(&mut candidate.content);
    }
    found.retain(|candidate| !candidate.content.is_empty());
    close_gaps(page, found);
}

/// Joins the pieces of a content where nothing but plain words of the same sentence lies between
/// them: "the parade, which is scheduled to be held on Friday". What another attribution reports
/// with, or whom it names, keeps them apart, and so does a quotation mark.
fn close_gaps(page: &Page, found: &mut [Candidate]) {
    const WORDS: usize = 12;
    let roles = found.iter().flat_map(|one| one.source.iter().chain(&one.cue));
    let mut roles: Vec<Span> = roles.copied().collect();
    roles.sort();
    let taken = |gap: Span| {
        let after = roles.partition_point(|role| role.start() < gap.end());
        roles[..after].iter().rev().take(WORDS).any(|role| role.overlaps(gap))
    };
    for candidate in found.iter_mut().filter(|one| one.content.len() > 1) {
        candidate.content.dedup_by(|later, earlier| {
            let gap = Span::new(earlier.end(), later.start());
            let words = gap.of(page.text);
            let plain = words.len() < 16 * WORDS
                && words.split_whitespace().count() <= WORDS
                && page.layout.sentence_at(earlier.start())
                    == page.layout.sentence_at(later.start())
                && !words.contains(['"', '“', '”', '„', '«', '»', '‘', '’', '\n'])
                && !taken(gap);
            if plain {
                *earlier = earlier.cover(*later);
            }
            plain
        });
    }
}

/// In the order of the text, without empty pieces; what overlaps is one.
fn tidy(spans: &mut Vec<Span>) {
    spans.retain(|span| !span.is_empty());
    spans.sort();
    spans.dedup_by(|later, earlier| {
        let shared = later.overlaps(*earlier);
        if shared {
            *earlier = earlier.cover(*later);
        }
        shared
    });
}

/// The span moved out to the edges of the words that it cuts.
fn whole_words(page: &Page, span: Span) -> Span {
    let tokens = page.tokens_in(span);
    let mut out = span;
    if let Some(before) = tokens.start.checked_sub(1)
        && page.tokens[before].word
        && page.tokens[before].span.end() > span.start()
    {
        out = out.cover(page.tokens[before].span);
    }
    if let Some(last) = tokens.clone().next_back()
        && page.tokens[last].word
    {
        out = out.cover(page.tokens[last].span);
    }
    out
}

/// Cuts off what lies in another paragraph than the cue, but for quotations that run on or open
/// that paragraph.
fn keep_to_paragraph(page: &Page, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.first().copied() else { return };
    let home = page.layout.paragraph_at(cue.start());
    let mut kept = Vec::new();
    for span in &candidate.content {
        let (first, last) =
            (page.layout.paragraph_at(span.start()), page.layout.paragraph_at(span.end() - 1));
        for number in first..=last {
            let paragraph = page.layout.paragraphs[number];
            let start = span.start().max(paragraph.start());
            let end = span.end().min(paragraph.end());
            if start < end && (number == home || is_quoted_paragraph(page, number, home)) {
                kept.push(Span::new(start, end));
            }
        }
    }
    if !kept.is_empty() {
        candidate.content = kept;
    }
}

/// Whether the paragraph belongs to a quotation that touches the paragraph `home`: its quotation
/// runs on, or the line before introduces it with a colon.
fn is_quoted_paragraph(page: &Page, number: usize, home: usize) -> bool {
    let (low, high) = (number.min(home), number.max(home));
    if high - low > 12 {
        return false;
    }
    let introduced =
        page.layout.paragraphs[home].of(page.text).ends_with(':') && number == home + 1;
    introduced
        || (low..high).all(|at| {
            let paragraph = page.layout.paragraphs[at];
            let quotations = &page.layout.quotations[page.layout.quotations_in(paragraph)];
            quotations.iter().any(|quotation| quotation.runs_on)
        })
}

/// Cuts off what lies in another sentence than the rest, outside quotation marks: an unquoted
/// content ends with its sentence.
fn keep_to_sentence(page: &Page, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.first().copied() else { return };
    let home = page.layout.sentences[page.layout.sentence_at(cue.start())];
    let quoted = |span: &Span| {
        let first = page.tokens_in(*span).find(|at| page.tokens[*at].word);
        first.is_some_and(|at| page.tokens[at].quotation.is_some())
    };
    if !candidate.content.iter().any(|span| span.overlaps(home)) {
        return;
    }
    candidate.content = candidate
        .content
        .iter()
        .filter_map(|span| {
            if span.overlaps(home) && !quoted(span) {
                let start = if span.start() < home.start() && !quoted(span) {
                    home.start()
                } else {
                    span.start()
                };
                let tail = Span::new(home.end().min(span.end()), span.end());
                let end = if quoted(&tail) { span.end() } else { span.end().min(home.end()) };
                return Some(Span::new(start, end));
            }
            (span.overlaps(home) || quoted(span)).then_some(*span)
        })
        .collect();
}

/// "According to X": X stands behind it, whatever stands before.
fn look_behind_according(page: &Page, candidate: &mut Candidate) {
    let (Some(cue), Some(source)) = (candidate.cue.first(), candidate.source.first()) else {
        return;
    };
    let tokens = page.tokens_in(*cue);
    if source.start() > cue.start() || tokens.len() != 2 || !page.is(tokens.start, &["according"]) {
        return;
    }
    let sentence = page.layout.sentences[page.layout.sentence_at(cue.start())];
    if let Some(named) = page.phrase_from(tokens.end, page.tokens_in(sentence).end) {
        candidate.source = vec![page.trim(page.cover(named))];
    }
}

/// A source lies in the paragraph of its cue and on one line.
fn keep_source_near(page: &Page, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.first().copied() else { return };
    let home = page.layout.paragraph_at(cue.start());
    let paragraph = page.layout.paragraphs[home];
    candidate.source = candidate
        .source
        .iter()
        .filter(|span| span.overlaps(paragraph))
        .map(|span| Span::new(span.start().max(paragraph.start()), span.end().min(paragraph.end())))
        .collect();
}

/// "Mr Pell is expected to argue for a sign": read by the model as an expectation of nobody's,
/// here as a saying of Mr Pell's that has not taken place.
fn read_expectation(page: &Page, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.first().copied() else { return };
    let end = page.tokens_in(cue).end;
    let says = Flags::SAY.or(Flags::DENY).or(Flags::URGE);
    if !candidate.source.is_empty()
        || !page.is(end, &["to"])
        || !page.has(end + 1, says)
        || !page.is(end - 1, &["expected", "due", "likely", "set"])
    {
        return;
    }
    let sentence = page.layout.sentences[page.layout.sentence_at(cue.start())];
    let floor = page.tokens_in(sentence).start;
    let group = page.verb_group(end - 1, floor);
    let mut verb = end + 1;
    if page.is(verb + 1, &["for", "on", "to"]) {
        verb += 1;
    }
    let rest: Vec<Span> = candidate
        .content
        .iter()
        .filter(|span| span.end() > page.tokens[verb].span.end())
        .map(|span| {
            Span::new(span.start().max(page.tokens[verb].span.end()), span.end()).trim(page.text)
        })
        .collect();
    if let Some(subject) =
        page.subject_before(group.tokens.start, floor).filter(|_| !rest.is_empty())
    {
        candidate.source = vec![page.trim(page.cover(subject))];
        candidate.cue = vec![page.cover(group.tokens.start..verb + 1)];
        let tell = page.has(verb, Flags::TELL);
        candidate.content = rest;
        if tell && let Some(first) = candidate.content.first_mut() {
            *first = behind_addressed(page, *first);
        }
    }
}

/// "the House next Thursday that a fund will open": from "that".
fn behind_addressed(page: &Page, content: Span) -> Span {
    let tokens = page.tokens_in(content);
    let that = tokens.clone().take(8).find(|at| page.is(*at, &["that", "whether", "how"]));
    that.map_or(content, |at| Span::new(page.tokens[at].span.start(), content.end()))
}

/// Takes the pronoun right before the verb for the source, where the model took an earlier name;
/// inside a quotation, the subject there.
fn take_subject(page: &Page, candidate: &mut Candidate) {
    let (Some(cue), Some(source)) =
        (candidate.cue.first().copied(), candidate.source.first().copied())
    else {
        return;
    };
    let tokens = page.tokens_in(cue);
    if tokens.is_empty() || source.start() > cue.start() {
        return;
    }
    let verb = Flags::SAY.or(Flags::THINK).or(Flags::DENY).or(Flags::AUXILIARY);
    if !tokens.clone().any(|at| page.has(at, verb)) {
        return;
    }
    let sentence = page.layout.sentences[page.layout.sentence_at(cue.start())];
    let mut floor = page.tokens_in(sentence).start;
    let outer = page.tokens[tokens.start].quotation;
    if let Some(number) = outer {
        let opening = page.quotation(number as usize).span.start();
        floor = floor.max(page.tokens.partition_point(|token| token.span.start() <= opening));
    }
    let outside = page.tokens[floor.min(page.tokens.len() - 1)].span.start() > source.start()
        && outer.is_some();
    let start = page.verb_group(tokens.end - 1, floor).tokens.start.min(tokens.start);
    let pronoun = start.checked_sub(1).filter(|at| {
        *at >= floor
            && page.is(*at, &["he", "she", "they", "it", "i", "we"])
            && page.tokens[*at].quotation == outer
    });
    if let Some(at) = pronoun.filter(|at| !source.overlaps(page.tokens[*at].span)) {
        candidate.source = vec![page.tokens[at].span];
    } else if outside && let Some(subject) = page.subject_before(start, floor) {
        candidate.source = vec![page.trim(page.cover(subject))];
    }
}

/// "denied the claim of Y that Z": what is denied is Z.
fn shorten_denied(page: &Page, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.first().copied() else { return };
    if !page.tokens_in(cue).any(|at| page.has(at, Flags::DENY)) {
        return;
    }
    let [content] = &mut candidate.content[..] else { return };
    let tokens = page.tokens_in(*content);
    let Some(that) = tokens.clone().take(16).find(|at| page.is(*at, &["that"])) else { return };
    let claim = (tokens.start..that).any(|at| page.has(at, Flags::NOUN));
    if claim && tokens.end - that >= 3 {
        *content = Span::new(page.tokens[that].span.start(), content.end());
    }
}

/// Whether words that look like a cue report nothing: "who asked not to be named", "according to
/// plan".
pub(super) fn reports_nothing(page: &Page, candidate: &Candidate) -> bool {
    let Some(cue) = candidate.cue.first() else { return false };
    let cue = page.tokens_in(*cue);
    let shy = ["asked", "asking", "declined", "declining", "refused", "requested", "wished"];
    let unnamed = ["named", "identified", "quoted"];
    let hides = cue.clone().any(|at| page.is(at, &shy))
        && (cue.start..cue.end + 4).any(|at| {
            page.is(at, &["to"]) && page.is(at + 1, &["be"]) && page.is(at + 2, &unnamed)
        });
    let bare = ["plan", "schedule", "custom", "size", "taste", "need", "tradition"];
    let by_plan = page.is(cue.start, &["according"])
        && page.is(cue.start + 1, &["to"])
        && page.is(cue.start + 2, &bare);
    hides || by_plan
}

/// A closing mark whose opening one lies before the span is no part of it, nor are the stops
/// before it; the same of an opening mark at the beginning.
fn without_lone_marks(page: &Page, span: Span) -> Span {
    let mut out = span;
    while let Some(last) = page.tokens_in(out).next_back() {
        let token = page.tokens[last];
        let Some(quotation) = token.quotation.map(|number| page.quotation(number as usize)) else {
            break;
        };
        let closes =
            quotation.span.end() == token.span.end() && quotation.inner.end() < token.span.end();
        if token.word || !closes || quotation.span.start() >= out.start() {
            break;
        }
        out = Span::new(out.start(), quotation.inner.end().max(out.start()));
        let words = out.of(page.text).trim_end_matches([',', ' ']);
        out = Span::new(out.start(), out.start() + words.len());
    }
    if let Some(first) = page.tokens_in(out).next() {
        let token = page.tokens[first];
        let opens =
            token.quotation.map(|number| page.quotation(number as usize)).filter(|quotation| {
                quotation.span.start() == token.span.start() && quotation.span.end() > out.end() + 3
            });
        if !token.word && opens.is_some() {
            out = Span::new(token.span.end(), out.end()).trim(page.text);
        }
    }
    out
}

/// A time at the head of a live entry is no part of the one who speaks in it.
fn without_stamp(page: &Page, source: Span) -> Span {
    let mut tokens = page.tokens_in(source);
    let Some(first) = tokens.next() else { return source };
    let word = page.word(first);
    let stamp = word.len() >= 4
        && word.contains(['.', ':'])
        && word.starts_with(|c: char| c.is_ascii_digit());
    match tokens.next() {
        Some(second) if stamp => Span::new(page.tokens[second].span.start(), source.end()),
        _ => source,
    }
}

/// A piece that is one whole quotation loses its marks and the comma before the closing one.
fn without_outer_marks(page: &Page, span: Span) -> Span {
    let numbers = page.layout.quotations_in(span);
    let Some(quotation) = page.layout.quotations.get(numbers.start).filter(|_| !numbers.is_empty())
    else {
        return span;
    };
    if quotation.span.start() == span.start() && quotation.span.end() >= span.end() {
        let words = quotation.inner.of(page.text);
        let kept = words.trim_end_matches([',', ' ']).len();
        return Span::new(quotation.inner.start(), quotation.inner.start() + kept).trim(page.text);
    }
    span
}

/// Whether the model found it.
pub(super) fn by_model(candidate: &Candidate) -> bool {
    matches!(candidate.found, Found::Model(_))
}
