use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::IntakeError;

/// What a field of JSON or a column can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Field {
    /// The article's text; HTML is turned into text.
    Text,
    /// The headline.
    Title,
    /// A summary beside the text.
    Summary,
    /// Who wrote it: a name, a list of names, or objects with a `name`.
    Author,
    /// When it was published.
    Published,
    /// When it was changed last.
    Modified,
    /// The outlet.
    Publisher,
    /// Where it came from.
    Url,
    /// The address it gives as its own.
    Canonical,
    /// Its identifier.
    Id,
    /// A BCP 47 tag.
    Language,
    /// A credit line or source.
    Credit,
}

impl Field {
    /// All of them.
    pub const ALL: [Field; 12] = [
        Field::Text,
        Field::Title,
        Field::Summary,
        Field::Author,
        Field::Published,
        Field::Modified,
        Field::Publisher,
        Field::Url,
        Field::Canonical,
        Field::Id,
        Field::Language,
        Field::Credit,
    ];

    /// Its name in a mapping.
    pub fn name(self) -> &'static str {
        match self {
            Field::Text => "text",
            Field::Title => "title",
            Field::Summary => "summary",
            Field::Author => "author",
            Field::Published => "published",
            Field::Modified => "modified",
            Field::Publisher => "publisher",
            Field::Url => "url",
            Field::Canonical => "canonical",
            Field::Id => "id",
            Field::Language => "language",
            Field::Credit => "credit",
        }
    }

    /// Common names, the likeliest first; compared without case, `_`, `-` and blanks.
    pub(crate) fn common_names(self) -> &'static [&'static str] {
        match self {
            Field::Text => &[
                "text",
                "body",
                "bodytext",
                "articlebody",
                "articletext",
                "fulltext",
                "plaintext",
                "content",
                "contenttext",
                "maintext",
                "cleanedtext",
                "article",
                "story",
                "bodyhtml",
                "contenthtml",
                "html",
                "description",
            ],
            Field::Title => &["title", "headline", "head", "heading", "subject"],
            Field::Summary => {
                &["summary", "abstract", "teaser", "lede", "lead", "standfirst", "dek"]
            }
            Field::Author => &["author", "authors", "byline", "creator", "writer"],
            Field::Published => &[
                "published",
                "publishedat",
                "datepublished",
                "publicationdate",
                "pubdate",
                "publishdate",
                "publisheddate",
                "datepublish",
                "issued",
                "date",
                "datetime",
                "published_time",
                "firstpublished",
                "created",
                "createdat",
                "timestamp",
                "time",
            ],
            Field::Modified => &[
                "modified",
                "updated",
                "updatedat",
                "datemodified",
                "datemodify",
                "modifiedat",
                "lastmodified",
            ],
            Field::Publisher => &[
                "publisher",
                "outlet",
                "sitename",
                "source",
                "sourcename",
                "site",
                "publication",
                "newspaper",
                "provider",
                "sourcedomain",
                "domain",
            ],
            Field::Url => &["url", "link", "requestedurl", "href", "articleurl", "permalink"],
            Field::Canonical => &["canonicalurl", "canonical", "canonicallink"],
            Field::Id => &["id", "guid", "uri", "uuid", "articleid", "identifier"],
            Field::Language => &["language", "lang", "inlanguage"],
            Field::Credit => &["credit", "creditline", "agency", "wire", "via"],
        }
    }
}

/// Which fields mean what. Fields that are not mapped are guessed by their names; a field that
/// is mapped to nothing (`author=`) is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping {
    fields: BTreeMap<Field, String>,
}

impl Mapping {
    /// Reads `text=body,title=headline`. A dot leads into an object: `publisher=source.name`.
    ///
    /// # Errors
    /// Where a field's name is not known or nothing is said of it.
    pub fn parse(words: &str) -> Result<Mapping, IntakeError> {
        let mut fields = BTreeMap::new();
        for part in words.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, path) = part.split_once('=').ok_or_else(|| {
                IntakeError::hint(format!("\"{part}\" maps nothing; write it like text=body"))
            })?;
            let field = Field::ALL.into_iter().find(|field| field.name() == name.trim());
            let field = field.ok_or_else(|| {
                let names: Vec<_> = Field::ALL.iter().map(|field| field.name()).collect();
                IntakeError::hint(format!(
                    "no field is called \"{name}\"; there are {}",
                    names.join(", ")
                ))
            })?;
            fields.insert(field, path.trim().to_owned());
        }
        Ok(Mapping { fields })
    }

    /// Whether nothing is mapped.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The path of a field where it was told.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.fields.get(&field).map(String::as_str)
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.fields.iter().map(|(field, path)| format!("{}={path}", field.name()));
        f.write_str(&parts.collect::<Vec<_>>().join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_was_typed() {
        let mapping = Mapping::parse("text=body, title=headline,publisher=source.name").unwrap();
        assert_eq!(mapping.get(Field::Publisher), Some("source.name"));
        assert_eq!(mapping.to_string(), "text=body,title=headline,publisher=source.name");
        assert!(Mapping::parse("").unwrap().is_empty());
        for (wrong, why) in
            [("body", "maps nothing"), ("texts=body", "no field is called \"texts\"")]
        {
            let error = Mapping::parse(wrong).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
