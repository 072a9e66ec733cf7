//! The words that have a sense on the calendar, and the verbs that show tense.

use crate::meaning::{Part, Season, Unit};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The calendar sense of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lex {
    /// Beyond the end of what may be read.
    End,
    /// Any other word.
    Word,
    /// A word that may begin an expression and is read by its letters.
    Opener,
    /// A number in digits, and how many there are.
    Number(u32, u8),
    /// A number in words.
    Numeral(u32),
    /// An ordinal number.
    Ordinal(u32),
    /// Monday is 1.
    Weekday(u8),
    Month(u8),
    Unit(Unit, bool),
    Season(Season),
    Part(Part),
    /// "a.m." is false.
    Meridiem(bool),
    Mark(char),
}

/// What a verb form tells about the tense of what stands near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    None,
    Past,
    Present,
    Future,
}

static WORDS: LazyLock<HashMap<&'static str, (Lex, Hint)>> = LazyLock::new(build);

/// The longest word of the lexicon.
const LONGEST: usize = 14;

/// The sense of a word in lower or upper case.
pub(crate) fn look_up(word: &str) -> (Lex, Hint) {
    let mut lower = [0u8; LONGEST];
    let word = word.strip_suffix('.').unwrap_or(word);
    let bytes = word.as_bytes();
    if bytes.len() > LONGEST || !word.is_ascii() {
        return (Lex::Word, suffix_hint(word));
    }
    let lower = &mut lower[..bytes.len()];
    lower.copy_from_slice(bytes);
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).unwrap_or_default();
    WORDS.get(lower).copied().unwrap_or_else(|| (Lex::Word, suffix_hint(lower)))
}

/// Whether a word is the full name of a weekday or a month.
pub(crate) fn full_name(word: &str) -> bool {
    let same = |name: &str| word.eq_ignore_ascii_case(name);
    match look_up(word).0 {
        Lex::Weekday(_) => word.len() >= 6,
        Lex::Month(month) => MONTHS[usize::from(month) - 1].split(' ').next().is_some_and(same),
        _ => false,
    }
}

fn suffix_hint(word: &str) -> Hint {
    if word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") {
        Hint::Past
    } else {
        Hint::None
    }
}

fn build() -> HashMap<&'static str, (Lex, Hint)> {
    let mut words = HashMap::new();
    for (list, hint) in [(PAST, Hint::Past), (PRESENT, Hint::Present), (FUTURE, Hint::Future)] {
        for word in list.split_whitespace() {
            words.insert(word, (Lex::Word, hint));
        }
    }
    for word in OPENERS.split_whitespace() {
        let hint = words.get(word).map_or(Hint::None, |(_, hint)| *hint);
        words.insert(word, (Lex::Opener, hint));
    }
    let mut add = |list: &'static str, lex: Lex| {
        for word in list.split_whitespace() {
            words.insert(word, (lex, Hint::None));
        }
    };
    for (n, list) in WEEKDAYS.iter().enumerate() {
        add(list, Lex::Weekday(n as u8 + 1));
    }
    for (n, list) in MONTHS.iter().enumerate() {
        add(list, Lex::Month(n as u8 + 1));
    }
    for (n, list) in NUMERALS {
        add(list, Lex::Numeral(*n));
    }
    for (n, list) in ORDINALS {
        add(list, Lex::Ordinal(*n));
    }
    for (unit, one, many) in UNITS {
        add(one, Lex::Unit(*unit, false));
        add(many, Lex::Unit(*unit, true));
    }
    add("spring", Lex::Season(Season::Spring));
    add("summer", Lex::Season(Season::Summer));
    add("fall autumn", Lex::Season(Season::Fall));
    add("winter", Lex::Season(Season::Winter));
    add("morning mornings", Lex::Part(Part::Morning));
    add("afternoon afternoons", Lex::Part(Part::Afternoon));
    add("evening evenings", Lex::Part(Part::Evening));
    add("am a.m a.m.", Lex::Meridiem(false));
    add("pm p.m p.m.", Lex::Meridiem(true));
    words
}

const WEEKDAYS: [&str; 7] = [
    "monday mon mondays",
    "tuesday tue tues tuesdays",
    "wednesday wed weds wednesdays",
    "thursday thu thur thurs thursdays",
    "friday fri fridays",
    "saturday sat saturdays",
    "sunday sun sundays",
];

const MONTHS: [&str; 12] = [
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
];

const NUMERALS: &[(u32, &str)] = &[
    (0, "zero"),
    (1, "one"),
    (2, "two"),
    (3, "three"),
    (4, "four"),
    (5, "five"),
    (6, "six"),
    (7, "seven"),
    (8, "eight"),
    (9, "nine"),
    (10, "ten"),
    (11, "eleven"),
    (12, "twelve"),
    (13, "thirteen"),
    (14, "fourteen"),
    (15, "fifteen"),
    (16, "sixteen"),
    (17, "seventeen"),
    (18, "eighteen"),
    (19, "nineteen"),
    (20, "twenty"),
    (30, "thirty"),
    (40, "forty"),
    (50, "fifty"),
    (60, "sixty"),
    (70, "seventy"),
    (80, "eighty"),
    (90, "ninety"),
    (100, "hundred"),
    (1000, "thousand"),
];

const ORDINALS: &[(u32, &str)] = &[
    (1, "first"),
    (2, "second"),
    (3, "third"),
    (4, "fourth"),
    (5, "fifth"),
    (6, "sixth"),
    (7, "seventh"),
    (8, "eighth"),
    (9, "ninth"),
    (10, "tenth"),
    (11, "eleventh"),
    (12, "twelfth"),
    (13, "thirteenth"),
    (14, "fourteenth"),
    (15, "fifteenth"),
    (16, "sixteenth"),
    (17, "seventeenth"),
    (18, "eighteenth"),
    (19, "nineteenth"),
    (20, "twentieth"),
    (30, "thirtieth"),
];

const UNITS: &[(Unit, &str, &str)] = &[
    // "second" is an ordinal first; the grammar reads it as a unit where a count stands before.
    (Unit::Second, "", "seconds secs"),
    (Unit::Minute, "minute min", "minutes mins"),
    (Unit::Hour, "hour hr", "hours hrs"),
    (Unit::Day, "day", "days"),
    (Unit::Night, "night", "nights"),
    (Unit::Weekend, "weekend", "weekends"),
    (Unit::Week, "week", "weeks"),
    (Unit::Fortnight, "fortnight", "fortnights"),
    (Unit::Month, "month", "months"),
    (Unit::Quarter, "quarter", "quarters"),
    (Unit::Year, "year yr", "years yrs"),
    (Unit::Decade, "decade", "decades"),
    (Unit::Century, "century", "centuries"),
    (Unit::Millennium, "millennium", "millennia"),
];

/// Words that begin an expression of several words, or are one.
const OPENERS: &str = "all today yesterday tomorrow tonight now currently current recent recently soon \
    the a an this that these last next past previous following coming early earlier late later mid \
    midnight noon midday overnight nearly almost about around some several few many couple dozen \
    half every each daily weekly monthly quarterly yearly annual annually hourly nightly biweekly \
    future presently nowadays formerly lately shortly once christmas easter thanksgiving new \
    memorial labor independence halloween valentine ramadan good ash boxing election martin \
    veterans columbus presidents mother father st patrick fiscal upcoming same more less at over \
    under between other up weekday weekdays latest year-ago year-earlier another \
    beginning end start middle both within nineties eighties seventies sixties fifties forties \
    thirties twenties approximately roughly just only ago simultaneously meantime final prior \
    immediately eventually momentarily previously ultimately already overdue xmas palm black cyber \
    super just-ended juneteenth earth labour international europe bastille canada australia anzac remembrance armistice bonfire saint maundy shrove ascension whit pentecost corpus weekends tens entire whole any dusk dawn sunrise sunset day-long year-long long-term \
    near-term day";

const PAST: &str = "was were had did said told came went took made held met won lost began began \
    fell rose sent got gave left became found kept led paid put ran saw set shot sold spoke spent \
    stood struck thought wrote broke brought built bought caught chose drew drove fought flew forgot \
    grew heard hit hurt knew laid lay meant read rode sank sat shook shut sang slept slid spread \
    stole swore swept swam taught tore threw understood wore withdrew cut burst fled froze dealt bid \
    ceased been undertook overturned arose awoke bore beat bent bound bled bred dug fed forbade \
    hid hung lent lit rang sought shrank spun split sprang stuck stung strode underwent upheld \
    wept wound ago";

const PRESENT: &str = "is are re has have does do says am 's";

const FUTURE: &str = "will shall 'll wo scheduled due expected planned slated likely happens can could might must should upcoming until till \
    would plan plans planning intends hopes expects hope expect intend tentatively deadline upcoming starting beginning effective payable meets meet begins begin starts start \
    opens open reopens reopen resumes resume arrives arrive leaves departs travels visits votes hosts \
    speaks gives holds moves hosts sings performs presents addresses gathers celebrates faces sits hears \
    decides elects unveils welcomes receives flies joins leads kicks marks attends appears \
    testifies publishes airs screens premieres competes inaugurates lectures tours rules \
    plays returns follows closes ends expires concludes reconvenes convenes due";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names() {
        for name in ["Friday", "fridays", "MAY", "march", "September"] {
            assert!(full_name(name), "{name}");
        }
        for other in ["fri", "sat", "sept", "mar", "Sept.", "summer", "mayor", "", "day"] {
            assert!(!full_name(other), "{other}");
        }
    }
}
