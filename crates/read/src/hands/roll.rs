//! The beings of a text as the entities of its reading.

use sayso_gazetteer::{Form, Gazetteer, Kind as Thing};
use sayso_text::Span;

use crate::entities::beings::{Being, Beings};
use crate::entities::metonyms::{Use, use_of};
use crate::entities::tokens::{Tokens, plain_spaces};
use crate::{Entity, EntityKind};

/// What the roll is called from.
pub(super) struct Roll<'a, 't> {
    pub beings: &'a Beings,
    pub tokens: &'a Tokens<'t>,
    pub gazetteer: &'a Gazetteer,
    /// By being, whether it speaks or publishes.
    pub spoke: &'a [bool],
}

impl Roll<'_, '_> {
    /// The entities in the order of their first mentions, and each being's number: the
    /// government's where the being is one and a place as well.
    pub fn call(&self) -> (Vec<Entity>, Vec<Option<usize>>) {
        let all = &self.beings.all;
        let mut found: Vec<(usize, bool, Entity)> = Vec::with_capacity(all.len());
        for (at, being) in all.iter().enumerate() {
            // What only its capital makes a name, and what does nothing here, is none.
            if being.nameless || !being.marked && !self.spoke[at] {
                continue;
            }
            let mut mentions = being.mentions.clone();
            mentions.sort();
            mentions.dedup();
            let (places, powers) = self.uses(at, being, mentions);
            if powers.is_empty() || !places.is_empty() {
                let kind = match being.kind {
                    EntityKind::Government if !powers.is_empty() => EntityKind::Place,
                    kind => kind,
                };
                found.push((at, false, self.entity(being, kind, places)));
            }
            if !powers.is_empty() {
                let mut entity = self.entity(being, EntityKind::Government, powers);
                let note = being.known.as_ref().map(|known| known.note.clone());
                entity.aliases.extend(note.filter(|note| !note.is_empty()));
                found.push((at, true, entity));
            }
        }
        let first = |entity: &Entity| entity.mentions.first().map_or(0, |span| span.start());
        found.sort_by_key(|(at, power, entity)| (first(entity), *at, *power));
        let mut numbers = vec![None; all.len()];
        for (number, (at, power, _)) in found.iter().enumerate() {
            if *power || numbers[*at].is_none() {
                numbers[*at] = Some(number);
            }
        }
        (found.into_iter().map(|(_, _, entity)| entity).collect(), numbers)
    }

    /// The mentions as a place and as a power.
    fn uses(&self, at: usize, being: &Being, mentions: Vec<Span>) -> (Vec<Span>, Vec<Span>) {
        let known = being.known.as_ref().map(|known| known.kind);
        let place = being.kind == EntityKind::Place || being.kind == EntityKind::Government;
        let splits =
            place && (known.is_some_and(Thing::is_place) || known.is_none() && self.spoke[at]);
        if !splits {
            return (mentions, Vec::new());
        }
        let seat = known == Some(Thing::Seat);
        let (powers, places): (Vec<Span>, Vec<Span>) = mentions.into_iter().partition(|span| {
            let name = self.tokens.within(*span);
            let speaks = self.speaks(&name);
            !name.is_empty() && use_of(self.tokens, &name, speaks, seat) == Use::Power
        });
        // What has spoken is a power, whatever the words around it.
        if self.spoke[at] && powers.is_empty() { (Vec::new(), places) } else { (places, powers) }
    }

    /// Whether the name is a source, rather than a part of one ("a diplomat in Moscow").
    fn speaks(&self, name: &std::ops::Range<usize>) -> bool {
        self.beings
            .sources
            .binary_search_by(|(start, end)| {
                if *end <= name.start {
                    std::cmp::Ordering::Less
                } else if *start > name.start {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok_and(|at| self.beings.sources[at].1 <= name.end + 1)
    }

    fn entity(&self, being: &Being, kind: EntityKind, mentions: Vec<Span>) -> Entity {
        Entity {
            name: being.name.clone(),
            kind,
            role: role(being, self.tokens.text, self.gazetteer),
            affiliation: affiliation(being, self.tokens.text, self.gazetteer),
            aliases: being.aliases.clone(),
            mentions,
        }
    }
}

fn role(being: &Being, text: &str, gazetteer: &Gazetteer) -> Option<String> {
    if being.kind != EntityKind::Person {
        return None;
    }
    let plain =
        |word: &str| matches!(word, "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "counterpart");
    let telling = being.roles.iter().filter(|role| !plain(&role.head));
    let best = telling.max_by_key(|role| role.span.len().min(40))?;
    let words = plain_spaces(best.span.of(text));
    // Chinese President: President of China.
    let first = words.split(' ').next()?;
    let country = gazetteer.at(&words, 0).filter(|found| {
        found.form == Form::Adjective && found.len == first.len() && words.len() > first.len()
    });
    let rest = words[first.len()..].trim_start();
    let plain = !rest.contains(" of ") && !rest.contains(',');
    Some(match country.filter(|_| plain) {
        Some(found) => format!("{rest} of {}", with_article(&found.entry.name)),
        None => words,
    })
}

/// "the United States" where a sentence would say so.
fn with_article(country: &str) -> String {
    let the = ["United ", "Netherlands", "Philippines", "Czech Republic", "Bahamas", "Maldives"];
    if the.iter().any(|start| country.starts_with(start)) {
        format!("the {country}")
    } else {
        country.to_owned()
    }
}

/// The country or body that a role names, or that the gazetteer gives.
fn affiliation(being: &Being, text: &str, gazetteer: &Gazetteer) -> Option<String> {
    if let Some(known) = &being.known {
        if known.kind == Thing::Country {
            return None;
        }
        let code = known.country.as_deref()?;
        return named_by(code, gazetteer);
    }
    being.roles.iter().find_map(|role| {
        let words = role.span.of(text);
        let mut at = 0;
        for word in words.split_inclusive(|c: char| !c.is_alphanumeric()) {
            if word.starts_with(char::is_uppercase)
                && let Some(found) = gazetteer.at(words, at)
            {
                if found.entry.kind.is_place() && found.entry.kind != Thing::Country {
                    return named_by(found.entry.country.as_deref()?, gazetteer);
                }
                return Some(found.entry.name.clone());
            }
            at += word.len();
        }
        None
    })
}

/// The country, or the union, of a code.
fn named_by(code: &str, gazetteer: &Gazetteer) -> Option<String> {
    match code {
        "EU" => Some("European Union".to_owned()),
        "UN" => Some("United Nations".to_owned()),
        code => gazetteer.country(code).map(|country| country.name.clone()),
    }
}
