//! What the API shows of the archive: plain types, made by hand from the archive's.

use sayso_archive::{Hit, StatementHit};
use sayso_formats::names;
use sayso_read::Polarity;
use sayso_text::Span;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::problem::Problem;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// In the order asked for.
    pub items: Vec<T>,
    /// The `cursor` of the next page; absent after the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Which page of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// Where the page before ended: its `next`.
    pub cursor: Option<String>,
    /// How many at most, 1 to 500.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<usize>,
}

/// Which page of what a query finds.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Words, `"phrases"`, `-not`, `OR`, and filters: `speaker:`, `via:`, `publisher:`, `kind:`,
    /// `polarity:`, `anonymous:`, `issued:`, `after:`, `before:`, `said:`.
    pub q: Option<String>,
    /// Where the page before ended: its `next`.
    pub cursor: Option<String>,
    /// How many at most, 1 to 500.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<usize>,
}

/// The limit asked for, or 25.
///
/// # Errors
///
/// 400 where it is no number from 1 to 500.
pub fn limit(asked: Option<usize>) -> Result<usize, Problem> {
    match asked.unwrap_or(25) {
        limit @ 1..=500 => Ok(limit),
        _ => Err(Problem::bad_request("limit is a number from 1 to 500")),
    }
}

/// Some words, and whether they match what was asked for.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Part {
    /// The words.
    pub text: String,
    /// Whether they match.
    pub hit: bool,
}

/// A dispatch in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct DispatchEntry {
    /// Its number.
    pub id: i64,
    /// Headline, or its first line.
    pub title: String,
    /// Publisher, given or read.
    pub publisher: Option<String>,
    /// Day of issue, given or read.
    #[schema(format = Date)]
    pub issued: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// A passage with words that match.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub snippet: Vec<Part>,
}

/// A statement in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatementEntry {
    /// Its number.
    pub id: i64,
    /// The dispatch it stands in.
    pub dispatch: i64,
    /// Its place among the attributions of the dispatch, from 0.
    pub number: usize,
    /// Headline of the dispatch.
    pub title: String,
    /// Publisher of the dispatch.
    pub publisher: Option<String>,
    /// Day of issue of the dispatch.
    #[schema(format = Date)]
    pub issued: Option<String>,
    /// What is said, from its first word to its last.
    pub content: String,
    /// The same, with what matches.
    pub snippet: Vec<Part>,
    /// Who speaks; joint speakers joined by “and”; null for the anonymous.
    pub speaker: Option<String>,
    /// The hands it came through, publisher first.
    pub chain: Vec<String>,
    /// `direct`, `indirect` or `mixed`.
    pub kind: String,
    /// `asserted`, `denied`, `negated` or `hypothetical`.
    pub polarity: String,
    /// Whether no name and no institution stands behind it.
    pub anonymous: bool,
    /// Calibrated probability that content and source are right.
    pub confidence: f64,
    /// First day of utterance, where the text gives one.
    #[schema(format = Date)]
    pub said: Option<String>,
}

/// Characters of a snippet.
const SNIPPET: usize = 320;

impl DispatchEntry {
    /// What a list shows of a dispatch that was found.
    pub fn of(hit: &Hit) -> DispatchEntry {
        let marked = !hit.marks.is_empty();
        DispatchEntry {
            id: hit.item.id,
            title: hit.item.headline(),
            publisher: hit.publisher.clone(),
            issued: hit.issued.clone(),
            url: hit.item.url.clone(),
            snippet: if marked { parts(&hit.item.text, hit.span, &hit.marks) } else { Vec::new() },
        }
    }
}

impl StatementEntry {
    /// What a list shows of a statement that was found.
    pub fn of(hit: &Hit) -> Option<StatementEntry> {
        let StatementHit {
            id,
            place,
            kind,
            polarity,
            anonymous,
            confidence,
            speakers,
            chain,
            said,
        } = hit.statement.as_ref()?;
        Some(StatementEntry {
            id: *id,
            dispatch: hit.item.id,
            number: *place,
            title: hit.item.headline(),
            publisher: hit.publisher.clone(),
            issued: hit.issued.clone(),
            content: one_line(hit.span.of(&hit.item.text)),
            snippet: parts(&hit.item.text, hit.span, &hit.marks),
            speaker: (!speakers.is_empty()).then(|| speakers.join(" and ")),
            chain: chain.clone(),
            kind: names::kind(*kind).to_owned(),
            polarity: names::polarity(*polarity).to_owned(),
            anonymous: anonymous.is_some(),
            confidence: (f64::from(*confidence) * 1e4).round() / 1e4,
            said: said.as_ref().map(|(first, _)| first.clone()),
        })
    }

    /// Whether the source stands behind it.
    pub fn is_asserted(&self) -> bool {
        self.polarity == names::polarity(Polarity::Asserted)
    }
}

/// The words of a span, cut where marks begin and end, and cut off where it grows long.
fn parts(text: &str, span: Span, marks: &[Span]) -> Vec<Part> {
    let (mut at, end) = (span.start(), span.end());
    let mut parts = Vec::new();
    let mut push = |from: usize, to: usize, hit: bool| {
        if from < to {
            parts.push(Part { text: flat(&text[from..to]), hit });
        }
    };
    for mark in marks.iter().filter(|mark| mark.start() >= span.start() && mark.end() <= end) {
        if mark.start() < at {
            continue;
        }
        push(at, mark.start(), false);
        push(mark.start(), mark.end(), true);
        at = mark.end();
    }
    push(at, end, false);
    shortened(parts)
}

fn shortened(parts: Vec<Part>) -> Vec<Part> {
    let mut left = SNIPPET;
    let mut kept = Vec::new();
    for part in parts {
        let long = part.text.chars().count();
        if long <= left {
            left -= long;
            kept.push(part);
            continue;
        }
        let cut: String = part.text.chars().take(left).collect();
        kept.push(Part { text: format!("{} …", cut.trim_end()), hit: part.hit });
        break;
    }
    kept
}

/// Line ends as blanks; other white space stays, so that parts still fit together.
fn flat(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

/// White space, line ends among it, as single blanks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_cut_at_marks_and_where_it_grows_long() {
        let text = "The sanctions hold.";
        let whole = Span::new(0, text.len());
        let found = parts(text, whole, &[Span::new(4, 13)]);
        let shown: Vec<(&str, bool)> =
            found.iter().map(|part| (part.text.as_str(), part.hit)).collect();
        assert_eq!(shown, [("The ", false), ("sanctions", true), (" hold.", false)]);
        let long = "word ".repeat(200);
        let found = parts(&long, Span::new(0, long.len()), &[]);
        assert!(found[0].text.ends_with(" …") && found[0].text.chars().count() <= SNIPPET + 2);
    }
}
