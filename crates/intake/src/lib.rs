//! Bytes in, items out: the article's text of a page, a feed, a dump or a message, with what the
//! format says of it: title, authors, days, publisher and the credits that tell its way.
//!
//! The order of steps, one type each:
//!
//! 1. A [`Source`] gives bytes: a stream, a file or what is in memory. `.gz` and `.zst` are opened.
//! 2. The [`Format`] is known by the [`Hints`], else by the first bytes, else by the name.
//! 3. [`open`] gives [`Records`]: a [`Record::Item`] for each text, a [`Record::Rejected`] with its
//!    bytes and its reason for each one that is broken; the rest goes on.
//!
//! Nothing here opens a file or a socket or asks for the time. Dumps (JSON Lines, WARC, Parquet,
//! mbox) are streamed: memory is bounded by [`Limits`], whatever the input does. `docs/intake.md`
//! tells what is kept of each format.

mod compression;
mod detect;
mod error;
mod formats;
mod fragment;
mod hints;
mod item;
mod lines;
mod mapping;
mod markup;
mod moment;
mod record;
mod records;
mod source;
mod xml;

pub use detect::Format;
pub use error::{IntakeError, IntakeErrorKind};
pub use hints::{Hints, Limits};
pub use item::{Credit, CreditKind, Item};
pub use mapping::{Field, Mapping};
pub use moment::Moment;
pub use record::{Place, Record, Rejected, RejectedKind};
pub use records::{Records, open};
pub use source::Source;
