//! How `sayso serve` holds out: a steady load of pages and searches on a large archive.
//!
//! Requests are sent when they are due, whether or not earlier ones were answered, and a time
//! counts from when the request was due: a server that falls behind cannot slow its measure down.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use ureq::Agent;

use super::archive::Words;
use super::speed::{NOW, PEAK, memory_mib, processor};
use crate::figure::{quantile, round};
use crate::generate::Generator;

/// The score file `scores/desk.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The day of measurement.
    pub measured: String,
    /// What it was measured on, the load beside the server.
    pub processor: String,
    /// Dispatches in the archive.
    pub items: u64,
    /// Requests a second.
    pub rate: f64,
    /// Seconds of load.
    pub seconds: u64,
    /// Answers other than 200, and requests without an answer.
    pub errors: usize,
    /// Times of all requests, then by kind.
    pub times: Vec<Times>,
    /// Milliseconds to read a pasted dispatch, the middle of five.
    pub read_ms: f64,
    /// Words of that dispatch.
    pub read_words: usize,
    /// Memory of the server before the load, in MiB.
    pub idle_memory_mib: f64,
    /// The most memory of the server after it, in MiB.
    pub peak_memory_mib: f64,
}

/// Times of one kind of request, in milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// What was asked for.
    pub kind: String,
    /// How many.
    pub requests: usize,
    /// Half take at most this.
    pub p50_ms: f64,
    /// 95 of 100 take at most this.
    pub p95_ms: f64,
    /// 99 of 100 take at most this.
    pub p99_ms: f64,
    /// The slowest.
    pub max_ms: f64,
}

/// Requests under way at once, at most.
const CONNECTIONS: usize = 32;

/// Puts the load on `sayso serve` over the archive in `folder`, prints, and writes the score file
/// where asked to. The archive is one that `sayso-eval archive --keep` made.
pub fn run(folder: &Path, rate: f64, seconds: u64, write: Option<&Path>) -> Result<()> {
    let server = Server::start(folder)?;
    let agent = agent();
    let address = &server.address;
    let items = ask(&agent, &format!("{address}/api/v1/archive"))?["dispatches"].as_u64();
    let items = items.context("the server doesn't tell the size of the archive")?;
    let idle_memory_mib = server.memory(NOW)?;
    let (read_ms, read_words) = reading(&agent, address)?;
    let plan = plan(items, (rate * seconds as f64) as usize);
    let (mut taken, errors) = load(&agent, address, &plan, rate);
    let mut times = vec![summary("all", taken.iter().map(|(_, time)| *time).collect())];
    taken.sort_by_key(|(kind, _)| *kind);
    for same in taken.chunk_by(|(one, _), (other, _)| one == other) {
        times.push(summary(same[0].0, same.iter().map(|(_, time)| *time).collect()));
    }
    let figures = Figures {
        measured: jiff::Timestamp::now().to_string().chars().take(10).collect(),
        processor: processor(),
        items,
        rate,
        seconds,
        errors,
        times,
        read_ms,
        read_words,
        idle_memory_mib,
        peak_memory_mib: server.memory(PEAK)?,
    };
    print(&figures);
    if let Some(path) = write {
        let file = serde_json::to_string_pretty(&figures)? + "\n";
        std::fs::write(path, file).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// The program at work; it ends with the value.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Result<Server> {
        let program = std::env::current_exe()?.with_file_name("sayso");
        ensure!(program.exists(), "build the program first: cargo build --release -p sayso");
        let mut process = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--archive"])
            .arg(folder)
            .stderr(Stdio::piped())
            .spawn()?;
        let mut log = BufReader::new(process.stderr.take().expect("piped"));
        let mut said = String::new();
        log.read_line(&mut said)?;
        let address = said.split_whitespace().find(|word| word.starts_with("http://"));
        let Some(address) = address.map(|it| it.trim_end_matches('/').to_owned()) else {
            bail!("sayso serve: {said}")
        };
        // Nothing may wait for a reader of its log.
        thread::spawn(move || log.lines().for_each(drop));
        Ok(Server { process, address })
    }

    fn memory(&self, which: &str) -> Result<f64> {
        let memory = memory_mib(&self.process.id().to_string(), which);
        memory.context("the system tells no memory")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_idle_connections(CONNECTIONS)
        .max_idle_connections_per_host(CONNECTIONS)
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .into()
}

fn ask(agent: &Agent, address: &str) -> Result<serde_json::Value> {
    let answer = agent.get(address).call()?.body_mut().read_to_string()?;
    Ok(serde_json::from_str(&answer)?)
}

/// Milliseconds to read a pasted dispatch of about 600 words, and its words.
fn reading(agent: &Agent, address: &str) -> Result<(f64, usize)> {
    let mut text = String::new();
    for generated in Generator::new(2) {
        if sayso_text::words(&text).len() >= 600 {
            break;
        }
        text += &generated.text;
        text += "\n\n";
    }
    let words = sayso_text::words(&text).len();
    let body = serde_json::json!({ "text": text }).to_string();
    let mut times = Vec::new();
    for _ in 0..5 {
        let started = Instant::now();
        let request = agent.post(format!("{address}/api/v1/read"));
        let mut answer = request.content_type("application/json").send(&body)?;
        answer.body_mut().read_to_string()?;
        ensure!(answer.status() == 200, "reading a dispatch: {}", answer.status());
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok((round(times[2]), words))
}

/// What is asked for, in order: a desk of people who search, open what they find, and look around.
fn plan(items: u64, requests: usize) -> Vec<(&'static str, String)> {
    let mut words = Words::default();
    for found in Generator::new(1).take(items as usize) {
        words.learn(&found);
    }
    let encoded =
        |text: &str| -> String { url::form_urlencoded::byte_serialize(text.as_bytes()).collect() };
    let request = |number: usize| match number % 10 {
        0 => ("page", "/".to_owned()),
        1 => ("page", format!("/search?q={}", encoded(&words.query().1))),
        2..=4 => ("statements", format!("/api/v1/statements?q={}", encoded(&words.query().1))),
        5 | 6 => ("dispatches", format!("/api/v1/dispatches?q={}", encoded(&words.query().1))),
        7 | 8 => {
            let id = 1 + number as u64 * 7919 % items;
            ("dispatch", format!("/api/v1/dispatches/{id}"))
        }
        _ => ("person", format!("/api/v1/people/{}", encoded(words.speaker()).replace('+', "%20"))),
    };
    (0..requests).map(request).collect()
}

/// The kind and milliseconds of every request answered, and how many went wrong.
fn load(
    agent: &Agent,
    address: &str,
    plan: &[(&'static str, String)],
    rate: f64,
) -> (Vec<(&'static str, f64)>, usize) {
    let (next, errors) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let started = Instant::now();
    let work = || {
        let mut taken = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some((kind, path)) = plan.get(number) else { return taken };
            let due = started + Duration::from_secs_f64(number as f64 / rate);
            thread::sleep(due.saturating_duration_since(Instant::now()));
            let answer = agent.get(format!("{address}{path}")).call();
            let whole = answer.and_then(|mut answer| {
                answer.body_mut().read_to_vec().map(|_| answer.status() == 200)
            });
            match whole {
                Ok(true) => taken.push((*kind, due.elapsed().as_secs_f64() * 1000.0)),
                Ok(false) | Err(_) => {
                    eprintln!("failed: {path}");
                    errors.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
    };
    let taken = thread::scope(|scope| {
        let workers: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no panic")).collect()
    });
    (taken, errors.into_inner())
}

fn summary(kind: &str, mut times: Vec<f64>) -> Times {
    times.sort_by(f64::total_cmp);
    let [p50_ms, p95_ms, p99_ms, max_ms] =
        [0.5, 0.95, 0.99, 1.0].map(|share| quantile(&times, share));
    Times { kind: kind.to_owned(), requests: times.len(), p50_ms, p95_ms, p99_ms, max_ms }
}

fn print(figures: &Figures) {
    println!(
        "{} dispatches, {} requests/s for {} s, {} errors",
        figures.items, figures.rate, figures.seconds, figures.errors
    );
    for Times { kind, requests, p50_ms, p95_ms, p99_ms, max_ms } in &figures.times {
        println!(
            "  {kind:11} {requests:6}  p50 {p50_ms:7} ms  p95 {p95_ms:7} ms  p99 {p99_ms:7} ms  max {max_ms:7} ms"
        );
    }
    println!("a pasted dispatch of {} words: {} ms", figures.read_words, figures.read_ms);
    println!(
        "memory {} MiB idle, {} MiB at most",
        figures.idle_memory_mib, figures.peak_memory_mib
    );
}
