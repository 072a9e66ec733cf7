//! The command line as typed, and what it means.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};
use sayso_intake::Hints;

use crate::formats::Written;
use crate::inputs;
use crate::job::Job;
use crate::tables;

/// Tables of who said what, out of millions of dispatches.
#[derive(Parser, Debug)]
#[command(name = "sayso-batch", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 found or done, 1 nothing found, 2 trouble.")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Read dispatches into tables
    Batch(Batch),
    /// Ask SQL of files, archives and tables, with the reader as functions
    Sql(Sql),
}

/// `sayso batch`.
#[derive(Args, Debug)]
#[command(after_help = "\
Interrupted at any moment, the same command goes on where it was.

Examples:
  sayso batch news-2025.jsonl.zst --out tables
  sayso batch 'crawl/*.warc.gz' --out tables --tables dispatches,attributions
  sayso batch dump.parquet --map text=body,title=head --out tables
  sayso batch s3://news/2025/ --out tables --no-read")]
pub struct Batch {
    /// Files, folders, patterns, file:// and s3:// addresses
    #[arg(value_name = "INPUT", required_unless_present = "schemas")]
    pub inputs: Vec<String>,
    /// Folder of the tables
    #[arg(long, value_name = "DIR", required_unless_present = "schemas")]
    pub out: Option<PathBuf>,
    /// How to write what is found; may be given several times
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "parquet",
        value_name = "FORMAT"
    )]
    pub format: Vec<Written>,
    /// The tables that are wanted, by name [default: all]
    #[arg(long, value_delimiter = ',', value_name = "TABLES")]
    pub tables: Vec<String>,
    /// Only compare dispatches, without reading them
    #[arg(long)]
    pub no_read: bool,
    /// Dispatches of a part: what an interruption costs at most
    #[arg(long, default_value_t = 2048, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub batch: u32,
    /// Print the tables with their columns and end
    #[arg(long)]
    pub schemas: bool,
    /// What is known of the inputs.
    #[command(flatten)]
    pub given: Given,
    /// How to work.
    #[command(flatten)]
    pub work: Work,
}

/// `sayso sql`.
#[derive(Args, Debug)]
#[command(after_help = "\
Tables: articles (of INPUT), what --table names, items and what was found in them (of --archive), the
tables of `sayso batch` (of --tables). Functions: read(text[, issued[, publisher]]) gives a reading;
as a table, read(articles) gives an attribution a row.

Examples:
  sayso sql \"select outlet, source, content from read(articles) where confidence > 0.9\" news.jsonl
  sayso sql \"select read(text)['day'] from articles\" dispatches/
  sayso sql --archive desk \"select value, count(*) from times group by value\"
  sayso sql --tables tables \"select speaker, origins from statements order by origins desc limit 9\"")]
pub struct Sql {
    /// What to ask
    #[arg(value_name = "QUERY")]
    pub query: String,
    /// Files, folders, patterns, file:// and s3:// addresses: the table `articles`
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// Another table of inputs
    #[arg(long, value_name = "NAME=INPUT")]
    pub table: Vec<String>,
    /// Folder of an archive
    #[arg(long, value_name = "DIR")]
    pub archive: Option<PathBuf>,
    /// Folder that `sayso batch` filled
    #[arg(long, value_name = "DIR")]
    pub tables: Option<PathBuf>,
    /// How to show what comes [default: terminal on a terminal, else json]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<crate::sql::Shown>,
    /// Write to this file instead of to standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// What is known of the inputs.
    #[command(flatten)]
    pub given: Given,
    /// How to work.
    #[command(flatten)]
    pub work: Work,
}

/// What is known of what is taken in; as for `sayso add`.
#[derive(Args, Debug, Default)]
pub struct Given {
    /// The format, where it can't be told from the bytes, such as html, json-lines, parquet, warc
    #[arg(id = "as", long = "as", value_name = "NAME")]
    pub format: Option<String>,
    /// Which fields of JSON Lines, CSV and Parquet mean what, such as text=body,title=head
    #[arg(long, value_name = "FIELDS")]
    pub map: Option<String>,
    /// The publisher of what doesn't name its own
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
}

/// How to do the work; results don't depend on it.
#[derive(Args, Debug)]
pub struct Work {
    /// How many dispatches to read at once [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Memory for comparing dispatches, in MiB; what doesn't fit goes to disk for a while
    #[arg(long, default_value_t = 512, value_name = "MIB", value_parser = clap::value_parser!(u32).range(64..=1_000_000))]
    pub memory: u32,
}

impl Given {
    /// As the intake takes it.
    ///
    /// # Errors
    /// When a format or a field isn't known.
    pub fn hints(&self) -> Result<Hints> {
        let Given { format, map, publisher } = self;
        Ok(Hints::given(format.as_deref(), map.as_deref(), publisher.as_deref())?)
    }
}

impl Work {
    /// Threads to work with.
    pub fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(cores, usize::from)
    }

    /// Bytes for what is sorted and joined.
    pub fn memory(&self) -> usize {
        self.memory as usize * (1 << 20)
    }
}

impl Batch {
    /// What is to be done.
    ///
    /// # Errors
    /// When an input isn't there or an option makes no sense.
    pub async fn job(&self) -> Result<Job> {
        let known: Vec<&str> = tables::ALL.iter().map(|table| table.name).collect();
        if let Some(name) = self.tables.iter().find(|name| !known.contains(&name.as_str())) {
            bail!("no table is called {name:?}; there are {}", known.join(", "));
        }
        let wanted = |name: &&&str| {
            self.tables.is_empty() || self.tables.iter().any(|wanted| wanted == **name)
        };
        let tables = known.iter().filter(wanted).map(|name| (*name).to_owned()).collect();
        if self.no_read && self.format.iter().any(|format| *format != Written::Parquet) {
            bail!("--no-read leaves nothing to be written but tables");
        }
        Ok(Job {
            inputs: inputs::find(&self.inputs).await?,
            hints: self.given.hints()?,
            out: self.out.clone().context("--out names the folder of the tables")?,
            part: self.batch as usize,
            read: !self.no_read,
            written: self.format.clone(),
            tables,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}
