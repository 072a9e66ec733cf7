use std::io::{self, Read};
use std::time::Duration;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use jiff::Timestamp;
use ureq::http::HeaderMap;

/// What was there when an address was last asked for, to ask only for what is new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The entity tag.
    pub etag: Option<String>,
    /// The day of change, as the server wrote it.
    pub last_modified: Option<String>,
}

/// What an address gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing new.
    Unchanged,
    /// A page, a feed.
    Fresh {
        /// Where it was in the end.
        url: String,
        /// The bytes, unpacked.
        bytes: Vec<u8>,
        /// What the server says they are, with the encoding.
        content_type: Option<String>,
        /// For the next time.
        known: Known,
    },
}

pub(crate) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim)
}

/// `Retry-After`, in seconds or as a day and time.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let value = header(headers, "retry-after")?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    Duration::try_from(at.duration_since(now)).ok()
}

/// How reading an answer ended badly.
#[derive(Debug)]
pub(crate) enum Trouble {
    TooLarge,
    Broken(io::Error),
}

/// Reads to the end, but no more than `most` bytes.
pub(crate) fn bounded(read: impl Read, most: usize) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    read.take(most as u64 + 1).read_to_end(&mut bytes).map_err(Trouble::Broken)?;
    if bytes.len() > most {
        return Err(Trouble::TooLarge);
    }
    Ok(bytes)
}

/// Undoes `Content-Encoding`, to no more than `most` bytes.
pub(crate) fn unpacked(bytes: Vec<u8>, coding: &str, most: usize) -> Result<Vec<u8>, Trouble> {
    match coding.to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(bytes),
        "gzip" | "x-gzip" => bounded(MultiGzDecoder::new(&bytes[..]), most),
        // The standard says zlib; some servers send the bare stream.
        "deflate" => match bounded(ZlibDecoder::new(&bytes[..]), most) {
            Err(Trouble::Broken(_)) => bounded(DeflateDecoder::new(&bytes[..]), most),
            other => other,
        },
        other => Err(Trouble::Broken(io::Error::other(format!("packed as {other:?}")))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_say_when_to_come_back() {
        let now: Timestamp = "2026-04-14T12:00:00Z".parse().unwrap();
        let asked = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", value.parse().unwrap());
            retry_after(&headers, now).map(|wait| wait.as_secs())
        };
        assert_eq!(asked("120"), Some(120));
        assert_eq!(asked("Tue, 14 Apr 2026 12:05:00 GMT"), Some(300));
        assert_eq!(asked("Tue, 14 Apr 2026 11:00:00 GMT"), None);
        assert_eq!(asked("soon"), None);
    }
}
