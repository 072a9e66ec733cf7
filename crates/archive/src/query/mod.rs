//! What people ask: words, phrases, filters, and how they go together.
//!
//! ```text
//! query  = clause { ["AND"] clause | "OR" clause }      words beside each other must all match
//! clause = ["-" | "NOT"] ( word | word "*" | "\"phrase\"" | key ":" value | "(" query ")" )
//! ```
//!
//! `OR` binds weaker than what stands side by side. Words match whatever their case, accents and
//! English endings; a word ending in `*` matches what begins so. The keys are told in [`Filter`].

mod error;
mod lexer;
mod parser;

pub use error::QueryError;

use crate::days;

/// A query that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub(crate) root: Node,
    written: String,
}

impl Query {
    /// Reads a query. An empty one matches everything.
    ///
    /// # Errors
    /// When it can't be understood; the error tells where.
    pub fn parse(written: &str) -> Result<Query, QueryError> {
        Ok(Query { root: parser::parse(written)?, written: written.to_owned() })
    }

    /// As it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The same, with one more condition.
    pub fn and(self, filter: Filter) -> Query {
        let written = format!("{} {filter:?}", self.written);
        Query { root: Node::And(vec![self.root, Node::Filter(filter)]), written }
    }
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// All match; without parts, everything does.
    And(Vec<Node>),
    /// One or more match.
    Or(Vec<Node>),
    Not(Box<Node>),
    Words(Words),
    Filter(Filter),
}

/// Words in their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Words {
    pub(crate) words: String,
    /// Whether the last word may go on.
    pub(crate) prefix: bool,
}

/// A condition on a dispatch or a statement.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Filter {
    /// `speaker:"Ilka Dorn"`: one who speaks, by words of the name.
    Speaker(String),
    /// `via:KNA`: a hand of the chain, by words of its name.
    Via(String),
    /// `publisher:KNA`: by words of the name.
    Publisher(String),
    /// `kind:direct`, `indirect` or `mixed`.
    Kind(sayso_read::Kind),
    /// `polarity:denied`, `asserted`, `negated` or `hypothetical`.
    Polarity(sayso_read::Polarity),
    /// `anonymous:yes` or `no`.
    Anonymous(bool),
    /// `anonymous:officials` and the other groups of sources without a name.
    Group(sayso_read::Group),
    /// `issued:2025-05`, and `after:DAY` (that day or later), `before:DAY` (earlier than it):
    /// first and last day of issue, as [`days::number`] counts them.
    Issued(i64, i64),
    /// `said:2025-05`: first and last day of utterance.
    Said(i64, i64),
    /// `item:17`: one dispatch, by its number.
    Item(i64),
}

impl Filter {
    /// Whether it asks for something that only a statement has.
    pub(crate) fn of_statement(&self) -> bool {
        !matches!(self, Filter::Publisher(_) | Filter::Issued(..) | Filter::Item(_))
    }

    fn parse(key: &str, value: &str) -> Result<Filter, String> {
        let choose = |choices: &[&str]| {
            let found = choices.iter().position(|choice| choice.eq_ignore_ascii_case(value));
            found.ok_or_else(|| format!("{key}: takes {}", listed(choices)))
        };
        let day = || {
            days::range(value).ok_or_else(|| {
                format!("{key}: takes a day, month or year, like 2025-05-08, 2025-05 or 2025")
            })
        };
        let name = || {
            let named = value.chars().any(char::is_alphanumeric);
            named.then(|| value.to_owned()).ok_or_else(|| format!("{key}: takes a name"))
        };
        use crate::encoding::{GROUPS, KINDS, POLARITIES};
        Ok(match key {
            "speaker" => Filter::Speaker(name()?),
            "via" => Filter::Via(name()?),
            "publisher" => Filter::Publisher(name()?),
            "kind" => Filter::Kind(KINDS[choose(&["direct", "indirect", "mixed"])?]),
            "polarity" => Filter::Polarity(
                POLARITIES[choose(&["asserted", "denied", "negated", "hypothetical"])?],
            ),
            "anonymous" => match choose(&ANONYMOUS)? {
                0 => Filter::Anonymous(true),
                1 => Filter::Anonymous(false),
                group => Filter::Group(GROUPS[group - 2]),
            },
            "issued" => day().map(|(first, last)| Filter::Issued(first, last))?,
            "after" => Filter::Issued(day()?.0, i64::MAX),
            "before" => Filter::Issued(i64::MIN, day()?.0 - 1),
            "said" => day().map(|(first, last)| Filter::Said(first, last))?,
            "item" => Filter::Item(
                value.parse().map_err(|_| "item: takes the number of a dispatch".to_owned())?,
            ),
            _ => unreachable!("the lexer knows the keys"),
        })
    }
}

/// The keys, as they are written.
pub(crate) const KEYS: [&str; 10] = [
    "speaker",
    "via",
    "publisher",
    "kind",
    "polarity",
    "anonymous",
    "issued",
    "after",
    "before",
    "said",
];

/// Known, but for programs.
pub(crate) const HIDDEN_KEYS: [&str; 1] = ["item"];

/// In the order of the stored groups after "yes" and "no".
const ANONYMOUS: [&str; 10] = [
    "yes",
    "no",
    "insiders",
    "officials",
    "experts",
    "media",
    "documents",
    "witnesses",
    "partisans",
    "others",
];

fn listed(choices: &[&str]) -> String {
    match choices {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests;
