//! Dispatches that nobody wrote, for measuring: agencies report events, papers print their
//! dispatches whole, cut or with words of their own, and what is a copy of what is known.
//!
//! Names of people, places and outlets are invented and as unevenly frequent as in the news (by
//! Zipf's law); so the words that searches are made of are rare and common as in real piles. The
//! same seed gives the same dispatches on every machine.

mod lexicon;

use std::collections::VecDeque;
use std::ops::Range;

use lexicon::{BODIES, CUES, DID, ENDS, LEADS, MONTHS, NOUNS, OPINIONS, OUTLETS, TOPICS, WEEKDAYS};

/// A generated dispatch.
#[derive(Clone, Debug, PartialEq)]
pub struct Generated {
    /// Its name, unique in its pile.
    pub id: String,
    /// Who publishes it.
    pub outlet: String,
    /// Where it was published.
    pub url: String,
    /// When: ISO 8601, UTC.
    pub issued: String,
    /// Headline.
    pub title: String,
    /// Paragraphs parted by empty lines.
    pub text: String,
    /// Which dispatch it is a copy of, and how it was made of it.
    pub copy_of: Option<(String, Copied)>,
    /// The event it tells of; dispatches of one event are one story.
    pub event: u64,
    /// Who says what in it, in the order of the text.
    pub said: Vec<Said>,
}

/// How a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// The text as it was, another headline.
    Whole,
    /// The last paragraphs left out.
    Cut,
    /// A paragraph left out, another of its own, a credit at the end.
    Edited,
}

/// A statement of a generated dispatch.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Canonical name.
    pub speaker: String,
    /// Bytes of the source.
    pub source: Range<usize>,
    /// Bytes of the words that report.
    pub cue: Range<usize>,
    /// Bytes of what is said.
    pub content: Range<usize>,
    /// Whether it is quoted.
    pub direct: bool,
}

/// An endless pile of dispatches.
#[derive(Clone, Debug)]
pub struct Generator {
    random: Random,
    events: u64,
    /// Minutes since 2025-01-01.
    now: u64,
    ready: VecDeque<Generated>,
}

impl Generator {
    /// A pile of its own for each seed.
    pub fn new(seed: u64) -> Self {
        Generator { random: Random::new(seed), events: 0, now: 0, ready: VecDeque::new() }
    }

    fn event(&mut self) {
        self.events += 1;
        // A hundred thousand dispatches take about two years.
        self.now += 12 + self.random.below(40) as u64;
        let mut random = Random::new(self.random.next() ^ self.events);
        let event = Event::new(&mut random);
        let agency = OUTLETS[random.zipf(8)];
        let length = 5 + random.below(8);
        let paragraphs: Vec<Paragraph> =
            (0..length).map(|_| event.paragraph(&mut random)).collect();
        let original = self.dispatch(0, &event, agency, 0, &paragraphs, None, &mut random);
        let of = original.id.clone();
        self.ready.push_back(original);
        let mut number = 1;
        // Few events are printed by many.
        for _ in 0..random.zipf(9) {
            let (how, kept) = match random.below(10) {
                0..=2 => (Copied::Whole, paragraphs.clone()),
                3..=5 => {
                    (Copied::Cut, paragraphs[..paragraphs.len() - 1 - random.below(3)].to_vec())
                }
                _ => {
                    let mut kept = paragraphs.clone();
                    kept.remove(1 + random.below(kept.len() - 1));
                    kept.insert(random.below(kept.len()), event.paragraph(&mut random));
                    kept.push(Paragraph::plain(format!("With material from {agency}.")));
                    (Copied::Edited, kept)
                }
            };
            let outlet = OUTLETS[8 + random.zipf(OUTLETS.len() - 8)];
            let later = 20 + random.below(600) as u64;
            let copy = Some((of.clone(), how));
            self.ready.push_back(self.dispatch(
                number,
                &event,
                outlet,
                later,
                &kept,
                copy,
                &mut random,
            ));
            number += 1;
        }
        if random.below(3) == 0 {
            // Another report of the same event, in its own words.
            let outlet = OUTLETS[random.zipf(OUTLETS.len())];
            let own: Vec<Paragraph> =
                (0..4 + random.below(6)).map(|_| event.paragraph(&mut random)).collect();
            let later = 10 + random.below(300) as u64;
            self.ready.push_back(self.dispatch(
                number,
                &event,
                outlet,
                later,
                &own,
                None,
                &mut random,
            ));
        }
    }

    #[allow(clippy::too_many_arguments, reason = "what a dispatch is made of")]
    fn dispatch(
        &self,
        number: usize,
        event: &Event,
        outlet: &str,
        later: u64,
        paragraphs: &[Paragraph],
        copy_of: Option<(String, Copied)>,
        random: &mut Random,
    ) -> Generated {
        let minutes = self.now + later;
        let (year, month, day) = civil(minutes / 1440);
        let (mut text, mut said) = (String::new(), Vec::new());
        text.push_str(&event.dateline);
        for paragraph in paragraphs {
            if !said.is_empty() || text.len() > event.dateline.len() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(&paragraph.text);
            said.extend(paragraph.said.iter().map(|found| found.shifted(start)));
        }
        let id = format!("{}-{number}", self.events);
        let host: String =
            outlet.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        Generated {
            url: format!("https://{host}.example/{year}/{month:02}/{id}"),
            outlet: outlet.to_owned(),
            issued: format!(
                "{year}-{month:02}-{day:02}T{:02}:{:02}:00Z",
                minutes / 60 % 24,
                minutes % 60
            ),
            title: event.title(random),
            text,
            copy_of,
            event: self.events,
            said,
            id,
        }
    }
}

impl Iterator for Generator {
    type Item = Generated;

    fn next(&mut self) -> Option<Generated> {
        while self.ready.is_empty() {
            self.event();
        }
        self.ready.pop_front()
    }
}

#[derive(Clone, Debug)]
struct Paragraph {
    text: String,
    said: Vec<Said>,
}

impl Said {
    fn shifted(&self, by: usize) -> Said {
        let shift = |range: &Range<usize>| range.start + by..range.end + by;
        Said {
            speaker: self.speaker.clone(),
            source: shift(&self.source),
            cue: shift(&self.cue),
            content: shift(&self.content),
            direct: self.direct,
        }
    }
}

impl Paragraph {
    fn plain(text: String) -> Paragraph {
        Paragraph { text, said: Vec::new() }
    }

    fn push(&mut self, words: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(words);
        start..self.text.len()
    }
}

/// What an event's dispatches have in common.
struct Event {
    topic: &'static [&'static str],
    place: String,
    dateline: String,
    people: Vec<(String, String)>,
    body: String,
}

impl Event {
    fn new(random: &mut Random) -> Event {
        let place = name(random.zipf(4_000) as u64 + 1_000_000, 2);
        let people = (0..3)
            .map(|_| {
                let number = random.zipf(30_000) as u64;
                let person = format!("{} {}", name(number * 7 + 3, 2), name(number + 2_000_000, 3));
                (person, LEADS[(number % LEADS.len() as u64) as usize].to_owned())
            })
            .collect();
        Event {
            topic: TOPICS[random.zipf(TOPICS.len())],
            dateline: format!("{} - ", place.to_uppercase()),
            body: format!("the {place} {}", BODIES[random.below(BODIES.len())]),
            people,
            place,
        }
    }

    fn title(&self, random: &mut Random) -> String {
        let (person, _) = &self.people[0];
        let noun = self.noun(random);
        match random.below(3) {
            0 => format!("{}: {} {noun}", last(person), DID[random.zipf(DID.len())]),
            1 => format!(
                "{} {noun} {} {}",
                self.place,
                DID[random.zipf(DID.len())],
                self.noun(random)
            ),
            _ => format!("{} in {} over {noun}", capital(self.noun(random)), self.place),
        }
    }

    fn noun(&self, random: &mut Random) -> &'static str {
        if random.below(3) == 0 {
            NOUNS[random.zipf(NOUNS.len())]
        } else {
            self.topic[random.below(self.topic.len())]
        }
    }

    fn clause(&self, random: &mut Random) -> String {
        let (subject, verb) = (self.noun(random), DID[random.zipf(DID.len())]);
        let (object, other) = (self.noun(random), self.noun(random));
        let end = ENDS[random.zipf(ENDS.len())];
        match random.below(5) {
            0 => format!("the {subject} {verb} the {object} {end}"),
            1 => format!("{} {verb} the {subject} and the {object} {end}", self.body),
            2 => {
                let number = 3 + random.below(997);
                format!("{number} of the {subject} {verb} the {object} of {}", self.place)
            }
            3 => format!("no {subject} {verb} a {object} without the {other} {end}"),
            _ => {
                let street = name(random.zipf(20_000) as u64 + 3_000_000, 2);
                format!("the {subject} near {street} {verb} the {object} {end}")
            }
        }
    }

    fn paragraph(&self, random: &mut Random) -> Paragraph {
        let mut paragraph = Paragraph::plain(String::new());
        for sentence in 0..1 + random.below(3) {
            if sentence > 0 {
                paragraph.push(" ");
            }
            self.sentence(&mut paragraph, random);
        }
        paragraph
    }

    fn sentence(&self, into: &mut Paragraph, random: &mut Random) {
        let (person, lead) = &self.people[random.zipf(self.people.len())];
        let cue = CUES[random.zipf(CUES.len())];
        match random.below(6) {
            0 => {
                let content = into.push(&capital(&self.clause(random)));
                into.push(", ");
                let source = into.push(&self.body);
                into.push(" ");
                let cue = into.push(cue);
                into.push(".");
                self.said(into, &self.body[4..], source, cue, content, false);
            }
            1 => {
                let quoted = format!("“{}”", capital(&self.opinion(random)));
                let content = into.push(&quoted);
                into.push(" ");
                let source = into.push(&format!("{lead} {person}"));
                into.push(" ");
                let cue = into.push(cue);
                into.push(&format!(" on {}.", WEEKDAYS[random.below(7)]));
                self.said(into, person, source, cue, content, true);
            }
            2 => {
                let source = into.push(last(person));
                into.push(" ");
                let cue = into.push(cue);
                into.push(" ");
                let clause = self.clause(random);
                let content = into.push(&format!("that {clause}"));
                into.push(".");
                self.said(into, person, source, cue, content, false);
            }
            3 => {
                let (month, day) = (MONTHS[random.below(12)], 1 + random.below(28));
                let clause = self.clause(random);
                into.push(&format!("{}, as it did on {day} {month}.", capital(&clause)));
            }
            _ => {
                let clause = self.clause(random);
                into.push(&format!("{}.", capital(&clause)));
            }
        }
    }

    fn opinion(&self, random: &mut Random) -> String {
        let opinion = OPINIONS[random.below(OPINIONS.len())];
        let clause = self.clause(random);
        format!("{opinion} {clause}.")
    }

    fn said(
        &self,
        into: &mut Paragraph,
        speaker: &str,
        source: Range<usize>,
        cue: Range<usize>,
        content: Range<usize>,
        direct: bool,
    ) {
        into.said.push(Said { speaker: speaker.to_owned(), source, cue, content, direct });
    }
}

fn last(person: &str) -> &str {
    person.rsplit(' ').next().unwrap_or(person)
}

fn capital(words: &str) -> String {
    let mut characters = words.chars();
    characters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

/// An invented name of some syllables, the same for the same number.
fn name(number: u64, syllables: usize) -> String {
    const ONSETS: [&str; 20] = [
        "b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st",
        "t", "tr", "v",
    ];
    const RIMES: [&str; 20] = [
        "a", "al", "an", "ar", "e", "el", "en", "er", "i", "il", "in", "is", "o", "ol", "on", "or",
        "os", "u", "ul", "un",
    ];
    let mut random = Random::new(number.wrapping_add(1));
    let word: String =
        (0..syllables).flat_map(|_| [ONSETS[random.below(20)], RIMES[random.below(20)]]).collect();
    capital(&word)
}

/// Year, month and day of a count of days from 2025-01-01.
fn civil(mut days: u64) -> (u64, usize, u64) {
    let mut year = 2025;
    loop {
        let leap = year % 4 == 0;
        let length = if leap { 366 } else { 365 };
        if days < length {
            let months = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            for (month, length) in months.into_iter().enumerate() {
                if days < length {
                    return (year, month + 1, days + 1);
                }
                days -= length;
            }
        }
        days -= length;
        year += 1;
    }
}

/// SplitMix64: small, and the same everywhere.
#[derive(Clone, Debug)]
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// Below `bound`, the n-th about n times as rare as the first.
    fn zipf(&mut self, bound: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = ((bound as f64 + 1.0).powf(unit)) as usize;
        rank.clamp(1, bound) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_pile() {
        let some = |seed| Generator::new(seed).take(200).collect::<Vec<_>>();
        assert_eq!(some(7), some(7));
        assert_ne!(some(7), some(8));
        let ids: std::collections::HashSet<_> = some(7).into_iter().map(|it| it.id).collect();
        assert_eq!(ids.len(), 200);
    }

    #[test]
    fn copies_are_what_they_say_and_statements_stand_in_the_text() {
        let pile: Vec<Generated> = Generator::new(1).take(2_000).collect();
        let (mut copies, mut whole) = (0, 0);
        for found in &pile {
            for said in &found.said {
                assert!(found.text[said.content.clone()].len() > 5);
                assert_eq!(said.direct, found.text[said.content.clone()].starts_with('“'));
                assert!(!found.text[said.source.clone()].is_empty());
                assert!(CUES.contains(&&found.text[said.cue.clone()]));
            }
            if let Some((of, how)) = &found.copy_of {
                let original = pile.iter().find(|other| other.id == *of).expect("it came before");
                copies += 1;
                whole += usize::from(*how == Copied::Whole);
                assert_eq!(original.text == found.text, *how == Copied::Whole);
                assert!(original.issued < found.issued && original.event == found.event);
            }
        }
        assert!(copies > 800 && whole > 200 && copies < 1_800, "{copies} {whole}");
    }
}
