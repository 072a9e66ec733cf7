/// What the way in told of a dispatch beside its text: the feed, the page, the table it came from.
///
/// Formats that have a place for it pass it on; nothing of it is looked for in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About<'a> {
    /// Its address.
    pub url: Option<&'a str>,
    /// Its headline, where that stood apart from the text.
    pub title: Option<&'a str>,
    /// Its language, a BCP 47 tag.
    pub language: Option<&'a str>,
    /// When it was published: RFC 3339, with the zone.
    pub published: Option<&'a str>,
    /// Who wrote it, a name each.
    pub authors: &'a [String],
}
