//! ninjs: every item holds a schema of what ninjs 3 allows, and nothing of the reading is lost.

mod common;

use sayso_formats::{View, jsonld, ninjs};
use sayso_read::{Dispatch, Reading};
use serde_json::{Value, json};

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("ninjs/schema.json")).expect("JSON");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

fn parsed(view: &View<'_>) -> Value {
    serde_json::from_str(&ninjs::write(view, false)).expect("JSON")
}

#[test]
fn a_small_dispatch() {
    let (dispatch, reading) = common::small();
    let view = View::new("small.txt", &dispatch, &reading).with_about(common::about());
    let mut item = parsed(&view);
    // The embedded document has its own test.
    let embedded = item["associations"][0]["bodies"][0]["value"].take();
    insta::assert_snapshot!(
        ninjs::write(&view, true).replace(&embedded_as_written(&embedded), "…")
    );
}

fn embedded_as_written(value: &Value) -> String {
    let written = value.to_string();
    written[1..written.len() - 1].to_owned()
}

#[test]
fn every_item_holds_the_schema() {
    let validator = validator();
    let mut readings: Vec<(Dispatch, Reading)> = common::NAMES.map(common::gold).into();
    readings.extend([
        common::small(),
        common::traps(),
        (Dispatch::new("Rain."), Reading::default()),
    ]);
    for (dispatch, reading) in &readings {
        for about in [sayso_formats::About::default(), common::about()] {
            let item = parsed(&View::new("name", dispatch, reading).with_about(about));
            let errors: Vec<String> =
                validator.iter_errors(&item).map(|error| error.to_string()).collect();
            assert_eq!(errors, [""; 0]);
            assert_eq!(item["bodies"][0]["value"], dispatch.text.as_str());
            let associations = item["associations"].as_array().map_or(0, Vec::len);
            let events = item["events"].as_array().map_or(0, Vec::len);
            assert_eq!(events, reading.diary.len());
            assert_eq!(associations, events + usize::from(!reading.attributions.is_empty()));
        }
    }
}

#[test]
fn the_schema_refuses_what_ninjs_refuses() {
    let validator = validator();
    let event = |dates: Value| json!({ "uri": "urn:a:1", "eventDetails": { "dates": dates } });
    for good in [
        json!({ "uri": "urn:a:1" }),
        event(json!({ "expectedStartDate": "2026-06" })),
        event(json!({ "expectedEndDate": "2026-06-05T10:00:00" })),
    ] {
        assert!(validator.is_valid(&good), "{good}");
    }
    for bad in [
        json!({ "type": "text" }),
        json!({ "uri": "urn:a:1", "attributions": [] }),
        json!({ "uri": "urn:a:1", "associations": [{ "uri": "urn:a:2" }] }),
        json!({ "uri": "urn:a:1", "associations": [{ "uri": "urn:a:2", "name": "a", "speaker": "b" }] }),
        json!({ "uri": "not a uri" }),
        event(json!({})),
        event(json!({ "startDate": "2026-06-05" })),
        event(json!({ "expectedStartDate": "--06-05" })),
    ] {
        assert!(!validator.is_valid(&bad), "{bad}");
    }
}

#[test]
fn attributions_stand_in_an_associated_document() {
    for name in common::NAMES {
        let (dispatch, reading) = common::gold(name);
        let view = View::new(name, &dispatch, &reading);
        let item = parsed(&view);
        let body = &item["associations"][0]["bodies"][0];
        assert_eq!(body["contentType"], "application/ld+json");
        let embedded: Value =
            serde_json::from_str(body["value"].as_str().expect("a text")).expect("JSON");
        let mut whole: Value = serde_json::from_str(&jsonld::write(&view, false)).expect("JSON");
        let article = whole["@graph"][0].as_object_mut().expect("an article");
        assert!(article.remove("articleBody").is_some());
        assert_eq!(embedded, whole, "the same without the text");
        assert_eq!(item["uri"], embedded["@graph"][0]["@id"]);
    }
}
