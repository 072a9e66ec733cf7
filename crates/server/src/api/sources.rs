//! Who is quoted how much; how much is anonymous, how much came through other hands.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use rusqlite::ToSql;
use sayso_archive::{Archive, days};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body;
use crate::desk::Desk;
use crate::problem::Problem;
use crate::security::Reader;

/// Which statements are counted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// Only those that this outlet prints, by its whole name.
    publisher: Option<String>,
    /// Only those issued on this day or later: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    after: Option<String>,
    /// Only those issued before this day.
    before: Option<String>,
}

/// A speaker and how often he is quoted.
#[derive(Debug, Serialize, ToSchema)]
pub struct Quoted {
    name: String,
    statements: i64,
}

/// Counts of an outlet.
#[derive(Debug, Serialize, ToSchema)]
pub struct Outlet {
    /// Its name; null for what no publisher is known of.
    name: Option<String>,
    statements: i64,
    /// Of a source without name and institution.
    anonymous: i64,
    /// Through one more hand than the outlet's own.
    carried: i64,
}

/// Counts of a month of issue.
#[derive(Debug, Serialize, ToSchema)]
pub struct Month {
    /// `YYYY-MM`
    month: String,
    statements: i64,
    anonymous: i64,
    carried: i64,
}

/// Who is quoted, by whom, when.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sources {
    /// The thirty most quoted.
    speakers: Vec<Quoted>,
    /// The thirty outlets with most statements.
    outlets: Vec<Outlet>,
    /// The months, the earliest first.
    months: Vec<Month>,
}

const WHERE: &str =
    "(:publisher IS NULL OR s.publisher = (SELECT id FROM names WHERE name = :publisher))
     AND (:after IS NULL OR s.day >= :after) AND (:before IS NULL OR s.day < :before)";

/// A hand between the outlet and the one who speaks.
const CARRIED: &str =
    "EXISTS (SELECT 1 FROM hands WHERE hands.statement = s.id AND hands.place = 2)";

/// Who is quoted how much, and what share is anonymous or came through other hands.
#[utoipa::path(
    get, path = "/sources", tag = "sources", params(Which),
    responses(
        (status = 200, description = "counts", body = Sources),
        (status = 400, description = "no day", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    body::Query(which): body::Query<Which>,
) -> Result<Json<Sources>, Problem> {
    let bound = |day: &Option<String>| match day.as_deref().filter(|day| !day.is_empty()) {
        None => Ok(None),
        Some(day) => days::range(day)
            .map(|(first, _)| Some(first))
            .ok_or_else(|| Problem::bad_request(format!("{day:?} is no day: write YYYY-MM-DD"))),
    };
    let (after, before) = (bound(&which.after)?, bound(&which.before)?);
    let publisher = which.publisher.filter(|name| !name.trim().is_empty());
    let found = desk
        .archive(move |archive| {
            let values: [(&str, &dyn ToSql); 3] =
                [(":publisher", &publisher), (":after", &after), (":before", &before)];
            count(archive, &values)
        })
        .await?;
    Ok(Json(found))
}

fn count(archive: &Archive, values: &[(&str, &dyn ToSql)]) -> sayso_archive::Result<Sources> {
    let connection = archive.connection();
    let sql = format!(
        "SELECT names.name, count(*) AS n FROM speakers JOIN statements s ON s.id = speakers.statement
         JOIN names ON names.id = speakers.name WHERE {WHERE}
         GROUP BY speakers.name ORDER BY n DESC, names.name LIMIT 30"
    );
    let mut query = connection.prepare_cached(&sql)?;
    let speakers = query
        .query_map(values, |row| Ok(Quoted { name: row.get(0)?, statements: row.get(1)? }))?
        .collect::<Result<_, _>>()?;
    let sql = format!(
        "SELECT names.name, count(*) AS n, sum(s.anonymous > 0), sum({CARRIED}) FROM statements s
         LEFT JOIN names ON names.id = s.publisher WHERE {WHERE}
         GROUP BY s.publisher ORDER BY n DESC, names.name LIMIT 30"
    );
    let mut query = connection.prepare_cached(&sql)?;
    let outlets = query
        .query_map(values, |row| {
            let (name, statements) = (row.get(0)?, row.get(1)?);
            Ok(Outlet { name, statements, anonymous: row.get(2)?, carried: row.get(3)? })
        })?
        .collect::<Result<_, _>>()?;
    let sql = format!(
        "SELECT strftime('%Y-%m', s.day * 86400, 'unixepoch') AS month, count(*),
             sum(s.anonymous > 0), sum({CARRIED}) FROM statements s
         WHERE s.day IS NOT NULL AND {WHERE} GROUP BY month ORDER BY month"
    );
    let mut query = connection.prepare_cached(&sql)?;
    let months = query
        .query_map(values, |row| {
            let (month, statements) = (row.get(0)?, row.get(1)?);
            Ok(Month { month, statements, anonymous: row.get(2)?, carried: row.get(3)? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(Sources { speakers, outlets, months })
}
