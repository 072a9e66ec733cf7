//! Whether the committed scores still hold.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::quality;
use crate::corpus::Shared;
use crate::weights::Weights;

/// By how many points a figure may differ: kernels round differently on other processors.
const TOLERANCE: f64 = 0.4;

/// Measures anew and compares with `scores/quality.json`.
///
/// # Errors
/// When a figure differs by more than the tolerance, either way: a better one belongs in the file.
pub fn run(weights: &Weights, shared: Option<&Shared>, root: &Path) -> Result<()> {
    let Some(shared) = shared else {
        println!("skipped: ../shared is not here");
        return Ok(());
    };
    let path = root.join("scores/quality.json");
    let file = std::fs::read_to_string(&path).with_context(|| {
        format!("cannot read {}, run `sayso-eval quality --write`", path.display())
    })?;
    let committed: Value = serde_json::from_str(&file)?;
    let measured = serde_json::to_value(quality::measure(weights, shared, root)?)?;
    let mut differences = Vec::new();
    compare("", &committed, &measured, &mut differences);
    for difference in &differences {
        println!("{difference}");
    }
    if !differences.is_empty() {
        bail!(
            "{} figures differ, run `sayso-eval quality --write {}`",
            differences.len(),
            path.display()
        );
    }
    println!("the committed scores hold");
    Ok(())
}

/// Compares every number of both; the day, the intervals and the bins are left aside.
fn compare(path: &str, committed: &Value, measured: &Value, differences: &mut Vec<String>) {
    match (committed, measured) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
            let aside = ["measured", "intervals", "bins"];
            for key in keys.into_iter().filter(|key| !aside.contains(&key.as_str())) {
                let (one, other) = (&committed[key], &measured[key]);
                compare(&format!("{path}.{key}"), one, other, differences);
            }
        }
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap_or(0.0), other.as_f64().unwrap_or(0.0));
            // Counts may differ by a hundredth of themselves.
            let least = if one.fract() == 0.0 { one / 100.0 } else { 0.0 };
            if (one - other).abs() > TOLERANCE.max(least) {
                differences.push(format!("{path}: {one} is committed, {other} measured"));
            }
        }
        (one, other) if one != other && !one.is_array() => {
            differences.push(format!("{path}: {one} is committed, {other} measured"));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn small_differences_pass_and_large_ones_are_named() {
        let committed = json!({"measured": "a", "linked": {"f1": 75.5}, "gold": 2192});
        let measured = json!({"measured": "b", "linked": {"f1": 74.5}, "gold": 2190});
        let mut differences = Vec::new();
        compare("", &committed, &measured, &mut differences);
        assert_eq!(differences, [".linked.f1: 75.5 is committed, 74.5 measured"]);
    }
}
