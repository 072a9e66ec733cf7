use std::path::Path;

use anyhow::Result;
use sayso_archive::{Access, ReadTally};
use serde_json::json;

use crate::archives;
use crate::arguments::archive::{Place, Shown};
use crate::arguments::{Known, Work};
use crate::commands::add::saved;
use crate::engine::Engine;
use crate::output::{self, Outcome};
use crate::taking;

/// `sayso archive check`
pub fn check(place: &Place) -> Result<Outcome> {
    let archive = archives::open(place, Access::Read)?;
    let mut items = 0;
    let wrong = archive.check(|done| items = done)?;
    for line in &wrong {
        output::print(&format!("{line}\n"))?;
    }
    if wrong.is_empty() {
        output::print(&format!("{items} dispatches, all whole\n"))?;
        return Ok(Outcome::Found);
    }
    Ok(Outcome::Trouble)
}

/// `sayso archive backup`
pub fn backup(place: &Place, to: &Path) -> Result<Outcome> {
    archives::open(place, Access::Read)?.backup(to)?;
    Ok(Outcome::Found)
}

/// `sayso archive stats`
pub fn stats(place: &Place, format: Shown) -> Result<Outcome> {
    let archive = archives::open(place, Access::Read)?;
    let stats = archive.stats()?;
    let counts = [
        ("items", "dispatches", stats.items),
        ("sightings", "came again", stats.sightings),
        ("read", "read", stats.read),
        ("statements", "statements", stats.statements),
        ("diary", "diary entries", stats.diary),
        ("names", "names", stats.names),
        ("quarantined", "in quarantine", stats.quarantined),
        ("corrections", "corrections", stats.corrections),
        ("feeds", "feeds", stats.feeds),
        ("raw_bytes", "bytes as they came", stats.raw_bytes),
        ("packed_bytes", "bytes packed", stats.packed_bytes),
        ("file_bytes", "bytes of the file", stats.file_bytes),
        ("version", "version of the archive", stats.version as u64),
    ];
    let mut shown = String::new();
    match format {
        Shown::Json => {
            let mut object = serde_json::Map::new();
            for (key, _, count) in counts {
                object.insert(key.to_owned(), count.into());
            }
            let readers = stats.readers.iter();
            let readers = readers.map(|(name, items)| json!({ "reader": name, "items": items }));
            object.insert("readers".to_owned(), readers.collect());
            shown.push_str(&format!("{:#}\n", serde_json::Value::Object(object)));
        }
        Shown::Terminal => {
            for (_, words, count) in counts {
                shown.push_str(&format!("{count:>14}  {words}\n"));
            }
            for (name, items) in &stats.readers {
                shown.push_str(&format!("{items:>14}  read by {name}\n"));
            }
        }
    }
    output::print(&shown)?;
    Ok(Outcome::Found)
}

/// Items that are asked for at once.
const PAGE: usize = 512;

/// `sayso archive reread`
pub fn reread(place: &Place, all: bool, work: &Work) -> Result<Outcome> {
    let mut archive = archives::open(place, Access::Write)?;
    let known = Known { issued: None, publisher: None, gazetteer: None };
    let engine = Engine::load(known, work)?;
    if all {
        archive.mark_unread()?;
    }
    let version = engine.reader().version();
    let mut after = 0;
    let mut tally = ReadTally::default();
    loop {
        let page = archive.unread(&version, after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = *last;
        tally += taking::read(&mut archive, &engine, &page)?;
    }
    output::print(&format!("{} read\n", tally.read))?;
    saved(tally);
    Ok(if tally.read == 0 { Outcome::Nothing } else { Outcome::Found })
}
