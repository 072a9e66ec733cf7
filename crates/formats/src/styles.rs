//! The colours of the terminal, the same in every view.

use anstyle::{AnsiColor, Effects, Style};

/// Words without a part.
pub const PLAIN: Style = Style::new();
/// Headings.
pub const BOLD: Style = Style::new().effects(Effects::BOLD);
/// What stands aside.
pub const DIM: Style = Style::new().effects(Effects::DIMMED);
/// Who says it.
pub const SOURCE: Style = AnsiColor::Cyan.on_default().effects(Effects::BOLD);
/// The words that report; words that match.
pub const CUE: Style = AnsiColor::Yellow.on_default();
/// What is said; what was added.
pub const CONTENT: Style = AnsiColor::Green.on_default();
/// When.
pub const TIME: Style = AnsiColor::Magenta.on_default();
/// What is denied or taken away.
pub const DOUBT: Style = AnsiColor::Red.on_default();
