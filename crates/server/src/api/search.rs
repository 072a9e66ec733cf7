//! Dispatches and statements by query.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use sayso_archive::query::Query;
use sayso_archive::{Found, In, Order, Search};

use super::body;
use super::shape::{Asked, DispatchEntry, Page, StatementEntry, limit};
use crate::desk::Desk;
use crate::problem::Problem;
use crate::security::Reader;

/// Dispatches that match, the best first; without a query the newest first.
#[utoipa::path(
    get, path = "/dispatches", tag = "search", params(Asked),
    responses(
        (status = 200, description = "a page of dispatches", body = Page<DispatchEntry>),
        (status = 400, description = "a query that is not understood; `at` tells where", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn dispatches(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Query(asked): body::Query<Asked>,
) -> Result<Json<Page<DispatchEntry>>, Problem> {
    let found = find(&desk, asked, In::Dispatches, Order::Best).await?;
    let items = found.hits.iter().map(DispatchEntry::of).collect();
    Ok(Json(Page { items, next: found.next.map(|cursor| cursor.to_string()) }))
}

/// Statements that match, the best first; without words the newest first.
#[utoipa::path(
    get, path = "/statements", tag = "search", params(Asked),
    responses(
        (status = 200, description = "a page of statements", body = Page<StatementEntry>),
        (status = 400, description = "a query that is not understood; `at` tells where", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn statements(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Query(asked): body::Query<Asked>,
) -> Result<Json<Page<StatementEntry>>, Problem> {
    let found = find(&desk, asked, In::Statements, Order::Best).await?;
    let items = found.hits.iter().filter_map(StatementEntry::of).collect();
    Ok(Json(Page { items, next: found.next.map(|cursor| cursor.to_string()) }))
}

/// A page of what a query finds.
pub async fn find(
    desk: &Arc<Desk>,
    asked: Asked,
    within: In,
    order: Order,
) -> Result<Found, Problem> {
    let query = parse(asked.q.as_deref().unwrap_or(""))?;
    let cursor = asked.cursor.as_deref().map(str::parse).transpose();
    let after = cursor.map_err(crate::desk::problem)?;
    let search = Search { query, within, order, limit: limit(asked.limit)?, after };
    desk.archive(move |archive| archive.search(&search)).await
}

/// A query, or a problem that points at the place.
pub fn parse(written: &str) -> Result<Query, Problem> {
    Query::parse(written).map_err(|error| {
        let at = written[..error.place().0].chars().count();
        Problem::bad_query(error.to_string(), at)
    })
}
