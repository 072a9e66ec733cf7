//! schema.org, Web Annotation and PROV-O as JSON-LD: for the web of data, and for archives.
//!
//! A document is a graph: the `NewsArticle`; people, bodies and places; a `Quotation` or `Claim`
//! for each attribution; annotations that tell where its words stand; what each hand passed on,
//! by PROV-O; announced events. What these vocabularies lack is told under a prefix of our own.
//! The context stands in the document, so nothing has to be fetched to understand it.
//!
//! Who denies something has not claimed it: `creator`, `author` and `spokenByCharacter` are there
//! for what is affirmed alone. `sayso:speaker` and `sayso:polarity` are always there.

mod agents;
mod annotations;
mod context;
mod events;
mod nodes;
mod statements;

use crate::{View, identity, names};
use agents::Agents;
use context::Context;
use nodes::{Article, Document, Node, Program};

/// The view as one line of JSON-LD, or indented; a line end last.
pub fn write(view: &View<'_>, indented: bool) -> String {
    let document = document(view, Body::Told);
    let written = if indented {
        serde_json::to_string_pretty(&document)
    } else {
        serde_json::to_string(&document)
    };
    // Such documents are put into pages, where "</script>" would end them; "<" stands in strings
    // alone, which may have it in another spelling.
    let mut written =
        written.expect("plain types with string keys are JSON").replace('<', "\\u003c");
    written.push('\n');
    written
}

/// The view as JSON-LD without the text itself, for documents that have it elsewhere.
pub(crate) fn without_body(view: &View<'_>) -> String {
    serde_json::to_string(&document(view, Body::Elsewhere)).expect("plain types are JSON")
}

/// Whether the whole text stands in the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    Told,
    Elsewhere,
}

fn document(view: &View<'_>, body: Body) -> Document {
    let base = identity::uri(view);
    let mut agents = Agents::of(view, &base);
    let mut graph = vec![Node::Article(Box::new(article(view, &base, &mut agents, body)))];
    let statements = statements::nodes(view, &base, &mut agents);
    let events = events::nodes(view, &base);
    let mentions = annotations::mentions(view, &base);
    graph.extend(agents.into_nodes());
    graph.extend(statements);
    graph.extend(events);
    graph.extend(mentions);
    graph.push(Node::Program(Program {
        id: program(&base),
        kinds: ["SoftwareApplication", "prov:SoftwareAgent"],
        name: "Sayso",
        version: env!("CARGO_PKG_VERSION"),
        weights: view.model.map(str::to_owned),
    }));
    Document { context: Context, graph }
}

fn article(view: &View<'_>, base: &str, agents: &mut Agents<'_>, body: Body) -> Article {
    let publisher = view.reading.publisher.as_ref();
    let issue = view.reading.issue.as_ref();
    let published_by = publisher
        .filter(|publisher| !publisher.name.is_empty())
        .map(|publisher| agents.named(&publisher.name, agents::BODY));
    let mut authors = Vec::new();
    let byline = publisher.map_or(&[][..], |publisher| &publisher.byline);
    for name in view.about.authors.iter().chain(byline) {
        let author = agents.named(name, agents::PERSON);
        if !authors.contains(&author) {
            authors.push(author);
        }
    }
    let helpers = publisher.map_or(&[][..], |publisher| &publisher.contributors);
    let contributors = helpers.iter().map(|name| agents.named(name, agents::SOMEBODY)).collect();
    Article {
        id: base.to_owned(),
        kinds: ["NewsArticle", "prov:Entity"],
        name: view.name.to_owned(),
        url: view.about.url.and_then(identity::address),
        headline: view.about.title.map(str::to_owned),
        published: view.published().map(str::to_owned).or(issue.map(|issue| issue.day.clone())),
        issued: issue.map(|issue| issue.day.clone()),
        issued_inferred: issue.map(|issue| issue.inferred),
        issued_evidence: issue.map(|issue| issue.evidence.clone()).unwrap_or_default(),
        language: view.about.language.map(str::to_owned),
        dateline: publisher.and_then(|publisher| publisher.place.clone()),
        desk: publisher.and_then(|publisher| publisher.desk.clone()),
        attributed_to: published_by.clone(),
        publisher: published_by,
        authors,
        contributors,
        mentions: agents.entities(),
        words: sayso_text::words(view.text()).len(),
        body: (body == Body::Told).then(|| view.text().to_owned()),
    }
}

/// The identifier of a thing within the document.
fn local(base: &str, kind: &str, number: usize) -> String {
    format!("{base}#{kind}-{number}")
}

fn program(base: &str) -> String {
    format!("{base}#program")
}

/// A day, month or year of the calendar; values of other kinds are none of schema.org's dates.
fn calendar_day(value: &str) -> Option<String> {
    let day = value.split('T').next()?;
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|it| it.is_ascii_digit());
    let mut parts = day.split('-');
    let fits = digits(parts.next()?, 4)
        && parts.next().is_none_or(|month| digits(month, 2))
        && parts.next().is_none_or(|day| digits(day, 2))
        && parts.next().is_none();
    fits.then(|| day.to_owned())
}

/// What found an attribution, as everywhere.
fn found(attribution: &sayso_read::Attribution) -> String {
    names::found(&attribution.found)
}
