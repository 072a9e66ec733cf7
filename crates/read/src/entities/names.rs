//! Capitalised spans that are names, with what the words around them tell.

use std::collections::HashSet;
use std::ops::Range;

use sayso_gazetteer::{Entry, Form, Gazetteer, Gender, Kind};
use sayso_text::Span;

use super::beings::{Role, is_determiner};
use super::lexicon;
use super::tokens::Tokens;

/// A name as it stands in the text.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// Its tokens, titles left out.
    pub tokens: Range<usize>,
    /// With the titles and the role before it.
    pub whole: Range<usize>,
    /// What the name itself and its surroundings tell.
    pub guess: Guess,
    /// Gender told by title or first name.
    pub gender: Option<Gender>,
    /// Gender of those who mostly bear it as a first name, where it is one word.
    pub given: Option<Gender>,
    /// The gazetteer's name for it and its country.
    pub known: Option<Known>,
    /// Whether the model marks it too, where there is one.
    pub marked: bool,
    /// Phrases that tell what it is: before it, and behind it as an apposition.
    pub roles: Vec<Range<usize>>,
}

/// What the gazetteer knows of a name.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub name: String,
    pub kind: Kind,
    pub country: Option<String>,
    /// What a capital or a seat stands for.
    pub note: String,
}

impl Known {
    fn of(entry: &Entry) -> Known {
        Known {
            name: entry.name.clone(),
            kind: entry.kind,
            country: entry.country.clone(),
            note: entry.note.clone(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guess {
    Person,
    /// Looks like a person, but only by its form.
    PerhapsPerson,
    Organisation,
    Agency,
    Place,
    Unknown,
}

/// The names of a text, in its order.
///
/// `masthead` is where the publisher's name stands, which is one name whatever its words.
pub(crate) fn names(tokens: &Tokens, gazetteer: &Gazetteer, masthead: Option<Span>) -> Vec<Name> {
    let mut finder = Finder { tokens, gazetteer, seen: HashSet::new(), shouted: shouted(tokens) };
    let masthead = masthead.map_or(0..0, |span| finder.without_article(tokens.within(span)));
    // First what stands inside sentences, where capitals tell; then what those names tell of the
    // first words of sentences and of headlines.
    finder.learn();
    let mut names = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if at == masthead.start && !masthead.is_empty() {
            names.push(finder.publisher(masthead.clone()));
            at = masthead.end;
            continue;
        }
        let before = names.len();
        at = finder.step(at, &mut names);
        // A longer run doesn't swallow it.
        if at > masthead.start && masthead.start > 0 && names.len() > before {
            let last = &names[names.len() - 1].tokens;
            if last.start < masthead.start && last.end > masthead.start {
                names.truncate(before);
                at = masthead.start;
            }
        }
    }
    names
}

struct Finder<'a, 't> {
    tokens: &'a Tokens<'t>,
    gazetteer: &'a Gazetteer,
    /// Words seen in names where capitals tell.
    seen: HashSet<String>,
    /// Whether the token's sentence is set in capitals or in title case.
    shouted: Vec<bool>,
}

impl Finder<'_, '_> {
    fn learn(&mut self) {
        let mut seen = HashSet::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let end = self.run(at);
            if end == at {
                at += 1;
                continue;
            }
            if !self.shouted[at] {
                let opens = self.tokens.get(at).is_some_and(|token| token.opens);
                let from = if opens && end == at + 1 { end } else { at };
                for number in from..end {
                    let word = self.tokens.lower(number);
                    let first_of_many =
                        number == at && opens && self.gazetteer.gender(self.word(at)).is_none();
                    if !lexicon::is_function(word) && !first_of_many {
                        seen.insert(word.to_owned());
                    }
                }
            }
            at = end;
        }
        self.seen = seen;
    }

    fn without_article(&self, range: Range<usize>) -> Range<usize> {
        let article = range.len() > 1 && self.tokens.lower(range.start) == "the";
        range.start + usize::from(article)..range.end
    }

    /// The publisher's name, of whom nothing but that is told.
    fn publisher(&self, name: Range<usize>) -> Name {
        let start = self.tokens.get(name.start).map_or(0, |token| token.span.start());
        let known = self.gazetteer.at(self.tokens.text, start).filter(|found| {
            let end = self.tokens.get(name.end - 1).map_or(0, |token| token.span.end());
            start + found.len == end && found.form == Form::Name && found.entry.kind.is_outlet()
        });
        Name {
            tokens: name.clone(),
            whole: name,
            guess: Guess::Agency,
            gender: None,
            given: None,
            known: known.map(|found| Known::of(found.entry)),
            marked: true,
            roles: Vec::new(),
        }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.tokens.text))
    }

    /// The end of the run of capitalised tokens that begins at `at`; `at` where none does.
    fn run(&self, at: usize) -> usize {
        let tokens = self.tokens;
        if !self.can_begin(at) {
            return at;
        }
        let mut end = at + 1;
        while end < tokens.len() {
            let last = end - 1;
            let gap = tokens.gap(last);
            let possessive = tokens.get(last).is_some_and(|token| token.possessive);
            let next = |n: usize| tokens.get(end + n).is_some_and(|token| token.capital);
            let word = tokens.lower(end);
            if tokens.get(end).map(|t| t.sentence) != tokens.get(last).map(|t| t.sentence) {
                break;
            }
            if possessive {
                // The Beekeepers' Guild and St Brida's Hospital, but not Ostrin's Army
                let plural = tokens.lower(last).ends_with('s') && !tokens.joined(last);
                let saint = matches!(tokens.lower(at), "st" | "saint" | "king" | "queen");
                let named = matches!(
                    word,
                    "hospital" | "college" | "church" | "cathedral" | "chapel" | "school" | "hall"
                );
                let ends = |n: usize| {
                    let word = tokens.lower(n);
                    lexicon::is_organisation_head(word) || matches!(word, "league" | "front")
                };
                if !(next(0) && (plural && ends(end) || named && (saint || end - at > 1))) {
                    break;
                }
                end += 1;
                continue;
            }
            if gap == " & " && next(0) {
                end += 1;
                continue;
            }
            if !tokens.joined(last) {
                break;
            }
            if next(0) && !lexicon::is_function(word) {
                end += 1;
            } else if matches!(word, "of" | "for")
                && next(1)
                && tokens.joined(end)
                && self.takes_of(at, end)
            {
                end += 2;
            } else if matches!(word, "of" | "for")
                && tokens.lower(end + 1) == "the"
                && next(2)
                && self.takes_of(at, end)
            {
                end += 3;
            } else if word == "and" && next(1) && tokens.joined(end) && self.takes_and(at, end) {
                end += 2;
            } else if matches!(
                word,
                "de" | "du"
                    | "des"
                    | "della"
                    | "dello"
                    | "van"
                    | "von"
                    | "der"
                    | "den"
                    | "al"
                    | "bin"
                    | "ibn"
                    | "la"
                    | "le"
                    | "da"
                    | "dos"
                    | "di"
                    | "el"
                    | "y"
            ) && tokens.joined(end)
                && (next(1) || matches!(tokens.lower(end + 1), "der" | "den" | "la") && next(2))
            {
                end += if next(1) { 2 } else { 3 };
            } else {
                break;
            }
        }
        end
    }

    fn can_begin(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        if !token.capital {
            return false;
        }
        if !lexicon::is_function(&token.lower) {
            return true;
        }
        // April Sund, June Whitlock, Jun Hadori
        let given = self.gazetteer.gender(self.word(at)).is_some()
            || matches!(self.word(at), "Jan" | "Jun" | "Mar");
        let next = self.tokens.get(at + 1);
        given
            && self.tokens.joined(at)
            && next.is_some_and(|next| next.capital && !lexicon::is_function(&next.lower))
    }

    fn takes_of(&self, start: usize, of: usize) -> bool {
        let word = self.tokens.lower(of - 1);
        let kept = [
            "republic",
            "kingdom",
            "secretary",
            "minister",
            "member",
            "house",
            "head",
            "chief",
            "director",
            "king",
            "queen",
            "duke",
            "duchess",
            "state",
            "states",
            "emirate",
            "archbishop",
            "bishop",
            "record",
            "records",
            "voice",
            "end",
            "heart",
            "chairman",
            "president",
            "governor",
            "mayor",
            "speaker",
            "lord",
            "church",
            "board",
            "attorney",
            "city",
            "coast",
            "isle",
            "gulf",
            "strait",
            "cape",
        ];
        lexicon::is_organisation_head(word)
            || kept.contains(&word)
            || (start + 1 < of && lexicon::is_organisation_head(self.tokens.lower(start)))
    }

    fn takes_and(&self, start: usize, and: usize) -> bool {
        const LONG: &[&str] = &[
            "ministry",
            "minister",
            "department",
            "committee",
            "office",
            "bureau",
            "secretary",
            "centers",
            "organisation",
            "organization",
            "commission",
            "institute",
            "agency",
        ];
        let range = start..and;
        let long = range.clone().any(|n| LONG.contains(&self.tokens.lower(n)));
        let of = range.clone().any(|n| matches!(self.tokens.lower(n), "of" | "for"));
        let next = self.word(and + 1);
        long && of
            && self.gazetteer.gender(next).is_none()
            && !lexicon::is_title(self.tokens.lower(and + 1))
    }

    /// Takes what begins at `at`; returns where to go on.
    fn step(&self, at: usize, names: &mut Vec<Name>) -> usize {
        let tokens = self.tokens;
        let Some(token) = tokens.get(at) else { return at + 1 };
        let digit = token.span.of(tokens.text).starts_with(|c: char| c.is_ascii_digit());
        if !token.capital && !digit {
            return at + 1;
        }
        let found = self.gazetteer.at(tokens.text, token.span.start());
        if let Some(found) = &found {
            let end =
                tokens.within(Span::new(token.span.start(), token.span.start() + found.len)).end;
            let run = if self.shouted[at] { end } else { self.run(at).max(end) };
            let known = Known::of(found.entry);
            let longer = run > end && self.is_one_name(at, end, run);
            match found.form {
                Form::Adjective if !longer => {
                    return end;
                }
                Form::Name if !longer && self.is_meant(at, end, found.weak, found.entry.kind) => {
                    let guess = match found.entry.kind {
                        Kind::Agency
                        | Kind::Broadcaster
                        | Kind::Paper
                        | Kind::Site
                        | Kind::Platform => Guess::Agency,
                        Kind::Country | Kind::Capital | Kind::Seat => Guess::Place,
                        Kind::Body | Kind::Government | Kind::Office => Guess::Organisation,
                        Kind::Person => Guess::Person,
                    };
                    let whole = self.role_start(at)..end;
                    let roles = (whole.start < at).then_some(whole.start..at).into_iter().collect();
                    names.push(Name {
                        tokens: at..end,
                        whole,
                        guess,
                        gender: None,
                        given: None,
                        known: Some(known),
                        marked: true,
                        roles,
                    });
                    return end;
                }
                _ => {}
            }
        }
        if self.shouted[at] {
            return self.shouted_name(at, names);
        }
        let mut end = self.run(at);
        if end == at {
            return at + 1;
        }
        end = self.cut_at_known(at, end);
        self.take_run(at, end, names);
        end
    }

    /// In headlines: the longest run of words known from names elsewhere.
    fn shouted_name(&self, at: usize, names: &mut Vec<Name>) -> usize {
        let tokens = self.tokens;
        if !self.seen.contains(tokens.lower(at)) || lexicon::is_title(tokens.lower(at)) {
            return at + 1;
        }
        let mut end = at + 1;
        while end < tokens.len()
            && tokens.joined(end - 1)
            && tokens.get(end).is_some_and(|token| token.capital)
        {
            let of = tokens.lower(end) == "of" && self.seen.contains(tokens.lower(end + 1));
            if !of && !self.seen.contains(tokens.lower(end)) {
                break;
            }
            end += 1;
        }
        self.push(at, at..end, names);
        end
    }

    /// Whether the words behind a known name belong to a longer one.
    fn is_one_name(&self, at: usize, known: usize, run: usize) -> bool {
        let next = self.tokens.lower(known);
        let last = self.tokens.lower(run - 1);
        if lexicon::is_title(next) || lexicon::is_person(next) {
            return false;
        }
        let titled = (known..run).any(|n| {
            let word = self.tokens.lower(n);
            n + 1 < run && (lexicon::is_title(word) || lexicon::is_person(word))
        });
        let head = lexicon::is_organisation_head(last)
            || lexicon::is_outlet_head(last)
            || lexicon::is_place_head(last);
        let given = self.gazetteer.gender(self.word(at)).is_some() && run - at <= 3;
        (head && !titled) || (given && !lexicon::is_function(next))
    }

    /// Whether a weak name is one here.
    fn is_meant(&self, at: usize, end: usize, weak: bool, kind: Kind) -> bool {
        if !weak {
            return true;
        }
        let tokens = self.tokens;
        let opens = tokens.get(at).is_some_and(|token| token.opens);
        let article = tokens.get(at.wrapping_sub(1)).is_some_and(|before| before.lower == "the");
        let upper = tokens.get(at).is_some_and(|token| token.upper);
        let alone = end == self.run(at);
        let before = tokens.lower(at.wrapping_sub(1));
        let follows = tokens.gap(at.wrapping_sub(1)).trim() == "("
            && tokens.gap(end - 1).trim_start().starts_with(')');
        match kind {
            Kind::Platform => matches!(before, "on" | "via") && alone,
            Kind::Country | Kind::Capital => {
                alone && !opens && self.gazetteer.gender(self.word(at)).is_none()
            }
            _ if upper => {
                follows
                    || (alone
                        && matches!(
                            before,
                            "told" | "by" | "to" | "the" | "from" | "with" | "tells"
                        ))
            }
            _ => alone && !opens && (article || matches!(before, "told" | "magazine" | "tells")),
        }
    }

    /// Ends a run where a known name of several words begins inside it.
    fn cut_at_known(&self, at: usize, end: usize) -> usize {
        for inner in at + 1..end {
            let Some(token) = self.tokens.get(inner) else { break };
            let found = self.gazetteer.at(self.tokens.text, token.span.start());
            if found.is_some_and(|found| {
                found.form == Form::Name && !found.weak && matches!(found.entry.kind, Kind::Seat)
            }) && !matches!(self.tokens.lower(inner - 1), "of" | "for")
            {
                return inner;
            }
        }
        end
    }

    fn take_run(&self, at: usize, end: usize, names: &mut Vec<Name>) {
        let tokens = self.tokens;
        let opens = tokens.get(at).is_some_and(|token| token.opens);
        let last = tokens.lower(end - 1);
        let mut start = at;
        // Titles and roles in capitals before the name.
        let ampersand = (at..end - 1).any(|n| tokens.gap(n) == " & ");
        for number in (at..end.saturating_sub(1)).rev() {
            let word = tokens.lower(number);
            let suffix = matches!(tokens.lower(number + 1), "jr" | "sr" | "ii" | "iii" | "iv");
            let given = number == at && self.gazetteer.gender(self.word(number)).is_some();
            let named_before = number > at
                && self.gazetteer.gender(self.word(number - 1)).is_some()
                && number == end - 1;
            let plural = word
                .strip_suffix('s')
                .is_some_and(|word| lexicon::is_title(word) || lexicon::is_person(word));
            if (lexicon::is_title(word) || lexicon::is_person(word) || plural)
                && !suffix
                && !given
                && !named_before
            {
                start = number + 1;
                break;
            }
        }
        // Haulier Josef Lindqvist: a trade of which the lists know nothing, at the beginning.
        let trade = start == at
            && opens
            && end - at >= 3
            && self.gazetteer.gender(self.word(at)).is_none()
            && (self.gazetteer.gender(self.word(at + 1)).is_some()
                || end - at == 3 && self.seen.contains(last))
            && !self.seen.contains(tokens.lower(at))
            && !lexicon::is_organisation_head(last)
            && !lexicon::is_outlet_head(last)
            && !tokens.get(at).is_some_and(|token| token.upper || token.lower.len() < 4)
            && !ampersand;
        if trade {
            start = at + 1;
        }
        let given = self.gazetteer.gender(self.word(start)).is_some();
        let heads = lexicon::is_organisation_head(last) || lexicon::is_outlet_head(last);
        if start > at
            && heads
            && !given
            && end - start == 1
            && !matches!(tokens.lower(at), "mr" | "mrs" | "ms" | "dr" | "sir")
        {
            // Foreign Ministry, General Motors
            start = at;
        }
        let of_inside = (at..start).any(|n| matches!(tokens.lower(n), "of" | "for"));
        let office = start > at && matches!(tokens.lower(start), "of" | "for");
        if office || (of_inside && start < end && self.is_all_of_role(at, end)) {
            return;
        }
        // Julia Penn KC
        let mut end = end;
        while end - start > 2 && is_post_nominal(self.word(end - 1)) {
            end -= 1;
        }
        let name = start..end;
        let office = name.len() == 1 && start > at && lexicon::is_office(tokens.lower(start));
        if office && !self.seen_as_surname(start) {
            // "Mr. President"
            return;
        }
        // Staff Writer, Showbiz Editor
        let given_first = self.gazetteer.gender(self.word(start)).is_some();
        if name.len() > 1 && !given_first && lexicon::is_person(tokens.lower(end - 1)) {
            return;
        }
        if name.len() == 1 && self.is_adjectival(start) {
            return;
        }
        if name.len() == 1 && start == at {
            let word = tokens.lower(at);
            if lexicon::is_title(word) || lexicon::is_person(word) {
                // An office, not a name, unless it is somebody's surname.
                if !self.seen_as_surname(at) {
                    return;
                }
            }
            if opens && !self.is_name_at_opening(at) {
                return;
            }
        }
        if name.len() > 1 && start == at && opens && !given && !heads {
            // A capital at the beginning of a sentence tells nothing of the first word.
            let first = tokens.lower(at);
            let plain = lexicon::is_body(first)
                || lexicon::person_of_plural(first).is_some()
                || lexicon::is_media(first);
            let of = matches!(tokens.lower(at + 1), "of" | "for");
            let plural = lexicon::person_of_plural(first).is_some() || lexicon::is_media(first);
            if plain && !ampersand && (!of || plural) {
                let start = if of { at + 2 } else { at + 1 };
                if start < end {
                    self.push_as(start..end, start..end, names);
                }
                return;
            }
        }
        self.push(at, name, names);
    }

    /// "The Minister of Culture", "President of the Republic": nothing but an office.
    fn is_all_of_role(&self, at: usize, end: usize) -> bool {
        let tokens = self.tokens;
        let of = (at..end).find(|n| matches!(tokens.lower(*n), "of" | "for"));
        let Some(of) = of else { return false };
        let before = tokens.lower(of - 1);
        (lexicon::is_title(before) || lexicon::is_person(before))
            && (of..end).all(|n| {
                let word = tokens.lower(n);
                n == of
                    || !(lexicon::is_title(word)
                        && n + 1 < end
                        && !matches!(tokens.lower(n - 1), "of" | "for"))
            })
    }

    /// "A Western diplomat", "Velmaran officials": by its ending and what follows.
    fn is_adjectival(&self, at: usize) -> bool {
        let word = self.tokens.lower(at);
        let ends = ["ian", "ean", "ese", "ish", "ern", "ran", "lan", "nan", "qan"];
        let next = self.tokens.lower(at + 1);
        let small = self.tokens.get(at + 1).is_some_and(|token| !token.capital);
        let noun = lexicon::is_person(next)
            || lexicon::person_of_plural(next).is_some()
            || lexicon::is_official(next)
            || lexicon::is_body(next)
            || lexicon::is_media(next);
        word.len() > 4
            && ends.iter().any(|end| word.ends_with(end))
            && small
            && noun
            && self.tokens.joined(at)
            && self.gazetteer.gender(self.word(at)).is_none()
            && !self.seen_as_surname(at)
    }

    fn seen_as_surname(&self, at: usize) -> bool {
        let tokens = self.tokens;
        at > 0
            && tokens.joined(at - 1)
            && tokens.get(at - 1).is_some_and(|before| before.capital && !before.opens)
            && self.gazetteer.gender(self.word(at - 1)).is_some()
    }

    fn is_name_at_opening(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let word = tokens.lower(at);
        if self.seen.contains(word) {
            return true;
        }
        let token = tokens.get(at);
        if token.is_some_and(|token| token.upper) {
            return true;
        }
        let plain = lexicon::is_body(word)
            || lexicon::is_document(word)
            || lexicon::is_media(word)
            || lexicon::is_expert(word)
            || lexicon::person_of_plural(word).is_some();
        let next = tokens.lower(at + 1);
        let says = (lexicon::is_report_verb(next)
            || (next == "also" || next == "has" || next == "had"))
            && tokens.joined(at);
        let possessive = token.is_some_and(|token| token.possessive);
        let apposed =
            self.role_behind(at + 1).is_some_and(|role| tokens.gap(role.end - 1).starts_with(','));
        !plain
            && (says || possessive || apposed)
            && !word.ends_with('s')
            && word.len() > 2
            && !word.ends_with("ly")
    }

    fn push(&self, whole: usize, name: Range<usize>, names: &mut Vec<Name>) {
        let whole = whole.min(name.start)..name.end;
        self.push_as(whole, name, names);
    }

    fn push_as(&self, whole: Range<usize>, name: Range<usize>, names: &mut Vec<Name>) {
        let mut start = self.role_start(whole.start);
        if start < name.start && start > 0 && self.is_adjective(start - 1) {
            // Norwegian President Tor Vik
            start -= 1;
        }
        let whole = start..name.end;
        let mut roles = Vec::new();
        if whole.start < name.start {
            roles.push(whole.start..name.start);
        }
        roles.extend(self.role_before_comma(whole.start));
        roles.extend(self.role_behind(name.end));
        roles.extend(self.in_brackets(name.end));
        let guess = self.guess(&whole, &name, &roles);
        let gender = if matches!(guess, Guess::Person | Guess::PerhapsPerson) {
            let told = roles
                .iter()
                .flat_map(|role| {
                    let own = |n: &usize| !lexicon::ends_core(self.tokens.lower(*n));
                    role.clone().take_while(own)
                })
                .find_map(|n| lexicon::gender_of(self.tokens.lower(n)));
            told.or_else(|| {
                // Not by a first name that is the whole name: that may be a surname.
                let given = self.gazetteer.gender(self.word(name.start))?;
                (name.len() > 1 || whole.start < name.start).then_some(given)
            })
        } else {
            None
        };
        let given = self.gazetteer.gender(self.word(name.start)).filter(|_| name.len() == 1);
        names.push(Name {
            tokens: name,
            whole,
            guess,
            gender,
            given,
            known: None,
            marked: true,
            roles,
        });
    }

    /// Whether the token is a word like "Norwegian", right before the next one.
    fn is_adjective(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.capital) else { return false };
        let found = self.gazetteer.at(self.tokens.text, token.span.start());
        self.tokens.joined(at)
            && found.is_some_and(|f| f.form == Form::Adjective && f.len == token.span.len())
    }

    /// Where the words before a name that tell what it is begin.
    fn role_start(&self, name: usize) -> usize {
        let tokens = self.tokens;
        let mut start = name;
        while start > 0 && tokens.joined(start - 1) && name - start < 5 {
            let word = tokens.lower(start - 1);
            let Some(token) = tokens.get(start - 1) else { break };
            if token.possessive
                || token.sentence != tokens.get(name).map_or(token.sentence, |t| t.sentence)
            {
                break;
            }
            let tells = lexicon::is_person(word)
                || lexicon::is_title(word)
                || lexicon::person_of_plural(word).is_some()
                || lexicon::is_outlet_noun(word)
                || (lexicon::is_body(word) && !token.capital);
            if start == name {
                if !tells
                    || (token.capital
                        && !token.opens
                        && !lexicon::is_title(word)
                        && !lexicon::is_person(word))
                {
                    break;
                }
            } else {
                let stop = lexicon::is_function(word)
                    || lexicon::ends_core(word)
                    || lexicon::is_report_verb(word)
                    || word.ends_with("ly")
                    || (word.ends_with("ed") && !tells);
                if stop {
                    break;
                }
            }
            start -= 1;
        }
        start
    }

    /// "his agent, Bruno Salvi": the phrase before the comma.
    fn role_before_comma(&self, name: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let last = name.checked_sub(1)?;
        if tokens.gap(last) != ", " && tokens.gap(last) != " (" {
            return None;
        }
        let word = tokens.lower(last);
        let mut start = last;
        let direct = lexicon::is_person(word)
            || lexicon::is_title(word)
            || lexicon::is_outlet_noun(word)
            || lexicon::is_body(word);
        let mut tells = direct;
        while start > 0
            && last - start < 8
            && (start == last
                || tokens.joined(start)
                || tokens.get(start).is_some_and(|t| t.possessive))
        {
            let word = tokens.lower(start);
            let inner = start > 0 && matches!(tokens.lower(start - 1), "of" | "for" | "to" | "at");
            if is_determiner(word) && !inner {
                let head = tokens
                    .slice(start + 1..last + 1)
                    .iter()
                    .any(|t| lexicon::is_person(&t.lower) || lexicon::is_title(&t.lower));
                tells = tells || head;
                return tells.then_some(start + 1..last + 1);
            }
            if lexicon::is_report_verb(word) || matches!(word, "said" | "is" | "was" | "and") {
                return None;
            }
            start -= 1;
            if !tokens.joined(start) && !tokens.get(start).is_some_and(|t| t.possessive) {
                break;
            }
        }
        // "Union leader, Ferdi Aksoy" without an article, at the beginning of a sentence
        let start = start + 1;
        (direct && start <= last && tokens.get(start).is_some_and(|token| token.opens))
            .then_some(start..last + 1)
    }

    /// "Hugh Hill, a doctor,": the phrase behind the comma.
    fn role_behind(&self, end: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let last = end.checked_sub(1)?;
        if tokens.gap(last) != ", " || tokens.get(end)?.sentence != tokens.get(last)?.sentence {
            return None;
        }
        let first = tokens.lower(end);
        let article =
            matches!(first, "a" | "an" | "the" | "his" | "her" | "its" | "their" | "my" | "our");
        if !article && (lexicon::is_function(first) || lexicon::is_report_verb(first)) {
            return None;
        }
        let start = if article { end + 1 } else { end };
        let mut stop = start;
        let mut tells = false;
        while stop < tokens.len() && stop - start < 12 {
            let word = tokens.lower(stop);
            if stop > start && matches!(word, "who" | "said" | "says" | "which" | "told") {
                break;
            }
            if lexicon::ends_core(word)
                && !matches!(word, "of" | "for" | "in" | "at" | "to")
                && stop > start
            {
                break;
            }
            // "in Rabuor, the governor claimed": the subject of what follows, not an apposition.
            if first == "the" && stop > start && lexicon::is_report_verb(word) {
                return None;
            }
            let body = article && (lexicon::is_body(word) || lexicon::is_outlet_noun(word));
            let person = lexicon::is_person(word) || lexicon::is_office(word);
            if stop - start < 5 && (person || lexicon::is_title(word) || body) {
                tells = true;
            }
            stop += 1;
            if !tokens.joined(stop - 1) && !tokens.get(stop - 1).is_some_and(|t| t.possessive) {
                break;
            }
        }
        let capital = tokens.get(start).is_some_and(|token| token.capital);
        let named = !article && capital && self.gazetteer.gender(self.word(start)).is_some();
        (tells && start < stop && !named).then_some(start..stop)
    }

    /// "Mr TREMAYNE (Coast)": for whom or where somebody sits.
    fn in_brackets(&self, end: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        if tokens.gap(end - 1) != " (" || !tokens.get(end)?.capital || tokens.get(end)?.upper {
            return None;
        }
        let stop = (end..tokens.len().min(end + 6)).find(|at| tokens.gap(*at).starts_with(')'))?;
        Some(end..stop + 1)
    }

    fn guess(&self, whole: &Range<usize>, name: &Range<usize>, roles: &[Range<usize>]) -> Guess {
        let tokens = self.tokens;
        let last = tokens.lower(name.end - 1);
        let ampersand = (name.start..name.end - 1).any(|n| tokens.gap(n) == " & ");
        let given =
            self.gazetteer.gender(self.word(name.start)).is_some() && name.len() > 1 && !ampersand;
        let before: Vec<&str> = (whole.start..name.start).map(|n| tokens.lower(n)).collect();
        let next_before = tokens.lower(whole.start.wrapping_sub(1));
        if let Some(word) = before.last() {
            if lexicon::is_outlet_noun(word) && !given {
                return Guess::Agency;
            }
            if lexicon::is_body(word) && !lexicon::is_person(word) && !lexicon::is_title(word) {
                return Guess::Organisation;
            }
            let names_body = ampersand || lexicon::is_organisation_head(last);
            if !names_body || given {
                return Guess::Person;
            }
        }
        let of = (name.start..name.end).any(|n| matches!(tokens.lower(n), "of" | "for"));
        if !given || of {
            let first = tokens.lower(name.start);
            if matches!(
                first,
                "radio"
                    | "tv"
                    | "television"
                    | "gazzetta"
                    | "agence"
                    | "agenzia"
                    | "daily"
                    | "corriere"
            ) && name.len() > 1
            {
                return Guess::Agency;
            }
            if last == "agency" && name.len() > 1 {
                let news = matches!(
                    tokens.lower(name.end - 2),
                    "news"
                        | "press"
                        | "information"
                        | "telegraph"
                        | "telegraphic"
                        | "voice"
                        | "wire"
                );
                return if news { Guess::Agency } else { Guess::Organisation };
            }
            if name.len() > 1
                && (last == "service" || last == "association")
                && tokens.lower(name.end - 2) == "press"
            {
                return Guess::Agency;
            }
            if lexicon::is_outlet_head(last) && (name.len() > 1 || next_before == "the") {
                return Guess::Agency;
            }
            if lexicon::is_place_head(last) && name.len() > 1 {
                return Guess::Place;
            }
            if ampersand
                || of
                || (name.start..name.end).any(|n| lexicon::is_organisation_head(tokens.lower(n)))
            {
                return Guess::Organisation;
            }
            let first = tokens.lower(name.start);
            if name.len() > 1 && (lexicon::is_document(first) || lexicon::is_body(first)) {
                return Guess::Organisation;
            }
            let then = tokens.lower(name.end);
            let followed = tokens.joined(name.end - 1) && name.len() == 1 && !given;
            let named = tokens.joined(name.end)
                && tokens.get(name.end + 1).is_some_and(|token| token.capital);
            if lexicon::is_outlet_noun(then) && followed {
                // the DPA agency, but the Velmaran agency Tarsk-Inform
                return if named { Guess::Place } else { Guess::Agency };
            }
            let cites = matches!(then, "citing" | "quoting")
                || (then == "which" && matches!(tokens.lower(name.end + 1), "cited" | "cites"));
            if cites && tokens.gap(name.end - 1) == ", " {
                return Guess::Agency;
            }
            // was quoted by Aftonbladet as saying
            let quoted = next_before == "by"
                && matches!(
                    tokens.lower(whole.start.wrapping_sub(2)),
                    "quoted" | "cited" | "carried" | "broadcast" | "aired" | "published"
                );
            if quoted && tokens.lower(name.end) == "as" {
                return Guess::Agency;
            }
            let article = whole.start > 3
                && next_before == "the"
                && matches!(tokens.lower(whole.start - 2), "in" | "by")
                && matches!(
                    tokens.lower(whole.start - 3),
                    "report"
                        | "reports"
                        | "article"
                        | "editorial"
                        | "column"
                        | "story"
                        | "interview"
                );
            if article {
                return Guess::Agency;
            }
        }
        if given {
            return Guess::Person;
        }
        for head in roles.iter().filter_map(|role| Some(Role::of(tokens, role)?.head)) {
            if lexicon::is_outlet_noun(&head) {
                return Guess::Agency;
            }
            if lexicon::is_body(&head) && (name.len() == 1 || !lexicon::is_person(&head)) {
                return Guess::Organisation;
            }
            if lexicon::is_person(&head) || lexicon::is_office(&head) {
                return Guess::Person;
            }
        }
        let bracketed = name.start > 0
            && tokens.gap(name.start - 1).ends_with('(')
            && tokens.gap(name.end - 1).starts_with(')');
        if bracketed && !tokens.get(name.start).is_some_and(|token| token.upper) {
            // the seat of a member
            return Guess::Place;
        }
        let word = tokens.lower(name.start);
        let group = ["ans", "ats", "ists", "ims", "ese"].iter().any(|end| word.ends_with(end));
        if name.len() == 1 && group {
            // Democrats, Americans, Muslims
            return Guess::Organisation;
        }
        if matches!(
            next_before,
            "in" | "at" | "near" | "from" | "outside" | "around" | "across" | "to" | "into"
        ) {
            return Guess::Place;
        }
        if tokens.get(name.start).is_some_and(|token| token.upper) && name.len() == 1 {
            return Guess::Unknown;
        }
        if next_before == "the" {
            return Guess::Organisation;
        }
        if (2..=4).contains(&name.len())
            && tokens.slice(name.clone()).iter().all(|token| !token.upper)
        {
            return Guess::PerhapsPerson;
        }
        Guess::Unknown
    }
}

/// Letters behind a name that are no part of it.
pub(crate) fn is_post_nominal(word: &str) -> bool {
    const LETTERS: &[&str] = &[
        "KC", "QC", "SC", "MP", "MPs", "MEP", "MSP", "MLA", "TD", "OBE", "MBE", "CBE", "KBE",
        "DBE", "PhD", "MD", "DDS", "CPA", "RN", "JP",
    ];
    LETTERS.contains(&word.trim_end_matches('.'))
}

/// For every token whether its sentence is in capitals or title case, so that capitals tell nothing.
fn shouted(tokens: &Tokens) -> Vec<bool> {
    let mut shouted = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let sentence = tokens.sentence_of(at);
        let words = tokens.slice(sentence.clone());
        let long = words
            .iter()
            .filter(|token| token.lower.len() > 3 && token.lower.starts_with(char::is_alphabetic));
        let (mut all, mut big) = (0, 0);
        for token in long {
            all += 1;
            big += usize::from(token.capital);
        }
        // Title case leaves no verb or noun small.
        let small = words.iter().filter(|token| {
            !token.capital
                && token.lower.len() >= 3
                && token.lower.starts_with(char::is_alphabetic)
                && !lexicon::is_function(&token.lower)
        });
        // A line mostly in capitals, however short: "THE WEEK AHEAD, April 20 to 26".
        let letters = words.iter().filter(|token| token.lower.starts_with(char::is_alphabetic));
        let upper = letters.clone().filter(|token| token.upper && token.lower.len() > 2).count();
        let capitals = upper >= 2
            && upper * 10 >= letters.clone().count() * 6
            && letters.clone().all(|token| token.capital || lexicon::is_function(&token.lower));
        if capitals {
            shouted[sentence.clone()].fill(true);
        }
        if all >= 5 && big * 10 >= all * 8 && small.count() * 12 <= all {
            shouted[sentence.clone()].fill(true);
        }
        at = sentence.end.max(at + 1);
    }
    shouted
}
