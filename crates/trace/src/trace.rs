//! What a pile comes to: plain data, items as numbers in the order of adding.

use std::collections::BTreeSet;

use sayso_text::Span;

use crate::contradictions::contradictions;
use crate::credits::CreditKind;
use crate::gathered::Gathered;
use crate::origins::{Why, origins};
use crate::parents::Parents;
use crate::relation::{Evidence, How, Relation};
use crate::statements::{Ground, Linked, link};
use crate::store::Store;
use crate::stories::StoryEvent;
use crate::tracer::Tracer;

/// Copies, stories, statements and contradictions of a pile.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// Who has words of whom; the nearest hand only.
    pub copies: Vec<CopyOf>,
    /// Every item once.
    pub stories: Vec<Story>,
    /// Statements that stand in two items or more.
    pub statements: Vec<Statement>,
    /// What two items tell otherwise of one event.
    pub contradictions: Vec<Contradiction>,
    /// How the stories came to be.
    pub history: Vec<StoryEvent>,
}

/// One item has words of another.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyOf {
    /// The item that took them.
    pub copy: u32,
    /// The item that had them.
    pub of: u32,
    /// How it was done.
    pub how: How,
    /// Whether it can be told which of the two had them first.
    pub known: bool,
    /// Why we think so, in words.
    pub evidence: Vec<String>,
}

/// Dispatches on one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Stays the same while items arrive; that of the older one after a merger.
    pub number: u32,
    /// Its items; of a large story some.
    pub items: Vec<u32>,
    /// How many more items it has, which were not looked at.
    pub more: usize,
}

/// A statement with all its wordings.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its story.
    pub story: u32,
    /// Who made it, by the fullest name given.
    pub speaker: Option<String>,
    /// Where it stands.
    pub mentions: Vec<Wording>,
    /// The independent hearings, the earliest first.
    pub origins: Vec<Origin>,
    /// Why the mentions are taken for one statement, in words.
    pub grounds: Vec<String>,
}

/// A rendering of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// The item.
    pub item: u32,
    /// The content in its text.
    pub span: Span,
    /// Whether it is quoted.
    pub quoted: bool,
    /// Set where it differs in sense or figures from the wording that it was taken from: that
    /// one's place in [`Statement::mentions`].
    pub altered_from: Option<usize>,
}

/// One hearing of a statement with all who have it from there.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The items, the first hand first.
    pub items: Vec<u32>,
    /// Item, item that it has the statement from, and why we think so.
    pub steps: Vec<(u32, u32, String)>,
    /// Why this is counted as a hearing of its own, in words.
    pub reason: String,
}

/// Two items that tell the same thing otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// One item.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// What about, in words.
    pub about: String,
    /// Where in the one.
    pub at: Span,
    /// Where in the other.
    pub against: Span,
}

/// Items of a story that are looked at together when one of them is traced.
const LOOKED_AT: usize = 128;

impl<S: Store> Tracer<S> {
    /// What the whole pile comes to, story by story.
    ///
    /// # Errors
    /// The store's.
    pub fn trace(&mut self) -> Result<Trace, S::Error> {
        let mut trace = Trace { history: self.store.history(None)?, ..Trace::default() };
        for number in self.store.stories()? {
            self.add_story(&mut trace, number)?;
        }
        Ok(trace)
    }

    /// What one story comes to: its copies, statements and contradictions. Of a large story only
    /// the items around the first one are looked at.
    ///
    /// # Errors
    /// The store's.
    pub fn trace_story(&mut self, number: u32) -> Result<Trace, S::Error> {
        match self.store.members(number)?.first() {
            Some(first) => self.trace_item(*first),
            None => Ok(Trace::default()),
        }
    }

    /// What the story of an item comes to. Of a large story only the items are looked at that have
    /// words of this one or came about the same time, so that the answer doesn't take longer.
    ///
    /// # Errors
    /// The store's.
    pub fn trace_item(&mut self, item: u32) -> Result<Trace, S::Error> {
        let story = self.story_around(item)?;
        self.trace_part(story)
    }

    /// The story of an item, as far as [`Tracer::trace_item`] looks at it.
    ///
    /// # Errors
    /// The store's.
    pub fn story_around(&self, item: u32) -> Result<Story, S::Error> {
        let number = self.store.story_of(item)?;
        let members = self.store.members(number)?;
        let whole = members.len();
        let items = if whole > LOOKED_AT { self.near(item, &members)? } else { members };
        Ok(Story { number, more: whole - items.len(), items })
    }

    /// What some items of a story come to.
    ///
    /// # Errors
    /// The store's.
    pub fn trace_part(&mut self, story: Story) -> Result<Trace, S::Error> {
        let history = self.store.history(Some(story.number))?;
        let mut trace = Trace { history, ..Trace::default() };
        self.add_items(&mut trace, story)?;
        Ok(trace)
    }

    /// The members of a story that are nearest to one of them, by copies and by arrival.
    fn near(&self, item: u32, members: &[u32]) -> Result<Vec<u32>, S::Error> {
        let mut near = vec![item];
        let mut at = 0;
        while at < near.len() && near.len() < LOOKED_AT / 2 {
            for relation in self.store.relations(near[at])? {
                for other in [relation.copy, relation.of] {
                    if !near.contains(&other) && members.binary_search(&other).is_ok() {
                        near.push(other);
                    }
                }
            }
            at += 1;
        }
        near.truncate(LOOKED_AT / 2);
        let mut rest: Vec<u32> = members.iter().copied().filter(|it| !near.contains(it)).collect();
        rest.sort_by_key(|it| it.abs_diff(item));
        near.extend(rest.into_iter().take(LOOKED_AT - near.len()));
        near.sort_unstable();
        Ok(near)
    }

    /// The copies of the whole pile alone, without statements.
    ///
    /// # Errors
    /// The store's.
    pub fn copies(&mut self) -> Result<Vec<CopyOf>, S::Error> {
        let mut copies = Vec::new();
        for story in self.store.stories()? {
            let items = self.store.members(story)?;
            copies.extend(self.gather_copies(&items)?);
        }
        Ok(copies)
    }

    fn gather_copies(&mut self, items: &[u32]) -> Result<Vec<CopyOf>, S::Error> {
        if let [item] = items
            && self.store.relations(*item)?.is_empty()
        {
            return Ok(Vec::new());
        }
        let pile = self.gather(items)?;
        let parents = Parents::choose(&pile);
        Ok(pile.copies_of(items.len(), &parents))
    }

    fn add_story(&mut self, trace: &mut Trace, number: u32) -> Result<(), S::Error> {
        let items = self.store.members(number)?;
        self.add_items(trace, Story { number, items, more: 0 })
    }

    fn add_items(&mut self, trace: &mut Trace, story: Story) -> Result<(), S::Error> {
        let (number, items) = (story.number, story.items.clone());
        trace.stories.push(story);
        if let [item] = items.as_slice()
            && self.store.relations(*item)?.is_empty()
        {
            return Ok(());
        }
        let pile = self.gather(&items)?;
        let parents = Parents::choose(&pile);
        trace.copies.extend(pile.copies_of(items.len(), &parents));
        let places: Vec<u32> = (0..items.len() as u32).collect();
        let linked = link(&pile, &parents, &places);
        let global = |place: u32| pile.numbers[place as usize];
        for mut it in contradictions(&pile, &parents, &places, &linked) {
            (it.a, it.b) = (global(it.a), global(it.b));
            trace.contradictions.push(it);
        }
        for linked in linked.iter().filter(|linked| linked.in_many()) {
            let mut statement = pile.statement(number, &parents, linked);
            for wording in &mut statement.mentions {
                wording.item = global(wording.item);
            }
            for origin in &mut statement.origins {
                origin.items.iter_mut().for_each(|item| *item = global(*item));
                for (item, from, _) in &mut origin.steps {
                    (*item, *from) = (global(*item), global(*from));
                }
            }
            trace.statements.push(statement);
        }
        Ok(())
    }
}

impl Trace {
    /// The numbers of all items that it speaks of.
    pub fn items(&self) -> BTreeSet<u32> {
        let mut items: BTreeSet<u32> =
            self.stories.iter().flat_map(|story| &story.items).copied().collect();
        // A passage may be lifted from another story.
        items.extend(self.copies.iter().map(|copy| copy.of));
        items
    }
}

impl Gathered<'_> {
    /// The copies among the first so many items, by their numbers in the pile.
    fn copies_of(&self, count: usize, parents: &Parents) -> Vec<CopyOf> {
        let relations = parents.of[..count].iter().flatten();
        let relations = relations.map(|relation| &self.relations[*relation as usize]);
        let copy = |relation: &Relation| CopyOf {
            copy: self.numbers[relation.copy as usize],
            of: self.numbers[relation.of as usize],
            how: relation.how,
            known: relation.known,
            evidence: relation.evidence.iter().map(|it| self.told(relation, it)).collect(),
        };
        relations.map(copy).collect()
    }

    fn told(&self, relation: &Relation, evidence: &Evidence) -> String {
        let copy = &self.entries[relation.copy as usize].item;
        let of = &self.entries[relation.of as usize].item;
        let outlet = of.outlet.as_deref().unwrap_or("the other");
        match evidence {
            Evidence::Words { shared, longest } => {
                format!("{shared} words of narration in common, {longest} in a row")
            }
            Evidence::Matter { hundredths } => {
                format!("{hundredths} % of the matter retold sentence by sentence")
            }
            Evidence::Credit { kind, at } => {
                let words = around(&copy.text, at.clone());
                match kind {
                    CreditKind::Whole => format!("credits {outlet} for the text: “{words}”"),
                    CreditKind::Inline => format!("names {outlet}: “{words}”"),
                }
            }
            Evidence::Quotation { at } => {
                let words = copy.text.get(at.clone()).unwrap_or_default();
                format!("the same quotation beside a credit: “{}”", short(words))
            }
            Evidence::MutualCredit => "each names the other".to_owned(),
            Evidence::Clock { minutes } => format!("issued {} later", lapse(*minutes)),
            Evidence::ClockOverruled => {
                "the page's clock says otherwise; the credit decides".to_owned()
            }
            Evidence::Address => "a later version at the same address".to_owned(),
            Evidence::NothingDecides => "can't tell which was first".to_owned(),
        }
    }

    fn statement(&self, story: u32, parents: &Parents, linked: &Linked) -> Statement {
        let found = origins(self, parents, linked);
        let mut mentions: Vec<Wording> = linked
            .places
            .iter()
            .map(|place| Wording {
                item: place.item,
                span: place.mention.span,
                quoted: place.mention.quoted,
                altered_from: None,
            })
            .collect();
        for had in &found.had {
            if linked.altered(had.place, had.from, self) {
                mentions[had.place].altered_from = Some(had.from);
            }
        }
        let item = |place: &usize| linked.places[*place].item;
        let mut origins: Vec<Origin> = Vec::new();
        for group in &found.groups {
            let had = |place: &usize| found.had.iter().find(|had| had.place == *place);
            let mut first: Vec<u32> =
                group.iter().filter(|it| had(it).is_none()).map(item).collect();
            first.sort_unstable_by_key(|item| self.issued(*item));
            let mut items: Vec<u32> = group.iter().map(item).collect();
            items.sort_unstable_by_key(|item| (!first.contains(item), self.issued(*item)));
            items.dedup();
            let steps = group
                .iter()
                .filter_map(had)
                .filter(|had| item(&had.place) != item(&had.from))
                .map(|had| {
                    (item(&had.place), item(&had.from), self.why(linked, had.place, &had.why))
                })
                .collect();
            let reason = self.first_hand(items[0], group.len());
            origins.push(Origin { items, steps, reason });
        }
        origins.sort_by_key(|origin| self.issued(origin.items[0]));
        let speaker = linked.speaker().and_then(|voice| voice.name.clone());
        Statement { story, speaker, mentions, origins, grounds: grounds(linked) }
    }

    fn issued(&self, item: u32) -> (i64, u32) {
        let issued = self.entries[item as usize].item.issued;
        (issued.map_or(i64::MAX, |moment| moment.seconds()), item)
    }

    fn why(&self, linked: &Linked, place: usize, why: &Why) -> String {
        match why {
            Why::Copy => "is a copy, and the passage holds the statement".to_owned(),
            Why::Credit => "names the other as its source".to_owned(),
            Why::Anonymous => {
                let item = linked.places[place].item;
                let outlet = self.entries[item as usize].item.outlet.as_deref();
                format!(
                    "the same words of an unnamed source; {} shows no own one",
                    outlet.unwrap_or("it")
                )
            }
        }
    }

    fn first_hand(&self, item: u32, places: usize) -> String {
        let outlet = self.entries[item as usize].item.outlet.as_deref().unwrap_or("the dispatch");
        match places {
            1 => format!("{outlet} has it from nobody else here"),
            _ => format!("{outlet} has it from nobody else here; the others have it from there"),
        }
    }
}

fn grounds(linked: &Linked) -> Vec<String> {
    let mut grounds = Vec::new();
    for (ground, words) in [
        (Ground::Copy, "dispatches that copy one another"),
        (Ground::Speaker, "the same speaker"),
        (Ground::Words, "rare words or figures in common"),
    ] {
        let count = linked.grounds.iter().filter(|link| link.ground == ground).count();
        if count > 0 {
            grounds.push(words.to_owned());
        }
    }
    grounds
}

/// The words around a name, cut at the sentence.
fn around(text: &str, at: std::ops::Range<usize>) -> String {
    const REACH: usize = 30;
    let mut start = at.start.saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (at.end + REACH).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start = text[start..at.start].rfind(['\n', '.']).map_or(start, |cut| start + cut + 1);
    let end = text[at.end..end].find(['\n', '.']).map_or(end, |cut| at.end + cut);
    text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
}

fn short(words: &str) -> String {
    const WORDS: usize = 10;
    let all: Vec<&str> = words.split_whitespace().collect();
    match all.len() {
        0..=WORDS => all.join(" "),
        _ => format!("{} …", all[..WORDS].join(" ")),
    }
}

fn lapse(minutes: i64) -> String {
    match minutes {
        0..120 => format!("{minutes} min"),
        120..2880 => format!("{} h", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    }
}
