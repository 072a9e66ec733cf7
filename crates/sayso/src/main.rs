//! The `sayso` command: who said what, on whose say-so.

mod archives;
mod arguments;
mod articles;
mod commands;
mod engine;
mod inputs;
mod output;
mod progress;
mod taking;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use output::Outcome;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Read(typed) => commands::read::run(typed),
        Command::Diary(typed) => commands::diary::run(typed),
        Command::Explain(typed) => commands::explain::run(typed),
        Command::Add(typed) => commands::add::run(typed),
        Command::Watch(typed) => commands::watch::run(typed),
        Command::Search(typed) => commands::search::run(typed),
        Command::Who(typed) => commands::who::run(typed),
        Command::Archive(typed) => commands::archive::run(typed),
        Command::Trace(typed) => commands::trace::run(typed),
        Command::Mcp(typed) => commands::mcp::run(typed),
        Command::Serve(typed) => commands::serve::run(typed),
        Command::Batch(typed) => commands::batch::run("batch", &typed.rest),
        Command::Sql(typed) => commands::batch::run("sql", &typed.rest),
        Command::Schema => commands::schema::run(),
        Command::Completions { shell } => commands::completions::run(shell),
        Command::Man { page } => commands::man::run(page.as_deref()),
    };
    let outcome = outcome.unwrap_or_else(|error| {
        if output::is_broken_pipe(&error) {
            return Outcome::Found;
        }
        eprintln!("sayso: {error:#}");
        Outcome::Trouble
    });
    ExitCode::from(outcome.code())
}
