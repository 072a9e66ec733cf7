use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sayso_formats::About;
use sayso_intake::Source;
use sayso_text::DecodedBy;

use crate::arguments::Day;
use crate::articles::{self, Articles};

/// Where a dispatch comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Stdin,
    File(PathBuf),
    /// One of several in a file: its number there, from 1, and itself.
    Part(PathBuf, usize, Box<Text>),
}

/// A decoded text and what there is to say about its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    pub note: Option<String>,
    /// Whether it was taken out of something else: positions count in it, not in the file.
    pub extracted: bool,
    /// The publisher that the input names.
    pub publisher: Option<String>,
    /// The day of issue that the input tells.
    pub issued: Option<Day>,
    /// Whom the input credits.
    pub credits: Vec<String>,
    /// What else it tells.
    pub told: Told,
}

/// What an input tells of a dispatch beside its text, for formats that pass it on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub url: Option<String>,
    pub title: Option<String>,
    pub language: Option<String>,
    pub published: Option<String>,
    pub authors: Vec<String>,
}

impl Told {
    /// The same as the formats take it.
    pub fn about(&self) -> About<'_> {
        About {
            url: self.url.as_deref(),
            title: self.title.as_deref(),
            language: self.language.as_deref(),
            published: self.published.as_deref(),
            authors: &self.authors,
        }
    }
}

impl Input {
    /// What to call it in messages and output.
    pub fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => path.display().to_string(),
            Input::Part(path, number, _) => format!("{}#{number}", path.display()),
        }
    }

    /// The file name without its extension, for files written from it.
    pub fn stem(&self) -> String {
        match self {
            Input::Stdin => "stdin".to_owned(),
            Input::File(path) => stem(path),
            Input::Part(path, number, _) => format!("{}-{number}", stem(path)),
        }
    }

    /// Its size in bytes, 0 where it can't be told.
    pub fn size(&self) -> u64 {
        match self {
            Input::Stdin => 0,
            Input::File(path) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
            Input::Part(_, _, text) => text.text.len() as u64,
        }
    }

    /// Reads and decodes it.
    pub fn load(&self) -> Result<Text> {
        let bytes = match self {
            Input::Part(_, _, text) => return Ok(Text::clone(text)),
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
        let name = match self {
            Input::File(path) => path.file_name().and_then(|name| name.to_str()),
            _ => None,
        };
        if !articles::is_plain(&bytes[..bytes.len().min(64 * 1024)], name) {
            return first(articles::of(Source::bytes(bytes), name)?);
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
        Ok(Text { text: decoded.text, note, ..Text::default() })
    }
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem();
    stem.map_or_else(|| "dispatch".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// The first of several, where only one can be taken.
fn first(articles: Articles) -> Result<Text> {
    let more = articles.texts.len() - 1;
    let mut text = articles.texts.into_iter().next().context("there is no article in it")?;
    if more > 0 {
        let note = text.note.get_or_insert_default();
        note.push_str(&format!("; the first of {}, the others are left", more + 1));
    }
    Ok(text)
}

/// The inputs meant by what was typed, in that order; folders give their `*.txt` files by name,
/// feeds and dumps each of their items.
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
        } else if articles::is_plain_file(path) {
            inputs.push(Input::File(path.clone()));
        } else {
            parts(path, &mut inputs, &mut errors);
        }
    }
    (inputs, errors)
}

/// The items of a file that may hold several.
fn parts(path: &Path, inputs: &mut Vec<Input>, errors: &mut Vec<anyhow::Error>) {
    let opened = File::open(path).context("cannot be read");
    let name = path.file_name().and_then(|name| name.to_str());
    match opened.and_then(|file| articles::of(Source::file(file), name)) {
        Ok(found) => {
            for trouble in found.troubles {
                errors.push(anyhow::anyhow!("{}: {trouble}", path.display()));
            }
            if found.texts.len() == 1 {
                inputs.push(Input::File(path.to_owned()));
            } else {
                let parts = found.texts.into_iter().enumerate();
                inputs.extend(
                    parts.map(|(at, text)| Input::Part(path.to_owned(), at + 1, Box::new(text))),
                );
            }
        }
        Err(error) => errors.push(error.context(path.display().to_string())),
    }
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
