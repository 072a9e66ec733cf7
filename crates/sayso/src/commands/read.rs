use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sayso_formats::{View, brat, gkg, html, json, jsonld, ninjs, terminal};

use super::batches;
use crate::arguments::{Read as Typed, ReadFormat};
use crate::engine::{Engine, Read};
use crate::inputs;
use crate::output::{self, Outcome};

/// One input's output and whether anything was found in it.
struct Written {
    /// `None` where the format can't tell of it, and a note says why.
    text: Option<String>,
    /// What stands beside it in a file of its own.
    companion: Option<String>,
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
    let indented = on_terminal || files.is_some();
    let turn = |index: usize, read: Read| {
        let view =
            View::new(&read.name, &read.dispatch, &read.reading).with_about(read.told.about());
        let view = View { model: engine.model(), ..view };
        let text = match typed.format {
            ReadFormat::Terminal => Some(terminal::write(&view, &options)),
            ReadFormat::Json => Some(json::write(&view, indented)),
            ReadFormat::Jsonld => Some(jsonld::write(&view, indented)),
            ReadFormat::Ninjs => Some(ninjs::write(&view, indented)),
            ReadFormat::Brat => Some(brat::write(&view)),
            ReadFormat::Html => Some(html::write(&view)),
            ReadFormat::Gkg => gkg::write(&view, index + 1),
            ReadFormat::GkgAttributions => gkg::companion(&view, index + 1),
        };
        let companion = (typed.format == ReadFormat::Gkg && files.is_some())
            .then(|| gkg::companion(&view, index + 1))
            .flatten();
        let reading = &read.reading;
        let found = !(reading.attributions.is_empty()
            && reading.times.is_empty()
            && reading.diary.is_empty());
        let beside = typed.format == ReadFormat::Brat || read.extracted;
        let original = beside.then_some(read.dispatch.text);
        Written { text, companion, original, found }
    };

    let mut found = false;
    let mut first = true;
    let tally = batches::for_each(&engine, &inputs, on_terminal, turn, |index, written| {
        found |= written.found;
        let Some(text) = &written.text else {
            let name = inputs[index].name();
            eprintln!("sayso: {name}: left out, for its day of issue is unknown; give --issued");
            return Ok(());
        };
        match &files {
            Some(files) => {
                let file = &files[index];
                let headed = header(typed.format).unwrap_or_default().to_owned() + text;
                write(file, &headed)?;
                if let Some(companion) = &written.companion {
                    let lines = gkg::COMPANION_HEADER.to_owned() + companion;
                    write(&sibling(file, typed.format, "attributions.tsv"), &lines)?;
                }
                if let Some(original) = &written.original {
                    beside(&sibling(file, typed.format, "txt"), original)?;
                }
            }
            None => {
                if !first && typed.format == ReadFormat::Terminal {
                    output::print("\n")?;
                }
                if first && let Some(header) = header(typed.format) {
                    output::print(header)?;
                }
                output::print(text)?;
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
        ReadFormat::Jsonld => "jsonld",
        ReadFormat::Ninjs => "ninjs.json",
        ReadFormat::Gkg => "gkg.csv", // GDELT's own name, though tabs separate
        ReadFormat::GkgAttributions => "attributions.tsv",
    }
}

/// What stands once before the lines of all inputs.
fn header(format: ReadFormat) -> Option<&'static str> {
    (format == ReadFormat::GkgAttributions).then_some(gkg::COMPANION_HEADER)
}

/// The file of the same name with another extension in place of the format's.
fn sibling(file: &Path, format: ReadFormat, extension: &str) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let ours = format!(".{}", self::extension(format));
    let stem = name.strip_suffix(&ours).unwrap_or(&name);
    file.with_file_name(format!("{stem}.{extension}"))
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
