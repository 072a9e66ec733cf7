//! What an item costs as a generated pile grows, and whether its copies are found.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::Result;
use sayso_trace::{CopyIndex, Item, Memory, Moment, Store, Tracer};
use serde::{Deserialize, Serialize};

use crate::figure::{round, share};
use crate::generate::{Generated, Generator};

/// A tracer with so many items, without readings.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Growth {
    /// Items so far.
    pub items: usize,
    /// Items added a second of processor time since the size before.
    pub items_a_second: f64,
    /// Memory of the process, in MiB.
    pub memory_mib: f64,
    /// Of the copies generated so far, how many were found, in percent.
    pub recall: f64,
    /// Of the copies found, how many were generated as such, in percent.
    pub precision: f64,
    /// 95 of 100 stories are traced in so many milliseconds of processor time.
    pub trace_p95_ms: f64,
}

/// The index of copies alone with so many items.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct IndexGrowth {
    /// Items so far.
    pub items: usize,
    /// Items added a second of processor time since the size before, those that make the text left
    /// out.
    pub items_a_second: f64,
    /// Bytes of the index an item.
    pub bytes_an_item: f64,
    /// Memory of the process, in MiB.
    pub memory_mib: f64,
    /// Of the copies, how many were found when they were added, in percent.
    pub recall: f64,
    /// Of those thought to be copies, how many are, in percent.
    pub precision: f64,
}

const SEED: u64 = 6;
const FIRST: usize = 1_000;
const TRACED: usize = 200;
/// Texts that share so much of their word sequences are thought to be copies.
const COPIED: f32 = 0.2;

/// Grows a tracer to `most` items and measures at each power of ten.
pub fn tracer(most: usize) -> Result<Vec<Growth>> {
    let mut tracer = Tracer::new();
    let mut truth = Truth::default();
    let mut found = Vec::new();
    let (mut next, mut measured, mut spent) = (FIRST, 0, Duration::ZERO);
    for (number, generated) in (0..).zip(Generator::new(SEED).take(most)) {
        truth.note(number, &generated);
        let item = item(generated);
        let started = cpu();
        let Ok(_) = tracer.add(item, None);
        spent += cpu().saturating_sub(started);
        let items = number as usize + 1;
        if items == next {
            let memory_mib = memory();
            let rate = (items - measured) as f64 / spent.as_secs_f64().max(1e-9);
            let Ok(stories) = tracer.store().stories();
            let sizes = stories.iter().map(|story| {
                let Ok(members) = tracer.store().members(*story);
                members.len()
            });
            let largest = sizes.max().unwrap_or_default();
            println!("{items} items in {} stories, the largest of {largest}", stories.len());
            let trace_p95_ms = traced(&mut tracer, items);
            let Ok(copies) = tracer.copies();
            let pairs: Vec<(u32, u32)> = copies.iter().map(|copy| (copy.copy, copy.of)).collect();
            let (recall, precision) = truth.score(&pairs);
            let growth = Growth {
                items,
                items_a_second: rate.round(),
                memory_mib,
                recall,
                precision,
                trace_p95_ms,
            };
            println!("{growth:?}");
            found.push(growth);
            (next, measured, spent) = (next * 10, items, Duration::ZERO);
        }
    }
    Ok(found)
}

/// Grows the index of copies alone to `most` items and measures at each power of ten.
pub fn index(most: usize) -> Result<Vec<IndexGrowth>> {
    let mut index = CopyIndex::new();
    let mut truth = Truth::default();
    let (mut found, mut pairs) = (Vec::new(), Vec::new());
    let (mut next, mut measured, mut spent) = (FIRST, 0, Duration::ZERO);
    for (number, generated) in (0..).zip(Generator::new(SEED).take(most)) {
        truth.note(number, &generated);
        let started = cpu();
        let near = index.add(&generated.text);
        spent += cpu().saturating_sub(started);
        pairs.extend(near.first().filter(|it| it.share >= COPIED).map(|it| (number, it.item)));
        let items = number as usize + 1;
        if items == next {
            let rate = (items - measured) as f64 / spent.as_secs_f64().max(1e-9);
            let (recall, precision) = truth.score(&pairs);
            let growth = IndexGrowth {
                items,
                items_a_second: rate.round(),
                bytes_an_item: (index.bytes() as f64 / items as f64).round(),
                memory_mib: memory(),
                recall,
                precision,
            };
            println!("{growth:?}");
            found.push(growth);
            (next, measured, spent) = (next * 10, items, Duration::ZERO);
        }
    }
    Ok(found)
}

fn item(generated: Generated) -> Item {
    Item {
        id: generated.id,
        outlet: Some(generated.outlet),
        issued: Moment::parse(&generated.issued),
        url: Some(generated.url),
        title: Some(generated.title),
        text: generated.text,
    }
}

/// What was generated as a copy of what: items by the family that they belong to.
#[derive(Default)]
struct Truth {
    first: HashMap<String, u32>,
    family: Vec<u32>,
    copies: Vec<u32>,
}

impl Truth {
    fn note(&mut self, number: u32, generated: &Generated) {
        match &generated.copy_of {
            Some((of, _)) => {
                self.family.push(self.first.get(of).copied().unwrap_or(number));
                self.copies.push(number);
            }
            None => {
                // Only items of the event on hand are copied.
                if self.first.len() > 64 {
                    self.first.clear();
                }
                self.first.insert(generated.id.clone(), number);
                self.family.push(number);
            }
        }
    }

    /// Recall and precision of copies with their source, in percent.
    fn score(&self, pairs: &[(u32, u32)]) -> (f64, f64) {
        let family = |item: u32| self.family[item as usize];
        let right: Vec<u32> =
            pairs.iter().filter(|(a, b)| family(*a) == family(*b)).map(|(copy, _)| *copy).collect();
        let found: std::collections::HashSet<u32> = right.iter().copied().collect();
        let hits = self.copies.iter().filter(|copy| found.contains(copy)).count();
        let percent = |part: usize, all: usize| round(100.0 * share(part, all));
        (percent(hits, self.copies.len()), percent(right.len(), pairs.len()))
    }
}

/// Traces the stories of some items and gives the 95th percentile, in milliseconds.
fn traced(tracer: &mut Tracer<Memory>, items: usize) -> f64 {
    let mut times = Vec::new();
    for at in 0..TRACED.min(items) {
        let item = (at * items / TRACED.min(items)) as u32;
        let started = cpu();
        let Ok(story) = tracer.store().story_of(item);
        let Ok(_) = tracer.trace_story(story);
        times.push(cpu().saturating_sub(started).as_secs_f64() * 1e3);
    }
    times.sort_unstable_by(f64::total_cmp);
    round(times[times.len() * 95 / 100])
}

/// Processor time of this thread where the system tells it, else the time of the clock.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = stat.and_then(|stat| stat.split_whitespace().next()?.parse::<u64>().ok());
    match spent {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => {
            static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
            START.elapsed()
        }
    }
}

/// Memory of this process in MiB; 0 where the system doesn't tell.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    (kib.unwrap_or_default() / 1024.0).round()
}
