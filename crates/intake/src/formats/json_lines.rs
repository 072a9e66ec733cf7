//! JSON values one a line, one behind another, or in one list.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader};

use serde_json::{Map, Value};

use crate::compression::trouble;
use crate::formats::{Taken, step_at};
use crate::records::{Context, Step, Steps};
use crate::source::Peeked;
use crate::{Place, Rejected, RejectedKind};

/// The items of one object.
pub(crate) type Items = fn(&Map<String, Value>, Vec<u8>, &Context) -> Vec<Taken>;

/// The records of such a source; `read` takes the items out of an object.
pub(crate) fn records(peeked: Peeked, context: &Context, read: Items) -> Steps {
    let split = split_of(peeked.head());
    let pieces = Pieces {
        read: BufReader::with_capacity(64 * 1024, peeked),
        split,
        offset: 0,
        limit: context.hints.limits.record_bytes,
        kept: context.hints.limits.rejected_bytes,
    };
    Box::new(Values {
        pieces,
        read,
        context: context.clone(),
        waiting: VecDeque::new(),
        ended: false,
    })
}

/// How values stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Split {
    /// By line ends: a broken line costs no other.
    Lines,
    /// By brackets: values over several lines, or in a list.
    Brackets { list: bool },
}

fn split_of(head: &[u8]) -> Split {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (first, second) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    if let Some(rest) = text.strip_prefix('[') {
        // A list a line is lines only where the first one ends.
        let whole = serde_json::from_str::<Value>(first).is_ok() && second.starts_with('[');
        return if whole && !rest.is_empty() {
            Split::Lines
        } else {
            Split::Brackets { list: true }
        };
    }
    let whole = || serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok();
    if second.is_empty() || second.starts_with('{') || whole() {
        Split::Lines
    } else {
        Split::Brackets { list: false }
    }
}

struct Values {
    pieces: Pieces,
    read: Items,
    context: Context,
    waiting: VecDeque<Step>,
    ended: bool,
}

impl Iterator for Values {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            if let Some(step) = self.waiting.pop_front() {
                return Some(step);
            }
            if self.ended {
                return None;
            }
            match self.pieces.next() {
                Ok(None) => self.ended = true,
                Ok(Some(piece)) => self.take(piece),
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
    }
}

impl Values {
    fn take(&mut self, piece: Piece) {
        let place = Place { record: 0, offset: piece.offset };
        let taken = match piece.trouble {
            Some((kind, reason)) => {
                vec![Err(Rejected { cut: piece.cut, ..Rejected::new(kind, reason, &piece.bytes) })]
            }
            None => items(piece.bytes, &self.context, self.read),
        };
        for taken in taken {
            self.waiting.push_back(step_at(taken, place, &self.context));
        }
    }
}

/// The items of one value: itself, or those in a list that it holds.
pub(crate) fn items(bytes: Vec<u8>, context: &Context, read: Items) -> Vec<Taken> {
    let damaged = |reason: String| vec![Err(Rejected::new(RejectedKind::Damaged, reason, &bytes))];
    let (text, notes) = match crate::formats::text::decoded(&bytes, &context.hints) {
        Ok(decoded) => decoded,
        Err(reason) => return damaged(reason),
    };
    let value: Value = match serde_json::from_str(&text) {
        Ok(value) => value,
        Err(error) => return damaged(format!("not JSON: {error}")),
    };
    let mut taken = match value {
        Value::Object(object) => read(&object, bytes, context),
        Value::Array(list) => of_list(&list, context, read),
        _ => damaged("a JSON value that is no object; each item must be one".to_owned()),
    };
    for item in taken.iter_mut().flatten() {
        item.notes.splice(0..0, notes.iter().cloned());
    }
    taken
}

fn of_list(list: &[Value], context: &Context, read: Items) -> Vec<Taken> {
    let each = list.iter().flat_map(|value| {
        let raw = value.to_string().into_bytes();
        match value.as_object() {
            Some(object) => read(object, raw, context),
            None => {
                let reason = "a JSON value that is no object; each item must be one";
                vec![Err(Rejected::new(RejectedKind::Damaged, reason, &raw))]
            }
        }
    });
    each.collect()
}

/// The bytes of one value.
struct Piece {
    bytes: Vec<u8>,
    offset: u64,
    /// Whether bytes of it are left away.
    cut: bool,
    trouble: Option<(RejectedKind, String)>,
}

struct Pieces {
    read: BufReader<Peeked>,
    split: Split,
    offset: u64,
    limit: usize,
    kept: usize,
}

impl Pieces {
    fn next(&mut self) -> Result<Option<Piece>, crate::IntakeError> {
        loop {
            let piece = self.piece()?;
            match piece {
                Some(piece) if piece.trouble.is_none() && piece.bytes.is_empty() => continue,
                other => return Ok(other),
            }
        }
    }

    fn piece(&mut self) -> Result<Option<Piece>, crate::IntakeError> {
        let mut scan = Scan::new(self.split);
        let mut bytes = Vec::new();
        let mut start = self.offset;
        let mut length: usize = 0;
        let mut failed = None;
        let mut ended = false;
        loop {
            let available = match self.read.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    failed = Some(trouble(error)?);
                    break;
                }
            };
            if available.is_empty() {
                ended = true;
                break;
            }
            let (used, from, done) = scan.go(available);
            if length == 0 {
                start = self.offset + from as u64;
            }
            let piece = &available[from.min(used)..used];
            // What is too long is passed over without being kept.
            let room = if length > self.limit { self.kept } else { self.limit + 1 };
            bytes.extend_from_slice(&piece[..piece.len().min(room.saturating_sub(bytes.len()))]);
            length += piece.len();
            self.read.consume(used);
            self.offset += used as u64;
            if done {
                break;
            }
        }
        if ended && length == 0 && failed.is_none() {
            return Ok(None);
        }
        while bytes.last().is_some_and(|byte| byte.is_ascii_whitespace()) {
            bytes.pop();
        }
        let long = length > self.limit;
        let trouble = failed.or_else(|| {
            long.then(|| (RejectedKind::TooLarge, format!("longer than {} MiB", self.limit >> 20)))
        });
        let cut = long || (trouble.is_some() && ended);
        Ok(Some(Piece { bytes, offset: start, cut, trouble }))
    }
}

/// Finds the end of a value.
struct Scan {
    split: Split,
    depth: usize,
    in_string: bool,
    escaped: bool,
    begun: bool,
}

impl Scan {
    fn new(split: Split) -> Self {
        Scan { split, depth: 0, in_string: false, escaped: false, begun: false }
    }

    /// How many bytes belong to this value or stand before it, where it begins among them, and
    /// whether it ends with them.
    fn go(&mut self, bytes: &[u8]) -> (usize, usize, bool) {
        let mut from = if self.begun { 0 } else { bytes.len() };
        for (at, byte) in bytes.iter().enumerate() {
            if !self.begun {
                let gap = byte.is_ascii_whitespace() || matches!(byte, 0xef | 0xbb | 0xbf);
                let comma = matches!(self.split, Split::Brackets { .. })
                    && matches!(byte, b',' | b'[' | b']');
                if gap || comma {
                    continue;
                }
                self.begun = true;
                from = at;
            }
            let done = match self.split {
                Split::Lines => *byte == b'\n',
                Split::Brackets { .. } => self.closes(*byte),
            };
            if done {
                return (at + 1, from, true);
            }
        }
        (bytes.len(), from, false)
    }

    fn closes(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            // A value that is no object ends at the comma.
            b',' => return self.depth == 0,
            _ => {}
        }
        false
    }
}
