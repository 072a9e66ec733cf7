use std::panic::{AssertUnwindSafe, catch_unwind};

use trafilatura::Options;

use super::metadata::Facts;
use crate::fragment;

/// The article of a page, and what there is to say of how it was found.
pub(super) fn article(html: &str, facts: &Facts) -> (String, Option<&'static str>) {
    let options = Options::default().with_fallback(true).with_exclude_comments(true);
    // A port of a port, run on anything that the web has: a panic in it costs the layout alone.
    let found = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(html, &options)));
    let text = match found {
        Ok(Ok(found)) => fragment::text(&found.content_html),
        _ => String::new(),
    };
    let told = facts.article_body().map(fragment::text_of_maybe_html).unwrap_or_default();
    // A page that a script fills carries its article in its data alone.
    if words(&told) >= 30 && words(&text) * 2 < words(&told) {
        return (told, Some("the text is what the page's own data give as the article"));
    }
    if text.trim().is_empty() {
        let note = "no article was found: all of the page's text was taken, less what frames it";
        return (whole(html), Some(note));
    }
    (text, None)
}

/// All text of a page but what frames it.
pub(super) fn whole(html: &str) -> String {
    fragment::text_without(html, &["nav", "footer", "aside", "form", "noscript"])
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
