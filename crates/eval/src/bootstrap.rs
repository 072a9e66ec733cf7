//! Intervals by the bootstrap over articles.

use crate::attributions::{Counts, Figures};

/// How often the articles are drawn anew.
const DRAWS: usize = 2000;

/// The 95 % interval of each figure's F1, in the order of [`Figures::named`].
///
/// Articles are drawn with replacement; the seed is fixed, so the interval is the same each time.
pub fn intervals(articles: &[Counts]) -> Vec<(&'static str, [f64; 2])> {
    let mut random = SplitMix(0x5a45_0001);
    let mut drawn: Vec<Figures> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        let mut sum = Counts::default();
        for _ in articles {
            sum += articles[random.below(articles.len())];
        }
        drawn.push(sum.figures());
    }
    let names = Figures::default().named();
    let interval = |n: usize| {
        let mut values: Vec<f64> = drawn.iter().map(|figures| figures.named()[n].1.f1).collect();
        values.sort_by(f64::total_cmp);
        [values[DRAWS / 40], values[DRAWS - 1 - DRAWS / 40]]
    };
    names.iter().enumerate().map(|(n, (name, _))| (*name, interval(n))).collect()
}

/// Steele, Lea and Flood's SplitMix64 (2014): enough for drawing articles.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributions::Marked;

    #[test]
    fn the_interval_holds_the_figure() {
        let right = Marked { content: [1, 2].into(), ..Marked::default() };
        let good = Counts::of(std::slice::from_ref(&right), std::slice::from_ref(&right));
        let bad = Counts::of(std::slice::from_ref(&right), &[]);
        let articles = [good, good, bad, good, bad, good];
        let (name, [low, high]) = intervals(&articles)[0];
        assert_eq!(name, "linked");
        assert!(low < 80.0 && 80.0 < high && high <= 100.0, "{low} to {high}");
    }
}
