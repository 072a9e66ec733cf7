//! One file a format. A format of one record is a function from bytes to items; a dump is an
//! iterator over a stream.

mod csv;
mod feed;
mod html;
mod json_feed;
mod json_lines;
mod mail;
mod mapped;
mod mbox;
mod news_ml;
mod ninjs;
mod nitf;
pub(crate) mod parquet;
pub(crate) mod text;
mod warc;

use crate::records::{Context, Step, Steps, whole};
use crate::source::Peeked;
use crate::{Format, IntakeError, Item, Place, Record, Rejected, RejectedKind};

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
        Format::Csv => Ok(csv::records(peeked, context)),
        Format::Warc => Ok(warc::records(peeked, context)),
        Format::Mbox => Ok(mbox::records(peeked, context)),
        // Read from its end: what comes as a stream is held in memory, within the limits.
        Format::Parquet => match whole(peeked, context)? {
            Ok(bytes) => Ok(parquet::of_bytes(bytes, context)),
            Err(rejected) => Ok(Box::new(std::iter::once(Ok(rejected)))),
        },
        _ => single(peeked, context, |bytes, context| whole_document(format, bytes, context)),
    }
}

/// The items of a document that is in memory.
pub(crate) fn whole_document(format: Format, bytes: Vec<u8>, context: &Context) -> Vec<Taken> {
    match format {
        Format::Text => vec![text::item(bytes, context)],
        Format::Html => vec![html::item(bytes, context)],
        Format::Feed => feed::items(bytes, context),
        Format::JsonFeed => json_feed::items(bytes, context),
        Format::NewsMl => news_ml::items(bytes, context),
        Format::Nitf => vec![nitf::item(bytes, context)],
        Format::JsonLines => json_lines::items(bytes, context, mapped::items),
        Format::Ninjs => json_lines::items(bytes, context, ninjs::items),
        Format::Mail => vec![mail::item(bytes, context)],
        Format::Csv | Format::Mbox | Format::Warc | Format::Parquet => {
            let reason =
                format!("a whole {} inside another file; take it in by itself", format.name());
            vec![Err(Rejected::new(RejectedKind::Unsupported, reason, &bytes))]
        }
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

/// The same with where the record stands.
pub(crate) fn step_at(taken: Taken, place: Place, context: &Context) -> Step {
    let mut step = step(taken, context);
    match &mut step {
        Ok(Record::Item(item)) => item.place = place,
        Ok(Record::Rejected(rejected)) => rejected.place = place,
        Err(_) => {}
    }
    step
}
