//! Words that the rules know, by what they do.
//!
//! Drawn up by hand from general knowledge of English news; what is frequent in PolNeAR's training
//! part was looked at to see that nothing common is missing.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word can do, as a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags(u32);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Flags {
            $($(#[$doc])* pub(super) const $name: Flags = Flags(1 << $bit);)*
        }
    };
}

flags! {
    /// Reports speech: say, write, announce.
    SAY = 0;
    /// Reports a belief, hope or fear.
    THINK = 1;
    /// Reports evidence: show, suggest.
    SHOW = 2;
    /// Rejects what another says.
    DENY = 3;
    /// Takes the one addressed as its object: tell, inform.
    TELL = 4;
    /// Introduces the words of others: quote, cite.
    QUOTE = 5;
    /// A form that can head a clause: says, said, say.
    FINITE = 6;
    /// The -ing form.
    ING = 7;
    /// The past participle.
    PARTICIPLE = 8;
    /// be, have, do and modals.
    AUXILIARY = 9;
    /// A form of be.
    BE = 10;
    /// not, never, neither …
    NEGATION = 11;
    /// Articles, possessives, quantifiers.
    DETERMINER = 12;
    /// I, he, they …: a whole noun phrase.
    PRONOUN = 13;
    /// Prepositions.
    PREPOSITION = 14;
    /// that, because, while …: begins a clause.
    SUBORDINATOR = 15;
    /// who, which, whose.
    RELATIVE = 16;
    /// Adverbs that stand beside a reporting verb.
    ADVERB = 17;
    /// Days, months, today …
    TIME = 18;
    /// claim, report, statement: nouns that carry a content.
    NOUN = 19;
    /// Ways of saying: statement, interview, telephone.
    MEDIUM = 20;
    /// and, or, but.
    CONJUNCTION = 21;
    /// would, could, may: not yet said.
    MODAL = 22;
    /// Words for people who speak: spokesman, analysts.
    PERSON = 23;
    /// Other common verbs, which end a noun phrase.
    VERB = 24;
    /// Reported what is wanted: urge, call for.
    URGE = 25;
}

impl Flags {
    pub(super) const NONE: Flags = Flags(0);

    pub(super) const fn or(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    pub(super) fn any(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }
}

/// What the lower-case word can do.
pub(super) fn flags(word: &str) -> Flags {
    WORDS.get(word).copied().unwrap_or(Flags::NONE)
}

static WORDS: LazyLock<HashMap<String, Flags>> = LazyLock::new(|| {
    let mut words: HashMap<String, Flags> = HashMap::new();
    let mut add = |word: &str, flags: Flags| {
        let entry = words.entry(word.to_owned()).or_default();
        *entry = entry.or(flags);
    };
    for (list, class) in VERBS {
        for verb in list.split_whitespace() {
            let forms = Forms::of(verb);
            add(&forms.base, class.or(Flags::FINITE));
            add(&forms.third, class.or(Flags::FINITE));
            add(&forms.past, class.or(Flags::FINITE));
            add(&forms.participle, class.or(Flags::PARTICIPLE));
            add(&forms.ing, class.or(Flags::ING));
        }
    }
    for (list, class) in OTHERS {
        for word in list.split_whitespace() {
            add(word, *class);
        }
    }
    words
});

struct Forms {
    base: String,
    third: String,
    past: String,
    participle: String,
    ing: String,
}

impl Forms {
    /// The forms of a verb, given as its base, or as `base/past` or `base/past/participle`.
    fn of(entry: &str) -> Forms {
        let mut parts = entry.split('/');
        let base = parts.next().unwrap_or_default();
        let past = parts.next().map(str::to_owned).unwrap_or_else(|| regular_past(base));
        let participle = parts.next().map(str::to_owned).unwrap_or_else(|| past.clone());
        let third = match base {
            _ if base.ends_with(['s', 'x', 'z'])
                || base.ends_with("ch")
                || base.ends_with("sh") =>
            {
                format!("{base}es")
            }
            _ => {
                match base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
                    Some(stem) => format!("{stem}ies"),
                    None => format!("{base}s"),
                }
            }
        };
        let ing = match base.strip_suffix('e') {
            Some(stem) if !base.ends_with("ee") => format!("{stem}ing"),
            _ if past.ends_with("ed") && doubles(base, &past) => {
                format!("{}ing", &past[..past.len() - 2])
            }
            _ => format!("{base}ing"),
        };
        Forms { third, past, participle, ing, base: base.to_owned() }
    }
}

fn regular_past(base: &str) -> String {
    if base.ends_with('e') {
        return format!("{base}d");
    }
    match base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{stem}ied"),
        None => format!("{base}ed"),
    }
}

/// Whether the past doubles the last letter: quipped.
fn doubles(base: &str, past: &str) -> bool {
    past.len() == base.len() + 3 && !base.ends_with('y')
}

/// Verbs; irregular ones with their past and participle.
const VERBS: &[(&str, Flags)] = &[
    (
        "say/said add announce answer/answered argue assert allege affirm attest boast brag \
         caution claim comment complain concede conclude confess confirm contend continue counter \
         cry declare detail disclose divulge elaborate emphasise emphasize estimate exclaim explain \
         forecast/forecast gripe hint imply indicate insist interject joke lament maintain mention \
         mumble murmur mutter note object observe offer opine order pledge point/pointed post \
         predict proclaim promise propose protest quip/quipped radio/radioed reaffirm recall \
         recommend recount reiterate relate relay remark repeat reply report respond retort reveal \
         scream shout sigh signal snap/snapped speculate state stress submit/submitted suggest \
         surmise swear/swore/sworn tease testify text thunder tweet underline underscore utter \
         volunteer vow warn whisper write/wrote/written yell acknowledge admit/admitted advocate \
         agree attribute call charge decree deem describe dub/dubbed explain instruct joke plead \
         praise question ask wonder inquire enquire request urge demand invite read/read \
         transmit/transmitted inform",
        Flags::SAY,
    ),
    (
        "tell/told inform remind assure notify advise warn ask caution reassure convince persuade \
         instruct brief email",
        Flags::TELL.or(Flags::SAY),
    ),
    (
        "believe think/thought feel/felt hope fear expect suspect doubt assume guess reckon judge \
         consider know/knew/known understand/understood worry want wish prefer foresee/foresaw \
         anticipate imagine dream see/saw/seen hear/heard learn realise realize remember figure \
         regard disagree regret intend plan",
        Flags::THINK,
    ),
    (
        "show/showed/shown suggest indicate find/found demonstrate prove reveal conclude imply \
         estimate project",
        Flags::SHOW,
    ),
    ("deny reject dismiss refute dispute rebut/rebutted contest repudiate disavow", Flags::DENY),
    ("quote cite", Flags::QUOTE),
    ("urge demand request implore beg/begged appeal invite", Flags::URGE),
    (
        "make/made take/took/taken give/gave/given come/came/come go/went/gone get/got/gotten \
         become/became/become begin/began/begun keep/kept leave/left let/let put/put set/set \
         hold/held bring/brought run/ran/run meet/met pay/paid lose/lost win/won stand/stood \
         speak/spoke/spoken talk appear seem remain stay start open close move turn decide cut/cut \
         lead/led rise/rose/risen fall/fell/fallen grow/grew/grown send/sent build/built \
         spend/spent use need try/tried look work live die hit/hit publish visit arrive sign vote \
         face include receive follow join support attack accuse blame refuse decline speak/spoke \
         launch release carry mean/meant cause cost/cost raise close end play serve sell/sold buy/bought",
        Flags::VERB,
    ),
];

const OTHERS: &[(&str, Flags)] = &[
    (
        "is are was were be been being am 's 're 'm isn't aren't wasn't weren't",
        Flags::AUXILIARY.or(Flags::BE),
    ),
    (
        "has have had having do does did 've 'd hasn't haven't hadn't don't doesn't didn't",
        Flags::AUXILIARY,
    ),
    (
        "will would could may might can shall should must won't wouldn't couldn't can't cannot \
         'll shouldn't",
        Flags::AUXILIARY.or(Flags::MODAL),
    ),
    (
        "not never neither nor n't isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't \
         didn't won't wouldn't couldn't can't cannot",
        Flags::NEGATION,
    ),
    (
        "the a an this that these those his her its their our my your some many most several few \
         all both each every any no another other two three four five six seven eight nine ten \
         one dozens hundreds thousands",
        Flags::DETERMINER,
    ),
    (
        "i he she it they we you who nobody everyone everybody someone somebody anyone both others",
        Flags::PRONOUN,
    ),
    (
        "of in on at to for from with by about against between among after before during over \
         under into near through without within across toward towards upon like as per via \
         around behind beside besides despite outside inside since until",
        Flags::PREPOSITION,
    ),
    (
        "that because while when if whether although though unless whereas where how why what \
         after before since until as than",
        Flags::SUBORDINATOR,
    ),
    ("who which whose whom", Flags::RELATIVE),
    (
        "also again earlier later then now already still once recently previously repeatedly \
         reportedly publicly privately bluntly simply merely just only even soon often always \
         flatly quickly angrily once twice separately further instead subsequently initially \
         immediately",
        Flags::ADVERB,
    ),
    (
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight \
         january february march april may june july august september october november december \
         jan feb mar apr jun jul aug sept oct nov dec morning afternoon evening night week month \
         year last next earlier later",
        Flags::TIME,
    ),
    (
        "claim claims assertion assertions allegation allegations accusation accusations charge \
         charges suggestion suggestions report reports rumour rumours rumor rumors argument view \
         belief opinion contention statement statements prediction warning hope fear fears \
         insistence notion idea remark remarks comment comments",
        Flags::NOUN,
    ),
    (
        "statement interview telephone phone email e-mail tweet post letter speech briefing \
         conference note report release filing memo video interviews remarks testimony twitter \
         facebook instagram television tv radio message text call blog newsletter reporters \
         journalists",
        Flags::MEDIUM,
    ),
    ("and or but & nor yet", Flags::CONJUNCTION),
    (
        "spokesman spokeswoman spokesperson spokesmen spokespeople official officials analyst \
         analysts minister president chairman chairwoman chair director chief manager officer \
         officers secretary governor mayor senator congressman lawyer lawyers attorney expert \
         experts economist economists source sources people person residents witnesses critics \
         supporters observers diplomats diplomat police researchers scientists authors author \
         doctors council ministry agency company government party union police court board \
         committee department office campaign team group organisers organizers authorities \
         engineers campaigners media newspaper leader leaders",
        Flags::PERSON,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        for word in [
            "said", "says", "quipped", "quipping", "denies", "told", "writing", "argues",
            "agreeing", "added",
        ] {
            assert!(flags(word).any(Flags::SAY.or(Flags::DENY)), "{word}");
        }
        assert!(flags("written").any(Flags::PARTICIPLE));
        assert!(!flags("table").any(Flags::SAY));
    }
}
