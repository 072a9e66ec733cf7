//! What stands for a text where very many are compared: keys, of which two texts that have words
//! in common share some. Where the keys meet, a [`crate::Tracer`] looks closer.

use crate::digest::Digest;
use crate::tracer::shingles;
use crate::vocabulary::Vocabulary;

/// Keys of a text, equal in every process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Its word sequences by winnowing (Schleimer, Wilkerson and Aiken 2003), in the order of the
    /// text, each once: two texts with ten words in a row in common share one.
    pub keys: Vec<u64>,
}

/// What is kept between two texts only to save work.
#[derive(Default)]
pub struct Scratch {
    vocabulary: Vocabulary,
}

/// Words from which on the vocabulary is begun anew.
const VOCABULARY: usize = 1 << 18;

impl Sketch {
    /// The keys of a text.
    pub fn of(text: &str, scratch: &mut Scratch) -> Sketch {
        if scratch.vocabulary.len() > VOCABULARY {
            scratch.vocabulary = Vocabulary::default();
        }
        let digest = Digest::of(text, "", &mut scratch.vocabulary);
        let nothing = vec![false; digest.sentences.len()];
        Sketch { keys: shingles(&digest, &nothing) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(one: &str, other: &str) -> usize {
        let mut scratch = Scratch::default();
        let (one, other) = (Sketch::of(one, &mut scratch), Sketch::of(other, &mut scratch));
        one.keys.iter().filter(|key| other.keys.contains(key)).count()
    }

    #[test]
    fn a_lifted_passage_shares_keys_and_a_topic_none() {
        let first = "The ferry lay on the sand until the morning tide lifted her off again";
        let lifted = "Boats were late because the ferry lay on the sand until the morning tide";
        assert!(shared(first, lifted) > 0);
        assert_eq!(shared(first, "A ferry was lifted off the sand when the tide came again"), 0);
    }
}
