//! What a search finds, as an Atom feed (RFC 4287).

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sayso_archive::{Hit, In, Order};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body;
use super::search::find;
use super::shape::{Asked, one_line};
use crate::desk::Desk;
use crate::problem::Problem;
use crate::security::Reader;

/// What the feed is of.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The query.
    q: String,
    /// `statements` or `dispatches`.
    #[serde(rename = "in")]
    within: Option<String>,
}

/// The newest fifty that a query finds, as an Atom feed.
#[utoipa::path(
    get, path = "/search.atom", tag = "search", params(Wanted),
    responses(
        (status = 200, description = "a feed", body = String, content_type = "application/atom+xml"),
        (status = 400, description = "a query that is not understood", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn feed(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Query(wanted): body::Query<Wanted>,
) -> Result<Response, Problem> {
    let within = match wanted.within.as_deref() {
        None | Some("" | "statements") => In::Statements,
        Some("dispatches") => In::Dispatches,
        Some(other) => {
            return Err(Problem::bad_request(format!(
                "in is statements or dispatches, not {other:?}"
            )));
        }
    };
    let asked = Asked { q: Some(wanted.q.clone()), cursor: None, limit: Some(50) };
    let found = find(&desk, asked, within, Order::Newest).await?;
    let written = write(&wanted.q, &found.hits);
    Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], written).into_response())
}

fn write(query: &str, hits: &[Hit]) -> String {
    let updated = hits.iter().map(|hit| hit.item.received).max().unwrap_or_default();
    let query = escaped(query);
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <title>Sayso: {query}</title>\n<id>urn:sayso:search:{query}</id>\n\
         <updated>{updated}</updated>\n<author><name>Sayso</name></author>\n"
    );
    for hit in hits {
        let (id, words) = match &hit.statement {
            Some(statement) => (format!("statement:{}", statement.id), hit.span.of(&hit.item.text)),
            None => (format!("dispatch:{}", hit.item.id), hit.item.text.as_str()),
        };
        let shown: String = one_line(words).chars().take(400).collect();
        let speakers = hit.statement.as_ref().map(|statement| statement.speakers.join(" and "));
        let author = speakers.filter(|names| !names.is_empty()).or(hit.publisher.clone());
        let _ = writeln!(
            feed,
            "<entry><title>{}</title><id>urn:sayso:{id}</id><updated>{}</updated>\
             <link href=\"/dispatch/{}\"/><author><name>{}</name></author>\
             <summary>{}</summary></entry>",
            escaped(&hit.item.headline()),
            hit.item.received,
            hit.item.id,
            escaped(author.as_deref().unwrap_or("not named")),
            escaped(&shown),
        );
    }
    feed.push_str("</feed>\n");
    feed
}

/// Text for XML 1.0: what it may not hold at all is left out.
fn escaped(text: &str) -> String {
    let mut written = String::new();
    for c in text.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\t' | '\n' | '\r' => written.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => written.push(c),
        }
    }
    written
}
