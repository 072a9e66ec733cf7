//! ninjs 1 to 3. Keys are compared without case: the versions differ in little else.

use serde_json::{Map, Value};

use crate::formats::Taken;
use crate::fragment;
use crate::records::Context;
use crate::{Credit, CreditKind, Format, Hints, Item, Moment, Rejected, RejectedKind};

/// How deep items are looked for in items.
const DEPTH: usize = 4;

/// The items of a ninjs object: itself and the texts associated with it.
pub(crate) fn items(object: &Map<String, Value>, raw: Vec<u8>, context: &Context) -> Vec<Taken> {
    let mut taken = Vec::new();
    gather(object, raw, context, DEPTH, &mut taken);
    taken
}

fn gather(
    object: &Map<String, Value>,
    raw: Vec<u8>,
    context: &Context,
    depth: usize,
    into: &mut Vec<Taken>,
) {
    let kind = string(object, &["type"]).unwrap_or_else(|| "text".to_owned());
    match item(object, raw, context) {
        Err(_) if kind != "text" => context.skip(&kind),
        taken => into.push(taken),
    }
    let inner: Vec<&Value> = match get(object, "associations") {
        Some(Value::Object(named)) => named.values().collect(),
        Some(Value::Array(list)) => list.iter().collect(),
        _ => return,
    };
    for value in inner.into_iter().take(1000) {
        // An association may name an item and not hold it.
        let Some(object) = value.as_object().filter(|it| depth > 0 && bodies(it).is_some()) else {
            continue;
        };
        gather(object, value.to_string().into_bytes(), context, depth - 1, into);
    }
}

fn item(object: &Map<String, Value>, raw: Vec<u8>, context: &Context) -> Taken {
    let hints = &context.hints;
    let summary = string(object, &["description_text", "summary"])
        .or_else(|| role_value(get(object, "descriptions"), &["", "summary", "main"]))
        .map(|text| fragment::text_of_maybe_html(&text));
    let full = bodies(object);
    let teaser = full.is_none();
    let Some(text) = full.or_else(|| summary.clone()) else {
        return Err(Rejected::new(
            RejectedKind::NoText,
            "the item has neither a body nor a description",
            &raw,
        ));
    };
    let moment = |keys: &[&str]| string(object, keys).and_then(|text| Moment::parse(&text));
    let credits = credits(object);
    let publisher = string(object, &["provider", "publisher"]).or_else(|| {
        credits
            .iter()
            .find(|it| it.evidence.eq_ignore_ascii_case("copyrightholder"))
            .map(|it| it.text.clone())
    });
    let authors = names(object, &["authors", "creators"]);
    let authors = if authors.is_empty() {
        bylines(object).iter().map(|line| without_by(line)).collect()
    } else {
        authors
    };
    Ok(Item {
        text,
        title: string(object, &["headline", "title"])
            .or_else(|| role_value(get(object, "headlines"), &["", "main", "headline"])),
        summary: summary.filter(|_| !teaser),
        authors,
        published: moment(&["firstcreated", "contentcreated", "firstpublished", "versioncreated"]),
        modified: moment(&["versioncreated", "contentmodified", "updated"]),
        embargo: moment(&["embargoed"]),
        publisher: publisher.or_else(|| hints.publisher.clone()),
        url: string(object, &["canonicalurl", "link", "href"]).or_else(|| hints.url.clone()),
        id: string(object, &["uri", "guid"]),
        version: string(object, &["version"]),
        status: string(object, &["pubstatus"]),
        language: string(object, &["language"]).or_else(|| hints.language.clone()),
        credits,
        teaser,
        media_type: Format::Ninjs.media_type().to_owned(),
        format: Format::Ninjs,
        raw,
        hints: Hints { format: Some(Format::Ninjs), ..Hints::clone(hints) },
        ..Item::default()
    })
}

fn get<'v>(object: &'v Map<String, Value>, key: &str) -> Option<&'v Value> {
    object.get(key).or_else(|| {
        object.iter().find(|(it, _)| it.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    })
}

fn string(object: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| match get(object, key)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// The value of the entry with the first of these roles, else of the first entry.
fn role_value(list: Option<&Value>, roles: &[&str]) -> Option<String> {
    let entries: Vec<&Map<String, Value>> =
        list?.as_array()?.iter().filter_map(Value::as_object).collect();
    let role = |entry: &Map<String, Value>| {
        string(entry, &["role"]).unwrap_or_default().to_ascii_lowercase()
    };
    let with = roles.iter().find_map(|wanted| {
        entries.iter().find(|entry| role(entry).trim_start_matches("drol:") == *wanted)
    });
    string(with.or(entries.first())?, &["value"])
}

/// The text: plain before marked up, the main one before others.
fn bodies(object: &Map<String, Value>) -> Option<String> {
    let plain = || string(object, &["body_text"]);
    let marked = || {
        let known = string(object, &["body_xhtml", "body_html"]);
        known
            .or_else(|| {
                let other = object
                    .iter()
                    .find(|(key, value)| key.starts_with("body_") && value.is_string());
                other.and_then(|(_, value)| value.as_str()).map(str::to_owned)
            })
            .map(|html| fragment::text_of_maybe_html(&html))
    };
    let listed = || {
        let entries: Vec<&Map<String, Value>> =
            get(object, "bodies")?.as_array()?.iter().filter_map(Value::as_object).collect();
        let kind = |entry: &Map<String, Value>| string(entry, &["contenttype"]).unwrap_or_default();
        let role = |entry: &Map<String, Value>| string(entry, &["role"]).unwrap_or_default();
        // Data about an item, such as our own attributions, is no text to read.
        let data =
            |entry: &&&Map<String, Value>| kind(entry).to_ascii_lowercase().ends_with("json");
        let rank = |entry: &&&Map<String, Value>| {
            let main = matches!(role(entry).as_str(), "" | "main" | "body");
            (!main, kind(entry) != "text/plain")
        };
        let best = entries.iter().filter(|entry| !data(entry)).min_by_key(rank)?;
        let value = string(best, &["value"])?;
        Some(if kind(best) == "text/plain" { value } else { fragment::text_of_maybe_html(&value) })
    };
    plain().or_else(marked).or_else(listed).filter(|text| !text.trim().is_empty())
}

fn bylines(object: &Map<String, Value>) -> Vec<String> {
    names(object, &["byline", "by", "bylines"])
}

/// Names of a string, a list of strings, or objects.
fn names(object: &Map<String, Value>, keys: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for value in keys.iter().filter_map(|key| get(object, key)) {
        let values = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        found.extend(values.iter().take(100).filter_map(|value| match value {
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Object(inner) => string(inner, &["byline", "name", "value", "literal", "uri"]),
            _ => None,
        }));
    }
    found
}

fn without_by(line: &str) -> String {
    match line.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => line[3..].trim().to_owned(),
        _ => line.to_owned(),
    }
}

fn credits(object: &Map<String, Value>) -> Vec<Credit> {
    let kinds = [
        ("infosources", CreditKind::InfoSource),
        ("infosource", CreditKind::InfoSource),
        ("source", CreditKind::Source),
        ("creditline", CreditKind::CreditLine),
        ("byline", CreditKind::Byline),
        ("bylines", CreditKind::Byline),
        ("by", CreditKind::Byline),
        ("provider", CreditKind::Provider),
        ("copyrightholder", CreditKind::Rights),
        ("copyrightnotice", CreditKind::Rights),
        ("contributors", CreditKind::Contributor),
    ];
    let mut credits: Vec<Credit> = Vec::new();
    for (key, kind) in kinds {
        let Some((written, value)) = object.iter().find(|(it, _)| it.eq_ignore_ascii_case(key))
        else {
            continue;
        };
        let values = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        for value in values.iter().take(100) {
            let (text, uri, role) = match value {
                Value::String(text) => (Some(text.trim().to_owned()), None, None),
                Value::Object(inner) => (
                    string(inner, &["byline", "name", "literal", "value", "uri"]),
                    string(inner, &["uri", "qcode", "code"]),
                    string(inner, &["role", "rel"]),
                ),
                _ => continue,
            };
            if let Some(text) = text.filter(|it| !it.is_empty()) {
                credits.push(Credit { kind, text, uri, role, evidence: written.clone() });
            }
        }
    }
    credits
}
