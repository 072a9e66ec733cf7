//! Whether the committed scores still hold.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{quality, times};
use crate::corpus::Shared;
use crate::weights::Weights;

/// By how many points a figure may differ: kernels round differently on other processors.
const TOLERANCE: f64 = 0.4;

/// Measures anew and compares with `scores/quality.json` and `scores/times.json`.
///
/// # Errors
/// When a figure is worse than the committed one by more than the tolerance.
pub fn run(weights: &Weights, shared: Option<&Shared>, root: &Path) -> Result<()> {
    let Some(shared) = shared else {
        println!("skipped: ../shared is not here");
        return Ok(());
    };
    let mut differences = Vec::new();
    let quality = serde_json::to_value(quality::measure(weights, shared, root)?)?;
    compare("quality", &committed(root, "quality")?, &quality, &mut differences);
    if root.join("scores/times.json").exists() {
        let times = serde_json::to_value(times::measure(weights, shared, root, false)?)?;
        compare("times", &committed(root, "times")?, &times, &mut differences);
    }
    for difference in &differences {
        println!("{difference}");
    }
    if !differences.is_empty() {
        bail!("{} figures are worse than those in scores/", differences.len());
    }
    println!("the committed scores hold");
    Ok(())
}

/// A committed score file.
fn committed(root: &Path, name: &str) -> Result<Value> {
    let path = root.join(format!("scores/{name}.json"));
    let file = std::fs::read_to_string(&path).with_context(|| {
        format!("cannot read {}, run `sayso-eval {name} --write`", path.display())
    })?;
    Ok(serde_json::from_str(&file)?)
}

/// Compares every figure of both. The day, the intervals and the bins are left aside, so are
/// precision, recall and the number found, which F1 sums up.
fn compare(path: &str, committed: &Value, measured: &Value, differences: &mut Vec<String>) {
    match (committed, measured) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
            let aside = ["measured", "intervals", "bins", "p", "r", "predicted", "left_out"];
            for key in keys.into_iter().filter(|key| !aside.contains(&key.as_str())) {
                let (one, other) = (&committed[key], &measured[key]);
                compare(&format!("{path}.{key}"), one, other, differences);
            }
        }
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap_or(0.0), other.as_f64().unwrap_or(0.0));
            // Of an error, less is better.
            let worse = if path.ends_with(".error") { other - one } else { one - other };
            if worse > TOLERANCE {
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
        let committed = json!({"measured": "a", "linked": {"f1": 75.5}, "error": 1.0});
        let measured = json!({"measured": "b", "linked": {"f1": 74.5}, "error": 0.2});
        let mut differences = Vec::new();
        compare("", &committed, &measured, &mut differences);
        assert_eq!(differences, [".linked.f1: 75.5 is committed, 74.5 measured"]);
    }
}
