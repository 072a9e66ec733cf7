use std::collections::HashSet;

use sayso_read::{Attribution, Polarity};

use super::item::Source;
use crate::View;

/// Who had a hand in the item, each once a role: who publishes it, who passed something on, who is
/// quoted, who helped.
pub(super) fn of_item(view: &View<'_>) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    if let Some(publisher) = &view.reading.publisher {
        add(&mut sources, &publisher.name, "publisher");
        for name in &publisher.contributors {
            add(&mut sources, name, "contributor");
        }
    }
    let mut known: HashSet<(String, &str)> =
        sources.iter().map(|source| (source.name.clone(), source.role)).collect();
    for attribution in &view.reading.attributions {
        for source in of_attribution(view, attribution) {
            if known.insert((source.name.clone(), source.role)) {
                sources.push(source);
            }
        }
    }
    sources
}

/// The hands of one statement, the publisher first.
pub(super) fn of_attribution(view: &View<'_>, attribution: &Attribution) -> Vec<Source> {
    let voice = &attribution.voice;
    let publisher = view.reading.publisher.as_ref();
    let mut sources = Vec::new();
    for (at, hand) in voice.chain.iter().enumerate() {
        let publishes = publisher.is_some_and(|publisher| {
            hand.name == publisher.name || publisher.short_name.as_ref() == Some(&hand.name)
        });
        let last = at + 1 == voice.chain.len();
        match publisher {
            // By its full name, as it stands first in the list.
            Some(publisher) if at == 0 && publishes && !publisher.name.is_empty() => {
                add(&mut sources, &publisher.name, "publisher");
            }
            // Who has not spoken has told nothing.
            _ if last && !matches!(attribution.polarity, Polarity::Asserted | Polarity::Denied) => {
            }
            _ if !last => add(&mut sources, &hand.name, "intermediary"),
            _ if voice.anonymous.is_some() => add(&mut sources, &hand.name, "anonymous source"),
            _ => add(&mut sources, &hand.name, "source"),
        }
    }
    sources
}

fn add(sources: &mut Vec<Source>, name: &str, role: &'static str) {
    let source = Source { name: name.to_owned(), role };
    if !name.is_empty() && !sources.contains(&source) {
        sources.push(source);
    }
}
