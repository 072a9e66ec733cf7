//! The archive as tools for language models: the Model Context Protocol over standard input and output.
//!
//! The tools only look. What they answer is the API's JSON, so that every statement comes with the
//! dispatch and the words that bear it out.

use std::sync::Arc;

use rmcp::handler::server::wrapper::Parameters;
use rmcp::{ServiceExt, schemars, tool, tool_router};
use sayso_archive::{In, Order};
use sayso_formats::{View, json};
use sayso_read::Dispatch;
use serde::{Deserialize, Serialize};

use crate::api::diary::{self, Between};
use crate::api::read::day;
use crate::api::search::find;
use crate::api::shape::{self, DispatchEntry, Page, StatementEntry};
use crate::api::trace::{self, Asked};
use crate::desk::Desk;
use crate::problem::Problem;

/// What is looked for.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
struct Searched {
    /// Words, "phrases", -not, OR, and filters: speaker:"Ilka Dorn" via:TASS publisher:KNA
    /// after:2026-04-01 before:2026-05-01 said:2026-04 kind:direct polarity:denied anonymous:yes
    query: String,
    /// Look for dispatches instead of statements.
    #[serde(default)]
    dispatches: bool,
    /// How many at most, 1 to 100; 20 if left out.
    limit: Option<usize>,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// A dispatch to be read.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
struct ToRead {
    /// The text, as it came.
    text: String,
    /// The day of issue, YYYY-MM-DD, where it is known.
    issued: Option<String>,
    /// Who publishes it, where that is known.
    publisher: Option<String>,
}

/// What is traced.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
struct ToTrace {
    /// `id` of a statement, as `search` gives it.
    statement: Option<i64>,
    /// Or the number of a dispatch: `dispatch` of a statement, `id` of a dispatch.
    dispatch: Option<i64>,
}

/// Which days of the diary.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
struct Days {
    /// First day, YYYY-MM-DD, YYYY-MM or YYYY; today if left out.
    from: Option<String>,
    /// Last day; a year after the first if left out.
    to: Option<String>,
    /// How many events at most, 1 to 500; 100 if left out.
    limit: Option<usize>,
}

/// The tools over a desk.
#[derive(Clone)]
struct Tools {
    desk: Arc<Desk>,
}

#[tool_router(server_handler)]
impl Tools {
    /// Statements (or dispatches) of the archive.
    #[tool(
        description = "Search the news archive for statements: who said what, through whose hands it came, in which dispatch."
    )]
    async fn search(&self, Parameters(asked): Parameters<Searched>) -> Result<String, String> {
        let limit = Some(asked.limit.unwrap_or(20).clamp(1, 100));
        let within = if asked.dispatches { In::Dispatches } else { In::Statements };
        let wanted = shape::Asked { q: Some(asked.query), cursor: asked.cursor, limit };
        let found = find(&self.desk, wanted, within, Order::Best).await.map_err(told)?;
        let next = found.next.map(|cursor| cursor.to_string());
        if asked.dispatches {
            let items = found.hits.iter().map(DispatchEntry::of).collect();
            return written(&Page { items, next });
        }
        let items = found.hits.iter().filter_map(StatementEntry::of).collect();
        written(&Page { items, next })
    }

    /// Who said what in a text.
    #[tool(
        description = "Read one news dispatch: every attribution with its source, the words that report, what is said, the speaker and the chain of hands; dates and what is announced."
    )]
    async fn read(&self, Parameters(asked): Parameters<ToRead>) -> Result<String, String> {
        let issued = asked.issued.as_deref().map(day).transpose().map_err(told)?;
        let dispatch = Dispatch {
            text: asked.text,
            publisher: asked.publisher,
            issued,
            ..Dispatch::default()
        };
        let desk = self.desk.clone();
        let work = move || {
            let reading = desk.read(&dispatch);
            let view = View::new("-", &dispatch, &reading);
            written(&json::document(&view))
        };
        self.desk.readers.run(work).await.map_err(told)?
    }

    /// Where a statement or a dispatch comes from.
    #[tool(
        description = "Trace a statement of the archive to its independent origins: all its wordings, who has it from whom and why, how many heard it at first hand. Or a dispatch: who copied it from whom."
    )]
    async fn trace(&self, Parameters(asked): Parameters<ToTrace>) -> Result<String, String> {
        let asked = match asked {
            ToTrace { statement: Some(id), dispatch: None } => Asked::Statement(id),
            ToTrace { statement: None, dispatch: Some(id) } => Asked::Dispatch(id),
            _ => return Err("give a statement or a dispatch, and not both".to_owned()),
        };
        let found = trace::find(&self.desk, asked).await.map_err(told)?;
        written(&trace::told(&found))
    }

    /// What is announced.
    #[tool(
        description = "What the dispatches of the archive announce for the days asked for: moved and cancelled events are followed."
    )]
    async fn diary(&self, Parameters(asked): Parameters<Days>) -> Result<String, String> {
        let limit = asked.limit.unwrap_or(100).clamp(1, 500);
        let wanted = Between { from: asked.from, to: asked.to, limit: Some(limit) };
        written(&diary::find(&self.desk, wanted).await.map_err(told)?)
    }
}

fn written<T: Serialize>(answer: &T) -> Result<String, String> {
    serde_json::to_string(answer).map_err(|error| error.to_string())
}

fn told(problem: Problem) -> String {
    problem.detail
}

/// Answers on standard input and output until the client closes them.
///
/// # Errors
///
/// Where the client breaks off in the midst.
pub async fn run(desk: Arc<Desk>) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let service = Tools { desk }.serve(rmcp::transport::stdio()).await?;
    service.waiting().await?;
    Ok(())
}
