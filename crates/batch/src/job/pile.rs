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
        let own = own_keys(share, shares);
        let links = self
            .rows(&format!(
                "with counted as (\
                   select number as b, count(*) over (partition by key) as holders, \
                     first_value(number) over (partition by key order by number) as first, \
                     lag(number) over (partition by key order by number) as before \
                   from keys where {own}), \
                 linked as (\
                   select b, unnest(make_array(first, case when before <> first then before end)) \
                     as a \
                   from counted where holders between 2 and {PHRASE}) \
                 select a, b, count(*) as common from linked where a <> b group by a, b \
                 order by a, b"
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

/// The condition on the keys of a share. They are spread evenly, so shares are of about one size.
fn own_keys(share: usize, shares: usize) -> String {
    let width = (1_u128 << 64) / shares.max(1) as u128;
    let bound = |share: usize| i64::MIN.wrapping_add_unsigned((share as u128 * width) as u64);
    let least = (share > 0).then(|| format!("key >= {}", bound(share)));
    let below = (share + 1 < shares).then(|| format!("key < {}", bound(share + 1)));
    let conditions: Vec<String> = least.into_iter().chain(below).collect();
    if conditions.is_empty() { "true".to_owned() } else { conditions.join(" and ") }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use sayso_intake::Hints;

    use super::*;
    use crate::job::Job;
    use crate::journal::{Folder, Plan};
    use crate::session;

    /// Keys of some dispatches: rare ones, some that several have, some that are phrases.
    fn some_keys() -> BTreeSet<(i64, i64)> {
        let mut state = 7_u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888);
            (state >> 33) % below
        };
        let spread = |key: u64| key.wrapping_mul(0x9e37_79b9_7f4a_7c15).reverse_bits() as i64;
        let mut keys = BTreeSet::new();
        for number in 0..200 {
            for _ in 0..30 {
                let key = random(800) * random(2);
                keys.insert((spread(key), number));
            }
        }
        keys
    }

    /// How many keys link two dispatches, counted by hand.
    fn counted(keys: &BTreeSet<(i64, i64)>) -> BTreeMap<(i64, i64), i64> {
        let mut holders: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for (key, number) in keys {
            holders.entry(*key).or_default().push(*number);
        }
        let mut links = BTreeMap::new();
        for numbers in holders.values().filter(|it| (2..=PHRASE).contains(&it.len())) {
            for (at, number) in numbers.iter().enumerate().skip(1) {
                let others = BTreeSet::from([numbers[0], numbers[at - 1]]);
                others.iter().for_each(|of| *links.entry((*of, *number)).or_default() += 1);
            }
        }
        links
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn links_are_the_same_in_any_number_of_shares() {
        let keys = some_keys();
        let wanted = counted(&keys);
        assert!(wanted.values().any(|common| *common > 1) && wanted.len() > 1000);
        let root = tempfile::tempdir().expect("a folder");
        for shares in [1, 2, 7] {
            let job = Job {
                inputs: Vec::new(),
                hints: Hints::default(),
                out: root.path().join(shares.to_string()),
                part: 1,
                read: false,
                written: Vec::new(),
                tables: Vec::new(),
            };
            let plan = Plan { program: String::new(), inputs: Vec::new(), options: Vec::new() };
            let (folder, steps) = Folder::open(&job.out, &plan).expect("a folder");
            let context = session::local(2, 64 << 20, None).expect("an engine");
            let run = Run { job: &job, context: &context, folder, steps };
            let (key, number) = keys.iter().copied().unzip();
            let rows = numbers(["key", "number"], [key, number]).expect("rows");
            run.folder.write_rows(&run.folder.work("keys"), 0, &rows).expect("written");
            run.parquet("keys", run.folder.work("keys")).await.expect("read");
            for share in 0..shares {
                run.link_share(share, shares).await.expect("linked");
            }
            run.parquet("links", run.folder.work("links")).await.expect("read");
            let sums = "select a, b, sum(common) as common from links group by a, b";
            let found = run.rows(sums).await.expect("rows");
            let column = |name| column(&found, name).expect("a column").values().to_vec();
            let pairs = column("a").into_iter().zip(column("b"));
            let found: BTreeMap<_, _> = pairs.zip(column("common")).collect();
            assert_eq!(found, wanted, "{shares} shares");
        }
    }
}
