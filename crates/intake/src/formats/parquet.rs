//! Rows of Parquet, one row group after another, page by page.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::record::{Field, Row};
use serde_json::{Map, Number, Value};

use crate::formats::{mapped, step_at};
use crate::records::{Context, Step, Steps};
use crate::{Place, Rejected, RejectedKind};

/// The records of a file that is read at any place of it.
pub(crate) fn of_file(file: File, context: &Context) -> Steps {
    of(file, context)
}

/// The records of a file in memory.
pub(crate) fn of_bytes(bytes: Vec<u8>, context: &Context) -> Steps {
    of(bytes::Bytes::from(bytes), context)
}

fn of<R: ChunkReader + 'static>(source: R, context: &Context) -> Steps {
    // The crate checks much, and panics where it doesn't.
    let opened = guarded(|| SerializedFileReader::new(source));
    match opened {
        Ok(reader) => {
            let rows = Rows {
                reader: Box::new(reader),
                group: 0,
                rows: None,
                row: 0,
                context: context.clone(),
            };
            Box::new(rows)
        }
        Err(reason) => {
            let reason = format!("a damaged Parquet file: {reason}");
            let rejected =
                Rejected { cut: true, ..Rejected::new(RejectedKind::Damaged, reason, b"") };
            Box::new(std::iter::once(Ok(context.rejected(rejected))))
        }
    }
}

fn guarded<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(_) => Err("its pages contradict themselves".to_owned()),
    }
}

struct Rows {
    reader: Box<dyn FileReader>,
    group: usize,
    rows: Option<ReaderIter>,
    /// The number of the next row in the file.
    row: u64,
    context: Context,
}

impl Iterator for Rows {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            if self.rows.is_none() {
                if self.group >= self.reader.num_row_groups() {
                    return None;
                }
                match guarded(|| self.open(self.group)) {
                    Ok(rows) => self.rows = Some(rows),
                    Err(reason) => return Some(self.give_up(&reason)),
                }
            }
            let Some(rows) = &mut self.rows else { continue };
            match guarded(|| rows.next().transpose()) {
                Ok(Some(row)) => {
                    let place = Place { record: 0, offset: self.row };
                    self.row += 1;
                    let object = object(&row);
                    let raw = Value::Object(object.clone()).to_string().into_bytes();
                    return Some(step_at(
                        mapped::item(&object, raw, &self.context),
                        place,
                        &self.context,
                    ));
                }
                Ok(None) => {
                    self.rows = None;
                    self.next_group();
                }
                Err(reason) => return Some(self.give_up(&reason)),
            }
        }
    }
}

impl Rows {
    fn open(&self, group: usize) -> Result<ReaderIter, ParquetError> {
        let group = self.reader.get_row_group(group)?;
        let columns = group.metadata().columns().iter();
        let limit = self.context.hints.limits.record_bytes as u64;
        // What a damaged head says is not believed: memory would be laid out for it.
        for column in columns {
            let (size, packed) = (column.uncompressed_size(), column.compressed_size());
            if size < 0 || packed < 0 || size as u64 > limit.max(packed as u64 * 2000) {
                return Err(ParquetError::General(format!("a column of {size} bytes in {packed}")));
            }
        }
        let schema = self.reader.metadata().file_metadata().schema_descr_ptr();
        TreeBuilder::new().as_iter(schema, &*group)
    }

    /// Leaves the rest of a row group; its number of rows counts on.
    fn give_up(&mut self, reason: &str) -> Step {
        let place = Place { record: 0, offset: self.row };
        let reason = format!("row group {} is damaged from here on: {reason}", self.group);
        self.rows = None;
        self.next_group();
        let rejected = Rejected::new(RejectedKind::Damaged, reason, b"");
        Ok(self.context.rejected(Rejected { cut: true, place, ..rejected }))
    }

    fn next_group(&mut self) {
        self.group += 1;
        let groups = self.reader.metadata().row_groups().iter().take(self.group);
        self.row = groups.map(|group| u64::try_from(group.num_rows()).unwrap_or(0)).sum();
    }
}

fn object(row: &Row) -> Map<String, Value> {
    row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
}

fn value(field: &Field) -> Value {
    let float = |number: f64| Number::from_f64(number).map_or(Value::Null, Value::Number);
    match field {
        Field::Null => Value::Null,
        Field::Bool(it) => (*it).into(),
        Field::Byte(it) => (*it).into(),
        Field::Short(it) => (*it).into(),
        Field::Int(it) => (*it).into(),
        Field::Long(it) => (*it).into(),
        Field::UByte(it) => (*it).into(),
        Field::UShort(it) => (*it).into(),
        Field::UInt(it) => (*it).into(),
        Field::ULong(it) => (*it).into(),
        Field::Float(it) => float(f64::from(*it)),
        Field::Double(it) => float(*it),
        Field::Str(it) => Value::String(it.clone()),
        // Old writers don't say that their bytes are text.
        Field::Bytes(it) => std::str::from_utf8(it.data())
            .map_or(Value::Null, |text| Value::String(text.to_owned())),
        Field::Date(days) => instant(i64::from(*days) * 86_400, true),
        Field::TimestampMillis(it) => instant(it.div_euclid(1000), false),
        Field::TimestampMicros(it) => instant(it.div_euclid(1_000_000), false),
        Field::Group(row) => Value::Object(object(row)),
        Field::ListInternal(list) => Value::Array(list.elements().iter().map(value).collect()),
        Field::MapInternal(map) => {
            let named = map.entries().iter().map(|(key, field)| {
                let key = match value(key) {
                    Value::String(key) => key,
                    other => other.to_string(),
                };
                (key, value(field))
            });
            Value::Object(named.collect())
        }
        other => Value::String(other.to_string()),
    }
}

/// A column of times as ISO 8601, so that the row as JSON tells what the column told.
fn instant(seconds: i64, day: bool) -> Value {
    let Some(moment) = crate::Moment::from_unix(seconds) else { return Value::Null };
    let text = moment.to_string();
    Value::String(if day { text[..10].to_owned() } else { text })
}
