/// Sixteen floats in memory, where one instruction can fetch them.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Line(pub(crate) [f32; 16]);

impl Line {
    pub(crate) const ZERO: Line = Line([0.0; 16]);
}

/// Weights of 64 outputs for four inputs: byte `4 * o + i` is output `o`'s weight for input `i`.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Group(pub(crate) [i8; 256]);

/// Sixteen floats, or sixteen 32-bit integers, worked on at once.
///
/// A value of the implementing type is the proof that the processor has what its methods use;
/// nothing but the detection in [`super::Kernel`] makes one. Every method is defined to the last
/// bit: sums are taken in one order, `fused` rounds once, `rounded` takes the even neighbour of a
/// half. So what is written over lanes gives the same bits with every kernel.
///
/// Implementations inline all methods: they become instructions only inside a function that
/// enables the processor's features.
pub(crate) trait Lanes: Copy {
    /// Sixteen floats.
    type Floats: Copy;

    fn splat(self, x: f32) -> Self::Floats;
    fn load(self, from: &Line) -> Self::Floats;
    fn store(self, x: Self::Floats, to: &mut Line);
    /// Sixteen signed bytes as floats.
    fn widen(self, from: &[u8; 16]) -> Self::Floats;
    /// Sixteen integers as floats, rounded to the nearest.
    fn convert(self, from: &[i32; 16]) -> Self::Floats;
    fn add(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn sub(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn mul(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    /// `a * b + c`, rounded once.
    fn fused(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats;
    fn min(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn max(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn abs(self, a: Self::Floats) -> Self::Floats;
    /// To whole numbers, halves to the even one.
    fn rounded(self, a: Self::Floats) -> Self::Floats;
    /// 2 to the power of whole numbers from -126 to 127.
    fn power_of_two(self, whole: Self::Floats) -> Self::Floats;
    /// The sum: lane n with n + 8, then n + 4, n + 2, n + 1.
    fn total(self, a: Self::Floats) -> f32;
    /// The greatest.
    fn greatest(self, a: Self::Floats) -> f32;
    /// Rounds numbers from -127 to 127 and writes them as the kernel's products want them: as
    /// bytes of the kernel's own meaning, with their signs apart if it wants those.
    fn quantised(self, a: Self::Floats, bytes: &mut [u8; 16], signs: &mut [u8; 16]);
    /// What [`Products::products`] want to know of a whole row that was so written.
    fn summed(self, _bytes: &[[u8; 16]], _signs: &[[u8; 16]]) -> i32 {
        0
    }
}

/// The products of quantised rows with packed weights.
pub(crate) trait Products: Lanes {
    /// The integer products of `R` rows with one panel of weights.
    ///
    /// `bytes` and `signs` hold the rows as [`Lanes::quantised`] wrote them, each of `panel.len()`
    /// groups of four, and `summed` what [`Lanes::summed`] said of them; `sums` are the sums of the
    /// panel's weights over the inputs.
    fn products<const R: usize>(
        self,
        bytes: [&[[u8; 4]]; R],
        signs: [&[[u8; 4]]; R],
        summed: [i32; R],
        panel: &[Group],
        sums: &[i32; 64],
        out: &mut [[i32; 64]; R],
    );
}
