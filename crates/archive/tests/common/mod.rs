//! A small archive to ask things of.

use sayso_archive::{Access, Archive, Item, NewItem, NewReading};
use sayso_read::{Attribution, Dispatch, Found, Hand, Kind, Reader, Reading, Speaker};
use sayso_text::Span;
use tempfile::TempDir;

pub fn at(second: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_900_000_000 + second).expect("a time")
}

#[allow(dead_code, reason = "not every test makes one")]
pub fn archive() -> (TempDir, Archive) {
    let folder = TempDir::new().expect("a folder");
    let archive = Archive::open(folder.path().join("archive"), Access::Create).expect("it opens");
    (folder, archive)
}

pub fn item(publisher: &str, issued: &str, text: &str) -> NewItem {
    NewItem {
        publisher: Some(publisher.to_owned()).filter(|name| !name.is_empty()),
        issued: Some(issued.to_owned()).filter(|day| !day.is_empty()),
        ..NewItem::text("test", text, at(0))
    }
}

/// Adds an item and reads it: lines of the form `NAME [via HAND]: content` are statements, direct
/// where the content stands in quotation marks.
#[allow(dead_code, reason = "not every test reads")]
pub fn add(archive: &mut Archive, new: NewItem) -> i64 {
    let added = archive.add(vec![new]).expect("it is added")[0];
    let item = archive.get(added.item).expect("it is read").expect("it is there");
    let reading = reading(&item);
    archive
        .store_readings(
            &[NewReading { item: &item, reading: &reading, marks: None }],
            "test 1",
            at(1),
        )
        .expect("it is stored");
    added.item
}

fn reading(item: &Item) -> Reading {
    let text = &item.text;
    let mut reading = Reader::rules_only().read(&Dispatch::new(text.as_str()));
    reading.attributions.clear();
    reading.publisher = None;
    reading.issue = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((who, content)) = line.trim_end().split_once(": ") {
            let (name, hand) = who.split_once(" via ").map_or((who, None), |(n, h)| (n, Some(h)));
            let source = Span::new(start, start + name.len());
            let from = start + who.len() + 2;
            let kind = if content.starts_with('"') { Kind::Direct } else { Kind::Indirect };
            let found = Found::Rule("test");
            let content = vec![Span::new(from, from + content.len())];
            let mut attribution = Attribution::new(vec![source], vec![], content, kind, found);
            let speaker =
                Speaker { name: name.to_owned(), entity: None, evidence: source, confidence: 1.0 };
            attribution.voice.speakers.push(speaker);
            let hands = hand.into_iter().chain([name]);
            attribution.voice.chain =
                hands.map(|name| Hand { name: name.to_owned(), evidence: None }).collect();
            attribution.said = reading.times.iter().position(|time| {
                source.start() <= time.span.start()
                    && time.span.end() <= from + content_end(line, from - start)
            });
            reading.attributions.push(attribution);
        }
        start += line.len();
    }
    reading
}

fn content_end(line: &str, from: usize) -> usize {
    line.trim_end().len() - from
}
