//! What stands below the text, and notes of rights anywhere at the edges.

use sayso_text::Span;

use super::byline::contributors;
use super::outlet::{capitals, is_capitalised, is_person_name, is_site, likeness};
use super::{Edges, Found, Rank, Sign, clip};

pub(super) fn find(edges: &Edges, found: &mut Found) {
    let above: Vec<Span> = edges.above().map(|(_, span)| span).collect();
    for span in edges.tail().chain(above) {
        let line = clip(span.of(edges.text), 400);
        rights(edges, line, found);
    }
    let last = edges.tail().last();
    for span in edges.tail() {
        let whole = span.of(edges.text);
        let line = clip(whole, 400);
        reporting(edges, line, found);
        files(edges, line, found);
        if !edges.is_running(span) {
            by_way_of(edges, line, found);
            sign_off(edges, line, Some(span) == last, found);
        }
        behind_last_words(edges, whole, found);
    }
}

/// "© 2024 The Lantern", "Copyright 2020 The Associated Press. All rights reserved."
fn rights(edges: &Edges, line: &str, found: &mut Found) {
    for sign in ["©", "Copyright", "COPYRIGHT", "(c)", "(C)"] {
        let Some(at) = line.find(sign) else { continue };
        let rest = line[at + sign.len()..].trim_start_matches([' ', '©', ',', ':']);
        let rest = rest
            .trim_start_matches("(c) ")
            .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '-' | '–'));
        let rest = rest.strip_prefix("by ").unwrap_or(rest);
        let end = rest.find(['.', ',', '|', ')', ';', '/']).unwrap_or(rest.len());
        let end = if is_site(rest.split(' ').next().unwrap_or_default()) {
            rest.find([' ', ',', '|', ')']).unwrap_or(rest.len())
        } else {
            end
        };
        let name = rest[..end]
            .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '-' | '–'));
        let name = name.trim_end_matches(" All rights reserved").trim();
        let fits =
            is_capitalised(name) && name.split(' ').count() <= 6 && !name.starts_with("All ");
        if fits && !name.is_empty() {
            found.signs.push(Sign::new(&capitals(name), edges.span(name), Rank::Rights));
            return;
        }
    }
}

/// "(Reporting by Ola Brekke of Meridian News Agency in Cape Torrin; editing by Dina Moss)"
fn reporting(edges: &Edges, line: &str, found: &mut Found) {
    let Some(at) = find_plain(line, "reporting by ") else { return };
    let rest = &line[at + "reporting by ".len()..];
    if line[..at].to_lowercase().ends_with("additional ") {
        contributors(edges, rest, found);
        return;
    }
    let end = rest.find([';', ')', '.', ':']).unwrap_or(rest.len());
    let credit = &rest[..end];
    let names = credit.split(" of ").next().unwrap_or(credit);
    let names = names.split(" for ").next().unwrap_or(names);
    let mut authors: Vec<String> = Vec::new();
    for name in names.split(',').flat_map(|part| part.split(" and ")) {
        let name = name.split(" in ").next().unwrap_or(name).trim();
        if likeness(name, edges.gazetteer) >= 3 {
            found.signs.push(Sign::new(name, edges.span(name), Rank::Credit));
        } else if is_person_name(name) {
            authors.push(name.to_owned());
        }
    }
    if found.authors.is_empty() {
        found.authors = authors;
    }
    let outlet = credit.split_once(" of ").or_else(|| credit.split_once(" for "));
    if let Some((_, outlet)) = outlet {
        let outlet = outlet.split(" in ").next().unwrap_or(outlet).trim();
        if is_capitalised(outlet) {
            found.signs.push(Sign::new(outlet, edges.span(outlet), Rank::Credit));
        }
    }
}

/// "With files from AP."
fn files(edges: &Edges, line: &str, found: &mut Found) {
    for start in ["files from ", "material from ", "inputs from ", "additional reporting by "] {
        if let Some(at) = find_plain(line, start) {
            contributors(edges, &line[at + start.len()..], found);
        }
    }
}

/// "via The Halverton Post", "Source: TASS", "This article first appeared in The Lantern".
fn by_way_of(edges: &Edges, line: &str, found: &mut Found) {
    const FORMS: &[(&str, Rank)] = &[
        ("via ", Rank::Via),
        ("courtesy of ", Rank::Dateline),
        ("source: ", Rank::Dateline),
        ("source - ", Rank::Dateline),
        ("story from ", Rank::Dateline),
        ("provided by ", Rank::Dateline),
        ("distributed by ", Rank::Dateline),
        ("originally published by ", Rank::Dateline),
        ("originally published in ", Rank::Dateline),
        ("originally published on ", Rank::Dateline),
        ("first published by ", Rank::Dateline),
        ("first published in ", Rank::Dateline),
        ("first appeared in ", Rank::Dateline),
        ("first appeared on ", Rank::Dateline),
        ("originally appeared in ", Rank::Dateline),
        ("republished from ", Rank::Dateline),
        ("reprinted from ", Rank::Dateline),
        ("translated from ", Rank::Dateline),
        ("published by ", Rank::Rights),
        ("subscribe to ", Rank::Rights),
        ("more on this at ", Rank::Rights),
        ("read more at ", Rank::Rights),
        ("read more on ", Rank::Rights),
        ("more at ", Rank::Rights),
        ("a service of ", Rank::Rights),
    ];
    for (form, rank) in FORMS {
        let Some(at) = find_plain(line, form) else { continue };
        let opens =
            line[..at].trim().is_empty() || !matches!(*form, "via " | "source: " | "source - ");
        if !opens || line[..at].ends_with(char::is_alphanumeric) {
            continue;
        }
        let rest = &line[at + form.len()..];
        let end =
            rest.find([',', ';', '(', ')', '|']).or_else(|| rest.find(". ")).unwrap_or(rest.len());
        let name = rest[..end].trim().trim_end_matches('.');
        let name = name.split(" on ").next().unwrap_or(name);
        let name = name.strip_prefix("the ").unwrap_or(name);
        if (is_capitalised(name) && name.split(' ').count() <= 6) || is_site(name) {
            found.signs.push(Sign::new(name, edges.span(name), *rank));
            return;
        }
    }
}

/// "— The Echo", "(KNA)", "KNA/jk/mf", "The Halverton Post" as the last line.
fn sign_off(edges: &Edges, line: &str, last: bool, found: &mut Found) {
    let line = line.trim();
    if line.split_whitespace().count() > 7 || line.is_empty() {
        return;
    }
    let bare = line.trim_start_matches(['-', '–', '—', ' ', '/', '(', '[', '#']);
    let marked = bare.len() < line.len();
    let bare = bare.trim_end_matches([')', ']', '/', '.', '#', ' ']);
    let (name, rest) = bare.split_once('/').unwrap_or((bare, ""));
    let name = name.trim();
    let initials = !rest.is_empty() && rest.len() <= 10 && !rest.contains(' ');
    let likely = likeness(name, edges.gazetteer);
    let tagged = marked && (likely > 0 || name.split(' ').count() == 1 && is_acronym(name));
    let signed = initials && (likely > 0 || is_acronym(name));
    let alone = last && !marked && rest.is_empty() && likely >= 2 && name.len() == line.len();
    if is_capitalised(name) && (tagged || signed || alone) {
        let rank = if alone && likely < 3 { Rank::Rights } else { Rank::Dateline };
        found.signs.push(Sign::new(name, edges.span(name), rank));
    }
}

/// "… the mayor said. — AP", "… he added. (KNA)", "… /TASS/"
fn behind_last_words(edges: &Edges, paragraph: &str, found: &mut Found) {
    let mut from = paragraph.len().saturating_sub(60);
    while !paragraph.is_char_boundary(from) {
        from += 1;
    }
    let end = paragraph[from..].trim_end();
    let closing = [']', ')', '.', '”', '"', '/'];
    let Some((at, mark)) = end.char_indices().rev().find(|(_, c)| closing.contains(c)) else {
        return;
    };
    let stop = &end[..at + mark.len_utf8()];
    let inner = if end.len() > stop.len() {
        // Behind the stop: "said. — AP", "said.—Reuters"
        let tail = end[stop.len()..].trim_start();
        let Some(name) = tail.strip_prefix(['—', '–', '-']) else { return };
        name.trim_start_matches('-').trim()
    } else {
        let (open, close) = match stop.chars().next_back() {
            Some(')') => ('(', ')'),
            Some(']') => ('[', ']'),
            Some('/') => ('/', '/'),
            _ => return,
        };
        let inner = stop.trim_end_matches(close);
        let Some(at) = inner.rfind(open) else { return };
        let sentence = inner[..at].trim_end().ends_with(['.', '”', '"', '!', '?']);
        if !sentence {
            return;
        }
        inner[at + open.len_utf8()..].trim()
    };
    let name = inner.split('/').next().unwrap_or(inner).trim();
    if likeness(name, edges.gazetteer) > 0 && is_capitalised(name) && name.split(' ').count() <= 5 {
        found.signs.push(Sign::new(name, edges.span(name), Rank::Dateline));
    }
}

fn is_acronym(name: &str) -> bool {
    (2..=6).contains(&name.chars().count()) && name.chars().all(char::is_uppercase)
}

/// Where `words`, lower-cased ASCII, stand in the line in whatever case.
fn find_plain(line: &str, words: &str) -> Option<usize> {
    line.to_ascii_lowercase().find(words)
}
