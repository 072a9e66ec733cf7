//! Versions of the tables, and how an older archive becomes one of today.
//!
//! `PRAGMA user_version` holds the version, `PRAGMA application_id` says that the file is an
//! archive. A migration runs in the transaction that raises the version, so that an archive is
//! of one version or the next and never between them.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{ArchiveError, ArchiveErrorKind, Result};

/// "Says", in the file's header.
const APPLICATION: i64 = 0x5361_7973;

/// What makes version `n` out of version `n - 1`. Never edited once released; only added to.
const STEPS: [&str; 2] = [include_str!("../schema/1.sql"), include_str!("../schema/2.sql")];

/// The version that this program writes.
pub const VERSION: i64 = STEPS.len() as i64;

/// The version of an open file; 0 where it is empty.
///
/// # Errors
/// When it is something else than an archive.
pub(crate) fn version(connection: &Connection) -> Result<i64> {
    let application: i64 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && (tables > 0 || version > 0) {
        return Err(ArchiveError::new(
            ArchiveErrorKind::NotAnArchive,
            "this is a database of another program; name another folder",
        ));
    }
    if version > VERSION {
        return Err(ArchiveError::new(
            ArchiveErrorKind::TooNew,
            format!(
                "the archive has version {version}, this program knows up to {VERSION}; use a newer one"
            ),
        ));
    }
    Ok(version)
}

/// Brings the tables up to today's version; tells from which.
pub(crate) fn migrate(connection: &mut Connection) -> Result<i64> {
    let found = version(connection)?;
    if found == VERSION {
        return Ok(found);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been quicker.
    let from = version(&transaction)?;
    for step in from..VERSION {
        transaction.execute_batch(STEPS[step as usize])?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(from)
}
