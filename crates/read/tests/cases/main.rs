//! The hard cases: our own sentences with the answer wanted, and close misses.
//!
//! Prints how many pass and fails when a group falls under its floor (`floor.toml`).
//! `cargo test -p sayso-read --test cases -- --faults` tells what went wrong where;
//! `--weights=FILE` reads with other weights.

mod case;
mod matching;
#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use case::Case;
use matching::{check, judge, trespasses};
use sayso_model::Model;
use sayso_read::{Dispatch, Reader};
use serde::Deserialize;

/// What must pass at least, in counts.
#[derive(Deserialize)]
struct Floor {
    /// Examples by group.
    examples: BTreeMap<String, usize>,
    /// Attributions linked, of all groups.
    linked: usize,
    /// Close misses left alone, of all groups.
    misses: usize,
}

/// Passed of all.
#[derive(Clone, Copy, Default)]
struct Rate(usize, usize);

impl Rate {
    fn add(&mut self, passed: usize, all: usize) {
        self.0 += passed;
        self.1 += all;
    }

    fn show(self) -> String {
        format!("{}/{}", self.0, self.1)
    }
}

/// What is counted by case, by group and in all.
#[derive(Clone, Copy, Default)]
struct Tally {
    examples: Rate,
    linked: Rate,
    exact: Rate,
    voices: Rate,
    misses: Rate,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.examples.add(other.examples.0, other.examples.1);
        self.linked.add(other.linked.0, other.linked.1);
        self.exact.add(other.exact.0, other.exact.1);
        self.voices.add(other.voices.0, other.voices.1);
        self.misses.add(other.misses.0, other.misses.1);
    }

    fn print(&self, name: &str) {
        let Tally { examples, linked, exact, voices, misses } = self;
        println!(
            "{name:44} {:>9} {:>9} {:>9} {:>9} {:>9}",
            examples.show(),
            linked.show(),
            exact.show(),
            voices.show(),
            misses.show()
        );
    }
}

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--list") {
        println!("hard_cases: test");
        return ExitCode::SUCCESS;
    }
    let faults = std::env::args().any(|argument| argument == "--faults");
    let weights = std::env::args().find_map(|argument| {
        let file = argument.strip_prefix("--weights=")?;
        Some(std::fs::read(file).expect("a file of weights"))
    });
    let reader = match weights {
        Some(bytes) => Reader::new(Model::load(bytes.leak()).expect("weights")),
        None => support::reader(),
    };
    let mut groups: BTreeMap<String, Tally> = BTreeMap::new();
    let mut all = Tally::default();
    println!(
        "\n{:44} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "hard cases", "pass", "linked", "exact", "voices", "misses"
    );
    for case in cases() {
        let tally = run(&case, &reader, faults);
        tally.print(&format!("{:2} {}", case.number, case.title));
        groups.entry(case.group).or_default().add(&tally);
        all.add(&tally);
    }
    println!();
    for (name, tally) in &groups {
        tally.print(name);
    }
    all.print("all");
    let percent = |rate: Rate| 100.0 * rate.0 as f64 / rate.1.max(1) as f64;
    println!(
        "{:.1} % of the examples pass, {:.1} % of the close misses are left alone",
        percent(all.examples),
        percent(all.misses)
    );
    let fallen = under_floor(&groups, &all);
    for line in &fallen {
        eprintln!("under the floor: {line}");
    }
    if fallen.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases"))
}

fn cases() -> Vec<Case> {
    let entries = std::fs::read_dir(folder()).expect("the cases lie beside this file");
    let mut cases: Vec<Case> = entries
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .filter(|path| !path.ends_with("floor.toml"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a case is text");
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect();
    cases.sort_by_key(|case| case.number);
    let numbers: Vec<u32> = cases.iter().map(|case| case.number).collect();
    assert_eq!(numbers, (1..=37).collect::<Vec<_>>(), "a case is missing or stands twice");
    for case in &cases {
        check(case);
        assert!(case.examples.len() >= 3, "case {} has too few examples", case.number);
        assert!(!case.misses.is_empty(), "case {} has no close miss", case.number);
    }
    cases
}

fn run(case: &Case, reader: &Reader, faults: bool) -> Tally {
    let dispatch = |text: &str| Dispatch {
        publisher: Some("Northern Ledger".to_owned()),
        ..Dispatch::new(text)
    };
    let mut tally = Tally::default();
    for example in &case.examples {
        let outcome = judge(example, &reader.read(&dispatch(&example.text)));
        tally.examples.add(usize::from(outcome.faults.is_empty()), 1);
        tally.linked.add(outcome.linked, outcome.wanted);
        tally.exact.add(outcome.exact, outcome.wanted);
        tally.voices.add(outcome.voices_right, outcome.voices);
        for fault in outcome.faults.iter().filter(|_| faults) {
            println!("   {} | {fault}", example.text.trim().replace('\n', " ¶ "));
        }
    }
    for miss in &case.misses {
        let found = trespasses(miss, &reader.read(&dispatch(&miss.text)));
        tally.misses.add(usize::from(found.is_empty()), 1);
        for fault in found.iter().filter(|_| faults) {
            println!("   {} | must not fire: {fault}", miss.text.trim().replace('\n', " ¶ "));
        }
    }
    tally
}

/// What passes less than it did when the floor was written.
fn under_floor(groups: &BTreeMap<String, Tally>, all: &Tally) -> Vec<String> {
    let text = std::fs::read_to_string(folder().join("floor.toml")).expect("the floor is text");
    let floor: Floor = toml::from_str(&text).expect("the floor is TOML");
    let mut fallen = Vec::new();
    let mut compare = |name: &str, passed: usize, least: usize| {
        if passed < least {
            fallen.push(format!("{name}: {passed} pass, {least} did"));
        }
    };
    for (name, tally) in groups {
        let least = floor.examples.get(name).unwrap_or_else(|| panic!("{name} has no floor"));
        compare(name, tally.examples.0, *least);
    }
    compare("linked", all.linked.0, floor.linked);
    compare("close misses", all.misses.0, floor.misses);
    fallen
}
