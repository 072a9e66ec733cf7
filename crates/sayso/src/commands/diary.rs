use std::io::{self, IsTerminal};

use anyhow::Result;
use sayso_formats::{View, diary, ics};

use super::batches;
use crate::arguments::{Diary as Typed, DiaryFormat};
use crate::engine::{Engine, Read};
use crate::inputs;
use crate::output::{self, Outcome};

/// `sayso diary`
pub fn run(typed: Typed) -> Result<Outcome> {
    if typed.inputs.is_empty() {
        return super::agenda::run(&typed);
    }
    let (inputs, errors) = inputs::gather(&typed.inputs);
    for error in &errors {
        eprintln!("sayso: {error:#}");
    }
    let engine = Engine::load(typed.known, &typed.work)?;
    let turn = |_: usize, read: Read| {
        diary::entries(&View::new(&read.name, &read.dispatch, &read.reading))
    };
    let mut entries = Vec::new();
    let shares_terminal = io::stdout().is_terminal();
    let tally = batches::for_each(&engine, &inputs, shares_terminal, turn, |_, mut found| {
        entries.append(&mut found);
        Ok(())
    })?;
    diary::sort(&mut entries);
    output::print(&match typed.format {
        DiaryFormat::Terminal => {
            diary::terminal(&entries, &output::terminal_options(typed.width, true, false))
        }
        DiaryFormat::Json => diary::json(&entries),
        DiaryFormat::Ics => {
            let calendar = ics::write(&entries);
            for what in &calendar.left_out {
                eprintln!("sayso: left out, for it has no day in a calendar: {what}");
            }
            calendar.text
        }
    })?;
    Ok(if tally.failed > 0 || !errors.is_empty() {
        Outcome::Trouble
    } else if entries.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Found
    })
}
