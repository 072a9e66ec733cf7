//! Names unified: which mentions are of one and the same person, body or place.

use std::collections::HashMap;
use std::ops::Range;

use sayso_gazetteer::{Gender, Kind};
use sayso_text::Span;

use super::lexicon;
use super::names::{Guess, Known, Name};
use super::tokens::Tokens;
use crate::EntityKind;

/// One person, body or place of a text.
#[derive(Clone, Debug)]
pub(crate) struct Being {
    /// The name to call it by.
    pub name: String,
    pub kind: EntityKind,
    pub gender: Option<Gender>,
    /// Lower-cased words of the fullest name.
    pub words: Vec<String>,
    pub aliases: Vec<String>,
    /// Titles that stood before the name.
    pub titles: Vec<String>,
    /// What it is said to be.
    pub roles: Vec<Role>,
    pub known: Option<Known>,
    /// Whether it is a person only by the form of its name.
    pub unsure: bool,
    /// Whether the model marks one of its mentions, or something better tells that it is a name.
    pub marked: bool,
    /// Sees to it that a nameless person ("a banker") never lends its name.
    pub nameless: bool,
    pub mentions: Vec<Span>,
}

/// A phrase that tells what somebody or something is.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub span: Span,
    /// Lower-cased, without articles.
    pub words: Vec<String>,
    /// The noun that it turns on.
    pub head: String,
}

impl Role {
    pub fn of(tokens: &Tokens, range: &Range<usize>) -> Option<Role> {
        let span = tokens.cover(range.clone())?;
        let words: Vec<String> =
            tokens.slice(range.clone()).iter().map(|token| token.lower.clone()).collect();
        let core = words
            .iter()
            .position(|word| lexicon::ends_core(word))
            .filter(|at| *at > 0)
            .unwrap_or(words.len());
        let tells = |word: &&String| {
            lexicon::is_person(word)
                || lexicon::is_title(word)
                || lexicon::is_body(word)
                || lexicon::is_outlet_noun(word)
        };
        let head = words[..core].iter().rev().find(tells).or(words[..core].last())?.clone();
        let head =
            lexicon::person_of_plural(&head).filter(|_| !lexicon::is_person(&head)).unwrap_or(head);
        Some(Role { span, words, head })
    }
}

/// A place in the text where somebody or something is mentioned.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// The name, or the noun of a nameless person.
    pub tokens: Range<usize>,
    /// With title and role.
    pub whole: Range<usize>,
    /// Index in the beings.
    pub being: usize,
}

/// All that a text mentions.
pub(crate) struct Beings {
    pub all: Vec<Being>,
    /// In the order of the text.
    pub mentions: Vec<Mention>,
    /// For every token one more than the mention whose name holds it.
    by_token: Vec<u32>,
    /// Where sources of attributions stand, as tokens, in the order of the text and apart.
    pub sources: Vec<(usize, usize)>,
}

impl Beings {
    pub fn of(tokens: &Tokens, names: Vec<Name>) -> Beings {
        let mut unifier = Unifier::new(tokens, &names);
        for (number, name) in names.iter().enumerate() {
            unifier.place(number, name);
        }
        let Unifier { all, placed, .. } = unifier;
        let mut beings = Beings {
            all,
            mentions: Vec::new(),
            by_token: vec![0; tokens.len()],
            sources: Vec::new(),
        };
        for (name, being) in names.into_iter().zip(placed) {
            beings.mentions.push(Mention { tokens: name.tokens, whole: name.whole, being });
        }
        beings.add_nameless(tokens);
        beings.mentions.sort_by_key(|mention| mention.tokens.start);
        for (number, mention) in beings.mentions.iter().enumerate() {
            for token in mention.tokens.clone() {
                beings.by_token[token] = number as u32 + 1;
            }
        }
        for mention in &beings.mentions {
            if let Some(span) = tokens.cover(mention.tokens.clone()) {
                beings.all[mention.being].mentions.push(span);
            }
        }
        beings
    }

    /// The mention whose name holds the token.
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        let number = *self.by_token.get(token)?;
        self.mentions.get((number as usize).checked_sub(1)?)
    }

    /// How many mentions begin before the token.
    pub fn mentions_before(&self, token: usize) -> usize {
        self.mentions.partition_point(|mention| mention.tokens.start < token)
    }

    /// A new one, named by a common noun ("county council").
    pub fn add(&mut self, name: String, kind: EntityKind, mention: Span) -> usize {
        let words = name.to_lowercase().split(' ').map(str::to_owned).collect();
        self.all.push(Being {
            name,
            kind,
            gender: None,
            words,
            aliases: Vec::new(),
            titles: Vec::new(),
            roles: Vec::new(),
            known: None,
            unsure: false,
            marked: true,
            nameless: false,
            mentions: vec![mention],
        });
        self.all.len() - 1
    }

    /// Makes two beings one: what is known of the second goes to the first, and its mentions.
    pub fn merge(&mut self, into: usize, from: usize) {
        for mention in &mut self.mentions {
            if mention.being == from {
                mention.being = into;
            }
        }
        let other = &mut self.all[from];
        let name = other.name.clone();
        let mentions = std::mem::take(&mut other.mentions);
        let aliases = std::mem::take(&mut other.aliases);
        other.nameless = true;
        let being = &mut self.all[into];
        being.mentions.extend(mentions);
        being.mentions.sort();
        for alias in std::iter::once(name).chain(aliases) {
            if alias != being.name && !being.aliases.contains(&alias) {
                being.aliases.push(alias);
            }
        }
    }

    /// People told by a noun alone ("a banker", "his sister"), who may be meant by a pronoun.
    fn add_nameless(&mut self, tokens: &Tokens) {
        let mut taken = vec![false; tokens.len()];
        for mention in &self.mentions {
            taken[mention.whole.start..mention.tokens.end].fill(true);
        }
        for at in 1..tokens.len() {
            let Some(token) = tokens.get(at) else { break };
            let body = !token.capital && is_asked(&token.lower) && !taken[at];
            let determiner = matches!(tokens.lower(at - 1), "the" | "our") && tokens.joined(at - 1);
            if body && determiner && (!tokens.joined(at) || taken.get(at + 1) != Some(&true)) {
                self.add_nameless_at(tokens, at - 1, at, EntityKind::Organisation);
                continue;
            }
            let office = token.capital && !token.opens && lexicon::is_office(&token.lower);
            if taken[at] || (token.capital && !office) || !lexicon::is_person(&token.lower) {
                continue;
            }
            let next = tokens.lower(at + 1);
            // Not "spokesman Jim Oda", nor the first noun of two.
            if tokens.joined(at) && (taken.get(at + 1) == Some(&true) || lexicon::is_person(next)) {
                continue;
            }
            let mut start = at;
            while start > 0
                && at - start < 5
                && tokens.joined(start - 1)
                && !is_determiner(tokens.lower(start))
            {
                start -= 1;
            }
            if !is_determiner(tokens.lower(start)) {
                continue;
            }
            self.add_nameless_at(tokens, start, at, EntityKind::Person);
        }
    }

    fn add_nameless_at(&mut self, tokens: &Tokens, start: usize, at: usize, kind: EntityKind) {
        let gender = (start..at + 1).find_map(|n| lexicon::gender_of(tokens.lower(n)));
        let Some(role) = Role::of(tokens, &(start + 1..at + 1)) else { return };
        self.all.push(Being {
            name: tokens.words(start + 1..at + 1),
            kind,
            gender,
            words: role.words.clone(),
            aliases: Vec::new(),
            titles: Vec::new(),
            roles: vec![role],
            known: None,
            unsure: false,
            marked: true,
            nameless: true,
            mentions: Vec::new(),
        });
        let being = self.all.len() - 1;
        self.mentions.push(Mention { tokens: at..at + 1, whole: start..at + 1, being });
    }
}

/// Bodies that "it" may mean though nothing but their kind is told ("the company").
fn is_asked(word: &str) -> bool {
    const ASKED: &[&str] = &[
        "company",
        "firm",
        "railway",
        "council",
        "federation",
        "theatre",
        "theater",
        "bank",
        "agency",
        "club",
        "ministry",
        "department",
        "court",
        "union",
        "university",
        "hospital",
        "airline",
        "charity",
        "party",
        "government",
        "campaign",
        "committee",
        "commission",
        "board",
        "regulator",
        "operator",
        "museum",
        "school",
        "association",
        "authority",
        "organisation",
        "organization",
        "institute",
        "team",
        "station",
        "paper",
    ];
    ASKED.contains(&word)
}

pub(crate) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "his"
            | "her"
            | "its"
            | "their"
            | "my"
            | "our"
            | "your"
            | "another"
            | "one"
            | "this"
            | "that"
            | "some"
            | "any"
            | "no"
            | "each"
            | "every"
    )
}

/// More phrases than these tell nothing new of one being.
const MOST_ROLES: usize = 24;

const HONORIFICS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "doctor",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
];
const NOBLE: &[&str] = &[
    "sir", "dame", "lord", "lady", "king", "queen", "prince", "princess", "pope", "father",
    "sister", "brother",
];

struct Unifier<'a, 't> {
    tokens: &'a Tokens<'t>,
    all: Vec<Being>,
    placed: Vec<usize>,
    /// Beings by each word of their names, lower-cased.
    by_word: HashMap<String, Vec<usize>>,
    /// Full names of people anywhere in the text, by surname: a surname may stand before them.
    fuller: HashMap<String, Vec<Vec<String>>>,
    /// Words in brackets right behind a name ("WMO").
    brackets: HashMap<String, usize>,
    /// By the gazetteer's name.
    by_known: HashMap<String, usize>,
    /// Bodies by the initials of their names.
    by_initials: HashMap<String, usize>,
    /// The last name, by its number, of each being.
    last_seen: Vec<usize>,
}

impl<'a, 't> Unifier<'a, 't> {
    fn new(tokens: &'a Tokens<'t>, names: &[Name]) -> Self {
        let mut fuller: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for name in names {
            let words = words_of(tokens, &name.tokens);
            let person = matches!(name.guess, Guess::Person | Guess::PerhapsPerson);
            if person
                && words.len() > 1
                && let Some(last) = words.last()
            {
                let known = fuller.entry(last.clone()).or_default();
                if !known.contains(&words) {
                    known.push(words);
                }
            }
        }
        Unifier {
            tokens,
            all: Vec::new(),
            placed: Vec::new(),
            by_word: HashMap::new(),
            fuller,
            brackets: HashMap::new(),
            by_known: HashMap::new(),
            by_initials: HashMap::new(),
            last_seen: Vec::new(),
        }
    }

    fn place(&mut self, number: usize, name: &Name) {
        let words = words_of(self.tokens, &name.tokens);
        let titles = self.titles(name);
        // The paper Vasquez: a surname is no outlet, whatever stands before it.
        let surname = words.len() == 1 && self.is_surname(&words[0]) && name.known.is_none();
        let bare = Name { guess: Guess::Unknown, roles: Vec::new(), ..name.clone() };
        let name = if surname && name.guess != Guess::Person { &bare } else { name };
        let being = self.find(name, &words, &titles).unwrap_or_else(|| self.create(name, &words));
        self.enrich(being, name, &words, &titles);
        debug_assert_eq!(self.placed.len(), number);
        self.placed.push(being);
    }

    fn titles(&self, name: &Name) -> Vec<String> {
        let before = name.whole.start..name.tokens.start;
        before
            .map(|n| self.tokens.lower(n))
            .filter(|word| HONORIFICS.contains(word) || NOBLE.contains(word))
            .map(str::to_owned)
            .collect()
    }

    fn find(&self, name: &Name, words: &[String], titles: &[String]) -> Option<usize> {
        if let Some(known) = &name.known {
            return self.by_known.get(&known.name).copied();
        }
        let candidates = self.candidates(words);
        // The very same name.
        let same = candidates.iter().copied().find(|at| {
            let being = &self.all[*at];
            being.words == words && !self.conflict(being, name, titles)
        });
        if same.is_some() {
            return same;
        }
        match name.guess {
            Guess::Person | Guess::PerhapsPerson => self
                .find_person(&candidates, name, words, titles)
                .or_else(|| self.find_body(&candidates, name, words)),
            Guess::Unknown if words.len() == 1 => self
                .find_person(&candidates, name, words, titles)
                .or_else(|| self.find_body(&candidates, name, words)),
            _ => self.find_body(&candidates, name, words),
        }
    }

    fn candidates(&self, words: &[String]) -> Vec<usize> {
        // The latest first, and not all in a text that goes on for ever.
        let lists = words.iter().filter_map(|word| self.by_word.get(word));
        let mut found: Vec<usize> =
            lists.flat_map(|list| list.iter().rev().take(32)).copied().collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup();
        found
    }

    fn conflict(&self, being: &Being, name: &Name, titles: &[String]) -> bool {
        let gender = matches!((being.gender, name.gender), (Some(a), Some(b)) if a != b);
        let plain = |titles: &[String]| {
            titles.iter().any(|t| matches!(t.as_str(), "mr" | "ms" | "mrs" | "miss"))
        };
        let noble = |titles: &[String]| titles.iter().any(|t| NOBLE.contains(&t.as_str()));
        gender || (plain(titles) && noble(&being.titles)) || (noble(titles) && plain(&being.titles))
    }

    fn find_person(
        &self,
        candidates: &[usize],
        name: &Name,
        words: &[String],
        titles: &[String],
    ) -> Option<usize> {
        let last = words.last()?;
        let people = candidates.iter().copied().filter(|at| {
            let being = &self.all[*at];
            being.kind == EntityKind::Person && !self.conflict(being, name, titles)
        });
        let mut fits: Vec<usize> = people
            .filter(|at| {
                let own = &self.all[*at].words;
                let (Some(own_last), Some(own_first)) = (own.last(), own.first()) else {
                    return false;
                };
                if words.len() == 1 {
                    // A surname; a first name only behind a title of its own or for good friends.
                    let noble = titles.iter().any(|t| NOBLE.contains(&t.as_str()));
                    own_last == last
                        || (own_first == last && own.len() > 1 && (noble || !self.is_surname(last)))
                } else if own.len() == 1 {
                    own_last == last || (own_last == &words[0] && !self.is_surname(&words[0]))
                } else {
                    own_last == last && same_given(own_first, &words[0])
                        || own.starts_with(words)
                        || (words.len() > 2 && words.ends_with(own))
                }
            })
            .collect();
        if fits.len() > 1
            && words.len() == 1
            && titles.iter().any(|t| HONORIFICS.contains(&t.as_str()))
        {
            // Told apart by title, then by gender, then by who bore the title first.
            let titled: Vec<usize> = fits
                .iter()
                .copied()
                .filter(|at| titles.iter().any(|t| self.all[*at].titles.contains(t)))
                .collect();
            if !titled.is_empty() {
                fits = titled;
            } else if let Some(gender) = name.gender {
                let same: Vec<usize> = fits
                    .iter()
                    .copied()
                    .filter(|at| self.all[*at].gender == Some(gender))
                    .collect();
                if !same.is_empty() {
                    fits = same;
                }
            }
        }
        if words.len() == 1 && fits.len() > 1 {
            // The one mentioned last under any name.
            return fits.into_iter().max_by_key(|at| self.last_seen[*at]);
        }
        fits.first().copied()
    }

    fn is_surname(&self, word: &str) -> bool {
        self.fuller.contains_key(word)
    }

    fn find_body(&self, candidates: &[usize], name: &Name, words: &[String]) -> Option<usize> {
        if words.len() == 1
            && let Some(being) = self.brackets.get(&words[0])
        {
            return Some(*being);
        }
        let upper =
            self.tokens.get(name.tokens.start).is_some_and(|token| token.upper) && words.len() == 1;
        if upper && let Some(being) = self.by_initials.get(&words[0]) {
            return Some(*being);
        }
        candidates.iter().copied().find(|at| {
            let being = &self.all[*at];
            if being.kind == EntityKind::Person && !(being.unsure && name.guess == Guess::Unknown) {
                return false;
            }
            if being.known.is_some() && being.words.len() == 1 {
                return false;
            }
            let (short, long) = if words.len() < being.words.len() {
                (words, &being.words[..])
            } else {
                (&being.words[..], words)
            };
            if short.is_empty() || short.len() == long.len() {
                return false;
            }
            // The Guild for the Beekeepers' Guild, City for Harbour City, Brindle & Vane for
            // Toymaker Brindle & Vane; but a place is not the bodies named after it.
            let place = being.kind == EntityKind::Place || name.guess == Guess::Place;
            let later = words.len() < being.words.len();
            let ends = long.ends_with(short);
            let begins = long.starts_with(short) && later;
            let head = |words: &[String]| {
                words.last().is_some_and(|word| lexicon::is_organisation_head(word))
            };
            let plain = short.len() > 1 || !lexicon::is_function(&short[0]);
            // Kestrel for Kestrel News Agency.
            let outlet = being.kind == EntityKind::Agency && begins;
            plain && !place && (ends || outlet || (begins && (!head(long) || head(short))))
        })
    }

    fn create(&mut self, name: &Name, words: &[String]) -> usize {
        let kind = match name.guess {
            Guess::Person | Guess::PerhapsPerson => EntityKind::Person,
            Guess::Unknown if words.len() == 1 && self.is_surname(&words[0]) => EntityKind::Person,
            Guess::Unknown if name.given.is_some() => EntityKind::Person,
            Guess::Organisation
                if name.known.as_ref().is_some_and(|known| known.kind == Kind::Government) =>
            {
                EntityKind::Government
            }
            Guess::Organisation | Guess::Unknown => EntityKind::Organisation,
            Guess::Agency if name.known.as_ref().is_some_and(|k| k.kind == Kind::Platform) => {
                EntityKind::Organisation
            }
            Guess::Agency => EntityKind::Agency,
            Guess::Place => EntityKind::Place,
        };
        let text = self.called(name);
        self.all.push(Being {
            name: text,
            kind,
            gender: name.gender.or(name.given.filter(|_| !self.is_surname(&words[0]))),
            words: words.to_vec(),
            aliases: Vec::new(),
            titles: Vec::new(),
            roles: Vec::new(),
            known: name.known.clone(),
            unsure: matches!(name.guess, Guess::PerhapsPerson | Guess::Unknown),
            marked: false,
            nameless: false,
            mentions: Vec::new(),
        });
        self.last_seen.push(0);
        self.all.len() - 1
    }

    /// The gazetteer's name where the text has it, else what the text has.
    fn called(&self, name: &Name) -> String {
        let written = tidy(&self.tokens.words(name.tokens.clone()));
        match &name.known {
            Some(known)
                if written.contains(&known.name)
                    || written.to_lowercase() == known.name.to_lowercase() =>
            {
                known.name.clone()
            }
            _ => written,
        }
    }

    fn enrich(&mut self, at: usize, name: &Name, words: &[String], titles: &[String]) {
        for word in words {
            let known = self.by_word.entry(word.clone()).or_default();
            if known.last() != Some(&at) {
                known.push(at);
            }
        }
        self.all[at].marked |= name.marked;
        self.last_seen[at] = self.placed.len();
        if let Some(known) = &name.known {
            self.by_known.entry(known.name.clone()).or_insert(at);
        }
        if words.len() > 1 && self.all[at].kind != EntityKind::Person {
            self.by_initials.entry(initials(words)).or_insert(at);
        }
        // An acronym in brackets right behind.
        let end = name.tokens.end;
        if self.tokens.gap(end - 1) == " ("
            && self.tokens.gap(end).starts_with(')')
            && self.tokens.get(end).is_some_and(|t| t.upper)
        {
            let acronym = self.tokens.lower(end).to_owned();
            let written = self.tokens.words(end..end + 1);
            self.brackets.insert(acronym.clone(), at);
            let being = &mut self.all[at];
            if !being.aliases.contains(&written) {
                being.aliases.push(written);
            }
        }
        let written = self.called(name);
        let roles: Vec<Role> =
            name.roles.iter().filter_map(|role| Role::of(self.tokens, role)).collect();
        let being = &mut self.all[at];
        if being.name != written && !being.aliases.contains(&written) {
            being.aliases.push(written.clone());
        }
        if let Some(known) = &being.known {
            let full = being.name == known.name;
            if !full && (written == known.name || written.len() > being.name.len()) {
                let old = std::mem::replace(&mut being.name, written.clone());
                being.aliases.retain(|alias| *alias != written);
                being.aliases.push(old);
            }
            if being.name != known.name && !being.aliases.contains(&known.name) {
                being.aliases.push(known.name.clone());
            }
        }
        let fuller = words.len() > being.words.len() && being.known.is_none();
        let acronym = being.words.len() == 1 && initials(words) == being.words[0];
        if fuller && (being.kind == EntityKind::Person || acronym || words.ends_with(&being.words))
        {
            let old = std::mem::replace(&mut being.name, written.clone());
            being.aliases.retain(|alias| *alias != written);
            if !being.aliases.contains(&old) {
                being.aliases.push(old);
            }
            being.words = words.to_vec();
        }
        if being.kind == EntityKind::Person || name.guess == Guess::Person {
            being.gender = being.gender.or(name.gender);
            if name.guess == Guess::Person && being.unsure && being.known.is_none() {
                being.kind = EntityKind::Person;
                being.unsure = false;
            }
        }
        if being.kind == EntityKind::Organisation
            && name.guess == Guess::Agency
            && being.known.is_none()
        {
            being.kind = EntityKind::Agency;
        }
        for title in titles {
            if !being.titles.contains(title) {
                being.titles.push(title.clone());
            }
        }
        for role in roles {
            let known = being.roles.iter().any(|other| other.words == role.words);
            if !known && being.roles.len() < MOST_ROLES {
                being.roles.push(role);
            }
        }
    }
}

fn words_of(tokens: &Tokens, range: &Range<usize>) -> Vec<String> {
    let words: Vec<String> =
        tokens.slice(range.clone()).iter().map(|token| token.lower.clone()).collect();
    match words.last().map(String::as_str) {
        Some("jr" | "sr" | "ii" | "iii") if words.len() > 2 => words[..words.len() - 1].to_vec(),
        _ => words,
    }
}

/// Short forms and initials of one first name.
fn same_given(one: &str, other: &str) -> bool {
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    one == other
        || initial(one, other)
        || initial(other, one)
        || (one.len() > 2 && other.starts_with(one))
        || (other.len() > 2 && one.starts_with(other))
}

/// "wmo" for world meteorological organization.
fn initials(words: &[String]) -> String {
    words
        .iter()
        .filter(|word| !matches!(word.as_str(), "of" | "the" | "and" | "for" | "in" | "on"))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// A name in capitals as one writes it: ADEYEMI, Adeyemi; acronyms stay.
fn tidy(name: &str) -> String {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = !name.chars().any(char::is_lowercase);
    let several = name.contains(' ');
    let words = name.split(' ').map(|word| {
        let small = matches!(word, "OF" | "AND" | "FOR" | "THE" | "IN");
        if shouted && several && small {
            return word.to_lowercase();
        }
        let shout = !word.chars().any(char::is_lowercase);
        if !shout || letters(word) < if several && shouted { 4 } else { 5 } {
            return word.to_owned();
        }
        word.split('-')
            .map(|part| {
                let mut letters = part.chars();
                letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
            })
            .collect::<Vec<String>>()
            .join("-")
    });
    words.collect::<Vec<_>>().join(" ")
}
