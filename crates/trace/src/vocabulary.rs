//! Words as numbers, with what is known of each: stem, commonness, meanings.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The number of a word or stem: a hash of it with its class in the last bits, the same in every
/// process, so that what is stored by it needs no dictionary beside. Two of a million words share
/// one now and then; that is noise.
pub type WordId = u32;

/// Bits of a [`WordId`] that tell the class.
const CLASS: u32 = 7;

/// Weight of the words of a class, and whether they are figures.
const CLASSES: [(f32, bool); 7] = [
    (0.0, false), // function words
    (0.2, true),  // "one"
    (0.4, false), // frequent words
    (0.7, false),
    (1.0, false),
    (1.2, true),  // figures
    (1.3, false), // names and rare words
];

/// What is known of a word.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The stem it shares with its inflections.
    pub stem: WordId,
    /// How much sharing it tells: 0 for function words, most for names and figures.
    pub weight: f32,
    /// Whether it is a figure.
    pub number: bool,
    /// Its meanings, as lines of the synonym table.
    meanings: &'static [u32],
}

/// What is known of the words met so far. It only saves work, but for the meanings.
#[derive(Default)]
pub struct Vocabulary {
    /// By the number without its class.
    entries: FxHashMap<WordId, Entry>,
}

/// Words that were stored by another process and not met in this one, by class.
static UNMET: [Entry; 8] = {
    const NONE: Entry = Entry { stem: 0, weight: 0.0, number: false, meanings: &[] };
    let mut unmet = [NONE; 8];
    let mut at = 0;
    while at < CLASSES.len() {
        (unmet[at].weight, unmet[at].number) = CLASSES[at];
        at += 1;
    }
    unmet
};

/// A hash of some text, the same in every process.
pub fn text_hash(text: &str) -> u32 {
    key(text, false)
}

/// Stems have numbers of their own, since "ther" is no word and "rate" is the stem of "rating".
fn key(word: &str, is_stem: bool) -> u32 {
    // FNV-1a, folded.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325 ^ u64::from(is_stem);
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as u32
}

impl Vocabulary {
    /// The number of a word in lower case.
    pub fn id(&mut self, word: &str) -> WordId {
        let bare = key(word, false) & !CLASS;
        if let Some(known) = self.entries.get(&bare) {
            return bare | (known.stem & CLASS);
        }
        let function = is_function_word(word);
        let stemmed = if function { word.to_owned() } else { stem(word) };
        let class = class(word, &stemmed);
        let (weight, number) = CLASSES[class as usize];
        let meanings = match function {
            true => &[][..],
            false => LEXICON.meanings.get(stemmed.as_str()).map_or(&[][..], Vec::as_slice),
        };
        let stem_key = key(&stemmed, true) & !CLASS;
        let entry = Entry { stem: stem_key | class, weight, number, meanings };
        self.entries.entry(stem_key).or_insert_with(|| entry.clone());
        self.entries.insert(bare, entry);
        bare | class
    }

    /// How many words and stems were met.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// What is known of a word.
    pub fn get(&self, id: WordId) -> &Entry {
        let known = self.entries.get(&(id & !CLASS)).filter(|it| (it.stem ^ id) & CLASS == 0);
        known.unwrap_or(&UNMET[(id & CLASS) as usize])
    }

    /// The stem of a word.
    pub fn stem(&self, id: WordId) -> WordId {
        self.entries.get(&(id & !CLASS)).map_or(id, |entry| entry.stem)
    }

    /// Whether two stems have a meaning in common.
    pub fn akin(&self, a: WordId, b: WordId) -> bool {
        let (a, b) = (self.get(a).meanings, self.get(b).meanings);
        a.iter().any(|meaning| b.contains(meaning))
    }

    /// The meanings of a word.
    pub fn meanings(&self, id: WordId) -> &'static [u32] {
        self.get(id).meanings
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || number_word(word).is_some()
}

/// The value of a number written as one word.
pub fn number_word(word: &str) -> Option<u64> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let at = |list: &[&str]| list.iter().position(|it| *it == word).map(|at| at as u64);
    at(&ONES).or_else(|| at(&TENS).map(|tens| 10 * (tens + 2)))
}

/// The place of a word in [`CLASSES`].
fn class(word: &str, stem: &str) -> u32 {
    let number = is_number(word);
    if is_function_word(word) || word.len() < 2 && !number {
        return 0;
    }
    if number {
        return if stem == "1" { 1 } else { 5 };
    }
    match LEXICON.stem_rank.get(stem) {
        Some(0..400) => 2,
        Some(400..1500) => 3,
        Some(_) => 4,
        None => 6,
    }
}

/// Whether a word is one of the few thousand most frequent ones.
pub fn is_common(word: &str) -> bool {
    LEXICON.rank.contains_key(word)
}

/// Whether a word carries grammar rather than matter.
pub fn is_function_word(word: &str) -> bool {
    LEXICON.function.contains(word)
}

struct Lexicon {
    rank: HashMap<&'static str, usize>,
    stem_rank: HashMap<String, usize>,
    meanings: HashMap<String, Vec<u32>>,
    function: HashSet<&'static str>,
    irregular: HashMap<&'static str, &'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let irregular: HashMap<&str, &str> = IRREGULAR
        .lines()
        .flat_map(|line| {
            let (base, forms) = line.split_once(':').unwrap_or((line, ""));
            forms.split_whitespace().map(move |form| (form, base))
        })
        .collect();
    let rank: HashMap<&str, usize> = include_str!("../data/common.txt").lines().zip(0..).collect();
    let mut stem_rank: HashMap<String, usize> = HashMap::new();
    for (word, rank) in &rank {
        let least = stem_rank.entry(stem_with(&irregular, word)).or_insert(*rank);
        *least = (*least).min(*rank);
    }
    let mut meanings: HashMap<String, Vec<u32>> = HashMap::new();
    for (number, line) in (0..).zip(include_str!("../data/synonyms.txt").lines()) {
        for word in line.split(' ').filter(|word| !word.contains('_')) {
            meanings.entry(stem_with(&irregular, word)).or_default().push(number);
        }
    }
    let function = FUNCTION_WORDS.split_whitespace().collect();
    Lexicon { rank, stem_rank, meanings, function, irregular }
});

/// What a word has in common with its inflections; no word for reading.
fn stem(word: &str) -> String {
    stem_with(&LEXICON.irregular, word)
}

fn stem_with(irregular: &HashMap<&str, &str>, word: &str) -> String {
    let word = word.strip_suffix("'s").or(word.strip_suffix('\'')).unwrap_or(word);
    let word = irregular.get(word).copied().unwrap_or(word);
    if !word.is_ascii() || word.len() < 4 || word.starts_with(|c: char| c.is_ascii_digit()) {
        return match number_word(word) {
            Some(value) => value.to_string(),
            None => word.replace(',', ""),
        };
    }
    if let Some(value) = number_word(word) {
        return value.to_string();
    }
    let has_vowel = |base: &str| base.bytes().any(|b| b"aeiouy".contains(&b));
    let verbal = |base: &str| {
        let bytes = base.as_bytes();
        let doubled = bytes.len() > 3
            && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
            && !b"lsz".contains(&bytes[bytes.len() - 1]);
        if doubled { base[..base.len() - 1].to_owned() } else { base.to_owned() }
    };
    let mut base = if let Some(base) = word.strip_suffix("ies").or(word.strip_suffix("ied")) {
        format!("{base}y")
    } else if let Some(base) = word.strip_suffix("sses") {
        format!("{base}ss")
    } else if let Some(base) = word.strip_suffix("ing").filter(|it| it.len() > 2 && has_vowel(it)) {
        verbal(base)
    } else if let Some(base) = word.strip_suffix("ed").filter(|it| it.len() > 2 && has_vowel(it)) {
        verbal(base)
    } else if let Some(base) = ["ches", "shes", "xes"]
        .iter()
        .find_map(|end| word.ends_with(end).then(|| &word[..word.len() - 2]))
    {
        base.to_owned()
    } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        word[..word.len() - 1].to_owned()
    } else {
        word.to_owned()
    };
    if base.len() > 3 && base.ends_with('e') {
        base.pop();
    }
    if base.ends_with('y') {
        base.pop();
        base.push('i');
    }
    base
}

const FUNCTION_WORDS: &str = "a an the this that these those it its it's he him his she her hers they \
    them their theirs we us our ours you your yours i me my mine who whom whose which what where \
    when why how that's he's she's they're we're i'm you're is are was were be been being am do \
    does did done has have had having will would shall should can could may might must and or but \
    nor so yet if then than as at by for from in into of off on onto out over to up with without \
    about after before again against between through during under above below until while because \
    though although since there here also too very just only own same some any each every all both \
    more most much many few other another such not no yes even still already said say says saying \
    told tell tells according added adding asked one's itself himself herself themselves myself \
    ourselves yourself upon per via s t d ll m re ve mr mrs ms";

const IRREGULAR: &str = "\
go:went gone goes
rise:rose risen
fall:fell fallen
leave:left
give:gave given
take:took taken
get:got gotten
make:made
come:came
see:saw seen
know:knew known
think:thought
find:found
hold:held
keep:kept
meet:met
pay:paid
run:ran
sell:sold
buy:bought
send:sent
spend:spent
stand:stood
understand:understood
write:wrote written
speak:spoke spoken
break:broke broken
choose:chose chosen
drive:drove driven
eat:ate eaten
fly:flew flown
grow:grew grown
hear:heard
lead:led
lose:lost
mean:meant
read:reads
ride:rode ridden
sleep:slept
steal:stole stolen
strike:struck stricken
swim:swam swum
teach:taught
wear:wore worn
win:won
bring:brought
build:built
catch:caught
deal:dealt
draw:drew drawn
fight:fought
forget:forgot forgotten
hide:hid hidden
lie:lay lain lying
set:setting
shake:shook shaken
shoot:shot
sit:sat
sink:sank sunk
begin:began begun
become:became
feel:felt
show:showed shown
forbid:forbade forbidden
withdraw:withdrew withdrawn
overtake:overtook overtaken
man:men
woman:women
child:children
person:people persons
foot:feet
wife:wives
life:lives
nobody:no-one noone
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_share_a_stem() {
        for (a, b) in [
            ("moved", "moving"),
            ("rose", "rising"),
            ("stopped", "stop"),
            ("companies", "company"),
            ("fourteen", "14"),
            ("4,000", "4000"),
            ("minister's", "ministers"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_ne!(stem("this"), stem("thi"));
    }

    #[test]
    fn the_class_of_a_word_is_known_without_having_met_it() {
        let mut met = Vocabulary::default();
        let strange = Vocabulary::default();
        for word in ["the", "one", "time", "water", "harbour", "41,000", "quillfeather", "rating"] {
            let id = met.id(word);
            let stem = met.stem(id);
            let (known, told) = (met.get(stem).clone(), strange.get(stem));
            assert_eq!((known.weight, known.number), (told.weight, told.number), "{word}");
            assert_eq!(met.id(word), id);
        }
    }

    #[test]
    fn synonyms_are_akin() {
        let mut vocabulary = Vocabulary::default();
        let (a, b, c) =
            (vocabulary.id("answered"), vocabulary.id("replies"), vocabulary.id("cave"));
        let stems = [a, b, c].map(|id| vocabulary.stem(id));
        assert!(vocabulary.akin(stems[0], stems[1]));
        assert!(!vocabulary.akin(stems[0], stems[2]));
    }
}
