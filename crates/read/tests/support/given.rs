//! Readings of sentences whose attributions are given.

use sayso_gazetteer::Gazetteer;
use sayso_read::{Attribution, Dispatch, Found, Kind, Reading, give_voices};
use sayso_text::{Layout, Span};

/// The reading of a text with the attributions given, each written "source | cue | content".
pub fn read(publisher: &str, text: &str, attributions: &[&str]) -> Reading {
    let mut reading = Reading::default();
    let mut from = 0;
    for written in attributions {
        let parts: Vec<&str> = written.split(" | ").collect();
        let [source, cue, content] = parts[..] else { panic!("{written} has not three parts") };
        let near = |words: &str| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let whole = |(at, _): &(usize, &str)| {
                let end = at + words.len();
                !letter(text[..*at].chars().next_back()) && !letter(text[end..].chars().next())
            };
            let mut found = text.match_indices(words).filter(whole).map(|(at, _)| at);
            let first = found.next();
            let at = first.filter(|at| *at >= from).or_else(|| found.find(|at| *at >= from));
            let at = at.or(first);
            let start = at.unwrap_or_else(|| panic!("{words:?} does not stand in {text:?}"));
            Span::new(start, start + words.len())
        };
        let all = |words: &str| -> Vec<Span> {
            if words.is_empty() { Vec::new() } else { vec![near(words)] }
        };
        let content = near(content);
        let kind = if text[..content.start()].ends_with(['"', '“']) {
            Kind::Direct
        } else {
            Kind::Indirect
        };
        let found = Found::Rule("test");
        reading.attributions.push(Attribution::new(
            all(source),
            all(cue),
            vec![content],
            kind,
            found,
        ));
        from = reading.attributions.last().and_then(|a| a.source.first()).map_or(0, |s| s.end());
    }
    let mut dispatch = Dispatch::new(text);
    dispatch.publisher = (!publisher.is_empty()).then(|| publisher.to_owned());
    give_voices(&dispatch, &Layout::of(text), &Gazetteer::builtin(), &mut reading);
    reading
}
