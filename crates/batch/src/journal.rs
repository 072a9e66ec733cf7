//! What is done, step by step, in a file that outlasts a kill and a power cut.
//!
//! The first line tells the job; a later line stands for a step whose files are all in their place.
//! A line that was cut off is no line. Files of a step are written under another name, made safe
//! and renamed before the line is; so a step that has no line is done again, over what is there.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use datafusion::arrow::array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde::{Deserialize, Serialize};

use crate::columns::Table;
use crate::inputs::Input;
use crate::taking::Position;

/// The name of the journal in its folder.
pub const JOURNAL: &str = "progress.jsonl";
/// The version of the folder's layout.
const VERSION: u32 = 2;
/// Rows that a reader of Parquet takes at once, and what tasks share out: few enough for dispatches
/// that are read, many for what is only looked through.
const ROW_GROUP: usize = 2048;
const SHARED: usize = 32;

/// What a folder is filled with. Another job is not gone on with in the same folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The version of the program and of its weights.
    pub program: String,
    /// What is read.
    pub inputs: Vec<Input>,
    /// Options by their names on the command line, those that change what is written.
    pub options: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    sayso_batch: u32,
    #[serde(flatten)]
    plan: Plan,
}

/// A step that is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "done")]
pub enum Step {
    /// A part of the dispatches was taken.
    Taken {
        /// Its number, from 0.
        part: usize,
        /// Words in it.
        words: u64,
        /// Where the next one begins.
        next: Position,
    },
    /// All inputs were taken.
    AllTaken,
    /// It is known which texts are the same.
    Same {
        /// How many dispatches have the text of an earlier one.
        copies: u64,
    },
    /// A part was read.
    Read {
        /// Its number.
        part: usize,
    },
    /// A share of the word sequences was looked through for links.
    Linked {
        /// Its number.
        share: usize,
    },
    /// It is known which dispatches hang together.
    Piled {
        /// How many piles of work there are.
        piles: usize,
        /// How many dispatches are in them.
        dispatches: u64,
        /// How many links were left out for the bound on what hangs together.
        left: u64,
    },
    /// A pile was traced.
    Traced {
        /// Its number.
        pile: usize,
    },
    /// Everything is done.
    Finished,
}

/// A folder with its journal, held by one process.
pub struct Folder {
    path: PathBuf,
    journal: File,
}

impl Folder {
    /// Begins or goes on in a folder; gives the steps that are done.
    ///
    /// # Errors
    /// When it holds another job, is held by another process or can't be written to.
    pub fn open(path: &Path, plan: &Plan) -> Result<(Folder, Vec<Step>)> {
        fs::create_dir_all(path)
            .with_context(|| format!("cannot make the folder {}", path.display()))?;
        let file = path.join(JOURNAL);
        let fresh = !file.exists();
        if fresh && fs::read_dir(path)?.next().is_some() {
            bail!("{} is not empty and holds no batch; name another folder", path.display());
        }
        let mut options = OpenOptions::new();
        let journal = options.read(true).append(true).create(true).open(&file);
        let journal = journal.with_context(|| format!("cannot open {}", file.display()))?;
        if journal.try_lock().is_err() {
            bail!("another process writes into {}; wait for it or stop it", path.display());
        }
        let mut folder = Folder { path: path.to_owned(), journal };
        let steps = folder.steps(plan)?;
        Ok((folder, steps))
    }

    fn steps(&mut self, plan: &Plan) -> Result<Vec<Step>> {
        let mut bytes = Vec::new();
        self.journal.read_to_end(&mut bytes).context("cannot read the journal")?;
        // What a power cut left of a line is cut off.
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        self.journal.set_len(whole as u64).context("cannot write the journal")?;
        let text = String::from_utf8_lossy(&bytes[..whole]).into_owned();
        let mut lines = text.lines();
        let Some(first) = lines.next() else {
            self.line(&Head { sayso_batch: VERSION, plan: plan.clone() })?;
            sync_folder(&self.path)?;
            return Ok(Vec::new());
        };
        let head = serde_json::from_str::<Head>(first);
        let head = head.with_context(|| {
            format!("{} is no journal of sayso; name another folder", self.path.display())
        })?;
        if head.sayso_batch != VERSION {
            bail!(
                "{} was begun by another version of sayso (layout {}); go on with that one, or begin \
                 anew in another folder",
                self.path.display(),
                head.sayso_batch
            );
        }
        if let Some(other) = head.plan.differs_from(plan) {
            bail!(
                "{} was begun with {other}; go on with that, or begin anew in another folder",
                self.path.display()
            );
        }
        let step = |line: &str| {
            serde_json::from_str(line).with_context(|| format!("the journal has {line:?}"))
        };
        lines.map(step).collect()
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Notes that a step is done.
    ///
    /// # Errors
    /// When the disk fails; the step is then done again.
    pub fn done(&mut self, step: &Step) -> Result<()> {
        self.line(step)
    }

    fn line(&mut self, value: &impl Serialize) -> Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        self.journal.write_all(&line).context("cannot write the journal")?;
        self.journal.sync_data().context("cannot write the journal")
    }

    /// The folder of a table.
    pub fn table(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The folder of what is needed on the way and is no result.
    pub fn work(&self, name: &str) -> PathBuf {
        self.path.join("work").join(name)
    }

    /// The file of a part.
    pub fn part(folder: &Path, part: usize, ending: &str) -> PathBuf {
        folder.join(format!("part-{part:06}.{ending}"))
    }

    /// Writes a part of a table. A part without rows is not written, unless it is the first: a
    /// table without a file has no columns.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn write(&self, table: &Table, part: usize, rows: &RecordBatch) -> Result<()> {
        self.write_rows(&self.table(table.name), part, rows)
    }

    /// The same into any folder.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn write_rows(&self, folder: &Path, part: usize, rows: &RecordBatch) -> Result<()> {
        if rows.num_rows() == 0 && part > 0 {
            return Ok(());
        }
        let text = folder.ends_with("work/taken");
        let bytes = packed(rows, if text { SHARED } else { ROW_GROUP });
        let bytes = bytes.context("cannot pack a table")?;
        write_safely(&Folder::part(folder, part, "parquet"), &bytes)
    }

    /// Removes what was needed on the way only.
    ///
    /// # Errors
    /// When it can't be removed.
    pub fn clear(&self) -> Result<()> {
        let work = self.path.join("work");
        match fs::remove_dir_all(&work) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("cannot remove {}", work.display()))
            }
            _ => Ok(()),
        }
    }
}

/// A Parquet file of some rows.
fn packed(rows: &RecordBatch, group: usize) -> Result<Vec<u8>> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_max_row_group_row_count(Some(group))
        .set_created_by(format!("sayso {}", env!("CARGO_PKG_VERSION")))
        .build();
    let mut writer = ArrowWriter::try_new(Vec::new(), rows.schema(), Some(properties))?;
    writer.write(rows)?;
    Ok(writer.into_inner()?)
}

/// Writes a file that is there whole or not at all, also after a power cut.
///
/// # Errors
/// When the disk is full or fails.
pub fn write_safely(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().context("a file stands in a folder")?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let waiting = folder.join(format!(".{name}.tmp"));
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut file = File::create(&waiting)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&waiting, path)
    };
    let advice = "nothing is lost; mend it and give the same command again";
    write().with_context(|| format!("cannot write {} ({advice})", path.display()))?;
    sync_folder(folder)
}

fn sync_folder(folder: &Path) -> Result<()> {
    // Where folders can't be opened as files, renaming is as safe as the system makes it.
    match File::open(folder) {
        Ok(file) => file.sync_all().with_context(|| format!("cannot write {}", folder.display())),
        Err(_) => Ok(()),
    }
}

impl Plan {
    /// What of it is otherwise in another, in words.
    fn differs_from(&self, other: &Plan) -> Option<String> {
        if self.program != other.program {
            return Some(format!("{}, and this is {}", self.program, other.program));
        }
        if self.inputs != other.inputs {
            let here = self.inputs.iter().find(|input| !other.inputs.contains(input));
            return Some(match here {
                Some(input) => format!("other inputs (among them {} as it was then)", input.name),
                None => "fewer inputs, or in another order".to_owned(),
            });
        }
        let pairs = self.options.iter().zip(&other.options);
        let told = |(name, value): &(String, String)| format!("--{name} {value:?}");
        pairs.into_iter().find(|(here, there)| here != there).map(|(here, _)| told(here))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let input = Input { name: "a.jsonl".to_owned(), size: 7 };
        let options = vec![("map".to_owned(), "text=body".to_owned())];
        Plan { program: "sayso 1".to_owned(), inputs: vec![input], options }
    }

    #[test]
    fn goes_on_behind_the_last_whole_line() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("out");
        let (mut folder, steps) = Folder::open(&path, &plan()).unwrap();
        assert_eq!(steps, []);
        folder.done(&Step::Read { part: 3 }).unwrap();
        let error = Folder::open(&path, &plan()).err().unwrap().to_string();
        assert!(error.contains("another process"), "{error}");
        drop(folder);
        let mut file = OpenOptions::new().append(true).open(path.join(JOURNAL)).unwrap();
        file.write_all(b"{\"done\":\"read\",\"pa").unwrap();
        let (mut folder, steps) = Folder::open(&path, &plan()).unwrap();
        assert_eq!(steps, [Step::Read { part: 3 }]);
        folder.done(&Step::Finished).unwrap();
        drop(folder);
        let (_, steps) = Folder::open(&path, &plan()).unwrap();
        assert_eq!(steps, [Step::Read { part: 3 }, Step::Finished]);
    }

    #[test]
    fn another_job_is_refused_with_what_is_otherwise() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("out");
        drop(Folder::open(&path, &plan()).unwrap());
        let refused = |plan: &Plan| Folder::open(&path, plan).err().unwrap().to_string();
        let mut other = plan();
        other.options[0].1 = "text=story".to_owned();
        assert!(refused(&other).contains("--map \"text=body\""), "{}", refused(&other));
        let mut other = plan();
        other.inputs[0].size = 8;
        assert!(refused(&other).contains("a.jsonl as it was then"), "{}", refused(&other));
        let other = Plan { program: "sayso 2".to_owned(), ..plan() };
        assert!(refused(&other).contains("sayso 1, and this is sayso 2"), "{}", refused(&other));
        fs::write(path.join(JOURNAL), "{}\n").unwrap();
        assert!(refused(&plan()).contains("no journal of sayso"));
        let stranger = root.path().join("stranger");
        fs::create_dir_all(stranger.join("x")).unwrap();
        let error = Folder::open(&stranger, &plan()).err().unwrap().to_string();
        assert!(error.contains("is not empty"), "{error}");
    }
}
