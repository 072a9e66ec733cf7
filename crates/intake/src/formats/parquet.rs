//! Rows of Parquet.

use std::fs::File;

use crate::records::{Context, Steps};
use crate::{Rejected, RejectedKind};

pub(crate) fn of_file(_file: File, context: &Context) -> Steps {
    let reason = "this format is not read yet";
    Box::new(std::iter::once(Ok(context.rejected(Rejected::new(
        RejectedKind::Unsupported,
        reason,
        b"",
    )))))
}
