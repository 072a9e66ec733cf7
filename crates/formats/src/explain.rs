//! Why one word was read as it was.

use crate::View;
use crate::terminal::Options;

/// All that was found over the byte `at`, and whether that is anything.
pub fn write(_view: &View<'_>, _at: usize, _options: &Options) -> (String, bool) {
    (String::new(), false)
}
