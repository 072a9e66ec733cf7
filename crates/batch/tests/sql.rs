//! `sayso sql`: the reader in queries.

mod process;

use std::fs;

use process::{errors, lines, run, sayso};

fn asked(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = sayso(&[&["sql"], arguments].concat()).output().expect("it starts");
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.code(), out, errors(&output))
}

#[test]
fn inputs_are_asked_with_the_reader() {
    let root = tempfile::tempdir().expect("a folder");
    let input = root.path().join("news.jsonl");
    fs::write(&input, lines(4)).expect("it is written");
    let input = input.display().to_string();
    let query = "select number, source, kind from read(articles) \
                 where outlet = 'Daily Bell' and content like 'We counted%' order by number";
    let (code, out, said) = asked(&[query, &input]);
    assert_eq!(code, Some(0), "{said}");
    let both = "{\"number\":1,\"source\":\"Ilka Dorn\",\"kind\":\"direct\"}\n\
                {\"number\":6,\"source\":\"Jonas Kell\",\"kind\":\"direct\"}\n";
    assert_eq!(out, both);
    assert!(said.contains("some records could not be read"), "{said}");
    let query = "select read(text, '2030-01-01')['day'] as day, \
                 cardinality(read(text)['attributions']) > 1 as told from bells limit 1";
    let (code, out, said) =
        asked(&[query, "--table", &format!("bells={input}"), "--format", "csv"]);
    assert_eq!((code, out.as_str()), (Some(0), "day,told\n2030-01-01,true\n"), "{said}");
    for (query, code, why) in [
        ("select 1 from articles where false", 1, ""),
        ("select from", 2, "SQL"),
        ("select * from read(nothing)", 2, "the tables with a text are articles"),
        ("select read() from articles", 2, "one to three arguments"),
    ] {
        let (found, _, said) = asked(&[query, &input]);
        assert_eq!(found, Some(code), "{query}: {said}");
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn tables_of_a_batch_are_asked_and_answer_as_the_reader_does() {
    let root = tempfile::tempdir().expect("a folder");
    let input = root.path().join("news.jsonl");
    fs::write(&input, lines(4)).expect("it is written");
    let (input, out) = (input.display().to_string(), root.path().join("out").display().to_string());
    let (code, said) = run(&["batch", &input, "--out", &out]);
    assert_eq!(code, Some(0), "{said}");
    let columns = "number, attribution, source, content, content_spans, speakers, confidence";
    let query = |table: &str| format!("select {columns} from {table} order by number, attribution");
    let (_, kept, _) = asked(&[&query("attributions"), "--tables", &out]);
    let (_, read, _) = asked(&[&query("read(articles)"), &input]);
    assert_eq!(kept, read);
    assert!(kept.lines().count() > 10, "{kept}");
}

#[test]
fn an_archive_is_asked() {
    let root = tempfile::tempdir().expect("a folder");
    let archive = root.path().join("archive");
    {
        use sayso_archive::{Access, Archive, NewItem, NewReading};
        let mut kept = Archive::open(&archive, Access::Create).expect("it is made");
        let now = "2026-04-14T12:00:00Z".parse().expect("a time");
        let item = NewItem::text("a test", process::text(1), now);
        kept.add(vec![item]).expect("it is kept");
        let item = kept.items(0, 1).expect("it is there").remove(0);
        let reading = sayso_batch::functions::reader().expect("a model").read(&item.dispatch());
        let new = NewReading { item: &item, reading: &reading, marks: None };
        kept.store_readings(&[new], "test", now).expect("it is kept");
    }
    let archive = archive.display().to_string();
    let query = "select i.input, a.source from items i join attributions a using (number) \
                 where a.content like 'We counted%'";
    let (code, out, said) = asked(&[query, "--archive", &archive]);
    let row = "{\"input\":\"a test\",\"source\":\"Pavel Ostry\"}\n";
    assert_eq!((code, out.as_str()), (Some(0), row), "{said}");
    let (code, _, said) = asked(&["select 1", "--archive", &root.path().display().to_string()]);
    assert_eq!(code, Some(2), "{said}");
}
