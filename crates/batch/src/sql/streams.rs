//! Tables whose rows are made as they are asked for, on a thread of their own.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::streaming::StreamingTable;
use datafusion::common::Result;
use datafusion::error::DataFusionError;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::PartitionStream;

/// Rows in their order, some at a time.
pub type Pages = Box<dyn Iterator<Item = anyhow::Result<RecordBatch>>>;

/// Begins to make rows; called on a thread that may block, once a scan.
pub type Open = Arc<dyn Fn() -> anyhow::Result<Pages> + Send + Sync>;

struct Made {
    schema: SchemaRef,
    open: Open,
}

/// A table of such rows.
///
/// # Errors
/// None that is to be expected.
pub fn table(schema: SchemaRef, open: Open) -> Result<StreamingTable> {
    let made = Made { schema: Arc::clone(&schema), open };
    StreamingTable::try_new(schema, vec![Arc::new(made)])
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Made").field("schema", &self.schema).finish_non_exhaustive()
    }
}

impl PartitionStream for Made {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
        // Few pages wait, so that memory holds whatever comes.
        let (sender, receiver) = tokio::sync::mpsc::channel(2);
        let open = Arc::clone(&self.open);
        tokio::task::spawn_blocking(move || {
            let pages = match open() {
                Ok(pages) => pages,
                Err(error) => Box::new(std::iter::once(Err(error))),
            };
            for page in pages {
                let page = page.map_err(|error| DataFusionError::External(error.into()));
                // Nobody asks any more where a limit is reached.
                if sender.blocking_send(page).is_err() {
                    break;
                }
            }
        });
        let rows = futures_util::stream::unfold(receiver, async |mut receiver| {
            Some((receiver.recv().await?, receiver))
        });
        Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.schema), rows))
    }
}
