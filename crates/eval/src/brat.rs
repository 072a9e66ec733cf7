//! Attributions in brat standoff, read as `score_attributions.py` reads them.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use sayso_text::{CharIndex, Span};

use crate::attributions::Marked;
use crate::words::{WordIndex, WordSet};

/// The attributions of a `.ann` file: its `E` lines over its `T` lines, nested ones left aside.
///
/// Lines of another form are skipped.
pub fn read(standoff: &str, index: &WordIndex) -> Vec<Marked> {
    let mut spans: HashMap<&str, WordSet> = HashMap::new();
    let mut events = Vec::new();
    let mut nested = HashSet::new();
    for line in standoff.lines() {
        let Some((id, rest)) = line.split_once('\t') else { continue };
        let body = rest.split('\t').next().unwrap_or_default();
        if id.starts_with('T') {
            let pieces = body.split_once(' ').map_or("", |(_, pieces)| pieces);
            spans.insert(id, index.of_characters(pieces.split(';').filter_map(range)));
        } else if id.starts_with('E') {
            events.push((id, body));
        } else if let (true, Some(event)) = (id.starts_with('A'), body.strip_prefix("Nested ")) {
            nested.insert(event);
        }
    }
    let mut found = Vec::new();
    for (_, arguments) in events.iter().filter(|(id, _)| !nested.contains(id)) {
        let mut marked = Marked::default();
        for (role, id) in arguments.split(' ').filter_map(|argument| argument.split_once(':')) {
            let Some(words) = spans.get(id) else { continue };
            match role.trim_end_matches(|digit: char| digit.is_ascii_digit()) {
                "Source" => marked.source.extend(words),
                "Cue" => marked.cue.extend(words),
                "Content" => marked.content.extend(words),
                _ => {}
            }
        }
        if !marked.content.is_empty() {
            found.push(marked);
        }
    }
    found
}

fn range(piece: &str) -> Option<(usize, usize)> {
    let (start, end) = piece.trim().split_once(' ')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

/// Source, cue and content of each attribution, as spans of the text.
pub type Roles = (Vec<Span>, Vec<Span>, Vec<Span>);

/// The attributions of a `.ann` file as spans; those without content are left out.
pub fn spans(standoff: &str, text: &str) -> Vec<Roles> {
    let characters = CharIndex::new(text);
    let bytes = |(start, end): (usize, usize)| {
        let (start, end) = (characters.byte(start)?, characters.byte(end)?);
        (start < end).then(|| Span::new(start, end))
    };
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut found = Vec::new();
    for line in standoff.lines() {
        let Some((id, rest)) = line.split_once('\t') else { continue };
        let body = rest.split('\t').next().unwrap_or_default();
        if id.starts_with('T') {
            let pieces = body.split_once(' ').map_or("", |(_, pieces)| pieces);
            spans.insert(id, pieces.split(';').filter_map(range).filter_map(bytes).collect());
        } else if id.starts_with('E') {
            found.push(body);
        }
    }
    let roles = found.into_iter().map(|arguments| {
        let mut roles = Roles::default();
        for (role, id) in arguments.split(' ').filter_map(|argument| argument.split_once(':')) {
            let Some(pieces) = spans.get(id) else { continue };
            match role.trim_end_matches(|digit: char| digit.is_ascii_digit()) {
                "Source" => roles.0.extend(pieces),
                "Cue" => roles.1.extend(pieces),
                "Content" => roles.2.extend(pieces),
                _ => {}
            }
        }
        roles.0.sort();
        roles.2.sort();
        roles
    });
    roles.filter(|roles| !roles.2.is_empty()).collect()
}

/// The gold file of an article: `NAME.ann`, or the first in name order of `NAME_ANNOTATOR.ann`.
pub fn gold_file(folder: &Path, name: &str) -> Option<PathBuf> {
    let exact = folder.join(format!("{name}.ann"));
    if exact.exists() {
        return Some(exact);
    }
    let entries = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let of_article = |path: &PathBuf| {
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        path.extension().is_some_and(|end| end == "ann")
            && stem.and_then(|stem| stem.rsplit_once('_')).is_some_and(|(start, _)| start == name)
    };
    entries.filter(of_article).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_split_spans_together_and_leaves_nested_ones_aside() {
        let text = "“If they go,” said Ruiz, “we stay.”";
        let standoff = "T1\tSource 19 23\tRuiz\nT2\tCue 14 18\tsaid\n\
            T3\tContent 1 11;26 33\tIf they go we stay\nT4\tAttribution 14 18\tsaid\n\
            E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n\
            E2\tAttribution:T4 Source:T1 Content:T3\nA1\tNested E2\n";
        let found = read(standoff, &WordIndex::new(text));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].source, WordSet::from([4]));
        assert_eq!(found[0].content, WordSet::from([0, 1, 2, 5, 6]));
    }
}
