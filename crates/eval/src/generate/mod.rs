//! Dispatches that nobody wrote, for measuring: agencies report events, papers print their
//! dispatches whole, cut, worded anew or with words of their own, and what is a copy of what is
//! known. Events go on after days; some news is the same words each time about another place.
//!
//! Names of people, places and outlets are invented and as unevenly frequent as in the news (by
//! Zipf's law); so the words that searches are made of are rare and common as in real piles. Each
//! event has people, names, figures and things of its own beside those that all the news shares.
//! The same seed gives the same dispatches on every machine.

mod lexicon;

use std::collections::VecDeque;
use std::ops::Range;

use lexicon::{
    BODIES, CUES, DID, DONE, ENDS, LEADS, MONTHS, NOUNS, OPINIONS, OUTLETS, THINGS, TOPICS,
    WEEKDAYS,
};

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
    /// Every sentence worded anew but the quotations, every other time with a credit.
    Reworded,
    /// One paragraph of it among others of its own.
    Lifted,
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
    /// Events that go on: when, and from which number of dispatch.
    open: VecDeque<(u64, usize, Event)>,
}

impl Generator {
    /// A pile of its own for each seed.
    pub fn new(seed: u64) -> Self {
        let (ready, open) = (VecDeque::new(), VecDeque::new());
        Generator { random: Random::new(seed), events: 0, now: 0, ready, open }
    }

    fn event(&mut self) {
        self.events += 1;
        // A hundred thousand dispatches take about two years.
        self.now += 12 + self.random.below(40) as u64;
        let mut random = Random::new(self.random.next() ^ self.events);
        let event = Event::new(self.events, &mut random);
        let length = 5 + random.below(8);
        let paragraphs: Vec<Told> = (0..length).map(|_| Told::new(&mut random)).collect();
        let number = self.report(&event, 0, &paragraphs, &mut random);
        if random.below(5) == 0 {
            let due = self.now + 1440 * (1 + random.below(3) as u64);
            let at = self.open.partition_point(|(other, ..)| *other <= due);
            self.open.insert(at, (due, number, event));
        }
        while self.open.front().is_some_and(|(due, ..)| *due <= self.now) {
            if let Some((_, number, event)) = self.open.pop_front() {
                let own: Vec<Told> =
                    (0..4 + random.below(6)).map(|_| Told::new(&mut random)).collect();
                self.report(&event, number, &own, &mut random);
            }
        }
        if random.below(20) == 0 {
            self.bulletin(&mut random);
        }
    }

    /// An agency's report of an event with its copies, and another's own report; gives the number
    /// of the next dispatch on this event.
    fn report(
        &mut self,
        event: &Event,
        first: usize,
        paragraphs: &[Told],
        random: &mut Random,
    ) -> usize {
        let agency = OUTLETS[random.zipf(8)];
        let original = Plan { number: first, outlet: agency, later: 0, copy_of: None };
        let original = self.dispatch(event, &original, paragraphs, None, random);
        let of = original.id.clone();
        self.ready.push_back(original);
        let mut number = first + 1;
        // Few events are printed by many.
        for _ in 0..random.zipf(9) {
            let credit = format!("With material from {agency}.");
            let (how, kept, end) = match random.below(12) {
                0..=2 => (Copied::Whole, paragraphs.to_vec(), None),
                3..=5 => {
                    let left = paragraphs.len() - 1 - random.below(3);
                    (Copied::Cut, paragraphs[..left].to_vec(), None)
                }
                6..=8 => {
                    let mut kept = paragraphs.to_vec();
                    kept.remove(1 + random.below(kept.len() - 1));
                    kept.insert(random.below(kept.len()), Told::new(random));
                    (Copied::Edited, kept, Some(credit))
                }
                9..=10 => {
                    let anew = |told: &Told| Told { anew: true, ..*told };
                    let credit = Some(credit).filter(|_| random.below(2) == 0);
                    (Copied::Reworded, paragraphs.iter().map(anew).collect(), credit)
                }
                _ => {
                    let mut own: Vec<Told> =
                        (0..3 + random.below(4)).map(|_| Told::new(random)).collect();
                    own.insert(1, paragraphs[random.below(paragraphs.len())]);
                    (Copied::Lifted, own, None)
                }
            };
            let outlet = OUTLETS[8 + random.zipf(OUTLETS.len() - 8)];
            let later = 20 + random.below(600) as u64;
            let plan = Plan { number, outlet, later, copy_of: Some((of.clone(), how)) };
            let copy = self.dispatch(event, &plan, &kept, end, random);
            self.ready.push_back(copy);
            number += 1;
        }
        if random.below(3) == 0 {
            // Another report of the same event, in its own words.
            let outlet = OUTLETS[random.zipf(OUTLETS.len())];
            let own: Vec<Told> = (0..4 + random.below(6)).map(|_| Told::new(random)).collect();
            let later = 10 + random.below(300) as u64;
            let plan = Plan { number, outlet, later, copy_of: None };
            let report = self.dispatch(event, &plan, &own, None, random);
            self.ready.push_back(report);
            number += 1;
        }
        number
    }

    /// The news of a form: the same words each time, another place and other figures.
    fn bulletin(&mut self, random: &mut Random) {
        self.events += 1;
        let event = Event::new(self.events, random);
        let (place, street) = (&event.place, &event.names[0]);
        let (low, high) = (1 + random.below(20), 21 + random.below(20));
        let text = match random.below(3) {
            0 => format!(
                "Rain from the west will reach {place} towards the evening, with {low} to {high} \
                 millimetres expected on the slopes above {street}.\n\nDrivers are asked to allow \
                 for more time and to keep clear of low bridges. The service renews its forecast \
                 every six hours and gives no warranty for it."
            ),
            1 => format!(
                "The market at {place} sold {high} lots on {}, {low} more than a week ago, and {} \
                 fetched the highest price.\n\nPrices are without tax and for goods of the first \
                 class. The next market is held in seven days at the usual hour.",
                WEEKDAYS[random.below(7)],
                event.own[0]
            ),
            _ => format!(
                "A car left the road between {place} and {street} shortly after {low} o'clock and \
                 hit a tree. The driver, {high}, was taken to hospital with light injuries.\n\nThe \
                 damage was not known at first. Police ask those who saw the accident to come \
                 forward."
            ),
        };
        let plan =
            Plan { number: 0, outlet: OUTLETS[8 + random.below(8)], later: 0, copy_of: None };
        let mut bulletin = self.dispatch(&event, &plan, &[], None, random);
        bulletin.text = text;
        self.ready.push_back(bulletin);
    }

    fn dispatch(
        &self,
        event: &Event,
        plan: &Plan,
        paragraphs: &[Told],
        credit: Option<String>,
        random: &mut Random,
    ) -> Generated {
        let minutes = self.now + plan.later;
        let (year, month, day) = civil(minutes / 1440);
        let outlet = plan.outlet;
        let whole = matches!(plan.copy_of, Some((_, Copied::Whole)));
        let mut paragraphs: Vec<Paragraph> =
            paragraphs.iter().map(|told| event.paragraph(*told)).collect();
        paragraphs.extend(credit.map(Paragraph::plain));
        paragraphs.extend(tag_line(outlet).filter(|_| !whole).map(Paragraph::plain));
        let (mut text, mut said) = (event.dateline.clone(), Vec::new());
        for (at, paragraph) in paragraphs.iter().enumerate() {
            if at > 0 {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(&paragraph.text);
            said.extend(paragraph.said.iter().map(|found| found.shifted(start)));
        }
        let id = format!("{}-{}", event.number, plan.number);
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
            copy_of: plan.copy_of.clone(),
            event: event.number,
            said,
            id,
        }
    }
}

/// Who prints a dispatch, when, and of whom he has it.
struct Plan {
    number: usize,
    outlet: &'static str,
    later: u64,
    copy_of: Option<(String, Copied)>,
}

/// What an outlet prints under everything; agencies and some papers print nothing.
fn tag_line(outlet: &str) -> Option<String> {
    let at = OUTLETS.iter().position(|other| *other == outlet)?;
    match at {
        0..8 => None,
        at if at % 3 == 0 => None,
        at if at % 3 == 1 => Some(format!("{outlet} is printed in {} places every day.", at * 7)),
        at => Some(format!("Write to desk {at} of {outlet} if you know more about this story.")),
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

/// A paragraph by its seed: told again it has the same words, told anew others of the same meaning.
#[derive(Clone, Copy, Debug)]
struct Told {
    seed: u64,
    anew: bool,
}

impl Told {
    fn new(random: &mut Random) -> Told {
        Told { seed: random.next(), anew: false }
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
#[derive(Clone, Debug)]
struct Event {
    number: u64,
    topic: &'static [&'static str],
    place: String,
    dateline: String,
    people: Vec<(String, String)>,
    body: String,
    /// Things that it is about and few other events are.
    own: Vec<String>,
    /// Streets, ships and firms that belong to it alone.
    names: Vec<String>,
    figures: Vec<usize>,
}

impl Event {
    fn new(number: u64, random: &mut Random) -> Event {
        let place = name(random.zipf_after(12, 4_000) as u64 + 1_000_000, 2);
        let people = (0..3)
            .map(|at| {
                // One who is in the news each week, and two who are there once.
                let number = match at {
                    0 => random.zipf_after(20, 30_000) as u64,
                    _ => 30_000 + random.below(3_000_000) as u64,
                };
                let person = format!("{} {}", name(number * 7 + 3, 2), name(number + 9_000_000, 3));
                (person, LEADS[(number % LEADS.len() as u64) as usize].to_owned())
            })
            .collect();
        Event {
            number,
            topic: TOPICS[random.zipf_after(6, TOPICS.len())],
            dateline: format!("{} - ", place.to_uppercase()),
            body: format!("the {place} {}", BODIES[random.below(BODIES.len())]),
            people,
            place,
            own: (0..28)
                .map(|at| match at % 2 {
                    0 => THINGS[random.below(THINGS.len())].to_owned(),
                    _ => name(20_000_000 + random.below(40_000) as u64, 3).to_lowercase(),
                })
                .collect(),
            names: (0..4).map(|_| name(random.next() | 1 << 40, 3)).collect(),
            figures: (0..4).map(|_| 3 + random.below(4_000)).collect(),
        }
    }

    fn title(&self, random: &mut Random) -> String {
        let (person, _) = &self.people[0];
        let noun = self.noun(random).to_owned();
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

    fn noun(&self, random: &mut Random) -> &str {
        match random.below(6) {
            0 => NOUNS[random.zipf_after(4, NOUNS.len())],
            1 => self.topic[random.below(self.topic.len())],
            _ => &self.own[random.zipf_after(4, self.own.len())],
        }
    }

    /// A clause; the same with `anew` in other words.
    fn clause(&self, random: &mut Random, anew: bool) -> String {
        let (subject, verb) = (self.noun(random), random.zipf_after(6, DID.len()));
        let (object, other) = (self.noun(random), self.noun(random));
        let end = ENDS[random.zipf_after(6, ENDS.len())];
        let number = self.figures[random.zipf(self.figures.len())];
        let street = &self.names[random.zipf(self.names.len())];
        let (did, done) = (DID[verb], DONE[verb]);
        let (body, place) = (&self.body, &self.place);
        match (random.below(5), anew) {
            (0, false) => format!("the {subject} {did} the {object} {end}"),
            (0, true) => format!("{end} the {object} was {done} by the {subject}"),
            (1, false) => format!("{body} {did} the {subject} and the {object} {end}"),
            (1, true) => format!("both {subject} and {object} were {done} {end} by {body}"),
            (2, false) => format!("{number} of the {subject} {did} the {object} of {place}"),
            (2, true) => format!("in {place} the {object} was {done} by {number} of the {subject}"),
            (3, false) => format!("no {subject} {did} a {object} without the {other} {end}"),
            (3, true) => {
                format!("if the {other} was missing {end}, no {object} was {done} by any {subject}")
            }
            (_, false) => format!("the {subject} near {street} {did} the {object} {end}"),
            (_, true) => {
                format!("close to {street} the {object} was {done} {end} by the {subject}")
            }
        }
    }

    fn paragraph(&self, told: Told) -> Paragraph {
        let mut random = Random::new(told.seed);
        let mut paragraph = Paragraph::plain(String::new());
        for sentence in 0..1 + random.below(3) {
            if sentence > 0 {
                paragraph.push(" ");
            }
            self.sentence(&mut paragraph, &mut random, told.anew);
        }
        paragraph
    }

    fn sentence(&self, into: &mut Paragraph, random: &mut Random, anew: bool) {
        let (person, lead) = &self.people[random.zipf(self.people.len())];
        let cue = CUES[random.zipf(CUES.len())];
        match random.below(6) {
            0 if anew => {
                let source = into.push(&capital(&self.body));
                into.push(" ");
                let cue = into.push(cue);
                into.push(" ");
                let content = into.push(&format!("that {}", self.clause(random, anew)));
                into.push(".");
                self.said(into, &self.body[4..], source, cue, content, false);
            }
            0 => {
                let content = into.push(&capital(&self.clause(random, anew)));
                into.push(", ");
                let source = into.push(&self.body);
                into.push(" ");
                let cue = into.push(cue);
                into.push(".");
                self.said(into, &self.body[4..], source, cue, content, false);
            }
            1 => {
                // What is quoted stays as it was said.
                let quoted = format!("“{}”", capital(&self.opinion(random)));
                let content = into.push(&quoted);
                into.push(" ");
                let source = into.push(&format!("{lead} {person}"));
                into.push(" ");
                let cue = into.push(cue);
                into.push(&format!(" on {}.", WEEKDAYS[random.below(7)]));
                self.said(into, person, source, cue, content, true);
            }
            2 if anew => {
                let content = into.push(&capital(&self.clause(random, anew)));
                into.push(", ");
                let source = into.push(last(person));
                into.push(" ");
                let cue = into.push(cue);
                into.push(".");
                self.said(into, person, source, cue, content, false);
            }
            2 => {
                let source = into.push(last(person));
                into.push(" ");
                let cue = into.push(cue);
                into.push(" ");
                let content = into.push(&format!("that {}", self.clause(random, anew)));
                into.push(".");
                self.said(into, person, source, cue, content, false);
            }
            3 => {
                let (month, day) = (MONTHS[random.below(12)], 1 + random.below(28));
                let clause = self.clause(random, anew);
                into.push(&match anew {
                    false => format!("{}, as it did on {day} {month}.", capital(&clause)),
                    true => format!("As on {day} {month}, {clause}."),
                });
            }
            _ => {
                let clause = self.clause(random, anew);
                into.push(&format!("{}.", capital(&clause)));
            }
        }
    }

    fn opinion(&self, random: &mut Random) -> String {
        let opinion = OPINIONS[random.below(OPINIONS.len())];
        let clause = self.clause(random, false);
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

    /// The same without the first `left_out` ranks: no one stands out so much.
    fn zipf_after(&mut self, left_out: usize, bound: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let (first, all) = (left_out as f64 + 1.0, (bound + left_out) as f64 + 1.0);
        let rank = (first * (all / first).powf(unit)) as usize - left_out;
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
                if *how == Copied::Whole {
                    assert_eq!(original.text, found.text);
                }
                assert!(original.issued < found.issued && original.event == found.event);
            }
        }
        assert!(copies > 800 && whole > 200 && copies < 1_800, "{copies} {whole}");
    }
}
