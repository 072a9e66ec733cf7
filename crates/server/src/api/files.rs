//! Files in any format that the intake knows.

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use futures_util::StreamExt;
use sayso_archive::{NewItem, NewQuarantined};
use sayso_intake::{Hints, Record, Source};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt;
use utoipa::{IntoParams, ToSchema};

use super::body;
use crate::desk::{Desk, problem};
use crate::problem::Problem;
use crate::security::Editor;

/// Items kept in one transaction.
const BATCH: usize = 64;

/// What is known of a file.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Its name, whose ending helps to know the format.
    name: Option<String>,
}

/// What became of a file.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Tally {
    /// Dispatches that were not there before.
    added: usize,
    /// Dispatches that were there already.
    known: usize,
    /// Records that could not be read and are set aside, with their reasons.
    rejected: usize,
    /// The first reasons.
    reasons: Vec<String>,
}

/// Keeps and reads what a file holds: text, HTML, JSON Lines, Parquet, WARC, RSS, Atom, NewsML-G2,
/// NITF, ninjs or mbox, also as .gz or .zst.
#[utoipa::path(
    post, path = "/dispatches/files", tag = "archive", params(Named),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, description = "what became of it", body = Tally),
        (status = 400, description = "a format that is not known", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "too large a file", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn add(
    State(desk): State<Arc<Desk>>,
    Editor(who): Editor,
    body::Query(named): body::Query<Named>,
    request: Request,
) -> Result<Json<Tally>, Problem> {
    let file = spooled(&desk, request).await?;
    let name = named.name.unwrap_or_else(|| "a file".to_owned());
    let source = format!("{name}, by {}", who.name);
    let at_work = desk.clone();
    let work = move || take(&at_work, file, name, &source);
    desk.readers.wait(work).await?.map(Json)
}

/// The body as a file without a name, which is gone when it is closed.
async fn spooled(desk: &Desk, request: Request) -> Result<File, Problem> {
    let file = tempfile::tempfile().map_err(Problem::internal)?;
    let mut file = tokio::fs::File::from_std(file);
    let mut body = request.into_body().into_data_stream();
    let mut total = 0;
    while let Some(chunk) = body.next().await {
        let chunk =
            chunk.map_err(|_| Problem::bad_request("the upload broke off: send it anew"))?;
        total += chunk.len();
        if total > desk.settings.largest_upload {
            let most = desk.settings.largest_upload;
            let detail =
                format!("a file may have {most} bytes here: use sayso add for larger ones");
            return Err(Problem::too_large(detail));
        }
        file.write_all(&chunk).await.map_err(Problem::internal)?;
    }
    if total == 0 {
        return Err(Problem::bad_request("the file is empty"));
    }
    file.flush().await.map_err(Problem::internal)?;
    let mut file = file.into_std().await;
    file.seek(SeekFrom::Start(0)).map_err(Problem::internal)?;
    Ok(file)
}

fn take(desk: &Desk, file: File, name: String, source: &str) -> Result<Tally, Problem> {
    let hints = Hints { name: Some(name), ..Hints::default() };
    let unreadable = |error: sayso_intake::IntakeError| Problem::bad_request(error.to_string());
    let records = sayso_intake::open(Source::file(file), hints).map_err(unreadable)?;
    let format = records.format().map_or("unknown", |format| format.name()).to_owned();
    let (mut tally, mut waiting, mut rejected) = (Tally::default(), Vec::new(), Vec::new());
    for record in records {
        match record.map_err(unreadable)? {
            Record::Item(item) => {
                let place = format!("{source}, record {}", item.place.record);
                waiting.push(NewItem::taken(*item, &place, jiff::Timestamp::now()));
            }
            Record::Rejected(one) => rejected.push(NewQuarantined {
                raw: one.raw,
                format: format.clone(),
                source: format!("{source}, record {}", one.place.record),
                url: None,
                reason: one.reason,
                hints: None,
                received: jiff::Timestamp::now(),
            }),
        }
        if waiting.len() + rejected.len() >= BATCH {
            keep(desk, &mut waiting, &mut rejected, &mut tally)?;
        }
    }
    keep(desk, &mut waiting, &mut rejected, &mut tally)?;
    Ok(tally)
}

fn keep(
    desk: &Desk,
    waiting: &mut Vec<NewItem>,
    rejected: &mut Vec<NewQuarantined>,
    tally: &mut Tally,
) -> Result<(), Problem> {
    let (items, set_aside) = (std::mem::take(waiting), std::mem::take(rejected));
    tally.rejected += set_aside.len();
    let room = 10_usize.saturating_sub(tally.reasons.len());
    tally.reasons.extend(set_aside.iter().take(room).map(|one| one.reason.clone()));
    let work = || {
        if !set_aside.is_empty() {
            desk.archives.with(|archive| archive.quarantine(&set_aside))?;
        }
        let added = desk.archives.with(|archive| archive.add(items))?;
        let mut new = Vec::new();
        for one in added.iter().filter(|one| one.new) {
            new.extend(desk.archives.with(|archive| archive.get(one.item))?);
        }
        desk.read_kept(&new)?;
        tally.added += new.len();
        tally.known += added.len() - new.len();
        Ok(())
    };
    work().map_err(problem)
}
