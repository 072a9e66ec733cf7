use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text and the encoding it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte-order mark, otherwise as it came: CRLF stays CRLF.
    pub text: String,
    /// The encoding's name in the WHATWG standard (`UTF-8`, `windows-1252` …).
    pub encoding: &'static str,
    /// How the encoding was known.
    pub by: DecodedBy,
    /// Whether some bytes fit no character and stand as U+FFFD.
    pub damaged: bool,
}

/// How an encoding was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodedBy {
    /// The text is valid UTF-8.
    Valid,
    /// A byte-order mark said so.
    Mark,
    /// Guessed from the bytes.
    Guess,
}

/// Why bytes could not be read as a text.
#[derive(Debug)]
pub struct DecodeError {
    kind: DecodeErrorKind,
    detail: String,
}

/// What was wrong with the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// A picture, an archive, a program: no text.
    Binary,
    /// More than a [`crate::Span`] can address.
    TooLong,
}

impl DecodeError {
    /// What was wrong.
    pub fn kind(&self) -> DecodeErrorKind {
        self.kind
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for DecodeError {}

/// Reads bytes as a text: by their byte-order mark, as UTF-8, as UTF-16, else by the likeliest
/// old encoding (chardetng).
///
/// # Errors
/// When the bytes are no text, or too many.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.len() > (u32::MAX / 3) as usize {
        return Err(error(DecodeErrorKind::TooLong, "longer than 1.4 GB; split it"));
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(decoded(encoding, &bytes[length..], DecodedBy::Mark));
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return Ok(decoded(encoding, bytes, DecodedBy::Guess));
    }
    if looks_binary(bytes) {
        return Err(error(DecodeErrorKind::Binary, "a binary file, not a text; extract its text"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let text = text.to_owned();
        let encoding = UTF_8.name();
        return Ok(Decoded { text, encoding, by: DecodedBy::Valid, damaged: false });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    Ok(decoded(encoding, bytes, DecodedBy::Guess))
}

fn decoded(encoding: &'static Encoding, bytes: &[u8], by: DecodedBy) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), by, damaged }
}

fn error(kind: DecodeErrorKind, detail: &str) -> DecodeError {
    DecodeError { kind, detail: detail.to_owned() }
}

/// UTF-16 of mostly Latin text without a mark: every other byte is zero, and zeros stand nowhere
/// else.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 4 {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = head.len() / 2 * 7 / 10;
    if odd >= most && even == 0 {
        Some(UTF_16LE)
    } else if even >= most && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A zero byte, or more than one control character in a hundred bytes.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let control = |byte: &&u8| matches!(byte, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    head.contains(&0) || head.iter().filter(control).count() * 100 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str, by: DecodedBy) {
        let got = decode(bytes).expect("a text");
        assert_eq!((got.text.as_str(), got.encoding, got.by), (text, encoding, by));
    }

    #[test]
    fn reads_unicode_with_and_without_a_mark() {
        check("“Zürich”\r\n".as_bytes(), "“Zürich”\r\n", "UTF-8", DecodedBy::Valid);
        check("\u{feff}Zürich".as_bytes(), "Zürich", "UTF-8", DecodedBy::Mark);
        check(b"", "", "UTF-8", DecodedBy::Valid);
        let wide: Vec<u8> =
            "“Nobody,” she said.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(
            &[&[0xff, 0xfe], &wide[..]].concat(),
            "“Nobody,” she said.",
            "UTF-16LE",
            DecodedBy::Mark,
        );
        let plain: Vec<u8> =
            "Nobody, she said.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&plain, "Nobody, she said.", "UTF-16BE", DecodedBy::Guess);
    }

    #[test]
    fn guesses_old_encodings() {
        let bytes = b"\x93We stay,\x94 said the caf\xe9 owner, who wouldn\x92t leave Z\xfcrich.";
        let text = "“We stay,” said the café owner, who wouldn’t leave Zürich.";
        check(bytes, text, "windows-1252", DecodedBy::Guess);
        let russian = "Министр сообщил, что поезд придёт в пятницу вечером.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        check(&bytes, russian, "windows-1251", DecodedBy::Guess);
    }

    #[test]
    fn refuses_what_is_no_text() {
        let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0";
        assert_eq!(decode(picture).unwrap_err().kind(), DecodeErrorKind::Binary);
    }
}
