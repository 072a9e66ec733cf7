//! Dispatches that share word sequences are linked; what is linked, over any number of links,
//! hangs together and is traced together.
//!
//! A word sequence that very many dispatches have is a phrase and links nothing; so does a single
//! one, which may be chance. Each dispatch is linked to the first one that has the sequence and to
//! the one before it, which is enough to hang together and is linear in the number of sequences.

use anyhow::Result;
use futures_util::TryStreamExt;

use super::{Run, column, numbers, stop};
use crate::components::Components;
use crate::journal::Step;
use crate::report::Report;

/// A word sequence in more dispatches links nothing.
const PHRASE: usize = 48;
/// So many sequences in common make a link.
const COMMON: usize = 2;
/// No more dispatches hang together; further links are left out, the weakest first.
const TOGETHER: u32 = 2_000;
/// A pile of work has at least so many dispatches, so that there are not too many piles.
const PILE: usize = 8_192;
/// No more piles than this, about: each looks through the parts for its dispatches.
const PILES: usize = 256;

impl Run<'_> {
    /// Finds out what hangs together, unless it is known.
    pub(super) async fn pile(&mut self, dispatches: usize) -> Result<()> {
        if self.steps.iter().any(|step| matches!(step, Step::Piled { .. })) {
            return Ok(());
        }
        stop()?;
        let report = Report::stage("linking", "dispatches", 0, dispatches as u64);
        let mut components = Components::new(dispatches, TOGETHER);
        self.parquet("same", self.folder.work("same")).await?;
        self.link(&mut components, "select same_as as a, number as b from same").await?;
        self.parquet("keys", self.folder.work("keys")).await?;
        let links = format!(
            "with counted as (\
               select number as b, count(*) over (partition by key) as holders, \
                 first_value(number) over (partition by key order by number) as first, \
                 lag(number) over (partition by key order by number) as before \
               from keys), \
             linked as (\
               select b, unnest(make_array(first, case when before <> first then before end)) as a \
               from counted where holders between 2 and {PHRASE}) \
             select a, b, count(*) as common from linked where a <> b \
             group by a, b having count(*) >= {COMMON} order by common desc, a, b"
        );
        self.link(&mut components, &links).await?;
        let left = components.left();
        let together = components.together();
        let size = PILE.max(together.len() / PILES);
        let piles = self.write_piles(&together, size)?;
        report.end();
        self.done(Step::Piled { piles, dispatches: together.len() as u64, left })
    }

    async fn link(&self, components: &mut Components, sql: &str) -> Result<()> {
        let mut links = self.context.sql(sql).await?.execute_stream().await?;
        while let Some(rows) = links.try_next().await? {
            let (a, b) = (column(&rows, "a")?, column(&rows, "b")?);
            for (a, b) in a.values().iter().zip(b.values()) {
                if let (Ok(a), Ok(b)) = (u32::try_from(*a), u32::try_from(*b)) {
                    components.link(a, b);
                }
            }
        }
        Ok(())
    }

    /// Writes dispatches with what they hang together with and the pile that they are in; gives
    /// the number of piles.
    fn write_piles(&self, together: &[(u32, u32)], size: usize) -> Result<usize> {
        // In the order of their first dispatches, so that a pile is of dispatches that came
        // about the same time.
        let mut sizes: Vec<(u32, usize)> = Vec::new();
        for (number, component) in together {
            if number == component {
                sizes.push((*component, 0));
            }
            let at = sizes.partition_point(|(it, _)| it < component);
            sizes[at].1 += 1;
        }
        let (mut pile, mut filled) = (0, 0);
        let mut piles = vec![0; sizes.len()];
        for (at, (_, own)) in sizes.iter().enumerate() {
            if filled >= size {
                (pile, filled) = (pile + 1, 0);
            }
            piles[at] = pile;
            filled += own;
        }
        let mut columns = [Vec::new(), Vec::new(), Vec::new()];
        for (number, component) in together {
            let at = sizes.partition_point(|(it, _)| it < component);
            columns[0].push(i64::from(*number));
            columns[1].push(i64::from(*component));
            columns[2].push(piles[at]);
        }
        let rows = numbers(["number", "component", "pile"], columns)?;
        self.folder.write_rows(&self.folder.work("piles"), 0, &rows)?;
        Ok(if sizes.is_empty() { 0 } else { pile as usize + 1 })
    }
}
