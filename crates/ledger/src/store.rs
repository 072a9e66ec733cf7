use std::collections::HashSet;

use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sayso_archive::ItemId;
use sayso_trace::store::{Kept, Keys, Outline};
use sayso_trace::{Bag, Item, Mention, Moment, Relation, Store, StoryEvent};

use crate::error::{LedgerError, Result};
use crate::ledger::Extent;

/// The tables of a ledger, as the tracer uses them.
pub struct Tables {
    connection: Connection,
    /// Few, and asked for with every sentence.
    furniture: HashSet<u64>,
    /// The archive's number of the item that comes next, and the time of its reading.
    next: Option<(ItemId, Option<i64>)>,
    /// Changes with each commit of another connection.
    data_version: i64,
}

impl Tables {
    pub(crate) fn over(connection: Connection) -> Result<Tables> {
        let mut tables =
            Tables { connection, furniture: HashSet::new(), next: None, data_version: 0 };
        tables.reload()?;
        Ok(tables)
    }

    /// Reads anew what is kept in memory.
    pub(crate) fn reload(&mut self) -> Result<()> {
        let mut query = self.connection.prepare_cached("SELECT sentence FROM furniture")?;
        let rows = query.query_map([], |row| row.get::<_, i64>(0))?;
        self.furniture = rows.map(|row| Ok(row? as u64)).collect::<Result<_>>()?;
        self.next = None;
        self.data_version =
            self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(())
    }

    /// The same where another process wrote.
    pub(crate) fn reload_if_changed(&mut self) -> Result<()> {
        let version: i64 =
            self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        if version == self.data_version { Ok(()) } else { self.reload() }
    }

    pub(crate) fn archive_next(&mut self, item: ItemId, read_at: Option<i64>) {
        self.next = Some((item, read_at));
    }

    /// Items before a number with their stories, the latest first.
    pub(crate) fn stories_before(&self, item: u32, most: usize) -> Result<Vec<(u32, u32)>> {
        let query = "SELECT item, story FROM stories WHERE item < ?1 ORDER BY item DESC LIMIT ?2";
        self.all(query, &[&item, &(most as i64)], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    pub(crate) fn extent(&self, story: u32) -> Result<Extent> {
        let query = "SELECT min(item), max(item), count(*) FROM stories WHERE story = ?1";
        self.one(query, &[&story], |row| {
            let items = row.get::<_, i64>(2)? as usize;
            Ok(Extent { number: story, first: row.get(0)?, last: row.get(1)?, items })
        })
    }

    /// The time of the reading that an item's mentions are from.
    pub(crate) fn read_at(&self, number: u32) -> Result<Option<i64>> {
        self.one("SELECT read_at FROM items WHERE number = ?1", &[&number], |row| row.get(0))
    }

    pub(crate) fn set_read_at(&self, number: u32, at: i64) -> Result<()> {
        self.write("UPDATE items SET read_at = ?2 WHERE number = ?1", &[&number, &at])
    }

    pub(crate) fn execute(&self, command: &str) -> rusqlite::Result<()> {
        self.connection.execute_batch(command)
    }

    pub(crate) fn last_archived(&self) -> Result<ItemId> {
        self.one("SELECT coalesce(max(archived), 0) FROM items", &[], |row| row.get(0))
    }

    pub(crate) fn number(&self, item: ItemId) -> Result<Option<u32>> {
        let mut query =
            self.connection.prepare_cached("SELECT number FROM items WHERE archived = ?1")?;
        Ok(query.query_row([item], |row| row.get(0)).optional()?)
    }

    pub(crate) fn archived(&self, number: u32) -> Result<Option<ItemId>> {
        self.one("SELECT archived FROM items WHERE number = ?1", &[&number], |row| row.get(0))
    }

    fn one<T>(
        &self,
        query: &str,
        values: &[&dyn ToSql],
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        Ok(self.connection.prepare_cached(query)?.query_row(values, read)?)
    }

    fn all<T>(
        &self,
        query: &str,
        values: &[&dyn ToSql],
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut query = self.connection.prepare_cached(query)?;
        let rows = query.query_map(values, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn write(&self, command: &str, values: &[&dyn ToSql]) -> Result<()> {
        self.connection.prepare_cached(command)?.execute(values)?;
        Ok(())
    }
}

/// SQLite's integers have a sign; keys use all bits.
fn signed(key: u64) -> i64 {
    key as i64
}

fn pack(bag: &Bag) -> Vec<u8> {
    let pairs = bag.words.iter();
    pairs.flat_map(|(stem, weight)| [stem.to_le_bytes(), weight.to_le_bytes()]).flatten().collect()
}

fn unpack(bytes: &[u8]) -> Bag {
    let (pairs, _) = bytes.as_chunks::<8>();
    let pair = |[a, b, c, d, e, f, g, h]: [u8; 8]| {
        (u32::from_le_bytes([a, b, c, d]), f32::from_le_bytes([e, f, g, h]))
    };
    Bag::of(pairs.iter().copied().map(pair).collect())
}

fn moment(first: Option<i64>, last: Option<i64>) -> Option<Moment> {
    Moment::between(first?, last?)
}

impl Store for Tables {
    type Error = LedgerError;

    fn len(&self) -> Result<u32> {
        self.one("SELECT coalesce(max(number) + 1, 0) FROM items", &[], |row| row.get(0))
    }

    fn push(&mut self, kept: Kept) -> Result<()> {
        let number = self.len()?;
        let (archived, read_at) = self.next.take().unzip();
        let Item { id, outlet, issued, url, title, text } = kept.item;
        let (first, last) = (issued.map(Moment::seconds), issued.map(Moment::last_second));
        let mentions = serde_json::to_string(&kept.mentions)?;
        self.connection
            .prepare_cached(
                "INSERT INTO items (number, archived, id, outlet, first, last, url, title, text,
                     mentions, bag, read_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                number,
                archived,
                id,
                outlet,
                first,
                last,
                url,
                title,
                text,
                mentions,
                pack(&kept.outline.bag),
                read_at.flatten()
            ])?;
        Ok(())
    }

    fn item(&self, number: u32) -> Result<Item> {
        let query = "SELECT id, outlet, first, last, url, title, text FROM items WHERE number = ?1";
        self.one(query, &[&number], |row| {
            Ok(Item {
                id: row.get(0)?,
                outlet: row.get(1)?,
                issued: moment(row.get(2)?, row.get(3)?),
                url: row.get(4)?,
                title: row.get(5)?,
                text: row.get(6)?,
            })
        })
    }

    fn mentions(&self, number: u32) -> Result<Vec<Mention>> {
        let query = "SELECT mentions FROM items WHERE number = ?1";
        let json: String = self.one(query, &[&number], |row| row.get(0))?;
        Ok(serde_json::from_str(&json)?)
    }

    fn set_mentions(&mut self, number: u32, mentions: Vec<Mention>) -> Result<()> {
        let json = serde_json::to_string(&mentions)?;
        self.write("UPDATE items SET mentions = ?2 WHERE number = ?1", &[&number, &json])
    }

    fn outline(&self, number: u32) -> Result<Outline> {
        let query = "SELECT bag, first, last FROM items WHERE number = ?1";
        self.one(query, &[&number], |row| {
            let bag = unpack(row.get_ref(0)?.as_blob()?);
            Ok(Outline { bag, issued: moment(row.get(1)?, row.get(2)?) })
        })
    }

    fn with_key(&self, keys: Keys, key: u64) -> Result<Vec<u32>> {
        let query = match keys.latest() {
            true => {
                "SELECT item FROM keys WHERE kind = ?1 AND key = ?2 ORDER BY item DESC LIMIT ?3"
            }
            false => "SELECT item FROM keys WHERE kind = ?1 AND key = ?2 ORDER BY item LIMIT ?3",
        };
        let values: [&dyn ToSql; 3] = [&(keys as i64), &signed(key), &(keys.bound() as i64)];
        self.all(query, &values, |row| row.get(0))
    }

    fn add_key(&mut self, keys: Keys, key: u64, item: u32) -> Result<()> {
        let command = "INSERT OR IGNORE INTO keys (kind, key, item) VALUES (?1, ?2, ?3)";
        self.write(command, &[&(keys as i64), &signed(key), &item])
    }

    fn seen(&self, stem: u32) -> Result<u32> {
        let mut query = self.connection.prepare_cached("SELECT seen FROM stems WHERE stem = ?1")?;
        Ok(query.query_row([stem], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    fn see(&mut self, stems: &[u32]) -> Result<()> {
        for stem in stems {
            self.write(
                "INSERT INTO stems (stem, seen) VALUES (?1, 1)
                 ON CONFLICT (stem) DO UPDATE SET seen = seen + 1",
                &[stem],
            )?;
        }
        Ok(())
    }

    fn is_furniture(&self, sentence: u64) -> Result<bool> {
        Ok(self.furniture.contains(&sentence))
    }

    fn set_furniture(&mut self, sentence: u64) -> Result<()> {
        self.furniture.insert(sentence);
        self.write("INSERT OR IGNORE INTO furniture VALUES (?1)", &[&signed(sentence)])
    }

    fn relations(&self, item: u32) -> Result<Vec<Relation>> {
        let query = "SELECT relation FROM relations WHERE copy = ?1 OR source = ?1 ORDER BY number";
        let found: Vec<String> = self.all(query, &[&item], |row| row.get(0))?;
        found.iter().map(|json| Ok(serde_json::from_str(json)?)).collect()
    }

    fn relate(&mut self, relation: Relation) -> Result<()> {
        let json = serde_json::to_string(&relation)?;
        let command = "INSERT INTO relations (copy, source, relation) VALUES (?1, ?2, ?3)";
        self.write(command, &[&relation.copy, &relation.of, &json])
    }

    fn story_of(&self, item: u32) -> Result<u32> {
        self.one("SELECT story FROM stories WHERE item = ?1", &[&item], |row| row.get(0))
    }

    fn members(&self, story: u32) -> Result<Vec<u32>> {
        let query = "SELECT item FROM stories WHERE story = ?1 ORDER BY item";
        self.all(query, &[&story], |row| row.get(0))
    }

    fn stories(&self) -> Result<Vec<u32>> {
        self.all("SELECT DISTINCT story FROM stories ORDER BY story", &[], |row| row.get(0))
    }

    fn new_story(&mut self) -> Result<u32> {
        // Every number was the story of an item or of an event once.
        let query = "SELECT 1 + max(coalesce((SELECT max(story) FROM stories), -1),
             coalesce((SELECT max(story) FROM events), -1),
             coalesce((SELECT max(other) FROM events), -1))";
        self.one(query, &[], |row| row.get(0))
    }

    fn put(&mut self, item: u32, story: u32) -> Result<()> {
        let command = "INSERT INTO stories (item, story) VALUES (?1, ?2)
             ON CONFLICT (item) DO UPDATE SET story = excluded.story";
        self.write(command, &[&item, &story])
    }

    fn note(&mut self, event: StoryEvent) -> Result<()> {
        let (story, other) = match event {
            StoryEvent::Began { story, .. } => (story, None),
            StoryEvent::Merged { story, gone, .. } => (story, Some(gone)),
            StoryEvent::Split { story, new, .. } => (story, Some(new)),
        };
        let json = serde_json::to_string(&event)?;
        let command = "INSERT INTO events (story, other, event) VALUES (?1, ?2, ?3)";
        self.write(command, &[&story, &other, &json])
    }

    fn history(&self, story: Option<u32>) -> Result<Vec<StoryEvent>> {
        let query = "SELECT event FROM events
             WHERE ?1 IS NULL OR story = ?1 OR other = ?1 ORDER BY number";
        let found: Vec<String> = self.all(query, &[&story], |row| row.get(0))?;
        found.iter().map(|json| Ok(serde_json::from_str(json)?)).collect()
    }
}
