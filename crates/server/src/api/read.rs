//! Reading a dispatch without keeping it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use sayso_formats::{View, json};
use sayso_read::Dispatch;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body;
use crate::desk::Desk;
use crate::problem::Problem;
use crate::security::Reader;

/// A dispatch to be read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToRead {
    /// The text, as it came.
    text: String,
    /// The day of issue, `YYYY-MM-DD`, where it is known.
    #[schema(format = Date)]
    issued: Option<String>,
    /// Who publishes it, where that is known.
    publisher: Option<String>,
}

/// Reads a dispatch and keeps nothing.
#[utoipa::path(
    post, path = "/read", tag = "read", request_body = ToRead,
    responses(
        (status = 200, description = "the reading, as `sayso schema` tells it", body = super::openapi::Reading),
        (status = 400, description = "no text, or no day", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "too long a text", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Json(sent): body::Json<ToRead>,
) -> Result<Json<json::Document>, Problem> {
    let issued = sent.issued.as_deref().map(day).transpose()?;
    if sent.text.trim().is_empty() {
        return Err(Problem::bad_request("the text is empty: paste a dispatch"));
    }
    if sent.text.len() > desk.settings.longest_text {
        let most = desk.settings.longest_text;
        let detail = format!("a text may have {most} bytes, this has {}", sent.text.len());
        return Err(Problem::too_large(detail));
    }
    let dispatch =
        Dispatch { text: sent.text, publisher: sent.publisher, issued, ..Dispatch::default() };
    let at_work = desk.clone();
    let work = move || {
        let reading = at_work.read(&dispatch);
        let view = View::new("-", &dispatch, &reading);
        let version = at_work.reader.model_version();
        match version {
            Some(version) => json::document(&view.with_model(version)),
            None => json::document(&view),
        }
    };
    let document = desk.readers.run(work).await?;
    Ok(Json(document))
}

/// A day as year, month, day.
pub fn day(written: &str) -> Result<(i16, i8, i8), Problem> {
    let fault = || Problem::bad_request(format!("{written:?} is no day: write YYYY-MM-DD"));
    let date: jiff::civil::Date = written.parse().map_err(|_| fault())?;
    Ok((date.year(), date.month(), date.day()))
}
