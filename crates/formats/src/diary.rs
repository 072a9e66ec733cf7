//! What is announced, by day: as JSON or for a terminal.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::View;
use crate::json::DiaryEntry;

/// An announced event and the dispatch that announces it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "An announced event")]
pub struct Announced {
    /// The event.
    #[serde(flatten)]
    pub entry: DiaryEntry,
    /// Name of the file that announces it.
    pub file: String,
    /// Who publishes that file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The day that file was issued, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
    /// What earlier dispatches told of the event; nothing where this is the only one.
    #[serde(skip)]
    pub followed: Option<Followed>,
}

/// What is known of an event that was followed over several dispatches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// What happens, in the words of the first.
    pub what: String,
    /// The first day by that one, as a value of TIMEX3.
    pub start: String,
    /// The last.
    pub end: String,
    /// The days it was announced for before it was moved, in words, the earliest first.
    pub before: Vec<String>,
    /// How often it was moved or called off.
    pub changes: usize,
}

/// The announced events of one dispatch, in the order of the text.
pub fn entries(view: &View<'_>) -> Vec<Announced> {
    let reading = view.reading;
    let announced = |entry| Announced {
        entry: crate::json::entry(view, entry),
        file: view.name.to_owned(),
        publisher: reading
            .publisher
            .as_ref()
            .map(|publisher| publisher.name.clone())
            .filter(|name| !name.is_empty()),
        issued: reading.issue.as_ref().map(|issue| issue.day.clone()),
        followed: None,
    };
    reading.diary.iter().map(announced).collect()
}

/// By day, then by file, so that the order doesn't depend on that of the inputs' reading.
pub fn sort(entries: &mut [Announced]) {
    entries.sort_by(|a, b| a.key().cmp(&b.key()));
}

/// The JSON of events: a list.
pub fn json(entries: &[Announced]) -> String {
    let mut written = serde_json::to_string_pretty(entries).expect("plain types are JSON");
    written.push('\n');
    written
}

/// The events for a terminal: a heading a day, a line an event.
pub fn terminal(entries: &[Announced], options: &crate::terminal::Options) -> String {
    crate::terminal::diary(entries, options)
}

impl Announced {
    /// What has no day comes last.
    fn key(&self) -> (bool, &str, &str, &str, usize) {
        let DiaryEntry { start, end, evidence, .. } = &self.entry;
        (start.is_empty(), start, end, &self.file, evidence.start)
    }

    /// "2025-05-09", "2025-05-07 to 2025-05-10" or "no day".
    pub(crate) fn days(&self) -> String {
        let DiaryEntry { start, end, .. } = &self.entry;
        let (start, end) = (day(start), day(end));
        if start.is_empty() {
            "no day".to_owned()
        } else if start == end || end.is_empty() {
            start.to_owned()
        } else {
            format!("{start} to {end}")
        }
    }

    /// At what hour, what, where, according to whom, how firm.
    pub(crate) fn sentence(&self) -> String {
        let entry = &self.entry;
        let mut parts: Vec<String> = clock(&entry.start).map(str::to_owned).into_iter().collect();
        parts.push(entry.what.clone());
        parts.extend(entry.place.clone().filter(|place| !entry.what.contains(place.as_str())));
        parts.extend(entry.according_to.iter().map(|who| format!("according to {who}")));
        if entry.status != "announced" {
            parts.push(entry.status.clone());
        }
        if entry.year_inferred {
            parts.push("year inferred".to_owned());
        }
        parts.join(" · ")
    }
}

/// The day of a value, without its hour or part of day.
fn day(value: &str) -> &str {
    value.split_once('T').map_or(value, |(day, _)| day)
}

/// The hour of a value, where it has one.
pub(crate) fn clock(value: &str) -> Option<&str> {
    let (_, clock) = value.split_once('T')?;
    clock.starts_with(|character: char| character.is_ascii_digit()).then_some(clock)
}
