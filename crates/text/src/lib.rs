//! Text as it came: spans into it, its encoding, its paragraphs, sentences, words and quotations.
//!
//! Nothing here changes a text. Every position is a [`Span`] of the original; characters and
//! UTF-16 units are counted only at the edges, through [`CharIndex`]. [`Layout::of`] finds
//! everything at once, in time linear in the text.

mod characters;
mod decode;
mod layout;
mod paragraphs;
mod quotations;
mod sentences;
mod span;
mod words;

pub use characters::CharIndex;
pub use decode::{DecodeError, DecodeErrorKind, Decoded, DecodedBy, decode};
pub use layout::Layout;
pub use paragraphs::{Setting, paragraphs};
pub use quotations::{Mark, Quotation, quotations};
pub use sentences::sentences;
pub use span::Span;
pub use words::words;
