//! What a page says of itself in JSON-LD, by schema.org.

use serde_json::{Map, Value};

/// The object that describes the article, of all that a page's scripts hold.
pub(super) fn article(scripts: &[String]) -> Option<Map<String, Value>> {
    let mut objects = Vec::new();
    for script in scripts {
        // Some wrap it as a comment or a section, some leave line ends in strings.
        let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let script = script.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
        let value = serde_json::from_str::<Value>(script).or_else(|_| {
            let plain: String =
                script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            serde_json::from_str(plain.trim().trim_end_matches(';'))
        });
        if let Ok(value) = value {
            gather(value, &mut objects, 0);
        }
    }
    let rank = |object: &Map<String, Value>| {
        let types = types(object);
        let is = |wanted: &str| types.iter().any(|it| it.contains(wanted));
        let kind = if is("NewsArticle") || is("ReportageNewsArticle") {
            3
        } else if is("Article") || is("BlogPosting") || is("Report") || is("LiveBlogPosting") {
            2
        } else {
            usize::from(is("WebPage") && object.contains_key("datePublished"))
        };
        (kind, usize::from(object.contains_key("headline")), object.len())
    };
    objects.into_iter().filter(|object| rank(object).0 > 0).max_by_key(rank)
}

fn gather(value: Value, into: &mut Vec<Map<String, Value>>, depth: usize) {
    if depth > 8 || into.len() > 1000 {
        return;
    }
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| gather(value, into, depth + 1)),
        Value::Object(mut object) => {
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"] {
                if let Some(inner) = object.get(key).filter(|it| it.is_array() || it.is_object()) {
                    gather(inner.clone(), into, depth + 1);
                }
            }
            object.remove("@graph");
            into.push(object);
        }
        _ => {}
    }
}

fn types(object: &Map<String, Value>) -> Vec<&str> {
    match object.get("@type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The names of persons or organisations.
pub(super) fn names(value: Option<&Value>) -> Vec<String> {
    let mut found = Vec::new();
    gather_names(value, &mut found);
    found
}

fn gather_names(value: Option<&Value>, into: &mut Vec<String>) {
    match value {
        Some(Value::String(name)) if !name.starts_with("http") => {
            into.push(crate::markup::decoded(name))
        }
        Some(Value::Array(values)) => {
            values.iter().take(50).for_each(|value| gather_names(Some(value), into))
        }
        Some(Value::Object(object)) => {
            if let Some(name @ (Value::String(_) | Value::Array(_))) = object.get("name") {
                gather_names(Some(name), into)
            }
        }
        _ => {}
    }
}

/// A string, or the address or identifier of an object.
pub(super) fn string(object: &Map<String, Value>, key: &str) -> Option<String> {
    let found = match object.get(key)? {
        Value::String(text) => text,
        Value::Array(values) => values.first()?.as_str()?,
        Value::Object(inner) => inner.get("@id").or_else(|| inner.get("name"))?.as_str()?,
        _ => return None,
    };
    let found = crate::markup::decoded(found.trim());
    (!found.is_empty()).then_some(found)
}
