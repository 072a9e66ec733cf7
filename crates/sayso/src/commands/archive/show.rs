use std::io::Write;

use anyhow::{Context, Result, bail};
use sayso_archive::{Access, Archive, Item};
use sayso_formats::styles::{BOLD, DIM, PLAIN};
use sayso_formats::{View, Wrapper, terminal};
use serde_json::json;

use super::export::item_document;
use crate::archives;
use crate::arguments::archive::{Place, Shown};
use crate::commands::who::{changed, changes};
use crate::output::{self, Outcome};

fn get(archive: &Archive, id: i64) -> Result<Item> {
    match archive.get(id)? {
        Some(item) => Ok(item),
        None => bail!("there is no dispatch {id}; `sayso search` shows their numbers"),
    }
}

/// `sayso archive show`
pub fn item(
    place: &Place,
    id: i64,
    raw: bool,
    format: Shown,
    width: Option<usize>,
) -> Result<Outcome> {
    let archive = archives::open(place, Access::Read)?;
    let item = get(&archive, id)?;
    if raw {
        let bytes = archive.original(id)?.unwrap_or_default();
        std::io::stdout().write_all(&bytes).context("cannot write to standard output")?;
        return Ok(Outcome::Found);
    }
    match format {
        Shown::Json => output::print(&format!("{:#}\n", item_document(&archive, &item)?))?,
        Shown::Terminal => {
            let options = output::terminal_options(width, false, false);
            let name = item.url.as_deref().unwrap_or(&item.source);
            let shown = match archive.reading(&item)? {
                Some(stored) => {
                    let dispatch = item.dispatch();
                    terminal::write(&View::new(name, &dispatch, &stored.reading), &options)
                }
                None => {
                    let mut out = Wrapper::new(options.width, options.colour);
                    out.push(name, BOLD);
                    out.push(" · not read yet", DIM);
                    out.line_end();
                    for line in item.text.lines() {
                        out.push(line, PLAIN);
                        out.line_end();
                    }
                    out.finish()
                }
            };
            output::print(&shown)?;
        }
    }
    Ok(Outcome::Found)
}

/// `sayso archive versions`
pub fn versions(place: &Place, of: &str, format: Shown, width: Option<usize>) -> Result<Outcome> {
    let archive = archives::open(place, Access::Read)?;
    let ids = match of.parse::<i64>() {
        Ok(id) => match get(&archive, id)?.url {
            Some(url) => archive.versions(&url)?,
            None => vec![id],
        },
        Err(_) => archive.versions(of)?,
    };
    let items: Vec<Item> = ids.iter().map(|id| get(&archive, *id)).collect::<Result<_>>()?;
    let mut before: Option<&Item> = None;
    let options = output::terminal_options(width, false, false);
    let mut out = Wrapper::new(options.width, options.colour);
    let mut list = Vec::new();
    for item in &items {
        list.push(json!({
            "item": item.id,
            "received": item.received.to_string(),
            "title": item.title,
            "changes": before.map(|before| changed(&before.text, &item.text)),
        }));
        out.set_indent(0);
        out.push(&format!("{} · {}", item.id, item.received), BOLD);
        out.line_end();
        out.set_indent(2);
        match before {
            None => out.push(&item.text, PLAIN),
            Some(before) => changes(&mut out, &before.text, &item.text),
        }
        out.line_end();
        before = Some(item);
    }
    output::print(&match format {
        Shown::Json => format!("{:#}\n", serde_json::Value::Array(list)),
        Shown::Terminal => out.finish(),
    })?;
    Ok(if items.is_empty() { Outcome::Nothing } else { Outcome::Found })
}
