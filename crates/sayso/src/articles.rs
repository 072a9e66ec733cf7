//! Dispatches out of files that are no plain text: pages, feeds, messages, dumps.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sayso_intake::{Format, Hints, Item, Moment, Record, Source, open};

use crate::inputs::{Text, Told};

/// Dumps are for an archive; a reading of one by hand ends here.
const MOST_ITEMS: usize = 10_000;
const MOST_BYTES: usize = 256 << 20;

/// Whether these first bytes begin a text and nothing that has to be opened first.
pub fn is_plain(head: &[u8], name: Option<&str>) -> bool {
    let hints = Hints { name: name.map(str::to_owned), ..Hints::default() };
    match Format::detect(head, &hints) {
        Some(format) => format == Format::Text,
        // Packed is not plain; what is a picture is refused where it is decoded.
        None => !(head.starts_with(&[0x1f, 0x8b]) || head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])),
    }
}

/// Whether the file at this path is one.
pub fn is_plain_file(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64 * 1024).read_to_end(&mut head));
    read.is_err() || is_plain(&head, path.file_name().and_then(|name| name.to_str()))
}

/// What a source gives.
pub struct Articles {
    pub texts: Vec<Text>,
    /// What could not be read in it, and that it holds more than was taken.
    pub troubles: Vec<String>,
}

/// The dispatches of a source, each with what the source says of it.
pub fn of(source: Source, name: Option<&str>) -> Result<Articles> {
    let hints = Hints { name: name.map(str::to_owned), ..Hints::default() };
    let mut articles = Articles { texts: Vec::new(), troubles: Vec::new() };
    let mut bytes = 0;
    let records = open(source, hints)?;
    for record in records {
        match record.context("cannot be read on")? {
            Record::Item(item) => {
                if articles.texts.len() >= MOST_ITEMS || bytes >= MOST_BYTES {
                    let more = format!("only its first {} items are read", articles.texts.len());
                    articles.troubles.push(more);
                    break;
                }
                bytes += item.text.len();
                articles.texts.push(text(&item));
            }
            Record::Rejected(rejected) => {
                articles.troubles.push(format!(
                    "record {}: {}",
                    rejected.place.record + 1,
                    rejected.reason
                ));
            }
        }
    }
    if articles.texts.is_empty() {
        match articles.troubles.first() {
            Some(trouble) => bail!("{}", trouble.trim_start_matches("record 1: ")),
            None => bail!("there is no article in it"),
        }
    }
    Ok(articles)
}

/// In the form of RFC 3339, where time and zone are known.
fn exact(moment: &Moment) -> Option<String> {
    (moment.time.is_some() && moment.offset.is_some()).then(|| moment.to_string())
}

fn text(item: &Item) -> Text {
    let kind = match item.format {
        Format::Html => "a page",
        Format::Feed | Format::JsonFeed => "an entry of a feed",
        Format::Mail | Format::Mbox => "a message",
        Format::Text => "a packed text",
        _ => "an item",
    };
    let mut note = format!("read as {kind}; positions count in the text of the article");
    if item.teaser {
        note.push_str(", which is only a teaser");
    }
    for said in &item.notes {
        note.push_str("; ");
        note.push_str(said);
    }
    Text {
        text: item.dispatch_text(),
        note: Some(note),
        extracted: true,
        publisher: item.publisher.clone(),
        issued: item.issued(),
        credits: item.credited().map(str::to_owned).collect(),
        told: Told {
            url: item.canonical_url.clone().or_else(|| item.url.clone()),
            title: item.title.clone(),
            language: item.language.clone(),
            published: item.published.as_ref().and_then(exact),
            authors: item.authors.clone(),
        },
    }
}
