//! Countries, capitals, agencies and bodies that dispatches name.
//!
//! Plain facts in `data/*.tsv`, built in, a line an entry; [`Gazetteer::with_user_file`] adds a
//! file of one's own in the same form:
//!
//! ```text
//! agency⇥Meridian News Agency⇥NO⇥private⇥MNA;Meridian
//! ```
//!
//! that is kind, name, country code (or `-`), ownership or note, other names separated by `;`.
//! [`Gazetteer::at`] finds the longest name that begins at a place of a text, in constant time.

mod entry;
mod tables;

pub use entry::{Entry, Form, Found, Gender, Kind};
pub use tables::{Gazetteer, UserFileError};
