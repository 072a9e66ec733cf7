//! An object of fields as an item, by a mapping or by common names.

use serde_json::{Map, Value};

use crate::formats::Taken;
use crate::records::Context;
use crate::{Credit, CreditKind, Field, Format, Hints, Item, Moment, Rejected, RejectedKind};

/// The item of an object, or those in the list that an answer of a service wraps; `raw` are its
/// bytes as JSON.
pub(crate) fn items(object: &Map<String, Value>, raw: Vec<u8>, context: &Context) -> Vec<Taken> {
    let one = item(object, raw, context);
    let list = if one.is_err() { listed(object) } else { None };
    let Some(list) = list else { return vec![one] };
    let each = list.iter().map(|value| {
        let raw = value.to_string().into_bytes();
        match value.as_object() {
            Some(object) => item(object, raw, context),
            None => {
                Err(Rejected::new(RejectedKind::Damaged, "a JSON value that is no object", &raw))
            }
        }
    });
    each.collect()
}

/// The list of objects in `{"status": …, "articles": […]}`.
fn listed(object: &Map<String, Value>) -> Option<&Vec<Value>> {
    let of_objects = |list: &&Vec<Value>| list.first().is_some_and(Value::is_object);
    object.values().find_map(|value| match value {
        Value::Array(list) => Some(list).filter(of_objects),
        Value::Object(inner) => inner.values().filter_map(Value::as_array).find(of_objects),
        _ => None,
    })
}

/// An item of an object; `raw` are its bytes as JSON.
pub(crate) fn item(object: &Map<String, Value>, raw: Vec<u8>, context: &Context) -> Taken {
    let hints = &context.hints;
    let fields = Fields::of(object, context);
    let Some(text) = fields.text() else {
        let names = object.keys().take(12).cloned().collect::<Vec<_>>().join(", ");
        let reason = format!("no text is in its fields ({names}); say which one it is: text=FIELD");
        return Err(Rejected::new(RejectedKind::NoText, reason, &raw));
    };
    let credits = fields.strings(Field::Credit).into_iter().map(|text| Credit {
        kind: CreditKind::CreditLine,
        text,
        uri: None,
        role: None,
        evidence: fields.path(Field::Credit).unwrap_or_default(),
    });
    Ok(Item {
        text,
        title: fields.string(Field::Title),
        summary: fields.string(Field::Summary),
        authors: fields.strings(Field::Author),
        published: fields.moment(Field::Published),
        modified: fields.moment(Field::Modified),
        publisher: fields.string(Field::Publisher).or_else(|| hints.publisher.clone()),
        url: fields.string(Field::Url).or_else(|| hints.url.clone()),
        canonical_url: fields.string(Field::Canonical),
        id: fields.string(Field::Id),
        language: fields.string(Field::Language).or_else(|| hints.language.clone()),
        credits: credits.collect(),
        media_type: "application/json".to_owned(),
        format: Format::JsonLines,
        raw,
        hints: Hints { format: Some(Format::JsonLines), ..Hints::clone(hints) },
        ..Item::default()
    })
}

/// Which value each field has.
struct Fields<'v> {
    found: Vec<(Field, String, &'v Value)>,
}

impl<'v> Fields<'v> {
    fn of(object: &'v Map<String, Value>, context: &Context) -> Self {
        let mapping = &context.hints.mapping;
        let plain: Vec<(String, &String, &Value)> = object
            .iter()
            .filter(|(_, value)| !is_empty(value))
            .map(|(name, value)| (folded(name), name, value))
            .collect();
        let mut found = Vec::new();
        let mut guessed = Vec::new();
        for field in Field::ALL {
            if let Some(path) = mapping.get(field) {
                if let Some(value) = at(object, path).filter(|value| !is_empty(value)) {
                    found.push((field, path.to_owned(), value));
                }
                continue;
            }
            let mut names = field.common_names().iter();
            let hit = names.find_map(|name| {
                plain.iter().find(|(folded, _, value)| folded == name && fits(field, value))
            });
            if let Some((_, name, value)) = hit {
                guessed.push(format!("{}={name}", field.name()));
                found.push((field, (*name).clone(), *value));
            }
        }
        context.guessed(guessed);
        Fields { found }
    }

    fn get(&self, field: Field) -> Option<&'v Value> {
        self.found.iter().find(|(it, ..)| *it == field).map(|(_, _, value)| *value)
    }

    fn path(&self, field: Field) -> Option<String> {
        self.found.iter().find(|(it, ..)| *it == field).map(|(_, path, _)| path.clone())
    }

    fn text(&self) -> Option<String> {
        let text = match self.get(Field::Text)? {
            Value::String(text) => text.clone(),
            // Paragraphs as a list.
            Value::Array(parts) => {
                let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
                parts.join("\n\n")
            }
            Value::Object(object) => ["text", "plain", "html", "value"]
                .iter()
                .find_map(|key| object.get(*key)?.as_str())?
                .to_owned(),
            _ => return None,
        };
        let text = crate::fragment::text_of_maybe_html(&text);
        (!text.trim().is_empty()).then_some(text)
    }

    fn string(&self, field: Field) -> Option<String> {
        self.strings(field).into_iter().next()
    }

    fn strings(&self, field: Field) -> Vec<String> {
        let mut strings = Vec::new();
        if let Some(value) = self.get(field) {
            names(value, &mut strings);
        }
        strings
    }

    fn moment(&self, field: Field) -> Option<Moment> {
        match self.get(field)? {
            // A column of times comes as milliseconds or microseconds.
            Value::Number(number) => Moment::parse(&number.to_string()),
            Value::Object(object) => {
                object.values().find_map(|value| Moment::parse(value.as_str()?))
            }
            value => Moment::parse(value.as_str()?),
        }
    }
}

/// Strings, numbers, lists of them, and objects with a name.
fn names(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.trim().is_empty() => into.push(text.trim().to_owned()),
        Value::Number(number) => into.push(number.to_string()),
        Value::Array(values) => values.iter().take(100).for_each(|value| names(value, into)),
        Value::Object(object) => {
            let keys = ["name", "title", "href", "url", "@id", "id"];
            if let Some(value) =
                keys.iter().find_map(|key| object.get(*key)).filter(|it| it.is_string())
            {
                names(value, into);
            }
        }
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

/// A guess by the name alone goes wrong where the value is of another kind.
fn fits(field: Field, value: &Value) -> bool {
    match field {
        Field::Text => matches!(value, Value::String(_) | Value::Array(_) | Value::Object(_)),
        Field::Title | Field::Summary | Field::Url | Field::Canonical | Field::Language => {
            value.is_string()
        }
        Field::Published | Field::Modified => match value {
            Value::String(text) => Moment::parse(text).is_some(),
            Value::Number(number) => Moment::parse(&number.to_string()).is_some(),
            _ => false,
        },
        _ => !value.is_boolean(),
    }
}

fn folded(name: &str) -> String {
    let name = name.rsplit(':').next().unwrap_or(name);
    name.chars()
        .filter(|c| !matches!(c, '_' | '-' | ' ' | '@'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The value at a path; a name that itself has dots goes first.
fn at<'v>(object: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    if let Some(value) = object.get(path) {
        return Some(value);
    }
    let (first, rest) = path.split_once('.')?;
    match object.get(first)? {
        Value::Object(inner) => at(inner, rest),
        Value::Array(values) => at(values.first()?.as_object()?, rest),
        _ => None,
    }
}
