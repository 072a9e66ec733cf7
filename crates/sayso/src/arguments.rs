pub mod archive;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Who said what, on whose say-so: reads news dispatches and finds who is behind each sentence.
#[derive(Parser, Debug)]
#[command(name = "sayso", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 found or done, 1 nothing found, 2 trouble.")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Show who said what in dispatches, and what nobody said
    Read(Read),
    /// List what dispatches announce, by day, or as a calendar
    Diary(Diary),
    /// Tell why one word was read as it was
    Explain(Explain),
    /// Take dispatches into the archive
    Add(archive::Add),
    /// Poll feeds and take what is new into the archive
    Watch(archive::Watch),
    /// Find dispatches and statements in the archive
    Search(archive::Search),
    /// Show what a person said over time, and how the wording changed
    Who(archive::Who),
    /// Look after the archive: check, backup, stats, export, reread, quarantine, show, versions
    Archive(archive::Archive),
    /// Find who copied whom and how many origins a statement has
    Trace(Trace),
    /// Open the archive to browsers and programs
    Serve(Serve),
    /// Open the archive to language models (Model Context Protocol on standard input and output)
    Mcp(Mcp),
    /// Read millions of dispatches into tables (another program, sayso-batch)
    Batch(Handed),
    /// Ask SQL of files, with the reader as functions (another program, sayso-batch)
    Sql(Handed),
    /// Print the JSON Schema of `read --format json`
    #[command(after_help = "Example:\n  sayso schema > reading.schema.json")]
    Schema,
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  sayso completions bash > ~/.local/share/bash-completion/completions/sayso"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print a man page
    #[command(after_help = "Example:\n  sayso man | man -l -\n  sayso man read > sayso-read.1")]
    Man {
        /// The page of a subcommand; that of sayso itself without one
        page: Option<String>,
    },
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  sayso read dispatch.txt
  sayso read --format html --out pages dispatches/
  curl -s https://news.example/story.txt | sayso read --issued 2025-05-08 --format json -")]
pub struct Read {
    /// Files, folders (all *.txt in them) or `-` for standard input; of pages, feeds, NewsML-G2,
    /// NITF, ninjs, mail, WARC, JSON Lines, CSV and Parquet the articles in them are read
    #[arg(default_value = "-", value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// How to show the reading
    #[arg(long, value_enum, default_value_t = ReadFormat::Terminal, value_name = "FORMAT")]
    pub format: ReadFormat,
    /// Write one file per input into this folder instead of to standard output
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Columns of `terminal` output [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
    /// Show resolved dates in `terminal` output
    #[arg(long)]
    pub dates: bool,
    #[command(flatten)]
    pub known: Known,
    #[command(flatten)]
    pub work: Work,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Without INPUT, the diary of the archive: each event once, however many dispatches announce it.

Examples:
  sayso diary dispatches/
  sayso diary --format ics dispatch.txt > diary.ics
  sayso diary --from 2026-04-01 --to 2026-04-30")]
pub struct Diary {
    /// Files, folders (all *.txt in them) or `-` for standard input; the archive without any
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub span: archive::Span,
    #[command(flatten)]
    pub place: archive::Place,
    /// How to show the diary
    #[arg(long, value_enum, default_value_t = DiaryFormat::Terminal, value_name = "FORMAT")]
    pub format: DiaryFormat,
    /// Columns of `terminal` output [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
    #[command(flatten)]
    pub known: Known,
    #[command(flatten)]
    pub work: Work,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  sayso explain dispatch.txt:829        character 829, counted from 0
  sayso explain dispatch.txt:5:12       line 5, column 12, counted from 1")]
pub struct Explain {
    /// A file with an offset in characters, or with line and column
    #[arg(value_name = "FILE:OFFSET")]
    pub place: String,
    /// Columns of the output [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
    #[command(flatten)]
    pub known: Known,
    #[command(flatten)]
    pub work: Work,
}

#[derive(Args, Debug)]
#[command(after_help = "\
A line of a pile: {\"id\", \"outlet\", \"issued\", \"url\", \"title\", \"text\"}; only \"text\" is required.

Examples:
  sayso trace --items pile.jsonl
  sayso trace --items pile.jsonl --format json > trace.json
  sayso trace --format html dispatches/ > trace.html
  sayso trace --archive news 4711
  sayso trace --archive news '\"nobody has asked the lions\"'")]
pub struct Trace {
    /// Files, folders (all *.txt in them) or `-` for standard input, a dispatch each; with
    /// --archive an item's number, words that it has, or a file to compare with the archive
    #[arg(value_name = "INPUT", required_unless_present = "items")]
    pub inputs: Vec<PathBuf>,
    /// A pile of dispatches, one as JSON a line
    #[arg(long, value_name = "FILE")]
    pub items: Vec<PathBuf>,
    /// Trace in the archive in this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "items")]
    pub archive: Option<PathBuf>,
    /// How to show the trace
    #[arg(long, value_enum, default_value_t = TraceFormat::Terminal, value_name = "FORMAT")]
    pub format: TraceFormat,
    /// Columns of `terminal` output [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
    #[command(flatten)]
    pub work: Work,
}

#[derive(Args, Debug)]
#[command(after_help = "\
On loopback nobody needs to sign in. Any other address, or --behind-proxy, wants users or tokens:
make the first with `sayso serve --add-user NAME`, which asks for a password on standard input.

Examples:
  sayso serve
  sayso serve --archive desk --add-user ilka --role admin < password.txt
  sayso serve --archive desk --listen 0.0.0.0:8787 --behind-proxy")]
pub struct Serve {
    #[command(flatten)]
    pub place: archive::Place,
    /// Address and port to answer on
    #[arg(long, default_value = "127.0.0.1:8787", value_name = "ADDRESS")]
    pub listen: std::net::SocketAddr,
    /// A proxy stands before it that does TLS and sets X-Forwarded-For: everybody must sign in
    #[arg(long)]
    pub behind_proxy: bool,
    /// Make a user, or give one another password, and end; the password is read from standard input
    #[arg(long, value_name = "NAME", conflicts_with = "add_token")]
    pub add_user: Option<String>,
    /// Make a token for a program, print it and end
    #[arg(long, value_name = "LABEL")]
    pub add_token: Option<String>,
    /// What the new user or token may do: reader, editor or admin
    #[arg(long, default_value = "reader", value_name = "ROLE")]
    pub role: String,
    /// Minutes between two polls of a feed of the archive; 0 leaves feeds to `sayso watch`
    #[arg(long, default_value_t = 15, value_name = "MINUTES", value_parser = clap::value_parser!(u64).range(0..=10_080))]
    pub every: u64,
    /// How to write the log
    #[arg(long, value_enum, default_value_t = LogFormat::Plain, value_name = "FORMAT")]
    pub log: LogFormat,
    #[command(flatten)]
    pub web: archive::Web,
    #[command(flatten)]
    pub work: Work,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Tools: search, read. They look and change nothing.

Example, in the settings of an MCP client:
  {\"command\": \"sayso\", \"args\": [\"mcp\", \"--archive\", \"/home/ilka/desk\"]}")]
pub struct Mcp {
    #[command(flatten)]
    pub place: archive::Place,
    #[command(flatten)]
    pub work: Work,
}

/// What is handed over to another program as it is.
#[derive(Args, Debug)]
#[command(disable_help_flag = true)]
pub struct Handed {
    /// Its arguments; `--help` tells them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    pub rest: Vec<OsString>,
}

/// What is known of the dispatches beforehand.
#[derive(Args, Debug, Default)]
pub struct Known {
    /// The day of issue, where it is known; otherwise it is inferred
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub issued: Option<Day>,
    /// The publisher, where it is known; otherwise it is looked for in the text
    #[arg(long, value_name = "NAME", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub publisher: Option<String>,
    /// Names of your own: a line an entry, kind, name, country, note and other names, tabs between
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
}

/// How to do the work; results don't depend on it.
#[derive(Args, Debug)]
pub struct Work {
    /// How many inputs to read at once [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// The processor's instructions to use, such as avx2 [default: the fastest it has]
    #[arg(long, value_name = "NAME")]
    pub kernel: Option<String>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadFormat {
    /// Text with marks, lists and a table, for people
    Terminal,
    /// The whole reading, for programs; one document a line when not on a terminal
    Json,
    /// Standoff annotations for brat
    Brat,
    /// One self-contained page
    Html,
    /// schema.org, Web Annotation and PROV-O as JSON-LD, for the web of data
    Jsonld,
    /// An item in IPTC's ninjs 3, for newsrooms
    Ninjs,
    /// A record of GDELT's Global Knowledge Graph 2.1
    Gkg,
    /// What stands beside GDELT's columns: speakers, chains, confidence; a line an attribution
    GkgAttributions,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiaryFormat {
    /// A list by day, for people
    Terminal,
    /// A list of events, for programs
    Json,
    /// iCalendar (RFC 5545)
    Ics,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum TraceFormat {
    /// Trees and statements, for people
    Terminal,
    /// The whole trace, for programs
    Json,
    /// A graph for Graphviz
    Dot,
    /// A picture of each story
    Svg,
    /// One self-contained page
    Html,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people
    Plain,
    /// An object a line, for programs
    Json,
}

/// Year, month, day.
pub type Day = (i16, i8, i8);

fn day(typed: &str) -> Result<Day, String> {
    let wrong = || format!("\"{typed}\" is no day; write it like 2025-05-08");
    let mut parts = typed.split('-');
    let mut part = |length: usize| {
        let digits = parts
            .next()
            .filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()));
        digits.and_then(|digits| digits.parse::<i16>().ok()).ok_or_else(wrong)
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    if parts.next().is_some() || day < 1 || day > days || year < 1 {
        return Err(wrong());
    }
    Ok((year, month as i8, day as i8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn days_are_days() {
        assert_eq!(day("2024-02-29"), Ok((2024, 2, 29)));
        for wrong in ["2025-02-29", "2025-13-01", "25-01-01", "2025-1-1", "2025-01-01-", "May 8"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }
}
