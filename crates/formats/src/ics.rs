//! What is announced, for calendars (RFC 5545).
//!
//! Events are whole days, since a dispatch that tells an hour seldom tells its zone, and a
//! floating time is worse than none. Calendars cannot say "in March": such an event covers the
//! whole month, is tentative and carries `X-SAYSO-PRECISION`. A UID is the hash of the event's
//! words and days as they were first announced, so it is the same in every run, two dispatches
//! that announce the same event in the same words give one, and one that is moved stays one.

mod line;

use sha2::{Digest, Sha256};

use crate::diary::{Announced, Followed};
use crate::period::{Period, Precision};
use line::Lines;

/// A calendar, and what could not be put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The file's content; empty where there is no event, since a calendar must hold one.
    pub text: String,
    /// The events without a day, month or year of their own, by their words.
    pub left_out: Vec<String>,
}

/// The events as one calendar.
pub fn write(entries: &[Announced]) -> Calendar {
    let mut left_out = Vec::new();
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for entry in entries {
        let Some(period) = Period::of(&entry.entry.start, &entry.entry.end) else {
            left_out.push(entry.entry.what.clone());
            continue;
        };
        let uid = uid(entry);
        match known.get(&uid) {
            Some(index) => {
                let event: &mut Event<'_> = &mut events[*index];
                event.entries.push(entry);
            }
            None => {
                known.insert(uid.clone(), events.len());
                events.push(Event { uid, period, entries: vec![entry] });
            }
        }
    }
    if events.is_empty() {
        return Calendar { text: String::new(), left_out };
    }
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", concat!("-//Sayso//sayso ", env!("CARGO_PKG_VERSION"), "//EN"));
    lines.add("CALSCALE", "GREGORIAN");
    for event in &events {
        event.write(&mut lines);
    }
    lines.add("END", "VCALENDAR");
    Calendar { text: lines.finish(), left_out }
}

/// One event, and every dispatch that announces it.
struct Event<'a> {
    uid: String,
    period: Period,
    entries: Vec<&'a Announced>,
}

impl Event<'_> {
    fn write(&self, lines: &mut Lines) {
        let first = &self.entries[0].entry;
        let stamp = self.stamp();
        lines.add("BEGIN", "VEVENT");
        lines.add("UID", &self.uid);
        lines.add("DTSTAMP", &stamp);
        lines.add("DTSTART;VALUE=DATE", &basic(self.period.first));
        lines.add("DTEND;VALUE=DATE", &basic(self.period.after));
        lines.text("SUMMARY", &first.what);
        if let Some(place) = &first.place {
            lines.text("LOCATION", place);
        }
        lines.text("DESCRIPTION", &self.description());
        lines.add("STATUS", self.status());
        let sequence = self.sequence();
        if sequence > 0 {
            lines.add("SEQUENCE", &sequence.to_string());
            lines.add("LAST-MODIFIED", &stamp);
        }
        lines.add("TRANSP", "TRANSPARENT");
        for before in self.followed().flat_map(|followed| &followed.before) {
            lines.text("COMMENT", &format!("Was announced for {before}."));
        }
        if first.year_inferred {
            lines.text("COMMENT", "The dispatch gives no year; it was inferred.");
        }
        if self.period.precision != Precision::Day {
            lines.text("COMMENT", &format!("Only known: {}.", self.entries[0].days()));
        }
        if let Some(clock) = &self.period.clock {
            lines.text("COMMENT", &format!("At {clock}, in the zone of the dispatch."));
        }
        lines.text("X-SAYSO-PRECISION", self.period.precision.name());
        for chain in self.entries.iter().map(|entry| &entry.entry.chain) {
            if !chain.is_empty() {
                lines.text("X-SAYSO-SOURCE-CHAIN", &chain.join(" ← "));
            }
        }
        lines.add("END", "VEVENT");
    }

    fn followed(&self) -> impl Iterator<Item = &Followed> {
        self.entries.iter().filter_map(|entry| entry.followed.as_ref())
    }

    /// How often the event changed; a dispatch that tells of a change tells of one at least.
    fn sequence(&self) -> usize {
        let changes = self.followed().map(|followed| followed.changes).max().unwrap_or_default();
        changes.max(usize::from(self.is("cancelled") || self.is("moved")))
    }

    fn is(&self, status: &str) -> bool {
        self.entries[0].entry.status == status
    }

    fn status(&self) -> &'static str {
        let guessed = self.entries[0].entry.year_inferred;
        if self.is("cancelled") {
            "CANCELLED"
        } else if self.is("confirmed") && !guessed && self.period.precision == Precision::Day {
            "CONFIRMED"
        } else {
            "TENTATIVE"
        }
    }

    /// The day of issue stands for the time of writing, which must not depend on the run.
    fn stamp(&self) -> String {
        let issued = self.entries.iter().filter_map(|entry| entry.issued.as_deref());
        let day = issued.filter_map(|day| day.parse::<jiff::civil::Date>().ok()).max();
        format!("{}T000000Z", day.map_or_else(|| "19700101".to_owned(), basic))
    }

    fn description(&self) -> String {
        let told = self.entries.iter().map(|told| {
            let entry = &told.entry;
            let mut words = match &entry.according_to {
                Some(who) => format!("According to {who}, in {}", told.file),
                None => format!("Announced in {}", told.file),
            };
            if let Some(publisher) = &told.publisher {
                words.push_str(&format!(" ({publisher})"));
            }
            words.push('.');
            if !entry.participants.is_empty() {
                words.push_str(&format!(" With {}.", entry.participants.join(", ")));
            }
            words
        });
        told.collect::<Vec<_>>().join("\n")
    }
}

fn basic(day: jiff::civil::Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// The hash of the words, case and punctuation aside, and of the days, as first announced.
fn uid(announced: &Announced) -> String {
    let entry = &announced.entry;
    let (what, start, end) = match &announced.followed {
        Some(first) => (&first.what, &first.start, &first.end),
        None => (&entry.what, &entry.start, &entry.end),
    };
    let words = what.to_lowercase();
    let words: Vec<&str> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let key = format!("{}\n{start}\n{end}", words.join(" "));
    let hash = Sha256::digest(key.as_bytes());
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}@sayso")
}
