//! Sayso for Python: the part of the package `sayso` that is compiled.
//!
//! | module | holds |
//! |--|--|
//! | `engine` | the reader, loaded once a process |
//! | `many` | several texts at once, in order |
//! | `arrow` | record batches in, record batches out |
//!
//! What Python sees is in `package/sayso/__init__.py`, which gives types and words to these.

mod arrow;
mod engine;
mod many;

use pyo3::prelude::*;

/// One text's reading as JSON, as `sayso read --format json` writes it.
#[pyfunction]
#[pyo3(signature = (text, name, issued, publisher))]
fn read(
    py: Python<'_>,
    text: String,
    name: String,
    issued: Option<engine::Day>,
    publisher: Option<String>,
) -> PyResult<String> {
    let reader = engine::reader()?;
    let task = engine::Task { text, name, issued, publisher };
    Ok(py.detach(|| task.json(&reader)))
}

/// The JSON Schema of a reading.
#[pyfunction]
fn schema() -> String {
    sayso_formats::json::schema()
}

/// The versions of the program and of the weights.
#[pyfunction]
fn versions() -> PyResult<(&'static str, Option<String>)> {
    let weights = engine::reader()?.model_version().map(str::to_owned);
    Ok((env!("CARGO_PKG_VERSION"), weights))
}

#[pymodule(gil_used = false)]
fn _sayso(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(read, module)?)?;
    module.add_function(wrap_pyfunction!(schema, module)?)?;
    module.add_function(wrap_pyfunction!(versions, module)?)?;
    module.add_function(wrap_pyfunction!(arrow::read_arrow, module)?)?;
    module.add_class::<many::ReadMany>()?;
    module.add_class::<arrow::Batches>()?;
    Ok(())
}
