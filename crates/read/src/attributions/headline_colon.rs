//! Headlines that name their source beside a colon: "Tuvik: trade will grow", "Trade will grow:
//! Tuvik", "Sale near - sources", "Trade will grow, says Tuvik".

use std::ops::Range;

use sayso_text::Span;

use super::candidate::Candidate;
use super::lexicon::Flags;
use super::page::Page;

/// Finds them in lines that stand alone, and the trailing form also at the end of a sentence.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    for sentence in &page.layout.sentences {
        if sentence.len() > 300 {
            continue;
        }
        let tokens = page.tokens_in(*sentence);
        let paragraph = page.layout.paragraphs[page.layout.paragraph_at(sentence.start())];
        let line = is_headline(page, paragraph, tokens.clone());
        if let Some(candidate) = in_line(page, tokens.clone(), line) {
            found.push(candidate);
        }
    }
}

/// A line without a final stop, or with the marks of its quotation at the end.
fn is_headline(page: &Page, paragraph: Span, tokens: Range<usize>) -> bool {
    let words = paragraph.of(page.text);
    words.len() <= 200
        && !words.ends_with(['.', ':', ';', ',', ')'])
        && tokens.len() <= 30
        && page.layout.sentences_in(paragraph).len() <= 2
}

fn in_line(page: &Page, tokens: Range<usize>, headline: bool) -> Option<Candidate> {
    let start = skip_label(page, tokens.clone());
    let mut end = tokens.end;
    if !headline && end > start && page.word(end - 1) == "." {
        end -= 1;
    }
    let colons: Vec<usize> = (start..end)
        .filter(|at| page.word(*at) == ":" && page.tokens[*at].quotation.is_none())
        .collect();
    if let [colon] = colons[..] {
        if followed_by_space(page, colon) {
            if let Some(candidate) = leading(page, start, colon, end, headline) {
                return Some(candidate);
            }
            // In running text only a short sentence: "Sea wall will hold: engineers."
            let brief = headline || end - start <= 14;
            if brief
                && is_clause(page, start..colon)
                && is_byline_source(page, colon + 1..end, headline)
            {
                return Some(candidate(
                    page,
                    "headline_colon",
                    colon + 1..end,
                    colon,
                    start..colon,
                ));
            }
        }
        return None;
    }
    if !headline || !colons.is_empty() {
        return None;
    }
    // "Sale near - sources"
    let dash = (start..end).rfind(|at| matches!(page.word(*at), "-" | "–" | "—"));
    if let Some(dash) =
        dash.filter(|dash| *dash > start + 1 && *dash + 1 < end && followed_by_space(page, *dash))
        && tokens.len() > 4
        && is_plain_source(page, dash + 1..end)
    {
        return Some(candidate(page, "headline_dash", dash + 1..end, dash, start..dash));
    }
    // "Oil prices to double, says guild", "Showers no cure, trial suggests"
    let comma =
        (start..end).rfind(|at| page.word(*at) == "," && page.tokens[*at].quotation.is_none())?;
    if comma < start + 3 || end - comma > 8 {
        return None;
    }
    let reports = Flags::SAY.or(Flags::SHOW);
    let present = |at: usize| {
        page.has(at, reports)
            && page.has(at, Flags::FINITE)
            && (page.word(at).ends_with('s') || page.word(at) == "say")
    };
    if present(comma + 1) && comma + 2 < end {
        let source = page.trim(page.cover(comma + 2..end));
        return Some(Candidate::new(
            "headline_says",
            Some(source),
            page.tokens[comma + 1].span,
            vec![page.trim(page.cover(start..comma))],
            0.8,
        ));
    }
    if present(end - 1) && comma + 1 < end - 1 {
        let source = page.trim(page.cover(comma + 1..end - 1));
        return Some(Candidate::new(
            "headline_says",
            Some(source),
            page.tokens[end - 1].span,
            vec![page.trim(page.cover(start..comma))],
            0.8,
        ));
    }
    None
}

fn candidate(
    page: &Page,
    rule: &'static str,
    source: Range<usize>,
    mark: usize,
    content: Range<usize>,
) -> Candidate {
    let source = page.trim(page.cover(source));
    // "Owl lifts sales; sale near - sources": of two headlines, the one beside the mark.
    let mut content = content;
    if let Some(at) = content
        .clone()
        .rfind(|at| page.word(*at) == ";")
        .filter(|at| *at + 1 < content.end && *at < mark)
    {
        content.start = at + 1;
    }
    let content = page.trim(page.cover(content));
    Candidate::new(rule, Some(source), page.tokens[mark].span, vec![content], 0.75).settled()
}

/// "URGENT –", "LIVE:", "13.15": not part of the sentence.
fn skip_label(page: &Page, tokens: Range<usize>) -> usize {
    let mut start = tokens.start;
    while start + 1 < tokens.end {
        let label = page.word(start).chars().all(|c| c.is_uppercase())
            && matches!(page.word(start + 1), "–" | "—" | "-" | ":")
            && is_label(page, start);
        if label {
            start += 2;
        } else if matches!(page.word(start), "»" | "•" | "*" | "-" | "–") {
            start += 1;
        } else {
            break;
        }
    }
    start
}

/// "Tuvik: trade will grow", "Harbour board: “Not one crane will be sold”"
fn leading(
    page: &Page,
    start: usize,
    colon: usize,
    end: usize,
    headline: bool,
) -> Option<Candidate> {
    let source = start..colon;
    let content = colon + 1..end;
    let quoted = page.tokens.get(colon + 1).and_then(|token| token.quotation).filter(|number| {
        let quotation = page.quotation(*number as usize);
        let rest = Span::new(
            quotation.span.end(),
            page.tokens[end - 1].span.end().max(quotation.span.end()),
        );
        quotation.span.start() == page.tokens[colon + 1].span.start() && page.trim(rest).is_empty()
    });
    if !is_name(page, source.clone()) {
        return None;
    }
    if quoted.is_some() {
        return Some(candidate(page, "label_quote", source, colon, content));
    }
    if !headline
        || !is_clause(page, content.clone())
        || page.text[page.tokens[colon].span.end()..].starts_with(char::is_numeric)
    {
        return None;
    }
    let question = page.is(
        colon + 1,
        &[
            "what",
            "how",
            "why",
            "who",
            "where",
            "when",
            "which",
            "is",
            "are",
            "will",
            "can",
            "did",
            "does",
            "do",
            "should",
            "the",
            "five",
            "all",
            "everything",
            "a",
        ],
    );
    let role = source.clone().any(|at| page.has(at, Flags::PERSON));
    if question && !(role && page.is(colon + 1, &["the", "all", "a", "five"]))
        || page.word(end - 1) == "?"
    {
        return None;
    }
    (role || speaks_elsewhere(page, source.clone()))
        .then(|| candidate(page, "headline_colon", source, colon, content))
}

/// Whether the last name of the phrase acts as a person or body in the rest of the text: behind a
/// title or a first name, or before a reporting verb. A topic ("Ukraine: …") does not.
fn speaks_elsewhere(page: &Page, source: Range<usize>) -> bool {
    let name = page.word(source.end - 1);
    let mut seen = false;
    for at in source.end + 1..page.tokens.len().min(source.end + 4000) {
        if page.word(at) == name {
            seen = true;
            let beside = page.has(at + 1, Flags::SAY) && page.has(at + 1, Flags::FINITE);
            let titled = at > 0 && page.tokens[at - 1].capital && page.tokens[at - 1].word
                || page.has(at - 1, Flags::PERSON);
            if beside || titled {
                return true;
            }
        }
    }
    // A surname alone, lower-case clause behind it: "Tuvik: barley trade will grow".
    !seen
        && source.len() == 1
        && page.tokens.get(source.end + 1).is_some_and(|token| !token.capital)
}

/// A short noun phrase without a verb or a number.
fn is_name(page: &Page, tokens: Range<usize>) -> bool {
    let short = !tokens.is_empty() && tokens.len() <= 7 && !page.has(tokens.start, Flags::SAY);
    let first = tokens.start;
    let adverb =
        tokens.len() == 1 && (page.has(first, Flags::ADVERB) || page.word(first).ends_with("ly"));
    short
        && !adverb
        && !is_label(page, first)
        && !is_label(page, tokens.end - 1)
        && page.tokens[first].capital
        && tokens.clone().all(|at| {
            let word = page.word(at);
            let proper = page.tokens[at].word
                && !page.has(at, Flags::AUXILIARY.or(Flags::TIME))
                && !word.starts_with(|c: char| c.is_ascii_digit());
            let verb = page.has(at, Flags::FINITE)
                && !page.tokens[at].capital
                && !page.has(at, Flags::NOUN.or(Flags::PERSON));
            (proper && !verb) || word == "." || word == "&"
        })
}

/// What may stand behind the colon of "…: X": a plain source, or in a headline a name.
fn is_byline_source(page: &Page, tokens: Range<usize>, headline: bool) -> bool {
    if tokens.is_empty() || tokens.len() > if headline { 4 } else { 3 } {
        return false;
    }
    if is_plain_source(page, tokens.clone()) {
        return true;
    }
    headline && is_name(page, tokens)
}

/// "sources", "engineers", "ministry officials", "study".
fn is_plain_source(page: &Page, tokens: Range<usize>) -> bool {
    let Some(last) = tokens.clone().next_back() else { return false };
    let word = page.word(last).to_lowercase();
    let person = page.has(last, Flags::PERSON)
        || [
            "reports",
            "report",
            "sources",
            "source",
            "study",
            "survey",
            "poll",
            "data",
            "filing",
            "document",
            "documents",
            "coastguard",
            "memo",
            "survivors",
        ]
        .contains(&word.as_str())
        || ["ers", "ors", "ists", "ians", "ials", "man", "woman"]
            .iter()
            .any(|ending| word.len() > 5 && word.ends_with(ending));
    person
        && tokens.len() <= 3
        && !is_label(page, tokens.start)
        && tokens.clone().all(|at| page.tokens[at].word && !page.has(at, Flags::AUXILIARY))
}

/// Whether the words can be a clause: three at least, one of them a verb.
fn is_clause(page: &Page, tokens: Range<usize>) -> bool {
    let words = tokens.clone().filter(|at| page.tokens[*at].word).count();
    words >= 3
        && tokens.clone().skip(1).any(|at| {
            let word = page.word(at);
            let lower = !page.tokens[at].capital;
            page.has(at, Flags::AUXILIARY)
                || lower && page.has(at, Flags::FINITE) && !page.has(at, Flags::NOUN)
                || lower && word.len() > 4 && word.ends_with("ed")
                || page.is(at, &["to", "off", "must"])
                || lower && word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
        })
}

fn is_label(page: &Page, at: usize) -> bool {
    page.is(
        at,
        &[
            "photo",
            "photos",
            "photograph",
            "picture",
            "pictures",
            "image",
            "video",
            "watch",
            "live",
            "urgent",
            "correction",
            "update",
            "updates",
            "analysis",
            "opinion",
            "comment",
            "exclusive",
            "breaking",
            "interview",
            "explainer",
            "factbox",
            "note",
            "notes",
            "letters",
            "editor",
            "review",
            "related",
            "see",
            "read",
            "more",
            "listen",
            "gallery",
            "graphic",
            "reporting",
            "editing",
            "source",
            "contact",
            "email",
            "tel",
            "phone",
            "published",
            "updated",
            "embargo",
            "deadline",
            "time",
            "date",
            "place",
            "where",
            "when",
            "what",
            "who",
            "why",
            "how",
            "standards",
            "translation",
            "credit",
            "caption",
            "byline",
            "by",
            "things",
            "facts",
            "ways",
            "reasons",
            "questions",
            "tips",
            "key",
        ],
    )
}

fn followed_by_space(page: &Page, mark: usize) -> bool {
    page.text[page.tokens[mark].span.end()..].starts_with(char::is_whitespace)
}
