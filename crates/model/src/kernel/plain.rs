//! The kernel for any processor: correct, slow, and what the others are measured against.

use super::lanes::{Group, Lanes, Line, Products};
use super::operations::{implement_operations, *};

#[derive(Clone, Copy)]
pub(crate) struct Plain;

#[inline(always)]
fn each(f: impl Fn(usize) -> f32) -> [f32; 16] {
    std::array::from_fn(f)
}

impl Lanes for Plain {
    type Floats = [f32; 16];

    #[inline(always)]
    fn splat(self, x: f32) -> [f32; 16] {
        [x; 16]
    }

    #[inline(always)]
    fn load(self, from: &Line) -> [f32; 16] {
        from.0
    }

    #[inline(always)]
    fn store(self, x: [f32; 16], to: &mut Line) {
        to.0 = x;
    }

    #[inline(always)]
    fn widen(self, from: &[u8; 16]) -> [f32; 16] {
        each(|i| f32::from(from[i] as i8))
    }

    #[inline(always)]
    fn convert(self, from: &[i32; 16]) -> [f32; 16] {
        each(|i| from[i] as f32)
    }

    #[inline(always)]
    fn add(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        each(|i| a[i] + b[i])
    }

    #[inline(always)]
    fn sub(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        each(|i| a[i] - b[i])
    }

    #[inline(always)]
    fn mul(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        each(|i| a[i] * b[i])
    }

    #[inline(always)]
    fn fused(self, a: [f32; 16], b: [f32; 16], c: [f32; 16]) -> [f32; 16] {
        each(|i| a[i].mul_add(b[i], c[i]))
    }

    #[inline(always)]
    fn min(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        each(|i| if a[i] < b[i] { a[i] } else { b[i] })
    }

    #[inline(always)]
    fn max(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        each(|i| if a[i] > b[i] { a[i] } else { b[i] })
    }

    #[inline(always)]
    fn abs(self, a: [f32; 16]) -> [f32; 16] {
        each(|i| a[i].abs())
    }

    #[inline(always)]
    fn rounded(self, a: [f32; 16]) -> [f32; 16] {
        each(|i| a[i].round_ties_even())
    }

    #[inline(always)]
    fn power_of_two(self, whole: [f32; 16]) -> [f32; 16] {
        each(|i| f32::from_bits(((whole[i] as i32 + 127) << 23) as u32))
    }

    #[inline(always)]
    fn total(self, a: [f32; 16]) -> f32 {
        let b: [f32; 8] = std::array::from_fn(|i| a[i] + a[i + 8]);
        let c: [f32; 4] = std::array::from_fn(|i| b[i] + b[i + 4]);
        (c[0] + c[2]) + (c[1] + c[3])
    }

    #[inline(always)]
    fn greatest(self, a: [f32; 16]) -> f32 {
        a.into_iter().fold(f32::NEG_INFINITY, f32::max)
    }

    #[inline(always)]
    fn quantised(self, a: [f32; 16], bytes: &mut [u8; 16], _: &mut [u8; 16]) {
        for (to, x) in bytes.iter_mut().zip(a) {
            *to = x.round_ties_even() as i8 as u8;
        }
    }
}

impl Products for Plain {
    #[inline(always)]
    fn products<const R: usize>(
        self,
        bytes: [&[[u8; 4]]; R],
        _: [&[[u8; 4]]; R],
        _: [i32; R],
        panel: &[Group],
        _: &[i32; 64],
        out: &mut [[i32; 64]; R],
    ) {
        for (row, out) in bytes.iter().zip(out) {
            *out = [0; 64];
            for (inputs, weights) in row.iter().zip(panel) {
                let inputs = inputs.map(|byte| i32::from(byte as i8));
                for (sum, weights) in out.iter_mut().zip(weights.0.as_chunks::<4>().0) {
                    for (a, w) in inputs.iter().zip(weights) {
                        *sum += a * i32::from(*w);
                    }
                }
            }
        }
    }
}

implement_operations!(Plain, products: 2, rows: 2, keys: 1, values: 1);
