/// Converts bytes of one text to Unicode characters and back.
///
/// Built once a text; keeps a mark every 256 bytes, so a query walks at most that far.
pub struct CharIndex<'t> {
    text: &'t str,
    marks: Vec<u32>,
}

const STEP: usize = 256;

impl<'t> CharIndex<'t> {
    /// The index of `text`.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut seen = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            marks.push(seen);
            seen += chunk.iter().filter(|byte| starts_character(**byte)).count() as u32;
        }
        marks.push(seen);
        CharIndex { text, marks }
    }

    /// How many characters begin before the byte `at`.
    ///
    /// # Panics
    /// When `at` lies behind the end of the text.
    pub fn character(&self, at: usize) -> usize {
        let mark = at / STEP;
        let walked = &self.text.as_bytes()[mark * STEP..at];
        self.marks[mark] as usize + walked.iter().filter(|byte| starts_character(**byte)).count()
    }

    /// The byte at which the character numbered `character` begins; the text's length for the
    /// number one past the last, `None` beyond.
    pub fn byte(&self, character: usize) -> Option<usize> {
        let mark = self.marks.partition_point(|seen| *seen as usize <= character) - 1;
        let start = mark * STEP;
        let mut left = character - self.marks[mark] as usize;
        for (offset, byte) in self.text.as_bytes()[start.min(self.text.len())..].iter().enumerate()
        {
            if starts_character(*byte) {
                if left == 0 {
                    return Some(start + offset);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len())
    }
}

fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting() {
        let text = "“Zürich” — 東京 said ".repeat(60);
        let index = CharIndex::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(index.character(at), count);
            assert_eq!(index.byte(count), Some(at));
        }
        let all = text.chars().count();
        assert_eq!(index.character(text.len()), all);
        assert_eq!(index.byte(all), Some(text.len()));
        assert_eq!(index.byte(all + 1), None);
    }

    #[test]
    fn an_empty_text_has_one_position() {
        let index = CharIndex::new("");
        assert_eq!((index.character(0), index.byte(0), index.byte(1)), (0, Some(0), None));
    }
}
