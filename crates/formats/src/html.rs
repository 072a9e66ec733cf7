//! One self-contained page: the text with marks, beside it a list of attributions.
//!
//! A click on a mark goes to the attribution's card by a plain link, and `:has(:target)` lights
//! up its source, cue and content, so the page works without JavaScript; the small script adds
//! keys. Nothing is drawn over the text. Every word of the dispatch is escaped, and characters
//! that would turn the direction of writing around are shown as their number.

mod cards;
mod escape;
mod text;

use std::fmt::Write;

use crate::view::one_line;
use crate::{View, layers, shares};
use escape::escaped;

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// Beyond this many attributions the script alone lights them up: a style rule for each would
/// slow the page down.
const MOST_RULES: usize = 1000;

/// How many hues tell speakers apart; they repeat behind that.
const HUES: usize = 8;

/// The view as a page.
pub fn write(view: &View<'_>) -> String {
    let paragraphs = layers::paragraphs(view);
    let shares = shares::shares(view, &paragraphs);
    let mut page = String::with_capacity(view.text().len() * 3 + 16_384);

    let title = escaped(view.name);
    page.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n",
    );
    push(&mut page, format_args!("<title>{title} – Sayso</title>\n<style>\n{STYLE}"));
    for number in 1..=view.reading.attributions.len().min(MOST_RULES) {
        push(
            &mut page,
            format_args!(
                "body:has(#a{number}:target,#t{number}:target) .m{number}\
                 {{background:var(--lit);color:var(--lit-ink)}}\n"
            ),
        );
    }
    page.push_str("</style>\n</head>\n<body>\n");
    head(&mut page, view);
    page.push_str("<main>\n");
    text::write(&mut page, view, &paragraphs, &shares);
    cards::write(&mut page, view, &shares);
    push(&mut page, format_args!("</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"));
    page
}

fn head(page: &mut String, view: &View<'_>) {
    let publisher = view.reading.publisher.as_ref();
    let issue = view.reading.issue.as_ref();
    push(page, format_args!("<header>\n<h1>{}</h1>\n", escaped(view.name)));
    let mut known = Vec::new();
    if let Some(publisher) = publisher {
        if !publisher.name.is_empty() {
            known.push(format!("<b>{}</b>", escaped(&publisher.name)));
        }
        known.extend(publisher.desk.as_deref().map(escaped));
        if !publisher.byline.is_empty() {
            known.push(format!("by {}", escaped(&publisher.byline.join(", "))));
        }
        known.extend(publisher.place.as_deref().map(escaped));
    }
    if let Some(issue) = issue {
        let how = if issue.inferred { ", the year inferred" } else { "" };
        known.push(format!("issued <b>{}</b>{how}", escaped(&issue.day)));
    }
    if !known.is_empty() {
        push(page, format_args!("<p>{}</p>\n", known.join(" · ")));
    }
    if let Some(issue) = issue.filter(|issue| !issue.evidence.is_empty()) {
        let evidence = escaped(&one_line(&issue.evidence.join("; ")));
        push(page, format_args!("<p class=\"why\">Day of issue: {evidence}</p>\n"));
    }
    page.push_str(
        "<p class=\"legend\"><span class=\"s source h0\">source</span> \
         <span class=\"s cue h0\">cue</span> \
         <span class=\"s content direct h0\">quoted content</span> \
         <span class=\"s content h0\">reported content</span> \
         <span class=\"s content no h0\">denied</span>\
         <label><input type=\"checkbox\" id=\"show-unattributed\"> sentences with nobody behind \
         them</label>\
         <label><input type=\"checkbox\" id=\"show-dates\"> dates</label></p>\n</header>\n",
    );
}

fn hue(share: usize) -> usize {
    share % HUES
}

fn push(page: &mut String, what: std::fmt::Arguments<'_>) {
    page.write_fmt(what).expect("a string takes all");
}
