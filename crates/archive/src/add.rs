//! Taking in: what came is kept first, and only then is it acknowledged.

use rusqlite::{OptionalExtension, Transaction, params};

use crate::archive::Archive;
use crate::days;
use crate::error::Result;
use crate::item::{Added, ItemId, NewItem, Original, Prepared};
use crate::names;

impl Archive {
    /// Stores items in one transaction; see [`Archive::add_prepared`].
    pub fn add(&mut self, items: Vec<NewItem>) -> Result<Vec<Added>> {
        let prepared: Vec<Prepared> = items.into_iter().map(NewItem::prepare).collect();
        self.add_prepared(&prepared)
    }

    /// Stores items in one transaction, and tells of each, in their order, its number and whether
    /// it is new. One that is there already (the same address, publisher, time of issue, headline
    /// and text) is not stored again; that it came again is.
    ///
    /// When this returns, all of them are acknowledged: they outlast a crash and a power cut. When
    /// it fails, none is stored.
    pub fn add_prepared(&mut self, items: &[Prepared]) -> Result<Vec<Added>> {
        self.write(|transaction| items.iter().map(|item| add(transaction, item)).collect())
    }
}

pub(crate) fn add(transaction: &Transaction<'_>, prepared: &Prepared) -> Result<Added> {
    let item = &prepared.item;
    let received = item.received.as_millisecond();
    let known: Option<ItemId> = transaction
        .prepare_cached("SELECT id FROM items WHERE identity = ?1")?
        .query_row([&prepared.identity[..]], |row| row.get(0))
        .optional()?;
    if let Some(item_id) = known {
        transaction
            .prepare_cached("INSERT INTO sightings (item, received, source) VALUES (?1, ?2, ?3)")?
            .execute(params![item_id, received, item.source])?;
        return Ok(Added { item: item_id, new: false });
    }
    let original = original(transaction, &prepared.original)?;
    transaction
        .prepare_cached(
            "INSERT INTO items (identity, original, received, format, source, url, publisher,
                 issued, title, details, hints, size, digest, text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            &prepared.identity[..],
            original,
            received,
            item.format,
            item.source,
            item.url,
            item.publisher,
            item.issued,
            item.title,
            prepared.details,
            item.hints,
            item.text.len() as i64,
            &prepared.digest[..],
            prepared.packed,
        ])?;
    let id = transaction.last_insert_rowid();
    let publisher = match &item.publisher {
        Some(publisher) => Some(names::number(transaction, publisher)?),
        None => None,
    };
    let day = item.issued.as_deref().and_then(days::civil).map(days::number);
    transaction
        .prepare_cached("INSERT INTO facets (item, publisher, day) VALUES (?1, ?2, ?3)")?
        .execute(params![id, publisher, day])?;
    transaction
        .prepare_cached("INSERT INTO dispatch_words (rowid, title, text) VALUES (?1, ?2, ?3)")?
        .execute(params![id, item.title, item.text])?;
    Ok(Added { item: id, new: true })
}

/// The number of an original, stored where it is new.
pub(crate) fn original(transaction: &Transaction<'_>, original: &Original) -> Result<i64> {
    let known: Option<i64> = transaction
        .prepare_cached("SELECT id FROM originals WHERE hash = ?1")?
        .query_row([&original.hash[..]], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    transaction
        .prepare_cached("INSERT INTO originals (hash, size, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![&original.hash[..], original.size as i64, original.packed])?;
    Ok(transaction.last_insert_rowid())
}
