use serde::{Deserialize, Serialize};

use crate::{Credit, Format, IntakeError, Mapping};

/// What is known of a source beforehand. All of it may be left out.
///
/// An [`crate::Item`] carries the hints with which its own bytes give the same item again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hints {
    /// The file's name; its ending helps to know the format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The `Content-Type` that came with it, with its `charset`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// Where it was fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The encoding, by a label of the WHATWG standard; it goes before all that the bytes say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The format, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// Which fields of JSON and Parquet mean what; those left out are guessed.
    #[serde(skip_serializing_if = "Mapping::is_empty")]
    pub mapping: Mapping,
    /// The publisher of items that don't name theirs: the title of the feed they came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Credits that were told beside it: by the entry of the feed that a page was linked from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
    /// The language of items that don't tell theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// How much is taken.
    #[serde(skip_serializing_if = "Limits::are_default")]
    pub limits: Limits,
}

impl Hints {
    /// Hints as people give them: the name of a format, fields like `text=body`, a publisher.
    ///
    /// # Errors
    /// Where a format or a field isn't known.
    pub fn given(
        format: Option<&str>,
        fields: Option<&str>,
        publisher: Option<&str>,
    ) -> Result<Hints, IntakeError> {
        Ok(Hints {
            format: format.map(Format::parse).transpose()?,
            mapping: fields.map(Mapping::parse).transpose()?.unwrap_or_default(),
            publisher: publisher.map(str::to_owned),
            ..Hints::default()
        })
    }
}

/// How much of a source is taken at once; what is beyond is rejected and told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Bytes of one record, unpacked: a page, a line, a message, a feed. 64 MiB unless said.
    pub record_bytes: usize,
    /// Bytes kept of a rejected record. 1 MiB unless said.
    pub rejected_bytes: usize,
    /// How many times larger than its packed bytes an unpacked record of more than 1 MiB may be;
    /// beyond it is taken for a bomb. 200 unless said: text packs to a tenth, and repeats more.
    pub expansion: usize,
}

impl Limits {
    fn are_default(&self) -> bool {
        *self == Limits::default()
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits { record_bytes: 64 << 20, rejected_bytes: 1 << 20, expansion: 200 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_give_is_understood_or_told() {
        let hints = Hints::given(Some("csv"), Some("text=body"), Some("Osk Post")).unwrap();
        assert_eq!(
            (hints.format, hints.publisher.as_deref()),
            (Some(Format::Csv), Some("Osk Post"))
        );
        assert_eq!(hints.mapping.to_string(), "text=body");
        assert_eq!(Hints::given(None, None, None).unwrap(), Hints::default());
        let error = Hints::given(Some("tape"), None, None).unwrap_err().to_string();
        assert!(error.contains("no format is called \"tape\"; there are text, html"), "{error}");
    }
}
