//! What the tracer knows, on disk: copies are found as items arrive, and a new process goes on where
//! the last one stopped.
//!
//! A [`Ledger`] is one SQLite file, `traces.sqlite`, in the folder of an archive. It holds nothing
//! that can't be made again from the archive; [`Ledger::catch_up`] takes in what came since. Its
//! tables stand in `schema/1.sql`.

mod error;
mod ledger;
mod store;

pub use error::{LedgerError, LedgerErrorKind, Result};
pub use ledger::{CaughtUp, Extent, Ledger};
pub use store::Tables;
