use std::collections::HashMap;

use crate::error::{LoadError, LoadErrorKind};

/// The word pieces that the encoder knows.
pub(crate) struct Vocabulary {
    /// Pieces that begin a word.
    first: HashMap<&'static str, u32>,
    /// Pieces that go on with one, without their `##`.
    further: HashMap<&'static str, u32>,
    /// Bytes of the longest piece: no match needs to be tried beyond.
    longest: usize,
    size: usize,
    pub(crate) unknown: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Vocabulary {
    /// Reads one piece a line, numbered by line.
    pub(crate) fn new(lines: &'static str) -> Result<Vocabulary, LoadError> {
        let size = lines.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let mut first = HashMap::with_capacity(size);
        let mut further = HashMap::with_capacity(size / 4);
        let mut longest = 0;
        let mut count = 0;
        for (id, piece) in lines.split('\n').enumerate() {
            let id = id as u32;
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => further.insert(rest, id),
                _ => first.insert(piece, id),
            };
            longest = longest.max(piece.len());
            count += 1;
        }
        let special = |piece: &str| {
            first.get(piece).copied().ok_or_else(|| {
                LoadError::new(LoadErrorKind::Vocabulary, format!("the vocabulary lacks {piece}"))
            })
        };
        let (unknown, start, end) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Ok(Vocabulary { first, further, longest, size: count, unknown, start, end })
    }

    /// How many pieces there are.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// The longest piece that `word[at..]` begins with, as its id and its end in `word`.
    pub(crate) fn longest_match(&self, word: &str, at: usize) -> Option<(u32, usize)> {
        let pieces = if at == 0 { &self.first } else { &self.further };
        let mut end = word.len().min(at + self.longest);
        while end > at {
            if word.is_char_boundary(end)
                && let Some(id) = pieces.get(&word[at..end])
            {
                return Some((*id, end));
            }
            end -= 1;
        }
        None
    }
}
