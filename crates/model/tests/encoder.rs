//! The encoder and its heads against what numpy computes (training/tiny.py).

use sayso_model::{Casing, Kernel, Model, Piece, Quotation, Scratch};
use sayso_text::Span;
use serde_json::Value;

static TINY: &[u8] = include_bytes!("tiny.safetensors");

const CASINGS: [Casing; 6] = [
    Casing::Lower,
    Casing::Title,
    Casing::Upper,
    Casing::Mixed,
    Casing::Digit,
    Casing::Punctuation,
];
const QUOTATIONS: [Quotation; 3] = [Quotation::Outside, Quotation::Inside, Quotation::Mark];

fn windows() -> Vec<Value> {
    serde_json::from_str(include_str!("tiny.json")).unwrap()
}

fn pieces(window: &Value) -> Vec<Piece> {
    let number = |key: &str, i: usize| window[key][i].as_u64().unwrap() as usize;
    let count = window["ids"].as_array().unwrap().len();
    let piece = |i| Piece {
        span: Span::new(i, i + 1),
        id: number("ids", i) as u32,
        casing: CASINGS[number("casing", i)],
        quotation: QUOTATIONS[number("quotation", i)],
        line_start: number("layout", i) == 1,
    };
    (0..count).map(piece).collect()
}

/// The greatest difference of two tables of probabilities.
fn difference<const N: usize>(found: &[[f32; N]], wanted: &Value) -> f64 {
    assert_eq!(found.len(), wanted.as_array().unwrap().len());
    let differences = found.iter().enumerate().flat_map(|(i, row)| {
        row.iter().enumerate().map(move |(j, x)| f64::from(*x) - wanted[i][j].as_f64().unwrap())
    });
    differences.fold(0.0, |greatest, d| d.abs().max(greatest))
}

#[test]
fn agrees_with_numpy() {
    for kernel in Kernel::all_available() {
        let model = Model::load(TINY).unwrap().with_kernel(kernel);
        // One scratch for all: nothing of a longer window may show in a shorter one.
        let mut scratch = Scratch::new();
        for window in windows().iter().chain(windows().iter().rev()) {
            let encoded = model.encode(&pieces(window), &mut scratch);
            let cue = window["cue"][0].as_u64().unwrap() as usize;
            let cue = cue..window["cue"][1].as_u64().unwrap() as usize;
            let mut links = Vec::new();
            encoded.link(cue, &mut links);
            for (reference, tolerance) in [("as bytes", 2e-3), ("as floats", 1e-2)] {
                let wanted = &window[reference];
                for (what, found) in [
                    ("tags", difference(encoded.tags(), &wanted["tags"])),
                    ("entities", difference(encoded.entities(), &wanted["entities"])),
                    ("links", difference(&links, &wanted["links"])),
                ] {
                    assert!(found < tolerance, "{kernel:?} {reference} {what}: {found}");
                }
            }
        }
    }
}

#[test]
fn an_empty_window_is_read() {
    let model = Model::load(TINY).unwrap();
    assert!(model.encode(&[], &mut Scratch::new()).tags().is_empty());
}
