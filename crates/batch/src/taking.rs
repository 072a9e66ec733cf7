//! From inputs to dispatches: records in their order, in parts of bounded size.
//!
//! Where a part ends depends on the inputs and the size of a part alone, so that a run that was
//! interrupted makes the same parts as one that was not.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use datafusion::arrow::array::RecordBatch;
use sayso_intake::{Hints, Item, Limits, Record, Records, Rejected};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::columns::{Cell, Rows};
use crate::inputs::Input;
use crate::tables::{REJECTED, TAKEN};

/// Bytes kept of a record that could not be read.
const REJECTED_BYTES: usize = 64 * 1024;
/// A part ends after so many bytes of text, were it of few dispatches.
const BYTES: usize = 32 << 20;

/// How far the inputs are taken: all of the earlier ones, and so many records of this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Number of the input.
    pub input: usize,
    /// Records of it.
    pub records: u64,
    /// Dispatches so far.
    pub dispatches: i64,
    /// Rejected records so far.
    pub rejected: u64,
}

/// Some dispatches in a row.
pub struct Part {
    /// Rows of [`TAKEN`].
    pub dispatches: RecordBatch,
    /// Rows of [`REJECTED`].
    pub rejected: RecordBatch,
    /// Where the next part begins.
    pub next: Position,
}

/// Takes the dispatches out of inputs.
pub struct Taking {
    inputs: Vec<Input>,
    hints: Hints,
    scratch: PathBuf,
    at: Position,
    records: Option<Records>,
    notes: Vec<String>,
}

impl Taking {
    /// From a position on. Objects of a store are fetched into `scratch`.
    pub fn new(inputs: Vec<Input>, hints: Hints, scratch: &Path, at: Position) -> Taking {
        let limits = Limits { rejected_bytes: REJECTED_BYTES, ..hints.limits };
        let hints = Hints { limits, ..hints };
        let scratch = scratch.to_owned();
        Taking { inputs, hints, scratch, at, records: None, notes: Vec::new() }
    }

    /// The next part, of at most so many dispatches; none in the end.
    ///
    /// # Errors
    /// When an input can't be read on.
    pub async fn next(&mut self, most: usize) -> Result<Option<Part>> {
        let (mut dispatches, mut rejected) = (Rows::of(&TAKEN), Rows::of(&REJECTED));
        let mut bytes = 0;
        while let Some(input) = self.inputs.get(self.at.input).cloned() {
            if dispatches.len() >= most || rejected.len() >= most || bytes >= BYTES {
                break;
            }
            if self.records.is_none() {
                self.records = Some(self.open(&input).await?);
            }
            let Some(records) = self.records.as_mut() else { break };
            match records.next() {
                None => {
                    self.note(&input);
                    input.verify()?;
                    self.records = None;
                    self.at.input += 1;
                    self.at.records = 0;
                }
                Some(record) => {
                    let record = record.with_context(|| input.name.clone())?;
                    self.at.records += 1;
                    match record {
                        Record::Item(item) => {
                            bytes += item.text.len();
                            dispatches.push(row(self.at.dispatches, &input.name, &item));
                            self.at.dispatches += 1;
                        }
                        Record::Rejected(record) => {
                            bytes += record.raw.len();
                            rejected.push(rejection(&input.name, *record));
                            self.at.rejected += 1;
                        }
                    }
                }
            }
        }
        if dispatches.is_empty() && rejected.is_empty() {
            return Ok(None);
        }
        let part =
            Part { dispatches: dispatches.finish()?, rejected: rejected.finish()?, next: self.at };
        Ok(Some(part))
    }

    /// Where the next part begins.
    pub fn position(&self) -> Position {
        self.at
    }

    /// What there is to say of the inputs, such as which fields were taken for what; each once.
    pub fn notes(&mut self) -> Vec<String> {
        if let Some(input) = self.inputs.get(self.at.input).cloned() {
            self.note(&input);
        }
        std::mem::take(&mut self.notes)
    }

    fn note(&mut self, input: &Input) {
        let Some(records) = &self.records else { return };
        self.notes.extend(records.notes().into_iter().map(|it| format!("{}: {it}", input.name)));
    }

    async fn open(&self, input: &Input) -> Result<Records> {
        let source = input.open(&self.scratch).await?;
        let hints = Hints { name: Some(input.file_name().to_owned()), ..self.hints.clone() };
        let records = sayso_intake::open(source, hints);
        let mut records = records.with_context(|| input.name.clone())?;
        // What an earlier run took of it is read over.
        for _ in 0..self.at.records {
            match records.next() {
                Some(record) => drop(record.with_context(|| input.name.clone())?),
                None => anyhow::bail!(
                    "{} has fewer records than it had; begin anew in another folder",
                    input.name
                ),
            }
        }
        Ok(records)
    }
}

/// A dispatch as the tables have it.
pub(crate) fn row(number: i64, input: &str, item: &Item) -> Vec<Cell> {
    let text = item.dispatch_text();
    let issued = item.published.as_ref().or(item.modified.as_ref()).map(ToString::to_string);
    let credits: Vec<String> = item.credited().map(str::to_owned).collect();
    let words = sayso_text::words(&text).len();
    vec![
        number.into(),
        input.into(),
        wide(item.place.record).into(),
        wide(item.place.offset).into(),
        item.id.as_deref().into(),
        item.canonical_url.as_deref().or(item.url.as_deref()).into(),
        item.title.as_deref().into(),
        item.publisher.as_deref().into(),
        issued.into(),
        item.language.as_deref().into(),
        credits.into(),
        text.as_str().into(),
        words.into(),
        text_id(&text).into(),
    ]
}

fn rejection(input: &str, rejected: Rejected) -> Vec<Cell> {
    let kind = serde_json::to_value(rejected.kind).ok();
    let kind = kind.as_ref().and_then(serde_json::Value::as_str).unwrap_or("damaged");
    vec![
        input.into(),
        wide(rejected.place.record).into(),
        wide(rejected.place.offset).into(),
        kind.into(),
        rejected.reason.as_str().into(),
        rejected.raw.into(),
        rejected.cut.into(),
    ]
}

fn wide(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Equal for equal texts alone.
fn text_id(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
