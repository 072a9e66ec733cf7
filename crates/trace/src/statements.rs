//! One statement in many dispatches: mentions linked by likeness and a second ground.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::gathered::{Entry, Gathered};
use crate::mentions::{Mention, Same, Voice};
use crate::parents::Parents;
use crate::relation::How;
use crate::vocabulary::{Vocabulary, WordId};

/// A mention of the pile.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub item: u32,
    pub mention: Mention,
    /// Stems that carry matter.
    pub stems: Vec<WordId>,
    weight: f32,
    /// Figures and negations: what must not differ.
    pub sense: Vec<WordId>,
}

/// Fewer words of a quotation may have been picked to turn its sense.
const SHORTEST_CUT: usize = 4;

/// Mentions that render one statement.
#[derive(Clone, Debug, Default)]
pub(crate) struct Linked {
    pub places: Vec<Place>,
    /// Why the places were linked: pairs of places with their likeness.
    pub grounds: Vec<Link>,
}

/// Two mentions that render one statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub a: usize,
    pub b: usize,
    pub likeness: f32,
    pub ground: Ground,
}

/// What beside likeness links two mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    /// One dispatch is a copy of the other.
    Copy,
    /// One speaker.
    Speaker,
    /// Rare words in common.
    Words,
}

/// Places that are tried as partners of one, and places of one stem that are looked at.
const PARTNERS: usize = 96;

/// What places are found by.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Stem(WordId),
    Meaning(u32),
}

/// Links the mentions of one story.
pub(crate) fn link(pile: &Gathered, parents: &Parents, items: &[u32]) -> Vec<Linked> {
    let family = Family::of(pile, parents, items);
    let mut places: Vec<Place> = Vec::new();
    for item in items {
        let entry = &pile.entries[*item as usize];
        for mention in &entry.mentions {
            places.extend(place(pile, *item, entry, mention.clone()));
        }
    }
    know_speakers(pile, &mut places);
    carried_along(pile, parents, items, &mut places);
    let mut by_stem: HashMap<Key, Vec<usize>> = HashMap::new();
    let mut links = Vec::new();
    for (at, here) in places.iter().enumerate() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for stem in &here.stems {
            let meanings = pile.vocabulary.meanings(*stem).iter().map(|it| Key::Meaning(*it));
            for key in std::iter::once(Key::Stem(*stem)).chain(meanings) {
                for place in by_stem.get(&key).into_iter().flatten() {
                    *shared.entry(*place).or_default() += 1;
                }
            }
        }
        let mut partners: Vec<(usize, usize)> = shared.into_iter().collect();
        partners.sort_unstable_by_key(|(place, count)| (std::cmp::Reverse(*count), *place));
        partners.truncate(PARTNERS);
        let mut partners: Vec<usize> = partners.into_iter().map(|(place, _)| place).collect();
        partners.sort_unstable();
        for partner in partners {
            let there = &places[partner];
            let copied = family.related(here.item, there.item);
            if here.item != there.item {
                links.extend(linked(here, there, copied, pile).map(|(likeness, ground)| Link {
                    a: partner,
                    b: at,
                    likeness,
                    ground,
                }));
            }
        }
        for stem in &here.stems {
            let meanings = pile.vocabulary.meanings(*stem).iter().map(|it| Key::Meaning(*it));
            for key in std::iter::once(Key::Stem(*stem)).chain(meanings) {
                let list = by_stem.entry(key).or_default();
                if list.len() < PARTNERS {
                    list.push(at);
                }
            }
        }
    }
    only_quotations(pile, parents, items, &places, &mut links);
    group(places, links)
}

/// Gives a voice that is only described ("the governor") the name that this description goes with
/// in the story, where it goes with one only; and to a surname the rest of the name.
fn know_speakers(pile: &Gathered, places: &mut [Place]) {
    let telling = |stem: &WordId| pile.vocabulary.get(*stem).weight > 1.0;
    for place in places.iter_mut() {
        // "Governor" is no name.
        let voice = &mut place.mention.speaker;
        if !voice.names.iter().any(telling) {
            let names = std::mem::take(&mut voice.names);
            voice.roles.extend(names);
        }
    }
    let mut up: HashMap<WordId, WordId> = HashMap::new();
    fn find(up: &HashMap<WordId, WordId>, mut at: WordId) -> WordId {
        while let Some(next) = up.get(&at).filter(|next| **next != at) {
            at = *next;
        }
        at
    }
    for place in places.iter() {
        // The last word of a name stands for it; first names and titles are shared by many.
        let names: Vec<WordId> =
            place.mention.speaker.names.iter().copied().filter(telling).collect();
        let Some(last) = names.last().copied() else { continue };
        for name in names {
            let (a, b) = (find(&up, name), find(&up, last));
            up.insert(a.max(b), a.min(b));
        }
    }
    let mut described: HashMap<WordId, HashSet<WordId>> = HashMap::new();
    for place in places.iter() {
        let voice = &place.mention.speaker;
        let Some(name) = voice.names.iter().rev().copied().find(telling) else { continue };
        for role in voice.roles.iter().chain(voice.names.iter().filter(|name| !telling(name))) {
            described.entry(*role).or_default().insert(find(&up, name));
        }
    }
    let mut known: HashMap<WordId, Vec<WordId>> = HashMap::new();
    for name in up.keys() {
        known.entry(find(&up, *name)).or_default().push(*name);
    }
    for place in places.iter_mut() {
        let voice = &mut place.mention.speaker;
        let named = voice.names.iter().rev().copied().find(telling);
        let by_role = || {
            voice.roles.iter().find_map(|role| {
                described.get(role).filter(|names| names.len() == 1)?.iter().next().copied()
            })
        };
        let root = named
            .map(|name| find(&up, name))
            .or_else(|| (!voice.anonymous && voice.names.is_empty()).then(by_role).flatten());
        if let Some(root) = root {
            voice.names.push(root);
            voice.names.extend(known.get(&root).into_iter().flatten());
            voice.names.sort_unstable();
            voice.names.dedup();
        }
    }
}

/// The one quotation of a speaker in a retold dispatch is the one that its source has of him, were
/// all words changed.
fn only_quotations(
    pile: &Gathered,
    parents: &Parents,
    items: &[u32],
    places: &[Place],
    links: &mut Vec<Link>,
) {
    let linked: HashSet<(usize, usize)> = links.iter().map(|link| (link.a, link.b)).collect();
    let mut quotes: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, place) in places.iter().enumerate().filter(|(_, place)| place.mention.quoted) {
        quotes.entry(place.item).or_default().push(at);
    }
    for item in items {
        for relation in &parents.of[*item as usize] {
            let relation = &pile.relations[*relation as usize];
            if !matches!(relation.how, How::Translated | How::Rewritten) {
                continue;
            }
            let none = Vec::new();
            let of = |item: u32| quotes.get(&item).unwrap_or(&none);
            let (ours, theirs) = (of(relation.copy), of(relation.of));
            let free = |at: usize, others: &[usize]| {
                !others.iter().any(|other| linked.contains(&(at.min(*other), at.max(*other))))
            };
            let ours: Vec<usize> = ours.iter().copied().filter(|at| free(*at, theirs)).collect();
            let theirs: Vec<usize> =
                theirs.iter().copied().filter(|at| free(*at, of(relation.copy))).collect();
            if let ([a], [b]) = (ours.as_slice(), theirs.as_slice()) {
                let speakers = [*a, *b].map(|at| &places[at].mention.speaker);
                if speakers[0].same(speakers[1]) != Same::No {
                    links.push(Link {
                        a: *a.min(b),
                        b: *a.max(b),
                        likeness: 0.1,
                        ground: Ground::Copy,
                    });
                }
            }
        }
    }
}

fn place(pile: &Gathered, item: u32, entry: &Entry, mention: Mention) -> Option<Place> {
    let words = entry.digest.words_in(mention.span);
    let (mut stems, mut sense, mut weight) = (Vec::new(), Vec::new(), 0.0);
    for word in &entry.digest.words[words] {
        let known = pile.vocabulary.get(word.stem);
        if known.weight > 0.0 && !stems.contains(&word.stem) {
            stems.push(word.stem);
            weight += worth(pile.vocabulary, word.stem);
        }
        let figure = known.number && known.weight > 0.5;
        if figure || pile.negations.contains(&word.stem) {
            sense.push(word.stem);
        }
    }
    (!stems.is_empty()).then_some(Place { item, mention, stems, weight, sense })
}

fn worth(vocabulary: &Vocabulary, stem: WordId) -> f32 {
    vocabulary.get(stem).weight
}

/// Likeness and ground of two mentions that render one statement.
fn linked(a: &Place, b: &Place, copied: bool, pile: &Gathered) -> Option<(f32, Ground)> {
    let (vocabulary, negations) = (pile.vocabulary, pile.negations.as_slice());
    let (mut common, mut count) = (0.0, 0);
    for stem in &a.stems {
        if b.stems.contains(stem) {
            common += worth(vocabulary, *stem);
            count += 1;
        } else if b.stems.iter().any(|other| vocabulary.akin(*stem, *other)) {
            common += 0.75 * worth(vocabulary, *stem);
            count += 1;
        }
    }
    let share = common / a.weight.min(b.weight);
    let likeness = common / (a.weight + b.weight - common).max(common);
    let same = a.mention.speaker.same(&b.mention.speaker);
    let quoted = a.mention.quoted && b.mention.quoted;
    // So many words alike in one story are one quotation, whoever is thought to speak.
    if quoted && likeness >= 0.9 && a.mention.span.len().min(b.mention.span.len()) >= 30 {
        return Some((likeness, Ground::Words));
    }
    if same == Same::No && !(copied && likeness >= 0.6) {
        return None;
    }
    if copied
        && (likeness >= 0.4
            || share >= 0.7 && count >= 2
            || same == Same::Yes && (share >= 0.5 && count >= 2 || share >= 0.4 && count >= 3)
            || quoted && same == Same::Yes && likeness >= 0.2)
    {
        return Some((likeness, Ground::Copy));
    }
    if same == Same::Yes
        && (likeness >= 0.37 && (count >= 2 || quoted)
            || share >= 0.75 && count >= 2
            || likeness >= 0.6)
    {
        return Some((likeness, Ground::Speaker));
    }
    // A denial is not what it denies.
    if same != Same::Yes && a.says_no(negations) != b.says_no(negations) {
        return None;
    }
    let figure = |place: &Place| -> Vec<WordId> {
        place.stems.iter().copied().filter(|stem| vocabulary.get(*stem).number).collect()
    };
    let figures = figure(a);
    let same_figure = !figures.is_empty() && figures == figure(b);
    (likeness >= 0.5 && count >= 3 || same_figure && share >= 0.7 && count >= 2)
        .then_some((likeness, Ground::Words))
}

/// Sentences of a copy (or of its source) that tell what the other has as a statement.
fn carried_along(pile: &Gathered, parents: &Parents, items: &[u32], places: &mut Vec<Place>) {
    let mut of: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        of.entry(place.item).or_default().push(at);
    }
    let mut more = Vec::new();
    for item in items {
        for relation in &parents.of[*item as usize] {
            let relation = &pile.relations[*relation as usize];
            for (from, to) in [(relation.of, relation.copy), (relation.copy, relation.of)] {
                for at in of.get(&from).into_iter().flatten() {
                    if !places[*at].mention.quoted {
                        more.extend(counterpart(pile, &places[*at], to));
                    }
                }
            }
        }
    }
    for place in more {
        let there = of.get(&place.item).into_iter().flatten();
        let known =
            there.chain(&[]).any(|at| places[*at].mention.span.overlaps(place.mention.span));
        let twice = places
            .iter()
            .rev()
            .take(64)
            .any(|it| it.item == place.item && it.mention.span.overlaps(place.mention.span));
        if !known && !twice {
            places.push(place);
        }
    }
}

fn counterpart(pile: &Gathered, place: &Place, item: u32) -> Option<Place> {
    let entry = &pile.entries[item as usize];
    let quoted =
        |words: &Range<usize>| entry.digest.words[words.clone()].iter().any(|word| word.quoted);
    let best = entry.digest.sentences.iter().filter(|it| !quoted(&it.words)).filter_map(|it| {
        let mention = Mention {
            span: crate::spoken::bare(&entry.item.text, it.span),
            quoted: false,
            denied: place.mention.denied,
            speaker: place.mention.speaker.clone(),
        };
        let there = self::place(pile, item, entry, mention)?;
        let (likeness, _) = linked(place, &there, true, pile)?;
        Some((likeness, there))
    });
    best.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|it| it.0 >= 0.3).map(|it| it.1)
}

/// Which items have words of one another, over any number of hands.
struct Family {
    of: HashMap<u32, Vec<u32>>,
}

impl Family {
    fn of(pile: &Gathered, parents: &Parents, items: &[u32]) -> Family {
        let mut of = HashMap::new();
        for item in items {
            // All roots: a text merged of two agencies belongs to both.
            let (mut roots, mut waiting, mut seen) = (Vec::new(), vec![*item], HashSet::new());
            while let Some(at) = waiting.pop() {
                if !seen.insert(at) {
                    continue;
                }
                if parents.of[at as usize].is_empty() {
                    roots.push(at);
                }
                let up = parents.of[at as usize].iter();
                waiting.extend(up.map(|relation| pile.relations[*relation as usize].of));
            }
            of.insert(*item, roots);
        }
        Family { of }
    }

    fn related(&self, a: u32, b: u32) -> bool {
        match (self.of.get(&a), self.of.get(&b)) {
            (Some(a), Some(b)) => a.iter().any(|root| b.contains(root)),
            _ => false,
        }
    }
}

fn group(places: Vec<Place>, mut links: Vec<Link>) -> Vec<Linked> {
    links.sort_by(|x, y| y.likeness.total_cmp(&x.likeness).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut up: Vec<usize> = (0..places.len()).collect();
    fn find(up: &mut [usize], mut at: usize) -> usize {
        while up[at] != at {
            up[at] = up[up[at]];
            at = up[at];
        }
        at
    }
    for link in &links {
        let (a, b) = (find(&mut up, link.a), find(&mut up, link.b));
        up[a.max(b)] = a.min(b);
    }
    let mut groups: HashMap<usize, Linked> = HashMap::new();
    let mut at_of = HashMap::new();
    for (at, place) in places.into_iter().enumerate() {
        let root = find(&mut up, at);
        let group = groups.entry(root).or_default();
        at_of.insert(at, group.places.len());
        group.places.push(place);
    }
    for link in links {
        let root = find(&mut up, link.a);
        let (a, b) = (at_of[&link.a], at_of[&link.b]);
        if let Some(group) = groups.get_mut(&root) {
            group.grounds.push(Link { a, b, ..link });
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_unstable_by_key(|(root, _)| *root);
    groups.into_iter().map(|(_, linked)| linked).collect()
}

impl Place {
    /// Whether it is put in the negative.
    fn says_no(&self, negations: &[WordId]) -> bool {
        let count = self.sense.iter().filter(|stem| negations.contains(stem)).count();
        count > 0 || self.mention.denied
    }

    /// Whether it is some words in a row of the other.
    fn is_cut_of(&self, other: &Place, pile: &Gathered) -> bool {
        let words = |place: &Place| -> Vec<String> {
            let text = place.mention.span.of(&pile.entries[place.item as usize].item.text);
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(str::to_lowercase).collect()
        };
        let (ours, theirs) = (words(self), words(other));
        ours.len() >= SHORTEST_CUT && theirs.windows(ours.len()).any(|window| window == ours)
    }

    /// Whether one says no where the other says yes.
    pub fn denies(&self, other: &Place, pile: &Gathered) -> bool {
        if self.says_no(&pile.negations) == other.says_no(&pile.negations)
            || self.mention.speaker.same(&other.mention.speaker) == Same::Yes
        {
            return false;
        }
        let common: Vec<WordId> =
            self.stems.iter().copied().filter(|stem| other.stems.contains(stem)).collect();
        let weight: f32 = common.iter().map(|stem| worth(pile.vocabulary, *stem)).sum();
        let most = weight >= 0.6 * self.weight.min(other.weight);
        // "She denied that she would resign" has little in common with what was said of her but
        // that and her name.
        let of_himself = |denial: &Place, claim: &Place| {
            let named = |stem: &WordId| claim.stems.contains(stem);
            denial.mention.denied
                && denial.mention.speaker.names.iter().any(named)
                && weight >= 0.6 * denial.weight
        };
        common.len() >= 2 && most
            || !common.is_empty() && (of_himself(self, other) || of_himself(other, self))
    }
}

impl Linked {
    /// Whether it stands in two items or more.
    pub fn in_many(&self) -> bool {
        self.places.iter().any(|place| place.item != self.places[0].item)
    }

    /// The place in the item that was issued first.
    pub fn first_place(&self, pile: &Gathered) -> Option<&Place> {
        self.places.iter().min_by_key(|place| {
            let issued = pile.entries[place.item as usize].item.issued;
            (issued.map_or(i64::MAX, |moment| moment.seconds()), place.item)
        })
    }

    /// Whether two wordings differ in a figure or in being denied, while much else is the same.
    pub fn altered(&self, one: usize, other: usize, pile: &Gathered) -> bool {
        let (a, b) = (&self.places[one], &self.places[other]);
        // What is left of a quotation that was cut stands in it as it is.
        if a.mention.quoted && b.mention.quoted && (a.is_cut_of(b, pile) || b.is_cut_of(a, pile)) {
            return false;
        }
        let common = a.stems.iter().filter(|stem| b.stems.contains(stem)).count();
        // In a translation words change, and the sense may not.
        if 2 * common < a.stems.len().min(b.stems.len()) || a.mention.quoted != b.mention.quoted {
            return false;
        }
        let count = |place: &Place| place.sense.len();
        let figures = |place: &Place| -> Vec<WordId> {
            let mut figures: Vec<WordId> =
                place.sense.iter().copied().filter(|stem| place.stems.contains(stem)).collect();
            figures.sort_unstable();
            figures
        };
        if a.mention.quoted {
            return count(a) != count(b) || figures(a) != figures(b);
        }
        // Reported speech leaves figures out and takes others in; only one for another alters it.
        let (ours, theirs) = (figures(a), figures(b));
        ours.iter().any(|it| !theirs.contains(it)) && theirs.iter().any(|it| !ours.contains(it))
    }

    /// The speaker by the fullest of the names given.
    pub fn speaker(&self) -> Option<&Voice> {
        let voices = self.places.iter().map(|place| &place.mention.speaker);
        voices.filter(|voice| voice.name.is_some()).max_by_key(|voice| voice.names.len())
    }
}
