/// One thing with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name to call it by.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166 code of its country, `EU` or `UN`; `None` for what belongs to no country.
    pub country: Option<String>,
    /// Ownership of an outlet, field of a body, or what a seat stands for.
    pub note: String,
    /// All names, the first included.
    pub names: Vec<String>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A country.
    Country,
    /// A capital, which may stand for its government.
    Capital,
    /// A house or street by whose name a government or an office is meant.
    Seat,
    /// A news agency.
    Agency,
    /// A radio or television station.
    Broadcaster,
    /// A newspaper, magazine or journal.
    Paper,
    /// A news site.
    Site,
    /// A network on which people post.
    Platform,
    /// An institution.
    Body,
    /// A human being; only in files of users.
    Person,
    /// A government by its own name ("Chinese government").
    Government,
    /// An office that one holds ("President of China"); not looked for in texts.
    Office,
}

impl Kind {
    /// The kind by its word in a data file.
    pub(crate) fn parse(word: &str) -> Option<Kind> {
        Some(match word {
            "country" => Kind::Country,
            "capital" => Kind::Capital,
            "seat" => Kind::Seat,
            "agency" => Kind::Agency,
            "broadcaster" => Kind::Broadcaster,
            "paper" => Kind::Paper,
            "site" => Kind::Site,
            "platform" => Kind::Platform,
            "body" => Kind::Body,
            "person" => Kind::Person,
            "government" => Kind::Government,
            "office" => Kind::Office,
            _ => return None,
        })
    }

    /// Whether it carries news written by others.
    pub fn is_outlet(self) -> bool {
        matches!(self, Kind::Agency | Kind::Broadcaster | Kind::Paper | Kind::Site)
    }

    /// Whether the name is a place as well as a power.
    pub fn is_place(self) -> bool {
        matches!(self, Kind::Country | Kind::Capital | Kind::Seat)
    }
}

/// Which form of an entry's name a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A name of it.
    Name,
    /// An adjective or the word for its people ("Chinese").
    Adjective,
}

/// A name found in a text.
#[derive(Clone, Copy, Debug)]
pub struct Found<'g> {
    /// What it names.
    pub entry: &'g Entry,
    /// In which form.
    pub form: Form,
    /// Bytes of the text that it covers.
    pub len: usize,
    /// Whether it is an everyday word as well ("Time", "Dawn"), so that only the words around it
    /// tell that it is the name.
    pub weak: bool,
}

/// Grammatical gender of a first name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}
