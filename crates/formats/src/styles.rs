//! The colours of the terminal, the same in every view.

use anstyle::{AnsiColor, Effects, Style};

pub(crate) const PLAIN: Style = Style::new();
pub(crate) const BOLD: Style = Style::new().effects(Effects::BOLD);
pub(crate) const DIM: Style = Style::new().effects(Effects::DIMMED);
pub(crate) const SOURCE: Style = AnsiColor::Cyan.on_default().effects(Effects::BOLD);
pub(crate) const CUE: Style = AnsiColor::Yellow.on_default();
pub(crate) const CONTENT: Style = AnsiColor::Green.on_default();
pub(crate) const TIME: Style = AnsiColor::Magenta.on_default();
pub(crate) const DOUBT: Style = AnsiColor::Red.on_default();
