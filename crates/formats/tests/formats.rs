//! Each format shown once, from the gold of a sample or from a reading made to be difficult.

mod common;

use std::collections::{HashMap, HashSet};

use sayso_formats::{View, brat, diary, explain, html, ics, json, terminal};
use sayso_read::{Attribution, Dispatch, Found, Kind, Reading};
use sayso_text::Span;

fn plain(width: usize) -> terminal::Options {
    terminal::Options { width, colour: false, dates: false }
}

#[test]
fn terminal_without_colour() {
    let (dispatch, reading) = common::gold("03-local-paper");
    let view = View::new("03-local-paper.txt", &dispatch, &reading);
    insta::assert_snapshot!(terminal::write(&view, &plain(80)));
}

#[test]
fn terminal_with_dates_and_colour() {
    let (dispatch, reading) = common::gold("10-week-ahead");
    let view = View::new("10-week-ahead.txt", &dispatch, &reading);
    let options = terminal::Options { width: 60, colour: true, dates: true };
    let shown = terminal::write(&view, &options).replace('\u{1b}', "␛");
    insta::assert_snapshot!(shown);
}

#[test]
fn terminal_lines_keep_to_the_width() {
    for name in common::NAMES {
        let (dispatch, reading) = common::gold(name);
        let view = View::new(name, &dispatch, &reading);
        for width in [20, 33, 60, 80, 120] {
            for line in terminal::write(&view, &plain(width)).lines() {
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(columns <= width.max(44), "{name} at {width}: {columns} in {line:?}");
            }
        }
    }
}

#[test]
fn terminal_shows_every_word_of_the_text() {
    for name in common::NAMES {
        let (dispatch, reading) = common::gold(name);
        let view = View::new(name, &dispatch, &reading);
        let shown = terminal::write(&view, &plain(70));
        let marks = ['{', '}', '<', '>', '[', ']'];
        let bare = |words: &str| -> String {
            words
                .chars()
                .filter(|c| !c.is_whitespace() && !marks.contains(c) && !('₀'..='₉').contains(c))
                .collect()
        };
        assert!(bare(&shown).contains(&bare(&dispatch.text)), "{name}");
    }
}

#[test]
fn terminal_tames_what_would_act() {
    let (dispatch, reading) = common::traps();
    let shown = terminal::write(&View::new("traps\u{1b}[2J.txt", &dispatch, &reading), &plain(80));
    assert!(!shown.contains(['\u{1b}', '\u{202e}', '\r']), "{shown:?}");
    assert!(shown.contains("⟦U+202E⟧evil"), "{shown}");
}

#[test]
fn json_of_a_sample() {
    let (dispatch, reading) = common::gold("02-translated-agency");
    let view = View::new("02-translated-agency.txt", &dispatch, &reading).with_model("test");
    insta::assert_snapshot!(json::write(&view, true));
}

#[test]
fn json_holds_the_schema_and_the_text_bears_it_out() {
    let schema: serde_json::Value = serde_json::from_str(&json::schema()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for name in common::NAMES {
        let (dispatch, reading) = common::gold(name);
        let written = json::write(&View::new(name, &dispatch, &reading), false);
        assert_eq!(written.matches('\n').count(), 1, "one line");
        let document: serde_json::Value = serde_json::from_str(&written).expect("JSON");
        let errors: Vec<String> =
            validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{name}");
        let characters: Vec<char> = dispatch.text.chars().collect();
        check_pieces(&document, &characters);
    }
    let broken = serde_json::json!({ "sayso": { "version": "0" }, "attributions": [{}] });
    assert!(!validator.is_valid(&broken));
}

/// Every object with start, end and text, however deep, slices the text.
fn check_pieces(value: &serde_json::Value, text: &[char]) {
    if let (Some(start), Some(end), Some(words)) =
        (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str())
    {
        let sliced: String = text[start as usize..end as usize].iter().collect();
        assert_eq!(sliced, words);
    }
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| check_pieces(item, text)),
        serde_json::Value::Object(map) => map.values().for_each(|item| check_pieces(item, text)),
        _ => {}
    }
}

#[test]
fn the_schema() {
    insta::assert_snapshot!(json::schema());
}

#[test]
fn brat_of_a_sample() {
    let (dispatch, reading) = common::gold("07-interview");
    insta::assert_snapshot!(brat::write(&View::new("07", &dispatch, &reading)));
}

#[test]
fn brat_would_open_all_without_a_complaint() {
    for name in common::NAMES {
        let (dispatch, reading) = common::gold(name);
        check_brat(&dispatch.text, &brat::write(&View::new(name, &dispatch, &reading)));
    }
    let (dispatch, reading) = common::traps();
    let written = brat::write(&View::new("traps", &dispatch, &reading));
    check_brat(&dispatch.text, &written);
    assert!(written.contains("first line second line third"), "{written}");
}

/// brat's own checks: ids are unique and known where used, types and values are those of the
/// configuration, the copied words are those at the offsets, and no span crosses a line end.
fn check_brat(text: &str, annotations: &str) {
    let characters: Vec<char> = text.chars().collect();
    let mut spans: HashMap<&str, &str> = HashMap::new();
    let mut events: HashSet<&str> = HashSet::new();
    let mut ids = HashSet::new();
    let configured = |section: &str, name: &str| {
        let lines = brat::CONFIGURATION.split(section).nth(1).expect("the section");
        let mut lines = lines.lines().skip(1).take_while(|line| !line.starts_with('['));
        lines.find(|line| line.split('\t').next() == Some(name)).map(str::to_owned)
    };
    for line in annotations.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let id = fields[0];
        assert!(ids.insert(id), "{id} twice");
        match id.as_bytes()[0] {
            b'T' => {
                let [_, place, words] = fields.as_slice() else { panic!("{line:?}") };
                let (kind, places) = place.split_once(' ').expect("offsets");
                let event = configured("[events]", kind).is_some();
                assert!(event || configured("[entities]", kind).is_some(), "{kind}");
                spans.insert(id, kind);
                let mut last = 0;
                let pieces: Vec<String> = places
                    .split(';')
                    .map(|piece| {
                        let (start, end) = piece.split_once(' ').expect("start and end");
                        let (start, end): (usize, usize) =
                            (start.parse().expect("a number"), end.parse().expect("a number"));
                        assert!(last <= start && start < end, "{line:?}");
                        last = end;
                        characters[start..end].iter().collect()
                    })
                    .collect();
                assert!(pieces.iter().all(|piece| !piece.contains(['\n', '\r', '\t', '\u{2028}'])));
                assert_eq!(pieces.join(" "), *words);
            }
            b'E' => {
                let mut arguments = fields[1].split(' ');
                let (kind, trigger) =
                    arguments.next().and_then(|it| it.split_once(':')).expect("a trigger");
                let event = configured("[events]", kind).expect("a known event");
                assert_eq!(spans[trigger], kind);
                let mut has = Vec::new();
                for argument in arguments {
                    let (role, id) = argument.split_once(':').expect("role and id");
                    assert_eq!(spans[id], role);
                    assert!(
                        event.contains(&format!("{role}:")) || event.contains(&format!("{role}?:"))
                    );
                    has.push(role);
                }
                assert!(has.contains(&"Content"), "{line:?}");
                assert_eq!(kind == "Attribution", has.contains(&"Source"), "{line:?}");
                events.insert(id);
            }
            b'A' => {
                let parts: Vec<&str> = fields[1].split(' ').collect();
                let known = configured("[attributes]", parts[0]).expect("a known attribute");
                assert!(events.contains(parts[1]), "{line:?}");
                match parts.get(2) {
                    Some(value) => {
                        let values = known.split("Value:").nth(1).expect("values");
                        assert!(values.split('|').any(|one| one == *value), "{line:?}");
                    }
                    None => assert!(!known.contains("Value:"), "{line:?}"),
                }
            }
            b'#' => assert_eq!(fields.len(), 3, "{line:?}"),
            _ => panic!("{line:?}"),
        }
    }
}

#[test]
fn html_of_a_sample() {
    let (dispatch, reading) = common::gold("04-aggregator");
    let page = html::write(&View::new("04-aggregator.txt", &dispatch, &reading));
    let body = page.split("<body>").nth(1).and_then(|body| body.split("<script>").next());
    insta::assert_snapshot!(body.expect("a body"));
}

#[test]
fn html_is_one_whole_file_and_escapes_everything() {
    let (dispatch, reading) = common::traps();
    let page = html::write(&View::new("</title><script>1</script>", &dispatch, &reading));
    assert_eq!(page.matches("<script>").count(), 1, "only our own");
    assert!(!page.contains("<img") && !page.contains("</title><script>"));
    assert!(!page.contains(['\u{202e}', '\u{1b}']));
    assert!(page.contains("⟦U+202E⟧evil"));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("src="));
    for name in common::NAMES {
        let (dispatch, reading) = common::gold(name);
        let page = html::write(&View::new(name, &dispatch, &reading));
        check_tags(&page);
        check_anchors(&page);
    }
}

/// Every element that is opened is closed, in order.
fn check_tags(page: &str) {
    let body = page.split("<body>").nth(1).expect("a body");
    let body = body.split("<script>").next().expect("before the script");
    let mut open = Vec::new();
    for tag in body.split('<').skip(1) {
        let tag = tag.split('>').next().expect("an end");
        let name = tag.split(' ').next().expect("a name");
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if ["input", "meta"].contains(&name) => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// Ids are unique and every link within the page has its target.
fn check_anchors(page: &str) {
    let values = |key: &str| -> Vec<String> {
        let pieces = page.split(key).skip(1);
        pieces.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    };
    let ids = values("id=\"");
    let unique: HashSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    for target in values("href=\"#") {
        assert!(unique.contains(&target), "no target {target}");
    }
}

#[test]
fn calendar_of_samples() {
    let mut entries = Vec::new();
    for name in common::NAMES {
        let (dispatch, reading) = common::gold(name);
        entries.extend(diary::entries(&View::new(name, &dispatch, &reading)));
    }
    diary::sort(&mut entries);
    let calendar = ics::write(&entries);
    assert_eq!(calendar, ics::write(&entries), "the same in every run");
    insta::assert_snapshot!("diary", diary::terminal(&entries, &plain(80)));
    insta::assert_snapshot!("calendar", calendar.text.replace("\r\n", "\n"));
    insta::assert_debug_snapshot!("left_out", calendar.left_out);
    assert_eq!(ics::write(&[]).text, "");
}

#[test]
fn explanation_of_words() {
    let (dispatch, reading) = common::gold("07-interview");
    let view = View::new("07-interview.txt", &dispatch, &reading);
    let at = dispatch.text.find("hang it").expect("the words");
    let (shown, found) = explain::write(&view, at, &plain(72));
    assert!(found);
    insta::assert_snapshot!(shown);
    let at = dispatch.text.find("expect").unwrap_or(0);
    let (shown, _) = explain::write(&view, at, &plain(72));
    assert!(!shown.is_empty());
}

#[test]
fn marks_nested_thousands_deep_stay_showable() {
    let text = "word ".repeat(1000);
    let attributions = (0..500)
        .map(|depth| Attribution {
            nested_in: (depth > 0).then(|| depth - 1),
            ..Attribution::new(
                vec![],
                vec![],
                vec![Span::new(depth * 5, text.len() - depth * 5 - 1)],
                Kind::Indirect,
                Found::Rule("test"),
            )
        })
        .collect();
    let dispatch = Dispatch::new(text);
    let reading = Reading { attributions, ..Reading::default() };
    let view = View::new("deep", &dispatch, &reading);
    assert!(html::write(&view).len() < 2_000_000);
    assert!(terminal::write(&view, &plain(80)).len() < 2_000_000);
}

#[test]
fn an_empty_reading_is_shown_as_such() {
    let (dispatch, reading) = (Dispatch::new("Rain."), Reading::default());
    let view = View::new("rain.txt", &dispatch, &reading);
    insta::assert_snapshot!(terminal::write(&view, &plain(40)));
    assert_eq!(brat::write(&view), "");
    check_tags(&html::write(&view));
}
