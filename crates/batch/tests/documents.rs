//! The documents tell what the program does.

mod process;

use process::sayso;

#[test]
fn the_tables_in_the_documents_are_those_that_are_written() {
    let output = sayso(&["batch", "--schemas"]).output().expect("it starts");
    let schemas = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(schemas.contains("### attributions"));
    let documents = include_str!("../../../docs/batch.md");
    assert!(
        documents.contains(schemas.trim_end()),
        "put what `sayso-batch batch --schemas` prints into docs/batch.md"
    );
}
