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

implement_operations!(Avx2<false>, products: 5, rows: 6, keys: 1, values: 1,
    features: "avx2,fma");
implement_operations!(Avx2<true>, products: 6, rows: 6, keys: 1, values: 1,
    features: "avx2,fma,avxvnni");

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

    /// With VNNI the bytes are 128 more, as the products want one factor without sign. Else they
    /// lack their signs, which go apart as 0 or -1.
    #[inline(always)]
    fn quantised(self, a: [__m256; 2], bytes: &mut [u8; 16], signs: &mut [u8; 16]) {
        // SAFETY: see above.
        unsafe {
            let [low, high] = [_mm256_cvtps_epi32(a[0]), _mm256_cvtps_epi32(a[1])];
            // Packing works on halves of registers: lanes 0-3, 8-11, 4-7, 12-15 come out.
            let packed = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packs_epi32(low, high));
            let (low, high) =
                (_mm256_castsi256_si128(packed), _mm256_extracti128_si256::<1>(packed));
            let signed = _mm_packs_epi16(low, high);
            if VNNI {
                let moved = _mm_xor_si128(signed, _mm_set1_epi8(i8::MIN));
                _mm_storeu_si128(bytes.as_mut_ptr().cast(), moved);
            } else {
                let negative = _mm_cmpgt_epi8(_mm_setzero_si128(), signed);
                _mm_storeu_si128(bytes.as_mut_ptr().cast(), _mm_abs_epi8(signed));
                _mm_storeu_si128(signs.as_mut_ptr().cast(), negative);
            }
        }
    }

    /// Without VNNI, the sum of the negative numbers' bytes.
    #[inline(always)]
    fn summed(self, bytes: &[[u8; 16]], signs: &[[u8; 16]]) -> i32 {
        if VNNI {
            return 0;
        }
        // SAFETY: see above.
        unsafe {
            let mut sums = _mm_setzero_si128();
            for (bytes, signs) in bytes.iter().zip(signs) {
                let bytes = _mm_loadu_si128(bytes.as_ptr().cast());
                let negative = _mm_and_si128(bytes, _mm_loadu_si128(signs.as_ptr().cast()));
                sums = _mm_add_epi64(sums, _mm_sad_epu8(negative, _mm_setzero_si128()));
            }
            _mm_cvtsi128_si32(sums) + _mm_extract_epi32::<2>(sums)
        }
    }
}

impl Products for Avx2<true> {
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
            for quarter in 0..4 {
                let mut totals = [[_mm256_setzero_si256(); 2]; R];
                for (i, group) in panel.iter().enumerate() {
                    let weights: *const __m256i = group.0.as_ptr().cast();
                    let weights: [__m256i; 2] =
                        std::array::from_fn(|n| _mm256_load_si256(weights.add(2 * quarter + n)));
                    for r in 0..R {
                        let inputs = i32::from_ne_bytes(*bytes[r].get_unchecked(i));
                        let inputs = _mm256_set1_epi32(inputs);
                        for n in 0..2 {
                            totals[r][n] =
                                _mm256_dpbusd_avx_epi32(totals[r][n], inputs, weights[n]);
                        }
                    }
                }
                for (totals, out) in totals.iter().zip(out.iter_mut()) {
                    for (n, total) in totals.iter().enumerate() {
                        let place = 16 * quarter + 8 * n;
                        // The 128 that each input had too much.
                        let surplus = _mm256_loadu_si256(sums.as_ptr().add(place).cast());
                        let total = _mm256_sub_epi32(*total, _mm256_slli_epi32::<7>(surplus));
                        _mm256_storeu_si256(out.as_mut_ptr().add(place).cast(), total);
                    }
                }
            }
        }
    }
}

impl Products for Avx2<false> {
    /// The instruction for products of bytes wants one factor without sign, so an input's sign
    /// goes over to the weights: `a · w` is `|a| · -w` for a negative a. But -w takes two
    /// instructions where `!w = -w - 1` takes one, and all that this lacks is one |a| for each
    /// negative input, whatever the output. The products are exact: 127 · 128 twice is less than
    /// 2¹⁵.
    #[inline(always)]
    fn products<const R: usize>(
        self,
        bytes: [&[[u8; 4]]; R],
        signs: [&[[u8; 4]]; R],
        summed: [i32; R],
        panel: &[Group],
        _: &[i32; 64],
        out: &mut [[i32; 64]; R],
    ) {
        for (bytes, signs) in bytes.iter().zip(signs) {
            assert_eq!((bytes.len(), signs.len()), (panel.len(), panel.len()));
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
                        let size = i32::from_ne_bytes(*bytes[r].get_unchecked(i));
                        let size = _mm256_set1_epi32(size);
                        let sign = i32::from_ne_bytes(*signs[r].get_unchecked(i));
                        let sign = _mm256_set1_epi32(sign);
                        for n in 0..2 {
                            let pairs =
                                _mm256_maddubs_epi16(size, _mm256_xor_si256(weights[n], sign));
                            let products = _mm256_madd_epi16(pairs, ones);
                            totals[r][n] = _mm256_add_epi32(totals[r][n], products);
                        }
                    }
                }
                for r in 0..R {
                    for (n, total) in totals[r].iter().enumerate() {
                        let total = _mm256_add_epi32(*total, _mm256_set1_epi32(summed[r]));
                        let to = out[r].as_mut_ptr().add(16 * quarter + 8 * n);
                        _mm256_storeu_si256(to.cast(), total);
                    }
                }
            }
        }
    }
}
