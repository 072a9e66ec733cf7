//! `sayso batch` and `sayso sql` are another program's: this one only finds it and hands over, so
//! that nobody who reads one dispatch builds an engine for millions.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::output::Outcome;

const PROGRAM: &str = "sayso-batch";

/// Runs the other program with the same arguments; gives its outcome where it comes back.
pub fn run(command: &str, rest: &[OsString]) -> Result<Outcome> {
    let Some(program) = program() else {
        bail!(
            "`sayso {command}` is done by the program {PROGRAM}, which is neither beside this one \
             nor on the PATH; build it with `cargo build --release -p sayso-batch`, or install it \
             with `cargo install --path crates/batch`"
        );
    };
    let mut other = Command::new(&program);
    other.arg(command).args(rest);
    handed_over(other).with_context(|| format!("cannot run {}", program.display()))
}

#[cfg(unix)]
fn handed_over(mut other: Command) -> Result<Outcome> {
    use std::os::unix::process::CommandExt;
    // Comes back only where it fails.
    Err(other.exec().into())
}

#[cfg(not(unix))]
fn handed_over(mut other: Command) -> Result<Outcome> {
    Ok(match other.status()?.code() {
        Some(0) => Outcome::Found,
        Some(1) => Outcome::Nothing,
        _ => Outcome::Trouble,
    })
}

/// The program: beside this one, else on the PATH.
fn program() -> Option<PathBuf> {
    let name = format!("{PROGRAM}{}", env::consts::EXE_SUFFIX);
    let beside = env::current_exe().ok().and_then(|it| it.parent().map(|it| it.join(&name)));
    let path = env::var_os("PATH").unwrap_or_default();
    let mut places = beside.into_iter().chain(env::split_paths(&path).map(|it| it.join(&name)));
    places.find(|place| place.is_file())
}
