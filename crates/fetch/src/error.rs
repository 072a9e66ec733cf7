use std::fmt;
use std::time::Duration;

/// Why an address gave nothing.
#[derive(Debug)]
pub struct FetchError {
    kind: FetchErrorKind,
    url: String,
    message: String,
    retry_after: Option<Duration>,
}

/// Kinds of [`FetchError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchErrorKind {
    /// It is no address of the web.
    Address,
    /// It leads to this machine or a private network.
    Private,
    /// robots.txt forbids it.
    Robots,
    /// It redirects too often, in a circle, or nowhere.
    Redirects,
    /// It took too long.
    Timeout,
    /// It is larger than allowed, packed or unpacked.
    TooLarge,
    /// The server answered with this status.
    Status(u16),
    /// What came was cut off or can't be unpacked.
    Broken,
    /// No connection, or it broke.
    Connection,
}

impl FetchError {
    pub(crate) fn new(kind: FetchErrorKind, url: &str, message: impl Into<String>) -> Self {
        FetchError { kind, url: url.to_owned(), message: message.into(), retry_after: None }
    }

    pub(crate) fn after(mut self, wait: Option<Duration>) -> Self {
        self.retry_after = wait;
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> FetchErrorKind {
        self.kind
    }

    /// How long the server asks to be left alone.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Whether it makes sense to ask again: not where the answer is about the address itself.
    pub fn passes(&self) -> bool {
        match self.kind {
            FetchErrorKind::Status(status) => status >= 500 || status == 429 || status == 408,
            FetchErrorKind::Timeout | FetchErrorKind::Broken | FetchErrorKind::Connection => true,
            _ => false,
        }
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.url, self.message)
    }
}

impl std::error::Error for FetchError {}
