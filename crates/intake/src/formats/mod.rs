//! One file a format. A format of one record is a function from bytes to items; a dump is an
//! iterator over a stream.

mod feed;
mod html;
mod json_feed;
mod json_lines;
mod mapped;
mod news_ml;
mod ninjs;
mod nitf;
pub(crate) mod parquet;
pub(crate) mod text;

use crate::records::{Context, Step, Steps, whole};
use crate::source::Peeked;
use crate::{Format, IntakeError, Item, Record, Rejected};

/// What became of one record.
pub(crate) type Taken = Result<Item, Rejected>;

/// The records of a source of this format.
pub(crate) fn records(
    format: Format,
    peeked: Peeked,
    context: &Context,
) -> Result<Steps, IntakeError> {
    match format {
        Format::JsonLines => Ok(json_lines::records(peeked, context, mapped::items)),
        Format::Ninjs => Ok(json_lines::records(peeked, context, ninjs::items)),
        Format::Feed => single(peeked, context, feed::items),
        Format::JsonFeed => single(peeked, context, json_feed::items),
        Format::NewsMl => single(peeked, context, news_ml::items),
        Format::Nitf => single(peeked, context, |bytes, context| vec![nitf::item(bytes, context)]),
        Format::Text => single(peeked, context, |bytes, context| vec![text::item(bytes, context)]),
        Format::Html => single(peeked, context, |bytes, context| vec![html::item(bytes, context)]),
        _ => single(peeked, context, |bytes, _| {
            let reason = "this format is not read yet";
            vec![Err(Rejected::new(crate::RejectedKind::Unsupported, reason, &bytes))]
        }),
    }
}

/// The records of a source that is read as a whole.
pub(crate) fn single(
    peeked: Peeked,
    context: &Context,
    read: impl FnOnce(Vec<u8>, &Context) -> Vec<Taken>,
) -> Result<Steps, IntakeError> {
    let records = match whole(peeked, context)? {
        Ok(bytes) => read(bytes, context).into_iter().map(|taken| step(taken, context)).collect(),
        Err(rejected) => vec![Ok(rejected)],
    };
    Ok(Box::new(records.into_iter()))
}

/// A step of what became of a record.
pub(crate) fn step(taken: Taken, context: &Context) -> Step {
    Ok(match taken {
        Ok(item) => Record::Item(Box::new(item)),
        Err(rejected) => context.rejected(rejected),
    })
}
