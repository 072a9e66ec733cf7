//! Figures of dispatches, with what they count, and which of them cannot both be right.
//!
//! A figure counts what its noun says ("900 litres"), or what became of people ("19 dead", "treated
//! nineteen people"): then two are compared whatever the noun. "At least", "about" and "not more
//! than" are part of what is told.

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_text::Span;

use crate::digest::{Sentence, Word};
use crate::gathered::Entry;
use crate::vocabulary::{Vocabulary, WordId, number_word};

/// A figure with what it counts.
#[derive(Clone, Debug)]
pub(crate) struct Quantity {
    /// The dispatch.
    pub item: u32,
    /// What is counted, to be shown.
    pub counted: String,
    /// The figure with what is counted.
    pub span: Span,
    value: f64,
    bound: Bound,
    thing: Thing,
    context: Vec<WordId>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    /// What a noun means, by its stem.
    Noun(WordId),
    /// People of whom something became, by its place in [`FATES`].
    People(usize),
}

/// How exactly a figure is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Exact,
    About,
    AtLeast,
    AtMost,
}

/// What becomes of people in the news, in the words that tell it.
const FATES: [(&str, &str); 7] = [
    ("dead", "dead, killed, kill, kills, killing, died, die, deaths, perished, fatalities"),
    ("hurt", "hurt, injured, injuring, wounded, wounding, injuries, treated"),
    ("missing", "missing, unaccounted"),
    ("arrested", "arrested, arresting, detained, detaining"),
    (
        "driven from home",
        "evacuated, displaced, displacing, their homes, sent out, moved out, homeless",
    ),
    ("on strike", "strikers, walked out, stayed away, downed tools"),
    ("in prison", "prison, jail, jailed, imprisonment, sentenced, gaol, gave, given"),
];
/// The one of [`FATES`] that is counted in time.
const PRISON: usize = 6;

/// Nouns that measure many things: what is measured must be told by more words.
const MEASURES: &str = "percent per cent cents point points year years month months week weeks day \
    days night nights hour hours minute minutes second seconds metre metres meter meters kilometre \
    kilometres kilometer kilometers km mile miles foot feet inch inches degree degrees million \
    billion thousand hundred magnitude o'clock am pm a.m p.m times euro euros dollar dollars pound \
    pounds january february march april may june july august september october november december \
    people";

/// Before such a word a number is a place, a day or a name.
const NO_COUNT: &str = "at on in since aged number no page room section route highway flight article paragraph chapter";

/// Words on either side that say what is counted.
const REACH: usize = 7;
/// Words between a figure and what became of the people.
const NEAR: usize = 6;
/// Figures of one thing that are compared.
const COMPARED: usize = 48;
/// Weight of what two sentences must have in common beside a measure.
const COMMON: f32 = 1.6;
/// A figure counts as told by another that is so much larger or smaller at most.
const LOOSE: f64 = 1.25;
/// The same for "about".
const ROUND: f64 = 1.1;

impl Quantity {
    /// The figure as people write it.
    pub fn shown(&self) -> String {
        let value = match self.value.fract() == 0.0 {
            true => format!("{:.0}", self.value),
            false => format!("{}", self.value),
        };
        let before = match self.bound {
            Bound::Exact => "",
            Bound::About => "about ",
            Bound::AtLeast => "at least ",
            Bound::AtMost => "at most ",
        };
        format!("{before}{value}")
    }

    /// Whether both may be right.
    fn fits(&self, other: &Quantity) -> bool {
        let within = |factor: f64| {
            let (low, high) = (self.value.min(other.value), self.value.max(other.value));
            high <= low * factor
        };
        match (self.bound, other.bound) {
            (Bound::AtMost, Bound::AtMost) => within(LOOSE),
            (Bound::AtMost, _) => other.value <= self.value,
            (_, Bound::AtMost) => self.value <= other.value,
            (Bound::AtLeast, Bound::AtLeast) => within(LOOSE),
            (Bound::AtLeast, _) => other.value >= self.value && within(LOOSE),
            (_, Bound::AtLeast) => self.value >= other.value && within(LOOSE),
            (Bound::Exact, Bound::Exact) => self.value == other.value,
            _ => within(ROUND),
        }
    }
}

/// Pairs of figures of one thing, of two dispatches, that cannot both be right.
pub(crate) fn differing(all: Vec<Quantity>, vocabulary: &Vocabulary) -> Vec<(Quantity, Quantity)> {
    let mut by_thing: BTreeMap<Thing, Vec<Quantity>> = BTreeMap::new();
    for quantity in all {
        let list = by_thing.entry(quantity.thing).or_default();
        if list.len() < COMPARED {
            list.push(quantity);
        }
    }
    let mut found = Vec::new();
    for (thing, list) in &by_thing {
        let of = |item: u32| list.iter().filter(move |it| it.item == item);
        for (at, b) in list.iter().enumerate() {
            for a in &list[..at] {
                let told = |one: &Quantity, other: u32| of(other).any(|it| it.fits(one));
                if a.item == b.item || told(a, b.item) || told(b, a.item) {
                    continue;
                }
                let alike = match thing {
                    // The whole, where parts are told too.
                    Thing::People(_) => {
                        [a, b].iter().all(|it| of(it.item).all(|other| other.value <= it.value))
                    }
                    Thing::Noun(_) => {
                        let alone = of(a.item).count() == 1 && of(b.item).count() == 1;
                        alone && !is_measure(&a.counted) && !is_measure(&b.counted)
                            || common(a, b, vocabulary) >= COMMON
                    }
                };
                if alike {
                    found.push((a.clone(), b.clone()));
                }
            }
        }
    }
    found
}

fn common(a: &Quantity, b: &Quantity, vocabulary: &Vocabulary) -> f32 {
    let shared = |stem: &&WordId| {
        b.context.contains(*stem) || b.context.iter().any(|other| vocabulary.akin(**stem, *other))
    };
    a.context.iter().filter(shared).map(|stem| vocabulary.get(*stem).weight).sum()
}

fn is_measure(word: &str) -> bool {
    MEASURES.split_whitespace().any(|measure| measure == word)
}

/// The figures of a dispatch.
pub(crate) fn quantities(item: u32, entry: &Entry, vocabulary: &Vocabulary) -> Vec<Quantity> {
    let mut found = Vec::new();
    for sentence in &entry.digest.sentences {
        let told = Told::of(entry, sentence);
        let mut at = 0;
        while at < told.words.len() {
            let Some((value, length)) = number(told.words[at..].iter().map(String::as_str)) else {
                at += 1;
                continue;
            };
            let end = at + length;
            // "Not two" tells what is not the case, "of its 400" is the whole of a part, and one is
            // seldom a count.
            let (bound, denied) = told.bound(at);
            if !denied && !told.is_whole(at) && value > 1.0 {
                found.extend(told.quantity(item, (value, bound), at..end, vocabulary));
            }
            at = end;
        }
    }
    found
}

/// A sentence with its words in lower case.
struct Told<'e> {
    entry: &'e Entry,
    sentence: &'e Sentence,
    words: Vec<String>,
}

impl<'e> Told<'e> {
    fn of(entry: &'e Entry, sentence: &'e Sentence) -> Told<'e> {
        let lower =
            |word: &Word| entry.item.text[word.start as usize..word.end as usize].to_lowercase();
        let words = entry.digest.words[sentence.words.clone()].iter().map(lower).collect();
        Told { entry, sentence, words }
    }

    fn word(&self, at: usize) -> &Word {
        &self.entry.digest.words[self.sentence.words.start + at]
    }

    /// How exactly the figure that begins here is told, and whether it is denied.
    fn bound(&self, at: usize) -> (Bound, bool) {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| self.words[at].as_str());
        let (last, middle, first) = (before(1), before(2), before(3));
        let negated = |word: &str| matches!(word, "not" | "no" | "n't");
        match (first, middle, last) {
            (no, "more", "than") if negated(no) => (Bound::AtMost, false),
            (no, "less" | "fewer", "than") if negated(no) => (Bound::AtLeast, false),
            (_, "more" | "greater", "than") | (_, "at", "least") => (Bound::AtLeast, false),
            (_, "less" | "fewer", "than") | (_, "at", "most") | (_, "up", "to") => {
                (Bound::AtMost, false)
            }
            (_, _, "over") => (Bound::AtLeast, false),
            (_, _, "under" | "below") => (Bound::AtMost, false),
            (
                _,
                _,
                "about" | "some" | "around" | "nearly" | "almost" | "roughly" | "approximately",
            ) => (Bound::About, false),
            (_, _, no) => (Bound::Exact, negated(no)),
        }
    }

    /// Whether the figure that begins here is the whole of which a part is told: "1,900 of its
    /// 4,200 workers".
    fn is_whole(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| self.words[at].as_str());
        let article = matches!(before(1), "its" | "the" | "their" | "his" | "her" | "our" | "all");
        let of = if article { 2 } else { 1 };
        before(of) == "of" && at > of && self.number_at(at - of - 1)
    }

    fn quantity(
        &self,
        item: u32,
        (value, bound): (f64, Bound),
        figure: Range<usize>,
        vocabulary: &Vocabulary,
    ) -> Option<Quantity> {
        let noun = (figure.end..self.words.len().min(figure.end + 2))
            .find(|at| vocabulary.get(self.word(*at).stem).weight > 0.0)
            .filter(|at| !self.word(*at).name);
        let noun_word = noun.map(|at| self.words[at].as_str());
        let fate = self.fate(&figure).filter(|fate| match *fate {
            PRISON => matches!(noun_word, Some("years" | "months")),
            _ => value.fract() == 0.0 && !self.is_no_count(&figure),
        });
        let first = self.sentence.words.start;
        let near = figure.start.saturating_sub(REACH)..(figure.end + REACH).min(self.words.len());
        let last = noun.unwrap_or(figure.end - 1);
        let context = near.filter(|at| {
            let word = self.word(*at);
            let known = vocabulary.get(word.stem);
            !(figure.start..=last).contains(at) && known.weight > 0.0 && !known.number && !word.name
        });
        let (thing, counted) = match (fate, noun) {
            (Some(fate), _) => (Thing::People(fate), FATES[fate].0.to_owned()),
            (None, Some(noun)) => (Thing::Noun(self.word(noun).stem), self.words[noun].clone()),
            (None, None) => return None,
        };
        Some(Quantity {
            item,
            value,
            bound,
            thing,
            counted,
            context: context.map(|at| self.word(at).stem).collect(),
            span: self.entry.digest.span(first + figure.start..first + last + 1),
        })
    }

    /// Whether a figure is an age, a time, a place in a row, or counts time, money or length; or
    /// nobody: "two were hurt" may be two of those who were counted before.
    fn is_no_count(&self, figure: &Range<usize>) -> bool {
        let before = figure.start.checked_sub(1).map_or("", |at| self.words[at].as_str());
        let after = self.words.get(figure.end).map_or("", String::as_str);
        matches!(after, "were" | "are" | "was" | "had" | "have" | "others")
            || after == "of" && !self.is_whole_after(figure.end)
            || after != "people" && is_measure(after)
            || is_measure(before)
            || NO_COUNT.split_whitespace().any(|word| word == before)
    }

    /// Whether "of" here is followed by the whole as a figure: "1,900 of its 4,200 workers".
    fn is_whole_after(&self, of: usize) -> bool {
        (of + 1..self.words.len().min(of + 3)).any(|at| self.number_at(at) && self.is_whole(at))
    }

    fn number_at(&self, at: usize) -> bool {
        number(self.words[at..].iter().map(String::as_str)).is_some()
    }

    /// What became of those who are counted: the nearest word for it, no other figure between.
    fn fate(&self, figure: &Range<usize>) -> Option<usize> {
        let fate_at = |at: usize| {
            let pair = match self.words.get(at + 1) {
                Some(next) => format!("{} {next}", self.words[at]),
                None => String::new(),
            };
            FATES.iter().position(|(_, words)| {
                words.split(", ").any(|word| word == self.words[at] || word == pair)
            })
        };
        let other = |at: &usize| self.number_at(*at) && !self.is_whole(*at);
        let after = figure.end..self.words.len().min(figure.end + NEAR);
        let after = after.take_while(|at| !other(at));
        let before = figure.start.saturating_sub(NEAR / 2)..figure.start;
        let before = before.rev().take_while(|at| !other(at));
        after.map(fate_at).find_map(|it| it).or_else(|| before.map(fate_at).find_map(|it| it))
    }
}

/// The number that some words begin with, and of how many words it is.
fn number<'w>(words: impl Iterator<Item = &'w str>) -> Option<(f64, usize)> {
    let (mut whole, mut part, mut length, mut pending) = (0.0, 0.0, 0, 0);
    for word in words.take(8) {
        let scale = match word {
            "hundred" => 100.0,
            "thousand" => 1e3,
            "million" => 1e6,
            "billion" => 1e9,
            _ => 0.0,
        };
        if scale > 0.0 && length > 0 {
            if scale == 100.0 {
                part *= scale;
            } else {
                whole += part * scale;
                part = 0.0;
            }
        } else if let Some(value) = number_word(word) {
            part += value as f64;
        } else if let Ok(value) = word.replace(',', "").parse::<f64>() {
            if length > 0 {
                break;
            }
            part += value;
        } else if word == "and" && length > 0 {
            pending += 1;
            continue;
        } else {
            break;
        }
        length += 1 + pending;
        pending = 0;
    }
    (length > 0).then_some((whole + part, length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::item::Item;

    fn told(item: u32, text: &str, vocabulary: &mut Vocabulary) -> Vec<Quantity> {
        let digest = Digest::of(text, "", vocabulary);
        let item_told = Item { text: text.to_owned(), ..Item::default() };
        let (mentions, relations) = (Vec::new(), Vec::new());
        let entry = Entry { item: item_told, digest, outlet: None, mentions, relations };
        quantities(item, &entry, vocabulary)
    }

    /// What two texts tell otherwise.
    fn differ(a: &str, b: &str) -> Vec<String> {
        let mut vocabulary = Vocabulary::default();
        let mut all = told(0, a, &mut vocabulary);
        all.extend(told(1, b, &mut vocabulary));
        let found = differing(all, &vocabulary).into_iter();
        found.map(|(a, b)| format!("{}: {} or {}", a.counted, a.shown(), b.shown())).collect()
    }

    #[test]
    fn other_figures_of_one_thing_differ() {
        for (a, b, expected) in [
            ("Fourteen people were hurt.", "The clinic treated nineteen people.", "hurt: 14 or 19"),
            ("The quake killed at least 19.", "Helpers spoke of 4 dead.", "dead: at least 19 or 4"),
            (
                "Some 3,400 miners walked out at dawn.",
                "By its count 1,900 of its 4,200 workers stayed away.",
                "on strike: about 3400 or 1900",
            ),
            (
                "About 4,000 litres ran into the canal.",
                "Not more than 900 litres were lost.",
                "litres: about 4000 or at most 900",
            ),
            ("She has two cubs.", "He saw three cubs, not two.", "cubs: 2 or 3"),
            ("The judge gave him four years.", "He was jailed for six years.", "in prison: 4 or 6"),
            (
                "The bank sees inflation in the valley at 6.1 percent in winter.",
                "Inflation in the valley was 7 percent that winter, the bank said.",
                "percent: 6.1 or 7",
            ),
        ] {
            assert_eq!(differ(a, b), [expected], "{a} {b}");
        }
    }

    #[test]
    fn close_misses_do_not_differ() {
        for (a, b) in [
            ("The firm recalled more than 200,000 jars.", "It took back 212,000 jars."),
            ("About 300 people were evacuated.", "Police evacuated 312 people."),
            ("At least four died.", "Four people died."),
            ("Fourteen were hurt.", "Two of the injured are from Orlow."),
            ("Four people died at noon.", "He died on May 14."),
            ("The pump is 40 metres long.", "The tower is 90 metres high."),
            ("The mayor is 44.", "The mayor, 45, sings."),
            ("Nine ships left, and of the nine ships two sank.", "Nine ships left."),
            ("The court sat for six years.", "The judge gave him four years."),
        ] {
            assert_eq!(differ(a, b), Vec::<String>::new(), "{a} {b}");
        }
    }
}
