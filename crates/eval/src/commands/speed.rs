//! How fast the shipped reader reads, what it takes to start and how much memory it needs.
//!
//! The text is our samples, repeated: as dispatches, one at a time, and as one long text. The best
//! of several runs counts, since other programs can only slow one down.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use sayso_model::Kernel;
use sayso_read::{Dispatch, Reader, Step};
use serde::{Deserialize, Serialize};

use crate::figure::round;
use crate::folders::{files, text};
use crate::weights::Weights;

/// The score file `scores/speed.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Speed {
    /// The day of measurement.
    pub measured: String,
    /// The version of the weights.
    pub model: String,
    /// What it was measured on.
    pub processor: String,
    /// Words of the text read.
    pub words: usize,
    /// One thread, by kernel.
    pub kernels: Vec<KernelSpeed>,
    /// Two threads on the fastest kernel, words a second; absent where there is one core.
    pub two_threads: Option<f64>,
    /// Where the time of the fastest kernel goes, in percent.
    pub phases: Vec<(String, f64)>,
    /// Time of the whole reading over that of the attributions alone.
    pub whole_to_attributions: f64,
    /// Milliseconds to load the weights and make a reader.
    pub load_ms: f64,
    /// The most memory that the process had, in MiB.
    pub peak_memory_mib: f64,
    /// Size of the `sayso` program, in MiB; absent where it isn't built.
    pub binary_mib: Option<f64>,
    /// Instructions a word under callgrind, which offers AVX2; absent without valgrind.
    pub instructions_per_word: Option<f64>,
}

/// The speed of one kernel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KernelSpeed {
    /// Its name.
    pub kernel: String,
    /// Words a second over the samples, each a dispatch.
    pub dispatches: f64,
    /// Words a second over one long text.
    pub long_text: f64,
}

/// How often each thing is measured.
const RUNS: usize = 3;

/// Measures, prints, and writes the score file where asked to.
pub fn run(weights: &Weights, root: &Path, words: usize, write: Option<&Path>) -> Result<()> {
    let speed = measure(weights, root, words)?;
    print(&speed);
    if let Some(path) = write {
        let file = serde_json::to_string_pretty(&speed)? + "\n";
        std::fs::write(path, file).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Reads a file some times over; what `valgrind` counts the instructions of.
pub fn repeat(weights: &Weights, path: &Path, times: usize) -> Result<()> {
    let reader = weights.reader()?;
    let dispatch = Dispatch::new(text(path)?);
    for _ in 0..times {
        std::hint::black_box(reader.read(&dispatch));
    }
    Ok(())
}

fn measure(weights: &Weights, root: &Path, words: usize) -> Result<Speed> {
    // The first load, before anything is warm.
    let started = Instant::now();
    let reader = weights.reader()?;
    let load_ms = started.elapsed().as_secs_f64() * 1000.0;

    let dispatches = dispatches(root, words)?;
    let words = count(&dispatches);
    let long = [joined(&dispatches)];
    let mut kernels = Vec::new();
    for kernel in Kernel::all_available() {
        let reader = weights.on(kernel.name()).reader()?;
        // The plain kernel is there to be right; one dispatch tells enough of it.
        let plain = kernel.name() == "plain";
        let some = if plain { &dispatches[..1] } else { &dispatches[..] };
        eprintln!("reading on {}", kernel.name());
        kernels.push(KernelSpeed {
            kernel: kernel.name().to_owned(),
            dispatches: whole(count(some) as f64 / best(|| read_all(&reader, some))),
            long_text: if plain {
                0.0
            } else {
                whole(words as f64 / best(|| read_all(&reader, &long)))
            },
        });
    }
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let two_threads = (cores > 1).then(|| {
        let seconds = best(|| {
            std::thread::scope(|scope| {
                for half in dispatches.chunks(dispatches.len().div_ceil(2)) {
                    scope.spawn(|| read_all(&reader, half));
                }
            });
        });
        whole(words as f64 / seconds)
    });
    let phases = phases(&reader, &dispatches);
    Ok(Speed {
        measured: jiff::Timestamp::now().to_string().chars().take(10).collect(),
        model: weights.version()?,
        processor: processor(),
        words,
        kernels,
        two_threads,
        whole_to_attributions: whole_to_attributions(&phases),
        phases,
        load_ms: (load_ms * 10.0).round() / 10.0,
        peak_memory_mib: memory_mib("self", PEAK).unwrap_or_default(),
        binary_mib: binary_mib(),
        instructions_per_word: instructions_per_word(root)?,
    })
}

/// The samples over and over, about `words` words in all.
fn dispatches(root: &Path, words: usize) -> Result<Vec<Dispatch>> {
    let paths = files(&root.join("samples"), "txt")?;
    let samples = paths.iter().map(|path| text(path)).collect::<Result<Vec<_>>>()?;
    if samples.is_empty() {
        bail!("there are no samples to read, run this from the root of the repository");
    }
    let once: usize = samples.iter().map(|sample| sayso_text::words(sample).len()).sum();
    let times = words.div_ceil(once.max(1));
    let all = samples.iter().cycle().take(times * samples.len());
    Ok(all.map(|sample| Dispatch::new(sample.clone())).collect())
}

fn joined(dispatches: &[Dispatch]) -> Dispatch {
    let texts: Vec<&str> = dispatches.iter().map(|dispatch| dispatch.text.as_str()).collect();
    Dispatch::new(texts.join("\n\n"))
}

fn count(dispatches: &[Dispatch]) -> usize {
    dispatches.iter().map(|dispatch| sayso_text::words(&dispatch.text).len()).sum()
}

fn read_all(reader: &Reader, dispatches: &[Dispatch]) {
    for dispatch in dispatches {
        std::hint::black_box(reader.read(dispatch));
    }
}

/// Seconds of the fastest run.
fn best(mut run: impl FnMut()) -> f64 {
    let seconds = (0..RUNS).map(|_| {
        let started = Instant::now();
        run();
        started.elapsed().as_secs_f64()
    });
    seconds.fold(f64::INFINITY, f64::min)
}

/// Where the time goes, in percent of the whole: each step of the reader on its own clock.
fn phases(reader: &Reader, dispatches: &[Dispatch]) -> Vec<(String, f64)> {
    let mut spent = Step::ALL.map(|_| Duration::ZERO);
    for _ in 0..RUNS {
        for dispatch in dispatches {
            let mut since = Instant::now();
            std::hint::black_box(reader.read_watched(dispatch, &mut |step| {
                let now = Instant::now();
                spent[step as usize] += now - since;
                since = now;
            }));
        }
    }
    let whole: Duration = spent.iter().sum();
    let percent = |part: Duration| 100.0 * part.as_secs_f64() / whole.as_secs_f64();
    let of = |step: Step| (step.name().to_owned(), round(percent(spent[step as usize])));
    Step::ALL.map(of).into()
}

/// The cost of everything, where that of the attributions alone is 1.
fn whole_to_attributions(phases: &[(String, f64)]) -> f64 {
    let rest = [Step::Speakers, Step::Calendar, Step::Diary].map(Step::name);
    let rest: f64 = phases.iter().filter(|(name, _)| rest.contains(&&**name)).map(|p| p.1).sum();
    (100_000.0 / (100.0 - rest)).round() / 1000.0
}

/// Counts a short text read once and twice; the difference is free of loading.
fn instructions_per_word(root: &Path) -> Result<Option<f64>> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("valgrind is not installed, instructions are not counted");
        return Ok(None);
    }
    let sample = files(&root.join("samples"), "txt")?.into_iter().next();
    let sample = sample.context("there are no samples to read")?;
    eprintln!("counting instructions");
    let program = std::env::current_exe()?;
    let collect = |times: &str| -> Result<f64> {
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(&program)
            .arg("repeat")
            .arg(&sample)
            .arg(times)
            .output()?;
        let log = String::from_utf8_lossy(&output.stderr);
        let line = log.lines().find_map(|line| line.split_once("Collected : "));
        let (_, count) = line.with_context(|| format!("valgrind failed:\n{log}"))?;
        Ok(count.trim().parse()?)
    };
    let words = sayso_text::words(&text(&sample)?).len();
    Ok(Some(whole((collect("2")? - collect("1")?) / words as f64)))
}

pub(super) fn processor() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = info.lines().find(|line| line.starts_with("model name"));
    let name = line.and_then(|line| line.split_once(':')).map_or("unknown", |(_, name)| name);
    name.trim().to_owned()
}

/// Lines of a process's status: the most memory that it had, and what it has now.
pub(super) const PEAK: &str = "VmHWM:";
pub(super) const NOW: &str = "VmRSS:";

/// Memory of a process, by number or "self", in MiB; nothing where the system doesn't tell.
pub(super) fn memory_mib(process: &str, which: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(which))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some((kib / 1024.0).round())
}

fn binary_mib() -> Option<f64> {
    let program = std::env::current_exe().ok()?.with_file_name("sayso");
    let bytes = std::fs::metadata(program).ok()?.len() as f64;
    Some((bytes / 1024.0 / 102.4).round() / 10.0)
}

fn whole(value: f64) -> f64 {
    value.round()
}

fn print(speed: &Speed) {
    println!("model {}, measured {} on {}", speed.model, speed.measured, speed.processor);
    println!("{} words of samples, words a second on one thread:", speed.words);
    for KernelSpeed { kernel, dispatches, long_text } in &speed.kernels {
        println!("  {kernel:14} {dispatches:8} as dispatches  {long_text:8} as one text");
    }
    if let Some(two) = speed.two_threads {
        println!("  {:14} {two:8} as dispatches", "two threads");
    }
    for (phase, percent) in &speed.phases {
        println!("  {phase:36} {percent:5.2} %");
    }
    println!("  everything costs {} times the attributions alone", speed.whole_to_attributions);
    println!("loading {} ms, at most {} MiB of memory", speed.load_ms, speed.peak_memory_mib);
    if let Some(binary) = speed.binary_mib {
        println!("program {binary} MiB");
    }
    if let Some(instructions) = speed.instructions_per_word {
        println!("{instructions} instructions a word under callgrind");
    }
}
