//! x86-64 with AVX-512 and its byte products (VNNI): Intel since 2019, AMD since 2022.

use std::arch::x86_64::*;

use super::lanes::{Group, Lanes, Line, Products};
use super::operations::{implement_operations, *};

/// Proof that the processor has AVX-512 with VNNI.
#[derive(Clone, Copy)]
pub(crate) struct Avx512(());

impl Avx512 {
    pub(crate) fn detect() -> Option<&'static Avx512> {
        let found = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512vnni")
            && is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("fma");
        found.then_some(&Avx512(()))
    }
}

implement_operations!(Avx512, products: 6, rows: 6, keys: 4, values: 2,
    features: "avx512f,avx512bw,avx512vl,avx512vnni,avx2,fma");

// SAFETY of every block below: a value of `Avx512` is the proof that the processor has the
// instructions, and all pointers come from references to arrays of the size that is read or
// written.
impl Lanes for Avx512 {
    type Floats = __m512;

    #[inline(always)]
    fn splat(self, x: f32) -> __m512 {
        // SAFETY: see above.
        unsafe { _mm512_set1_ps(x) }
    }

    #[inline(always)]
    fn load(self, from: &Line) -> __m512 {
        // SAFETY: see above; lines are aligned to 64 bytes.
        unsafe { _mm512_load_ps(from.0.as_ptr()) }
    }

    #[inline(always)]
    fn store(self, x: __m512, to: &mut Line) {
        // SAFETY: see above; lines are aligned to 64 bytes.
        unsafe { _mm512_store_ps(to.0.as_mut_ptr(), x) }
    }

    #[inline(always)]
    fn widen(self, from: &[u8; 16]) -> __m512 {
        // SAFETY: see above.
        unsafe { _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128(from.as_ptr().cast()))) }
    }

    #[inline(always)]
    fn convert(self, from: &[i32; 16]) -> __m512 {
        // SAFETY: see above.
        unsafe { _mm512_cvtepi32_ps(_mm512_loadu_si512(from.as_ptr().cast())) }
    }

    #[inline(always)]
    fn add(self, a: __m512, b: __m512) -> __m512 {
        // SAFETY: see above.
        unsafe { _mm512_add_ps(a, b) }
    }

    #[inline(always)]
    fn sub(self, a: __m512, b: __m512) -> __m512 {
        // SAFETY: see above.
        unsafe { _mm512_sub_ps(a, b) }
    }

    #[inline(always)]
    fn mul(self, a: __m512, b: __m512) -> __m512 {
        // SAFETY: see above.
        unsafe { _mm512_mul_ps(a, b) }
    }

    #[inline(always)]
    fn fused(self, a: __m512, b: __m512, c: __m512) -> __m512 {
        // SAFETY: see above.
        unsafe { _mm512_fmadd_ps(a, b, c) }
    }

    #[inline(always)]
    fn min(self, a: __m512, b: __m512) -> __m512 {
        // SAFETY: see above.
        unsafe { _mm512_min_ps(a, b) }
    }

    #[inline(always)]
    fn max(self, a: __m512, b: __m512) -> __m512 {
        // SAFETY: see above.
        unsafe { _mm512_max_ps(a, b) }
    }

    #[inline(always)]
    fn abs(self, a: __m512) -> __m512 {
        // SAFETY: see above.
        unsafe { _mm512_abs_ps(a) }
    }

    #[inline(always)]
    fn rounded(self, a: __m512) -> __m512 {
        // SAFETY: see above.
        unsafe { _mm512_roundscale_ps::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(a) }
    }

    #[inline(always)]
    fn power_of_two(self, whole: __m512) -> __m512 {
        // SAFETY: see above.
        unsafe {
            let exponent = _mm512_add_epi32(_mm512_cvtps_epi32(whole), _mm512_set1_epi32(127));
            _mm512_castsi512_ps(_mm512_slli_epi32::<23>(exponent))
        }
    }

    #[inline(always)]
    fn total(self, a: __m512) -> f32 {
        // SAFETY: see above.
        unsafe {
            let high = _mm512_extractf64x4_pd::<1>(_mm512_castps_pd(a));
            let eight = _mm256_add_ps(_mm512_castps512_ps256(a), _mm256_castpd_ps(high));
            let four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps::<1>(eight));
            let two = _mm_add_ps(four, _mm_movehl_ps(four, four));
            _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)))
        }
    }

    #[inline(always)]
    fn greatest(self, a: __m512) -> f32 {
        // SAFETY: see above.
        unsafe { _mm512_reduce_max_ps(a) }
    }

    /// The bytes are 128 more, as the products want one factor without sign.
    #[inline(always)]
    fn quantised(self, a: __m512, bytes: &mut [u8; 16], _: &mut [u8; 16]) {
        // SAFETY: see above.
        unsafe {
            let signed = _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(a));
            let moved = _mm_xor_si128(signed, _mm_set1_epi8(i8::MIN));
            _mm_storeu_si128(bytes.as_mut_ptr().cast(), moved);
        }
    }
}

impl Products for Avx512 {
    #[inline(always)]
    fn products<const R: usize>(
        self,
        bytes: [&[[u8; 4]]; R],
        _: [&[[u8; 4]]; R],
        _: [i32; R],
        panel: &[Group],
        sums: &[i32; 64],
        out: &mut [[i32; 64]; R],
    ) {
        for row in bytes {
            assert_eq!(row.len(), panel.len());
        }
        // SAFETY: see above; the rows are as long as the panel, and groups, aligned to 64 bytes,
        // hold 256 bytes.
        unsafe {
            let mut totals = [[_mm512_setzero_si512(); 4]; R];
            for (i, group) in panel.iter().enumerate() {
                let weights: *const __m512i = group.0.as_ptr().cast();
                let weights: [__m512i; 4] =
                    std::array::from_fn(|n| _mm512_load_si512(weights.add(n)));
                for r in 0..R {
                    let inputs = i32::from_ne_bytes(*bytes[r].get_unchecked(i));
                    let inputs = _mm512_set1_epi32(inputs);
                    for n in 0..4 {
                        totals[r][n] = _mm512_dpbusd_epi32(totals[r][n], inputs, weights[n]);
                    }
                }
            }
            // The 128 that each input had too much.
            for (totals, out) in totals.iter().zip(out) {
                for (n, total) in totals.iter().enumerate() {
                    let surplus = _mm512_loadu_si512(sums.as_ptr().add(16 * n).cast());
                    let total = _mm512_sub_epi32(*total, _mm512_slli_epi32::<7>(surplus));
                    _mm512_storeu_si512(out.as_mut_ptr().add(16 * n).cast(), total);
                }
            }
        }
    }
}
