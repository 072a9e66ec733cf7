//! The figures of the score files as tables for `docs/scores.md`.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;

use super::quality::Quality;
use super::speed::Speed;

const START: &str = "<!-- figures: made by `sayso-eval table --write` -->";
const END: &str = "<!-- end of figures -->";

/// Prints the tables, or writes them into `docs/scores.md`.
pub fn run(root: &Path, write: bool) -> Result<()> {
    let tables = tables(root)?;
    if !write {
        print!("{tables}");
        return Ok(());
    }
    let path = root.join("docs/scores.md");
    let page = std::fs::read_to_string(&path).with_context(|| "cannot read docs/scores.md")?;
    std::fs::write(&path, with_tables(&page, &tables)?)?;
    Ok(())
}

/// Whether `docs/scores.md` shows the figures of the score files.
pub fn is_fresh(root: &Path) -> Result<bool> {
    let page = std::fs::read_to_string(root.join("docs/scores.md"))?;
    Ok(with_tables(&page, &tables(root)?)? == page)
}

fn with_tables(page: &str, tables: &str) -> Result<String> {
    let parts = page.split_once(START).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    });
    let Some((before, after)) = parts else { bail!("docs/scores.md has lost its marks") };
    Ok(format!("{before}{START}\n{tables}{END}{after}"))
}

/// The tables of the score files that are there.
fn tables(root: &Path) -> Result<String> {
    let mut out = String::new();
    if let Some(quality) = load::<Quality>(&root.join("scores/quality.json"))? {
        out += &of_quality(&quality);
    }
    if let Some(speed) = load::<Speed>(&root.join("scores/speed.json"))? {
        out += &of_speed(&speed);
    }
    Ok(out)
}

fn load<T: DeserializeOwned>(path: &Path) -> Result<Option<T>> {
    if !path.exists() {
        return Ok(None);
    }
    let file = std::fs::read_to_string(path)?;
    let score = serde_json::from_str(&file);
    Ok(Some(score.with_context(|| format!("{} is in another form", path.display()))?))
}

fn of_quality(quality: &Quality) -> String {
    let dev = &quality.polnear_dev;
    let mut out = format!(
        "\nWeights {}, measured {}.\n\n| PolNeAR dev ({} articles, {} attributions) | precision | recall | F1 | 95 % |\n|--|--|--|--|--|\n",
        quality.model, quality.measured, dev.articles, dev.figures.gold
    );
    for ((name, figure), (_, [low, high])) in dev.figures.named().iter().zip(&dev.intervals) {
        out += &format!(
            "| {} | {:.1} | {:.1} | {:.1} | {low:.1} to {high:.1} |\n",
            name.replace('_', " "),
            figure.p,
            figure.r,
            figure.f1
        );
    }
    out += &format!(
        "\nExpected calibration error: {:.1} % with ten bins of equal width, {:.1} % with ten of equal count.\n\n",
        dev.calibration_by_width.error, dev.calibration_by_count.error
    );
    out += "| confidence | found | mean confidence | right |\n|--|--|--|--|\n";
    for bin in &dev.calibration_by_width.bins {
        out += &format!(
            "| {:.0} to {:.0} | {} | {:.1} | {:.1} |\n",
            bin.from, bin.to, bin.count, bin.confidence, bin.right
        );
    }
    let sets = [
        ("seed", Some(&quality.seed)),
        ("dispatches", Some(&quality.dispatches)),
        ("samples", quality.samples.as_ref()),
        ("styles", quality.styles.as_ref()),
    ];
    let sets: Vec<_> = sets.into_iter().filter_map(|(name, set)| Some((name, set?))).collect();
    let names: Vec<&str> = sets.iter().map(|(name, _)| *name).collect();
    out += &format!("\n| | {} |\n|--{}|\n", names.join(" | "), "|--".repeat(sets.len()));
    let mut row = |name: &str, cell: &dyn Fn(&crate::dispatches::Figures) -> String| {
        out += &format!("| {name} |");
        for (_, set) in &sets {
            out += &format!(" {} |", cell(set));
        }
        out.push('\n');
    };
    row("linked, precision / recall / F1", &|f| {
        format!("{:.1} / {:.1} / {:.1}", f.linked.p, f.linked.r, f.linked.f1)
    });
    row("attributions asked for", &|f| f.gold.to_string());
    row("kind, of the linked", &|f| format!("{:.1} %", f.kind));
    row("polarity", &|f| format!("{:.1} %", f.polarity));
    row("speaker", &|f| format!("{:.1} %", f.speaker));
    row("chain", &|f| format!("{:.1} %", f.chain));
    row("chains of three hands or more", &|f| {
        format!("{} of {}", f.long_chains[0], f.long_chains[1])
    });
    row("nesting", &|f| format!("{:.1} %", f.nested_in));
    row("times: same span, F1", &|f| format!("{:.1}", f.times_strict.f1));
    row("times: value, F1", &|f| format!("{:.1}", f.times_value.f1));
    row("issue date", &|f| format!("{} of {}", f.issued, f.files));
    row("publisher", &|f| format!("{} of {}", f.publisher, f.files));
    row("diary, F1", &|f| format!("{:.1}", f.diary.f1));
    out
}

fn of_speed(speed: &Speed) -> String {
    let mut out = format!(
        "\nSpeed: weights {}, measured {} on {}, {} words of samples.\n\n| kernel | words/s as dispatches | words/s as one text |\n|--|--|--|\n",
        speed.model, speed.measured, speed.processor, speed.words
    );
    for kernel in &speed.kernels {
        let long =
            if kernel.long_text > 0.0 { format!("{:.0}", kernel.long_text) } else { "–".into() };
        out += &format!("| {} | {:.0} | {long} |\n", kernel.kernel, kernel.dispatches);
    }
    if let Some(two) = speed.two_threads {
        out += &format!("| two threads, fastest kernel | {two:.0} | – |\n");
    }
    out += "\n| where the time goes | |\n|--|--|\n";
    for (phase, percent) in &speed.phases {
        out += &format!("| {phase} | {percent:.1} % |\n");
    }
    let whole = speed.whole_to_attributions;
    out += &format!("| everything, of the cost of the attributions alone | {whole:.2} |\n");
    out += &format!("| loading | {:.1} ms |\n", speed.load_ms);
    out += &format!("| memory, at most | {:.0} MiB |\n", speed.peak_memory_mib);
    if let Some(binary) = speed.binary_mib {
        out += &format!("| program | {binary:.1} MiB |\n");
    }
    if let Some(count) = speed.instructions_per_word {
        out += &format!("| instructions a word under callgrind | {count:.0} |\n");
    }
    out
}
