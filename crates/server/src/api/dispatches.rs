//! One dispatch of the archive: its text, its reading, what people say against it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sayso_archive::{Archive, Item, NewItem};
use sayso_formats::{View, brat, json};
use sayso_read::Reading;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::read::day;
use super::{body, openapi};
use crate::corrections::{self, Change, Correction, Words};
use crate::desk::Desk;
use crate::problem::Problem;
use crate::security::{Editor, Reader};

/// A dispatch to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToKeep {
    /// The text, as it came.
    pub text: String,
    /// Headline, where it is not in the text.
    pub title: Option<String>,
    /// The day or instant of issue (ISO 8601), where it is known.
    pub issued: Option<String>,
    /// Who publishes it, where that is known.
    pub publisher: Option<String>,
    /// Its address; versions of one dispatch share it.
    pub url: Option<String>,
}

/// What became of a dispatch that was added.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kept {
    /// Its number.
    pub id: i64,
    /// Whether it was not there before.
    pub new: bool,
}

/// One version of a dispatch.
#[derive(Debug, Serialize, ToSchema)]
pub struct Version {
    /// Its number.
    id: i64,
}

/// A dispatch with its reading.
#[derive(Serialize, ToSchema)]
pub struct Whole {
    /// Its number.
    id: i64,
    /// Headline, or its first line.
    title: String,
    /// The text; positions of the reading count its characters.
    text: String,
    /// Its address.
    url: Option<String>,
    /// Whence it came: a path, a feed, an address.
    from: String,
    /// When it came (ISO 8601).
    added: String,
    /// All versions under its address, this one among them.
    versions: Vec<Version>,
    /// What was found in it; null where it was not read yet.
    #[schema(value_type = Option<openapi::Reading>)]
    reading: Option<json::Document>,
    /// What people say against the reading, the latest of each attribution.
    corrections: Vec<Correction>,
}

/// A correction to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToCorrect {
    /// Place of the attribution in the reading.
    attribution: usize,
    /// It is no attribution.
    #[serde(default)]
    dismissed: bool,
    /// The words of the source.
    source: Option<Words>,
    /// Who speaks.
    speaker: Option<String>,
    /// `direct`, `indirect` or `mixed`.
    kind: Option<String>,
    /// Why, in words.
    note: Option<String>,
}

/// Keeps a dispatch and reads it.
#[utoipa::path(
    post, path = "/dispatches", tag = "archive", request_body = ToKeep,
    responses(
        (status = 200, description = "it was there already", body = Kept),
        (status = 201, description = "kept and read", body = Kept),
        (status = 400, description = "no text, or no day", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn keep(
    State(desk): State<Arc<Desk>>,
    Editor(who): Editor,
    body::Json(sent): body::Json<ToKeep>,
) -> Result<Response, Problem> {
    let new = to_item(sent, &format!("the page, by {}", who.name))?;
    let added = desk.archive(move |archive| archive.add(vec![new])).await?;
    let added = added.first().copied().ok_or_else(|| Problem::internal("nothing was added"))?;
    if added.new {
        let at_work = desk.clone();
        let work = move || {
            let item = at_work.archives.with(|archive| archive.get(added.item))?;
            at_work.read_kept(item.as_slice())
        };
        desk.readers.run(work).await?.map_err(crate::desk::problem)?;
    }
    let status = if added.new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(Kept { id: added.item, new: added.new })).into_response())
}

/// What was sent, as the archive takes it.
///
/// # Errors
///
/// 400 where there is no text, or the time of issue is none.
pub fn to_item(sent: ToKeep, source: &str) -> Result<NewItem, Problem> {
    if sent.text.trim().is_empty() {
        return Err(Problem::bad_request("the text is empty"));
    }
    if let Some(issued) = &sent.issued {
        day(issued.get(..10).unwrap_or(issued))?;
    }
    let item = NewItem::text(source, sent.text, jiff::Timestamp::now());
    let ToKeep { title, issued, publisher, url, .. } = sent;
    Ok(NewItem { title, issued, publisher, url, ..item })
}

/// A dispatch of the archive.
#[utoipa::path(
    get, path = "/dispatches/{id}", tag = "archive",
    params(("id" = i64, Path, description = "its number")),
    responses(
        (status = 200, description = "the dispatch", body = Whole),
        (status = 404, description = "there is none of this number", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Path(id): body::Path<i64>,
) -> Result<Json<Whole>, Problem> {
    desk.archive(move |archive| {
        let Some((item, reading)) = load(archive, id)? else { return Ok(None) };
        let versions = match &item.url {
            Some(url) => archive.versions(url)?,
            None => vec![id],
        };
        let corrections = match &reading {
            Some((_, reading)) => corrections::of(archive, &item, reading)?,
            None => Vec::new(),
        };
        let reading = reading.map(|(version, reading)| {
            let dispatch = item.dispatch();
            let name = id.to_string();
            json::document(&View::new(&name, &dispatch, &reading).with_model(&version))
        });
        Ok(Some(Whole {
            id,
            title: item.headline(),
            url: item.url.clone(),
            from: item.source.clone(),
            added: item.received.to_string(),
            versions: versions.into_iter().map(|id| Version { id }).collect(),
            reading,
            corrections,
            text: item.text,
        }))
    })
    .await?
    .map(Json)
    .ok_or_else(|| missing(id))
}

/// The attributions as people corrected them, as brat standoff: for training data.
#[utoipa::path(
    get, path = "/dispatches/{id}/brat", tag = "archive",
    params(("id" = i64, Path, description = "its number")),
    responses(
        (status = 200, description = "annotations", body = String, content_type = "text/plain"),
        (status = 404, description = "there is none of this number, or it was not read yet", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn annotations(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Path(id): body::Path<i64>,
) -> Result<Response, Problem> {
    let written = desk
        .archive(move |archive| {
            let Some((item, Some((_, reading)))) = load(archive, id)? else { return Ok(None) };
            let corrections = corrections::of(archive, &item, &reading)?;
            let corrected = corrections::applied(&reading, &corrections, &item.text);
            let dispatch = item.dispatch();
            Ok(Some(brat::write(&View::new("dispatch", &dispatch, &corrected))))
        })
        .await?
        .ok_or_else(|| missing(id))?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], written).into_response())
}

/// Keeps what somebody says against one attribution, beside the reading.
#[utoipa::path(
    post, path = "/dispatches/{id}/corrections", tag = "archive", request_body = ToCorrect,
    params(("id" = i64, Path, description = "the dispatch's number")),
    responses(
        (status = 201, description = "kept", body = Correction),
        (status = 400, description = "nothing is changed, or the words stand elsewhere", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "there is no such attribution", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn correct(
    State(desk): State<Arc<Desk>>,
    Editor(who): Editor,
    body::Path(id): body::Path<i64>,
    body::Json(sent): body::Json<ToCorrect>,
) -> Result<(StatusCode, Json<Correction>), Problem> {
    let ToCorrect { attribution, dismissed, source, speaker, kind, note } = sent;
    let change = Change { dismissed, source, speaker, kind, note };
    let fault = match &change {
        Change { dismissed: false, source: None, speaker: None, kind: None, note: None } => {
            Some("nothing is changed".to_owned())
        }
        Change { kind: Some(kind), .. } if corrections::kind_of(kind).is_none() => {
            Some(format!("{kind:?} is no kind: direct, indirect or mixed"))
        }
        Change { note: Some(note), .. } if note.chars().count() > 2000 => {
            Some("a note has at most 2000 characters".to_owned())
        }
        _ => None,
    };
    if let Some(fault) = fault {
        return Err(Problem::bad_request(fault));
    }
    let at = jiff::Timestamp::now();
    let (by, kept) = (who.name.clone(), change.clone());
    let found = desk
        .archive(move |archive| {
            let Some((item, Some((_, reading)))) = load(archive, id)? else {
                return Ok(Err(missing(id)));
            };
            let Some(one) = reading.attributions.get(attribution) else {
                let detail = format!("dispatch {id} has no attribution {attribution}");
                return Ok(Err(Problem::not_found(detail)));
            };
            if let Some(words) = &kept.source
                && corrections::span(&item.text, words).is_none()
            {
                let detail = "the words of the source do not stand at this place";
                return Ok(Err(Problem::bad_request(detail)));
            }
            corrections::keep(archive, id, one.content_cover(), &kept, &by, at)?;
            Ok(Ok(()))
        })
        .await?;
    found?;
    let correction = Correction { attribution, change, by: who.name, at: at.to_string() };
    Ok((StatusCode::CREATED, Json(correction)))
}

type Loaded = (Item, Option<(String, Reading)>);

/// An item with the version of its reader and its reading.
fn load(archive: &Archive, id: i64) -> sayso_archive::Result<Option<Loaded>> {
    let Some(item) = archive.get(id)? else { return Ok(None) };
    let reading = archive.reading(&item)?.map(|stored| (stored.reader, stored.reading));
    Ok(Some((item, reading)))
}

fn missing(id: i64) -> Problem {
    Problem::not_found(format!("the archive has no dispatch {id}, or it was not read yet"))
}
