use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use sayso_read::Reading;
use sayso_trace::views::{Shown, dot, html, json, svg, terminal};
use sayso_trace::{Item, Moment, Trace, Tracer};

use crate::arguments::{Known, Trace as Typed, TraceFormat};
use crate::engine::Engine;
use crate::inputs::{self, Text};
use crate::output::{self, Outcome};

mod archive;

/// What is shown.
#[derive(Default)]
struct Traced {
    trace: Trace,
    items: BTreeMap<u32, Item>,
}

/// An item with its reading.
struct Prepared {
    item: Item,
    reading: Reading,
}

/// Items that are read at once.
const BATCH: usize = 64;

/// `sayso trace`
pub fn run(typed: Typed) -> Result<Outcome> {
    let engine = Engine::load(Known::default(), &typed.work)?;
    let (traced, trouble) = match &typed.archive {
        Some(folder) => {
            let [asked] = typed.inputs.as_slice() else {
                bail!("name one item, some words or a file to trace in the archive");
            };
            (archive::trace(folder, &asked.to_string_lossy(), &engine)?, false)
        }
        None => pile(&typed, &engine)?,
    };
    if !traced.items.is_empty() {
        show(&typed, &traced)?;
    }
    Ok(if trouble {
        Outcome::Trouble
    } else if traced.trace.copies.is_empty() && traced.trace.statements.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Found
    })
}

fn show(typed: &Typed, traced: &Traced) -> Result<()> {
    let shown = Shown { items: &traced.items, trace: &traced.trace };
    output::print(&match typed.format {
        TraceFormat::Terminal => {
            let options = output::terminal_options(typed.width, false, !io::stdout().is_terminal());
            terminal::write(&shown, options.width)
        }
        TraceFormat::Json => json::write(&shown),
        TraceFormat::Dot => dot::write(&shown),
        TraceFormat::Svg => svg::write(&shown),
        TraceFormat::Html => html::write(&shown),
    })
}

/// Traces piles and plain texts among themselves; tells whether something went wrong.
fn pile(typed: &Typed, engine: &Engine) -> Result<(Traced, bool)> {
    let mut trouble = false;
    let mut complain = |error: anyhow::Error| {
        eprintln!("sayso: {error:#}");
        trouble = true;
    };
    let mut items = Vec::new();
    for path in &typed.items {
        let lines = read(path)?;
        for (line, number) in lines.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
            match Item::from_json(line, number) {
                Ok(item) => items.push(item),
                Err(error) => {
                    let place = format!("{}:{number}", path.display());
                    complain(anyhow::Error::new(error).context(place));
                }
            }
        }
    }
    let (inputs, errors) = inputs::gather(&typed.inputs);
    errors.into_iter().for_each(&mut complain);
    for input in inputs {
        match input.load() {
            Ok(text) => {
                items.push(Item { id: input.name(), text: text.text, ..Item::default() });
            }
            Err(error) => complain(error.context(input.name())),
        }
    }
    if items.is_empty() {
        if trouble {
            return Ok((Traced::default(), true));
        }
        bail!("there is nothing to trace; give files, or a pile with --items");
    }
    let mut tracer = Tracer::new();
    while !items.is_empty() {
        // Read side by side, compared in their order.
        let batch: Vec<Item> = items.drain(..BATCH.min(items.len())).collect();
        let prepared: Vec<Prepared> =
            batch.into_par_iter().map(|item| prepare(item, engine)).collect();
        for Prepared { item, reading } in prepared {
            let Ok(_) = tracer.add(item, Some(&reading));
        }
    }
    let Ok(trace) = tracer.trace();
    let Ok(items) = tracer.items(trace.items());
    Ok((Traced { trace, items }, trouble))
}

fn read(path: &Path) -> Result<String> {
    if path.as_os_str() == "-" {
        return io::read_to_string(io::stdin()).context("cannot read standard input");
    }
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads an item; what its page doesn't tell the reading may.
fn prepare(mut item: Item, engine: &Engine) -> Prepared {
    let read = engine.read(item.id.clone(), Text { text: item.text.clone(), ..Text::default() });
    let publisher = read.reading.publisher.as_ref();
    if item.outlet.is_none() {
        item.outlet = publisher.map(|publisher| publisher.name.clone());
    }
    if item.issued.is_none() {
        let issue = read.reading.issue.as_ref();
        item.issued = issue.and_then(|issue| Moment::parse(&issue.day));
    }
    if item.title.is_none() {
        item.title = title(&item.text);
    }
    Prepared { item, reading: read.reading }
}

/// A first line that stands alone and ends like no sentence.
fn title(text: &str) -> Option<String> {
    let line = text.lines().next()?.trim();
    let stands_alone = line.len() < 120 && !line.ends_with(['.', '"', '”']);
    (stands_alone && !line.is_empty()).then(|| line.to_owned())
}
