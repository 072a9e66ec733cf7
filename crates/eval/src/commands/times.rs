//! Times on TimeBank, AQUAINT, our dispatches of dates, and Microsoft's cases.

use std::path::Path;

use anyhow::{Context, Result};
use sayso_read::{Dispatch, Reader};
use sayso_text::CharIndex;
use serde::{Deserialize, Serialize};

use super::quality::show;
use crate::corpus::{self, Shared};
use crate::figure::Figure;
use crate::folders::{self, files};
use crate::recognizers;
use crate::times::{Counts, Figures, Timed, trim};
use crate::weights::Weights;

/// The score file `scores/times.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// The day of measurement.
    pub measured: String,
    /// TimeBank, the day of issue given.
    pub timebank: Figures,
    /// AQUAINT, the day of issue given.
    pub aquaint: Figures,
    /// The articles of both that were looked at while working.
    pub looked_at: Figures,
    /// The quarter of both that was not.
    pub held_out: Figures,
    /// Our dispatches of dates, `samples/dates`.
    pub dates: Option<Dates>,
    /// Microsoft's cases that news can contain.
    pub recognizers: recognizers::Figures,
}

/// Times, days of issue and diary of a folder of dispatches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dates {
    /// How many.
    pub files: usize,
    /// Times with the same span.
    pub times_strict: Figure,
    /// Times with the same value.
    pub times_value: Figure,
    /// Days of issue right.
    pub issued: usize,
    /// Diary entries.
    pub diary: Figure,
}

/// Measures, prints, and writes the score file where asked to.
pub fn run(
    weights: &Weights,
    shared: &Shared,
    root: &Path,
    misses: bool,
    write: Option<&Path>,
) -> Result<()> {
    let times = measure(weights, shared, root, misses)?;
    print(&times);
    if let Some(path) = write {
        let file = serde_json::to_string_pretty(&times)? + "\n";
        std::fs::write(path, file).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Reads every text with its issue date given, and counts as `score_times.py` does.
pub fn measure(weights: &Weights, shared: &Shared, root: &Path, misses: bool) -> Result<Times> {
    let reader = weights.reader()?;
    let (mut looked_at, mut held_out) = (Counts::default(), Counts::default());
    let mut sets = Vec::new();
    for name in ["timebank", "aquaint"] {
        let mut counts = Counts::default();
        for path in files(&shared.join("times").join(name), "txt")? {
            let counted = article(&reader, &path)?;
            counts += counted;
            if crc32(folders::stem(&path).as_bytes()) % 4 == 3 {
                held_out += counted;
            } else {
                looked_at += counted;
            }
        }
        sets.push(counts.figures());
    }
    let [timebank, aquaint] = sets[..] else { unreachable!("two sets") };
    let ours = corpus::samples(&root.join("samples/dates"))?;
    let dates = match ours.is_empty() {
        true => None,
        false => {
            let figures = corpus::score_dispatches(&reader, &ours, |name, miss| {
                if misses && ["time", "diary", "issued"].contains(&miss.what) {
                    println!("{name} {}: {} | {}", miss.what, miss.wanted, miss.given);
                }
            })?;
            Some(Dates {
                files: figures.files,
                times_strict: figures.times_strict,
                times_value: figures.times_value,
                issued: figures.issued,
                diary: figures.diary,
            })
        }
    };
    let cases = shared.join("times/recognizers-en/DateTimeModel.json");
    let cases = folders::text(&cases)?;
    let cases: Vec<recognizers::Case> = serde_json::from_str(cases.trim_start_matches('\u{feff}'))?;
    let (recognizers, wrong) = recognizers::measure(&cases);
    for miss in wrong.iter().filter(|_| misses) {
        println!("recognizers: {}\n  wanted {}\n  found  {}", miss.input, miss.wanted, miss.found);
    }
    Ok(Times {
        measured: jiff::Timestamp::now().to_string().chars().take(10).collect(),
        timebank,
        aquaint,
        looked_at: looked_at.figures(),
        held_out: held_out.figures(),
        dates,
        recognizers,
    })
}

/// Counts one article.
fn article(reader: &Reader, path: &Path) -> Result<Counts> {
    #[derive(Deserialize)]
    struct Gold {
        issued: Option<String>,
    }
    let text = folders::text(path)?;
    let characters: Vec<char> = text.chars().collect();
    let gold_path = path.with_extension("json");
    let gold: Gold = serde_json::from_str(&folders::text(&gold_path)?)?;
    let issued = gold.issued.as_deref().map(corpus::day).transpose()?;
    let dispatch = Dispatch { issued, ..Dispatch::new(text) };
    let index = CharIndex::new(&dispatch.text);
    let timed = |time: &sayso_read::Time| {
        let start = index.character(time.span.start());
        let (start, end) = trim(start, index.character(time.span.end()), &characters);
        Timed { start, end, value: Some(time.value.clone()) }
    };
    let found = reader.read(&dispatch).times.iter().map(timed).collect();
    Ok(Counts::of(folders::timed(&gold_path, &characters), found))
}

fn print(times: &Times) {
    for (name, figures) in [
        ("timebank", &times.timebank),
        ("aquaint", &times.aquaint),
        ("both, looked at", &times.looked_at),
        ("both, held out", &times.held_out),
    ] {
        println!("{name}: {} expressions, {} found", figures.gold, figures.predicted);
        println!("  strict   {}", show(figures.strict));
        println!("  relaxed  {}", show(figures.relaxed));
        println!("  value    {}", show(figures.value));
    }
    if let Some(dates) = &times.dates {
        println!("samples/dates: {} dispatches", dates.files);
        println!("  strict   {}", show(dates.times_strict));
        println!("  value    {}", show(dates.times_value));
        println!("  diary    {}", show(dates.diary));
        println!("  issued   {}/{}", dates.issued, dates.files);
    }
    let cases = &times.recognizers;
    println!(
        "recognizers: {} of {} expressions right, {:.1} %, {} by the first reading",
        cases.right, cases.expressions, cases.percent, cases.first
    );
    for (reason, count) in &cases.left_out {
        println!("  left out {count:4}  {reason}");
    }
}

/// CRC-32 (ISO 3309), by which a quarter of the articles is held out.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn crc_of_the_standard() {
        assert_eq!(super::crc32(b"123456789"), 0xCBF4_3926);
    }
}
