use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, ListArray, StringArray, StructArray};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, plan_datafusion_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use rayon::prelude::*;
use sayso_formats::View;
use sayso_read::{Dispatch, Reading};

use super::arguments::{arrays, dispatch, text, texts};
use crate::columns::{Rows, Table};
use crate::tables::{OF_A_READING, fill};

/// `read(text[, issued[, publisher]])`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Read {
    signature: Signature,
}

impl Read {
    pub fn new() -> Read {
        Read { signature: Signature::user_defined(Volatility::Immutable) }
    }
}

/// The columns of a table in a reading: those of the table without the dispatch's number.
fn fields_of(table: &Table) -> Fields {
    table.fields().iter().skip(1).cloned().collect()
}

fn item_of(table: &Table) -> Arc<Field> {
    Arc::new(Field::new_list_field(DataType::Struct(fields_of(table)), false))
}

fn fields() -> Fields {
    let whole = ["publisher", "day"].map(|name| Field::new(name, DataType::Utf8, true));
    let lists = OF_A_READING
        .iter()
        .map(|table| Field::new(table.name, DataType::List(item_of(table)), false));
    whole.into_iter().chain(lists).collect()
}

impl ScalarUDFImpl for Read {
    fn name(&self) -> &str {
        "read"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given.len() {
            1..=3 => Ok(vec![DataType::Utf8; given.len()]),
            other => Err(plan_datafusion_err!(
                "read has one to three arguments and not {other}: the text, the day of issue, the \
                 publisher"
            )),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(fields()))
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = arrays(arguments)?;
        let column = texts(&columns[0])?;
        let issued = columns.get(1).map(texts).transpose()?;
        let publisher = columns.get(2).map(texts).transpose()?;
        let reader = super::reader()?;
        let read: Vec<(Dispatch, Reading)> = (0..column.len())
            .into_par_iter()
            .with_max_len(1)
            .map(|row| {
                let Some(words) = text(column, row) else { return Default::default() };
                let issued = issued.and_then(|column| text(column, row));
                let publisher = publisher.and_then(|column| text(column, row));
                let dispatch = dispatch(words, issued, publisher);
                let reading = reader.read(&dispatch);
                (dispatch, reading)
            })
            .collect();
        let whole: [StringArray; 2] = [
            read.iter()
                .map(|(_, reading)| reading.publisher.as_ref().map(|it| it.name.as_str()))
                .map(|name| name.filter(|name| !name.is_empty()))
                .collect(),
            read.iter().map(|(_, it)| it.issue.as_ref().map(|issue| issue.day.as_str())).collect(),
        ];
        let mut built: Vec<ArrayRef> =
            whole.into_iter().map(|column| Arc::new(column) as ArrayRef).collect();
        for table in OF_A_READING {
            built.push(Arc::new(listed(table, &read)?));
        }
        Ok(ColumnarValue::Array(Arc::new(StructArray::try_new(fields(), built, None)?)))
    }
}

/// The rows of a table for each reading, as a list.
fn listed(table: &'static Table, read: &[(Dispatch, Reading)]) -> Result<ListArray> {
    let mut rows = Rows::of(table);
    let mut lengths = Vec::with_capacity(read.len());
    for (dispatch, reading) in read {
        let before = rows.len();
        fill(&mut rows, 0, &View::new("", dispatch, reading));
        lengths.push(rows.len() - before);
    }
    let columns = rows.finish()?.columns()[1..].to_vec();
    let rows = StructArray::try_new(fields_of(table), columns, None)?;
    let offsets = OffsetBuffer::from_lengths(lengths);
    Ok(ListArray::try_new(item_of(table), offsets, Arc::new(rows), None)?)
}
