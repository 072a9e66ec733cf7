//! A picture of each story: first hands at the left, their copies to the right; and of the way of a
//! statement.
//!
//! Colours are attributes and not styles, so that a page with a strict policy can take the picture
//! in and a style sheet of its own can change them.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::forest::forest;
use super::{Shown, cut, escaped};
use crate::trace::{Statement, Story};

/// How pictures are drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'o> {
    /// Each item is a link to this with its id behind it.
    pub link: Option<&'o str>,
}

const MARGIN: usize = 12;
const HEAD: usize = 26;
/// Between a box and the next one to its right: room for how it was copied.
const GAP: usize = 96;

/// Sizes of boxes: few items have two lines each, many have one.
struct Sizes {
    width: usize,
    height: usize,
    gap: usize,
    lines: usize,
}

const ROOMY: Sizes = Sizes { width: 220, height: 40, gap: 14, lines: 2 };
const TIGHT: Sizes = Sizes { width: 330, height: 22, gap: 6, lines: 1 };
/// From so many items on they have one line each.
const MANY: usize = 16;

/// A box of the picture.
struct Node {
    item: u32,
    depth: usize,
    from: Vec<Line>,
}

/// A line from a source to the box.
struct Line {
    of: u32,
    label: String,
    sure: bool,
}

/// All stories of two items or more, one below the other, as one picture.
pub fn write(shown: &Shown) -> String {
    let stories = shown.trace.stories.iter().filter(|story| story.items.len() > 1);
    let (mut body, mut width, mut height) = (String::new(), 300, MARGIN);
    for story in stories {
        let (group, size) = drawing(shown, &of_story(shown, story), Options::default());
        // Writing to a string can't fail.
        let _ = writeln!(
            body,
            "<text x=\"{MARGIN}\" y=\"{}\" font-weight=\"bold\" fill=\"#123\">{}</text>",
            height + 14,
            escaped(&shown.headline(story))
        );
        let _ = writeln!(body, "<g transform=\"translate(0 {})\">\n{group}</g>", height + HEAD);
        width = width.max(size.0);
        height += HEAD + size.1 + MARGIN;
    }
    framed(&body, (width, height), "Stories and who has them from whom")
}

/// The copies of one story.
pub fn story(shown: &Shown, story: &Story, options: Options) -> String {
    let (body, size) = drawing(shown, &of_story(shown, story), options);
    framed(&body, size, "Who has this story from whom: first hands at the left")
}

/// The way of a statement: each first hand at the left with all who have it from there.
pub fn statement(shown: &Shown, statement: &Statement, options: Options) -> String {
    let (body, size) = drawing(shown, &of_statement(shown, statement), options);
    framed(&body, size, "Who has this statement from whom: first hands at the left")
}

fn of_story(shown: &Shown, story: &Story) -> Vec<Node> {
    let nodes = forest(shown, story).into_iter();
    let node = |node: super::forest::Node| Node {
        item: node.item,
        depth: node.depth,
        from: node
            .from
            .iter()
            .chain(&node.also)
            .map(|copy| Line { of: copy.of, label: copy.how.name().to_owned(), sure: copy.known })
            .collect(),
    };
    nodes.map(node).collect()
}

fn of_statement(shown: &Shown, statement: &Statement) -> Vec<Node> {
    let copies: HashMap<(u32, u32), _> =
        shown.trace.copies.iter().map(|copy| ((copy.copy, copy.of), copy)).collect();
    let (mut nodes, mut seen) = (Vec::new(), HashSet::new());
    for origin in &statement.origins {
        let has_it_from_one = |item: u32| origin.steps.iter().any(|(it, ..)| *it == item);
        let firsts = origin.items.iter().filter(|item| !has_it_from_one(**item));
        let mut waiting: Vec<(u32, usize)> = firsts.rev().map(|item| (*item, 0)).collect();
        if waiting.is_empty() {
            waiting.extend(origin.items.first().map(|item| (*item, 0)));
        }
        while let Some((item, depth)) = waiting.pop() {
            if !seen.insert(item) {
                continue;
            }
            let up = origin.steps.iter().filter(|(it, ..)| *it == item);
            let line = |of: u32| {
                let copy = copies.get(&(item, of));
                let label = copy.map_or("by credit", |copy| copy.how.name()).to_owned();
                Line { of, label, sure: copy.is_none_or(|copy| copy.known) }
            };
            nodes.push(Node { item, depth, from: up.map(|(_, of, _)| line(*of)).collect() });
            let down = origin.steps.iter().rev().filter(|(_, of, _)| *of == item);
            waiting.extend(down.map(|(it, ..)| (*it, depth + 1)));
        }
    }
    nodes
}

fn framed(body: &str, (width, height): (usize, usize), title: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\" \
         role=\"group\" aria-label=\"{title}\">\n{body}</svg>\n"
    )
}

fn drawing(shown: &Shown, nodes: &[Node], options: Options) -> (String, (usize, usize)) {
    let sizes = if nodes.len() < MANY { ROOMY } else { TIGHT };
    let mut places = HashMap::new();
    let (mut width, mut height) = (0, 0);
    for (row, node) in nodes.iter().enumerate() {
        let x = MARGIN + node.depth * (sizes.width + GAP);
        let y = MARGIN + row * (sizes.height + sizes.gap);
        places.insert(node.item, (x, y));
        width = width.max(x + sizes.width + MARGIN);
        height = y + sizes.height + MARGIN;
    }
    let mut out = String::new();
    for node in nodes {
        let (x, y) = places[&node.item];
        for line in &node.from {
            let Some((from_x, from_y)) = places.get(&line.of).copied() else { continue };
            let (x0, y0) = (from_x + sizes.width, from_y + sizes.height / 2);
            let (x1, y1) = (x, y + sizes.height / 2);
            let middle = x1.saturating_sub(GAP / 2);
            let dashed = if line.sure { "" } else { " stroke-dasharray=\"4 3\"" };
            let _ = writeln!(
                out,
                "<path class=\"line\" fill=\"none\" stroke=\"#456\"{dashed} \
                 d=\"M{x0} {y0}C{} {y0} {middle} {y1} {x1} {y1}\"/>\
                 <text class=\"note\" fill=\"#456\" font-size=\"11\" text-anchor=\"end\" x=\"{}\" \
                 y=\"{}\">{}</text>",
                x0 + GAP / 2,
                x1.saturating_sub(5),
                y1 - 3,
                escaped(&line.label)
            );
        }
    }
    for node in nodes {
        let (x, y) = places[&node.item];
        boxed(&mut out, shown, node, (x, y), &sizes, options);
    }
    (out, (width.max(1), height.max(1)))
}

fn boxed(
    out: &mut String,
    shown: &Shown,
    node: &Node,
    (x, y): (usize, usize),
    sizes: &Sizes,
    options: Options,
) {
    let item = shown.item(node.item);
    let (outlet, issued) = (shown.outlet(node.item), shown.issued(node.item));
    let title = item.title.as_deref().unwrap_or(&item.id);
    let way = node.from.iter().map(|line| format!("{} from {}", line.label, shown.outlet(line.of)));
    let way = if node.from.is_empty() {
        "first hand".to_owned()
    } else {
        way.collect::<Vec<_>>().join(" and ")
    };
    // The name of a link begins with what it shows.
    let (name, second) = match sizes.lines {
        1 => (cut(outlet, 30), issued.clone()),
        _ => (cut(outlet, 32), format!("{issued} {}", cut(&item.id, 14)).trim().to_owned()),
    };
    let told = escaped(&format!("{name} {second}: {way}"));
    let (open, close) = match options.link {
        Some(link) => {
            let to = escaped(&format!("{link}{}", item.id));
            (format!("<a href=\"{to}\" aria-label=\"{told}\">"), "</a>")
        }
        None => ("<g>".to_owned(), "</g>"),
    };
    let (class, fill) =
        if node.from.is_empty() { ("box first", "#dce9fb") } else { ("box", "#fff") };
    let Sizes { width, height, .. } = sizes;
    let _ = write!(
        out,
        "{open}<title>{}</title><rect class=\"{class}\" fill=\"{fill}\" stroke=\"#456\" x=\"{x}\" \
         y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"4\"/>",
        escaped(title)
    );
    let text = |class: &str, x: usize, y: usize, anchor: &str, words: &str| {
        let small = if class == "note" { " font-size=\"11\"" } else { "" };
        format!(
            "<text class=\"{class}\" fill=\"#123\"{small}{anchor} x=\"{x}\" y=\"{y}\">{}</text>",
            escaped(words)
        )
    };
    match sizes.lines {
        1 => {
            out.push_str(&text("name", x + 8, y + 15, "", &format!("{name} ")));
            let end = " text-anchor=\"end\"";
            out.push_str(&text("note", x + width - 8, y + 15, end, &second));
        }
        _ => {
            out.push_str(&text("name", x + 8, y + 17, "", &format!("{name} ")));
            out.push_str(&text("note", x + 8, y + 32, "", &second));
        }
    }
    let _ = writeln!(out, "{close}");
}
