//! The whole run, from inputs to tables. The order of its stages is told here, once:
//!
//! 1. take: inputs become parts of dispatches (`taking`)
//! 2. same: which dispatches have the very same text, so that it is read once
//! 3. read: each part becomes rows of the tables of readings (`read`)
//! 4. pile: dispatches that share word sequences are linked, and what is linked is a pile (`pile`)
//! 5. trace: each pile is traced for copies and statements (`trace`)
//!
//! Every stage but 2 is done in small steps, each of which is noted in the
//! [journal](crate::journal) when its files are safe. The plans of 2 to 5 run wherever the session
//! runs them: on this machine or on the executors of a cluster; their results come here to be
//! written.

mod pile;
mod read;
mod trace;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Field, Int64Type, Schema};
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use sayso_intake::Hints;
use std::sync::Arc;

use crate::formats::Written;
use crate::functions;
use crate::inputs::Input;
use crate::journal::{Folder, Plan, Step};
use crate::report::Report;
use crate::session;
use crate::tables;
use crate::taking::{Position, Taking};

/// What is to be done.
pub struct Job {
    /// What is read.
    pub inputs: Vec<Input>,
    /// What is known of the inputs.
    pub hints: Hints,
    /// Where the tables go.
    pub out: PathBuf,
    /// Dispatches of a part: what an interruption costs at most.
    pub part: usize,
    /// Whether dispatches are read at all, or only compared.
    pub read: bool,
    /// What is written of each reading.
    pub written: Vec<Written>,
    /// Tables that are wanted, by name.
    pub tables: Vec<String>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Dispatches.
    pub dispatches: u64,
    /// Records that could not be read.
    pub rejected: u64,
    /// Of the dispatches, those with the very text of an earlier one.
    pub same: u64,
}

/// Set when the run is to end behind the step on hand.
pub static STOP: AtomicBool = AtomicBool::new(false);

/// What the stages share.
struct Run<'a> {
    job: &'a Job,
    context: &'a SessionContext,
    folder: Folder,
    steps: Vec<Step>,
}

/// Does what is to be done and wasn't done before.
///
/// # Errors
/// When an input, the disk or the engine fails, or it was asked to [`STOP`]; the same job goes on
/// from there.
pub async fn run(job: &Job, context: &SessionContext) -> Result<Outcome> {
    let program = functions::reader()?.version();
    let mut formats: Vec<&str> = job.written.iter().map(|it| it.name()).collect();
    formats.sort_unstable();
    let options = [
        ("map", job.hints.mapping.to_string()),
        ("as", job.hints.format.map_or("", |format| format.name()).to_owned()),
        ("publisher", job.hints.publisher.clone().unwrap_or_default()),
        ("batch", job.part.to_string()),
        ("no-read", (!job.read).to_string()),
        ("format", formats.join(",")),
        ("tables", job.tables.join(",")),
    ];
    let options = options.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let plan = Plan { program, inputs: job.inputs.clone(), options };
    let (folder, steps) = Folder::open(&job.out, &plan)?;
    let mut run = Run { job, context, folder, steps };
    let end = run.take().await?;
    run.at_once(session::COMPARED).await?;
    let same = run.same().await?;
    let outcome = Outcome { dispatches: end.dispatches as u64, rejected: end.rejected, same };
    if run.steps.contains(&Step::Finished) {
        // An earlier run may have been cut off just here.
        run.folder.clear()?;
        return Ok(outcome);
    }
    run.at_once(session::READ).await?;
    run.read(same).await?;
    run.at_once(session::COMPARED).await?;
    if run.traces() {
        run.pile(end.dispatches as usize).await?;
        run.trace().await?;
    }
    run.done(Step::Finished)?;
    run.folder.clear()?;
    Ok(outcome)
}

impl Run<'_> {
    fn done(&mut self, step: Step) -> Result<()> {
        self.folder.done(&step)?;
        self.steps.push(step);
        Ok(())
    }

    fn wanted(&self, table: &str) -> bool {
        self.job.written.contains(&Written::Parquet)
            && self.job.tables.iter().any(|name| name == table)
    }

    fn traces(&self) -> bool {
        ["copies", "stories", "statements", "wordings"].iter().any(|table| self.wanted(table))
    }

    /// Dispatches and words of each part that was taken.
    fn parts(&self) -> Vec<(i64, u64)> {
        let mut before = 0;
        let mut parts = Vec::new();
        for step in &self.steps {
            if let Step::Taken { words, next, .. } = step {
                parts.push((next.dispatches - before, *words));
                before = next.dispatches;
            }
        }
        parts
    }

    async fn take(&mut self) -> Result<Position> {
        let mut at = Position::default();
        let mut part = 0;
        for step in &self.steps {
            if let Step::Taken { next, .. } = step {
                (at, part) = (*next, part + 1);
            }
        }
        if self.steps.contains(&Step::AllTaken) {
            return Ok(at);
        }
        let taken = self.folder.work("taken");
        let scratch = self.folder.work("fetched");
        let mut report = Report::stage("taking", "dispatches", at.dispatches as u64, 0);
        let mut taking = Taking::new(self.job.inputs.clone(), self.job.hints.clone(), &scratch, at);
        let mut said: Vec<String> = Vec::new();
        loop {
            stop()?;
            let next = tokio::task::block_in_place(|| {
                tokio::runtime::Handle::current().block_on(taking.next(self.job.part))
            });
            for note in taking.notes() {
                if !said.contains(&note) {
                    report.say(&note);
                    said.push(note);
                }
            }
            let Some(found) = next? else { break };
            self.folder.write_rows(&taken, part, &found.dispatches)?;
            self.folder.write(&tables::REJECTED, part, &found.rejected)?;
            let words = found.dispatches.column_by_name("words");
            let words = words.map(|it| {
                let words = it.as_primitive::<datafusion::arrow::datatypes::Int32Type>();
                words.values().iter().map(|it| *it as u64).sum()
            });
            let words = words.unwrap_or_default();
            self.done(Step::Taken { part, words, next: found.next })?;
            report.add(found.dispatches.num_rows() as u64);
            part += 1;
        }
        report.end();
        at = taking.position();
        if part == 0 {
            bail!("there is no dispatch in what was named");
        }
        self.done(Step::AllTaken)?;
        Ok(at)
    }

    /// Finds dispatches with the text of an earlier one.
    async fn same(&mut self) -> Result<u64> {
        let known = self.steps.iter().find_map(|step| match step {
            Step::Same { copies } => Some(*copies),
            _ => None,
        });
        if let Some(copies) = known {
            return Ok(copies);
        }
        self.parquet("taken", self.folder.work("taken")).await?;
        let found = self
            .rows(
                "select t.number, f.first as same_as from taken t join \
                 (select text_id, min(number) as first from taken group by text_id \
                 having count(*) > 1) f on t.text_id = f.text_id where t.number <> f.first \
                 order by t.number",
            )
            .await?;
        let copies = found.num_rows() as u64;
        self.folder.write_rows(&self.folder.work("same"), 0, &found)?;
        self.done(Step::Same { copies })?;
        Ok(copies)
    }

    /// Gives files a name for the plans.
    async fn parquet(&self, name: &str, path: PathBuf) -> Result<()> {
        self.context.deregister_table(name)?;
        // Executors of a cluster have their own folder of work.
        let path = std::path::absolute(&path)?;
        let path = path.to_str().with_context(|| format!("{} is no UTF-8", path.display()))?;
        let options = ParquetReadOptions::default();
        let registered = self.context.register_parquet(name, path, options).await;
        registered.with_context(|| format!("cannot read {path}"))
    }

    /// How many rows the plans that follow go through at once.
    async fn at_once(&self, rows: usize) -> Result<()> {
        let set = format!("set datafusion.execution.batch_size = {rows}");
        self.context.sql(&set).await?.collect().await?;
        Ok(())
    }

    /// All rows of a plan.
    async fn rows(&self, sql: &str) -> Result<RecordBatch> {
        let frame = self.context.sql(sql).await?;
        let schema = Arc::new(frame.schema().as_arrow().clone());
        let batches = frame.collect().await?;
        let schema = batches.first().map_or(schema, |batch| batch.schema());
        Ok(datafusion::arrow::compute::concat_batches(&schema, &batches)?)
    }
}

/// Ends the run where somebody asked for it.
fn stop() -> Result<()> {
    match STOP.load(Ordering::Relaxed) {
        true => bail!("stopped; nothing is lost, and the same command goes on from here"),
        false => Ok(()),
    }
}

/// Columns of 64-bit numbers.
fn numbers<const N: usize>(names: [&str; N], columns: [Vec<i64>; N]) -> Result<RecordBatch> {
    let fields = names.map(|name| Field::new(name, DataType::Int64, false));
    let columns =
        columns.map(|column| Arc::new(datafusion::arrow::array::Int64Array::from(column)) as _);
    Ok(RecordBatch::try_new(Arc::new(Schema::new(fields.to_vec())), columns.to_vec())?)
}

/// A column of numbers by its name.
fn column<'a>(
    rows: &'a RecordBatch,
    name: &str,
) -> Result<&'a datafusion::arrow::array::Int64Array> {
    let column = rows.column_by_name(name).and_then(|it| it.as_primitive_opt::<Int64Type>());
    column.with_context(|| format!("the plan gave no numbers called {name}"))
}
