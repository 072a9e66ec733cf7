//! `sayso sql`: the reader as functions in SQL, over inputs, archives and the tables of a batch.

mod archive;
mod inputs;
mod output;
mod read;
mod streams;

use std::fs::File;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use datafusion::prelude::{ParquetReadOptions, SessionContext};

use crate::arguments::Sql;
use crate::inputs::find;
use crate::session;
use crate::tables::ALL;

pub use output::Shown;

/// Runs a query and writes what it gives.
///
/// # Errors
/// When a table isn't there, the query is wrong or the output can't be written.
pub async fn run(typed: &Sql) -> Result<ExitCode> {
    let context = session::local(typed.work.threads(), typed.work.memory(), None)?;
    let names = register(typed, &context).await?;
    read::register(&context, &names).await?;
    let frame = context.sql(&typed.query).await?;
    let shown = typed.format.unwrap_or(match std::io::stdout().is_terminal() {
        true => Shown::Terminal,
        false => Shown::Json,
    });
    let out: Box<dyn Write + Send> = match &typed.out {
        Some(path) => {
            let file = File::create(path);
            let file = file.with_context(|| format!("cannot write {}", path.display()))?;
            Box::new(std::io::BufWriter::new(file))
        }
        None if shown == Shown::Parquet => bail!("--format parquet wants a file: --out FILE"),
        None => output::standard(),
    };
    let count = output::write(frame.execute_stream().await?, shown, out).await?;
    Ok(ExitCode::from(u8::from(count == 0)))
}

/// Gives everything that was named a name in SQL; gives these names.
async fn register(typed: &Sql, context: &SessionContext) -> Result<Vec<String>> {
    let hints = typed.given.hints()?;
    let mut names = Vec::new();
    if !typed.inputs.is_empty() {
        let found = find(&typed.inputs).await?;
        inputs::register(context, "articles", found, hints.clone())?;
        names.push("articles".to_owned());
    }
    for table in &typed.table {
        let Some((name, path)) = table.split_once('=') else {
            bail!("--table {table:?} names no file; write it like articles=news.jsonl");
        };
        let found = find(&[path.to_owned()]).await?;
        inputs::register(context, name, found, hints.clone())?;
        names.push(name.to_owned());
    }
    if let Some(folder) = &typed.archive {
        archive::register(context, folder)?;
        names.push("items".to_owned());
    }
    if let Some(folder) = &typed.tables {
        let before = names.len();
        for table in ALL {
            let path = folder.join(table.name);
            if path.is_dir() {
                let path = path.display().to_string();
                context.register_parquet(table.name, &path, ParquetReadOptions::default()).await?;
                names.push(table.name.to_owned());
            }
        }
        if names.len() == before {
            bail!("{} holds no tables of `sayso batch`", folder.display());
        }
    }
    Ok(names)
}
