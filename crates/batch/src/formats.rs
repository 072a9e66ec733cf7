//! What is written of each reading: rows of the tables, or files of other formats.

use sayso_formats::{View, brat, gkg, jsonld, ninjs};

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Written {
    /// The tables, as Parquet
    Parquet,
    /// Linked data: schema.org, Web Annotation and PROV-O; a document a line
    Jsonld,
    /// ninjs 3, with the attributions in an associated document; an item a line
    Ninjs,
    /// GDELT's GKG 2.1, with the attributions in a file beside it; a line a dispatch
    Gkg,
    /// Standoff annotations for brat, two files a dispatch
    Brat,
}

/// Lines of the file of a part: how its name ends, what stands at its head, the lines.
pub struct Lines {
    /// How the name ends.
    pub ending: &'static str,
    /// What stands at the head of the file.
    pub head: &'static str,
    /// Lines of one dispatch.
    pub lines: String,
}

impl Written {
    /// Its name on the command line, and that of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Written::Parquet => "parquet",
            Written::Jsonld => "jsonld",
            Written::Ninjs => "ninjs",
            Written::Gkg => "gkg",
            Written::Brat => "brat",
        }
    }

    /// The lines of a dispatch in the files of its part; none where the form can't hold it.
    pub fn lines(self, number: i64, view: &View<'_>) -> Vec<Lines> {
        let one = |ending, head, lines| Lines { ending, head, lines };
        match self {
            Written::Parquet | Written::Brat => Vec::new(),
            Written::Jsonld => vec![one("jsonl", "", jsonld::write(view, false))],
            Written::Ninjs => vec![one("jsonl", "", ninjs::write(view, false))],
            Written::Gkg => {
                // Its keys count from 1; without a day of issue there is none.
                let number = usize::try_from(number).unwrap_or_default() + 1;
                let Some(record) = gkg::write(view, number) else { return Vec::new() };
                let beside = gkg::companion(view, number).unwrap_or_default();
                vec![
                    one("gkg.csv", "", record),
                    one("attributions.tsv", gkg::COMPANION_HEADER, beside),
                ]
            }
        }
    }

    /// The files of a dispatch by name, where it has its own.
    pub fn files(self, number: i64, view: &View<'_>) -> Vec<(String, String)> {
        match self {
            Written::Brat => vec![
                (format!("{number:09}.txt"), view.text().to_owned()),
                (format!("{number:09}.ann"), brat::write(view)),
            ],
            _ => Vec::new(),
        }
    }

    /// What stands beside the files of all parts.
    pub fn beside(self) -> Option<(&'static str, &'static str)> {
        (self == Written::Brat).then_some(("annotation.conf", brat::CONFIGURATION))
    }
}
