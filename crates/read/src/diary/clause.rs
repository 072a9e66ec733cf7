//! The words around a time: what is announced, how firmly, and whether the day still holds.

use crate::DiaryStatus;
use sayso_text::Span;

/// Words of `span` in small letters, each with its place.
pub(super) fn words(text: &str, span: Span) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    let mut start = None;
    let within = span.of(text);
    for (at, c) in within.char_indices().chain([(within.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((span.start() + from, within[from..at].to_lowercase()));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// The part of a sentence around `at` that no semicolon or spaced dash cuts off.
pub(super) fn part(text: &str, sentence: Span, at: Span) -> Span {
    let before = &text[sentence.start()..at.start()];
    let after = &text[at.end()..sentence.end()];
    let start = before.rfind(';').map_or(sentence.start(), |cut| sentence.start() + cut + 1);
    let end = after.find(';').map_or(sentence.end(), |cut| at.end() + cut);
    Span::new(start, end).trim(text)
}

/// Verbs by which something is put on another day.
const MOVED: &[&str] = &[
    "moved",
    "moves",
    "postponed",
    "rescheduled",
    "delayed",
    "deferred",
    "brought",
    "pushed",
    "adjourned",
    "shifted",
];

/// Verbs by which something is called off.
const CANCELLED: &[&str] = &["cancelled", "canceled", "scrapped", "abandoned", "off", "scratched"];

/// Participles of a plan.
const PLANNED: &[&str] = &["planned", "scheduled", "announced", "set", "due", "fixed", "expected"];

/// Words that make an event merely possible.
const POSSIBLE: &[&str] = &[
    "can",
    "could",
    "might",
    "may",
    "unlikely",
    "possible",
    "possibly",
    "perhaps",
    "if",
    "whether",
    "would",
    "hope",
    "hopes",
    "wants",
    "want",
    "proposed",
    "suggested",
    "calls",
    "urged",
    "demand",
];

/// Verbs that people are allowed: "may register until".
const ALLOWED: &[&str] =
    &["register", "apply", "submit", "enter", "vote", "comment", "object", "book"];

/// What the words before and after a time tell of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The event happens then.
    Holds(DiaryStatus),
    /// It was to happen then and happens another time.
    Old,
    /// It may or may not happen.
    Possible,
}

/// How a time stands in its clause. In what somebody is `reported` to have said, "would" is the
/// past of "will".
pub(super) fn standing(text: &str, clause: Span, time: Span, reported: bool) -> Standing {
    let all = words(text, clause);
    let cut = all.partition_point(|(at, _)| *at < time.start());
    let (before, rest) = all.split_at(cut);
    let after: Vec<&str> =
        rest.iter().filter(|(at, _)| *at >= time.end()).map(|(_, word)| word.as_str()).collect();
    let before: Vec<&str> = before.iter().map(|(_, word)| word.as_str()).collect();
    let last = |n: usize| before.len().checked_sub(n).map_or("", |at| before[at]);
    let tail = &before[before.len().saturating_sub(4)..];
    if tail.iter().any(|word| ["previously", "originally", "initially", "formerly"].contains(word))
    {
        return Standing::Old;
    }
    // "was to have been heard on", "had been due on", "was first planned for"
    let pairs = |first: &[&str], second: &[&str]| {
        before.windows(2).any(|pair| first.contains(&pair[0]) && second.contains(&pair[1]))
    };
    let undone = before.windows(3).any(|three| {
        ["was", "were"].contains(&three[0]) && three[1..] == ["to", "have"]
            || three[..2] == ["had", "been"] && PLANNED.contains(&three[2])
    });
    let put_on = before.iter().any(|word| MOVED.contains(word));
    if undone && !put_on || pairs(&["first"], PLANNED) {
        let off = after.iter().take(8).any(|word| CANCELLED.contains(word));
        return if off { Standing::Holds(DiaryStatus::Cancelled) } else { Standing::Old };
    }
    if last(1) == "from" && before.iter().any(|word| MOVED.contains(word)) {
        return Standing::Old;
    }
    // "planned for Saturday, will take place in June"
    let planned = last(1) == "for" && PLANNED.contains(&last(2));
    if planned
        && text[time.end()..].starts_with(", will ")
        && all
            .iter()
            .skip(cut)
            .filter(|(at, _)| *at >= time.end())
            .take(6)
            .any(|(_, word)| ["place", "held", "instead", "now"].contains(&word.as_str()))
    {
        return Standing::Old;
    }
    // "planned for Saturday has been moved to …", "on Saturday is off"
    let head = &after[..after.len().min(6)];
    let verb =
        head.iter().position(|word| ["has", "have", "was", "were", "is", "are"].contains(word));
    if let Some(verb) = verb.filter(|verb| *verb <= 1) {
        let said = &head[verb..];
        let put_off = said.windows(2).any(|pair| pair == ["put", "off"]);
        if said.iter().any(|word| MOVED.contains(word)) || put_off {
            return Standing::Old;
        }
        if said.iter().any(|word| CANCELLED.contains(word)) {
            return Standing::Holds(DiaryStatus::Cancelled);
        }
    }
    // "their tie, moved from last weekend, can go ahead on Monday" has its new day.
    let anew = before.windows(2).any(|pair| {
        pair == ["new", "date"]
            || pair == ["put", "off"]
            || pair == ["brought", "forward"]
            || MOVED.contains(&pair[0]) && pair[1] == "from"
    });
    let small = |at: usize| text[all[at].0..].starts_with(|c: char| c.is_lowercase());
    let possible = before.iter().enumerate().any(|(at, word)| {
        let allowed =
            *word == "may" && before.get(at + 1).is_some_and(|next| ALLOWED.contains(next));
        let next = before.get(at + 1).copied().unwrap_or_default();
        let what = at > 0 && before[at - 1] == "what";
        // "what would have been her birthday" is a day; "he would have come" is none.
        let told = *word == "would" && (what || reported && next != "have");
        POSSIBLE.contains(word) && !allowed && !told && (small(at) || *word == "if")
    });
    if possible && !anew {
        return Standing::Possible;
    }
    let promised = ["will", "expect", "expects", "expected", "would", "gone"];
    if last(1) == "by" && before.iter().any(|word| promised.contains(word)) {
        return Standing::Possible;
    }
    let status = if before.iter().any(|word| MOVED.contains(word)) || anew {
        DiaryStatus::Moved
    } else if before.iter().any(|word| ["cancelled", "canceled", "scrapped"].contains(word)) {
        DiaryStatus::Cancelled
    } else if before.iter().chain(&after).any(|word| ["confirmed", "confirms"].contains(word)) {
        DiaryStatus::Confirmed
    } else {
        DiaryStatus::Announced
    };
    Standing::Holds(status)
}

/// The end of a dateline at the head of a sentence ("KASSIM, Dec. 30 (LW) -- "), if it has one.
pub(super) fn dateline(text: &str, sentence: Span) -> Option<usize> {
    /// Datelines are at most so long, in bytes.
    const LONGEST: usize = 90;
    let words = sentence.of(text);
    let opens = text[..sentence.start()].trim_end_matches(' ');
    if !(opens.is_empty() || opens.ends_with('\n')) {
        return None;
    }
    let (at, dash) = ["--", " -", "–", "—"]
        .iter()
        .filter_map(|dash| Some((words.find(dash)?, *dash)))
        .min_by_key(|(at, _)| *at)?;
    let place: String =
        words.chars().take_while(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'')).collect();
    let capitals = place.trim().chars().count() >= 3 && !place.contains(char::is_lowercase);
    let bracket = words[..at].trim_end().ends_with(')');
    (at <= LONGEST && (capitals || bracket)).then(|| {
        let rest = &words[at + dash.len()..];
        sentence.start() + words.len() - rest.trim_start_matches(['-', ' ']).len()
    })
}

/// Whether a time stands before the noun that it belongs to: "the May 8 vote", "Easter concert".
pub(super) fn attributive(text: &str, time: Span) -> bool {
    const LEADS: &[&str] = &[
        "on", "in", "at", "by", "until", "till", "from", "for", "to", "before", "after", "since",
        "through", "during", "between", "and",
    ];
    const FUNCTION: &[&str] = &[
        "and", "or", "but", "at", "in", "on", "to", "of", "for", "from", "with", "by", "when",
        "where", "if", "because", "after", "before", "while", "until", "that", "which", "who",
        "is", "are", "was", "were", "will", "would", "has", "have", "had", "as", "unless", "the",
        "a", "an", "near", "near",
    ];
    let before = text[..time.start()].trim_end().rsplit(|c: char| !c.is_alphanumeric()).next();
    let led = before.is_some_and(|word| LEADS.contains(&word.to_lowercase().as_str()));
    let Some(rest) = text[time.end()..].strip_prefix(' ') else { return false };
    let next: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    !led && next.starts_with(char::is_lowercase) && !FUNCTION.contains(&next.as_str())
}

/// Whether a clause puts something on another day.
pub(super) fn moves(text: &str, clause: Span) -> bool {
    words(text, clause).iter().any(|(_, word)| MOVED.contains(&word.as_str()))
}

/// Whether a clause speaks of something that happens, not only of a date.
pub(super) fn tells(text: &str, clause: Span, time: Span) -> bool {
    words(text, clause).iter().any(|(at, word)| {
        !time.holds(*at)
            && word.len() >= 4
            && text[*at..].starts_with(|c: char| c.is_lowercase())
            && !["from", "until", "through", "between", "local", "times"].contains(&word.as_str())
    })
}

/// Whether a clause has a word for an event that is planned ahead by the month or the year.
pub(super) fn plans(text: &str, clause: Span) -> bool {
    const EVENTS: &[&str] = &[
        "begin",
        "begins",
        "start",
        "starts",
        "open",
        "opens",
        "opened",
        "opening",
        "reopen",
        "reopens",
        "launch",
        "launched",
        "launches",
        "held",
        "hold",
        "holds",
        "host",
        "hosts",
        "due",
        "scheduled",
        "premiere",
        "premieres",
        "resume",
        "resumes",
        "meet",
        "meets",
        "visit",
        "visits",
        "publish",
        "published",
        "election",
        "elections",
        "referendum",
        "vote",
        "votes",
        "summit",
        "register",
        "deadline",
        "inaugurated",
        "completed",
        "retire",
        "retires",
        "takes",
        "trial",
        "given",
        "presented",
        "present",
        "announce",
        "announced",
        "decide",
        "decided",
        "deliver",
        "delivered",
        "submit",
        "unveil",
        "unveiled",
        "play",
        "tour",
        "return",
        "returns",
        "signed",
        "expire",
        "expires",
        "close",
        "closes",
        "closed",
        "hearing",
        "place",
    ];
    words(text, clause).iter().any(|(_, word)| EVENTS.contains(&word.as_str()))
}

/// Whether a clause says firmly that something is still to come.
pub(super) fn promises(text: &str, clause: Span) -> bool {
    const FIRM: &[&str] = &["will", "shall", "due", "scheduled", "expected", "set", "tonight"];
    words(text, clause).iter().any(|(_, word)| FIRM.contains(&word.as_str()))
}

/// Whether what leads to a clause denies it: "denied reports that", "rejected the claim that".
pub(super) fn denied(text: &str, sentence: Span, clause: Span) -> bool {
    const DENIALS: &[&str] =
        &["denied", "denies", "deny", "denying", "rejected", "dismissed", "refuted"];
    let before = Span::new(sentence.start(), clause.start().max(sentence.start()));
    words(text, before).iter().any(|(_, word)| DENIALS.contains(&word.as_str()))
}

/// Whether a clause needs the one before it to say what happens: "the new date is January 7".
pub(super) fn leans(text: &str, clause: Span) -> bool {
    let start = clause.of(text).to_lowercase();
    ["the new date", "the date", "it ", "they ", "this ", "that is", "will "]
        .iter()
        .any(|lead| start.starts_with(lead))
}
