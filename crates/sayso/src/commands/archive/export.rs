use std::io::{BufWriter, Write};

use anyhow::{Context, Result};
use sayso_archive::{Access, Archive, Item};
use sayso_formats::View;
use serde_json::{Value, json};

use crate::archives;
use crate::arguments::archive::Place;
use crate::output::Outcome;

const PAGE: usize = 256;

/// `sayso archive export`
pub fn run(place: &Place, raw: bool, mut after: i64) -> Result<Outcome> {
    let archive = archives::open(place, Access::Read)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut found = false;
    loop {
        let page = archive.items(after, PAGE)?;
        let Some(last) = page.last() else { break };
        (after, found) = (last.id, true);
        for item in &page {
            let mut line = item_document(&archive, item)?;
            if raw {
                let bytes = archive.original(item.id)?.unwrap_or_default();
                line["raw"] = base64(&bytes).into();
            }
            writeln!(out, "{line}").context("cannot write to standard output")?;
        }
    }
    out.flush().context("cannot write to standard output")?;
    Ok(if found { Outcome::Found } else { Outcome::Nothing })
}

/// An item with its reading and what people say against it.
pub fn item_document(archive: &Archive, item: &Item) -> Result<Value> {
    let stored = archive.reading(item)?;
    let reading = stored.as_ref().map(|stored| {
        let dispatch = item.dispatch();
        let view = View::new(&item.source, &dispatch, &stored.reading);
        serde_json::to_value(sayso_formats::json::document(&view)).unwrap_or_default()
    });
    let corrections = archive.corrections(item.id)?;
    let corrections = corrections.iter().map(|one| {
        let correction = &one.correction;
        json!({
            "id": one.id,
            "bytes": correction.span.map(|span| json!([span.start(), span.end()])),
            "field": correction.field,
            "value": serde_json::from_str::<Value>(&correction.value)
                .unwrap_or_else(|_| correction.value.clone().into()),
            "author": correction.author,
            "at": correction.at.to_string(),
            "note": correction.note,
        })
    });
    let sightings = archive.sightings(item.id)?;
    let sightings =
        sightings.iter().map(|(at, source)| json!({ "at": at.to_string(), "source": source }));
    Ok(json!({
        "item": item.id,
        "received": item.received.to_string(),
        "source": item.source,
        "format": item.format,
        "url": item.url,
        "publisher": item.publisher,
        "issued": item.issued,
        "title": item.title,
        "details": item.details,
        "text": item.text,
        "reader": stored.as_ref().map(|stored| stored.reader.clone()),
        "read": stored.as_ref().map(|stored| stored.at.to_string()),
        "reading": reading,
        "corrections": corrections.collect::<Vec<_>>(),
        "came_again": sightings.collect::<Vec<_>>(),
    }))
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        for place in 0..4 {
            if place <= three.len() {
                out.push(char::from(SIGNS[(bits >> (18 - 6 * place)) as usize & 63]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_as_base64() {
        for (bytes, written) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), written);
        }
    }
}
