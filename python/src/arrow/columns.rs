//! Columns of lists, gathered row by row.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int64Array, ListArray, StringArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Fields};
use sayso_formats::json::{Piece, Speaker};

fn list(lengths: Vec<usize>, kind: DataType, values: ArrayRef) -> ArrayRef {
    let field = Arc::new(Field::new("item", kind, false));
    Arc::new(ListArray::new(field, OffsetBuffer::from_lengths(lengths), values, None))
}

fn list_of(kind: DataType) -> DataType {
    DataType::List(Arc::new(Field::new("item", kind, false)))
}

fn piece_fields() -> Vec<Field> {
    vec![
        Field::new("start", DataType::Int64, false),
        Field::new("end", DataType::Int64, false),
        Field::new("text", DataType::Utf8, false),
    ]
}

/// Lists of words.
#[derive(Default)]
pub struct Words {
    lengths: Vec<usize>,
    words: Vec<String>,
}

impl Words {
    pub fn kind() -> DataType {
        list_of(DataType::Utf8)
    }

    pub fn add(&mut self, words: &[String]) {
        self.lengths.push(words.len());
        self.words.extend_from_slice(words);
    }

    pub fn finish(self) -> ArrayRef {
        list(self.lengths, DataType::Utf8, Arc::new(StringArray::from(self.words)))
    }
}

/// Lists of pieces of the text.
#[derive(Default)]
pub struct Pieces {
    lengths: Vec<usize>,
    starts: Vec<i64>,
    ends: Vec<i64>,
    texts: Vec<String>,
}

impl Pieces {
    pub fn kind() -> DataType {
        list_of(DataType::Struct(Fields::from(piece_fields())))
    }

    pub fn add(&mut self, pieces: &[Piece]) {
        self.lengths.push(pieces.len());
        pieces.iter().for_each(|piece| self.one(piece));
    }

    fn one(&mut self, piece: &Piece) {
        self.starts.push(piece.start as i64);
        self.ends.push(piece.end as i64);
        self.texts.push(piece.text.clone());
    }

    fn arrays(self) -> Vec<ArrayRef> {
        vec![
            Arc::new(Int64Array::from(self.starts)),
            Arc::new(Int64Array::from(self.ends)),
            Arc::new(StringArray::from(self.texts)),
        ]
    }

    pub fn finish(self) -> ArrayRef {
        let lengths = self.lengths.clone();
        let fields = Fields::from(piece_fields());
        let structs = StructArray::new(fields.clone(), self.arrays(), None);
        list(lengths, DataType::Struct(fields), Arc::new(structs))
    }
}

/// Lists of speakers: name, confidence and the mention that decided it.
#[derive(Default)]
pub struct Speakers {
    names: Vec<String>,
    confidences: Vec<f64>,
    evidence: Pieces,
}

impl Speakers {
    fn fields() -> Fields {
        let mut fields = vec![
            Field::new("name", DataType::Utf8, false),
            Field::new("confidence", DataType::Float64, false),
        ];
        fields.extend(piece_fields());
        Fields::from(fields)
    }

    pub fn kind() -> DataType {
        list_of(DataType::Struct(Speakers::fields()))
    }

    pub fn add(&mut self, speakers: &[Speaker]) {
        self.evidence.lengths.push(speakers.len());
        for speaker in speakers {
            self.names.push(speaker.name.clone());
            self.confidences.push(speaker.confidence);
            self.evidence.one(&speaker.evidence);
        }
    }

    pub fn finish(self) -> ArrayRef {
        let lengths = self.evidence.lengths.clone();
        let mut arrays: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from(self.names)),
            Arc::new(Float64Array::from(self.confidences)),
        ];
        arrays.extend(self.evidence.arrays());
        let structs = StructArray::new(Speakers::fields(), arrays, None);
        list(lengths, DataType::Struct(Speakers::fields()), Arc::new(structs))
    }
}
