//! The trained weights that Sayso ships, and nothing else.
//!
//! `reader.safetensors` is made by `training/run` and read by `sayso_model::Model::load`; its
//! layout is told in `docs/decisions/encoder.md`.

/// Bytes where the processor fetches them best.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static ALIGNED: &Aligned<[u8]> = &Aligned(*include_bytes!("../reader.safetensors"));

/// The reader's weights: a safetensors file, aligned to 64 bytes.
pub static READER: &[u8] = &ALIGNED.0;
