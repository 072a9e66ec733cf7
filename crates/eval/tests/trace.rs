//! The figures of traces hold their floors: our own pile always, the shared one where it is.

use std::path::Path;

use sayso_eval::commands::trace::{pile, piles};
use sayso_eval::trace::{Contradictions, Figures};

fn check(name: &str, found: Figures, floor: Figures) {
    println!("{name}: {found:?}");
    let pairs = [
        (found.copies, floor.copies),
        (found.direction, floor.direction),
        (found.stories, floor.stories),
        (found.statements, floor.statements),
        (found.origins, floor.origins),
    ];
    assert!(pairs.iter().all(|(found, floor)| found >= floor), "{name}: {found:?} below {floor:?}");
    assert!(found.false_joins <= floor.false_joins, "{name}: {found:?}");
    if let (Some(found), Some(floor)) = (found.contradictions, floor.contradictions) {
        let holds = found.recall >= floor.recall && found.precision >= floor.precision;
        assert!(holds, "{name}: {found:?} below {floor:?}");
    }
}

/// By the words alone: the reader has its own tests, and comes on top.
#[test]
fn piles_are_traced_by_their_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let floor = Figures {
        copies: 95.0,
        direction: 92.0,
        stories: 92.0,
        statements: 85.0,
        origins: 85.0,
        false_joins: 3.0,
        contradictions: Some(Contradictions { recall: 35.0, precision: 50.0 }),
    };
    for folder in piles(&root).unwrap() {
        check(&folder.display().to_string(), pile(&folder, None).unwrap(), floor);
    }
    let shared = root.join("../shared/trace");
    if shared.join("items.jsonl").exists() {
        check("shared pile", pile(&shared, None).unwrap(), Figures { origins: 88.0, ..floor });
    } else {
        println!("../shared/trace is not there: skipped");
    }
}
