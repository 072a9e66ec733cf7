use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use sayso_gazetteer::{Gazetteer, Kind};
use sayso_read::{Entity, EntityKind};

use super::columns::name;
use crate::View;

/// By ISO code.
static FIPS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("fips.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// A place must have a type there, and only countries can be told from their names without
/// guessing which Kingston it is. The others stand among all names.
fn country(entity: &Entity) -> Option<(String, &'static str)> {
    if entity.kind != EntityKind::Place {
        return None;
    }
    let gazetteer = Gazetteer::builtin();
    let entry = gazetteer.named(&entity.name).filter(|entry| entry.kind == Kind::Country)?;
    let code = FIPS.get(entry.country.as_deref()?)?;
    Some((name(&entity.name), code))
}

/// type#name#country#adm1#lat#lon#featureid: a country's own code is its first division and its
/// feature too; coordinates we have none.
pub(super) fn plain(view: &View<'_>) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    for (name, code) in view.reading.entities.iter().filter_map(country) {
        let block = format!("1#{name}#{code}#{code}###{code}");
        if known.insert(block.clone()) {
            blocks.push(block);
        }
    }
    blocks.join(";")
}

/// The same with adm2 and the offset, for each mention.
pub(super) fn enhanced(view: &View<'_>) -> String {
    let mut found: Vec<(usize, String)> = Vec::new();
    for entity in &view.reading.entities {
        if let Some((name, code)) = country(entity) {
            let offsets = entity.mentions.iter().map(|it| view.characters.character(it.start()));
            found.extend(
                offsets
                    .map(|offset| (offset, format!("1#{name}#{code}#{code}####{code}#{offset}"))),
            );
        }
    }
    found.sort();
    let blocks: Vec<String> = found.into_iter().map(|(_, block)| block).collect();
    blocks.join(";")
}
