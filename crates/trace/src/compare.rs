//! Two dispatches side by side: what they share word for word, and what in other words.

use std::ops::Range;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::digest::{Digest, Word, hash};
use crate::vocabulary::{Vocabulary, WordId};

/// What two dispatches share. `a` and `b` are the dispatches in the order given.
#[derive(Clone, Debug, Default)]
pub struct Likeness {
    /// Word runs that stand in both, longest possible, in the order of `b`.
    pub runs: Vec<Run>,
    /// Words of narration (no quotation, no furniture) in either.
    pub narration: [usize; 2],
    /// Words of narration that stand in shared runs.
    pub shared: usize,
    /// Words in the longest shared run of narration.
    pub longest: usize,
    /// Share of the weight of the narration of `a` (`b`) that `b` (`a`) tells too, in these or
    /// other words, sentence by sentence.
    pub matter: [f32; 2],
    /// Of the sentences that tell the same, the share that stands in the same order.
    pub order: f32,
    /// Sentences of `a` (`b`) that tell the same as one of the other.
    pub told: [Vec<usize>; 2],
    /// Sentences of `a` (`b`) that share something with one of the other.
    pub touched: [Vec<usize>; 2],
    /// Sentences that share something with one of the other in the same order, as a share of all
    /// sentences of narration, in that of the two where it is less: a text worded anew goes through
    /// the same matter from the beginning to the end.
    pub course: f32,
    /// Names and figures in sentences with shared words: common to both, and only in one.
    pub facts: Facts,
}

/// Names and figures of sentences that are like one another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Facts {
    /// In both.
    pub same: usize,
    /// In one where the other has another.
    pub other: usize,
}

impl Facts {
    /// Whether the same words are filled with other names and figures.
    pub fn clash(self) -> bool {
        // Both name the same desk and the same day of the week, whatever else they tell.
        self.other >= 3 && 3 * self.other >= 2 * self.same
    }
}

/// A run of words that stands in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Words of `a`.
    pub a: Range<usize>,
    /// Words of `b`.
    pub b: Range<usize>,
    /// How many of them are narration.
    pub narration: usize,
}

/// Shorter runs occur by chance.
const SHORTEST_RUN: usize = 4;
/// Places of one word triple that are tried.
const PLACES: usize = 8;

/// Where the words of a dispatch stand: made once for all that it is compared with.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Stems outside quotations with the sentences where they stand, in rising order.
    stems: Vec<(WordId, u32)>,
    /// The same of their meanings.
    meanings: Vec<(u32, u32)>,
    /// Hashes of three words in a row with the first one's place.
    triples: Vec<(u64, u32)>,
    /// All stems.
    all: Vec<WordId>,
}

impl Places {
    /// The places of a dispatch's words.
    pub fn of(digest: &Digest, vocabulary: &Vocabulary) -> Places {
        let mut places = Places::default();
        for word in &digest.words {
            places.all.push(word.stem);
            if word.quoted || vocabulary.get(word.stem).weight == 0.0 {
                continue;
            }
            places.stems.push((word.stem, word.sentence));
            let meanings = vocabulary.meanings(word.stem).iter();
            places.meanings.extend(meanings.map(|meaning| (*meaning, word.sentence)));
        }
        for (at, triple) in (0..).zip(digest.words.windows(3)) {
            places.triples.push((hash(triple.iter().map(|word| word.form)), at));
        }
        places.all.sort_unstable();
        places.all.dedup();
        places.stems.sort_unstable();
        places.stems.dedup();
        places.meanings.sort_unstable();
        places.meanings.dedup();
        places.triples.sort_unstable();
        places
    }

    fn has(&self, stem: WordId) -> bool {
        self.all.binary_search(&stem).is_ok()
    }
}

/// The first few values of a key in a sorted list.
fn values<K: Ord + Copy>(list: &[(K, u32)], key: K) -> impl Iterator<Item = usize> + '_ {
    let first = list.partition_point(|(other, _)| *other < key);
    let same = list[first..].iter().take_while(move |(other, _)| *other == key);
    same.take(PLACES).map(|(_, value)| *value as usize)
}

/// A dispatch with what of it counts.
pub struct Side<'d> {
    /// The dispatch.
    pub digest: &'d Digest,
    /// Where its words stand.
    pub places: &'d Places,
    /// For each sentence, whether it is furniture of an outlet.
    pub furniture: Vec<bool>,
}

impl Side<'_> {
    fn counts(&self, word: &Word) -> bool {
        !word.quoted && !self.furniture[word.sentence as usize]
    }

    fn narration(&self) -> usize {
        self.digest.words.iter().filter(|word| self.counts(word)).count()
    }
}

/// Compares two dispatches, in time linear in their words.
pub fn compare(a: &Side, b: &Side, vocabulary: &Vocabulary) -> Likeness {
    let mut likeness = Likeness { narration: [a.narration(), b.narration()], ..Default::default() };
    likeness.runs = runs(a, b);
    // A body's long name, said again and again, is one run.
    let mut places = HashSet::default();
    let long = likeness.runs.iter().filter(|run| run.narration > SHORTEST_RUN);
    for run in long.filter(|run| places.insert(run.a.start)) {
        likeness.shared += run.narration;
        likeness.longest = likeness.longest.max(run.narration);
    }
    let there = matter(b, a, vocabulary);
    let back = matter(a, b, vocabulary);
    likeness.matter = [back.share, there.share];
    let sentences = |pairs: &[(usize, usize)]| pairs.iter().map(|(one, _)| *one).collect();
    likeness.told = [sentences(&back.told), sentences(&there.told)];
    likeness.touched = [sentences(&back.touched), sentences(&there.touched)];
    likeness.order = ordered(&there.told);
    likeness.course = there.course.min(back.course);
    likeness.facts = facts(a, b, &likeness.runs, &there.told, vocabulary);
    likeness
}

fn runs(a: &Side, b: &Side) -> Vec<Run> {
    let (left, right) = (&a.digest.words, &b.digest.words);
    let mut runs = Vec::new();
    let mut at = 0;
    while at + 3 <= right.len() {
        let key = hash(right[at..at + 3].iter().map(|word| word.form));
        let best = values(&a.places.triples, key).map(|place| {
            let pairs = left[place..].iter().zip(&right[at..]);
            (pairs.take_while(|(a, b)| a.form == b.form).count(), place)
        });
        match best.max_by_key(|(length, place)| (*length, usize::MAX - place)) {
            Some((length, place)) if length >= SHORTEST_RUN => {
                let narration = (0..length)
                    .filter(|step| a.counts(&left[place + step]) && b.counts(&right[at + step]))
                    .count();
                runs.push(Run { a: place..place + length, b: at..at + length, narration });
                at += length;
            }
            _ => at += 1,
        }
    }
    runs
}

struct Matter {
    share: f32,
    /// Sentence of the one, sentence of the other that tells the same.
    told: Vec<(usize, usize)>,
    /// The same for a sentence that shares something.
    touched: Vec<(usize, usize)>,
    /// See [`Likeness::course`].
    course: f32,
}

/// A sentence shares something from this share of its weight on.
const TOUCHES: f32 = 0.2;
/// A sentence tells the same from this share of its weight on.
const TELLS: f32 = 0.5;
/// Another word of the same meaning counts this much of the word itself.
const AKIN: f32 = 0.75;

/// How much of `one` stands in `other`: each sentence against the best stretch of two sentences.
fn matter(one: &Side, other: &Side, vocabulary: &Vocabulary) -> Matter {
    let sentences_there = other.digest.sentences.len();
    let mut scores = vec![0.0_f32; sentences_there + 1];
    let mut gains = vec![0.0_f32; sentences_there];
    let (mut scored, mut gained): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut seen: Vec<WordId> = Vec::new();
    let (mut whole, mut found) = (0.0, 0.0);
    let (mut told, mut touched, mut sentences) = (Vec::new(), Vec::new(), 0);
    for (number, sentence) in one.digest.sentences.iter().enumerate() {
        let mut weight = 0.0;
        seen.clear();
        for word in one.digest.words[sentence.words.clone()].iter().filter(|word| one.counts(word))
        {
            let own = vocabulary.get(word.stem).weight;
            if own == 0.0 || seen.contains(&word.stem) {
                continue;
            }
            seen.push(word.stem);
            weight += own;
            let mut gain = |place: usize, worth: f32| {
                if other.furniture[place] {
                    return;
                }
                if gains[place] == 0.0 {
                    gained.push(place);
                }
                gains[place] = gains[place].max(worth);
            };
            for meaning in vocabulary.meanings(word.stem) {
                values(&other.places.meanings, *meaning).for_each(|place| gain(place, AKIN * own));
            }
            values(&other.places.stems, word.stem).for_each(|place| gain(place, own));
            for place in gained.drain(..) {
                if scores[place] == 0.0 {
                    scored.push(place);
                }
                scores[place] += gains[place];
                gains[place] = 0.0;
            }
        }
        if weight == 0.0 {
            continue;
        }
        whole += weight;
        sentences += 1;
        let stretch = scored.iter().map(|place| {
            let (score, next) = (scores[*place], scores[place + 1]);
            // Two sentences can tell a word twice; the better one leads.
            (score.max(next) + 0.5 * score.min(next), *place)
        });
        let best = stretch.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((score, place)) = best {
            let score = score.min(weight);
            found += score;
            if score >= TOUCHES * weight {
                touched.push((number, place));
            }
            if score >= TELLS * weight {
                told.push((number, place));
            }
        }
        for place in scored.drain(..) {
            scores[place] = 0.0;
        }
    }
    let course = ordered(&touched) * touched.len() as f32 / (sentences as f32).max(1.0);
    Matter { share: if whole > 0.0 { found / whole } else { 0.0 }, told, touched, course }
}

/// The share of pairs in the longest rising chain.
fn ordered(told: &[(usize, usize)]) -> f32 {
    if told.is_empty() {
        return 0.0;
    }
    let mut ends: Vec<usize> = Vec::new();
    for (_, place) in told {
        let at = ends.partition_point(|end| end <= place);
        if at == ends.len() { ends.push(*place) } else { ends[at] = *place }
    }
    ends.len() as f32 / told.len() as f32
}

/// Names and figures of the sentences that shared narration runs touch, in both or in one only.
fn facts(
    a: &Side,
    b: &Side,
    runs: &[Run],
    told: &[(usize, usize)],
    vocabulary: &Vocabulary,
) -> Facts {
    let mut facts = Facts::default();
    let mut pairs: HashMap<(u32, u32), usize> = HashMap::default();
    for run in runs.iter().filter(|run| run.narration > 0) {
        let (left, right) = (a.digest.words[run.a.start], b.digest.words[run.b.start]);
        *pairs.entry((left.sentence, right.sentence)).or_default() += run.narration;
    }
    pairs.retain(|(left, right), shared| {
        let lengths = [(a, *left), (b, *right)]
            .map(|(side, sentence)| side.digest.sentences[sentence as usize].words.len());
        // A chance run in long sentences says nothing of their facts.
        2 * *shared >= lengths[0].min(lengths[1])
    });
    let mut pairs: HashSet<(u32, u32)> = pairs.into_keys().collect();
    if pairs.is_empty() {
        pairs.extend(told.iter().map(|(right, left)| (*left as u32, *right as u32)));
    }
    let of = |side: &Side, sentence: u32| -> HashSet<WordId> {
        let words = &side.digest.words[side.digest.sentences[sentence as usize].words.clone()];
        let telling = words
            .iter()
            .filter(|word| side.counts(word) && (word.name || vocabulary.get(word.stem).number));
        telling.map(|word| word.stem).collect()
    };
    for (left, right) in pairs {
        let (left, right) = (of(a, left), of(b, right));
        facts.same += left.intersection(&right).count();
        // What the other tells in another sentence is no other fact.
        let strange = |facts: &HashSet<WordId>, there: &Side| {
            facts.iter().filter(|stem| !there.places.has(**stem)).count()
        };
        facts.other += strange(&left, b).min(strange(&right, a));
    }
    facts
}
