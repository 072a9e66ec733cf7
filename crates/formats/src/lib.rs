//! Readings as people and programs want them: one file a format.
//!
//! A [`View`] is a dispatch, its reading and what both need to be shown. Formats are pure: they
//! take a view and return text. They add nothing that the reading lacks, and leave out what it
//! leaves empty.
//!
//! | module | writes |
//! |--|--|
//! | [`json`] | the whole reading, positions in Unicode characters |
//! | [`jsonld`] | schema.org, Web Annotation and PROV-O as JSON-LD |
//! | [`ninjs`] | an item in IPTC's ninjs 3 |
//! | [`gkg`] | a record of GDELT's Global Knowledge Graph 2.1 |
//! | [`brat`] | standoff annotations that brat opens |
//! | [`html`] | one self-contained page |
//! | [`terminal`] | text with marks, lists and a table for a terminal |
//! | [`diary`] | what is announced, as JSON or for a terminal |
//! | [`ics`] | what is announced, for calendars (RFC 5545) |
//! | [`explain`] | why one word was read as it was |

pub mod brat;
pub mod diary;
pub mod explain;
pub mod gkg;
pub mod html;
pub mod ics;
pub mod json;
pub mod jsonld;
pub mod ninjs;
pub mod terminal;

mod about;
mod identity;
mod layers;
pub mod names;
mod period;
mod shares;
pub mod styles;
mod view;
mod wrap;

pub use about::About;
pub use view::View;
pub use wrap::Wrapper;
