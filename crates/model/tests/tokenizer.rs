//! The tokenizer against Hugging Face's (training/tokens.py).

use sayso_model::{Casing, Model, Piece, Quotation};
use serde_json::Value;

static TINY: &[u8] = include_bytes!("tiny.safetensors");

fn model() -> Model {
    Model::load(TINY).unwrap()
}

/// A piece as the reference has it.
fn row(piece: &Piece) -> [usize; 6] {
    [
        piece.id as usize,
        piece.span.start(),
        piece.span.end(),
        piece.casing as usize,
        piece.quotation as usize,
        usize::from(piece.line_start),
    ]
}

#[test]
fn agrees_with_hugging_face() {
    let model = model();
    let texts: Vec<Value> = serde_json::from_str(include_str!("tokens.json")).unwrap();
    for reference in texts {
        let text = reference["text"].as_str().unwrap();
        let wanted: Vec<[usize; 6]> = serde_json::from_value(reference["pieces"].clone()).unwrap();
        let found: Vec<[usize; 6]> = model.tokenize(text).iter().map(row).collect();
        for (found, wanted) in found.iter().zip(&wanted) {
            assert_eq!(found, wanted, "{:?} of {text:?}", &text[wanted[1]..wanted[2]]);
        }
        assert_eq!(found.len(), wanted.len(), "{text:?}");
    }
}

#[test]
fn pieces_carry_what_lower_casing_loses() {
    let text = "“No,” McCoy told AP.\nIt closes 3 May";
    let pieces = model().tokenize(text);
    // The first piece of each word.
    let words = ["“", "N", ",", "”", "M", "t", "A", ".", "I", "c", "3", "M"];
    let mut found = pieces.iter().filter(|piece| {
        let before = text[..piece.span.start()].chars().last();
        !before.is_some_and(char::is_alphanumeric)
            || !piece.span.of(text).starts_with(char::is_alphanumeric)
    });
    let mut seen = Vec::new();
    for word in words {
        let piece = found.next().unwrap();
        assert!(piece.span.of(text).starts_with(word), "{word} {:?}", piece.span.of(text));
        seen.push((piece.casing, piece.quotation, piece.line_start));
    }
    use Casing::*;
    use Quotation::*;
    assert_eq!(
        seen,
        [
            (Punctuation, Mark, true),
            (Title, Inside, false),
            (Punctuation, Inside, false),
            (Punctuation, Mark, false),
            (Mixed, Outside, false),
            (Lower, Outside, false),
            (Upper, Outside, false),
            (Punctuation, Outside, false),
            (Title, Outside, true),
            (Lower, Outside, false),
            (Digit, Outside, false),
            (Title, Outside, false),
        ]
    );
}

#[test]
fn a_word_of_a_megabyte_is_one_unknown_piece() {
    let text = format!("the {} said", "x".repeat(1 << 20));
    let pieces = model().tokenize(&text);
    let spans: Vec<_> = pieces.iter().map(|piece| piece.span.range()).collect();
    assert_eq!(spans, [0..3, 4..4 + (1 << 20), 5 + (1 << 20)..9 + (1 << 20)]);
}

#[test]
fn a_long_text_takes_time_by_its_length() {
    let model = model();
    // Quadratic work on any of these would take minutes.
    for part in ["\"", "é", "\u{301}", "the ", "東", "\n", "\u{200b}"] {
        let text = part.repeat((4 << 20) / part.len());
        let pieces = model.tokenize(&text);
        assert!(pieces.windows(2).all(|two| two[0].span.end() <= two[1].span.start()));
    }
}
