//! A trace as people and programs want it: one file a format, each a pure function to text.

pub mod dot;
pub mod html;
pub mod json;
pub mod svg;
pub mod terminal;

mod forest;

use std::collections::BTreeMap;

use crate::item::Item;
use crate::trace::{Story, Trace};

/// A trace with the items that its numbers stand for.
#[derive(Clone, Copy)]
pub struct Shown<'t> {
    /// By number.
    pub items: &'t BTreeMap<u32, Item>,
    /// What the pile came to.
    pub trace: &'t Trace,
}

impl<'t> Shown<'t> {
    /// # Panics
    /// When the trace speaks of an item that isn't there.
    fn item(&self, number: u32) -> &'t Item {
        &self.items[&number]
    }

    fn outlet(&self, number: u32) -> &'t str {
        let item = self.item(number);
        item.outlet.as_deref().unwrap_or(&item.id)
    }

    /// When an item was issued, in UTC, as exact as its page.
    fn issued(&self, number: u32) -> String {
        let Some(moment) = self.item(number).issued else { return String::new() };
        let Ok(time) = jiff::Timestamp::from_second(moment.seconds()) else { return String::new() };
        let shown = time.to_string();
        match moment.is_day() {
            true => shown.get(..10).unwrap_or_default().to_owned(),
            false => format!("{} UTC", shown.get(..16).unwrap_or_default().replace('T', " ")),
        }
    }

    /// The title of the first item of a story, or the beginning of its text.
    fn headline(&self, story: &Story) -> String {
        let first = story.items.iter().min_by_key(|item| {
            (self.item(**item).issued.map_or(i64::MAX, |it| it.seconds()), **item)
        });
        let Some(first) = first.map(|item| self.item(*item)) else { return String::new() };
        let begins = || first.text.lines().next().unwrap_or_default();
        let title = first.title.as_deref().filter(|title| !title.trim().is_empty());
        cut(title.unwrap_or_else(begins), 70)
    }

    fn words(&self, item: u32, span: sayso_text::Span) -> String {
        let text = &self.item(item).text;
        text.get(span.range()).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The first so many characters, with dots where something is left out.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// Text for XML and HTML.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // XML allows no other control characters.
            c if c.is_control() && !matches!(c, '\n' | '\t') => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}
