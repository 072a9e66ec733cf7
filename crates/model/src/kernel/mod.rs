//! The arithmetic of the encoder, in one version for each kind of processor.
//!
//! [`lanes`] says what a processor must do, [`operations`] is everything the encoder computes,
//! written once over those lanes, and one file a kernel gives the instructions. All kernels give
//! the same bits. The unsafe code of this crate is in the kernels' files alone.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod lanes;
#[cfg(target_arch = "aarch64")]
mod neon;
mod operations;
mod plain;
#[cfg(test)]
mod tests;

use std::fmt;

pub(crate) use lanes::Line;
pub(crate) use operations::{Attention, Normalisation, Operations, Packed, Quantised, lines};

/// The most rows that one pass holds: the pieces of a window, `[CLS]` and `[SEP]`.
pub(crate) const MAX_ROWS: usize = 256;

/// The processor instructions that the encoder uses.
///
/// A kernel in hand can be used: the processor has been asked.
#[derive(Clone, Copy)]
pub struct Kernel {
    name: &'static str,
    pub(crate) operations: &'static dyn Operations,
}

impl Kernel {
    /// The fastest kernel for this processor.
    pub fn detect() -> Kernel {
        Kernel::all_available().remove(0)
    }

    /// All kernels that this processor can run, the fastest first.
    pub fn all_available() -> Vec<Kernel> {
        let mut found = Vec::new();
        let mut add = |name, operations: &'static dyn Operations| {
            found.push(Kernel { name, operations });
        };
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(kernel) = avx512::Avx512::detect() {
                add("avx512-vnni", kernel);
            }
            if let Some(kernel) = avx2::Avx2::<true>::detect() {
                add("avx-vnni", kernel);
            }
            if let Some(kernel) = avx2::Avx2::<false>::detect() {
                add("avx2", kernel);
            }
        }
        #[cfg(target_arch = "aarch64")]
        if let Some(kernel) = neon::Neon::detect() {
            add("neon", kernel);
        }
        add("plain", &plain::Plain);
        found
    }

    /// The kernel of this name, if this processor can run it.
    pub fn from_name(name: &str) -> Option<Kernel> {
        Kernel::all_available().into_iter().find(|kernel| kernel.name == name)
    }

    /// Its name: `avx512-vnni`, `avx-vnni`, `avx2`, `neon` or `plain`.
    pub fn name(self) -> &'static str {
        self.name
    }
}

impl fmt::Debug for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kernel({})", self.name)
    }
}
