//! Writes the times of every `NAME.txt` of a folder as `NAME.json` for `score_times.py`.
//!
//! usage: times IN_DIR OUT_DIR (the day of issue is read from `IN_DIR/NAME.json`)

use sayso_calendar::{Context, read};
use sayso_text::CharIndex;
use std::time::Instant;
use std::{env, fs, path::Path};

fn main() {
    let mut args = env::args().skip(1);
    let input = args.next().expect("a folder to read");
    let output = args.next().expect("a folder to write");
    fs::create_dir_all(&output).expect("a folder to write");
    let (mut words, mut spent) = (0, 0.0);
    for entry in fs::read_dir(&input).expect("a folder to read").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|end| end != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        let gold: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(path.with_extension("json")).expect("gold"))
                .expect("JSON");
        let given = gold.pointer("/given/issued").or_else(|| gold.get("issued"));
        let given = given.and_then(|day| day.as_str()).and_then(|day| day.get(..10)?.parse().ok());
        let context = Context { issued: given, ..Context::default() };
        let start = Instant::now();
        let calendar = read(&text, &context);
        spent += start.elapsed().as_secs_f64();
        words += text.split_whitespace().count();
        let index = CharIndex::new(&text);
        let times: Vec<_> = calendar
            .times
            .iter()
            .map(|time| {
                serde_json::json!({
                    "start": index.character(time.span.start()), "end": index.character(time.span.end()),
                    "text": time.span.of(&text), "type": time.kind.name(), "value": time.value,
                    "others": time.others, "reason": time.reason,
                })
            })
            .collect();
        let issue = calendar.issue;
        let written = serde_json::json!({
            "times": times,
            "dispatch": {
                "issued": issue.as_ref().map(|issue| issue.day.to_string()),
                "issued_evidence": issue.map(|issue| issue.evidence).unwrap_or_default(),
            },
        });
        let name = Path::new(&output).join(path.with_extension("json").file_name().expect("name"));
        fs::write(name, serde_json::to_string_pretty(&written).expect("JSON")).expect("written");
    }
    eprintln!("{words} words, {:.0} words/s", words as f64 / spent);
}
