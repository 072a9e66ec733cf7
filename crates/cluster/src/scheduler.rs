use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;

use crate::arguments::Scheduler;
use crate::functions::{configuration, state};

/// Hands out tasks until it is stopped.
pub async fn run(typed: Scheduler) -> Result<ExitCode> {
    let address = SocketAddr::new(typed.bind, typed.port);
    let config = SchedulerConfig {
        external_host: typed.name,
        bind_host: typed.bind.to_string(),
        bind_port: typed.port,
        executor_timeout_seconds: typed.patience,
        no_executors_grace_period_seconds: typed.patience.max(180),
        expire_dead_executor_interval_seconds: (typed.patience / 4).max(1),
        override_config_producer: Some(Arc::new(configuration)),
        override_session_builder: Some(Arc::new(|config| Ok(state(config)))),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await?;
    eprintln!("sayso: handing out tasks on {address}");
    tokio::select! {
        ended = start_server(cluster, address, Arc::new(config)) => ended?,
        stopped = tokio::signal::ctrl_c() => stopped?,
    }
    Ok(ExitCode::SUCCESS)
}
