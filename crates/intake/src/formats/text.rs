use crate::formats::Taken;
use crate::records::Context;
use crate::{Format, Hints, Item, Rejected, RejectedKind};

/// A text alone: all of it is the text, as it came.
pub(crate) fn item(bytes: Vec<u8>, context: &Context) -> Taken {
    let hints = &context.hints;
    let (text, notes) = match decoded(&bytes, hints) {
        Ok(decoded) => decoded,
        Err(reason) => return Err(Rejected::new(RejectedKind::Unsupported, reason, &bytes)),
    };
    if text.trim().is_empty() {
        let reason = if bytes.is_empty() {
            "the file is empty"
        } else {
            "there is no text in it, only white space"
        };
        return Err(Rejected::new(RejectedKind::NoText, reason, &bytes));
    }
    Ok(Item {
        text,
        notes,
        publisher: hints.publisher.clone(),
        url: hints.url.clone(),
        language: hints.language.clone(),
        media_type: Format::Text.media_type().to_owned(),
        format: Format::Text,
        raw: bytes,
        hints: Hints { format: Some(Format::Text), ..Hints::clone(hints) },
        ..Item::default()
    })
}

/// Bytes as text: by the encoding that was told, by a byte-order mark, by the media type's
/// `charset` where the bytes fit it, else as `sayso-text` reads them.
pub(crate) fn decoded(bytes: &[u8], hints: &Hints) -> Result<(String, Vec<String>), String> {
    let told = hints.encoding.as_deref();
    let charset = hints.content_type.as_deref().and_then(charset);
    decoded_as(bytes, told, charset)
}

/// The same with labels; the first is believed, the second only if the bytes fit it.
pub(crate) fn decoded_as(
    bytes: &[u8],
    told: Option<&str>,
    declared: Option<&str>,
) -> Result<(String, Vec<String>), String> {
    let label = |label: &str| encoding_rs::Encoding::for_label(label.trim().as_bytes());
    if let Some(encoding) = told.and_then(label) {
        let (text, _, damaged) = encoding.decode(bytes);
        return Ok((text.into_owned(), damage_note(damaged).into_iter().collect()));
    }
    let marked = encoding_rs::Encoding::for_bom(bytes).is_some();
    if !marked
        && std::str::from_utf8(bytes).is_err()
        && let Some(encoding) = declared.and_then(label).filter(|it| *it != encoding_rs::UTF_8)
    {
        let (text, damaged) = encoding.decode_without_bom_handling(bytes);
        if !damaged {
            return Ok((text.into_owned(), Vec::new()));
        }
    }
    let decoded = sayso_text::decode(bytes).map_err(|error| error.to_string())?;
    let mut notes = Vec::new();
    if decoded.by == sayso_text::DecodedBy::Guess {
        notes.push(format!("read as {}, a guess", decoded.encoding));
    }
    notes.extend(damage_note(decoded.damaged));
    Ok((decoded.text, notes))
}

fn damage_note(damaged: bool) -> Option<String> {
    damaged.then(|| "bytes that fit no character stand as U+FFFD".to_owned())
}

/// The `charset` of a media type.
pub(crate) fn charset(content_type: &str) -> Option<&str> {
    let mut parts = content_type.split(';').skip(1);
    let value = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })?;
    Some(value.trim().trim_matches(['"', '\'']))
}
