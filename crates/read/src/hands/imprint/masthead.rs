//! The publisher's name as a heading.

use sayso_text::Span;

use super::outlet::{capitals, initials, is_capitalised, is_shouted, likeness};
use super::{Edges, Found, Rank, Sign, first_of};
use crate::entities::lexicon;

/// A line needs so many points to be a masthead.
const ENOUGH: u8 = 4;

/// What parts the name from what follows it in one line.
const CUTS: &[&str] = &[" | ", " • ", " · ", " — ", " – ", " - ", ": ", " // "];

/// What stands above texts and is nobody's name.
const FLAGS: &[&str] = &[
    "LIVE",
    "URGENT",
    "BREAKING",
    "UPDATE",
    "EXCLUSIVE",
    "OPINION",
    "ANALYSIS",
    "CORRECTION",
    "INTERVIEW",
    "WATCH",
    "FLASH",
    "FACTBOX",
    "EXPLAINER",
    "PHOTO",
    "VIDEO",
    "COMMENT",
    "EDITORIAL",
    "OBITUARY",
    "PROFILE",
    "EMBARGOED",
    "EMBARGO",
    "TRANSCRIPT",
    "NOTICE",
    "REPORT",
    "FEATURE",
    "REVIEW",
    "NEWS",
    "WORLD",
    "SPORT",
    "BUSINESS",
    "POLITICS",
    "HEADLINES",
];

/// What stands beside the name of a body that publishes for itself.
const RELEASES: &[&str] = &[
    "press release",
    "news release",
    "media release",
    "press office",
    "statement",
    "sitting of",
    "transcript",
    "for immediate release",
    "press statement",
    "communiqu",
];

/// What follows a masthead in the next line or behind a bar.
const SECTIONS: &[&str] = &[
    "press office",
    "transcript",
    "profile",
    "obituary",
    "press release",
    "news release",
    "media release",
    "statement",
    "communiqué",
    "communique",
    "for immediate release",
    "police log",
    "sitting of",
    "edition",
    "vol",
    "issue",
    "no.",
    "no ",
    "opinion",
    "comment",
    "letters",
    "editorial",
    "news",
    "sport",
    "world",
    "business",
    "local",
    "analysis",
    "live",
    "bulletin",
    "newsletter",
    "the week ahead",
    "week ahead",
    "morning",
    "evening",
    "page",
    "features",
    "culture",
    "politics",
    "weather",
];

pub(super) fn find(edges: &Edges, found: &mut Found) {
    let lines: Vec<(usize, Span)> = edges.above().collect();
    // "AVA (AVA) - International Service: …" may open the text itself.
    let first = edges.head().next().map(|span| (0, span));
    let opening = first.filter(|_| edges.above == 0);
    let mut best: Option<(u8, Sign)> = None;
    for (number, span) in lines.into_iter().chain(opening) {
        let line = edges.line(number);
        let signs = bracketed(edges, line)
            .into_iter()
            .chain(heading(edges, line, number, span))
            .chain(dated(edges, line, number))
            .chain(behind_bar(edges, line));
        for (points, sign) in signs {
            if best.as_ref().is_none_or(|(other, _)| points > *other) {
                best = Some((points, sign));
            }
        }
    }
    found.signs.extend(best.map(|(_, sign)| sign));
}

/// "Afghan Voice Agency (AVA) - International Service: …", "Tavarian Press Bureau (TPB)".
fn bracketed(edges: &Edges, line: &str) -> Option<(u8, Sign)> {
    let open = line.find(" (")?;
    let close = open + line[open..].find(')')?;
    let (name, short) = (&line[..open], &line[open + 2..close]);
    let is_short = (2..=8).contains(&short.chars().count())
        && short.chars().all(|c| c.is_alphanumeric() || c == '.')
        && short.chars().filter(|c| c.is_uppercase()).count() >= 2;
    let rest = line[close + 1..].trim_start();
    let words = name.split(' ').count();
    let own = initials(name) == short || likeness(name, edges.gazetteer) >= 2;
    if !is_short || !own || !is_capitalised(name) || !(2..=7).contains(&words) {
        return None;
    }
    let Some(rest) = rest.strip_prefix(['-', '–', '—', '|', ':', '/']) else {
        let outlet = likeness(name, edges.gazetteer) >= 2;
        return (rest.is_empty() && outlet).then(|| (7, sign(edges, name, Some(short), None)));
    };
    Some((8, sign(edges, name, Some(short), desk(rest))))
}

fn sign(edges: &Edges, name: &str, short: Option<&str>, desk: Option<String>) -> Sign {
    let mut sign = Sign::new(&capitals(name), edges.span(name), Rank::Masthead);
    sign.short = short.map(str::to_owned);
    sign.desk = desk;
    sign
}

/// "Foreign Desk: …", "International Service".
fn desk(rest: &str) -> Option<String> {
    let rest = rest.trim_start();
    let stop = rest.find([':', '.', '\n', '|', ',', '(']).unwrap_or(rest.len());
    let desk = rest[..stop].trim();
    let words = desk.split(' ').count();
    let named = desk.split(' ').all(|word| word.starts_with(char::is_uppercase));
    (stop < 50 && words <= 4 && named && !desk.is_empty()).then(|| desk.to_owned())
}

/// "THE TARRANT FALLS LEDGER", "Harbour Wire | Dry bulk", "Radio Brenn live: …".
fn heading(edges: &Edges, line: &str, number: usize, span: Span) -> Option<(u8, Sign)> {
    let (cut, mark) = first_of(line, CUTS).or(symbol(line)).unwrap_or((line.len(), ""));
    let whole = line[..cut].trim_end();
    let bar = matches!(mark, " | " | " • " | " · " | " // ");
    let rest = line[cut..].trim_start_matches(['|', '•', '·', '—', '–', '-', ':', '/', ' ']);
    let name = whole.strip_suffix(" live").or(whole.strip_suffix(" Live")).unwrap_or(whole);
    let words: Vec<&str> = name.split(' ').collect();
    let ends = name.ends_with(['?', '!', '"', '”', '.', '’'])
        || name.contains(['(', ',', '/', ';', '"', '“']);
    if span.len() > 4 * super::LINE || words.len() > 7 || name.len() < 2 || ends {
        return None;
    }
    if is_flagged(name) || !is_capitalised(name) {
        return None;
    }
    let shouted = is_shouted(name);
    let likely = likeness(&capitals(name), edges.gazetteer).max(likeness(name, edges.gazetteer));
    let article = words[0].eq_ignore_ascii_case("the") && words.len() > 1;
    let next = if rest.is_empty() { edges.line(number + 1) } else { rest };
    let section = is_section(next) || is_section(edges.line(number + 1));
    let above = number.checked_sub(1).map_or("", |number| edges.line(number));
    let released = [next, edges.line(number + 1), above]
        .iter()
        .any(|line| RELEASES.iter().any(|word| starts(line, word)));
    let body = words.iter().any(|word| lexicon::is_organisation_head(&word.to_lowercase()));
    let radio =
        likely >= 2 && matches!(words[0].to_lowercase().as_str(), "radio" | "tv" | "agence");
    let mut points = likely + u8::from(number == 0);
    points += u8::from(shouted) + u8::from(article) + u8::from(bar) + 2 * u8::from(section);
    points += u8::from(radio) + u8::from(whole.len() != name.len());
    points += u8::from(body && released) + u8::from(released);
    // A headline in capitals stands right above the text.
    let headline = rest.is_empty() && number + 1 >= edges.above && likely < 3;
    let told = likely > 0 || section || bar && shouted;
    if !told || points < ENOUGH + u8::from(headline) {
        return None;
    }
    let desk = if bar { desk(rest).filter(|desk| !is_date(desk)) } else { None };
    let desk = desk.filter(|desk| desk.split(' ').count() <= 3 && !desk.contains('\''));
    Some((points, sign(edges, name, None, desk)))
}

/// "The Northern Post, Friday 17 October 2025", "Thursday 6 November | Strathmoy Gazette",
/// "Bay Weather Desk, updated 5.40pm", "Ministry of Health, Republic of Sarrow".
fn dated(edges: &Edges, line: &str, number: usize) -> Option<(u8, Sign)> {
    if line.len() > 110 || line.contains(['?', '!', '"', '“', '(']) {
        return None;
    }
    let parts: Vec<&str> = line
        .split(['|', '•', '·', ',', '—', '–', ';', '/'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let when = |part: &str| {
        let first = part.split(' ').next().unwrap_or_default().trim_end_matches(':').to_lowercase();
        let stamped = matches!(
            first.as_str(),
            "updated"
                | "published"
                | "issue"
                | "edition"
                | "vol"
                | "vol."
                | "no."
                | "spring"
                | "summer"
                | "autumn"
                | "fall"
                | "winter"
        );
        (is_date(part) || stamped, stamped)
    };
    let dated = parts.len() > 1 && parts.iter().any(|part| when(part).0);
    let stamped = parts.iter().any(|part| when(part).1);
    let next = edges.line(number + 1);
    let transcript = starts(next, "transcript") || starts(next, "press release");
    if !(dated || transcript && parts.len() > 1) {
        return None;
    }
    let mut best: Option<(u8, Sign)> = None;
    for part in parts.iter().copied().filter(|part| !when(part).0) {
        let name = part.strip_prefix("From ").or(part.strip_prefix("from ")).unwrap_or(part);
        let words = name.split(' ').count();
        let place = edges.gazetteer.named(name).is_some_and(|entry| entry.kind.is_place());
        let numbered = name.starts_with(|c: char| c.is_ascii_digit());
        let opens = name.split(' ').next().is_some_and(|word| {
            let word = word.to_lowercase();
            word != "the" && lexicon::is_function(&word)
        });
        if !is_capitalised(name) || words > 6 || place || numbered || opens || is_flagged(name) {
            continue;
        }
        let likely =
            likeness(&capitals(name), edges.gazetteer).max(likeness(name, edges.gazetteer));
        // A town and a day stand above texts as well.
        let town = number > 0 && (words == 1 && likely < 2 || likely == 0 && is_shouted(name));
        let article = name.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("the"));
        let body = name.split(' ').any(|word| lexicon::is_organisation_head(&word.to_lowercase()));
        let points = 2
            + likely
            + u8::from(number == 0)
            + u8::from(dated)
            + u8::from(stamped)
            + u8::from(article)
            + u8::from(body && transcript);
        let person = crate::hands::imprint::byline::is_author(edges, name);
        if !town && !person && points >= ENOUGH && best.as_ref().is_none_or(|(p, _)| points > *p) {
            best = Some((points, sign(edges, name, None, None)));
        }
    }
    best
}

/// Where an emoji or the like parts a name from its motto.
fn symbol(line: &str) -> Option<(usize, &'static str)> {
    let at = line.char_indices().find(|(_, c)| {
        !c.is_alphanumeric() && !c.is_ascii() && !c.is_whitespace() && !"’‘“”„«»–—…•·&".contains(*c)
    })?;
    (at.0 > 0).then_some((at.0, ""))
}

fn is_flagged(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default().to_uppercase();
    FLAGS.contains(&first.trim_end_matches([',', ':']))
}

/// "Beavers are back | The Marl Echo", "Beavers are back - BBC News".
fn behind_bar(edges: &Edges, line: &str) -> Option<(u8, Sign)> {
    let marks = [" | ", " · ", " • ", " - ", " – ", " — "];
    let (at, mark) =
        marks.iter().filter_map(|mark| Some((line.rfind(mark)?, *mark))).max_by_key(|hit| hit.0)?;
    let name = line[at + mark.len()..].trim();
    let bar = !matches!(mark, " - " | " – " | " — ");
    let long = line[..at].split_whitespace().count() >= 3;
    let likely = likeness(name, edges.gazetteer);
    let article = name.starts_with("The ");
    let enough = likely >= 3 || likely == 2 && (bar || article);
    let fits = long && is_capitalised(name) && name.split(' ').count() <= 6 && enough;
    fits.then(|| (ENOUGH, sign(edges, name, None, None)))
}

fn starts(line: &str, word: &str) -> bool {
    line.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
}

/// A date, an edition, a section.
fn is_section(line: &str) -> bool {
    let short = line.len() < 100 && line.split_whitespace().count() <= 12;
    short && (SECTIONS.iter().any(|word| starts(line, word)) || is_date(line))
}

/// Begins with a weekday or a month, or is short and has a year.
pub(super) fn is_date(line: &str) -> bool {
    let first = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let named = sayso_calendar::is_calendar_word(first);
    let digits = line.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    const SHORT: &[&str] =
        &["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"];
    let month = line
        .split(|c: char| !c.is_alphabetic())
        .take(8)
        .any(|word| sayso_calendar::is_calendar_word(word) || SHORT.contains(&word));
    let numeric = first.chars().all(|c| c.is_ascii_digit()) && !first.is_empty();
    named && line.len() < 60 || (digits && (month || numeric) && line.len() < 60)
}
