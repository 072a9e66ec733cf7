use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Item;

/// One record of a source.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// A text.
    Item(Box<Item>),
    /// Something that could not be read.
    Rejected(Box<Rejected>),
}

/// A record that could not be read, for quarantine.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// Why, in a word.
    pub kind: RejectedKind,
    /// Why, for people.
    pub reason: String,
    /// Its bytes, at most [`crate::Limits::rejected_bytes`] of them.
    pub raw: Vec<u8>,
    /// Whether bytes of it are missing in `raw`.
    pub cut: bool,
    /// Where it stood in its source.
    pub place: Place,
}

/// Why a record was rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RejectedKind {
    /// It breaks the rules of its format.
    Damaged,
    /// It ends too early.
    CutOff,
    /// It is larger than the limits allow, or unpacks to more.
    TooLarge,
    /// There is no text in it.
    NoText,
    /// A format, a compression or an encoding that is not read here.
    Unsupported,
}

/// Where a record stands in its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Which record of its source, from 0.
    pub record: u64,
    /// The byte of the unpacked source where it begins; for Parquet the number of the row.
    pub offset: u64,
}

impl Rejected {
    /// A rejection of these bytes.
    pub(crate) fn new(kind: RejectedKind, reason: impl Into<String>, raw: &[u8]) -> Self {
        Rejected {
            kind,
            reason: reason.into(),
            raw: raw.to_vec(),
            cut: false,
            place: Place::default(),
        }
    }

    /// Keeps at most so many bytes.
    pub(crate) fn kept(mut self, bytes: usize) -> Self {
        if self.raw.len() > bytes {
            self.raw.truncate(bytes);
            self.raw.shrink_to_fit();
            self.cut = true;
        }
        self
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}
