//! Attributions of a dispatch: linked, and over the linked what else is right.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::document::{Attribution, Document, Place};
use super::names::Aliases;
use super::{Counts, Miss};
use crate::words::{WordIndex, WordSet, jaccard};

/// An attribution with a content, as sets of words.
struct Row<'d> {
    index: usize,
    attribution: &'d Attribution,
    content: WordSet,
    /// The source, then others that count as right.
    sources: Vec<WordSet>,
}

struct Partner {
    row: usize,
    content: f64,
    source: f64,
}

pub(super) fn score(
    gold: &Document,
    found: &Document,
    text: &str,
    counts: &mut Counts,
    misses: &mut Vec<Miss>,
) {
    let index = WordIndex::new(text);
    let aliases = Aliases::new(gold);
    let (golds, founds) = (rows(gold, &index), rows(found, &index));
    let partners = pair(&golds, &founds);

    // From the number of a predicted attribution to that of the gold one it answers.
    let near: HashMap<usize, usize> = partners
        .iter()
        .filter(|(_, partner)| partner.content >= 0.5)
        .map(|(g, partner)| (founds[partner.row].index, golds[*g].index))
        .collect();
    let excused = |(g, partner): &(&usize, &Partner)| {
        golds[**g].attribution.optional && partner.content >= 0.5
    };
    counts.gold += golds.iter().filter(|row| !row.attribution.optional).count();
    counts.found += founds.len() - partners.iter().filter(excused).count();

    let mut answered = HashSet::new();
    for (g, row) in golds.iter().enumerate() {
        let wanted = row.attribution;
        let partner = partners.get(&g).filter(|partner| partner.content >= 0.5);
        if wanted.optional {
            answered.extend(partner.map(|partner| partner.row));
            continue;
        }
        // An accepted source ranks a thousandth lower.
        let Some(partner) = partner.filter(|partner| partner.source >= 0.499) else {
            misses.push(Miss::new(
                "missed",
                show(&wanted.source, text),
                show(&wanted.content, text),
            ));
            continue;
        };
        answered.insert(partner.row);
        let given = founds[partner.row].attribution;
        counts.linked += 1;
        for (aspect, right) in aspects(wanted, given, &aliases, &near) {
            *counts.right.entry(aspect).or_default() += usize::from(right);
            if aspect == "chain" && wanted.chain.len() > 2 {
                counts.long_chains += 1;
                counts.long_chains_right += usize::from(right);
            }
            if !right {
                misses.push(Miss::new(aspect, field(wanted, aspect), field(given, aspect)));
            }
        }
    }
    for (_, row) in founds.iter().enumerate().filter(|(f, _)| !answered.contains(f)) {
        let (source, content) = (&row.attribution.source, &row.attribution.content);
        misses.push(Miss::new("spurious", show(source, text), show(content, text)));
    }
}

fn rows<'d>(document: &'d Document, index: &WordIndex) -> Vec<Row<'d>> {
    let set = |places: &[Place]| index.of_characters(places.iter().map(|p| (p.start, p.end)));
    let row = |(n, attribution): (usize, &'d Attribution)| Row {
        index: n,
        attribution,
        content: set(&attribution.content),
        sources: std::iter::once(&attribution.source)
            .chain(&attribution.accept.source)
            .map(|places| set(places))
            .collect(),
    };
    let rows = document.attributions.iter().enumerate().map(row);
    rows.filter(|row| !row.content.is_empty()).collect()
}

/// From a gold row to its partner. Another reading of the source ranks just below the first, an
/// optional attribution below that.
fn pair(golds: &[Row<'_>], founds: &[Row<'_>]) -> BTreeMap<usize, Partner> {
    let source = |gold: &Row<'_>, found: &Row<'_>| {
        let low = if gold.attribution.optional { 0.002 } else { 0.0 };
        let ways = gold.sources.iter().enumerate();
        let ways =
            ways.map(|(n, way)| jaccard(way, &found.sources[0]) - if n > 0 { 0.001 } else { 0.0 });
        ways.fold(f64::MIN, f64::max) - low
    };
    let mut candidates = Vec::new();
    for (g, gold) in golds.iter().enumerate() {
        for (f, found) in founds.iter().enumerate() {
            if !gold.content.is_disjoint(&found.content) {
                candidates.push((
                    jaccard(&gold.content, &found.content),
                    source(gold, found),
                    g,
                    f,
                ));
            }
        }
    }
    candidates.sort_by(|a, b| {
        let ratios = (b.0, b.1).partial_cmp(&(a.0, a.1)).expect("a ratio is a number");
        ratios.then((a.2, a.3).cmp(&(b.2, b.3)))
    });
    let mut partners = BTreeMap::new();
    let mut taken = HashSet::new();
    for (content, source, g, row) in candidates {
        if !partners.contains_key(&g) && taken.insert(row) {
            partners.insert(g, Partner { row, content, source });
        }
    }
    partners
}

fn aspects(
    wanted: &Attribution,
    given: &Attribution,
    aliases: &Aliases,
    near: &HashMap<usize, usize>,
) -> [(&'static str, bool); 6] {
    let accept = &wanted.accept;
    let one_of = |value: Option<&str>, first: Option<&str>, others: &[String]| {
        value == first || others.iter().any(|other| Some(other.as_str()) == value)
    };
    let asserted = |polarity: &Option<String>| match polarity.as_deref() {
        None | Some("") => Some("asserted".to_owned()),
        Some(polarity) => Some(polarity.to_owned()),
    };
    let polarity = asserted(&given.polarity);
    let nested = match (wanted.nested_in, given.nested_in) {
        (None, None) => true,
        (Some(outer), Some(inner)) => near.get(&inner) == Some(&outer),
        _ => false,
    };
    [
        ("kind", one_of(given.kind.as_deref(), wanted.kind.as_deref(), &accept.kind)),
        (
            "polarity",
            one_of(polarity.as_deref(), asserted(&wanted.polarity).as_deref(), &accept.polarity),
        ),
        ("anonymous", given.anonymous.unwrap_or(false) == wanted.anonymous.unwrap_or(false)),
        ("speaker", aliases.same_speaker(&wanted.speaker, &given.speaker, &accept.speaker)),
        (
            "chain",
            aliases.same_chain(std::iter::once(&wanted.chain).chain(&accept.chain), &given.chain),
        ),
        ("nested_in", accept.nested || nested),
    ]
}

fn field(attribution: &Attribution, aspect: &str) -> String {
    match aspect {
        "kind" => format!("{:?}", attribution.kind),
        "polarity" => format!("{:?}", attribution.polarity),
        "anonymous" => format!("{:?}", attribution.anonymous),
        "speaker" => attribution.speaker.to_string(),
        "chain" => attribution.chain.iter().flatten().cloned().collect::<Vec<_>>().join(" ← "),
        _ => format!("{:?}", attribution.nested_in),
    }
}

fn show(places: &[Place], text: &str) -> String {
    let cut = |place: &Place| -> String {
        text.chars().skip(place.start).take(place.end.saturating_sub(place.start)).collect()
    };
    places.iter().map(cut).collect::<Vec<_>>().join(" … ")
}
