//! A picture of each story: first hands at the left, their copies to the right.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::forest::forest;
use super::{Shown, cut, escaped};
use crate::trace::Story;

const BOX: (usize, usize) = (210, 40);
const GAP: (usize, usize) = (90, 14);
const MARGIN: usize = 12;
const HEAD: usize = 26;

/// All stories of two items or more, one below the other, as one picture.
pub fn write(shown: &Shown) -> String {
    let stories = shown.trace.stories.iter().filter(|story| story.items.len() > 1);
    let (mut body, mut width, mut height) = (String::new(), 300, MARGIN);
    for story in stories {
        let (group, size) = drawing(shown, story);
        // Writing to a string can't fail.
        let _ = writeln!(
            body,
            "<text x=\"{MARGIN}\" y=\"{}\" class=\"head\">{}</text>",
            height + 14,
            escaped(&shown.headline(story))
        );
        let _ = writeln!(body, "<g transform=\"translate(0 {})\">\n{group}</g>", height + HEAD);
        width = width.max(size.0);
        height += HEAD + size.1 + MARGIN;
    }
    framed(&body, (width, height))
}

/// One story as a picture of its own.
pub(super) fn story(shown: &Shown, story: &Story) -> String {
    let (body, size) = drawing(shown, story);
    framed(&body, size)
}

fn framed(body: &str, (width, height): (usize, usize)) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <style>rect{{fill:#fff;stroke:#456}}.first{{fill:#e4eefc}}path{{fill:none;stroke:#456}}\
         .unsure{{stroke-dasharray:4 3}}.head{{font-weight:bold}}.small{{fill:#567;font-size:10px}}\
         </style>\n{body}</svg>\n"
    )
}

fn drawing(shown: &Shown, story: &Story) -> (String, (usize, usize)) {
    let nodes = forest(shown, story);
    let place = |row: usize, depth: usize| {
        (MARGIN + depth * (BOX.0 + GAP.0), MARGIN + row * (BOX.1 + GAP.1))
    };
    let mut places = HashMap::new();
    let (mut width, mut height) = (0, 0);
    for (row, node) in nodes.iter().enumerate() {
        let (x, y) = place(row, node.depth);
        places.insert(node.item, (x, y));
        width = width.max(x + BOX.0 + MARGIN);
        height = y + BOX.1 + MARGIN;
    }
    let mut out = String::new();
    for node in &nodes {
        let (x, y) = places[&node.item];
        for copy in node.from.iter().chain(&node.also) {
            let Some((from_x, from_y)) = places.get(&copy.of).copied() else { continue };
            let (x0, y0) = (from_x + BOX.0, from_y + BOX.1 / 2);
            let (x1, y1) = (x, y + BOX.1 / 2);
            let middle = x1.saturating_sub(GAP.0 / 2);
            let unsure = if copy.known { "" } else { " class=\"unsure\"" };
            let _ = writeln!(
                out,
                "<path{unsure} d=\"M{x0} {y0}C{} {y0} {middle} {y1} {x1} {y1}\"/>\
                 <text x=\"{}\" y=\"{}\" class=\"small\">{}</text>",
                x0 + GAP.0 / 2,
                x1.saturating_sub(GAP.0 - 22),
                y1 - 3,
                copy.how.name()
            );
        }
    }
    for node in &nodes {
        let (x, y) = places[&node.item];
        let item = shown.item(node.item);
        let class =
            if node.from.is_none() && node.also.is_empty() { " class=\"first\"" } else { "" };
        let title = item.title.as_deref().unwrap_or(&item.id);
        let _ = writeln!(
            out,
            "<g><title>{}</title><rect{class} x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"4\"/>\
             <text x=\"{}\" y=\"{}\">{}</text><text x=\"{}\" y=\"{}\" class=\"small\">{}</text></g>",
            escaped(title),
            BOX.0,
            BOX.1,
            x + 8,
            y + 17,
            escaped(&cut(shown.outlet(node.item), 30)),
            x + 8,
            y + 32,
            escaped(&cut(format!("{}  {}", shown.issued(node.item), item.id).trim(), 36))
        );
    }
    (out, (width.max(1), height.max(1)))
}
