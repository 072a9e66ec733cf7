use std::sync::Arc;

use datafusion::arrow::array::{Array, BinaryArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use rayon::prelude::*;

use super::arguments::{arrays, text, texts};

/// `sayso_marks(text)`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct MarksOf {
    signature: Signature,
}

impl MarksOf {
    pub fn new() -> MarksOf {
        MarksOf { signature: Signature::exact(vec![DataType::Utf8], Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for MarksOf {
    fn name(&self) -> &str {
        "sayso_marks"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Binary)
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = arrays(arguments)?;
        let column = texts(&columns[0])?;
        let reader = super::reader()?;
        let marks: Vec<Option<Vec<u8>>> = (0..column.len())
            .into_par_iter()
            .with_max_len(1)
            .map(|row| Some(sayso_archive::encode_marks(&reader.mark(text(column, row)?, &[]))))
            .collect();
        Ok(ColumnarValue::Array(Arc::new(marks.into_iter().collect::<BinaryArray>())))
    }
}
