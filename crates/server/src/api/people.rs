//! What somebody said over time.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use sayso_archive::{In, Order};

use super::body;
use super::search::find;
use super::shape::{Asked, Page, Paging, StatementEntry};
use crate::desk::Desk;
use crate::problem::Problem;
use crate::security::Reader;

/// Statements of one speaker, the earliest first.
#[utoipa::path(
    get, path = "/people/{name}", tag = "people",
    params(("name" = String, Path, description = "the speaker's name"), Paging),
    responses(
        (status = 200, description = "a page of statements", body = Page<StatementEntry>),
        (status = 400, description = "no name", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Path(name): body::Path<String>,
    body::Query(paging): body::Query<Paging>,
) -> Result<Json<Page<StatementEntry>>, Problem> {
    let name = name.replace('"', " ");
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Problem::bad_request("a name has letters"));
    }
    let Paging { cursor, limit } = paging;
    let asked = Asked { q: Some(format!("speaker:\"{name}\"")), cursor, limit };
    let found = find(&desk, asked, In::Statements, Order::Oldest).await?;
    let items = found.hits.iter().filter_map(StatementEntry::of).collect();
    Ok(Json(Page { items, next: found.next.map(|cursor| cursor.to_string()) }))
}
