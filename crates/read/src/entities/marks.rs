//! What the rules find and what the model marks, brought together.
//!
//! The gazetteer and what titles and appositions tell stand; where a name was taken for something
//! by its form alone the model decides, and what only the model sees is added where it is sure.

use std::ops::Range;

use sayso_gazetteer::Gazetteer;

use super::lexicon;
use super::names::{Guess, Name};
use super::tokens::Tokens;
use crate::attributions::{Tag, Tagged};

/// From these probabilities on a mark decides of what kind a name is, overrules a guess by a
/// word's company, adds a name, and widens one. Chosen on UNER dev and Wikinews.
const DECIDES: f32 = 0.4;
const OVERRULES: f32 = 0.6;
const ADDS: f32 = 0.5;
const WIDENS: f32 = 0.6;

/// Settles the kinds of `names`, adds what they lack and tells which the model doesn't bear out.
pub(crate) fn settle(
    tokens: &Tokens,
    gazetteer: &Gazetteer,
    names: &mut Vec<Name>,
    tagged: &[Tagged],
) {
    if tagged.is_empty() {
        return;
    }
    for name in names.iter_mut() {
        // What titles, appositions and the gazetteer tell needs no mark.
        let told = name.known.is_some() || !name.roles.is_empty();
        name.marked = told
            || !matches!(name.guess, Guess::Unknown | Guess::PerhapsPerson | Guess::Organisation);
    }
    let mut added: Vec<Name> = Vec::new();
    for mark in tagged {
        let range = bare(tokens, tokens.within(mark.span));
        if range.is_empty() {
            continue;
        }
        let first = names.partition_point(|name| name.tokens.end <= range.start);
        let last = names.partition_point(|name| name.tokens.start < range.end);
        let over = &mut names[first..last.max(first)];
        over.iter_mut().for_each(|name| name.marked = true);
        match over {
            [] if mark.probability >= ADDS && is_name_like(tokens, &range) => {
                added.push(new(tokens, gazetteer, range, mark.kind));
            }
            [name] if name.tokens == range => decide(name, mark),
            [name] if mark.probability >= WIDENS && widens(tokens, &name.tokens, &range, name) => {
                name.whole = name.whole.start.min(range.start)..range.end;
                name.tokens = range;
                decide(name, mark);
            }
            _ => {}
        }
    }
    names.extend(added);
    names.sort_by_key(|name| name.tokens.start);
}

/// Without an article, and no more than a name is long.
fn bare(tokens: &Tokens, range: Range<usize>) -> Range<usize> {
    let article = range.len() > 1 && tokens.lower(range.start) == "the";
    let range = range.start + usize::from(article)..range.end;
    if range.len() > 8 { 0..0 } else { range }
}

/// Begins with a capital and says more than a word of everyday use.
fn is_name_like(tokens: &Tokens, range: &Range<usize>) -> bool {
    let big = tokens.slice(range.clone()).iter().all(|token| {
        token.capital || matches!(token.lower.as_str(), "of" | "the" | "and" | "for" | "de" | "&")
    });
    let first = tokens.lower(range.start);
    let title = lexicon::is_title(first) || lexicon::is_person(first);
    big && tokens.get(range.start).is_some_and(|token| token.capital)
        && !(range.len() == 1 && (lexicon::is_function(first) || title))
}

/// Whether the mark is the same name with more of its words, in one sentence.
fn widens(tokens: &Tokens, name: &Range<usize>, mark: &Range<usize>, known: &Name) -> bool {
    mark.start <= name.start
        && mark.end >= name.end
        && known.known.is_none()
        && is_name_like(tokens, mark)
        && (mark.start..mark.end - 1).all(|at| tokens.joined(at) || tokens.lower(at).len() == 1)
}

fn decide(name: &mut Name, mark: &Tagged) {
    // What carries news is told by words around it that the head knows nothing of.
    if name.known.is_some() || name.guess == Guess::Agency || mark.probability < DECIDES {
        return;
    }
    let open = matches!(name.guess, Guess::Unknown | Guess::PerhapsPerson);
    // A title or an apposition has told more than the form.
    let told = !name.roles.is_empty() && name.guess != Guess::Unknown;
    let overrules = mark.probability >= OVERRULES && !told;
    let kind = match mark.kind {
        Tag::Person => Guess::Person,
        Tag::Organisation => Guess::Organisation,
        Tag::Place => Guess::Place,
    };
    if open || overrules {
        name.guess = kind;
        if kind != Guess::Person {
            name.gender = None;
            name.given = None;
        }
    }
}

fn new(tokens: &Tokens, gazetteer: &Gazetteer, range: Range<usize>, kind: Tag) -> Name {
    let first = tokens.get(range.start).map_or("", |token| token.span.of(tokens.text));
    let gender = gazetteer.gender(first);
    let person = kind == Tag::Person;
    Name {
        guess: match kind {
            Tag::Person => Guess::Person,
            Tag::Organisation => Guess::Organisation,
            Tag::Place => Guess::Place,
        },
        gender: gender.filter(|_| person && range.len() > 1),
        given: gender.filter(|_| person && range.len() == 1),
        known: None,
        marked: true,
        roles: Vec::new(),
        whole: range.clone(),
        tokens: range,
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::names;
    use super::*;
    use sayso_text::{Layout, Span};

    /// The names of a text and their guesses after one mark.
    fn settled(text: &str, marked: &str, kind: Tag, probability: f32) -> Vec<(String, Guess)> {
        let layout = Layout::of(text);
        let tokens = Tokens::of(text, &layout);
        let gazetteer = Gazetteer::builtin();
        let mut found = names(&tokens, &gazetteer, None);
        let start = text.find(marked).expect("the marked words");
        let mark = Tagged { span: Span::new(start, start + marked.len()), kind, probability };
        settle(&tokens, &gazetteer, &mut found, &[mark]);
        found.into_iter().map(|name| (tokens.words(name.tokens.clone()), name.guess)).collect()
    }

    #[test]
    fn a_mark_decides_where_the_form_tells_nothing() {
        let text = "They sold Orvane to a friend.";
        let found = settled(text, "Orvane", Tag::Organisation, 0.7);
        assert_eq!(found, [("Orvane".to_owned(), Guess::Organisation)]);
        let found = settled(text, "Orvane", Tag::Place, 0.3);
        assert_ne!(found[0].1, Guess::Place, "too unsure");
    }

    #[test]
    fn titles_and_outlets_stand_against_a_mark() {
        let found = settled("Mayor Ana Rask spoke.", "Ana Rask", Tag::Place, 0.99);
        assert_eq!(found, [("Ana Rask".to_owned(), Guess::Person)]);
        let found = settled("He told the daily Havblad a tale.", "Havblad", Tag::Person, 0.99);
        assert_eq!(found, [("Havblad".to_owned(), Guess::Agency)]);
    }
}
