//! 64-bit ARM.

use std::arch::aarch64::*;

use super::lanes::{Group, Lanes, Line, Products};
use super::operations::{implement_operations, *};

/// Proof that the processor has NEON.
#[derive(Clone, Copy)]
pub(crate) struct Neon(());

impl Neon {
    pub(crate) fn detect() -> Option<&'static Neon> {
        std::arch::is_aarch64_feature_detected!("neon").then_some(&Neon(()))
    }
}

implement_operations!(Neon, products: 2, rows: 4, keys: 1, values: 1, features: "neon");

/// The same of all four quarters.
#[inline(always)]
fn each(f: impl Fn(usize) -> float32x4_t) -> [float32x4_t; 4] {
    [f(0), f(1), f(2), f(3)]
}

// SAFETY of every block below: a value of `Neon` is the proof that the processor has the
// instructions, and all pointers come from references to arrays of the size that is read or
// written.
impl Lanes for Neon {
    type Floats = [float32x4_t; 4];

    #[inline(always)]
    fn splat(self, x: f32) -> [float32x4_t; 4] {
        // SAFETY: see above.
        unsafe { [vdupq_n_f32(x); 4] }
    }

    #[inline(always)]
    fn load(self, from: &Line) -> [float32x4_t; 4] {
        // SAFETY: see above.
        each(|i| unsafe { vld1q_f32(from.0.as_ptr().add(4 * i)) })
    }

    #[inline(always)]
    fn store(self, x: [float32x4_t; 4], to: &mut Line) {
        for (to, x) in to.0.as_chunks_mut::<4>().0.iter_mut().zip(x) {
            // SAFETY: see above.
            unsafe { vst1q_f32(to.as_mut_ptr(), x) }
        }
    }

    #[inline(always)]
    fn widen(self, from: &[u8; 16]) -> [float32x4_t; 4] {
        // SAFETY: see above.
        unsafe {
            let low = vmovl_s8(vld1_s8(from.as_ptr().cast()));
            let high = vmovl_s8(vld1_s8(from.as_ptr().add(8).cast()));
            [
                vcvtq_f32_s32(vmovl_s16(vget_low_s16(low))),
                vcvtq_f32_s32(vmovl_s16(vget_high_s16(low))),
                vcvtq_f32_s32(vmovl_s16(vget_low_s16(high))),
                vcvtq_f32_s32(vmovl_s16(vget_high_s16(high))),
            ]
        }
    }

    #[inline(always)]
    fn convert(self, from: &[i32; 16]) -> [float32x4_t; 4] {
        // SAFETY: see above.
        each(|i| unsafe { vcvtq_f32_s32(vld1q_s32(from.as_ptr().add(4 * i))) })
    }

    #[inline(always)]
    fn add(self, a: [float32x4_t; 4], b: [float32x4_t; 4]) -> [float32x4_t; 4] {
        // SAFETY: see above.
        each(|i| unsafe { vaddq_f32(a[i], b[i]) })
    }

    #[inline(always)]
    fn sub(self, a: [float32x4_t; 4], b: [float32x4_t; 4]) -> [float32x4_t; 4] {
        // SAFETY: see above.
        each(|i| unsafe { vsubq_f32(a[i], b[i]) })
    }

    #[inline(always)]
    fn mul(self, a: [float32x4_t; 4], b: [float32x4_t; 4]) -> [float32x4_t; 4] {
        // SAFETY: see above.
        each(|i| unsafe { vmulq_f32(a[i], b[i]) })
    }

    #[inline(always)]
    fn fused(
        self,
        a: [float32x4_t; 4],
        b: [float32x4_t; 4],
        c: [float32x4_t; 4],
    ) -> [float32x4_t; 4] {
        // SAFETY: see above.
        each(|i| unsafe { vfmaq_f32(c[i], a[i], b[i]) })
    }

    #[inline(always)]
    fn min(self, a: [float32x4_t; 4], b: [float32x4_t; 4]) -> [float32x4_t; 4] {
        // SAFETY: see above.
        each(|i| unsafe { vminq_f32(a[i], b[i]) })
    }

    #[inline(always)]
    fn max(self, a: [float32x4_t; 4], b: [float32x4_t; 4]) -> [float32x4_t; 4] {
        // SAFETY: see above.
        each(|i| unsafe { vmaxq_f32(a[i], b[i]) })
    }

    #[inline(always)]
    fn abs(self, a: [float32x4_t; 4]) -> [float32x4_t; 4] {
        // SAFETY: see above.
        each(|i| unsafe { vabsq_f32(a[i]) })
    }

    #[inline(always)]
    fn rounded(self, a: [float32x4_t; 4]) -> [float32x4_t; 4] {
        // SAFETY: see above.
        each(|i| unsafe { vrndnq_f32(a[i]) })
    }

    #[inline(always)]
    fn power_of_two(self, whole: [float32x4_t; 4]) -> [float32x4_t; 4] {
        // SAFETY: see above.
        each(|i| unsafe {
            let exponent = vaddq_s32(vcvtnq_s32_f32(whole[i]), vdupq_n_s32(127));
            vreinterpretq_f32_s32(vshlq_n_s32::<23>(exponent))
        })
    }

    #[inline(always)]
    fn total(self, a: [float32x4_t; 4]) -> f32 {
        // SAFETY: see above.
        unsafe {
            let four = vaddq_f32(vaddq_f32(a[0], a[2]), vaddq_f32(a[1], a[3]));
            let two = vadd_f32(vget_low_f32(four), vget_high_f32(four));
            vget_lane_f32::<0>(two) + vget_lane_f32::<1>(two)
        }
    }

    #[inline(always)]
    fn greatest(self, a: [float32x4_t; 4]) -> f32 {
        // SAFETY: see above.
        unsafe { vmaxvq_f32(vmaxq_f32(vmaxq_f32(a[0], a[2]), vmaxq_f32(a[1], a[3]))) }
    }

    #[inline(always)]
    fn quantised(self, a: [float32x4_t; 4], bytes: &mut [u8; 16], _: &mut [u8; 16]) {
        // SAFETY: see above.
        unsafe {
            for half in 0..2 {
                let low = vqmovn_s32(vcvtnq_s32_f32(a[2 * half]));
                let high = vqmovn_s32(vcvtnq_s32_f32(a[2 * half + 1]));
                let eight = vqmovn_s16(vcombine_s16(low, high));
                vst1_s8(bytes.as_mut_ptr().add(8 * half).cast(), eight);
            }
        }
    }
}

impl Products for Neon {
    /// Two groups at a time: the products of 127 and 127 twice fit in 16 bits.
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
        let (pairs, rest) = panel.as_chunks::<2>();
        assert!(rest.is_empty(), "inputs are multiples of 64");
        for row in bytes {
            assert_eq!(row.len(), panel.len());
        }
        // SAFETY: see above; the rows are as long as the panel, and groups hold 256 bytes.
        unsafe {
            for quarter in 0..4 {
                // Of each output two sums, of inputs 0 and 1 and of 2 and 3; two outputs each.
                let mut totals = [[vdupq_n_s32(0); 8]; R];
                for (i, [first, second]) in pairs.iter().enumerate() {
                    let inputs: [[int8x8_t; 2]; R] = std::array::from_fn(|r| {
                        [2 * i, 2 * i + 1].map(|at| {
                            let four = i32::from_ne_bytes(*bytes[r].get_unchecked(at));
                            vreinterpret_s8_s32(vdup_n_s32(four))
                        })
                    });
                    for n in 0..8 {
                        let place = 64 * quarter + 8 * n;
                        let first = vld1_s8(first.0.as_ptr().add(place));
                        let second = vld1_s8(second.0.as_ptr().add(place));
                        for r in 0..R {
                            let products = vmull_s8(first, inputs[r][0]);
                            let products = vmlal_s8(products, second, inputs[r][1]);
                            totals[r][n] = vpadalq_s16(totals[r][n], products);
                        }
                    }
                }
                for (totals, out) in totals.iter().zip(out.iter_mut()) {
                    for (n, [low, high]) in totals.as_chunks::<2>().0.iter().enumerate() {
                        let to = out.as_mut_ptr().add(16 * quarter + 4 * n);
                        vst1q_s32(to, vpaddq_s32(*low, *high));
                    }
                }
            }
        }
    }
}
