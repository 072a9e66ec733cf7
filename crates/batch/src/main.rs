//! The `sayso-batch` command, which `sayso batch` and `sayso sql` hand over to.

use std::process::ExitCode;

use clap::Parser;
use sayso_batch::arguments::{Arguments, Command};
use sayso_batch::{commands, sql};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Runtime::new();
    let outcome = runtime.map_err(anyhow::Error::new).and_then(|runtime| {
        runtime.block_on(async {
            // On a thread of the runtime, where work that blocks may be done.
            tokio::spawn(async move {
                match &arguments.command {
                    Command::Batch(typed) => commands::batch(typed).await,
                    Command::Sql(typed) => sql::run(typed).await,
                }
            })
            .await?
        })
    });
    outcome.unwrap_or_else(|error| {
        eprintln!("sayso: {error:#}");
        ExitCode::from(2)
    })
}
