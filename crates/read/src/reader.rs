//! The order of the steps, told once.
//!
//! 1. layout: paragraphs, sentences, quotations ([`sayso_text`])
//! 2. attributions: the neural reader's, then what rules correct and complete
//! 3. kind, polarity, nesting, calibrated confidence
//! 4. publisher, entities, speakers, chains
//! 5. times and the issue date ([`sayso_calendar`])
//! 6. the diary

use sayso_gazetteer::Gazetteer;
use sayso_model::Model;
use sayso_text::Layout;
use serde::Deserialize;

use crate::attributions::{self, Settings};
use crate::hands::voices;
use crate::step::Watch;
use crate::{Dispatch, Known, Marks, Reading, Step, calendar, diary, utterance};

/// Reads dispatches. Made once and shared between threads.
#[derive(Default)]
pub struct Reader {
    neural: Option<(Model, Settings)>,
    /// A user's; otherwise the built-in one.
    gazetteer: Option<Gazetteer>,
}

impl Reader {
    /// A reader with a model.
    ///
    /// The settings that came with the weights are used as far as they go; what they leave out
    /// stands at its default.
    pub fn new(model: Model) -> Self {
        let settings = Settings::deserialize(model.decode_settings()).unwrap_or_default();
        Reader { neural: Some((model, settings)), gazetteer: None }
    }

    /// A reader without a model, for what rules alone can tell.
    pub fn rules_only() -> Self {
        Reader::default()
    }

    /// The same, with another gazetteer than the built-in one.
    pub fn with_gazetteer(self, gazetteer: Gazetteer) -> Self {
        Reader { gazetteer: Some(gazetteer), ..self }
    }

    /// The version of the weights it reads with.
    pub fn model_version(&self) -> Option<&str> {
        self.neural.as_ref().map(|(model, _)| model.version())
    }

    /// What its readings are known by: those of other rules or other weights are out of date.
    pub fn version(&self) -> String {
        let model = self.model_version().unwrap_or("no model");
        format!("sayso {} with {model}", env!("CARGO_PKG_VERSION"))
    }

    /// Reads one dispatch.
    pub fn read(&self, dispatch: &Dispatch) -> Reading {
        self.read_watched(dispatch, &mut |_| ())
    }

    /// The same, telling each time that a step has ended: for measuring where the time goes.
    pub fn read_watched(&self, dispatch: &Dispatch, watch: &mut dyn FnMut(Step)) -> Reading {
        let marks = self.marks(&dispatch.text, &[], watch);
        self.finish(std::slice::from_ref(dispatch), &marks, watch).remove(0)
    }

    /// Reads dispatches of one and the same text, of different publishers or days: each as
    /// [`Reader::read`] does, with the model's work done once, for it sees the text alone.
    ///
    /// # Panics
    /// When the texts differ.
    pub fn read_copies(&self, dispatches: &[Dispatch]) -> Vec<Reading> {
        let Some(first) = dispatches.first() else { return Vec::new() };
        self.read_marked(dispatches, &self.mark(&first.text, &[]))
    }

    /// The model's work: what it marks in a text. Lines that are `known`, in the order of the
    /// text, are taken as they are; without any, this is what [`Reader::read`] sees.
    pub fn mark(&self, text: &str, known: &[Known]) -> Marks {
        self.marks(text, known, &mut |_| ())
    }

    fn marks(&self, text: &str, known: &[Known], watch: Watch) -> Marks {
        let Some((model, settings)) = &self.neural else { return Marks::default() };
        attributions::mark(model, settings, text, known, watch)
    }

    /// All that follows the model's work, on dispatches of the text that was marked.
    ///
    /// # Panics
    /// When the texts differ.
    pub fn read_marked(&self, dispatches: &[Dispatch], marks: &Marks) -> Vec<Reading> {
        self.finish(dispatches, marks, &mut |_| ())
    }

    fn finish(&self, dispatches: &[Dispatch], marks: &Marks, watch: Watch) -> Vec<Reading> {
        let Some(first) = dispatches.first() else { return Vec::new() };
        let text = &first.text;
        let layout = Layout::of(text);
        watch(Step::Layout);
        let model = self.neural.as_ref().map(|(model, _)| (model, marks));
        let (attributions, rejected) = attributions::find(text, &layout, model);
        let unattributed = attributions::unattributed(&layout, &attributions);
        watch(Step::Rules);
        let builtin = Gazetteer::builtin();
        let gazetteer = self.gazetteer.as_ref().unwrap_or(&builtin);
        let mut finish = |dispatch: &Dispatch| {
            assert!(dispatch.text == *text, "copies have one text");
            let mut reading = Reading {
                attributions: attributions.clone(),
                rejected: rejected.clone(),
                unattributed: unattributed.clone(),
                ..Reading::default()
            };
            voices::give(dispatch, &layout, gazetteer, &marks.names, &mut reading);
            watch(Step::Speakers);
            let directions = calendar::read(dispatch, &mut reading);
            watch(Step::Calendar);
            utterance::date(text, &layout, &mut reading);
            diary::read(text, &layout, &directions, &mut reading);
            watch(Step::Diary);
            reading
        };
        dispatches.iter().map(&mut finish).collect()
    }
}
