//! Items of the intake as the archive takes them.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::item::NewItem;

impl NewItem {
    /// An item that was taken out of bytes from `whence`: what the format tells of it and the archive
    /// has no column for stands among the details.
    pub fn taken(item: sayso_intake::Item, whence: &str, received: Timestamp) -> NewItem {
        let text = item.dispatch_text();
        let credited = item.credited().map(str::to_owned).collect();
        let mut details: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut tell = |key: &str, values: Vec<String>| {
            if !values.is_empty() {
                details.insert(key.to_owned(), values);
            }
        };
        tell("authors", item.authors);
        tell("summary", item.summary.into_iter().collect());
        tell("modified", item.modified.iter().map(ToString::to_string).collect());
        tell("embargo", item.embargo.iter().map(ToString::to_string).collect());
        tell("id", item.id.into_iter().collect());
        tell("version", item.version.into_iter().collect());
        tell("status", item.status.into_iter().collect());
        tell("language", item.language.into_iter().collect());
        tell("notes", item.notes);
        tell("teaser", item.teaser.then(|| "yes".to_owned()).into_iter().collect());
        tell("credited", credited);
        for credit in item.credits {
            let role = credit.role.map(|role| format!(" ({role})")).unwrap_or_default();
            let words = format!("{}{role}", credit.text);
            details.entry(format!("credit {}", credit.kind.name())).or_default().push(words);
        }
        if let (Some(url), Some(canonical)) = (&item.url, &item.canonical_url)
            && url != canonical
        {
            details.insert("fetched from".to_owned(), vec![url.clone()]);
        }
        NewItem {
            raw: item.raw,
            format: item.format.name().to_owned(),
            source: whence.to_owned(),
            url: item.canonical_url.or(item.url),
            publisher: item.publisher,
            issued: item.published.map(|moment| moment.to_string()),
            title: item.title,
            details,
            hints: serde_json::to_string(&item.hints).ok(),
            text,
            received,
        }
    }
}
