//! `sayso diary` over the archive.

use anyhow::Result;
use sayso_archive::{Access, Event, days};
use sayso_formats::diary::{self, Announced};
use sayso_formats::{ics, names};
use sayso_read::DiaryStatus;
use sayso_server::events::{announced, span};
use serde_json::{Value, json};

use crate::archives;
use crate::arguments::{Day, Diary, DiaryFormat};
use crate::output::{self, Outcome};

/// Each event of the archive once, by day.
pub fn run(typed: &Diary) -> Result<Outcome> {
    let archive = archives::open(&typed.place, Access::Read)?;
    let number = |(year, month, day): Day| days::number(jiff::civil::date(year, month, day));
    let today = days::of(jiff::Timestamp::now());
    let first = typed.span.from.map_or(today, number);
    let last = typed.span.to.map_or(i64::from(i32::MAX), number);
    let events = archive.agenda(first, last)?;
    let shown: Vec<(&Event, Announced)> = events
        .iter()
        .filter_map(|event| announced(&archive, event).transpose().map(|it| Ok((event, it?))))
        .collect::<Result<_>>()?;
    let entries: Vec<Announced> = shown.iter().map(|(_, entry)| entry.clone()).collect();
    if events.is_empty() && typed.format == DiaryFormat::Terminal {
        eprintln!("sayso: nothing is announced for these days; --from names an earlier first day");
    }
    output::print(&match typed.format {
        DiaryFormat::Terminal => {
            let mut entries = entries;
            for (entry, (event, _)) in entries.iter_mut().zip(&shown) {
                entry.file = reports(event);
            }
            diary::terminal(&entries, &output::terminal_options(typed.width, true, false))
        }
        DiaryFormat::Json => {
            let list: Vec<Value> =
                shown.iter().map(|(event, entry)| document(event, entry)).collect();
            format!("{:#}\n", Value::Array(list))
        }
        DiaryFormat::Ics => ics::write(&entries).text,
    })?;
    Ok(if events.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

/// "KNA, The Lisse Courier; moved from 2026-04-21".
fn reports(event: &Event) -> String {
    let mut publishers: Vec<String> = Vec::new();
    for report in &event.reports {
        let publisher = report.publisher.clone().unwrap_or_else(|| report.item.to_string());
        if !publishers.contains(&publisher) {
            publishers.push(publisher);
        }
    }
    let mut told = publishers.join(", ");
    if event.status == DiaryStatus::Moved {
        let before: Vec<String> = event.before.iter().map(|days| span(*days)).collect();
        if !before.is_empty() {
            told.push_str(&format!("; before: {}", before.join(", ")));
        }
    }
    told
}

fn document(event: &Event, entry: &Announced) -> Value {
    let mut written = serde_json::to_value(entry).unwrap_or_default();
    written["before"] = event.before.iter().map(|days| Value::from(span(*days))).collect();
    let reports = event.reports.iter().map(|report| {
        json!({
            "item": report.item,
            "publisher": report.publisher,
            "issued": report.issued,
            "what": report.what,
            "days": report.days.map(span),
            "status": names::status(report.status),
            "where": report.location,
            "according_to": report.according_to,
        })
    });
    written["reports"] = reports.collect();
    written
}
