//! Whether the desk runs, and whether it can answer.

use std::sync::Arc;

use axum::extract::State;

use crate::desk::Desk;
use crate::problem::Problem;

/// `GET /health/live`: the process answers.
pub async fn live() -> &'static str {
    "alive\n"
}

/// `GET /health/ready`: the archive can be read, and there is a thread for it.
///
/// # Errors
///
/// 503 where too much waits or another holds the archive, 500 where it can't be read.
pub async fn ready(State(desk): State<Arc<Desk>>) -> Result<&'static str, Problem> {
    desk.archive(|archive| archive.has_url("")).await?;
    Ok("ready\n")
}
