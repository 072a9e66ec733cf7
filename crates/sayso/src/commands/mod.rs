//! One file a command.

pub mod completions;
pub mod diary;
pub mod explain;
pub mod man;
pub mod read;
pub mod schema;
pub mod trace;

mod batches;
