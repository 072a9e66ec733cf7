//! Who publishes a dispatch, read from its edges.
//!
//! Each finder gives [`Sign`]s; the one nearest to the reader is the publisher's, agencies named
//! further off are hands that the dispatch went through before.
//!
//! 1. [`masthead`]: a heading with the publisher's name
//! 2. [`byline`]: authors, and the outlet beside or below them
//! 3. [`dateline`]: "LISSE, April 14 (KNA) -" and its like
//! 4. [`credits`]: copyright, "(Reporting by …)", "via …", an agency's name below the text
//! 5. [`voice`]: the text speaks of its own paper
//! 6. [`outlet`]: how much a name looks like an outlet's

mod byline;
mod credits;
mod dateline;
mod masthead;
mod outlet;
mod voice;

use sayso_gazetteer::{Gazetteer, Kind};
use sayso_text::{Layout, Span};

use self::outlet::{initials, likeness, plain};
use crate::entities::tokens::plain_spaces;
use crate::{Dispatch, Publisher};

/// The publisher and the agencies whose dispatch it prints.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Imprint {
    pub publisher: Option<Publisher>,
    /// Agencies behind the publisher, the nearer first, each with its words.
    pub carried: Vec<(String, Span)>,
    /// Outlets behind the publisher that the text doesn't name and the credits beside it do.
    pub told: Vec<String>,
}

/// How near to the reader a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Told by nothing but how the text speaks.
    Voice,
    /// In a credit below the text.
    Credit,
    /// In the dateline, or as a tag behind the last words.
    Dateline,
    /// "via …".
    Via,
    /// Holds the rights, or asks to be followed.
    Rights,
    /// Beside the author.
    Byline,
    /// In the heading.
    Masthead,
}

/// A name that may be the publisher's.
#[derive(Clone, Debug)]
struct Sign {
    name: String,
    short: Option<String>,
    desk: Option<String>,
    span: Span,
    rank: Rank,
}

impl Sign {
    fn new(name: &str, span: Span, rank: Rank) -> Sign {
        Sign { name: plain_spaces(name), short: None, desk: None, span, rank }
    }
}

/// What the finders fill.
#[derive(Default)]
struct Found {
    signs: Vec<Sign>,
    authors: Vec<String>,
    place: Option<String>,
    /// Who gave a hand ("With files from AP").
    contributors: Vec<String>,
}

/// Reads the imprint of a dispatch.
pub(crate) fn imprint(
    text: &str,
    layout: &Layout,
    gazetteer: &Gazetteer,
    dispatch: &Dispatch,
) -> Imprint {
    let given = dispatch.publisher.as_deref();
    let edges = Edges::new(text, layout, gazetteer);
    let mut found = Found::default();
    masthead::find(&edges, &mut found);
    byline::find(&edges, &mut found);
    dateline::find(&edges, &mut found);
    credits::find(&edges, &mut found);
    if found.signs.is_empty() && given.is_none() {
        voice::find(&edges, &mut found);
    }
    // The first of the nearest.
    found.signs.sort_by_key(|sign| std::cmp::Reverse(sign.rank));
    let Found { signs, authors, place, contributors } = found;
    let Some(first) = given.map(str::to_owned).or(signs.first().map(|sign| sign.name.clone()))
    else {
        let known = !(authors.is_empty() && place.is_none() && contributors.is_empty());
        let publisher = Publisher { byline: authors, place, contributors, ..Publisher::default() };
        let told = edges.told(&dispatch.credits, &[]);
        return Imprint { publisher: known.then_some(publisher), carried: Vec::new(), told };
    };
    let same: Vec<&Sign> = signs.iter().filter(|sign| edges.same(&first, sign)).collect();
    // The fullest of its names.
    let name = match given {
        Some(name) => name.to_owned(),
        None => edges.fullest(&first, &same),
    };
    let acronym = |short: &&str| **short != name && edges.is_acronym(short);
    let short = same
        .iter()
        .find_map(|sign| sign.short.as_deref().filter(|short| *short != name))
        .or_else(|| same.iter().map(|sign| sign.name.as_str()).find(acronym))
        .map(str::to_owned)
        .or_else(|| edges.short_name(&name));
    let desk = signs.iter().find_map(|sign| sign.desk.clone());
    let evidence = same.first().map(|sign| sign.span).into_iter().collect();
    let mut carried: Vec<(String, Span)> = Vec::new();
    for sign in signs.iter().filter(|sign| !edges.same(&name, sign) && edges.is_carried(sign)) {
        let known = carried.iter().any(|(other, _)| edges.same(other, sign));
        if !known && !same.iter().any(|other| edges.same(&other.name, sign)) {
            carried.push((edges.spelled(&sign.name), sign.span));
        }
    }
    let mut known: Vec<&str> = carried.iter().map(|(name, _)| name.as_str()).collect();
    known.push(&name);
    known.extend(same.iter().map(|sign| sign.name.as_str()));
    let told = edges.told(&dispatch.credits, &known);
    let publisher =
        Publisher { name, short_name: short, desk, byline: authors, place, contributors, evidence };
    Imprint { publisher: Some(publisher), carried, told }
}

/// How many lines at either end are looked at.
const HEAD: usize = 8;
const TAIL: usize = 5;

/// A paragraph of more bytes than this is no heading.
const LINE: usize = 160;

/// The lines above the text, the first paragraphs of it, and those at its end.
struct Edges<'a> {
    text: &'a str,
    layout: &'a Layout,
    gazetteer: &'a Gazetteer,
    /// How many paragraphs stand before the first that is running text.
    above: usize,
}

impl<'a> Edges<'a> {
    fn new(text: &'a str, layout: &'a Layout, gazetteer: &'a Gazetteer) -> Self {
        let mut edges = Edges { text, layout, gazetteer, above: 0 };
        let running = |span: &Span| edges.is_running(*span);
        let heads = &layout.paragraphs[..layout.paragraphs.len().min(HEAD)];
        edges.above = heads.iter().position(running).unwrap_or(heads.len());
        edges
    }

    /// Sentences rather than a heading: long, or with a stop at the end and a verb's company.
    fn is_running(&self, span: Span) -> bool {
        let words = span.of(self.text);
        span.len() > LINE
            || words.split_whitespace().count() >= 14 && words.trim_end().ends_with(['.', '"', '”'])
    }

    /// The lines above the text, numbered.
    fn above(&self) -> impl Iterator<Item = (usize, Span)> {
        self.layout.paragraphs.iter().copied().take(self.above).enumerate()
    }

    fn head(&self) -> impl Iterator<Item = Span> {
        self.layout.paragraphs.iter().copied().take(HEAD)
    }

    fn tail(&self) -> impl Iterator<Item = Span> {
        let from = self.layout.paragraphs.len().saturating_sub(TAIL).max(1);
        self.layout.paragraphs.iter().copied().skip(from)
    }

    fn line(&self, number: usize) -> &'a str {
        self.layout.paragraphs.get(number).map_or("", |span| clip(span.of(self.text), 400))
    }

    /// The span of words that lie in the text.
    fn span(&self, words: &str) -> Span {
        let start = words.as_ptr() as usize - self.text.as_ptr() as usize;
        Span::new(start, start + words.len())
    }

    /// Whether a name is another form of the sign's.
    fn same(&self, name: &str, sign: &Sign) -> bool {
        self.alike(name, &sign.name)
            || sign.short.as_deref().is_some_and(|short| self.alike(name, short))
    }

    fn alike(&self, one: &str, other: &str) -> bool {
        let (a, b) = (plain(one), plain(other));
        let ends = |long: &str, short: &str| {
            long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' ')) && short.len() > 3
                || long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
        };
        let entry = |name: &str| self.gazetteer.named(name).map(|entry| entry.name.as_str());
        a == b
            || ends(&a, &b)
            || ends(&b, &a)
            || initials(one) == other
            || initials(other) == one
            || entry(one).is_some() && entry(one) == entry(other)
            || self.spelled(one) == self.spelled(other)
    }

    /// The longest of the names in the text that are not acronyms, or what the acronym is spelled
    /// out as.
    fn fullest(&self, first: &str, same: &[&Sign]) -> String {
        let spelled = self.spelled(first);
        if spelled != first || !self.is_acronym(first) {
            return spelled;
        }
        let full = same.iter().map(|sign| sign.name.as_str()).find(|name| !self.is_acronym(name));
        full.unwrap_or(first).to_owned()
    }

    fn is_acronym(&self, name: &str) -> bool {
        (2..=7).contains(&name.chars().count()) && name.chars().all(char::is_uppercase)
    }

    /// Agencies named in datelines and credits are hands; so are outlets that a copy came by.
    fn is_carried(&self, sign: &Sign) -> bool {
        let agency = self.gazetteer.named(&sign.name).is_some_and(|e| e.kind == Kind::Agency)
            || plain(&sign.name).ends_with("agency");
        match sign.rank {
            Rank::Dateline | Rank::Via => true,
            Rank::Rights | Rank::Byline | Rank::Credit => agency,
            Rank::Voice | Rank::Masthead => false,
        }
    }

    /// Outlets among the credits that are not known from the text, each once.
    fn told(&self, credits: &[String], known: &[&str]) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for name in credits.iter().flat_map(|credit| credit.split(['/', ';', '|'])) {
            let name = plain_spaces(name.trim());
            let again = known.iter().copied().chain(told.iter().map(String::as_str));
            if likeness(&name, self.gazetteer) >= 2
                && !again.into_iter().any(|it| self.alike(it, &name))
            {
                told.push(self.spelled(&name));
            }
        }
        told
    }

    /// The name an acronym stands for, where the text spells it out.
    fn spelled(&self, short: &str) -> String {
        let letters: Vec<char> = short.chars().collect();
        let spelled = self.is_acronym(short).then(|| self.spelled_out(short, &letters)).flatten();
        spelled.unwrap_or_else(|| short.to_owned())
    }

    /// As many words in a row as the acronym has letters, beginning with them.
    fn spelled_out(&self, short: &str, letters: &[char]) -> Option<String> {
        let words = &self.layout.words;
        let edges = words.len().min(400);
        let ends = words.len().saturating_sub(400).max(edges);
        let small =
            |word: &str| matches!(word, "of" | "the" | "for" | "and" | "de" | "des" | "du" | "la");
        for part in [&words[..edges], &words[ends..]] {
            'from: for start in 0..part.len() {
                let mut at = start;
                let mut last = part[start];
                for letter in letters {
                    while at > start && at < part.len() && small(part[at].of(self.text)) {
                        at += 1;
                    }
                    let Some(word) = part.get(at) else { continue 'from };
                    let written = word.of(self.text);
                    if !written.starts_with(*letter) || word.len() < 2 || written == short {
                        continue 'from;
                    }
                    last = *word;
                    at += 1;
                }
                let written = part[start].cover(last).of(self.text);
                let lower = written.chars().any(char::is_lowercase);
                if lower && !written.contains(['.', ',', ';', ':', '(', '\n']) {
                    return Some(plain_spaces(written));
                }
            }
        }
        None
    }

    fn short_name(&self, name: &str) -> Option<String> {
        // "Meridian News Agency (MNA)" anywhere near the edges
        let acronym = initials(name);
        let bracket = format!("({acronym})");
        let head = clip(self.text, 2000);
        if acronym.chars().count() > 1 && head.contains(&bracket) {
            return Some(acronym);
        }
        let entry = self.gazetteer.named(name)?;
        let short = entry.names.iter().find(|other| {
            other.len() <= 5 && !other.chars().any(char::is_lowercase) && **other != name
        })?;
        Some(short.clone())
    }
}

/// Where the first of several strings stands, and which it is.
fn first_of<'s>(line: &str, strings: &[&'s str]) -> Option<(usize, &'s str)> {
    strings.iter().filter_map(|string| Some((line.find(string)?, *string))).min_by_key(|hit| hit.0)
}

/// The beginning of a text, cut between characters.
fn clip(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most.min(text.len()))]
}
