use std::ffi::OsStr;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sayso_text::DecodedBy;

/// Where a dispatch comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Stdin,
    File(PathBuf),
}

/// A decoded text and what there is to say about its bytes.
pub struct Text {
    pub text: String,
    pub note: Option<String>,
}

impl Input {
    /// What to call it in messages and output.
    pub fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => path.display().to_string(),
        }
    }

    /// The file name without its extension, for files written from it.
    pub fn stem(&self) -> String {
        match self {
            Input::Stdin => "stdin".to_owned(),
            Input::File(path) => path
                .file_stem()
                .map_or_else(|| "dispatch".to_owned(), |stem| stem.to_string_lossy().into_owned()),
        }
    }

    /// Its size in bytes, 0 where it can't be told.
    pub fn size(&self) -> u64 {
        match self {
            Input::Stdin => 0,
            Input::File(path) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
        }
    }

    /// Reads and decodes it.
    pub fn load(&self) -> Result<Text> {
        let bytes = match self {
            Input::Stdin => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).context("cannot be read")?;
                bytes
            }
            Input::File(path) => fs::read(path).map_err(|error| match error.kind() {
                std::io::ErrorKind::NotFound => anyhow::anyhow!("there is no such file"),
                _ => anyhow::Error::new(error).context("cannot be read"),
            })?,
        };
        if bytes.is_empty() {
            bail!("the file is empty");
        }
        let decoded = sayso_text::decode(&bytes)?;
        if decoded.text.trim().is_empty() {
            bail!("there is no text in it, only white space");
        }
        let mut note = match decoded.by {
            DecodedBy::Guess => Some(format!("read as {}, a guess", decoded.encoding)),
            DecodedBy::Mark if decoded.encoding != "UTF-8" => {
                Some(format!("read as {}, by its byte-order mark", decoded.encoding))
            }
            _ => None,
        };
        if decoded.damaged {
            let note = note.get_or_insert_with(|| format!("read as {}", decoded.encoding));
            note.push_str("; bytes that fit no character stand as U+FFFD");
        }
        Ok(Text { text: decoded.text, note })
    }
}

/// The inputs meant by what was typed, in that order; folders give their `*.txt` files by name.
///
/// What can't be found is kept as a file, so that it fails when its turn comes; folders that
/// can't be listed are returned as errors.
pub fn gather(typed: &[PathBuf]) -> (Vec<Input>, Vec<anyhow::Error>) {
    let mut inputs = Vec::new();
    let mut errors = Vec::new();
    for path in typed {
        if path.as_os_str() == "-" {
            // Standard input can be read once.
            if !inputs.contains(&Input::Stdin) {
                inputs.push(Input::Stdin);
            }
        } else if path.is_dir() {
            let before = inputs.len();
            folder(path, &mut inputs, &mut errors);
            if inputs.len() == before {
                errors.push(anyhow::anyhow!("{}: no *.txt file in this folder", path.display()));
            }
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    (inputs, errors)
}

fn folder(folder: &Path, inputs: &mut Vec<Input>, errors: &mut Vec<anyhow::Error>) {
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        // A link to a folder is not followed: it could lead round in a circle.
        if path == folder || (path.is_dir() && !path.is_symlink()) {
            match listed(&path) {
                Ok(mut entries) => {
                    entries.sort_by(|a, b| b.cmp(a));
                    waiting.append(&mut entries);
                }
                Err(error) => errors.push(error),
            }
        } else if path.extension().is_some_and(|it| it.eq_ignore_ascii_case(OsStr::new("txt"))) {
            inputs.push(Input::File(path));
        }
    }
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("{}: cannot list this folder", folder.display());
    let entries = fs::read_dir(folder).with_context(context)?;
    entries.map(|entry| Ok(entry.with_context(context)?.path())).collect()
}
