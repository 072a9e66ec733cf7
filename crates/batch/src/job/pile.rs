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
/// Sequences are looked through in shares, of about those of so many dispatches.
const SHARE: usize = 65_536;

impl Run<'_> {
    /// Finds out what hangs together, unless it is known.
    pub(super) async fn pile(&mut self, dispatches: usize) -> Result<()> {
        if self.steps.iter().any(|step| matches!(step, Step::Piled { .. })) {
            return Ok(());
        }
        let shares = dispatches.div_ceil(SHARE).max(1);
        let linked = |run: &Run<'_>, share| run.steps.contains(&Step::Linked { share });
        let before = (0..shares).filter(|share| linked(self, *share)).count();
        let mut report = Report::stage("linking", "shares", before as u64, shares as u64);
        self.parquet("keys", self.folder.work("keys")).await?;
        for share in 0..shares {
            if !linked(self, share) {
                stop()?;
                self.link_share(share, shares).await?;
                self.done(Step::Linked { share })?;
                report.add(1);
            }
        }
        stop()?;
        let mut components = Components::new(dispatches, TOGETHER);
        self.parquet("same", self.folder.work("same")).await?;
        self.link(&mut components, "select same_as as a, number as b from same").await?;
        self.parquet("links", self.folder.work("links")).await?;
        let links = format!(
            "select a, b, sum(common) as common from links group by a, b \
             having sum(common) >= {COMMON} order by common desc, a, b"
        );
        self.link(&mut components, &links).await?;
        let left = components.left();
        let together = components.together();
        let size = PILE.max(together.len() / PILES);
        let piles = self.write_piles(&together, size)?;
        report.end();
        self.done(Step::Piled { piles, dispatches: together.len() as u64, left })
    }

    /// Links the dispatches that have a word sequence of a share in common: each one to the first
    /// that has it and to the one before it.
    async fn link_share(&self, share: usize, shares: usize) -> Result<()> {
        let (least, most) = (bound(share, shares), bound(share + 1, shares).wrapping_sub(1));
        let links = self
            .rows(&format!(
                "with counted as (\
                   select number as b, count(*) over (partition by key) as holders, \
                     first_value(number) over (partition by key order by number) as first, \
                     lag(number) over (partition by key order by number) as before \
                   from keys where key between {least} and {most}), \
                 linked as (\
                   select b, unnest(make_array(first, case when before <> first then before end)) \
                     as a \
                   from counted where holders between 2 and {PHRASE}) \
                 select a, b, count(*) as common from linked where a <> b group by a, b"
            ))
            .await?;
        self.folder.write_rows(&self.folder.work("links"), share, &links)
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

/// The least key of a share. Keys are spread evenly, so the shares are of about one size.
fn bound(share: usize, shares: usize) -> i64 {
    let width = (1_u128 << 64) / shares.max(1) as u128;
    match share == shares {
        // One past the greatest is the least again.
        true => i64::MIN,
        false => i64::MIN.wrapping_add_unsigned((share as u128 * width) as u64),
    }
}

#[cfg(test)]
mod tests {
    use super::bound;

    #[test]
    fn shares_lie_side_by_side_and_are_all() {
        for shares in [1, 3, 16] {
            let bounds: Vec<i64> = (0..shares).map(|share| bound(share, shares)).collect();
            assert_eq!(bounds[0], i64::MIN);
            assert!(bounds.is_sorted_by(|a, b| a < b), "{bounds:?}");
            assert_eq!(bound(shares, shares).wrapping_sub(1), i64::MAX);
        }
    }
}
