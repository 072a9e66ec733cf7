//! Tracing in an archive: what the ledger beside it knows, brought up to date first.

use std::path::Path;

use anyhow::{Context, Result, bail};
use sayso_archive::query::Query;
use sayso_archive::{Access, Archive, In, ItemId, Search};
use sayso_ledger::Ledger;
use sayso_trace::{Item, Trace};

use super::{Prepared, Traced};
use crate::engine::Engine;

/// Traces the stories of an item's number, of words, or of a file that is not in the archive.
pub(super) fn trace(folder: &Path, asked: &str, engine: &Engine) -> Result<Traced> {
    let archive = Archive::open(folder, Access::Read).context("cannot open the archive")?;
    let mut ledger = Ledger::open(folder)?;
    ledger.catch_up(&archive)?;
    let path = Path::new(asked);
    if path.is_file() {
        return file(&mut ledger, path, engine);
    }
    let number = asked.trim_start_matches('#').parse::<ItemId>();
    let found = match number {
        Ok(item) => Some((item, None)),
        Err(_) => search(&archive, asked)?,
    };
    let Some((item, words)) = found else { return Ok(Traced::default()) };
    let Some(number) = ledger.number(item)? else {
        bail!("the archive has no item {item}; `sayso search` lists what it has")
    };
    let mut trace = ledger.trace(&archive, number)?;
    if let Some(span) = words {
        about(&mut trace, number, span);
    }
    let items = ledger.tracer().items(trace.items())?;
    Ok(Traced { trace, items })
}

/// The item that fits some words best, and where it has them.
fn search(archive: &Archive, words: &str) -> Result<Option<(ItemId, Option<sayso_text::Span>)>> {
    let query = Query::parse(words).map_err(|error| anyhow::anyhow!("{}", error.pointed()))?;
    for within in [In::Statements, In::Dispatches] {
        let search = Search { within, limit: 1, ..Search::new(query.clone()) };
        if let Some(hit) = archive.search(&search)?.hits.into_iter().next() {
            return Ok(Some((hit.item.id, Some(hit.span))));
        }
    }
    Ok(None)
}

/// Leaves only the statements that an item renders where some words stand, if there are any.
fn about(trace: &mut Trace, item: u32, span: sayso_text::Span) {
    let here = |wording: &sayso_trace::Wording| wording.item == item && wording.span.overlaps(span);
    if trace.statements.iter().any(|statement| statement.mentions.iter().any(here)) {
        trace.statements.retain(|statement| statement.mentions.iter().any(here));
    }
}

/// Compares a file with the archive without adding it.
fn file(ledger: &mut Ledger, path: &Path, engine: &Engine) -> Result<Traced> {
    let text = crate::inputs::Input::File(path.to_owned()).load()?;
    let item = Item { id: path.display().to_string(), text: text.text, ..Item::default() };
    let Prepared { item, reading } = super::prepare(item, engine);
    let traced = ledger.try_item(item, Some(&reading), |tracer, added| {
        let trace = tracer.trace_item(added.item)?;
        let items = tracer.items(trace.items())?;
        Ok(Traced { trace, items })
    })?;
    Ok(traced)
}
