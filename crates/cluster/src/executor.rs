use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};

use crate::arguments::{Executor, host_and_port};
use crate::functions::{configuration, registry};

/// Does tasks until it is stopped.
pub async fn run(typed: Executor) -> Result<ExitCode> {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads = typed.threads.map_or_else(cores, usize::from);
    // Fails only where a pool was built before, and then that one serves.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    let (scheduler_host, scheduler_port) = host_and_port(&typed.scheduler)?;
    if let Some(folder) = &typed.work {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    // The model is loaded before the first task waits for it.
    sayso_batch::functions::reader()?;
    let config = ExecutorProcessConfig {
        bind_host: typed.bind.to_string(),
        external_host: typed.name,
        port: typed.port,
        grpc_port: typed.task_port,
        scheduler_host,
        scheduler_port,
        scheduler_connect_timeout_seconds: 60,
        vcores: threads,
        work_dir: typed.work.map(|folder| folder.display().to_string()),
        memory_pool_size: Some(u64::from(typed.memory) << 20),
        executor_heartbeat_interval_seconds: typed.sign,
        override_function_registry: Some(Arc::new(registry())),
        override_config_producer: Some(Arc::new(configuration)),
        ..ExecutorProcessConfig::default()
    };
    eprintln!("sayso: doing tasks of {}", typed.scheduler);
    start_executor_process(Arc::new(config)).await?;
    Ok(ExitCode::SUCCESS)
}
