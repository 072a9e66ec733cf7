//! Plain text for people at a terminal: each story with its tree, then its statements.

use std::fmt::Write as _;

use super::forest::forest;
use super::{Shown, cut};
use crate::trace::{Statement, Story};

/// The trace in lines of at most `width` columns where that is possible. Stories of one item are
/// only counted.
pub fn write(shown: &Shown, width: usize) -> String {
    let mut out = String::new();
    let mut alone = 0;
    for story in &shown.trace.stories {
        if story.items.len() < 2 {
            alone += 1;
            continue;
        }
        story_lines(&mut out, shown, story, width);
    }
    if alone > 0 {
        let _ = writeln!(
            out,
            "{alone} {} alone",
            if alone == 1 { "item stands" } else { "items stand" }
        );
    }
    out
}

// Writing to a string can't fail.
fn story_lines(out: &mut String, shown: &Shown, story: &Story, width: usize) {
    let more = match story.more {
        0 => String::new(),
        more => format!(", {more} more not looked at"),
    };
    let _ = writeln!(out, "{} ({} items{more})", shown.headline(story), story.items.len());
    for node in forest(shown, story) {
        let indent = "   ".repeat(node.depth);
        let arrow = if node.from.is_some() { "└─ " } else { "" };
        let mut line = format!("  {indent}{arrow}{}", shown.outlet(node.item));
        let issued = shown.issued(node.item);
        if !issued.is_empty() {
            let _ = write!(line, ", {issued}");
        }
        let _ = write!(line, " [{}]", shown.item(node.item).id);
        if let Some(copy) = node.from {
            let _ = write!(line, ": {}", copy.how.name());
            if !copy.known {
                line.push_str(", can't tell who of whom");
            }
        }
        let _ = writeln!(out, "{}", cut(&line, width));
        for copy in node.from.into_iter().chain(node.also.iter().copied()) {
            if node.from.is_none_or(|from| from.of != copy.of) {
                let also = format!("  {indent}   also from {}", shown.outlet(copy.of));
                let _ = writeln!(out, "{}", cut(&also, width));
            }
            for evidence in &copy.evidence {
                let _ = writeln!(out, "{}", cut(&format!("  {indent}     {evidence}"), width));
            }
        }
    }
    let statements = shown.trace.statements.iter().filter(|it| it.story == story.number);
    for statement in statements {
        statement_lines(out, shown, statement, width);
    }
    for it in &shown.trace.contradictions {
        if story.items.contains(&it.a) {
            let line = format!(
                "  ≠ {}: “{}” ({}) against “{}” ({})",
                it.about,
                cut(&shown.words(it.a, it.at), 60),
                shown.outlet(it.a),
                cut(&shown.words(it.b, it.against), 60),
                shown.outlet(it.b)
            );
            let _ = writeln!(out, "{}", cut(&line, width.max(60)));
        }
    }
    out.push('\n');
}

fn statement_lines(out: &mut String, shown: &Shown, statement: &Statement, width: usize) {
    let count = statement.origins.len();
    let first = &statement.mentions[0];
    let _ = writeln!(
        out,
        "\n  {}: “{}”",
        statement.speaker.as_deref().unwrap_or("unnamed"),
        cut(&shown.words(first.item, first.span), width.saturating_sub(30).max(40))
    );
    let items: usize = statement.origins.iter().map(|origin| origin.items.len()).sum();
    let plural = if count == 1 { "origin" } else { "independent origins" };
    let _ = writeln!(out, "    {count} {plural}, {items} items");
    for origin in &statement.origins {
        let names: Vec<&str> = origin.items.iter().map(|item| shown.outlet(*item)).collect();
        let _ = writeln!(out, "{}", cut(&format!("    • {}", names.join(" → ")), width));
    }
    for wording in statement.mentions.iter().filter(|it| it.altered_from.is_some()) {
        let words = shown.words(wording.item, wording.span);
        let line = format!("    altered by {}: “{words}”", shown.outlet(wording.item));
        let _ = writeln!(out, "{}", cut(&line, width.max(60)));
    }
}
