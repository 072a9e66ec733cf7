//! What a reading goes through, for those who time it.

/// A part of the work.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Step {
    /// Paragraphs, sentences, quotations.
    Layout,
    /// Word pieces, and where the windows begin.
    Pieces,
    /// The encoder's forward pass with its taggers.
    Encoder,
    /// What the cues claim, and who keeps what.
    Linking,
    /// Rules that correct and complete the attributions; kind, polarity, nesting.
    Rules,
    /// Publisher, entities, speakers, chains.
    Speakers,
    /// Times and the issue date.
    Calendar,
    /// Dates of utterance and the diary.
    Diary,
}

impl Step {
    /// All of them.
    pub const ALL: [Step; 8] = [
        Step::Layout,
        Step::Pieces,
        Step::Encoder,
        Step::Linking,
        Step::Rules,
        Step::Speakers,
        Step::Calendar,
        Step::Diary,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Step::Layout => "layout",
            Step::Pieces => "tokenizer",
            Step::Encoder => "encoder and taggers",
            Step::Linking => "linking and decoding",
            Step::Rules => "rules for attributions",
            Step::Speakers => "entities, speakers, chains",
            Step::Calendar => "times and the issue date",
            Step::Diary => "dates of utterance and the diary",
        }
    }
}

/// Is told each time that a part of the work ends; the same step may come many times.
pub(crate) type Watch<'a> = &'a mut dyn FnMut(Step);
