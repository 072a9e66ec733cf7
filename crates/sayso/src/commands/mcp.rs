use std::sync::Arc;

use anyhow::{Result, anyhow};
use sayso_server::Settings;
use sayso_server::archives::Archives;
use sayso_server::security::Accounts;

use super::serve;
use crate::archives;
use crate::arguments::{Known, Mcp};
use crate::engine::Engine;
use crate::output::Outcome;

/// `sayso mcp`
pub fn run(typed: Mcp) -> Result<Outcome> {
    let archives = Archives::open(&archives::folder(&typed.place)?)?;
    let accounts = Accounts::in_memory()?;
    let engine = Engine::load(Known::default(), &typed.work)?;
    let desk = serve::open(Settings::default(), archives, accounts, &engine, &typed.work);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(sayso_server::mcp::run(Arc::new(desk))).map_err(|error| anyhow!(error))?;
    Ok(Outcome::Found)
}
