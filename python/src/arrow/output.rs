use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray,
    UInt32Array,
};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use sayso_formats::json::{Attribution, Document, Piece};

use super::columns::{Pieces, Speakers, Words};

/// The columns of what comes out: those that are kept, then ours. `docs/python.md` tells them.
///
/// # Errors
/// When a kept column has the name of one of ours.
pub fn schema(input: &Schema, keep: &[usize]) -> Result<Arc<Schema>, String> {
    let mut fields: Vec<Field> = keep.iter().map(|column| input.field(*column).clone()).collect();
    for field in own() {
        if fields.iter().any(|kept| kept.name() == field.name()) {
            return Err(format!(
                "rename the column {:?} before it is kept: there is one here",
                field.name()
            ));
        }
        fields.push(field);
    }
    Ok(Arc::new(Schema::new(fields)))
}

fn own() -> Vec<Field> {
    let always = |name, kind| Field::new(name, kind, false);
    let maybe = |name, kind| Field::new(name, kind, true);
    vec![
        always("item", DataType::Int64),
        always("attribution", DataType::Int32),
        maybe("publisher", DataType::Utf8),
        maybe("issued", DataType::Utf8),
        always("kind", DataType::Utf8),
        always("polarity", DataType::Utf8),
        always("confidence", DataType::Float64),
        always("source", Pieces::kind()),
        always("cue", Pieces::kind()),
        always("content", Pieces::kind()),
        always("speakers", Speakers::kind()),
        always("chain", Words::kind()),
        always("anonymous", DataType::Boolean),
        maybe("anonymous_group", DataType::Utf8),
        maybe("addressee", DataType::Utf8),
        maybe("medium", DataType::Utf8),
        maybe("said", DataType::Utf8),
        maybe("nested_in", DataType::Int32),
        always("found_by", DataType::Utf8),
    ]
}

/// A row for each attribution of the rows of `input`; rows without a text have none.
///
/// # Errors
/// Never for batches that fit the schema.
pub fn batch(
    input: &RecordBatch,
    schema: &Arc<Schema>,
    keep: &[usize],
    first: i64,
    documents: &[Option<Document>],
) -> Result<RecordBatch, ArrowError> {
    let mut rows: Vec<(usize, usize, &Document, &Attribution)> = Vec::new();
    for (row, document) in documents.iter().enumerate() {
        let Some(document) = document else { continue };
        let found = document.attributions.iter().enumerate();
        rows.extend(found.map(|(number, found)| (row, number, document, found)));
    }
    let from = UInt32Array::from_iter_values(rows.iter().map(|(row, ..)| *row as u32));
    let mut columns: Vec<ArrayRef> = Vec::with_capacity(schema.fields().len());
    for column in keep {
        columns.push(arrow_select::take::take(input.column(*column), &from, None)?);
    }

    let found = || rows.iter().map(|(_, _, _, found)| *found);
    let words = |of: &dyn Fn(&Attribution) -> Option<String>| -> ArrayRef {
        Arc::new(found().map(of).collect::<StringArray>())
    };
    let dispatch = |of: &dyn Fn(&Document) -> Option<String>| -> ArrayRef {
        Arc::new(rows.iter().map(|(_, _, document, _)| of(document)).collect::<StringArray>())
    };
    let pieces = |of: &dyn Fn(&Attribution) -> &[Piece]| -> ArrayRef {
        let mut pieces = Pieces::default();
        found().for_each(|it| pieces.add(of(it)));
        pieces.finish()
    };
    let mut speakers = Speakers::default();
    found().for_each(|it| speakers.add(&it.speakers));
    let mut chain = Words::default();
    found().for_each(|it| chain.add(&it.chain));

    columns.extend([
        Arc::new(Int64Array::from_iter_values(rows.iter().map(|(row, ..)| first + *row as i64)))
            as ArrayRef,
        Arc::new(Int32Array::from_iter_values(rows.iter().map(|(_, number, ..)| *number as i32))),
        dispatch(&|document| document.dispatch.publisher.clone()),
        dispatch(&|document| document.dispatch.issued.clone()),
        words(&|it| Some(it.kind.clone())),
        words(&|it| Some(it.polarity.clone())),
        Arc::new(Float64Array::from_iter_values(found().map(|it| it.confidence))),
        pieces(&|it| &it.source),
        pieces(&|it| &it.cue),
        pieces(&|it| &it.content),
        speakers.finish(),
        chain.finish(),
        Arc::new(found().map(|it| Some(it.anonymous)).collect::<BooleanArray>()),
        words(&|it| it.anonymous_detail.as_ref().map(|detail| detail.group.clone())),
        words(&|it| it.addressee.as_ref().map(|piece| piece.text.clone())),
        words(&|it| it.medium.as_ref().map(|piece| piece.text.clone())),
        words(&|it| it.said.as_ref().map(|said| said.value.clone())),
        Arc::new(found().map(|it| it.nested_in.map(|outer| outer as i32)).collect::<Int32Array>()),
        words(&|it| Some(format!("{} {}", it.found.by, it.found.name))),
    ]);
    RecordBatch::try_new(Arc::clone(schema), columns)
}
