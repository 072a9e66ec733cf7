//! `kill -9` at random moments, and several processes at once: what was acknowledged is there, and
//! the archive is whole.

mod process;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use process::{Moments, STREAM, end, feed, holds, number, sayso, text, whole};
use sayso_archive::{Access, Archive};
use tempfile::TempDir;

/// Each round goes on with the archive that the kill before left.
#[test]
fn an_add_that_is_killed_loses_nothing_acknowledged() {
    let mut moments = Moments::new();
    // About half of the kills come while it adds, however slow the machine is.
    let longest = until_something_is_told().mul_f64(1.8);
    let (mut killed, mut total) = (0, 0);
    for series in 0..4 {
        let folder = TempDir::new().expect("a folder");
        for round in 0..10 {
            let writer = format!("s{series}r{round}");
            let after = moments.within(longest);
            let mut child = sayso(folder.path(), &STREAM)
                .stdin(Stdio::piped())
                .spawn()
                .expect("the program starts");
            feed(&mut child, &writer, usize::MAX);
            let ended = end(child, Some(after));
            assert_eq!(ended.errors, "", "after {after:?}");
            killed += 1;
            total += ended.told.len();
            if folder.path().join("archive.sqlite").exists() {
                holds(folder.path(), &ended.told, |source| text(&writer, number(source)));
            } else {
                assert!(ended.told.is_empty());
            }
        }
        let check = sayso(folder.path(), &["archive", "check"]).output().expect("it runs");
        assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));
    }
    eprintln!("{killed} kills, {total} dispatches acknowledged before them");
    assert!(total > 300, "too few were acknowledged to say anything: {total}");
}

/// How long it takes from the start to the first acknowledgement.
fn until_something_is_told() -> Duration {
    let folder = TempDir::new().expect("a folder");
    let started = Instant::now();
    let mut child =
        sayso(folder.path(), &STREAM).stdin(Stdio::piped()).spawn().expect("the program starts");
    feed(&mut child, "first", usize::MAX);
    let told = child.stdout.as_mut().expect("a pipe").read(&mut [0]).expect("it tells");
    let took = started.elapsed();
    child.kill().expect("it is killed");
    child.wait().expect("it is dead");
    assert_eq!(told, 1);
    took
}

/// One is killed, the other must not care.
#[test]
fn two_writers_and_a_kill_do_not_disturb_each_other() {
    let mut moments = Moments::new();
    let folder = TempDir::new().expect("a folder");
    for round in 0..4 {
        let (steady, doomed) = (format!("steady{round}"), format!("doomed{round}"));
        let start = || {
            let mut command = sayso(folder.path(), &STREAM);
            command.stdin(Stdio::piped()).spawn().expect("the program starts")
        };
        let (mut one, mut other) = (start(), start());
        feed(&mut one, &steady, 600);
        feed(&mut other, &doomed, usize::MAX);
        let after = moments.within(Duration::from_millis(500));
        let other = thread::spawn(move || end(other, Some(after)));
        let one = end(one, None);
        assert_eq!((one.errors.as_str(), one.code), ("", Some(0)), "after {after:?}");
        assert_eq!(one.told.len(), 600, "after {after:?}");
        holds(folder.path(), &one.told, |source| text(&steady, number(source)));
        let other = other.join().expect("it is read");
        assert_eq!(other.errors, "", "after {after:?}");
        holds(folder.path(), &other.told, |source| text(&doomed, number(source)));
        // Searching waits for nobody.
        let found = sayso(folder.path(), &["search", "rained"]).output().expect("it runs");
        assert_eq!(found.status.code(), Some(0), "{}", String::from_utf8_lossy(&found.stderr));
    }
}

/// Entries of each feed of the server.
const ENTRIES: usize = 40;
const FEEDS: usize = 8;

/// A server with feeds of which the second time nothing is new, and the pages of their entries.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let base = address.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let base = base.clone();
            thread::spawn(move || answer(stream, &base));
        }
    });
    address
}

fn answer(mut stream: TcpStream, base: &str) -> Option<()> {
    loop {
        let mut request = Vec::new();
        let mut byte = [0];
        while !request.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).ok()?;
            request.push(byte[0]);
        }
        let request = String::from_utf8_lossy(&request).into_owned();
        let path = request.split(' ').nth(1)?;
        let (status, kind, body) = match path.trim_start_matches('/').split_once('/') {
            Some(("feed", _)) if request.contains("\"same\"") => ("304 Not Modified", "", None),
            Some(("feed", feed)) => ("200 OK", "application/rss+xml", Some(rss(base, feed))),
            Some(("page", page)) => ("200 OK", "text/html", Some(html(page))),
            _ => ("404 Not Found", "text/plain", Some("nothing".to_owned())),
        };
        let body = body.unwrap_or_default();
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nETag: \"same\"\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(body.as_bytes()).ok()?;
    }
}

fn rss(base: &str, feed: &str) -> String {
    let entry = |number: usize| {
        format!(
            "<item><title>Entry {number}</title><link>{base}/page/{feed}-{number}</link>\
             <description>{}</description></item>",
            text(feed, number)
        )
    };
    let entries: String = (0..ENTRIES).map(entry).collect();
    format!("<rss version='2.0'><channel><title>Bell {feed}</title>{entries}</channel></rss>")
}

fn html(page: &str) -> String {
    format!(
        "<html><head><title>Page {page}</title></head><body><article><h1>Page {page}</h1>\
         <p>The harbour of page {page} stays shut for weeks while the silo burns, they say.</p>\
         <p>It rained all day on the quay of Lisse, the mayor told reporters at the gate.</p>\
         </article></body></html>"
    )
}

fn watch_is_killed(full_text: bool, kills: usize, longest: Duration) {
    let mut moments = Moments::new();
    let server = server();
    let folder = TempDir::new().expect("a folder");
    let archive = folder.path().join("archive");
    let outlines: String =
        (0..FEEDS).map(|feed| format!("<outline xmlUrl=\"{server}/feed/{feed}\"/>")).collect();
    let opml: PathBuf = folder.path().join("feeds.opml");
    std::fs::write(&opml, format!("<opml><body>{outlines}</body></opml>")).expect("it is written");
    let opml = opml.display().to_string();
    let mut arguments =
        vec!["watch", "--no-read", "--format", "json", "--private", "--pause", "0", "--once"];
    arguments.extend(full_text.then_some("--full-text"));
    arguments.push(&opml);
    let start = || sayso(&archive, &arguments).spawn().expect("the program starts");
    let mut all = BTreeMap::new();
    for _ in 0..kills {
        let after = moments.within(longest);
        let ended = end(start(), Some(after));
        assert_eq!(ended.errors, "", "after {after:?}");
        all.extend(ended.told);
        if archive.join("archive.sqlite").exists() {
            whole(&archive, &all, |_| ());
        }
    }
    // Whatever a kill cut off comes when the feeds are asked again, and nothing comes twice.
    let ended = end(start(), None);
    assert!(matches!(ended.code, Some(0 | 1)), "{}", ended.errors);
    all.extend(ended.told);
    whole(&archive, &all, |_| ());
    let archive = Archive::open(&archive, Access::Read).expect("it opens");
    assert_eq!(archive.stats().expect("it counts").items as usize, FEEDS * ENTRIES);
    for feed in 0..FEEDS {
        for number in 0..ENTRIES {
            assert!(archive.has_url(&format!("{server}/page/{feed}-{number}")).expect("it looks"));
        }
    }
}

#[test]
fn a_watch_that_is_killed_loses_no_entry() {
    watch_is_killed(false, 8, Duration::from_millis(400));
}

#[test]
fn a_watch_of_pages_that_is_killed_loses_no_page() {
    watch_is_killed(true, 6, Duration::from_millis(1_200));
}
