//! Where the archive is, and how it is opened.

use std::path::PathBuf;

use anyhow::{Result, bail};
use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};
use sayso_archive::{Access, Archive};

use crate::arguments::archive::Place;

/// Names the folder where `--archive` doesn't.
const VARIABLE: &str = "SAYSO_ARCHIVE";

/// The folder that is meant.
pub fn folder(place: &Place) -> Result<PathBuf> {
    if let Some(folder) = &place.archive {
        return Ok(folder.clone());
    }
    if let Some(folder) = std::env::var_os(VARIABLE).filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    match choose_native_strategy() {
        Ok(places) => Ok(places.data_dir().join("sayso").join("archive")),
        Err(_) => bail!("this user has no home; name the archive's folder with --archive"),
    }
}

/// Opens the archive that is meant, and tells where it was brought up to date.
pub fn open(place: &Place, access: Access) -> Result<Archive> {
    let archive = Archive::open(folder(place)?, access)?;
    if let Some(version) = archive.migrated() {
        eprintln!(
            "sayso: {}: brought from version {version} to {}",
            archive.folder().display(),
            sayso_archive::VERSION
        );
    }
    Ok(archive)
}
