use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, Int64Builder, ListBuilder};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::Result;
use datafusion::logical_expr::{ScalarUDF, Signature};
use rayon::prelude::*;
use sayso_trace::Sketch;

use super::arguments::{text, texts};
use super::columns::{PURE, of_columns};

/// `sayso_keys(text)`.
pub fn function() -> ScalarUDF {
    let gives = DataType::List(Arc::new(Field::new_list_field(DataType::Int64, true)));
    of_columns("sayso_keys", Signature::exact(vec![DataType::Utf8], PURE), gives, keys)
}

fn keys(columns: &[ArrayRef]) -> Result<ArrayRef> {
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
            // With a sign, since SQL and Parquet are at home with signed numbers; and the last bit
            // first: the least hash of a few is small, but its last bits are like any other's.
            Some(sketch) => {
                let keys = sketch.keys.into_iter().map(|key| Some(key.reverse_bits() as i64));
                lists.append_value(keys);
            }
            None => lists.append_null(),
        }
    }
    Ok(Arc::new(lists.finish()))
}
