//! An archive as tables: `items`, and what was found in them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use datafusion::arrow::array::RecordBatch;
use datafusion::prelude::SessionContext;
use sayso_archive::{Access, Archive, Item};
use sayso_formats::View;

use super::streams::{Pages, table};
use crate::columns::Kind::{Number, Text, Texts};
use crate::columns::{Rows, Table, given, maybe};
use crate::tables::{OF_A_READING, fill};

/// Items that are looked at together.
const PAGE: usize = 64;

/// Dispatches of an archive.
const ITEMS: Table = Table {
    name: "items",
    about: "A dispatch of an archive.",
    columns: &[
        given("number", Number, "its number in the archive"),
        given("input", Text, "whence it came"),
        maybe("url", Text, "its address"),
        maybe("title", Text, "headline"),
        maybe("outlet", Text, "who publishes it, as the input says"),
        maybe("issued", Text, "when it was published, as the input says: ISO 8601"),
        given("received", Text, "when it was taken in"),
        given("credits", Texts, "whom the input credits"),
        given("text", Text, "the text that was read"),
    ],
};

/// Gives the tables of an archive their names.
///
/// # Errors
/// When there is no archive.
pub fn register(context: &SessionContext, folder: &Path) -> Result<()> {
    Archive::open(folder, Access::Read)?;
    for of in std::iter::once(&ITEMS).chain(OF_A_READING) {
        let folder = folder.to_owned();
        let open = move || -> Result<Pages> { Ok(Box::new(Reading::of(folder.clone(), of)?)) };
        context.register_table(of.name, Arc::new(table(of.schema(), Arc::new(open))?))?;
    }
    Ok(())
}

/// Goes through an archive for one table.
struct Reading {
    archive: Archive,
    after: i64,
    of: &'static Table,
}

impl Reading {
    fn of(folder: PathBuf, of: &'static Table) -> Result<Reading> {
        Ok(Reading { archive: Archive::open(folder, Access::Read)?, after: 0, of })
    }

    fn page(&mut self) -> Result<Option<RecordBatch>> {
        let items = self.archive.items(self.after, PAGE)?;
        let Some(last) = items.last() else { return Ok(None) };
        self.after = last.id;
        let mut rows = Rows::of(self.of);
        for item in &items {
            match self.of.name {
                "items" => row(&mut rows, item),
                _ => {
                    let Some(stored) = self.archive.reading(item)? else { continue };
                    let dispatch = item.dispatch();
                    let view = View::new("", &dispatch, &stored.reading);
                    fill(&mut rows, item.id, &view);
                }
            }
        }
        Ok(Some(rows.finish()?))
    }
}

impl Iterator for Reading {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Result<RecordBatch>> {
        self.page().transpose()
    }
}

fn row(rows: &mut Rows, item: &Item) {
    let dispatch = item.dispatch();
    rows.push([
        item.id.into(),
        item.source.as_str().into(),
        item.url.as_deref().into(),
        item.title.as_deref().into(),
        item.publisher.as_deref().into(),
        item.issued.as_deref().into(),
        item.received.to_string().into(),
        dispatch.credits.into(),
        dispatch.text.into(),
    ]);
}
