//! Readings as people and programs want them: one file a format.
//!
//! A [`View`] is a dispatch, its reading and what both need to be shown. Formats are pure: they
//! take a view and return text. They add nothing that the reading lacks, and leave out what it
//! leaves empty.
//!
//! | module | writes |
//! |--|--|
//! | [`json`] | the whole reading, positions in Unicode characters |
//! | [`brat`] | standoff annotations that brat opens |
//! | [`html`] | one self-contained page |
//! | [`terminal`] | text with marks, lists and a table for a terminal |
//! | [`diary`] | what is announced, as JSON or for a terminal |
//! | [`ics`] | what is announced, for calendars (RFC 5545) |
//! | [`explain`] | why one word was read as it was |

pub mod brat;
pub mod diary;
pub mod explain;
pub mod html;
pub mod ics;
pub mod json;
pub mod terminal;

mod layers;
pub mod names;
mod shares;
pub mod styles;
mod view;
mod wrap;

pub use view::View;
pub use wrap::Wrapper;
