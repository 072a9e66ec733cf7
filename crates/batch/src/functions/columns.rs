//! Functions of columns, as DataFusion wants them.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, BinaryArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::functions::utils::make_scalar_function;
use datafusion::logical_expr::{ScalarUDF, Signature, SimpleScalarUDF, Volatility};
use rayon::prelude::*;

/// The same for the same arguments.
pub const PURE: Volatility = Volatility::Immutable;

/// A function that makes a column of columns of the same length.
pub fn of_columns(
    name: &str,
    takes: Signature,
    gives: DataType,
    call: fn(&[ArrayRef]) -> Result<ArrayRef>,
) -> ScalarUDF {
    let call = Arc::new(make_scalar_function(call, Vec::new()));
    SimpleScalarUDF::new_with_signature(name, takes, gives, call).into()
}

/// A column of bytes, of which each row is much work: every thread takes the next one.
pub fn of_rows(
    columns: &[ArrayRef],
    make: impl Fn(usize) -> Result<Option<Vec<u8>>> + Sync + Send,
) -> Result<ArrayRef> {
    let rows = columns.first().map_or(0, |column| column.len());
    let made: Result<Vec<Option<Vec<u8>>>> =
        (0..rows).into_par_iter().with_max_len(1).map(make).collect();
    Ok(Arc::new(made?.into_iter().collect::<BinaryArray>()))
}
