//! Place, day and agency at the head of the text.

use super::outlet::{capitals, is_capitalised, is_shouted, likeness};
use super::{Edges, Found, Rank, Sign, clip};

/// What ends a dateline.
const DASHES: &[&str] = &[" – ", " — ", " - ", " -- ", "--", "—", " –", ": ", ". ", " "];

/// Shouted words that open lines and are no places.
const FLAGS: &[&str] = &[
    "URGENT",
    "UPDATE",
    "BREAKING",
    "CORRECTION",
    "LIVE",
    "EXCLUSIVE",
    "FLASH",
    "ANALYSIS",
    "WATCH",
    "OPINION",
    "PHOTO",
    "VIDEO",
    "FACTBOX",
    "NEWS",
    "REFILE",
    "RPT",
    "WRAPUP",
    "MONDAY",
    "TUESDAY",
    "WEDNESDAY",
    "THURSDAY",
    "FRIDAY",
    "SATURDAY",
    "SUNDAY",
    "WEEKEND",
    "Q",
    "A",
];

/// Begin what stands in brackets and is no agency.
const NOTES: &[&str] = &[
    "Corrects",
    "Updates",
    "Adds",
    "Refiles",
    "Recasts",
    "Writes",
    "Photo",
    "Edits",
    "Removes",
    "Reuters photo",
    "See",
    "For",
    "Note",
    "Story",
    "This",
];

pub(super) fn find(edges: &Edges, found: &mut Found) {
    for paragraph in edges.head().take(edges.above + 3) {
        let line = clip(paragraph.of(edges.text), 140);
        if let Some((place, agency)) = read(edges, line) {
            found.place = place;
            if let Some(agency) = agency {
                found.signs.push(Sign::new(agency, edges.span(agency), Rank::Dateline));
            }
            return;
        }
    }
}

/// The place and the agency of a line that begins with a dateline.
fn read<'t>(edges: &Edges, line: &'t str) -> Option<(Option<String>, Option<&'t str>)> {
    bracketed(edges, line)
        .or_else(|| slashed(edges, line))
        .or_else(|| named(edges, line))
        .or_else(|| plain(edges, line))
}

/// "BEIJING (Reuters) —", "CAPE TORRIN, Feb 29 (MNA) –", "(AP) —", "[KNA]".
fn bracketed<'t>(edges: &Edges, line: &'t str) -> Option<(Option<String>, Option<&'t str>)> {
    let open = line.find(['(', '['])?;
    let close = open + line[open..].find([')', ']'])?;
    let rest = &line[close + 1..];
    let dashed = rest.trim_start().starts_with(['-', '–', '—', ':']) || rest.starts_with(". ");
    let place = line[..open].trim();
    let inner = line[open + 1..close].trim();
    let opens = place.is_empty() && rest.starts_with(' ');
    // "Suryapur, Jul 24 (UNS) The minister", or in a line of its own.
    let inner_like = likeness(inner, edges.gazetteer) >= 1;
    let days =
        is_day(first_tail(place)) && inner_like && (rest.is_empty() || rest.starts_with(' '));
    if !(dashed || days || opens && likeness(inner, edges.gazetteer) >= 2)
        || !is_place(edges, place, true)
    {
        return None;
    }
    let agency = inner
        .split(['/', ',', ';'])
        .map(str::trim)
        .find(|name| is_agency(name) || edges.gazetteer.named(name).is_some());
    // "Rome (Italy) –" names no agency.
    let agency = agency
        .filter(|name| !edges.gazetteer.named(name).is_some_and(|entry| entry.kind.is_place()));
    (agency.is_some() || is_shouted(first_part(place))).then(|| (town(place), agency))
}

/// "DUSHAR, 3 October 2024 /Sughd-Press/.", "MOSCOW, April 3. /TASS/".
fn slashed<'t>(edges: &Edges, line: &'t str) -> Option<(Option<String>, Option<&'t str>)> {
    let open = line.find('/')?;
    let close = open + 1 + line[open + 1..].find('/')?;
    let place = line[..open].trim();
    let inner = line[open + 1..close].trim();
    let after = line[close + 1..].chars().next();
    let spaced = place.is_empty() || line[..open].ends_with([' ', '.', ',']);
    let fits = spaced && after.is_none_or(|c| !c.is_alphanumeric()) && is_agency(inner);
    (fits && is_place(edges, place, true)).then(|| (town(place), Some(inner)))
}

/// "AP — The mayor said", "BAKU, Azerbaijan, March 4. Trend:", "TBILISI, May 2, Interpressnews -".
fn named<'t>(edges: &Edges, line: &'t str) -> Option<(Option<String>, Option<&'t str>)> {
    let (cut, mark) = super::first_of(line, &DASHES[..8])?;
    let before = &line[..cut];
    if before.len() > 80 || before.contains(['"', '“', '?', '!']) {
        return None;
    }
    let last = before.rsplit(['.', ',']).map(str::trim).find(|part| !part.is_empty())?;
    let first = before[..last.as_ptr() as usize - before.as_ptr() as usize].trim();
    let known = likeness(last, edges.gazetteer);
    let shouted_word = is_shouted(last) && last.chars().count() >= 3 && !is_day(last);
    let fits = if first.is_empty() {
        // A colon behind a name may be a headline's ("Reuters: …"), a dash may not.
        known >= 3 && !mark.starts_with(':') && last.len() == before.trim().len()
    } else {
        known >= 3 || (known >= 1 || shouted_word) && is_day(first_tail(first))
    };
    let place = first.trim_end_matches([',', '.', ' ']);
    (fits && (first.is_empty() || is_place(edges, place, false))).then(|| (town(place), Some(last)))
}

/// "TARSK, Velmara —", "RINGMER, November 8 —".
fn plain<'t>(edges: &Edges, line: &'t str) -> Option<(Option<String>, Option<&'t str>)> {
    let (cut, _) = super::first_of(line, &DASHES[..4])?;
    let place = line[..cut].trim();
    (!place.is_empty() && is_place(edges, place, false)).then(|| (town(place), None))
}

/// The words before an agency or a dash: a town in capitals, or one that is known, a country and a
/// day at most. Small letters are borne where an agency follows.
fn is_place(edges: &Edges, words: &str, agency: bool) -> bool {
    if words.is_empty() {
        return agency;
    }
    let first = first_part(words);
    let flagged = FLAGS.iter().any(|flag| first.split(' ').next() == Some(flag));
    let short = first.split(' ').count() <= 4 && words.split_whitespace().count() <= 9;
    let known = edges.gazetteer.named(first).is_some_and(|entry| entry.kind.is_place());
    let rest = words[first.len()..].split([',', '.']).all(|part| {
        let part = part.trim();
        part.is_empty() || is_capitalised(part) || is_day(part)
    });
    let big = is_shouted(first) || known && words.len() < 60;
    short
        && !flagged
        && rest
        && !first.contains(['"', ':', '“', '|'])
        && (big || agency && is_capitalised(first) && !is_headline(words))
}

/// More capitalised words than a town and a country have.
fn is_headline(words: &str) -> bool {
    words.split(',').next().is_some_and(|first| first.split(' ').count() > 3)
}

fn first_part(words: &str) -> &str {
    let end = words.find([',', '.', '(', ';']).unwrap_or(words.len());
    words[..end].trim()
}

fn first_tail(words: &str) -> &str {
    words.trim_end_matches([',', '.', ' ']).rsplit(',').next().unwrap_or(words).trim()
}

/// "April 3", "3 October 2024", "Sept. 12".
fn is_day(words: &str) -> bool {
    words.chars().any(|c| c.is_ascii_digit()) && words.len() < 30
}

fn town(place: &str) -> Option<String> {
    let first = first_part(place);
    (!first.is_empty() && !is_day(first)).then(|| capitals(first))
}

fn is_agency(name: &str) -> bool {
    let words = name.split(' ').count();
    let note = NOTES.iter().any(|note| name.split(' ').next() == Some(note));
    let big = name.starts_with(char::is_uppercase);
    let year = name.chars().filter(|c| c.is_ascii_digit()).count() >= 3;
    words <= 5 && big && !year && name.len() < 50 && !note && is_capitalised(name)
}
