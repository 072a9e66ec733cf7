//! `read(articles)` as a table: an attribution a row, beside what is known of its dispatch.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use datafusion::catalog::{TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::{Result as Planned, plan_datafusion_err};
use datafusion::logical_expr::Expr;
use datafusion::prelude::SessionContext;

use crate::tables::ATTRIBUTIONS;

/// What of a dispatch stands beside its attributions, where the table has it.
const BESIDE: [&str; 8] =
    ["number", "input", "id", "url", "title", "outlet", "issued", "publisher"];

#[derive(Debug)]
struct ReadTable {
    tables: BTreeMap<String, Arc<dyn TableProvider>>,
}

impl TableFunctionImpl for ReadTable {
    fn call_with_args(
        &self,
        arguments: TableFunctionArgs<'_, '_>,
    ) -> Planned<Arc<dyn TableProvider>> {
        let name = match arguments.exprs() {
            [Expr::Column(column)] => column.name.clone(),
            _ => {
                return Err(plan_datafusion_err!("read takes the name of one table of dispatches"));
            }
        };
        let found = self.tables.get(&name).map(Arc::clone);
        found.ok_or_else(|| {
            let names: Vec<&str> = self.tables.keys().map(String::as_str).collect();
            plan_datafusion_err!("read({name}): the tables with a text are {}", names.join(", "))
        })
    }
}

/// Makes `read(NAME)` known for every table here that has a text.
///
/// # Errors
/// When a table can't be looked at.
pub async fn register(context: &SessionContext, names: &[String]) -> Result<()> {
    let mut tables = BTreeMap::new();
    for name in names {
        let frame = context.table(name.as_str()).await?;
        let has = |column: &str| frame.schema().has_column_with_unqualified_name(column);
        if !has("text") {
            continue;
        }
        let beside: Vec<&str> = BESIDE.into_iter().filter(|column| has(column)).collect();
        let known = |column: &str| if has(column) { column.to_owned() } else { "null".to_owned() };
        let found: Vec<String> = ATTRIBUTIONS.columns[1..]
            .iter()
            .map(|column| format!("found['{0}'] as {0}", column.name))
            .collect();
        let beside: String = beside.iter().map(|column| format!("{column}, ")).collect();
        let sql = format!(
            "select {beside}{found} from (select {beside}unnest(reading['attributions']) as found \
             from (select {beside}read(text, {issued}, {outlet}) as reading from \"{name}\"))",
            found = found.join(", "),
            issued = known("issued"),
            outlet = known("outlet"),
        );
        tables.insert(name.clone(), context.sql(&sql).await?.into_view());
    }
    context.register_udtf("read", Arc::new(ReadTable { tables }));
    Ok(())
}
