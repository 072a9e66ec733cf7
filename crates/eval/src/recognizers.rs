//! Microsoft's cases for time expressions (Recognizers-Text, `DateTimeModel`), as far as news can
//! contain them.
//!
//! Values are compared as stretches of the calendar, not by spelling: one of our readings has to
//! cover the days (or the minutes) of one of theirs. Their ranges end where the last member
//! begins or where it ends; both count.

mod stretch;

use jiff::civil::DateTime;
use regex::Regex;
use sayso_calendar::{Context, Time};
use sayso_text::CharIndex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

use stretch::{Stretch, seconds, stretch};

/// One case of the file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Case {
    /// The text.
    pub input: String,
    #[serde(default)]
    context: Option<Reference>,
    #[serde(default)]
    results: Vec<Expected>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Reference {
    reference_date_time: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Expected {
    text: String,
    start: Option<usize>,
    end: Option<usize>,
    type_name: Option<String>,
    resolution: Option<Resolution>,
}

#[derive(Debug, Deserialize)]
struct Resolution {
    #[serde(default)]
    values: Vec<BTreeMap<String, serde_json::Value>>,
}

/// What came out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Expressions that news can contain.
    pub expressions: usize,
    /// Of which a reading is theirs.
    pub right: usize,
    /// Of which the first reading is theirs.
    pub first: usize,
    /// Percent right.
    pub percent: f64,
    /// Expressions left out, by reason.
    pub left_out: BTreeMap<String, usize>,
}

/// A case that went wrong, for people.
#[derive(Debug)]
pub struct Miss {
    /// The text.
    pub input: String,
    /// Their expression and values.
    pub wanted: String,
    /// Ours.
    pub found: String,
}

/// Reads every case and compares.
pub fn measure(cases: &[Case]) -> (Figures, Vec<Miss>) {
    let (mut figures, mut misses) = (Figures::default(), Vec::new());
    for case in cases {
        let reference = case
            .context
            .as_ref()
            .and_then(|context| context.reference_date_time.as_deref()?.parse::<DateTime>().ok());
        let Some(reference) = reference else { continue };
        let context = Context { issued: Some(reference.date()), ..Context::default() };
        let times = sayso_calendar::read(&case.input, &context).times;
        let index = CharIndex::new(&case.input);
        for wanted in &case.results {
            if let Some(reason) = left_out(&case.input, wanted) {
                *figures.left_out.entry(reason.to_owned()).or_default() += 1;
                continue;
            }
            figures.expressions += 1;
            let near: Vec<&Time> = times
                .iter()
                .filter(|time| match (wanted.start, wanted.end) {
                    (Some(start), Some(end)) => {
                        index.character(time.span.start()) <= end
                            && start < index.character(time.span.end())
                    }
                    _ => true,
                })
                .collect();
            let right = agrees(wanted, &near, reference);
            figures.right += usize::from(right.is_some());
            figures.first += usize::from(right == Some(true));
            if right.is_none() {
                let values = wanted.resolution.iter().flat_map(|all| &all.values);
                let values: Vec<String> = values.map(|value| format!("{value:?}")).collect();
                let found: Vec<String> = near
                    .iter()
                    .map(|time| {
                        format!("{} = {} {:?}", time.span.of(&case.input), time.value, time.others)
                    })
                    .collect();
                misses.push(Miss {
                    input: case.input.clone(),
                    wanted: format!("{}: {}", wanted.text, values.join(" ")),
                    found: found.join("; "),
                });
            }
        }
    }
    let share = 100.0 * figures.right as f64 / figures.expressions.max(1) as f64;
    figures.percent = (share * 10.0).round() / 10.0;
    (figures, misses)
}

/// Why news does not contain an expression, or not as it is meant there.
fn left_out(input: &str, wanted: &Expected) -> Option<&'static str> {
    static RULES: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
        [
            ("dates in figures only, whose order is by locale", r"\d\s?[/.-]\s?\d|^\d{6,}|[a-z]{3}/\d|\d/[a-z]|\d-[a-z]{3}-\d|^\d{4} \d"),
            ("shorthand of messages", r"ampm|ish\b|tonite|otd|\d+[dwyhm]\b|\b(eo[dmy]|tmrw?|tmw|wks?|mnth|hrs?|yrs?|mins?|mon|tues?|wed|thur?s?|fri|sat|sun)\b|\d[ap]\b|[a-z]\d|\bp \. m|bi-?\w+ly|\bn(xt|ext wk)\b"),
            ("days and years spelled out as in speech", r"(january|february|march|april|may|june|july|august|september|october|november|december) (the )?(one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|twenty|thirty)\b|(ten|\w+teen|twenty|thirty)( \w+)? (january|february|march|april|may|june|july|august|september|october|november|december)|two thousand|(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -](thirty|forty|fifty|twenty|\w+teen)|minutes past|and half|and a quarter|twenty and|(seven|eight|nine)teen (hundred|\w+ty)|\w+ (twenty|thirty) (first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"),
            ("a number for \u{201c}few\u{201d} and \u{201c}several\u{201d}", r"\b(few|several|some|couple)\b"),
            ("meals", r"breakfast|brunch|lunch|dinner|supper"),
            ("moments counted from the present second", r"(second|minute|hour)s? (ago|from|later|before|earlier)|(last|past|next|previous|coming|upcoming|this) [\w\s]*(second|minute|hour)|(in|within) [\w\s.]*(second|minute|hour)s?|now\b.*\bnow|right now|asap|as soon"),
            ("signs of a query", r"[<>=]"),
        ]
        .into_iter()
        .map(|(name, rule)| (name, Regex::new(rule).expect("a rule")))
        .collect()
    });
    static COMMAND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)cortana|^\s*(please |can you |could you )?(show|find|list|query|book|schedule|set|give|filter|how many|add|remind|let's find|let’s find|arrange|get|cancel|move)\b|\b(skype|calendar|records|sales|timex|booking)\b|^what |^which |^who |^where |^how |\?\s*$")
            .expect("a rule")
    });
    let kind = wanted.type_name.as_deref().unwrap_or_default();
    let kind = kind.strip_prefix("datetimeV2.").unwrap_or(kind);
    let text = wanted.text.to_lowercase();
    static SMALL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(january|february|march|april|may|june|july|august|september|october|november|december|(mon|tues|wednes|thurs|fri|satur|sun)day|christmas|halloween|thanksgiving|easter|(labou?r|independence) day)\b")
            .expect("a rule")
    });
    match kind {
        "time" | "timerange" => return Some("clock times without a day"),
        "timezone" | "" => return Some("time zones and others"),
        _ => {}
    }
    if COMMAND.is_match(input) {
        return Some("commands and questions to a calendar or a query program");
    }
    let written: String = match (wanted.start, wanted.end) {
        (Some(start), Some(end)) if end >= start => {
            input.chars().skip(start).take(end + 1 - start).collect()
        }
        _ => String::new(),
    };
    if SMALL.is_match(&written) {
        return Some("names of days and months in small letters");
    }
    if let Some((name, _)) = RULES.iter().find(|(_, rule)| rule.is_match(&text)) {
        return Some(name);
    }
    let values = wanted.resolution.as_ref().map_or(&[][..], |all| &all.values);
    let unresolved = |value: &BTreeMap<String, serde_json::Value>| {
        kind != "set" && value.get("value").and_then(|value| value.as_str()) == Some("not resolved")
    };
    (values.is_empty() || values.iter().all(unresolved)).then_some("without a value")
}

/// Whether one of our readings is one of theirs, and whether it is our first.
fn agrees(wanted: &Expected, near: &[&Time], reference: DateTime) -> Option<bool> {
    let values = &wanted.resolution.as_ref()?.values;
    let right = |readings: &[Vec<&str>]| {
        values.iter().any(|value| readings.iter().any(|ours| same(value, ours, reference)))
    };
    // Each time alone, and two neighbours as the ends of a range.
    let firsts = near.iter().map(|time| vec![time.value.as_str()]);
    let pairs = near.windows(2).map(|pair| pair.iter().map(|time| time.value.as_str()).collect());
    let first: Vec<Vec<&str>> = firsts.chain(pairs).collect();
    if right(&first) {
        return Some(true);
    }
    let others: Vec<Vec<&str>> = near
        .iter()
        .flat_map(|time| time.others.iter().map(|other| vec![other.as_str()]))
        .chain(near.windows(2).flat_map(|pair| {
            let [from, to] = [&pair[0], &pair[1]];
            let ends =
                || std::iter::once(to.value.as_str()).chain(to.others.iter().map(String::as_str));
            std::iter::once(from.value.as_str())
                .chain(from.others.iter().map(String::as_str))
                .flat_map(move |from| ends().map(move |to| vec![from, to]))
                .collect::<Vec<_>>()
        }))
        .collect();
    right(&others).then_some(false)
}

/// Whether a value of theirs and a reading of ours mean the same.
fn same(value: &BTreeMap<String, serde_json::Value>, ours: &[&str], reference: DateTime) -> bool {
    let text = |key: &str| value.get(key).and_then(|value| value.as_str());
    let timex = text("timex").unwrap_or_default();
    match text("type") {
        Some("duration") => {
            let theirs = text("value").and_then(|value| value.parse::<f64>().ok());
            return matches!(ours, [one] if theirs.is_some() && seconds(one) == theirs);
        }
        Some("set") => return matches!(ours, [one] if set(one) == set(timex)),
        _ => {}
    }
    if timex == "PRESENT_REF" {
        return matches!(ours, [one] if *one == timex || one.parse().ok() == Some(reference.date()));
    }
    // "earlier this month" is a share of its month for them; for TIMEX3 it is the month.
    if matches!(ours, [one] if *one == timex) {
        return true;
    }
    let stretch = |value: &str| match value {
        "PRESENT_REF" => stretch(&reference.date().to_string()),
        value => stretch(value),
    };
    let ours = match ours {
        [one] => match one.split_once('/') {
            Some((from, to)) => stretch(from).zip(stretch(to)),
            None => stretch(one).map(|one| (one.clone(), one)),
        },
        [from, to] => stretch(from).zip(stretch(to)),
        _ => None,
    };
    let Some((from, to)) = ours else { return false };
    let moment = |key: &str| text(key).and_then(stretch);
    let how = text("Mod").unwrap_or_default();
    // The middle of a month is some days of it for them, and the month for TIMEX3.
    if how == "mid" && from.first.date().strftime("XXXX-%m").to_string() == timex {
        return moment_in(text("start"), &from);
    }
    // "before 2000", "since May", "after the beginning of March": the bound is what is named.
    let open = how.split('-').next();
    let open = open.is_some_and(|how| ["before", "after", "since", "until"].contains(&how));
    match (moment("value"), moment("start"), moment("end")) {
        (Some(day), ..) => from.first == day.first && covers(&from, &to, &day),
        (None, Some(start), Some(end)) => {
            let part = timex.split_once('T').map(|(_, part)| part).filter(|part| part.len() == 2);
            if let (Some(part), Some(code)) = (part, &from.part) {
                return part == code && from.first.date() == start.first.date();
            }
            let ends = [to.first, to.after];
            from.first == start.first && ends.contains(&end.first)
        }
        (None, Some(bound), None) | (None, None, Some(bound)) => {
            open && [from.first, to.after, to.first].contains(&bound.first)
        }
        _ => false,
    }
}

/// Whether a moment of theirs lies in a stretch of ours.
fn moment_in(value: Option<&str>, ours: &Stretch) -> bool {
    let moment = value.and_then(stretch);
    moment.is_some_and(|moment| ours.first <= moment.first && moment.first < ours.after)
}

fn covers(from: &Stretch, to: &Stretch, day: &Stretch) -> bool {
    from.first == day.first && (to.after == day.after || from.after == day.after)
}

/// A set as both write it: `XXXX-WXX-2`, `P1W`, `T15`.
fn set(value: &str) -> String {
    value
        .trim_end_matches(":00")
        .replace("XXXX-XX-XX", "")
        .replace("P12M", "P1Y")
        .replace("P7D", "P1W")
        .replace("P1WE", "XXXX-WXX-WE")
}
