//! "the president", "the company", "both sides": who of those named elsewhere is meant.

use std::ops::Range;

use sayso_gazetteer::Kind;
use sayso_text::Span;

use super::phrase::Phrase;
use super::{Scene, Who};
use crate::EntityKind;
use crate::entities::beings::{Being, Role};
use crate::entities::lexicon;

/// How many mentions are looked through for a description, before and behind it.
const WINDOW: usize = 400;

impl Scene<'_, '_> {
    /// The named person whom the description fits, the mention that tells, and how sure.
    pub(super) fn find_role(
        &self,
        phrase: &Phrase,
        head: &str,
        article: bool,
    ) -> Option<(usize, Span, f32)> {
        let words = self.describing(phrase, head);
        let possessive = matches!(
            phrase.determiner(self.tokens),
            "his" | "her" | "its" | "their" | "my" | "our" | "your"
        );
        let here = self.beings.mentions_before(phrase.core.start);
        let mut best: Option<(i32, usize, Span)> = None;
        let mut tried: Vec<usize> = Vec::new();
        let before = (here.saturating_sub(WINDOW)..here).rev();
        let behind = here..self.beings.mentions.len().min(here + WINDOW);
        let heard = self.heard.partition_point(|(token, _)| *token < phrase.core.start);
        let spoke = self.heard[heard.saturating_sub(3)..heard]
            .iter()
            .rev()
            .filter_map(|(_, at)| self.who[*at].as_ref()?.first());
        let latest = spoke.clone().next();
        for (rank, number) in before.chain(behind).enumerate() {
            let mention = &self.beings.mentions[number];
            let being = &self.beings.all[mention.being];
            if being.nameless || being.kind != EntityKind::Person || tried.contains(&mention.being)
            {
                continue;
            }
            tried.push(mention.being);
            if tried.len() > 60 {
                break;
            }
            let Some((fit, span)) = self.fit(being, head, &words) else { continue };
            if possessive && !self.is_owned(span) {
                // his lawyer is not any lawyer
                continue;
            }
            // Nearer ones and those who spoke last go first among equals.
            let mut score = fit * 100 - (rank.min(90) as i32) / 3;
            if latest == Some(mention.being) {
                score += 40;
            }
            if number >= here {
                score -= 20;
            }
            if best.as_ref().is_none_or(|(other, ..)| score > *other) {
                best = Some((score, mention.being, span));
            }
        }
        let (score, being, span) = best?;
        let sure = if score >= 300 {
            0.9
        } else if score >= 200 {
            0.8
        } else {
            0.6
        };
        (score >= 150 || article).then_some((being, span, sure))
    }

    /// Whether the words stand behind "his" or "somebody's".
    fn is_owned(&self, span: Span) -> bool {
        let Some(before) = self.tokens.within(span).start.checked_sub(1) else { return false };
        let word = self.tokens.lower(before);
        matches!(word, "his" | "her" | "its" | "their" | "my" | "our" | "your")
            || self.tokens.get(before).is_some_and(|token| token.possessive)
    }

    /// Words besides the head that tell apart: "Chinese", "former", "of Belqan".
    fn describing(&self, phrase: &Phrase, head: &str) -> Vec<String> {
        let owner = phrase.owner.clone().unwrap_or(0..0);
        let stop = phrase.rest.clone().find(|at| {
            matches!(self.tokens.lower(*at), "who" | "which" | "that" | "speaking" | "said")
                || self.tokens.gap(at.saturating_sub(1)).contains(',')
        });
        let rest = phrase.rest.start..stop.unwrap_or(phrase.rest.end);
        owner
            .chain(phrase.core.clone())
            .chain(rest)
            .map(|at| self.tokens.lower(at).to_owned())
            .filter(|word| {
                // the head of state
                !(head == "head" && word == "state")
                    && word != head
                    && !lexicon::is_function(word)
                    && word != "hon"
                    && word != "own"
            })
            .collect()
    }

    /// How well a description fits somebody: 0 not at all known, and the words that tell.
    fn fit(&self, being: &Being, head: &str, words: &[String]) -> Option<(i32, Span)> {
        let mut best: Option<(i32, Span)> = None;
        for role in being.roles.iter().take(12) {
            let Some(score) = self.role_fit(role, head, words) else { continue };
            if best.as_ref().is_none_or(|(other, _)| score > *other) {
                best = Some((score, role.span));
            }
        }
        best
    }

    fn role_fit(&self, role: &Role, head: &str, words: &[String]) -> Option<i32> {
        let mut score = if role.head == head || role.words.iter().any(|word| word == head) {
            2
        } else if alike(&role.head, head) {
            1
        } else {
            0
        };
        let mut shared = 0;
        for word in words {
            let told = |other: &String| {
                same_root(other, word) || self.same_country(other, word) || same_party(other, word)
            };
            if role.words.iter().any(told) {
                shared += 1;
            } else if score == 1 && self.country_of(word).is_none() {
                // the band leader is no president
                return None;
            } else if lexicon::is_title(word)
                && matches!(
                    word.as_str(),
                    "former" | "deputy" | "vice" | "acting" | "foreign" | "prime" | "first"
                )
            {
                // the former minister is not the minister
                return None;
            } else if self.country_of(word).is_some()
                && role.words.iter().any(|other| self.country_of(other).is_some())
            {
                return None;
            }
        }
        for special in ["former", "deputy", "vice", "acting", "prime", "ex"] {
            if role.words.iter().any(|word| word == special)
                && !words.iter().any(|word| word == special)
                && special != "acting"
            {
                score -= 1;
            }
        }
        if score <= 0 && !(shared > 0 && head == "member") {
            return None;
        }
        Some(score + shared.min(2))
    }

    fn same_country(&self, one: &str, other: &str) -> bool {
        match (self.country_of(one), self.country_of(other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        }
    }

    /// The country code of a country, its people or its capital, the word being lower-cased.
    pub(super) fn country_of(&self, word: &str) -> Option<&str> {
        let word = super::source::title_case(word);
        let found = self.gazetteer.at(&word, 0).filter(|found| found.len == word.len())?;
        matches!(found.entry.kind, Kind::Country | Kind::Capital)
            .then_some(found.entry.country.as_deref())
            .flatten()
    }

    /// The body that "the ministry", "the company", "the station" means.
    pub(super) fn find_body(&self, phrase: &Phrase, head: &str) -> Option<(usize, Span, f32)> {
        let modifiers: Vec<String> = self.describing(phrase, head);
        let here = self.beings.mentions_before(phrase.core.start);
        let before = (here.saturating_sub(WINDOW)..here).rev();
        let behind = here..self.beings.mentions.len().min(here + WINDOW);
        // The one named most often before, where the noun only tells the kind.
        let mut general: Option<(usize, Span, usize)> = None;
        let mut tried: Vec<usize> = Vec::new();
        for number in before.chain(behind) {
            let mention = &self.beings.mentions[number];
            let being = &self.beings.all[mention.being];
            if being.nameless
                || being.kind == EntityKind::Person && !being.unsure
                || tried.contains(&mention.being)
            {
                continue;
            }
            tried.push(mention.being);
            if tried.len() > 80 {
                break;
            }
            let span = self.tokens.cover(mention.tokens.clone())?;
            if self.is_called(being, head, &modifiers) {
                let sure = if number < here { 0.85 } else { 0.7 };
                return Some((mention.being, span, sure));
            }
            if number < here && modifiers.is_empty() && could_be(being, head) {
                let own = being.words.last().or(being.words.first());
                let own = own.is_some_and(|word| lexicon::is_body(word) && word != head)
                    || being.words.first().is_some_and(|word| lexicon::is_body(word));
                let often = being.mentions.partition_point(|other| other.start() <= span.start());
                // An outlet or a town is the nearest one.
                let near = !matches!(being.kind, EntityKind::Organisation);
                let often = if own {
                    0
                } else if near {
                    1
                } else {
                    often
                };
                if general.is_none_or(|(_, _, other)| often > other) {
                    general = Some((mention.being, span, often));
                }
            }
        }
        // Bodies called by common nouns: "coastguard" for "the Norvik coastguard".
        let first = self.tokens.get(phrase.core.start)?;
        let with = self.called_with.get(head).map_or(&[][..], Vec::as_slice);
        let longer = with.iter().take(40).copied().filter(|at| {
            let being = &self.beings.all[*at];
            let before = being.mentions.first().is_some_and(|span| *span < first.span);
            (before || first.sentence < 2) && self.is_called(being, head, &modifiers)
        });
        if let Some(being) = longer.min()
            && let Some(span) = self.beings.all[being].mentions.first()
        {
            return Some((being, *span, 0.75));
        }
        let publisher =
            self.publisher.filter(|at| self.is_called(&self.beings.all[*at], head, &modifiers));
        if let Some(publisher) = publisher {
            return Some((publisher, self.evidence(phrase), 0.8));
        }
        general.map(|(being, span, _)| (being, span, 0.65))
    }

    fn is_called(&self, being: &Being, head: &str, modifiers: &[String]) -> bool {
        let named = being.words.iter().any(|word| same_root(word, head));
        let role = being.roles.iter().any(|role| role.words.iter().any(|word| word == head));
        let told = |word: &String| {
            being.words.iter().any(|own| same_root(own, word) || self.same_country(own, word))
                || being.roles.iter().any(|role| role.words.iter().any(|own| own == word))
        };
        (named || role) && modifiers.iter().all(told)
    }

    /// The last body mentioned before the token, those that spoke first.
    pub(super) fn last_body(&self, token: usize) -> Option<(usize, Span)> {
        let is_body = |being: &Being| {
            !being.nameless
                && !being.unsure
                && matches!(being.kind, EntityKind::Organisation | EntityKind::Government)
        };
        let here = self.beings.mentions_before(token);
        let sentence = self.tokens.get(token)?.sentence;
        let heard = self.heard.partition_point(|(other, _)| *other < token);
        let spoke = self.heard[..heard].iter().rev().take(3).find_map(|(other, at)| {
            let near = self.tokens.get(*other)?.sentence + 4 > sentence;
            let being = self.who[*at].as_ref()?.first().filter(|_| near)?;
            is_body(&self.beings.all[being]).then_some((*other, being))
        });
        let named = self.beings.mentions[..here].iter().rev().take(40).find(|mention| {
            let being = &self.beings.all[mention.being];
            is_body(being)
        });
        let named = named.map(|mention| (mention.tokens.start, mention.being));
        let (at, being) = match (spoke, named) {
            (Some(spoke), Some(named)) if named.0 > spoke.0 && self.in_source[named.0] => named,
            (Some(spoke), _) => spoke,
            (None, named) => named?,
        };
        Some((being, self.tokens.cover(at..at + 1)?))
    }

    /// The two powers a text is about: the first two that speak, or are named.
    pub(super) fn two_powers(&self, token: usize) -> Option<(usize, usize)> {
        let here = self.beings.mentions_before(token);
        let mut found: Vec<usize> = Vec::new();
        for mention in self.beings.mentions[..here].iter().take(60) {
            let being = &self.beings.all[mention.being];
            let power = matches!(being.kind, EntityKind::Place | EntityKind::Government);
            // Places of datelines are set in capitals.
            let first = self.tokens.get(mention.tokens.start)?;
            let speaks = being.mentions.len() > 1 || self.in_source[mention.tokens.start];
            let plain = being.kind == EntityKind::Organisation
                && being.known.is_none()
                && being.words.len() == 1;
            let fits =
                (power || being.unsure || plain) && !being.nameless && !first.upper && speaks;
            if fits && !found.contains(&mention.being) {
                found.push(mention.being);
            }
            if let [first, second] = found[..] {
                return Some((first, second));
            }
        }
        None
    }

    /// Whose: "his office", "its report", "our railway".
    pub(super) fn owner_by_pronoun(&mut self, phrase: &Phrase) -> Option<Who> {
        let at = phrase.determiner?;
        let word = self.tokens.lower(at).to_owned();
        match word.as_str() {
            "his" | "her" => self.he_or_she(at, &word, None),
            "its" => self.it(at, None),
            "their" => self.they(at, None),
            _ => None,
        }
    }

    pub(super) fn words_of(&self, range: Range<usize>) -> Vec<&str> {
        range.map(|at| self.tokens.lower(at)).collect()
    }
}

/// Offices that go by several names.
fn alike(one: &str, other: &str) -> bool {
    const ALIKE: &[&[&str]] = &[
        &["president", "state", "leader", "emir", "king", "queen", "monarch", "head"],
        &["premier", "minister", "leader"],
        &["chairman", "chairwoman", "chair", "chairperson", "leader", "president"],
        &[
            "chief",
            "executive",
            "ceo",
            "boss",
            "head",
            "director",
            "manager",
            "founder",
            "president",
        ],
        &["senator", "sen", "lawmaker", "legislator", "politician", "congressman", "congresswoman"],
        &["representative", "rep", "congressman", "congresswoman", "lawmaker", "member"],
        &["councillor", "cllr", "councilman", "councilwoman"],
        &["governor", "gov", "politician"],
        &[
            "nominee",
            "candidate",
            "contender",
            "hopeful",
            "frontrunner",
            "front-runner",
            "politician",
        ],
        &["businessman", "billionaire", "mogul", "magnate", "developer", "tycoon"],
        &["professor", "prof", "academic", "scholar", "scientist", "researcher"],
        &["doctor", "dr", "physician", "surgeon", "specialist"],
        &["sergeant", "sgt", "officer", "detective", "constable", "policeman", "policewoman"],
        &["coach", "manager", "boss"],
        &["lawyer", "attorney", "counsel", "solicitor", "barrister"],
        &["spokesman", "spokeswoman", "spokesperson"],
        &["judge", "justice"],
    ];
    ALIKE.iter().any(|set| set.contains(&one) && set.contains(&other))
}

fn same_party(one: &str, other: &str) -> bool {
    const PARTIES: [&[&str]; 3] = [
        &["gop", "republican", "republicans"],
        &["democrat", "democratic", "democrats", "dem"],
        &["labour", "labor"],
    ];
    PARTIES.iter().any(|names| names.contains(&one) && names.contains(&other))
}

/// Velmara and Velmaran, theatre and theater, ministry and ministry.
pub(super) fn same_root(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (one, other) = (plain_letters(one), plain_letters(other));
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (long, short) = (
        one.chars().count().max(other.chars().count()),
        one.chars().count().min(other.chars().count()),
    );
    common >= 4 && common + 1 >= short && long - common <= 3
}

/// Without accents, so that théâtre and theatre have one root.
fn plain_letters(word: &str) -> String {
    let plain = |c| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        c => c,
    };
    word.chars().map(plain).collect()
}

/// Whether "the company", "the agency" … may mean it though nothing in its name says so.
fn could_be(being: &Being, head: &str) -> bool {
    let kind = being.known.as_ref().map(|known| known.kind);
    let has = |words: &[&str]| being.words.iter().any(|word| words.contains(&word.as_str()));
    match head {
        "company" | "firm" | "maker" | "manufacturer" | "retailer" | "carrier" | "airline"
        | "startup" | "business" => {
            being.kind == EntityKind::Organisation && !being.unsure && kind.is_none()
        }
        "city" | "town" | "village" | "state" | "county" | "province" | "country" | "nation" => {
            let country = kind == Some(Kind::Country);
            being.kind == EntityKind::Place && country == matches!(head, "country" | "nation")
        }
        "agency" | "newswire" | "wire" => {
            head == "agency" && has(&["office", "bureau", "administration", "authority", "service"])
                || matches!(kind, Some(Kind::Agency))
                || (kind.is_none()
                    && being.kind == EntityKind::Agency
                    && !has(&["radio", "tv", "times", "post"]))
        }
        "paper" | "newspaper" | "daily" | "weekly" | "magazine" | "tabloid" | "broadsheet"
        | "journal" => {
            matches!(kind, Some(Kind::Paper))
                || (kind.is_none()
                    && being.kind == EntityKind::Agency
                    && !has(&["radio", "tv", "television", "agency"]))
        }
        "station" | "channel" | "broadcaster" | "network" | "radio" | "television" => {
            matches!(kind, Some(Kind::Broadcaster))
                || (kind.is_none()
                    && being.kind == EntityKind::Agency
                    && has(&["radio", "tv", "television", "channel", "broadcasting"]))
        }
        "site" | "website" | "outlet" | "portal" => {
            matches!(kind, Some(Kind::Site)) || being.kind == EntityKind::Agency
        }
        "party" | "union" | "organisation" | "organization" | "body" | "institution"
        | "association" | "charity" | "club" | "team" | "university" => {
            being.kind == EntityKind::Organisation
                && !being.unsure
                && (kind.is_none() || matches!(kind, Some(Kind::Body)))
                && head != "party"
                && head != "union"
        }
        _ => false,
    }
}
