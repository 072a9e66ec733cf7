//! The engine that runs the plans, with our functions.

use std::sync::Arc;

use anyhow::{Context, Result};
use datafusion::execution::config::SessionConfig;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::prelude::SessionContext;
use std::path::Path;

use crate::functions;

/// Dispatches that the reader is given at once: few, so that all cores have something to do.
pub(crate) const READ: usize = 64;
/// Rows that are sorted and joined at once.
pub(crate) const COMPARED: usize = 8192;

/// Settings that the plans rely on, wherever they run.
pub fn configure(config: SessionConfig) -> SessionConfig {
    let mut config = config.with_batch_size(READ).with_information_schema(true);
    let options = config.options_mut();
    // Our functions know the plain types of text and bytes.
    options.execution.parquet.schema_force_view_types = false;
    options.execution.parquet.pushdown_filters = true;
    // The parts are small files, and reading them is what takes long.
    options.optimizer.repartition_file_min_size = 64 * 1024;
    config
}

/// An engine on this machine.
///
/// # Errors
/// When the folder for what doesn't fit into memory can't be made.
pub fn local(threads: usize, memory: usize, spill: Option<&Path>) -> Result<SessionContext> {
    let config = configure(SessionConfig::new()).with_target_partitions(threads.max(1));
    let runtime = runtime(memory, spill)?;
    let context = SessionContext::new_with_config_rt(config, runtime);
    for function in functions::all() {
        context.register_udf(function.as_ref().clone());
    }
    Ok(context)
}

/// Memory with a bound; what doesn't fit is put on disk.
///
/// # Errors
/// When the folder for it can't be made.
pub fn runtime(memory: usize, spill: Option<&Path>) -> Result<Arc<RuntimeEnv>> {
    let mut disk = DiskManagerBuilder::default();
    if let Some(folder) = spill {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        disk = disk.with_mode(DiskManagerMode::Directories(vec![folder.to_owned()]));
    }
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(FairSpillPool::new(memory)))
        .with_disk_manager_builder(disk)
        .build()?;
    Ok(Arc::new(runtime))
}
