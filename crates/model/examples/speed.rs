//! How fast the encoder reads, with each kernel that this processor can run.
//!
//! usage: cargo run --release -p sayso-model --example speed [kernel] [runs]
//!
//! Prints word pieces a second on one core, best of some runs, for windows of several lengths.
//! With a kernel and one run it is short enough for `valgrind --tool=callgrind`.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use sayso_model::{Kernel, Model, Scratch};

const TEXT: &str = "“We will keep the ferry running,” said Marta Okonjo, who chairs the Harbour \
    Board. According to the Velmarian News Agency, two people briefed on the plan said that the \
    mill in Tollund might close in May. The minister denied it. ";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let kernels = match arguments.next() {
        Some(name) => vec![Kernel::from_name(&name).expect("no such kernel here")],
        None => Kernel::all_available(),
    };
    let runs = arguments.next().map_or(20, |runs| runs.parse().expect("a number of runs"));

    let begun = Instant::now();
    let mut model = Model::load(sayso_weights::READER).expect("our own weights");
    println!("weights {} loaded in {:.1?}", model.version(), begun.elapsed());

    let text = TEXT.repeat(40);
    let begun = Instant::now();
    let pieces = model.tokenize(&text);
    let rate = pieces.len() as f64 / begun.elapsed().as_secs_f64();
    println!("tokenizer {rate:>9.0} pieces/s");

    let mut scratch = Scratch::new();
    let mut links = Vec::new();
    for kernel in kernels {
        model = model.with_kernel(kernel);
        // The plain kernel takes seconds a window.
        let runs = if kernel.name() == "plain" { runs.min(2) } else { runs };
        for length in [32, 128, model.window()] {
            let window = &pieces[..length];
            let read = best(runs, || _ = model.encode(window, &mut scratch).tags());
            let encoded = model.encode(window, &mut scratch);
            let link = best(runs, || encoded.link(9..10, &mut links));
            let rate = length as f64 / read.as_secs_f64();
            let name = kernel.name();
            println!(
                "{name:<12} {length:>3} pieces {rate:>9.0} pieces/s, a cue's links {link:.1?}"
            );
        }
    }
}

/// The shortest time that a run took.
fn best(runs: usize, mut run: impl FnMut()) -> Duration {
    let times = (0..runs).map(|_| {
        let begun = processor_time();
        run();
        processor_time() - begun
    });
    times.min().unwrap_or_default()
}

/// The time that this thread has been running: on a shared machine the clock tells less. Where the
/// system does not say, the clock must do.
fn processor_time() -> Duration {
    // The system brings the books up to date when it looks for another thread to run.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGUN.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

static BEGUN: OnceLock<Instant> = OnceLock::new();
