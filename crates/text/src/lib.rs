//! Text as it came: spans into it, its encoding, its lines, paragraphs, sentences and words.
//!
//! Nothing here changes a text. Every position is a [`Span`] of the original; characters and
//! UTF-16 units are counted only at the edges, through [`CharIndex`].

mod characters;
mod span;

pub use characters::CharIndex;
pub use span::Span;
