use anyhow::{Context, Result};
use clap::CommandFactory;

use crate::arguments::Arguments;
use crate::output::{self, Outcome};

/// `sayso man`
pub fn run(page: Option<&str>) -> Result<Outcome> {
    let mut command = Arguments::command();
    command.build();
    let command = match page {
        None => command,
        Some(name) => {
            let found = command.find_subcommand(name);
            let found = found.with_context(|| {
                format!("there is no subcommand \"{name}\"; `sayso --help` lists them")
            })?;
            found.clone()
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).context("cannot lay out the man page")?;
    output::print(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Found)
}
