//! RSS 0.9 to 2.0 and Atom. Elements are known by their names, whatever their prefixes are bound
//! to: feeds forget to bind them.

use crate::formats::Taken;
use crate::fragment;
use crate::records::Context;
use crate::xml::{Element, Tree};
use crate::{Credit, CreditKind, Format, Hints, Item, Moment, Place, Rejected, RejectedKind};

/// The items of a feed, or of one entry of it that stands alone.
pub(crate) fn items(bytes: Vec<u8>, context: &Context) -> Vec<Taken> {
    let tree = match Tree::read(&bytes, &context.hints) {
        Ok(tree) => tree,
        Err(rejected) => return vec![Err(rejected)],
    };
    let root = tree.root();
    let entries: Vec<Element> = match root.name() {
        "item" | "entry" => vec![root],
        _ => {
            let inside = root.elements().flat_map(|it| {
                if it.name() == "channel" { it.elements().collect() } else { vec![it] }
            });
            inside.filter(|it| matches!(it.name(), "item" | "entry")).collect()
        }
    };
    let channel = Channel::of(root, &context.hints);
    let mut taken = Vec::new();
    for entry in &entries {
        if entry.is_closed() {
            let place = Place { record: 0, offset: entry.bytes().start as u64 };
            taken.push(item(*entry, &channel, context).map(|item| Item { place, ..item }));
        }
    }
    for item in taken.iter_mut().flatten() {
        item.notes.extend(tree.notes.iter().cloned());
    }
    if let Some((reason, at)) = &tree.broken {
        let open = entries.iter().find(|entry| !entry.is_closed()).map(|entry| entry.bytes().start);
        let from = open.unwrap_or(*at).min(tree.text.len());
        let rest = tree.text.as_bytes().get(from..).unwrap_or(b"");
        let reason = format!("the feed breaks the rules of XML here: {reason}");
        let kind =
            if *at >= tree.text.len() { RejectedKind::CutOff } else { RejectedKind::Damaged };
        let place = Place { record: 0, offset: from as u64 };
        taken.push(Err(Rejected { place, ..Rejected::new(kind, reason, rest) }));
    }
    if taken.is_empty() && entries.is_empty() {
        // An empty feed is no trouble: there is no news.
        context.note("the feed has no entries".to_owned());
    }
    taken
}

/// What a feed says of all its entries.
struct Channel {
    publisher: Option<String>,
    language: Option<String>,
    author: Vec<String>,
    credits: Vec<Credit>,
}

impl Channel {
    fn of(root: Element, hints: &Hints) -> Channel {
        let head = root.at(&["channel"]).unwrap_or(root);
        let is_entry = matches!(root.name(), "item" | "entry");
        let title = head.at(&["title"]).filter(|_| !is_entry).and_then(plain);
        let language = head.at(&["language"]).and_then(Element::line).filter(|_| !is_entry);
        let mut credits = Vec::new();
        if !is_entry {
            for name in ["copyright", "rights"] {
                let element = head.elements().find(|it| it.name() == name);
                let path = format!("{}/{name}", head.name());
                credits.extend(element.and_then(|it| credit(CreditKind::Rights, it, &path)));
            }
        }
        Channel {
            publisher: title.or_else(|| hints.publisher.clone()),
            language: language
                .or_else(|| root.attribute("lang").filter(|_| !is_entry).map(str::to_owned))
                .or_else(|| hints.language.clone()),
            author: if is_entry { Vec::new() } else { authors(head) },
            credits,
        }
    }
}

fn item(entry: Element, channel: &Channel, context: &Context) -> Taken {
    let title = entry.at(&["title"]).and_then(plain);
    let full = entry
        .elements()
        .find(|it| it.qualified() == "content:encoded" || it.name() == "encoded")
        .or_else(|| {
            entry.elements().find(|it| {
                it.name() == "content"
                    && it.attribute("src").is_none()
                    && it.attribute("url").is_none()
            })
        })
        .or_else(|| {
            entry.elements().find(|it| matches!(it.name(), "fulltext" | "full-text" | "body"))
        })
        .map(marked_up)
        .filter(|text| !text.is_empty());
    let short = entry
        .elements()
        .find(|it| {
            matches!(it.name(), "description" | "summary")
                && !it.qualified().starts_with("media:")
                && !it.qualified().starts_with("itunes:")
        })
        .or_else(|| entry.elements().find(|it| it.name() == "description"))
        .or_else(|| entry.at(&["group", "description"]))
        .map(marked_up)
        .filter(|text| !text.is_empty());
    let raw = entry.written().as_bytes();
    let (text, summary, teaser) = match (full, short) {
        // Some put the teaser into the content and the article into the description.
        (Some(full), Some(short)) if short.len() > full.len() => (short, Some(full), false),
        (Some(full), short) => (full, short, false),
        (None, Some(short)) => (short, None, true),
        (None, None) => match &title {
            Some(title) => (title.clone(), None, true),
            None => {
                return Err(Rejected::new(
                    RejectedKind::NoText,
                    "the entry has neither a text nor a title",
                    raw,
                ));
            }
        },
    };
    let moment = |names: &[&str]| {
        let found = names.iter().find_map(|name| entry.elements().find(|it| it.name() == *name));
        found.and_then(Element::line).and_then(|text| Moment::parse(&text))
    };
    let own = authors(entry);
    let language = entry.at(&["language"]).and_then(Element::line);
    let (url, canonical_url) = links(entry);
    let hints = &context.hints;
    Ok(Item {
        text,
        title,
        summary,
        authors: if own.is_empty() { channel.author.clone() } else { own },
        published: moment(&["pubDate", "published", "issued", "date", "created"])
            .or_else(|| moment(&["updated"])),
        modified: moment(&["updated", "modified"]),
        publisher: channel.publisher.clone(),
        url,
        canonical_url,
        id: entry
            .at(&["guid"])
            .or_else(|| entry.at(&["id"]))
            .or_else(|| entry.at(&["identifier"]))
            .and_then(Element::line)
            .or_else(|| entry.attribute("about").map(str::to_owned)),
        language: entry
            .attribute("lang")
            .map(str::to_owned)
            .or(language)
            .or_else(|| channel.language.clone()),
        credits: credits(entry).into_iter().chain(channel.credits.iter().cloned()).collect(),
        teaser,
        media_type: if entry.name() == "entry" {
            "application/atom+xml"
        } else {
            "application/rss+xml"
        }
        .to_owned(),
        format: Format::Feed,
        raw: raw.to_vec(),
        hints: Hints {
            format: Some(Format::Feed),
            publisher: channel.publisher.clone(),
            language: channel.language.clone(),
            encoding: Some("utf-8".to_owned()),
            content_type: None,
            ..Hints::clone(hints)
        },
        ..Item::default()
    })
}

/// An element's words on one line; markup in them is left away.
fn plain(element: Element) -> Option<String> {
    let line = element.line()?;
    // Titles are escaped once too often as a rule.
    let line = crate::markup::decoded(&fragment::text_of_maybe_html(&line));
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// A text that is escaped HTML, XHTML or plain.
fn marked_up(element: Element) -> String {
    if element.elements().next().is_some() {
        return element.paragraphs(&[]);
    }
    let content = element.content();
    match element.attribute("type") {
        Some("text") | Some("text/plain") => content.trim().to_owned(),
        _ if content.contains('<') || content.contains('&') => fragment::text(&content),
        // Plain text in a description keeps its lines.
        _ => content.trim().to_owned(),
    }
}

fn authors(of: Element) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for element in
        of.elements().filter(|it| matches!(it.name(), "author" | "creator" | "managingEditor"))
    {
        let name = element.at(&["name"]).unwrap_or(element).line();
        // "a@b.example (Ilka Dorn)"
        let name = name.map(|line| match line.split_once('(') {
            Some((mail, name)) if mail.contains('@') => {
                name.trim_end_matches(')').trim().to_owned()
            }
            _ => line,
        });
        names.extend(name.filter(|name| !name.is_empty() && !names.contains(name)));
    }
    names
}

/// The address of the article, and the one it gives as its own.
fn links(entry: Element) -> (Option<String>, Option<String>) {
    let address =
        |element: Element| element.attribute("href").map(str::to_owned).or_else(|| element.line());
    let links: Vec<Element> = entry.all("link").collect();
    let rel = |wanted: &str| {
        links
            .iter()
            .find(|it| it.attribute("rel").unwrap_or("alternate") == wanted)
            .and_then(|it| address(*it))
    };
    let guid = || {
        let guid = entry.at(&["guid"]).filter(|it| it.attribute("isPermaLink") != Some("false"))?;
        guid.line().filter(|it| it.starts_with("http"))
    };
    let original = entry.elements().find(|it| it.name() == "origLink").and_then(Element::line);
    let shown = rel("alternate").or_else(|| links.first().and_then(|it| address(*it)));
    (shown.or_else(guid), original.or_else(|| rel("canonical")))
}

fn credit(kind: CreditKind, element: Element, path: &str) -> Option<Credit> {
    let text = element
        .at(&["title"])
        .or_else(|| element.at(&["name"]))
        .unwrap_or(element)
        .line()
        .or_else(|| element.attribute("url").map(str::to_owned))?;
    let uri = ["url", "href", "resource"]
        .iter()
        .find_map(|name| element.attribute(name))
        .map(str::to_owned);
    let uri = uri.or_else(|| element.at(&["link"])?.attribute("href").map(str::to_owned));
    let uri = uri.or_else(|| element.at(&["id"]).and_then(Element::line));
    let role = element.attribute("role").map(str::to_owned);
    Some(Credit { kind, text, uri, role, evidence: path.to_owned() })
}

fn credits(entry: Element) -> Vec<Credit> {
    let mut credits = Vec::new();
    let in_group = entry.all("group").flat_map(Element::elements);
    for element in entry.elements().chain(in_group) {
        let kind = match element.name() {
            "source" => CreditKind::Source,
            "publisher" | "provider" => CreditKind::Provider,
            "rights" | "copyright" => CreditKind::Rights,
            "credit" | "creditline" => CreditKind::CreditLine,
            "byline" => CreditKind::Byline,
            "agency" | "newsagency" | "wire" => CreditKind::Agency,
            "contributor" => CreditKind::Contributor,
            "infoSource" | "infosource" => CreditKind::InfoSource,
            _ => continue,
        };
        credits.extend(credit(kind, element, &format!("{}/{}", entry.name(), element.qualified())));
    }
    credits
}
