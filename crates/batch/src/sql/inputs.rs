//! Inputs as a table of dispatches, taken out of them anew with each scan.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use datafusion::arrow::array::RecordBatch;
use datafusion::prelude::SessionContext;
use sayso_intake::Hints;
use tokio::runtime::Handle;

use super::streams::{Pages, table};
use crate::inputs::Input;
use crate::tables::TAKEN;
use crate::taking::{Position, Taking};

/// Dispatches that are taken at once.
const PAGE: usize = 256;

/// Gives the dispatches of some inputs a name.
///
/// # Errors
/// When the name can't be given.
pub fn register(
    context: &SessionContext,
    name: &str,
    inputs: Vec<Input>,
    hints: Hints,
) -> Result<()> {
    let said: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let runtime = Handle::current();
    let open = move || -> Result<Pages> {
        let scratch = std::env::temp_dir().join(format!("sayso-sql-{}", std::process::id()));
        let taking = Taking::new(inputs.clone(), hints.clone(), &scratch, Position::default());
        let (said, runtime) = (Arc::clone(&said), runtime.clone());
        Ok(Box::new(Scan { taking, said, runtime }))
    };
    context.register_table(name, Arc::new(table(TAKEN.schema(), Arc::new(open))?))?;
    Ok(())
}

struct Scan {
    taking: Taking,
    /// What was told already; a table may be scanned several times.
    said: Arc<Mutex<BTreeSet<String>>>,
    runtime: Handle,
}

impl Iterator for Scan {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Result<RecordBatch>> {
        let part = self.runtime.block_on(self.taking.next(PAGE));
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let mut notes = self.taking.notes();
        if let Ok(Some(part)) = &part
            && part.rejected.num_rows() > 0
        {
            notes.push("some records could not be read; `sayso batch` tells which".to_owned());
        }
        for note in notes {
            if said.insert(note.clone()) {
                eprintln!("sayso: {note}");
            }
        }
        part.map(|part| part.map(|part| part.dispatches)).transpose()
    }
}
