//! Writes times, day of issue and diary of every `NN.txt` of a folder for `score_dispatches.py`.
//!
//! usage: diary IN_DIR OUT_DIR

use sayso_read::{DiaryStatus, Dispatch, Reader};
use sayso_text::CharIndex;
use std::{env, fs, path::Path};

fn main() {
    let mut args = env::args().skip(1);
    let input = args.next().expect("a folder to read");
    let output = args.next().expect("a folder to write");
    fs::create_dir_all(&output).expect("a folder to write");
    for entry in fs::read_dir(&input).expect("a folder to read").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|end| end != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        let mut dispatch = Dispatch::new(text.clone());
        if let Ok(gold) = fs::read_to_string(path.with_extension("json")) {
            let gold: serde_json::Value = serde_json::from_str(&gold).expect("JSON");
            let given = gold.pointer("/given/issued").and_then(|day| day.as_str());
            dispatch.issued = given.map(|day| {
                let mut parts = day.split('-').map(|part| part.parse::<i16>().expect("a number"));
                let mut next = || parts.next().expect("a date");
                (next(), next() as i8, next() as i8)
            });
        }
        let reading = Reader::rules_only().read(&dispatch);
        let index = CharIndex::new(&text);
        let some = |day: &str| (!day.is_empty()).then(|| day.to_owned());
        let times: Vec<_> = reading.times.iter().map(|time| serde_json::json!({
            "start": index.character(time.span.start()), "end": index.character(time.span.end()),
            "text": time.span.of(&text), "value": time.value,
        })).collect();
        let diary: Vec<_> = reading.diary.iter().map(|entry| serde_json::json!({
            "what": entry.what.of(&text), "start": some(&entry.start), "end": some(&entry.end),
            "where": entry.place.map(|place| place.of(&text)),
            "status": match entry.status {
                DiaryStatus::Announced => "announced",
                DiaryStatus::Confirmed => "confirmed",
                DiaryStatus::Cancelled => "cancelled",
                DiaryStatus::Moved => "moved",
            },
        })).collect();
        let said: Vec<_> = reading
            .attributions
            .iter()
            .filter_map(|one| {
                Some(serde_json::json!({
                    "cue": one.cue.first()?.of(&text), "said": reading.times[one.said?].value,
                }))
            })
            .collect();
        let written = serde_json::json!({
            "times": times, "diary": diary, "said": said,
            "dispatch": { "issued": reading.issue.as_ref().map(|issue| issue.day.clone()),
                "issued_evidence": reading.issue.map(|issue| issue.evidence) },
        });
        let name = Path::new(&output).join(path.with_extension("json").file_name().expect("name"));
        fs::write(name, serde_json::to_string_pretty(&written).expect("JSON")).expect("written");
    }
}
