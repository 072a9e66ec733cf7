//! The archive: every dispatch as it came, its reading, and ways to find both again.
//!
//! An [`Archive`] is a folder with one SQLite file. [`Archive::add`] keeps what came and returns
//! when it is safe; [`Archive::store_readings`] puts beside it what a reader found;
//! [`Archive::search`] finds dispatches and statements. The format on disk, and what "safe" means,
//! are told in `docs/decisions/archive.md`.
//!
//! Nothing here reads a clock, the environment or anything but the archive's own files.

pub mod days;
pub mod query;

mod add;
mod agenda;
mod archive;
mod corrections;
mod encoding;
mod error;
mod feeds;
mod item;
mod items;
mod names;
mod pack;
mod passages;
mod quarantine;
mod read;
mod readings;
mod schema;
mod search;
mod taken;
mod upkeep;
mod versions;
mod who;
mod words;

pub use agenda::{Announcement, Event};
pub use archive::{Access, Archive};
pub use corrections::{Correction, NewCorrection};
pub use encoding::{decode, decode_marks, encode, encode_marks};
pub use error::{ArchiveError, ArchiveErrorKind, Result};
pub use feeds::FeedState;
pub use item::{Added, Item, ItemId, NewItem, Prepared};
pub use passages::passages_of;
pub use quarantine::{NewQuarantined, Quarantined};
pub use read::ReadTally;
pub use readings::{NewReading, StatementId, StoredReading, statement_id, statement_place};
pub use schema::VERSION;
pub use search::{Cursor, Found, Hit, In, Order, Search, StatementHit};
pub use upkeep::Stats;
pub use versions::{Change, differences};
pub use who::{Matter, Person, Report, Wording};
