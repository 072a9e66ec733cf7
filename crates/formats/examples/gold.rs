//! Shows a dispatch as its gold would be shown: `gold TEXT GOLD terminal|json|brat|html|diary|ics [WIDTH]`.

#[path = "../tests/common/mod.rs"]
mod common;

use sayso_formats::{View, brat, diary, html, ics, json, terminal};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, text, gold, format, width @ ..] = arguments.as_slice() else {
        eprintln!("usage: gold TEXT GOLD terminal|json|brat|html|diary|ics [WIDTH]");
        return;
    };
    let (dispatch, reading) = common::gold_at(text.as_ref(), gold.as_ref());
    let view = View::new(text, &dispatch, &reading);
    let width = width.first().and_then(|width| width.parse().ok()).unwrap_or(80);
    let options = terminal::Options { width, colour: true, dates: true };
    print!(
        "{}",
        match format.as_str() {
            "json" => json::write(&view, true),
            "brat" => brat::write(&view),
            "html" => html::write(&view),
            "diary" => diary::terminal(&diary::entries(&view), &options),
            "ics" => ics::write(&diary::entries(&view)).text,
            _ => terminal::write(&view, &options),
        }
    );
}
