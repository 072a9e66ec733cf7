//! Results as people and programs want them.

use std::io::{self, Write};

use anyhow::{Context, Result, bail};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::compute::cast;
use datafusion::arrow::csv;
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::arrow::json;
use datafusion::arrow::util::display::FormatOptions;
use datafusion::arrow::util::pretty::pretty_format_batches_with_options;
use datafusion::execution::SendableRecordBatchStream;
use futures_util::TryStreamExt;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

/// Forms of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Shown {
    /// For people
    Terminal,
    /// With a line of names; lists as JSON
    Csv,
    /// An object a line
    Json,
    /// For programs; written to a file
    Parquet,
}

/// Rows for people are looked at as a whole, to know how wide they are; no more than these.
const MOST: usize = 1_000;

/// Writes rows as they come; gives how many.
///
/// # Errors
/// When the plan fails or nobody reads what is written.
pub async fn write(
    mut rows: SendableRecordBatchStream,
    shown: Shown,
    mut out: Box<dyn Write + Send>,
) -> Result<usize> {
    let schema = rows.schema();
    let mut count = 0;
    match shown {
        Shown::Terminal => {
            let mut kept = Vec::new();
            while let Some(batch) = rows.try_next().await? {
                if count < MOST {
                    kept.push(batch.slice(0, batch.num_rows().min(MOST - count)));
                }
                count += batch.num_rows();
            }
            let options = FormatOptions::default();
            writeln!(out, "{}", pretty_format_batches_with_options(&kept, &options)?)?;
            match count {
                more if more > MOST => writeln!(out, "{MOST} of {count} rows")?,
                1 => writeln!(out, "1 row")?,
                _ => writeln!(out, "{count} rows")?,
            }
        }
        Shown::Csv => {
            let mut writer = csv::WriterBuilder::new().build(&mut out);
            let mut any = false;
            while let Some(batch) = rows.try_next().await? {
                count += batch.num_rows();
                writer.write(&flat(&batch)?)?;
                any = true;
            }
            if !any {
                writer.write(&flat(&RecordBatch::new_empty(schema))?)?;
            }
        }
        Shown::Json => {
            let mut writer = json::LineDelimitedWriter::new(&mut out);
            while let Some(batch) = rows.try_next().await? {
                count += batch.num_rows();
                writer.write(&batch)?;
            }
            writer.finish()?;
        }
        Shown::Parquet => {
            count = parquet(&mut rows, schema, &mut out).await?;
        }
    }
    out.flush().context("cannot write to standard output")?;
    Ok(count)
}

async fn parquet(
    rows: &mut SendableRecordBatchStream,
    schema: SchemaRef,
    out: &mut (dyn Write + Send),
) -> Result<usize> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .build();
    let mut writer = ArrowWriter::try_new(out, schema, Some(properties))?;
    let mut count = 0;
    while let Some(batch) = rows.try_next().await? {
        count += batch.num_rows();
        writer.write(&batch)?;
    }
    writer.close()?;
    Ok(count)
}

/// CSV knows no lists: they become JSON.
fn flat(batch: &RecordBatch) -> Result<RecordBatch> {
    let mut fields = Vec::new();
    let mut columns = Vec::new();
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        if field.data_type().is_nested() {
            let alone = RecordBatch::try_from_iter([("value", column.clone())])?;
            let mut lines = Vec::new();
            let mut writer = json::LineDelimitedWriter::new(&mut lines);
            writer.write(&alone)?;
            writer.finish()?;
            let value = |line: &str| -> Result<Option<String>> {
                let value: serde_json::Value = serde_json::from_str(line)?;
                Ok(value.get("value").map(ToString::to_string))
            };
            let text = String::from_utf8(lines)?;
            let texts: Vec<Option<String>> = text.lines().map(value).collect::<Result<_>>()?;
            if texts.len() != batch.num_rows() {
                bail!("a list can't be written as CSV; use --format json");
            }
            columns
                .push(std::sync::Arc::new(datafusion::arrow::array::StringArray::from(texts)) as _);
            fields.push(field.as_ref().clone().with_data_type(DataType::Utf8).with_nullable(true));
        } else if matches!(field.data_type(), DataType::Binary) {
            columns.push(cast(column, &DataType::Utf8)?);
            fields.push(field.as_ref().clone().with_data_type(DataType::Utf8).with_nullable(true));
        } else {
            columns.push(column.clone());
            fields.push(field.as_ref().clone());
        }
    }
    let schema = datafusion::arrow::datatypes::Schema::new(fields);
    Ok(RecordBatch::try_new(std::sync::Arc::new(schema), columns)?)
}

/// Standard output, buffered.
pub fn standard() -> Box<dyn Write + Send> {
    Box::new(io::BufWriter::new(io::stdout()))
}
