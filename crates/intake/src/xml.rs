//! XML as a tree, read leniently: feeds break its rules every day. Entities that a document
//! defines itself are never expanded, elements are bounded in depth and number, and every element
//! knows where it stands.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::formats::text::decoded_as;
use crate::fragment::{self, Paragraphs};
use crate::{Hints, Rejected, RejectedKind};

/// Deeper than any format goes.
const DEPTH: usize = 200;
/// More elements than a feed of the largest size that is taken has.
const ELEMENTS: usize = 2_000_000;

/// A document.
pub(crate) struct Tree {
    pub text: String,
    nodes: Vec<Node>,
    /// Why reading ended before the end, and at which byte.
    pub broken: Option<(String, usize)>,
    pub notes: Vec<String>,
}

struct Node {
    /// With its prefix.
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
    start: usize,
    end: usize,
    closed: bool,
}

enum Child {
    Element(usize),
    Text(String),
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(crate) struct Element<'t> {
    tree: &'t Tree,
    at: usize,
}

impl Tree {
    /// Reads a document. What comes before a break of the rules is in the tree.
    ///
    /// # Errors
    /// When it can't be decoded, or is deeper or has more elements than is taken.
    pub fn read(bytes: &[u8], hints: &Hints) -> Result<Tree, Rejected> {
        let reject = |kind, reason: &str| Err(Rejected::new(kind, reason, bytes));
        let declared = declared_encoding(bytes).or_else(|| {
            hints.content_type.as_deref().and_then(crate::formats::text::charset).map(str::to_owned)
        });
        let decoded = decoded_as(bytes, hints.encoding.as_deref(), declared.as_deref());
        let (text, notes) = match decoded {
            Ok(decoded) => decoded,
            Err(reason) => return reject(RejectedKind::Unsupported, &reason),
        };
        let mut tree = Tree { text: String::new(), nodes: Vec::new(), broken: None, notes };
        if let Err((kind, reason)) = tree.fill(&text) {
            return reject(kind, reason);
        }
        tree.text = text;
        if tree.nodes.is_empty() {
            return reject(RejectedKind::Damaged, "no XML element is in it");
        }
        Ok(tree)
    }

    fn fill(&mut self, text: &str) -> Result<(), (RejectedKind, &'static str)> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        config.check_comments = false;
        let mut open: Vec<usize> = Vec::new();
        // How many of each name are open: an end tag without a start is known at once.
        let mut names: HashMap<String, usize> = HashMap::new();
        loop {
            let start = reader.buffer_position() as usize;
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.broken = Some((error.to_string(), reader.error_position() as usize));
                    break;
                }
            };
            let end = reader.buffer_position() as usize;
            match event {
                Event::Start(tag) => {
                    if open.len() >= DEPTH {
                        return Err((
                            RejectedKind::TooLarge,
                            "elements are nested more than 200 deep",
                        ));
                    }
                    let at = self.element(&tag, &open, start, end)?;
                    *names.entry(self.nodes[at].name.clone()).or_default() += 1;
                    open.push(at);
                }
                Event::Empty(tag) => {
                    let at = self.element(&tag, &open, start, end)?;
                    self.nodes[at].closed = true;
                }
                Event::End(tag) => {
                    let name = tag.name().into_inner().trim_end().to_owned();
                    if names.get(&name).is_none_or(|count| *count == 0) {
                        continue;
                    }
                    while let Some(at) = open.pop() {
                        self.nodes[at].end = end;
                        self.nodes[at].closed = true;
                        let closed = self.nodes[at].name == name;
                        if let Some(count) = names.get_mut(&self.nodes[at].name) {
                            *count -= 1;
                        }
                        if closed {
                            break;
                        }
                    }
                }
                Event::Text(words) => self.words(&open, &words),
                Event::CData(words) => self.words(&open, &words),
                Event::GeneralRef(name) => {
                    let whole = format!("&{};", &*name);
                    self.words(&open, &htmlize::unescape(whole.as_str()));
                }
                Event::Eof => {
                    if let Some(at) = open.first() {
                        let name = &self.nodes[*at].name;
                        self.broken = Some((format!("<{name}> is never closed"), text.len()));
                    }
                    break;
                }
                _ => {}
            }
        }
        for at in open {
            self.nodes[at].end = self.broken.as_ref().map_or(text.len(), |it| it.1.min(text.len()));
        }
        Ok(())
    }

    fn element(
        &mut self,
        tag: &BytesStart,
        open: &[usize],
        start: usize,
        end: usize,
    ) -> Result<usize, (RejectedKind, &'static str)> {
        if self.nodes.len() >= ELEMENTS {
            return Err((RejectedKind::TooLarge, "more than two million elements"));
        }
        let name = tag.name().into_inner().to_owned();
        let mut attributes = tag.html_attributes();
        let attributes = attributes.with_checks(false).flatten().take(100).map(|it| {
            let key = it.key.into_inner().to_owned();
            (key, htmlize::unescape(&*it.value).into_owned())
        });
        let node = Node {
            name,
            attributes: attributes.collect(),
            children: Vec::new(),
            start,
            end,
            closed: false,
        };
        let at = self.nodes.len();
        self.nodes.push(node);
        if let Some(parent) = open.last() {
            self.nodes[*parent].children.push(Child::Element(at));
        }
        Ok(at)
    }

    fn words(&mut self, open: &[usize], words: &str) {
        let Some(parent) = open.last() else { return };
        let children = &mut self.nodes[*parent].children;
        match children.last_mut() {
            Some(Child::Text(text)) => text.push_str(words),
            _ => children.push(Child::Text(words.to_owned())),
        }
    }

    /// The outermost element.
    pub fn root(&self) -> Element<'_> {
        Element { tree: self, at: 0 }
    }
}

/// The `encoding` of an XML declaration.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(200)];
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start().strip_prefix("<?xml")?;
    let head = &head[..head.find("?>")?];
    let after = head.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let after = &after[1..];
    Some(after[..after.find(quote)?].to_owned())
}

impl<'t> Element<'t> {
    /// Its name without a prefix.
    pub fn name(self) -> &'t str {
        let name = self.qualified();
        name.rsplit(':').next().unwrap_or(name)
    }

    /// Its name with its prefix.
    pub fn qualified(self) -> &'t str {
        &self.node().name
    }

    fn node(self) -> &'t Node {
        &self.tree.nodes[self.at]
    }

    /// An attribute, by its name without a prefix.
    pub fn attribute(self, name: &str) -> Option<&'t str> {
        let is = |key: &str| key == name || key.rsplit(':').next() == Some(name);
        let found = self.node().attributes.iter().find(|(key, _)| is(key))?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }

    /// Whether its end was found.
    pub fn is_closed(self) -> bool {
        self.node().closed
    }

    /// Where it stands, from its opening to its closing bracket.
    pub fn bytes(self) -> std::ops::Range<usize> {
        let end = self.node().end.min(self.tree.text.len());
        self.node().start.min(end)..end
    }

    /// As it is written.
    pub fn written(self) -> &'t str {
        self.tree.text.get(self.bytes()).unwrap_or("")
    }

    /// The elements in it.
    pub fn elements(self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        self.node().children.iter().filter_map(move |child| match child {
            Child::Element(at) => Some(Element { tree: self.tree, at: *at }),
            Child::Text(_) => None,
        })
    }

    /// The elements in it of this name, whatever their prefix.
    pub fn all(self, name: &'static str) -> impl Iterator<Item = Element<'t>> + use<'t> {
        self.elements().filter(move |element| element.name() == name)
    }

    /// The first one along a path of names.
    pub fn at(self, path: &[&'static str]) -> Option<Element<'t>> {
        match path {
            [] => Some(self),
            [name, rest @ ..] => self.all(name).find_map(|element| element.at(rest)),
        }
    }

    /// All elements below it, in their order.
    pub fn descendants(self) -> Vec<Element<'t>> {
        // Nodes lie in the order of their beginnings.
        let end = self.bytes().end;
        let nodes = self.tree.nodes[self.at + 1..].iter().enumerate();
        let inside = nodes.take_while(|(_, node)| node.start < end);
        inside.map(|(at, _)| Element { tree: self.tree, at: self.at + 1 + at }).collect()
    }

    /// Its words on one line; none where there are none.
    pub fn line(self) -> Option<String> {
        let mut words = String::new();
        self.gather(&mut words);
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// Its text content as it came.
    pub fn content(self) -> String {
        let mut words = String::new();
        self.gather(&mut words);
        words
    }

    fn gather(self, into: &mut String) {
        for child in &self.node().children {
            match child {
                Child::Text(text) => into.push_str(text),
                Child::Element(at) => {
                    let element = Element { tree: self.tree, at: *at };
                    if fragment::is_block(element.name())
                        || matches!(element.name(), "br" | "byttl")
                    {
                        into.push(' ');
                    }
                    element.gather(into);
                }
            }
        }
    }

    /// Its blocks as paragraphs; elements of these names are left out.
    pub fn paragraphs(self, left_out: &[&str]) -> String {
        let mut paragraphs = Paragraphs::default();
        self.write(&mut paragraphs, left_out);
        paragraphs.finish()
    }

    fn write(self, into: &mut Paragraphs, left_out: &[&str]) {
        for child in &self.node().children {
            match child {
                Child::Text(text) => into.words(text),
                Child::Element(at) => {
                    let element = Element { tree: self.tree, at: *at };
                    let name = element.name();
                    if fragment::is_hidden(name) || left_out.contains(&name) {
                        continue;
                    }
                    if name == "br" {
                        into.line();
                        continue;
                    }
                    let block = fragment::is_block(name);
                    if block {
                        into.paragraph();
                    } else if matches!(name, "td" | "th") {
                        into.space();
                    }
                    element.write(into, left_out);
                    if block {
                        into.paragraph();
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(xml: &str) -> Tree {
        Tree::read(xml.as_bytes(), &Hints::default()).unwrap()
    }

    #[test]
    fn broken_rules_cost_little() {
        let tree = tree("<a><b x=1 y='2'>R&D &nbsp;&lt;&#233;<c>d</b><e/></f></a>");
        let b = tree.root().at(&["b"]).unwrap();
        assert_eq!((b.attribute("x"), b.attribute("y")), (Some("1"), Some("2")));
        assert_eq!(b.line().as_deref(), Some("R&D <éd"));
        assert!(tree.root().at(&["e"]).is_some());
        assert_eq!(b.written(), "<b x=1 y='2'>R&D &nbsp;&lt;&#233;<c>d</b>");
    }

    #[test]
    fn entities_of_a_document_are_never_expanded() {
        let laughs = "<!DOCTYPE l [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
            <l>&b;&f;</l>";
        assert_eq!(tree(laughs).root().line().as_deref(), Some("&b;&f;"));
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "<a>".repeat(100_000);
        let error = Tree::read(deep.as_bytes(), &Hints::default()).err().unwrap();
        assert_eq!(error.kind, RejectedKind::TooLarge);
    }

    #[test]
    fn encodings_are_as_declared() {
        let xml = b"<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><a>\xa3\xf3d\xbc</a>";
        let tree = Tree::read(xml, &Hints::default()).unwrap();
        assert_eq!(tree.root().line().as_deref(), Some("Łódź"));
        let broken = b"<?xml version=\"1.0\" encoding=\xffutf-8\"?><a>b</a>";
        assert!(Tree::read(broken, &Hints::default()).is_ok());
    }
}
