//! The reader and the tracer as functions of DataFusion: the same on one machine, in
//! `sayso sql`, and on the executors of a cluster.
//!
//! | function | gives |
//! |--|--|
//! | `read(text[, issued[, publisher]])` | the whole reading, as a struct of lists |
//! | `sayso_marks(text)` | what the model marks: the costly part, for texts that stand in several dispatches |
//! | `sayso_reading(text, issued, publisher, credits, marks)` | a reading as bytes |
//! | `sayso_keys(text)` | word sequences that stand for a text, to find its copies |
//! | `sayso_trace(pile)` | what a pile of dispatches comes to, as bytes |
//!
//! They are pure, so that what was lost with an executor can be computed anew.

mod arguments;
mod columns;
mod keys;
mod marks;
mod read;
mod reading;
mod trace;

use std::sync::{Arc, LazyLock};

use datafusion::error::DataFusionError;
use datafusion::logical_expr::ScalarUDF;
use sayso_model::Model;
use sayso_read::Reader;

pub(crate) use trace::{PILE, Told, Traced};

/// All of them.
pub fn all() -> Vec<Arc<ScalarUDF>> {
    static ALL: LazyLock<[Arc<ScalarUDF>; 5]> = LazyLock::new(|| {
        [
            ScalarUDF::from(read::Read::new()),
            marks::function(),
            reading::function(),
            keys::function(),
            trace::function(),
        ]
        .map(Arc::new)
    });
    ALL.to_vec()
}

/// The reader with the weights of this program, loaded once a process.
///
/// # Errors
/// When the weights in the binary are broken.
pub fn reader() -> Result<&'static Reader, DataFusionError> {
    static READER: LazyLock<Result<Reader, String>> = LazyLock::new(|| {
        let model = Model::load(sayso_weights::READER);
        model.map(Reader::new).map_err(|error| error.to_string())
    });
    READER.as_ref().map_err(|error| {
        DataFusionError::External(format!("the built-in model is broken: {error}").into())
    })
}
