//! What is read off the encoder's vectors: tags, entities, links.

use std::ops::Range;

use crate::kernel::{Line, Operations};

/// Classes of the tagger.
pub(crate) const TAGS: usize = 7;
/// Classes of the entity tagger.
pub(crate) const ENTITIES: usize = 7;
/// Classes of the linking head.
pub(crate) const LINKS: usize = 3;
/// Width of its two projections.
pub(crate) const LINK_WIDTH: usize = 192;
/// Buckets of its signed distance.
pub(crate) const LINK_BUCKETS: usize = 33;

pub(crate) struct Heads {
    /// Of tags, then of entities.
    pub(crate) tags_weight: Vec<Line>,
    pub(crate) tags_bias: Vec<f32>,
    pub(crate) cue_weight: Vec<Line>,
    pub(crate) cue_bias: Vec<f32>,
    pub(crate) piece_weight: Vec<Line>,
    pub(crate) piece_bias: Vec<f32>,
    pub(crate) product_weight: Vec<f32>,
    pub(crate) alone_weight: Vec<Line>,
    pub(crate) distance: Vec<[f32; LINKS]>,
    pub(crate) bias: Vec<f32>,
}

impl Heads {
    /// The probabilities of tags and of entities, a row each.
    pub(crate) fn tag(
        &self,
        rows: &[Line],
        tags: &mut Vec<[f32; TAGS]>,
        entities: &mut Vec<[f32; ENTITIES]>,
        operations: &dyn Operations,
    ) {
        let width = self.tags_weight.len() / self.tags_bias.len();
        tags.clear();
        entities.clear();
        for row in rows.chunks_exact(width) {
            let mut logits = [0.0; TAGS + ENTITIES];
            operations.project(row, &self.tags_weight, &self.tags_bias, &mut logits);
            let [tag, entity] = logits.as_chunks().0 else { unreachable!("two heads of seven") };
            tags.push(softmax(*tag));
            entities.push(softmax(*entity));
        }
    }

    /// The probabilities that a row has nothing to do with a cue, is its source, is its content.
    ///
    /// The head is `product · ((Wc·c + bc) ∘ (Wp·h + bp)) + alone · h` for the cue's mean c and
    /// each row's h. With the cue at hand, all of it is linear in h: three weight vectors of the
    /// encoder's width and a bias each. Making them costs less than projecting all rows, so long
    /// as a window has less than fifty cues.
    pub(crate) fn link(
        &self,
        rows: &[Line],
        cue: Range<usize>,
        weights: &mut Vec<Line>,
        out: &mut Vec<[f32; LINKS]>,
        operations: &dyn Operations,
    ) {
        let width = self.alone_weight.len() / LINKS;
        let mut projected = [0.0; LINK_WIDTH];
        weights.clear();
        weights.resize(width, Line::ZERO);
        let share = 1.0 / cue.len() as f32;
        for row in rows[cue.start * width..cue.end * width].chunks_exact(width) {
            add_scaled(weights, row, share);
        }
        operations.project(weights, &self.cue_weight, &self.cue_bias, &mut projected);

        weights.clear();
        weights.extend_from_slice(&self.alone_weight);
        let mut bias = [self.bias[0], self.bias[1], self.bias[2]];
        for (class, weights) in weights.chunks_exact_mut(width).enumerate() {
            let product = &self.product_weight[class * LINK_WIDTH..][..LINK_WIDTH];
            for (i, piece) in self.piece_weight.chunks_exact(width).enumerate() {
                let factor = projected[i] * product[i];
                bias[class] += factor * self.piece_bias[i];
                add_scaled(weights, piece, factor);
            }
        }
        out.clear();
        out.resize(rows.len() / width, [0.0; LINKS]);
        operations.project(rows, weights, &bias, out.as_flattened_mut());
        for (at, logits) in out.iter_mut().enumerate() {
            let distance = self.distance[bucket(at, &cue)];
            *logits = softmax(std::array::from_fn(|class| logits[class] + distance[class]));
        }
    }
}

fn add_scaled(to: &mut [Line], row: &[Line], factor: f32) {
    for (to, row) in to.iter_mut().zip(row) {
        for (to, x) in to.0.iter_mut().zip(row.0) {
            *to += factor * x;
        }
    }
}

/// The bucket of the signed distance from a cue: 16 within, and one more or less for each
/// doubling of its square.
fn bucket(at: usize, cue: &Range<usize>) -> usize {
    let steps = |distance: usize| 15.min(1 + (distance * distance).ilog2() as usize);
    if at < cue.start {
        16 - steps(cue.start - at)
    } else if at >= cue.end {
        16 + steps(at - cue.end + 1)
    } else {
        16
    }
}

fn softmax<const N: usize>(logits: [f32; N]) -> [f32; N] {
    let greatest = logits.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let powers = logits.map(|x| (x - greatest).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|x| x / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_grow_with_the_distance() {
        let of = |at| bucket(at, &(300..302));
        let near: Vec<usize> = (294..308).map(of).collect();
        assert_eq!(near, [10, 11, 11, 12, 13, 15, 16, 16, 17, 19, 20, 21, 21, 22]);
        assert_eq!((of(0), of(120), of(601)), (1, 1, 31));
    }
}
