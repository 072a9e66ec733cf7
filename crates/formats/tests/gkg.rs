//! GKG: a strict reader gets back all that was written; a reader by somebody else reads the same.
//! `.ci/parsers` installs that one.

mod common;

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use sayso_formats::{About, View, gkg, names};
use sayso_read::{Dispatch, EntityKind, Kind, Reading, Time};

/// The dispatches with a day, one with separators and controls everywhere among them.
fn readings() -> Vec<(Dispatch, Reading)> {
    let mut readings: Vec<(Dispatch, Reading)> = common::NAMES.map(common::gold).into();
    // What has no day has no record.
    readings.retain(|(_, reading)| reading.issue.is_some());
    assert!(readings.len() > 5);
    readings.extend([common::small(), nasty()]);
    readings
}

/// Whatever separates, in every place where words of the text go.
fn nasty() -> (Dispatch, Reading) {
    let (dispatch, mut reading) = common::small();
    let text = dispatch.text.replace("The quay 🚢 is open", "The #|;\t🚢\ri,\nop\u{2028}");
    let shift = text.len() - dispatch.text.len();
    assert_eq!(shift, 0, "the spans still hold");
    reading.entities[0].name = "Ilka;Dorn, 2#nd".to_owned();
    reading.entities[2].name = "Norway".to_owned();
    reading.attributions[0].voice.chain[1].name = "Osk\tRadio; \"live\"".to_owned();
    reading.attributions[0].voice.speakers[0].name = "Ilka\nDorn;".to_owned();
    reading.publisher.as_mut().expect("a publisher").name = "Kestrel\tNews\nAgency".to_owned();
    reading.publisher.as_mut().expect("a publisher").byline = vec!["A;B <c> & d".to_owned()];
    (Dispatch { text, ..dispatch }, reading)
}

/// A column as blocks of fields.
fn blocks(column: &str, block: char, field: char) -> Vec<Vec<&str>> {
    if column.is_empty() {
        return Vec::new();
    }
    column.split(block).map(|it| it.split(field).collect()).collect()
}

fn number(field: &str) -> usize {
    assert!(field == "0" || !field.starts_with('0'), "{field}");
    field.parse().expect("a number")
}

fn slice(text: &[char], start: usize, length: usize) -> String {
    text[start..start + length].iter().collect()
}

/// A blank for each character that separates or ends a line.
fn blanked(words: &str, separators: &[char]) -> String {
    let blank = |it: char| {
        it.is_control() || matches!(it, '\u{2028}' | '\u{2029}') || separators.contains(&it)
    };
    words.chars().map(|it| if blank(it) { ' ' } else { it }).collect()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn columns(record: &str) -> Vec<&str> {
    let line = record.strip_suffix('\n').expect("a line end");
    assert!(!line.contains(['\n', '\r', '\u{85}', '\u{2028}']), "one line");
    let columns: Vec<&str> = line.split('\t').collect();
    assert_eq!(columns.len(), 27);
    columns
}

#[test]
fn a_small_dispatch() {
    let (dispatch, reading) = common::small();
    let view = View::new("small.txt", &dispatch, &reading).with_about(common::about());
    let record = gkg::write(&view, 7).expect("a day");
    let mut shown = String::new();
    for (number, column) in columns(&record).iter().enumerate().filter(|(_, it)| !it.is_empty()) {
        writeln!(shown, "{:2} {column}", number + 1).expect("a string takes all");
    }
    shown.push_str(gkg::COMPANION_HEADER);
    shown.push_str(&gkg::companion(&view, 7).expect("a day"));
    insta::assert_snapshot!(shown);
}

#[test]
fn without_a_day_there_is_no_record() {
    let (dispatch, mut reading) = common::small();
    reading.issue = None;
    let view = View::new("small.txt", &dispatch, &reading);
    assert_eq!((gkg::write(&view, 1), gkg::companion(&view, 1)), (None, None));
}

#[test]
fn a_strict_reader_gets_back_all_that_was_written() {
    for (at, (dispatch, reading)) in readings().iter().enumerate() {
        let view = View::new("a\tname.txt", dispatch, reading);
        let record = gkg::write(&view, at).expect("a day");
        check(&columns(&record), at, dispatch, reading);
        let with = View::new("a name.txt", dispatch, reading).with_about(common::about());
        let record = gkg::write(&with, at).expect("a day");
        assert_eq!(columns(&record)[2..5], ["1", "kna.example", "https://kna.example/halm?a=1"]);
    }
}

fn check(columns: &[&str], at: usize, dispatch: &Dispatch, reading: &Reading) {
    let text: Vec<char> = dispatch.text.chars().collect();
    let day = reading.issue.as_ref().expect("a day").day.replace('-', "");
    assert_eq!(columns[1], format!("{day}000000"));
    assert_eq!(columns[0], format!("{}-{at}", columns[1]));
    assert_eq!((columns[2], columns[4]), ("2", "a name.txt"));
    for empty in [5, 6, 7, 8, 15, 17, 18, 19, 20, 21, 24, 25] {
        assert_eq!(columns[empty], "", "column {}", empty + 1);
    }

    // Names: each entity of the kind once, each mention at its place.
    let clean = |name: &str| one_line(&blanked(name, &[';', ',', '#']));
    let entities = |wanted: &dyn Fn(EntityKind) -> bool| -> (Vec<String>, Vec<(usize, String)>) {
        let mut names = Vec::new();
        let mut mentions = Vec::new();
        for entity in reading.entities.iter().filter(|entity| wanted(entity.kind)) {
            let name = clean(&entity.name);
            if !names.contains(&name) {
                names.push(name.clone());
            }
            let offset = |at: usize| dispatch.text[..at].chars().count();
            mentions.extend(entity.mentions.iter().map(|it| (offset(it.start()), name.clone())));
        }
        mentions.sort();
        (names, mentions)
    };
    let listed = |column: &str| -> Vec<String> {
        blocks(column, ';', '\0').into_iter().map(|block| block[0].to_owned()).collect()
    };
    let mentioned = |column: &str| -> Vec<(usize, String)> {
        let blocks = blocks(column, ';', ',');
        blocks
            .iter()
            .map(|it| {
                let [name, offset] = it.as_slice() else { panic!("{it:?}") };
                (number(offset), (*name).to_owned())
            })
            .collect()
    };
    let (persons, person_mentions) = entities(&|kind| kind == EntityKind::Person);
    assert_eq!((listed(columns[11]), mentioned(columns[12])), (persons, person_mentions));
    let body = |kind| !matches!(kind, EntityKind::Person | EntityKind::Place);
    let (bodies, body_mentions) = entities(&body);
    assert_eq!((listed(columns[13]), mentioned(columns[14])), (bodies, body_mentions));
    assert_eq!(mentioned(columns[23]), entities(&|_| true).1);

    // Places: countries alone, which need no guess.
    for (column, width) in [(9, 7), (10, 9)] {
        for block in blocks(columns[column], ';', '#') {
            assert_eq!((block.len(), block[0], block[1], block[2]), (width, "1", "Norway", "NO"));
        }
    }
    let norway = reading.entities.iter().any(|entity| entity.name == "Norway");
    assert_eq!(columns[10].is_empty(), !norway);

    // Quotations: each piece of direct speech at its place, as long as it says.
    let direct = reading.attributions.iter().filter(|found| found.kind == Kind::Direct);
    let pieces: Vec<_> =
        direct.flat_map(|found| found.content.iter().map(move |it| (found, it))).collect();
    let quotations = blocks(columns[22], '#', '|');
    assert_eq!(quotations.len(), pieces.len());
    for (fields, (found, piece)) in quotations.iter().zip(pieces) {
        let [offset, length, verb, quote] = fields.as_slice() else { panic!("{fields:?}") };
        let (offset, length) = (number(offset), number(length));
        assert_eq!(quote.chars().count(), length);
        let words = slice(&text, offset, length);
        assert_eq!(words, piece.of(&dispatch.text));
        assert_eq!(*quote, blanked(&words, &['#', '|']));
        let cue: Vec<&str> = found.cue.iter().map(|it| it.of(&dispatch.text)).collect();
        assert_eq!(*verb, one_line(&blanked(&cue.join(" "), &['#', '|'])));
    }

    // Dates: in the order of the text.
    let mut last = 0;
    for fields in blocks(columns[16], ';', '#') {
        let [resolution, month, day, year, offset] = fields.as_slice() else {
            panic!("{fields:?}")
        };
        let offset = number(offset);
        let here = |time: &&Time| dispatch.text[..time.span.start()].chars().count() == offset;
        let time = reading.times.iter().find(here).expect("a time expression there");
        let (month, day, year) = (number(month), number(day), number(year));
        let written = match *resolution {
            "1" => format!("{year:04}"),
            "2" => format!("{year:04}-{month:02}"),
            "3" => format!("{year:04}-{month:02}-{day:02}"),
            "4" => format!("XXXX-{month:02}-{day:02}"),
            other => panic!("{other}"),
        };
        assert!(time.value.split('/').any(|value| value.starts_with(&written)), "{}", time.value);
        assert!(last <= offset);
        last = offset;
    }
    let plain =
        |time: &&Time| time.kind == "DATE" && time.value.len() == 10 && !time.value.contains('W');
    assert!(blocks(columns[16], ';', '#').len() >= reading.times.iter().filter(plain).count());
}

#[test]
fn the_companion_tells_the_rest() {
    let width = gkg::COMPANION_HEADER.split('\t').count();
    for (at, (dispatch, reading)) in readings().iter().enumerate() {
        let view = View::new("name", dispatch, reading);
        let record = gkg::write(&view, at).expect("a day");
        let quotations = blocks(columns(&record)[22], '#', '|');
        let text: Vec<char> = dispatch.text.chars().collect();
        let companion = gkg::companion(&view, at).expect("a day");
        assert_eq!(companion.lines().count(), reading.attributions.len());
        let mut next = 0;
        for (line, found) in companion.lines().zip(&reading.attributions) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), width, "{line}");
            assert_eq!(fields[0], columns(&record)[0]);
            assert_eq!(
                (fields[3], fields[4]),
                (names::kind(found.kind), names::polarity(found.polarity))
            );
            let chain: Vec<String> =
                found.voice.chain.iter().map(|hand| blanked(&hand.name, &[';'])).collect();
            assert_eq!(fields[15], chain.join(";"));
            let pieces: Vec<(usize, usize)> = blocks(fields[14], ';', '+')
                .iter()
                .map(|it| (number(it[0]), number(it[1])))
                .collect();
            let words: Vec<String> = pieces
                .iter()
                .map(|(start, length)| blanked(&slice(&text, *start, *length), &[';']))
                .collect();
            assert_eq!(fields[11], words.join(";"));
            let own = blocks(fields[2], ';', ' ');
            let direct = found.kind == Kind::Direct;
            assert_eq!(own.len(), if direct { pieces.len() } else { 0 });
            for (quotation, (start, length)) in own.iter().zip(&pieces) {
                assert_eq!(number(quotation[0]), next);
                let there = &quotations[next];
                assert_eq!((number(there[0]), number(there[1])), (*start, *length));
                next += 1;
            }
        }
        assert_eq!(next, quotations.len(), "every quotation belongs to an attribution");
    }
}

#[test]
fn another_reader_reads_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parsers = root.join("../../target/parsers");
    if !parsers.join("installed").exists() {
        eprintln!("skipped: no reader of GDELT's records in target/parsers; run .ci/parsers");
        return;
    }
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("records.gkg.csv");
    let (mut records, mut expected) = (String::new(), Vec::new());
    for (at, (dispatch, reading)) in readings().iter().enumerate() {
        let about = if at % 2 == 0 { common::about() } else { About::default() };
        let view = View::new("name", dispatch, reading).with_about(about);
        let record = gkg::write(&view, at).expect("a day");
        let columns = columns(&record);
        for it in blocks(columns[22], '#', '|') {
            let quote = one_line(it[3]).to_lowercase();
            expected
                .push(format!("{}|quotation|{}|{}|{}|{quote}", columns[0], it[0], it[1], it[2]));
        }
        for it in blocks(columns[16], ';', '#') {
            expected.push(format!("{}|date|{}", columns[0], it.join("|")));
        }
        for it in blocks(columns[23], ';', ',') {
            expected.push(format!("{}|name|{}|{}", columns[0], it[0].to_lowercase(), it[1]));
        }
        for it in blocks(columns[10], ';', '#') {
            expected.push(format!(
                "{}|place|{}|{}|{}",
                columns[0],
                it[1].to_lowercase(),
                it[2],
                it[8]
            ));
        }
        let authors = reading.publisher.as_ref().map_or(0, |publisher| publisher.byline.len());
        expected.push(format!("{}|authors|{authors}", columns[0]));
        records.push_str(&record);
    }
    std::fs::write(&file, records).expect("it is written");
    let output = Command::new(parsers.join("venv/bin/python"))
        .arg(root.join("tests/gkg/check.py"))
        .args([&file, &parsers])
        .output()
        .expect("the reader starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(found.lines().collect::<Vec<_>>(), expected);
}
