//! What a batch costs: its reading against the bare reader's, and comparing as a pile of generated
//! dispatches with known copies grows. `docs/batch.md` shows the figures.
//!
//!     cargo build --release -p sayso-batch
//!     cargo run --release -p sayso-batch --example figures -- 1000000 > scores/batch.json
//!
//! The argument is the largest pile; each power of ten from 1,000 on is measured.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::Int64Type;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rayon::prelude::*;
use sayso_eval::generate::Generator;
use sayso_read::Dispatch;
use serde::Serialize;

const SEED: u64 = 6;
/// Dispatches that are read for the rate of reading.
const READ: usize = 300;

#[derive(Serialize)]
struct Figures {
    cores: usize,
    reading: Reading,
    growth: Vec<Growth>,
}

/// Reading the same texts, each once.
#[derive(Serialize)]
struct Reading {
    words: usize,
    bare_words_a_second: f64,
    batch_words_a_second: f64,
    ratio: f64,
}

/// Comparing without reading.
#[derive(Serialize)]
struct Growth {
    dispatches: usize,
    seconds: f64,
    microseconds_a_dispatch: f64,
    memory_mib: f64,
    /// Of the generated copies, how many have one of their own family as their source, in percent.
    recall: f64,
    /// Of the copies told, how many are.
    precision: f64,
    f1: f64,
}

fn main() -> Result<()> {
    let most: usize = std::env::args().nth(1).map_or(Ok(10_000), |it| it.parse())?;
    let root = std::env::temp_dir().join(format!("sayso-figures-{}", std::process::id()));
    fs::create_dir_all(&root)?;
    let reading = reading(&root)?;
    let mut growth = Vec::new();
    let mut size = 1_000;
    while size <= most {
        growth.push(grown(&root, size)?);
        size *= 10;
    }
    fs::remove_dir_all(&root)?;
    let cores = std::thread::available_parallelism()?.get();
    let figures = Figures { cores, reading, growth };
    println!("{}", serde_json::to_string_pretty(&figures)?);
    Ok(())
}

/// The program, which lies beside the folder of the examples.
fn program() -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(Path::parent).context("a folder")?;
    let program = folder.join("sayso-batch");
    ensure!(program.exists(), "build it first: cargo build --release -p sayso-batch");
    Ok(program)
}

/// Writes so many dispatches; gives what is a copy of what.
fn write(path: &Path, count: usize) -> Result<Truth> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut truth = Truth::default();
    for (number, it) in (0..).zip(Generator::new(SEED).take(count)) {
        truth.note(number, &it.id, it.copy_of.as_ref().map(|(of, _)| of.as_str()));
        let line = serde_json::json!({
            "id": it.id, "outlet": it.outlet, "issued": it.issued, "url": it.url,
            "title": it.title, "text": it.text,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(truth)
}

/// Families of copies.
#[derive(Default)]
struct Truth {
    first: HashMap<String, i64>,
    family: Vec<i64>,
    copies: Vec<i64>,
}

impl Truth {
    fn note(&mut self, number: i64, id: &str, of: Option<&str>) {
        let family = match of {
            Some(of) => {
                self.copies.push(number);
                self.first.get(of).copied().unwrap_or(number)
            }
            None => {
                // Only dispatches of the event on hand are copied.
                if self.first.len() > 64 {
                    self.first.clear();
                }
                self.first.insert(id.to_owned(), number);
                number
            }
        };
        self.family.push(family);
    }

    /// Recall and precision, in percent.
    fn score(&self, pairs: &[(i64, i64)]) -> (f64, f64) {
        let akin = |(a, b): &&(i64, i64)| self.family[*a as usize] == self.family[*b as usize];
        let right = pairs.iter().filter(akin).count();
        let found: HashSet<i64> = pairs.iter().filter(akin).flat_map(|(a, b)| [*a, *b]).collect();
        let hits = self.copies.iter().filter(|copy| found.contains(copy)).count();
        let percent = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        (percent(hits, self.copies.len()), percent(right, pairs.len()))
    }
}

/// Runs the program; gives how long it took and the most memory that it had, in MiB.
fn run(arguments: &[&str]) -> Result<(Duration, f64)> {
    let started = Instant::now();
    let mut child = Command::new(program()?).args(arguments).stderr(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0.0_f64;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        let peak = fs::read_to_string(&status).ok().and_then(|status| {
            let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<f64>().ok()
        });
        most = most.max(peak.unwrap_or_default() / 1024.0);
        std::thread::sleep(Duration::from_millis(20));
    };
    ensure!(ended.success(), "{arguments:?} failed");
    Ok((started.elapsed(), most))
}

fn reading(root: &Path) -> Result<Reading> {
    let input = root.join("read.jsonl");
    let mut texts = HashSet::new();
    let mut out = BufWriter::new(File::create(&input)?);
    let mut dispatches = Vec::new();
    for it in Generator::new(SEED) {
        if dispatches.len() == READ {
            break;
        }
        // The same text twice is read once by a batch, which would be no comparison.
        if texts.insert(it.text.clone()) {
            writeln!(out, "{}", serde_json::json!({ "text": it.text }))?;
            dispatches.push(Dispatch::new(it.text));
        }
    }
    out.flush()?;
    let words = dispatches.iter().map(|it| sayso_text::words(&it.text).len()).sum::<usize>();
    let reader = sayso_batch::functions::reader()?;
    let started = Instant::now();
    let found: usize = dispatches
        .par_iter()
        .with_max_len(1)
        .map(|dispatch| reader.read(dispatch).attributions.len())
        .sum();
    let bare = words as f64 / started.elapsed().as_secs_f64();
    ensure!(found > 0, "nothing was found");
    let folder = root.join("read");
    let names = [&input, &folder].map(|path| path.display().to_string());
    // Without comparing, which the bare reader doesn't do.
    let tables = "dispatches,attributions,chains,times,entities,diary";
    let (took, _) = run(&["batch", &names[0], "--out", &names[1], "--tables", tables])?;
    let batch = words as f64 / took.as_secs_f64();
    eprintln!("{words} words: bare {bare:.0}/s, batch {batch:.0}/s");
    Ok(Reading {
        words,
        bare_words_a_second: bare.round(),
        batch_words_a_second: batch.round(),
        ratio: (1000.0 * batch / bare).round() / 1000.0,
    })
}

fn grown(root: &Path, count: usize) -> Result<Growth> {
    let (input, folder) = (root.join("pile.jsonl"), root.join(format!("pile-{count}")));
    let truth = write(&input, count)?;
    let names = [&input, &folder].map(|path| path.display().to_string());
    let tables = "dispatches,copies,stories";
    let arguments = [
        "batch",
        &names[0],
        "--out",
        &names[1],
        "--no-read",
        "--batch",
        "16384",
        "--tables",
        tables,
    ];
    let (took, memory_mib) = run(&arguments)?;
    let mut pairs = Vec::new();
    for entry in fs::read_dir(folder.join("copies"))? {
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(entry?.path())?)?;
        for rows in reader.build()? {
            let rows = rows?;
            let column = |name| rows.column_by_name(name).context("a column");
            let number = column("number")?.as_primitive::<Int64Type>().values().clone();
            let of = column("of")?.as_primitive::<Int64Type>().values().clone();
            pairs.extend(number.iter().copied().zip(of.iter().copied()));
        }
    }
    fs::remove_dir_all(&folder)?;
    let (recall, precision) = truth.score(&pairs);
    let hundredths = |value: f64| (100.0 * value).round() / 100.0;
    let growth = Growth {
        dispatches: count,
        seconds: hundredths(took.as_secs_f64()),
        microseconds_a_dispatch: (took.as_secs_f64() * 1e6 / count as f64).round(),
        memory_mib: memory_mib.round(),
        recall: hundredths(recall),
        precision: hundredths(precision),
        f1: hundredths(2.0 * recall * precision / (recall + precision).max(1e-9)),
    };
    eprintln!("{}", serde_json::to_string(&growth)?);
    Ok(growth)
}
