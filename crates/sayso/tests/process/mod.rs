//! The program as a process over an archive: what it acknowledges, and whether that is kept.
#![allow(dead_code, reason = "not every test needs all")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sayso_archive::{Access, Archive, Item};
use serde_json::Value;

pub fn sayso(archive: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(arguments).arg("--archive").arg(archive);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Moments that differ from run to run. What fails prints its own.
pub struct Moments(u64);

impl Moments {
    pub fn new() -> Moments {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
        Moments(now.as_nanos() as u64 | 1)
    }

    pub fn within(&mut self, longest: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        longest.mul_f64((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }
}

/// Takes dispatches from standard input and tells of each.
pub const STREAM: [&str; 5] = ["add", "--no-read", "--format", "json", "-"];

/// A dispatch that no other is like.
pub fn text(writer: &str, number: usize) -> String {
    let filler = "The harbour stays shut while the silo burns. ".repeat(number % 20);
    format!("Dispatch {number} of {writer}.\n\n{filler}It rained, the mayor of Lisse said.")
}

fn line(writer: &str, number: usize) -> String {
    let url = format!("https://{writer}.example/{number}");
    format!("{}\n", serde_json::json!({ "text": text(writer, number), "url": url }))
}

/// Gives a process dispatches until it is gone or has them all.
pub fn feed(child: &mut Child, writer: &str, most: usize) {
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = writer.to_owned();
    thread::spawn(move || {
        (0..most).find(|number| stdin.write_all(line(&writer, *number).as_bytes()).is_err())
    });
}

/// What became of a process.
pub struct Ended {
    /// What it acknowledged: numbers of items and whence they came.
    pub told: BTreeMap<i64, String>,
    /// Its exit code; none where it was killed.
    pub code: Option<i32>,
    pub errors: String,
}

/// Waits for the end of a process, or kills it after some time.
pub fn end(mut child: Child, after: Option<Duration>) -> Ended {
    let stdout = child.stdout.take().expect("a pipe");
    let stderr = child.stderr.take().expect("a pipe");
    let told = thread::spawn(move || {
        let mut told = BTreeMap::new();
        // A line without an end was cut off by the kill: not acknowledged.
        let mut lines = BufReader::new(stdout);
        let mut line = String::new();
        while lines.read_line(&mut line).is_ok_and(|length| length > 0) && line.ends_with('\n') {
            let value: Value = serde_json::from_str(&line).expect("JSON");
            let source = value["source"].as_str().expect("a source").to_owned();
            told.insert(value["item"].as_i64().expect("a number"), source);
            line.clear();
        }
        told
    });
    let errors = thread::spawn(move || {
        let mut errors = String::new();
        let _ = BufReader::new(stderr).read_to_string(&mut errors);
        errors
    });
    if let Some(after) = after {
        thread::sleep(after);
        child.kill().expect("it is killed");
    }
    let code = child.wait().expect("it ends").code();
    Ended {
        told: told.join().expect("it is read"),
        code,
        errors: errors.join().expect("it is read"),
    }
}

/// The archive opens, is whole, and holds what was acknowledged, with its text.
pub fn holds(folder: &Path, told: &BTreeMap<i64, String>, expected: impl Fn(&str) -> String) {
    whole(folder, told, |stored| assert_eq!(stored.text, expected(&stored.source)));
}

/// The archive opens, is whole, and holds what was acknowledged, each as `check` wants it.
pub fn whole(folder: &Path, told: &BTreeMap<i64, String>, check: impl Fn(&Item)) {
    let archive = Archive::open(folder, Access::Write).expect("it opens");
    let wrong = archive.check(|_| ()).expect("it is checked");
    assert!(wrong.is_empty(), "{wrong:?}");
    for (item, source) in told {
        let stored = archive.get(*item).expect("it is read");
        let stored = stored.unwrap_or_else(|| panic!("{source} was acknowledged and is lost"));
        assert_eq!(&stored.source, source);
        check(&stored);
    }
}

/// The number at the end of `-#17`, from 0.
pub fn number(source: &str) -> usize {
    let number = source.rsplit('#').next().and_then(|number| number.parse::<usize>().ok());
    number.expect("a number") - 1
}
