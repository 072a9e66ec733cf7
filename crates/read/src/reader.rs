//! The order of the steps, told once.
//!
//! 1. layout: paragraphs, sentences, quotations ([`sayso_text`])
//! 2. attributions: the neural reader's, then what rules correct and complete
//! 3. kind, polarity, nesting, calibrated confidence
//! 4. times and the issue date ([`sayso_calendar`])
//! 5. publisher, entities, speakers, chains
//! 6. the diary

use sayso_text::Layout;

use crate::{Dispatch, Reading, attributions, calendar};

/// Reads dispatches. Cheap to share between threads; made once.
#[derive(Default)]
pub struct Reader {}

impl Reader {
    /// A reader without a model, for what rules alone can tell.
    pub fn rules_only() -> Self {
        Reader {}
    }

    /// Reads one dispatch.
    pub fn read(&self, dispatch: &Dispatch) -> Reading {
        let text = &dispatch.text;
        let layout = Layout::of(text);
        let mut reading = Reading::default();
        reading.attributions = attributions::find(text, &layout);
        reading.unattributed = attributions::unattributed(&layout, &reading.attributions);
        calendar::read(dispatch, &mut reading);
        reading
    }
}
