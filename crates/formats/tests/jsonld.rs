//! JSON-LD: what stands in it, that the text bears it out, and that processors by other people
//! understand it as we mean it. `.ci/parsers` installs them.

mod common;

use std::path::Path;
use std::process::Command;

use sayso_formats::{View, jsonld, names};
use sayso_read::{Dispatch, Kind, Polarity, Reading};
use serde_json::Value;

fn graph(written: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(written).expect("JSON");
    document["@graph"].as_array().expect("a graph").clone()
}

#[test]
fn a_small_dispatch() {
    let (dispatch, reading) = common::small();
    let view = View::new("small.txt", &dispatch, &reading).with_model("test");
    let written = jsonld::write(&view.with_about(common::about()), true);
    insta::assert_snapshot!(written);
}

#[test]
fn no_words_end_the_script_of_a_page() {
    let (dispatch, reading) = common::traps();
    let written = jsonld::write(&View::new("</script>", &dispatch, &reading), false);
    assert!(!written.contains('<'), "{written}");
    assert_eq!(graph(&written)[0]["articleBody"], dispatch.text.as_str());
}

#[test]
fn a_line_a_document() {
    for name in common::NAMES {
        let (dispatch, reading) = common::gold(name);
        let view = View::new(name, &dispatch, &reading);
        let written = jsonld::write(&view, false);
        assert!(written.ends_with('\n') && written.matches('\n').count() == 1, "{name}");
        assert_eq!(written, jsonld::write(&view, false), "the same in every run");
    }
}

#[test]
fn the_text_bears_every_selector_out() {
    let mut readings: Vec<(Dispatch, Reading)> = common::NAMES.map(common::gold).into();
    readings.extend([common::small(), common::traps()]);
    for (dispatch, reading) in readings {
        let characters: Vec<char> = dispatch.text.chars().collect();
        let written = jsonld::write(&View::new("name", &dispatch, &reading), false);
        let mut seen = 0;
        for node in graph(&written) {
            seen += check_selectors(&node, &characters);
        }
        assert!(seen >= reading.attributions.len());
    }
}

/// How many targets there are in a value, each with a quote that stands at its place.
fn check_selectors(value: &Value, text: &[char]) -> usize {
    let mut seen = 0;
    if let Some([quote, position]) = value["selector"].as_array().map(Vec::as_slice) {
        let at = |key: &str| position[key].as_u64().expect("a position") as usize;
        let (start, end) = (at("start"), at("end"));
        let words = |from: usize, to: usize| text[from..to].iter().collect::<String>();
        assert_eq!(quote["exact"], words(start, end));
        assert_eq!(quote["prefix"], words(start.saturating_sub(32), start));
        assert_eq!(quote["suffix"], words(end, (end + 32).min(text.len())));
        seen += 1;
    }
    match value {
        Value::Array(items) => {
            seen + items.iter().map(|it| check_selectors(it, text)).sum::<usize>()
        }
        Value::Object(map) => {
            seen + map.values().map(|it| check_selectors(it, text)).sum::<usize>()
        }
        _ => seen,
    }
}

#[test]
fn who_denies_something_has_not_claimed_it() {
    for name in common::NAMES {
        let (dispatch, reading) = common::gold(name);
        let nodes = graph(&jsonld::write(&View::new(name, &dispatch, &reading), false));
        let statements = nodes.iter().filter(|node| node.get("sayso:polarity").is_some());
        for (statement, found) in statements.zip(&reading.attributions) {
            let authored = ["author", "creator", "spokenByCharacter", "dateCreated"]
                .iter()
                .any(|key| statement.get(key).is_some());
            assert!(!authored || found.polarity == Polarity::Asserted, "{statement}");
            let speaks = !found.voice.speakers.is_empty() || found.voice.anonymous.is_some();
            let told = matches!(found.polarity, Polarity::Asserted | Polarity::Denied);
            let primary = statement.get("prov:hadPrimarySource").is_some();
            assert_eq!(primary, speaks && told && found.voice.chain.len() > 1, "{statement}");
        }
    }
}

/// A line for each statement: its type, kind, polarity, who is behind it, where its content stands.
fn statements(reading: &Reading, view: &View<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for found in &reading.attributions {
        let mut hands: Vec<&str> =
            found.voice.chain.iter().map(|hand| hand.name.as_str()).collect();
        // The publisher has two names, and the document the longer one.
        let publisher = reading.publisher.as_ref();
        if let (Some(first), Some(publisher)) = (hands.first_mut(), publisher)
            && Some(*first) == publisher.short_name.as_deref()
        {
            *first = &publisher.name;
        }
        let mut places: Vec<(usize, usize)> = found
            .content
            .iter()
            .map(|it| (view.characters.character(it.start()), view.characters.character(it.end())))
            .collect();
        places.sort();
        let places: Vec<String> =
            places.iter().map(|(start, end)| format!("{start}-{end}")).collect();
        lines.push(format!(
            "{}|{}|{}|{}|{}",
            if found.kind == Kind::Direct { "Quotation" } else { "Claim" },
            names::kind(found.kind),
            names::polarity(found.polarity),
            hands.join(" < "),
            places.join(" "),
        ));
    }
    lines.sort();
    lines
}

#[test]
fn other_processors_understand_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parsers = root.join("../../target/parsers");
    if !parsers.join("installed").exists() {
        eprintln!("skipped: no JSON-LD processors in target/parsers; run .ci/parsers");
        return;
    }
    let folder = tempfile::TempDir::new().expect("a folder");
    let mut expected = Vec::new();
    let mut readings: Vec<(Dispatch, Reading)> = common::NAMES.map(common::gold).into();
    readings.extend([common::small(), common::traps()]);
    for (number, (dispatch, reading)) in readings.iter().enumerate() {
        let name = format!("{number:02}.jsonld");
        let view = View::new(&name, dispatch, reading);
        std::fs::write(folder.path().join(&name), jsonld::write(&view, false)).expect("written");
        expected.extend(statements(reading, &view).iter().map(|line| format!("{name}|{line}")));
    }
    let output = Command::new(parsers.join("venv/bin/python"))
        .arg(root.join("tests/jsonld/check.py"))
        .arg(folder.path())
        .output()
        .expect("the processors start");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found = String::from_utf8(output.stdout).expect("UTF-8");
    let found: Vec<&str> = found.lines().collect();
    assert_eq!(found, expected);
}
