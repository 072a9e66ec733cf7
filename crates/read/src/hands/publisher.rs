//! Who publishes a dispatch, read from its edges: heading, dateline, byline, credits.

use sayso_gazetteer::Gazetteer;
use sayso_text::{Layout, Span};

use crate::Publisher;
use crate::entities::lexicon;
use crate::entities::tokens::plain_spaces;

/// The publisher and, where another agency's name stands in the dateline, that agency.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Imprint {
    pub publisher: Option<Publisher>,
    /// The agency whose dispatch the publisher prints, with its words.
    pub carried: Option<(String, Span)>,
}

/// How many paragraphs at either end are looked at.
const HEAD: usize = 6;
const TAIL: usize = 3;

/// Reads the imprint; `given` is the publisher's name where it is known.
pub(crate) fn imprint(
    text: &str,
    layout: &Layout,
    gazetteer: &Gazetteer,
    given: Option<&str>,
) -> Imprint {
    let edges = Edges { text, layout, gazetteer };
    let mut publisher = Publisher::default();
    let dateline = edges.dateline();
    let heading = edges.heading();
    let (byline, outlet) = edges.byline();
    let credits = edges.credits();
    publisher.byline = byline;
    if publisher.byline.is_empty() {
        publisher.byline = credits.authors;
    }
    publisher.place = dateline.as_ref().and_then(|dateline| dateline.place.clone());
    let agency = dateline.and_then(|dateline| dateline.agency);
    let mut carried = None;
    let found = match given {
        Some(name) => Some(Named { name: name.to_owned(), short: None, desk: None, span: None }),
        None => heading.clone().or(outlet),
    };
    let found = match (found, agency, credits.outlet) {
        (Some(found), Some((agency, span)), _) => {
            if !edges.same(&found, &agency) {
                carried = Some((edges.full_name(&agency), span));
            }
            Some(found)
        }
        (Some(found), None, _) => Some(found),
        (None, Some((agency, span)), _) => {
            let full = edges.full_name(&agency);
            let short = (full != agency).then(|| agency.clone());
            Some(Named { name: full, short, desk: None, span: Some(span) })
        }
        (None, None, credit) => credit,
    };
    let Some(found) = found else {
        if publisher.byline.is_empty() && publisher.place.is_none() {
            return Imprint::default();
        }
        return Imprint { publisher: None, carried };
    };
    publisher.evidence.extend(found.span);
    publisher.desk = found.desk.or_else(|| heading.and_then(|heading| heading.desk));
    publisher.short_name = found.short.or_else(|| edges.short_name(&found.name));
    publisher.name = found.name;
    Imprint { publisher: Some(publisher), carried }
}

#[derive(Clone, Debug)]
struct Named {
    name: String,
    short: Option<String>,
    desk: Option<String>,
    span: Option<Span>,
}

struct Dateline {
    place: Option<String>,
    agency: Option<(String, Span)>,
}

#[derive(Default)]
struct Credits {
    authors: Vec<String>,
    outlet: Option<Named>,
}

struct Edges<'a> {
    text: &'a str,
    layout: &'a Layout,
    gazetteer: &'a Gazetteer,
}

impl Edges<'_> {
    fn head(&self) -> impl Iterator<Item = Span> {
        self.layout.paragraphs.iter().copied().take(HEAD)
    }

    fn tail(&self) -> impl Iterator<Item = Span> {
        self.layout.paragraphs.iter().copied().rev().take(TAIL)
    }

    /// "BEIJING (Reuters) —", "CAPE TORRIN, Feb 29 (MNA) –", "TARSK, Velmara —".
    fn dateline(&self) -> Option<Dateline> {
        self.head().find_map(|paragraph| {
            let line = clip(paragraph.of(self.text), 120);
            let dash = first_of(line, &[" – ", " — ", " - ", " -- "])?;
            let before = &line[..dash];
            let (place, agency) = match before.rfind('(') {
                Some(open) if before.trim_end().ends_with(')') => {
                    let inner = before[open + 1..].trim_end().trim_end_matches(')');
                    let start = paragraph.start() + open + 1;
                    (
                        before[..open].trim(),
                        Some((inner.trim().to_owned(), Span::new(start, start + inner.len()))),
                    )
                }
                _ => (before.trim(), None),
            };
            let first = place.split(',').next().unwrap_or_default().trim();
            let shouted =
                first.chars().any(char::is_alphabetic) && !first.chars().any(char::is_lowercase);
            let short = first.split(' ').count() <= 4;
            let bare = agency.is_some() && first.is_empty();
            if !short || !(shouted || bare) {
                return None;
            }
            // A bare word in capitals before a dash may be anything ("URGENT – …").
            let flags = [
                "URGENT",
                "UPDATE",
                "BREAKING",
                "CORRECTION",
                "LIVE",
                "EXCLUSIVE",
                "FLASH",
                "ANALYSIS",
                "WATCH",
            ];
            if flags.iter().any(|flag| first.starts_with(flag)) {
                return None;
            }
            let agency = agency.filter(|(name, _)| self.is_outlet_like(name));
            // "AP — The mayor said"
            if agency.is_none()
                && place == first
                && self.gazetteer.named(first).is_some_and(|e| e.kind.is_outlet())
            {
                let span = Span::new(paragraph.start(), paragraph.start() + first.len());
                return Some(Dateline { place: None, agency: Some((first.to_owned(), span)) });
            }
            Some(Dateline { place: (!first.is_empty()).then(|| capitals(first)), agency })
        })
    }

    fn is_outlet_like(&self, name: &str) -> bool {
        let words = name.split(' ').count();
        let big = name.starts_with(char::is_uppercase);
        words <= 5 && big && !name.chars().any(|c| c.is_ascii_digit()) && name.len() < 50
            || self.gazetteer.named(name).is_some()
    }

    /// A line above the text that is the publisher's name, alone or before a desk or a title.
    fn heading(&self) -> Option<Named> {
        let mut lines = self.head().take(2).enumerate();
        lines.find_map(|(number, paragraph)| {
            let whole = paragraph.of(self.text);
            let line = clip(whole, 160);
            self.agency_heading(paragraph, line)
                .or_else(|| (number == 0).then(|| self.plain_heading(paragraph, line)).flatten())
        })
    }

    /// "Afghan Voice Agency (AVA) - International Service: …"
    fn agency_heading(&self, paragraph: Span, line: &str) -> Option<Named> {
        let open = line.find(" (")?;
        let close = open + line[open..].find(')')?;
        let name = &line[..open];
        let short = &line[open + 2..close];
        let is_short = short.chars().count() <= 8
            && short.chars().all(|c| c.is_alphanumeric() || c == '.')
            && short.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let rest = line[close + 1..].trim_start();
        let rest = rest.strip_prefix(['-', '–', '—', '|', ':'])?.trim_start();
        let capital = name.split(' ').all(|word| {
            word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "for" | "and")
        });
        if !is_short || !capital || !(2..=7).contains(&name.split(' ').count()) {
            return None;
        }
        let stop = rest.find([':', '.', '\n', '|']).filter(|stop| *stop < 50);
        let desk = stop.map(|stop| rest[..stop].trim().to_owned()).filter(|desk| {
            desk.split(' ').count() <= 4
                && desk.split(' ').all(|word| word.starts_with(char::is_uppercase))
        });
        Some(Named {
            name: capitals(name),
            short: Some(short.to_owned()),
            desk,
            span: Some(Span::new(paragraph.start(), paragraph.start() + open)),
        })
    }

    /// "THE TARRANT FALLS LEDGER", "KICKABOUT | Thursday's gossip", "PALAIS PRESS SERVICE: WEEK AHEAD".
    fn plain_heading(&self, paragraph: Span, line: &str) -> Option<Named> {
        let cut = first_of(line, &[" | ", ": ", " – ", " — ", " - ", " • "]).unwrap_or(line.len());
        let bar = line[cut..].starts_with(" | ");
        let alone = cut == line.len();
        let name = line[..cut].trim();
        let words: Vec<&str> = name.split(' ').collect();
        let shouted =
            name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
        let capital = words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                || matches!(*word, "of" | "the" | "for" | "and" | "&")
        });
        if words.len() > 7 || name.len() < 2 || !capital || name.ends_with(['?', '!', '"', '”']) {
            return None;
        }
        let flags = [
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
        ];
        if flags.iter().any(|flag| words[0].to_uppercase().starts_with(flag)) {
            return None;
        }
        let known = self.gazetteer.named(name).is_some_and(|entry| entry.kind.is_outlet());
        let last = words.last()?.to_lowercase();
        let outlet = lexicon::is_outlet_head(&last)
            || matches!(last.as_str(), "agency" | "service" | "wire" | "newsroom" | "media");
        let body = words.iter().any(|word| lexicon::is_organisation_head(&word.to_lowercase()));
        let next = self
            .layout
            .paragraphs
            .get(1)
            .map_or("", |next| clip(next.of(self.text), 60))
            .to_lowercase();
        let release = [
            "press release",
            "news release",
            "media release",
            "statement",
            "communiqué",
            "for immediate release",
            "police log",
            "sitting of",
            "edition",
            "vol",
        ]
        .iter()
        .any(|words| next.starts_with(words));
        let official = shouted && matches!(words[0], "PARLIAMENTARY" | "OFFICIAL");
        let article = shouted && words[0] == "THE" && alone;
        // A headline may end like a paper's name; only capitals throughout and company tell.
        let fits = known
            || (bar && (shouted || outlet))
            || (shouted && outlet && words.len() <= 6)
            || (shouted && body && (release || !alone))
            || (alone && release && (shouted || outlet || body))
            || official
            || (article && outlet);
        fits.then(|| Named {
            name: capitals(name),
            short: None,
            desk: None,
            span: Some(Span::new(paragraph.start(), paragraph.start() + cut)),
        })
    }

    /// "By Ines Calder, Clinic & Hearth"; authors and, where it stands there, the outlet.
    fn byline(&self) -> (Vec<String>, Option<Named>) {
        for paragraph in self.head() {
            let line = clip(paragraph.of(self.text), 200);
            let Some(rest) = line
                .strip_prefix("By ")
                .or_else(|| line.strip_prefix("BY "))
                .or_else(|| line.strip_prefix("by "))
            else {
                continue;
            };
            let first_sentence =
                rest.find(". ").filter(|at| *at > 6).map_or(rest, |at| &rest[..at]);
            if first_sentence.split(' ').count() > 14 || !rest.starts_with(char::is_uppercase) {
                continue;
            }
            let offset = paragraph.start() + (line.len() - rest.len());
            let cut = first_of(first_sentence, &[", ", " | ", " for ", " of ", " at ", " in "])
                .unwrap_or(first_sentence.len());
            let authors = first_sentence[..cut]
                .split(" and ")
                .map(|name| capitals(name.trim().trim_end_matches('.')))
                .filter(|name| is_name(name))
                .collect();
            let behind = first_sentence[cut..].trim_start_matches([',', ' ', '|']);
            let behind = behind
                .strip_prefix("for ")
                .or_else(|| behind.strip_prefix("of "))
                .unwrap_or(behind)
                .trim_end_matches('.');
            let mut outlet = None;
            let capital = behind.split(' ').all(|word| {
                word.starts_with(char::is_uppercase)
                    || matches!(word, "of" | "the" | "for" | "and" | "&")
            });
            if !behind.is_empty() && capital && behind.split(' ').count() <= 6 && !is_role(behind) {
                let start = offset + (behind.as_ptr() as usize - rest.as_ptr() as usize);
                let span = Span::new(start, start + behind.len());
                outlet = Some(Named {
                    name: behind.to_owned(),
                    short: None,
                    desk: None,
                    span: Some(span),
                });
            }
            let outlet = outlet.or_else(|| self.writes_for(paragraph));
            return (authors, outlet);
        }
        (Vec::new(), None)
    }

    /// "She writes every other week for The Lantern."
    fn writes_for(&self, paragraph: Span) -> Option<Named> {
        let line = clip(paragraph.of(self.text), 400);
        let writes = line
            .find("writes ")
            .or_else(|| line.find("columnist "))
            .or_else(|| line.find("correspondent "))?;
        let after = writes + line[writes..].find(" for ")? + 5;
        let rest = &line[after..];
        let end = rest.find(['.', ',', ';']).unwrap_or(rest.len());
        let name = rest[..end].trim();
        let capital = name.split(' ').all(|word| {
            word.starts_with(char::is_uppercase)
                || matches!(word, "of" | "the" | "for" | "and" | "&")
        });
        let start = paragraph.start() + after;
        (capital && !name.is_empty()).then(|| Named {
            name: name.to_owned(),
            short: None,
            desk: None,
            span: Some(Span::new(start, start + end)),
        })
    }

    /// "(Reporting by Ola Brekke of Meridian News Agency in Cape Torrin; editing by Dina Moss)", "© 2024 The Lantern".
    fn credits(&self) -> Credits {
        let mut credits = Credits::default();
        for paragraph in self.tail() {
            let line = clip(paragraph.of(self.text), 400);
            let lower = line.to_lowercase();
            if let Some(at) = lower
                .find("reporting by ")
                .filter(|at| lower.len() == line.len() && !line[..*at].ends_with("dditional "))
            {
                let rest = &line[at + "reporting by ".len()..];
                let end = rest.find([';', ')', '.']).unwrap_or(rest.len());
                let credit = &rest[..end];
                let names = credit.split(" of ").next().unwrap_or(credit);
                let names = names.split(" in ").next().unwrap_or(names);
                for name in names.split([',']).flat_map(|part| part.split(" and ")) {
                    let name = name.trim();
                    if is_name(name) {
                        credits.authors.push(name.to_owned());
                    }
                }
                if let Some((_, outlet)) = credit.split_once(" of ") {
                    let outlet = outlet.split(" in ").next().unwrap_or(outlet).trim();
                    let start =
                        paragraph.start() + (outlet.as_ptr() as usize - line.as_ptr() as usize);
                    credits.outlet = Some(Named {
                        name: outlet.to_owned(),
                        short: None,
                        desk: None,
                        span: Some(Span::new(start, start + outlet.len())),
                    });
                }
            }
            for sign in ["©", "Copyright", "(c)", "(C)"] {
                let Some(at) = line.find(sign) else { continue };
                let rest = line[at + sign.len()..].trim_start_matches([' ', '©', ',']);
                let rest = rest.trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, ' ' | ',' | '-' | '–')
                });
                let rest = rest.strip_prefix("by ").unwrap_or(rest);
                let end = rest.find(['.', ',', '|', ')']).unwrap_or(rest.len());
                let name = rest[..end].trim();
                let capital = name.starts_with(char::is_uppercase)
                    && name.split(' ').count() <= 6
                    && !name.starts_with("All ");
                if capital && credits.outlet.is_none() {
                    let start =
                        paragraph.start() + (name.as_ptr() as usize - line.as_ptr() as usize);
                    credits.outlet = Some(Named {
                        name: name.to_owned(),
                        short: None,
                        desk: None,
                        span: Some(Span::new(start, start + name.len())),
                    });
                }
            }
        }
        credits
    }

    /// Whether an agency of the dateline is the publisher itself.
    fn same(&self, publisher: &Named, agency: &str) -> bool {
        let plain = |name: &str| name.strip_prefix("The ").unwrap_or(name).to_lowercase();
        plain(&publisher.name) == plain(agency)
            || publisher.short.as_deref() == Some(agency)
            || initials(&publisher.name) == agency
            || plain(&self.full_name(agency)) == plain(&publisher.name)
            || self.gazetteer.named(agency).map(|e| &e.name)
                == self.gazetteer.named(&publisher.name).map(|e| &e.name)
                && self.gazetteer.named(agency).is_some()
    }

    /// The name an acronym stands for: in the text, else in the gazetteer.
    fn full_name(&self, short: &str) -> String {
        let letters: Vec<char> = short.chars().collect();
        let is_acronym =
            (2..=7).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase());
        if is_acronym && let Some(full) = self.spelled_out(&letters) {
            return full;
        }
        self.gazetteer.named(short).map_or_else(|| short.to_owned(), |entry| entry.name.clone())
    }

    /// As many words in a row as the acronym has letters, beginning with them.
    fn spelled_out(&self, letters: &[char]) -> Option<String> {
        let words = &self.layout.words;
        let edges = words.len().min(400);
        let ends = words.len().saturating_sub(400);
        let windows =
            words[..edges].windows(letters.len()).chain(words[ends..].windows(letters.len()));
        for window in windows {
            let fits = window
                .iter()
                .zip(letters)
                .all(|(word, letter)| word.of(self.text).starts_with(*letter) && word.len() > 1);
            let cover = window[0].cover(*window.last()?);
            let written = cover.of(self.text);
            if fits
                && !written.contains(['.', ',', ';', ':', '('])
                && window.iter().any(|word| word.of(self.text).chars().any(char::is_lowercase))
            {
                return Some(plain_spaces(written));
            }
        }
        None
    }

    fn short_name(&self, name: &str) -> Option<String> {
        // "Meridian News Agency (MNA)" or the other way round anywhere near the edges
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

fn is_name(name: &str) -> bool {
    let words = name.split(' ').count();
    (1..=4).contains(&words)
        && name.split(' ').all(|word| {
            word.starts_with(char::is_uppercase)
                || matches!(word, "de" | "van" | "von" | "al" | "bin" | "der")
        })
}

/// "Staff Writer", "Local Democracy Reporter".
fn is_role(words: &str) -> bool {
    words.split(' ').any(|word| {
        let word = word.to_lowercase();
        (lexicon::is_person(&word) && !lexicon::is_outlet_head(&word))
            || matches!(word.as_str(), "staff" | "editor" | "correspondent" | "writer")
    })
}

fn initials(name: &str) -> String {
    name.split([' ', '-'])
        .filter(|word| !matches!(*word, "of" | "the" | "The" | "and" | "for"))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// "THE TARRANT FALLS LEDGER" as it is written: The Tarrant Falls Ledger.
fn capitals(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return plain_spaces(name);
    }
    let words = name.split_whitespace().enumerate().map(|(number, word)| {
        let lower = word.to_lowercase();
        if number > 0 && matches!(lower.as_str(), "of" | "the" | "for" | "and" | "in" | "on") {
            return lower;
        }
        if word.chars().filter(|c| c.is_alphabetic()).count() <= 3
            && name.split_whitespace().count() > 1
            && !matches!(lower.as_str(), "the" | "new" | "old" | "los" | "san" | "bay" | "sun")
        {
            return word.to_owned();
        }
        if name.split_whitespace().count() == 1 && word.chars().count() <= 4 {
            return word.to_owned();
        }
        let mut letters = lower.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    });
    words.collect::<Vec<String>>().join(" ")
}

/// Where the first of several strings stands.
fn first_of(line: &str, strings: &[&str]) -> Option<usize> {
    strings.iter().filter_map(|string| line.find(string)).min()
}

/// The beginning of a text, cut between characters.
fn clip(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
