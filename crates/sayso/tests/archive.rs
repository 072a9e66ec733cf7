//! The archive's commands as a newcomer uses them, on dispatches of our own.

mod process;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

use process::sayso;
use sayso_archive::{Access, Archive, NewCorrection};
use serde_json::Value;
use tempfile::TempDir;

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(archive: &Path, arguments: &[&str]) -> Ran {
    let output = sayso(archive, arguments).output().expect("the program runs");
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

fn json(archive: &Path, arguments: &[&str]) -> Value {
    let ran = run(archive, arguments);
    assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.err);
    serde_json::from_str(&ran.out).expect("JSON")
}

fn quay() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/archive").display().to_string()
}

/// An archive of the five dispatches about the quay, read.
fn filled() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let added = run(folder.path(), &["add", &quay()]);
    assert_eq!(added.code, Some(0), "{}", added.err);
    assert!(added.out.contains("quay.jsonl: 5 new"), "{}", added.out);
    // The second paragraph of one stands in another.
    assert!(added.err.contains("1 of 5 texts had been read before"), "{}", added.err);
    folder
}

#[test]
fn what_was_said_and_announced_is_followed_through_the_archive() {
    let archive = filled();
    let archive = archive.path();

    let who = json(archive, &["who", "--format", "json", "Ilka", "Dorn"]);
    assert_eq!(who["names"], serde_json::json!(["Ilka Dorn"]));
    let matters = who["matters"].as_array().expect("a list");
    let wordings: Vec<Vec<&str>> = matters
        .iter()
        .map(|matter| {
            let wordings = matter["wordings"].as_array().expect("a list").iter();
            wordings.map(|wording| wording["words"].as_str().expect("words")).collect()
        })
        .collect();
    // Two numbers of weeks are two wordings of one matter; pieces are joined in their order,
    // without the words between them.
    let weeks = wordings.iter().find(|it| it[0].contains("three weeks")).expect("the weeks");
    assert!(weeks.len() == 2 && weeks[1].contains("five weeks"), "{wordings:?}");
    let everybody = "We have counted everybody and everybody is alive … The roof is in the river.";
    let everybody = matters.iter().find(|it| it["wordings"][0]["words"] == everybody);
    let reports = &everybody.expect("the quotation")["wordings"][0]["reports"];
    assert_eq!(reports.as_array().map(Vec::len), Some(2), "{reports}");
    let changes = run(archive, &["who", "--changes", "Dorn"]);
    assert!(changes.out.contains("[-three-]{+five+} weeks"), "{}", changes.out);
    assert!(!changes.out.contains("roof"), "{}", changes.out);
    let nobody = run(archive, &["who", "Nobody"]);
    assert_eq!((nobody.code, nobody.out.as_str()), (Some(1), ""));
    assert!(nobody.err.contains("nobody of this name speaks"), "{}", nobody.err);

    let diary = json(archive, &["diary", "--from", "2026-04-14", "--format", "json"]);
    let event = |words: &str| {
        let events = diary.as_array().expect("a list").iter();
        let found: Vec<&Value> = events
            .filter(|event| event["what"].as_str().is_some_and(|it| it.contains(words)))
            .collect();
        assert_eq!(found.len(), 1, "{words}: {diary:#}");
        found[0].clone()
    };
    let festival = event("festival");
    assert_eq!(
        (&festival["status"], &festival["start"]),
        (&"cancelled".into(), &"2026-04-23".into())
    );
    assert_eq!(festival["reports"].as_array().map(Vec::len), Some(2));
    let hearing = event("hearing");
    assert_eq!((&hearing["status"], &hearing["start"]), (&"moved".into(), &"2026-04-27".into()));
    assert_eq!(hearing["before"], serde_json::json!(["2026-04-20"]));
    let calendar = run(archive, &["diary", "--from", "2026-04-14", "--format", "ics"]);
    assert!(calendar.out.starts_with("BEGIN:VCALENDAR\r\n"), "{}", calendar.out);
    assert!(calendar.out.contains("DTSTART;VALUE=DATE:20260427"), "{}", calendar.out);
    let empty = run(archive, &["diary", "--from", "2026-06-01"]);
    assert_eq!((empty.code, empty.out.as_str()), (Some(1), ""));
}

#[test]
fn searching_shows_place_and_marks_and_points_at_mistakes() {
    let archive = filled();
    let archive = archive.path();
    let found = json(
        archive,
        &["search", "--in", "statements", "--format", "json", "roof", "via:kestrel", "kind:direct"],
    );
    let hits = found["hits"].as_array().expect("a list");
    assert_eq!(hits.len(), 2, "{found:#}");
    for hit in hits {
        let item = hit["item"].to_string();
        let shown = json(archive, &["archive", "show", "--format", "json", &item]);
        let text: Vec<char> = shown["text"].as_str().expect("a text").chars().collect();
        let marks = hit["marks"].as_array().expect("a list");
        for piece in marks.iter().chain([&hit["span"]]) {
            let at = |key: &str| piece[key].as_u64().expect("a number") as usize;
            let words: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(piece["text"], words.as_str());
        }
        assert_eq!(marks[0]["text"], "roof");
    }
    let nothing = run(archive, &["search", "zebra"]);
    assert_eq!((nothing.code, nothing.err.as_str()), (Some(1), "sayso: nothing matches\n"));
    let wrong = run(archive, &["search", "grain", "speeker:Dorn"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (Some(2), ""));
    assert!(wrong.err.ends_with("grain speeker:Dorn\n      ^^^^^^^\n"), "{}", wrong.err);
    assert!(wrong.err.contains("do you mean \"speaker\"?"), "{}", wrong.err);
    let first = run(archive, &["search", "--limit", "1", "Lisse"]);
    let cursor = first.err.trim().rsplit(' ').next().expect("a cursor").to_owned();
    let second = run(archive, &["search", "--limit", "1", "--cursor", &cursor, "Lisse"]);
    assert_eq!(second.code, Some(0), "{}", second.err);
    assert_ne!(first.out, second.out);
    let other = run(archive, &["search", "--cursor", &cursor, "port"]);
    assert!(other.code == Some(2) && other.err.contains("another search"), "{}", other.err);
    let missing = run(&archive.join("nowhere"), &["search", "port"]);
    assert!(
        missing.code == Some(2) && missing.err.contains("`sayso add` makes one"),
        "{}",
        missing.err
    );
}

#[test]
fn an_archive_is_looked_after() {
    let folder = filled();
    let archive = folder.path();
    let again = run(archive, &["add", &quay()]);
    assert!(again.out.ends_with(": 0 new, 5 there already\n"), "{}", again.out);

    let copy = TempDir::new().expect("a folder");
    let to = copy.path().join("copy");
    let backup = run(archive, &["archive", "backup", &to.display().to_string()]);
    assert_eq!((backup.code, backup.err.as_str()), (Some(0), ""));
    let twice = run(archive, &["archive", "backup", &to.display().to_string()]);
    assert!(twice.code == Some(2) && twice.err.contains("an archive is here already"));
    assert_eq!(run(&to, &["archive", "check"]).out, "5 dispatches, all whole\n");
    let stats = |archive: &Path| json(archive, &["archive", "stats", "--format", "json"]);
    let (own, copied) = (stats(archive), stats(&to));
    for key in ["items", "read", "statements", "sightings", "diary"] {
        assert_eq!(own[key], copied[key], "{key}");
    }
    assert_eq!((&own["items"], &own["sightings"]), (&5.into(), &5.into()));
    let export = run(archive, &["archive", "export"]).out;
    assert_eq!(export.lines().count(), 5);
    assert_eq!(run(&to, &["archive", "export"]).out, export);

    // What is damaged is told.
    let file = to.join("archive.sqlite");
    let connection = rusqlite::Connection::open(&file).expect("it opens");
    connection.execute("UPDATE originals SET hash = zeroblob(32) WHERE id = 2", []).expect("done");
    drop(connection);
    let check = run(&to, &["archive", "check"]);
    assert_eq!(
        (check.code, check.out.as_str()),
        (Some(2), "original 2: its bytes have another hash\n")
    );

    let correct = |at: &Path| {
        let mut archive = Archive::open(at, Access::Write).expect("it opens");
        archive.correct(&NewCorrection {
            item: 1,
            span: None,
            field: "publisher".to_owned(),
            value: "\"KNA\"".to_owned(),
            author: "ilka".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
            note: String::new(),
        })
    };
    correct(archive).expect("it is corrected");
    let none = run(archive, &["archive", "reread"]);
    assert_eq!((none.code, none.out.as_str()), (Some(1), "0 read\n"));
    let reread = run(archive, &["archive", "reread", "--all"]);
    assert_eq!((reread.code, reread.out.as_str()), (Some(0), "5 read\n"), "{}", reread.err);
    let shown = json(archive, &["archive", "show", "--format", "json", "1"]);
    assert_eq!(shown["corrections"][0]["author"], "ilka");
    assert_eq!(run(archive, &["archive", "check"]).out, "5 dispatches, all whole\n");
}

#[test]
fn what_cannot_be_read_waits_in_quarantine() {
    let folder = TempDir::new().expect("a folder");
    let (archive, inbox) = (folder.path().join("archive"), folder.path().join("inbox"));
    fs::create_dir(&inbox).expect("it is made");
    let lines = "{\"text\": \"It rained, the mayor said.\"}\n{\"text\": \n";
    fs::write(inbox.join("lines.jsonl"), lines).expect("it is written");
    fs::write(inbox.join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0").expect("it is written");
    let added = run(&archive, &["add", "--no-read", &inbox.display().to_string()]);
    assert_eq!(added.code, Some(0), "{}", added.err);
    assert!(added.out.contains("lines.jsonl: 1 new, 1 in quarantine"), "{}", added.out);
    let list = run(&archive, &["archive", "quarantine"]);
    assert_eq!(list.out.lines().count(), 2, "{}", list.out);
    assert!(list.out.contains("lines.jsonl#2: not JSON"), "{}", list.out);
    assert_eq!(run(&archive, &["archive", "quarantine", "--bytes", "1"]).out, "{\"text\":");
    let retry = run(&archive, &["archive", "quarantine", "--retry"]);
    assert_eq!((retry.code, retry.out.as_str()), (Some(1), "0 taken in, 2 left\n"));
    assert!(run(&archive, &["archive", "quarantine"]).out.contains("2 tries"));

    // An earlier program refused what this one can read.
    let mut old = Archive::open(&archive, Access::Write).expect("it opens");
    old.quarantine(&[sayso_archive::NewQuarantined {
        raw: b"It snowed, the mayor of Lisse said.".to_vec(),
        format: "unknown".to_owned(),
        source: "old".to_owned(),
        url: None,
        reason: "of a kind that was not read then".to_owned(),
        hints: None,
        received: jiff::Timestamp::UNIX_EPOCH,
    }])
    .expect("it is kept");
    drop(old);
    let retry = run(&archive, &["archive", "quarantine", "--retry"]);
    assert_eq!((retry.code, retry.out.as_str()), (Some(0), "1 taken in, 2 left\n"));
    assert_eq!(run(&archive, &["search", "snowed"]).code, Some(0));
}

/// Answers GET by path with what stands in the table now, and counts what is asked.
type Pages = Arc<Mutex<Vec<(String, String, usize)>>>;

fn serve(pages: &Pages) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let pages = pages.clone();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default();
            let mut pages = pages.lock().expect("nobody panicked");
            let page = pages.iter_mut().find(|page| page.0 == path);
            let (status, kind, body) = match page {
                Some(page) => {
                    page.2 += 1;
                    let kind = if page.1.starts_with("<rss") { "text/xml" } else { "text/html" };
                    ("200 OK", kind, page.1.as_str())
                }
                None => ("404 Not Found", "text/plain", "nothing"),
            };
            let answer = format!(
                "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

fn ferry(days: &str) -> String {
    format!(
        "<html><head><title>Ferry stops</title></head><body><article><h1>Ferry stops</h1>\
         <p>The ferry to Osk will stop running on {days} after forty years on the river, the \
         operator said.</p><p>\"We lose money on every trip,\" chief executive Ana Rask told \
         reporters at the pier. \"It cannot go on like this.\"</p></article></body></html>"
    )
}

#[test]
fn pages_of_a_feed_are_fetched_credited_and_fetched_again_when_they_change() {
    let folder = TempDir::new().expect("a folder");
    let archive = folder.path().join("archive");
    let pages: Pages = Arc::default();
    let server = serve(&pages);
    let rss = |changed: &str, more: &str| {
        format!(
            "<rss version='2.0'><channel><title>The Lisse Courier</title><item><title>Ferry stops\
             </title><link>{server}/ferry</link><pubDate>{changed}</pubDate><description>The ferry \
             will stop.</description><source url='https://kna.example/rss'>Kestrel News Agency\
             </source></item><item><title>Gone</title><link>{server}/gone</link><description>The \
             bridge is gone, the mayor said.</description></item>{more}</channel></rss>"
        )
    };
    let set = |path: &str, body: String| {
        let mut pages = pages.lock().expect("nobody panicked");
        match pages.iter_mut().find(|page| page.0 == path) {
            Some(page) => page.1 = body,
            None => pages.push((path.to_owned(), body, 0)),
        }
    };
    let asked = |path: &str| {
        let pages = pages.lock().expect("nobody panicked");
        pages.iter().find(|page| page.0 == path).map(|page| page.2)
    };
    let feed = format!("{server}/rss");
    let watch = || {
        // The next poll is not due for minutes.
        if archive.exists() {
            let archive = Archive::open(&archive, Access::Write).expect("it opens");
            archive.connection().execute("UPDATE feeds SET next = 0", []).expect("done");
        }
        let options = ["watch", "--once", "--private", "--pause", "0", "--full-text", &feed];
        run(&archive, &options)
    };
    set("/rss", rss("Tue, 14 Apr 2026 06:00:00 GMT", ""));
    set("/ferry", ferry("Friday"));
    let first = watch();
    assert_eq!(first.out, format!("{feed}: 2 new\n"), "{}", first.err);
    assert!(first.err.contains("the feed's own words are kept"), "{}", first.err);
    let chain = json(
        &archive,
        &["search", "--in", "statements", "--format", "json", "speaker:Rask", "via:kestrel"],
    );
    let expected = serde_json::json!(["The Lisse Courier", "Kestrel News Agency", "Ana Rask"]);
    assert_eq!(chain["hits"][0]["statement"]["chain"], expected, "{chain:#}");

    // The feed changed, its entries did not: nothing is asked again.
    set("/rss", rss("Tue, 14 Apr 2026 06:00:00 GMT", "<!-- later -->"));
    let second = watch();
    assert_eq!((second.out.as_str(), second.err.as_str()), (&*format!("{feed}: 0 new\n"), ""));
    assert_eq!(asked("/ferry"), Some(1));

    // The entry says that it was changed: the page is a version.
    set("/rss", rss("Tue, 14 Apr 2099 06:00:00 GMT", ""));
    set("/ferry", ferry("Sunday"));
    assert_eq!(watch().out, format!("{feed}: 1 new, 1 with copies\n"));
    let versions = run(&archive, &["archive", "versions", &format!("{server}/ferry")]);
    assert!(versions.out.contains("[-Friday-]{+Sunday+}"), "{}", versions.out);
}
