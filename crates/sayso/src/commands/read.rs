use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Context, Result};
use sayso_formats::{View, brat, html, json, terminal};

use super::batches;
use crate::arguments::{Read as Typed, ReadFormat};
use crate::engine::{Engine, Read};
use crate::inputs;
use crate::output::{self, Outcome};

/// One input's output and whether anything was found in it.
struct Written {
    text: String,
    /// The text that positions count in, where brat wants it beside its annotations or the input
    /// is no plain text.
    original: Option<String>,
    found: bool,
}

/// `sayso read`
pub fn run(typed: Typed) -> Result<Outcome> {
    let (inputs, errors) = inputs::gather(&typed.inputs);
    for error in &errors {
        eprintln!("sayso: {error:#}");
    }
    let files = match &typed.out {
        Some(folder) => {
            fs::create_dir_all(folder)
                .with_context(|| format!("{}: cannot make this folder", folder.display()))?;
            let (files, notes) = output::names(&inputs, folder, extension(typed.format));
            notes.iter().for_each(|note| eprintln!("sayso: {note}"));
            if typed.format == ReadFormat::Brat {
                write(&folder.join("annotation.conf"), brat::CONFIGURATION)?;
            }
            Some(files)
        }
        None => None,
    };
    let engine = Engine::load(typed.known, &typed.work)?;
    let options = output::terminal_options(typed.width, typed.dates, files.is_some());
    let on_terminal = io::stdout().is_terminal() && files.is_none();
    let turn = |_: usize, read: Read| {
        let view =
            View { model: engine.model(), ..View::new(&read.name, &read.dispatch, &read.reading) };
        let text = match typed.format {
            ReadFormat::Terminal => terminal::write(&view, &options),
            ReadFormat::Json => json::write(&view, on_terminal || files.is_some()),
            ReadFormat::Brat => brat::write(&view),
            ReadFormat::Html => html::write(&view),
        };
        let reading = &read.reading;
        let found = !(reading.attributions.is_empty()
            && reading.times.is_empty()
            && reading.diary.is_empty());
        let beside = typed.format == ReadFormat::Brat || read.extracted;
        let original = beside.then_some(read.dispatch.text);
        Written { text, original, found }
    };

    let mut found = false;
    let mut first = true;
    let tally = batches::for_each(&engine, &inputs, on_terminal, turn, |index, written| {
        found |= written.found;
        match &files {
            Some(files) => {
                write(&files[index], &written.text)?;
                if let Some(original) = &written.original {
                    beside(&files[index].with_extension("txt"), original)?;
                }
            }
            None => {
                if !first && typed.format == ReadFormat::Terminal {
                    output::print("\n")?;
                }
                output::print(&written.text)?;
            }
        }
        first = false;
        Ok(())
    })?;
    Ok(if tally.failed > 0 || !errors.is_empty() {
        Outcome::Trouble
    } else if found {
        Outcome::Found
    } else {
        Outcome::Nothing
    })
}

fn extension(format: ReadFormat) -> &'static str {
    match format {
        ReadFormat::Terminal => "sayso.txt", // not the name of the dispatch itself
        ReadFormat::Json => "json",
        ReadFormat::Brat => "ann",
        ReadFormat::Html => "html",
    }
}

fn write(path: &Path, words: &str) -> Result<()> {
    fs::write(path, words).with_context(|| format!("{}: cannot write this file", path.display()))
}

/// Writes the text that annotations refer to, unless that name is taken: an original is never
/// changed.
fn beside(path: &Path, text: &str) -> Result<()> {
    match fs::read(path) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(()),
        Ok(_) => {
            eprintln!(
                "sayso: {}: left as it is, though the annotations count in another text",
                path.display()
            );
            Ok(())
        }
        Err(_) => write(path, text),
    }
}
