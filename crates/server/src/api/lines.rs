//! Many dispatches in one request, one as JSON a line, with an answer a line.
//!
//! Lines are taken as they come and answered as they are kept, so neither side holds the whole: a
//! program may send a year and watch it arrive.

use std::sync::Arc;

use axum::body::{Body, BodyDataStream};
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use sayso_archive::NewItem;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use utoipa::ToSchema;

use super::dispatches::{ToKeep, to_item};
use crate::desk::{Desk, problem};
use crate::problem::Problem;
use crate::security::Editor;

/// Dispatches kept in one transaction.
const BATCH: usize = 32;

/// One line: a dispatch; other keys are left aside.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Line {
    /// The text, as it came.
    text: String,
    /// Headline, where it is not in the text.
    title: Option<String>,
    /// The day or instant of issue (ISO 8601), where it is known.
    issued: Option<String>,
    /// Who publishes it, where that is known.
    #[serde(alias = "outlet")]
    publisher: Option<String>,
    /// Its address.
    url: Option<String>,
}

/// What became of one line.
#[derive(Debug, Serialize, ToSchema)]
pub struct Outcome {
    /// Number of the line, from 1; 0 for the request as a whole.
    line: u64,
    /// Number of the dispatch.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    /// Whether it was not there before.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<bool>,
    /// Why it was not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

impl Outcome {
    fn failed(line: u64, problem: Problem) -> Outcome {
        Outcome { line, id: None, new: None, problem: Some(problem) }
    }
}

/// Keeps and reads many dispatches, one as JSON a line; answers a line each, in their order.
#[utoipa::path(
    post, path = "/dispatches/lines", tag = "archive",
    request_body(content = Line, content_type = "application/x-ndjson"),
    responses(
        (status = 200, description = "an answer a line", body = Outcome, content_type = "application/x-ndjson"),
        (status = 400, description = "no line at all", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "no editor", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn add(State(desk): State<Arc<Desk>>, Editor(who): Editor, request: Request) -> Response {
    let (answers, mut told) = mpsc::channel::<Outcome>(4 * BATCH);
    let body = request.into_body().into_data_stream();
    let source = format!("lines, by {}", who.name);
    tokio::spawn(take(desk, source, body, answers));
    let Some(first) = told.recv().await else {
        return Problem::bad_request("there is no line: send a dispatch as JSON a line")
            .into_response();
    };
    let lines = stream::unfold((Some(first), told), |(first, mut told)| async {
        let outcome = match first {
            Some(first) => first,
            None => told.recv().await?,
        };
        let mut line = serde_json::to_string(&outcome).expect("an outcome is JSON");
        line.push('\n');
        Some((Ok::<_, std::convert::Infallible>(line), (None, told)))
    });
    // Compression asks once more after the end.
    let lines = lines.fuse();
    let kind = [(header::CONTENT_TYPE, "application/x-ndjson")];
    (kind, Body::from_stream(lines)).into_response()
}

/// Takes the lines of a body until it ends, breaks off, or nobody listens any more.
async fn take(
    desk: Arc<Desk>,
    source: String,
    mut body: BodyDataStream,
    answers: mpsc::Sender<Outcome>,
) {
    let longest = 4 * desk.settings.longest_text;
    let mut lines = Lines { source, number: 0, waiting: Vec::new() };
    let (mut open, mut total, mut skipping) = (Vec::new(), 0, false);
    while let Some(chunk) = body.next().await {
        let Ok(chunk) = chunk else {
            let _ = lines.keep(&desk, &answers).await;
            let detail = "the request broke off; the lines answered so far are kept";
            let _ = answers.send(Outcome::failed(0, Problem::bad_request(detail))).await;
            return;
        };
        total += chunk.len();
        if total > desk.settings.largest_upload {
            let _ = lines.keep(&desk, &answers).await;
            let most = desk.settings.largest_upload;
            let detail = format!("a request may have {most} bytes: send the rest in another");
            let _ = answers.send(Outcome::failed(0, Problem::too_large(detail))).await;
            return;
        }
        for piece in chunk.split_inclusive(|byte| *byte == b'\n') {
            let ends = piece.ends_with(b"\n");
            if !skipping {
                open.extend_from_slice(piece);
            }
            if open.len() > longest {
                skipping = true;
                open.clear();
            }
            if ends {
                let line = std::mem::take(&mut open);
                let line = if std::mem::take(&mut skipping) { None } else { Some(line) };
                if lines.line(line, &desk, &answers).await.is_err() {
                    return;
                }
            }
        }
    }
    if !open.is_empty() || skipping {
        let line = if skipping { None } else { Some(open) };
        let _ = lines.line(line, &desk, &answers).await;
    }
    let _ = lines.keep(&desk, &answers).await;
}

/// Lines on their way into the archive.
struct Lines {
    source: String,
    number: u64,
    waiting: Vec<(u64, Result<NewItem, Problem>)>,
}

/// Nobody listens to the answers any more.
struct Gone;

impl Lines {
    /// One more line; `None` stands for one that was too long.
    async fn line(
        &mut self,
        line: Option<Vec<u8>>,
        desk: &Arc<Desk>,
        answers: &mpsc::Sender<Outcome>,
    ) -> Result<(), Gone> {
        self.number += 1;
        if line.as_ref().is_some_and(|line| line.trim_ascii().is_empty()) {
            return Ok(());
        }
        let item = match line {
            Some(line) => self.item(&line, desk.settings.longest_text),
            None => Err(Problem::too_large("the line is too long")),
        };
        self.waiting.push((self.number, item));
        if self.waiting.len() >= BATCH { self.keep(desk, answers).await } else { Ok(()) }
    }

    fn item(&self, line: &[u8], longest: usize) -> Result<NewItem, Problem> {
        let line: Line = serde_json::from_slice(line)
            .map_err(|error| Problem::bad_request(format!("not a dispatch as JSON: {error}")))?;
        if line.text.len() > longest {
            return Err(Problem::too_large(format!("a text may have {longest} bytes")));
        }
        let Line { text, title, issued, publisher, url } = line;
        let place = format!("{}, line {}", self.source, self.number);
        to_item(ToKeep { text, title, issued, publisher, url }, &place)
    }

    /// Keeps what waits in one transaction, reads what is new, and answers.
    async fn keep(
        &mut self,
        desk: &Arc<Desk>,
        answers: &mpsc::Sender<Outcome>,
    ) -> Result<(), Gone> {
        let waiting = std::mem::take(&mut self.waiting);
        let items: Vec<NewItem> =
            waiting.iter().filter_map(|(_, item)| item.as_ref().ok().cloned()).collect();
        let at_work = desk.clone();
        let work = move || {
            let added = at_work.archives.with(|archive| archive.add(items))?;
            let mut new = Vec::new();
            for one in added.iter().filter(|one| one.new) {
                new.extend(at_work.archives.with(|archive| archive.get(one.item))?);
            }
            at_work.read_kept(&new)?;
            Ok(added)
        };
        let added = match desk.readers.wait(work).await {
            Ok(done) => done.map_err(problem),
            Err(busy) => Err(busy),
        };
        let mut added = added.map(Vec::into_iter);
        for (line, item) in waiting {
            let outcome = match (item, &mut added) {
                (Err(fault), _) => Outcome::failed(line, fault),
                (Ok(_), Err(fault)) => Outcome::failed(line, fault.clone()),
                (Ok(_), Ok(added)) => match added.next() {
                    Some(one) => {
                        Outcome { line, id: Some(one.item), new: Some(one.new), problem: None }
                    }
                    None => Outcome::failed(line, Problem::internal("an item has no answer")),
                },
            };
            answers.send(outcome).await.map_err(|_| Gone)?;
        }
        Ok(())
    }
}
