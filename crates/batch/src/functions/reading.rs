use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::Result;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{ScalarUDF, Signature};

use super::arguments::{bytes, dispatch, list, lists, text, texts};
use super::columns::{PURE, of_columns, of_rows};

/// `sayso_reading(text, issued, publisher, credits, marks)`: with marks, the model is not asked.
pub fn function() -> ScalarUDF {
    let credits = DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)));
    let takes = vec![DataType::Utf8, DataType::Utf8, DataType::Utf8, credits, DataType::Binary];
    of_columns("sayso_reading", Signature::exact(takes, PURE), DataType::Binary, readings)
}

fn readings(columns: &[ArrayRef]) -> Result<ArrayRef> {
    let (column, issued, publisher) =
        (texts(&columns[0])?, texts(&columns[1])?, texts(&columns[2])?);
    let (credits, marks) = (lists(&columns[3])?, bytes(&columns[4])?);
    let reader = super::reader()?;
    of_rows(columns, |row| {
        let Some(words) = text(column, row) else { return Ok(None) };
        let mut dispatch = dispatch(words, text(issued, row), text(publisher, row));
        dispatch.credits = list(credits, row)?;
        let reading = match marks.is_null(row) {
            true => reader.read(&dispatch),
            false => {
                let marks = sayso_archive::decode_marks(marks.value(row), words);
                let marks = marks.map_err(|error| DataFusionError::External(error.into()))?;
                let mut readings = reader.read_marked(std::slice::from_ref(&dispatch), &marks);
                readings.pop().unwrap_or_default()
            }
        };
        Ok(Some(sayso_archive::encode(&reading)))
    })
}
