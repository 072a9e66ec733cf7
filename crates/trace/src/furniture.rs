//! What an outlet prints under everything: share lines, tag lines, notices.

use std::collections::HashSet;

use crate::digest::{Digest, mix};
use crate::store::{Keys, Store};
use crate::vocabulary::{WordId, text_hash};

/// Shorter sentences recur by chance and tell little.
const SHORTEST: usize = 4;

/// For each sentence of a dispatch, whether it is furniture.
pub(crate) fn furniture<S: Store>(store: &S, digest: &Digest) -> Result<Vec<bool>, S::Error> {
    digest.sentences.iter().map(|sentence| store.is_furniture(sentence.hash)).collect()
}

/// Learns from a new item of an outlet: a sentence that stood under two dispatches on other matter.
/// `about_other` tells whether an earlier item is about another matter.
pub(crate) fn learn<S: Store>(
    store: &mut S,
    outlet: &str,
    item: u32,
    digest: &Digest,
    mut about_other: impl FnMut(&S, u32) -> Result<bool, S::Error>,
) -> Result<(), S::Error> {
    let outlet = mix(u64::from(text_hash(outlet)));
    for sentence in digest.sentences.iter().filter(|it| it.words.len() >= SHORTEST) {
        if store.is_furniture(sentence.hash)? {
            continue;
        }
        let key = outlet ^ sentence.hash;
        let mut known = false;
        // The item itself may be there: by the same sentence again, or by another of the same key.
        for earlier in store.with_key(Keys::Sentences, key)?.into_iter().filter(|it| *it != item) {
            known = known || about_other(store, earlier)?;
        }
        match known {
            true => store.set_furniture(sentence.hash)?,
            false => store.add_key(Keys::Sentences, key, item)?,
        }
    }
    Ok(())
}

/// Whether two dispatches, what they say word for word in common aside, name other things.
pub(crate) fn other_matter(a: &Digest, b: &Digest) -> bool {
    let sentences = |digest: &Digest| -> HashSet<u64> {
        digest.sentences.iter().map(|sentence| sentence.hash).collect()
    };
    let (left, right) = (sentences(a), sentences(b));
    let common: HashSet<u64> = left.intersection(&right).copied().collect();
    if 2 * common.len() > left.len().min(right.len()) + 1 {
        return false;
    }
    let names = |digest: &Digest| -> HashSet<WordId> {
        let own = digest.words.iter().filter(|word| {
            word.name && !common.contains(&digest.sentences[word.sentence as usize].hash)
        });
        own.map(|word| word.stem).collect()
    };
    let (left, right) = (names(a), names(b));
    let fewer = left.len().min(right.len());
    fewer > 0 && 2 * left.intersection(&right).count() <= fewer
}

#[cfg(test)]
mod tests {
    use crate::{Item, Tracer};

    fn add(tracer: &mut Tracer, text: &str) {
        let item =
            Item { outlet: Some("The Quay".to_owned()), text: text.to_owned(), ..Item::default() };
        let Ok(_) = tracer.add(item, None);
    }

    fn is_furniture(tracer: &mut Tracer, sentence: &str) -> bool {
        let digest = super::Digest::of(sentence, "", &mut tracer.vocabulary);
        let Ok(found) = super::furniture(&tracer.store, &digest);
        found == [true]
    }

    #[test]
    fn what_stands_under_two_dispatches_on_other_matter_is_furniture() {
        let mut tracer = Tracer::new();
        let line = "Send your views to the night desk.";
        add(&mut tracer, &format!("Mayor Ilsa Brock opened the Dunmore lock. {line}"));
        assert!(!is_furniture(&mut tracer, line));
        add(&mut tracer, &format!("The Corda museum bought three maps of Halden. {line}"));
        assert!(is_furniture(&mut tracer, line));
    }

    #[test]
    fn a_sentence_said_twice_in_one_dispatch_is_none() {
        let mut tracer = Tracer::new();
        let line = "We are going to win this match.";
        add(&mut tracer, &format!("{line} Olga Prem shouted it from the bench. {line}"));
        assert!(!is_furniture(&mut tracer, line));
    }
}
