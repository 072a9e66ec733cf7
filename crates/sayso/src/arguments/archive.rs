use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Day, Work, day};

/// Where the archive is.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// Folder of the archive [default: $SAYSO_ARCHIVE, else sayso/archive in the user's data folder]
    #[arg(long, value_name = "DIR", global = true)]
    pub archive: Option<PathBuf>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// For people
    Terminal,
    /// For programs
    Json,
}

/// What is known of what is taken in.
#[derive(Args, Debug, Default)]
pub struct Given {
    /// The format, where it can't be told from the bytes: text, html, json-lines, parquet, warc,
    /// csv, feed, json-feed, news-ml, nitf, ninjs, mbox, mail
    #[arg(id = "as", long = "as", value_name = "NAME")]
    pub format: Option<String>,
    /// Which fields of JSON Lines, CSV and Parquet mean what, such as text=body,title=head
    #[arg(long, value_name = "FIELDS")]
    pub map: Option<String>,
    /// The publisher of what doesn't name its own
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
A dispatch is named once it is safe: it then outlasts a crash and a power cut. The same dispatch
twice is kept once; what can't be read is kept aside, see `sayso archive quarantine`.

Examples:
  sayso add dispatches/ dump.jsonl.gz CC-NEWS-0001.warc.gz
  sayso add --map text=body,title=head --publisher \"Kestrel News Agency\" dump.jsonl
  sayso add https://news.example/2026/04/terminal.html")]
pub struct Add {
    /// Files, folders (all files in them), addresses, or `-` for standard input
    #[arg(value_name = "PATH|URL", required = true)]
    pub inputs: Vec<String>,
    /// Keep without reading; `sayso archive reread` reads later
    #[arg(long)]
    pub no_read: bool,
    /// How to tell what became of each
    #[arg(long, value_enum, default_value_t = Shown::Terminal, value_name = "FORMAT")]
    pub format: Shown,
    #[command(flatten)]
    pub given: Given,
    #[command(flatten)]
    pub web: Web,
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub work: Work,
}

/// How to behave on the web.
#[derive(Args, Clone, Debug)]
pub struct Web {
    /// Fetch from addresses of this machine and of private networks too
    #[arg(long)]
    pub private: bool,
    /// Seconds after which an answer that isn't there is given up
    #[arg(long, default_value_t = 30, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: u64,
    /// Largest answer that is taken, in MiB, unpacked
    #[arg(long, default_value_t = 16, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub largest: u64,
    /// Seconds between two requests to one host
    #[arg(long, default_value_t = 1.0, value_name = "SECONDS")]
    pub pause: f64,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Feeds are asked again when they say so, else every --every minutes, and less often while they fail.

Examples:
  sayso watch feeds.opml
  sayso watch --full-text --every 10 https://news.example/rss
  sayso watch --once feeds.opml          from a timer")]
pub struct Watch {
    /// OPML files, or addresses of feeds
    #[arg(value_name = "OPML|URL", required = true)]
    pub feeds: Vec<String>,
    /// Fetch the pages that entries link to, and keep those instead of the entries' own text
    #[arg(long)]
    pub full_text: bool,
    /// Ask each feed that is due once, and end
    #[arg(long)]
    pub once: bool,
    /// Minutes between two polls of a feed
    #[arg(long, default_value_t = 15, value_name = "MINUTES", value_parser = clap::value_parser!(u64).range(1..=10_080))]
    pub every: u64,
    /// Keep without reading; `sayso archive reread` reads later
    #[arg(long)]
    pub no_read: bool,
    /// How to tell what became of each
    #[arg(long, value_enum, default_value_t = Shown::Terminal, value_name = "FORMAT")]
    pub format: Shown,
    #[command(flatten)]
    pub web: Web,
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub work: Work,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Whole dispatches
    Dispatches,
    /// Single statements
    Statements,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// What matches best
    Best,
    /// The latest day of issue
    Newest,
    /// The earliest day of issue
    Oldest,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Words beside each other must all be there; \"a phrase\", -not, OR, ( ), begin*. Keys:
  speaker:NAME  via:NAME  publisher:NAME    by words of the name
  kind:direct|indirect|mixed  polarity:asserted|denied|negated|hypothetical
  anonymous:yes|no|officials|experts|…      whether and which source without a name
  issued:2025-05  after:DAY  before:DAY     day of issue; after: with that day, before: without
  said:2025-05                              day of utterance

Examples:
  sayso search 'sanctions speaker:\"Xi Jinping\" via:TASS after:2025-05-01 kind:direct'
  sayso search --in statements '(harvest OR wheat) anonymous:officials -denied'
  sayso search --format json --limit 100 publisher:KNA")]
pub struct Search {
    /// What to look for; several words are one query
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    /// What to look for it in
    #[arg(long = "in", value_enum, default_value_t = Within::Dispatches, value_name = "WHAT")]
    pub within: Within,
    /// What comes first
    #[arg(long, value_enum, default_value_t = Order::Best, value_name = "ORDER")]
    pub order: Order,
    /// How many at most
    #[arg(long, default_value_t = 20, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=10_000))]
    pub limit: u64,
    /// Go on after a page, by the cursor at its end
    #[arg(long, value_name = "CURSOR")]
    pub cursor: Option<String>,
    /// How to show what is found
    #[arg(long, value_enum, default_value_t = Shown::Terminal, value_name = "FORMAT")]
    pub format: Shown,
    /// Columns of `terminal` output [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
    #[command(flatten)]
    pub place: Place,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Statements on one matter stand together; where the wording changed, what came and went is marked.

Examples:
  sayso who \"Ilka Dorn\"
  sayso who --changes Dorn
  sayso who --format json \"Xi Jinping\" > statements.json")]
pub struct Who {
    /// Words of the name
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
    /// Only matters whose wording changed
    #[arg(long)]
    pub changes: bool,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Shown::Terminal, value_name = "FORMAT")]
    pub format: Shown,
    /// Columns of `terminal` output [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
    #[command(flatten)]
    pub place: Place,
}

/// Which days of the archive's diary.
#[derive(Args, Debug)]
pub struct Span {
    /// First day, of the archive's diary [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Day>,
    /// Last day, of the archive's diary
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Day>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  sayso archive stats
  sayso archive backup /mnt/backup/archive-2026-04-14
  sayso archive reread                    after an upgrade")]
pub struct Archive {
    #[command(subcommand)]
    pub command: ArchiveCommand,
    #[command(flatten)]
    pub place: Place,
}

#[derive(Subcommand, Debug)]
pub enum ArchiveCommand {
    /// See whether everything is whole: the file, the indexes, the hash of every original
    #[command(after_help = "Example:\n  sayso archive check")]
    Check,
    /// Copy the archive, as it stands, into another folder while it is in use
    #[command(after_help = "Example:\n  sayso archive backup /mnt/backup/archive-2026-04-14")]
    Backup {
        /// A folder without an archive
        #[arg(value_name = "DIR")]
        to: PathBuf,
    },
    /// Tell what is in the archive
    #[command(after_help = "Example:\n  sayso archive stats --format json")]
    Stats {
        /// How to show it
        #[arg(long, value_enum, default_value_t = Shown::Terminal, value_name = "FORMAT")]
        format: Shown,
    },
    /// Write every dispatch with its reading and corrections as JSON Lines
    #[command(after_help = "Example:\n  sayso archive export --raw > archive.jsonl")]
    Export {
        /// With the bytes as they came, in base64
        #[arg(long)]
        raw: bool,
        /// Only dispatches after this number
        #[arg(long, default_value_t = 0, value_name = "ITEM")]
        after: i64,
    },
    /// Read what was never read, or by another version of the reader
    #[command(after_help = "Examples:\n  sayso archive reread\n  sayso archive reread --all")]
    Reread {
        /// Read everything anew, also what this version has read
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        work: Work,
    },
    /// List or retry what could not be taken in
    #[command(
        after_help = "Examples:\n  sayso archive quarantine\n  sayso archive quarantine --retry"
    )]
    Quarantine {
        /// Try again, with what this version can read
        #[arg(long)]
        retry: bool,
        /// Write the bytes of this one to standard output
        #[arg(long, value_name = "ID", conflicts_with = "retry")]
        bytes: Option<i64>,
        /// How to show it
        #[arg(long, value_enum, default_value_t = Shown::Terminal, value_name = "FORMAT")]
        format: Shown,
        #[command(flatten)]
        work: Work,
    },
    /// Show one dispatch
    #[command(
        after_help = "Examples:\n  sayso archive show 17\n  sayso archive show --raw 17 > page.html"
    )]
    Show {
        /// Its number
        #[arg(value_name = "ITEM")]
        item: i64,
        /// The bytes as they came
        #[arg(long, conflicts_with = "format")]
        raw: bool,
        /// How to show it
        #[arg(long, value_enum, default_value_t = Shown::Terminal, value_name = "FORMAT")]
        format: Shown,
        /// Columns of `terminal` output [default: those of the terminal, else 80]
        #[arg(long, value_name = "COLUMNS")]
        width: Option<usize>,
    },
    /// Show the versions of one address and what changed between them
    #[command(after_help = "Example:\n  sayso archive versions https://news.example/terminal.html")]
    Versions {
        /// The address, or the number of a dispatch
        #[arg(value_name = "URL|ITEM")]
        of: String,
        /// How to show it
        #[arg(long, value_enum, default_value_t = Shown::Terminal, value_name = "FORMAT")]
        format: Shown,
        /// Columns of `terminal` output [default: those of the terminal, else 80]
        #[arg(long, value_name = "COLUMNS")]
        width: Option<usize>,
    },
}
