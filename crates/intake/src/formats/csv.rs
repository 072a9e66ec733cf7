//! Rows of text (RFC 4180), with comma, semicolon, tab or bar between the fields; the first row
//! names the columns.

use std::io::{self, BufRead, BufReader};

use serde_json::{Map, Value};

use crate::compression::trouble;
use crate::formats::{mapped, step_at};
use crate::records::{Context, Step, Steps};
use crate::source::Peeked;
use crate::{Place, Rejected, RejectedKind};

const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The records of such a source.
pub(crate) fn records(peeked: Peeked, context: &Context) -> Steps {
    let rows = Rows {
        read: BufReader::with_capacity(64 * 1024, peeked),
        offset: 0,
        limit: context.hints.limits.record_bytes,
    };
    Box::new(Items { rows, head: None, context: context.clone(), ended: false })
}

struct Items {
    rows: Rows,
    head: Option<Head>,
    context: Context,
    ended: bool,
}

struct Head {
    separator: u8,
    names: Vec<String>,
}

/// Rows as bytes: up to a line end that is not quoted.
struct Rows {
    read: BufReader<Peeked>,
    offset: u64,
    limit: usize,
}

struct Row {
    bytes: Vec<u8>,
    offset: u64,
    too_large: bool,
    /// Whether a quotation mark is left open at the end.
    open: bool,
}

impl Rows {
    /// The next row; none at the end. Of a row that is too large some bytes: it ends with the
    /// line, quoted or not, for its quotation marks can't be right.
    fn next(&mut self) -> io::Result<Option<Row>> {
        let mut row = Row { bytes: Vec::new(), offset: self.offset, too_large: false, open: false };
        loop {
            let available = match self.read.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if available.is_empty() {
                return Ok((!row.bytes.is_empty()).then_some(row));
            }
            let mut used = 0;
            let mut ends = false;
            for byte in available {
                used += 1;
                match byte {
                    b'"' => row.open = !row.open,
                    b'\n' if !row.open || row.too_large => {
                        ends = true;
                        break;
                    }
                    _ => {}
                }
                if row.bytes.len() + used > self.limit {
                    row.too_large = true;
                }
            }
            let room = self.limit.saturating_sub(row.bytes.len());
            row.bytes.extend_from_slice(&available[..used.min(room)]);
            self.read.consume(used);
            self.offset += used as u64;
            if ends {
                return Ok(Some(row));
            }
        }
    }
}

impl Iterator for Items {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        while !self.ended {
            match self.rows.next() {
                Ok(None) => self.ended = true,
                Ok(Some(row)) => {
                    if let Some(step) = self.take(row) {
                        return Some(step);
                    }
                }
                Err(error) => {
                    self.ended = true;
                    let place = Place { record: 0, offset: self.rows.offset };
                    return Some(trouble(error).map(|(kind, reason)| {
                        let rejected = Rejected { place, ..Rejected::new(kind, reason, b"") };
                        self.context.rejected(rejected)
                    }));
                }
            }
        }
        None
    }
}

impl Items {
    fn take(&mut self, row: Row) -> Option<Step> {
        let place = Place { record: 0, offset: row.offset };
        let refused = |kind, reason: String| {
            let rejected = Rejected { place, ..Rejected::new(kind, reason, &row.bytes) };
            Some(Ok(self.context.rejected(rejected)))
        };
        if row.too_large {
            let reason = "a row that is larger than the limit; a quotation mark may be open in it";
            return refused(RejectedKind::TooLarge, reason.to_owned());
        }
        if row.open {
            let reason = "the file ends within quotation marks".to_owned();
            return refused(RejectedKind::CutOff, reason);
        }
        let text = self.text(&row.bytes);
        let text = text.trim_end_matches(['\r', '\n']);
        if text.trim().is_empty() {
            return None;
        }
        let Some(head) = &self.head else {
            let text = text.trim_start_matches('\u{feff}');
            let separator = separator(text);
            self.head = Some(Head { separator, names: fields(text, separator) });
            return None;
        };
        let values = fields(text, head.separator);
        if values.len() > head.names.len() {
            let (found, named) = (values.len(), head.names.len());
            let reason = format!("a row of {found} fields where the first row names {named}");
            return refused(RejectedKind::Damaged, reason);
        }
        let values = values.into_iter().map(Value::String);
        let object: Map<String, Value> = head.names.iter().cloned().zip(values).collect();
        let raw = Value::Object(object.clone()).to_string().into_bytes();
        Some(step_at(mapped::item(&object, raw, &self.context), place, &self.context))
    }

    /// The characters of a row: of the encoding that was told, else UTF-8, else Windows-1252,
    /// which old programs for tables write.
    fn text(&self, bytes: &[u8]) -> String {
        let told = self.context.hints.encoding.as_deref();
        let told = told.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
        match (told, std::str::from_utf8(bytes)) {
            (None, Ok(text)) => text.to_owned(),
            (None, Err(_)) => {
                self.context.note("read as windows-1252, a guess".to_owned());
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
            }
            (Some(encoding), _) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }
}

/// What stands between the names most often.
fn separator(head: &str) -> u8 {
    let count = |separator: &u8| {
        let (mut quoted, mut count) = (false, 0);
        for byte in head.bytes() {
            quoted ^= byte == b'"';
            count += usize::from(!quoted && byte == *separator);
        }
        count
    };
    // The first of equals: a table of one column is as good with commas.
    SEPARATORS.into_iter().rev().max_by_key(count).unwrap_or(b',')
}

/// The fields of a row; quotation marks are taken away, doubled ones become one.
fn fields(row: &str, separator: u8) -> Vec<String> {
    let separator = char::from(separator);
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = row.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            _ if character == separator && !quoted => fields.push(std::mem::take(&mut field)),
            _ => field.push(character),
        }
    }
    fields.push(field);
    fields
}
