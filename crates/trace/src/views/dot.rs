//! Graphviz: a box an item, an arrow from each source to its copy.

use std::fmt::Write as _;

use super::Shown;

/// The copies of all stories of two items or more as one directed graph.
pub fn write(shown: &Shown) -> String {
    let mut out = String::from("digraph trace {\n  rankdir=LR;\n  node [shape=box];\n");
    for story in shown.trace.stories.iter().filter(|story| story.items.len() > 1) {
        // Writing to a string can't fail.
        let _ = writeln!(out, "  subgraph cluster_{} {{", story.number);
        let _ = writeln!(out, "    label={};", quoted(&shown.headline(story)));
        for item in &story.items {
            let label = format!("{}\n{}", shown.outlet(*item), shown.issued(*item));
            let id = quoted(&shown.item(*item).id);
            let _ = writeln!(out, "    {id} [label={}];", quoted(label.trim_end()));
        }
        out.push_str("  }\n");
    }
    for copy in &shown.trace.copies {
        let style = if copy.known { "" } else { ", style=dashed, dir=both" };
        let _ = writeln!(
            out,
            "  {} -> {} [label={}{style}];",
            quoted(&shown.item(copy.of).id),
            quoted(&shown.item(copy.copy).id),
            quoted(copy.how.name())
        );
    }
    out.push_str("}\n");
    out
}

fn quoted(text: &str) -> String {
    let safe = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{safe}\"")
}
