use std::sync::{Arc, Mutex};

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use sayso_formats::{View, json};
use sayso_model::Model;
use sayso_read::{Dispatch, Reader, Reading};

/// Year, month, day.
pub type Day = (i16, i8, i8);

static READER: Mutex<Option<Arc<Reader>>> = Mutex::new(None);

/// The reader of this process, loaded at the first call.
///
/// # Errors
/// When the weights that the module carries are broken.
pub fn reader() -> PyResult<Arc<Reader>> {
    let mut known = READER.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(reader) = &*known {
        return Ok(Arc::clone(reader));
    }
    let model = Model::load(sayso_weights::READER).map_err(|error| {
        PyRuntimeError::new_err(format!(
            "the built-in model is broken, install sayso anew: {error}"
        ))
    })?;
    Ok(Arc::clone(known.insert(Arc::new(Reader::new(model)))))
}

/// Threads to read with: so many, or one a core.
pub fn pool(threads: Option<usize>) -> PyResult<ThreadPool> {
    if threads.is_some_and(|threads| threads == 0 || threads > 1024) {
        return Err(PyValueError::new_err(
            "threads must be from 1 to 1024, or None for one a core",
        ));
    }
    let builder = ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0));
    let builder = builder.thread_name(|number| format!("sayso-{number}"));
    builder.build().map_err(|error| PyRuntimeError::new_err(format!("no threads: {error}")))
}

/// A text to read, with what is known of it.
pub struct Task {
    pub text: String,
    pub name: String,
    pub issued: Option<Day>,
    pub publisher: Option<String>,
}

impl Task {
    /// The reading, as a document of plain types.
    pub fn document(self, reader: &Reader) -> json::Document {
        self.shown(reader, json::document)
    }

    /// The reading as one line of JSON.
    pub fn json(self, reader: &Reader) -> String {
        self.shown(reader, |view| json::write(view, false))
    }

    fn shown<T>(self, reader: &Reader, show: impl Fn(&View<'_>) -> T) -> T {
        let Task { text, name, issued, publisher } = self;
        let dispatch = Dispatch { text, issued, publisher, credits: Vec::new() };
        let reading: Reading = reader.read(&dispatch);
        let view = View::new(&name, &dispatch, &reading);
        show(&View { model: reader.model_version(), ..view })
    }
}
