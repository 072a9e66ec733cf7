//! An item in IPTC's ninjs 3: for newsrooms and their systems.
//!
//! An item may hold what the standard names and nothing else. So who said what stands in an
//! associated item, as JSON-LD; each announced event is an associated item of type `event`. Only
//! properties that all schemas from 3.0 on have are used.

mod events;
mod item;
mod sources;

use sayso_read::EntityKind;

use crate::{View, identity, jsonld};
use item::{Body, Event, Headline, Item, Named, STANDARD};

/// The view as one line of JSON, or indented; a line end last.
pub fn write(view: &View<'_>, indented: bool) -> String {
    let item = item(view);
    let written =
        if indented { serde_json::to_string_pretty(&item) } else { serde_json::to_string(&item) };
    let mut written = written.expect("plain types with string keys are JSON");
    written.push('\n');
    written
}

fn item(view: &View<'_>) -> Item {
    let uri = identity::uri(view);
    let publisher = view.reading.publisher.as_ref();
    let events = events::items(view, &uri);
    let mut names: Vec<&str> = Vec::new();
    let byline = publisher.map_or(&[][..], |publisher| &publisher.byline);
    for name in view.about.authors.iter().chain(byline) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let headline = view.about.title.map(|title| Headline { value: title.to_owned() });
    let mut item = Item {
        standard: Some(STANDARD),
        kind: Some("text"),
        version_created: view.published().map(str::to_owned),
        language: view.about.language.map(str::to_owned),
        by: Some(names.join(", ")).filter(|names| !names.is_empty()),
        located: publisher.and_then(|publisher| publisher.place.clone()),
        note: day_of_issue(view),
        headlines: headline.into_iter().collect(),
        bodies: vec![body(view)],
        people: named(view, |kind| kind == EntityKind::Person),
        organisations: named(view, |kind| !matches!(kind, EntityKind::Person | EntityKind::Place)),
        places: named(view, |kind| kind == EntityKind::Place),
        sources: sources::of_item(view),
        events: events
            .iter()
            .map(|event| Event {
                name: event.title.clone().unwrap_or_default(),
                rel: "announces",
                uri: event.uri.clone(),
            })
            .collect(),
        ..Item::of(uri.clone())
    };
    if !view.reading.attributions.is_empty() {
        item.associations.push(attributions(view, &uri));
    }
    item.associations.extend(events);
    item
}

/// ninjs has times for versions but no day: the day of issue is a note to the desk.
fn day_of_issue(view: &View<'_>) -> Option<String> {
    let issue = view.reading.issue.as_ref()?;
    let how = if issue.inferred { ", the year inferred" } else { "" };
    Some(format!("Day of issue: {}{how}.", issue.day))
}

fn body(view: &View<'_>) -> Body {
    Body {
        role: None,
        content_type: "text/plain",
        characters: Some(view.characters.character(view.text().len())),
        words: Some(sayso_text::words(view.text()).len()),
        value: view.text().to_owned(),
    }
}

fn named(view: &View<'_>, wanted: impl Fn(EntityKind) -> bool) -> Vec<Named> {
    let entities = view.reading.entities.iter().filter(|entity| wanted(entity.kind));
    entities.map(|entity| Named { name: entity.name.clone(), rel: Some("mentions") }).collect()
}

/// Who said what, as an item of its own.
fn attributions(view: &View<'_>, uri: &str) -> Item {
    Item {
        name: Some("attributions".to_owned()),
        kind: Some("component"),
        title: Some("Who said what in this item".to_owned()),
        bodies: vec![Body {
            role: Some("attributions"),
            content_type: "application/ld+json",
            characters: None,
            words: None,
            value: jsonld::without_body(view),
        }],
        ..Item::of(format!("{uri}#attributions"))
    }
}
