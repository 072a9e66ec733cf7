//! When two names are the same: case, article and titles aside, or by an alias of the gold's.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::document::Document;

const TITLES: &str = "mr mrs ms miss dr doctor prof professor sir dame lord lady rev reverend the \
    a an president prime minister chancellor governor mayor deputy vice chief executive officer \
    ceo chairman chairwoman chair judge justice colonel general captain major lieutenant sergeant \
    detective constable inspector councilman councilwoman councillor senator sen rep \
    representative secretary foreign finance interior defence defense spokesman spokeswoman \
    spokesperson king queen prince princess pope archbishop bishop police coach manager director \
    analyst forecaster speaker leader former acting chinese russian us u.s.";

/// Lower case, without quotation marks and commas.
fn plain(name: &str) -> String {
    let name = name.replace('’', "'").to_lowercase();
    let words = name.split(|c: char| c.is_whitespace() || "\"“”,".contains(c));
    let joined = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    joined.trim_matches([' ', '.', ';', ':', '\'']).to_owned()
}

fn no_article(name: &str) -> String {
    let name = plain(name);
    let bare = ["the ", "a ", "an "].iter().find_map(|article| name.strip_prefix(article));
    bare.unwrap_or(&name).to_owned()
}

fn bare(name: &str) -> String {
    let name = plain(name);
    let mut words: Vec<&str> = name.split(' ').collect();
    let is_title = |word: &str| TITLES.split(' ').any(|title| title == word.trim_matches('.'));
    while words.len() > 1 && is_title(words[0]) {
        words.remove(0);
    }
    words.join(" ")
}

/// One or more names as a set of bare ones.
fn who(names: &str) -> BTreeSet<String> {
    let several = names.contains(" and ") || names.contains([';', '+']);
    let parts: Vec<String> = if several {
        let names = names.replace(" and ", ",");
        names.split([',', ';', '&', '+']).map(str::to_owned).collect()
    } else {
        vec![names.to_owned()]
    };
    set_of(&parts)
}

fn set_of(names: &[String]) -> BTreeSet<String> {
    names.iter().filter(|name| !name.trim().is_empty()).map(|name| bare(name)).collect()
}

/// Other names of the gold's entities.
pub struct Aliases(HashMap<String, Vec<String>>);

impl Aliases {
    pub fn new(gold: &Document) -> Aliases {
        let mut aliases: HashMap<String, Vec<String>> = HashMap::new();
        for entity in &gold.entities {
            let forms = aliases.entry(no_article(&entity.name)).or_default();
            forms.extend(entity.aliases.iter().cloned());
        }
        Aliases(aliases)
    }

    fn forms<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let others = self.0.get(&no_article(name)).into_iter().flatten();
        std::iter::once(name).chain(others.map(String::as_str))
    }

    /// Whether the predicted speakers are the gold's; `more` are other right answers.
    pub fn same_speaker(&self, gold: &Value, found: &Value, more: &[String]) -> bool {
        let (joined, set) = match found {
            Value::Null => (String::new(), BTreeSet::new()),
            Value::Array(names) => {
                let names: Vec<String> = names.iter().map(text_of).collect();
                (names.join(" and "), set_of(&names))
            }
            name => (text_of(name), who(&text_of(name))),
        };
        if gold.is_null() || joined.is_empty() {
            return gold.is_null() && joined.is_empty();
        }
        let gold = text_of(gold);
        let rights = std::iter::once(&gold).chain(more).flat_map(|name| self.forms(name));
        let joined = bare(&joined);
        rights.into_iter().any(|right| joined == bare(right) || set == who(right))
    }

    /// Whether two hands of a chain are the same: equal, or one inside the other.
    pub fn same_hand(&self, gold: &str, found: &str) -> bool {
        let name = no_article(found);
        let fits = |form: &str| {
            let form = no_article(form);
            name == form
                || (name.chars().count() > 2 && form.contains(&name))
                || name.contains(&form)
        };
        self.forms(gold).any(fits) || (gold.contains(" and ") && who(gold) == who(found))
    }

    /// Whether a chain has as many hands as one of the right ones, each the same.
    pub fn same_chain<'g>(
        &self,
        golds: impl IntoIterator<Item = &'g Vec<Option<String>>>,
        found: &[Option<String>],
    ) -> bool {
        let found = once(found);
        golds.into_iter().map(|gold| once(gold)).any(|gold| {
            gold.len() == found.len()
                && gold.iter().zip(&found).all(|(one, other)| self.same_hand(one, other))
        })
    }
}

/// A chain without neighbours that are the same.
fn once(chain: &[Option<String>]) -> Vec<&str> {
    let mut hands: Vec<&str> = Vec::new();
    for hand in chain.iter().flatten() {
        if hands.last().is_none_or(|last| no_article(last) != no_article(hand)) {
            hands.push(hand);
        }
    }
    hands
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none() -> Aliases {
        Aliases(HashMap::new())
    }

    #[test]
    fn titles_order_and_articles_do_not_matter() {
        let same = |a: &str, b: &str| none().same_speaker(&a.into(), &b.into(), &[]);
        assert!(same("Dr Ewa Linder", "Ewa Linder"));
        assert!(same("Ana Belmar and Ben Okker", "Mr Ben Okker and Ana Belmar"));
        assert!(same("The harbour board", "harbour board"));
        assert!(!same("Greta Pell", "Arno Pell"));
        assert!(!none().same_speaker(&Value::Null, &"Pell".into(), &[]));
    }

    #[test]
    fn neighbouring_equal_hands_count_once() {
        let hands =
            |names: &[&str]| names.iter().map(|n| Some((*n).to_owned())).collect::<Vec<_>>();
        let gold = hands(&["Northern Ledger", "TASS"]);
        assert!(
            none().same_chain([&gold], &hands(&["The Ledger", "ledger", "TASS agency"]))
                == none().same_chain([&gold], &hands(&["The Ledger", "TASS agency"]))
        );
        assert!(!none().same_chain([&gold], &hands(&["Northern Ledger"])));
    }
}
