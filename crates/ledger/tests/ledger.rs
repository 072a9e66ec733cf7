//! A ledger over an archive gives what the tracer gives in memory, and goes on in a new process.

use jiff::Timestamp;
use sayso_archive::{Access, Archive, NewItem};
use sayso_ledger::Ledger;
use sayso_trace::{Item, Moment, Store, Tracer};

const REPORT: &str = "A barge loaded with salt sank in the harbour of Orlow on Monday after a rope \
    parted, the harbour office said.\n\n\"We have four men on the quay and none in the water,\" \
    harbour master Ada Brisk told the Tidewater Agency.\n\nThe barge, built in 1931, belonged to \
    the Merrin works. Divers will look at her keel on Wednesday.";
const OTHER: &str = "The museum of Asterby has bought a clock that strikes thirteen. It was made by \
    Ludo Carrow in 1844 and will stand in the hall of mirrors from May.";

fn dispatches() -> Vec<(&'static str, &'static str, String)> {
    vec![
        ("Tidewater Agency", "2031-05-05T08:00:00Z", REPORT.to_owned()),
        ("Asterby Post", "2031-05-05T09:00:00Z", OTHER.to_owned()),
        ("Orlow Bugle", "2031-05-05T10:00:00Z", format!("{REPORT}\n\nTidewater Agency")),
    ]
}

fn add(archive: &mut Archive, outlet: &str, issued: &str, text: &str) {
    let item = NewItem {
        publisher: Some(outlet.to_owned()),
        issued: Some(issued.to_owned()),
        ..NewItem::text(outlet, text, Timestamp::UNIX_EPOCH)
    };
    archive.add(vec![item]).unwrap();
}

#[test]
fn copies_are_found_as_items_arrive_over_several_processes() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(folder.path(), Access::Create).unwrap();
    let mut memory = Tracer::new();
    for (number, (outlet, issued, text)) in dispatches().into_iter().enumerate() {
        add(&mut archive, outlet, issued, &text);
        // A new ledger each time: nothing but the file goes on.
        let mut ledger = Ledger::open(folder.path()).unwrap();
        let done = ledger.catch_up(&archive, false).unwrap();
        assert_eq!((done.items, done.copies), (1, usize::from(number == 2)), "{outlet}");
        let Ok(_) = memory.add(
            Item {
                id: (number + 1).to_string(),
                outlet: Some(outlet.to_owned()),
                issued: Moment::parse(issued),
                text,
                ..Item::default()
            },
            None,
        );
    }
    let mut ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(ledger.catch_up(&archive, false).unwrap().items, 0);
    let Ok(expected) = memory.trace();
    assert_eq!(ledger.tracer().trace().unwrap(), expected);
    assert_eq!(expected.copies.len(), 1);
    assert_eq!(ledger.number(3).unwrap(), Some(2));
    assert_eq!(ledger.archived(2).unwrap(), Some(3));
}

#[test]
fn an_item_can_be_tried_and_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(folder.path(), Access::Create).unwrap();
    add(&mut archive, "Tidewater Agency", "2031-05-05T08:00:00Z", REPORT);
    let mut ledger = Ledger::open(folder.path()).unwrap();
    ledger.catch_up(&archive, false).unwrap();
    let item = Item { id: "new".to_owned(), text: REPORT.to_owned(), ..Item::default() };
    let relations = ledger.try_item(item, None, |_, added| Ok(added.relations.len())).unwrap();
    assert_eq!(relations, 1);
    assert_eq!(ledger.tracer().store().len().unwrap(), 1);
}

#[test]
fn another_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("traces.sqlite"), "no database at all, by no means").unwrap();
    let error = Ledger::open(folder.path()).err().unwrap();
    assert_eq!(error.kind(), sayso_ledger::LedgerErrorKind::Damaged);
}
