use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

use crate::{Entry, Form, Found, Gender, Kind};

const COUNTRIES: &str = include_str!("../data/countries.tsv");
const TERRITORIES: &str = include_str!("../data/territories.tsv");
const ENTRIES: [&str; 4] = [
    include_str!("../data/seats.tsv"),
    include_str!("../data/bodies.tsv"),
    include_str!("../data/outlets.tsv"),
    include_str!("../data/offices.tsv"),
];
const GIVEN_NAMES: &str = include_str!("../data/given_names.tsv");

/// Names that are everyday words or common first names, or acronyms that stand for much else.
const WEAK: &[&str] = &[
    "AA",
    "ABC",
    "Atlantic",
    "AGI",
    "APA",
    "APP",
    "APS",
    "ATA",
    "AU",
    "AVA",
    "Amnesty",
    "Asahi",
    "Avesta",
    "BIS",
    "BNA",
    "CAS",
    "CIS",
    "CMG",
    "CNA",
    "CNS",
    "CP",
    "CPC",
    "Commons",
    "Copernicus",
    "DHA",
    "DR",
    "Dawn",
    "Delhi",
    "Dominican",
    "EAC",
    "EMA",
    "ENA",
    "ERR",
    "Emirates",
    "FIA",
    "FT",
    "Fars",
    "Fed",
    "Fox",
    "GMA",
    "GNA",
    "Georgia",
    "Global Fund",
    "Guardian",
    "Holland",
    "IDB",
    "INA",
    "IPS",
    "ISA",
    "ISO",
    "Independent",
    "Jordan",
    "Kan",
    "LANA",
    "LETA",
    "Lao",
    "Lords",
    "MAP",
    "MENA",
    "MIA",
    "Male",
    "Mehr",
    "NAN",
    "NNA",
    "NTA",
    "NTV",
    "Nature",
    "National",
    "Newsmax",
    "ONA",
    "ORF",
    "Observer",
    "PA",
    "PANA",
    "PNA",
    "Petra",
    "Pole",
    "Politico",
    "Praia",
    "Punch",
    "RIA",
    "RT",
    "Red Cross",
    "Reforma",
    "SBS",
    "SCO",
    "SEC",
    "SITA",
    "STA",
    "STT",
    "SUNA",
    "Saba",
    "Sabah",
    "Salon",
    "Science",
    "Senate",
    "Sky",
    "Slate",
    "Sun",
    "TAP",
    "TBS",
    "TNA",
    "TT",
    "Telegram",
    "Threads",
    "Time",
    "Trend",
    "UNI",
    "UNB",
    "Victoria",
    "Vox",
    "X",
    "Sofia",
    "Chad",
    "Turkey",
    "Economist",
    "Sucre",
    "Santiago",
    "Wellington",
    "Kingston",
    "Georgetown",
    "Lima",
    "Rome",
];

/// Names of countries, capitals, governments' seats, outlets and bodies; genders of first names.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    /// By the first word of a form: the forms that begin with it, longest first.
    forms: HashMap<String, Vec<FormOf>>,
    genders: Arc<HashMap<&'static str, Gender>>,
}

#[derive(Clone, Debug)]
struct FormOf {
    written: String,
    form: Form,
    entry: usize,
    weak: bool,
}

/// Why a user's file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserFileError {
    /// The line, counted from 1.
    pub line: usize,
    reason: String,
}

impl fmt::Display for UserFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of the gazetteer: {}", self.line, self.reason)
    }
}

impl std::error::Error for UserFileError {}

static BUILTIN: LazyLock<Arc<Gazetteer>> = LazyLock::new(|| Arc::new(Gazetteer::read_builtin()));

impl Gazetteer {
    /// The one that comes with Sayso; read at the first call.
    pub fn builtin() -> Arc<Gazetteer> {
        Arc::clone(&BUILTIN)
    }

    /// The same with the entries of `text` added; they win over those built in.
    ///
    /// # Errors
    /// When a line has no name or a kind that does not exist.
    pub fn with_user_file(&self, text: &str) -> Result<Gazetteer, UserFileError> {
        let mut all = self.clone();
        for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let error =
                |reason: &str| UserFileError { line: number + 1, reason: reason.to_owned() };
            let entry = parse(line).map_err(|reason| error(&reason))?;
            all.add(entry, &[], true);
        }
        all.sort();
        Ok(all)
    }

    fn read_builtin() -> Gazetteer {
        let mut genders = HashMap::new();
        for line in data_lines(GIVEN_NAMES) {
            let (gender, names) = line.split_once('\t').unwrap_or(("", ""));
            let gender = if gender == "f" { Gender::Female } else { Gender::Male };
            genders.extend(names.split(' ').map(|name| (name, gender)));
        }
        let mut all = Gazetteer {
            entries: Vec::with_capacity(1200),
            forms: HashMap::with_capacity(2500),
            genders: Arc::new(genders),
        };
        for line in data_lines(COUNTRIES) {
            all.add_country(line);
        }
        for line in data_lines(TERRITORIES) {
            all.add_territory(line);
        }
        for line in ENTRIES.iter().flat_map(|file| data_lines(file)) {
            if let Ok(entry) = parse(line) {
                all.add(entry, &[], false);
            }
        }
        all.sort();
        all
    }

    fn add_country(&mut self, line: &str) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, code, capitals, adjectives, others] = cells[..] else { return };
        let names = std::iter::once(name).chain(list(others)).map(str::to_owned).collect();
        let country = Entry {
            name: name.to_owned(),
            kind: Kind::Country,
            country: Some(code.to_owned()),
            note: String::new(),
            names,
        };
        let adjectives: Vec<&str> = list(adjectives).collect();
        self.add(country, &adjectives, false);
        let capitals: Vec<String> = list(capitals).map(str::to_owned).collect();
        if let Some(capital) = capitals.first().filter(|capital| *capital != name) {
            let capital = Entry {
                name: capital.clone(),
                kind: Kind::Capital,
                country: Some(code.to_owned()),
                note: format!("Government of {name}"),
                names: capitals.clone(),
            };
            self.add(capital, &[], false);
        }
    }

    /// Another name of a country, or a territory.
    fn add_territory(&mut self, line: &str) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [kind, name, code, _, others] = cells[..] else { return };
        let names: Vec<String> =
            std::iter::once(name).chain(list(others)).map(str::to_owned).collect();
        let known = self.entries.iter().position(|entry| {
            entry.kind == Kind::Country && entry.country.as_deref() == Some(code)
        });
        match known.filter(|_| kind == "country") {
            Some(number) => {
                for other in list(others) {
                    self.add_form(other, Form::Name, number, false);
                    self.entries[number].names.push(other.to_owned());
                }
            }
            None => {
                let country = Some(code.to_owned());
                let note = String::new();
                let entry =
                    Entry { name: name.to_owned(), kind: Kind::Country, country, note, names };
                self.add(entry, &[], false);
            }
        }
    }

    fn add(&mut self, entry: Entry, adjectives: &[&str], first: bool) {
        let number = self.entries.len();
        let looked_for = entry.kind != Kind::Office;
        let names = entry.names.clone();
        self.entries.push(entry);
        if looked_for {
            for written in &names {
                self.add_form(written, Form::Name, number, first);
            }
            for written in adjectives {
                self.add_form(written, Form::Adjective, number, first);
            }
        }
    }

    fn add_form(&mut self, written: &str, form: Form, entry: usize, first: bool) {
        let written = if form == Form::Name { strip_article(written) } else { written };
        let key = first_word(written);
        if key.is_empty() {
            return;
        }
        let weak = WEAK.contains(&written) && !first;
        let known = self.forms.entry(key.to_owned()).or_default();
        let taken = known.iter().position(|other| other.written == written);
        // Brussels stands for the Union rather than for Belgium: the table of seats knows better.
        let capital = |number: usize| self.entries[number].kind == Kind::Capital;
        let better = taken.is_some_and(|at| capital(known[at].entry) && capital(entry));
        let form = FormOf { written: written.to_owned(), form, entry, weak };
        match taken {
            Some(at) if first || better => known[at] = form,
            Some(_) => {}
            None => known.push(form),
        }
    }

    fn sort(&mut self) {
        for forms in self.forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.written.len()));
        }
    }

    /// The longest name that begins at the byte `start` of `text` and ends with a word there.
    ///
    /// Words in capitals throughout match too ("MOSCOW"); otherwise case counts. `start` has to be
    /// the first byte of a word.
    pub fn at(&self, text: &str, start: usize) -> Option<Found<'_>> {
        let rest = &text[start..];
        let word = first_word(rest);
        let found = |form: &FormOf, len: usize| Found {
            entry: &self.entries[form.entry],
            form: form.form,
            len,
            weak: form.weak,
        };
        if let Some(forms) = self.forms.get(word) {
            let hit =
                forms.iter().find_map(|form| Some((form, matches(&form.written, rest, false)?)));
            if let Some((form, len)) = hit {
                return Some(found(form, len));
            }
        }
        if word.chars().count() < 4 || word.chars().any(char::is_lowercase) {
            return None;
        }
        let mut letters = word.chars();
        let title: String =
            letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
        let forms = self.forms.get(&title)?;
        forms.iter().find_map(|form| Some(found(form, matches(&form.written, rest, true)?)))
    }

    /// The entry with this very name, article aside.
    pub fn named(&self, name: &str) -> Option<&Entry> {
        let name = strip_article(name);
        let found = self.at(name, 0)?;
        (found.len == name.len() && found.form == Form::Name).then_some(found.entry)
    }

    /// The country with this ISO code.
    pub fn country(&self, code: &str) -> Option<&Entry> {
        let countries = self.entries.iter().filter(|entry| entry.kind == Kind::Country);
        countries.into_iter().find(|entry| entry.country.as_deref() == Some(code))
    }

    /// The office of this title in the country ("president", "CN"): "President of China".
    pub fn office(&self, title: &str, country: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| {
            let named = entry.name.split_once(" of ").map(|(name, _)| name);
            entry.kind == Kind::Office
                && entry.country.as_deref() == Some(country)
                && named.is_some_and(|name| name.eq_ignore_ascii_case(title))
        })
    }

    /// The gender of those who mostly bear this first name.
    pub fn gender(&self, given_name: &str) -> Option<Gender> {
        self.genders.get(given_name).copied()
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

fn data_lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty())
}

fn parse(line: &str) -> Result<Entry, String> {
    let mut cells = line.split('\t').map(str::trim);
    let kind = cells.next().unwrap_or_default();
    let kind = Kind::parse(kind).ok_or_else(|| format!("no such kind as {kind:?}"))?;
    let name = cells.next().filter(|name| !name.is_empty()).ok_or("a name is missing")?;
    let country = cells.next().filter(|code| !code.is_empty() && *code != "-").map(str::to_owned);
    let note = cells.next().unwrap_or_default().to_owned();
    let others = cells.next().unwrap_or_default();
    let mut names: Vec<String> =
        std::iter::once(name).chain(list(others)).map(str::to_owned).collect();
    // UN Women, U.N. Women
    for (plain, dotted) in [("UN ", "U.N. "), ("US ", "U.S. ")] {
        if let Some(rest) = name.strip_prefix(plain) {
            names.push(format!("{dotted}{rest}"));
        }
    }
    Ok(Entry { name: name.to_owned(), kind, country, note, names })
}

fn strip_article(name: &str) -> &str {
    name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name)
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

/// How many bytes of `rest` the written form covers, where it begins with it and ends with a word.
fn matches(written: &str, rest: &str, capitals: bool) -> Option<usize> {
    let mut letters = rest.char_indices().peekable();
    for want in written.chars() {
        let (_, have) = letters.next()?;
        let same = match want {
            ' ' => have == ' ' || have == '\n' || have == '\u{a0}',
            '\'' => have == '\'' || have == '’',
            _ if capitals => want == have || want.to_uppercase().eq(have.to_uppercase()),
            _ => want == have,
        };
        if !same || (capitals && have.is_lowercase()) {
            return None;
        }
    }
    let len = letters.peek().map_or(rest.len(), |(at, _)| *at);
    let next = rest[len..].chars().next();
    (!next.is_some_and(char::is_alphanumeric)).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Option<(String, usize)> {
        let all = Gazetteer::builtin();
        all.at(text, 0).map(|found| (found.entry.name.clone(), found.len))
    }

    #[test]
    fn the_longest_name_wins_and_ends_with_a_word() {
        assert_eq!(find("Sputnik News Agency said"), Some(("Sputnik".into(), 19)));
        assert_eq!(find("UN Security Council"), Some(("UN Security Council".into(), 19)));
        assert_eq!(find("UNO"), None);
        assert_eq!(find("No. 10 said"), Some(("Downing Street".into(), 6)));
        assert_eq!(find("Côte d’Ivoire"), Some(("Ivory Coast".into(), "Côte d’Ivoire".len())));
        assert_eq!(find("MOSCOW (TASS)"), Some(("Moscow".into(), 6)));
        assert_eq!(find("moscow"), None);
    }

    #[test]
    fn adjectives_lead_to_the_country() {
        let all = Gazetteer::builtin();
        let found = all.at("Chinese media", 0).expect("a demonym");
        assert_eq!((found.entry.name.as_str(), found.form), ("China", Form::Adjective));
        assert_eq!(all.gender("Petra"), Some(Gender::Female));
        assert_eq!(all.country("FR").map(|entry| entry.name.as_str()), Some("France"));
    }

    #[test]
    fn governments_and_offices_of_countries() {
        let all = Gazetteer::builtin();
        let found = all.at("Chinese government officials", 0).expect("a government");
        assert_eq!(found.entry.name, "Government of China");
        assert_eq!(found.entry.kind, Kind::Government);
        // An office isn't looked for in texts: there it is somebody's title.
        let found = all.at("Chinese President", 0).expect("a demonym");
        assert_eq!(found.form, Form::Adjective);
        let office = |title, country| all.office(title, country).map(|entry| entry.name.as_str());
        assert_eq!(office("president", "CN"), Some("President of China"));
        assert_eq!(office("Prime Minister", "GB"), Some("Prime Minister of the United Kingdom"));
        assert_eq!(office("president", "GB"), None);
        assert_eq!(all.named("Greenland").map(|entry| entry.kind), Some(Kind::Country));
    }

    #[test]
    fn a_users_file_adds_and_wins() {
        let all = Gazetteer::builtin();
        let own = "# ours\nagency\tMeridian News Agency\t-\tprivate\tMNA\npaper\tDaily Time\tNO\t\tTime\n";
        let more = all.with_user_file(own).expect("well formed");
        assert_eq!(more.named("MNA").map(|e| e.name.as_str()), Some("Meridian News Agency"));
        assert_eq!(more.named("Time").map(|e| e.name.as_str()), Some("Daily Time"));
        assert!(all.named("MNA").is_none());
        let brussels = all.named("Brussels").expect("a capital");
        assert_eq!(brussels.country.as_deref(), Some("EU"));
        let error = all.with_user_file("agency\tA\nplanet\tMars").expect_err("no planets");
        assert_eq!(error.to_string(), "line 2 of the gazetteer: no such kind as \"planet\"");
    }

    #[test]
    fn the_files_are_well_formed() {
        let lines = ENTRIES.iter().flat_map(|file| data_lines(file));
        for line in lines {
            assert!(parse(line).is_ok() && line.split('\t').count() == 5, "{line:?}");
        }
        for line in data_lines(COUNTRIES) {
            assert_eq!(line.split('\t').count(), 5, "{line:?}");
        }
        let kinds = |outlet: bool| {
            let all = Gazetteer::builtin();
            all.entries().iter().filter(|entry| entry.kind.is_outlet() == outlet).count()
        };
        assert!(kinds(true) >= 300 && kinds(false) >= 500, "{} {}", kinds(true), kinds(false));
    }
}
