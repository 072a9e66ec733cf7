//! Dispatches on one event, and what became of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use sayso_archive::{Archive, statement_id};
use sayso_formats::names;
use sayso_trace::{Item, StoryEvent};
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::{Page, Paging, one_line};
use super::{body, traced};
use crate::desk::{Desk, traces_problem};
use crate::problem::Problem;
use crate::security::Reader;

/// A story in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entry {
    /// Its number; it stays while dispatches arrive.
    id: i64,
    /// The headline of its first dispatch.
    title: String,
    /// When its first dispatch was issued.
    first: Option<String>,
    /// When the one that came last was issued.
    last: Option<String>,
    /// How many dispatches it has.
    dispatches: usize,
}

/// A statement in a story.
#[derive(Debug, Serialize, ToSchema)]
pub struct Said {
    /// Its number.
    id: i64,
    /// Its place among the attributions of the dispatch, from 0.
    number: usize,
    /// Who speaks; joint speakers joined by “and”; null for the anonymous.
    speaker: Option<String>,
    /// What is said, cut where it is long.
    content: String,
    /// `direct`, `indirect` or `mixed`.
    kind: &'static str,
}

/// A dispatch on the way of a story.
#[derive(Debug, Serialize, ToSchema)]
pub struct Station {
    /// The dispatch.
    #[serde(flatten)]
    dispatch: traced::Member,
    /// What is said in it.
    said: Vec<Said>,
}

/// Who speaks in a story.
#[derive(Debug, Serialize, ToSchema)]
pub struct Speaker {
    /// His name.
    name: String,
    /// How many times he is quoted.
    statements: usize,
    /// In how many dispatches.
    dispatches: usize,
}

/// A change of a story.
#[derive(Debug, Serialize, ToSchema)]
pub struct Happened {
    /// `began`, `merged` (another went into it, or it into another) or `split`.
    what: &'static str,
    /// The story that goes on.
    story: i64,
    /// The one that went into it or came out of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<i64>,
    /// The dispatch that showed it.
    dispatch: i64,
}

/// A story.
#[derive(Debug, Serialize, ToSchema)]
pub struct Story {
    /// Its number: that of the one it went into, where it did.
    id: i64,
    /// The headline of its first dispatch.
    title: String,
    /// Its dispatches in the order of issue; of a large story the first ones.
    timeline: Vec<Station>,
    /// How many more it has.
    more: usize,
    /// Who speaks, the one quoted most first.
    speakers: Vec<Speaker>,
    /// Who has words of whom.
    copies: Vec<traced::Taken>,
    /// Statements that several dispatches render.
    statements: Vec<traced::Statement>,
    /// What dispatches tell otherwise.
    contradictions: Vec<traced::Contradiction>,
    /// What became of it.
    history: Vec<Happened>,
    /// Dispatches that came and were not compared yet.
    waiting: usize,
}

/// Characters of a statement.
const LONG: usize = 280;

/// Stories of two dispatches or more, the one with the latest arrival first.
#[utoipa::path(
    get, path = "/stories", tag = "trace", params(Paging),
    responses(
        (status = 200, description = "a page of stories", body = Page<Entry>),
        (status = 400, description = "no cursor", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Query(paging): body::Query<Paging>,
) -> Result<Json<Page<Entry>>, Problem> {
    let limit = super::shape::limit(paging.limit)?;
    let before = match paging.cursor.as_deref() {
        None => None,
        Some(cursor) => {
            let number = cursor.parse::<u32>().ok();
            Some(number.ok_or_else(|| Problem::bad_request("this is no cursor of a page"))?)
        }
    };
    let page = desk.ledger(move |ledger, _| {
        let mut read = || -> sayso_ledger::Result<_> {
            let (stories, next) = ledger.latest_stories(before, limit)?;
            let mut items = Vec::with_capacity(stories.len());
            for story in stories {
                let both = ledger.tracer().items([story.first, story.last])?;
                let issued = |number: u32| both.get(&number).map(traced::member)?.issued;
                items.push(Entry {
                    id: i64::from(story.number),
                    title: both.get(&story.first).map(traced::title).unwrap_or_default(),
                    first: issued(story.first),
                    last: issued(story.last),
                    dispatches: story.items,
                });
            }
            Ok(Page { items, next: next.map(|cursor| cursor.to_string()) })
        };
        read().map_err(traces_problem)
    });
    Ok(Json(page.await?))
}

/// A story: its dispatches and statements in the order of time, who speaks, what is contradicted.
#[utoipa::path(
    get, path = "/stories/{id}", tag = "trace",
    params(("id" = i64, Path, description = "its number")),
    responses(
        (status = 200, description = "the story, or the one that it went into", body = Story),
        (status = 404, description = "there is none of this number", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Path(id): body::Path<i64>,
) -> Result<Json<Story>, Problem> {
    let missing = move || Problem::not_found(format!("there is no story {id}"));
    let asked = u32::try_from(id).map_err(|_| missing())?;
    let found = desk.ledger(move |ledger, archive| {
        let Some(first) = ledger.first_of_story(asked).map_err(traces_problem)? else {
            return Err(missing());
        };
        let mut read = || -> sayso_ledger::Result<_> {
            let trace = ledger.trace(archive, first)?;
            let items = ledger.tracer().items(trace.items())?;
            let mut history = Vec::new();
            for event in &trace.history {
                let (what, story, other, item) = match *event {
                    StoryEvent::Began { story, item } => ("began", story, None, item),
                    StoryEvent::Merged { story, gone, item } => ("merged", story, Some(gone), item),
                    StoryEvent::Split { story, new, item } => ("split", story, Some(new), item),
                };
                let dispatch = ledger.archived(item)?.unwrap_or_default();
                let (story, other) = (i64::from(story), other.map(i64::from));
                history.push(Happened { what, story, other, dispatch });
            }
            Ok((trace, items, history, ledger.waiting(archive)?))
        };
        let (trace, items, history, waiting) = read().map_err(traces_problem)?;
        let story = trace.stories.first();
        let members = story.map(|it| it.items.clone()).unwrap_or_default();
        let mut members: Vec<&Item> = members.iter().filter_map(|it| items.get(it)).collect();
        members.sort_by_key(|item| traced::when(item));
        let mut timeline = Vec::with_capacity(members.len());
        for item in &members {
            let said = said(archive, traced::id(item)).map_err(crate::desk::problem)?;
            timeline.push(Station { dispatch: traced::member(item), said });
        }
        let shown = traced::Shown { items: &items, trace: &trace };
        Ok(Story {
            id: story.map_or(id, |it| i64::from(it.number)),
            title: members.first().map(|it| traced::title(it)).unwrap_or_default(),
            more: story.map_or(0, |it| it.more),
            speakers: speakers(&timeline),
            timeline,
            copies: shown.copies(),
            statements: shown.statements(),
            contradictions: shown.contradictions(),
            history,
            waiting,
        })
    });
    Ok(Json(found.await?))
}

/// What is said in a dispatch, where it was read.
fn said(archive: &Archive, dispatch: i64) -> sayso_archive::Result<Vec<Said>> {
    let Some(item) = archive.get(dispatch)? else { return Ok(Vec::new()) };
    let Some(stored) = archive.reading(&item)? else { return Ok(Vec::new()) };
    let attributions = stored.reading.attributions.iter().enumerate();
    let said = attributions.map(|(number, one)| {
        let names: Vec<&str> = one.voice.speakers.iter().map(|it| it.name.as_str()).collect();
        let content = one_line(one.content_cover().of(&item.text));
        let cut = match content.char_indices().nth(LONG) {
            Some((at, _)) => format!("{} …", content[..at].trim_end()),
            None => content,
        };
        Said {
            id: statement_id(dispatch, number),
            number,
            speaker: (!names.is_empty()).then(|| names.join(" and ")),
            content: cut,
            kind: names::kind(one.kind),
        }
    });
    Ok(said.collect())
}

fn speakers(timeline: &[Station]) -> Vec<Speaker> {
    let mut counts: BTreeMap<&str, (usize, Vec<i64>)> = BTreeMap::new();
    for station in timeline {
        for name in station.said.iter().filter_map(|it| it.speaker.as_deref()) {
            let (count, dispatches) = counts.entry(name).or_default();
            *count += 1;
            if dispatches.last() != Some(&station.dispatch.id) {
                dispatches.push(station.dispatch.id);
            }
        }
    }
    let speaker = |(name, (statements, dispatches)): (&str, (usize, Vec<i64>))| Speaker {
        name: name.to_owned(),
        statements,
        dispatches: dispatches.len(),
    };
    let mut speakers: Vec<Speaker> = counts.into_iter().map(speaker).collect();
    speakers.sort_by(|a, b| b.statements.cmp(&a.statements).then_with(|| a.name.cmp(&b.name)));
    speakers
}
