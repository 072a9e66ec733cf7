//! What a dispatch is called where things are called by a URI.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::View;

/// The address of the dispatch; where none is known a UUID made of its text, publisher and day,
/// so that it is the same in every run and wherever the file lies. Has no fragment.
pub(crate) fn uri(view: &View<'_>) -> String {
    view.about.url.and_then(address).unwrap_or_else(|| uuid(view))
}

/// The web address without its fragment, what no URI may hold percent-encoded; `None` where it is
/// no web address.
pub(crate) fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    if !(scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")) {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let host = rest.find(['/', '?']).unwrap_or(rest.len());
    // What is no host in ASCII would need more than percent signs.
    let odd = |byte: u8| !byte.is_ascii_alphanumeric() && !b"-._~:[]@!$&'()*+,;=%".contains(&byte);
    if host == 0 || rest[..host].bytes().any(odd) {
        return None;
    }
    let mut clean = format!("{}://{}", scheme.to_ascii_lowercase(), &rest[..host]);
    let path = &rest.as_bytes()[host..];
    for (at, &byte) in path.iter().enumerate() {
        let encoded =
            || path.get(at + 1..at + 3).is_some_and(|it| it.iter().all(u8::is_ascii_hexdigit));
        if byte.is_ascii_alphanumeric()
            || b"-._~:/?@!$&'()*+,;=".contains(&byte)
            || (byte == b'%' && encoded())
        {
            clean.push(char::from(byte));
        } else {
            write!(clean, "%{byte:02X}").expect("a string takes all");
        }
    }
    Some(clean)
}

/// The host of a web address, "www." aside.
pub(crate) fn host(url: &str) -> Option<String> {
    let address = address(url)?;
    let rest = address.split_once("://")?.1;
    let authority = rest.split(['/', '?']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = if host.starts_with('[') { host } else { host.split(':').next()? };
    let host = host.to_ascii_lowercase();
    Some(host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)).filter(|it| !it.is_empty())
}

/// RFC 9562, version 8: of a kind of our own.
fn uuid(view: &View<'_>) -> String {
    let publisher = view.reading.publisher.as_ref().map_or("", |publisher| &publisher.name);
    let issued = view.reading.issue.as_ref().map_or("", |issue| &issue.day);
    let hash = Sha256::digest(format!("{publisher}\n{issued}\n{}", view.text()).as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut written = "urn:uuid:".to_owned();
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            written.push('-');
        }
        write!(written, "{byte:02x}").expect("a string takes all");
    }
    written
}

#[cfg(test)]
mod tests {
    use sayso_read::{Dispatch, Reading};

    use super::*;

    #[test]
    fn addresses_become_uris() {
        let cases = [
            ("https://news.example/a?b=1#c", Some("https://news.example/a?b=1")),
            ("HTTP://news.example", Some("http://news.example")),
            (
                "https://news.example/ä b|<c>[1]",
                Some("https://news.example/%C3%A4%20b%7C%3Cc%3E%5B1%5D"),
            ),
            ("https://news.example/a%20b%", Some("https://news.example/a%20b%25")),
            ("https://[::1]:80/x", Some("https://[::1]:80/x")),
            ("https://", None),
            ("https:///x", None),
            ("https://größe.example/", None),
            ("ftp://news.example/a", None),
            ("news.example/a", None),
        ];
        for (url, expected) in cases {
            assert_eq!(address(url).as_deref(), expected, "{url}");
        }
        assert_eq!(host("https://u@www.News.example:80/x").as_deref(), Some("news.example"));
    }

    #[test]
    fn without_an_address_the_text_decides() {
        let reading = Reading::default();
        let of = |name: &str, text: &str| {
            let dispatch = Dispatch::new(text);
            uri(&View::new(name, &dispatch, &reading))
        };
        assert_eq!(of("a.txt", "Rain."), of("b/c.txt", "Rain."));
        assert_ne!(of("a.txt", "Rain."), of("a.txt", "Snow."));
        let uuid = of("a.txt", "Rain.");
        assert_eq!((uuid.len(), &uuid[23..24]), (45, "8"), "{uuid}");
    }
}
