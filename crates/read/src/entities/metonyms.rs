//! Capitals, seats and countries: governments where they act or speak, places where somebody is in
//! them or comes to them.

use std::ops::Range;

use super::lexicon;
use super::tokens::Tokens;

/// What a place's name stands for at one mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Place,
    Power,
}

/// What powers do, by the beginnings of the verbs.
const ACTS: &[&str] = &[
    "accus",
    "reject",
    "urg",
    "deny",
    "deni",
    "announc",
    "warn",
    "insist",
    "welcom",
    "condemn",
    "demand",
    "call",
    "summon",
    "expel",
    "recall",
    "impos",
    "lift",
    "sign",
    "ratif",
    "agree",
    "refus",
    "pledg",
    "promis",
    "vow",
    "threaten",
    "back",
    "support",
    "oppos",
    "propos",
    "offer",
    "send",
    "sent",
    "deploy",
    "seek",
    "sought",
    "want",
    "hope",
    "fear",
    "believ",
    "consider",
    "recogni",
    "annex",
    "invad",
    "retaliat",
    "respond",
    "react",
    "protest",
    "complain",
    "blam",
    "brand",
    "describ",
    "dismiss",
    "veto",
    "approv",
    "block",
    "suspend",
    "halt",
    "ban",
    "sanction",
    "order",
    "ask",
    "request",
    "invit",
    "press",
    "push",
    "plan",
    "decid",
    "negotiat",
    "maintain",
    "stress",
    "signal",
    "hint",
    "admit",
    "confirm",
    "claim",
    "accept",
    "withdr",
    "resum",
    "tighten",
    "eas",
    "issu",
    "appeal",
    "critici",
    "prais",
    "thank",
    "congratulat",
    "voic",
    "express",
    "declar",
    "launch",
    "pull",
    "said",
    "say",
    "told",
    "tell",
    "argu",
    "suggest",
    "alleg",
    "not",
    "object",
    "intend",
    "prepar",
    "try",
    "tri",
    "fail",
    "continu",
    "repeat",
    "reiterat",
    "concede",
    "conced",
    "acknowledg",
    "vot",
    "abstain",
    "pay",
    "paid",
    "cut",
    "broke",
    "break",
    "gave",
    "give",
    "took",
    "take",
    "made",
    "make",
    "kept",
    "keep",
    "need",
    "use",
    "face",
    "lost",
    "won",
];

/// Adjectives and participles behind "is": Moscow is ready, but Moscow is cold.
const MINDS: &[&str] = &[
    "ready",
    "willing",
    "prepared",
    "reluctant",
    "concerned",
    "determined",
    "open",
    "opposed",
    "keen",
    "unwilling",
    "expected",
    "said",
    "believed",
    "likely",
    "set",
    "due",
    "committed",
    "interested",
    "considering",
    "seeking",
    "trying",
    "preparing",
    "planning",
    "demanding",
    "asking",
    "pushing",
    "pressing",
    "urging",
    "calling",
    "threatening",
    "accused",
    "not",
    "against",
    "refusing",
    "offering",
    "sending",
    "blocking",
    "negotiating",
    "accusing",
    "insisting",
    "backing",
];

/// What belongs to a power rather than to a town: Moscow's position, but Moscow's streets.
const POSSESSIONS: &[&str] = &[
    "government",
    "ministry",
    "minister",
    "foreign",
    "defence",
    "defense",
    "position",
    "stance",
    "decision",
    "policy",
    "policies",
    "claim",
    "claims",
    "demand",
    "demands",
    "offer",
    "plan",
    "plans",
    "threat",
    "threats",
    "response",
    "refusal",
    "ambassador",
    "envoy",
    "envoys",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "army",
    "forces",
    "troops",
    "sanctions",
    "support",
    "proposal",
    "proposals",
    "interests",
    "view",
    "views",
    "allies",
    "ally",
    "influence",
    "approval",
    "consent",
    "aggression",
    "invasion",
    "rule",
    "diplomats",
    "diplomat",
    "leaders",
    "leadership",
    "officials",
    "negotiators",
    "assertion",
    "denial",
    "reply",
    "answer",
    "war",
    "ambitions",
    "intentions",
    "commitment",
    "promise",
    "promises",
    "warning",
    "warnings",
    "wishes",
    "rejection",
    "reaction",
];

/// In front of "to" and "from": on the way rather than addressed.
const MOTION: &[&str] = &[
    "fly",
    "flew",
    "flown",
    "flying",
    "travel",
    "travels",
    "travelled",
    "traveled",
    "travelling",
    "traveling",
    "go",
    "goes",
    "going",
    "went",
    "gone",
    "come",
    "came",
    "coming",
    "return",
    "returns",
    "returned",
    "returning",
    "trip",
    "trips",
    "visit",
    "visits",
    "flight",
    "flights",
    "move",
    "moved",
    "way",
    "road",
    "train",
    "trains",
    "drive",
    "drove",
    "head",
    "heads",
    "headed",
    "heading",
    "tour",
    "journey",
    "moved",
    "moving",
    "fled",
    "flee",
    "bus",
    "ferry",
    "transferred",
    "taken",
    "brought",
    "arrived",
    "arrive",
    "arriving",
    "invited",
    "route",
    "railway",
    "pipeline",
    "kilometres",
    "kilometers",
    "km",
    "miles",
    "close",
    "delegation",
    "summoned",
    "back",
];

/// In front of "to" and "from": said or given rather than moved.
const MESSAGES: &[&str] = &[
    "message",
    "messages",
    "letter",
    "letters",
    "warning",
    "warnings",
    "response",
    "reply",
    "answer",
    "aid",
    "help",
    "assistance",
    "weapons",
    "ties",
    "loyal",
    "according",
    "offer",
    "offers",
    "objection",
    "objections",
    "appeal",
    "note",
    "signal",
    "signals",
    "said",
    "concessions",
    "threat",
    "pressure",
    "orders",
    "order",
    "support",
    "money",
    "criticism",
    "word",
    "statement",
    "approval",
    "guarantees",
    "permission",
    "comment",
    "reaction",
    "condemnation",
    "request",
    "demands",
    "gift",
    "message",
    "complained",
    "appealed",
    "known",
    "belongs",
    "owed",
    "independence",
    "instructions",
    "promise",
    "promises",
    "protest",
    "denial",
    "loan",
    "loans",
];

/// What the name stands for; `speaks` where it is the source of an attribution.
pub(crate) fn use_of(tokens: &Tokens, name: &Range<usize>, speaks: bool, seat: bool) -> Use {
    let mut left = name.start;
    if left > 0 && tokens.lower(left - 1) == "the" && tokens.joined(left - 1) {
        left -= 1;
    }
    let close = left > 0 && tokens.joined(left - 1);
    let before =
        |back: usize| left.checked_sub(back).filter(|_| close).map_or("", |at| tokens.lower(at));
    let word = before(1);
    let near = |words: &[&str]| (2..=5).any(|back| words.contains(&before(back)));
    let locative = match word {
        "in" | "at" | "near" | "outside" | "around" | "across" | "into" | "inside"
        | "throughout" | "towards" | "toward" | "through" | "via" | "central" | "downtown"
        | "eastern" | "western" | "northern" | "southern" | "visit" | "visits" | "visited"
        | "visiting" | "leave" | "leaves" | "left" | "leaving" | "reach" | "reached"
        | "reaching" | "entered" | "entering" | "toured" | "besieged" | "above" | "over" => {
            Some(Use::Place)
        }
        "to" | "from" => {
            let nearest = (2..=5).find_map(|back| {
                let word = before(back);
                if MOTION.contains(&word) {
                    Some(Use::Place)
                } else if MESSAGES.contains(&word) {
                    Some(Use::Power)
                } else {
                    None
                }
            });
            Some(nearest.unwrap_or(Use::Place))
        }
        "with" | "against" | "by" | "between" | "toward's" => {
            // Paved by Moscow is rare; a road between Moscow and Tula is not.
            Some(if near(MOTION) || near(&["distance"]) { Use::Place } else { Use::Power })
        }
        _ if is_act(word) && !matches!(word, "not" | "use" | "make" | "take") => Some(Use::Power),
        _ => None,
    };
    if let Some(told) = locative.filter(|told| *told == Use::Power || !speaks || word != "from") {
        return told;
    }
    if speaks {
        return Use::Power;
    }
    let possessive = tokens.get(name.end - 1).is_some_and(|token| token.possessive);
    let next = tokens.lower(name.end);
    if possessive {
        return if POSSESSIONS.contains(&next) { Use::Power } else { Use::Place };
    }
    if tokens.joined(name.end - 1) {
        if lexicon::is_place_head(next) || matches!(next, "suburb" | "hotel" | "time" | "airport") {
            return Use::Place;
        }
        if acts(tokens, name.end) {
            return Use::Power;
        }
    }
    // "Moscow on Monday accused": past a day.
    if next == "on" && is_act(tokens.lower(name.end + 2)) {
        return Use::Power;
    }
    // "and Beijing", "Moscow and": as the other one.
    if seat && !possessive { Use::Power } else { Use::Place }
}

/// Whether the words from `at` on are a verb of acting, past auxiliaries and adverbs.
fn acts(tokens: &Tokens, at: usize) -> bool {
    let mut at = at;
    for _ in 0..3 {
        let word = tokens.lower(at);
        match word {
            "also" | "has" | "had" | "have" | "would" | "will" | "may" | "might" | "could"
            | "must" | "did" | "does" | "never" | "later" | "earlier" | "already" | "now"
            | "still" | "repeatedly" | "itself" | "should" | "can" => {
                if !tokens.joined(at) {
                    return false;
                }
                at += 1;
            }
            "is" | "was" | "are" | "were" | "remains" | "seems" | "appears" => {
                let next = tokens.lower(at + 1);
                return MINDS.contains(&next);
            }
            _ => break,
        }
    }
    is_act(tokens.lower(at)) && tokens.get(at).is_some_and(|token| !token.capital)
}

fn is_act(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "", "e", "s", "es", "ed", "d", "ing", "ted", "ting", "led", "ling", "ies", "ied", "nt",
        "rew", "aw", "aws", "ned", "sed", "ses", "zed", "zes", "ises", "ised", "y",
    ];
    ACTS.iter().any(|stem| word.strip_prefix(stem).is_some_and(|rest| ENDS.contains(&rest)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_text::Layout;

    fn used(text: &str, name: &str) -> Use {
        let layout = Layout::of(text);
        let tokens = Tokens::of(text, &layout);
        let at = text.find(name).expect("the name");
        let range = tokens.within(sayso_text::Span::new(at, at + name.len()));
        use_of(&tokens, &range, false, matches!(name, "Kremlin" | "White House" | "No. 10"))
    }

    #[test]
    fn powers_act() {
        for (text, name) in [
            ("Beijing rejected the report.", "Beijing"),
            ("On Monday Moscow accused its neighbour.", "Moscow"),
            ("Moscow on Monday accused its neighbour.", "Moscow"),
            ("Brussels has urged members to pay.", "Brussels"),
            ("Talks with Moscow go on.", "Moscow"),
            ("The paper was condemned by Brussels.", "Brussels"),
            ("A letter to Beijing was not answered.", "Beijing"),
            ("They await orders from Moscow.", "Moscow"),
            ("Moscow's position has not changed.", "Moscow"),
            ("Washington is ready to talk.", "Washington"),
            ("He urged Beijing to open its markets.", "Beijing"),
            ("The Kremlin has no comment.", "Kremlin"),
            ("Sanctions against Moscow were lifted.", "Moscow"),
        ] {
            assert_eq!(used(text, name), Use::Power, "{text}");
        }
    }

    #[test]
    fn places_are_come_to() {
        for (text, name) in [
            ("In Beijing, shopkeepers welcomed the plan.", "Beijing"),
            ("The chancellor arrived in Moscow on Sunday.", "Moscow"),
            ("She flew to Brussels on Monday.", "Brussels"),
            ("He left Moscow by train.", "Moscow"),
            ("The train from Moscow was late.", "Moscow"),
            ("Moscow's streets were empty.", "Moscow"),
            ("Moscow is cold in winter.", "Moscow"),
            ("Crowds gathered outside the White House.", "White House"),
            ("A Moscow suburb was without power.", "Moscow"),
            ("The road between Moscow and Tula is long; it is a road by night.", "Tula"),
            ("He was invited to the Kremlin.", "Kremlin"),
        ] {
            assert_eq!(used(text, name), Use::Place, "{text}");
        }
    }
}
