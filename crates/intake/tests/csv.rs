//! Tables as text.

use sayso_intake::{Format, Hints, Item, Limits, Record, Rejected, RejectedKind, Source, open};

fn read(csv: &[u8], hints: Hints) -> (Vec<Item>, Vec<Rejected>) {
    let hints = Hints { name: Some("news.csv".to_owned()), ..hints };
    let records = open(Source::bytes(csv), hints).unwrap();
    assert_eq!(records.format(), Some(Format::Csv));
    let (mut items, mut rejected) = (Vec::new(), Vec::new());
    for record in records {
        match record.unwrap() {
            Record::Item(item) => items.push(*item),
            Record::Rejected(it) => rejected.push(*it),
        }
    }
    (items, rejected)
}

#[test]
fn rows_are_items_whatever_stands_between_the_fields() {
    for separator in [",", ";", "\t", "|"] {
        let csv = [
            "\u{feff}title,body,date\r\n",
            "Dust,\"It rained, they \"\"said\"\";\n\nall\tday|long.\",2026-04-14\r\n",
            "\r\n",
            "Sun,It shone.\r\n",
        ];
        let quoted = csv[1].find('"').unwrap()..csv[1].rfind('"').unwrap();
        let mut csv: Vec<String> = csv.iter().map(|it| it.replace(',', separator)).collect();
        // What is quoted keeps its comma, which a mark of every kind stands beside.
        let kept = csv[1][quoted.clone()].replace(&format!("rained{separator}"), "rained,");
        csv[1].replace_range(quoted, &kept);
        let (items, rejected) = read(csv.concat().as_bytes(), Hints::default());
        assert_eq!(rejected, [], "{separator:?}");
        assert_eq!(items[0].text, "It rained, they \"said\";\n\nall\tday|long.", "{separator:?}");
        assert_eq!(items[0].issued(), Some((2026, 4, 14)));
        assert_eq!((items[1].title.as_deref(), items[1].text.as_str()), (Some("Sun"), "It shone."));
        assert_eq!(items[1].place.record, 1);
        // An item comes again from its own bytes.
        let again = open(Source::bytes(items[0].raw.clone()), items[0].hints.clone()).unwrap();
        let again: Vec<Record> = again.map(|it| it.unwrap()).collect();
        assert!(matches!(&again[..], [Record::Item(it)] if it.text == items[0].text));
    }
}

#[test]
fn a_broken_row_costs_no_other() {
    let long = "x".repeat(5000);
    let csv = format!("text,title\na,b,c\ngood,one\n\"{long},two\nbetter,three\nworse,\"four\n");
    let limits = Limits { record_bytes: 1000, ..Limits::default() };
    let (items, rejected) = read(csv.as_bytes(), Hints { limits, ..Hints::default() });
    let texts: Vec<&str> = items.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["good", "better"]);
    let kinds: Vec<RejectedKind> = rejected.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [RejectedKind::Damaged, RejectedKind::TooLarge, RejectedKind::CutOff]);
    assert!(rejected[0].reason.contains("3 fields where the first row names 2"));
}

#[test]
fn old_encodings_are_read() {
    let (items, _) = read(b"text\nCaf\xe9 \x93noir\x94\n", Hints::default());
    assert_eq!(items[0].text, "Café “noir”");
    let hints = Hints { encoding: Some("windows-1251".to_owned()), ..Hints::default() };
    let (items, _) = read(b"text\n\xcc\xe8\xf0\n", hints);
    assert_eq!(items[0].text, "Мир");
}
