//! The scorers against the Python programs that define the figures, over worsened gold.
//!
//! Skipped where `../shared` or Python is not at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sayso_eval::figure::Figure;
use sayso_eval::folders::{self, files, stem};
use serde_json::{Value, json};

/// `../shared`, beside the repository or beside the clone's parent.
fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let python = Command::new("python3").arg("--version").output().is_ok();
    if !root.join("eval").is_dir() || !python {
        eprintln!("skipped: ../shared or python3 is not here");
        return None;
    }
    Some(root)
}

fn python(shared: &Path, program: &str, arguments: &[&Path]) -> String {
    let output = Command::new("python3")
        .arg(shared.join("eval").join(program))
        .args(arguments)
        .output()
        .expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

/// Python rounds halves to even, we round them up: the last digit may differ by one.
fn assert_same(name: &str, ours: f64, theirs: f64) {
    assert!((ours - theirs).abs() < 0.0101, "{name}: {ours}, not {theirs}");
}

fn assert_figure(name: &str, ours: Figure, theirs: &Value) {
    let of = |key: &str| theirs[key].as_f64().expect("a number");
    assert_same(name, ours.p, of("p"));
    assert_same(name, ours.r, of("r"));
    assert_same(name, ours.f1, of("f1"));
}

#[test]
fn attributions() {
    let Some(shared) = shared() else { return };
    let (gold, texts) = (shared.join("polnear/dev/attributions"), shared.join("polnear/dev/text"));
    let found = tempfile::tempdir().expect("a folder");
    for path in files(&gold, "ann").expect("gold") {
        // The article's name, whoever annotated it: a later annotator's overwrites the gold's.
        let name = stem(&path);
        let article = name.rsplit_once('_').map_or(name.as_str(), |(article, _)| article);
        let worse = worsen_standoff(&fs::read_to_string(&path).expect("gold is text"));
        fs::write(found.path().join(format!("{article}.ann")), worse).expect("a file");
    }
    let theirs = python(&shared, "score_attributions.py", &[&gold, found.path(), &texts]);
    let theirs: Value = serde_json::from_str(&theirs).expect("JSON");
    let ours = folders::attributions(&gold, found.path(), &texts).expect("figures");
    assert_eq!(
        (json!(ours.gold), json!(ours.predicted)),
        (theirs["gold"].clone(), theirs["predicted"].clone())
    );
    for (name, figure) in ours.named() {
        assert_figure(name, figure, &theirs[name]);
    }
    assert!(ours.linked.f1 > 50.0 && ours.linked.f1 < 99.0, "{}", ours.linked.f1);
}

/// Moves some spans, drops some attributions, nests some.
fn worsen_standoff(standoff: &str) -> String {
    let mut lines = Vec::new();
    for (n, line) in standoff.lines().enumerate() {
        let columns: Vec<&str> = line.split('\t').collect();
        if line.starts_with('T') && n % 5 == 0 {
            let (role, place) = columns[1].split_once(' ').expect("a role and its place");
            let mut numbers = place.split([' ', ';']).map(|n| n.parse::<usize>().expect("a place"));
            let (start, end) = (numbers.next().expect("start"), numbers.next_back().expect("end"));
            lines.push(format!("{}\t{role} {} {}\tx", columns[0], start + 9 * (n % 4), end + 20));
        } else if line.starts_with('E') && n % 7 == 0 {
            lines.push(format!("A{n}\tNested {}", columns[0]));
            lines.push(line.to_owned());
        } else if !(line.starts_with('E') && n % 11 == 0) {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n")
}

#[test]
fn dispatches() {
    let Some(shared) = shared() else { return };
    let gold = shared.join("dispatches");
    let found = tempfile::tempdir().expect("a folder");
    for path in files(&gold, "json").expect("gold") {
        let gold: Value = serde_json::from_str(&fs::read_to_string(&path).expect("gold is text"))
            .expect("gold is JSON");
        let name = path.file_name().expect("a name");
        fs::write(found.path().join(name), worsen(gold).to_string()).expect("a file");
    }
    let theirs = python(&shared, "score_dispatches.py", &[&gold, found.path()]);
    let (ours, _) = folders::dispatches(&gold, found.path()).expect("figures");
    let row = |key: &str| {
        let line = theirs
            .lines()
            .find(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with("  ")));
        line.unwrap_or_else(|| panic!("no {key} in {theirs}"))[key.len()..].trim().to_owned()
    };
    for (key, figure) in [
        ("linked", ours.linked),
        ("times strict", ours.times_strict),
        ("times value", ours.times_value),
        ("diary", ours.diary),
    ] {
        let row = row(key);
        let numbers: Vec<f64> = row.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        let theirs = json!({"p": numbers[0], "r": numbers[1], "f1": numbers[2]});
        assert_figure(key, figure, &theirs);
        assert!(figure.f1 > 40.0 && figure.f1 < 99.0, "{key} {}", figure.f1);
    }
    for (key, value) in [
        ("gold", ours.gold as f64),
        ("predicted", ours.predicted as f64),
        ("kind", ours.kind),
        ("polarity", ours.polarity),
        ("anonymous", ours.anonymous),
        ("speaker", ours.speaker),
        ("chain", ours.chain),
        ("nested_in", ours.nested_in),
        ("linked with the right speaker, of all gold", ours.speaker_of_gold),
        ("linked with the right chain, of all gold", ours.chain_of_gold),
    ] {
        assert_same(key, value, row(key).parse().expect("a number"));
        assert!(value < 100.0 || value == value.trunc(), "{key} is not tried");
    }
    let [right, all] = ours.long_chains;
    assert_eq!(row("chains of 3 or more"), format!("{right}/{all}"));
    assert_eq!(row("issued"), format!("{}/{}", ours.issued, ours.files));
    assert_eq!(row("publisher"), format!("{}/{}", ours.publisher, ours.files));
}

/// Spoils a gold reading in every aspect that is scored.
fn worsen(mut reading: Value) -> Value {
    let list = |reading: &mut Value, key: &str| -> Vec<Value> {
        reading[key].as_array_mut().map(std::mem::take).unwrap_or_default()
    };
    let mut attributions = list(&mut reading, "attributions");
    for (n, attribution) in attributions.iter_mut().enumerate() {
        match n % 9 {
            0 => attribution["kind"] = json!("direct"),
            1 => attribution["polarity"] = Value::Null,
            2 => attribution["speaker"] = json!("the Nobody"),
            3 => attribution["source"] = json!([]),
            4 => {
                for piece in attribution["content"].as_array_mut().into_iter().flatten() {
                    piece["start"] = json!(piece["start"].as_u64().unwrap_or_default() + 25);
                    piece["end"] = json!(piece["end"].as_u64().unwrap_or_default() + 40);
                }
            }
            5 => {
                attribution["chain"].as_array_mut().map(Vec::pop);
            }
            6 => attribution["nested_in"] = json!(0),
            7 => attribution["anonymous"] = json!(true),
            _ => {
                let speaker = attribution["speaker"].as_str().unwrap_or_default().to_uppercase();
                attribution["speaker"] = json!([format!("Dr {speaker},")]);
            }
        }
    }
    // The last goes without a loss of the indices that others are nested in.
    attributions.pop();
    reading["attributions"] = json!(attributions);

    let mut times = list(&mut reading, "times");
    for (n, time) in times.iter_mut().enumerate() {
        match n % 6 {
            0 => time["start"] = json!(time["start"].as_u64().unwrap_or_default() + 2),
            1 => time["value"] = json!("2001-01-01"),
            2 => {
                let value = time["value"].as_str().unwrap_or_default().to_owned();
                time["value"] = json!(value.split('/').next());
            }
            _ => {}
        }
    }
    times.retain(|time| time["text"].as_str().is_some_and(|text| text.len() % 7 != 0));
    reading["times"] = json!(times);

    let mut diary = list(&mut reading, "diary");
    for (n, entry) in diary.iter_mut().enumerate() {
        match n % 5 {
            0 => entry["end"] = Value::Null,
            1 => {
                let month: String =
                    entry["start"].as_str().unwrap_or_default().chars().take(7).collect();
                entry["start"] = json!(month);
            }
            2 => entry["what"] = json!("the visit and the session"),
            _ => {}
        }
    }
    diary.push(json!({"what": "nothing of the kind", "start": "2011-02-03"}));
    reading["diary"] = json!(diary);
    if reading["dispatch"]["publisher"].as_str().is_some_and(|name| name.len() % 2 == 0) {
        reading["dispatch"]["publisher"] = json!("Somebody Else");
        reading["dispatch"]["issued"] = json!("2001-01-01T10:00");
    }
    reading
}

#[test]
fn times() {
    let Some(shared) = shared() else { return };
    for corpus in ["timebank", "aquaint"] {
        let gold = shared.join("times").join(corpus);
        let found = tempfile::tempdir().expect("a folder");
        for path in files(&gold, "json").expect("gold") {
            let gold: Value = serde_json::from_str(&fs::read_to_string(&path).expect("gold"))
                .expect("gold is JSON");
            let worse = json!({"times": worsen(gold)["times"]});
            let name = path.file_name().expect("a name");
            fs::write(found.path().join(name), worse.to_string()).expect("a file");
        }
        let theirs = python(&shared, "score_times.py", &[&gold, found.path()]);
        let theirs: Value = serde_json::from_str(&theirs).expect("JSON");
        let ours = folders::times(&gold, found.path()).expect("figures");
        assert_figure("strict", ours.strict, &theirs["strict"]);
        assert_figure("relaxed", ours.relaxed, &theirs["relaxed"]);
        assert_figure("value", ours.value, &theirs["value"]);
        assert!(ours.value.f1 > 20.0 && ours.value.f1 < 99.0, "{}", ours.value.f1);
    }
}
