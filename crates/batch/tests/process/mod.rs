//! The program as its users start it.

#![allow(dead_code, reason = "each test uses some of it")]

#[path = "../rows/mod.rs"]
mod rows;

use std::process::{Command, Output};

#[allow(unused_imports, reason = "each test uses some of it")]
pub use rows::{lines, tables, text};

/// The program with some arguments.
pub fn sayso(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso-batch"));
    command.args(arguments).env_remove("AWS_ENDPOINT");
    command
}

/// Runs it; gives its exit code and what it said on standard error.
pub fn run(arguments: &[&str]) -> (Option<i32>, String) {
    let output = sayso(arguments).output().expect("it starts");
    (output.status.code(), errors(&output))
}

/// What it said on standard error.
pub fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
