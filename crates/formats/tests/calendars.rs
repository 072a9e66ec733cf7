//! Independent parsers understand our calendars as we mean them. `.ci/parsers` installs them.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use sayso_formats::{View, diary, ics};

fn installed() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/parsers");
    folder.join("installed").exists().then_some(folder)
}

fn lines(command: &mut Command) -> Vec<String> {
    let output = command.output().expect("the parser starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[test]
fn three_parsers_understand_the_same() {
    let Some(parsers) = installed() else {
        eprintln!("skipped: no calendar parsers in target/parsers; run .ci/parsers");
        return;
    };
    let mut entries = Vec::new();
    for name in common::NAMES {
        let (dispatch, reading) = common::gold(name);
        entries.extend(diary::entries(&View::new(name, &dispatch, &reading)));
    }
    let nasty = "Day of the stork; \\ river, \"bell\" \u{1f6a2} – 鸛の帰還 ".repeat(4);
    entries[0].entry.what = nasty.trim().to_owned();
    entries[1].entry.status = "confirmed".to_owned();
    diary::sort(&mut entries);
    let calendar = ics::write(&entries);
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("diary.ics");
    std::fs::write(&file, &calendar.text).expect("it is written");

    // The path of an environment's python must not be resolved: it tells where the packages are.
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendars");
    let mut found =
        lines(Command::new(parsers.join("venv/bin/python")).arg(tests.join("check.py")).arg(&file));
    found.extend(lines(
        Command::new("node")
            .arg(tests.join("check.mjs"))
            .arg(&file)
            .arg(parsers.canonicalize().expect("the folder is there")),
    ));
    let of = |parser: &str| -> Vec<String> {
        let mut lines: Vec<String> = found
            .iter()
            .filter_map(|line| line.strip_prefix(parser)?.strip_prefix('|').map(str::to_owned))
            .collect();
        lines.sort();
        lines
    };
    let events = calendar.text.matches("BEGIN:VEVENT").count();
    let first = of("icalendar");
    assert!(events > 5 && first.len() == events, "{found:?}");
    assert_eq!(first, of("ical"));
    assert_eq!(first, of("ical.js"));
    assert!(first.iter().any(|line| line.ends_with(nasty.trim())), "{first:?}");
    assert!(first.iter().any(|line| line.contains("|CONFIRMED|")), "{first:?}");
    assert!(first.iter().any(|line| line.contains("|CANCELLED|")), "{first:?}");
    assert!(first.iter().any(|line| line.contains("|2026-04-21|2026-04-24|")), "{first:?}");
}
