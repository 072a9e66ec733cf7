use std::collections::HashMap;

use sayso_text::Span;

use super::candidate::Candidate;
use super::page::Page;
use crate::Found;

/// Brings the findings of the model and the rules together, in this order: what the layout settles
/// (labels, credits), what the model found, what the other rules add, last resorts.
///
/// A later one is taken where it tells something of its own: another cue, and a content that is
/// apart from those taken, inside one of them or around some. One that half overlaps is not.
pub(super) fn merge(page: &Page, model: Vec<Candidate>, rules: Vec<Candidate>) -> Vec<Candidate> {
    let mut taken = Taken::default();
    let with_model = !model.is_empty();
    let (settled, rest): (Vec<_>, Vec<_>) = rules.into_iter().partition(|rule| rule.settled);
    let (last_resorts, others): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|rule| rule.last_resort);
    for candidate in settled.into_iter().chain(model) {
        taken.add(page, candidate);
    }
    for candidate in others {
        if with_model && !is_precise(&candidate) {
            continue;
        }
        taken.add(page, candidate);
    }
    for candidate in last_resorts {
        taken.complete(page, candidate);
    }
    taken.candidates
}

/// Whether a rule may add to a model's reading: the forms that the model, trained on newspapers'
/// running text, misses.
fn is_precise(candidate: &Candidate) -> bool {
    !matches!(candidate.found, Found::Rule("said_that" | "said_after"))
}

#[derive(Default)]
struct Taken {
    candidates: Vec<Candidate>,
    /// By paragraph: a content and a cue never lie far apart.
    by_paragraph: HashMap<usize, Vec<usize>>,
}

impl Taken {
    fn add(&mut self, page: &Page, candidate: Candidate) {
        if candidate.content.is_empty() || candidate.content.iter().all(|span| span.is_empty()) {
            return;
        }
        if self.near(page, &candidate).any(|other| conflicts(other, &candidate)) {
            return;
        }
        self.push(page, candidate);
    }

    fn push(&mut self, page: &Page, candidate: Candidate) {
        let number = self.candidates.len();
        for paragraph in paragraphs(page, &candidate) {
            self.by_paragraph.entry(paragraph).or_default().push(number);
        }
        self.candidates.push(candidate);
    }

    fn near<'a>(
        &'a self,
        page: &Page,
        candidate: &Candidate,
    ) -> impl Iterator<Item = &'a Candidate> {
        let mut numbers: Vec<usize> = paragraphs(page, candidate)
            .into_iter()
            .filter_map(|paragraph| self.by_paragraph.get(&paragraph))
            .flatten()
            .copied()
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|number| &self.candidates[number])
    }

    /// Takes a quotation without a speaker: as more of the one before it in its paragraph, else
    /// by itself.
    fn complete(&mut self, page: &Page, orphan: Candidate) {
        let cover = orphan.cover();
        if self
            .near(page, &orphan)
            .any(|other| other.content.iter().any(|span| span.overlaps(cover)))
        {
            return;
        }
        let paragraph = page.layout.paragraph_at(cover.start());
        let numbers = self.by_paragraph.get(&paragraph).map_or(&[][..], Vec::as_slice);
        let before = numbers
            .iter()
            .copied()
            .filter(|number| self.candidates[*number].cover().end() <= cover.start())
            .max_by_key(|number| self.candidates[*number].cover().end());
        if let Some(number) =
            before.filter(|number| goes_on(page, &self.candidates[*number], cover))
        {
            self.candidates[number].content.extend(orphan.content);
            return;
        }
        self.push(page, orphan);
    }
}

fn paragraphs(page: &Page, candidate: &Candidate) -> Vec<usize> {
    let mut paragraphs: Vec<usize> = candidate
        .content
        .iter()
        .chain(&candidate.cue)
        .map(|span| page.layout.paragraph_at(span.start()))
        .collect();
    paragraphs.dedup();
    paragraphs
}

/// Whether the quotation at `cover` goes on with the direct words of `before`: nothing but its
/// cue and source stand between.
fn goes_on(page: &Page, before: &Candidate, cover: Span) -> bool {
    let Some(last) = before.content.last() else { return false };
    let direct = last.of(page.text).ends_with(['"', '”', '’', '\'', '»']);
    if !direct || before.source.is_empty() {
        return false;
    }
    // One sentence at most between the two: the rest of the one that holds the cue.
    let from = page.layout.sentence_at(last.end());
    let to = page.layout.sentence_at(cover.start());
    let told = before.cue.iter().any(|cue| cue.start() >= last.end())
        || before.cue.iter().any(|cue| cue.end() <= last.start());
    told && to.saturating_sub(from) <= 1
}

/// Whether both tell of the same words, or neither can be right beside the other.
fn conflicts(taken: &Candidate, new: &Candidate) -> bool {
    let shared_cue = taken.cue.iter().any(|a| new.cue.iter().any(|b| a.overlaps(*b)));
    if shared_cue {
        return true;
    }
    let (a, b) = (taken.cover(), new.cover());
    let shared = shared_bytes(&taken.content, &new.content);
    if shared == 0 {
        // A source or cue inside the other's content is nesting; a cue as content is not.
        return false;
    }
    let (taken_len, new_len) = (length(&taken.content), length(&new.content));
    if matches!(new.found, Found::Rule("claim_of")) && taken.source.first() != new.source.first() {
        // "X denied Y's claim that Z": both tell of Z.
        return false;
    }
    let inside = b.start() >= a.start()
        && b.end() <= a.end()
        && new.cue.iter().all(|cue| a.contains(*cue))
        && !new.cue.is_empty();
    let around = a.start() >= b.start()
        && a.end() <= b.end()
        && taken.cue.iter().all(|cue| b.contains(*cue))
        && !taken.cue.is_empty();
    if inside || around {
        return shared * 10 > taken_len.max(new_len) * 9;
    }
    true
}

fn shared_bytes(a: &[Span], b: &[Span]) -> usize {
    a.iter()
        .flat_map(|x| {
            b.iter().map(move |y| x.end().min(y.end()).saturating_sub(x.start().max(y.start())))
        })
        .sum()
}

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len()).sum()
}
