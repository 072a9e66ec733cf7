//! The trained reader: from a text to what the network sees in it.
//!
//! The way of the data: [`Model::tokenize`] makes [`Piece`]s of a text, each with its bytes of the
//! original and three features; [`Model::encode`] takes a window of them through the encoder and
//! gives an [`Encoded`], which tells tags and entities, and for a cue its source and content.
//! Making attributions of these probabilities is the business of `sayso-read`.
//!
//! The encoder's weights and activations are bytes, its products run on whatever instructions the
//! processor has ([`Kernel`]); the results are the same to the last bit with all of them.

mod characters;
mod encoder;
mod error;
mod file;
mod heads;
mod kernel;
mod model;
mod tokenizer;
mod vocabulary;
mod window;

pub use error::{LoadError, LoadErrorKind};
pub use kernel::Kernel;
pub use model::Model;
pub use tokenizer::{Casing, Piece, Quotation};
pub use window::{Encoded, Scratch};
