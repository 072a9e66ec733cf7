//! Dispatches of our own, and tables as text.

#![allow(dead_code, reason = "each test uses some of it")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

const TOWNS: [&str; 8] = ["Lisse", "Halm", "Brenn", "Orvik", "Tamsel", "Quarne", "Dolmen", "Veska"];
const PEOPLE: [&str; 8] = [
    "Ilka Dorn",
    "Pavel Ostry",
    "Renate Solm",
    "Jonas Kell",
    "Maud Ferrier",
    "Tibor Lang",
    "Anouk Reis",
    "Edda Voss",
];

const THINGS: [&str; 7] =
    ["bridge", "library", "reservoir", "tramway", "orchard", "kiln", "lighthouse"];
const FAULTS: [&str; 5] = ["cracks", "leaks", "hornets", "forged seals", "sinkholes"];

/// A dispatch on an event; those of two events have few words in common.
pub fn text(event: usize) -> String {
    let (town, who) = (TOWNS[event % 8], PEOPLE[(event + event / 8) % 8]);
    let (thing, fault) = (THINGS[event % 7], FAULTS[event % 5]);
    let first = match event % 3 {
        0 => format!("{town} will close its old {thing} for {} weeks", event + 2),
        1 => format!("The {thing} of {town} stays shut until autumn"),
        _ => format!("Nobody may enter the {thing} at {town} any more"),
    };
    format!(
        "{first} since {fault} were found there, mayor {who} said on Tuesday.\n\n\"We counted {} \
         {fault} near the {thing} and nobody slept,\" {who} told reporters. {town} expects to pay \
         {} crowns, according to the {thing} wardens.",
        3 * event + 7,
        event * 17 + 11
    )
}

/// Dispatches as JSON Lines: each event once, every third copied word for word by another outlet,
/// every fourth with a paragraph more; and two lines that are broken.
pub fn lines(events: usize) -> String {
    let mut lines = Vec::new();
    let mut add = |id: String, outlet: &str, hour: usize, text: String| {
        let issued = format!("2026-04-{:02}T{:02}:00:00Z", 1 + hour / 24 % 28, hour % 24);
        lines.push(
            serde_json::json!({"id": id, "outlet": outlet, "issued": issued, "text": text})
                .to_string(),
        );
    };
    for event in 0..events {
        add(format!("{event}-a"), "Kestrel News Agency", event, text(event));
        if event % 3 == 0 {
            add(format!("{event}-b"), "Daily Bell", event + 2, text(event));
        }
        if event % 4 == 0 {
            let more = "Shops on the quay fear for their trade. Nobody has asked the ferrymen.";
            add(
                format!("{event}-c"),
                "Orvik Post",
                event + 3,
                format!("{}\n\n{more}", text(event)),
            );
        }
    }
    lines.insert(lines.len() / 2, "{\"text\": \"cut o".to_owned());
    lines.push("{\"nothing\": 1}".to_owned());
    lines.join("\n") + "\n"
}

/// Every row of every table of a folder, as text, in order; by table.
pub fn tables(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let mut tables = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("there is a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let mut rows = rows(&path);
            rows.sort();
            tables.insert(name, rows);
        }
    }
    tables
}

/// The rows of a table, as text.
pub fn rows(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("there is a folder") {
        let path = entry.expect("an entry").path();
        assert_eq!(path.extension().and_then(|it| it.to_str()), Some("parquet"), "{path:?}");
        let file = File::open(&path).expect("it opens");
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("it is Parquet");
        for batch in reader.build().expect("it is read") {
            let batch = batch.expect("it is whole");
            let options = FormatOptions::default().with_null("null");
            let columns: Vec<ArrayFormatter<'_>> = batch
                .columns()
                .iter()
                .map(|column| ArrayFormatter::try_new(column, &options).expect("it is shown"))
                .collect();
            for row in 0..batch.num_rows() {
                let cells: Vec<String> =
                    columns.iter().map(|column| column.value(row).to_string()).collect();
                found.push(cells.join(" | "));
            }
        }
    }
    found
}
