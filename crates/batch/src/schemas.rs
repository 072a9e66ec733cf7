//! What stands in the tables, for people.

use std::fmt::Write;

use crate::tables::ALL;

/// The tables with their columns, as Markdown: what `docs/batch.md` shows.
pub fn markdown() -> String {
    let mut shown = String::new();
    for table in ALL {
        let _ = write!(shown, "### {}\n\n{}\n\n", table.name, table.about);
        shown.push_str("| column | type | |\n|--|--|--|\n");
        for column in table.columns {
            let kind = column.kind.name();
            let optional = if column.optional { " or null" } else { "" };
            let _ = writeln!(shown, "| {} | {kind}{optional} | {} |", column.name, column.about);
        }
        shown.push('\n');
    }
    shown
}
