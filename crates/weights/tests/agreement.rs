//! The shipped, quantised weights in Rust against the float network in PyTorch that they were made
//! from: `reference.json` is written by `training/reference.py`.

use sayso_model::{Model, Piece, Scratch};
use sayso_text::CharIndex;
use serde_json::Value;

fn reference() -> Vec<Value> {
    serde_json::from_str(include_str!("reference.json")).expect("the reference is JSON")
}

fn model() -> Model {
    Model::load(sayso_weights::READER).expect("the shipped weights load")
}

fn numbers(value: &Value) -> Vec<usize> {
    let list = value.as_array().expect("a list");
    list.iter().map(|n| n.as_u64().expect("a number") as usize).collect()
}

fn rows(value: &Value) -> Vec<Vec<f32>> {
    serde_json::from_value(value.clone()).expect("rows of numbers")
}

#[test]
fn pieces_and_features_are_the_same() {
    let model = model();
    for one in reference() {
        let text = one["text"].as_str().expect("a text");
        let index = CharIndex::new(text);
        let pieces = model.tokenize(text);
        let of = |f: &dyn Fn(&Piece) -> usize| pieces.iter().map(f).collect::<Vec<_>>();
        assert_eq!(of(&|p| p.id as usize), numbers(&one["ids"]), "{text}");
        assert_eq!(of(&|p| index.character(p.span.start())), numbers(&one["start"]), "{text}");
        assert_eq!(of(&|p| index.character(p.span.end())), numbers(&one["end"]), "{text}");
        assert_eq!(of(&|p| p.casing as usize), numbers(&one["casing"]), "{text}");
        assert_eq!(of(&|p| p.quotation as usize), numbers(&one["quotation"]), "{text}");
        assert_eq!(of(&|p| p.line_start as usize), numbers(&one["layout"]), "{text}");
    }
}

#[test]
fn probabilities_agree_with_the_float_network() {
    let model = model();
    let mut scratch = Scratch::new();
    let (mut apart, mut compared, mut same, mut rows_seen) = (0.0, 0.0, 0, 0);
    let mut compare = |ours: &[f32], theirs: &[f32]| {
        apart += ours.iter().zip(theirs).map(|(a, b)| (a - b).abs()).sum::<f32>();
        compared += ours.len() as f32;
        same += (likeliest(ours) == likeliest(theirs)) as usize;
        rows_seen += 1;
    };
    for one in reference() {
        let pieces = model.tokenize(one["text"].as_str().expect("a text"));
        let encoded = model.encode(&pieces, &mut scratch);
        for (ours, theirs) in encoded.tags().iter().zip(rows(&one["tags"])) {
            compare(ours, &theirs);
        }
        let cue = numbers(&one["cue"]);
        let mut claims = Vec::new();
        encoded.link(cue[0]..cue[1], &mut claims);
        for (ours, theirs) in claims.iter().zip(rows(&one["claims"])) {
            compare(ours, &theirs);
        }
    }
    let apart = apart / compared;
    assert!(apart < 0.02, "probabilities are {apart} apart on average");
    assert!(
        same * 100 >= rows_seen * 96,
        "{same} of {rows_seen} rows have the same likeliest label"
    );
}

fn likeliest(row: &[f32]) -> Option<usize> {
    (0..row.len()).max_by(|a, b| row[*a].total_cmp(&row[*b]))
}
