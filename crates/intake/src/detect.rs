use serde::{Deserialize, Serialize};

use crate::{Hints, IntakeError};

/// How a source is written.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// A text alone.
    #[default]
    Text,
    /// A page.
    Html,
    /// A JSON value a line, or one JSON value.
    JsonLines,
    /// Rows of text, the first of which names the columns.
    Csv,
    /// Rows of columns.
    Parquet,
    /// A web archive.
    Warc,
    /// RSS 0.9 to 2.0 or Atom.
    Feed,
    /// JSON Feed 1.
    JsonFeed,
    /// NewsML-G2: an item, a package or a message of them.
    NewsMl,
    /// NITF.
    Nitf,
    /// ninjs 1 to 3.
    Ninjs,
    /// A box of messages.
    Mbox,
    /// One message.
    Mail,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 13] = [
        Format::Text,
        Format::Html,
        Format::JsonLines,
        Format::Csv,
        Format::Parquet,
        Format::Warc,
        Format::Feed,
        Format::JsonFeed,
        Format::NewsMl,
        Format::Nitf,
        Format::Ninjs,
        Format::Mbox,
        Format::Mail,
    ];

    /// Its name, as on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "html",
            Format::JsonLines => "json-lines",
            Format::Csv => "csv",
            Format::Parquet => "parquet",
            Format::Warc => "warc",
            Format::Feed => "feed",
            Format::JsonFeed => "json-feed",
            Format::NewsMl => "news-ml",
            Format::Nitf => "nitf",
            Format::Ninjs => "ninjs",
            Format::Mbox => "mbox",
            Format::Mail => "mail",
        }
    }

    /// The format of this name.
    ///
    /// # Errors
    /// Where none has it.
    pub fn parse(name: &str) -> Result<Format, IntakeError> {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let names = Format::ALL.map(Format::name).join(", ");
            IntakeError::hint(format!("no format is called \"{name}\"; there are {names}"))
        })
    }

    /// The format that begins with these unpacked bytes, some thousands of them; the name and the
    /// media type decide where it could be several. None where they are neither text nor a format
    /// that is read here.
    pub fn detect(head: &[u8], hints: &Hints) -> Option<Format> {
        detect(head, hints)
    }

    /// The media type of its bytes.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Text => "text/plain",
            Format::Html => "text/html",
            Format::JsonLines => "application/x-ndjson",
            Format::Csv => "text/csv",
            Format::Parquet => "application/vnd.apache.parquet",
            Format::Warc => "application/warc",
            Format::Feed => "application/rss+xml",
            Format::JsonFeed => "application/feed+json",
            Format::NewsMl => "application/vnd.iptc.g2.newsitem+xml",
            Format::Nitf => "application/nitf+xml",
            Format::Ninjs => "application/ninjs+json",
            Format::Mbox => "application/mbox",
            Format::Mail => "message/rfc822",
        }
    }
}

/// The format of a source by its first unpacked bytes; the name and the media type decide where
/// the bytes could be several. None where the bytes are no text and no format that is read here.
pub(crate) fn detect(head: &[u8], hints: &Hints) -> Option<Format> {
    if head.starts_with(b"PAR1") {
        return Some(Format::Parquet);
    }
    if head.starts_with(b"WARC/") {
        return Some(Format::Warc);
    }
    let start = beginning(head);
    let ending = hints.name.as_deref().map(ending).unwrap_or_default();
    let media = hints.content_type.as_deref().unwrap_or("").split(';').next().unwrap_or("");
    let media = media.trim().to_ascii_lowercase();
    match start.chars().next() {
        Some('<') => {
            if let Some(format) = markup(&start, &ending, &media) {
                return Some(format);
            }
        }
        Some('{') | Some('[') if !matches!(ending.as_str(), "txt" | "text") => {
            if let Some(format) = json(&start) {
                return Some(format);
            }
        }
        _ => {}
    }
    if is_mbox(&start) {
        return Some(Format::Mbox);
    }
    let by_name = match ending.as_str() {
        "eml" | "msg" => Some(Format::Mail),
        "mbox" | "mbx" => Some(Format::Mbox),
        "warc" => Some(Format::Warc),
        "csv" | "tsv" => Some(Format::Csv),
        "parquet" => Some(Format::Parquet),
        "jsonl" | "ndjson" | "jsonlines" => Some(Format::JsonLines),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "txt" | "text" | "md" => Some(Format::Text),
        _ => None,
    };
    let by_media = || match media.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "message/rfc822" => Some(Format::Mail),
        "application/mbox" => Some(Format::Mbox),
        "application/x-ndjson" | "application/jsonl" | "application/json" => {
            Some(Format::JsonLines)
        }
        "text/csv" | "text/tab-separated-values" => Some(Format::Csv),
        "application/warc" => Some(Format::Warc),
        "text/plain" => Some(Format::Text),
        _ => None,
    };
    if let Some(format) = by_name.or_else(by_media) {
        return Some(format);
    }
    if is_mail(&start) {
        return Some(Format::Mail);
    }
    match sayso_text::decode(head) {
        Err(error) if error.kind() == sayso_text::DecodeErrorKind::Binary => None,
        _ => Some(Format::Text),
    }
}

/// `page.html.gz` ends on `html`.
fn ending(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map(|(_, ending)| ending.to_owned()).unwrap_or_default()
}

/// The first bytes as text, white space and a byte-order mark left away; ASCII of UTF-16.
fn beginning(head: &[u8]) -> String {
    let head = &head[..head.len().min(16 * 1024)];
    let text = match sayso_text::decode(head) {
        Ok(decoded) => decoded.text,
        Err(_) => String::from_utf8_lossy(head).into_owned(),
    };
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned()
}

/// By the first element that is neither a declaration nor a comment.
fn markup(start: &str, ending: &str, media: &str) -> Option<Format> {
    let mut rest = start;
    let mut html_said = false;
    loop {
        rest = rest.trim_start();
        let after = |end: &str| rest.find(end).map(|at| &rest[at + end.len()..]);
        rest = if rest.starts_with("<?") {
            after("?>")?
        } else if rest.starts_with("<!--") {
            after("-->")?
        } else if rest.starts_with("<!") {
            let head: String = rest.chars().take(40).collect::<String>().to_ascii_lowercase();
            html_said |= head.starts_with("<!doctype html");
            // An internal subset has its own brackets.
            match (rest.find('['), rest.find('>')) {
                (Some(open), Some(close)) if open < close => after("]>").or_else(|| after(">"))?,
                _ => after(">")?,
            }
        } else {
            break;
        };
    }
    let name = rest.strip_prefix('<').unwrap_or("");
    let end =
        name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len());
    let name = &name[..end];
    let local = name.rsplit(':').next().unwrap_or(name);
    match local {
        "rss" | "feed" | "entry" => return Some(Format::Feed),
        "RDF" => return Some(Format::Feed),
        "item" | "channel" => return Some(Format::Feed),
        "newsItem" | "newsMessage" | "packageItem" | "knowledgeItem" | "conceptItem"
        | "planningItem" => return Some(Format::NewsMl),
        "nitf" => return Some(Format::Nitf),
        _ => {}
    }
    const HTML: [&str; 16] = [
        "html", "head", "body", "title", "meta", "div", "p", "article", "h1", "script", "table",
        "section", "main", "span", "a", "link",
    ];
    let is_html = HTML.contains(&local.to_ascii_lowercase().as_str());
    (html_said || is_html || matches!(ending, "html" | "htm" | "xhtml") || media.contains("html"))
        .then_some(Format::Html)
}

/// By the keys that stand near the beginning.
fn json(start: &str) -> Option<Format> {
    let first = start.lines().next().unwrap_or("");
    let has = |key: &str| start.contains(&format!("\"{key}\""));
    if start.contains("https://jsonfeed.org/version/") || start.contains("jsonfeed.org\\/version") {
        return Some(Format::JsonFeed);
    }
    let ninjs = has("uri")
        && [
            "headlines",
            "bodies",
            "pubStatus",
            "pubstatus",
            "body_text",
            "body_html",
            "body_xhtml",
            "infosource",
            "infoSources",
            "versioncreated",
            "versionCreated",
            "contentCreated",
        ]
        .iter()
        .filter(|key| has(key))
        .count()
            >= 1;
    if ninjs
        && (has("representationtype")
            || has("representationType")
            || has("type")
            || has("standard")
            || has("headlines")
            || has("bodies")
            || has("pubstatus")
            || has("pubStatus"))
    {
        return Some(Format::Ninjs);
    }
    let looks = first.len() == 1
        || first.contains('"')
        || first.trim_end() == "[]"
        || first.trim_end() == "{}"
        || first.trim_end().len() == 1
        || first.starts_with("[{")
        || first.starts_with("[ {");
    looks.then_some(Format::JsonLines)
}

fn is_mbox(start: &str) -> bool {
    let Some(line) = start.strip_prefix("From ").and_then(|rest| rest.lines().next()) else {
        return false;
    };
    // "From the start, he said …" is no sender with a day.
    let header = start.lines().nth(1).is_some_and(|line| is_header(line) || line.starts_with('>'));
    header && line.split(' ').nth(1).is_some()
}

fn is_header(line: &str) -> bool {
    let Some((name, _)) = line.split_once(':') else { return false };
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Headers of a message, three of the usual at least.
fn is_mail(start: &str) -> bool {
    let head: Vec<&str> = start.lines().take_while(|line| !line.trim().is_empty()).collect();
    let folded = |line: &str| line.starts_with([' ', '\t']);
    let usual = [
        "from:",
        "to:",
        "subject:",
        "date:",
        "message-id:",
        "received:",
        "mime-version:",
        "content-type:",
        "return-path:",
        "delivered-to:",
    ];
    let is_usual = |line: &&&str| {
        let line = line.to_ascii_lowercase();
        usual.iter().any(|name| line.starts_with(name))
    };
    head.iter().all(|line| is_header(line) || folded(line))
        && head.iter().filter(is_usual).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, name: &str, format: Option<Format>) {
        let hints = Hints { name: Some(name.to_owned()), ..Hints::default() };
        assert_eq!(detect(head.as_bytes(), &hints), format, "{head} {name}");
    }

    #[test]
    fn knows_formats_by_their_first_bytes() {
        use Format::*;
        check("\u{feff}<?xml version='1.0'?>\n<!-- a <b> -->\n<rss version='2.0'>", "", Some(Feed));
        check("<rdf:RDF xmlns:rdf=''>", "x.xml", Some(Feed));
        check("<feed xmlns='http://www.w3.org/2005/Atom'>", "", Some(Feed));
        check(
            "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd' [<!ENTITY a 'b'>]><nitf>",
            "",
            Some(Nitf),
        );
        check("<newsItem guid='a'>", "", Some(NewsMl));
        check("<!DOCTYPE html>\n<html>", "story.txt", Some(Html));
        check("<div>Hello</div>", "", Some(Html));
        check("<P.O. box> is how he wrote it.", "story.txt", Some(Text));
        check("{\"text\": \"a\"}\n{\"text\": \"b\"}", "", Some(JsonLines));
        check("[\n {\"text\": \"a\"}]", "", Some(JsonLines));
        check("{\"version\": \"https://jsonfeed.org/version/1.1\", ", "", Some(JsonFeed));
        check(
            "{\"uri\": \"x\", \"type\": \"text\", \"pubstatus\": \"usable\", \"body_text\": \"\"}",
            "",
            Some(Ninjs),
        );
        check(
            "From a@b.example Tue Apr 14 09:30:00 2026\nFrom: a@b.example\n\nHello",
            "",
            Some(Mbox),
        );
        check("From the start, she said.\n\nNo.", "", Some(Text));
        check(
            "Subject: A\nFrom: b@c.example\nDate: Tue, 14 Apr 2026 09:30:00 GMT\n\nHello",
            "",
            Some(Mail),
        );
        check("LISSE, April 14 (KNA) - Hello.", "", Some(Text));
        check("PAR1\0\0", "", Some(Parquet));
        check("WARC/1.0\r\n", "", Some(Warc));
        check("\u{89}PNG\r\n\0\0\0", "a.png", None);
    }
}
