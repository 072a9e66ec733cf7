//! `sayso archive`, a file a task.

mod export;
mod quarantine;
mod show;
mod upkeep;

use anyhow::Result;

use crate::arguments::archive::{Archive, ArchiveCommand};
use crate::output::Outcome;

/// `sayso archive`
pub fn run(typed: Archive) -> Result<Outcome> {
    let place = &typed.place;
    match typed.command {
        ArchiveCommand::Check => upkeep::check(place),
        ArchiveCommand::Backup { to } => upkeep::backup(place, &to),
        ArchiveCommand::Stats { format } => upkeep::stats(place, format),
        ArchiveCommand::Export { raw, after } => export::run(place, raw, after),
        ArchiveCommand::Reread { all, work } => upkeep::reread(place, all, &work),
        ArchiveCommand::Quarantine { retry: true, work, .. } => quarantine::retry(place, &work),
        ArchiveCommand::Quarantine { bytes: Some(id), .. } => quarantine::bytes(place, id),
        ArchiveCommand::Quarantine { format, .. } => quarantine::list(place, format),
        ArchiveCommand::Show { item, raw, format, width } => {
            show::item(place, item, raw, format, width)
        }
        ArchiveCommand::Versions { of, format, width } => show::versions(place, &of, format, width),
    }
}
