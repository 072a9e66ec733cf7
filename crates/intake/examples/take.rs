//! Counts what files give: `cargo run --release -p sayso-intake --example take -- FILE…`

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::time::Instant;

use sayso_intake::{Hints, Record, Source, open};

fn main() -> Result<(), Box<dyn Error>> {
    for name in std::env::args().skip(1) {
        let started = Instant::now();
        let mut records = open(
            Source::file(File::open(&name)?),
            Hints { name: Some(name.clone()), ..Hints::default() },
        )?;
        let (mut items, mut bytes) = (0_u64, 0_u64);
        let mut rejected: BTreeMap<String, u64> = BTreeMap::new();
        for record in &mut records {
            match record? {
                Record::Item(item) => {
                    items += 1;
                    bytes += item.text.len() as u64;
                }
                Record::Rejected(it) => *rejected.entry(it.reason).or_default() += 1,
            }
        }
        let format = records.format().map_or("unknown", |format| format.name());
        let seconds = started.elapsed().as_secs_f64();
        println!("{name}: {format}, {items} items, {bytes} bytes of text, {seconds:.1} s");
        println!("  rejected {rejected:?}, skipped {:?}, {:?}", records.skipped(), records.notes());
    }
    Ok(())
}
