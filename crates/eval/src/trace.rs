//! Traces of piles against gold, as `score_trace.py` scores them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::figure::{round, share};

/// The answers of a pile, or what `sayso trace --items --format json` printed.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Answers {
    /// Who has words of whom.
    #[serde(default)]
    pub copies: Vec<Copy>,
    /// Pairs that must not be joined.
    #[serde(default)]
    pub not_copies: Vec<[String; 2]>,
    /// Items on one event each.
    #[serde(default)]
    pub stories: Vec<Vec<String>>,
    /// What several items render.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// Pairs that tell the same otherwise; none where the gold doesn't have them.
    #[serde(default)]
    pub contradictions: Vec<Against>,
}

/// Two items that tell something otherwise.
#[derive(Clone, Debug, Deserialize)]
pub struct Against {
    /// The one.
    pub a: String,
    /// The other.
    pub b: String,
}

/// One item has words of another.
#[derive(Clone, Debug, Deserialize)]
pub struct Copy {
    /// The one that took them.
    pub copy: String,
    /// The one that had them.
    pub of: String,
    /// `known` or `unknown`.
    #[serde(default)]
    pub direction: String,
}

/// A statement with its mentions.
#[derive(Clone, Debug, Deserialize)]
pub struct Statement {
    /// Where it stands.
    pub mentions: Vec<Mention>,
    /// How many heard it independently.
    pub origin_count: usize,
}

/// A mention of a statement.
#[derive(Clone, Debug, Deserialize)]
pub struct Mention {
    /// The item.
    pub item: String,
    /// The words.
    pub text: String,
}

/// The figures of `score_trace.py`, in percent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// F1 over pairs in one copy family.
    pub copies: f64,
    /// Share of found copies with known direction that have it right.
    pub direction: f64,
    /// BCubed F1.
    pub stories: f64,
    /// F1 over linked pairs of mentions.
    pub statements: f64,
    /// Share of matched statements with the right count of origins.
    pub origins: f64,
    /// Share of close misses that were joined; less is better.
    pub false_joins: f64,
    /// Contradictions, where the gold has them.
    pub contradictions: Option<Contradictions>,
}

/// Contradictions, in percent. A pair stands for all copies of the two, so it is right where copies
/// of both contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contradictions {
    /// Share of the gold's pairs that were found.
    pub recall: f64,
    /// Share of the found pairs that the gold has. The gold of `../shared/trace` has examples only.
    pub precision: f64,
}

type Pair = (String, String);

fn pair(a: &str, b: &str) -> Pair {
    if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) }
}

/// Scores what was found against gold.
pub fn score(gold: &Answers, found: &Answers) -> Figures {
    let merged = merged(&gold.copies);
    let (gold_pairs, found_pairs) = (family(&gold.copies, &merged), family(&found.copies, &merged));
    let both = gold_pairs.intersection(&found_pairs).count();
    let joined = gold.not_copies.iter().filter(|[a, b]| found_pairs.contains(&pair(a, b))).count();
    let (statements, origins) = statements(gold, found);
    Figures {
        copies: f1(both, found_pairs.len(), gold_pairs.len()),
        direction: direction(gold, found, &found_pairs),
        stories: stories(gold, found),
        statements,
        origins,
        false_joins: percent(joined, gold.not_copies.len()),
        contradictions: contradictions(gold, found, &gold_pairs),
    }
}

fn contradictions(
    gold: &Answers,
    found: &Answers,
    families: &BTreeSet<Pair>,
) -> Option<Contradictions> {
    let kin = |a: &str, b: &str| a == b || families.contains(&pair(a, b));
    let same = |one: &Against, other: &Against| {
        // Within a family, where a copy altered something, the two themselves are meant.
        let fits = |a: &str, b: &str| match kin(&one.a, &one.b) {
            true => one.a == a && one.b == b,
            false => kin(&one.a, a) && kin(&one.b, b),
        };
        fits(&other.a, &other.b) || fits(&other.b, &other.a)
    };
    let hit = |gold: &&Against| found.contradictions.iter().any(|it| same(gold, it));
    let right = |it: &&Against| gold.contradictions.iter().any(|gold| same(gold, it));
    (!gold.contradictions.is_empty()).then(|| Contradictions {
        recall: percent(gold.contradictions.iter().filter(hit).count(), gold.contradictions.len()),
        precision: percent(
            found.contradictions.iter().filter(right).count(),
            found.contradictions.len(),
        ),
    })
}

fn percent(part: usize, all: usize) -> f64 {
    round(100.0 * share(part, all))
}

fn f1(both: usize, found: usize, gold: usize) -> f64 {
    percent(2 * both, found + gold)
}

/// Items with two parents or more: they belong to each one's family and don't join them.
fn merged(copies: &[Copy]) -> HashSet<String> {
    let mut parents: HashMap<&str, HashSet<&str>> = HashMap::new();
    for copy in copies {
        parents.entry(&copy.copy).or_default().insert(&copy.of);
    }
    let several = parents.into_iter().filter(|(_, of)| of.len() > 1);
    several.map(|(copy, _)| copy.to_owned()).collect()
}

fn family(copies: &[Copy], merged: &HashSet<String>) -> BTreeSet<Pair> {
    let mut up: BTreeMap<&str, &str> = BTreeMap::new();
    fn root<'c>(up: &BTreeMap<&'c str, &'c str>, mut at: &'c str) -> &'c str {
        while let Some(next) = up.get(at).filter(|next| **next != at) {
            at = next;
        }
        at
    }
    let copies = || copies.iter().filter(|it| it.copy != it.of);
    for Copy { copy, of, .. } in copies() {
        for item in [copy, of] {
            if !merged.contains(item) {
                up.entry(item).or_insert(item);
            }
        }
        if !merged.contains(copy) && !merged.contains(of) {
            let (a, b) = (root(&up, copy), root(&up, of));
            up.insert(a, b);
        }
    }
    let mut groups: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for item in up.keys() {
        groups.entry(root(&up, item)).or_default().insert(item);
    }
    let mut pairs = BTreeSet::new();
    for Copy { copy, of, .. } in copies() {
        match (merged.contains(copy), merged.contains(of)) {
            (true, true) => {
                pairs.insert(pair(copy, of));
            }
            (true, false) => {
                groups.entry(root(&up, of)).or_default().insert(copy);
            }
            (false, true) => {
                groups.entry(root(&up, copy)).or_default().insert(of);
            }
            (false, false) => {}
        }
    }
    for group in groups.values() {
        let group: Vec<&&str> = group.iter().collect();
        for (at, a) in group.iter().enumerate() {
            pairs.extend(group[..at].iter().map(|b| pair(a, b)));
        }
    }
    pairs
}

fn direction(gold: &Answers, found: &Answers, found_pairs: &BTreeSet<Pair>) -> f64 {
    let mut parents: HashMap<&str, Vec<&str>> = HashMap::new();
    for copy in &found.copies {
        parents.entry(&copy.copy).or_default().push(&copy.of);
    }
    let leads = |from: &str, to: &str| {
        let (mut seen, mut waiting) = (HashSet::new(), vec![from]);
        while let Some(at) = waiting.pop() {
            for next in parents.get(at).into_iter().flatten() {
                if *next == to {
                    return true;
                }
                if seen.insert(*next) {
                    waiting.push(next);
                }
            }
        }
        false
    };
    let (mut right, mut all) = (0, 0);
    for copy in gold.copies.iter().filter(|copy| copy.direction == "known") {
        if found_pairs.contains(&pair(&copy.copy, &copy.of)) {
            all += 1;
            right += usize::from(leads(&copy.copy, &copy.of) && !leads(&copy.of, &copy.copy));
        }
    }
    percent(right, all)
}

fn stories(gold: &Answers, found: &Answers) -> f64 {
    let of = |stories: &[Vec<String>]| {
        let mut of: HashMap<String, usize> = HashMap::new();
        for (number, story) in stories.iter().enumerate() {
            for item in story {
                of.entry(item.clone()).or_insert(number);
            }
        }
        of
    };
    let (ours, theirs) = (of(&gold.stories), of(&found.stories));
    let items: Vec<&String> = ours.keys().collect();
    let alone =
        |item: &str| found.stories.len() + items.iter().position(|it| *it == item).unwrap_or(0);
    let place =
        |item: &String| (ours[item], theirs.get(item).copied().unwrap_or_else(|| alone(item)));
    let places: Vec<(usize, usize)> = items.iter().map(|item| place(item)).collect();
    let (mut gold_sizes, mut found_sizes) = (HashMap::new(), HashMap::new());
    let mut both: HashMap<(usize, usize), usize> = HashMap::new();
    for (ours, theirs) in &places {
        *gold_sizes.entry(*ours).or_insert(0) += 1;
        *found_sizes.entry(*theirs).or_insert(0) += 1;
        *both.entry((*ours, *theirs)).or_default() += 1;
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for it in &places {
        precision += share(both[it], found_sizes[&it.1]);
        recall += share(both[it], gold_sizes[&it.0]);
    }
    let sum = precision + recall;
    let count = places.len().max(1) as f64;
    if sum > 0.0 { round(100.0 * 2.0 * precision * recall / sum / count) } else { 0.0 }
}

fn words(text: &str) -> HashSet<String> {
    let text = text.to_lowercase().replace('\u{2019}', "'");
    let is_word = |c: char| c.is_alphanumeric() || c == '\'';
    let words = text.split(|c| !is_word(c)).map(|word| word.trim_matches('\''));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn jaccard(a: &HashSet<String>, b: &HashSet<String>) -> f64 {
    let both = a.intersection(b).count();
    share(both, a.len() + b.len() - both)
}

/// F1 over linked pairs, and the share of right counts.
fn statements(gold: &Answers, found: &Answers) -> (f64, f64) {
    type MentionId = (usize, usize);
    let mut mentions: HashMap<&str, Vec<(HashSet<String>, MentionId)>> = HashMap::new();
    let mut gold_pairs: HashSet<(MentionId, MentionId)> = HashSet::new();
    for (number, statement) in gold.statements.iter().enumerate() {
        for (at, mention) in statement.mentions.iter().enumerate() {
            mentions.entry(&mention.item).or_default().push((words(&mention.text), (number, at)));
            gold_pairs.extend((0..at).map(|other| ((number, other), (number, at))));
        }
    }
    let mut found_pairs: HashSet<(MentionId, MentionId)> = HashSet::new();
    let mut counts: Vec<(HashMap<usize, usize>, usize)> = Vec::new();
    for statement in &found.statements {
        let mut got: BTreeSet<MentionId> = BTreeSet::new();
        for mention in &statement.mentions {
            let said = words(&mention.text);
            let there = mentions.get(mention.item.as_str()).into_iter().flatten();
            let best = there.map(|(words, id)| (jaccard(&said, words), *id));
            let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            got.extend(best.filter(|(likeness, _)| *likeness >= 0.5).map(|(_, id)| id));
        }
        let got: Vec<MentionId> = got.into_iter().collect();
        for (at, id) in got.iter().enumerate() {
            found_pairs.extend(got[..at].iter().map(|other| (*other, *id)));
        }
        let mut of: HashMap<usize, usize> = HashMap::new();
        for (number, _) in &got {
            *of.entry(*number).or_default() += 1;
        }
        counts.push((of, statement.origin_count));
    }
    let both = gold_pairs.intersection(&found_pairs).count();
    let (mut right, mut seen) = (0, 0);
    for (number, statement) in gold.statements.iter().enumerate() {
        // The one with most of its mentions, the first of equals.
        let with = |it: &(HashMap<usize, usize>, usize)| it.0.get(&number).copied().unwrap_or(0);
        let best = counts.iter().rev().max_by_key(|it| with(it));
        if let Some(best) = best.filter(|best| with(best) >= 2) {
            seen += 1;
            right += usize::from(best.1 == statement.origin_count);
        }
    }
    (f1(both, found_pairs.len(), gold_pairs.len()), percent(right, seen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(json: &str) -> Answers {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn gold_is_right_and_nothing_is_not() {
        let gold = answers(
            r#"{"copies": [{"copy": "b", "of": "a", "direction": "known"}], "not_copies": [["a", "c"]],
            "stories": [["a", "b"], ["c"]], "statements": [{"origin_count": 1, "mentions":
            [{"item": "a", "text": "It rained for a week"}, {"item": "b", "text": "it rained a week"}]}]}"#,
        );
        let full = score(&gold, &gold);
        let whole = [full.copies, full.direction, full.stories, full.statements, full.origins];
        assert_eq!((whole, full.false_joins), ([100.0; 5], 0.0));
        let none = score(&gold, &Answers::default());
        assert_eq!([none.copies, none.direction, none.statements, none.origins], [0.0; 4]);
        let turned = answers(r#"{"copies": [{"copy": "a", "of": "b"}, {"copy": "c", "of": "a"}]}"#);
        let turned = score(&gold, &turned);
        assert_eq!((turned.copies, turned.direction, turned.false_joins), (50.0, 0.0, 100.0));
    }

    #[test]
    fn copies_contradict_whom_their_source_contradicts() {
        let gold = answers(
            r#"{"copies": [{"copy": "b", "of": "a"}, {"copy": "d", "of": "c"}],
            "contradictions": [{"a": "a", "b": "c"}, {"a": "a", "b": "e"}, {"a": "c", "b": "d"}]}"#,
        );
        let found = answers(r#"{"contradictions": [{"a": "d", "b": "b"}, {"a": "b", "b": "f"}]}"#);
        let figures = score(&gold, &found).contradictions.unwrap();
        assert_eq!((figures.recall, figures.precision), (33.33, 50.0));
        assert_eq!(score(&Answers::default(), &found).contradictions, None);
    }
}
