//! Boxes of messages: each begins with a line `From …` behind an empty one.

use crate::compression::trouble;
use crate::formats::{mail, step_at};
use crate::lines::Lines;
use crate::records::{Context, Step, Steps};
use crate::source::Peeked;
use crate::{Format, Hints, IntakeError, Place, Rejected, RejectedKind};

/// The records of a box.
pub(crate) fn records(peeked: Peeked, context: &Context) -> Steps {
    let next = Vec::new();
    Box::new(Messages {
        lines: Lines::of(peeked),
        context: context.clone(),
        next,
        start: 0,
        ended: false,
    })
}

struct Messages {
    lines: Lines<Peeked>,
    context: Context,
    /// The `From` line of the next message.
    next: Vec<u8>,
    /// Where that line stands.
    start: u64,
    ended: bool,
}

impl Iterator for Messages {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        while !self.ended {
            let place = Place { record: 0, offset: self.start };
            let taken = match self.message() {
                Ok(Ok(raw)) if raw.trim_ascii().is_empty() => continue,
                Ok(Ok(raw)) => item(raw, &self.context),
                Ok(Err(rejected)) => Err(rejected),
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            };
            return Some(step_at(taken, place, &self.context));
        }
        None
    }
}

impl Messages {
    fn message(&mut self) -> Result<Result<Vec<u8>, Rejected>, IntakeError> {
        let limit = self.context.hints.limits.record_bytes;
        let mut raw = std::mem::take(&mut self.next);
        let mut length = raw.len();
        let mut empty_before = raw.is_empty();
        loop {
            let before = raw.len();
            let start = self.lines.offset;
            // What is too long is passed over line by line; its beginning is kept.
            let most = if length > limit { 256 } else { limit.saturating_sub(length) + 256 };
            let read = match self.lines.line(&mut raw, most) {
                Ok(read) => read,
                Err(error) => {
                    let (kind, reason) = trouble(error)?;
                    self.start = self.lines.offset;
                    return Ok(Err(Rejected { cut: true, ..Rejected::new(kind, reason, &raw) }));
                }
            };
            if read == 0 {
                self.ended = true;
                break;
            }
            let line = &raw[before..];
            if empty_before && is_from_line(line) && before > 0 {
                self.next = raw.split_off(before);
                self.start = start;
                break;
            }
            empty_before = line.trim_ascii().is_empty();
            length += read;
            if length > limit {
                raw.truncate(limit.min(before.max(self.context.hints.limits.rejected_bytes)));
            }
        }
        if length > limit {
            let reason = format!("longer than {} MiB", limit >> 20);
            return Ok(Err(Rejected {
                cut: true,
                ..Rejected::new(RejectedKind::TooLarge, reason, &raw)
            }));
        }
        Ok(Ok(raw))
    }
}

/// `From sender Tue Apr 14 09:30:00 2026`: a sentence that begins so has no time of day at this
/// place.
fn is_from_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let rest = String::from_utf8_lossy(&rest[..rest.len().min(300)]).into_owned();
    let clock = |word: &str| {
        let mut parts = word.split(':');
        let number = |part: Option<&str>| {
            part.is_some_and(|it| it.len() == 2 && it.bytes().all(|b| b.is_ascii_digit()))
        };
        number(parts.next()) && number(parts.next())
    };
    rest.split_whitespace().any(clock)
}

fn item(raw: Vec<u8>, context: &Context) -> crate::formats::Taken {
    let end = raw.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let from = if raw.starts_with(b"From ") { end } else { 0 };
    let message = unquoted(&raw[from..]);
    match mail::item(message, context) {
        Ok(mut item) => {
            item.hints = Hints { format: Some(Format::Mbox), ..Hints::clone(&context.hints) };
            item.format = Format::Mbox;
            item.media_type = Format::Mbox.media_type().to_owned();
            item.raw = raw;
            Ok(item)
        }
        Err(rejected) => Err(Rejected { raw, ..rejected }),
    }
}

/// A message whose lines `>From` are `From` again.
fn unquoted(message: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        let marks = line.iter().take_while(|byte| **byte == b'>').count();
        let quoted = marks > 0 && line[marks..].starts_with(b"From ");
        plain.extend_from_slice(if quoted { &line[1..] } else { line });
    }
    plain
}
