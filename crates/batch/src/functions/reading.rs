use std::sync::Arc;

use datafusion::arrow::array::{Array, BinaryArray};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::Result;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use rayon::prelude::*;

use super::arguments::{arrays, bytes, dispatch, list, lists, text, texts};

/// `sayso_reading(text, issued, publisher, credits, marks)`: with marks, the model is not asked.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct ReadingOf {
    signature: Signature,
}

impl ReadingOf {
    pub fn new() -> ReadingOf {
        let list = DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)));
        let types = vec![DataType::Utf8, DataType::Utf8, DataType::Utf8, list, DataType::Binary];
        ReadingOf { signature: Signature::exact(types, Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for ReadingOf {
    fn name(&self) -> &str {
        "sayso_reading"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Binary)
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = arrays(arguments)?;
        let (column, issued, publisher) =
            (texts(&columns[0])?, texts(&columns[1])?, texts(&columns[2])?);
        let (credits, marks) = (lists(&columns[3])?, bytes(&columns[4])?);
        let reader = super::reader()?;
        let read = |row: usize| -> Result<Option<Vec<u8>>> {
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
        };
        let readings: Result<Vec<Option<Vec<u8>>>> =
            (0..column.len()).into_par_iter().with_max_len(1).map(read).collect();
        Ok(ColumnarValue::Array(Arc::new(readings?.into_iter().collect::<BinaryArray>())))
    }
}
