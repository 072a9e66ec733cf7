use std::io::Write;

use anyhow::{Context, Result, bail};
use sayso_archive::{Access, Prepared};
use sayso_intake::{Hints, Record, Source};
use serde_json::json;

use crate::archives;
use crate::arguments::Work;
use crate::arguments::archive::{Place, Shown};
use crate::commands::add;
use crate::output::{self, Outcome};
use crate::taking::{self, Taking};

const PAGE: usize = 256;

/// `sayso archive quarantine`
pub fn list(place: &Place, format: Shown) -> Result<Outcome> {
    let archive = archives::open(place, Access::Read)?;
    let mut after = 0;
    let mut found = false;
    loop {
        let page = archive.quarantined(after, PAGE)?;
        let Some(last) = page.last() else { break };
        (after, found) = (last.id, true);
        let mut shown = String::new();
        for one in &page {
            shown.push_str(&match format {
                Shown::Terminal => format!(
                    "{} {}: {} ({}, {} bytes, {} tries, {})\n",
                    one.id, one.source, one.reason, one.format, one.size, one.tries, one.received
                ),
                Shown::Json => {
                    let line = json!({
                        "id": one.id,
                        "source": one.source,
                        "url": one.url,
                        "format": one.format,
                        "reason": one.reason,
                        "bytes": one.size,
                        "tries": one.tries,
                        "received": one.received.to_string(),
                    });
                    format!("{line}\n")
                }
            });
        }
        output::print(&shown)?;
    }
    Ok(if found { Outcome::Found } else { Outcome::Nothing })
}

/// `sayso archive quarantine --bytes`
pub fn bytes(place: &Place, id: i64) -> Result<Outcome> {
    let archive = archives::open(place, Access::Read)?;
    let Some(bytes) = archive.quarantined_bytes(id)? else {
        bail!("nothing in quarantine has the number {id}; `sayso archive quarantine` lists it");
    };
    std::io::stdout().write_all(&bytes).context("cannot write to standard output")?;
    Ok(Outcome::Found)
}

/// `sayso archive quarantine --retry`
pub fn retry(place: &Place, work: &Work) -> Result<Outcome> {
    let archive = archives::open(place, Access::Write)?;
    let engine = add::engine(false, work)?;
    let mut taking = Taking::new(archive, engine, false);
    let (mut after, mut released, mut left) = (0, 0, 0);
    loop {
        let page = taking.archive().quarantined(after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.id;
        for one in page {
            let hints: Hints = one
                .hints
                .as_deref()
                .and_then(|hints| serde_json::from_str(hints).ok())
                .unwrap_or_default();
            let bytes = taking.archive().quarantined_bytes(one.id)?.unwrap_or_default();
            let mut items: Vec<Prepared> = Vec::new();
            let mut reason = None;
            match sayso_intake::open(Source::bytes(bytes), hints) {
                Ok(records) => {
                    for record in records {
                        match record {
                            Ok(Record::Item(item)) => {
                                items.push(taking::new_item(*item, &one.source).prepare());
                            }
                            Ok(Record::Rejected(rejected)) => reason = Some(rejected.reason),
                            Err(error) => reason = Some(error.to_string()),
                        }
                    }
                }
                Err(error) => reason = Some(error.to_string()),
            }
            match reason {
                // Half an answer is none: what is left must not be lost.
                None if !items.is_empty() => {
                    let added = taking.archive().release(one.id, &items)?;
                    let new: Vec<i64> =
                        added.iter().filter(|it| it.new).map(|it| it.item).collect();
                    taking.read(&new)?;
                    released += 1;
                }
                reason => {
                    let reason = reason.unwrap_or(one.reason);
                    taking.archive().retried(one.id, &reason)?;
                    left += 1;
                }
            }
        }
    }
    output::print(&format!("{released} taken in, {left} left\n"))?;
    Ok(if released > 0 { Outcome::Found } else { Outcome::Nothing })
}
