//! The archive as a whole.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::desk::Desk;
use crate::problem::Problem;
use crate::security::Reader;

/// How much is in the archive.
#[derive(Debug, Serialize, ToSchema)]
pub struct Size {
    /// Dispatches.
    dispatches: i64,
    /// Statements that were found in them.
    statements: i64,
    /// Items that could not be taken in and are set aside.
    quarantined: i64,
    /// Dispatches that this reader has not read yet.
    unread: u64,
}

/// How much is in the archive.
#[utoipa::path(get, path = "/archive", tag = "archive", responses((status = 200, description = "numbers", body = Size)))]
pub async fn show(State(desk): State<Arc<Desk>>, _: Reader) -> Result<Json<Size>, Problem> {
    let reader = desk.reader.version();
    let size = desk
        .archive(move |archive| {
            let count = |table: &str| -> sayso_archive::Result<i64> {
                let sql = format!("SELECT count(*) FROM {table}");
                Ok(archive.connection().prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
            };
            Ok(Size {
                dispatches: count("items")?,
                statements: count("statements")?,
                quarantined: count("quarantine")?,
                unread: archive.count_unread(&reader)?,
            })
        })
        .await?;
    Ok(Json(size))
}
