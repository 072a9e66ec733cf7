use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::error::{ArchiveError, ArchiveErrorKind, Result};
use crate::schema;
use crate::search::Marker;

/// How long a process waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(60);

/// The file in the archive's folder.
pub(crate) const FILE: &str = "archive.sqlite";

/// What an archive is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To be added to; made where it is missing.
    Create,
    /// To be added to; it must be there.
    Write,
    /// To be searched. Works in folders that may not be written.
    Read,
}

/// An archive: one folder, one connection.
///
/// It may be sent to another thread but not shared; open one a thread. Any number of processes may
/// hold the same archive open: readers never wait, writers wait for each other.
pub struct Archive {
    pub(crate) connection: Connection,
    folder: PathBuf,
    migrated: Option<i64>,
    marker: OnceCell<Marker>,
}

impl Archive {
    /// Opens the archive in a folder, an older one by bringing it up to today's version.
    ///
    /// # Errors
    /// When nothing is there ([`Access::Create`] aside), when it is no archive, of a later version,
    /// damaged or not to be read or written.
    pub fn open(folder: impl AsRef<Path>, access: Access) -> Result<Archive> {
        let folder = folder.as_ref();
        Archive::open_file(folder, access).map_err(|error| error.at(folder))
    }

    fn open_file(folder: &Path, access: Access) -> Result<Archive> {
        let file = folder.join(FILE);
        if access == Access::Create {
            std::fs::create_dir_all(folder).map_err(|error| {
                ArchiveError::new(
                    ArchiveErrorKind::Storage,
                    format!("cannot make this folder: {error}"),
                )
            })?;
        } else if !file.exists() {
            return Err(ArchiveError::new(
                ArchiveErrorKind::Missing,
                "no archive is here; `sayso add` makes one",
            ));
        }
        let mut connection = match access {
            Access::Create | Access::Write => connect(&file, access == Access::Create)
                .map_err(|error| if is_forbidden(&file) { read_only() } else { error })?,
            Access::Read => connect_to_read(&file)?,
        };
        let mut migrated = None;
        if access == Access::Read {
            let version = schema::version(&connection)?;
            if version < schema::VERSION {
                // An older archive that may be written is brought up to date all the same.
                drop(connection);
                connection = connect(&file, false)?;
                migrated = Some(version);
                schema::migrate(&mut connection).map_err(|error| match error.kind() {
                    ArchiveErrorKind::ReadOnly => ArchiveError::new(
                        ArchiveErrorKind::TooOld,
                        format!(
                            "the archive has version {version} and may not be written; open it once where it may"
                        ),
                    ),
                    _ => error,
                })?;
            }
        } else {
            let from = schema::migrate(&mut connection)?;
            migrated = (from != 0 && from != schema::VERSION).then_some(from);
        }
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Archive { connection, folder: folder.to_owned(), migrated, marker: OnceCell::new() })
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file that holds it all.
    pub fn file(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// The version it had, where opening brought it up to date.
    pub fn migrated(&self) -> Option<i64> {
        self.migrated
    }

    /// The connection, for tables that rest on the archive's own (see `docs/decisions/archive.md`):
    /// they belong into a migration, and writes into [`Archive::write`].
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// What marks words, made when it is first needed.
    pub(crate) fn marker(&self) -> Result<&Marker> {
        if let Some(marker) = self.marker.get() {
            return Ok(marker);
        }
        let marker = Marker::new()?;
        Ok(self.marker.get_or_init(|| marker))
    }

    /// Does some writes in one transaction. When this returns `Ok`, they outlast a power cut.
    ///
    /// The transaction takes the lock at once, so that two writers wait instead of failing midway.
    pub fn write<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let folder = &self.folder;
        let connection = &mut self.connection;
        let write = || {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        write().map_err(|error: ArchiveError| error.at(folder))
    }
}

/// Whether a file is there and may not be written. Asked where it could not be opened, and then
/// only: closing a file takes away the locks that SQLite holds on it.
fn is_forbidden(file: &Path) -> bool {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    let opened = std::fs::OpenOptions::new().append(true).open(file);
    opened.is_err_and(|error| matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem))
}

fn read_only() -> ArchiveError {
    let message = "the archive may not be written; check its permissions";
    ArchiveError::new(ArchiveErrorKind::ReadOnly, message)
}

fn connect(file: &Path, create: bool) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // Before anything is written: what isn't ours stays as it is.
    schema::version(&connection)?;
    if !connection.is_readonly("main")? {
        let mode: String =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if mode != "wal" {
            return Err(ArchiveError::new(
                ArchiveErrorKind::Storage,
                format!("this file system keeps no write-ahead log (journal mode {mode})"),
            ));
        }
    }
    // FULL: a commit that returned outlasts a power cut. docs/decisions/archive.md.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -32_768)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

/// A connection that writes nothing. A log beside the file needs an index that may have to be made;
/// where the folder can't be written, the file alone is read, as it stood when it was last closed.
fn connect_to_read(file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(file, flags).and_then(|connection| {
        connection.busy_timeout(PATIENCE)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    });
    let connection = match opened {
        Ok(connection) => connection,
        Err(error) => {
            use rusqlite::ErrorCode::{CannotOpen, ReadOnly};
            let log = file.with_extension("sqlite-wal");
            let no_log = std::fs::metadata(log).map_or(true, |log| log.len() == 0);
            let blocked = matches!(error.sqlite_error_code(), Some(CannotOpen | ReadOnly));
            if !(blocked && no_log) {
                return Err(error.into());
            }
            let flags = flags | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(uri(file), flags)?
        }
    };
    connection.pragma_update(None, "cache_size", -32_768)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "mmap_size", 1_i64 << 30)?;
    Ok(connection)
}

fn uri(file: &Path) -> String {
    let mut uri = "file:".to_owned();
    for byte in file.to_string_lossy().bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(byte.into()),
            byte if byte.is_ascii_alphanumeric() => uri.push(byte.into()),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}
