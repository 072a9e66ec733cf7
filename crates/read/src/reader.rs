//! The order of the steps, told once.
//!
//! 1. layout: paragraphs, sentences, quotations ([`sayso_text`])
//! 2. attributions: the neural reader's, then what rules correct and complete
//! 3. kind, polarity, nesting, calibrated confidence
//! 4. times and the issue date ([`sayso_calendar`])
//! 5. publisher, entities, speakers, chains
//! 6. the diary

use crate::{Dispatch, Reading, calendar};

/// Reads dispatches. Cheap to share between threads; made once.
#[derive(Default)]
pub struct Reader {}

impl Reader {
    /// Reads one dispatch.
    pub fn read(&self, dispatch: &Dispatch) -> Reading {
        let mut reading = Reading::default();
        calendar::read(dispatch, &mut reading);
        reading
    }
}
