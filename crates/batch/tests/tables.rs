//! `sayso batch` from files to tables.

mod process;

use std::fs;

use process::{lines, run, sayso, tables};

#[test]
fn dispatches_become_tables() {
    let root = tempfile::tempdir().expect("a folder");
    let input = root.path().join("news.jsonl");
    fs::write(&input, lines(8)).expect("it is written");
    let (input, out) = (input.display().to_string(), root.path().join("out"));
    let shown = out.display().to_string();
    let (code, said) = run(&["batch", &input, "--out", &shown, "--batch", "5"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("fields guessed by their names: text=text,published=issued"), "{said}");
    let tables = tables(&out);
    let count = |table: &str| tables[table].len();
    assert_eq!((count("dispatches"), count("rejected")), (13, 2));
    let names: Vec<&str> = tables.keys().map(String::as_str).collect();
    let mut all: Vec<&str> = sayso_batch::tables::ALL.iter().map(|table| table.name).collect();
    all.sort_unstable();
    assert_eq!(names, all, "every table is there, and nothing of the work is left");
    // Events 0, 3 and 6 were copied, 0 and 4 got a paragraph.
    let copied = |words: &str| tables["copies"].iter().filter(|row| row.contains(words)).count();
    assert_eq!((count("copies"), copied("verbatim")), (5, 3), "{:?}", tables["copies"]);
    let dorn: Vec<&String> = tables["attributions"]
        .iter()
        .filter(|row| row.starts_with("0 | ") && row.contains("We counted 7 cracks"))
        .collect();
    assert_eq!(dorn.len(), 1, "{:?}", tables["attributions"]);
    assert!(dorn[0].contains("[Ilka Dorn]") && dorn[0].contains("direct"), "{}", dorn[0]);
    // Three print it, one of them heard it.
    let origins = tables["statements"].iter().find(|row| row.contains("Lisse will close"));
    assert!(origins.is_some_and(|row| row.contains("| 3 | 1 |")), "{:?}", tables["statements"]);
    // Done is done.
    let before = fs::metadata(out.join("dispatches/part-000000.parquet")).expect("it is there");
    let (code, said) = run(&["batch", &input, "--out", &shown, "--batch", "5"]);
    assert_eq!(code, Some(0), "{said}");
    let after = fs::metadata(out.join("dispatches/part-000000.parquet")).expect("it is there");
    assert_eq!(before.modified().ok(), after.modified().ok());
}

#[test]
fn tables_do_not_depend_on_threads_parts_and_forms() {
    let root = tempfile::tempdir().expect("a folder");
    let input = root.path().join("news.jsonl");
    fs::write(&input, lines(6)).expect("it is written");
    let input = input.display().to_string();
    let made = |name: &str, more: &[&str]| {
        let out = root.path().join(name);
        let shown = out.display().to_string();
        let arguments = [&["batch", &input, "--out", &shown], more].concat();
        let (code, said) = run(&arguments);
        assert_eq!(code, Some(0), "{said}");
        tables(&out)
    };
    let one = made("one", &["--threads", "1", "--batch", "1000"]);
    assert_eq!(one, made("two", &["--threads", "7", "--batch", "2"]));
    let fewer = made("three", &["--tables", "dispatches,times"]);
    assert_eq!(fewer.keys().collect::<Vec<_>>(), ["dispatches", "rejected", "times"]);
    assert_eq!(fewer["times"], one["times"]);
    // Without reading, copies are found by their words alone.
    let unread = made("four", &["--no-read"]);
    let pairs = |rows: &[String]| -> Vec<String> {
        rows.iter().map(|row| row.split(" | ").take(2).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(pairs(&unread["copies"]), pairs(&one["copies"]));
    assert!(!unread.contains_key("attributions"));
}

#[test]
fn trouble_is_told_with_what_to_do() {
    let root = tempfile::tempdir().expect("a folder");
    let input = root.path().join("news.jsonl");
    fs::write(&input, lines(2)).expect("it is written");
    let empty = root.path().join("empty.jsonl");
    fs::write(&empty, "").expect("it is written");
    let (input, empty) = (input.display().to_string(), empty.display().to_string());
    let out = root.path().join("out").display().to_string();
    let (code, said) = run(&["batch", &input, "--out", &out, "--no-read"]);
    assert_eq!(code, Some(0), "{said}");
    for (arguments, why) in [
        (vec!["batch", "/none/such.jsonl", "--out", "x"], "there is no such file"),
        (vec!["batch", &input, "--out", &out], "was begun with --no-read \"true\""),
        (vec!["batch", &input, "--out", &out, "--tables", "speeches"], "no table is called"),
        (vec!["batch", &input, "--out", "y", "--map", "body"], "maps nothing"),
        (vec!["batch", &input, "--out", "y", "--as", "tape"], "no format is called \"tape\""),
        (vec!["batch", &input, "--out", &input], "cannot make the folder"),
        (vec!["batch", &empty, "--out", "z"], "there is no dispatch"),
    ] {
        let output = sayso(&arguments).current_dir(root.path()).output().expect("it starts");
        let said = process::errors(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn other_forms_have_every_dispatch_once() {
    let root = tempfile::tempdir().expect("a folder");
    let input = root.path().join("news.jsonl");
    fs::write(&input, lines(4)).expect("it is written");
    let (input, out) = (input.display().to_string(), root.path().join("out"));
    let shown = out.display().to_string();
    let forms = "jsonld,ninjs,gkg,brat";
    let (code, said) = run(&["batch", &input, "--out", &shown, "--batch", "4", "--format", forms]);
    assert_eq!(code, Some(0), "{said}");
    let read = |form: &str, ending: &str| -> String {
        let part = |part: usize| out.join(form).join(format!("part-{part:06}.{ending}"));
        (0..2).map(|it| fs::read_to_string(part(it)).expect("a part")).collect()
    };
    for form in ["jsonld", "ninjs"] {
        let lines = read(form, "jsonl");
        let values: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(values.len(), 7, "{form}");
        assert!(lines.contains("We counted 7 cracks"), "{form}");
    }
    let records = read("gkg", "gkg.csv");
    assert_eq!(records.lines().count(), 7);
    for line in records.lines() {
        assert_eq!(line.split('\t').count(), 27, "{line}");
    }
    assert!(read("gkg", "attributions.tsv").contains("We counted 7 cracks"));
    let text = out.join("brat/part-000001/000000005.txt");
    assert!(fs::read_to_string(text).expect("a text").contains("mayor"));
    assert!(out.join("brat/annotation.conf").exists());
    assert!(out.join("rejected/part-000000.parquet").exists());
    assert!(!out.join("attributions").exists() && !out.join("copies").exists());
}

#[test]
fn a_dispatch_that_a_form_cannot_hold_is_told() {
    let root = tempfile::tempdir().expect("a folder");
    let input = root.path().join("news.jsonl");
    let dated = r#"{"text": "Ilka Dorn said the bridge was shut.", "issued": "2026-04-02"}"#;
    let dateless = r#"{"text": "Maud Ferrier said the kiln was cold."}"#;
    fs::write(&input, format!("{dated}\n{dateless}\n")).expect("it is written");
    let (input, out) = (input.display().to_string(), root.path().join("out"));
    let shown = out.display().to_string();
    let (code, said) = run(&["batch", &input, "--out", &shown, "--format", "gkg"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("without a record in gkg, since their day of issue is unknown: 1"),
        "{said}"
    );
    let records = fs::read_to_string(out.join("gkg/part-000000.gkg.csv")).expect("a part");
    assert_eq!(records.lines().count(), 1, "{records}");
}
