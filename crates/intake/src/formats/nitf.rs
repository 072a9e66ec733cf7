//! NITF 3.

use crate::formats::Taken;
use crate::records::Context;
use crate::xml::{Element, Tree};
use crate::{Credit, CreditKind, Format, Hints, Item, Moment, Rejected, RejectedKind};

/// The item of a document.
pub(crate) fn item(bytes: Vec<u8>, context: &Context) -> Taken {
    let hints = &context.hints;
    let tree = Tree::read(&bytes, hints)?;
    let root = tree.root();
    let reject = |kind, reason: String| Err(Rejected::new(kind, reason, &bytes));
    if let Some((reason, _)) = &tree.broken {
        return reject(
            RejectedKind::Damaged,
            format!("the document breaks the rules of XML: {reason}"),
        );
    }
    let head = root.at(&["body", "body.head"]);
    let data = root.at(&["head", "docdata"]);
    let in_head = |path: &[&'static str]| head.and_then(|it| it.at(path));
    let in_data = |path: &[&'static str]| data.and_then(|it| it.at(path));
    let mut text =
        root.at(&["body", "body.content"]).map(|it| it.paragraphs(&["media"])).unwrap_or_default();
    let summary = in_head(&["abstract"]).map(|it| it.paragraphs(&[])).filter(|it| !it.is_empty());
    let teaser = text.is_empty();
    if teaser {
        match &summary {
            Some(summary) => text = summary.clone(),
            None => {
                return reject(RejectedKind::NoText, "the document has no body.content".to_owned());
            }
        }
    }
    // A dateline stands before the first words in print; here it has an element of its own.
    if let Some(dateline) = in_head(&["dateline"]).and_then(Element::line)
        && !text.starts_with(&dateline)
    {
        text = format!("{dateline}\n\n{text}");
    }
    let norm = |element: Option<Element>| {
        element.and_then(|it| it.attribute("norm")).and_then(Moment::parse)
    };
    let pubdata = root.at(&["head", "pubdata"]);
    let names = |element: Element| {
        element.at(&["person"]).and_then(Element::line).or_else(|| element.line())
    };
    let publisher = pubdata
        .and_then(|it| it.attribute("name").map(str::to_owned))
        .or_else(|| in_head(&["distributor"]).and_then(Element::line))
        .or_else(|| {
            in_data(&["doc.copyright"]).and_then(|it| it.attribute("holder").map(str::to_owned))
        });
    let published = norm(in_data(&["date.issue"]))
        .or_else(|| norm(in_head(&["dateline", "story.date"])))
        .or_else(|| pubdata.and_then(|it| it.attribute("date.publication")).and_then(Moment::parse))
        .or_else(|| norm(in_data(&["date.release"])));
    let change = root
        .at(&["head", "revision-history"])
        .and_then(|it| it.attribute("norm"))
        .and_then(Moment::parse);
    Ok(Item {
        text,
        title: in_head(&["hedline", "hl1"])
            .or_else(|| in_head(&["hedline"]))
            .or_else(|| root.at(&["head", "title"]))
            .and_then(Element::line),
        summary: summary.filter(|_| !teaser),
        authors: head
            .iter()
            .flat_map(|it| it.all("byline"))
            .filter_map(names)
            .map(|it| without_by(&it))
            .collect(),
        published,
        modified: change,
        embargo: norm(in_data(&["date.release"]))
            .filter(|it| Some(it) != norm(in_data(&["date.issue"])).as_ref()),
        publisher: publisher.or_else(|| hints.publisher.clone()),
        url: root
            .at(&["head", "pubdata"])
            .and_then(|it| it.attribute("ex-ref").map(str::to_owned))
            .filter(|it| it.starts_with("http"))
            .or_else(|| hints.url.clone()),
        id: in_data(&["doc-id"]).and_then(|it| it.attribute("id-string").map(str::to_owned)),
        version: in_data(&["du-key"]).and_then(|it| it.attribute("version").map(str::to_owned)),
        status: data.and_then(|it| it.attribute("management-status").map(str::to_owned)),
        language: root.attribute("lang").map(str::to_owned).or_else(|| hints.language.clone()),
        credits: credits(root),
        teaser,
        notes: tree.notes.clone(),
        media_type: Format::Nitf.media_type().to_owned(),
        format: Format::Nitf,
        hints: Hints { format: Some(Format::Nitf), ..Hints::clone(hints) },
        raw: bytes.clone(),
        ..Item::default()
    })
}

fn without_by(line: &str) -> String {
    match line.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => line[3..].trim().to_owned(),
        _ => line.to_owned(),
    }
}

fn credits(root: Element) -> Vec<Credit> {
    let mut credits = Vec::new();
    let mut add = |kind, text: Option<String>, uri: Option<&str>, evidence: &str| {
        if let Some(text) = text.filter(|it| !it.is_empty()) {
            let uri = uri.map(str::to_owned);
            credits.push(Credit { kind, text, uri, role: None, evidence: evidence.to_owned() });
        }
    };
    let attribute = |element: Element, name| element.attribute(name).map(str::to_owned);
    for element in root.descendants() {
        match element.name() {
            "byline" => add(CreditKind::Byline, element.line(), None, "body.head/byline"),
            "distributor" => {
                let code = element.at(&["org"]).and_then(|it| it.attribute("value"));
                add(CreditKind::Provider, element.line(), code, "body.head/distributor");
            }
            "doc-id" => add(
                CreditKind::Source,
                attribute(element, "regsrc"),
                None,
                "docdata/doc-id/@regsrc",
            ),
            "doc.copyright" => add(
                CreditKind::Rights,
                attribute(element, "holder"),
                None,
                "docdata/doc.copyright/@holder",
            ),
            "doc.rights" => {
                add(
                    CreditKind::Rights,
                    attribute(element, "owner"),
                    None,
                    "docdata/doc.rights/@owner",
                );
                add(
                    CreditKind::Provider,
                    attribute(element, "provider"),
                    None,
                    "docdata/doc.rights/@provider",
                );
            }
            "rights.owner" => {
                add(CreditKind::Rights, element.line(), None, "body.head/rights/rights.owner")
            }
            "rights.agent" => {
                add(CreditKind::Provider, element.line(), None, "body.head/rights/rights.agent")
            }
            "tagline" => add(CreditKind::CreditLine, element.line(), None, "body.end/tagline"),
            "pubdata" => {
                add(CreditKind::Provider, attribute(element, "name"), None, "head/pubdata/@name")
            }
            "ds" => add(CreditKind::Source, attribute(element, "value"), None, "ds"),
            _ => {}
        }
    }
    credits
}
