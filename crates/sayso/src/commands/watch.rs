use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use jiff::{SignedDuration, Timestamp};
use sayso_archive::{Access, Archive, FeedState};
use sayso_fetch::{Answer, Client, FetchError, Known, Options};
use sayso_intake::{Hints, Record, Source};

use super::add;
use crate::archives;
use crate::arguments::archive::{Shown, Watch as Typed};
use crate::engine::Engine;
use crate::output::{self, Outcome};
use crate::taking::{self, Taking};

/// Feeds that are asked at once; those of one host one after the other.
const THREADS: usize = 8;

/// A feed that fails is left alone for no longer than this.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// `sayso watch`
pub fn run(typed: Typed) -> Result<Outcome> {
    let feeds = feeds(&typed.feeds)?;
    if feeds.is_empty() {
        bail!("there is no feed in these; an OPML file has <outline xmlUrl=\"…\"/>");
    }
    let archive = archives::open(&typed.place, Access::Create)?;
    let engine = add::engine(typed.no_read, &typed.work)?;
    let mut taking = Taking::new(archive, engine, typed.format == Shown::Json);
    let client = Client::new(add::options(&typed.web));
    let how = How {
        every: SignedDuration::from_mins(typed.every as i64),
        full_text: typed.full_text,
        told: typed.format == Shown::Terminal,
    };
    let mut failed = false;
    loop {
        let (faulty, next) = round(&mut taking, &client, &feeds, how)?;
        failed |= faulty;
        if typed.once {
            break;
        }
        let wait = Duration::try_from(next.duration_since(Timestamp::now())).unwrap_or_default();
        std::thread::sleep(wait.clamp(Duration::from_secs(1), Duration::from_secs(60)));
    }
    let tally = taking.tally();
    add::saved(tally.reading);
    Ok(if failed {
        Outcome::Trouble
    } else if tally.new == 0 {
        Outcome::Nothing
    } else {
        Outcome::Found
    })
}

/// How feeds are watched.
#[derive(Clone, Copy)]
struct How {
    /// Between two polls of a feed.
    every: SignedDuration,
    /// Whether the pages that entries link to are fetched.
    full_text: bool,
    /// Whether what came is told on standard output.
    told: bool,
}

/// Watches the feeds that stand in an archive, also those to come, until the process ends. What
/// goes wrong is told on standard error and tried again.
pub fn beside(
    folder: &Path,
    options: Options,
    every: SignedDuration,
    engine: Engine,
) -> Result<()> {
    let archive = Archive::open(folder, Access::Write)?;
    let mut taking = Taking::new(archive, Some(engine), false);
    let client = Client::new(options);
    let how = How { every, full_text: false, told: false };
    std::thread::spawn(move || {
        loop {
            let feeds = taking.archive().feeds();
            let round = feeds
                .map_err(Into::into)
                .and_then(|feeds| round(&mut taking, &client, &feeds, how));
            if let Err(error) = round {
                eprintln!("sayso: watching feeds: {error:#}");
            }
            std::thread::sleep(LOOK);
        }
    });
    Ok(())
}

/// So often the archive is asked for feeds that are due.
const LOOK: Duration = Duration::from_secs(3);

/// Asks the feeds that are due. Tells whether one failed, and when the next is due.
fn round(
    taking: &mut Taking,
    client: &Client,
    feeds: &[String],
    how: How,
) -> Result<(bool, Timestamp)> {
    let now = Timestamp::now();
    let mut due = Vec::new();
    let mut next = now + how.every;
    for feed in feeds {
        let state = taking.archive().feed(feed)?;
        match state.next {
            Some(at) if at > now => next = next.min(at),
            _ => due.push((feed.clone(), state)),
        }
    }
    Ok((poll(taking, client, due, how)?, next))
}

/// Asks the feeds that are due, keeps what they bring, and then what the poll leaves behind, so
/// that a crash between the two brings it again. Tells whether one failed.
fn poll(
    taking: &mut Taking,
    client: &Client,
    due: Vec<(String, FeedState)>,
    how: How,
) -> Result<bool> {
    let mut failed = false;
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        // As many answers wait as there are threads: what is fetched is bounded by what is kept.
        let (give, take) = mpsc::sync_channel(1);
        for _ in 0..THREADS.min(due.len()) {
            let (give, next, due) = (give.clone(), &next, &due);
            scope.spawn(move || {
                while let Some((feed, state)) = due.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let known = Known {
                        etag: state.etag.clone(),
                        last_modified: state.last_modified.clone(),
                    };
                    if give.send((feed, state, client.get(feed, &known))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(give);
        for (feed, state, answer) in take {
            let mut state = state.clone();
            let now = Timestamp::now();
            state.polled = Some(now);
            match answer {
                Ok(answer) => {
                    (state.failures, state.error) = (0, None);
                    state.next = Some(now + how.every);
                    if let Answer::Fresh { url, bytes, content_type, known } = answer {
                        let before = taking.tally();
                        let hints = Hints { url: Some(url), content_type, ..Hints::default() };
                        let taken = take_feed(taking, client, feed, bytes, hints, how)?;
                        taking.flush()?;
                        state.title = taken.title.or(state.title);
                        // Pages that could not be had are asked for again with the whole feed.
                        if taken.whole {
                            (state.etag, state.last_modified) = (known.etag, known.last_modified);
                        }
                        if how.told {
                            let told = add::told(before, taking.tally());
                            output::print(&format!("{feed}: {told}\n"))?;
                        }
                    }
                }
                Err(error) => {
                    failed = true;
                    eprintln!("sayso: {error}");
                    state.failures += 1;
                    state.next = Some(now + patience(how.every, state.failures, &error));
                    state.error = Some(error.to_string());
                }
            }
            taking.archive().store_feed(feed, &state)?;
        }
        Ok::<_, anyhow::Error>(())
    })?;
    Ok(failed)
}

/// How long a feed that failed is left alone: twice as long each time, and as long as it asks.
fn patience(every: SignedDuration, failures: u32, error: &FetchError) -> SignedDuration {
    let doubled = every.checked_mul(1 << failures.min(16)).unwrap_or(LONGEST).min(LONGEST);
    // Asking again about a forbidden or missing address makes no sense soon.
    let doubled = if error.passes() { doubled } else { doubled.max(every * 8).min(LONGEST) };
    let asked = error.retry_after().and_then(|wait| SignedDuration::try_from(wait).ok());
    doubled.max(asked.unwrap_or_default().min(SignedDuration::from_hours(24 * 7)))
}

/// What came of a feed.
struct Taken {
    /// Whether all of it could be had.
    whole: bool,
    /// What the feed calls itself.
    title: Option<String>,
}

/// Takes the entries of a feed, or the pages that they link to.
fn take_feed(
    taking: &mut Taking,
    client: &Client,
    feed: &str,
    bytes: Vec<u8>,
    hints: Hints,
    how: How,
) -> Result<Taken> {
    let records = sayso_intake::open(Source::bytes(bytes), hints.clone())?;
    let hints = Hints { format: records.format(), ..hints };
    let mut taken = Taken { whole: true, title: None };
    for record in records {
        let record = record?;
        if let Record::Item(item) = &record
            && taken.title.is_none()
        {
            taken.title = item.publisher.clone();
        }
        match record {
            Record::Item(item) if how.full_text => {
                let Some(url) = item.url.clone().or(item.canonical_url.clone()) else {
                    let whence = format!("{feed}#{}", item.place.record + 1);
                    taking.item(taking::new_item(*item, &whence))?;
                    continue;
                };
                let changed = item.modified.as_ref().or(item.published.as_ref());
                let changed = changed.and_then(sayso_intake::Moment::unix);
                if is_settled(taking.archive(), &url, changed)? {
                    continue;
                }
                match client.get(&url, &Known::default()) {
                    Ok(Answer::Fresh { url: found, bytes, content_type, .. }) => {
                        let hints = Hints {
                            url: Some(found),
                            content_type,
                            publisher: item.publisher.clone(),
                            credits: item.credits.clone(),
                            ..Hints::default()
                        };
                        taking.source(Source::bytes(bytes), hints, &url)?;
                    }
                    Ok(Answer::Unchanged) => {}
                    Err(error) if error.passes() => {
                        taken.whole = false;
                        eprintln!("sayso: {error}");
                    }
                    Err(error) => {
                        // The entry's own text is better than nothing.
                        eprintln!("sayso: {error}; the feed's own words are kept");
                        let whence = format!("{feed}#{}", item.place.record + 1);
                        let mut item = item;
                        item.notes.push(format!("{NO_PAGE}: {error}"));
                        taking.item(taking::new_item(*item, &whence))?;
                    }
                }
            }
            other => taking.record(other, &hints, feed)?,
        }
    }
    Ok(taken)
}

/// Begins the note of an entry that was kept because its page could not be had.
const NO_PAGE: &str = "no page";

/// Whether the page of an entry need not be asked for: it was fetched since the entry changed, or
/// asking makes no sense.
fn is_settled(archive: &Archive, url: &str, changed: Option<i64>) -> Result<bool> {
    if let Some(fetched) = archive.page_fetched(url)? {
        return Ok(changed.is_none_or(|changed| changed <= fetched.as_second()));
    }
    for id in archive.versions(url)? {
        let notes = archive.get(id)?.and_then(|mut item| item.details.remove("notes"));
        if notes.unwrap_or_default().iter().any(|note| note.starts_with(NO_PAGE)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The addresses of feeds that are meant, each once.
fn feeds(typed: &[String]) -> Result<Vec<String>> {
    let mut feeds = BTreeMap::new();
    for typed in typed {
        if typed.starts_with("http://") || typed.starts_with("https://") {
            feeds.insert(typed.clone(), ());
            continue;
        }
        let bytes = fs::read(typed).with_context(|| format!("cannot read {typed}"))?;
        let text = sayso_text::decode(&bytes).with_context(|| typed.clone())?.text;
        for feed in outlines(&text) {
            feeds.insert(feed, ());
        }
    }
    Ok(feeds.into_keys().collect())
}

/// The values of `xmlUrl` in OPML.
fn outlines(opml: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lower = opml.to_ascii_lowercase();
    let mut at = 0;
    while let Some(next) = lower[at..].find("xmlurl") {
        at += next + "xmlurl".len();
        let rest = opml[at..].trim_start();
        let Some(rest) = rest.strip_prefix('=').map(str::trim_start) else { continue };
        let Some(mark @ ('"' | '\'')) = rest.chars().next() else { continue };
        let Some((value, _)) = rest[1..].split_once(mark) else { continue };
        let value = value
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#38;", "&")
            .replace("&amp;", "&");
        if !value.trim().is_empty() {
            found.push(value.trim().to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_of_an_opml_file() {
        let opml = "<opml><body><outline text=\"News\"><outline type=\"rss\"\n XMLURL = 'https://a.example/rss?a=1&amp;b=2'/>\
            </outline><outline xmlUrl=\"https://b.example/atom\"/><outline text=\"xmlUrl\"/></body></opml>";
        assert_eq!(outlines(opml), ["https://a.example/rss?a=1&b=2", "https://b.example/atom"]);
    }
}
