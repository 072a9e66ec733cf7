//! Who is meant by pronouns and common nouns.

use anyhow::Result;

use crate::corpus::Shared;
use crate::speakers;

/// Prints how many of the labelled sources are resolved rightly, and the misses where asked for.
pub fn run(shared: &Shared, misses: bool) -> Result<()> {
    let counts = speakers::measure(shared, |article, source, expected, found| {
        if misses {
            let source = source.replace('\n', " ¶ ");
            println!("{article:.24}  …{source}  is {expected}, found {found}");
        }
    })?;
    let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
    println!("sources that are a pronoun or a common noun, gold attributions of PolNeAR dev");
    println!("  right          {:.1} % of {}", share(counts.right, counts.all), counts.all);
    println!(
        "  right          {:.1} % of the {} whose speaker the text names",
        share(counts.named_right, counts.named),
        counts.named
    );
    println!("  nearest name   {:.1} % of these", share(counts.nearest, counts.named));
    Ok(())
}
