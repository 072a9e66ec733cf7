use super::{Filter, HIDDEN_KEYS, KEYS, QueryError, Words, listed};

/// A piece of a query with its bytes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    Open,
    Close,
    And,
    Or,
    Not,
    Words(Words),
    Filter(Filter),
}

/// Quotation marks that open and close a phrase; keyboards and word processors differ.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

pub(super) fn tokens(query: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = query[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        let kind = match c {
            c if c.is_whitespace() => continue,
            '(' => TokenKind::Open,
            ')' => TokenKind::Close,
            '-' if query[at..].starts_with(|c: char| !c.is_whitespace()) => TokenKind::Not,
            c if is_quote(c) => {
                let (words, end) = quoted(query, start, at)?;
                at = end;
                if !words.chars().any(char::is_alphanumeric) {
                    let message = "this phrase has no words; write some between the marks";
                    return Err(QueryError::new(query, start, end, message));
                }
                TokenKind::Words(Words { words: words.to_owned(), prefix: false })
            }
            _ => {
                let (kind, end) = word(query, start)?;
                at = end;
                match kind {
                    Some(kind) => kind,
                    None => continue,
                }
            }
        };
        tokens.push(Token { start, end: at, kind });
    }
    Ok(tokens)
}

/// The inside of a phrase that opens at `start`, and where it ends, its mark included.
fn quoted(query: &str, start: usize, inside: usize) -> Result<(&str, usize), QueryError> {
    match query[inside..].find(is_quote) {
        Some(length) => {
            let end = inside + length;
            let mark = query[end..].chars().next().expect("it was found");
            Ok((&query[inside..end], end + mark.len_utf8()))
        }
        None => {
            let message = "this phrase has no end; close it with \"";
            Err(QueryError::new(query, start, query.len(), message))
        }
    }
}

/// A word, an operator or a filter, and where it ends.
fn word(query: &str, start: usize) -> Result<(Option<TokenKind>, usize), QueryError> {
    let rest = &query[start..];
    let length = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c))
        .unwrap_or(rest.len());
    let word = &rest[..length];
    let mut end = start + length;
    match word {
        "AND" => return Ok((Some(TokenKind::And), end)),
        "OR" => return Ok((Some(TokenKind::Or), end)),
        "NOT" => return Ok((Some(TokenKind::Not), end)),
        _ => {}
    }
    if let Some((key, value)) = word.split_once(':').filter(|(key, _)| is_key(key)) {
        let lower = key.to_ascii_lowercase();
        let key_end = start + key.len();
        if !KEYS.contains(&lower.as_str()) && !HIDDEN_KEYS.contains(&lower.as_str()) {
            let message = match nearest(&lower) {
                Some(near) => format!("there is no key \"{key}\"; do you mean \"{near}\"?"),
                None => format!("there is no key \"{key}\"; there are {}", listed(&KEYS)),
            };
            return Err(QueryError::new(query, start, key_end, message));
        }
        let value = if value.is_empty() && query[end..].starts_with(is_quote) {
            let mark = query[end..].chars().next().expect("it was found");
            let (value, after) = quoted(query, end, end + mark.len_utf8())?;
            end = after;
            value
        } else {
            value
        };
        if value.trim().is_empty() {
            let message = format!("{lower}: wants a value right after the colon");
            return Err(QueryError::new(query, start, end, message));
        }
        let filter = Filter::parse(&lower, value.trim())
            .map_err(|message| QueryError::new(query, key_end + 1, end, message))?;
        return Ok((Some(TokenKind::Filter(filter)), end));
    }
    // Punctuation alone is no word, and matches nothing and everything.
    if !word.chars().any(char::is_alphanumeric) {
        return Ok((None, end));
    }
    let prefix = word.ends_with('*');
    let words = word.trim_end_matches('*').to_owned();
    Ok((Some(TokenKind::Words(Words { words, prefix })), end))
}

/// What looks like a key: letters alone. "19:30" and "https://" are words.
fn is_key(key: &str) -> bool {
    key.len() > 1
        && key.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !key.eq_ignore_ascii_case("http")
        && !key.eq_ignore_ascii_case("https")
}

/// The key that was probably meant.
fn nearest(typed: &str) -> Option<&'static str> {
    const ALIKE: [(&str, &str); 10] = [
        ("from", "via"),
        ("agency", "via"),
        ("chain", "via"),
        ("by", "speaker"),
        ("who", "speaker"),
        ("source", "via"),
        ("since", "after"),
        ("until", "before"),
        ("date", "issued"),
        ("outlet", "publisher"),
    ];
    if let Some((_, key)) = ALIKE.iter().find(|(other, _)| *other == typed) {
        return Some(key);
    }
    let near = KEYS.iter().map(|key| (distance(typed, key), *key)).min()?;
    (near.0 <= 2 && near.0 < typed.len()).then_some(near.1)
}

/// How many letters must be changed, added or left out.
fn distance(one: &str, other: &str) -> usize {
    let other = other.as_bytes();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.bytes().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let change = corner + usize::from(a != *b);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}
