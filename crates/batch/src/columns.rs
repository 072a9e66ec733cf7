//! Tables as data: their names, their columns with what each means, and rows as Arrow.
//!
//! A [`Table`] is told once, as a constant; the Parquet schema, the types of the SQL functions,
//! `sayso batch --schemas` and `docs/batch.md` all come from it.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BinaryBuilder, BooleanBuilder, Float32Builder, Int32Builder, Int64Builder,
    ListBuilder, RecordBatch, StringBuilder, StructBuilder,
};
use datafusion::arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef};
use datafusion::arrow::error::ArrowError;

/// A table that is written.
#[derive(Debug)]
pub struct Table {
    /// Its name, and that of its folder.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns in their order.
    pub columns: &'static [Column],
}

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether a value may be missing.
    pub optional: bool,
    /// What it means.
    pub about: &'static str,
}

/// Types of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8.
    Text,
    /// A 64-bit number, signed since many readers of Parquet know no others.
    Number,
    /// A 32-bit number.
    Count,
    /// A 32-bit float, mostly between 0 and 1.
    Share,
    /// True or false.
    Flag,
    /// A list of texts.
    Texts,
    /// A list of `{start, end}`: characters of the dispatch's text, the end exclusive.
    Spans,
    /// Bytes.
    Bytes,
}

/// A value on its way into a column.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Nothing.
    Missing,
    /// For [`Kind::Text`].
    Text(String),
    /// For [`Kind::Number`].
    Number(i64),
    /// For [`Kind::Count`].
    Count(i32),
    /// For [`Kind::Share`].
    Share(f32),
    /// For [`Kind::Flag`].
    Flag(bool),
    /// For [`Kind::Texts`].
    Texts(Vec<String>),
    /// For [`Kind::Spans`].
    Spans(Vec<(i32, i32)>),
    /// For [`Kind::Bytes`].
    Bytes(Vec<u8>),
}

/// A column that always has a value.
pub(crate) const fn given(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, optional: false, about }
}

/// A column that may have none.
pub(crate) const fn maybe(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, optional: true, about }
}

impl Table {
    /// Its schema.
    pub fn schema(&self) -> SchemaRef {
        Arc::new(Schema::new(self.fields()))
    }

    /// Its columns as Arrow has them.
    pub fn fields(&self) -> Fields {
        let field =
            |column: &Column| Field::new(column.name, column.kind.data_type(), column.optional);
        self.columns.iter().map(field).collect()
    }
}

impl Kind {
    /// The type in Arrow.
    pub fn data_type(self) -> DataType {
        match self {
            Kind::Text => DataType::Utf8,
            Kind::Number => DataType::Int64,
            Kind::Count => DataType::Int32,
            Kind::Share => DataType::Float32,
            Kind::Flag => DataType::Boolean,
            Kind::Texts => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
            Kind::Spans => {
                let span = DataType::Struct(span_fields());
                DataType::List(Arc::new(Field::new_list_field(span, true)))
            }
            Kind::Bytes => DataType::Binary,
        }
    }

    /// Its name in the documents.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Number => "int64",
            Kind::Count => "int32",
            Kind::Share => "float32",
            Kind::Flag => "boolean",
            Kind::Texts => "list of text",
            Kind::Spans => "list of {start, end}",
            Kind::Bytes => "bytes",
        }
    }
}

fn span_fields() -> Fields {
    ["start", "end"].map(|name| Field::new(name, DataType::Int32, false)).into_iter().collect()
}

/// Rows of a table as they gather.
pub struct Rows {
    table: &'static Table,
    columns: Vec<Gathering>,
    len: usize,
}

enum Gathering {
    Text(StringBuilder),
    Number(Int64Builder),
    Count(Int32Builder),
    Share(Float32Builder),
    Flag(BooleanBuilder),
    Texts(ListBuilder<StringBuilder>),
    Spans(ListBuilder<StructBuilder>),
    Bytes(BinaryBuilder),
}

impl Rows {
    /// No rows yet.
    pub fn of(table: &'static Table) -> Rows {
        let columns = table.columns.iter().map(|column| Gathering::new(column.kind)).collect();
        Rows { table, columns, len: 0 }
    }

    /// Whose rows they are.
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a row: a cell for each column, in their order.
    pub fn push(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            column.push(cells.next().unwrap_or(Cell::Missing));
        }
        debug_assert!(cells.next().is_none(), "{}: more cells than columns", self.table.name);
        self.len += 1;
    }

    /// The rows so far, as Arrow; begins anew.
    ///
    /// # Errors
    /// When a column that must have values lacks one.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.len = 0;
        let columns = self.columns.iter_mut().map(Gathering::finish).collect();
        RecordBatch::try_new(self.table.schema(), columns)
    }
}

impl Gathering {
    fn new(kind: Kind) -> Gathering {
        match kind {
            Kind::Text => Gathering::Text(StringBuilder::new()),
            Kind::Number => Gathering::Number(Int64Builder::new()),
            Kind::Count => Gathering::Count(Int32Builder::new()),
            Kind::Share => Gathering::Share(Float32Builder::new()),
            Kind::Flag => Gathering::Flag(BooleanBuilder::new()),
            Kind::Texts => Gathering::Texts(ListBuilder::new(StringBuilder::new())),
            Kind::Spans => {
                Gathering::Spans(ListBuilder::new(StructBuilder::from_fields(span_fields(), 0)))
            }
            Kind::Bytes => Gathering::Bytes(BinaryBuilder::new()),
        }
    }

    fn push(&mut self, cell: Cell) {
        match (self, cell) {
            (Gathering::Text(column), Cell::Text(value)) => column.append_value(value),
            (Gathering::Number(column), Cell::Number(value)) => column.append_value(value),
            (Gathering::Count(column), Cell::Count(value)) => column.append_value(value),
            (Gathering::Share(column), Cell::Share(value)) => column.append_value(value),
            (Gathering::Flag(column), Cell::Flag(value)) => column.append_value(value),
            (Gathering::Bytes(column), Cell::Bytes(value)) => column.append_value(value),
            (Gathering::Texts(column), Cell::Texts(values)) => {
                column.append_value(values.into_iter().map(Some));
            }
            (Gathering::Spans(column), Cell::Spans(spans)) => {
                for (start, end) in spans {
                    let span = column.values();
                    for (at, value) in [start, end].into_iter().enumerate() {
                        if let Some(builder) = span.field_builder::<Int32Builder>(at) {
                            builder.append_value(value);
                        }
                    }
                    span.append(true);
                }
                column.append(true);
            }
            (column, other) => {
                debug_assert!(matches!(other, Cell::Missing), "{other:?} is of another type");
                column.push_missing();
            }
        }
    }

    fn push_missing(&mut self) {
        match self {
            Gathering::Text(column) => column.append_null(),
            Gathering::Number(column) => column.append_null(),
            Gathering::Count(column) => column.append_null(),
            Gathering::Share(column) => column.append_null(),
            Gathering::Flag(column) => column.append_null(),
            Gathering::Texts(column) => column.append_null(),
            Gathering::Spans(column) => column.append_null(),
            Gathering::Bytes(column) => column.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Gathering::Text(column) => Arc::new(column.finish()),
            Gathering::Number(column) => Arc::new(column.finish()),
            Gathering::Count(column) => Arc::new(column.finish()),
            Gathering::Share(column) => Arc::new(column.finish()),
            Gathering::Flag(column) => Arc::new(column.finish()),
            Gathering::Texts(column) => Arc::new(column.finish()),
            Gathering::Spans(column) => Arc::new(column.finish()),
            Gathering::Bytes(column) => Arc::new(column.finish()),
        }
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Missing, Into::into)
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Cell {
        Cell::Text(value.to_owned())
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Cell {
        Cell::Text(value)
    }
}

impl From<i64> for Cell {
    fn from(value: i64) -> Cell {
        Cell::Number(value)
    }
}

impl From<usize> for Cell {
    /// A count; none is larger than a text of 4 GB has characters.
    fn from(value: usize) -> Cell {
        Cell::Count(i32::try_from(value).unwrap_or(i32::MAX))
    }
}

impl From<f32> for Cell {
    fn from(value: f32) -> Cell {
        Cell::Share(value)
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Cell {
        Cell::Flag(value)
    }
}

impl From<Vec<String>> for Cell {
    fn from(values: Vec<String>) -> Cell {
        Cell::Texts(values)
    }
}

impl From<Vec<u8>> for Cell {
    fn from(value: Vec<u8>) -> Cell {
        Cell::Bytes(value)
    }
}
