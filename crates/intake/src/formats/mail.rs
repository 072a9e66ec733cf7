//! A message: its text out of its parts.

use std::panic::catch_unwind;

use mail_parser::{Address, HeaderValue, Message, MessageParser};

use crate::formats::Taken;
use crate::fragment;
use crate::records::Context;
use crate::{Credit, CreditKind, Format, Hints, Item, Moment, Rejected, RejectedKind};

/// The item of a message.
pub(crate) fn item(bytes: Vec<u8>, context: &Context) -> Taken {
    let parsed = catch_unwind(|| {
        let message = MessageParser::default().parse(&bytes)?;
        Some(read(&message))
    });
    let Ok(Some(mut item)) = parsed else {
        let reason = "no message: it has neither headers nor parts";
        return Err(Rejected::new(RejectedKind::Damaged, reason, &bytes));
    };
    if item.text.trim().is_empty() {
        return Err(Rejected::new(
            RejectedKind::NoText,
            "the message has no text, only attachments",
            &bytes,
        ));
    }
    let hints = &context.hints;
    item.publisher = item.publisher.take().or_else(|| hints.publisher.clone());
    item.language = item.language.take().or_else(|| hints.language.clone());
    item.media_type = Format::Mail.media_type().to_owned();
    item.format = Format::Mail;
    item.hints = Hints { format: Some(Format::Mail), ..Hints::clone(hints) };
    item.raw = bytes;
    Ok(item)
}

fn read(message: &Message) -> Item {
    let header = |name: &'static str| match message.header(name) {
        Some(HeaderValue::Text(text)) => Some(text.trim().to_owned()),
        Some(HeaderValue::TextList(list)) => list.first().map(|text| text.trim().to_owned()),
        Some(HeaderValue::Address(address)) => {
            address.first().and_then(|it| it.name().or(it.address())).map(str::to_owned)
        }
        _ => None,
    };
    let named = |address: Option<&Address>| {
        let first = address?.first()?;
        first.name().or(first.address()).map(str::to_owned)
    };
    let bare = |value: String| value.trim_matches(['<', '>', ' ']).to_owned();
    let from = named(message.from());
    let mut credits = Vec::new();
    let mut add = |kind, text: Option<String>, uri: Option<String>, evidence: &str| {
        if let Some(text) = text.filter(|it| !it.is_empty()) {
            credits.push(Credit { kind, text, uri, role: None, evidence: evidence.to_owned() });
        }
    };
    add(
        CreditKind::Byline,
        from.clone(),
        message.from().and_then(|it| it.first()?.address().map(str::to_owned)),
        "From",
    );
    add(CreditKind::Provider, header("Organization"), None, "Organization");
    add(CreditKind::Provider, header("List-Id").map(bare), None, "List-Id");
    if let Some(sender) = named(message.sender()).filter(|it| Some(it) != from.as_ref()) {
        add(CreditKind::Provider, Some(sender), None, "Sender");
    }
    let date = message.date().map(|date| {
        let sign = if date.tz_before_gmt { '-' } else { '+' };
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            date.year,
            date.month,
            date.day,
            date.hour,
            date.minute,
            date.second,
            date.tz_hour,
            date.tz_minute
        )
    });
    Item {
        text: text(message),
        title: message.subject().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")),
        published: date.and_then(|date| Moment::parse(&date)),
        publisher: from,
        id: message.message_id().map(str::to_owned),
        url: header("Archived-At").map(bare).filter(|it| it.starts_with("http")),
        language: header("Content-Language"),
        credits,
        ..Item::default()
    }
}

/// The text of a message. A plain part goes before the marked-up one, unless it only says that
/// there is one.
fn text(message: &Message) -> String {
    // The parser makes a plain text of HTML itself; ours keeps paragraphs as in pages.
    let plain: Vec<String> = message
        .text_bodies()
        .filter(|part| !part.is_text_html())
        .filter_map(|part| {
            part.text_contents().map(|it| it.replace("\r\n", "\n").trim().to_owned())
        })
        .filter(|it| !it.is_empty())
        .collect();
    let marked: Vec<String> = message
        .html_bodies()
        .filter(|part| part.is_text_html())
        .filter_map(|part| part.text_contents().map(fragment::text))
        .filter(|it| !it.is_empty())
        .collect();
    let (plain, marked) = (plain.join("\n\n"), marked.join("\n\n"));
    let words = |text: &str| text.split_whitespace().count();
    if marked.is_empty() || words(&plain) * 2 > words(&marked) { plain } else { marked }
}
