//! Record batches in, record batches out, by the Arrow PyCapsule interface: pyarrow, pandas,
//! Polars, DuckDB and PySpark have it, and none of them is needed here.
//!
//! A batch is read when somebody asks for its rows, so memory holds for any number of batches.

mod columns;
mod input;
mod output;

use std::sync::{Arc, Mutex};

use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use rayon::ThreadPool;
use rayon::prelude::*;
use sayso_read::Reader;

use crate::engine;
use input::{Names, Rows};

/// Rows that are read before any of them is handed on: enough for every thread to have some.
const ROWS: usize = 256;

/// The attributions of the texts in a table, a row each.
#[pyfunction]
#[pyo3(signature = (data, text, issued, publisher, keep, threads))]
pub fn read_arrow(
    data: &Bound<'_, PyAny>,
    text: String,
    issued: Option<String>,
    publisher: Option<String>,
    keep: Vec<String>,
    threads: Option<usize>,
) -> PyResult<Batches> {
    let batches = input::batches(data)?;
    let names = Names { text, issued, publisher, keep };
    let columns = names.find(&batches.schema()).map_err(PyValueError::new_err)?;
    let schema = output::schema(&batches.schema(), &columns.keep).map_err(PyValueError::new_err)?;
    let reading = Reading {
        batches,
        columns,
        schema: Arc::clone(&schema),
        pool: engine::pool(threads)?,
        reader: engine::reader()?,
        left: None,
        item: 0,
    };
    Ok(Batches { schema, reading: Mutex::new(Some(Box::new(reading))) })
}

/// A stream of record batches, to be handed to whatever reads Arrow; once.
#[pyclass(frozen)]
pub struct Batches {
    schema: SchemaRef,
    reading: Mutex<Option<Box<Reading>>>,
}

#[pymethods]
impl Batches {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let taken = self.reading.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        let reading = taken.ok_or_else(|| {
            PyValueError::new_err("these batches were taken already; call read_arrow again")
        })?;
        let field = Field::new("", DataType::Struct(self.schema.fields().clone()), false)
            .with_metadata(self.schema.metadata().clone());
        let arrays =
            reading.map(|batch| batch.map(|batch| Arc::new(StructArray::from(batch)) as ArrayRef));
        let arrays = Box::new(ArrayIterator::new(arrays, Arc::new(field)));
        Ok(to_stream_pycapsule(py, arrays, requested_schema)?)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }
}

/// The work behind a stream.
struct Reading {
    batches: Box<dyn RecordBatchReader + Send>,
    columns: input::Columns,
    schema: Arc<Schema>,
    pool: ThreadPool,
    reader: Arc<Reader>,
    /// Rows of a large batch that are still to be read.
    left: Option<RecordBatch>,
    /// How many rows came before.
    item: i64,
}

impl Iterator for Reading {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let batch = match self.left.take() {
                Some(batch) => batch,
                None => match self.batches.next()? {
                    Ok(batch) => batch,
                    Err(error) => return Some(Err(error)),
                },
            };
            if batch.num_rows() == 0 {
                continue;
            }
            let rows = batch.num_rows().min(ROWS);
            let rest = batch.num_rows() - rows;
            self.left = (rest > 0).then(|| batch.slice(rows, rest));
            let read = self.read(&batch.slice(0, rows));
            self.item += rows as i64;
            return Some(read);
        }
    }
}

impl Reading {
    /// Whoever asks for rows may hold Python's lock; the others go on meanwhile.
    fn read(&self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let rows = Rows::of(batch, &self.columns, self.item)?;
        let tasks: Vec<_> = rows.tasks().collect();
        let Reading { pool, reader, .. } = self;
        let read = || {
            pool.install(|| {
                let tasks = tasks.into_par_iter();
                tasks.map(|task| task.map(|it| it.document(reader))).collect::<Vec<_>>()
            })
        };
        let documents = Python::attach(|py| py.detach(read));
        output::batch(batch, &self.schema, &self.columns.keep, self.item, &documents)
    }
}
