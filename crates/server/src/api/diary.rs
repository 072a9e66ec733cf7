//! What is announced: as a list, and as a calendar that programs subscribe to.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sayso_archive::{Event, days};
use sayso_formats::{ics, names};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body;
use super::shape::Page;
use crate::desk::{Desk, now};
use crate::events;
use crate::problem::Problem;
use crate::security::Reader;

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Days that the calendar looks back and ahead.
const CALENDAR: (i64, i64) = (90, 730);

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Between {
    /// First day: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; today if left out.
    pub from: Option<String>,
    /// Last day; a year after the first if left out.
    pub to: Option<String>,
    /// How many at most, 1 to 500.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<usize>,
}

/// An announced event, with all who announce it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entry {
    /// What happens, in the words of the latest dispatch.
    what: String,
    /// First day; null where none is told.
    #[schema(format = Date)]
    start: Option<String>,
    /// Last day.
    #[schema(format = Date)]
    end: Option<String>,
    /// `announced`, `confirmed`, `cancelled` or `moved`.
    status: String,
    /// The day it was announced for before it was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<String>,
    /// Where.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    according_to: Option<String>,
    /// The dispatches that announce it, in the order of issue.
    dispatches: Vec<i64>,
}

/// Events between two days, each once: moved and cancelled ones are followed.
#[utoipa::path(
    get, path = "/diary", tag = "diary", params(Between),
    responses(
        (status = 200, description = "events in the order of their days", body = Page<Entry>),
        (status = 400, description = "no day", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Query(asked): body::Query<Between>,
) -> Result<Json<Page<Entry>>, Problem> {
    Ok(Json(find(&desk, asked).await?))
}

/// The events between two days.
///
/// # Errors
///
/// 400 where these are no days.
pub async fn find(desk: &Arc<Desk>, asked: Between) -> Result<Page<Entry>, Problem> {
    let limit = super::shape::limit(asked.limit.or(Some(200)))?;
    let (first, last) = between(&asked)?;
    let events = desk.archive(move |archive| archive.agenda(first, last)).await?;
    let items = events.iter().take(limit).filter_map(entry).collect();
    Ok(Page { items, next: None })
}

/// Events from three months ago to two years ahead, as iCalendar (RFC 5545).
#[utoipa::path(
    get, path = "/diary.ics", tag = "diary",
    responses((status = 200, description = "a calendar", body = String, content_type = "text/calendar"))
)]
pub async fn calendar(State(desk): State<Arc<Desk>>, _: Reader) -> Result<Response, Problem> {
    let today = now() / DAY;
    let written = desk
        .archive(move |archive| {
            let mut announced = Vec::new();
            for event in archive.agenda(today - CALENDAR.0, today + CALENDAR.1)? {
                announced.extend(events::announced(archive, &event)?);
            }
            Ok(ics::write(&announced).text)
        })
        .await?;
    let written = if written.is_empty() { EMPTY.to_owned() } else { written };
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], written).into_response())
}

/// What subscribers get while nothing is announced.
const EMPTY: &str =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sayso//sayso//EN\r\nEND:VCALENDAR\r\n";

fn entry(event: &Event) -> Option<Entry> {
    let latest = event.reports.last()?;
    let written = |day: i64| days::day(day).map(|day| day.to_string());
    let place = event.reports.iter().rev().find_map(|report| report.location.clone());
    let says = event.reports.iter().rev().find(|report| !report.according_to.is_empty());
    Some(Entry {
        what: latest.what.clone(),
        start: event.days.and_then(|(first, _)| written(first)),
        end: event.days.and_then(|(_, last)| written(last)),
        status: names::status(event.status).to_owned(),
        moved_from: event.before.last().and_then(|(first, _)| written(*first)),
        place,
        according_to: says.map(|report| report.according_to.join(" and ")),
        dispatches: event.reports.iter().map(|report| report.item).collect(),
    })
}

fn between(asked: &Between) -> Result<(i64, i64), Problem> {
    let day = |given: &Option<String>| match given.as_deref().filter(|given| !given.is_empty()) {
        None => Ok(None),
        Some(given) => days::range(given)
            .map(Some)
            .ok_or_else(|| Problem::bad_request(format!("{given:?} is no day: write YYYY-MM-DD"))),
    };
    let first = day(&asked.from)?.map_or(now() / DAY, |(first, _)| first);
    let last = day(&asked.to)?.map_or(first + 366, |(_, last)| last);
    if last < first {
        return Err(Problem::bad_request("the last day lies before the first"));
    }
    Ok((first, last))
}
