//! What the encoder computes, written once over [`Lanes`].

use super::MAX_ROWS;
use super::lanes::{Group, Lanes, Line, Products};

/// A matrix of weights in the order in which the kernels use it.
pub(crate) struct Packed {
    /// For each 64 outputs a panel of `inputs / 4` groups.
    groups: Vec<Group>,
    /// Sums of each output's weights.
    sums: Vec<[i32; 64]>,
    scale: Vec<Line>,
    bias: Vec<Line>,
    inputs: usize,
    outputs: usize,
}

impl Packed {
    /// Packs a row-major matrix `[outputs, inputs]` of signed bytes, both multiples of 64.
    pub(crate) fn new(weights: &[u8], scale: &[f32], bias: &[f32], inputs: usize) -> Packed {
        let outputs = scale.len();
        assert!(inputs.is_multiple_of(64) && outputs.is_multiple_of(64));
        assert_eq!((weights.len(), bias.len()), (inputs * outputs, outputs));
        let depth = inputs / 4;
        let mut groups = vec![Group([0; 256]); outputs / 64 * depth];
        let mut sums = vec![[0; 64]; outputs / 64];
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            let (panel, lane) = (output / 64, output % 64);
            let panel_groups = &mut groups[panel * depth..][..depth];
            let mut sum = 0;
            for (group, four) in panel_groups.iter_mut().zip(row.as_chunks::<4>().0) {
                let four = four.map(|byte| byte as i8);
                sum += four.map(i32::from).iter().sum::<i32>();
                group.0.as_chunks_mut::<4>().0[lane] = four;
            }
            sums[panel][lane] = sum;
        }
        Packed { groups, sums, scale: lines(scale), bias: lines(bias), inputs, outputs }
    }
}

/// Floats, a multiple of sixteen of them, as lines.
pub(crate) fn lines(floats: &[f32]) -> Vec<Line> {
    let (chunks, rest) = floats.as_chunks::<16>();
    assert!(rest.is_empty(), "rows are multiples of 16 floats");
    chunks.iter().map(|chunk| Line(*chunk)).collect()
}

#[derive(Clone, Copy, Default)]
struct Row {
    scale: f32,
    /// What [`Lanes::summed`] said.
    summed: i32,
}

/// Rows of signed bytes with a scale each: a row is its bytes times its scale.
#[derive(Default)]
pub(crate) struct Quantised {
    bytes: Vec<[u8; 16]>,
    signs: Vec<[u8; 16]>,
    rows: Vec<Row>,
    width: usize,
}

impl Quantised {
    /// Makes room for rows of `width` numbers.
    pub(crate) fn resize(&mut self, rows: usize, width: usize) {
        self.bytes.resize(rows * width / 16, [0; 16]);
        self.signs.resize(rows * width / 16, [0; 16]);
        self.rows.resize(rows, Row::default());
        self.width = width;
    }
}

/// The weights of a layer normalisation.
pub(crate) struct Normalisation {
    pub(crate) weight: Vec<Line>,
    pub(crate) bias: Vec<Line>,
}

/// The room that attention works in, and its shape.
pub(crate) struct Attention {
    heads: usize,
    /// Lines of a head: its width by sixteen.
    depth: usize,
    /// One head's keys, transposed: panels of some lines of keys, for each dimension.
    keys: Vec<Line>,
    /// One head's values.
    values: Vec<Line>,
    /// How many keys and values there are.
    rows: usize,
}

impl Attention {
    /// Whether it was made for this shape.
    pub(crate) fn fits(&self, heads: usize, hidden: usize) -> bool {
        self.heads == heads && self.heads * self.depth * 16 == hidden
    }

    pub(crate) fn new(heads: usize, hidden: usize) -> Attention {
        let depth = hidden / heads / 16;
        Attention {
            heads,
            depth,
            keys: vec![Line::ZERO; MAX_ROWS * depth],
            values: vec![Line::ZERO; MAX_ROWS * depth],
            rows: 0,
        }
    }
}

/// Everything the encoder computes.
///
/// Matrices of floats are lines, row by row. A row's width follows from the number of rows.
pub(crate) trait Operations: Sync {
    /// A word's vector and the four that are added to it, normalised.
    fn embed(
        &self,
        word: &[[u8; 16]],
        scale: f32,
        added: [&[Line]; 4],
        by: &Normalisation,
        to: &mut [Line],
    );
    /// Quantises each row by its own scale.
    fn quantise(&self, from: &[Line], to: &mut Quantised);
    /// `to = from · weightsᵀ + bias`
    fn multiply(&self, from: &Quantised, weights: &Packed, to: &mut [Line]);
    /// Attention of all heads over queries, keys and values in one matrix.
    fn attend(&self, from: &[Line], room: &mut Attention, to: &mut [Line]);
    /// Adds `more` to `rows`, normalises, and quantises the result too.
    fn normalise(&self, rows: &mut [Line], more: &[Line], by: &Normalisation, to: &mut Quantised);
    /// GELU, then quantised.
    fn activate(&self, rows: &mut [Line], to: &mut Quantised);
    /// `to = from · weightsᵀ + bias` in floats, for few outputs: as many as there are biases.
    fn project(&self, from: &[Line], weights: &[Line], bias: &[f32], to: &mut [f32]);
}

/// Implements [`Operations`] for a kernel.
///
/// In products with weights, `products` rows are worked on together; in attention `rows`, against
/// `keys` lines of keys or `values` lines of values. They are chosen so that the sums stay in
/// registers.
macro_rules! implement_operations {
    ($kernel:ty, products: $products:literal, rows: $rows:literal, keys: $keys:literal, values: $values:literal
     $(, features: $features:literal)?) => {
        implement_operations! { @methods $kernel, [$($features)?],
            fn embed(word: &[[u8; 16]], scale: f32, added: [&[Line]; 4], by: &Normalisation, to: &mut [Line])
                = embed::<$kernel>;
            fn quantise(from: &[Line], to: &mut Quantised) = quantise::<$kernel>;
            fn multiply(from: &Quantised, weights: &Packed, to: &mut [Line]) = multiply::<$kernel, $products>;
            fn attend(from: &[Line], room: &mut Attention, to: &mut [Line])
                = attend::<$kernel, $rows, $keys, $values>;
            fn normalise(rows: &mut [Line], more: &[Line], by: &Normalisation, to: &mut Quantised)
                = normalise::<$kernel>;
            fn activate(rows: &mut [Line], to: &mut Quantised) = activate::<$kernel>;
            fn project(from: &[Line], weights: &[Line], bias: &[f32], to: &mut [f32]) = project::<$kernel>;
        }
    };
    (@methods $kernel:ty, $features:tt,
     $(fn $name:ident($($argument:ident: $type:ty),*) = $generic:expr;)*) => {
        impl Operations for $kernel {
            $(fn $name(&self, $($argument: $type),*) {
                implement_operations! { @enter $features,
                    fn run(lanes: $kernel, $($argument: $type),*) { $generic(lanes, $($argument),*) }
                }
                // SAFETY: a value of this type exists only where the processor was found to have
                // the features that `run` enables.
                #[allow(unused_unsafe, reason = "the plain kernel enables none")]
                unsafe { run(*self, $($argument),*) }
            })*
        }
    };
    (@enter [$features:literal], $($function:tt)*) => {
        #[target_feature(enable = $features)]
        $($function)*
    };
    (@enter [], $($function:tt)*) => { $($function)* };
}
pub(super) use implement_operations;

#[inline(always)]
pub(super) fn embed<L: Lanes>(
    l: L,
    word: &[[u8; 16]],
    scale: f32,
    added: [&[Line]; 4],
    by: &Normalisation,
    to: &mut [Line],
) {
    let scale = l.splat(scale);
    for (i, (to, word)) in to.iter_mut().zip(word).enumerate() {
        let mut x = l.fused(l.widen(word), scale, l.load(&added[0][i]));
        for more in &added[1..] {
            x = l.add(x, l.load(&more[i]));
        }
        l.store(x, to);
    }
    normalise_row(l, to, by);
}

/// Layer normalisation: <https://arxiv.org/abs/1607.06450>.
#[inline(always)]
fn normalise_row<L: Lanes>(l: L, row: &mut [Line], by: &Normalisation) {
    const EPSILON: f32 = 1e-12;
    let share = 1.0 / (row.len() * 16) as f32;
    let mut sum = l.splat(0.0);
    for x in row.iter() {
        sum = l.add(sum, l.load(x));
    }
    let mean = l.splat(l.total(sum) * share);
    let mut squares = l.splat(0.0);
    for x in row.iter() {
        let off = l.sub(l.load(x), mean);
        squares = l.fused(off, off, squares);
    }
    let factor = l.splat(1.0 / (l.total(squares) * share + EPSILON).sqrt());
    for ((x, weight), bias) in row.iter_mut().zip(&by.weight).zip(&by.bias) {
        let standard = l.mul(l.sub(l.load(x), mean), factor);
        l.store(l.fused(standard, l.load(weight), l.load(bias)), x);
    }
}

#[inline(always)]
fn greatest_in<L: Lanes>(l: L, row: &[Line]) -> f32 {
    let mut greatest = l.splat(0.0);
    for x in row {
        greatest = l.max(greatest, l.abs(l.load(x)));
    }
    l.greatest(greatest)
}

/// Writes a row whose greatest absolute value is known as bytes; returns what the products need beside them.
#[inline(always)]
fn quantise_row<L: Lanes>(
    l: L,
    row: &[Line],
    greatest: f32,
    bytes: &mut [[u8; 16]],
    signs: &mut [[u8; 16]],
) -> Row {
    // A row of nothing, or as good as, stays one: its scale must not overflow.
    let factor = l.splat(if greatest > 1e-30 { 127.0 / greatest } else { 0.0 });
    for ((x, bytes), signs) in row.iter().zip(bytes.iter_mut()).zip(signs.iter_mut()) {
        l.quantised(l.mul(l.load(x), factor), bytes, signs);
    }
    Row { scale: greatest / 127.0, summed: l.summed(bytes, signs) }
}

#[inline(always)]
pub(super) fn quantise<L: Lanes>(l: L, from: &[Line], to: &mut Quantised) {
    let width = to.width / 16;
    let rows = from.chunks_exact(width).zip(to.bytes.chunks_exact_mut(width));
    for (((row, bytes), signs), to_row) in
        rows.zip(to.signs.chunks_exact_mut(width)).zip(&mut to.rows)
    {
        *to_row = quantise_row(l, row, greatest_in(l, row), bytes, signs);
    }
}

#[inline(always)]
pub(super) fn normalise<L: Lanes>(
    l: L,
    rows: &mut [Line],
    more: &[Line],
    by: &Normalisation,
    to: &mut Quantised,
) {
    let width = to.width / 16;
    let rows = rows.chunks_exact_mut(width).zip(more.chunks_exact(width));
    let bytes = to.bytes.chunks_exact_mut(width).zip(to.signs.chunks_exact_mut(width));
    for (((row, more), (bytes, signs)), to_row) in rows.zip(bytes).zip(&mut to.rows) {
        for (x, more) in row.iter_mut().zip(more) {
            l.store(l.add(l.load(x), l.load(more)), x);
        }
        normalise_row(l, row, by);
        *to_row = quantise_row(l, row, greatest_in(l, row), bytes, signs);
    }
}

#[inline(always)]
pub(super) fn activate<L: Lanes>(l: L, rows: &mut [Line], to: &mut Quantised) {
    let width = to.width / 16;
    let bytes = to.bytes.chunks_exact_mut(width).zip(to.signs.chunks_exact_mut(width));
    for ((row, (bytes, signs)), to_row) in rows.chunks_exact_mut(width).zip(bytes).zip(&mut to.rows)
    {
        let mut greatest = l.splat(0.0);
        for x in row.iter_mut() {
            let y = gelu(l, l.load(x));
            greatest = l.max(greatest, l.abs(y));
            l.store(y, x);
        }
        *to_row = quantise_row(l, row, l.greatest(greatest), bytes, signs);
    }
}

/// GELU: `x / 2 * (1 + erf(x / √2))`, <https://arxiv.org/abs/1606.08415>.
///
/// The error function is `x · P(x²)` up to |x| = 5, where it is 1 but for 6e-7; the minimax fit of
/// P (in x² shifted to -1..1) leaves an error of 1e-5 in the whole.
#[inline(always)]
fn gelu<L: Lanes>(l: L, x: L::Floats) -> L::Floats {
    const P: [f32; 11] = [
        0.282_728_73,
        -0.140_605_43,
        0.102_973_29,
        -0.080_546_02,
        0.063_456_29,
        -0.048_918_348,
        0.031_409_234,
        -0.015_751_828,
        0.013_337_593,
        -0.013_096_942,
        0.005_014_057_7,
    ];
    const END: f32 = 5.0;
    let near = l.min(l.max(x, l.splat(-END)), l.splat(END));
    let square = l.fused(l.mul(near, near), l.splat(2.0 / (END * END)), l.splat(-1.0));
    let mut sum = l.splat(P[10]);
    for factor in P[..10].iter().rev() {
        sum = l.fused(sum, square, l.splat(*factor));
    }
    let half = l.mul(x, l.splat(0.5));
    l.fused(half, l.mul(near, sum), half)
}

/// e to the power of numbers that are not positive, with a relative error of 1e-5.
#[inline(always)]
fn exp<L: Lanes>(l: L, x: L::Floats) -> L::Floats {
    // 2 to the power of -½..½, minimax.
    const P: [f32; 6] =
        [1.000_000_1, 0.693_146_94, 0.240_221_2, 0.055_507_135, 0.009_675_541, 0.001_327_646_7];
    let power = l.mul(l.max(x, l.splat(-87.0)), l.splat(std::f32::consts::LOG2_E));
    let whole = l.rounded(power);
    let part = l.sub(power, whole);
    let mut sum = l.splat(P[5]);
    for factor in P[..5].iter().rev() {
        sum = l.fused(sum, part, l.splat(*factor));
    }
    l.mul(sum, l.power_of_two(whole))
}

#[inline(always)]
pub(super) fn multiply<L: Products, const R: usize>(
    l: L,
    from: &Quantised,
    weights: &Packed,
    to: &mut [Line],
) {
    assert_eq!(from.width, weights.inputs);
    let (rows, depth, width) = (from.rows.len(), weights.inputs / 4, weights.outputs / 16);
    let bytes = from.bytes.as_flattened().as_chunks::<4>().0;
    let signs = from.signs.as_flattened().as_chunks::<4>().0;
    let mut products = [[0; 64]; R];
    for (panel, groups) in weights.groups.chunks_exact(depth).enumerate() {
        for first in (0..rows).step_by(R) {
            // Where fewer than R rows are left, the last one is taken again and again.
            let row = |r: usize| (first + r).min(rows - 1) * depth;
            let bytes: [_; R] = std::array::from_fn(|r| &bytes[row(r)..][..depth]);
            let signs: [_; R] = std::array::from_fn(|r| &signs[row(r)..][..depth]);
            let summed = std::array::from_fn(|r| from.rows[(first + r).min(rows - 1)].summed);
            l.products(bytes, signs, summed, groups, &weights.sums[panel], &mut products);
            for (r, products) in products.iter().enumerate().take(rows - first) {
                let by_row = l.splat(from.rows[first + r].scale);
                let to = &mut to[(first + r) * width + panel * 4..][..4];
                for (i, (to, products)) in to.iter_mut().zip(products.as_chunks().0).enumerate() {
                    let scale = l.mul(by_row, l.load(&weights.scale[panel * 4 + i]));
                    let bias = l.load(&weights.bias[panel * 4 + i]);
                    l.store(l.fused(l.convert(products), scale, bias), to);
                }
            }
        }
    }
}

/// Scaled dot-product attention: <https://arxiv.org/abs/1706.03762>.
///
/// `R` queries at a time against `K` lines of keys, their weights against `V` lines of values.
#[inline(always)]
pub(super) fn attend<L: Lanes, const R: usize, const K: usize, const V: usize>(
    l: L,
    from: &[Line],
    room: &mut Attention,
    to: &mut [Line],
) {
    let (heads, depth) = (room.heads, room.depth);
    let hidden = heads * depth;
    let rows = to.len() / hidden;
    room.rows = rows;
    let panels = rows.div_ceil(16 * K);
    let scale = 1.0 / ((depth * 16) as f32).sqrt();
    let mut scores = [[Line::ZERO; MAX_ROWS / 16]; R];
    for head in 0..heads {
        for row in 0..rows {
            let keys = &from[(row * 3 + 1) * hidden + head * depth..][..depth];
            let (panel, line, lane) = (row / 16 / K, row / 16 % K, row % 16);
            let panel = &mut room.keys[panel * depth * 16 * K..][..depth * 16 * K];
            for (to, key) in
                panel.as_chunks_mut::<K>().0.iter_mut().zip(keys.iter().flat_map(|k| k.0))
            {
                to[line].0[lane] = key;
            }
            let values = &from[(row * 3 + 2) * hidden + head * depth..][..depth];
            room.values[row * depth..][..depth].copy_from_slice(values);
        }
        for first in (0..rows).step_by(R) {
            let row = |r: usize| (first + r).min(rows - 1);
            let queries: [&[Line]; R] =
                std::array::from_fn(|r| &from[row(r) * 3 * hidden + head * depth..][..depth]);
            for panel in 0..panels {
                let keys = room.keys[panel * depth * 16 * K..][..depth * 16 * K].as_chunks::<K>().0;
                let sums = score::<L, R, K>(l, queries, keys);
                for (scores, sums) in scores.iter_mut().zip(sums) {
                    for (i, sum) in sums.into_iter().enumerate() {
                        l.store(l.mul(sum, l.splat(scale)), &mut scores[panel * K + i]);
                    }
                }
            }
            let mut shares = [0.0; R];
            for (scores, share) in scores.iter_mut().zip(&mut shares) {
                *share = 1.0 / exponentiate(l, scores, rows);
            }
            let to = &mut to[first * hidden + head * depth..];
            if depth.is_multiple_of(V) {
                weigh_all::<L, R, V>(l, &scores, shares, room, rows - first, to);
            } else {
                weigh_all::<L, R, 1>(l, &scores, shares, room, rows - first, to);
            }
        }
    }
}

/// Products of `R` queries with 16 · `K` keys.
#[inline(always)]
fn score<L: Lanes, const R: usize, const K: usize>(
    l: L,
    queries: [&[Line]; R],
    keys: &[[Line; K]],
) -> [[L::Floats; K]; R] {
    let mut sums = [[l.splat(0.0); K]; R];
    for (i, keys) in keys.as_chunks::<16>().0.iter().enumerate() {
        let queries: [&Line; R] = std::array::from_fn(|r| &queries[r][i]);
        for (d, keys) in keys.iter().enumerate() {
            for r in 0..R {
                let query = l.splat(queries[r].0[d]);
                for k in 0..K {
                    sums[r][k] = l.fused(query, l.load(&keys[k]), sums[r][k]);
                }
            }
        }
    }
    sums
}

/// Turns the first `count` scores into their exponentials, relative to the greatest; returns
/// their sum.
#[inline(always)]
fn exponentiate<L: Lanes>(l: L, scores: &mut [Line; MAX_ROWS / 16], count: usize) -> f32 {
    const NEVER: f32 = -1e30;
    let lines = count.div_ceil(16);
    let scores = &mut scores[..lines];
    for lane in count - (lines - 1) * 16..16 {
        scores[lines - 1].0[lane] = NEVER;
    }
    let mut greatest = l.splat(NEVER);
    for x in scores.iter() {
        greatest = l.max(greatest, l.load(x));
    }
    let greatest = l.splat(l.greatest(greatest));
    let mut sum = l.splat(0.0);
    for x in scores {
        let y = exp(l, l.sub(l.load(x), greatest));
        sum = l.add(sum, y);
        l.store(y, x);
    }
    l.total(sum)
}

/// Writes the heads' outputs of `R` queries, or of `left` if fewer are left.
#[inline(always)]
fn weigh_all<L: Lanes, const R: usize, const V: usize>(
    l: L,
    weights: &[[Line; MAX_ROWS / 16]; R],
    shares: [f32; R],
    room: &Attention,
    left: usize,
    to: &mut [Line],
) {
    let (depth, hidden) = (room.depth, room.heads * room.depth);
    for part in (0..depth).step_by(V) {
        let sums = weigh::<L, R, V>(l, weights, &room.values[part..room.rows * depth], depth);
        for (r, sums) in sums.into_iter().enumerate().take(left) {
            let to = &mut to[r * hidden + part..][..V];
            for (to, sum) in to.iter_mut().zip(sums) {
                l.store(l.mul(sum, l.splat(shares[r])), to);
            }
        }
    }
}

/// Sums of the values, weighted by each of `R` rows of weights.
#[inline(always)]
fn weigh<L: Lanes, const R: usize, const V: usize>(
    l: L,
    weights: &[[Line; MAX_ROWS / 16]; R],
    values: &[Line],
    depth: usize,
) -> [[L::Floats; V]; R] {
    let mut sums = [[l.splat(0.0); V]; R];
    for (i, values) in values.chunks(16 * depth).enumerate().take(MAX_ROWS / 16) {
        for (lane, values) in values.chunks(depth).enumerate() {
            let Some(values) = values.first_chunk::<V>() else { return sums };
            for r in 0..R {
                let weight = l.splat(weights[r][i].0[lane]);
                for v in 0..V {
                    sums[r][v] = l.fused(weight, l.load(&values[v]), sums[r][v]);
                }
            }
        }
    }
    sums
}

#[inline(always)]
pub(super) fn project<L: Lanes>(
    l: L,
    from: &[Line],
    weights: &[Line],
    bias: &[f32],
    to: &mut [f32],
) {
    let width = weights.len() / bias.len();
    for (row, to) in from.chunks_exact(width).zip(to.chunks_exact_mut(bias.len())) {
        for ((to, weights), bias) in to.iter_mut().zip(weights.chunks_exact(width)).zip(bias) {
            let mut sum = l.splat(0.0);
            for (x, weight) in row.iter().zip(weights) {
                sum = l.fused(l.load(x), l.load(weight), sum);
            }
            *to = l.total(sum) + bias;
        }
    }
}
