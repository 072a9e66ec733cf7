use crate::Span;

/// The sentences of a text. A paragraph without a stop, such as a headline, is one sentence.
///
/// A stop ends a sentence where white space follows it (closing marks and brackets between them
/// stay with it) and what comes next can begin one; not after initials and abbreviations.
pub fn sentences(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    let mut sentences = Vec::with_capacity(paragraphs.len() * 3);
    for paragraph in paragraphs {
        let mut start = paragraph.start();
        let mut from = start;
        while let Some(stop) = next_stop(text, from, paragraph.end()) {
            from = stop.end;
            let next = stop.end
                + text[stop.end..paragraph.end()].find(|c: char| !c.is_whitespace()).unwrap_or(0);
            if next > stop.end && ends_sentence(text, *paragraph, start, &stop, next) {
                sentences.push(Span::new(start, stop.end));
                start = next;
                from = next;
            }
        }
        if start < paragraph.end() {
            sentences.push(Span::new(start, paragraph.end()));
        }
    }
    sentences
}

struct Stop {
    /// Where the run of stops begins.
    start: usize,
    /// Behind the stops and the closing marks after them.
    end: usize,
    /// One full stop, so it may belong to an abbreviation.
    single: bool,
    /// Ends with three dots or their character.
    ellipsis: bool,
    /// A closing mark follows the stop.
    quoted: bool,
}

fn next_stop(text: &str, from: usize, end: usize) -> Option<Stop> {
    let start = from + text[from..end].find(['.', '!', '?', '…', '。', '！', '？'])?;
    let rest = &text[start..end];
    let is_stop = |c: char| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？');
    let stops = rest.len() - rest.trim_start_matches(is_stop).len();
    let run = &rest[..stops];
    let after = &rest[stops..];
    let closing = after.len()
        - after.trim_start_matches(['"', '”', '“', '\'', '’', '»', '›', ')', ']']).len();
    Some(Stop {
        start,
        end: start + stops + closing,
        single: run == ".",
        ellipsis: run.ends_with("...") || run.ends_with('…'),
        quoted: closing > 0,
    })
}

fn ends_sentence(text: &str, paragraph: Span, start: usize, stop: &Stop, next: usize) -> bool {
    let follower = &text[next..paragraph.end()];
    let Some(first) = follower.chars().next() else { return true };
    if first.is_lowercase() || matches!(first, ',' | ';' | ':' | ')' | '–' | '—' | '-') {
        return false;
    }
    if stop.ellipsis && first.is_numeric() {
        return false;
    }
    if !stop.single || stop.quoted {
        return true;
    }
    // Stops that belong to the word before them.
    let before = text[start..stop.start].trim_end_matches(['"', '”', '’', '\'', '»', ')']);
    let word = before.rsplit(|c: char| c.is_whitespace() || "(\"“‘'[—–".contains(c)).next();
    let word = word.unwrap_or_default();
    let opens = OPENERS.contains(&first_word(follower));
    if word.is_empty() {
        return false;
    }
    if is_initial(word) {
        return opens;
    }
    if word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2) {
        // U.S., p.m., i.e.; a full date such as 3.12. is left to the digits below
        let is_number = word.chars().all(|c| c.is_ascii_digit() || c == '.');
        return is_number || opens || matches!(first, '"' | '“' | '‘');
    }
    let plain = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    if TITLES.contains(&plain) {
        return false;
    }
    if NUMBERED.contains(&plain) {
        return !first.is_numeric();
    }
    if ENDING.contains(&plain) {
        return opens;
    }
    true
}

fn is_initial(word: &str) -> bool {
    let mut characters = word.chars();
    matches!((characters.next(), characters.next()), (Some(c), None) if c.is_uppercase())
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(['"', '“', '‘', '\'', '(']);
    text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

/// Always followed by the name they belong to.
const TITLES: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Rev", "Hon", "hon", "Messrs", "Mme", "Mlle", "Sen",
    "Sens", "Rep", "Reps", "Gov", "Govs", "Gen", "Lt", "Col", "Maj", "Capt", "Cmdr", "Adm", "Sgt",
    "Cpl", "Pvt", "Pte", "Insp", "Det", "Supt", "Atty", "Cllr", "Pres", "Amb", "St", "Ste", "Mt",
    "Ft", "Fr", "Br", "vs", "v", "cf", "approx", "ca", "e.g", "i.e", "Assn", "Dist",
];

/// Followed by a number where they are abbreviations.
const NUMBERED: &[&str] = &[
    "No", "no", "Nos", "nos", "p", "pp", "vol", "Vol", "Art", "art", "Sec", "sec", "Fig", "fig",
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon",
    "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "Ch", "ch", "par", "Rte",
];

/// End a sentence only where the next word says so.
const ENDING: &[&str] = &[
    "Inc", "Corp", "Co", "Cos", "Ltd", "LLC", "Bros", "Jr", "Sr", "Ph.D", "Esq", "etc", "al",
    "est", "Ave", "Blvd", "Rd", "Ariz", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind",
    "Kan", "Ky", "La", "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla",
    "Ore", "Pa", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo", "Dept", "Gov't", "mln", "bn",
];

/// Words that begin sentences and seldom names.
const OPENERS: &[&str] = &[
    "The",
    "A",
    "An",
    "This",
    "That",
    "These",
    "Those",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "My",
    "But",
    "And",
    "Or",
    "So",
    "Yet",
    "If",
    "When",
    "While",
    "After",
    "Before",
    "As",
    "At",
    "In",
    "On",
    "By",
    "For",
    "From",
    "With",
    "To",
    "Of",
    "No",
    "Not",
    "There",
    "Here",
    "What",
    "Who",
    "Why",
    "How",
    "Where",
    "Some",
    "Many",
    "Most",
    "More",
    "Both",
    "All",
    "Each",
    "Another",
    "Other",
    "Others",
    "According",
    "Asked",
    "Although",
    "Though",
    "Because",
    "Since",
    "Until",
    "Under",
    "Over",
    "Still",
    "Then",
    "Now",
    "Only",
    "Even",
    "Also",
    "However",
    "Meanwhile",
    "Earlier",
    "Later",
    "Last",
    "Next",
    "Police",
    "Officials",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraphs;

    fn check(text: &str, expected: &[&str]) {
        let got = sentences(text, &paragraphs(text).0);
        let got: Vec<&str> = got.into_iter().map(|sentence| sentence.of(text)).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn stops_end_sentences() {
        check(
            "It rains. “We stay.” He left! Why? (Nobody knew.) 3 more came.",
            &["It rains.", "“We stay.”", "He left!", "Why?", "(Nobody knew.)", "3 more came."],
        );
        check("Ferry late\nIt rains", &["Ferry late", "It rains"]);
    }

    #[test]
    fn abbreviations_do_not() {
        for whole in [
            "Mr. Quill of the U.S. Navy met J. R. Low on Jan. 3 at No. 10.",
            "Smith Inc. Chairman Lee Oda Jr. paid 3.5 million etc. to her.",
            "“Stay!” he said. ",
            "He waited … and went ... away.",
            "Cllr. Pell vs. Sgt. Rask at 8.04 in St. Ives",
        ] {
            check(whole, &[whole.trim()]);
        }
    }

    #[test]
    fn abbreviations_may_also_end_one() {
        check("He left the U.S. She stayed.", &["He left the U.S.", "She stayed."]);
        check(
            "They met at 5 p.m. The door was shut.",
            &["They met at 5 p.m.", "The door was shut."],
        );
        check("She said no. Nobody heard.", &["She said no.", "Nobody heard."]);
        check("We wait... The ship sails.", &["We wait...", "The ship sails."]);
    }
}
