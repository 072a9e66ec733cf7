//! Authors, and the outlet they write for.

use sayso_gazetteer::Gazetteer;
use sayso_text::Span;

use super::outlet::{capitals, is_capitalised, is_person_name, is_role, likeness};
use super::{Edges, Found, Rank, Sign, first_of};

/// What introduces authors.
const OPENERS: &[&str] = &[
    "By ",
    "BY ",
    "by ",
    "Written by ",
    "Words by ",
    "Words: ",
    "Text: ",
    "Text by ",
    "Report by ",
    "Interview: ",
    "Interview by ",
    "From our correspondent ",
    "Story by ",
];

/// What parts authors from the rest of their line.
const CUTS: &[&str] = &[
    ", ", " | ", " for ", " of ", " at ", " in ", " with ", " – ", " — ", " - ", " / ", "/", " • ",
    " · ", " (",
];

pub(super) fn find(edges: &Edges, found: &mut Found) {
    for (number, span) in edges.head().enumerate() {
        let line = edges.line(number);
        let opened = OPENERS.iter().find_map(|opener| line.strip_prefix(opener));
        // "EXCLUSIVE by Roxy Pike", "Tuesday 3 February · written by Sam Holt"
        let inside = |mark: &str| line.find(mark).map(|at| &line[at + mark.len()..]);
        let opened = opened.or_else(|| {
            let flag = line.split(' ').next().is_some_and(super::outlet::is_shouted);
            inside(" · written by ")
                .or_else(|| inside(" | by "))
                .or_else(|| inside(" | By "))
                .or_else(|| inside(" by ").filter(|rest| flag && is_author(edges, head_of(rest))))
        });
        if let Some(rest) = opened.filter(|rest| is_byline(rest)) {
            take(edges, rest, number, found);
            if !found.signs.iter().any(|sign| sign.rank == Rank::Byline) {
                found.signs.extend(writes_for(edges, span));
            }
            return;
        }
        if number >= edges.above {
            break;
        }
        if number > 0 && (credit_line(edges, line, found) || bare_author(edges, number, found)) {
            return;
        }
    }
}

/// The words before the first comma.
fn head_of(rest: &str) -> &str {
    rest.split([',', '|', '·']).next().unwrap_or(rest).trim()
}

/// No sentence: few words, the first with a capital.
fn is_byline(rest: &str) -> bool {
    let first = sentence(rest);
    first.split(' ').count() <= 16 && rest.starts_with(char::is_uppercase)
}

fn sentence(rest: &str) -> &str {
    rest.find(". ").filter(|at| *at > 6).map_or(rest, |at| &rest[..at]).trim_end_matches('.')
}

fn take(edges: &Edges, rest: &str, number: usize, found: &mut Found) {
    let line = sentence(rest);
    let (cut, _) = first_of(line, CUTS).unwrap_or((line.len(), ""));
    let authors = line[..cut].trim();
    // "By The Associated Press", "By KNA staff"
    let bare = authors.trim_end_matches(" staff").trim_end_matches(" Staff");
    let bare = bare.trim_end_matches(" reporters").trim_end_matches(" correspondents");
    if likeness(bare, edges.gazetteer) >= 2 && is_capitalised(bare) && !is_author(edges, bare) {
        found.signs.push(Sign::new(bare, edges.span(bare), Rank::Byline));
    } else {
        let names = authors.split(" and ").map(|name| capitals(name.trim()));
        found.authors.extend(names.filter(|name| is_person_name(name) && !is_role(name)));
    }
    // More authors, roles and the outlet.
    let mut behind = &line[cut..];
    let mut best: Option<(u8, &str)> = None;
    while !behind.is_empty() {
        let (at, mark) = first_of(behind, CUTS).unwrap_or((0, ""));
        if mark.trim() == "with" {
            contributors(edges, &behind[at + mark.len()..], found);
            break;
        }
        let part = &behind[at + mark.len()..];
        let end = first_of(part, CUTS).map_or(part.len(), |hit| hit.0);
        let whole = part[..end].trim().trim_start_matches("and ").trim_end_matches(')');
        if is_author(edges, whole) && mark == ", " {
            found.authors.extend(whole.split(" and ").map(capitals));
        } else if let Some(points) = outlet_points(edges, whole)
            && best.is_none_or(|(other, _)| points > other)
        {
            best = Some((points, whole));
        }
        if end == part.len() || mark.is_empty() {
            break;
        }
        behind = &part[end..];
    }
    if let Some((_, name)) = best {
        found.signs.push(Sign::new(name, edges.span(name), Rank::Byline));
        return;
    }
    // In a line of its own below.
    let next = edges.line(number + 1).trim();
    if number + 1 < edges.above && likeness(next, edges.gazetteer) >= 2 && is_capitalised(next) {
        found.signs.push(Sign::new(next, edges.span(next), Rank::Byline));
    }
}

/// With a first name that is one.
pub(super) fn is_author(edges: &Edges, words: &str) -> bool {
    let given = words.split(' ').next().is_some_and(|name| is_given(edges.gazetteer, name));
    given && is_person_name(words) && words.contains(' ') && likeness(words, edges.gazetteer) < 3
}

fn is_given(gazetteer: &Gazetteer, name: &str) -> bool {
    gazetteer.gender(&capitals(name)).is_some() || gazetteer.gender(name).is_some()
}

/// How much what stands behind an author looks like the outlet, `None` where it can't be it.
fn outlet_points(edges: &Edges, name: &str) -> Option<u8> {
    let name = name.trim();
    let points = likeness(name, edges.gazetteer);
    let place = edges.gazetteer.named(name).is_some_and(|entry| entry.kind.is_place());
    let fits = is_capitalised(name)
        && name.split(' ').count() <= 6
        && !is_role(name)
        && !place
        && !super::outlet::is_shouted(name.trim_end_matches(char::is_alphabetic))
        && !name.split(' ').any(|word| sayso_calendar::is_calendar_word(&word.to_lowercase()))
        && !name.starts_with(|c: char| c.is_ascii_digit());
    // One word tells nothing but where it is known: mostly it is a town.
    (fits && (points > 0 || name.contains(' '))).then_some(points)
}

/// "Sport24/Agencies", "KNA and agencies", "The Associated Press", "Jonas Kell, Kestrel News Agency".
fn credit_line(edges: &Edges, line: &str, found: &mut Found) -> bool {
    let line = line.trim();
    if line.split_whitespace().count() > 9 || line.ends_with(['.', '?', '!', '"']) {
        return false;
    }
    for tail in
        ["/Agencies", "/agencies", " and agencies", " and Agencies", "/Staff", " Staff", " staff"]
    {
        if let Some(name) = line.strip_suffix(tail).map(str::trim)
            && is_capitalised(name)
            && name.split(' ').count() <= 5
            && !matches!(name.to_lowercase().as_str(), "staff" | "agencies")
        {
            push_parts(edges, name, found);
            return true;
        }
    }
    if likeness(line, edges.gazetteer) >= 3 && is_capitalised(line) {
        found.signs.push(Sign::new(line, edges.span(line), Rank::Byline));
        return true;
    }
    if let Some((author, rest)) = line.split_once([',', '/', '|'])
        && is_author(edges, author.trim())
        && likeness(rest.trim(), edges.gazetteer) >= 2
        && is_capitalised(rest.trim())
    {
        let rest = rest.trim();
        found.authors.push(capitals(author.trim()));
        found.signs.push(Sign::new(rest, edges.span(rest), Rank::Byline));
        return true;
    }
    false
}

/// The first of "TASS/Interfax" is nearest.
fn push_parts(edges: &Edges, names: &str, found: &mut Found) {
    let mut parts = names.split('/').map(str::trim).filter(|name| !name.is_empty());
    if let Some(first) = parts.next() {
        found.signs.push(Sign::new(first, edges.span(first), Rank::Byline));
    }
}

/// "Silvan Crowe" in a line of its own between a heading and a date or the text.
fn bare_author(edges: &Edges, number: usize, found: &mut Found) -> bool {
    let line = edges.line(number).trim();
    let words = line.split(' ').count();
    let last =
        number + 1 >= edges.above || edges.line(number + 1).contains(|c: char| c.is_ascii_digit());
    let dated = super::masthead::is_date(edges.line(number + 1));
    let named = is_author(edges, line) || dated && is_person_name(line) && line.len() < 40;
    let plain = likeness(line, edges.gazetteer) == 0 && !super::outlet::is_shouted(line);
    if last && (2..=4).contains(&words) && named && plain && !is_role(line) {
        found.authors.push(capitals(line));
        return true;
    }
    false
}

/// "files from AP", "additional reporting by Ana Low".
pub(super) fn contributors(edges: &Edges, words: &str, found: &mut Found) {
    let words = [
        "files from ",
        "additional reporting by ",
        "reporting by ",
        "material from ",
        "inputs from ",
    ]
    .iter()
    .find_map(|start| {
        let head = words.get(..start.len())?;
        head.eq_ignore_ascii_case(start).then(|| &words[start.len()..])
    })
    .unwrap_or(words);
    let end = words.find([';', ')', '.', '\n', ':']).unwrap_or(words.len());
    for name in words[..end].split(',').flat_map(|part| part.split(" and ")) {
        let name = name.split(" in ").next().unwrap_or(name).trim();
        let named = is_capitalised(name) || likeness(name, edges.gazetteer) > 0;
        if named && name.split(' ').count() <= 5 && !found.contributors.iter().any(|n| n == name) {
            found.contributors.push(name.to_owned());
        }
    }
}

/// "She writes every other week for The Lantern."
fn writes_for(edges: &Edges, span: Span) -> Option<Sign> {
    let line = super::clip(span.of(edges.text), 400);
    let writes =
        ["writes ", "columnist ", "correspondent "].iter().find_map(|word| line.find(word))?;
    let after = writes + line[writes..].find(" for ")? + 5;
    let rest = &line[after..];
    let end = rest.find(['.', ',', ';']).unwrap_or(rest.len());
    let name = rest[..end].trim();
    is_capitalised(name).then(|| Sign::new(name, edges.span(name), Rank::Byline))
}
