//! What the commands do, one function each; they give the exit code.

use std::process::ExitCode;
use std::sync::atomic::Ordering;

use anyhow::Result;
use datafusion::prelude::SessionContext;

use crate::arguments::Batch;
use crate::job::{self, STOP};
use crate::{schemas, session};

/// `sayso batch` on this machine.
///
/// # Errors
/// When an input, an option or the disk gives trouble.
pub async fn batch(typed: &Batch) -> Result<ExitCode> {
    if typed.schemas {
        print!("{}", schemas::markdown());
        return Ok(ExitCode::SUCCESS);
    }
    let spill = typed.out.as_ref().map(|out| out.join("work/spill"));
    // The folder is made by the job, which looks at it first.
    let spill = spill.filter(|spill| spill.parent().is_some_and(std::path::Path::exists));
    let context = session::local(typed.work.threads(), typed.work.memory(), spill.as_deref())?;
    run(typed, &context).await
}

/// `sayso batch` on an engine.
///
/// # Errors
/// As for [`batch`].
pub async fn run(typed: &Batch, context: &SessionContext) -> Result<ExitCode> {
    if let Some(threads) = typed.work.threads {
        // Fails only where a pool was built before, and then that one serves.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
    }
    let job = typed.job().await?;
    tokio::spawn(async {
        if tokio::signal::ctrl_c().await.is_ok() {
            eprintln!(
                "sayso: ending behind this part; once more ends at once, and costs no more than it"
            );
            STOP.store(true, Ordering::Relaxed);
        }
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(2);
        }
    });
    let outcome = job::run(&job, context).await?;
    let (all, same, rejected) = (outcome.dispatches, outcome.same, outcome.rejected);
    eprintln!(
        "sayso: {all} dispatches, {same} of them the same as an earlier one; {rejected} records \
         could not be read; the tables are in {}",
        job.out.display()
    );
    Ok(if all == 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
