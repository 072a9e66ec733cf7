//! Each part is read: the plan gives readings as bytes, here they become rows.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use anyhow::{Context, Result};
use datafusion::arrow::array::{Array, AsArray, Int64Array, RecordBatch};
use datafusion::arrow::datatypes::Int64Type;
use rayon::prelude::*;
use sayso_formats::{About, View};
use sayso_read::{Dispatch, Reading};

use super::{Run, column, numbers, stop};
use crate::columns::{Cell, Rows};
use crate::formats::Written;
use crate::functions;
use crate::journal::{Folder, Step, write_safely};
use crate::report::Report;
use crate::tables::{self, DISPATCHES, Found, OF_A_READING};

/// What the plan gives of a part.
struct Came {
    /// Readings as bytes, by the number of the dispatch.
    readings: HashMap<i64, Vec<u8>>,
    /// The first dispatch with the same text.
    same_as: HashMap<i64, i64>,
    /// Key and dispatch.
    keys: Vec<(i64, i64)>,
}

impl Run<'_> {
    /// Reads every part that isn't read yet.
    pub(super) async fn read(&mut self, copies: u64) -> Result<()> {
        let parts = self.parts();
        let read = |run: &Run<'_>, part| run.steps.contains(&Step::Read { part });
        let before = (0..parts.len()).filter(|part| read(self, *part)).map(|it| parts[it].1).sum();
        let what = if self.job.read { "reading" } else { "comparing" };
        let mut report = Report::stage(what, "words", before, parts.iter().map(|it| it.1).sum());
        if self.job.read {
            for form in &self.job.written {
                if let Some((name, content)) = form.beside() {
                    let path = self.folder.table(form.name()).join(name);
                    write_safely(&path, content.as_bytes())?;
                }
            }
        }
        let mut dateless = 0;
        for (part, (dispatches, words)) in parts.iter().enumerate() {
            // A part may be of rejected records alone; the first one gives every table its columns.
            if read(self, part) || *dispatches == 0 && part > 0 {
                continue;
            }
            stop()?;
            dateless += self.read_part(part, copies > 0).await?;
            self.done(Step::Read { part })?;
            report.add(*words);
        }
        if dateless > 0 {
            report.say(&format!(
                "dispatches without a record in gkg, since their day of issue is unknown: {dateless}"
            ));
        }
        report.end();
        Ok(())
    }

    /// Reads a part; gives how many of its dispatches GKG can't hold.
    async fn read_part(&self, part: usize, copies: bool) -> Result<usize> {
        let taken = Folder::part(&self.folder.work("taken"), part, "parquet");
        self.parquet("taken", taken).await?;
        let rows = self.rows("select * from taken order by number").await?;
        let numbers = column(&rows, "number")?.values();
        let own = numbers.first().zip(numbers.last()).filter(|_| copies);
        let own = own.map(|(first, last)| format!("between {first} and {last}"));
        if let Some(own) = &own {
            self.parquet("same", self.folder.work("same")).await?;
            if self.job.read {
                self.mark_part(part, own).await?;
            }
        }
        let came = self.came(own.as_deref()).await?;
        tokio::task::block_in_place(|| self.write_part(part, &rows, &came))
    }

    /// The marks of texts that stand in several dispatches are kept for those.
    async fn mark_part(&self, part: usize, own: &str) -> Result<()> {
        let marks = self.folder.work("marks");
        let rows = self
            .rows(&format!(
                "select number, sayso_marks(text) as marks from taken \
                 where number in (select same_as from same where same_as {own})",
            ))
            .await?;
        self.folder.write_rows(&marks, part, &rows)?;
        self.parquet("marks", marks).await
    }

    /// What the plan gives. Where there are texts that stand in several dispatches, `own` is the
    /// condition on the numbers of this part: of the others little is read, so that a part costs
    /// the same in any pile.
    async fn came(&self, own: Option<&str>) -> Result<Came> {
        let marks = match own {
            Some(_) => "m.marks",
            None => "cast(null as bytea)",
        };
        let reading = match self.job.read {
            true => {
                format!("sayso_reading(t.text, t.issued, t.outlet, t.credits, {marks})")
            }
            false => "cast(null as bytea)".to_owned(),
        };
        let (same, joined) = match own {
            None => ("cast(null as bigint)", String::new()),
            Some(own) => {
                let own = format!("select * from same where number {own}");
                let marks = match self.job.read {
                    true => "left join marks m on m.number = coalesce(s.same_as, t.number)",
                    false => "",
                };
                ("s.same_as", format!("left join ({own}) s on t.number = s.number {marks}"))
            }
        };
        let keys = match self.traces() {
            true => format!("case when {same} is null then sayso_keys(t.text) end"),
            false => "cast(null as bigint[])".to_owned(),
        };
        let sql = format!(
            "select t.number, {same} as same_as, {reading} as reading, {keys} as keys \
             from taken t {joined}"
        );
        let rows = self.rows(&sql).await?;
        let mut came = Came { readings: HashMap::new(), same_as: HashMap::new(), keys: Vec::new() };
        let (number, same_as) = (column(&rows, "number")?, column(&rows, "same_as")?);
        let reading = rows.column_by_name("reading").and_then(|it| it.as_binary_opt::<i32>());
        let reading = reading.context("the plan gave no readings")?;
        let keys = rows.column_by_name("keys").and_then(|it| it.as_list_opt::<i32>());
        let keys = keys.context("the plan gave no keys")?;
        for row in 0..rows.num_rows() {
            let number = number.value(row);
            if !reading.is_null(row) {
                came.readings.insert(number, reading.value(row).to_vec());
            }
            if !same_as.is_null(row) {
                came.same_as.insert(number, same_as.value(row));
            }
            if !keys.is_null(row) {
                let own = keys.value(row);
                let own = own.as_primitive_opt::<Int64Type>().context("keys are no numbers")?;
                came.keys.extend(own.values().iter().map(|key| (*key, number)));
            }
        }
        // A share of the keys is then found without looking at the others.
        came.keys.sort_unstable();
        Ok(came)
    }

    fn write_part(&self, part: usize, taken: &RecordBatch, came: &Came) -> Result<usize> {
        let number: &Int64Array = column(taken, "number")?;
        let text = taken.column_by_name("text").and_then(|it| it.as_string_opt::<i32>());
        let text = text.context("dispatches without text")?;
        let decoded: Vec<Option<Reading>> = (0..taken.num_rows())
            .into_par_iter()
            .map(|row| {
                let bytes = came.readings.get(&number.value(row));
                bytes.map(|bytes| sayso_archive::decode(bytes, text.value(row))).transpose()
            })
            .collect::<Result<_, _>>()?;
        let mut found = Rows::of(&tables::FOUND);
        let mut of_readings = OF_A_READING.map(Rows::of);
        let mut files: BTreeMap<PathBuf, String> = BTreeMap::new();
        let mut dateless = 0;
        let told = |name: &str| taken.column_by_name(name).and_then(|it| it.as_string_opt::<i32>());
        let [url, title, language, issued] =
            ["url", "title", "language", "issued"].map(told).map(|column| {
                move |row: usize| column.filter(|it| it.is_valid(row)).map(|it| it.value(row))
            });
        let model = functions::reader()?.model_version();
        for (row, reading) in decoded.iter().enumerate() {
            let number = number.value(row);
            let same_as = Cell::from(came.same_as.get(&number).copied());
            let Some(reading) = reading else {
                found.push(std::iter::once(same_as).chain(Found::nothing().cells));
                continue;
            };
            let dispatch = Dispatch::new(text.value(row));
            let name = number.to_string();
            let mut view = View::new(&name, &dispatch, reading).with_about(About {
                url: url(row),
                title: title(row),
                language: language(row),
                published: issued(row),
                authors: &[],
            });
            view.model = model;
            found.push(std::iter::once(same_as).chain(Found::of(&view).cells));
            for rows in &mut of_readings {
                tables::fill(rows, number, &view);
            }
            for form in &self.job.written {
                let folder = self.folder.table(form.name());
                let lines = form.lines(number, &view);
                dateless += usize::from(*form == Written::Gkg && lines.is_empty());
                for it in lines {
                    let file = files.entry(Folder::part(&folder, part, it.ending));
                    file.or_insert_with(|| it.head.to_owned()).push_str(&it.lines);
                }
                for (name, content) in form.files(number, &view) {
                    files.insert(folder.join(format!("part-{part:06}")).join(name), content);
                }
            }
        }
        let found = found.finish()?;
        let columns = taken.columns().iter().chain(found.columns()).cloned().collect();
        let dispatches = RecordBatch::try_new(DISPATCHES.schema(), columns)?;
        if self.wanted(DISPATCHES.name) || self.traces() {
            self.folder.write(&DISPATCHES, part, &dispatches)?;
        }
        for mut rows in of_readings {
            if self.job.read && self.wanted(rows.table().name) {
                self.folder.write(rows.table(), part, &rows.finish()?)?;
            }
        }
        for (path, content) in files {
            write_safely(&path, content.as_bytes())?;
        }
        if self.traces() {
            self.write_work(part, number, came)?;
        }
        Ok(dateless)
    }

    /// What tracing wants: the keys of each text, and the readings.
    fn write_work(&self, part: usize, number: &Int64Array, came: &Came) -> Result<()> {
        let (keys, holders) = came.keys.iter().copied().unzip();
        let keys = numbers(["number", "key"], [holders, keys])?;
        self.folder.write_rows(&self.folder.work("keys"), part, &keys)?;
        let mut readings = Rows::of(&tables::READINGS);
        for number in number.values() {
            if let Some(reading) = came.readings.get(number) {
                readings.push([(*number).into(), reading.clone().into()]);
            }
        }
        self.folder.write_rows(&self.folder.work("readings"), part, &readings.finish()?)
    }
}
