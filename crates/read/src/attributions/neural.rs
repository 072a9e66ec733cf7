//! From the network's probabilities to attributions; `training/decode.py` does the same in Python
//! and serves to choose the settings.
//!
//! 1. The pieces of a text are cut into cores, at line ends where there are any, else at sentence
//!    ends; each core is encoded with [`Settings::context`] pieces on both sides ([`windows`]).
//! 2. Cues: runs of pieces whose cue probability begins at [`Settings::cue`] and goes on at
//!    [`Settings::cue_further`].
//! 3. Each cue says of every piece of the window whether it is its content or its source. A piece
//!    goes to the cue that claims it most, a claim weighing as much as its cue is trusted
//!    ([`Settings::trust`]), and counts where the claim itself is high enough.
//! 4. Content: small gaps are closed, small islands dropped. Source: the run that weighs most.
//! 5. An attribution is kept where cue probability times mean content probability reaches
//!    [`Settings::keep`] and its confidence [`Settings::least`]. Cues clearly under that leave
//!    first, and what they claimed goes to the others.

use std::ops::Range;

use sayso_model::{Model, Piece, Scratch};
use sayso_text::Span;
use serde::Deserialize;

use super::candidate::Candidate;
use super::tagged::tagged;
use super::windows::{Limits, Window, windows};
use crate::marks::{Known, MarkedAttribution, Marks};
use crate::step::Watch;
use crate::{Found, Rejected, Rejection, Step};

/// The settings that are chosen with the weights.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// Pieces of context on either side of a core.
    context: usize,
    /// Probability at which a cue begins.
    cue: f32,
    /// Probability at which it goes on.
    cue_further: f32,
    /// The least claim to a piece of content.
    content: f32,
    /// The least claim to a piece of a source.
    source: f32,
    /// Gaps in a content that are closed, in pieces.
    gap: usize,
    /// Islands of content smaller than this are dropped beside a larger one.
    island: usize,
    /// The least cue probability times mean content probability.
    keep: f32,
    /// The power of a cue's probability in its claims: at 0 all cues are alike.
    trust: f32,
    /// The least confidence.
    least: f32,
    /// Logistic regression from [`Share::features`] to the confidence: a constant and a weight
    /// each.
    calibration: Vec<f32>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            context: 24,
            cue: 0.4,
            cue_further: 0.3,
            content: 0.45,
            source: 0.45,
            gap: 2,
            island: 3,
            keep: 0.5,
            trust: 0.0,
            least: 0.0,
            calibration: Vec::new(),
        }
    }
}

/// A cue with what it claims, as ranges and lists of pieces of the whole text.
struct Cue {
    pieces: Range<usize>,
    probability: f32,
    /// First piece of the window.
    window: usize,
    /// A piece of the window: nothing, source, content.
    claims: Vec<[f32; 3]>,
}

/// What a cue keeps of its claims.
struct Share {
    content: Vec<Range<usize>>,
    source: Option<Range<usize>>,
    cue_p: f32,
    content_p: f32,
    source_p: f32,
    edge_p: f32,
}

/// What the model marks in a text of which some lines are known already: those are taken as they
/// are, and the model reads the rest.
pub(crate) fn mark(
    model: &Model,
    settings: &Settings,
    text: &str,
    known: &[Known],
    watch: Watch,
) -> Marks {
    let pieces = model.tokenize(text);
    let (mut cues, tags) = hear(model, settings, text, &pieces, known, watch);
    let mut names = tagged(text, &pieces, &tags);
    let marked = |cue: &Cue, share: Option<Share>, confidence: f32| {
        let spans = |range: &Range<usize>| cover(&pieces, range.clone());
        let share = share.as_ref();
        MarkedAttribution {
            source: share.into_iter().flat_map(|share| &share.source).map(spans).collect(),
            cue: vec![spans(&cue.pieces)],
            content: share.into_iter().flat_map(|share| &share.content).map(spans).collect(),
            confidence,
        }
    };
    let found = Found::Model(model.version().to_owned());
    let (mut attributions, mut rejected) = (Vec::new(), Vec::new());
    let mut reject = |cue: &Cue, verdict: Verdict| {
        let (share, confidence, reason) = match verdict {
            Verdict::Kept(share, confidence) | Verdict::Unsure(share, confidence) => {
                (Some(share), confidence, Rejection::Unsure)
            }
            Verdict::Empty => (None, 0.0, Rejection::Empty),
        };
        let MarkedAttribution { source, cue, content, confidence } = marked(cue, share, confidence);
        let found = found.clone();
        rejected.push(Rejected { source, cue, content, confidence, found, reason });
    };
    if settings.least > 0.0 {
        let verdicts = decide(&cues, pieces.len(), settings, FIRST * settings.least);
        let mut stay = Vec::new();
        for (cue, verdict) in cues.into_iter().zip(verdicts) {
            match verdict {
                Verdict::Kept(..) => stay.push(cue),
                lost => reject(&cue, lost),
            }
        }
        cues = stay;
    }
    let verdicts = decide(&cues, pieces.len(), settings, settings.least);
    for (cue, verdict) in cues.iter().zip(verdicts) {
        match verdict {
            Verdict::Kept(share, confidence) => {
                attributions.push(marked(cue, Some(share), confidence));
            }
            lost => reject(cue, lost),
        }
    }
    for known in known {
        attributions.extend(known.marks.attributions.iter().cloned());
        names.extend(known.marks.names.iter().copied());
    }
    if !known.is_empty() {
        attributions.sort_by_key(|it| it.cue.first().map(|cue| cue.start()));
        names.sort_by_key(|name| name.span.start());
    }
    watch(Step::Linking);
    Marks { attributions, rejected, names }
}

/// The model's attributions as they are brought together with what rules find.
pub(super) fn candidates(model: &Model, marks: &Marks) -> Vec<Candidate> {
    let found = Found::Model(model.version().to_owned());
    let candidate = |marked: &MarkedAttribution| Candidate {
        source: marked.source.clone(),
        cue: marked.cue.clone(),
        content: marked.content.clone(),
        found: found.clone(),
        confidence: marked.confidence,
        settled: false,
        last_resort: false,
    };
    marks.attributions.iter().map(candidate).collect()
}

/// The share of [`Settings::least`] that a cue must reach to be heard in the second round.
const FIRST: f32 = 0.85;

/// What becomes of a cue, with what it keeps of its claims and its confidence.
enum Verdict {
    Kept(Share, f32),
    Unsure(Share, f32),
    /// All that it claims belongs to others.
    Empty,
}

/// Decides on each cue; its confidence must be at least `least`.
fn decide(cues: &[Cue], pieces: usize, settings: &Settings, least: f32) -> Vec<Verdict> {
    let owners = Owners::new(cues, pieces, settings.trust);
    let decide = |(number, cue): (usize, &Cue)| {
        let Some(share) = decode(cue, number, &owners, settings) else { return Verdict::Empty };
        let confidence = share.confidence(settings);
        if share.cue_p * share.content_p >= settings.keep && confidence >= least {
            Verdict::Kept(share, confidence)
        } else {
            Verdict::Unsure(share, confidence)
        }
    };
    cues.iter().enumerate().map(decide).collect()
}

fn cover(pieces: &[Piece], range: Range<usize>) -> Span {
    pieces[range.start].span.cover(pieces[range.end - 1].span)
}

/// Encodes what isn't known of the text window by window and lets each cue make its claims.
///
/// Also gives of every piece the likeliest entity tag and its probability; of known ones, none.
fn hear(
    model: &Model,
    settings: &Settings,
    text: &str,
    pieces: &[Piece],
    known: &[Known],
    watch: Watch,
) -> (Vec<Cue>, Vec<(usize, f32)>) {
    let mut scratch = Scratch::new();
    let mut cues: Vec<Cue> = Vec::new();
    let mut entities: Vec<(usize, f32)> = vec![(0, 1.0); pieces.len()];
    let taken = taken(pieces, known);
    let window = model.window();
    let limits = Limits { window, context: settings.context.min(window / 4) };
    let windows = windows(text, pieces, &gaps(pieces, known), limits);
    watch(Step::Pieces);
    for Window { core, whole: window } in windows {
        let encoded = model.encode(&pieces[window.clone()], &mut scratch);
        let tags = encoded.tags();
        let own = &encoded.entities()[core.start - window.start..core.end - window.start];
        for (at, row) in core.clone().zip(own) {
            let best = (0..row.len()).max_by(|a, b| row[*a].total_cmp(&row[*b])).unwrap_or(0);
            entities[at] = (best, row[best]);
        }
        watch(Step::Encoder);
        let heard_to = cues.last().map_or(0, |cue| cue.pieces.end);
        let from = core.start.max(heard_to) - window.start;
        for (run, probability) in runs_of_cues(tags, from..core.end - window.start, settings) {
            let mut claims = Vec::new();
            encoded.link(run.clone(), &mut claims);
            for (claim, taken) in claims.iter_mut().zip(&taken[window.clone()]) {
                if *taken {
                    *claim = [1.0, 0.0, 0.0];
                }
            }
            let pieces = run.start + window.start..run.end + window.start;
            cues.push(Cue { pieces, probability, window: window.start, claims });
        }
        watch(Step::Linking);
    }
    (cues, entities)
}

/// The pieces that the model has to read: all that no known line holds.
fn gaps(pieces: &[Piece], known: &[Known]) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    let mut at = 0;
    for known in known {
        let start = pieces.partition_point(|piece| piece.span.start() < known.span.start());
        let end = pieces.partition_point(|piece| piece.span.start() < known.span.end());
        if at < start {
            gaps.push(at..start);
        }
        at = at.max(end);
    }
    if at < pieces.len() {
        gaps.push(at..pieces.len());
    }
    gaps
}

/// The pieces that a known attribution has as its content already.
fn taken(pieces: &[Piece], known: &[Known]) -> Vec<bool> {
    let mut taken = vec![false; pieces.len()];
    let attributions = known.iter().flat_map(|known| &known.marks.attributions);
    for span in attributions.flat_map(|it| &it.content) {
        let start = pieces.partition_point(|piece| piece.span.start() < span.start());
        let end = pieces.partition_point(|piece| piece.span.start() < span.end());
        taken[start..end].fill(true);
    }
    taken
}

/// Runs of cue pieces that begin in `core`, numbered as in the window, with their mean
/// probability.
fn runs_of_cues(
    tags: &[[f32; 7]],
    core: Range<usize>,
    settings: &Settings,
) -> Vec<(Range<usize>, f32)> {
    let total = |at: usize| tags[at][3] + tags[at][4];
    let mut runs = Vec::new();
    let mut at = core.start;
    while at < core.end {
        if total(at) < settings.cue {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < tags.len() && total(at) >= settings.cue_further {
            let begins = tags[at][3] > tags[at][4];
            if begins && total(at) >= settings.cue {
                break;
            }
            at += 1;
        }
        let sum: f32 = (start..at).map(total).sum();
        runs.push((start..at, sum / (at - start) as f32));
    }
    runs
}

/// Which cue claims a piece most, and how much.
struct Owners {
    owner: Vec<u32>,
    claim: Vec<f32>,
}

const NOBODY: u32 = u32::MAX;

impl Owners {
    fn new(cues: &[Cue], pieces: usize, trust: f32) -> Owners {
        let mut owners = Owners { owner: vec![NOBODY; pieces], claim: vec![0.0; pieces] };
        for (number, cue) in cues.iter().enumerate() {
            let weight = cue.probability.powf(trust);
            for (offset, [_, source, content]) in cue.claims.iter().enumerate() {
                let piece = cue.window + offset;
                let claim = weight * source.max(*content);
                if claim > owners.claim[piece] && !cue.pieces.contains(&piece) {
                    owners.claim[piece] = claim;
                    owners.owner[piece] = number as u32;
                }
            }
        }
        owners
    }
}

fn decode(cue: &Cue, number: usize, owners: &Owners, settings: &Settings) -> Option<Share> {
    let length = cue.claims.len();
    let own = |at: usize| owners.owner[cue.window + at] == number as u32;
    let is_cue = |at: usize| cue.pieces.contains(&(cue.window + at));
    let is_source = |at: usize, [_, s, c]: [f32; 3]| s >= settings.source && s > c && !is_cue(at);
    let is_content =
        |at: usize, [_, s, c]: [f32; 3]| own(at) && c >= settings.content && c >= s && !is_cue(at);
    let source: Vec<bool> = (0..length).map(|at| is_source(at, cue.claims[at])).collect();
    let mut content: Vec<bool> = (0..length).map(|at| is_content(at, cue.claims[at])).collect();
    if !content.contains(&true) {
        return None;
    }
    close_gaps(&mut content, settings.gap, |at| {
        source[at] || is_cue(at) || !own(at) && owners.claim[cue.window + at] >= 0.5
    });
    drop_islands(&mut content, settings.island);

    let weight = |run: &Range<usize>| cue.claims[run.clone()].iter().map(|c| c[1]).sum::<f32>();
    let source = runs(&source)
        .into_iter()
        .reduce(|best, run| if weight(&run) > weight(&best) { run } else { best });
    let mean = |at: &mut dyn Iterator<Item = f32>| {
        let (sum, count) = at.fold((0.0, 0), |(sum, count), p| (sum + p, count + 1));
        sum / count.max(1) as f32
    };
    let content_p = mean(&mut (0..length).filter(|at| content[*at]).map(|at| cue.claims[at][2]));
    let source_p = match &source {
        Some(run) => mean(&mut cue.claims[run.clone()].iter().map(|claim| claim[1])),
        None => 1.0 - cue.claims.iter().map(|claim| claim[1]).fold(0.0, f32::max),
    };
    let content = runs(&content);
    let edges = |run: &Range<usize>| [cue.claims[run.start][2], cue.claims[run.end - 1][2]];
    let edge_p = mean(&mut content.iter().flat_map(edges));
    let shift = |run: Range<usize>| run.start + cue.window..run.end + cue.window;
    Some(Share {
        content: content.into_iter().map(shift).collect(),
        source: source.map(shift),
        cue_p: cue.probability,
        content_p,
        source_p,
        edge_p,
    })
}

impl Share {
    /// What the confidence leans on; `training/tune.py` has the same.
    fn features(&self) -> [f32; 5] {
        let odds = |p: f32| {
            let p = p.clamp(1e-3, 1.0 - 1e-3);
            (p / (1.0 - p)).ln()
        };
        let length: usize = self.content.iter().map(ExactSizeIterator::len).sum();
        [
            odds(self.cue_p),
            odds(self.content_p),
            odds(self.edge_p),
            odds(self.source_p),
            (length.max(1) as f32).ln(),
        ]
    }

    fn confidence(&self, settings: &Settings) -> f32 {
        let [constant, weights @ ..] = &settings.calibration[..] else {
            return self.cue_p * self.content_p;
        };
        let sum: f32 = weights.iter().zip(self.features()).map(|(w, x)| w * x).sum();
        1.0 / (1.0 + (-(constant + sum)).exp())
    }
}

fn runs(mask: &[bool]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, on) in mask.iter().copied().chain([false]).enumerate() {
        match (on, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    runs
}

fn close_gaps(mask: &mut [bool], gap: usize, blocked: impl Fn(usize) -> bool) {
    let have = runs(mask);
    for pair in have.windows(2) {
        let between = pair[0].end..pair[1].start;
        if between.len() <= gap && !between.clone().any(&blocked) {
            mask[between].fill(true);
        }
    }
}

fn drop_islands(mask: &mut [bool], island: usize) {
    let have = runs(mask);
    let longest = have.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
    for run in have {
        if run.len() < island && island <= longest {
            mask[run].fill(false);
        }
    }
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "lists of one range are meant")]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_closed_and_islands_dropped() {
        let mut mask = [true, true, false, true, false, false, false, true];
        close_gaps(&mut mask, 2, |_| false);
        assert_eq!(runs(&mask), [0..4, 7..8]);
        drop_islands(&mut mask, 2);
        assert_eq!(mask.iter().filter(|on| **on).count(), 4);
        let mut blocked = [true, false, true];
        close_gaps(&mut blocked, 2, |_| true);
        assert_eq!(runs(&blocked), [0..1, 2..3]);
    }

    fn claiming(pieces: Range<usize>, probability: f32, content: &[f32]) -> Cue {
        let claims = content.iter().map(|p| [1.0 - p, 0.0, *p]).collect();
        Cue { pieces, probability, window: 0, claims }
    }

    #[test]
    fn a_doubtful_cue_leaves_its_claims_to_the_others() {
        let cues = [
            claiming(0..1, 0.9, &[0.0, 0.8, 0.8, 0.8, 0.8, 0.8]),
            claiming(5..6, 0.3, &[0.0, 0.0, 0.0, 0.9, 0.9, 0.0]),
        ];
        let content =
            |settings: &Settings, cues: &[Cue]| match decide(cues, 6, settings, settings.least)
                .swap_remove(0)
            {
                Verdict::Kept(share, _) => share.content,
                _ => Vec::new(),
            };
        let alike = Settings { keep: 0.2, gap: 0, island: 1, ..Settings::default() };
        let trusting = Settings { trust: 0.5, ..alike.clone() };
        assert_eq!(content(&alike, &cues), [1..3, 5..6]);
        assert_eq!(content(&trusting, &cues), [1..6]);
        let strict = Settings { least: 0.5, ..alike };
        let verdicts = decide(&cues, 6, &strict, strict.least);
        assert!(matches!(verdicts[1], Verdict::Unsure(..)));
    }

    #[test]
    fn the_confidence_is_a_probability() {
        let share = Share {
            content: std::iter::once(0..7).collect(),
            source: None,
            cue_p: 1.0,
            content_p: 0.9,
            source_p: 0.2,
            edge_p: 0.8,
        };
        let calibrated =
            Settings { calibration: vec![-1.0, 0.5, 0.5, 0.1, 0.2, 0.0], ..Settings::default() };
        for settings in [Settings::default(), calibrated] {
            assert!((0.0..=1.0).contains(&share.confidence(&settings)));
        }
    }
}
