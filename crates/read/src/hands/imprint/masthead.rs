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
    "NEWS",
    "WORLD",
    "SPORT",
    "BUSINESS",
    "POLITICS",
    "HEADLINES",
];

/// What follows a masthead in the next line or behind a bar.
const SECTIONS: &[&str] = &[
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
    for (number, span) in lines.into_iter().chain(opening) {
        let line = edges.line(number);
        let sign = bracketed(edges, line)
            .or_else(|| heading(edges, line, number, span))
            .or_else(|| behind_bar(edges, line));
        if let Some(sign) = sign {
            found.signs.push(sign);
            return;
        }
    }
}

/// "Afghan Voice Agency (AVA) - International Service: …", "Tavarian Press Bureau (TPB)".
fn bracketed(edges: &Edges, line: &str) -> Option<Sign> {
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
        return (rest.is_empty() && outlet).then(|| sign(edges, name, Some(short), None));
    };
    Some(sign(edges, name, Some(short), desk(rest)))
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
fn heading(edges: &Edges, line: &str, number: usize, span: Span) -> Option<Sign> {
    let (cut, mark) = first_of(line, CUTS).unwrap_or((line.len(), ""));
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
    let flagged = FLAGS.iter().any(|flag| words[0].to_uppercase().trim_end_matches(',') == *flag);
    if flagged || !is_capitalised(name) {
        return None;
    }
    let shouted = is_shouted(name);
    let likely = likeness(&capitals(name), edges.gazetteer).max(likeness(name, edges.gazetteer));
    let article = words[0].eq_ignore_ascii_case("the") && words.len() > 1;
    let next = if rest.is_empty() { edges.line(number + 1) } else { rest };
    let section = is_section(next) || is_section(edges.line(number + 1));
    let release = ["press release", "news release", "media release", "statement", "sitting of"];
    let released =
        release.iter().any(|word| starts(next, word) || starts(edges.line(number + 1), word));
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
    Some(sign(edges, name, None, desk))
}

/// "Beavers are back | The Marl Echo", "Beavers are back - BBC News".
fn behind_bar(edges: &Edges, line: &str) -> Option<Sign> {
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
    fits.then(|| sign(edges, name, None, None))
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
