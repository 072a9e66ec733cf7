//! The text speaks of its own paper: "The Bulletin has learned", "LANTERN: You stopped. Why?"

use super::outlet::{capitals, is_shouted, likeness, plain};
use super::{Edges, Found, Rank, Sign};

/// Behind an outlet's name these tell that it is the text's own.
const OWN: &[&str] = &[
    " has learned",
    " has learnt",
    " understands",
    " can reveal",
    " can report",
    " has seen",
    " met ",
    " correspondent reports",
    " correspondent reported",
    "'s correspondent",
    "’s correspondent",
];

pub(super) fn find(edges: &Edges, found: &mut Found) {
    if let Some(sign) = asks(edges) {
        found.signs.push(sign);
        return;
    }
    for paragraph in edges.layout.paragraphs.iter().take(40) {
        let words = super::clip(paragraph.of(edges.text), 1000);
        for own in OWN {
            let Some(at) = words.find(own) else { continue };
            if let Some(name) = name_before(edges, &words[..at]) {
                found.signs.push(Sign::new(name, edges.span(name), Rank::Voice));
                return;
            }
        }
    }
}

/// The longest run of capitalised words that ends here and is like an outlet's name.
fn name_before<'t>(edges: &Edges, words: &'t str) -> Option<&'t str> {
    let mut best = None;
    let mut from = words.len();
    for _ in 0..5 {
        let before = words[..from].trim_end();
        let start = before.rfind(' ').map_or(0, |at| at + 1);
        if !before[start..].starts_with(char::is_uppercase) {
            break;
        }
        from = start;
        let name = words[from..].trim();
        if likeness(name, edges.gazetteer) >= 2 {
            best = Some(name);
        }
    }
    best
}

/// The label of the turns that ask, where the lines above name an outlet with that word.
fn asks(edges: &Edges) -> Option<Sign> {
    let label = |line: &str| -> Option<String> {
        let (label, rest) = line.split_once(':')?;
        (is_shouted(label) && label.len() > 2 && rest.trim_end().ends_with('?'))
            .then(|| label.to_owned())
    };
    let lines = edges.layout.paragraphs.iter().take(60);
    let labels: Vec<String> =
        lines.filter_map(|span| label(super::clip(span.of(edges.text), 400))).collect();
    let first = labels.first()?;
    if labels.iter().filter(|other| *other == first).count() < 2 {
        return None;
    }
    let wanted = plain(first);
    for (number, _) in edges.head().enumerate() {
        let line = edges.line(number);
        for (at, _) in line.match_indices(&capitals(first)) {
            let rest = &line[at..];
            let end = rest
                .split_inclusive(' ')
                .take_while(|word| word.starts_with(char::is_uppercase))
                .map(str::len)
                .sum::<usize>();
            let name = rest[..end].trim().trim_end_matches([',', '.', ':']);
            if plain(name).starts_with(&wanted) && !is_shouted(name) {
                return Some(Sign::new(name, edges.span(name), Rank::Voice));
            }
        }
    }
    let name = capitals(first);
    let whole =
        edges.layout.paragraphs.iter().find(|span| span.of(edges.text).starts_with(first))?;
    let span = sayso_text::Span::new(whole.start(), whole.start() + first.len());
    // "Q: …" and people who ask are no outlets.
    (likeness(&name, edges.gazetteer) >= 2).then(|| Sign::new(&name, span, Rank::Voice))
}
