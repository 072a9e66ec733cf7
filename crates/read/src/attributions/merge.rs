use std::collections::HashMap;

use sayso_text::Span;

use super::candidate::Candidate;
use super::page::Page;
use crate::{Found, Rejected, Rejection};

/// Brings the findings of the model and the rules together, in this order: what the layout settles
/// (labels, credits), what the model found, what the other rules add, last resorts.
///
/// A later one is taken where it tells something of its own: another cue, and a content that is
/// apart from those taken, inside one of them or around some. One that half overlaps is not.
pub(super) fn merge(
    page: &Page,
    model: Option<Vec<Candidate>>,
    rules: Vec<Candidate>,
    rejected: &mut Vec<Rejected>,
) -> Vec<Candidate> {
    let mut taken = Taken::default();
    let with_model = model.is_some();
    let (settled, rest): (Vec<_>, Vec<_>) = rules.into_iter().partition(|rule| rule.settled);
    let (last_resorts, others): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|rule| rule.last_resort);
    for candidate in settled.into_iter().chain(model.into_iter().flatten()) {
        taken.add(candidate);
    }
    for candidate in others {
        let clear = candidate.found != Found::Rule("said_loosely");
        let fits = || clear && (taken.holds(&candidate) || taken.is_free(page, &candidate));
        if !with_model || is_precise(&candidate) || fits() {
            taken.add(candidate);
        } else {
            taken.rejected.push(candidate.reject(Rejection::Unsupported));
        }
    }
    for candidate in last_resorts {
        taken.complete(page, candidate);
    }
    rejected.extend(taken.rejected);
    taken.candidates
}

/// Whether a rule may add to a model's reading: the forms that the model, trained on newspapers'
/// running text, misses.
fn is_precise(candidate: &Candidate) -> bool {
    !matches!(
        candidate.found,
        Found::Rule("said_that" | "said_loosely" | "said_after" | "said_within")
    )
}

/// Bytes of a block.
const BLOCK: usize = 512;

/// The longest piece of content that a rule may find, in bytes: longer ones are no sentences.
const LONGEST: usize = 4096;

/// What has been taken, findable by place: long texts stay linear.
#[derive(Default)]
struct Taken {
    candidates: Vec<Candidate>,
    rejected: Vec<Rejected>,
    /// The numbers of those whose content or cue touches a block of the text.
    by_block: HashMap<usize, Vec<usize>>,
}

impl Taken {
    fn add(&mut self, candidate: Candidate) {
        let endless = candidate.content.iter().any(|span| span.len() > LONGEST);
        let by_rule = matches!(candidate.found, Found::Rule(_)) && !candidate.settled;
        if candidate.content.iter().all(|span| span.is_empty()) {
            self.rejected.push(candidate.reject(Rejection::Empty));
            return;
        }
        if endless && by_rule {
            self.rejected.push(candidate.reject(Rejection::Endless));
            return;
        }
        let winner = self.near(&candidate).find(|other| conflicts(other, &candidate));
        match winner.map(|winner| winner.found.clone()) {
            Some(found) => self.rejected.push(candidate.reject(Rejection::Beaten(found))),
            None => self.push(candidate),
        }
    }

    /// Whether nothing has been found in its sentence.
    fn is_free(&self, page: &Page, candidate: &Candidate) -> bool {
        let Some(cue) = candidate.cue.first() else { return false };
        let sentence = page.layout.sentences[page.layout.sentence_at(cue.start())];
        let touches = |other: &Candidate| {
            other.content.iter().chain(&other.cue).any(|span| span.overlaps(sentence))
        };
        !self.near(candidate).any(touches)
    }

    /// Whether it lies in the content of another one, cue and all.
    fn holds(&self, candidate: &Candidate) -> bool {
        let within = |other: &Candidate| {
            let inside = |span: &Span| other.content.iter().any(|content| content.contains(*span));
            candidate.cue.iter().all(inside) && candidate.source.iter().all(inside)
        };
        self.near(candidate).any(within)
    }

    fn push(&mut self, candidate: Candidate) {
        let number = self.candidates.len();
        for block in blocks(&candidate) {
            self.by_block.entry(block).or_default().push(number);
        }
        self.candidates.push(candidate);
    }

    fn near(&self, candidate: &Candidate) -> impl Iterator<Item = &Candidate> {
        let mut numbers: Vec<usize> = blocks(candidate)
            .into_iter()
            .filter_map(|block| self.by_block.get(&block))
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
        let within = |other: &Candidate| {
            !other.cue.is_empty() && other.cue.iter().all(|cue| cover.contains(*cue))
        };
        let touches = |other: &Candidate| {
            other.content.iter().any(|span| span.overlaps(cover)) && !within(other)
        };
        if self.near(&orphan).any(touches) {
            return;
        }
        match self.before(page, cover).filter(|n| goes_on(page, &self.candidates[*n], cover)) {
            Some(number) => {
                for block in blocks(&orphan) {
                    self.by_block.entry(block).or_default().push(number);
                }
                self.candidates[number].content.extend(orphan.content);
            }
            None => self.push(orphan),
        }
    }

    /// The last one in the same paragraph that ends before `cover` does, not far away.
    fn before(&self, page: &Page, cover: Span) -> Option<usize> {
        let paragraph = page.layout.paragraphs[page.layout.paragraph_at(cover.start())];
        let first = paragraph.start().max(cover.start().saturating_sub(LONGEST));
        (first / BLOCK..=cover.start() / BLOCK)
            .filter_map(|block| self.by_block.get(&block))
            .flatten()
            .copied()
            .filter(|number| {
                let other = self.candidates[*number].cover();
                other.end() > paragraph.start() && other.end() <= cover.start()
            })
            .max_by_key(|number| self.candidates[*number].cover().end())
    }
}

/// The blocks that its content and cue touch.
fn blocks(candidate: &Candidate) -> Vec<usize> {
    let mut blocks: Vec<usize> = candidate
        .content
        .iter()
        .chain(&candidate.cue)
        .flat_map(|span| span.start() / BLOCK..=span.end().saturating_sub(1) / BLOCK)
        .collect();
    blocks.sort_unstable();
    blocks.dedup();
    blocks
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
    if matches!(new.found, Found::Rule("claim_of" | "hearsay"))
        && taken.source.first() != new.source.first()
    {
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
