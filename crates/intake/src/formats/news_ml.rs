//! NewsML-G2: a news item alone or in a message. Packages only list items and are counted.

use crate::formats::Taken;
use crate::fragment;
use crate::records::Context;
use crate::xml::{Element, Tree};
use crate::{Credit, CreditKind, Format, Hints, Item, Moment, Place, Rejected, RejectedKind};

/// The items of a document.
pub(crate) fn items(bytes: Vec<u8>, context: &Context) -> Vec<Taken> {
    let tree = match Tree::read(&bytes, &context.hints) {
        Ok(tree) => tree,
        Err(rejected) => return vec![Err(rejected)],
    };
    let root = tree.root();
    let kinds =
        ["newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"];
    let mut found: Vec<Element> = Vec::new();
    if kinds.contains(&root.name()) {
        found.push(root);
    } else {
        let mut end = 0;
        for element in root.descendants() {
            if kinds.contains(&element.name()) && element.bytes().start >= end {
                end = element.bytes().end;
                found.push(element);
            }
        }
    }
    let mut taken = Vec::new();
    for element in found {
        let place = Place { record: 0, offset: element.bytes().start as u64 };
        let class = element.at(&["itemMeta", "itemClass"]).and_then(code).unwrap_or_default();
        if element.name() != "newsItem" {
            context.skip(element.name());
        } else if !element.is_closed() {
            let reason = "the item is cut off; fetch it again";
            let raw = element.written().as_bytes();
            taken.push(Err(Rejected { place, ..Rejected::new(RejectedKind::CutOff, reason, raw) }));
        } else {
            match item(element, context) {
                Err(_)
                    if !class.is_empty()
                        && !class.ends_with(":text")
                        && !class.ends_with(":composite") =>
                {
                    context.skip(class.rsplit(':').next().unwrap_or(&class));
                }
                Ok(item) => taken.push(Ok(Item { place, ..item })),
                Err(rejected) => taken.push(Err(Rejected { place, ..rejected })),
            }
        }
    }
    for item in taken.iter_mut().flatten() {
        item.notes.extend(tree.notes.iter().cloned());
    }
    if let (Some((reason, at)), true) = (&tree.broken, taken.iter().all(Result::is_ok)) {
        let rest = tree.text.as_bytes().get((*at).min(tree.text.len())..).unwrap_or(b"");
        let reason = format!("the document breaks the rules of XML here: {reason}");
        let place = Place { record: 0, offset: *at as u64 };
        taken.push(Err(Rejected { place, ..Rejected::new(RejectedKind::Damaged, reason, rest) }));
    }
    taken
}

fn item(element: Element, context: &Context) -> Taken {
    let hints = &context.hints;
    let raw = element.written().as_bytes();
    let meta = element.at(&["itemMeta"]);
    let content = element.at(&["contentMeta"]);
    let at = |path: &[&'static str]| element.at(path);
    let line = |path: &[&'static str]| at(path).and_then(Element::line);
    let moment = |path: &[&'static str]| line(path).and_then(|text| Moment::parse(&text));
    let text = body(element);
    let description = line(&["contentMeta", "description"]);
    let Some(text) = text.or_else(|| description.clone()) else {
        let reason = "the item has no text inside it, nor a description";
        return Err(Rejected::new(RejectedKind::NoText, reason, raw));
    };
    let headlines: Vec<Element> = content.iter().flat_map(|it| it.all("headline")).collect();
    let main =
        headlines.iter().find(|it| it.attribute("role").is_none_or(|role| role.ends_with("main")));
    let title = main
        .or(headlines.first())
        .and_then(|it| it.line())
        .or_else(|| line(&["itemMeta", "title"]));
    let provider = meta.and_then(|it| it.at(&["provider"])).and_then(name);
    let authors = content.iter().flat_map(|it| it.all("creator")).filter_map(name).collect();
    let status = meta.and_then(|it| it.at(&["pubStatus"])).and_then(code);
    let language = content
        .and_then(|it| it.at(&["language"]))
        .and_then(|it| it.attribute("tag"))
        .or_else(|| element.attribute("lang"));
    Ok(Item {
        teaser: description.as_deref() == Some(text.as_str()),
        summary: description.filter(|it| *it != text),
        text,
        title,
        authors,
        published: moment(&["itemMeta", "firstCreated"])
            .or_else(|| moment(&["contentMeta", "contentCreated"]))
            .or_else(|| moment(&["itemMeta", "versionCreated"])),
        modified: moment(&["itemMeta", "versionCreated"])
            .or_else(|| moment(&["contentMeta", "contentModified"])),
        embargo: moment(&["itemMeta", "embargoed"]),
        publisher: provider.or_else(|| hints.publisher.clone()),
        url: hints.url.clone(),
        canonical_url: element.all("itemMeta").flat_map(|it| it.all("link")).find_map(|it| {
            it.attribute("rel")
                .filter(|rel| rel.contains("original") || rel.contains("permalink"))?;
            it.attribute("href").map(str::to_owned)
        }),
        id: element.attribute("guid").map(str::to_owned),
        version: element.attribute("version").map(str::to_owned),
        status: status.map(|code| code.rsplit(':').next().unwrap_or(&code).to_owned()),
        language: language.map(str::to_owned).or_else(|| hints.language.clone()),
        credits: credits(element),
        media_type: Format::NewsMl.media_type().to_owned(),
        format: Format::NewsMl,
        raw: raw.to_vec(),
        hints: Hints {
            format: Some(Format::NewsMl),
            encoding: Some("utf-8".to_owned()),
            content_type: None,
            ..Hints::clone(hints)
        },
        ..Item::default()
    })
}

/// The text of the first content that has one: markup before plain text.
fn body(item: Element) -> Option<String> {
    let contents: Vec<Element> = item.all("contentSet").flat_map(Element::elements).collect();
    let inline = contents.iter().filter(|it| it.name() == "inlineXML").map(|it| {
        // The page's own head, the heading inside its body and NITF's head are the title's.
        let body =
            it.descendants().into_iter().find(|it| matches!(it.name(), "body.content" | "body"));
        body.unwrap_or(*it).paragraphs(&["body.head", "hedline"])
    });
    let data = contents.iter().filter(|it| it.name() == "inlineData").filter_map(|it| {
        let kind = it.attribute("contenttype").unwrap_or("text/plain");
        let content = it.content();
        if it.attribute("encoding").is_some()
            || !kind.starts_with("text/") && !kind.contains("html")
        {
            return None;
        }
        Some(if kind.contains("html") {
            fragment::text(&content)
        } else {
            content.trim().to_owned()
        })
    });
    inline.chain(data).find(|text| !text.is_empty())
}

/// What names a party: its name, the literal, the end of its code.
fn name(party: Element) -> Option<String> {
    let tail = |code: &str| code.rsplit([':', '/']).next().map(str::to_owned);
    party
        .at(&["name"])
        .and_then(Element::line)
        .or_else(|| party.attribute("literal").map(str::to_owned))
        .or_else(|| party.attribute("qcode").and_then(tail))
        .or_else(|| party.attribute("uri").and_then(tail))
        .or_else(|| party.line())
}

fn code(element: Element) -> Option<String> {
    let found = ["qcode", "uri", "literal"].iter().find_map(|name| element.attribute(name));
    found.map(str::to_owned)
}

fn credits(item: Element) -> Vec<Credit> {
    let places = [
        ("contentMeta", "infoSource", CreditKind::InfoSource),
        ("contentMeta", "creditline", CreditKind::CreditLine),
        ("contentMeta", "by", CreditKind::Byline),
        ("contentMeta", "contributor", CreditKind::Contributor),
        ("itemMeta", "provider", CreditKind::Provider),
        ("rightsInfo", "copyrightHolder", CreditKind::Rights),
        ("rightsInfo", "copyrightNotice", CreditKind::Rights),
    ];
    let mut credits = Vec::new();
    for (parent, child, kind) in places {
        for element in item.elements().filter(|it| it.name() == parent).flat_map(|it| it.all(child))
        {
            if let Some(text) = name(element) {
                let uri = code(element).filter(|code| *code != text);
                let role = element.attribute("role").map(str::to_owned);
                credits.push(Credit {
                    kind,
                    text,
                    uri,
                    role,
                    evidence: format!("{parent}/{child}"),
                });
            }
        }
    }
    credits
}
