use std::sync::Arc;

use anyhow::{Result, anyhow};
use sayso_server::Settings;
use sayso_server::archives::Archives;
use sayso_server::security::Accounts;

use super::serve;
use crate::archives;
use crate::arguments::Mcp;
use crate::output::Outcome;

/// `sayso mcp`
pub fn run(typed: Mcp) -> Result<Outcome> {
    let archives = Archives::open(&archives::folder(&typed.place)?)?;
    let accounts = Accounts::in_memory()?;
    let desk = serve::open(Settings::default(), archives, accounts, &typed.work)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(sayso_server::mcp::run(Arc::new(desk))).map_err(|error| anyhow!(error))?;
    Ok(Outcome::Found)
}
