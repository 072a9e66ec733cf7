//! How fast an archive takes in, how large it grows and how long searches take, at each size.
//!
//! The dispatches are generated ([`crate::generate`]), and what they say is stored as their
//! readings: reading itself is measured by `speed`.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use sayso_archive::query::Query;
use sayso_archive::{Access, Archive, In, Item, NewItem, NewReading, Search, passages_of};
use sayso_read::{Attribution, Found, Hand, Kind, Reading, Speaker};
use sayso_text::Span;
use serde::{Deserialize, Serialize};

use super::speed::{PEAK, memory_mib, processor};
use crate::figure::{quantile, round};
use crate::generate::{Generated, Generator};

/// The score file `scores/archive.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The day of measurement.
    pub measured: String,
    /// What it was measured on.
    pub processor: String,
    /// At each size, in growing order.
    pub sizes: Vec<Size>,
    /// The most memory that the process had, in MiB.
    pub peak_memory_mib: f64,
    /// Copies of the pile, in percent of its dispatches.
    pub copies_percent: f64,
    /// Bytes of passages that need no reading since they were read before, in percent of the text.
    pub reading_saved_percent: f64,
}

/// Figures at one size.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Size {
    /// Dispatches in the archive.
    pub items: usize,
    /// Dispatches added a second since the size before, without reading them.
    pub added_a_second: f64,
    /// Milliseconds of processor time for each of them.
    pub added_cpu_ms: f64,
    /// Readings stored a second.
    pub readings_a_second: f64,
    /// Bytes on disk for each dispatch, its reading and its place in the index.
    pub bytes_an_item: f64,
    /// Bytes of each as they came.
    pub raw_bytes_an_item: f64,
    /// Milliseconds that half the searches take at most.
    pub search_p50_ms: f64,
    /// Milliseconds that 95 of 100 searches take at most.
    pub search_p95_ms: f64,
    /// Milliseconds of the slowest.
    pub search_max_ms: f64,
    /// For each kind of query, the milliseconds that 95 of 100 take at most.
    pub kinds_p95_ms: BTreeMap<String, f64>,
}

/// Items of one transaction.
const BATCH: usize = 256;

/// Searches at each size.
const SEARCHES: usize = 1_400;

/// Measures, prints, and writes the score file where asked to.
pub fn run(most: usize, folder: Option<&Path>, write: Option<&Path>) -> Result<()> {
    let temporary = tempfile::tempdir().context("cannot make a folder")?;
    let folder = folder.unwrap_or(temporary.path());
    let mut archive = Archive::open(folder, Access::Create)?;
    if archive.stats()?.items > 0 {
        bail!("{}: an archive is here already, name an empty folder", folder.display());
    }
    let mut generator = Generator::new(1);
    let mut figures = Figures {
        measured: jiff::Timestamp::now().to_string().chars().take(10).collect(),
        processor: processor(),
        ..Figures::default()
    };
    let (mut items, mut raw, mut copies) = (0, 0, 0);
    let mut lines = Lines::default();
    let mut words = Words::default();
    let sizes = [1_000, 10_000, 100_000].into_iter().filter(|size| *size < most).chain([most]);
    for size in sizes {
        let (mut adding, mut reading, mut cpu) = (0.0, 0.0, 0.0);
        let before = items;
        while items < size {
            let batch: Vec<Generated> = generator.by_ref().take(BATCH.min(size - items)).collect();
            for found in &batch {
                raw += found.text.len();
                copies += usize::from(found.copy_of.is_some());
                lines.add(&found.text);
                words.learn(found);
            }
            let new: Vec<NewItem> = batch.iter().map(new_item).collect();
            let (started, cpu_before) = (Instant::now(), cpu_seconds());
            let added = archive.add(new)?;
            adding += started.elapsed().as_secs_f64();
            cpu += cpu_seconds() - cpu_before;
            let stored: Vec<Item> = added
                .iter()
                .map(|it| Ok(archive.get(it.item)?.expect("added")))
                .collect::<Result<_>>()?;
            let readings: Vec<Reading> = batch.iter().map(known_reading).collect();
            let new: Vec<NewReading> = stored
                .iter()
                .zip(&readings)
                .map(|(item, reading)| NewReading { item, reading, marks: None })
                .collect();
            let started = Instant::now();
            archive.store_readings(&new, "generated", jiff::Timestamp::now())?;
            reading += started.elapsed().as_secs_f64();
            items += batch.len();
        }
        let (times, kinds) = searches(&Archive::open(folder, Access::Read)?, &mut words)?;
        let bytes = archive.stats()?.file_bytes;
        let count = (items - before) as f64;
        let size = Size {
            items,
            added_a_second: (count / adding).round(),
            added_cpu_ms: (1e6 * cpu / count).round() / 1e3,
            readings_a_second: (count / reading).round(),
            bytes_an_item: (bytes as f64 / items as f64).round(),
            raw_bytes_an_item: (raw as f64 / items as f64).round(),
            search_p50_ms: quantile(&times, 0.5),
            search_p95_ms: quantile(&times, 0.95),
            search_max_ms: quantile(&times, 1.0),
            kinds_p95_ms: kinds,
        };
        println!("{}", serde_json::to_string(&size)?);
        figures.sizes.push(size);
    }
    let percent = |part: usize, all: usize| round(100.0 * part as f64 / all.max(1) as f64);
    figures.peak_memory_mib = memory_mib("self", PEAK).unwrap_or_default();
    figures.copies_percent = percent(copies, items);
    figures.reading_saved_percent = percent(lines.known, raw);
    println!(
        "{} MiB, {} % copies, {} % of the text needs no reading",
        figures.peak_memory_mib, figures.copies_percent, figures.reading_saved_percent
    );
    if let Some(path) = write {
        let file = serde_json::to_string_pretty(&figures)? + "\n";
        std::fs::write(path, file).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// A generated dispatch as the archive takes it.
pub fn new_item(found: &Generated) -> NewItem {
    NewItem {
        url: Some(found.url.clone()),
        publisher: Some(found.outlet.clone()),
        issued: Some(found.issued.clone()),
        title: Some(found.title.clone()),
        received: found.issued.parse().unwrap_or_default(),
        ..NewItem::text("generated", found.text.clone(), jiff::Timestamp::UNIX_EPOCH)
    }
}

/// The reading that a perfect reader would give, as far as it is known.
pub fn known_reading(found: &Generated) -> Reading {
    let span = |range: &std::ops::Range<usize>| Span::new(range.start, range.end);
    let attribution = |said: &crate::generate::Said| {
        let kind = if said.direct { Kind::Direct } else { Kind::Indirect };
        let (source, cue, content) = (span(&said.source), span(&said.cue), span(&said.content));
        let mut attribution = Attribution::new(
            vec![source],
            vec![cue],
            vec![content],
            kind,
            Found::Rule("generated"),
        );
        attribution.confidence = 0.9;
        attribution.voice.speakers.push(Speaker {
            name: said.speaker.clone(),
            entity: None,
            evidence: source,
            confidence: 0.9,
        });
        attribution.voice.chain = [&found.outlet, &said.speaker]
            .map(|name| Hand { name: name.clone(), evidence: None })
            .to_vec();
        attribution
    };
    Reading { attributions: found.said.iter().map(attribution).collect(), ..Reading::default() }
}

/// Which lines came before.
#[derive(Default)]
struct Lines {
    seen: HashSet<i64>,
    /// Bytes of those that came before.
    known: usize,
}

impl Lines {
    fn add(&mut self, text: &str) {
        for line in text.split('\n') {
            let passages = passages_of(line);
            if !passages.is_empty() && passages.iter().all(|line| !self.seen.insert(*line)) {
                self.known += line.len();
            }
        }
    }
}

/// What searches are made of: what stands in the pile, the frequent more often.
#[derive(Default)]
pub(super) struct Words {
    state: u64,
    seen: u64,
    kept: Vec<Kept>,
}

struct Kept {
    text: String,
    outlet: String,
    month: String,
    speaker: Option<String>,
}

impl Words {
    /// Keeps some of the dispatches, each with the same chance.
    pub(super) fn learn(&mut self, found: &Generated) {
        const MOST: usize = 500;
        self.seen += 1;
        let kept = Kept {
            text: found.text.clone(),
            outlet: found.outlet.clone(),
            month: found.issued[..7].to_owned(),
            speaker: found.said.first().map(|said| said.speaker.clone()),
        };
        if self.kept.len() < MOST {
            self.kept.push(kept);
        } else {
            let place = self.below(self.seen as usize);
            if place < MOST {
                self.kept[place] = kept;
            }
        }
    }

    /// Somebody who says something in it.
    pub(super) fn speaker(&mut self) -> &str {
        let place = self.below(self.kept.len());
        self.kept[place].speaker.as_deref().unwrap_or("police")
    }

    fn below(&mut self, bound: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        ((self.state >> 33) % bound as u64) as usize
    }

    /// Words, phrases, names and filters as people put them together: a kind of query, the query,
    /// and what is looked for.
    pub(super) fn query(&mut self) -> (&'static str, String, In) {
        let place = self.below(self.kept.len());
        let choice = self.below(KINDS.len());
        let within = if self.below(2) == 0 { In::Dispatches } else { In::Statements };
        let start = self.below(40);
        let kept = &self.kept[place];
        let letters = |word: &&str| word.len() > 3 && word.chars().all(char::is_alphabetic);
        let words: Vec<&str> = kept.text.split_whitespace().skip(start).collect();
        let mut long = words.iter().copied().filter(letters);
        let first = long.next().unwrap_or("port");
        let second = long.nth(2).unwrap_or("minister");
        // Names of places are rare, and the words around them common.
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        let rare = words.iter().copied().filter(letters).find(capital).unwrap_or(second);
        let quoted =
            |words: &[&str]| format!("\"{}\"", words.join(" ").replace(['“', '”', '"'], ""));
        let speaker = kept.speaker.as_deref().unwrap_or("police");
        let (outlet, month) = (&kept.outlet, &kept.month);
        let query = match KINDS[choice] {
            "a word" => first.to_owned(),
            "a rare word" => rare.to_owned(),
            "the commonest word" => "the".to_owned(),
            "two words" => format!("{first} {second}"),
            "a phrase" => quoted(&words[..words.len().min(3)]),
            "speaker: and a word" => format!("speaker:\"{speaker}\" {first}"),
            "speaker: kind:" => format!("speaker:\"{speaker}\" kind:direct"),
            "via: and a word" => format!("via:\"{outlet}\" {first}"),
            "via: kind:" => format!("via:\"{outlet}\" kind:direct"),
            "publisher: issued: and a word" => {
                format!("{first} publisher:\"{outlet}\" issued:{month}")
            }
            "after: and a word" => format!("{first} after:{month}"),
            "kind: and two words" => format!("kind:direct {first} {second}"),
            "or, not, after:" => format!("({first} OR {second}) after:{month} -nobody"),
            "all at once" => {
                format!("{first} speaker:\"{speaker}\" via:\"{outlet}\" after:{month} kind:direct")
            }
            _ => unreachable!("the kinds are told above"),
        };
        (KINDS[choice], query, within)
    }
}

/// Kinds of queries, all as often.
const KINDS: [&str; 14] = [
    "a word",
    "a rare word",
    "the commonest word",
    "two words",
    "a phrase",
    "speaker: and a word",
    "speaker: kind:",
    "via: and a word",
    "via: kind:",
    "publisher: issued: and a word",
    "after: and a word",
    "kind: and two words",
    "or, not, after:",
    "all at once",
];

/// Milliseconds that searches take, marks and all.
fn searches(archive: &Archive, words: &mut Words) -> Result<(Vec<f64>, BTreeMap<String, f64>)> {
    let mut times = Vec::new();
    let mut kinds: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for _ in 0..SEARCHES {
        let (kind, query, within) = words.query();
        let Ok(parsed) = Query::parse(&query) else { continue };
        let started = Instant::now();
        archive.search(&Search { within, ..Search::new(parsed) })?;
        let time = started.elapsed().as_secs_f64() * 1000.0;
        let within = if within == In::Dispatches { "dispatches" } else { "statements" };
        kinds.entry(format!("{kind}, {within}")).or_default().push(time);
        times.push(time);
    }
    times.sort_by(f64::total_cmp);
    let slow = kinds.into_iter().map(|(kind, mut times)| {
        times.sort_by(f64::total_cmp);
        (kind, quantile(&times, 0.95))
    });
    Ok((times, slow.collect()))
}

/// Processor time of this process so far, in seconds; 0 where the system doesn't tell.
fn cpu_seconds() -> f64 {
    let Ok(line) = std::fs::read_to_string("/proc/self/stat") else { return 0.0 };
    let fields: Vec<&str> =
        line.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |field: usize| fields.get(field).and_then(|it| it.parse::<f64>().ok());
    // User and system time, in hundredths.
    (ticks(11).unwrap_or(0.0) + ticks(12).unwrap_or(0.0)) / 100.0
}
