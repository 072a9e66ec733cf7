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
        let done = ledger.catch_up(&archive).unwrap();
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
    assert_eq!(ledger.catch_up(&archive).unwrap().items, 0);
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
    ledger.catch_up(&archive).unwrap();
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

/// Dispatches of which every third is a copy of the one before.
fn many(count: usize) -> Vec<(String, String, String)> {
    let one = |number: usize| {
        let event = number - usize::from(number % 3 == 2);
        let place = ["Orlow", "Asterby", "Merrin", "Teldan", "Quiva"][event % 5];
        let text = format!(
            "The {event}th barge of the year sank off {place}feld{event} on Monday, the harbour \
             office said.\n\nCaptain {place}son{event} swam ashore with {} men and a crate of \
             number {event}. The insurer Norgrid{event} will pay for the salt.",
            event + 3
        );
        let issued = format!(
            "2031-{:02}-{:02}T08:{:02}:00Z",
            1 + event / 28 % 12,
            1 + event % 28,
            number % 60
        );
        (format!("Outlet {}", number % 7), issued, text)
    };
    (0..count).map(one).collect()
}

const CHILD: &str = "SAYSO_TEST_LEDGER_FOLDER";

#[test]
fn killed_in_the_midst_it_catches_up() {
    if let Some(folder) = std::env::var_os(CHILD) {
        let archive = Archive::open(&folder, Access::Read).unwrap();
        let mut ledger = Ledger::open(&folder).unwrap();
        while ledger.catch_up_some(&archive, 3).unwrap().items > 0 {}
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(folder.path(), Access::Create).unwrap();
    let mut memory = Tracer::new();
    for (number, (outlet, issued, text)) in (1..).zip(many(90)) {
        add(&mut archive, &outlet, &issued, &text);
        let (id, issued) = (i32::to_string(&number), Moment::parse(&issued));
        let Ok(_) =
            memory.add(Item { id, outlet: Some(outlet), issued, text, ..Item::default() }, None);
    }
    let mut caught = Vec::new();
    for milliseconds in [20, 60, 120] {
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed_in_the_midst_it_catches_up"])
            .env(CHILD, folder.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        caught.push(ledger.tracer_ref().store().len().unwrap());
    }
    assert!(caught.is_sorted(), "{caught:?}");
    let mut ledger = Ledger::open(folder.path()).unwrap();
    ledger.catch_up(&archive).unwrap();
    let Ok(expected) = memory.trace();
    assert_eq!(ledger.tracer().trace().unwrap(), expected);
    assert!(expected.copies.len() >= 30);
}

#[test]
fn two_that_catch_up_at_once_take_each_item_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(folder.path(), Access::Create).unwrap();
    for (outlet, issued, text) in many(40) {
        add(&mut archive, &outlet, &issued, &text);
    }
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let archive = Archive::open(folder.path(), Access::Read).unwrap();
                let mut ledger = Ledger::open(folder.path()).unwrap();
                while ledger.waiting(&archive).unwrap() > 0 {
                    ledger.catch_up_some(&archive, 2).unwrap();
                }
            });
        }
    });
    let ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(ledger.tracer_ref().store().len().unwrap(), 40);
}

#[test]
fn a_reading_that_comes_later_is_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(folder.path(), Access::Create).unwrap();
    for (outlet, issued, text) in dispatches() {
        add(&mut archive, outlet, issued, &text);
    }
    let mut ledger = Ledger::open(folder.path()).unwrap();
    ledger.catch_up(&archive).unwrap();
    let before = ledger.tracer_ref().store().mentions(0).unwrap();
    let item = archive.get(1).unwrap().unwrap();
    let reading = sayso_read::Reader::rules_only().read(&item.dispatch());
    let new = sayso_archive::NewReading { item: &item, reading: &reading, marks: None };
    archive.store_readings(&[new], "test", Timestamp::UNIX_EPOCH).unwrap();
    ledger.trace(&archive, 0).unwrap();
    let after = ledger.tracer_ref().store().mentions(0).unwrap();
    assert_ne!(before, after);
    assert_eq!(after[1].speaker.name.as_deref(), Some("Ada Brisk"));
}
