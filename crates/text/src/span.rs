use std::fmt;
use std::ops::Range;

/// A half-open range of bytes of a text, `start <= end`.
///
/// Texts are at most `u32::MAX` bytes long; [`crate::Span::new`] panics on a reversed range.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of the bytes `start..end`.
    ///
    /// # Panics
    /// When `end < start`, or either does not fit in 32 bits.
    pub fn new(start: usize, end: usize) -> Span {
        assert!(start <= end, "a span cannot end at {end} before it starts at {start}");
        let fit = |n: usize| u32::try_from(n).expect("a text is shorter than 4 GiB");
        Span { start: fit(start), end: fit(end) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words it covers.
    ///
    /// # Panics
    /// When the span is not one of `text`, or cuts a character.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `other` lies in it, edges included.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `at` lies in it.
    pub fn holds(self, at: usize) -> bool {
        self.start() <= at && at < self.end()
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same words without white space at either edge.
    pub fn trim(self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start() + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        Span::new(start, end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_white_space_but_nothing_else() {
        let text = "  “We stay.” \n";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), "“We stay.”");
        assert!(Span::new(0, 2).trim(text).is_empty());
    }

    #[test]
    #[should_panic(expected = "before it starts")]
    fn refuses_a_reversed_range() {
        Span::new(2, 1);
    }
}
