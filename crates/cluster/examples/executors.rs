//! What another executor brings, and how much goes from executor to executor. `docs/batch.md` shows
//! the figures.
//!
//!     cargo build --release -p sayso-cluster
//!     cargo run --release -p sayso-cluster --example executors -- 800 > scores/cluster.json
//!
//! The argument is how many generated dispatches are read, and then read and traced, by one executor
//! of one thread and by two.

#[path = "../tests/processes/mod.rs"]
mod processes;

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use processes::Cluster;
use sayso_eval::generate::Generator;
use serde::Serialize;

const SEED: u64 = 6;

#[derive(Serialize)]
struct Figures {
    cores: usize,
    dispatches: usize,
    words: usize,
    executors: Vec<Executors>,
    /// Rate of reading of two executors by that of one.
    gain: f64,
}

#[derive(Serialize)]
struct Executors {
    executors: usize,
    /// Reading alone.
    words_a_second: f64,
    /// Reading and tracing.
    traced_words_a_second: f64,
    /// What executors wrote for others and for the batch to fetch, for each dispatch that is read
    /// and traced.
    bytes_a_dispatch: u64,
}

fn main() -> Result<()> {
    let count: usize = std::env::args().nth(1).map_or(Ok(800), |it| it.parse())?;
    let root = std::env::temp_dir().join(format!("sayso-executors-{}", std::process::id()));
    fs::create_dir_all(&root)?;
    let input = root.join("news.jsonl");
    let words = write(&input, count)?;
    let mut executors = Vec::new();
    for number in 1..=2 {
        executors.push(measure(&root, &input, number, count, words)?);
    }
    fs::remove_dir_all(&root)?;
    let gain = executors[1].words_a_second / executors[0].words_a_second;
    let cores = std::thread::available_parallelism()?.get();
    let gain = (100.0 * gain).round() / 100.0;
    let figures = Figures { cores, dispatches: count, words, executors, gain };
    println!("{}", serde_json::to_string_pretty(&figures)?);
    Ok(())
}

/// Writes so many dispatches of different texts; gives their words.
fn write(path: &Path, count: usize) -> Result<usize> {
    let mut out = BufWriter::new(File::create(path)?);
    let (mut texts, mut words) = (HashSet::new(), 0);
    for it in Generator::new(SEED) {
        if texts.len() == count {
            break;
        }
        if texts.insert(it.text.clone()) {
            words += sayso_text::words(&it.text).len();
            let line = serde_json::json!({
                "id": it.id, "outlet": it.outlet, "issued": it.issued, "text": it.text,
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()?;
    Ok(words)
}

fn measure(
    root: &Path,
    input: &Path,
    executors: usize,
    dispatches: usize,
    words: usize,
) -> Result<Executors> {
    let own = std::env::current_exe()?;
    let program = own.parent().and_then(Path::parent).context("a folder")?.join("sayso-cluster");
    ensure!(program.exists(), "build it first: cargo build --release -p sayso-cluster");
    let root = root.join(format!("of-{executors}"));
    let cluster = Cluster::start(&program, &root, executors);
    let input = input.display().to_string();
    let mut rates = Vec::new();
    // Files go when nobody wants them any more.
    let mut files = HashMap::new();
    for tables in ["dispatches,attributions,chains,times,entities,diary", "attributions,copies"] {
        let out = root.join(format!("tables-{}", rates.len())).display().to_string();
        let started = Instant::now();
        let parts = ["--tasks", "64", "--batch", "1000", "--tables", tables];
        let mut child = cluster.batch(&[&parts[..], &[&input, "--out", &out]].concat());
        files.clear();
        let ended = loop {
            let ended = child.try_wait()?;
            for executor in 0..executors {
                sizes(&root.join(format!("executor-{executor}")), &mut files);
            }
            match ended {
                Some(ended) => break ended,
                None => std::thread::sleep(Duration::from_millis(200)),
            }
        };
        ensure!(ended.success(), "the batch failed");
        rates.push((words as f64 / started.elapsed().as_secs_f64()).round());
    }
    eprintln!("{executors} executors: {rates:?} words/s");
    Ok(Executors {
        executors,
        words_a_second: rates[0],
        traced_words_a_second: rates[1],
        bytes_a_dispatch: files.values().sum::<u64>() / dispatches.max(1) as u64,
    })
}

/// Notes the size of every file in a folder, the largest that was seen.
fn sizes(folder: &Path, files: &mut HashMap<PathBuf, u64>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.metadata() {
            Ok(about) if about.is_dir() => sizes(&path, files),
            Ok(about) => {
                let most = files.entry(path).or_default();
                *most = about.len().max(*most);
            }
            Err(_) => {}
        }
    }
}
