use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Texts shorter than this in all are read before a bar could be seen.
const LONG: u64 = 256 * 1024;

/// A bar on standard error for long work on a terminal, else a hidden one.
///
/// `shares_terminal` says that the results appear on the terminal too, where a bar would get
/// between them.
pub fn bar(bytes: u64, shares_terminal: bool) -> ProgressBar {
    if bytes < LONG || !io::stderr().is_terminal() || shares_terminal {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(bytes);
    let style = ProgressStyle::with_template(
        "{bar:30} {decimal_bytes} of {decimal_total_bytes}, {eta} left",
    );
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
