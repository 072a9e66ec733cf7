use anyhow::Result;

use crate::output::{self, Outcome};

/// `sayso schema`
pub fn run() -> Result<Outcome> {
    output::print(&sayso_formats::json::schema())?;
    output::print("\n")?;
    Ok(Outcome::Found)
}
