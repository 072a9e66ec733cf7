//! What the API shows of traces: plain types, made by hand from the tracer's.

use std::collections::BTreeMap;

use sayso_archive::{Change, differences};
use sayso_text::CharIndex;
use sayso_trace as trace;
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::one_line;

/// A dispatch of a story.
#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    /// Its number.
    pub id: i64,
    /// Headline, or its first line.
    pub title: String,
    /// Publisher, given or read.
    pub outlet: Option<String>,
    /// When it was issued: an instant (ISO 8601, UTC), or a day where no more is known.
    pub issued: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// One dispatch has words of another.
#[derive(Debug, Serialize, ToSchema)]
pub struct Taken {
    /// The dispatch that took them.
    copy: i64,
    /// The one that had them.
    of: i64,
    /// `verbatim`, `cut`, `reordered`, `rewritten`, `translated`, `lifted`, `update` or `correction`.
    how: &'static str,
    /// Whether it can be told which of the two had them first.
    known: bool,
    /// Why we think so.
    evidence: Vec<String>,
}

/// Some words of a wording, and how they stand to the first one.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stretch {
    /// The words.
    text: String,
    /// `same`, `added` (only here) or `removed` (only in the first wording).
    change: &'static str,
}

/// A statement as one dispatch renders it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Wording {
    /// The dispatch.
    dispatch: i64,
    /// First character of the words in its text.
    start: usize,
    /// Character after the last.
    end: usize,
    /// The words.
    text: String,
    /// Whether they are quoted.
    quoted: bool,
    /// Whether the sense or a figure differs from the wording that it was taken from.
    altered: bool,
    /// The way here from the first wording; empty for that one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<Stretch>,
}

/// Who has a statement from whom.
#[derive(Debug, Serialize, ToSchema)]
pub struct Step {
    /// The dispatch.
    dispatch: i64,
    /// The one that it has the statement from.
    from: i64,
    /// Why we think so.
    because: String,
}

/// One independent hearing of a statement, with all who have it from there.
#[derive(Debug, Serialize, ToSchema)]
pub struct Origin {
    /// The dispatches, the first hand first.
    dispatches: Vec<i64>,
    /// Why it counts as a hearing of its own.
    reason: String,
    /// Who has it from whom.
    steps: Vec<Step>,
}

/// A statement that several dispatches render.
#[derive(Debug, Serialize, ToSchema)]
pub struct Statement {
    /// Who made it, by the fullest name given.
    speaker: Option<String>,
    /// All its wordings.
    wordings: Vec<Wording>,
    /// Independent hearings, the earliest first.
    origins: Vec<Origin>,
    /// How many there are.
    origin_count: usize,
    /// Why the wordings are taken for one statement.
    linked_by: Vec<String>,
}

/// Two dispatches that tell the same thing otherwise.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contradiction {
    a: i64,
    b: i64,
    /// What about.
    about: String,
    /// What the one says.
    words_a: String,
    /// What the other says.
    words_b: String,
}

/// A trace with the items that it speaks of.
pub struct Shown<'t> {
    /// By number.
    pub items: &'t BTreeMap<u32, trace::Item>,
    /// What they come to.
    pub trace: &'t trace::Trace,
}

/// The archive's number of an item of the ledger.
pub fn id(item: &trace::Item) -> i64 {
    item.id.parse().unwrap_or_default()
}

/// What puts items in the order of issue.
pub fn when(item: &trace::Item) -> (i64, i64) {
    (item.issued.map_or(i64::MAX, trace::Moment::seconds), id(item))
}

impl Shown<'_> {
    fn id(&self, number: u32) -> i64 {
        self.items.get(&number).map(id).unwrap_or_default()
    }

    /// All dispatches that the trace speaks of, in the order of issue.
    pub fn members(&self) -> Vec<Member> {
        let mut items: Vec<&trace::Item> = self.items.values().collect();
        items.sort_by_key(|item| when(item));
        items.into_iter().map(member).collect()
    }

    /// The copies.
    pub fn copies(&self) -> Vec<Taken> {
        let copies = self.trace.copies.iter();
        let taken = |copy: &trace::CopyOf| Taken {
            copy: self.id(copy.copy),
            of: self.id(copy.of),
            how: copy.how.name(),
            known: copy.known,
            evidence: copy.evidence.clone(),
        };
        copies.map(taken).collect()
    }

    /// The statements that stand in two dispatches or more.
    pub fn statements(&self) -> Vec<Statement> {
        self.trace.statements.iter().map(|it| self.statement(it)).collect()
    }

    /// One statement.
    pub fn statement(&self, statement: &trace::Statement) -> Statement {
        let first = statement.mentions.first().map(|it| self.words(it.item, it.span));
        let mut indexes: BTreeMap<u32, CharIndex> = BTreeMap::new();
        let mut wordings = Vec::new();
        for (place, mention) in statement.mentions.iter().enumerate() {
            let Some(item) = self.items.get(&mention.item) else { continue };
            let index = indexes.entry(mention.item).or_insert_with(|| CharIndex::new(&item.text));
            let text = self.words(mention.item, mention.span);
            let differences = match &first {
                Some(first) if place > 0 => stretches(first, &text),
                _ => Vec::new(),
            };
            wordings.push(Wording {
                dispatch: id(item),
                start: index.character(mention.span.start()),
                end: index.character(mention.span.end()),
                text,
                quoted: mention.quoted,
                altered: mention.altered_from.is_some(),
                differences,
            });
        }
        let step = |(item, from, because): &(u32, u32, String)| Step {
            dispatch: self.id(*item),
            from: self.id(*from),
            because: because.clone(),
        };
        let origin = |origin: &trace::Origin| Origin {
            dispatches: origin.items.iter().map(|item| self.id(*item)).collect(),
            reason: origin.reason.clone(),
            steps: origin.steps.iter().map(step).collect(),
        };
        Statement {
            speaker: statement.speaker.clone(),
            wordings,
            origins: statement.origins.iter().map(origin).collect(),
            origin_count: statement.origins.len(),
            linked_by: statement.grounds.clone(),
        }
    }

    /// What dispatches tell otherwise.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let all = self.trace.contradictions.iter();
        let told = |it: &trace::Contradiction| Contradiction {
            a: self.id(it.a),
            b: self.id(it.b),
            about: it.about.clone(),
            words_a: self.words(it.a, it.at),
            words_b: self.words(it.b, it.against),
        };
        all.map(told).collect()
    }

    fn words(&self, number: u32, span: sayso_text::Span) -> String {
        let text = self.items.get(&number).map(|item| item.text.as_str()).unwrap_or_default();
        one_line(text.get(span.range()).unwrap_or_default())
    }
}

/// A dispatch as a list shows it.
pub fn member(item: &trace::Item) -> Member {
    Member {
        id: id(item),
        title: title(item),
        outlet: item.outlet.clone(),
        issued: item.issued.and_then(issued),
        url: item.url.clone(),
    }
}

/// The headline of an item, or its first line.
pub fn title(item: &trace::Item) -> String {
    let given = item.title.as_deref().map(one_line).filter(|title| !title.is_empty());
    let first = || {
        let line = item.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        one_line(line).chars().take(120).collect()
    };
    given.unwrap_or_else(first)
}

fn issued(moment: trace::Moment) -> Option<String> {
    let written = jiff::Timestamp::from_second(moment.seconds()).ok()?.to_string();
    if moment.is_day() { Some(written.get(..10)?.to_owned()) } else { Some(written) }
}

fn stretches(first: &str, other: &str) -> Vec<Stretch> {
    let stretch = |change: Change| match change {
        Change::Same(text) => Stretch { text, change: "same" },
        Change::Added(text) => Stretch { text, change: "added" },
        Change::Removed(text) => Stretch { text, change: "removed" },
    };
    differences(first, other).into_iter().map(stretch).collect()
}
