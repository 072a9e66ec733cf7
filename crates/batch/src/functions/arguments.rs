//! Arguments of functions as the columns they are.

use datafusion::arrow::array::{Array, ArrayRef, BinaryArray, ListArray, StringArray};
use datafusion::common::{Result, exec_datafusion_err};
use datafusion::logical_expr::ScalarFunctionArgs;
use sayso_read::Dispatch;

/// The arguments as arrays of one length.
pub fn arrays(arguments: ScalarFunctionArgs) -> Result<Vec<ArrayRef>> {
    let rows = arguments.number_rows;
    arguments.args.into_iter().map(|value| value.into_array(rows)).collect()
}

pub fn texts(column: &ArrayRef) -> Result<&StringArray> {
    column.as_any().downcast_ref().ok_or_else(|| wrong("text", column))
}

pub fn bytes(column: &ArrayRef) -> Result<&BinaryArray> {
    column.as_any().downcast_ref().ok_or_else(|| wrong("bytes", column))
}

pub fn lists(column: &ArrayRef) -> Result<&ListArray> {
    column.as_any().downcast_ref().ok_or_else(|| wrong("lists", column))
}

fn wrong(what: &str, column: &ArrayRef) -> datafusion::error::DataFusionError {
    exec_datafusion_err!("{what} was expected and {} came", column.data_type())
}

/// A value where there is one.
pub fn text(column: &StringArray, row: usize) -> Option<&str> {
    (!column.is_null(row)).then(|| column.value(row))
}

/// Texts of a list.
pub fn list(column: &ListArray, row: usize) -> Result<Vec<String>> {
    if column.is_null(row) {
        return Ok(Vec::new());
    }
    let values = column.value(row);
    let values = texts(&values)?;
    Ok(values.iter().flatten().map(str::to_owned).collect())
}

/// A dispatch of what is known of it; `issued` is ISO 8601, of which the day counts.
pub fn dispatch(text: &str, issued: Option<&str>, publisher: Option<&str>) -> Dispatch {
    Dispatch {
        text: text.to_owned(),
        publisher: publisher.filter(|it| !it.trim().is_empty()).map(str::to_owned),
        issued: issued.and_then(day),
        credits: Vec::new(),
    }
}

fn day(issued: &str) -> Option<(i16, i8, i8)> {
    sayso_intake::Moment::parse(issued).map(|moment| moment.day)
}
