//! Archives of every version that there ever was are opened, brought up to date and searched.

mod common;

use std::fs::File;
use std::path::{Path, PathBuf};

use common::{at, item};
use sayso_archive::query::Query;
use sayso_archive::{Access, Archive, In, Search, VERSION};
use tempfile::TempDir;

/// The sample of a version, unpacked into a folder.
fn sample(version: i64, folder: &Path) {
    let name = format!("tests/versions/{version}.sqlite.zst");
    let packed = File::open(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    let mut file = File::create(folder.join("archive.sqlite")).unwrap();
    zstd::stream::copy_decode(packed, &mut file).unwrap();
}

#[test]
fn every_version_but_this_has_its_sample() {
    for version in 1..VERSION {
        let folder = TempDir::new().unwrap();
        sample(version, folder.path());
    }
}

#[test]
fn an_older_archive_is_brought_up_to_date_and_whole() {
    for version in 1..VERSION {
        for access in [Access::Write, Access::Read] {
            let folder = TempDir::new().unwrap();
            sample(version, folder.path());
            let archive = Archive::open(folder.path(), access).unwrap();
            assert_eq!(archive.migrated(), Some(version));
            assert_eq!(archive.check(|_| ()).unwrap(), Vec::<String>::new());
            holds_what_it_held(&archive);
            drop(archive);
            let mut archive = Archive::open(folder.path(), Access::Write).unwrap();
            assert_eq!((archive.migrated(), archive.stats().unwrap().version), (None, VERSION));
            let added = archive.add(vec![item("KNA", "2026-04-17", "The quay is open.")]).unwrap();
            assert_eq!((added[0].item, added[0].new), (6, true));
        }
    }
}

fn holds_what_it_held(archive: &Archive) {
    let stats = archive.stats().unwrap();
    let counts = (stats.items, stats.read, stats.sightings, stats.quarantined, stats.corrections);
    assert_eq!(counts, (5, 5, 1, 1, 1));
    let search = |query: &str, within: In| {
        let query = Query::parse(query).unwrap();
        archive.search(&Search { within, ..Search::new(query) }).unwrap().hits
    };
    let found = search("speaker:\"Ilka Dorn\" \"roof is in the river\"", In::Statements);
    let items: Vec<i64> = found.iter().map(|hit| hit.item.id).collect();
    assert!(items.contains(&1) && items.contains(&4) && items.contains(&5), "{items:?}");
    assert!(found.iter().all(|hit| !hit.marks.is_empty() && hit.statement.is_some()));
    let found = search("publisher:\"Lisse Courier\" after:2026-04-16 quay", In::Dispatches);
    assert_eq!(found.iter().map(|hit| hit.item.id).collect::<Vec<_>>(), [5]);
    let url = "https://courier.example/quay";
    assert_eq!(archive.versions(url).unwrap(), [4, 5]);
    for item in archive.items(0, 10).unwrap() {
        let stored = archive.reading(&item).unwrap().unwrap();
        assert!(!stored.reading.attributions.is_empty());
        assert_eq!(stored.reader, "sayso 0.1.0 with 2026.11-a");
        assert!(archive.original(item.id).unwrap().is_some());
    }
    assert!(!archive.who("Ilka Dorn").unwrap().matters.is_empty());
    assert_eq!(archive.corrections(1).unwrap()[0].correction.note, "heard it myself");
    assert!(archive.quarantined(0, 10).unwrap()[0].reason.starts_with("not JSON"));
    assert_eq!(
        archive.feed("https://courier.example/rss").unwrap().etag.as_deref(),
        Some("\"v1\"")
    );
    assert!(
        archive.feed("https://courier.example/rss").unwrap().polled.is_some_and(|it| it < at(0))
    );
}

/// A migration that is cut off leaves the older version, whole.
#[test]
fn half_a_migration_is_none() {
    let folder = TempDir::new().unwrap();
    sample(1, folder.path());
    let file: PathBuf = folder.path().join("archive.sqlite");
    let connection = rusqlite::Connection::open(&file).unwrap();
    // A table of the next version's name stands in its way.
    connection.execute_batch("CREATE TABLE passages (other TEXT)").unwrap();
    assert!(Archive::open(folder.path(), Access::Write).is_err());
    let version: i64 =
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 1);
    connection.execute_batch("DROP TABLE passages").unwrap();
    drop(connection);
    assert!(Archive::open(folder.path(), Access::Write).is_ok());
}
