use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use crate::compression::{self, Whole};
use crate::source::{Peeked, SourceKind};
use crate::{Format, Hints, IntakeError, Record, Rejected, RejectedKind, Source, detect, formats};

/// How much of a source is looked at to know its format.
const HEAD: usize = 64 * 1024;

/// The records of a source, in their order. An error ends them.
pub struct Records {
    records: Steps,
    format: Option<Format>,
    context: Context,
    next: u64,
}

pub(crate) type Step = Result<Record, IntakeError>;
pub(crate) type Steps = Box<dyn Iterator<Item = Step> + Send>;

/// What all readers of formats share.
#[derive(Clone)]
pub(crate) struct Context {
    pub hints: Arc<Hints>,
    tally: Arc<Mutex<Tally>>,
}

#[derive(Default)]
struct Tally {
    notes: Vec<String>,
    skipped: BTreeMap<String, u64>,
    guessed: Vec<String>,
}

impl Context {
    pub(crate) fn new(hints: Hints) -> Self {
        Context { hints: Arc::new(hints), tally: Arc::default() }
    }

    /// The same with other hints, for what is inside a record.
    pub(crate) fn with(&self, hints: Hints) -> Self {
        Context { hints: Arc::new(hints), tally: self.tally.clone() }
    }

    /// Says something about the whole source, once.
    pub fn note(&self, note: String) {
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        if !tally.notes.contains(&note) && tally.notes.len() < 100 {
            tally.notes.push(note);
        }
    }

    /// Says which fields were taken for what.
    pub fn guessed(&self, pairs: Vec<String>) {
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        for pair in pairs {
            if !tally.guessed.contains(&pair) && tally.guessed.len() < 100 {
                tally.guessed.push(pair);
            }
        }
    }

    /// Counts a record that is none by its nature, such as a request in a web archive.
    pub fn skip(&self, what: &str) {
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        if tally.skipped.len() < 1000 || tally.skipped.contains_key(what) {
            *tally.skipped.entry(what.to_owned()).or_default() += 1;
        }
    }

    /// A rejected record within the limits.
    pub fn rejected(&self, rejected: Rejected) -> Record {
        Record::Rejected(Box::new(rejected.kept(self.hints.limits.rejected_bytes)))
    }
}

/// The records of a source.
///
/// # Errors
/// When the source can't be read or a hint makes no sense. What is broken inside the source comes
/// as [`Record::Rejected`].
pub fn open(source: Source, hints: Hints) -> Result<Records, IntakeError> {
    let label = hints.encoding.as_deref();
    if let Some(label) =
        label.filter(|it| encoding_rs::Encoding::for_label(it.as_bytes()).is_none())
    {
        let say = "use a label of the WHATWG standard, such as windows-1252";
        return Err(IntakeError::hint(format!("no encoding is called \"{label}\"; {say}")));
    }
    let mut hints = hints;
    let limits = hints.limits;
    let source = match source.kind {
        SourceKind::File(mut file) => {
            let mut magic = [0; 4];
            let start = file.stream_position().unwrap_or(0);
            let mut read = 0;
            while read < 4 {
                match file.read(&mut magic[read..]).map_err(IntakeError::read)? {
                    0 => break,
                    more => read += more,
                }
            }
            // A pipe can't be turned back: its first bytes are put before the rest.
            match file.seek(SeekFrom::Start(start)) {
                Ok(_) if &magic == b"PAR1" && start == 0 => {
                    let context = Context::new(hints);
                    let records = formats::parquet::of_file(file, &context);
                    return Ok(Records::new(records, Some(Format::Parquet), context));
                }
                Ok(_) => SourceKind::File(file),
                Err(_) => {
                    let head = std::io::Cursor::new(magic[..read].to_vec());
                    SourceKind::Stream(Box::new(head.chain(file)))
                }
            }
        }
        other => other,
    };
    let packed = compression::unpack(source.into_read(), &limits).map_err(IntakeError::read)?;
    let peeked = Peeked::new(packed, HEAD);
    let format = hints.format.or_else(|| detect::detect(peeked.head(), &hints));
    hints.format = None;
    let context = Context::new(hints);
    let records = match format {
        Some(format) => formats::records(format, peeked, &context)?,
        None => formats::single(peeked, &context, |bytes, _| {
            let reason = "a binary file of a kind that is not read; extract its text";
            vec![Err(Rejected::new(RejectedKind::Unsupported, reason, &bytes))]
        })?,
    };
    Ok(Records::new(records, format, context))
}

impl Records {
    fn new(records: Steps, format: Option<Format>, context: Context) -> Self {
        Records { records, format, context, next: 0 }
    }

    /// The format that was given or found; none where it isn't known.
    pub fn format(&self) -> Option<Format> {
        self.format
    }

    /// What there is to say of the source so far, such as which columns were taken for what.
    pub fn notes(&self) -> Vec<String> {
        let tally = self.context.tally.lock().unwrap_or_else(PoisonError::into_inner);
        let mut notes = tally.notes.clone();
        if !tally.guessed.is_empty() {
            notes.push(format!("fields guessed by their names: {}", tally.guessed.join(",")));
        }
        notes
    }

    /// How many records so far hold no text by their nature, by what they are: requests and
    /// pictures in a web archive, packages that only list items.
    pub fn skipped(&self) -> BTreeMap<String, u64> {
        self.context.tally.lock().unwrap_or_else(PoisonError::into_inner).skipped.clone()
    }
}

impl Iterator for Records {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let mut step = self.records.next()?;
        match &mut step {
            Ok(Record::Item(item)) => item.place.record = self.next,
            Ok(Record::Rejected(rejected)) => rejected.place.record = self.next,
            Err(_) => self.records = Box::new(std::iter::empty()),
        }
        self.next += 1;
        Some(step)
    }
}

/// Reads all of a source that is one record, or the rejection of it.
pub(crate) fn whole(
    mut read: impl Read,
    context: &Context,
) -> Result<Result<Vec<u8>, Record>, IntakeError> {
    Ok(match compression::whole(&mut read, &context.hints.limits)? {
        Whole::Bytes(bytes) => Ok(bytes),
        Whole::Rejected(rejected) => Err(context.rejected(rejected)),
    })
}
