//! What an item costs as a generated pile grows, and whether its copies are found.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::{Duration, Instant};

use anyhow::Result;
use sayso_trace::{CopyIndex, Item, Memory, Moment, Store, Tracer};
use serde::{Deserialize, Serialize};

use super::speed::{NOW, memory_mib};
use crate::figure::{round, share};
use crate::generate::{Copied, Generated, Generator};

/// A tracer with so many items, without readings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Growth {
    /// Items so far.
    pub items: usize,
    /// Items added a second of processor time since the size before.
    pub items_a_second: f64,
    /// Memory of the process, in MiB.
    pub memory_mib: f64,
    /// Of the copies generated so far, how many were found when they were added, in percent.
    pub recall: f64,
    /// The same by the way they were made.
    pub recall_by_kind: BTreeMap<String, f64>,
    /// Of the copies told in the end, each of the nearest hand, how many are copies of one text
    /// with it, in percent.
    pub precision: f64,
    /// How well items of one event are put together (BCubed F1 of some items), in percent.
    pub stories: f64,
    /// Items of the largest story.
    pub largest_story: usize,
    /// Half of the items asked for are traced in so many milliseconds of processor time.
    pub trace_p50_ms: f64,
    /// 95 of 100 are.
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
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let (mut next, mut measured, mut spent) = (FIRST, 0, Duration::ZERO);
    for (number, generated) in (0..).zip(Generator::new(SEED).take(most)) {
        truth.note(number, &generated);
        let item = item(generated);
        let started = cpu();
        let Ok(added) = tracer.add(item, None);
        spent += cpu().saturating_sub(started);
        // Whichever of the two is the copy: the new one stands first.
        let other = |it: &sayso_trace::Relation| (number, it.copy.min(it.of));
        pairs.extend(added.relations.iter().map(other));
        let items = number as usize + 1;
        if items == next {
            let memory_mib = memory();
            let rate = (items - measured) as f64 / spent.as_secs_f64().max(1e-9);
            let (trace_p50_ms, trace_p95_ms) = traced(&mut tracer, items);
            let (recall, _) = truth.score(&pairs);
            let Ok(copies) = tracer.copies();
            let told: Vec<(u32, u32)> = copies.iter().map(|copy| (copy.copy, copy.of)).collect();
            let (_, precision) = truth.score(&told);
            let (stories, largest_story) = truth.stories(&tracer);
            let growth = Growth {
                items,
                items_a_second: rate.round(),
                memory_mib,
                recall,
                recall_by_kind: truth.by_kind(&pairs),
                precision,
                stories,
                largest_story,
                trace_p50_ms,
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
    copies: Vec<(u32, Copied)>,
    events: Vec<u64>,
    sizes: HashMap<u64, usize>,
}

impl Truth {
    fn note(&mut self, number: u32, generated: &Generated) {
        self.events.push(generated.event);
        *self.sizes.entry(generated.event).or_default() += 1;
        match &generated.copy_of {
            Some((of, how)) => {
                self.family.push(self.first.get(of).copied().unwrap_or(number));
                self.copies.push((number, *how));
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

    /// Copies with one of their own family in their pair.
    fn hits(&self, pairs: &[(u32, u32)]) -> HashSet<u32> {
        pairs.iter().filter(|pair| self.akin(pair)).map(|(copy, _)| *copy).collect()
    }

    fn akin(&self, (a, b): &(u32, u32)) -> bool {
        self.family[*a as usize] == self.family[*b as usize]
    }

    /// Recall and precision of copies with their source, in percent.
    fn score(&self, pairs: &[(u32, u32)]) -> (f64, f64) {
        let found = self.hits(pairs);
        let hits = self.copies.iter().filter(|(copy, _)| found.contains(copy)).count();
        let right = pairs.iter().filter(|pair| self.akin(pair)).count();
        (percent(hits, self.copies.len()), percent(right, pairs.len()))
    }

    fn by_kind(&self, pairs: &[(u32, u32)]) -> BTreeMap<String, f64> {
        let found = self.hits(pairs);
        let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (copy, how) in &self.copies {
            let (hits, all) = counts.entry(format!("{how:?}").to_lowercase()).or_default();
            *hits += usize::from(found.contains(copy));
            *all += 1;
        }
        counts.into_iter().map(|(kind, (hits, all))| (kind, percent(hits, all))).collect()
    }

    /// BCubed F1 of the stories of some items, and the size of the largest story.
    fn stories(&self, tracer: &Tracer<Memory>) -> (f64, usize) {
        let mut largest = 0;
        let Ok(stories) = tracer.store().stories();
        for story in stories {
            let Ok(members) = tracer.store().members(story);
            largest = largest.max(members.len());
        }
        let (mut precision, mut recall) = (0.0, 0.0);
        let items = self.events.len();
        let asked: Vec<usize> = (0..items).step_by((items / 2_000).max(1)).collect();
        for item in &asked {
            let Ok(story) = tracer.store().story_of(*item as u32);
            let Ok(members) = tracer.store().members(story);
            let event = self.events[*item];
            let both = members.iter().filter(|it| self.events[**it as usize] == event).count();
            precision += both as f64 / members.len().max(1) as f64;
            recall += both as f64 / self.sizes[&event] as f64;
        }
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        (round(100.0 * f1 / asked.len().max(1) as f64), largest)
    }
}

fn percent(part: usize, all: usize) -> f64 {
    round(100.0 * share(part, all))
}

/// Traces some items and gives the median and the 95th percentile, in milliseconds.
fn traced(tracer: &mut Tracer<Memory>, items: usize) -> (f64, f64) {
    let mut times = Vec::new();
    for at in 0..TRACED.min(items) {
        let item = (at * items / TRACED.min(items)) as u32;
        let started = cpu();
        let Ok(_) = tracer.trace_item(item);
        times.push(cpu().saturating_sub(started).as_secs_f64() * 1e3);
    }
    times.sort_unstable_by(f64::total_cmp);
    (round(times[times.len() / 2]), round(times[times.len() * 95 / 100]))
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
    memory_mib("self", NOW).unwrap_or_default()
}
