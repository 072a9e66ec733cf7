//! Tables of who said what, out of millions of dispatches, with no double counting.
//!
//! [`job::run`] does it all; the order of its stages is told in [`job`]. The plans run on
//! DataFusion, with the reader and the tracer as its [`functions`], so that the same plans run on
//! one machine and on the executors of a cluster. `docs/batch.md` has the tables.

pub mod arguments;
pub mod columns;
pub mod commands;
pub mod formats;
pub mod functions;
pub mod inputs;
pub mod job;
pub mod journal;
pub mod session;
pub mod sql;
pub mod tables;

mod components;
mod report;
mod schemas;
mod taking;
