use std::sync::Arc;

use arrow_array::types::Date32Type;
use arrow_array::{Array, PrimitiveArray, RecordBatch, RecordBatchReader, StringArray};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use pyo3_arrow::PyRecordBatch;
use pyo3_arrow::input::AnyRecordBatch;

use crate::engine::{Day, Task};

/// Whatever has record batches: a table, a batch, a reader, or an iterable of batches.
pub fn batches(data: &Bound<'_, PyAny>) -> PyResult<Box<dyn RecordBatchReader + Send>> {
    if data.hasattr("__arrow_c_stream__")? || data.hasattr("__arrow_c_array__")? {
        return data.extract::<AnyRecordBatch>()?.into_reader();
    }
    let batches = data.try_iter().map_err(|_| {
        PyTypeError::new_err(
            "data must be a table, a record batch, a reader of batches or an iterable of batches",
        )
    })?;
    Pulled::of(batches).map(|it| Box::new(it) as Box<dyn RecordBatchReader + Send>)
}

/// Batches that a Python iterator gives one by one.
struct Pulled {
    schema: SchemaRef,
    first: Option<RecordBatch>,
    batches: Py<PyIterator>,
}

impl Pulled {
    /// Takes the first batch, which tells the columns.
    fn of(mut batches: Bound<'_, PyIterator>) -> PyResult<Pulled> {
        let first = batches.next().transpose()?;
        let first = first.map(|batch| batch.extract::<PyRecordBatch>()).transpose()?;
        let first = first.ok_or_else(|| {
            PyValueError::new_err("there is no batch, and so no columns; give a table or a reader, which have a schema")
        })?;
        let first = first.into_inner();
        Ok(Pulled { schema: first.schema(), first: Some(first), batches: batches.unbind() })
    }
}

impl Iterator for Pulled {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(first) = self.first.take() {
            return Some(Ok(first));
        }
        Python::attach(|py| {
            let next = self.batches.bind(py).clone().next()?;
            let batch = next.and_then(|batch| batch.extract::<PyRecordBatch>());
            Some(match batch {
                Ok(batch) => {
                    let batch = batch.into_inner();
                    if batch.schema().fields() == self.schema.fields() {
                        Ok(batch)
                    } else {
                        let message = "a batch has other columns than the first";
                        Err(ArrowError::SchemaError(message.to_owned()))
                    }
                }
                Err(error) => Err(ArrowError::ExternalError(Box::new(error))),
            })
        })
    }
}

impl RecordBatchReader for Pulled {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

/// The columns by name.
pub struct Names {
    pub text: String,
    pub issued: Option<String>,
    pub publisher: Option<String>,
    pub keep: Vec<String>,
}

/// The columns by place.
pub struct Columns {
    text: usize,
    issued: Option<usize>,
    publisher: Option<usize>,
    pub keep: Vec<usize>,
}

impl Names {
    /// Where they are.
    ///
    /// # Errors
    /// What is missing, and what there is.
    pub fn find(&self, schema: &Schema) -> Result<Columns, String> {
        let find = |name: &String| {
            schema.index_of(name).map_err(|_| {
                let there: Vec<&str> =
                    schema.fields().iter().map(|field| field.name().as_str()).collect();
                format!("there is no column {name:?}; there are: {}", there.join(", "))
            })
        };
        Ok(Columns {
            text: find(&self.text)?,
            issued: self.issued.as_ref().map(find).transpose()?,
            publisher: self.publisher.as_ref().map(find).transpose()?,
            keep: self.keep.iter().map(find).collect::<Result<_, _>>()?,
        })
    }
}

/// The rows of a batch, as they are read.
pub struct Rows {
    text: StringArray,
    issued: Option<PrimitiveArray<Date32Type>>,
    publisher: Option<StringArray>,
    first: i64,
}

impl Rows {
    /// Whatever holds words or days, as what holds them here.
    ///
    /// # Errors
    /// When a column is of a kind that can't be words or days, or a day is none.
    pub fn of(batch: &RecordBatch, columns: &Columns, first: i64) -> Result<Rows, ArrowError> {
        let words = |column: usize| -> Result<StringArray, ArrowError> {
            let array = converted(batch, column, &DataType::Utf8)?;
            Ok(array.as_any().downcast_ref::<StringArray>().expect("cast to it").clone())
        };
        let days = |column: usize| -> Result<PrimitiveArray<Date32Type>, ArrowError> {
            let array = converted(batch, column, &DataType::Date32)?;
            let days = array.as_any().downcast_ref::<PrimitiveArray<Date32Type>>();
            Ok(days.expect("cast to it").clone())
        };
        Ok(Rows {
            text: words(columns.text)?,
            issued: columns.issued.map(days).transpose()?,
            publisher: columns.publisher.map(words).transpose()?,
            first,
        })
    }

    /// What to read of each row; nothing of one without a text.
    pub fn tasks(&self) -> impl Iterator<Item = Option<Task>> + '_ {
        (0..self.text.len()).map(|row| {
            let word =
                |array: &StringArray| (!array.is_null(row)).then(|| array.value(row).to_owned());
            Some(Task {
                text: word(&self.text)?,
                name: (self.first + row as i64).to_string(),
                issued: self.issued.as_ref().and_then(|days| day(days, row)),
                publisher: self.publisher.as_ref().and_then(word).filter(|name| !name.is_empty()),
            })
        })
    }
}

fn converted(
    batch: &RecordBatch,
    column: usize,
    to: &DataType,
) -> Result<Arc<dyn Array>, ArrowError> {
    // What can't be converted is an error, never silently nothing.
    let options = CastOptions { safe: false, ..CastOptions::default() };
    cast_with_options(batch.column(column), to, &options).map_err(|error| {
        let name = batch.schema_ref().field(column).name().clone();
        ArrowError::CastError(format!("column {name:?}: {error}"))
    })
}

/// Days since 1970 as year, month, day.
fn day(days: &PrimitiveArray<Date32Type>, row: usize) -> Option<Day> {
    if days.is_null(row) {
        return None;
    }
    let date = Date32Type::to_naive_date_opt(days.value(row))?.to_string();
    let mut parts = date.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let mut part = || parts.next()?.parse::<i8>().ok();
    Some((year, part()?, part()?))
}
