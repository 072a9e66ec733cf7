//! `sayso-eval`: scores and benchmarks.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use sayso_eval::commands;
use sayso_eval::corpus::Shared;
use sayso_eval::weights::Weights;

/// Scores and benchmarks of Sayso.
///
/// Run it from the root of the repository. The corpora lie in ../shared.
#[derive(Parser)]
#[command(name = "sayso-eval", version)]
struct Arguments {
    /// The folder of corpora.
    #[arg(long, global = true, default_value = "../shared")]
    shared: PathBuf,
    /// Read with the weights of this file instead of the shipped ones.
    #[arg(long, global = true)]
    weights: Option<PathBuf>,
    /// Read on this kernel instead of the fastest.
    #[arg(long, global = true)]
    kernel: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Figures on PolNeAR dev, the seed, the dispatches and our samples.
    Quality {
        /// Write them to this file.
        #[arg(long, num_args = 0..=1, default_missing_value = "scores/quality.json")]
        write: Option<PathBuf>,
    },
    /// Measure anew and compare with the committed scores; skipped where the corpora are missing.
    Check,
    /// Words a second, loading, memory, instructions: run it on a quiet machine.
    Speed {
        /// How many words of samples to read.
        #[arg(long, default_value_t = 12_000)]
        words: usize,
        /// Write them to this file.
        #[arg(long, num_args = 0..=1, default_missing_value = "scores/speed.json")]
        write: Option<PathBuf>,
    },
    /// The figures of the score files as tables.
    Table {
        /// Write them into docs/scores.md.
        #[arg(long)]
        write: bool,
    },
    /// Read a file some times over, for a profiler to look on.
    #[command(hide = true)]
    Repeat {
        /// A text.
        file: PathBuf,
        /// How often.
        times: usize,
    },
    /// How often each rule and the model are right.
    Rules,
    /// What is wrong, for developers' eyes.
    Misses {
        /// On the dispatches and the seed instead of PolNeAR dev.
        #[arg(long)]
        dispatches: bool,
        /// On the dispatches of this folder that have a gold reading.
        #[arg(long, value_name = "FOLDER")]
        samples: Option<PathBuf>,
        /// How many articles.
        #[arg(long, default_value_t = 10)]
        articles: usize,
    },
    /// Who is meant by pronouns and common nouns, on gold attributions.
    Speakers {
        /// Print what is wrong.
        #[arg(long)]
        misses: bool,
    },
    /// The model's people, organisations and places on UNER's web texts.
    Entities {
        /// Print what the reading has wrong.
        #[arg(long)]
        misses: bool,
    },
    /// Time expressions on TimeBank, AQUAINT, our dispatches of dates and Microsoft's cases.
    Times {
        /// Print what is wrong.
        #[arg(long)]
        misses: bool,
        /// Write the figures to this file.
        #[arg(long, num_args = 0..=1, default_missing_value = "scores/times.json")]
        write: Option<PathBuf>,
    },
    /// Texts of articles out of 181 pages.
    Extraction {
        /// Print the pages of the first half that fit worst.
        #[arg(long)]
        misses: bool,
        /// Write the figures to this file.
        #[arg(long, num_args = 0..=1, default_missing_value = "scores/extraction.json")]
        write: Option<PathBuf>,
    },
    /// Fit what turns confidences into probabilities, on halves of PolNeAR dev.
    Calibrate,
    /// Copies, stories, statements and origins on the piles; how fast a pile grows.
    Trace {
        /// Also add so many generated dispatches, and ten times as many to the index of copies.
        #[arg(long, num_args = 0..=1, default_missing_value = "100000")]
        grow: Option<usize>,
        /// Without the reader, by the words alone.
        #[arg(long)]
        plain: bool,
        /// Write the figures to this file.
        #[arg(long, num_args = 0..=1, default_missing_value = "scores/trace.json")]
        write: Option<PathBuf>,
    },
    /// How fast an archive takes in and is searched, at each size.
    Archive {
        /// How many generated dispatches.
        #[arg(long, default_value_t = 100_000)]
        items: usize,
        /// Make the archive in this folder and leave it there.
        #[arg(long)]
        keep: Option<PathBuf>,
        /// Write the figures to this file.
        #[arg(long, num_args = 0..=1, default_missing_value = "scores/archive.json")]
        write: Option<PathBuf>,
    },
    /// A steady load of pages and searches on `sayso serve`: run it on a quiet machine.
    Desk {
        /// The folder of an archive that `archive --keep` made.
        archive: PathBuf,
        /// Requests a second.
        #[arg(long, default_value_t = 50.0)]
        rate: f64,
        /// For so many seconds.
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        /// Write the figures to this file.
        #[arg(long, num_args = 0..=1, default_missing_value = "scores/desk.json")]
        write: Option<PathBuf>,
    },
    /// Score brat files as score_attributions.py does.
    ScoreAttributions {
        /// NAME.ann or NAME_ANNOTATOR.ann.
        gold: PathBuf,
        /// NAME.ann.
        found: PathBuf,
        /// NAME.txt.
        texts: PathBuf,
    },
    /// Score readings of dispatches as score_dispatches.py does.
    ScoreDispatches {
        /// NN.txt and NN.json.
        gold: PathBuf,
        /// NN.json.
        found: PathBuf,
        /// Print every difference.
        #[arg(long)]
        misses: bool,
    },
    /// Score times as score_times.py does.
    ScoreTimes {
        /// NAME.txt and NAME.json.
        gold: PathBuf,
        /// NAME.json.
        found: PathBuf,
    },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let root = Path::new(".");
    let found = Shared::at(&arguments.shared);
    let shared = || {
        let path = arguments.shared.display();
        found.as_ref().with_context(|| format!("{path} holds no corpora, say --shared DIR"))
    };
    let weights = Weights::new(arguments.weights.as_deref(), arguments.kernel.clone())?;
    match &arguments.command {
        Command::Quality { write } => {
            commands::quality::run(&weights, shared()?, root, write.as_deref())
        }
        Command::Check => commands::check::run(&weights, found.as_ref(), root),
        Command::Speed { words, write } => {
            commands::speed::run(&weights, root, *words, write.as_deref())
        }
        Command::Table { write } => commands::table::run(root, *write),
        Command::Repeat { file, times } => commands::speed::repeat(&weights, file, *times),
        Command::Rules => commands::rules::run(&weights, shared()?, root),
        Command::Misses { samples: Some(folder), .. } => {
            commands::misses::of_samples(&weights, folder)
        }
        Command::Misses { dispatches, articles, .. } => {
            commands::misses::run(&weights, shared()?, *dispatches, *articles)
        }
        Command::Entities { misses } => commands::entities::run(&weights, shared()?, *misses),
        Command::Speakers { misses } => commands::speakers::run(shared()?, *misses),
        Command::Times { misses, write } => {
            commands::times::run(&weights, shared()?, root, *misses, write.as_deref())
        }
        Command::Extraction { misses, write } => {
            let pages = arguments.shared.join("extraction");
            commands::extraction::run(&pages, root, *misses, write.as_deref())
        }
        Command::Trace { grow, plain, write } => {
            let pile = arguments.shared.join("trace");
            commands::trace::run(&weights, &pile, root, *grow, *plain, write.as_deref())
        }
        Command::Archive { items, keep, write } => {
            commands::archive::run(*items, keep.as_deref(), write.as_deref())
        }
        Command::Desk { archive, rate, seconds, write } => {
            commands::desk::run(archive, *rate, *seconds, write.as_deref())
        }
        Command::Calibrate => commands::calibrate::run(&weights, shared()?),
        Command::ScoreAttributions { gold, found, texts } => {
            commands::score::attributions(gold, found, texts)
        }
        Command::ScoreDispatches { gold, found, misses } => {
            commands::score::dispatches(gold, found, *misses)
        }
        Command::ScoreTimes { gold, found } => commands::score::times(gold, found),
    }
}
