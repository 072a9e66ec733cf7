use anyhow::Result;
use clap::CommandFactory;

use crate::arguments::Arguments;
use crate::output::{self, Outcome};

/// `sayso completions`
pub fn run(shell: clap_complete::Shell) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "sayso", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Found)
}
