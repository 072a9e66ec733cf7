//! Feeds that are watched.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body;
use super::shape::Page;
use crate::desk::Desk;
use crate::problem::Problem;
use crate::security::{Editor, Reader};

/// A feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Feed {
    /// Its address.
    url: String,
    /// Its title, once it was polled.
    title: Option<String>,
    /// When it was polled last (ISO 8601).
    polled: Option<String>,
    /// What went wrong then.
    fault: Option<String>,
}

/// A feed to be watched.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToWatch {
    /// Its address, http or https.
    url: String,
}

/// All feeds, by address.
#[utoipa::path(get, path = "/feeds", tag = "archive", responses((status = 200, description = "feeds", body = Page<Feed>)))]
pub async fn list(State(desk): State<Arc<Desk>>, _: Reader) -> Result<Json<Page<Feed>>, Problem> {
    let items = desk
        .archive(|archive| {
            let sql = "SELECT url, title, polled, error FROM feeds ORDER BY url";
            let mut query = archive.connection().prepare_cached(sql)?;
            let rows = query.query_map([], |row| {
                let polled: Option<i64> = row.get(2)?;
                let polled = polled.and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
                Ok(Feed {
                    url: row.get(0)?,
                    title: row.get(1)?,
                    polled: polled.map(|at| at.to_string()),
                    fault: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<Result<Vec<_>, _>>()?)
        })
        .await?;
    Ok(Json(Page { items, next: None }))
}

/// Watches a feed from now on.
#[utoipa::path(
    post, path = "/feeds", tag = "archive", request_body = ToWatch,
    responses(
        (status = 204, description = "it is watched"),
        (status = 400, description = "no address of a feed", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn watch(
    State(desk): State<Arc<Desk>>,
    _: Editor,
    body::Json(sent): body::Json<ToWatch>,
) -> Result<StatusCode, Problem> {
    let url = sent.url.trim().to_owned();
    let host = ["http://", "https://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    if host.is_none_or(|host| host.is_empty() || host.starts_with('/')) || url.len() > 2000 {
        return Err(Problem::bad_request("give the whole address of a feed, https://…"));
    }
    desk.archive(move |archive| {
        archive.write(|transaction| {
            transaction.execute("INSERT OR IGNORE INTO feeds (url) VALUES (?1)", params![url])?;
            Ok(())
        })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
