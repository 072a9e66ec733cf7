//! One file a command.

pub mod add;
pub mod archive;
pub mod batch;
pub mod completions;
pub mod diary;
pub mod explain;
pub mod man;
pub mod mcp;
pub mod read;
pub mod schema;
pub mod search;
pub mod serve;
pub mod trace;
pub mod watch;
pub mod who;

mod agenda;
mod batches;
