//! Looking after an archive: is it whole, what is in it, a copy of it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::archive::Archive;
use crate::error::{ArchiveError, ArchiveErrorKind, Result};
use crate::pack;
use crate::schema;

/// What is in an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Version of the schema.
    pub version: i64,
    /// Dispatches.
    pub items: u64,
    /// Items that came again.
    pub sightings: u64,
    /// Items that have been read by some reader.
    pub read: u64,
    /// Attributions.
    pub statements: u64,
    /// Diary entries.
    pub diary: u64,
    /// Names of people, bodies, publishers, hands.
    pub names: u64,
    /// What waits in quarantine.
    pub quarantined: u64,
    /// What people corrected.
    pub corrections: u64,
    /// Feeds that were polled.
    pub feeds: u64,
    /// Bytes of the originals as they came.
    pub raw_bytes: u64,
    /// Bytes of the originals as they are stored.
    pub packed_bytes: u64,
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Readers and how many items each has read.
    pub readers: Vec<(String, u64)>,
}

impl Archive {
    /// Counts what is in it.
    pub fn stats(&self) -> Result<Stats> {
        let count = |query: &str| -> Result<u64> {
            let count: i64 = self.connection.query_row(query, [], |row| row.get(0))?;
            Ok(count as u64)
        };
        let mut readers = self.connection.prepare(
            "SELECT name, count(*) FROM facets JOIN readers ON readers.id = facets.reader
             GROUP BY facets.reader ORDER BY facets.reader",
        )?;
        let readers =
            readers.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?;
        Ok(Stats {
            version: schema::VERSION,
            items: count("SELECT count(*) FROM facets")?,
            sightings: count("SELECT count(*) FROM sightings")?,
            read: count("SELECT count(reader) FROM facets")?,
            statements: count("SELECT count(*) FROM statements")?,
            diary: count("SELECT count(*) FROM diary")?,
            names: count("SELECT count(*) FROM names")?,
            quarantined: count("SELECT count(*) FROM quarantine")?,
            corrections: count("SELECT count(*) FROM corrections")?,
            feeds: count("SELECT count(*) FROM feeds")?,
            raw_bytes: count("SELECT coalesce(sum(size), 0) FROM originals")?,
            packed_bytes: count("SELECT coalesce(sum(length(bytes)), 0) FROM originals")?,
            file_bytes: std::fs::metadata(self.file()).map_or(0, |file| file.len()),
            readers: readers.collect::<rusqlite::Result<_>>()?,
        })
    }

    /// Looks whether everything is whole: SQLite's own check, the full-text indexes, the hash of
    /// every original, every item's text and every reading. Returns what is not; `progress` is told
    /// of items done.
    pub fn check(&self, mut progress: impl FnMut(u64)) -> Result<Vec<String>> {
        let mut wrong = Vec::new();
        let mut integrity = self.connection.prepare("PRAGMA integrity_check(20)")?;
        for line in integrity.query_map([], |row| row.get::<_, String>(0))? {
            match line {
                Ok(line) if line == "ok" => {}
                Ok(line) => wrong.push(format!("file: {line}")),
                Err(error) => wrong.push(format!("file: {error}")),
            }
        }
        let mut keys = self.connection.prepare("PRAGMA foreign_key_check")?;
        let lost = keys.query_map([], |row| {
            Ok(format!(
                "{} {:?}: names a row that is not there",
                row.get::<_, String>(0)?,
                row.get::<_, Option<i64>>(1)?
            ))
        })?;
        for line in lost {
            wrong.push(line?);
        }
        self.check_originals(&mut wrong)?;
        self.check_items(&mut wrong, &mut progress)?;
        Ok(wrong)
    }

    fn check_originals(&self, wrong: &mut Vec<String>) -> Result<()> {
        let mut query = self.connection.prepare("SELECT id, hash, size, bytes FROM originals")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (id, size): (i64, i64) = (row.get(0)?, row.get(2)?);
            let hash: Vec<u8> = row.get(1)?;
            let bytes: Vec<u8> = row.get(3)?;
            match pack::unpack(&bytes, size as usize) {
                Ok(raw) if pack::hash(&raw)[..] == hash[..] => {}
                Ok(_) => wrong.push(format!("original {id}: its bytes have another hash")),
                Err(_) => wrong.push(format!("original {id}: its bytes cannot be unpacked")),
            }
        }
        Ok(())
    }

    fn check_items(&self, wrong: &mut Vec<String>, progress: &mut impl FnMut(u64)) -> Result<()> {
        let mut digests = self.connection.prepare("SELECT digest FROM items WHERE id = ?1")?;
        let mut ids = self.connection.prepare("SELECT id FROM items ORDER BY id")?;
        let ids = ids.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        for (done, id) in ids.into_iter().enumerate() {
            let item = match self.get(id) {
                Ok(Some(item)) => item,
                Ok(None) => {
                    wrong.push(format!("item {id}: its original is not there"));
                    continue;
                }
                Err(error) => {
                    wrong.push(format!("item {id}: {error}"));
                    continue;
                }
            };
            let digest: Vec<u8> = digests.query_row([id], |row| row.get(0))?;
            if pack::identity(&[Some(&item.text)])[..] != digest[..] {
                wrong.push(format!("item {id}: its text has another hash"));
            }
            if let Err(error) = self.reading(&item) {
                wrong.push(format!("item {id}: {error}"));
            }
            progress(done as u64 + 1);
        }
        Ok(())
    }

    /// Copies the archive, as it stands at one moment, into another folder while others go on
    /// using it.
    ///
    /// # Errors
    /// When an archive is there already, or the copy can't be written.
    pub fn backup(&self, folder: &Path) -> Result<()> {
        let refuse =
            |message: String| ArchiveError::new(ArchiveErrorKind::Storage, message).at(folder);
        let file = folder.join(crate::archive::FILE);
        if file.exists() {
            return Err(refuse("an archive is here already; name another folder".to_owned()));
        }
        std::fs::create_dir_all(folder)
            .map_err(|error| refuse(format!("cannot make this folder: {error}")))?;
        // Under another name until it is whole, so that half a copy is never taken for one.
        let half = folder.join("archive.sqlite.half");
        let _ = std::fs::remove_file(&half);
        let copy = || -> Result<()> {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
            let mut target = Connection::open_with_flags(&half, flags)?;
            rusqlite::backup::Backup::new(&self.connection, &mut target)?.run_to_completion(
                4096,
                Duration::ZERO,
                None,
            )?;
            // One file, without a log beside it.
            target.pragma_update(None, "journal_mode", "DELETE")?;
            target.close().map_err(|(_, error)| error)?;
            Ok(())
        };
        let copied = copy().and_then(|()| {
            let flush = || -> std::io::Result<()> {
                std::fs::File::open(&half)?.sync_all()?;
                std::fs::rename(&half, &file)?;
                std::fs::File::open(folder)?.sync_all()
            };
            flush().map_err(|error| refuse(format!("the copy cannot be kept: {error}")))
        });
        if copied.is_err() {
            let _ = std::fs::remove_file(&half);
        }
        copied.map_err(|error| error.at(folder))
    }
}
