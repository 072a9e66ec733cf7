//! How well piles are traced, and what an item costs as the pile grows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use sayso_read::{Dispatch, Reader};
use sayso_trace::views::{Shown, json};
use sayso_trace::{Item, Tracer};
use serde::{Deserialize, Serialize};

use crate::trace::{Answers, Figures, score};
use crate::weights::Weights;

/// The score file `scores/trace.json`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Scores {
    /// On `../shared/trace`, where it is there.
    pub shared: Option<Figures>,
    /// On the piles of `samples/piles`, by name.
    pub samples: BTreeMap<String, Figures>,
    /// As a generated pile grows.
    pub growth: Vec<Growth>,
}

/// What adding costs at one size of a pile.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Growth {
    /// Items so far.
    pub items: usize,
    /// Items a second over the last stretch.
    pub items_a_second: f64,
    /// Of the copies generated so far, how many were found, in percent.
    pub recall: f64,
    /// Of the copies found, how many were generated as such, in percent.
    pub precision: f64,
}

/// Measures, prints, and writes the score file where asked to.
pub fn run(
    weights: &Weights,
    shared: &Path,
    root: &Path,
    grow: Option<usize>,
    plain: bool,
    write: Option<&Path>,
) -> Result<()> {
    let reader = if plain { None } else { Some(weights.reader()?) };
    let mut scores = Scores::default();
    for folder in piles(root)? {
        let figures = pile(&folder, reader.as_ref())?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!("samples/piles/{name}: {figures:?}");
        scores.samples.insert(name, figures);
    }
    if shared.join("items.jsonl").exists() {
        let figures = pile(shared, reader.as_ref())?;
        println!("shared pile: {figures:?}");
        scores.shared = Some(figures);
    } else {
        println!("shared pile: not there, skipped");
    }
    if let Some(items) = grow {
        scores.growth = growth(items);
    }
    if let Some(path) = write {
        let file = serde_json::to_string_pretty(&scores)? + "\n";
        fs::write(path, file).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// The folders of `samples/piles`, by name.
pub fn piles(root: &Path) -> Result<Vec<PathBuf>> {
    let folder = root.join("samples/piles");
    let entries =
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = paths.filter(|it| it.join("gold.json").exists()).collect();
    found.sort();
    Ok(found)
}

/// Traces the pile of a folder and scores it against its gold.
pub fn pile(folder: &Path, reader: Option<&Reader>) -> Result<Figures> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let mut tracer = Tracer::new();
    for (line, number) in read("items.jsonl")?.lines().zip(1..) {
        let item = Item::from_json(line, number)?;
        let reading = reader.map(|reader| reader.read(&Dispatch::new(item.text.clone())));
        tracer.add(item, reading.as_ref());
    }
    let trace = tracer.trace();
    let items: Vec<&Item> = tracer.items().collect();
    let found: Answers =
        serde_json::from_str(&json::write(&Shown { items: &items, trace: &trace }))?;
    let gold: Answers = serde_json::from_str(&read("gold.json")?)?;
    Ok(score(&gold, &found))
}

/// Adds generated dispatches and measures at each doubling.
fn growth(most: usize) -> Vec<Growth> {
    let mut tracer = Tracer::new();
    let mut found = Vec::new();
    let (mut measured, mut started) = (0, Instant::now());
    let mut next = 1_250;
    let mut generator = Generator::default();
    while tracer.len() < most {
        for item in generator.event() {
            tracer.add(item, None);
        }
        if tracer.len() >= next {
            let rate = (tracer.len() - measured) as f64 / started.elapsed().as_secs_f64();
            let (recall, precision) = generator.score(&tracer);
            let items = tracer.len();
            println!(
                "{items} items: {rate:.0} items/s, copies recall {recall:.1} precision {precision:.1}"
            );
            found.push(Growth { items, items_a_second: rate.round(), recall, precision });
            (measured, started) = (items, Instant::now());
            next *= 2;
        }
    }
    found
}

/// Makes events of invented words: a dispatch, copies of it, another report, all known.
#[derive(Default)]
struct Generator {
    events: u64,
    state: u64,
    copies: Vec<(String, String)>,
}

impl Generator {
    fn random(&mut self, below: usize) -> usize {
        // Xorshift: the same pile on every machine.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state % below as u64) as usize
    }

    fn event(&mut self) -> Vec<Item> {
        self.events += 1;
        self.state = self.events.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let place = self.name();
        let person = format!("{} {}", self.name(), self.name());
        let paragraphs: Vec<String> = (0..6).map(|_| self.paragraph(&place, &person)).collect();
        let other: Vec<String> = (0..5).map(|_| self.paragraph(&place, &person)).collect();
        let first = self.items(0, "Harbour News Agency", paragraphs.join("\n\n"));
        let mut items = vec![first, self.items(1, "The Hill Gazette", other.join("\n\n"))];
        for copy in 0..1 + self.random(4) {
            let mut kept = paragraphs.clone();
            match self.random(3) {
                0 => drop(kept.remove(3)),
                1 => kept.swap(1, 4),
                _ => kept.truncate(4),
            }
            kept.push("Harbour News Agency".to_owned());
            kept.push(format!("Paper {} is printed on Mondays. Write to us about it.", copy % 3));
            let outlet = format!("Paper {}", copy % 3);
            let item = self.items(2 + copy, &outlet, kept.join("\n\n"));
            self.copies.push((item.id.clone(), items[0].id.clone()));
            items.push(item);
        }
        items
    }

    fn items(&self, number: usize, outlet: &str, text: String) -> Item {
        // An event each three minutes, copies in the hours after it.
        let minutes = self.events * 3 + 40 * number as u64;
        let at = jiff::Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_mins(minutes as i64);
        Item {
            id: format!("{}-{number}", self.events),
            outlet: Some(outlet.to_owned()),
            issued: sayso_trace::Moment::parse(&at.to_string()),
            text,
            ..Item::default()
        }
    }

    fn name(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "bra", "cor", "den", "fal", "gri", "hol", "ist", "kar", "lem", "mor", "nev", "os",
            "pel", "rud", "sten", "tav",
        ];
        let name: String = (0..3).map(|_| SYLLABLES[self.random(SYLLABLES.len())]).collect();
        name[..1].to_uppercase() + &name[1..]
    }

    fn paragraph(&mut self, place: &str, person: &str) -> String {
        const WHO: [&str; 8] = [
            "the council",
            "the harbour board",
            "a court",
            "the fire brigade",
            "the ministry",
            "the union",
            "the hospital",
            "the owner",
        ];
        const DID: [&str; 10] = [
            "closed",
            "sold",
            "promised",
            "searched",
            "repaired",
            "inspected",
            "rejected",
            "ordered",
            "counted",
            "lost",
        ];
        const WHAT: [&str; 14] = [
            "the old bridge",
            "eleven boats",
            "a new timetable",
            "the market hall",
            "four warehouses",
            "the evening ferry",
            "the budget",
            "a school roof",
            "the archive",
            "two lorries",
            "the power station",
            "a field hospital",
            "the library",
            "its report",
        ];
        const WHEN: [&str; 7] = [
            "on Monday",
            "on Tuesday evening",
            "before dawn",
            "after a long meeting",
            "in the rain",
            "for the second time",
            "without a word",
        ];
        let mut sentences = Vec::new();
        for _ in 0..2 {
            let (who, did) = (WHO[self.random(8)], DID[self.random(10)]);
            let (what, when) = (WHAT[self.random(14)], WHEN[self.random(7)]);
            let (and, also) = (DID[self.random(10)], WHAT[self.random(14)]);
            let number = 20 + self.random(900);
            sentences.push(format!(
                "In {place} {who} {did} {what} {when} and {and} {also} near {} for {number} crowns, {person} said.",
                self.name()
            ));
        }
        sentences.join(" ")
    }

    /// Recall and precision of the copies of the pile so far.
    fn score(&self, tracer: &Tracer) -> (f64, f64) {
        let ids: Vec<&str> = tracer.items().map(|item| item.id.as_str()).collect();
        let event = |id: &str| id.split('-').next().map(str::to_owned);
        let copies = tracer.copies();
        let found: std::collections::HashSet<&str> =
            copies.iter().map(|copy| ids[copy.copy as usize]).collect();
        let hits = self.copies.iter().filter(|(copy, _)| found.contains(copy.as_str())).count();
        let right = copies.iter().filter(|copy| {
            let (one, other) = (ids[copy.copy as usize], ids[copy.of as usize]);
            event(one) == event(other) && !one.ends_with("-1") && !other.ends_with("-1")
        });
        let percent =
            |part: usize, all: usize| crate::figure::round(100.0 * crate::figure::share(part, all));
        (percent(hits, self.copies.len()), percent(right.count(), copies.len()))
    }
}
