//! JSON Feed 1 and 1.1.

use serde_json::{Map, Value};

use crate::formats::Taken;
use crate::fragment;
use crate::records::Context;
use crate::{Credit, CreditKind, Format, Hints, Item, Moment, Rejected, RejectedKind};

/// The items of a feed, or of one item of it that stands alone.
pub(crate) fn items(bytes: Vec<u8>, context: &Context) -> Vec<Taken> {
    let reject = |kind, reason: String| vec![Err(Rejected::new(kind, reason, &bytes))];
    let (text, notes) = match crate::formats::text::decoded(&bytes, &context.hints) {
        Ok(decoded) => decoded,
        Err(reason) => return reject(RejectedKind::Unsupported, reason),
    };
    let feed = match serde_json::from_str::<Value>(&text) {
        Ok(Value::Object(feed)) => feed,
        Ok(_) => return reject(RejectedKind::Damaged, "a JSON value that is no object".to_owned()),
        Err(error) => return reject(RejectedKind::Damaged, format!("not JSON: {error}")),
    };
    let mut taken = match feed.get("items") {
        Some(Value::Array(items)) => {
            let hints = &context.hints;
            let channel = Hints {
                publisher: string(&feed, "title").or_else(|| hints.publisher.clone()),
                language: string(&feed, "language").or_else(|| hints.language.clone()),
                ..Hints::clone(hints)
            };
            let authors = authors(&feed);
            let each = items.iter().map(|value| {
                let raw = value.to_string().into_bytes();
                match value.as_object() {
                    Some(object) => item(object, raw, &channel, &authors),
                    None => {
                        Err(Rejected::new(RejectedKind::Damaged, "an item that is no object", &raw))
                    }
                }
            });
            each.collect()
        }
        _ => vec![item(&feed, bytes, &context.hints, &[])],
    };
    for item in taken.iter_mut().flatten() {
        item.notes.extend(notes.iter().cloned());
    }
    taken
}

fn item(
    object: &Map<String, Value>,
    raw: Vec<u8>,
    hints: &Hints,
    feed_authors: &[String],
) -> Taken {
    let title = string(object, "title");
    let summary = string(object, "summary");
    let html = string(object, "content_html").map(|html| fragment::text(&html));
    let full = html.filter(|it| !it.is_empty()).or_else(|| string(object, "content_text"));
    let teaser = full.is_none();
    let Some(text) = full.or_else(|| summary.clone()).or_else(|| title.clone()) else {
        return Err(Rejected::new(RejectedKind::NoText, "the item has no content", &raw));
    };
    let moment = |key: &str| string(object, key).and_then(|text| Moment::parse(&text));
    let mut credits = Vec::new();
    if let Some(url) = string(object, "external_url") {
        let evidence = "external_url".to_owned();
        credits.push(Credit {
            kind: CreditKind::Source,
            text: url.clone(),
            uri: Some(url),
            role: None,
            evidence,
        });
    }
    // Extensions begin with `_`; some name the source.
    for (key, value) in object.iter().filter(|(key, _)| key.starts_with('_')) {
        let kind = match key.trim_start_matches('_') {
            "source" => CreditKind::Source,
            "agency" => CreditKind::Agency,
            "credit" | "creditline" => CreditKind::CreditLine,
            _ => continue,
        };
        let (text, uri) = match value {
            Value::String(text) => (Some(text.clone()), None),
            Value::Object(inner) => {
                (string(inner, "name").or_else(|| string(inner, "title")), string(inner, "url"))
            }
            _ => continue,
        };
        credits.extend(text.map(|text| Credit {
            kind,
            text,
            uri,
            role: None,
            evidence: key.clone(),
        }));
    }
    let own = authors(object);
    Ok(Item {
        text,
        title,
        summary: summary.filter(|_| !teaser),
        authors: if own.is_empty() { feed_authors.to_vec() } else { own },
        published: moment("date_published"),
        modified: moment("date_modified"),
        publisher: hints.publisher.clone(),
        url: string(object, "url").or_else(|| hints.url.clone()),
        id: string(object, "id"),
        language: string(object, "language").or_else(|| hints.language.clone()),
        credits,
        teaser,
        media_type: Format::JsonFeed.media_type().to_owned(),
        format: Format::JsonFeed,
        raw,
        hints: Hints { format: Some(Format::JsonFeed), ..hints.clone() },
        ..Item::default()
    })
}

fn string(object: &Map<String, Value>, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn authors(object: &Map<String, Value>) -> Vec<String> {
    let listed = object.get("authors").and_then(Value::as_array).cloned().unwrap_or_default();
    let all = listed.iter().chain(object.get("author"));
    all.filter_map(|author| string(author.as_object()?, "name")).collect()
}
