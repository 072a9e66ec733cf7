use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use sayso_formats::{View, explain};
use sayso_text::CharIndex;

use crate::arguments::Explain as Typed;
use crate::engine::Engine;
use crate::inputs::Input;
use crate::output::{self, Outcome};

/// `sayso explain`
pub fn run(typed: Typed) -> Result<Outcome> {
    let (input, place) = parse(&typed.place)?;
    let mut text = input.load().with_context(|| input.name())?;
    if let Some(note) = text.note.take() {
        eprintln!("sayso: {}: {note}", input.name());
    }
    let at = place.byte(&text.text).with_context(|| typed.place.clone())?;
    let engine = Engine::load(typed.known, &typed.work)?;
    let read = engine.read(input.name(), text);
    let view = View::new(&read.name, &read.dispatch, &read.reading);
    let options = output::terminal_options(typed.width, true, false);
    let (explanation, found) = explain::write(&view, at, &options);
    output::print(&explanation)?;
    Ok(if found { Outcome::Found } else { Outcome::Nothing })
}

/// A place in a text, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Characters before it.
    Character(usize),
    /// Line and column in characters, both counted from 1.
    Line(usize, usize),
}

impl Place {
    /// The byte where the character at this place begins.
    fn byte(self, text: &str) -> Result<usize> {
        let (line, column) = match self {
            Place::Character(number) => {
                let all = text.chars().count();
                if number >= all {
                    bail!("the text has only {all} characters");
                }
                let byte = CharIndex::new(text).byte(number);
                return byte.context("no such character");
            }
            Place::Line(line, column) => (line, column),
        };
        let mut start = 0;
        for (index, words) in text.split_inclusive('\n').enumerate() {
            if index + 1 == line {
                let found = words.trim_end_matches(['\r', '\n']).char_indices().nth(column - 1);
                let (offset, _) = found.with_context(|| format!("line {line} is shorter"))?;
                return Ok(start + offset);
            }
            start += words.len();
        }
        bail!("the text has fewer lines");
    }
}

fn parse(typed: &str) -> Result<(Input, Place)> {
    let help = || format!("\"{typed}\" names no place; write FILE:OFFSET or FILE:LINE:COLUMN");
    let (rest, last) = typed.rsplit_once(':').with_context(help)?;
    let last: usize = last.parse().ok().with_context(help)?;
    let (file, place) = match rest.rsplit_once(':').map(|(file, line)| (file, line.parse())) {
        Some((file, Ok(line))) => {
            if line == 0 || last == 0 {
                bail!("lines and columns count from 1");
            }
            (file, Place::Line(line, last))
        }
        _ => (rest, Place::Character(last)),
    };
    if file.is_empty() {
        bail!(help());
    }
    let input = if file == "-" { Input::Stdin } else { Input::File(PathBuf::from(file)) };
    Ok((input, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_parsed_from_the_right() {
        let file = |name: &str| Input::File(PathBuf::from(name));
        assert_eq!(parse("a.txt:9").unwrap(), (file("a.txt"), Place::Character(9)));
        assert_eq!(parse("a:b.txt:9").unwrap(), (file("a:b.txt"), Place::Character(9)));
        assert_eq!(parse("a.txt:2:3").unwrap(), (file("a.txt"), Place::Line(2, 3)));
        assert_eq!(parse("-:0").unwrap(), (Input::Stdin, Place::Character(0)));
        for wrong in ["a.txt", "a.txt:x", ":3", "a.txt:0:1"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn places_are_characters_not_bytes() {
        let text = "„Ä“\r\nzwei\n";
        assert_eq!(Place::Character(1).byte(text).unwrap(), 3);
        assert_eq!(Place::Line(2, 4).byte(text).unwrap(), 13);
        assert!(Place::Line(2, 5).byte(text).is_err());
        assert!(Place::Line(3, 1).byte(text).is_err());
        assert!(Place::Character(10).byte(text).is_err());
    }
}
