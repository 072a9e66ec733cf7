//! What a person said over time, and how the wording changed.

use std::collections::{BTreeMap, BTreeSet};

use sayso_read::Attribution;

use crate::archive::Archive;
use crate::days;
use crate::error::Result;
use crate::item::{Item, ItemId};
use crate::names;
use crate::readings::{StatementId, content_words, statement_place};
use crate::search::StatementHit;
use crate::words::{Matters, overlap, telling};

/// Statements looked at for one person; the latest, where there are more.
const MOST: usize = 5_000;

/// Share of the shorter statement's words that must stand in the other for both to be of one matter.
const SAME_MATTER: f32 = 0.6;

/// Fewer telling words than this say nothing of the matter.
const FEWEST: usize = 3;

/// A person in the archive.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// The names that were meant.
    pub names: Vec<String>,
    /// What was said, a matter each, in the order in which the matters came up.
    pub matters: Vec<Matter>,
    /// Statements that were left out, being too many: the earliest.
    pub left_out: usize,
}

/// What a person said on one matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Matter {
    /// The wordings, in the order in which they came up. More than one is a change.
    pub wordings: Vec<Wording>,
}

/// One wording and everybody who reports it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// The words, white space as single blanks.
    pub words: String,
    /// Who reports it, in the order of time.
    pub reports: Vec<Report>,
}

/// A dispatch that reports a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The dispatch.
    pub item: ItemId,
    /// Its publisher, given or read.
    pub publisher: Option<String>,
    /// Its day of issue, given or read.
    pub issued: Option<String>,
    /// The day it was said, as far as told, else issued; `YYYY-MM-DD`.
    pub day: Option<String>,
    /// The statement.
    pub statement: StatementHit,
    /// Its bytes in the dispatch's text.
    pub span: sayso_text::Span,
}

impl Archive {
    /// What people whose names hold these words said, in the order of time.
    pub fn who(&self, name: &str) -> Result<Person> {
        let numbers = names::matching(&self.connection, name)?;
        let mut person = Person::default();
        let mut statements: BTreeMap<StatementId, Option<i64>> = BTreeMap::new();
        for number in numbers {
            let mut query = self.connection.prepare_cached(
                "SELECT s.id, coalesce(s.said_first, s.day), names.name
                 FROM speakers n JOIN statements s ON s.id = n.statement
                 JOIN names ON names.id = n.name WHERE n.name = ?1",
            )?;
            let mut rows = query.query([number])?;
            while let Some(row) = rows.next()? {
                let spoken: String = row.get(2)?;
                statements.insert(row.get(0)?, row.get(1)?);
                if person.names.last() != Some(&spoken) {
                    person.names.push(spoken);
                }
            }
        }
        let mut ordered: Vec<(Option<i64>, StatementId)> =
            statements.into_iter().map(|(id, day)| (day, id)).collect();
        // What has no day comes first, as the oldest.
        ordered.sort();
        person.left_out = ordered.len().saturating_sub(MOST);
        ordered.drain(..person.left_out);
        let mut gathered = Gathered::default();
        let mut last: Option<(Item, Vec<Attribution>)> = None;
        for (day, id) in ordered {
            let (item, place) = statement_place(id);
            if last.as_ref().is_none_or(|(last, _)| last.id != item) {
                let Some(item) = self.get(item)? else { continue };
                let reading = self.reading(&item)?.map(|stored| stored.reading);
                last = Some((item, reading.unwrap_or_default().attributions));
            }
            let Some((item, attributions)) = &last else { continue };
            let (statement, span) = self.statement_hit(id, place, item)?;
            // The pieces, without what stands between them: "…," she said, "…".
            let words = match attributions.get(place) {
                Some(found) => one_line(&content_words(&item.text, found)),
                None => one_line(span.of(&item.text)),
            };
            let report = Report {
                item: item.id,
                publisher: self.publisher(item.id)?,
                issued: self.issue_day(item.id)?,
                day: days::written(day),
                statement,
                span,
            };
            gathered.add(words, report);
        }
        person.matters = gathered.matters;
        Ok(person)
    }

    /// The day of issue of an item, given or read, `YYYY-MM-DD`.
    pub(crate) fn issue_day(&self, item: ItemId) -> Result<Option<String>> {
        let mut query = self.connection.prepare_cached("SELECT day FROM facets WHERE item = ?1")?;
        Ok(days::written(query.query_row([item], |row| row.get(0))?))
    }
}

#[derive(Default)]
struct Gathered {
    matters: Vec<Matter>,
    /// The words of each matter's latest wording.
    latest: Vec<BTreeSet<String>>,
    index: Matters,
}

impl Gathered {
    fn add(&mut self, words: String, report: Report) {
        let telling = telling(&words);
        let place = self.place(&words, &telling);
        if place == self.matters.len() {
            self.matters.push(Matter { wordings: Vec::new() });
            self.latest.push(BTreeSet::new());
        }
        self.index.add(place, &telling);
        self.latest[place] = telling;
        let wordings = &mut self.matters[place].wordings;
        let same = wordings.iter_mut().find(|wording| bare(&wording.words) == bare(&words));
        match same {
            Some(wording) => wording.reports.push(report),
            None => wordings.push(Wording { words, reports: vec![report] }),
        }
    }

    /// The matter that the words belong to, a new one where there is none.
    fn place(&self, words: &str, telling: &BTreeSet<String>) -> usize {
        for (matter, shared) in self.index.sharing(telling).into_iter().take(8) {
            let latest = &self.latest[matter];
            let alike = overlap(telling, latest) >= SAME_MATTER
                && telling.len().min(latest.len()) >= FEWEST
                && shared >= FEWEST;
            let same =
                || self.matters[matter].wordings.iter().any(|it| bare(&it.words) == bare(words));
            if alike || same() {
                return matter;
            }
        }
        self.matters.len()
    }
}

/// Words without the marks around and between them: what must be the same for one wording.
fn bare(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
