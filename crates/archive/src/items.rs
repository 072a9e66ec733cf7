//! Items by number, by address, in order.

use rusqlite::{OptionalExtension, Row};

use crate::archive::Archive;
use crate::days;
use crate::error::{ArchiveError, Result};
use crate::item::{Item, ItemId};
use crate::pack;

const COLUMNS: &str = "items.id, items.received, items.format, items.source, items.url, \
     items.publisher, items.issued, items.title, items.details, items.size, items.text, \
     originals.bytes, items.hints";

impl Archive {
    /// An item, where there is one of this number.
    pub fn get(&self, item: ItemId) -> Result<Option<Item>> {
        let query = format!(
            "SELECT {COLUMNS} FROM items JOIN originals ON originals.id = original WHERE items.id = ?1"
        );
        let row = self
            .connection
            .prepare_cached(&query)?
            .query_row([item], Stored::from_row)
            .optional()?;
        row.map(Stored::unpack).transpose()
    }

    /// At most `limit` items after number `after` (0: from the first), in the order of arrival.
    pub fn items(&self, after: ItemId, limit: usize) -> Result<Vec<Item>> {
        let query = format!(
            "SELECT {COLUMNS} FROM items JOIN originals ON originals.id = original
             WHERE items.id > ?1 ORDER BY items.id LIMIT ?2"
        );
        let mut query = self.connection.prepare_cached(&query)?;
        let rows = query.query_map([after, limit as i64], Stored::from_row)?;
        rows.map(|row| row?.unpack()).collect()
    }

    /// The bytes that an item was taken from, as they came.
    pub fn original(&self, item: ItemId) -> Result<Option<Vec<u8>>> {
        let row: Option<(i64, Vec<u8>)> = self
            .connection
            .prepare_cached(
                "SELECT originals.size, bytes FROM items JOIN originals ON originals.id = original
                 WHERE items.id = ?1",
            )?
            .query_row([item], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        row.map(|(size, bytes)| pack::unpack(&bytes, size as usize)).transpose()
    }

    /// The numbers of the items with this address, in the order of arrival: its versions.
    pub fn versions(&self, url: &str) -> Result<Vec<ItemId>> {
        let mut query =
            self.connection.prepare_cached("SELECT id FROM items WHERE url = ?1 ORDER BY id")?;
        let found = query.query_map([url], |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// When and whence an item came again.
    pub fn sightings(&self, item: ItemId) -> Result<Vec<(jiff::Timestamp, String)>> {
        let mut query = self.connection.prepare_cached(
            "SELECT received, source FROM sightings WHERE item = ?1 ORDER BY rowid",
        )?;
        let found = query.query_map([item], |row| Ok((days::instant(row.get(0)?), row.get(1)?)))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}

/// A row as it is stored.
struct Stored {
    item: Item,
    details: Option<String>,
    size: i64,
    text: Option<Vec<u8>>,
    original: Vec<u8>,
}

impl Stored {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Stored> {
        let text: Option<Vec<u8>> = row.get(10)?;
        Ok(Stored {
            item: Item {
                id: row.get(0)?,
                received: days::instant(row.get(1)?),
                format: row.get(2)?,
                source: row.get(3)?,
                url: row.get(4)?,
                publisher: row.get(5)?,
                issued: row.get(6)?,
                title: row.get(7)?,
                details: Default::default(),
                hints: row.get(12)?,
                text: String::new(),
            },
            details: row.get(8)?,
            size: row.get(9)?,
            original: if text.is_none() { row.get(11)? } else { Vec::new() },
            text,
        })
    }

    fn unpack(self) -> Result<Item> {
        let mut item = self.item;
        let packed = self.text.as_deref().unwrap_or(&self.original);
        let bytes = pack::unpack(packed, self.size as usize)?;
        item.text = String::from_utf8(bytes).map_err(|_| {
            ArchiveError::damaged(format!("the text of item {} is damaged", item.id))
        })?;
        if let Some(details) = self.details {
            item.details = serde_json::from_str(&details).map_err(|_| {
                ArchiveError::damaged(format!("the details of item {} are damaged", item.id))
            })?;
        }
        Ok(item)
    }
}
