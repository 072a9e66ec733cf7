use std::process::ExitCode;

use anyhow::{Context, Result};
use ballista::prelude::SessionContextExt;
use datafusion::prelude::SessionContext;

use crate::arguments::{Distributed, host_and_port};
use crate::functions::{configuration, state};

/// A batch whose plans are run by executors.
pub async fn run(typed: Distributed) -> Result<ExitCode> {
    host_and_port(&typed.scheduler)?;
    if typed.batch.schemas {
        return sayso_batch::commands::batch(&typed.batch).await;
    }
    let config = configuration().with_target_partitions(typed.tasks as usize);
    let address = format!("df://{}", typed.scheduler);
    let context = SessionContext::remote_with_state(&address, state(config)).await;
    let context = context.with_context(|| format!("cannot reach {}", typed.scheduler))?;
    // What the state had is gone: Ballista puts its own functions in their place.
    for function in sayso_batch::functions::all() {
        context.register_udf(function.as_ref().clone());
    }
    sayso_batch::commands::run(&typed.batch, &context).await
}
