//! Web archives: the answers of servers in them, record by record.

use std::collections::VecDeque;
use std::io::Read;

use crate::compression::trouble;
use crate::formats::{Taken, step, whole_document};
use crate::lines::Lines;
use crate::records::{Context, Step, Steps};
use crate::source::Peeked;
use crate::{
    Format, Hints, IntakeError, Item, Moment, Place, Record, Rejected, RejectedKind, detect,
};

/// More headers than any writer makes.
const HEADERS: usize = 1 << 20;

/// The records of a web archive.
pub(crate) fn records(peeked: Peeked, context: &Context) -> Steps {
    Box::new(Archive {
        lines: Lines::of(peeked),
        context: context.clone(),
        waiting: VecDeque::new(),
        ended: false,
    })
}

struct Archive {
    lines: Lines<Peeked>,
    context: Context,
    waiting: VecDeque<Step>,
    ended: bool,
}

/// What came of reading a record.
enum Got {
    Record(Vec<u8>, usize),
    Rejected(Rejected),
    End,
}

impl Iterator for Archive {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            if let Some(step) = self.waiting.pop_front() {
                return Some(step);
            }
            if self.ended {
                return None;
            }
            let offset = self.lines.offset;
            match self.record() {
                Ok(Got::End) => self.ended = true,
                Ok(Got::Rejected(rejected)) => {
                    let place = Place { record: 0, offset };
                    return Some(Ok(self.context.rejected(Rejected { place, ..rejected })));
                }
                Ok(Got::Record(raw, body)) => {
                    for taken in items(raw, body, &self.context) {
                        let mut step = step(taken, &self.context);
                        match &mut step {
                            Ok(Record::Item(item)) => item.place.offset = offset,
                            Ok(Record::Rejected(rejected)) => rejected.place.offset = offset,
                            Err(_) => {}
                        }
                        self.waiting.push_back(step);
                    }
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
    }
}

impl Archive {
    /// The bytes of the next record and where its block begins.
    fn record(&mut self) -> Result<Got, IntakeError> {
        let mut raw = Vec::new();
        match self.fill(&mut raw) {
            Ok(Ok(Some(body))) => Ok(Got::Record(raw, body)),
            Ok(Ok(None)) => Ok(Got::End),
            Ok(Err((kind, reason))) => {
                let cut = kind != RejectedKind::Damaged;
                Ok(Got::Rejected(Rejected { cut, ..Rejected::new(kind, reason, &raw) }))
            }
            Err(error) => {
                let (kind, reason) = trouble(error)?;
                Ok(Got::Rejected(Rejected { cut: true, ..Rejected::new(kind, reason, &raw) }))
            }
        }
    }

    fn fill(
        &mut self,
        raw: &mut Vec<u8>,
    ) -> std::io::Result<Result<Option<usize>, (RejectedKind, String)>> {
        let limits = self.context.hints.limits;
        let damaged = |reason: &str| Ok(Err((RejectedKind::Damaged, reason.to_owned())));
        // Empty lines end the record before; what else stands here belongs to none.
        let mut lost = 0;
        loop {
            let before = raw.len();
            let length = self.lines.line(raw, limits.rejected_bytes.saturating_sub(before))?;
            if length == 0 {
                return if lost == 0 {
                    Ok(Ok(None))
                } else {
                    damaged("bytes that belong to no record")
                };
            }
            if raw[before..].starts_with(b"WARC/") {
                // What was lost before this record is given up with it: one trouble, one record.
                raw.drain(..before);
                break;
            }
            if raw[before..].trim_ascii().is_empty() && lost == 0 {
                raw.truncate(before);
                continue;
            }
            lost += length;
            if lost > limits.record_bytes {
                return damaged("bytes that belong to no record");
            }
        }
        loop {
            let before = raw.len();
            let length = self.lines.line(raw, HEADERS.saturating_sub(before))?;
            if length == 0 {
                return Ok(Err((
                    RejectedKind::CutOff,
                    "the archive ends inside a record's headers".to_owned(),
                )));
            }
            if raw.len() >= HEADERS {
                return damaged("the headers of a record are longer than 1 MiB");
            }
            if raw[before..].trim_ascii().is_empty() {
                break;
            }
        }
        let body = raw.len();
        let headers = String::from_utf8_lossy(raw).into_owned();
        let Some(length) = header(&headers, "content-length").and_then(|it| it.parse::<u64>().ok())
        else {
            return damaged("a record without a Content-Length");
        };
        let wanted = wanted(&headers);
        let most = if wanted { limits.record_bytes } else { 0 };
        let read = self.lines.bytes(length, raw, most.saturating_add(1))?;
        if read < length {
            let reason = format!(
                "the archive ends after {read} of {length} bytes of a record; fetch it again"
            );
            return Ok(Err((RejectedKind::CutOff, reason)));
        }
        if wanted && length > most as u64 {
            let reason = format!("longer than {} MiB", limits.record_bytes >> 20);
            return Ok(Err((RejectedKind::TooLarge, reason)));
        }
        Ok(Ok(Some(body)))
    }
}

/// Whether a record can hold a text, by its headers.
fn wanted(headers: &str) -> bool {
    matches!(header(headers, "warc-type"), Some("response" | "resource" | "conversion"))
}

fn header<'h>(headers: &'h str, name: &str) -> Option<&'h str> {
    let lines = headers.lines().skip(1);
    let mut found = lines.filter_map(|line| line.split_once(':'));
    found.find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

fn items(raw: Vec<u8>, body: usize, context: &Context) -> Vec<Taken> {
    let headers = String::from_utf8_lossy(&raw[..body]).into_owned();
    let kind = header(&headers, "warc-type").unwrap_or("none");
    if !wanted(&headers) {
        context.skip(kind);
        return Vec::new();
    }
    let block = &raw[body..];
    let declared = header(&headers, "content-type").unwrap_or("").to_ascii_lowercase();
    let answer = if declared.starts_with("application/http")
        || (kind == "response" && block.starts_with(b"HTTP/"))
    {
        match answer(block, context) {
            Ok(Some(answer)) => answer,
            Ok(None) => return Vec::new(),
            Err((kind, reason)) => return vec![Err(Rejected::new(kind, reason, &raw))],
        }
    } else {
        Answer { content_type: Some(declared), body: block.to_vec() }
    };
    let url = header(&headers, "warc-target-uri").map(|it| it.trim_matches(['<', '>']).to_owned());
    let hints = Hints {
        url,
        content_type: answer.content_type,
        name: None,
        format: None,
        ..Hints::clone(&context.hints)
    };
    let Some(format) = detect::detect(&answer.body[..answer.body.len().min(64 * 1024)], &hints)
    else {
        let media = hints
            .content_type
            .as_deref()
            .unwrap_or("")
            .split(';')
            .next()
            .unwrap_or("")
            .trim()
            .to_owned();
        context.skip(if media.is_empty() { "binary" } else { &media });
        return Vec::new();
    };
    let media = hints.content_type.as_deref().unwrap_or("").to_ascii_lowercase();
    // A script, a style, the answer of a service: text and no article.
    let plain = media.is_empty() || media.starts_with("text/plain");
    if format == Format::JsonLines || (format == Format::Text && !plain) {
        context.skip(media.split(';').next().unwrap_or("").trim());
        return Vec::new();
    }
    let fetched = header(&headers, "warc-date").and_then(Moment::parse);
    let inner = context.with(hints);
    let taken = whole_document(format, answer.body, &inner);
    let single = taken.len() == 1;
    let each = taken.into_iter().map(|taken| match taken {
        Ok(item) => {
            let item = Item { fetched: fetched.clone(), ..item };
            // One text: the record is its bytes. A feed's entries keep their own.
            if !single {
                return Ok(item);
            }
            Ok(Item {
                raw: raw.clone(),
                media_type: Format::Warc.media_type().to_owned(),
                format: Format::Warc,
                hints: Hints { format: Some(Format::Warc), ..Hints::clone(&context.hints) },
                ..item
            })
        }
        Err(rejected) => Err(Rejected { raw: raw.clone(), ..rejected }),
    });
    each.collect()
}

struct Answer {
    content_type: Option<String>,
    body: Vec<u8>,
}

/// The body of a server's answer, put together and unpacked; none where it is no page.
fn answer(block: &[u8], context: &Context) -> Result<Option<Answer>, (RejectedKind, String)> {
    let end = end_of_headers(block);
    let head = String::from_utf8_lossy(&block[..end.min(HEADERS)]).into_owned();
    let status =
        head.lines().next().unwrap_or("").split_whitespace().nth(1).unwrap_or("").to_owned();
    if !status.starts_with('2') {
        context.skip(&format!("status {}", status.chars().take(3).collect::<String>()));
        return Ok(None);
    }
    let content_type = header(&head, "content-type").map(str::to_owned);
    let media = content_type.as_deref().unwrap_or("").to_ascii_lowercase();
    let media = media.split(';').next().unwrap_or("").trim();
    if ["image/", "video/", "audio/", "font/", "application/pdf", "application/zip"]
        .iter()
        .any(|it| media.starts_with(it))
    {
        context.skip(media);
        return Ok(None);
    }
    let body = &block[end..];
    let chunked = header(&head, "transfer-encoding")
        .is_some_and(|it| it.to_ascii_lowercase().contains("chunked"));
    // Many writers put the chunks together and leave the header.
    let body =
        if chunked { unchunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let limit = context.hints.limits.record_bytes;
    let packing = header(&head, "content-encoding").unwrap_or("").to_ascii_lowercase();
    let body = match packing.as_str() {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            unpacked(flate2::read::MultiGzDecoder::new(&body[..]), limit)?
        }
        "deflate" => match unpacked(flate2::read::ZlibDecoder::new(&body[..]), limit) {
            Ok(body) => body,
            Err(_) => unpacked(flate2::read::DeflateDecoder::new(&body[..]), limit)?,
        },
        "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            let decoder = zstd::stream::read::Decoder::new(&body[..]);
            unpacked(decoder.map_err(|error| (RejectedKind::Damaged, error.to_string()))?, limit)?
        }
        "br" if std::str::from_utf8(&body).is_err() => {
            return Err((
                RejectedKind::Unsupported,
                "the page is packed with Brotli, which is not read".to_owned(),
            ));
        }
        _ => body,
    };
    Ok(Some(Answer { content_type, body }))
}

fn unpacked(read: impl Read, limit: usize) -> Result<Vec<u8>, (RejectedKind, String)> {
    let mut body = Vec::new();
    match read.take(limit as u64 + 1).read_to_end(&mut body) {
        Ok(_) if body.len() > limit => {
            Err((RejectedKind::TooLarge, format!("unpacks to more than {} MiB", limit >> 20)))
        }
        Ok(_) => Ok(body),
        // A page that was cut off in transfer is read as far as it goes.
        Err(_) if body.len() > 1024 => Ok(body),
        Err(error) => Err((RejectedKind::Damaged, format!("the packed page is damaged: {error}"))),
    }
}

fn end_of_headers(block: &[u8]) -> usize {
    let mut at = 0;
    while let Some(line) = block[at..].iter().position(|byte| *byte == b'\n') {
        let end = at + line + 1;
        if block[at..end].trim_ascii().is_empty() {
            return end;
        }
        at = end;
    }
    block.len()
}

/// A body of chunks put together; none where it is no such body.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.iter().take(1024).position(|byte| *byte == b'\n')?;
        let size = std::str::from_utf8(&rest[..end]).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(body);
        }
        let chunk = rest.get(..size.min(rest.len()))?;
        body.extend_from_slice(chunk);
        rest = rest.get(size..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(body);
        }
    }
}
