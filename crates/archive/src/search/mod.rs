//! Finding dispatches and statements.

mod cursor;
mod marks;
mod plan;

pub use cursor::Cursor;
pub(crate) use marks::Marker;

use rusqlite::types::Value;
use sayso_text::Span;

use crate::archive::Archive;
use crate::days;
use crate::encoding::{GROUPS, KINDS, POLARITIES};
use crate::error::{ArchiveError, ArchiveErrorKind, Result};
use crate::item::{Item, ItemId};
use crate::query::Query;
use crate::readings::{StatementId, statement_place};

/// What is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum In {
    /// Dispatches.
    #[default]
    Dispatches,
    /// Statements, those of one dispatch each by itself.
    Statements,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What matches best (BM25) among the newest thousand that match, then the older ones as they
    /// came; without words to match, the newest.
    #[default]
    Best,
    /// The latest day of issue; what has none last.
    Newest,
    /// The earliest day of issue; what has none last.
    Oldest,
}

/// A question to the archive.
#[derive(Clone, Debug)]
pub struct Search {
    /// What must match.
    pub query: Query,
    /// What is looked for.
    pub within: In,
    /// What comes first.
    pub order: Order,
    /// How many at most.
    pub limit: usize,
    /// Where the page before ended.
    pub after: Option<Cursor>,
}

impl Search {
    /// The first twenty dispatches that match best.
    pub fn new(query: Query) -> Search {
        Search { query, within: In::default(), order: Order::default(), limit: 20, after: None }
    }
}

/// A page of what was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// In the order asked for.
    pub hits: Vec<Hit>,
    /// Where the next page goes on; `None` after the last.
    pub next: Option<Cursor>,
}

/// A dispatch or statement that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The dispatch.
    pub item: Item,
    /// Its publisher, given or read.
    pub publisher: Option<String>,
    /// Its day of issue, given or read, `YYYY-MM-DD`.
    pub issued: Option<String>,
    /// How well it matches, more is better; 0 where it was not ranked.
    pub score: f64,
    /// Where the dispatch's text bears it out: the statement from its first word to its last; of a
    /// dispatch the passage with most of the words that match.
    pub span: Span,
    /// The words in the text that match; of a statement, those within the span.
    pub marks: Vec<Span>,
    /// The statement, where statements were looked for.
    pub statement: Option<StatementHit>,
}

/// What is known of a statement that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementHit {
    /// Its number.
    pub id: StatementId,
    /// Its place in the dispatch's reading.
    pub place: usize,
    /// Whether it is quoted.
    pub kind: sayso_read::Kind,
    /// Whether it was affirmed.
    pub polarity: sayso_read::Polarity,
    /// The group of a source without a name.
    pub anonymous: Option<sayso_read::Group>,
    /// Probability that it is right.
    pub confidence: f32,
    /// Who speaks.
    pub speakers: Vec<String>,
    /// The hands it came through, publisher first.
    pub chain: Vec<String>,
    /// First and last day of utterance, `YYYY-MM-DD`.
    pub said: Option<(String, String)>,
}

/// Of more matches than this the newest are ranked, and the older ones follow as they came: the
/// time of a search would grow with the archive otherwise.
const RANKED: usize = 1_000;

/// The score of those that are not ranked; ranks are negative.
const OLDER: f64 = 1.0;

/// Where rows are looked for.
struct Tables {
    /// The full-text index.
    words: &'static str,
    /// The weights of its columns.
    weights: &'static str,
    /// The table of rows, with its short name.
    row: &'static str,
    short: &'static str,
    /// The column of the row's number.
    id: &'static str,
    /// Row numbers of an item.
    range: fn(ItemId) -> (i64, i64),
}

impl Tables {
    fn of(within: In) -> Tables {
        match within {
            In::Dispatches => Tables {
                words: "dispatch_words",
                weights: "bm25(4.0, 1.0)",
                row: "facets f",
                short: "f",
                id: "item",
                range: |item| (item, item),
            },
            In::Statements => Tables {
                words: "statement_words",
                weights: "bm25(1.0, 0.3)",
                row: "statements s",
                short: "s",
                id: "id",
                range: crate::readings::statement_range,
            },
        }
    }
}

/// A question in SQL: where to look, on what conditions, and what `?` stands for.
struct Asked {
    from: String,
    conditions: String,
    values: Vec<Value>,
}

impl Asked {
    fn new(plan: &plan::Plan, tables: &Tables, bound: ItemId) -> Asked {
        let Tables { words, row, short, id, range, .. } = tables;
        // Numbers of items are well below 2^43.
        let last = plan.items.1.min(bound);
        let (low, high) = (range(plan.items.0.min(last + 1)).0, range(last).1);
        let mut values = plan.values.clone();
        let (from, mut conditions) = match &plan.words {
            Some(expression) => {
                values.push(expression.clone().into());
                let expression = values.len();
                (
                    // CROSS keeps the full-text index the outer loop.
                    format!("{words} w CROSS JOIN {row} ON {short}.{id} = w.rowid"),
                    format!("w.{words} MATCH ?{expression} AND w.rowid BETWEEN {low} AND {high}"),
                )
            }
            // The plus leaves the order to the index of days.
            None => ((*row).to_owned(), format!("+{short}.{id} BETWEEN {low} AND {high}")),
        };
        if plan.conditions != "1" {
            conditions.push_str(&format!(" AND {}", plan.conditions));
        }
        Asked { from, conditions, values }
    }

    /// The newest matches by rank, and what its `?` stand for.
    fn best(&self, search: &Search, tables: &Tables, limit: usize) -> (String, Vec<Value>) {
        let Asked { from, conditions, values } = self;
        let mut values = values.clone();
        values.push(tables.weights.to_owned().into());
        let weights = format!("?{}", values.len());
        let after = match &search.after {
            Some(cursor) => {
                values.push(cursor.score.into());
                let score = format!("?{}", values.len());
                format!("WHERE score > {score} OR score = {score} AND id < {}", cursor.id)
            }
            None => String::new(),
        };
        let query = format!(
            "SELECT id, score, day FROM (
                 SELECT w.rowid AS id, w.rank AS score, {}.day AS day FROM {from}
                 WHERE {conditions} AND w.rank MATCH {weights}
                 ORDER BY w.rowid DESC LIMIT {RANKED}
             ) {after} ORDER BY score, id DESC LIMIT {limit}",
            tables.short
        );
        (query, values)
    }

    /// The matches that are not among the newest, as they came.
    fn older(&self, search: &Search, tables: &Tables, limit: usize) -> String {
        let Asked { from, conditions, .. } = self;
        let (after, skip) = match &search.after {
            Some(cursor) if cursor.score == OLDER => (format!("AND w.rowid < {}", cursor.id), 0),
            _ => (String::new(), RANKED),
        };
        format!(
            "SELECT w.rowid, {OLDER:.1}, {}.day FROM {from} WHERE {conditions} {after}
             ORDER BY w.rowid DESC LIMIT {limit} OFFSET {skip}",
            tables.short
        )
    }

    /// Rows by their day; what has no day comes last in either direction.
    fn by_day(&self, search: &Search, tables: &Tables, limit: usize) -> String {
        let Tables { short, id, .. } = tables;
        let Asked { from, conditions, .. } = self;
        let oldest = search.order == Order::Oldest;
        let after = match &search.after {
            Some(cursor) => {
                let last = cursor.id;
                let (none, than) = if oldest { (i64::MAX, ">") } else { (i64::MIN, "<") };
                let day = cursor.day.unwrap_or(none);
                format!("AND (coalesce({short}.day, {none}), {short}.{id}) {than} ({day}, {last})")
            }
            None => String::new(),
        };
        // Nulls are the smallest: as they are, the index of days gives this order.
        let order = if oldest {
            format!("{short}.day IS NULL, {short}.day, {short}.{id}")
        } else {
            format!("{short}.day DESC, {short}.{id} DESC")
        };
        format!(
            "SELECT {short}.{id}, 0.0, {short}.day FROM {from} WHERE {conditions} {after}
             ORDER BY {order} LIMIT {limit}"
        )
    }
}

/// A row of the ranking.
struct Row {
    id: i64,
    score: f64,
    day: Option<i64>,
}

impl Archive {
    /// Finds a page of dispatches or statements.
    ///
    /// # Errors
    /// When the cursor is one of another search.
    pub fn search(&self, search: &Search) -> Result<Found> {
        let limit = search.limit.clamp(1, 10_000);
        let plan = plan::plan(&self.connection, &search.query.root, search.within)?;
        let ranked = plan.words.is_some() && search.order == Order::Best;
        if search.after.as_ref().is_some_and(|cursor| !cursor.belongs_to(search)) {
            return Err(ArchiveError::new(
                ArchiveErrorKind::Argument,
                "this cursor is one of another search; leave it out to start anew",
            ));
        }
        let bound = match &search.after {
            Some(cursor) => cursor.bound,
            None => self.newest()?,
        };
        let rows = self.rows(search, &plan, ranked, bound, limit + 1)?;
        let next = (rows.len() > limit).then(|| {
            let last = &rows[limit - 1];
            Cursor::new(search, bound, last.score, last.day, last.id)
        });
        let mut hits = rows
            .into_iter()
            .take(limit)
            .map(|row| self.hit(row, search.within))
            .collect::<Result<Vec<_>>>()?;
        if let Some(marks) = &plan.marks {
            self.mark(&mut hits, marks)?;
        }
        Ok(Found { hits, next })
    }

    /// The number of the newest item.
    fn newest(&self) -> Result<ItemId> {
        let query = "SELECT coalesce(max(item), 0) FROM facets";
        Ok(self.connection.prepare_cached(query)?.query_row([], |row| row.get(0))?)
    }

    /// The rows of a page and, where there are more, one more.
    fn rows(
        &self,
        search: &Search,
        plan: &plan::Plan,
        ranked: bool,
        bound: ItemId,
        limit: usize,
    ) -> Result<Vec<Row>> {
        let tables = Tables::of(search.within);
        let asked = Asked::new(plan, &tables, bound);
        if !ranked {
            return self.ask(&asked.by_day(search, &tables, limit), &asked.values);
        }
        let mut rows = match &search.after {
            Some(cursor) if cursor.score == OLDER => Vec::new(),
            _ => {
                let (query, values) = asked.best(search, &tables, limit);
                self.ask(&query, &values)?
            }
        };
        if rows.len() < limit {
            let query = asked.older(search, &tables, limit - rows.len());
            rows.extend(self.ask(&query, &asked.values)?);
        }
        Ok(rows)
    }

    fn ask(&self, query: &str, values: &[Value]) -> Result<Vec<Row>> {
        let mut query = self.connection.prepare_cached(query)?;
        let rows = query.query_map(rusqlite::params_from_iter(values), |row| {
            Ok(Row { id: row.get(0)?, score: row.get(1)?, day: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn hit(&self, row: Row, within: In) -> Result<Hit> {
        let (item, place) = match within {
            In::Dispatches => (row.id, None),
            In::Statements => {
                let (item, place) = statement_place(row.id);
                (item, Some(place))
            }
        };
        let item = self
            .get(item)?
            .ok_or_else(|| ArchiveError::damaged("the index names an item that is not there"))?;
        let mut span = Span::new(0, 0);
        let statement = match place {
            Some(place) => {
                let (statement, cover) = self.statement_hit(row.id, place, &item)?;
                span = cover;
                Some(statement)
            }
            None => None,
        };
        Ok(Hit {
            publisher: self.publisher(item.id)?,
            issued: days::written(row.day),
            score: if row.score < 0.0 { -row.score } else { 0.0 },
            span,
            marks: Vec::new(),
            statement,
            item,
        })
    }

    /// The publisher of an item, given or read.
    pub(crate) fn publisher(&self, item: ItemId) -> Result<Option<String>> {
        use rusqlite::OptionalExtension;
        let query =
            "SELECT names.name FROM facets JOIN names ON names.id = publisher WHERE item = ?1";
        let mut query = self.connection.prepare_cached(query)?;
        Ok(query.query_row([item], |row| row.get(0)).optional()?)
    }

    pub(crate) fn statement_hit(
        &self,
        id: StatementId,
        place: usize,
        item: &Item,
    ) -> Result<(StatementHit, Span)> {
        let lost = || ArchiveError::damaged("a statement does not fit its dispatch");
        let (mut statement, start, end) = self
            .connection
            .prepare_cached(
                "SELECT kind, polarity, anonymous, confidence, said_first, said_last, start, end
                 FROM statements WHERE id = ?1",
            )?
            .query_row([id], |row| {
                let place_of = |column| row.get::<_, i64>(column).map(|number| number as usize);
                let said = |column| row.get::<_, Option<i64>>(column).map(days::written);
                let statement = StatementHit {
                    id,
                    place,
                    kind: KINDS[place_of(0)?.min(KINDS.len() - 1)],
                    polarity: POLARITIES[place_of(1)?.min(POLARITIES.len() - 1)],
                    anonymous: match place_of(2)? {
                        0 => None,
                        group => Some(GROUPS[(group - 1).min(GROUPS.len() - 1)]),
                    },
                    confidence: row.get::<_, f64>(3)? as f32,
                    speakers: Vec::new(),
                    chain: Vec::new(),
                    said: said(4)?.zip(said(5)?),
                };
                Ok((statement, place_of(6)?, place_of(7)?))
            })?;
        item.text.get(start..end).ok_or_else(lost)?;
        statement.speakers = self.names_of("speakers", "n.rowid", id)?;
        statement.chain = self.names_of("hands", "n.place", id)?;
        Ok((statement, Span::new(start, end)))
    }

    fn names_of(&self, table: &str, order: &str, id: StatementId) -> Result<Vec<String>> {
        let order = if table == "hands" { order } else { "names.id" };
        let query = format!(
            "SELECT names.name FROM {table} n JOIN names ON names.id = n.name
             WHERE n.statement = ?1 ORDER BY {order}"
        );
        let mut query = self.connection.prepare_cached(&query)?;
        let found = query.query_map([id], |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    fn mark(&self, hits: &mut [Hit], expression: &str) -> Result<()> {
        let marker = self.marker()?;
        let texts: Vec<&str> = hits
            .iter()
            .map(|hit| match hit.statement {
                Some(_) => hit.span.of(&hit.item.text),
                None => hit.item.text.as_str(),
            })
            .collect();
        let marks = marker.marks(expression, &texts)?;
        for (hit, marks) in hits.iter_mut().zip(marks) {
            let shift = |span: Span| {
                Span::new(span.start() + hit.span.start(), span.end() + hit.span.start())
            };
            if hit.statement.is_some() {
                hit.marks = marks.into_iter().map(shift).collect();
            } else {
                hit.span = passage(&hit.item.text, &marks);
                hit.marks = marks;
            }
        }
        Ok(())
    }
}

/// How much of a dispatch is shown, in bytes.
const PASSAGE: usize = 240;

/// The stretch of the text with the most marks, cut at words.
fn passage(text: &str, marks: &[Span]) -> Span {
    let mut best = (0, 0);
    for (index, first) in marks.iter().enumerate() {
        let reach = first.start() + PASSAGE;
        let count = marks[index..].iter().take_while(|mark| mark.end() <= reach).count();
        if count > best.0 {
            best = (count, index);
        }
    }
    let (start, end) = match marks.get(best.1) {
        Some(first) => {
            let last = &marks[best.1 + best.0.max(1) - 1];
            let around = PASSAGE.saturating_sub(last.end().saturating_sub(first.start())) / 2;
            (first.start().saturating_sub(around), (last.end() + around).min(text.len()))
        }
        None => (0, PASSAGE.min(text.len())),
    };
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary(end);
    // To the next word's start and the last word's end, unless the text itself starts or ends.
    let cut = |c: char| c.is_whitespace();
    let start =
        if start == 0 { 0 } else { text[start..end].find(cut).map_or(start, |at| start + at) };
    let end = if end == text.len() {
        end
    } else {
        text[start..end].rfind(cut).map_or(end, |at| start + at)
    };
    Span::new(start, end.max(start)).trim(text)
}
