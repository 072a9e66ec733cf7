/// A text to be read, with what is known of it beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dispatch {
    /// The text as it came, decoded, nothing removed.
    pub text: String,
    /// Who publishes it, where that was given; otherwise it is looked for in the text.
    pub publisher: Option<String>,
    /// The day of issue as year, month, day, where that was given; otherwise it is inferred.
    pub issued: Option<(i16, i8, i8)>,
    /// Outlets that it is credited to beside the text: by the feed, the page, the message it came
    /// in. What is no outlet's name among them is passed over.
    pub credits: Vec<String>,
}

impl Dispatch {
    /// A dispatch of which nothing but the text is known.
    pub fn new(text: impl Into<String>) -> Self {
        Dispatch { text: text.into(), ..Dispatch::default() }
    }
}
