//! Connections, one a thread at work, kept for the next.

use std::sync::{Mutex, PoisonError};

/// Connections that nobody works on.
pub(crate) struct Pool<T> {
    idle: Mutex<Vec<T>>,
}

impl<T> Pool<T> {
    /// With some to begin with.
    pub(crate) fn new(idle: Vec<T>) -> Pool<T> {
        Pool { idle: Mutex::new(idle) }
    }

    /// Works on a connection of one's own, one more where all are at work.
    ///
    /// # Errors
    ///
    /// Those of the work, and of opening one more.
    pub(crate) fn with<R, E>(
        &self,
        open: impl FnOnce() -> Result<T, E>,
        work: impl FnOnce(&mut T) -> Result<R, E>,
    ) -> Result<R, E> {
        let taken = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match taken {
            Some(connection) => connection,
            None => open()?,
        };
        let done = work(&mut connection);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        done
    }
}
