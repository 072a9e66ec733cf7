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
        Ok(Ok(found)) => laid_out(fragment::text(&found.content_html), html),
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

/// Short articles come as one paragraph: their blocks are looked up in the page again.
fn laid_out(text: String, html: &str) -> String {
    if text.contains("\n\n") {
        return text;
    }
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let wanted = squeezed(&text);
    let page = whole(html);
    let (mut at, mut covered) = (0, 0);
    let mut kept: Vec<&str> = Vec::new();
    for paragraph in page.split("\n\n") {
        let letters = squeezed(paragraph);
        if let Some(found) = wanted[at..].find(&letters) {
            at += found + letters.len();
            covered += letters.len();
            kept.push(paragraph);
        }
    }
    if covered * 10 >= wanted.len() * 9 && !kept.is_empty() { kept.join("\n\n") } else { text }
}

/// All text of a page but what frames it.
pub(super) fn whole(html: &str) -> String {
    fragment::text_without(html, &["nav", "footer", "aside", "form", "noscript"])
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_article_keeps_its_paragraphs() {
        let page = "<html><body><nav>Home</nav><article><h1>Quay shut</h1><p>The quay will stay <b>shut</b>, \
                    the port said.</p><p>Nobody was hurt.</p></article></body></html>";
        let (text, note) = article(page, &Facts::default());
        assert_eq!(
            text,
            "Quay shut\n\nThe quay will stay shut, the port said.\n\nNobody was hurt."
        );
        assert_eq!(note, None);
    }

    #[test]
    fn a_page_that_a_script_fills_gives_its_data() {
        let told = "The quay will stay shut until May, the port said on Tuesday. ".repeat(5);
        let page = format!(
            "<html><head><script type=\"application/ld+json\">{{\"@type\": \"NewsArticle\", \"articleBody\": \"{told}\"}}\
             </script></head><body><div id=app>Loading the story</div></body></html>"
        );
        let (text, _) = article(&page, &super::super::metadata::of(&page));
        assert_eq!(text.trim(), told.trim());
    }
}
