use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{ScalarUDF, Signature};

use super::arguments::{text, texts};
use super::columns::{PURE, of_columns, of_rows};

/// `sayso_marks(text)`.
pub fn function() -> ScalarUDF {
    let takes = Signature::exact(vec![DataType::Utf8], PURE);
    of_columns("sayso_marks", takes, DataType::Binary, marks)
}

fn marks(columns: &[ArrayRef]) -> Result<ArrayRef> {
    let column = texts(&columns[0])?;
    let reader = super::reader()?;
    of_rows(columns, |row| {
        Ok(text(column, row).map(|it| sayso_archive::encode_marks(&reader.mark(it, &[]))))
    })
}
