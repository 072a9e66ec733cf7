//! What could not be taken in is kept, with its reason, until it can.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use crate::add;
use crate::archive::Archive;
use crate::days;
use crate::error::Result;
use crate::item::{Added, Original, Prepared};
use crate::pack;

/// Something that could not be taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct NewQuarantined {
    /// The bytes as they came.
    pub raw: Vec<u8>,
    /// What they seemed to be.
    pub format: String,
    /// Whence they came.
    pub source: String,
    /// Their address.
    pub url: Option<String>,
    /// Why they could not be taken in.
    pub reason: String,
    /// With what the intake tried; not looked into here.
    pub hints: Option<String>,
    /// When they came.
    pub received: Timestamp,
}

/// Something in quarantine.
#[derive(Clone, Debug, PartialEq)]
pub struct Quarantined {
    /// Its number.
    pub id: i64,
    /// When it came first.
    pub received: Timestamp,
    /// What it seemed to be.
    pub format: String,
    /// Whence it came.
    pub source: String,
    /// Its address.
    pub url: Option<String>,
    /// Why it could not be taken in.
    pub reason: String,
    /// With what the intake tried.
    pub hints: Option<String>,
    /// How often it was tried.
    pub tries: u64,
    /// Its bytes, counted.
    pub size: u64,
}

const COLUMNS: &str = "quarantine.id, received, format, source, url, reason, hints, tries, size";

impl Archive {
    /// Keeps what could not be taken in, in one transaction. The same bytes from the same place
    /// are kept once, with the latest reason.
    pub fn quarantine(&mut self, rejected: &[NewQuarantined]) -> Result<()> {
        let originals: Vec<Original> =
            rejected.iter().map(|rejected| Original::of(&rejected.raw)).collect();
        self.write(|transaction| {
            for (new, original) in rejected.iter().zip(&originals) {
                let original = add::original(transaction, original)?;
                transaction
                    .prepare_cached(
                        "INSERT INTO quarantine (original, received, format, source, url, reason, hints)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                         ON CONFLICT (original, source)
                         DO UPDATE SET reason = ?6, hints = ?7, tries = tries + 1",
                    )?
                    .execute(params![
                        original,
                        new.received.as_millisecond(),
                        new.format,
                        new.source,
                        new.url,
                        new.reason,
                        new.hints,
                    ])?;
            }
            Ok(())
        })
    }

    /// At most `limit` of what is in quarantine, after number `after`.
    pub fn quarantined(&self, after: i64, limit: usize) -> Result<Vec<Quarantined>> {
        let query = format!(
            "SELECT {COLUMNS} FROM quarantine JOIN originals ON originals.id = original
             WHERE quarantine.id > ?1 ORDER BY quarantine.id LIMIT ?2"
        );
        let mut query = self.connection.prepare_cached(&query)?;
        let found = query.query_map([after, limit as i64], from_row)?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The bytes of something in quarantine.
    pub fn quarantined_bytes(&self, id: i64) -> Result<Option<Vec<u8>>> {
        let row: Option<(i64, Vec<u8>)> = self
            .connection
            .prepare_cached(
                "SELECT size, bytes FROM quarantine JOIN originals ON originals.id = original
                 WHERE quarantine.id = ?1",
            )?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        row.map(|(size, bytes)| pack::unpack(&bytes, size as usize)).transpose()
    }

    /// Takes something out of quarantine by adding what it turned out to be, in one transaction.
    pub fn release(&mut self, id: i64, items: &[Prepared]) -> Result<Vec<Added>> {
        self.write(|transaction| {
            let added = items.iter().map(|item| add::add(transaction, item)).collect();
            transaction.execute("DELETE FROM quarantine WHERE id = ?1", [id])?;
            added
        })
    }

    /// Notes that it was tried again in vain.
    pub fn retried(&mut self, id: i64, reason: &str) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "UPDATE quarantine SET tries = tries + 1, reason = ?2 WHERE id = ?1",
                params![id, reason],
            )?;
            Ok(())
        })
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Quarantined> {
    Ok(Quarantined {
        id: row.get(0)?,
        received: days::instant(row.get(1)?),
        format: row.get(2)?,
        source: row.get(3)?,
        url: row.get(4)?,
        reason: row.get(5)?,
        hints: row.get(6)?,
        tries: row.get::<_, i64>(7)? as u64,
        size: row.get::<_, i64>(8)? as u64,
    })
}
