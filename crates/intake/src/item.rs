use serde::{Deserialize, Serialize};

use crate::{Format, Hints, Moment, Place};

/// A text and what its format says of it. What the format does not say is empty: nothing is
/// invented here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// The article's text, without its title; paragraphs stand apart by an empty line.
    pub text: String,
    /// The headline.
    pub title: Option<String>,
    /// A summary or a lede that stands apart from the text.
    pub summary: Option<String>,
    /// Who wrote it, a name each.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was changed last.
    pub modified: Option<Moment>,
    /// When a web archive fetched it.
    pub fetched: Option<Moment>,
    /// Until when it must not be published.
    pub embargo: Option<Moment>,
    /// Who publishes it: the name of the site, the feed or the provider.
    pub publisher: Option<String>,
    /// Where it came from.
    pub url: Option<String>,
    /// The address that it gives as its own.
    pub canonical_url: Option<String>,
    /// The identifier that its publisher gave it: a guid, a message ID, a NewsML guid.
    pub id: Option<String>,
    /// Its version by its publisher's count.
    pub version: Option<String>,
    /// The publisher's word on its use, such as `usable`, `canceled`, `withheld`.
    pub status: Option<String>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    /// What names its way: agencies, sources, credit lines, as they came.
    pub credits: Vec<Credit>,
    /// Whether the text is only a teaser, as in feeds that bring the summary alone.
    pub teaser: bool,
    /// The media type of `raw`.
    pub media_type: String,
    /// The format of `raw`.
    pub format: Format,
    /// Where it stood in its source.
    pub place: Place,
    /// What there is to say about the reading: an encoding guessed, characters damaged.
    pub notes: Vec<String>,
    /// The item's own bytes as they came, unpacked.
    #[serde(skip)]
    pub raw: Vec<u8>,
    /// With these hints the bytes of `raw` give this item again.
    pub hints: Hints,
}

/// A name on the way of a text, and where it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// What the format calls it.
    pub kind: CreditKind,
    /// The words as they came.
    pub text: String,
    /// A code or an address of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// The part it played, as the format codes it, such as `isrol:originfo`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Where it stood: the path of the element, the key or the header.
    pub evidence: String,
}

/// What a credit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CreditKind {
    /// `<source>` of a feed's entry: the feed or the outlet it was taken from.
    Source,
    /// `infoSource`, `infosources`: who had a part in the information.
    InfoSource,
    /// A credit line, to be shown with the text.
    CreditLine,
    /// A line that names who wrote it and where.
    Byline,
    /// An agency named by the page or the message: a tag, a logo, a class.
    Agency,
    /// Who provides or distributes it.
    Provider,
    /// Who holds the rights.
    Rights,
    /// Who is asked to be contacted, or who edited.
    Contributor,
}

impl CreditKind {
    /// Whether it may name an outlet that the text came by; authors and holders of rights are told
    /// apart from these.
    pub fn may_be_a_hand(self) -> bool {
        use CreditKind::{Agency, CreditLine, InfoSource, Provider, Source};
        matches!(self, Source | InfoSource | CreditLine | Agency | Provider)
    }

    /// A short name.
    pub fn name(self) -> &'static str {
        match self {
            CreditKind::Source => "source",
            CreditKind::InfoSource => "info-source",
            CreditKind::CreditLine => "credit-line",
            CreditKind::Byline => "byline",
            CreditKind::Agency => "agency",
            CreditKind::Provider => "provider",
            CreditKind::Rights => "rights",
            CreditKind::Contributor => "contributor",
        }
    }
}

impl Item {
    /// The text as a dispatch: the title, then the text, unless the text begins with it.
    pub fn dispatch_text(&self) -> String {
        let Some(title) = self.title.as_deref().map(str::trim).filter(|title| !title.is_empty())
        else {
            return self.text.clone();
        };
        if self.text.trim_start().starts_with(title) {
            return self.text.clone();
        }
        format!("{title}\n\n{}", self.text)
    }

    /// The names that may be hands of the text: sources, agencies, credit lines.
    pub fn credited(&self) -> impl Iterator<Item = &str> {
        let may = |credit: &&Credit| credit.kind.may_be_a_hand();
        self.credits.iter().filter(may).map(|credit| credit.text.as_str())
    }

    /// The day of issue as year, month, day: when it was published, else when it was changed.
    pub fn issued(&self) -> Option<(i16, i8, i8)> {
        self.published.as_ref().or(self.modified.as_ref()).map(|moment| moment.day)
    }
}
