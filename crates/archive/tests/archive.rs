//! Adding, getting, versions, reading, and what can go wrong with the file.

mod common;

use common::{add, archive, at, item};
use sayso_archive::{Access, Archive, ArchiveErrorKind, NewCorrection, NewItem, NewReading};
use sayso_read::{MarkedAttribution, Marks, Reading};
use sayso_text::Span;
use tempfile::TempDir;

#[test]
fn the_same_item_is_stored_once() {
    let (_folder, mut archive) = archive();
    let new = NewItem {
        raw: b"<p>Rain fell.</p>".to_vec(),
        format: "html".to_owned(),
        url: Some("https://a.example/1".to_owned()),
        title: Some("Rain".to_owned()),
        ..item("KNA", "2031-04-12T08:10:00Z", "Rain fell.")
    };
    let again = NewItem {
        raw: b"<p>Rain fell.</p><!-- ad -->".to_vec(),
        received: at(60),
        source: "again".to_owned(),
        ..new.clone()
    };
    let other = NewItem { url: Some("https://b.example/1".to_owned()), ..new.clone() };
    let added = archive.add(vec![new.clone(), again.clone(), other]).unwrap();
    assert_eq!(added.iter().map(|added| added.new).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(added[0].item, added[1].item);

    let stored = archive.get(added[0].item).unwrap().unwrap();
    assert_eq!((stored.text.as_str(), stored.received), ("Rain fell.", at(0)));
    assert_eq!(stored.title.as_deref(), Some("Rain"));
    assert_eq!(archive.original(added[0].item).unwrap().unwrap(), new.raw);
    assert_eq!(archive.sightings(added[0].item).unwrap(), [(at(60), "again".to_owned())]);
    assert_eq!(archive.get(99).unwrap(), None);
    assert_eq!(archive.items(0, 10).unwrap().len(), 2);
    assert_eq!(archive.items(added[0].item, 10).unwrap()[0].id, added[2].item);
}

#[test]
fn a_changed_page_is_a_version() {
    let (_folder, mut archive) = archive();
    let url = "https://a.example/1";
    let page = |text: &str| NewItem { url: Some(url.to_owned()), ..item("", "", text) };
    let added = archive
        .add(vec![page("Three are hurt."), page("Four are hurt."), page("Three are hurt.")])
        .unwrap();
    assert_eq!(archive.versions(url).unwrap(), [added[0].item, added[1].item]);
}

#[test]
fn readings_replace_each_other_and_corrections_stay() {
    let (_folder, mut archive) = archive();
    let id =
        add(&mut archive, item("KNA", "2031-04-12", "Ilka Dorn: \"The roof is in the river.\""));
    let stored = archive.get(id).unwrap().unwrap();
    let reading = archive.reading(&stored).unwrap().unwrap();
    assert_eq!((reading.reader.as_str(), reading.at), ("test 1", at(1)));
    assert_eq!(reading.reading.attributions.len(), 1);
    assert_eq!(archive.unread("test 1", 0, 10).unwrap(), Vec::<i64>::new());
    assert_eq!(archive.unread("test 2", 0, 10).unwrap(), [id]);
    assert_eq!(archive.count_unread("test 2").unwrap(), 1);
    let new = archive.add(vec![item("Other", "", &stored.text)]).unwrap()[0].item;
    let new = archive.get(new).unwrap().unwrap();
    assert_eq!(archive.unread("test 1", 0, 10).unwrap(), [new.id]);
    assert_eq!(archive.read_twin(&new, "test 1").unwrap(), Some(id));
    assert_eq!(archive.read_twin(&new, "test 2").unwrap(), None);

    let correction = NewCorrection {
        item: id,
        span: Some(Span::new(0, 9)),
        field: "speaker".to_owned(),
        value: "\"Ilka Dorn\"".to_owned(),
        author: "ed".to_owned(),
        at: at(2),
        note: "heard it".to_owned(),
    };
    archive.correct(&correction).unwrap();
    let outside = NewCorrection { span: Some(Span::new(0, 999)), ..correction.clone() };
    assert_eq!(archive.correct(&outside).unwrap_err().kind(), ArchiveErrorKind::Argument);
    archive.mark_unread().unwrap();
    assert_eq!(archive.count_unread("test 1").unwrap(), 2);
    let again = [NewReading { item: &stored, reading: &reading.reading, marks: None }];
    archive.store_readings(&again, "test 2", at(3)).unwrap();
    assert_eq!(archive.reading(&stored).unwrap().unwrap().reader, "test 2");
    let kept = archive.corrections(id).unwrap();
    assert_eq!(kept.iter().map(|it| &it.correction).collect::<Vec<_>>(), [&correction]);
}

const SHARED: &str = "Mayor Corin Vale said the roof of the silo lies in the river since Tuesday.";
const OWN: &str =
    "Nobody in the town of Lisse has slept since the night of the explosion, they say.";

#[test]
fn passages_of_copies_are_known_with_their_marks() {
    let (_folder, mut archive) = archive();
    let text = format!("KNA\n\n{SHARED}\n\nHe left.\n\n{OWN}");
    let first = archive.add(vec![item("KNA", "", &text)]).unwrap()[0].item;
    let first = archive.get(first).unwrap().unwrap();
    let at_word = |text: &str, word: &str| {
        let start = text.find(word).unwrap();
        Span::new(start, start + word.len())
    };
    let marks = Marks {
        attributions: vec![MarkedAttribution {
            source: vec![at_word(&text, "Mayor Corin Vale")],
            cue: vec![at_word(&text, "said")],
            content: vec![at_word(&text, "the roof of the silo")],
            confidence: 0.9,
        }],
        rejected: vec![],
        names: vec![],
    };
    let reading = Reading::default();
    let new = [NewReading { item: &first, reading: &reading, marks: Some(&marks) }];
    archive.store_readings(&new, "test 1", at(1)).unwrap();

    let copy =
        format!("Another headline\n\n{SHARED}\n\nHe left.\n\nSomething of our own stands here.");
    let known = archive.passages(&copy, "test 1").unwrap();
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].span.of(&copy), format!("{SHARED}\n\nHe left.\n"));
    let carried = &known[0].marks.attributions[0];
    assert_eq!(carried.source[0].of(&copy), "Mayor Corin Vale");
    assert_eq!(carried.content[0].of(&copy), "the roof of the silo");
    // What another version read is not known, nor what differs by a letter.
    assert!(archive.passages(&copy, "test 2").unwrap().is_empty());
    assert!(archive.passages(&copy.replace("silo", "solo"), "test 1").unwrap().is_empty());
}

#[test]
fn what_is_no_archive_is_told_so() {
    let folder = TempDir::new().unwrap();
    let missing = Archive::open(folder.path(), Access::Read).err().unwrap();
    assert_eq!(missing.kind(), ArchiveErrorKind::Missing);
    assert!(missing.to_string().contains("sayso add"), "{missing}");

    let file = folder.path().join("archive.sqlite");
    std::fs::write(&file, "no database at all, but a text of some length".repeat(100)).unwrap();
    for access in [Access::Read, Access::Create] {
        let error = Archive::open(folder.path(), access).err().unwrap();
        assert_eq!(error.kind(), ArchiveErrorKind::NotAnArchive, "{error}");
    }

    std::fs::remove_file(&file).unwrap();
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    drop(other);
    let error = Archive::open(folder.path(), Access::Create).err().unwrap();
    assert_eq!(error.kind(), ArchiveErrorKind::NotAnArchive, "{error}");
}

#[test]
fn an_archive_of_a_newer_program_is_left_alone() {
    let (folder, archive) = archive();
    archive.connection().pragma_update(None, "user_version", 999).unwrap();
    drop(archive);
    let error = Archive::open(folder.path().join("archive"), Access::Write).err().unwrap();
    assert_eq!(error.kind(), ArchiveErrorKind::TooNew, "{error}");
}

#[test]
fn a_full_disk_and_a_read_only_archive_lose_nothing() {
    let (folder, mut archive) = archive();
    let first = archive.add(vec![item("", "", "Kept before.")]).unwrap()[0].item;
    let pages: i64 =
        archive.connection().pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    // SQLite's own limit fails as a full disk does.
    archive.connection().pragma_update(None, "max_page_count", pages + 4).unwrap();
    let mut state = 1_u64;
    let noise: String = (0..200_000)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b'a' + (state >> 60) as u8)
        })
        .collect();
    let error = archive.add(vec![item("", "", "Fits."), item("", "", &noise)]).unwrap_err();
    assert_eq!(error.kind(), ArchiveErrorKind::Full, "{error}");
    assert!(error.to_string().contains("archive: no space"), "{error}");
    assert_eq!(archive.items(0, 10).unwrap().len(), 1, "the transaction is whole or nothing");
    archive.connection().pragma_update(None, "max_page_count", 1_000_000).unwrap();
    archive.add(vec![item("", "", "Kept after.")]).unwrap();
    drop(archive);

    let mut reader = Archive::open(folder.path().join("archive"), Access::Read).unwrap();
    let error = reader.add(vec![item("", "", "Not to be.")]).unwrap_err();
    assert_eq!(error.kind(), ArchiveErrorKind::ReadOnly, "{error}");
    assert_eq!(reader.get(first).unwrap().unwrap().text, "Kept before.");
    assert_eq!(reader.items(0, 10).unwrap().len(), 2);
}
