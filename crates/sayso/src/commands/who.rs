use anyhow::Result;
use sayso_archive::{Access, Change, Matter, Person, StatementHit, differences};
use sayso_formats::styles::{BOLD, CONTENT, DIM, DOUBT, PLAIN, TIME};
use sayso_formats::{Wrapper, names};
use serde_json::{Value, json};

use crate::archives;
use crate::arguments::archive::{Shown, Who as Typed};
use crate::output::{self, Outcome};

/// `sayso who`
pub fn run(typed: Typed) -> Result<Outcome> {
    let archive = archives::open(&typed.place, Access::Read)?;
    let mut person = archive.who(&typed.name.join(" "))?;
    if typed.changes {
        person.matters.retain(|matter| matter.wordings.len() > 1);
    }
    match typed.format {
        Shown::Json => output::print(&format!("{:#}\n", document(&person)))?,
        Shown::Terminal => {
            let options = output::terminal_options(typed.width, false, false);
            let mut out = Wrapper::new(options.width, options.colour);
            if !person.names.is_empty() {
                out.push(&person.names.join(", "), BOLD);
                out.line_end();
            }
            for matter in &person.matters {
                show(&mut out, matter);
            }
            output::print(&out.finish())?;
            if person.names.is_empty() {
                eprintln!("sayso: nobody of this name speaks in the archive");
            } else if person.matters.is_empty() {
                eprintln!("sayso: no wording of theirs changed");
            }
        }
    }
    if person.left_out > 0 {
        eprintln!("sayso: the earliest {} statements are left out", person.left_out);
    }
    Ok(if person.matters.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

fn show(out: &mut Wrapper, matter: &Matter) {
    let mut before: Option<&str> = None;
    for wording in &matter.wordings {
        let first = &wording.reports[0];
        out.set_indent(0);
        out.push(first.day.as_deref().unwrap_or("no day"), TIME);
        if before.is_some() {
            out.push(" · changed", DIM);
        }
        let statement = &first.statement;
        out.push(&format!(" · {}", names::kind(statement.kind)), DIM);
        if statement.polarity != sayso_read::Polarity::Asserted {
            out.push(&format!(" · {}", names::polarity(statement.polarity)), DIM);
        }
        out.line_end();
        out.set_indent(2);
        match before {
            None => out.push(&wording.words, PLAIN),
            Some(before) => changes(out, before, &wording.words),
        }
        out.line_end();
        let reports: Vec<String> = wording
            .reports
            .iter()
            .map(|report| {
                let publisher = report.publisher.as_deref().unwrap_or("no publisher known");
                let issued = report.issued.as_deref().map(|day| format!(", {day}"));
                format!("{publisher}{} ({})", issued.unwrap_or_default(), report.item)
            })
            .collect();
        out.push(&reports.join("; "), DIM);
        out.line_end();
        before = Some(&wording.words);
    }
}

/// What came in `{+ +}`, what went in `[- -]`, as in differences word by word elsewhere.
pub fn changes(out: &mut Wrapper, earlier: &str, later: &str) {
    for change in differences(earlier, later) {
        match change {
            Change::Same(words) => out.push(&words, PLAIN),
            Change::Removed(words) => out.push(&format!("[-{words}-]"), DOUBT),
            Change::Added(words) => out.push(&format!("{{+{words}+}}"), CONTENT),
        }
    }
}

/// The changes as JSON.
pub fn changed(earlier: &str, later: &str) -> Value {
    let changes = differences(earlier, later).into_iter().map(|change| match change {
        Change::Same(words) => json!({ "same": words }),
        Change::Removed(words) => json!({ "removed": words }),
        Change::Added(words) => json!({ "added": words }),
    });
    changes.collect()
}

/// A statement as JSON.
pub fn statement(statement: &StatementHit) -> Value {
    json!({
        "id": statement.id,
        "place": statement.place,
        "speakers": statement.speakers,
        "chain": statement.chain,
        "kind": names::kind(statement.kind),
        "polarity": names::polarity(statement.polarity),
        "anonymous": statement.anonymous.map(names::group),
        "confidence": (f64::from(statement.confidence) * 1000.0).round() / 1000.0,
        "said": statement.said.as_ref().map(|(first, last)| json!([first, last])),
    })
}

fn document(person: &Person) -> Value {
    let matter = |matter: &Matter| {
        let mut before: Option<&str> = None;
        let wordings = matter.wordings.iter().map(|wording| {
            let reports = wording.reports.iter().map(|report| {
                json!({
                    "item": report.item,
                    "publisher": report.publisher,
                    "issued": report.issued,
                    "day": report.day,
                    "statement": statement(&report.statement),
                })
            });
            let changes = before.map(|before| changed(before, &wording.words));
            before = Some(&wording.words);
            json!({
                "words": wording.words,
                "changes": changes,
                "reports": reports.collect::<Vec<_>>(),
            })
        });
        json!({ "wordings": wordings.collect::<Vec<_>>() })
    };
    json!({
        "names": person.names,
        "left_out": person.left_out,
        "matters": person.matters.iter().map(matter).collect::<Vec<_>>(),
    })
}
