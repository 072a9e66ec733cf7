//! Lines of a stream, bounded in length, each with the byte where it begins.

use std::io::{self, BufRead, BufReader, Read};

/// Reads lines.
pub(crate) struct Lines<R> {
    read: BufReader<R>,
    /// The byte where the next line begins.
    pub offset: u64,
}

impl<R: Read> Lines<R> {
    pub fn of(read: R) -> Self {
        Lines { read: BufReader::with_capacity(64 * 1024, read), offset: 0 }
    }

    /// Appends the next line with its end; of a longer line so many bytes, the rest is passed
    /// over. Gives the line's whole length, 0 at the end.
    pub fn line(&mut self, into: &mut Vec<u8>, most: usize) -> io::Result<usize> {
        let mut length = 0;
        loop {
            let available = match self.read.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let end = available.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
            let used = end.unwrap_or(available.len());
            let room = most.saturating_sub(length);
            into.extend_from_slice(&available[..used.min(room)]);
            length += used;
            self.read.consume(used);
            self.offset += used as u64;
            if end.is_some() || used == 0 {
                return Ok(length);
            }
        }
    }

    /// Appends so many bytes, of which only the first ones are kept. Gives how many there were.
    pub fn bytes(&mut self, count: u64, into: &mut Vec<u8>, most: usize) -> io::Result<u64> {
        let mut done = 0;
        while done < count {
            let available = match self.read.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if available.is_empty() {
                break;
            }
            let used = available.len().min(usize::try_from(count - done).unwrap_or(usize::MAX));
            let room = most.saturating_sub(usize::try_from(done).unwrap_or(usize::MAX));
            into.extend_from_slice(&available[..used.min(room)]);
            self.read.consume(used);
            self.offset += used as u64;
            done += used as u64;
        }
        Ok(done)
    }
}
