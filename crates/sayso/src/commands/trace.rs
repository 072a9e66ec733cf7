use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Context, Result, bail};
use sayso_trace::views::{Shown, dot, html, json, svg, terminal};
use sayso_trace::{Item, Moment, Store, Tracer};

use crate::arguments::{Known, Trace as Typed, TraceFormat};
use crate::engine::Engine;
use crate::inputs::{self, Text};
use crate::output::{self, Outcome};

/// `sayso trace`
pub fn run(typed: Typed) -> Result<Outcome> {
    let mut trouble = false;
    let mut complain = |error: anyhow::Error| {
        eprintln!("sayso: {error:#}");
        trouble = true;
    };
    let engine =
        Engine::load(Known { issued: None, publisher: None, gazetteer: None }, &typed.work)?;
    let mut tracer = Tracer::new();
    for path in &typed.items {
        let lines = read(path)?;
        for (line, number) in lines.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
            match Item::from_json(line, number) {
                Ok(item) => add(&mut tracer, item, &engine),
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
                let item = Item { id: input.name(), text: text.text, ..Item::default() };
                add(&mut tracer, item, &engine);
            }
            Err(error) => complain(error.context(input.name())),
        }
    }
    let Ok(empty) = tracer.store().is_empty();
    if empty {
        if trouble {
            return Ok(Outcome::Trouble);
        }
        bail!("there is nothing to trace; give files, or a pile with --items");
    }
    let Ok(trace) = tracer.trace();
    let Ok(items) = tracer.items(trace.items());
    let shown = Shown { items: &items, trace: &trace };
    output::print(&match typed.format {
        TraceFormat::Terminal => {
            let options = output::terminal_options(typed.width, false, !io::stdout().is_terminal());
            terminal::write(&shown, options.width)
        }
        TraceFormat::Json => json::write(&shown),
        TraceFormat::Dot => dot::write(&shown),
        TraceFormat::Svg => svg::write(&shown),
        TraceFormat::Html => html::write(&shown),
    })?;
    Ok(if trouble {
        Outcome::Trouble
    } else if trace.copies.is_empty() && trace.statements.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Found
    })
}

fn read(path: &Path) -> Result<String> {
    if path.as_os_str() == "-" {
        return io::read_to_string(io::stdin()).context("cannot read standard input");
    }
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Adds an item with its reading; what the page doesn't tell the reading may.
fn add(tracer: &mut Tracer, mut item: Item, engine: &Engine) {
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
    let Ok(_) = tracer.add(item, Some(&read.reading));
}

/// A first line that stands alone and ends like no sentence.
fn title(text: &str) -> Option<String> {
    let line = text.lines().next()?.trim();
    let stands_alone = line.len() < 120 && !line.ends_with(['.', '"', '”']);
    (stands_alone && !line.is_empty()).then(|| line.to_owned())
}
