use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use sayso_archive::{Access, ReadTally};
use sayso_fetch::{Answer, Client, Known as KnownPage, Options};
use sayso_intake::{Hints, Source};

use crate::archives;
use crate::arguments::archive::{Add, Given, Shown, Web};
use crate::arguments::{Known, Work};
use crate::engine::Engine;
use crate::output::{self, Outcome};
use crate::taking::{Taking, Tally};

/// `sayso add`
pub fn run(typed: Add) -> Result<Outcome> {
    let Given { format, map, publisher } = &typed.given;
    let hints = Hints::given(format.as_deref(), map.as_deref(), publisher.as_deref())?;
    let archive = archives::open(&typed.place, Access::Create)?;
    let engine = engine(typed.no_read, &typed.work)?;
    let mut taking = Taking::new(archive, engine, typed.format == Shown::Json);
    let mut failed = false;
    let mut client = None;
    for input in &typed.inputs {
        for input in inputs(input) {
            let before = taking.tally();
            let took = match input {
                Ok(Input::Stdin) => {
                    let source = Source::stream(std::io::stdin());
                    taking.source(source, hints.clone(), "-").map(|()| "-".to_owned())
                }
                Ok(Input::File(path)) => {
                    let name = path.display().to_string();
                    file(&mut taking, &path, &hints).map(|()| name.clone()).context(name)
                }
                Ok(Input::Url(url)) => {
                    let client = client.get_or_insert_with(|| Client::new(options(&typed.web)));
                    page(&mut taking, client, &url, &hints).map(|()| url)
                }
                Err(error) => Err(error),
            };
            // What came before the trouble is kept all the same.
            taking.flush()?;
            match took {
                Ok(name) if typed.format == Shown::Terminal => {
                    output::print(&format!("{name}: {}\n", told(before, taking.tally())))?;
                }
                Ok(_) => {}
                Err(error) if is_of_the_archive(&error) => return Err(error),
                Err(error) => {
                    failed = true;
                    eprintln!("sayso: {error:#}");
                }
            }
        }
    }
    let tally = taking.tally();
    saved(tally.reading);
    Ok(if failed {
        Outcome::Trouble
    } else if tally.new + tally.known == 0 {
        Outcome::Nothing
    } else {
        Outcome::Found
    })
}

/// The reader, unless nothing is to be read.
pub fn engine(no_read: bool, work: &Work) -> Result<Option<Engine>> {
    if no_read { Ok(None) } else { Engine::load(Known::default(), work).map(Some) }
}

/// An archive that fails ends everything; a source that fails only itself.
pub fn is_of_the_archive(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.is::<sayso_archive::ArchiveError>())
        || output::is_broken_pipe(error)
}

/// How to fetch.
pub fn options(web: &Web) -> Options {
    Options {
        timeout: Duration::from_secs(web.timeout),
        largest: (web.largest as usize) << 20,
        pause: Duration::try_from_secs_f64(web.pause).unwrap_or(Duration::from_secs(1)),
        private: web.private,
        ..Options::default()
    }
}

enum Input {
    Stdin,
    File(PathBuf),
    Url(String),
}

/// What one argument means: a folder is all files in it.
fn inputs(typed: &str) -> Vec<Result<Input>> {
    if typed == "-" {
        return vec![Ok(Input::Stdin)];
    }
    if typed.starts_with("http://") || typed.starts_with("https://") {
        return vec![Ok(Input::Url(typed.to_owned()))];
    }
    let path = Path::new(typed);
    if !path.is_dir() {
        return vec![Ok(Input::File(path.to_owned()))];
    }
    let mut found = Vec::new();
    let mut waiting = vec![path.to_owned()];
    while let Some(path) = waiting.pop() {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() {
            match listed(&path) {
                Ok(mut entries) => {
                    entries.sort_by(|a, b| b.cmp(a));
                    waiting.append(&mut entries);
                }
                Err(error) => found.push(Err(error)),
            }
        } else if !hidden {
            found.push(Ok(Input::File(path)));
        }
    }
    if found.is_empty() {
        found.push(Err(anyhow!("{typed}: no file in this folder")));
    }
    found
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("{}: cannot list this folder", folder.display());
    let entries = fs::read_dir(folder).with_context(context)?;
    let entries = entries.map(|entry| Ok(entry.with_context(context)?.path()));
    // A link to a folder could lead round in a circle.
    entries
        .filter(|path: &Result<PathBuf>| {
            !path.as_ref().is_ok_and(|path| path.is_symlink() && path.is_dir())
        })
        .collect()
}

fn file(taking: &mut Taking, path: &Path, hints: &Hints) -> Result<()> {
    let file = File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => anyhow!("there is no such file"),
        _ => anyhow::Error::new(error).context("cannot be read"),
    })?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let whence = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let hints = Hints { name, ..hints.clone() };
    taking.source(Source::file(file), hints, &whence.display().to_string())
}

fn page(taking: &mut Taking, client: &Client, url: &str, hints: &Hints) -> Result<()> {
    match client.get(url, &KnownPage::default())? {
        Answer::Unchanged => Ok(()),
        Answer::Fresh { url: found, bytes, content_type, .. } => {
            let hints = Hints { content_type, url: Some(found), ..hints.clone() };
            taking.source(Source::bytes(bytes), hints, url)
        }
    }
}

/// "3 new, 1 there already, 2 with copies, 2 in quarantine".
pub fn told(before: Tally, after: Tally) -> String {
    let mut parts = vec![format!("{} new", after.new - before.new)];
    let known = after.known - before.known;
    if known > 0 {
        parts.push(format!("{known} there already"));
    }
    let copies = after.copies - before.copies;
    if copies > 0 {
        parts.push(format!("{copies} with copies"));
    }
    let quarantined = after.quarantined - before.quarantined;
    if quarantined > 0 {
        parts.push(format!("{quarantined} in quarantine"));
    }
    parts.join(", ")
}

/// Tells how much needed no reading.
pub fn saved(tally: ReadTally) {
    if tally.reused > 0 {
        let share = 100.0 * tally.reused_bytes as f64 / tally.bytes.max(1) as f64;
        eprintln!(
            "sayso: {} of {} texts had been read before, {share:.0} % of the words",
            tally.reused, tally.read
        );
    }
}
