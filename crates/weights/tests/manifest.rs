//! The manifest tells of the very file that is shipped.

use serde_json::Value;
use sha2::{Digest, Sha256};

#[test]
fn the_manifest_belongs_to_the_weights() {
    let manifest: Value = serde_json::from_str(include_str!("../manifest.json")).expect("JSON");
    let digest = Sha256::digest(sayso_weights::READER);
    let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(manifest["sha256"], hash, "run training/manifest.py");
    assert_eq!(manifest["bytes"], sayso_weights::READER.len());
    let model = sayso_model::Model::load(sayso_weights::READER).expect("the weights load");
    assert_eq!(manifest["version"], model.version());
}
