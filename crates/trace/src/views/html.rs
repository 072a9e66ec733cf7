//! One self-contained page: each story with its picture, its statements and their origins.

use std::fmt::Write as _;

use super::{Shown, cut, escaped, svg};
use crate::trace::Statement;

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
    color:#123}h2{margin-top:3rem;border-top:1px solid #ccd}figure{overflow-x:auto;margin:1rem 0}\
    blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid #9bd}\
    .count{font-weight:bold}.altered{border-left-color:#c33}small{color:#567}\
    @media(prefers-color-scheme:dark){body{background:#112;color:#dde}svg{background:#fff}}";

/// The page. It works without scripts and loads nothing.
pub fn write(shown: &Shown) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Trace</title>\n\
         <style>{STYLE}</style>\n<h1>Trace</h1>\n<p>{} items, {} stories, {} copies, {} statements \
         that stand in two items or more.</p>\n",
        shown.items.len(),
        shown.trace.stories.len(),
        shown.trace.copies.len(),
        shown.trace.statements.len()
    );
    for story in shown.trace.stories.iter().filter(|story| story.items.len() > 1) {
        // Writing to a string can't fail.
        let _ = writeln!(
            out,
            "<h2 id=\"story-{}\">{}</h2>\n<figure>{}</figure>",
            story.number,
            escaped(&shown.headline(story)),
            svg::story(shown, story, svg::Options::default())
        );
        copies(&mut out, shown, &story.items);
        for statement in shown.trace.statements.iter().filter(|it| it.story == story.number) {
            statement_part(&mut out, shown, statement);
        }
        let contradictions = shown.trace.contradictions.iter();
        for it in contradictions.filter(|it| story.items.contains(&it.a)) {
            let _ = writeln!(
                out,
                "<p>Contradiction ({}): “{}” <small>{}</small> against “{}” <small>{}</small></p>",
                escaped(&it.about),
                escaped(&shown.words(it.a, it.at)),
                escaped(shown.outlet(it.a)),
                escaped(&shown.words(it.b, it.against)),
                escaped(shown.outlet(it.b))
            );
        }
    }
    out.push_str("</html>\n");
    out
}

fn copies(out: &mut String, shown: &Shown, items: &[u32]) {
    let copies: Vec<_> =
        shown.trace.copies.iter().filter(|copy| items.contains(&copy.copy)).collect();
    if copies.is_empty() {
        return;
    }
    out.push_str("<details><summary>Why these are copies</summary>\n<ul>\n");
    for copy in copies {
        let relation = if copy.known { "has it from" } else { "shares it with" };
        let _ = writeln!(
            out,
            "<li>{} {relation} {} ({}): {}</li>",
            escaped(shown.outlet(copy.copy)),
            escaped(shown.outlet(copy.of)),
            copy.how.name(),
            escaped(&copy.evidence.join("; "))
        );
    }
    out.push_str("</ul>\n</details>\n");
}

fn statement_part(out: &mut String, shown: &Shown, statement: &Statement) {
    let first = &statement.mentions[0];
    let count = statement.origins.len();
    let origins = if count == 1 { "one origin" } else { "independent origins" };
    let number = if count == 1 { String::new() } else { format!("{count} ") };
    let _ = writeln!(
        out,
        "<details><summary>{}: “{}” <span class=\"count\">{number}{origins}</span></summary>",
        escaped(statement.speaker.as_deref().unwrap_or("unnamed")),
        escaped(&cut(&shown.words(first.item, first.span), 120)),
    );
    out.push_str("<ol>\n");
    for origin in &statement.origins {
        let _ = write!(out, "<li>{}", escaped(&origin.reason));
        for (item, from, why) in &origin.steps {
            let _ = write!(
                out,
                "<br><small>{} from {}: {}</small>",
                escaped(shown.outlet(*item)),
                escaped(shown.outlet(*from)),
                escaped(why)
            );
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
    for wording in &statement.mentions {
        let (class, note) = match wording.altered_from {
            Some(_) => (" class=\"altered\"", ", altered"),
            None => ("", ""),
        };
        let _ = writeln!(
            out,
            "<blockquote{class}>{} <small>{}{note}</small></blockquote>",
            escaped(&shown.words(wording.item, wording.span)),
            escaped(shown.outlet(wording.item))
        );
    }
    out.push_str("</details>\n");
}
