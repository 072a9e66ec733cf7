use std::fmt;

/// Where and why a query can't be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    query: String,
    start: usize,
    end: usize,
    message: String,
}

impl QueryError {
    pub(crate) fn new(query: &str, start: usize, end: usize, message: impl Into<String>) -> Self {
        QueryError { query: query.to_owned(), start, end, message: message.into() }
    }

    /// First byte of the query that is wrong, and one past the last.
    pub fn place(&self) -> (usize, usize) {
        (self.start, self.end)
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The query on one line, and below it carets under what is wrong.
    pub fn pointed(&self) -> String {
        // A line end or tab would part the carets from what they point at.
        let flat = |text: &str| {
            text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>()
        };
        let before = self.query[..self.start].chars().count();
        let long = self.query[self.start..self.end].chars().count().max(1);
        format!("{}\n{}{}", flat(&self.query), " ".repeat(before), "^".repeat(long))
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for QueryError {}
