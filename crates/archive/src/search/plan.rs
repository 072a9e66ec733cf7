//! From a query to SQL: words go to the full-text index, which ranks; everything else are
//! conditions on the rows that it finds.
//!
//! What costs: the full-text index gives matches by number, newest first, at some microseconds
//! each, and so does the index of days. So a condition that few rows meet is turned into the set of
//! their numbers, one that many meet is looked at row by row until the page is full, and days of
//! issue bound the numbers that are looked at.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::In;
use crate::encoding::{GROUPS, KINDS, POLARITIES, number};
use crate::error::Result;
use crate::item::ItemId;
use crate::names;
use crate::query::{Filter, Node, Words};

/// SQL for a query.
pub(super) struct Plan {
    /// What the full-text index is asked; without it rows come by their day.
    pub(super) words: Option<String>,
    /// Conditions that all must hold, joined by AND.
    pub(super) conditions: String,
    /// What the conditions' `?` stand for.
    pub(super) values: Vec<Value>,
    /// Any of the words that are looked for, to mark them.
    pub(super) marks: Option<String>,
    /// First and last item that can match, by the days of issue asked for.
    pub(super) items: (ItemId, ItemId),
}

/// A name with no more rows than this makes a set of their numbers.
const FEW: usize = 5_000;

pub(super) fn plan(connection: &Connection, root: &Node, within: In) -> Result<Plan> {
    let mut conjuncts = Vec::new();
    flatten(root, &mut conjuncts);
    let (mut positive, mut negative) = (Vec::new(), Vec::new());
    let (mut of_statement, mut others) = (Vec::new(), Vec::new());
    for node in conjuncts {
        match node {
            Node::Not(inner) => match expression(inner) {
                Some(words) => negative.push((words, node)),
                None => others.push(node),
            },
            node => match expression(node) {
                Some(words) => positive.push(words),
                None if within == In::Dispatches && only_statements(node) => {
                    of_statement.push(node);
                }
                None => others.push(node),
            },
        }
    }
    let mut items = (0, ItemId::MAX);
    for node in &others {
        if let Node::Filter(Filter::Issued(first, last)) = node {
            let (low, high) = issued(connection, *first, *last)?;
            items = (items.0.max(low), items.1.min(high));
        }
    }
    let mut marks = Vec::new();
    leaves(root, &mut marks);
    let mut builder =
        Builder { connection, within, words_lead: !positive.is_empty(), values: Vec::new() };
    let mut conditions = Vec::new();
    let words = if positive.is_empty() {
        others.extend(negative.iter().map(|(_, node)| *node));
        None
    } else {
        let mut words = format!("({})", positive.join(" AND "));
        for (negative, _) in &negative {
            words.push_str(&format!(" NOT ({negative})"));
        }
        Some(words)
    };
    // One statement of the dispatch must be all that is asked of statements.
    if !of_statement.is_empty() {
        let mut few = false;
        let mut parts = Vec::new();
        for node in of_statement {
            few |= builder.is_of_few(node)?;
            parts.push(builder.condition(node, In::Statements, "s.id")?);
        }
        conditions.push(builder.has_statement(&parts.join(" AND "), few));
    }
    let id = builder.id();
    for node in others {
        conditions.push(builder.condition(node, within, id)?);
    }
    if conditions.is_empty() {
        conditions.push("1".to_owned());
    }
    Ok(Plan {
        words,
        conditions: conditions.join(" AND "),
        values: builder.values,
        marks: (!marks.is_empty()).then(|| marks.join(" OR ")),
        items,
    })
}

/// First and last item issued between two days.
fn issued(connection: &Connection, first: i64, last: i64) -> Result<(ItemId, ItemId)> {
    let mut query = connection.prepare_cached(
        "SELECT coalesce(min(item), 1), coalesce(max(item), 0) FROM facets WHERE day BETWEEN ?1 AND ?2",
    )?;
    Ok(query.query_row([first, last], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

fn flatten<'a>(node: &'a Node, into: &mut Vec<&'a Node>) {
    match node {
        Node::And(nodes) => nodes.iter().for_each(|node| flatten(node, into)),
        node => into.push(node),
    }
}

/// The full-text expression of a node of words that match something of their own.
fn expression(node: &Node) -> Option<String> {
    match node {
        Node::Words(words) => Some(quoted(words)),
        Node::Or(nodes) => {
            let parts: Vec<String> = nodes.iter().map(expression).collect::<Option<_>>()?;
            Some(format!("({})", parts.join(" OR ")))
        }
        Node::And(nodes) => {
            let (mut positive, mut negative) = (Vec::new(), Vec::new());
            for node in nodes {
                match node {
                    Node::Not(inner) => negative.push(expression(inner)?),
                    node => positive.push(expression(node)?),
                }
            }
            if positive.is_empty() {
                return None;
            }
            let mut whole = format!("({})", positive.join(" AND "));
            for negative in negative {
                whole = format!("({whole} NOT ({negative}))");
            }
            Some(whole)
        }
        Node::Not(_) | Node::Filter(_) => None,
    }
}

fn quoted(words: &Words) -> String {
    let clean: String =
        words.words.chars().map(|c| if c.is_control() || c == '"' { ' ' } else { c }).collect();
    format!("\"{clean}\"{}", if words.prefix { " *" } else { "" })
}

/// The words that are looked for, those that must be missing aside.
fn leaves(node: &Node, into: &mut Vec<String>) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| leaves(node, into)),
        Node::Words(words) => into.push(quoted(words)),
        Node::Not(_) | Node::Filter(_) => {}
    }
}

/// Whether nothing is asked but of statements, and nothing denied: a denial is about the whole
/// dispatch.
fn only_statements(node: &Node) -> bool {
    match node {
        Node::Filter(filter) => filter.of_statement(),
        Node::Or(nodes) | Node::And(nodes) => nodes.iter().all(only_statements),
        Node::Not(_) | Node::Words(_) => false,
    }
}

struct Builder<'a> {
    connection: &'a Connection,
    within: In,
    /// Whether the full-text index finds the rows.
    words_lead: bool,
    values: Vec<Value>,
}

impl Builder<'_> {
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// The number of the row that is looked at. The plus keeps SQLite from asking the full-text
    /// index for one number after the other.
    fn id(&self) -> &'static str {
        match self.within {
            _ if self.words_lead => "+w.rowid",
            In::Dispatches => "f.item",
            In::Statements => "s.id",
        }
    }

    fn condition(&mut self, node: &Node, within: In, id: &str) -> Result<String> {
        if let Some(words) = expression(node) {
            let words = self.value(words);
            let table = match within {
                In::Dispatches => "dispatch_words",
                In::Statements => "statement_words",
            };
            return Ok(format!("{id} IN (SELECT rowid FROM {table} WHERE {table} MATCH {words})"));
        }
        Ok(match node {
            Node::And(nodes) if nodes.is_empty() => "1".to_owned(),
            Node::And(nodes) => {
                let parts = nodes.iter().map(|node| self.condition(node, within, id));
                format!("({})", parts.collect::<Result<Vec<_>>>()?.join(" AND "))
            }
            Node::Or(nodes) => {
                let parts = nodes.iter().map(|node| self.condition(node, within, id));
                format!("({})", parts.collect::<Result<Vec<_>>>()?.join(" OR "))
            }
            Node::Not(node) => format!("NOT coalesce({}, 0)", self.condition(node, within, id)?),
            Node::Filter(filter) if within == In::Dispatches && filter.of_statement() => {
                let few = self.is_of_few(node)?;
                let condition = self.filter(filter, In::Statements, "s.id")?;
                self.has_statement(&condition, few)
            }
            Node::Filter(filter) => self.filter(filter, within, id)?,
            Node::Words(_) => unreachable!("words are an expression"),
        })
    }

    /// That a dispatch has a statement of which the condition holds; `few` says that it holds of
    /// few at all.
    fn has_statement(&self, condition: &str, few: bool) -> String {
        if few {
            let id = self.id();
            format!("{id} IN (SELECT s.id >> 20 FROM statements s WHERE {condition})")
        } else {
            // SQLite makes a join of EXISTS, and goes through all statements for it.
            format!(
                "(SELECT 1 FROM statements s
                     WHERE s.id BETWEEN f.item << 20 AND (f.item << 20) + 1048575
                         AND {condition} LIMIT 1)"
            )
        }
    }

    fn filter(&mut self, filter: &Filter, within: In, id: &str) -> Result<String> {
        let row = match within {
            In::Dispatches => "f",
            In::Statements => "s",
        };
        Ok(match filter {
            Filter::Speaker(name) => self.named("speakers", name, id)?,
            Filter::Via(name) => self.named("hands", name, id)?,
            Filter::Publisher(name) => self.published(name, row, id)?,
            Filter::Kind(kind) => format!("s.kind = {}", number(&KINDS, kind)),
            Filter::Polarity(polarity) => format!("s.polarity = {}", number(&POLARITIES, polarity)),
            Filter::Anonymous(true) => "s.anonymous > 0".to_owned(),
            Filter::Anonymous(false) => "s.anonymous = 0".to_owned(),
            Filter::Group(group) => format!("s.anonymous = {}", 1 + number(&GROUPS, group)),
            Filter::Issued(first, last) => format!("{row}.day BETWEEN {first} AND {last}"),
            Filter::Said(first, last) => {
                format!("s.said_first <= {last} AND s.said_last >= {first}")
            }
            Filter::Item(item) => match within {
                In::Dispatches => format!("f.item = {item}"),
                In::Statements => {
                    let (first, last) = crate::readings::statement_range(*item & 0x7ff_ffff_ffff);
                    format!("s.id BETWEEN {first} AND {last}")
                }
            },
        })
    }

    /// That a statement has one of these names.
    fn named(&self, table: &str, name: &str, id: &str) -> Result<String> {
        let names = names::matching(self.connection, name)?;
        let few = self.has_few(table, "name", &names)?;
        let names = list(&names);
        Ok(if few {
            format!("{id} IN (SELECT statement FROM {table} WHERE name IN ({names}))")
        } else {
            // The plus keeps SQLite from beginning with all statements of the name.
            format!(
                "(SELECT 1 FROM {table} n
                     WHERE n.statement = s.id AND +n.name IN ({names}) LIMIT 1)"
            )
        })
    }

    fn published(&self, name: &str, row: &str, id: &str) -> Result<String> {
        let names = names::matching(self.connection, name)?;
        let (table, number) = if row == "f" { ("facets", "item") } else { ("statements", "id") };
        let few = self.has_few(table, "publisher", &names)?;
        let names = list(&names);
        Ok(if !few {
            // The plus keeps SQLite from gathering them all.
            format!("+{row}.publisher IN ({names})")
        } else if self.words_lead {
            format!("{id} IN (SELECT {number} FROM {table} WHERE publisher IN ({names}))")
        } else {
            format!("{row}.publisher IN ({names})")
        })
    }

    /// Whether few statements meet this by a name in it.
    fn is_of_few(&self, node: &Node) -> Result<bool> {
        let (table, name) = match node {
            Node::Filter(Filter::Speaker(name)) => ("speakers", name),
            Node::Filter(Filter::Via(name)) => ("hands", name),
            _ => return Ok(false),
        };
        self.has_few(table, "name", &names::matching(self.connection, name)?)
    }

    fn has_few(&self, table: &str, column: &str, names: &[i64]) -> Result<bool> {
        let query = format!(
            "SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {column} IN ({}) LIMIT {})",
            list(names),
            FEW + 1
        );
        let count: i64 = self.connection.query_row(&query, [], |row| row.get(0))?;
        Ok(count <= FEW as i64)
    }
}

/// Numbers between commas.
fn list(numbers: &[i64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
    numbers.join(",")
}
