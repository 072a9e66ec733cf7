use sayso_read::{Attribution, Dispatch, Reading};
use sayso_text::{CharIndex, Span};

use crate::About;

/// A dispatch and its reading, with what every format needs of them.
pub struct View<'a> {
    /// The dispatch that was read.
    pub dispatch: &'a Dispatch,
    /// Its reading.
    pub reading: &'a Reading,
    /// What to call it: a file name, mostly.
    pub name: &'a str,
    /// The version of the weights that read it, where a model did.
    pub model: Option<&'a str>,
    /// What its way in told of it.
    pub about: About<'a>,
    /// Bytes to characters.
    pub characters: CharIndex<'a>,
}

impl<'a> View<'a> {
    /// The view of `reading`, which must be one of `dispatch`.
    pub fn new(name: &'a str, dispatch: &'a Dispatch, reading: &'a Reading) -> Self {
        let characters = CharIndex::new(&dispatch.text);
        View { dispatch, reading, name, model: None, about: About::default(), characters }
    }

    /// The same, naming the weights that read it.
    pub fn with_model(self, model: &'a str) -> Self {
        View { model: Some(model), ..self }
    }

    /// The same, with what its way in told of it.
    pub fn with_about(self, about: About<'a>) -> Self {
        View { about, ..self }
    }

    /// The text of the dispatch.
    pub fn text(&self) -> &'a str {
        &self.dispatch.text
    }

    /// The moment of publication, where it lies on the day of issue.
    pub fn published(&self) -> Option<&'a str> {
        let day = &self.reading.issue.as_ref()?.day;
        self.about.published.filter(|moment| moment.get(..10) == Some(day.as_str()))
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> &'a str {
        span.of(self.text())
    }

    /// The words of several spans on one line, with an ellipsis where they are apart.
    pub fn joined(&self, spans: &[Span]) -> String {
        let pieces: Vec<String> = spans.iter().map(|span| one_line(self.words(*span))).collect();
        pieces.join(" … ")
    }

    /// The attribution's date of utterance, where the text gives one.
    pub fn said(&self, attribution: &Attribution) -> Option<&'a str> {
        let time = self.reading.times.get(attribution.said?)?;
        Some(&time.value)
    }
}

/// White space, line ends among it, as single blanks.
pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands for a character that must not act: controls, and the marks that turn the
/// direction of writing around and so can make a text look like another.
pub(crate) fn tamed(character: char) -> Option<String> {
    let acts = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || (character.is_control() && !character.is_whitespace());
    acts.then(|| format!("⟦U+{:04X}⟧", u32::from(character)))
}

/// Three decimals: what a calibrated probability can bear.
pub(crate) fn probability(value: f32) -> f64 {
    (f64::from(value.clamp(0.0, 1.0)) * 1000.0).round() / 1000.0
}
