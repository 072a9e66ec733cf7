//! What changed between two versions of a dispatch.

use similar::{ChangeTag, TextDiff};

/// Bytes of a text that is compared line by line.
const LONG: usize = 60_000;

/// A stretch of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// In both.
    Same(String),
    /// Only in the earlier.
    Removed(String),
    /// Only in the later.
    Added(String),
}

/// The way from one text to another, word by word, white space kept.
///
/// Texts of more than some ten thousand words are compared line by line: the words of two that
/// have little in common would take time that grows with the square.
pub fn differences(earlier: &str, later: &str) -> Vec<Change> {
    let differences = if earlier.len().max(later.len()) > LONG {
        TextDiff::from_lines(earlier, later)
    } else {
        TextDiff::from_words(earlier, later)
    };
    let mut changes: Vec<Change> = Vec::new();
    for change in differences.iter_all_changes() {
        let words = change.value();
        match (changes.last_mut(), change.tag()) {
            (Some(Change::Same(last)), ChangeTag::Equal)
            | (Some(Change::Removed(last)), ChangeTag::Delete)
            | (Some(Change::Added(last)), ChangeTag::Insert) => last.push_str(words),
            (_, ChangeTag::Equal) => changes.push(Change::Same(words.to_owned())),
            (_, ChangeTag::Delete) => changes.push(Change::Removed(words.to_owned())),
            (_, ChangeTag::Insert) => changes.push(Change::Added(words.to_owned())),
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_and_go() {
        let changes =
            differences("Three men are hurt, he said.", "Four men are hurt, police said.");
        let shown: String = changes
            .iter()
            .map(|change| match change {
                Change::Same(words) => words.clone(),
                Change::Removed(words) => format!("[-{words}-]"),
                Change::Added(words) => format!("[+{words}+]"),
            })
            .collect();
        assert_eq!(shown, "[-Three-][+Four+] men are hurt, [-he-][+police+] said.");
        assert_eq!(differences("a", "a"), [Change::Same("a".to_owned())]);
        assert!(differences("", "").is_empty());
    }
}
