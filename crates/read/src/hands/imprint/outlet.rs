//! How much a name looks like an outlet's.

use sayso_gazetteer::Gazetteer;

use crate::entities::lexicon;
use crate::entities::tokens::plain_spaces;

/// 3 for names of the gazetteer, 2 for those that end or begin like an outlet's, 1 for acronyms
/// and names with a form of their own, 0 for the rest.
pub(super) fn likeness(name: &str, gazetteer: &Gazetteer) -> u8 {
    let name = name.strip_prefix("The ").unwrap_or(name);
    if let Some(found) = gazetteer.at(name, 0).filter(|found| found.len == name.len()) {
        let weak = found.weak && !name.chars().all(char::is_uppercase);
        match found.entry.kind.is_outlet() {
            true if weak => return 1,
            true => return 3,
            // Moscow, the World Bank
            false if !weak => return 0,
            false => {}
        }
    }
    let words: Vec<String> =
        name.split([' ', '-']).map(|word| word.to_lowercase().replace(['’', '\''], "")).collect();
    let Some((first, last)) = words.first().zip(words.last()) else { return 0 };
    let news = |word: &String| {
        matches!(
            word.as_str(),
            "news" | "press" | "information" | "telegraph" | "telegraphic" | "media" | "newsroom"
        )
    };
    let several = words.len() > 1;
    let begins = matches!(
        first.as_str(),
        "radio"
            | "daily"
            | "tv"
            | "television"
            | "televisión"
            | "agence"
            | "agencia"
            | "agenzia"
            | "diario"
            | "gazeta"
            | "gazzetta"
            | "jornal"
            | "corriere"
            | "la"
            | "le"
    );
    let ends = matches!(
        last.as_str(),
        "radio" | "tv" | "fm" | "wire" | "newswire" | "online" | "bulletin" | "review" | "business"
    ) || lexicon::is_outlet_head(last);
    let serves =
        matches!(last.as_str(), "agency" | "service" | "bureau" | "association" | "network");
    if several
        && (begins && !matches!(first.as_str(), "la" | "le") || ends || words.iter().any(news))
        || several && serves && words.iter().any(news)
        || is_site(name)
        || lower_begins(last, &["inform", "press"]) && name.contains('-')
    {
        return 2;
    }
    let acronym = (2..=6).contains(&name.chars().count()) && name.chars().all(char::is_uppercase);
    let mixed = !several
        && name
            .chars()
            .zip(name.chars().skip(1))
            .any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let numbered = !several && name.ends_with(|c: char| c.is_ascii_digit()) && name.len() > 3;
    u8::from(acronym || mixed || numbered || ends)
}

fn lower_begins(word: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| word.starts_with(start))
}

/// "tarn.example", "www.UzDaily.com".
pub(super) fn is_site(name: &str) -> bool {
    let Some((before, end)) = name.rsplit_once('.') else { return false };
    !name.contains(' ')
        && before.len() > 2
        && (2..=7).contains(&end.len())
        && end.chars().all(|c| c.is_ascii_lowercase())
        && before.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
}

/// Written as names are: every word but the small ones with a capital.
pub(super) fn is_capitalised(name: &str) -> bool {
    let small = |word: &str| {
        matches!(
            word,
            "of" | "the" | "for" | "and" | "&" | "de" | "del" | "du" | "des" | "la" | "le"
        )
    };
    let big = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    !name.is_empty()
        && name.split_whitespace().all(|word| big(word) || small(word))
        && name.split_whitespace().any(big)
}

pub(super) fn is_shouted(name: &str) -> bool {
    name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase)
}

/// A person's name by its form.
pub(super) fn is_person_name(name: &str) -> bool {
    let words = name.split(' ').count();
    (1..=4).contains(&words)
        && name.split(' ').all(|word| {
            word.starts_with(char::is_uppercase)
                || matches!(word, "de" | "van" | "von" | "al" | "bin" | "der" | "la" | "da")
        })
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '/' | '(' | ')' | ':' | '"'))
}

/// "Staff Writer", "Local Democracy Reporter".
pub(super) fn is_role(words: &str) -> bool {
    words.split(' ').any(|word| {
        let word = word.to_lowercase();
        (lexicon::is_person(&word) && !lexicon::is_outlet_head(&word))
            || matches!(
                word.as_str(),
                "staff"
                    | "editor"
                    | "correspondent"
                    | "writer"
                    | "columnist"
                    | "desk"
                    | "columnists"
            )
    })
}

/// Lower-cased, without article, white space made plain.
pub(super) fn plain(name: &str) -> String {
    let name = plain_spaces(name).to_lowercase();
    name.strip_prefix("the ").map(str::to_owned).unwrap_or(name)
}

pub(super) fn initials(name: &str) -> String {
    let words = name.split([' ', '-']);
    let letters: String = words
        .filter(|word| !matches!(*word, "of" | "the" | "The" | "and" | "for" | "&"))
        .filter_map(|word| word.chars().next())
        .collect();
    if letters.chars().count() > 1 { letters } else { String::new() }
}

/// "THE TARRANT FALLS LEDGER" as it is written: The Tarrant Falls Ledger.
pub(super) fn capitals(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return plain_spaces(name);
    }
    let count = name.split_whitespace().count();
    let words = name.split_whitespace().enumerate().map(|(number, word)| {
        let lower = word.to_lowercase();
        if number > 0 && matches!(lower.as_str(), "of" | "the" | "for" | "and" | "in" | "on") {
            return lower;
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let kept = ["the", "new", "old", "los", "san", "bay", "sun", "our", "fox", "red", "big"];
        if (letters <= 3 && count > 1 && !kept.contains(&lower.as_str()))
            || (count == 1 && word.chars().count() <= 4)
        {
            return word.to_owned();
        }
        let mut letters = lower.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    });
    words.collect::<Vec<String>>().join(" ")
}
