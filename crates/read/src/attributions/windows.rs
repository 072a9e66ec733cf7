//! How a text is cut into the windows that the model reads; `training/decode.py` does the same in
//! Python.
//!
//! A window is a core, whose cues are read in it, and some context on both sides. The cores cover
//! the text; they begin at line ends where they can, else at sentence ends, else anywhere. Of all
//! ways to cut, the one is taken that costs the encoder least: context is read twice, and a piece
//! costs more in a long window than in a short one.

use std::ops::Range;

use sayso_model::Piece;

/// What a window may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The most pieces of a window.
    pub(super) window: usize,
    /// Pieces of context on either side of a core, where the text goes on.
    pub(super) context: usize,
}

impl Limits {
    /// The most pieces of a core with text on both sides.
    fn core(self) -> usize {
        self.window.saturating_sub(2 * self.context).max(1)
    }

    /// The window of a core in a text of so many pieces.
    fn around(self, core: &Range<usize>, pieces: usize) -> Range<usize> {
        core.start.saturating_sub(self.context)..pieces.min(core.end + self.context)
    }
}

/// A core and the window around it, in pieces of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) core: Range<usize>,
    pub(super) whole: Range<usize>,
}

/// The windows of the stretches of a text that are to be read, in its order.
pub(super) fn windows(
    text: &str,
    pieces: &[Piece],
    stretches: &[Range<usize>],
    limits: Limits,
) -> Vec<Window> {
    let windows = stretches.iter().flat_map(|stretch| {
        plan(&cuts(text, pieces, stretch.clone(), limits.core()), pieces.len(), limits)
    });
    windows.collect()
}

/// A place where a core may begin or end, and what that costs beside the windows.
#[derive(Clone, Copy, Debug)]
struct Cut {
    at: usize,
    price: u32,
}

/// What a cut within a line costs, and one within a sentence, in pieces that might be read instead.
const IN_LINE: u32 = 16;
const IN_SENTENCE: u32 = 128;

/// All places to cut a stretch, its beginning and end among them, never further apart than a core
/// is long.
fn cuts(text: &str, pieces: &[Piece], stretch: Range<usize>, core: usize) -> Vec<Cut> {
    let mut cuts = vec![Cut { at: stretch.start, price: 0 }];
    let mut last = stretch.start;
    for at in stretch.start + 1..stretch.end {
        let price = if pieces[at].line_start {
            0
        } else if starts_sentence(text, pieces, at) {
            IN_LINE
        } else if at - last == core {
            IN_SENTENCE
        } else {
            continue;
        };
        cuts.push(Cut { at, price });
        last = at;
    }
    if !stretch.is_empty() {
        cuts.push(Cut { at: stretch.end, price: 0 });
    }
    cuts
}

/// By marks alone: a piece with a capital or an opening mark behind a stop.
fn starts_sentence(text: &str, pieces: &[Piece], at: usize) -> bool {
    let word = |at: usize| pieces[at].span.of(text);
    let stop = |at: usize| matches!(word(at), "." | "!" | "?");
    let mark = matches!(word(at - 1), "\"" | "”" | "»");
    let ended = if mark && at > 1 { stop(at - 2) } else { stop(at - 1) };
    let opens = word(at).starts_with(|c: char| c.is_uppercase() || "\"“«„".contains(c));
    ended && opens
}

/// The cheapest windows whose cores begin and end at cuts. A cut is looked at once for each cut
/// that is less than a core behind it, so the time is linear in the text.
fn plan(cuts: &[Cut], pieces: usize, limits: Limits) -> Vec<Window> {
    if cuts.len() < 2 {
        return Vec::new();
    }
    // For each cut: the least cost of all that is before it, and the core that ends at it.
    let mut least = vec![(0_u64, 0_usize); cuts.len()];
    let mut first = 0;
    for (to, cut) in cuts.iter().enumerate().skip(1) {
        let window = |from: usize| limits.around(&(cuts[from].at..cut.at), pieces).len();
        while window(first) > limits.window {
            first += 1;
        }
        let cost = |from: usize| least[from].0 + cost(window(from)) + 1000 * u64::from(cut.price);
        let from = (first..to).min_by_key(|from| cost(*from)).expect("cuts are near each other");
        least[to] = (cost(from), from);
    }
    let mut windows = Vec::new();
    let mut to = cuts.len() - 1;
    while to > 0 {
        let from = least[to].1;
        let core = cuts[from].at..cuts[to].at;
        windows.push(Window { whole: limits.around(&core, pieces), core });
        to = from;
    }
    windows.reverse();
    windows
}

/// What a window costs, in thousandths of a piece without attention: that grows with the square.
/// In a window of 600 it would be half of the cost.
fn cost(pieces: usize) -> u64 {
    let pieces = pieces as u64 + 2;
    pieces * 1000 + pieces * pieces * 1000 / 600
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "lists of one range are meant")]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { window: 254, context: 24 };

    /// The cores of a text of so many pieces with cuts at these places.
    fn cores(pieces: usize, at: &[(usize, u32)]) -> Vec<Range<usize>> {
        let edges = [(0, 0), (pieces, 0)];
        let (first, last) = edges.split_at(1);
        let cuts: Vec<Cut> =
            [first, at, last].concat().into_iter().map(|(at, price)| Cut { at, price }).collect();
        let windows = plan(&cuts, pieces, LIMITS);
        for window in &windows {
            assert!(window.whole.len() <= LIMITS.window, "{window:?}");
            assert_eq!(window.whole, LIMITS.around(&window.core, pieces));
        }
        windows.into_iter().map(|window| window.core).collect()
    }

    #[test]
    fn a_text_that_fits_is_one_window() {
        assert_eq!(cores(254, &[(100, 0), (200, 0)]), [0..254]);
        assert_eq!(plan(&cuts("", &[], 0..0, LIMITS.core()), 0, LIMITS), []);
    }

    #[test]
    fn a_longer_text_is_cut_in_its_middle() {
        assert_eq!(cores(300, &[(60, 0), (150, 0), (220, 0)]), [0..150, 150..300]);
    }

    #[test]
    fn a_line_end_is_worth_a_detour_and_the_midst_of_a_sentence_is_the_last_resort() {
        assert_eq!(cores(300, &[(140, 0), (150, IN_LINE)]), [0..140, 140..300]);
        assert_eq!(cores(300, &[(90, IN_LINE), (150, IN_SENTENCE)]), [0..90, 90..300]);
        assert_eq!(cores(300, &[(150, IN_SENTENCE)]), [0..150, 150..300]);
    }

    #[test]
    fn a_window_of_any_size_gets_on() {
        let cuts: Vec<Cut> = (0..=1000).map(|at| Cut { at, price: 0 }).collect();
        for window in [1, 2, 48, 49, 254] {
            let limits = Limits { window, context: 24.min(window / 4) };
            let windows = plan(&cuts, 1000, limits);
            assert!(windows.windows(2).all(|pair| pair[0].core.end == pair[1].core.start));
            assert_eq!(windows.last().map(|window| window.core.end), Some(1000));
        }
    }
}
