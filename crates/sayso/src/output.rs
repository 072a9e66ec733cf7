use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::inputs::Input;

/// How a run ended; what the exit code tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Found or done.
    Found,
    /// Nothing found.
    Nothing,
    /// Some input gave trouble.
    Trouble,
}

impl Outcome {
    pub fn code(self) -> u8 {
        match self {
            Outcome::Found => 0,
            Outcome::Nothing => 1,
            Outcome::Trouble => 2,
        }
    }
}

/// Whether the reader at the other end of a pipe has gone, as `head` does.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let causes = error.chain();
    causes
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Writes to standard output.
pub fn print(words: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(words.as_bytes()).context("cannot write to standard output")?;
    out.flush().context("cannot write to standard output")
}

/// How to show things on a terminal: the width asked for or found, colour unless `NO_COLOR` is
/// set or the output goes elsewhere.
pub fn terminal_options(
    width: Option<usize>,
    dates: bool,
    to_file: bool,
) -> sayso_formats::terminal::Options {
    let on_terminal = io::stdout().is_terminal() && !to_file;
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let width = width.or_else(|| found().filter(|_| on_terminal)).unwrap_or(80);
    sayso_formats::terminal::Options { width, colour: on_terminal && !plain, dates }
}

/// The files to write for inputs, one each: `DIR/STEM.EXTENSION`. Where two inputs have the same
/// stem, the later one's becomes `STEM-2`, and a note says so.
pub fn names(inputs: &[Input], folder: &Path, extension: &str) -> (Vec<PathBuf>, Vec<String>) {
    let stems: HashSet<String> = inputs.iter().map(|input| input.stem()).collect();
    let mut taken = HashSet::new();
    let mut next = std::collections::HashMap::new();
    let mut notes = Vec::new();
    let paths = inputs.iter().map(|input| {
        let stem = input.stem();
        let mut name = stem.clone();
        if !taken.insert(name.clone()) {
            let number = next.entry(stem.clone()).or_insert(2);
            loop {
                name = format!("{stem}-{number}");
                *number += 1;
                if !stems.contains(&name) && taken.insert(name.clone()) {
                    break;
                }
            }
            let input = input.name();
            notes.push(format!("{input}: written as {name}.{extension}, since {stem} is taken"));
        }
        folder.join(format!("{name}.{extension}"))
    });
    (paths.collect(), notes)
}
