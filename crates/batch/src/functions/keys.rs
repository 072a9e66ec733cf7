use std::sync::Arc;

use datafusion::arrow::array::{Array, Int64Builder, ListBuilder};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use rayon::prelude::*;
use sayso_trace::Sketch;

use super::arguments::{arrays, text, texts};

/// `sayso_keys(text)`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct KeysOf {
    signature: Signature,
}

impl KeysOf {
    pub fn new() -> KeysOf {
        KeysOf { signature: Signature::exact(vec![DataType::Utf8], Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for KeysOf {
    fn name(&self) -> &str {
        "sayso_keys"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::List(Arc::new(Field::new_list_field(DataType::Int64, true))))
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = arrays(arguments)?;
        let column = texts(&columns[0])?;
        let sketches: Vec<Option<Sketch>> = (0..column.len())
            .into_par_iter()
            .map_init(Default::default, |vocabulary, row| {
                Some(Sketch::of(text(column, row)?, vocabulary))
            })
            .collect();
        let mut lists = ListBuilder::new(Int64Builder::new());
        for sketch in sketches {
            match sketch {
                // The same bits with a sign: SQL and Parquet are at home with signed numbers.
                Some(sketch) => {
                    lists.append_value(sketch.keys.into_iter().map(|key| Some(key as i64)))
                }
                None => lists.append_null(),
            }
        }
        Ok(ColumnarValue::Array(Arc::new(lists.finish())))
    }
}
