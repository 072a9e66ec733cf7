//! JSON Lines and lists of JSON.

use sayso_intake::{Hints, Item, Mapping, Record, Rejected, RejectedKind, Source, open};

fn read(json: &str, mapping: &str) -> (Vec<Item>, Vec<Rejected>, Vec<String>) {
    let hints = Hints { mapping: Mapping::parse(mapping).unwrap(), ..Hints::default() };
    let mut records = open(Source::bytes(json.as_bytes()), hints).unwrap();
    let (mut items, mut rejected) = (Vec::new(), Vec::new());
    for record in &mut records {
        match record.unwrap() {
            Record::Item(item) => items.push(*item),
            Record::Rejected(it) => rejected.push(*it),
        }
    }
    (items, rejected, records.notes())
}

const LINES: &str = r#"{"headline": "Dust", "body": "It rained.", "source": {"name": "Kestrel"}, "date": "2026-04-14"}
{"headline": "Broken
{"headline": "Sun", "body": "It shone.", "date": "2026-04-15"}
"#;

#[test]
fn a_broken_line_costs_no_other() {
    let (items, rejected, notes) = read(LINES, "");
    let titles: Vec<_> = items.iter().map(|item| item.title.as_deref().unwrap()).collect();
    assert_eq!(titles, ["Dust", "Sun"]);
    assert_eq!(items[0].publisher.as_deref(), Some("Kestrel"));
    assert_eq!(items[1].issued(), Some((2026, 4, 15)));
    assert_eq!((items[1].place.record, rejected[0].place.record), (2, 1));
    assert_eq!(rejected[0].kind, RejectedKind::Damaged);
    assert_eq!(rejected[0].raw, br#"{"headline": "Broken"#);
    let at = items[1].place.offset as usize;
    assert_eq!(&LINES.as_bytes()[at..at + items[1].raw.len()], items[1].raw);
    assert!(notes[0].contains("text=body") && notes[0].contains("title=headline"), "{notes:?}");
}

#[test]
fn a_mapping_goes_before_a_guess() {
    let json = r#"{"body": "No.", "x": {"story": "Yes."}, "title": "A"}"#;
    let (items, ..) = read(json, "text=x.story,title=");
    assert_eq!((items[0].text.as_str(), &items[0].title), ("Yes.", &None));
}

#[test]
fn values_may_stand_in_a_list_or_over_lines() {
    for json in [
        r#"[{"text": "a, \"]"}, {"text": "b"}]"#,
        "[\n  {\n    \"text\": \"a, \\\"]\"\n  },\n  {\"text\": \"b\"}\n]\n",
        "{\n\"text\": \"a, \\\"]\"\n}\n{\n\"text\": \"b\"\n}",
        r#"{"status": "ok", "articles": [{"text": "a, \"]"}, {"text": "b"}]}"#,
    ] {
        let (items, rejected, _) = read(json, "");
        let texts: Vec<_> = items.iter().map(|item| item.text.as_str()).collect();
        assert_eq!((texts, rejected), (vec!["a, \"]", "b"], vec![]), "{json}");
    }
}

#[test]
fn what_holds_no_text_is_rejected_with_its_fields() {
    let (items, rejected, _) = read("{\"a\": 1}\n17\n", "");
    assert!(items.is_empty());
    assert_eq!(rejected.len(), 2);
    assert!(rejected[0].reason.contains("(a)"), "{}", rejected[0].reason);
}

#[test]
fn an_item_comes_again_from_its_bytes() {
    let (items, ..) = read(LINES, "title=headline");
    for item in items {
        let mut again = open(Source::bytes(item.raw.clone()), item.hints.clone()).unwrap();
        let Some(Ok(Record::Item(mut again))) = again.next() else { panic!("no item") };
        again.place = item.place;
        assert_eq!(*again, item);
    }
}
