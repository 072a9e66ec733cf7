//! Each sample of `tests/data` gives the items of its snapshot, and each item comes again from
//! its own bytes.

use std::path::{Path, PathBuf};

use sayso_intake::{Hints, Item, Record, Source, open};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

fn read(source: Source, hints: Hints) -> (Vec<Item>, String) {
    let mut records = open(source, hints).unwrap();
    let mut items = Vec::new();
    let mut shown = format!("{:?}\n", records.format());
    for record in &mut records {
        match record.unwrap() {
            Record::Item(item) => {
                shown.push_str(&format!(
                    "\n── item {} at {}\n",
                    item.place.record, item.place.offset
                ));
                shown.push_str(&show(&item));
                items.push(*item);
            }
            Record::Rejected(it) => {
                let (place, raw) = (it.place, String::from_utf8_lossy(&it.raw).into_owned());
                shown.push_str(&format!(
                    "\n── rejected {} at {}: {:?}: {}\n",
                    place.record, place.offset, it.kind, it.reason
                ));
                shown.push_str(&format!(
                    "raw: {:?}{}\n",
                    raw.chars().take(80).collect::<String>(),
                    if it.cut { " (cut)" } else { "" }
                ));
            }
        }
    }
    for note in records.notes() {
        shown.push_str(&format!("\nnote: {note}\n"));
    }
    for (what, count) in records.skipped() {
        shown.push_str(&format!("\nskipped: {what} {count}×\n"));
    }
    (items, shown)
}

fn show(item: &Item) -> String {
    let mut value = serde_json::to_value(item).unwrap();
    let object = value.as_object_mut().unwrap();
    for key in ["text", "credits", "place", "hints"] {
        object.remove(key);
    }
    object.retain(|_, value| {
        !(value.is_null() || *value == serde_json::json!([]) || *value == false)
    });
    let mut shown = String::new();
    for (key, value) in object {
        let moment = ["published", "modified", "embargo", "fetched"].contains(&key.as_str());
        let plain = match key.as_str() {
            "published" => item.published.as_ref().map(ToString::to_string),
            "modified" => item.modified.as_ref().map(ToString::to_string),
            "embargo" => item.embargo.as_ref().map(ToString::to_string),
            "fetched" => item.fetched.as_ref().map(ToString::to_string),
            _ => None,
        };
        match plain {
            Some(plain) if moment => shown.push_str(&format!("{key}: {plain}\n")),
            _ => shown.push_str(&format!("{key}: {value}\n")),
        }
    }
    for credit in &item.credits {
        let more = [&credit.uri, &credit.role]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(" ");
        shown.push_str(&format!(
            "credit: {} {:?} {more} ({})\n",
            credit.kind.name(),
            credit.text,
            credit.evidence
        ));
    }
    shown.push_str(&format!("raw: {} bytes\n{}\n", item.raw.len(), item.text));
    shown
}

fn samples() -> Vec<String> {
    let names = std::fs::read_dir(data())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| !name.ends_with(".py")).collect();
    names.sort();
    names
}

#[test]
fn samples_give_their_items() {
    for name in samples() {
        let file = std::fs::File::open(data().join(&name)).unwrap();
        let (items, shown) =
            read(Source::file(file), Hints { name: Some(name.clone()), ..Hints::default() });
        assert!(!items.is_empty(), "{name} gives nothing");
        insta::assert_snapshot!(name.as_str(), shown);
    }
}

#[test]
fn a_stream_gives_what_a_file_gives() {
    for name in samples() {
        let bytes = std::fs::read(data().join(&name)).unwrap();
        let hints = Hints { name: Some(name.clone()), ..Hints::default() };
        let file = std::fs::File::open(data().join(&name)).unwrap();
        let by_file = read(Source::file(file), hints.clone());
        assert_eq!(read(Source::stream(std::io::Cursor::new(bytes)), hints), by_file, "{name}");
    }
}

#[test]
fn items_come_again_from_their_bytes() {
    for name in samples() {
        let bytes = std::fs::read(data().join(&name)).unwrap();
        let (items, _) =
            read(Source::bytes(bytes), Hints { name: Some(name.clone()), ..Hints::default() });
        for item in items {
            let (mut again, shown) = read(Source::bytes(item.raw.clone()), item.hints.clone());
            // A ninjs item that holds others comes with them, first.
            assert!(!again.is_empty(), "{name}: {shown}");
            let mut again = again.remove(0);
            again.place = item.place;
            again.hints = item.hints.clone();
            // What a feed as a whole says stays with the feed; its name and language are handed on.
            again.credits = item.credits.clone();
            again.authors = item.authors.clone();
            assert_eq!(again, item, "{name}");
        }
    }
}

#[test]
fn packed_files_give_the_same() {
    use std::io::Write;
    let bytes = std::fs::read(data().join("feed-rss2.xml")).unwrap();
    let plain = read(Source::bytes(bytes.clone()), Hints::default());
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&bytes).unwrap();
    assert_eq!(read(Source::bytes(gzip.finish().unwrap()), Hints::default()), plain);
    let packed = zstd::stream::encode_all(&bytes[..], 3).unwrap();
    assert_eq!(read(Source::bytes(packed), Hints::default()), plain);
}
