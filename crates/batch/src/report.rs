//! How far it is: a bar on a terminal, plain lines elsewhere.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Between two plain lines.
const PAUSE: Duration = Duration::from_secs(10);

/// Tells what is done and how much is left.
pub struct Report {
    bar: Option<ProgressBar>,
    what: &'static str,
    unit: &'static str,
    started: Instant,
    told: Instant,
    /// What was done before this run.
    before: u64,
    done: u64,
    all: u64,
    /// What was done when it was last told.
    said: Option<u64>,
}

impl Report {
    /// A stage of `all` units, of which so many were done by an earlier run; 0 of all where it
    /// isn't known.
    pub fn stage(what: &'static str, unit: &'static str, before: u64, all: u64) -> Report {
        let now = Instant::now();
        let (done, said) = (before, None);
        let mut report =
            Report { bar: None, what, unit, started: now, told: now, before, done, all, said };
        if io::stderr().is_terminal() {
            report.bar = Some(bar(what, unit, before, all));
        }
        report
    }

    /// So many units more are done.
    pub fn add(&mut self, units: u64) {
        self.done += units;
        match &self.bar {
            Some(bar) => bar.inc(units),
            None if self.told.elapsed() >= PAUSE => {
                self.told = Instant::now();
                self.line();
            }
            None => {}
        }
    }

    /// Says something beside it.
    pub fn say(&self, words: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("sayso: {words}")),
            None => eprintln!("sayso: {words}"),
        }
    }

    /// The stage is over.
    pub fn end(mut self) {
        match &self.bar {
            Some(bar) => bar.finish_and_clear(),
            None if self.said == Some(self.done) => {}
            None => self.line(),
        }
    }

    fn line(&mut self) {
        self.said = Some(self.done);
        let spent = self.started.elapsed().as_secs_f64().max(1e-3);
        let rate = (self.done - self.before) as f64 / spent;
        let (what, unit, done) = (self.what, self.unit, self.done);
        match self.all {
            0 => eprintln!("sayso: {what}: {done} {unit}, {rate:.0} a second"),
            all => {
                let left = all.saturating_sub(done) as f64 / rate.max(1e-9);
                let left = if done >= all || rate == 0.0 { String::new() } else { lapse(left) };
                eprintln!("sayso: {what}: {done} of {all} {unit}, {rate:.0} a second{left}");
            }
        }
    }
}

fn lapse(seconds: f64) -> String {
    let seconds = seconds.min(1e9) as u64;
    match seconds {
        0..=90 => format!(", {seconds} s left"),
        91..=5400 => format!(", {} min left", seconds / 60),
        _ => format!(", {} h {} min left", seconds / 3600, seconds / 60 % 60),
    }
}

fn bar(what: &'static str, unit: &str, before: u64, all: u64) -> ProgressBar {
    let (bar, template) = match all {
        0 => (ProgressBar::new_spinner(), format!("{what}: {{pos}} {unit}, {{per_sec}}")),
        all => {
            let template =
                format!("{what} {{bar:30}} {{pos}} of {{len}} {unit}, {{per_sec}}, {{eta}} left");
            (ProgressBar::new(all), template)
        }
    };
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style);
    }
    bar.set_position(before);
    bar.reset_eta();
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
