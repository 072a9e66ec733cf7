use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use rayon::ThreadPool;
use sayso_read::Reader;

use crate::engine::{self, Day, Task};

/// So many texts are on their way for each thread; more are not taken from the iterable.
const AHEAD: usize = 4;

/// How often a wait looks whether somebody pressed Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(100);

/// An iterator over the readings of an iterable's texts, in its order.
#[pyclass]
pub struct ReadMany {
    texts: Option<Py<PyIterator>>,
    pool: ThreadPool,
    reader: Arc<Reader>,
    /// Locked by nobody else: Python wants what it holds to be shareable.
    waiting: VecDeque<Mutex<Receiver<String>>>,
    /// What the iterable raised; it is told after all that came before.
    error: Option<PyErr>,
}

#[pymethods]
impl ReadMany {
    /// `texts` gives tuples of a text, a name, a day and a publisher.
    #[new]
    #[pyo3(signature = (texts, threads))]
    fn new(texts: &Bound<'_, PyAny>, threads: Option<usize>) -> PyResult<Self> {
        Ok(ReadMany {
            texts: Some(texts.try_iter()?.unbind()),
            pool: engine::pool(threads)?,
            reader: engine::reader()?,
            waiting: VecDeque::new(),
            error: None,
        })
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<String>> {
        self.fill(py);
        let Some(next) = self.waiting.pop_front() else {
            return self.error.take().map_or(Ok(None), Err);
        };
        loop {
            match py.detach(|| wait(&next)) {
                Ok(reading) => return Ok(Some(reading)),
                Err(RecvTimeoutError::Timeout) => {
                    if let Err(interrupt) = py.check_signals() {
                        self.waiting.push_front(next);
                        return Err(interrupt);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(PyRuntimeError::new_err("a text could not be read: a thread died"));
                }
            }
        }
    }
}

impl ReadMany {
    /// Takes texts until enough are on their way.
    fn fill(&mut self, py: Python<'_>) {
        while self.waiting.len() < AHEAD * self.pool.current_num_threads() {
            let Some(texts) = &self.texts else { return };
            match texts.bind(py).clone().next() {
                Some(Ok(item)) => {
                    match item.extract::<(String, String, Option<Day>, Option<String>)>() {
                        Ok(item) => self.send(item),
                        Err(error) => return self.end(Some(error)),
                    }
                }
                Some(Err(error)) => return self.end(Some(error)),
                None => return self.end(None),
            }
        }
    }

    fn send(
        &mut self,
        (text, name, issued, publisher): (String, String, Option<Day>, Option<String>),
    ) {
        let (sender, receiver) = sync_channel(1);
        let reader = Arc::clone(&self.reader);
        self.pool.spawn(move || {
            // Nobody may be waiting any more.
            let _ = sender.send(Task { text, name, issued, publisher }.json(&reader));
        });
        self.waiting.push_back(Mutex::new(receiver));
    }

    fn end(&mut self, error: Option<PyErr>) {
        self.texts = None;
        self.error = error;
    }
}

fn wait(next: &Mutex<Receiver<String>>) -> Result<String, RecvTimeoutError> {
    next.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(PATIENCE)
}
