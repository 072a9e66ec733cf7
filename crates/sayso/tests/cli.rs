//! The command as a process: what it prints, where, and its exit codes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn sayso(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(arguments).stdin(Stdio::null()).env_remove("COLUMNS");
    command
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

fn sample(name: &str) -> String {
    samples().join(name).display().to_string()
}

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

fn run(arguments: &[&str]) -> Ran {
    ran(sayso(arguments).output().expect("the program starts"))
}

fn run_with(arguments: &[&str], stdin: &[u8]) -> Ran {
    let mut command = sayso(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(stdin).expect("it reads");
    ran(child.wait_with_output().expect("it ends"))
}

fn written(folder: &TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
    fs::write(&path, bytes).expect("the file is written");
    path.display().to_string()
}

fn listed(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

const COMMANDS: [&str; 12] = [
    "read",
    "diary",
    "explain",
    "trace",
    "schema",
    "completions",
    "man",
    "add",
    "watch",
    "search",
    "who",
    "archive",
];

#[test]
#[cfg(unix)]
fn batches_are_another_program_s() {
    let folder = TempDir::new().expect("a folder");
    let missing = sayso(&["batch", "--out", "x"]).env("PATH", folder.path()).output();
    let missing = ran(missing.expect("the program starts"));
    // It may have been built beside this one.
    if missing.err.contains("sayso-batch") && missing.err.contains("PATH") {
        assert_eq!(missing.code, Some(2));
        assert!(missing.err.contains("cargo install --path crates/batch"), "{}", missing.err);
    }
    // A copy of the program elsewhere finds what is on the PATH alone. Another process makes both
    // files: what this one wrote and a sibling test's child inherited can't be run.
    let make = "mkdir alone && cp \"$0\" alone/sayso && \
                printf '#!/bin/sh\\necho \"$@\"\\nexit 1\\n' > sayso-batch && chmod +x sayso-batch";
    let made = Command::new("sh")
        .args(["-c", make, env!("CARGO_BIN_EXE_sayso")])
        .current_dir(folder.path())
        .status();
    assert!(made.expect("a shell").success());
    let copy = folder.path().join("alone/sayso");
    let handed = Command::new(&copy)
        .args(["sql", "--help", "select 1", "-x"])
        .env("PATH", folder.path())
        .output();
    let handed = ran(handed.expect("the program starts"));
    assert_eq!((handed.code, handed.out.as_str()), (Some(1), "sql --help select 1 -x\n"));
}

#[test]
fn help_of_every_command() {
    insta::assert_snapshot!("help", run(&["--help"]).out);
    for command in COMMANDS {
        let help = run(&[command, "--help"]).out;
        let last = help.trim_end().lines().last().expect("a line");
        assert!(help.contains("Example") && last.trim().contains("sayso "), "{command}: {last}");
        insta::assert_snapshot!(format!("help_{command}"), help);
    }
}

#[test]
fn completions_and_man_pages_come_from_the_same_definition() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&["completions", shell]);
        assert_eq!(script.code, Some(0));
        assert!(script.out.contains("explain") && script.out.contains("publisher"), "{shell}");
    }
    assert!(run(&["man"]).out.contains("\\fBsayso\\fR"));
    for command in COMMANDS {
        let page = run(&["man", command]).out;
        assert!(page.contains(&format!(".TH sayso-{command}")), "{command}");
    }
    let wrong = run(&["man", "write"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (Some(2), ""));
    assert!(wrong.err.contains("no subcommand \"write\""), "{}", wrong.err);
}

#[test]
fn json_of_all_samples_holds_the_printed_schema() {
    let schema: serde_json::Value = serde_json::from_str(&run(&["schema"]).out).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let read = run(&["read", "--format", "json", &samples().display().to_string()]);
    assert_eq!(read.code, Some(0), "{}", read.err);
    assert!(read.out.lines().count() >= 10, "folders in the folder are read too");
    for line in read.out.lines() {
        let document: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let errors: Vec<String> =
            validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let text = fs::read_to_string(document["file"].as_str().expect("a name")).expect("there");
        let characters: Vec<char> = text.chars().collect();
        for time in document["times"].as_array().expect("a list") {
            let at = |key: &str| time[key].as_u64().expect("an offset") as usize;
            let words: String = characters[at("start")..at("end")].iter().collect();
            assert_eq!(time["text"], words.as_str());
        }
    }
}

#[test]
fn output_depends_on_neither_threads_nor_the_run() {
    let folder = samples().display().to_string();
    let once = |threads| run(&["read", "--format", "json", "--threads", threads, &folder]).out;
    let one = once("1");
    assert!(!one.is_empty());
    assert!(one == once("4") && one == once("4"));
}

#[test]
fn issue_date_and_publisher_can_be_given() {
    let sample = sample("01-wire-flash.txt");
    let read = run(&[
        "read",
        "--format",
        "json",
        "--issued",
        "2015-04-14",
        "--publisher",
        "The Echo",
        &sample,
    ]);
    let document: serde_json::Value = serde_json::from_str(&read.out).expect("JSON");
    assert_eq!(document["dispatch"]["issued"], "2015-04-14");
    let wrong = run(&["read", "--issued", "May 8", &sample]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("write it like 2025-05-08"), "{}", wrong.err);
}

#[test]
fn trouble_with_some_inputs_leaves_the_others() {
    let folder = TempDir::new().expect("a folder");
    let empty = written(&folder, "empty.txt", b"");
    let blank = written(&folder, "blank.txt", b" \r\n\t\n");
    let binary = written(&folder, "binary.txt", b"\x7fELF\0\0\0\x01\0\0\0\x02");
    let good = written(&folder, "good.txt", b"It rained on Monday, May 5, 2025, Ann said.");
    let missing = folder.path().join("missing.txt").display().to_string();
    let bare = folder.path().join("bare");
    fs::create_dir(&bare).expect("the folder is made");
    let bare = bare.display().to_string();
    let read = run(&["read", "--format", "json", &empty, &missing, &blank, &good, &binary, &bare]);
    assert_eq!(read.code, Some(2));
    assert_eq!(read.out.lines().count(), 1, "{}", read.out);
    assert!(read.out.contains("good.txt"));
    let told = |file: &str, words: &str| {
        let line = read.err.lines().find(|line| line.contains(file)).expect("a message");
        assert!(line.starts_with("sayso: ") && line.contains(words), "{line}");
    };
    told("empty.txt", "the file is empty");
    told("missing.txt", "there is no such file");
    told("blank.txt", "only white space");
    told("binary.txt", "a binary file");
    told("bare", "no *.txt file");
    assert_eq!(read.err.lines().count(), 5, "{}", read.err);
}

#[test]
fn nothing_found_is_one() {
    let read = run_with(&["read", "-"], b"Rain.");
    assert_eq!((read.code, read.err.as_str()), (Some(1), ""));
    assert!(read.out.contains("Rain."));
}

#[test]
fn standard_input_is_read_with_and_without_its_sign() {
    let text = b"It will rain on Monday, May 5, 2025, Ann said.";
    let with = run_with(&["read", "--format", "json", "-"], text);
    let without = run_with(&["read", "--format", "json"], text);
    assert_eq!((with.code, &with.out), (Some(0), &without.out));
    assert!(with.out.contains("\"file\":\"-\""));
}

#[test]
fn other_encodings_are_told_on_standard_error() {
    let folder = TempDir::new().expect("a folder");
    let words = "Le maire a d\u{e9}clar\u{e9} lundi \u{e0} No\u{eb}l: \u{ab} Tout est pr\u{ea}t \u{bb}, le 5 mai 2025.";
    let latin: Vec<u8> = words.chars().map(|character| character as u8).collect();
    let latin = written(&folder, "latin.txt", &latin);
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(words.encode_utf16().flat_map(u16::to_le_bytes));
    let utf16 = written(&folder, "utf16.txt", &utf16);
    let marked = written(&folder, "marked.txt", format!("\u{feff}{words}").as_bytes());
    let read = run(&["read", "--format", "terminal", "--width", "200", &latin, &utf16, &marked]);
    assert!(read.out.matches("Tout est prêt").count() >= 3, "{}", read.out);
    assert!(read.err.contains("latin.txt: read as windows-1252, a guess"), "{}", read.err);
    assert!(read.err.contains("utf16.txt: read as UTF-16LE, by its byte-order mark"));
    assert_eq!(read.err.lines().count(), 2);
}

#[test]
fn a_folder_is_read_through_and_written_side_by_side() {
    let folder = TempDir::new().expect("a folder");
    let text = "Rain is expected on Monday, May 5, 2025, the office said.\r\n";
    for name in ["in/b.txt", "in/a.TXT", "in/deep/a.txt", "in/deep/a-2.txt", "in/notes.md"] {
        written(&folder, name, text.as_bytes());
    }
    let input = folder.path().join("in").display().to_string();
    let out = folder.path().join("new/out");
    let out_name = out.display().to_string();
    let cases = [
        ("json", vec!["a-2.json", "a-3.json", "a.json", "b.json"]),
        ("html", vec!["a-2.html", "a-3.html", "a.html", "b.html"]),
        ("terminal", vec!["a-2.sayso.txt", "a-3.sayso.txt", "a.sayso.txt", "b.sayso.txt"]),
    ];
    for (format, expected) in cases {
        let read = run(&["read", "--format", format, "--out", &out_name, &input]);
        assert_eq!((read.code, read.out.as_str()), (Some(0), ""), "{}", read.err);
        assert!(read.err.contains("written as a-3."), "{}", read.err);
        assert_eq!(listed(&out), expected);
        fs::remove_dir_all(&out).expect("it goes");
    }
}

#[test]
fn brat_gets_its_configuration_and_the_text() {
    let folder = TempDir::new().expect("a folder");
    let name = written(&folder, "in/x.txt", "\u{feff}“Rain,” said Ann on Monday.\r\n".as_bytes());
    let out = folder.path().join("out");
    let read = run(&["read", "--format", "brat", "--out", &out.display().to_string(), &name]);
    assert_eq!(read.err, "");
    assert_eq!(listed(&out), ["annotation.conf", "x.ann", "x.txt"]);
    let text = fs::read_to_string(out.join("x.txt")).expect("it is there");
    assert_eq!(text, "“Rain,” said Ann on Monday.\r\n");

    // Beside the original, which is left as it is.
    let beside = folder.path().join("in").display().to_string();
    let read = run(&["read", "--format", "brat", "--out", &beside, &name]);
    assert!(read.err.contains("left as it is"), "{}", read.err);
    assert!(fs::read(&name).expect("it is there").starts_with(b"\xef\xbb\xbf"));
}

#[test]
fn an_item_hands_its_address_and_headline_on() {
    let folder = TempDir::new().expect("a folder");
    let line = serde_json::json!({
        "text": "HALM - \u{201c}The quay is open,\u{201d} harbour master Ilka Dorn told reporters.",
        "title": "Quay open", "url": "https://kna.example/halm", "date": "2026-06-03T09:30:00+02:00",
        "publisher": "Kestrel News Agency", "language": "en",
    });
    let input = written(&folder, "items.jsonl", format!("{line}\n").as_bytes());
    let read = |format: &str| {
        let read = run(&["read", "--format", format, &input]);
        assert_eq!(read.code, Some(0), "{}", read.err);
        read.out
    };
    let parsed =
        |format: &str| serde_json::from_str::<serde_json::Value>(&read(format)).expect("JSON");
    let article = parsed("jsonld")["@graph"][0].clone();
    assert_eq!(article["@id"], "https://kna.example/halm");
    assert_eq!(article["headline"], "Quay open");
    assert_eq!(article["datePublished"], "2026-06-03T09:30:00+02:00");
    let item = parsed("ninjs");
    assert_eq!(item["uri"], "https://kna.example/halm");
    assert_eq!(item["headlines"][0]["value"], "Quay open");
    let record = read("gkg");
    let columns: Vec<&str> = record.trim_end_matches('\n').split('\t').collect();
    assert_eq!(columns.len(), 27);
    assert_eq!(columns[..4], ["20260603073000-1", "20260603073000", "1", "kna.example"]);
    assert_eq!(columns[22], "19|16|told|The quay is open");
    assert!(columns[26].contains("<PAGE_TITLE>Quay open</PAGE_TITLE>"), "{}", columns[26]);
}

#[test]
fn an_item_that_was_written_is_read_as_one_dispatch() {
    let folder = TempDir::new().expect("a folder");
    let dispatch = sample("01-wire-flash.txt");
    let item = run(&["read", "--format", "ninjs", &dispatch]).out;
    let file = written(&folder, "item.json", item.as_bytes());
    let attributions = |input: &str| {
        let read = run(&["read", "--format", "json", input]);
        assert_eq!(read.out.lines().count(), 1, "{}", read.out);
        let document: serde_json::Value = serde_json::from_str(&read.out).expect("JSON");
        document["attributions"].clone()
    };
    assert_eq!(attributions(&file), attributions(&dispatch));
}

#[test]
fn gkg_has_its_companion_beside_it() {
    let folder = TempDir::new().expect("a folder");
    let undated = written(&folder, "undated.txt", b"\"Rain,\" Ilka Dorn said.\n");
    let dated = sample("01-wire-flash.txt");
    let out = folder.path().join("out");
    let read =
        run(&["read", "--format", "gkg", "--out", &out.display().to_string(), &undated, &dated]);
    assert_eq!(read.code, Some(0));
    assert!(read.err.contains("undated.txt: left out, for its day"), "{}", read.err);
    assert_eq!(listed(&out), ["01-wire-flash.attributions.tsv", "01-wire-flash.gkg.csv"]);
    let there = |name: &str| fs::read_to_string(out.join(name)).expect("it is there");
    let record = there("01-wire-flash.gkg.csv");
    assert!(record.starts_with("20260414000000-2\t"), "{record}");
    let companion = there("01-wire-flash.attributions.tsv");
    assert!(companion.starts_with("record\tattribution\t"), "{companion}");

    let both = run(&["read", "--format", "gkg-attributions", &dated, &dated]);
    assert_eq!(both.out.matches("record\t").count(), 1, "one header");
    assert_eq!(both.out.lines().count(), 1 + 2 * (companion.lines().count() - 1));
    let issued = run(&["read", "--format", "gkg", "--issued", "2026-04-01", &undated]);
    assert!(issued.out.starts_with("20260401000000-1\t"), "{}", issued.err);
}

#[test]
fn an_output_folder_that_cannot_be_made_is_trouble() {
    let folder = TempDir::new().expect("a folder");
    let file = written(&folder, "taken", b"");
    let read = run(&["read", "--out", &file, &sample("01-wire-flash.txt")]);
    assert_eq!(read.code, Some(2));
    assert!(read.err.contains("cannot make this folder"), "{}", read.err);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut command = sayso(&["read", "--format", "html", &samples().display().to_string()]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    let ended = ran(child.wait_with_output().expect("it ends"));
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
}

#[test]
fn a_word_is_explained_by_offset_and_by_line() {
    let name = sample("01-wire-flash.txt");
    let text = fs::read_to_string(&name).expect("it is there");
    let at = text.find("April 14").expect("the date");
    let by_offset = run(&["explain", &format!("{name}:{at}")]);
    assert_eq!(by_offset.code, Some(0), "{}", by_offset.err);
    assert!(by_offset.out.contains("“April”") && by_offset.out.contains("2026-04-14"));
    let column = at - text[..at].rfind('\n').expect("a line end");
    let by_line = run(&["explain", &format!("{name}:3:{column}")]);
    assert_eq!(by_line.out, by_offset.out);
    for wrong in
        [name.clone(), format!("{name}:999999"), format!("{name}:1:9999"), "x:1".to_owned()]
    {
        let explained = run(&["explain", &wrong]);
        assert_eq!((explained.code, explained.out.as_str()), (Some(2), ""), "{wrong}");
        assert!(explained.err.starts_with("sayso: "), "{}", explained.err);
    }
}

#[test]
fn diaries_of_all_samples_are_lists_by_day() {
    let folder = samples().display().to_string();
    let json = run(&["diary", "--format", "json", &folder]);
    let entries: Vec<serde_json::Value> = serde_json::from_str(&json.out).expect("a list");
    let starts: Vec<&str> = entries.iter().filter_map(|entry| entry["start"].as_str()).collect();
    assert!(starts.is_sorted(), "{starts:?}");
    let calendar = run(&["diary", "--format", "ics", &folder]).out;
    assert!(calendar.is_empty() || calendar.starts_with("BEGIN:VCALENDAR\r\n"));
    assert_eq!(run(&["diary", &folder]).code, Some(if entries.is_empty() { 1 } else { 0 }));
}

#[test]
fn a_kernel_can_be_chosen_and_changes_nothing() {
    let name = sample("03-local-paper.txt");
    let read = |kernel| run(&["read", "--format", "json", "--kernel", kernel, &name]);
    let default = run(&["read", "--format", "json", &name]).out;
    assert_eq!(read("plain").out, default);
    let wrong = read("abacus");
    assert_eq!((wrong.code, wrong.out.as_str()), (Some(2), ""));
    assert!(wrong.err.contains("no kernel \"abacus\"; it has "), "{}", wrong.err);
}

#[test]
fn names_of_ones_own_can_be_added() {
    let folder = TempDir::new().expect("a folder");
    let text = written(&folder, "x.txt", b"OSLO, May 5 (MNZ) - The port is shut, Ann Berg said.\n");
    let names = written(&folder, "names.tsv", b"agency\tMeridian News Zone\t-\tprivate\tMNZ\n");
    let read =
        |arguments: &[&str]| run(&[&["read", "--format", "json", &text], arguments].concat());
    let (without, with) = (read(&[]), read(&["--gazetteer", &names]));
    assert!(!without.out.contains("Meridian News Zone"), "{}", without.out);
    assert!(with.out.contains("Meridian News Zone"), "{}", with.out);
    let broken = written(&folder, "broken.tsv", b"planet\tMars\n");
    let wrong = read(&["--gazetteer", &broken]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("broken.tsv: line 1"), "{}", wrong.err);
}

/// The scorer of PolNeAR reads our annotations as we mean them.
#[test]
fn the_scorer_of_annotations_reads_ours() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let scorer = shared.join("eval/score_attributions.py");
    if !scorer.exists() {
        eprintln!("skipped: no ../shared here");
        return;
    }
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().display().to_string();
    let input = samples().display().to_string();
    assert_eq!(run(&["read", "--format", "brat", "--out", &out, &input]).code, Some(0));
    let json = run(&["read", "--format", "json", &input]).out;
    let outer: usize = json
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|document| {
            let all = document["attributions"].as_array().expect("a list").clone();
            all.iter().filter(|found| found["nested_in"].is_null()).count()
        })
        .sum();
    let scored = Command::new("python3").arg(scorer).args([&out, &out, &out]).output();
    let scored = ran(scored.expect("python3 starts"));
    let scores: serde_json::Value = serde_json::from_str(&scored.out).expect("JSON");
    assert_eq!(scores["predicted"], outer);
    for figure in ["linked", "strict"] {
        assert_eq!(scores[figure]["f1"], 100.0, "{figure}");
    }
}

const PAGE: &str = r#"<!DOCTYPE html><html><head><title>Quay shut</title>
<meta property="og:site_name" content="The Meridor Post">
<meta property="article:published_time" content="2026-04-14T06:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Quay shut</h1>
<p>LISSE, Tavaria (KNA) - The quay will stay shut for weeks, harbour master Ilka Dorn said.</p>
<p>&ldquo;Everybody is alive,&rdquo; she told reporters at the gate on Tuesday.</p></article></body></html>"#;

#[test]
fn the_article_of_a_page_is_read() {
    let folder = TempDir::new().expect("a folder");
    let page = written(&folder, "page.html", PAGE.as_bytes());
    let out = folder.path().join("out");
    let out = out.to_str().expect("UTF-8");
    let ran = run(&["read", "--format", "json", "--out", out, &page]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("positions count in the text of the article"), "{}", ran.err);
    // The text that positions count in is written too.
    let text = fs::read_to_string(Path::new(out).join("page.txt")).expect("the text");
    assert!(text.starts_with("Quay shut\n\nLISSE, Tavaria (KNA) - The quay"), "{text}");
    assert!(!text.contains('<') && !text.contains("Home"), "{text}");
    let json = fs::read_to_string(Path::new(out).join("page.json")).expect("the reading");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["dispatch"]["publisher"], "The Meridor Post");
    assert_eq!(json["dispatch"]["issued"], "2026-04-14");
    for span in json["attributions"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|it| it["cue"].as_array())
        .flatten()
    {
        let at = |key: &str| span[key].as_u64().expect("a number") as usize;
        let words: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
        assert_eq!(span["text"], words.as_str());
    }
    // What is said on the command line goes before what the page says.
    let told = run(&["read", "--format", "json", "--publisher", "Halm Observer", &page]);
    assert!(told.out.contains("Halm Observer"), "{}", told.out);
    let piped = run_with(&["read", "--format", "json", "-"], PAGE.as_bytes());
    assert!(piped.out.contains("The Meridor Post"), "{}", piped.out);
}

#[test]
fn each_entry_of_a_feed_is_a_dispatch() {
    let folder = TempDir::new().expect("a folder");
    let entry = |number: u8| {
        format!(
            "<item><title>Day {number}</title><description>It rained, the mayor said.</description></item>"
        )
    };
    let feed = format!(
        "<rss version='2.0'><channel><title>Bell</title>{}{}</channel></rss>",
        entry(1),
        entry(2)
    );
    let feed = written(&folder, "feed.xml", feed.as_bytes());
    let out = folder.path().join("out");
    let ran = run(&["read", "--format", "json", "--out", out.to_str().expect("UTF-8"), &feed]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(listed(&out), ["feed-1.json", "feed-1.txt", "feed-2.json", "feed-2.txt"]);
    let lines = "{\"text\": \"It rained, the mayor said.\"}\n{\"text\": \n{\"text\": \"It shone, the mayor said.\"}\n";
    let lines = written(&folder, "a.jsonl", lines.as_bytes());
    let ran = run(&["read", "--format", "json", &lines]);
    assert_eq!(ran.code, Some(2), "a broken line is trouble");
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    assert!(ran.err.contains("record 2: not JSON"), "{}", ran.err);
}

const BARGE: &str = "A barge loaded with salt sank in the harbour of Orlow on Monday after a rope \
    parted, the harbour office said.\n\n\"We have four men on the quay and none in the water,\" \
    harbour master Ada Brisk told the Tidewater Agency.\n\nThe barge, built in 1931, belonged to \
    the Merrin works. Divers will look at her keel on Wednesday.";

/// An archive with a report, its print with a credit, and a dispatch on another matter.
fn with_copies(folder: &TempDir) -> (String, Ran) {
    let line = |outlet: &str, issued: &str, text: &str| {
        serde_json::json!({ "publisher": outlet, "issued": issued, "text": text }).to_string()
    };
    let lines = [
        line("Tidewater Agency", "2031-05-05T08:00:00Z", BARGE),
        line("Asterby Post", "2031-05-05", "The museum of Asterby has bought a clock, it said."),
        line("Orlow Bugle", "2031-05-05T10:00:00Z", &format!("{BARGE}\n\nTidewater Agency")),
    ];
    let pile = written(folder, "pile.jsonl", (lines.join("\n") + "\n").as_bytes());
    let archive = folder.path().join("desk").display().to_string();
    let added = run(&["add", "--archive", &archive, &pile]);
    assert_eq!(added.code, Some(0), "{}", added.err);
    (archive, added)
}

#[test]
fn copies_are_found_while_adding_and_traced_by_number_words_and_file() {
    let folder = TempDir::new().expect("a folder");
    let (archive, added) = with_copies(&folder);
    assert!(added.out.contains("3 new, 1 with copies"), "{}", added.out);
    let trace = |asked: &str| {
        let traced = run(&["trace", "--archive", &archive, "--format", "json", asked]);
        assert_eq!(traced.code, Some(0), "{asked}: {}", traced.err);
        serde_json::from_str::<serde_json::Value>(&traced.out).expect("JSON")
    };
    for asked in ["1", "#3", "none in the water", "speaker:Brisk"] {
        let traced = trace(asked);
        let copy = &traced["copies"][0];
        assert_eq!((&copy["copy"], &copy["of"]), (&"3".into(), &"1".into()), "{asked}");
        let statements = traced["statements"].as_array().expect("a list");
        let brisk = statements.iter().find(|one| one["speaker"] == "Ada Brisk");
        assert_eq!(brisk.expect("she speaks")["origin_count"], 1, "{asked}: {traced}");
    }
    // A file is compared and not kept.
    let text = format!("Boats were late on Tuesday.\n\n{}", BARGE.split("\n\n").nth(2).unwrap());
    let file = written(&folder, "late.txt", text.as_bytes());
    for _ in 0..2 {
        let traced = trace(&file);
        let copies = traced["copies"].as_array().expect("a list");
        let copy = copies.iter().find(|it| it["copy"] == file.as_str()).expect("it is a copy");
        assert_eq!((&copy["of"], &copy["how"]), (&"1".into(), &"cut".into()), "{traced}");
    }
    let none = run(&["trace", "--archive", &archive, "99"]);
    assert_eq!(none.code, Some(2));
    assert!(none.err.contains("no item 99"), "{}", none.err);
    assert_eq!(run(&["trace", "--archive", &archive, "zeppelins"]).code, Some(1));
}

#[test]
fn a_trace_comes_in_every_format() {
    let folder = TempDir::new().expect("a folder");
    let (archive, _) = with_copies(&folder);
    for (format, begins, has) in [
        ("terminal", "A barge", "└─ Orlow Bugle"),
        ("json", "{", "\"origin_count\": 1"),
        ("dot", "digraph trace {", "\"1\" -> \"3\""),
        ("svg", "<svg ", "Orlow Bugle"),
        ("html", "<!DOCTYPE html>", "Ada Brisk"),
    ] {
        let traced = run(&["trace", "--archive", &archive, "--format", format, "1"]);
        assert_eq!(traced.code, Some(0), "{format}: {}", traced.err);
        assert!(traced.out.starts_with(begins), "{format}: {}", traced.out);
        assert!(traced.out.contains(has), "{format}: {}", traced.out);
    }
}

#[test]
fn traces_that_are_lost_or_cut_off_are_made_up_for() {
    let folder = TempDir::new().expect("a folder");
    let (archive, _) = with_copies(&folder);
    let traces = Path::new(&archive).join("traces.sqlite");
    let asked = ["trace", "--archive", &archive, "--format", "json", "3"];
    let before = run(&asked).out;
    fs::remove_file(&traces).expect("it is there");
    assert_eq!(run(&asked).out, before, "made anew");
    fs::write(&traces, "this is no database, and never was one").expect("it is written");
    let damaged = run(&asked);
    assert_eq!(damaged.code, Some(2));
    assert!(damaged.err.contains("delete it"), "{}", damaged.err);
    // Adding goes on without.
    let text =
        written(&folder, "more.txt", b"The tide office expects high water at Skei, it said.");
    let added = run(&["add", "--archive", &archive, &text]);
    assert_eq!(added.code, Some(0), "{}", added.err);
    assert!(added.err.contains("no copies are looked for"), "{}", added.err);
}
