use std::fs::File;
use std::io::{self, Cursor, Read};

/// Where the bytes come from.
pub struct Source {
    pub(crate) kind: SourceKind,
}

pub(crate) enum SourceKind {
    Stream(Box<dyn Read + Send>),
    File(File),
    Bytes(Vec<u8>),
}

impl Source {
    /// A stream that is read once from its beginning.
    pub fn stream(read: impl Read + Send + 'static) -> Self {
        Source { kind: SourceKind::Stream(Box::new(read)) }
    }

    /// An open file, read from where it stands. Parquet, which is read from its end, is read from
    /// a file without holding all of it in memory.
    pub fn file(file: File) -> Self {
        Source { kind: SourceKind::File(file) }
    }

    /// What is in memory.
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Source { kind: SourceKind::Bytes(bytes.into()) }
    }
}

impl SourceKind {
    pub(crate) fn into_read(self) -> Box<dyn Read + Send> {
        match self {
            SourceKind::Stream(read) => read,
            SourceKind::File(file) => Box::new(file),
            SourceKind::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        }
    }
}

/// Bytes looked at beforehand, then the rest.
pub(crate) struct Peeked {
    head: Cursor<Vec<u8>>,
    /// Trouble met while looking ahead; it comes behind what came before it.
    trouble: Option<io::Error>,
    rest: Box<dyn Read + Send>,
}

impl Peeked {
    /// Looks at up to so many first bytes.
    pub fn new(mut rest: Box<dyn Read + Send>, bytes: usize) -> Self {
        let mut head = Vec::new();
        let trouble = (&mut rest).take(bytes as u64).read_to_end(&mut head).err();
        Peeked { head: Cursor::new(head), trouble, rest }
    }

    pub fn head(&self) -> &[u8] {
        self.head.get_ref()
    }
}

impl Read for Peeked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.head.read(buffer)? {
            0 if buffer.is_empty() => Ok(0),
            0 => match self.trouble.take() {
                Some(trouble) => Err(trouble),
                None => self.rest.read(buffer),
            },
            read => Ok(read),
        }
    }
}
