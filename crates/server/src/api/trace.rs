//! Where the words of a dispatch, or a statement of it, come from.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sayso_archive::{Archive, ItemId, StatementId, statement_place};
use sayso_ledger::Ledger;
use sayso_text::Span;
use sayso_trace::views::{self, svg};
use sayso_trace::{Item, Origin, Statement, Trace, Wording};
use serde::Serialize;
use utoipa::ToSchema;

use super::{body, traced};
use crate::desk::Desk;
use crate::problem::Problem;
use crate::security::Reader;

/// What the story of a dispatch comes to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Traced {
    /// The dispatch asked for, or that of the statement.
    dispatch: i64,
    /// Its story.
    story: i64,
    /// Dispatches of the story that were not looked at, where it is large.
    more: usize,
    /// The dispatches that are spoken of, in the order of issue.
    dispatches: Vec<traced::Member>,
    /// Who has words of whom, each of the nearest hand.
    copies: Vec<traced::Taken>,
    /// Of a dispatch, its statements that others render too; of a statement, this one.
    statements: Vec<traced::Statement>,
    /// What dispatches of the story tell otherwise.
    contradictions: Vec<traced::Contradiction>,
    /// Dispatches that came and were not compared yet.
    waiting: usize,
}

/// A trace of the archive.
pub struct Found {
    /// The dispatch asked for, or that of the statement.
    pub dispatch: ItemId,
    /// The items that it speaks of, by the ledger's number.
    pub items: BTreeMap<u32, Item>,
    /// What they come to.
    pub trace: Trace,
    /// Dispatches that were not compared yet.
    pub waiting: usize,
}

/// What is traced.
#[derive(Clone, Copy, Debug)]
pub enum Asked {
    /// A dispatch.
    Dispatch(ItemId),
    /// A statement.
    Statement(StatementId),
}

/// Traces a dispatch: who has it from whom, what it has in common with others.
#[utoipa::path(
    get, path = "/trace/dispatches/{id}", tag = "trace",
    params(("id" = i64, Path, description = "the dispatch's number")),
    responses(
        (status = 200, description = "its story", body = Traced),
        (status = 404, description = "there is none of this number", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "it was not compared yet", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn dispatch(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Path(id): body::Path<i64>,
) -> Result<Json<Traced>, Problem> {
    Ok(Json(told(&find(&desk, Asked::Dispatch(id)).await?)))
}

/// Traces a statement: all its wordings, and from how many independent origins they come.
#[utoipa::path(
    get, path = "/trace/statements/{id}", tag = "trace",
    params(("id" = i64, Path, description = "the statement's number")),
    responses(
        (status = 200, description = "its story, with this statement alone", body = Traced),
        (status = 404, description = "there is none of this number", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "its dispatch was not compared yet", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn statement(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Path(id): body::Path<i64>,
) -> Result<Json<Traced>, Problem> {
    Ok(Json(told(&find(&desk, Asked::Statement(id)).await?)))
}

/// The copies of a dispatch's story as a picture.
#[utoipa::path(
    get, path = "/trace/dispatches/{id}/tree.svg", tag = "trace",
    params(("id" = i64, Path, description = "the dispatch's number")),
    responses(
        (status = 200, description = "a picture", body = String, content_type = "image/svg+xml"),
        (status = 404, description = "there is none of this number", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn dispatch_tree(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Path(id): body::Path<i64>,
) -> Result<Response, Problem> {
    Ok(picture(&find(&desk, Asked::Dispatch(id)).await?, Asked::Dispatch(id)))
}

/// The way of a statement as a picture.
#[utoipa::path(
    get, path = "/trace/statements/{id}/tree.svg", tag = "trace",
    params(("id" = i64, Path, description = "the statement's number")),
    responses(
        (status = 200, description = "a picture", body = String, content_type = "image/svg+xml"),
        (status = 404, description = "there is none of this number", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn statement_tree(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Path(id): body::Path<i64>,
) -> Result<Response, Problem> {
    Ok(picture(&find(&desk, Asked::Statement(id)).await?, Asked::Statement(id)))
}

/// Traces a dispatch or a statement of the archive.
///
/// # Errors
///
/// 404 where it is not there, 503 where it was not compared yet.
pub async fn find(desk: &Arc<Desk>, asked: Asked) -> Result<Found, Problem> {
    desk.ledger(move |ledger, archive| {
        let (dispatch, span) = match asked {
            Asked::Dispatch(id) => (id, None),
            Asked::Statement(id) => {
                let (item, span) = place(archive, id)?;
                (item, Some(span))
            }
        };
        let Some(number) = ledger.number(dispatch).map_err(crate::desk::traces_problem)? else {
            return Err(match archive.get(dispatch).map_err(crate::desk::problem)? {
                Some(_) => Problem::busy(),
                None => Problem::not_found(format!("the archive has no dispatch {dispatch}")),
            });
        };
        traced(ledger, archive, (dispatch, number), span).map_err(crate::desk::traces_problem)
    })
    .await
}

fn traced(
    ledger: &mut Ledger,
    archive: &Archive,
    (dispatch, number): (ItemId, u32),
    span: Option<Span>,
) -> sayso_ledger::Result<Found> {
    let mut trace = ledger.trace(archive, number)?;
    let mut items = ledger.tracer().items(trace.items())?;
    match span {
        Some(span) => {
            let overlap = |it: &Wording| {
                let (start, end) =
                    (it.span.start().max(span.start()), it.span.end().min(span.end()));
                if it.item == number { end.saturating_sub(start) } else { 0 }
            };
            let best = |it: &Statement| it.mentions.iter().map(overlap).max().unwrap_or(0);
            let statements = std::mem::take(&mut trace.statements).into_iter();
            let found = statements.max_by_key(best).filter(|it| best(it) > 0);
            let (story, item) = (trace.stories.first().map_or(0, |it| it.number), &items[&number]);
            trace.statements.push(found.unwrap_or_else(|| alone(story, number, span, item)));
        }
        None => {
            let here = |it: &Statement| it.mentions.iter().any(|it| it.item == number);
            trace.statements.retain(here);
        }
    }
    // The ledger keeps no headline of what has none.
    for item in items.values_mut().filter(|item| item.outlet.is_none()) {
        item.outlet = Some(traced::title(item));
    }
    Ok(Found { dispatch, items, trace, waiting: ledger.waiting(archive)? })
}

/// A statement that nobody else has.
fn alone(story: u32, item: u32, span: Span, of: &Item) -> Statement {
    let outlet = of.outlet.as_deref().unwrap_or("the dispatch");
    let reason = format!("{outlet} has it from nobody else here, and nobody else has it");
    Statement {
        story,
        speaker: None,
        mentions: vec![Wording { item, span, quoted: false, altered_from: None }],
        origins: vec![Origin { items: vec![item], steps: Vec::new(), reason }],
        grounds: Vec::new(),
    }
}

/// The dispatch of a statement and where it stands there.
fn place(archive: &Archive, id: StatementId) -> Result<(ItemId, Span), Problem> {
    let (item, place) = statement_place(id);
    let missing = || Problem::not_found(format!("the archive has no statement {id}"));
    let item = archive.get(item).map_err(crate::desk::problem)?.ok_or_else(missing)?;
    let stored = archive.reading(&item).map_err(crate::desk::problem)?.ok_or_else(missing)?;
    let one = stored.reading.attributions.get(place).ok_or_else(missing)?;
    Ok((item.id, one.content_cover()))
}

/// What was found, as the API tells it.
pub fn told(found: &Found) -> Traced {
    let shown = traced::Shown { items: &found.items, trace: &found.trace };
    let story = found.trace.stories.first();
    Traced {
        dispatch: found.dispatch,
        story: story.map_or(0, |story| i64::from(story.number)),
        more: story.map_or(0, |story| story.more),
        dispatches: shown.members(),
        copies: shown.copies(),
        statements: shown.statements(),
        contradictions: shown.contradictions(),
        waiting: found.waiting,
    }
}

fn picture(found: &Found, asked: Asked) -> Response {
    let shown = views::Shown { items: &found.items, trace: &found.trace };
    let options = svg::Options { link: Some("/dispatch/") };
    let drawn = match (asked, found.trace.statements.first(), found.trace.stories.first()) {
        (Asked::Statement(_), Some(statement), _) => svg::statement(&shown, statement, options),
        (_, _, Some(story)) => svg::story(&shown, story, options),
        _ => svg::write(&shown),
    };
    ([(header::CONTENT_TYPE, "image/svg+xml")], drawn).into_response()
}
