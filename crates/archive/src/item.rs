use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::pack;

/// Number of an item in its archive; given in the order of arrival, never given twice.
pub type ItemId = i64;

/// A dispatch as it is taken in: what came, and what was taken out of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewItem {
    /// The bytes as they came: a file, a line, a record, an entry.
    pub raw: Vec<u8>,
    /// What they are: `text`, `html`, `jsonl`, `rss` and so on.
    pub format: String,
    /// Whence they came: a path, a feed, an address, with the place in it.
    pub source: String,
    /// Its address; versions of one dispatch share it.
    pub url: Option<String>,
    /// Who publishes it, where that was given.
    pub publisher: Option<String>,
    /// When it was issued, where that was given: ISO 8601, a day or an instant.
    pub issued: Option<String>,
    /// Headline, where it was given apart from the text.
    pub title: Option<String>,
    /// Anything else that was given: authors, language, credits.
    pub details: BTreeMap<String, Vec<String>>,
    /// With these the intake gives this item from the same bytes again; not looked into here.
    pub hints: Option<String>,
    /// The text to read.
    pub text: String,
    /// When it came.
    pub received: Timestamp,
}

impl NewItem {
    /// A plain text, which is its own original.
    pub fn text(source: impl Into<String>, text: impl Into<String>, received: Timestamp) -> Self {
        let text = text.into();
        NewItem {
            raw: text.clone().into_bytes(),
            format: "text".to_owned(),
            source: source.into(),
            text,
            received,
            ..NewItem::default()
        }
    }

    /// Hashes and packs it. Needs no archive, so that threads may do it.
    pub fn prepare(self) -> Prepared {
        let given = |value: &Option<String>| {
            value.as_deref().map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned)
        };
        let (url, publisher) = (given(&self.url), given(&self.publisher));
        let (issued, title) = (given(&self.issued), given(&self.title));
        let identity = pack::identity(&[
            url.as_deref(),
            publisher.as_deref(),
            issued.as_deref(),
            title.as_deref(),
            Some(&self.text),
        ]);
        let details = (!self.details.is_empty())
            .then(|| serde_json::to_string(&self.details).expect("strings are JSON"));
        let same = self.raw == self.text.as_bytes();
        Prepared {
            identity,
            digest: pack::identity(&[Some(&self.text)]),
            original: Original::of(&self.raw),
            packed: (!same).then(|| pack::pack(self.text.as_bytes())),
            details,
            item: NewItem { raw: Vec::new(), url, publisher, issued, title, ..self },
        }
    }
}

/// Bytes as they came, hashed and packed.
#[derive(Clone, Debug)]
pub(crate) struct Original {
    pub(crate) hash: [u8; 32],
    pub(crate) size: usize,
    pub(crate) packed: Vec<u8>,
}

impl Original {
    pub(crate) fn of(raw: &[u8]) -> Original {
        Original { hash: pack::hash(raw), size: raw.len(), packed: pack::pack(raw) }
    }
}

/// A [`NewItem`] that only needs to be written.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(crate) identity: [u8; 16],
    pub(crate) digest: [u8; 16],
    pub(crate) original: Original,
    pub(crate) packed: Option<Vec<u8>>,
    pub(crate) details: Option<String>,
    pub(crate) item: NewItem,
}

/// What became of an item that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its number.
    pub item: ItemId,
    /// Whether it was not there before.
    pub new: bool,
}

/// A stored dispatch.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its number.
    pub id: ItemId,
    /// When it came first.
    pub received: Timestamp,
    /// What came: `text`, `html` and so on.
    pub format: String,
    /// Whence it came first.
    pub source: String,
    /// Its address.
    pub url: Option<String>,
    /// Who publishes it, where that was given.
    pub publisher: Option<String>,
    /// When it was issued, where that was given.
    pub issued: Option<String>,
    /// Headline, where it was given.
    pub title: Option<String>,
    /// Anything else that was given.
    pub details: BTreeMap<String, Vec<String>>,
    /// With these the intake gives this item from its original again.
    pub hints: Option<String>,
    /// The text.
    pub text: String,
}

impl Item {
    /// What to call it: its headline, else the first line of its text, shortened.
    pub fn headline(&self) -> String {
        headline(self.title.as_deref(), &self.text)
    }

    /// What the reader takes.
    pub fn dispatch(&self) -> sayso_read::Dispatch {
        let issued = self.issued.as_deref().and_then(crate::days::civil);
        sayso_read::Dispatch {
            text: self.text.clone(),
            publisher: self.publisher.clone(),
            issued: issued.map(|day| (day.year(), day.month(), day.day())),
            credits: self.details.get("credited").cloned().unwrap_or_default(),
        }
    }
}

pub(crate) fn headline(title: Option<&str>, text: &str) -> String {
    const LONGEST: usize = 120;
    let line = title.unwrap_or_else(|| {
        text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
    });
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}
