//! x86-64 with AVX2, and with AVX-VNNI where the processor has it but no AVX-512: Intel since 2013
//! and 2021, AMD since 2015 and 2024.

use std::arch::x86_64::*;

use super::lanes::{Group, Lanes, Line, Products};
use super::operations::{implement_operations, *};

/// Proof that the processor has AVX2 and FMA, and AVX-VNNI if so said.
#[derive(Clone, Copy)]
pub(crate) struct Avx2<const VNNI: bool>(());

impl Avx2<false> {
    pub(crate) fn detect() -> Option<&'static Self> {
        (is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")).then_some(&Avx2(()))
    }
}

impl Avx2<true> {
    pub(crate) fn detect() -> Option<&'static Self> {
        let found = Avx2::<false>::detect().is_some() && is_x86_feature_detected!("avxvnni");
        found.then_some(&Avx2(()))
    }
}

implement_operations!(Avx2<false>, rows: 4, keys: 1, values: 1, features: "avx2,fma");
implement_operations!(Avx2<true>, rows: 4, keys: 1, values: 1, features: "avx2,fma,avxvnni");

/// The same of both halves.
#[inline(always)]
fn both(f: impl Fn(usize) -> __m256) -> [__m256; 2] {
    [f(0), f(1)]
}

// SAFETY of every block below: a value of `Avx2` is the proof that the processor has the
// instructions, and all pointers come from references to arrays of the size that is read or
// written.
impl<const VNNI: bool> Lanes for Avx2<VNNI> {
    type Floats = [__m256; 2];

    #[inline(always)]
    fn splat(self, x: f32) -> [__m256; 2] {
        // SAFETY: see above.
        unsafe { [_mm256_set1_ps(x); 2] }
    }

    #[inline(always)]
    fn load(self, from: &Line) -> [__m256; 2] {
        // SAFETY: see above; lines are aligned to 64 bytes.
        both(|half| unsafe { _mm256_load_ps(from.0.as_ptr().add(8 * half)) })
    }

    #[inline(always)]
    fn store(self, x: [__m256; 2], to: &mut Line) {
        // SAFETY: see above; lines are aligned to 64 bytes.
        unsafe {
            _mm256_store_ps(to.0.as_mut_ptr(), x[0]);
            _mm256_store_ps(to.0.as_mut_ptr().add(8), x[1]);
        }
    }

    #[inline(always)]
    fn widen(self, from: &[u8; 16]) -> [__m256; 2] {
        // SAFETY: see above.
        both(|half| unsafe {
            let bytes = _mm_loadl_epi64(from.as_ptr().add(8 * half).cast());
            _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes))
        })
    }

    #[inline(always)]
    fn convert(self, from: &[i32; 16]) -> [__m256; 2] {
        // SAFETY: see above.
        both(|half| unsafe {
            _mm256_cvtepi32_ps(_mm256_loadu_si256(from.as_ptr().add(8 * half).cast()))
        })
    }

    #[inline(always)]
    fn add(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: see above.
        both(|half| unsafe { _mm256_add_ps(a[half], b[half]) })
    }

    #[inline(always)]
    fn sub(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: see above.
        both(|half| unsafe { _mm256_sub_ps(a[half], b[half]) })
    }

    #[inline(always)]
    fn mul(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: see above.
        both(|half| unsafe { _mm256_mul_ps(a[half], b[half]) })
    }

    #[inline(always)]
    fn fused(self, a: [__m256; 2], b: [__m256; 2], c: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: see above.
        both(|half| unsafe { _mm256_fmadd_ps(a[half], b[half], c[half]) })
    }

    #[inline(always)]
    fn min(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: see above.
        both(|half| unsafe { _mm256_min_ps(a[half], b[half]) })
    }

    #[inline(always)]
    fn max(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: see above.
        both(|half| unsafe { _mm256_max_ps(a[half], b[half]) })
    }

    #[inline(always)]
    fn abs(self, a: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: see above.
        both(|half| unsafe { _mm256_andnot_ps(_mm256_set1_ps(-0.0), a[half]) })
    }

    #[inline(always)]
    fn rounded(self, a: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: see above.
        both(|half| unsafe {
            _mm256_round_ps::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(a[half])
        })
    }

    #[inline(always)]
    fn power_of_two(self, whole: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: see above.
        both(|half| unsafe {
            let whole = _mm256_cvtps_epi32(whole[half]);
            let exponent = _mm256_add_epi32(whole, _mm256_set1_epi32(127));
            _mm256_castsi256_ps(_mm256_slli_epi32::<23>(exponent))
        })
    }

    #[inline(always)]
    fn total(self, a: [__m256; 2]) -> f32 {
        // SAFETY: see above.
        unsafe {
            let eight = _mm256_add_ps(a[0], a[1]);
            let four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps::<1>(eight));
            let two = _mm_add_ps(four, _mm_movehl_ps(four, four));
            _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)))
        }
    }

    #[inline(always)]
    fn greatest(self, a: [__m256; 2]) -> f32 {
        // SAFETY: see above.
        unsafe {
            let eight = _mm256_max_ps(a[0], a[1]);
            let four = _mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps::<1>(eight));
            let two = _mm_max_ps(four, _mm_movehl_ps(four, four));
            _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)))
        }
    }

    /// Beside goes the byte without its sign, as the products want one factor without.
    #[inline(always)]
    fn quantised(self, a: [__m256; 2], signed: &mut [i8; 16], beside: &mut [u8; 16]) {
        // SAFETY: see above.
        unsafe {
            let [low, high] = [_mm256_cvtps_epi32(a[0]), _mm256_cvtps_epi32(a[1])];
            // Packing works on halves of registers: lanes 0-3, 8-11, 4-7, 12-15 come out.
            let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packs_epi32(low, high));
            let bytes = _mm_packs_epi16(
                _mm256_castsi256_si128(words),
                _mm256_extracti128_si256::<1>(words),
            );
            _mm_storeu_si128(signed.as_mut_ptr().cast(), bytes);
            _mm_storeu_si128(beside.as_mut_ptr().cast(), _mm_abs_epi8(bytes));
        }
    }
}

impl<const VNNI: bool> Products for Avx2<VNNI> {
    /// The sign of an input goes over to the weights: `a · w = |a| · (sign(a) · w)`. So the
    /// products of bytes with and without sign are exact: 2 · 127² fits in 16 bits.
    #[inline(always)]
    fn products<const R: usize>(
        self,
        signed: [&[[i8; 4]]; R],
        beside: [&[[u8; 4]]; R],
        panel: &[Group],
        _: &[i32; 64],
        out: &mut [[i32; 64]; R],
    ) {
        for (signed, beside) in signed.iter().zip(beside) {
            assert_eq!((signed.len(), beside.len()), (panel.len(), panel.len()));
        }
        // SAFETY: see above; the rows are as long as the panel, and groups, aligned to 64 bytes,
        // hold 256 bytes.
        unsafe {
            let ones = _mm256_set1_epi16(1);
            for quarter in 0..4 {
                let mut totals = [[_mm256_setzero_si256(); 2]; R];
                for (i, group) in panel.iter().enumerate() {
                    let weights: *const __m256i = group.0.as_ptr().cast();
                    let weights: [__m256i; 2] =
                        std::array::from_fn(|n| _mm256_load_si256(weights.add(2 * quarter + n)));
                    for r in 0..R {
                        let sign = i32::from_ne_bytes(signed[r].get_unchecked(i).map(|a| a as u8));
                        let sign = _mm256_set1_epi32(sign);
                        let size = i32::from_ne_bytes(*beside[r].get_unchecked(i));
                        let size = _mm256_set1_epi32(size);
                        for n in 0..2 {
                            let weights = _mm256_sign_epi8(weights[n], sign);
                            totals[r][n] = if VNNI {
                                _mm256_dpbusd_avx_epi32(totals[r][n], size, weights)
                            } else {
                                let pairs = _mm256_maddubs_epi16(size, weights);
                                _mm256_add_epi32(totals[r][n], _mm256_madd_epi16(pairs, ones))
                            };
                        }
                    }
                }
                for (totals, out) in totals.iter().zip(out.iter_mut()) {
                    for (n, total) in totals.iter().enumerate() {
                        let to = out.as_mut_ptr().add(16 * quarter + 8 * n);
                        _mm256_storeu_si256(to.cast(), *total);
                    }
                }
            }
        }
    }
}
