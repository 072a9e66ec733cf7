//! Each pile is traced: the plan brings dispatches that hang together into one row, the tracer
//! looks at them, and what it finds becomes rows here.

use anyhow::{Context, Result};
use datafusion::arrow::array::AsArray;

use super::{Run, stop};
use crate::columns::{Cell, Rows};
use crate::functions::{PILE, Told, Traced};
use crate::journal::Step;
use crate::report::Report;
use crate::tables::{COPIES, STATEMENTS, STORIES, WORDINGS};

impl Run<'_> {
    /// Traces every pile that isn't traced yet.
    pub(super) async fn trace(&mut self) -> Result<()> {
        let piles = self.steps.iter().find_map(|step| match step {
            Step::Piled { piles, dispatches, left } => Some((*piles, *dispatches, *left)),
            _ => None,
        });
        let (piles, dispatches, left) = piles.unwrap_or_default();
        let before = self.steps.iter().filter(|step| matches!(step, Step::Traced { .. })).count();
        let share = dispatches / piles.max(1) as u64;
        let mut report =
            Report::stage("tracing", "dispatches", before as u64 * share, piles as u64 * share);
        if left > 0 {
            report
                .say(&format!("{left} links between dispatches were left out, see docs/batch.md"));
        }
        self.parquet("dispatches", self.folder.table("dispatches")).await?;
        self.parquet("piles", self.folder.work("piles")).await?;
        self.parquet("readings", self.folder.work("readings")).await?;
        if piles == 0 {
            self.write_traced(0, Traced::default())?;
        }
        for pile in 0..piles {
            if self.steps.contains(&Step::Traced { pile }) {
                continue;
            }
            stop()?;
            let traced = self.trace_pile(pile).await?;
            self.write_traced(pile, traced)?;
            self.done(Step::Traced { pile })?;
            report.add(share);
        }
        report.end();
        Ok(())
    }

    async fn trace_pile(&self, pile: usize) -> Result<Traced> {
        let told: Vec<String> = PILE
            .iter()
            .map(|field| {
                let name = field.name();
                let from = if name == "reading" { "r" } else { "d" };
                format!("'{name}', {from}.{name}")
            })
            .collect();
        let sql = format!(
            "select sayso_trace(array_agg(named_struct({}))) as traced \
             from dispatches d join piles p on d.number = p.number \
             left join readings r on d.number = r.number \
             where p.pile = {pile} group by p.component",
            told.join(", ")
        );
        let rows = self.rows(&sql).await?;
        let column = rows.column_by_name("traced").and_then(|it| it.as_binary_opt::<i32>());
        let column = column.context("the plan gave no traces")?;
        let mut all = Traced::default();
        for bytes in column.iter().flatten() {
            let traced: Traced = serde_json::from_slice(bytes).context("a trace is damaged")?;
            all.copies.extend(traced.copies);
            all.stories.extend(traced.stories);
            all.statements.extend(traced.statements);
        }
        // Rows come in any order from an engine with many hands.
        all.copies.sort_by_key(|copy| (copy.number, copy.of));
        all.stories.sort_unstable();
        all.statements.sort_by_key(|told| (told.story, told.statement));
        Ok(all)
    }

    fn write_traced(&self, pile: usize, traced: Traced) -> Result<()> {
        let mut copies = Rows::of(&COPIES);
        for copy in traced.copies {
            copies.push([
                copy.number.into(),
                copy.of.into(),
                copy.how.into(),
                copy.known.into(),
                copy.evidence.into(),
            ]);
        }
        let mut stories = Rows::of(&STORIES);
        for (number, story) in traced.stories {
            stories.push([number.into(), story.into()]);
        }
        let (mut statements, mut wordings) = (Rows::of(&STATEMENTS), Rows::of(&WORDINGS));
        for told in traced.statements {
            write_statement(told, &mut statements, &mut wordings);
        }
        for mut rows in [copies, stories, statements, wordings] {
            if self.wanted(rows.table().name) {
                self.folder.write(rows.table(), pile, &rows.finish()?)?;
            }
        }
        Ok(())
    }
}

fn write_statement(told: Told, statements: &mut Rows, wordings: &mut Rows) {
    let (story, statement) = (Cell::from(told.story), Cell::from(told.statement));
    for (at, worded) in told.wordings.into_iter().enumerate() {
        wordings.push([
            story.clone(),
            statement.clone(),
            at.into(),
            worded.number.into(),
            worded.words.into(),
            worded.start.into(),
            worded.end.into(),
            worded.quoted.into(),
            worded.altered_from.into(),
            worded.origin.into(),
            worded.has_from.into(),
            worded.reason.into(),
        ]);
    }
    statements.push([
        story,
        statement,
        told.speaker.into(),
        told.words.into(),
        told.dispatches.into(),
        told.origins.into(),
        told.grounds.into(),
    ]);
}
