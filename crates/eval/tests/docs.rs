//! The page about scores shows what the score files say.

use std::path::Path;

use sayso_eval::commands::table;

#[test]
fn the_tables_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let fresh = table::is_fresh(&root).expect("docs/scores.md and the score files are readable");
    assert!(fresh, "run `cargo run -p sayso-eval -- table --write`");
}
