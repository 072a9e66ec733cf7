//! The `sayso-cluster` command: batches on many machines, by Apache DataFusion Ballista.
//!
//! A scheduler cuts a plan into tasks, executors do them, and `sayso-cluster batch` is
//! `sayso-batch batch` with its plans handed to the scheduler: it takes the inputs, begins each step
//! and writes what comes of it. All three have the same functions, so all are of one version.

mod arguments;
mod client;
mod executor;
mod functions;
mod scheduler;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use tracing_subscriber::EnvFilter;

use arguments::{Arguments, Command};

/// Plans are trees that are walked recursively.
const STACK: usize = 16 << 20;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    run(arguments).unwrap_or_else(|error| {
        eprintln!("sayso: {error:#}");
        ExitCode::from(2)
    })
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK)
        .build()?;
    runtime.block_on(async {
        // On a thread of the runtime, where work that blocks may be done.
        tokio::spawn(async {
            match arguments.command {
                Command::Scheduler(typed) => scheduler::run(typed).await,
                Command::Executor(typed) => executor::run(typed).await,
                Command::Batch(typed) => client::run(*typed).await,
            }
        })
        .await?
    })
}
