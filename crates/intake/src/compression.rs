//! Packed bytes unpacked as they are read, with an eye on bombs.
//!
//! An error that a reader of this module gives is one of two: the source's own trouble, or
//! damage in what it brought. [`trouble`] tells them apart. After damage in one gzip member the
//! next `read` goes on with the next member, so that a broken record costs no other.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::GzDecoder;

use crate::{IntakeError, Limits, Rejected, RejectedKind};

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// A stream is judged by stretches of this many unpacked bytes.
const STRETCH: u64 = 64 << 20;
/// A stretch shorter than this is no bomb.
const HARMLESS: u64 = 16 << 20;
/// zstd's window, as a power of two; what needs more memory is refused.
const ZSTD_WINDOW: u32 = 27;

/// A reader of the unpacked bytes. The packing is known by its first bytes; packed twice is
/// unpacked twice, and no more.
pub(crate) fn unpack(
    source: Box<dyn Read + Send>,
    limits: &Limits,
) -> io::Result<Box<dyn Read + Send>> {
    let mut read: Box<dyn Read + Send> = Box::new(Sourced(source));
    for _ in 0..2 {
        let peeked = crate::source::Peeked::new(read, 4);
        read = if peeked.head().starts_with(&GZIP) {
            watched(peeked, limits, |read| Ok(Box::new(Gzip::new(read))))?
        } else if peeked.head() == ZSTD {
            watched(peeked, limits, |read| {
                let mut decoder = zstd::stream::read::Decoder::with_buffer(read)?;
                decoder.window_log_max(ZSTD_WINDOW)?;
                Ok(Box::new(Ending { read: Some(decoder) }))
            })?
        } else {
            return Ok(Box::new(peeked));
        };
    }
    Ok(read)
}

type Packed = BufReader<Counted<crate::source::Peeked>>;

fn watched(
    peeked: crate::source::Peeked,
    limits: &Limits,
    decoder: impl FnOnce(Packed) -> io::Result<Box<dyn Read + Send>>,
) -> io::Result<Box<dyn Read + Send>> {
    let packed = Arc::new(AtomicU64::new(0));
    let counted = Counted { read: peeked, bytes: packed.clone() };
    let read = decoder(BufReader::with_capacity(64 * 1024, counted))?;
    let expansion = limits.expansion as u64;
    Ok(Box::new(Watched { read, packed, expansion, out: 0, packed_before: 0, ended: false }))
}

/// Marks the errors of a source as its own.
struct Sourced(Box<dyn Read + Send>);

#[derive(Debug)]
struct SourceTrouble(io::Error);

impl fmt::Display for SourceTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for SourceTrouble {}

impl Read for Sourced {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            kind => io::Error::new(kind, SourceTrouble(error)),
        })
    }
}

/// Damage in the bytes themselves.
#[derive(Debug)]
struct Damage {
    kind: RejectedKind,
    reason: String,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Damage {}

fn damage(kind: RejectedKind, reason: impl Into<String>) -> io::Error {
    io::Error::other(Damage { kind, reason: reason.into() })
}

/// The kind and reason of damage; the source's own trouble is an error.
pub(crate) fn trouble(error: io::Error) -> Result<(RejectedKind, String), IntakeError> {
    let payload = error.get_ref();
    if let Some(damage) = payload.and_then(|it| it.downcast_ref::<Damage>()) {
        return Ok((damage.kind, damage.reason.clone()));
    }
    if payload.is_some_and(|it| it.is::<SourceTrouble>()) {
        return Err(IntakeError::read(error));
    }
    let kind = match error.kind() {
        io::ErrorKind::UnexpectedEof => RejectedKind::CutOff,
        _ => RejectedKind::Damaged,
    };
    Ok((kind, error.to_string()))
}

struct Counted<R> {
    read: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.read.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Ends a stream that unpacks to far more than text does.
struct Watched {
    read: Box<dyn Read + Send>,
    packed: Arc<AtomicU64>,
    expansion: u64,
    /// Unpacked bytes of this stretch.
    out: u64,
    packed_before: u64,
    ended: bool,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        let read = self.read.read(buffer)?;
        self.out += read as u64;
        if self.out > HARMLESS {
            let packed = self.packed.load(Ordering::Relaxed);
            // A buffer's worth was read ahead at most.
            if self.out > self.expansion * (packed - self.packed_before).max(64 * 1024) {
                self.ended = true;
                let reason = format!(
                    "unpacks to more than {} times its size: taken for a bomb",
                    self.expansion
                );
                return Err(damage(RejectedKind::TooLarge, reason));
            }
            if self.out >= STRETCH {
                (self.out, self.packed_before) = (0, packed);
            }
        }
        Ok(read)
    }
}

/// Gives an error once, then nothing more.
struct Ending<R> {
    read: Option<R>,
}

impl<R: Read> Read for Ending<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(read) = &mut self.read else { return Ok(0) };
        let result = read.read(buffer);
        match result {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                self.read = None;
                Err(packed_damage(error, "zstd"))
            }
            other => other,
        }
    }
}

fn packed_damage(error: io::Error, name: &str) -> io::Error {
    if error.get_ref().is_some_and(|it| it.is::<SourceTrouble>() || it.is::<Damage>()) {
        return error;
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => {
            damage(RejectedKind::CutOff, format!("the {name} data ends too early; fetch it again"))
        }
        _ => damage(RejectedKind::Damaged, format!("the {name} data is damaged: {error}")),
    }
}

/// All members of a gzip file, as one stream; after a broken member the next one.
struct Gzip<R> {
    state: GzipState<R>,
    /// Whether damage was told since the last whole member.
    told: bool,
}

enum GzipState<R> {
    Member(Box<GzDecoder<R>>),
    Between(R),
    Lost(R),
    Ended,
}

impl<R: BufRead> Gzip<R> {
    fn new(read: R) -> Self {
        Gzip { state: GzipState::Member(Box::new(GzDecoder::new(read))), told: false }
    }
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, GzipState::Ended) {
                GzipState::Member(mut member) => match member.read(buffer) {
                    Ok(0) => {
                        self.told = false;
                        self.state = GzipState::Between(member.into_inner());
                    }
                    Ok(read) => {
                        self.state = GzipState::Member(member);
                        return Ok(read);
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                        self.state = GzipState::Member(member);
                        return Err(error);
                    }
                    Err(error) => {
                        let error = packed_damage(error, "gzip");
                        if trouble_is_damage(&error) {
                            self.state = GzipState::Lost(member.into_inner());
                            if std::mem::replace(&mut self.told, true) {
                                continue;
                            }
                        }
                        return Err(error);
                    }
                },
                GzipState::Between(mut read) => {
                    // Some writers pad with zeros.
                    let (zeros, whole, next) = {
                        let head = read.fill_buf()?;
                        let zeros = head.iter().take_while(|byte| **byte == 0).count();
                        (zeros, zeros == head.len(), head.get(zeros).copied())
                    };
                    read.consume(zeros);
                    self.state = match next {
                        None if zeros == 0 => GzipState::Ended,
                        _ if whole => GzipState::Between(read),
                        Some(byte) if byte == GZIP[0] => {
                            GzipState::Member(Box::new(GzDecoder::new(read)))
                        }
                        _ => {
                            self.told = true;
                            self.state = GzipState::Lost(read);
                            let reason = "bytes that are no gzip stand behind the gzip data";
                            return Err(damage(RejectedKind::Damaged, reason));
                        }
                    };
                }
                GzipState::Lost(mut read) => {
                    let (skip, found, ended) = {
                        let head = read.fill_buf()?;
                        let starts = |at: &[u8]| at[..2] == GZIP && at[2] == 8;
                        match head.windows(3).position(starts) {
                            Some(at) => (at, true, false),
                            None if head.is_empty() => (0, false, true),
                            // A member whose magic is cut by the buffer is lost too: one in 64 KiB.
                            None => (head.len(), false, false),
                        }
                    };
                    read.consume(skip);
                    self.state = match (found, ended) {
                        (true, _) => GzipState::Member(Box::new(GzDecoder::new(read))),
                        (_, true) => GzipState::Ended,
                        _ => GzipState::Lost(read),
                    };
                }
                GzipState::Ended => return Ok(0),
            }
        }
    }
}

fn trouble_is_damage(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|it| it.is::<Damage>())
}

/// What a whole record gave: its bytes, or why not.
pub(crate) enum Whole {
    Bytes(Vec<u8>),
    Rejected(Rejected),
}

/// Reads all of a source that is one record.
pub(crate) fn whole(read: &mut dyn Read, limits: &Limits) -> Result<Whole, IntakeError> {
    let mut bytes = Vec::new();
    let ended = read.take(limits.record_bytes as u64 + 1).read_to_end(&mut bytes);
    if let Err(error) = ended {
        let (kind, reason) = trouble(error)?;
        let rejected = Rejected { cut: true, ..Rejected::new(kind, reason, &bytes) };
        return Ok(Whole::Rejected(rejected.kept(limits.rejected_bytes)));
    }
    if bytes.len() > limits.record_bytes {
        let reason = format!("longer than {} MiB", limits.record_bytes >> 20);
        let rejected =
            Rejected { cut: true, ..Rejected::new(RejectedKind::TooLarge, reason, &bytes) };
        return Ok(Whole::Rejected(rejected.kept(limits.rejected_bytes)));
    }
    Ok(Whole::Bytes(bytes))
}
