//! "According to X, …", "…, according to X.", "per X", "in the words of X".

use super::candidate::Candidate;
use super::lexicon::Flags;
use super::page::Page;

/// Finds them.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    for sentence in &page.layout.sentences {
        let tokens = page.tokens_in(*sentence);
        for at in tokens.clone() {
            if let Some(candidate) = at_cue(page, at, tokens.clone()) {
                found.push(candidate);
            }
        }
    }
}

fn at_cue(page: &Page, at: usize, sentence: std::ops::Range<usize>) -> Option<Candidate> {
    let cue = if page.is(at, &["according"]) && page.is(at + 1, &["to"]) {
        at..at + 2
    } else if page.is(at, &["in"])
        && page.is(at + 1, &["the"])
        && page.is(at + 2, &["words", "view", "opinion"])
        && page.is(at + 3, &["of"])
    {
        at..at + 4
    } else if page.is(at, &["per"]) && at > sentence.start && page.word(at - 1) == "," {
        at..at + 1
    } else {
        return None;
    };
    let end = sentence.end;
    // "according to a plan": things that say nothing
    let named = page.phrase_from(cue.end, end)?;
    if page
        .is(named.end - 1, &["plan", "law", "schedule", "rules", "need", "size", "taste", "custom"])
    {
        return None;
    }
    let mut source = named.clone();
    let quotation = page.tokens[at].quotation;
    let opens = (sentence.start..at)
        .all(|before| !page.tokens[before].word || page.has(before, Flags::CONJUNCTION));
    let content = if opens || page.tokens[at].capital {
        // "According to the daily, which cited a report by Y, …": up to the comma before the clause
        let comma =
            (named.end..end.min(named.end + 40)).find(|behind| page.word(*behind) == ",")?;
        if comma > named.end {
            source.end = named.end;
        }
        if comma + 2 >= end {
            return None;
        }
        vec![page.trim(page.cover(comma + 1..end))]
    } else {
        let mut last = at;
        if page.word(last - 1) == "," {
            last -= 1;
        }
        if last <= sentence.start {
            return None;
        }
        let mut content = vec![page.trim(page.cover(sentence.start..last))];
        if page.word(named.end) == ","
            && named.end + 3 < end
            && page.tokens[named.end].quotation == quotation
        {
            content.push(page.trim(page.cover(named.end + 1..end)));
        }
        content
    };
    let source = page.trim(page.cover(source));
    Some(Candidate::new("according_to", Some(source), page.cover(cue), content, 0.8))
}
