use std::cell::Cell;
use std::ops::Range;

use crate::encoder::Vectors;
use crate::heads::{ENTITIES, LINKS, TAGS};
use crate::kernel::Line;
use crate::model::Model;
use crate::tokenizer::Piece;

/// The memory that [`Model::encode`] works in, one a thread, kept from window to window.
#[derive(Default)]
pub struct Scratch {
    vectors: Vectors,
    tags: Vec<[f32; TAGS]>,
    entities: Vec<[f32; ENTITIES]>,
    link: Cell<Vec<Line>>,
}

impl Scratch {
    /// Nothing yet; it grows with the first window.
    pub fn new() -> Scratch {
        Scratch::default()
    }
}

/// What the model sees in a window. Pieces are numbered as they were handed in.
pub struct Encoded<'a> {
    model: &'a Model,
    scratch: &'a Scratch,
}

impl<'a> Encoded<'a> {
    pub(crate) fn new(model: &'a Model, pieces: &[Piece], scratch: &'a mut Scratch) -> Encoded<'a> {
        let operations = model.kernel.operations;
        model.encoder.encode(pieces, &mut scratch.vectors, operations);
        let (tags, entities) = (&mut scratch.tags, &mut scratch.entities);
        let rows = inner(model, &scratch.vectors);
        model.heads.tag(rows, tags, entities, operations);
        Encoded { model, scratch }
    }

    /// For each piece the probabilities of: nothing, a source's begin and inside, a cue's, a
    /// content's.
    pub fn tags(&self) -> &'a [[f32; TAGS]] {
        &self.scratch.tags
    }

    /// For each piece the probabilities of: nothing, a person's begin and inside, an
    /// organisation's, a place's.
    pub fn entities(&self) -> &'a [[f32; ENTITIES]] {
        &self.scratch.entities
    }

    /// For each piece the probabilities that it has nothing to do with the cue, is of its source,
    /// is of its content.
    ///
    /// # Panics
    /// When the cue is empty or goes beyond the window.
    pub fn link(&self, cue: Range<usize>, out: &mut Vec<[f32; LINKS]>) {
        let Encoded { model, scratch } = self;
        let rows = inner(model, &scratch.vectors);
        assert!(
            cue.start < cue.end && cue.end <= scratch.tags.len(),
            "the cue {cue:?} is none of the window's {} pieces",
            scratch.tags.len()
        );
        let mut weights = scratch.link.take();
        model.heads.link(rows, cue, &mut weights, out, model.kernel.operations);
        scratch.link.set(weights);
    }
}

/// The rows between `[CLS]` and `[SEP]`.
fn inner<'a>(model: &Model, vectors: &'a Vectors) -> &'a [Line] {
    let width = model.encoder.width();
    &vectors.rows[width..vectors.rows.len() - width]
}
