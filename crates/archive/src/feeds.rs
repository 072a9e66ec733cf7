//! What polls of feeds left behind, so that the next one asks only for what is new.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::archive::Archive;
use crate::days;
use crate::error::Result;

/// What is known of a feed, or of any page that is asked for again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedState {
    /// Its name.
    pub title: Option<String>,
    /// The entity tag that came last.
    pub etag: Option<String>,
    /// When it said it was last changed, in its own words.
    pub last_modified: Option<String>,
    /// When it was asked last.
    pub polled: Option<Timestamp>,
    /// Before this it must not be asked again.
    pub next: Option<Timestamp>,
    /// How often it failed since it last answered.
    pub failures: u32,
    /// How it failed last.
    pub error: Option<String>,
}

impl Archive {
    /// What the last poll left behind; nothing for one that was never asked.
    pub fn feed(&self, url: &str) -> Result<FeedState> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT title, etag, last_modified, polled, next, failures, error
                 FROM feeds WHERE url = ?1",
            )?
            .query_row([url], |row| {
                let instant = |column| {
                    row.get::<_, Option<i64>>(column).map(|instant| instant.map(days::instant))
                };
                Ok(FeedState {
                    title: row.get(0)?,
                    etag: row.get(1)?,
                    last_modified: row.get(2)?,
                    polled: instant(3)?,
                    next: instant(4)?,
                    failures: row.get(5)?,
                    error: row.get(6)?,
                })
            })
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    /// The addresses of all feeds, in order.
    pub fn feeds(&self) -> Result<Vec<String>> {
        let mut query = self.connection.prepare_cached("SELECT url FROM feeds ORDER BY url")?;
        let feeds = query.query_map([], |row| row.get(0))?;
        Ok(feeds.collect::<rusqlite::Result<_>>()?)
    }

    /// Keeps what a poll leaves behind. Call it after what the poll brought is stored: a crash
    /// between the two brings it again, and never loses it.
    pub fn store_feed(&mut self, url: &str, state: &FeedState) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO feeds
                     (url, title, etag, last_modified, polled, next, failures, error)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    url,
                    state.title,
                    state.etag,
                    state.last_modified,
                    state.polled.map(|at| at.as_millisecond()),
                    state.next.map(|at| at.as_millisecond()),
                    state.failures,
                    state.error,
                ],
            )?;
            Ok(())
        })
    }

    /// When the page at this address was fetched last, also if it could not be taken in.
    pub fn page_fetched(&self, url: &str) -> Result<Option<Timestamp>> {
        let query = "SELECT max(received) FROM (
                 SELECT coalesce((SELECT max(received) FROM sightings WHERE item = items.id), received)
                     AS received FROM items WHERE format = 'html' AND (source = ?1 OR url = ?1)
                 UNION ALL SELECT received FROM quarantine WHERE source = ?1)";
        let mut query = self.connection.prepare_cached(query)?;
        let fetched: Option<i64> = query.query_row([url], |row| row.get(0))?;
        Ok(fetched.map(days::instant))
    }

    /// Whether an item of this address is there.
    pub fn has_url(&self, url: &str) -> Result<bool> {
        let query = "SELECT EXISTS (SELECT 1 FROM items WHERE url = ?1)";
        Ok(self.connection.prepare_cached(query)?.query_row([url], |row| row.get(0))?)
    }
}
