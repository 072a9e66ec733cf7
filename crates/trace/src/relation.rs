//! Whether one dispatch took words of another, which of the two did, and why we think so.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::compare::{Likeness, Run, Side, compare};
use crate::credits::{Credit, CreditKind, OutletNames};
use crate::digest::{Digest, Quote, Word};
use crate::item::Item;
use crate::vocabulary::{Vocabulary, WordId};

/// How a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum How {
    /// The whole text, but for a few words.
    Verbatim,
    /// With parts left out.
    Cut,
    /// In another order.
    Reordered,
    /// In other words, with stretches in common.
    Rewritten,
    /// Worded anew throughout.
    Translated,
    /// A passage or a quotation taken into another text.
    Lifted,
    /// A later version at the same address.
    Update,
    /// A later version at the same address that says it corrects.
    Correction,
}

impl How {
    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            How::Verbatim => "verbatim",
            How::Cut => "cut",
            How::Reordered => "reordered",
            How::Rewritten => "rewritten",
            How::Translated => "translated",
            How::Lifted => "lifted",
            How::Update => "update",
            How::Correction => "correction",
        }
    }
}

/// What shows that a dispatch is a copy, or which of two is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Evidence {
    /// So many words of narration in common, the longest run of so many.
    Words {
        /// Words in all.
        shared: usize,
        /// Words of the longest run.
        longest: usize,
    },
    /// So many hundredths of the matter retold, sentence by sentence in the same order.
    Matter {
        /// Of the whole.
        hundredths: u32,
    },
    /// The copy names the other's outlet; the bytes of the copy where it does.
    Credit {
        /// What kind of credit.
        kind: CreditKind,
        /// The name, in bytes of the copy.
        at: Range<usize>,
    },
    /// A quotation in common beside a credit; the bytes of the copy.
    Quotation {
        /// The quotation, in bytes of the copy.
        at: Range<usize>,
    },
    /// Each names the other.
    MutualCredit,
    /// The one was issued before the other, by so many minutes.
    Clock {
        /// Between the two.
        minutes: i64,
    },
    /// The clock says otherwise, but the credit decides.
    ClockOverruled,
    /// Both stand at one address.
    Address,
    /// Nothing tells which was first.
    NothingDecides,
}

/// One dispatch took words of another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// The one that took them, or the later in the pile where that can't be told.
    pub copy: u32,
    /// The one that had them.
    pub of: u32,
    /// Whether it can be told which is which.
    pub known: bool,
    /// How it was done.
    pub how: How,
    /// Why we think so.
    pub evidence: Vec<Evidence>,
    /// Credit that the copy gives.
    pub credit: Option<CreditKind>,
    /// Share of the copy that the other tells.
    pub coverage: f32,
    /// Words of the copy that the other has too.
    pub passages: Vec<Range<usize>>,
    /// Whether the one that had them was surely issued first.
    pub clock_agrees: bool,
}

/// A dispatch with all that comparing needs.
pub struct Party<'p> {
    /// Its number in the pile.
    pub number: u32,
    /// What its page says.
    pub item: &'p Item,
    /// Names of its outlet.
    pub names: Option<&'p OutletNames>,
    /// Its words, furniture marked.
    pub side: Side<'p>,
}

/// What comparing two dispatches gave.
pub struct Verdict {
    /// Set where one took words of the other.
    pub relation: Option<Relation>,
    /// Whether they are the same words with other names and figures.
    pub template: bool,
}

/// A shared run of narration of so many words is no chance.
const PASSAGE: usize = 10;
/// Shared narration of so many words in all, in runs of five or more.
const SCATTERED: usize = 24;
/// Share of the matter that two who were there don't tell alike.
const RETOLD: f32 = 0.5;
/// The same where the text says as a whole whom it follows.
const RETOLD_WITH_CREDIT: f32 = 0.22;
/// Share of a text's own matter that is another's, whatever the text says.
const MOSTLY: f32 = 0.6;
/// Share of the sentences that go the same way in both.
const COURSE: f32 = 0.6;
/// A quotation of so many words can be recognised.
const QUOTATION: usize = 6;

/// Two who asked somebody unnamed don't bring home so many words alike.
const LONG_QUOTATION: usize = 8;

/// Quotations of two languages are alike from here on.
const REWORDED: f32 = 0.4;

/// Compares two dispatches.
pub fn relate(a: &Party, b: &Party, vocabulary: &Vocabulary) -> Verdict {
    let likeness = compare(&a.side, &b.side, vocabulary);
    if likeness.facts.clash() {
        // The same words about another event; or other words, which tells nothing.
        let [a, b] = likeness.narration;
        let template = likeness.longest >= PASSAGE
            || likeness.shared >= SCATTERED
            || 5 * likeness.shared >= 2 * a.min(b).max(1);
        return Verdict { relation: None, template };
    }
    let same_outlet = a.names.is_some() && a.item.outlet == b.item.outlet;
    let same_address = same_outlet && a.item.url.is_some() && a.item.url == b.item.url;
    let credits = |of: &Party, to: &Party| -> Vec<Credit> {
        match to.names {
            Some(names) if !same_outlet => names.credits(&of.item.text, of.side.digest),
            _ => Vec::new(),
        }
    };
    let pair = Pair {
        a,
        b,
        by_a: credits(a, b),
        by_b: credits(b, a),
        likeness: &likeness,
        same_address,
        vocabulary,
    };
    Verdict { relation: pair.relation(), template: false }
}

struct Pair<'p> {
    a: &'p Party<'p>,
    b: &'p Party<'p>,
    /// Credits that `a` gives to `b`.
    by_a: Vec<Credit>,
    /// Credits that `b` gives to `a`.
    by_b: Vec<Credit>,
    likeness: &'p Likeness,
    same_address: bool,
    vocabulary: &'p Vocabulary,
}

impl Pair<'_> {
    fn relation(&self) -> Option<Relation> {
        let mut evidence = Vec::new();
        let copied = self.passage(&mut evidence)
            || self.retold(&mut evidence)
            || self.lifted_quotation(&mut evidence);
        if !copied {
            return None;
        }
        let (forward, known) = self.direction(&mut evidence);
        Some(self.directed(forward, known, evidence))
    }

    fn passage(&self, evidence: &mut Vec<Evidence>) -> bool {
        let Likeness { shared, longest, .. } = *self.likeness;
        let found = longest >= PASSAGE || shared >= SCATTERED;
        if found {
            evidence.push(Evidence::Words { shared, longest });
        }
        found
    }

    fn retold(&self, evidence: &mut Vec<Evidence>) -> bool {
        let Likeness { matter, told, order, course, .. } = self.likeness;
        let most = matter[0].max(matter[1]);
        let in_order = told[0].len().max(told[1].len()) >= 3 && *order >= 0.6;
        let whole = strongest(&self.by_a).max(strongest(&self.by_b)) == Some(CreditKind::Whole);
        // A sentence that names another medium for one piece of news is no copy; a text that goes
        // all the way through the matter of the one it names is.
        let inline = |credits: &[Credit], copy: &Party, of: &Party| {
            !credits.is_empty() && !surely_before(copy.item, of.item)
        };
        let named = inline(&self.by_a, self.a, self.b) && self.beyond_credit(0)
            || inline(&self.by_b, self.b, self.a) && self.beyond_credit(1);
        let cited = !whole
            && (!self.by_a.is_empty() && !self.beyond_credit(0)
                || !self.by_b.is_empty() && !self.beyond_credit(1));
        if !self.one_event() {
            return false;
        }
        let found = most >= RETOLD && in_order && !cited
            || most >= RETOLD_WITH_CREDIT && whole
            || most >= RETOLD_WITH_CREDIT && named && (*course >= COURSE || in_order);
        if found {
            evidence.push(Evidence::Matter { hundredths: (100.0 * most) as u32 });
        }
        found
    }

    /// Whether both name the same people or places: the words of a topic alone are no event.
    fn one_event(&self) -> bool {
        let outlets = |stem: &WordId| {
            let signs = [self.a, self.b].into_iter().filter_map(|party| party.names);
            signs.flat_map(OutletNames::signs).any(|sign| sign == stem)
        };
        let names = |party: &Party| -> BTreeSet<WordId> {
            let words = party.side.digest.words.iter();
            let furniture = &party.side.furniture;
            let names = words.filter(|word| word.name && !furniture[word.sentence as usize]);
            let names = names.map(|word| word.stem).filter(|stem| !outlets(stem));
            names.filter(|stem| self.vocabulary.get(*stem).weight > 1.2).collect()
        };
        let (a, b) = (names(self.a), names(self.b));
        let fewer = a.len().min(b.len());
        a.intersection(&b).count() >= fewer.div_ceil(3).min(3)
    }

    /// Whether the one at `side` tells what the other tells in more than the paragraphs that name
    /// the other.
    fn beyond_credit(&self, side: usize) -> bool {
        let (party, credits) = [(self.a, &self.by_a), (self.b, &self.by_b)][side];
        let paragraph = |sentence: usize| party.side.digest.sentences[sentence].paragraph;
        let credited = |sentence: &&usize| {
            credits.iter().any(|credit| paragraph(credit.sentence) == paragraph(**sentence))
        };
        let beyond = |sentences: &[usize]| sentences.iter().filter(|it| !credited(it)).count();
        let quotation = party.side.digest.quotations.iter().any(|quote| {
            let sentence = party.side.digest.words[quote.words.start].sentence as usize;
            credited(&&sentence)
        });
        let Likeness { told, touched, matter, .. } = self.likeness;
        // Where nearly all of it is there, the credit may well stand in the middle.
        if matter[side] >= MOSTLY {
            return true;
        }
        let (told, touched) = (beyond(&told[side]), beyond(&touched[side]));
        touched >= 2 && (told >= 1 || quotation) || touched >= 3
    }

    /// A quotation in both, and one of them says beside it where it is from.
    fn lifted_quotation(&self, evidence: &mut Vec<Evidence>) -> bool {
        for run in &self.likeness.runs {
            for (credits, party, words) in
                [(&self.by_a, self.a, &run.a), (&self.by_b, self.b, &run.b)]
            {
                let digest = party.side.digest;
                let quoted = digest.words[words.clone()].iter().filter(|word| word.quoted).count();
                let paragraph = paragraph_of(digest, words.start);
                let carried = says_carried(party, words.start);
                let beside = credits.iter().any(|credit| {
                    let there = digest.sentences[credit.sentence].paragraph;
                    credit.kind == CreditKind::Whole
                        || there == paragraph
                        || carried && there < paragraph
                });
                let unnamed = quoted >= LONG_QUOTATION
                    && (veiled(self.a, run.a.start) && nameless(self.b, run.b.start)
                        || nameless(self.a, run.a.start) && veiled(self.b, run.b.start));
                if quoted >= QUOTATION && (beside || unnamed) {
                    evidence.push(Evidence::Quotation { at: digest.span(words.clone()).range() });
                    return true;
                }
            }
        }
        self.reworded_quotation(evidence)
    }

    /// A quotation in other words, as by way of another language, beside a credit.
    fn reworded_quotation(&self, evidence: &mut Vec<Evidence>) -> bool {
        let sides = [(self.a, self.b, &self.by_a), (self.b, self.a, &self.by_b)];
        for (copy, of, credits) in sides.into_iter().filter(|it| !it.2.is_empty()) {
            let digest = copy.side.digest;
            for ours in &digest.quotations {
                let paragraph = paragraph_of(digest, ours.words.start);
                let beside = |credit: &Credit| {
                    digest.sentences[credit.sentence].paragraph == paragraph
                        && credit.kind == CreditKind::Inline
                };
                let there = of.side.digest;
                let alike = |theirs: &Quote| {
                    let (a, b) =
                        (&digest.words[ours.words.clone()], &there.words[theirs.words.clone()]);
                    alike(a, b, self.vocabulary) >= REWORDED
                };
                if credits.iter().any(beside) && there.quotations.iter().any(alike) {
                    let at = digest.span(ours.words.clone()).range();
                    evidence.push(Evidence::Quotation { at });
                    return true;
                }
            }
        }
        false
    }

    /// Whether `b` is the copy, and whether that is known.
    fn direction(&self, evidence: &mut Vec<Evidence>) -> (bool, bool) {
        let (a, b) = (self.a.item, self.b.item);
        let credit = match (self.by_a.first(), self.by_b.first()) {
            (Some(_), Some(_)) => {
                evidence.push(Evidence::MutualCredit);
                return (in_pile_order(self.a, self.b), false);
            }
            (Some(_), None) => Some((false, &self.by_a)),
            (None, Some(_)) => Some((true, &self.by_b)),
            (None, None) => None,
        };
        if let Some((forward, credits)) = credit {
            let best = credits.iter().max_by_key(|credit| credit.kind);
            if let Some(Credit { kind, at, .. }) = best {
                evidence.push(Evidence::Credit { kind: *kind, at: at.clone() });
            }
            let (copy, of) = if forward { (b, a) } else { (a, b) };
            if surely_before(copy, of) {
                evidence.push(Evidence::ClockOverruled);
            }
            return (forward, true);
        }
        if self.same_address {
            evidence.push(Evidence::Address);
        }
        if let (Some(one), Some(other)) = (a.issued, b.issued) {
            let minutes = (other.seconds() - one.seconds()).abs() / 60;
            if one.before(other) || other.before(one) {
                evidence.push(Evidence::Clock { minutes });
                return (one.before(other), true);
            }
        }
        evidence.push(Evidence::NothingDecides);
        (in_pile_order(self.a, self.b), false)
    }

    fn directed(&self, forward: bool, known: bool, evidence: Vec<Evidence>) -> Relation {
        let (copy, of) = if forward { (self.b, self.a) } else { (self.a, self.b) };
        let side = |run: &Run| if forward { run.b.clone() } else { run.a.clone() };
        let credits = if forward { &self.by_b } else { &self.by_a };
        let at = usize::from(forward);
        let narration = self.likeness.narration[at].max(1) as f32;
        let shared = self.likeness.shared as f32 / narration;
        let passages = self.likeness.runs.iter().filter(|run| {
            let quoted = copy.side.digest.words[side(run)].iter().filter(|it| it.quoted).count();
            run.narration >= 5 || quoted >= QUOTATION
        });
        Relation {
            copy: copy.number,
            of: of.number,
            known,
            how: self.how(forward, shared),
            evidence,
            credit: strongest(credits),
            coverage: (shared + self.likeness.matter[at]) / 2.0,
            passages: passages.map(side).collect(),
            clock_agrees: !surely_before(copy.item, of.item),
        }
    }

    fn how(&self, forward: bool, shared: f32) -> How {
        let (copy, of) = if forward { (self.b, self.a) } else { (self.a, self.b) };
        let Likeness { runs, longest, matter, .. } = self.likeness;
        let whole = of.side.digest.words.iter();
        let whole = whole.filter(|word| !of.side.furniture[word.sentence as usize]).count();
        let long = runs.iter().filter(|run| run.narration >= 5 || run.a.len() >= QUOTATION);
        let kept = long.clone().map(|run| run.a.len()).sum::<usize>() as f32 / whole.max(1) as f32;
        if self.same_address {
            let says = |text: &str| {
                text.trim_start_matches(['(', '[', '"']).starts_with("Correct")
                    || text.starts_with("CORRECT")
            };
            let title = copy.item.title.as_deref().unwrap_or_default();
            let corrects = says(title) || says(&copy.item.text);
            return if corrects { How::Correction } else { How::Update };
        }
        let places: Vec<usize> = long.map(|run| run.a.start).collect();
        let rising = places.windows(2).all(|pair| pair[0] < pair[1]);
        let retold = matter[0].max(matter[1]);
        if shared >= 0.75 {
            return match (rising, kept >= 0.9) {
                (false, _) => How::Reordered,
                (true, true) => How::Verbatim,
                (true, false) => How::Cut,
            };
        }
        if *longest >= PASSAGE && matter[usize::from(forward)] < 0.7 {
            How::Lifted
        } else if retold >= RETOLD {
            How::Rewritten
        } else if *longest == 0
            && matter[usize::from(forward)] >= RETOLD_WITH_CREDIT
            && self.likeness.course >= 0.5
            && !self.quotes_alike()
        {
            How::Translated
        } else {
            How::Lifted
        }
    }

    fn quotes_alike(&self) -> bool {
        let quoted = |run: &Run| {
            let words = &self.b.side.digest.words[run.b.clone()];
            words.iter().filter(|word| word.quoted).count() >= QUOTATION
        };
        self.likeness.runs.iter().any(quoted)
    }
}

/// How much of the weight of two stretches of words is common, in these or other words.
fn alike(a: &[Word], b: &[Word], vocabulary: &Vocabulary) -> f32 {
    let weight =
        |words: &[Word]| -> f32 { words.iter().map(|word| vocabulary.get(word.stem).weight).sum() };
    let mut common = 0.0;
    for word in a {
        let own = vocabulary.get(word.stem).weight;
        if b.iter().any(|other| other.stem == word.stem) {
            common += own;
        } else if b.iter().any(|other| vocabulary.akin(word.stem, other.stem)) {
            common += 0.75 * own;
        }
    }
    let both = weight(a) + weight(b) - common;
    if common > 0.0 { common / both.max(common) } else { 0.0 }
}

fn strongest(credits: &[Credit]) -> Option<CreditKind> {
    credits.iter().map(|credit| credit.kind).max()
}

fn surely_before(one: &Item, other: &Item) -> bool {
    matches!((one.issued, other.issued), (Some(one), Some(other)) if one.before(other))
}

/// Whether `b` stands for the copy where nothing tells; the answer doesn't hang on who was added
/// first.
fn in_pile_order(a: &Party, b: &Party) -> bool {
    let key = |party: &Party| party.item.issued.map_or(i64::MAX, |moment| moment.seconds());
    (key(a), &a.item.id) <= (key(b), &b.item.id)
}

/// The words of a sentence outside quotations, in lower case.
fn outside(party: &Party, word: usize) -> Vec<String> {
    let digest = party.side.digest;
    let sentence = &digest.sentences[digest.words[word].sentence as usize];
    let words = digest.words[sentence.words.clone()].iter().filter(|word| !word.quoted);
    let shown = |word: &Word| &party.item.text[word.start as usize..word.end as usize];
    words.map(|word| shown(word).to_lowercase()).collect()
}

/// Whether the sentence has its quotation of "the paper", named before.
fn says_carried(party: &Party, word: usize) -> bool {
    const CARRIERS: [&str; 10] = [
        "agency",
        "broadcaster",
        "daily",
        "magazine",
        "newspaper",
        "paper",
        "report",
        "site",
        "station",
        "weekly",
    ];
    outside(party, word).windows(2).any(|pair| {
        ["the", "that", "its"].contains(&pair[0].as_str()) && CARRIERS.contains(&pair[1].as_str())
    })
}

/// Whether the sentence has its quotation of somebody it doesn't name.
fn veiled(party: &Party, word: usize) -> bool {
    outside(party, word).iter().any(|word| crate::spoken::VEILED.contains(&word.as_str()))
}

/// Whether the sentence has its quotation of somebody by his office only ("the inspector said").
fn nameless(party: &Party, word: usize) -> bool {
    const HE: [&str; 6] = ["he", "she", "they", "him", "her", "i"];
    let digest = party.side.digest;
    let sentence = &digest.sentences[digest.words[word].sentence as usize];
    let mut words = digest.words[sentence.words.clone()].iter().filter(|word| !word.quoted);
    let named = words.any(|word| word.name);
    let outside = outside(party, word);
    veiled(party, word)
        || !named && !outside.is_empty() && !outside.iter().any(|word| HE.contains(&word.as_str()))
}

fn paragraph_of(digest: &Digest, word: usize) -> usize {
    let sentence = digest.words[word].sentence as usize;
    digest.sentences[sentence].paragraph
}
