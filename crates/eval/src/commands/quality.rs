//! How well the shipped reader reads: PolNeAR dev, the seed, the dispatches, our samples.

use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::attributions::{Counts, Figures, outermost};
use crate::calibration::{self, Reliability};
use crate::corpus::{self, Shared};
use crate::figure::Figure;
use crate::weights::Weights;
use crate::{bootstrap, dispatches};

/// The score file `scores/quality.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// The day of measurement.
    pub measured: String,
    /// The version of the weights.
    pub model: String,
    /// PolNeAR's 84 articles of dev.
    pub polnear_dev: PolnearDev,
    /// The seed dispatch.
    pub seed: dispatches::Figures,
    /// The 14 dispatches.
    pub dispatches: dispatches::Figures,
    /// Our samples that have a gold reading.
    pub samples: Option<dispatches::Figures>,
    /// Our dispatches in further house styles.
    pub styles: Option<dispatches::Figures>,
}

/// Figures on PolNeAR dev.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PolnearDev {
    /// How many articles.
    pub articles: usize,
    /// By the definitions of `score_attributions.py`.
    #[serde(flatten)]
    pub figures: Figures,
    /// 95 % intervals of F1, bootstrap over articles.
    pub intervals: Vec<(String, [f64; 2])>,
    /// Reliability by bins of equal width; right means linked.
    pub calibration_by_width: Reliability,
    /// Reliability by bins of equal count.
    pub calibration_by_count: Reliability,
}

/// Measures, prints, and writes the score file where asked to.
pub fn run(weights: &Weights, shared: &Shared, root: &Path, write: Option<&Path>) -> Result<()> {
    let quality = measure(weights, shared, root)?;
    print(&quality);
    if let Some(path) = write {
        let file = serde_json::to_string_pretty(&quality)? + "\n";
        std::fs::write(path, file).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Reads all corpora and counts.
pub fn measure(weights: &Weights, shared: &Shared, root: &Path) -> Result<Quality> {
    let reader = weights.reader()?;
    let (mut by_article, mut outcomes) = (Vec::new(), Vec::new());
    for article in shared.polnear_dev()? {
        let reading = reader.read(&sayso_read::Dispatch::new(article.text.clone()));
        let found = outermost(&reading, &article.index);
        let found: Vec<_> = found.into_iter().map(|(_, marked)| marked).collect();
        by_article.push(Counts::of(&article.gold, &found));
        outcomes.extend(corpus::outcomes(&article, &reading).into_iter().map(|(_, o)| o));
    }
    let mut sum = Counts::default();
    by_article.iter().for_each(|counts| sum += *counts);
    let intervals = bootstrap::intervals(&by_article);
    let score = |all: &[corpus::GoldDispatch]| corpus::score_dispatches(&reader, all, |_, _| ());
    let ours = |folder: &str| -> Result<Option<dispatches::Figures>> {
        let samples = corpus::samples(&root.join(folder))?;
        (!samples.is_empty()).then(|| score(&samples)).transpose()
    };
    Ok(Quality {
        measured: jiff::Timestamp::now().to_string().chars().take(10).collect(),
        model: weights.version()?,
        polnear_dev: PolnearDev {
            articles: by_article.len(),
            figures: sum.figures(),
            intervals: intervals.into_iter().map(|(name, i)| (name.to_owned(), i)).collect(),
            calibration_by_width: calibration::by_width(&outcomes),
            calibration_by_count: calibration::by_count(&outcomes),
        },
        seed: score(&[shared.seed()?])?,
        dispatches: score(&shared.dispatches()?)?,
        samples: ours("samples")?,
        styles: ours("samples/styles")?,
    })
}

/// Prints the figures for people.
fn print(quality: &Quality) {
    let dev = &quality.polnear_dev;
    println!("model {}, measured {}", quality.model, quality.measured);
    println!(
        "\nPolNeAR dev: {} articles, {} attributions, {} found",
        dev.articles, dev.figures.gold, dev.figures.predicted
    );
    for ((name, figure), (_, [low, high])) in dev.figures.named().iter().zip(&dev.intervals) {
        println!("  {name:16} {}   95 % {low:.2} to {high:.2}", show(*figure));
    }
    for (name, table) in
        [("width", &dev.calibration_by_width), ("count", &dev.calibration_by_count)]
    {
        println!("\nexpected calibration error {:.2} % (bins of equal {name})", table.error);
        for bin in &table.bins {
            println!(
                "  {:6.2} to {:6.2}  n {:5}  confidence {:6.2}  right {:6.2}",
                bin.from, bin.to, bin.count, bin.confidence, bin.right
            );
        }
    }
    print_dispatches("seed", &quality.seed);
    print_dispatches("dispatches", &quality.dispatches);
    for (name, figures) in [("samples", &quality.samples), ("styles", &quality.styles)] {
        if let Some(figures) = figures {
            print_dispatches(name, figures);
        }
    }
}

/// Prints figures over dispatches.
pub fn print_dispatches(name: &str, figures: &dispatches::Figures) {
    println!("\n{name}: {} files", figures.files);
    println!("  {:16} {} of {}", "linked", show(figures.linked), figures.gold);
    for (aspect, percent) in [
        ("kind", figures.kind),
        ("polarity", figures.polarity),
        ("anonymous", figures.anonymous),
        ("speaker", figures.speaker),
        ("chain", figures.chain),
        ("nested_in", figures.nested_in),
    ] {
        println!("  {aspect:16} {percent:6.2} % of the linked");
    }
    println!("  {:16} {}/{}", "long chains", figures.long_chains[0], figures.long_chains[1]);
    println!("  {:16} {}", "times strict", show(figures.times_strict));
    println!("  {:16} {}", "times value", show(figures.times_value));
    println!("  {:16} {}/{}", "issued", figures.issued, figures.files);
    println!("  {:16} {}/{}", "publisher", figures.publisher, figures.files);
    println!("  {:16} {}", "diary", show(figures.diary));
}

/// A figure in one line.
pub fn show(figure: Figure) -> String {
    format!("p {:6.2}  r {:6.2}  f1 {:6.2}", figure.p, figure.r, figure.f1)
}
