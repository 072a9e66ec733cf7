use std::ops::Range;

use anyhow::{Context, Result};
use rayon::prelude::*;

use crate::engine::{Engine, Read};
use crate::inputs::Input;
use crate::progress;

/// A batch is read in parallel and handed on in order before the next one starts, so that memory
/// holds for any number of files.
const BATCH_FILES: usize = 64;
const BATCH_BYTES: u64 = 4 * 1024 * 1024;

/// What became of the inputs.
#[derive(Default)]
pub struct Tally {
    pub done: usize,
    pub failed: usize,
}

/// Reads all inputs in parallel, turns each reading into `T` there and hands it to `take` in the
/// order of the inputs. Inputs that fail are told on standard error and left out.
///
/// # Errors
/// What `take` gives back; then the rest is left unread.
pub fn for_each<T: Send>(
    engine: &Engine,
    inputs: &[Input],
    shares_terminal: bool,
    turn: impl Fn(usize, Read) -> T + Sync,
    mut take: impl FnMut(usize, T) -> Result<()>,
) -> Result<Tally> {
    let sizes: Vec<u64> = inputs.iter().map(Input::size).collect();
    let bar = progress::bar(sizes.iter().sum(), shares_terminal);
    let mut tally = Tally::default();
    for batch in batches(&sizes) {
        let results: Vec<_> = batch
            .clone()
            .into_par_iter()
            .map(|index| {
                let input = &inputs[index];
                let result = input.load().with_context(|| input.name()).map(|mut text| {
                    let note = text.note.take();
                    (note, turn(index, engine.read(input.name(), text)))
                });
                bar.inc(sizes[index]);
                result
            })
            .collect();
        for (index, result) in batch.zip(results) {
            match result {
                Ok((note, result)) => {
                    if let Some(note) = note {
                        bar.suspend(|| eprintln!("sayso: {}: {note}", inputs[index].name()));
                    }
                    take(index, result)?;
                    tally.done += 1;
                }
                Err(error) => {
                    bar.suspend(|| eprintln!("sayso: {error:#}"));
                    tally.failed += 1;
                }
            }
        }
    }
    bar.finish_and_clear();
    Ok(tally)
}

fn batches(sizes: &[u64]) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (index, size) in sizes.iter().enumerate() {
        if index > start && (index - start >= BATCH_FILES || bytes + size > BATCH_BYTES) {
            batches.push(start..index);
            (start, bytes) = (index, 0);
        }
        bytes += size;
    }
    if start < sizes.len() {
        batches.push(start..sizes.len());
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_bounded_and_leave_nothing_out() {
        let mut sizes = vec![1; 100];
        sizes.extend([BATCH_BYTES * 2, 5, 5]);
        let batches = batches(&sizes);
        assert_eq!(batches, [0..64, 64..100, 100..101, 101..103]);
        assert!(super::batches(&[]).is_empty());
    }
}
