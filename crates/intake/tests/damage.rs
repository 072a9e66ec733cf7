//! What the worst of the web does: nothing here may panic, hang, or take memory without bound, and
//! every record is either an item or rejected with its reason.

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use sayso_intake::{
    Format, Hints, IntakeErrorKind, Item, Limits, Record, Rejected, RejectedKind, Source, open,
};

fn take(bytes: impl Into<Vec<u8>>, hints: Hints) -> (Vec<Item>, Vec<Rejected>) {
    let (mut items, mut rejected) = (Vec::new(), Vec::new());
    for record in open(Source::bytes(bytes), hints).expect("hints are right") {
        match record.expect("memory can be read") {
            Record::Item(item) => items.push(*item),
            Record::Rejected(it) => rejected.push(*it),
        }
    }
    (items, rejected)
}

fn named(name: &str) -> Hints {
    Hints { name: Some(name.to_owned()), ..Hints::default() }
}

fn small() -> Limits {
    Limits { record_bytes: 1 << 20, rejected_bytes: 1000, ..Limits::default() }
}

fn data(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

const PROSE: &str =
    "The quay will stay shut until the channel has been dredged, the port said on Tuesday. ";

#[test]
fn a_hundred_thousand_nested_tags_are_flattened() {
    for tag in ["div", "b", "span", "table", "ul", "a", "font", "blockquote", "svg", "x-y"] {
        let page = format!(
            "<html><body>{}<p>{}</p>",
            format!("<{tag}>").repeat(100_000),
            PROSE.repeat(20)
        );
        let started = Instant::now();
        let (items, rejected) = take(page, named("a.html"));
        let found = items.first().map(|item| item.text.as_str()).unwrap_or_default();
        assert!(
            found.contains("until the channel") || tag == "svg",
            "{tag}: {found:.100} {rejected:?}"
        );
        assert!(started.elapsed() < Duration::from_secs(60), "{tag} takes {:?}", started.elapsed());
    }
}

#[test]
fn a_page_of_many_megabytes_is_read_without_a_tree() {
    let page = format!(
        "<html><title>Big</title><body><nav>menu</nav>{}",
        format!("<p>{PROSE}</p>").repeat(120_000)
    );
    assert!(page.len() > 10 << 20);
    let (items, _) = take(page, named("a.html"));
    assert!(items[0].text.starts_with("The quay") && items[0].text.len() > 9 << 20);
    assert!(items[0].notes[0].contains("larger than a tree"), "{:?}", items[0].notes);
}

#[test]
fn a_page_of_nothing_but_tags_is_read_in_bounded_time() {
    // Each took a minute and gigabytes, or never ended, as a tree.
    for unit in ["<table><td>word ", "<select><option>x</option>word ", "<p><b>word ", "</p>word "]
    {
        let page = format!("<html><body>{}", unit.repeat(200_000));
        let started = Instant::now();
        let (items, rejected) = take(page, named("a.html"));
        assert!(items.len() + rejected.len() == 1, "{unit}");
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "{unit} takes {:?}",
            started.elapsed()
        );
    }
}

#[test]
fn charsets_are_taken_with_a_grain_of_salt() {
    let page = |declared: &str| {
        format!(
            "<html><head><meta charset=\"{declared}\"><title>Łódź</title></head><body><article><p>Café. {}</p></article>",
            PROSE.repeat(5)
        )
    };
    let check = |bytes: Vec<u8>, content_type: Option<&str>| {
        let hints = Hints { content_type: content_type.map(str::to_owned), ..named("a.html") };
        let (items, _) = take(bytes, hints);
        assert!(items[0].text.starts_with("Café."), "{:.40}", items[0].text);
        items[0].title.clone()
    };
    // UTF-8 that says it is something else is UTF-8.
    for declared in ["windows-1252", "utf-16", "nonsense", "gb2312"] {
        assert_eq!(
            check(page(declared).into_bytes(), Some("text/html; charset=iso-8859-1")).as_deref(),
            Some("Łódź")
        );
    }
    // What is declared is believed where the bytes fit.
    let (bytes, ..) = encoding_rs::ISO_8859_2.encode("<html><head><meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'><title>Łódź</title></head><body><p>");
    let tail = format!("Caf\u{e9}. {}", PROSE.repeat(5));
    let tail = encoding_rs::ISO_8859_2.encode(&tail).0.into_owned();
    assert_eq!(check([bytes.into_owned(), tail].concat(), None).as_deref(), Some("Łódź"));
    // A mark goes before both.
    let wide: Vec<u8> = page("windows-1252").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        check([vec![0xff, 0xfe], wide].concat(), Some("text/html; charset=utf-8")).as_deref(),
        Some("Łódź")
    );
    // Bytes that fit nothing stand as U+FFFD and cost no more.
    let mut bytes = page("utf-8").into_bytes();
    bytes.extend_from_slice(b"<p>\xff\xfe\x80</p>");
    assert_eq!(take(bytes, named("a.html")).0.len(), 1);
}

#[test]
fn bombs_are_refused() {
    // A thousand times its size.
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![b'a'; 32 << 20]).unwrap();
    let bomb = bomb.finish().unwrap();
    for (bytes, name) in
        [(bomb.clone(), "a.html.gz"), (bomb.clone(), "a.jsonl.gz"), (gzip(&bomb), "a.txt.gz")]
    {
        let started = Instant::now();
        let (items, rejected) = take(bytes, named(name));
        assert!(items.is_empty(), "{name}");
        assert_eq!(rejected[0].kind, RejectedKind::TooLarge, "{name}: {}", rejected[0].reason);
        assert!(rejected[0].raw.len() <= 1 << 20);
        assert!(started.elapsed() < Duration::from_secs(30));
    }
    let zstd = zstd::stream::encode_all(&vec![b'a'; 32 << 20][..], 3).unwrap();
    assert_eq!(take(zstd, named("a.warc.zst")).1[0].kind, RejectedKind::TooLarge);
}

#[test]
fn records_beyond_the_limit_are_passed_over() {
    let long = "x".repeat(3 << 20);
    let hints = |name: &str| Hints { limits: small(), ..named(name) };
    let lines = format!("{{\"text\": \"a\"}}\n{{\"text\": \"{long}\"}}\n{{\"text\": \"b\"}}\n");
    let (items, rejected) = take(lines, hints("a.jsonl"));
    assert_eq!((items.len(), items[1].text.as_str()), (2, "b"));
    assert_eq!(
        (rejected[0].kind, rejected[0].cut, rejected[0].raw.len()),
        (RejectedKind::TooLarge, true, 1000)
    );
    let list = format!("[{{\"text\": \"a\"}}, {{\"text\": \"{long}\"}}, {{\"text\": \"b\"}}]");
    let (items, rejected) = take(list, hints("a.json"));
    assert_eq!((items.len(), rejected.len()), (2, 1));
    let from = "From a@b.example Tue Apr 14 06:00:00 2026\nSubject: s\nFrom: a@b.example\n\n";
    let mbox = format!(
        "{from}one\n\n{from}{}\n\n{from}three\n",
        format!("{}\n", "x".repeat(70)).repeat(40_000)
    );
    let (items, rejected) = take(mbox, hints("a.mbox"));
    assert_eq!((items.len(), rejected.len()), (2, 1));
    assert_eq!(items[1].text, "three");
    let record = |body: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    };
    let warc = [record("one"), record(&long), record("three")].concat();
    let (items, rejected) = take(warc, hints("a.warc"));
    assert_eq!((items.len(), rejected.len()), (2, 1));
    let (items, rejected) = take(format!("<html>{long}"), hints("a.html"));
    assert_eq!((items.len(), rejected[0].kind), (0, RejectedKind::TooLarge));
}

#[test]
fn a_broken_member_costs_no_other() {
    let archive = data("crawl.warc.gz");
    let members: Vec<usize> =
        (0..archive.len() - 2).filter(|at| archive[*at..*at + 3] == [0x1f, 0x8b, 8]).collect();
    let whole = take(archive.clone(), Hints::default()).0.len();
    assert_eq!(whole, 3);
    // In the middle of the first page.
    let mut broken = archive.clone();
    let at = members[1] + 600;
    broken[at..at + 40].fill(0);
    let (items, rejected) = take(broken, named("a.warc.gz"));
    assert_eq!(items.len(), whole - 1, "{rejected:?}");
    assert!(!rejected.is_empty());
    // Cut off in the last one.
    let (items, rejected) = take(&archive[..archive.len() - 100], named("a.warc.gz"));
    assert_eq!((items.len(), rejected[0].kind), (whole - 1, RejectedKind::CutOff), "{rejected:?}");
}

#[test]
fn a_feed_that_breaks_off_gives_what_came() {
    let feed = String::from_utf8(data("feed-rss2.xml")).unwrap();
    let end = feed.rfind("<description>The port").unwrap();
    let (items, rejected) = take(&feed.as_bytes()[..end], Hints::default());
    assert_eq!((items.len(), rejected.len(), rejected[0].kind), (2, 1, RejectedKind::CutOff));
    assert!(String::from_utf8_lossy(&rejected[0].raw).starts_with("<item>"));
}

#[test]
fn entities_are_no_weapon() {
    let mut feed = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'>".to_owned();
    for at in 1..40 {
        let (b, a) = (char::from(b'a' + at % 26), char::from(b'a' + (at - 1) % 26));
        feed.push_str(&format!("<!ENTITY {b}{at} '{}'>", format!("&{a}{};", at - 1).repeat(10)));
    }
    feed.push_str("<!ENTITY f SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&n39;</title><description>&f; It rained.</description></item></channel></rss>");
    let (items, _) = take(feed, Hints::default());
    assert_eq!(items[0].text, "&f; It rained.");
}

#[test]
fn a_source_that_fails_is_an_error_and_no_record() {
    struct Failing(Cursor<Vec<u8>>);
    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(std::io::Error::other("the disk is gone")),
                read => Ok(read),
            }
        }
    }
    let lines = "{\"text\": \"a\"}\n".repeat(3).into_bytes();
    for bytes in [lines.clone(), gzip(&lines)[..30].to_vec()] {
        let records = open(Source::stream(Failing(Cursor::new(bytes))), named("a.jsonl"));
        let error = match records {
            Ok(records) => records.filter_map(Result::err).next().expect("an error"),
            Err(error) => error,
        };
        assert_eq!(error.kind(), IntakeErrorKind::Read);
    }
}

/// Bytes changed, cut, doubled and swapped, the same each time.
#[test]
fn mutated_samples_never_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut seed = 7_u64;
    let mut next = move |below: usize| {
        // Knuth's MMIX.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    names.sort();
    for path in names {
        let whole = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        for round in 0..60 {
            let mut bytes = whole.clone();
            for _ in 0..=next(8) {
                let at = next(bytes.len());
                match next(5) {
                    0 => bytes[at] = next(256) as u8,
                    1 => bytes.truncate(at.max(1)),
                    2 => {
                        let to = (at + next(200)).min(bytes.len());
                        let piece = bytes[at..to].to_vec();
                        bytes.splice(at..at, piece);
                    }
                    3 => {
                        let to = (at + next(50)).min(bytes.len());
                        bytes.drain(at..to);
                    }
                    _ => bytes.insert(at, [b'<', b'>', b'&', b'"', b'{', b'\\', 0, 0xff][next(8)]),
                }
                if bytes.is_empty() {
                    bytes.push(b'<');
                }
            }
            let (items, rejected) = take(bytes, named(&name));
            assert!(items.iter().all(|item| !item.text.trim().is_empty()), "{name} {round}");
            assert!(rejected.iter().all(|it| !it.reason.is_empty()), "{name} {round}");
        }
    }
}

#[test]
fn any_bytes_as_any_format_are_refused_in_order() {
    let samples = [
        &b""[..],
        b"\0\0\0",
        b"<",
        b"{",
        b"[[[[",
        b"From ",
        b"WARC/1.0\r\n\r\n",
        b"PAR1PAR1",
        &[0xff; 100],
        "é".as_bytes(),
    ];
    for format in Format::ALL {
        for bytes in samples {
            take(bytes, Hints { format: Some(format), ..Hints::default() });
        }
    }
}
