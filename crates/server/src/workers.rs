//! Reading and the archive block: they run off the async threads, behind a bounded queue.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;

use crate::problem::Problem;

/// Threads for blocking work, and how much may wait for them.
#[derive(Clone)]
pub struct Workers {
    permits: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    most: usize,
}

/// Counts one who waits, also when he gives up.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Workers {
    /// `at_once` pieces of work side by side, at most `most` more waiting.
    pub fn new(at_once: usize, most: usize) -> Workers {
        let waiting = Arc::new(AtomicUsize::new(0));
        Workers { permits: Arc::new(Semaphore::new(at_once)), waiting, most }
    }

    /// How many wait now.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Runs `work` when a thread is free.
    ///
    /// # Errors
    ///
    /// 503 where too much waits already, 500 where the work panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= self.most {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Problem::busy());
        }
        let waits = Waiting(&self.waiting);
        self.wait_then(waits, work).await
    }

    /// The same, but waits however much waits already: for work of which a client sends the next
    /// piece only after this one.
    ///
    /// # Errors
    ///
    /// 500 where the work panicked.
    pub async fn wait<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        self.wait_then(Waiting(&self.waiting), work).await
    }

    async fn wait_then<T: Send + 'static>(
        &self,
        waits: Waiting<'_>,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let permit = self.permits.clone().acquire_owned().await.map_err(Problem::internal)?;
        drop(waits);
        tokio::task::spawn_blocking(move || {
            let _held = permit;
            work()
        })
        .await
        .map_err(Problem::internal)
    }
}
