use std::ops::Range;

use sayso_gazetteer::Gender;
use sayso_text::Span;

use super::phrase::Phrase;
use super::{Scene, Sure, Who};
use crate::entities::beings::Mention;
use crate::entities::lexicon;
use crate::{EntityKind, Group};

/// Beyond this many tokens a source is not taken apart.
const LONGEST: usize = 80;

impl Scene<'_, '_> {
    /// Who stands behind the source of the attribution.
    pub(super) fn source_who(&mut self, at: usize) -> Who {
        let Some(range) = self.source_tokens(at) else { return Who::nobody() };
        self.range_who(range, Some(at), 0)
    }

    pub(super) fn source_tokens(&self, at: usize) -> Option<Range<usize>> {
        let source = &self.attributions[at].source;
        let cover = source.iter().copied().reduce(Span::cover)?;
        let range = self.tokens.within(cover);
        let end = range.end.min(range.start + LONGEST);
        (!range.is_empty()).then_some(range.start..end)
    }

    /// Who is meant by the noun phrase of these tokens.
    pub(super) fn range_who(
        &mut self,
        range: Range<usize>,
        attribution: Option<usize>,
        depth: usize,
    ) -> Who {
        let Some(phrase) = Phrase::of(self.tokens, &self.beings, range.clone()) else {
            return Who::nobody();
        };
        if depth > 4 {
            return self.unnamed(&phrase, Group::Others);
        }
        if phrase.core.len() == 1
            && phrase.owner.is_none()
            && let Some(who) = self.pronoun_who(&phrase, attribution)
        {
            return who;
        }
        if phrase.all.len() == 1 && self.is_label(phrase.all.start) {
            return self.unnamed(&phrase, Group::Others);
        }
        if let Some(cited) = self.cited(&phrase) {
            return self.range_who(cited, attribution, depth + 1);
        }
        // "was stated to the agency by the head of the press service"
        if phrase.rest.len() > 1
            && self.tokens.lower(phrase.rest.start) == "by"
            && self.named_at(phrase.core.end - 1).is_some()
        {
            let agent = phrase.rest.start + 1..phrase.rest.end;
            return self.range_who(agent, attribution, depth + 1);
        }
        let first = self.phrase_who(&phrase, attribution, depth);
        match self.partner(&phrase) {
            Some(partner) if !matches!(first, Who::Anonymous(_)) => {
                let second = self.range_who(partner, attribution, depth + 1);
                join(first, second)
            }
            _ => first,
        }
    }

    /// "QUESTION:", "Reporter:": a turn of somebody without a name.
    fn is_label(&self, at: usize) -> bool {
        let word = self.tokens.lower(at);
        matches!(
            word,
            "question"
                | "q"
                | "reporter"
                | "journalist"
                | "moderator"
                | "audience"
                | "interviewer"
                | "host"
                | "caller"
                | "member"
                | "speaker"
        ) && self.tokens.gap(at).starts_with(':')
    }

    /// "the daily Havblad, which cited a report by …": the outlet is a hand, those it cites speak.
    fn cited(&self, phrase: &Phrase) -> Option<Range<usize>> {
        let outlet = self.named_at(phrase.core.end - 1)?;
        if self.beings.all[outlet.being].kind != EntityKind::Agency {
            return None;
        }
        let is_citing = |at: &usize| {
            matches!(self.tokens.lower(*at), "citing" | "cited" | "cites" | "quoting" | "quotes")
        };
        if let Some(cites) = phrase.rest.clone().take(3).find(is_citing) {
            return (cites + 1 < phrase.rest.end).then_some(cites + 1..phrase.rest.end);
        }
        // The source may have been cut before it: "L'Equipe, citing the player's agent,".
        let end = phrase.all.end;
        let sentence = self.tokens.sentence_of(phrase.all.start);
        let cites = (end..sentence.end.min(end + 2)).find(is_citing)?;
        if !phrase.rest.is_empty() || self.tokens.gap(end - 1) != ", " {
            return None;
        }
        let mut stop = cites + 1;
        while stop < sentence.end && stop - cites < 12 {
            stop += 1;
            if !self.tokens.joined(stop - 1)
                && !self.tokens.get(stop - 1).is_some_and(|token| token.possessive)
            {
                break;
            }
        }
        (stop < sentence.end && self.tokens.gap(stop - 1).starts_with(','))
            .then_some(cites + 1..stop)
    }

    /// The second of two joint speakers: "Ana Low and Ben Oda".
    fn partner(&self, phrase: &Phrase) -> Option<Range<usize>> {
        let named = |mention: &Mention| !self.beings.all[mention.being].nameless;
        let first = self.beings.mention_at(phrase.core.end - 1).filter(|m| named(m));
        let person = |mention: &Mention| self.beings.all[mention.being].kind == EntityKind::Person;
        for and in phrase.rest.clone() {
            if matches!(self.tokens.lower(and), "who" | "which") {
                return None;
            }
            if !matches!(self.tokens.lower(and), "and" | "nor" | "or") {
                continue;
            }
            let right = and + 1..phrase.all.end;
            let other = Phrase::of(self.tokens, &self.beings, right.clone())?;
            let second =
                self.beings.mention_at(other.core.end.checked_sub(1)?).filter(|m| named(m));
            let close = and == phrase.core.end;
            let fits = match (first, second) {
                (Some(first), Some(second)) => {
                    first.being != second.being && (close || (person(first) && person(second)))
                }
                (Some(_), None) | (None, Some(_)) => {
                    close && self.is_speaker(&other) && self.is_speaker(phrase)
                }
                (None, None) => false,
            };
            return fits.then_some(right);
        }
        None
    }

    fn is_speaker(&self, phrase: &Phrase) -> bool {
        let head = phrase.head(self.tokens);
        let named = self.beings.mention_at(phrase.core.end - 1).is_some();
        named || (lexicon::is_body(head) && (phrase.owner.is_some() || phrase.determiner.is_some()))
    }

    fn phrase_who(&mut self, phrase: &Phrase, attribution: Option<usize>, depth: usize) -> Who {
        let last = phrase.core.end - 1;
        let evidence = self.evidence(phrase);
        if let Some(mention) =
            self.beings.mention_at(last).filter(|m| m.tokens.end == phrase.core.end)
        {
            let (being, tokens) = (mention.being, mention.tokens.clone());
            if !self.beings.all[being].nameless {
                let span = self.tokens.cover(tokens).unwrap_or(evidence);
                return Who::one(being, span, 0.95);
            }
        }
        if let Some(who) = self.apposition(phrase) {
            return who;
        }
        let head = phrase.head(self.tokens).to_owned();
        let head = head.as_str();
        if lexicon::is_spokesperson(head) {
            return self.spokesperson(phrase, attribution, depth);
        }
        if self.is_media_report(phrase, head) {
            return self.unnamed(phrase, Group::Media);
        }
        let dated = phrase.owner.clone().is_some_and(|owner| self.is_time(owner));
        let person = (lexicon::is_person(head) || lexicon::is_title(head) || head.contains("-of-"))
            && !dated;
        if lexicon::is_document(head) && !person {
            return self.document(phrase, depth);
        }
        if person {
            return self.person(phrase, head, attribution, depth);
        }
        let staff = head == "staff"
            && phrase.core.len() > 1
            && matches!(self.tokens.lower(last - 1), "general" | "joint");
        if lexicon::is_body(head) || staff {
            return self.body(phrase, head, depth);
        }
        // "earlier work by the Marine Station"
        let made = matches!(
            self.tokens.lower(phrase.rest.start),
            "by" | "run"
                | "made"
                | "written"
                | "published"
                | "compiled"
                | "produced"
                | "conducted"
                | "commissioned"
                | "issued"
                | "released"
                | "presented"
                | "collected"
                | "gathered"
        );
        if let Some(range) = self.behind(phrase, &["by"]).filter(|_| made)
            && depth < 4
            && let Some(by) = Phrase::of(self.tokens, &self.beings, range.clone())
            && self.is_speaker(&by)
        {
            return self.range_who(range, None, depth + 1).by(evidence, 0.8);
        }
        self.group(phrase, head)
    }

    /// The words that show who is meant.
    pub(super) fn evidence(&self, phrase: &Phrase) -> Span {
        let start = phrase.owner.as_ref().map_or(phrase.core.start, |owner| owner.start);
        self.tokens
            .cover(start..phrase.core.end)
            .or_else(|| self.tokens.cover(phrase.all.clone()))
            .unwrap_or(Span::new(0, 0))
    }

    /// "his agent, Bruno Salvi", "the Minister for Bees (Mr Quill)", "the grid operator, Voltana".
    fn apposition(&mut self, phrase: &Phrase) -> Option<Who> {
        let tokens = self.tokens;
        // Past "of Belqan" and "for Agriculture" to the first comma or bracket.
        for at in phrase.rest.clone() {
            if at > 0 && matches!(tokens.gap(at - 1).trim(), "," | "(" | "–" | "—" | "-") {
                return self.apposed(phrase, at).or_else(|| self.nickname(phrase));
            }
            if matches!(tokens.lower(at), "who" | "which" | "that" | "led" | "said") {
                // led by Professor Stoian
                return None;
            }
        }
        self.nickname(phrase)
    }

    /// The name that begins at `at`, behind a comma or bracket.
    fn apposed(&self, phrase: &Phrase, at: usize) -> Option<Who> {
        let tokens = self.tokens;
        let other = Phrase::of(tokens, &self.beings, at..phrase.rest.end)?;
        let mention = self.beings.mention_at(other.core.end.checked_sub(1)?)?;
        let being = &self.beings.all[mention.being];
        let begins = mention.whole.start <= other.core.start.max(at);
        if being.nameless || !begins || other.owner.is_some() {
            return None;
        }
        // "Cluj, Romania" and "(Northfield)": places stand apart.
        let head = phrase.head(tokens);
        let person = lexicon::is_person(head) || lexicon::is_title(head);
        if being.kind == EntityKind::Place && (person || tokens.gap(at - 1).trim() == "(") {
            return None;
        }
        let span = tokens.cover(mention.tokens.clone())?;
        Some(Who::one(mention.being, span, 0.95))
    }

    /// "the neighbor, known to officers as "Duke"".
    fn nickname(&mut self, phrase: &Phrase) -> Option<Who> {
        let tokens = self.tokens;
        let known = phrase.rest.clone().find(|at| {
            matches!(
                tokens.lower(*at),
                "known" | "nicknamed" | "named" | "called" | "identified" | "gave"
            )
        })?;
        let name = (known + 1..phrase.rest.end).find(|at| {
            tokens.get(*at).is_some_and(|token| token.capital)
                && tokens.gap(at - 1).contains(['"', '“', '‘', '\''])
        });
        // "who gave her name only as Lena", "identified only by his first name, Ivan"
        let told = (known + 1..phrase.rest.end.min(known + 8)).find(|at| {
            let before = tokens.lower(at - 1);
            let first = before == "name" && tokens.gap(at - 1).starts_with(',');
            let big = tokens.get(*at).is_some_and(|token| token.capital && !token.opens);
            big && (before == "as" || first)
        });
        let name = name.or(told).or_else(|| {
            (!matches!(tokens.lower(known), "known" | "name" | "identified" | "gave"))
                .then_some(known + 1)
                .filter(|at| {
                    *at < phrase.rest.end && tokens.get(*at).is_some_and(|token| token.capital)
                })
        })?;
        let span = tokens.cover(name..name + 1)?;
        let written = tokens.words(name..name + 1);
        let being = match self.beings.mention_at(name) {
            Some(mention) => mention.being,
            None => self.call(&written, EntityKind::Person, span),
        };
        Some(Who::one(being, span, 0.8))
    }

    /// A spokesperson without a name stands for the institution.
    fn spokesperson(&mut self, phrase: &Phrase, attribution: Option<usize>, depth: usize) -> Who {
        let evidence = self.evidence(phrase);
        if let Some(owner) = phrase.owner.clone() {
            return self.range_who(owner, attribution, depth + 1).by(evidence, 0.95);
        }
        // A WMO spokeswoman; a Clinton campaign spokesman
        if phrase.core.len() > 1 {
            let rest = phrase.core.start..phrase.core.end - 1;
            if let Some(who) = self.modifier_body(rest, depth) {
                return who.by(evidence, 0.95);
            }
        }
        if let Some(of) = self.behind(phrase, &["of", "for", "from", "at", "with"]) {
            return self.range_who(of, attribution, depth + 1).by(evidence, 0.95);
        }
        let determiner = phrase.determiner(self.tokens);
        if matches!(determiner, "his" | "her" | "its" | "their" | "our" | "my")
            && let Some(owner) = self.owner_by_pronoun(phrase)
        {
            return owner.by(evidence, 0.7);
        }
        if determiner == "the" {
            let head = phrase.head(self.tokens).to_owned();
            if let Some((being, span, confidence)) = self.find_role(phrase, &head, true) {
                return Who::one(being, span, confidence);
            }
        }
        match self.last_body(phrase.core.start) {
            Some((being, span)) => Who::one(being, span, 0.6),
            None => self.unnamed(phrase, Group::Officials),
        }
    }

    /// Names and bodies before a noun: the WMO of "WMO spokeswoman", the police of "police report".
    fn modifier_body(&mut self, range: Range<usize>, depth: usize) -> Option<Who> {
        let last = range.end.checked_sub(1).filter(|last| *last >= range.start)?;
        if let Some(mention) = self.beings.mention_at(last) {
            let being = mention.being;
            if !self.beings.all[being].nameless {
                let span = self.tokens.cover(mention.tokens.clone())?;
                return Some(Who::one(being, span, 0.9));
            }
        }
        let word = self.tokens.lower(last).to_owned();
        if lexicon::is_body(&word) {
            let phrase = Phrase {
                all: range.clone(),
                determiner: None,
                owner: None,
                core: range.clone(),
                rest: range.end..range.end,
            };
            return Some(self.body(&phrase, &word, depth + 1));
        }
        // a US government report: the first of several
        let name = range.clone().find_map(|at| self.beings.mention_at(at));
        let name = name.filter(|mention| !self.beings.all[mention.being].nameless)?;
        let span = self.tokens.cover(name.tokens.clone())?;
        Some(Who::one(name.being, span, 0.8))
    }

    /// The noun phrase behind one of `prepositions` in the rest of the phrase.
    fn behind(&self, phrase: &Phrase, prepositions: &[&str]) -> Option<Range<usize>> {
        let at = phrase.rest.clone().find(|at| {
            // "a report seen by AFP" is not AFP's.
            let seen = matches!(
                self.tokens.lower(at.wrapping_sub(1)),
                "seen"
                    | "obtained"
                    | "reviewed"
                    | "quoted"
                    | "cited"
                    | "carried"
                    | "read"
                    | "shown"
            );
            prepositions.contains(&self.tokens.lower(*at)) && !seen
        })?;
        let stop = (at + 1..phrase.rest.end)
            .find(|n| matches!(self.tokens.lower(*n), "who" | "which" | "that"));
        let end = stop.unwrap_or(phrase.rest.end);
        (at + 1 < end).then_some(at + 1..end)
    }

    fn is_media_report(&self, phrase: &Phrase, head: &str) -> bool {
        if !lexicon::is_media(head) {
            return false;
        }
        let about = phrase.core.clone().any(|at| {
            let word = self.tokens.lower(at);
            matches!(word, "media" | "press" | "news" | "local" | "newspaper" | "tv" | "television")
        });
        let named = phrase.core.clone().any(|at| {
            self.beings.mention_at(at).is_some_and(|m| !self.beings.all[m.being].nameless)
        });
        let one = phrase.determiner.is_some() && !head.ends_with('s');
        let by = self.behind(phrase, &["by", "from", "in", "on"]).is_some_and(|range| {
            Phrase::of(self.tokens, &self.beings, range).is_some_and(|p| self.is_speaker(&p))
        });
        let owned = phrase.owner.is_some();
        // A report has somebody behind it; reports have not.
        (about || !one) && !named && !by && !owned
    }

    /// A document speaks for the body behind it where the text names one, else for itself.
    fn document(&mut self, phrase: &Phrase, depth: usize) -> Who {
        let evidence = self.evidence(phrase);
        if let Some(owner) = phrase.owner.clone()
            && !self.is_time(owner.clone())
        {
            let who = self.range_who(owner, None, depth + 1);
            if matches!(who, Who::Known(_)) {
                return who.by(evidence, 0.9);
            }
        }
        if matches!(phrase.determiner(self.tokens), "his" | "her" | "its" | "their" | "our" | "my")
            && let Some(owner) = self.owner_by_pronoun(phrase)
            && matches!(owner, Who::Known(_))
        {
            return owner.by(evidence, 0.7);
        }
        for prepositions in [&["by"][..], &["of", "from", "in"]] {
            if let Some(range) = self.behind(phrase, prepositions)
                && let Some(by) = Phrase::of(self.tokens, &self.beings, range)
                && self.is_speaker(&by)
            {
                let place = self
                    .beings
                    .mention_at(by.core.end - 1)
                    .is_some_and(|m| self.beings.all[m.being].kind == EntityKind::Place);
                let who = self.phrase_who(&by, None, depth + 1);
                if matches!(who, Who::Known(_)) && !place {
                    return who.by(evidence, 0.9);
                }
            }
        }
        if phrase.core.len() > 1 {
            let before = phrase.core.start..phrase.core.end - 1;
            if let Some(who) = self.modifier_body(before, depth)
                && !self.is_place(&who)
            {
                return who.by(evidence, 0.85);
            }
        }
        let head = phrase.head(self.tokens);
        if matches!(head, "article" | "piece" | "story") && phrase.determiner(self.tokens) == "the"
        {
            let here = self.beings.mentions_before(phrase.core.start);
            let outlet = self.beings.mentions[..here]
                .iter()
                .rev()
                .take(40)
                .find(|mention| self.beings.all[mention.being].kind == EntityKind::Agency);
            if let Some(outlet) = outlet
                && let Some(span) = self.tokens.cover(outlet.tokens.clone())
            {
                return Who::one(outlet.being, span, 0.5);
            }
        }
        let name = self.tokens.words(phrase.core.clone());
        let being = self.call(&lower_first(&name), EntityKind::Organisation, evidence);
        Who::one(being, evidence, 0.7)
    }

    fn is_place(&self, who: &Who) -> bool {
        who.first().is_some_and(|being| self.beings.all[being].kind == EntityKind::Place)
    }

    fn is_time(&self, range: Range<usize>) -> bool {
        const TIMES: &[&str] =
            &["today", "yesterday", "week", "month", "year", "day", "morning", "night", "weekend"];
        let Some(last) = range.end.checked_sub(1).filter(|last| *last >= range.start) else {
            return false;
        };
        let word = self.tokens.lower(last);
        TIMES.contains(&word) || sayso_calendar::is_calendar_word(word)
    }

    /// An institution called by a common noun.
    pub(super) fn body(&mut self, phrase: &Phrase, head: &str, depth: usize) -> Who {
        let evidence = self.evidence(phrase);
        let determiner = phrase.determiner(self.tokens).to_owned();
        let plain = phrase.core.len() == 1 && phrase.owner.is_none();
        let definite = matches!(determiner.as_str(), "the" | "this" | "that")
            || (determiner.is_empty() && plain);
        if (plain || phrase.owner.is_none())
            && definite
            && let Some((being, span, confidence)) = self.find_body(phrase, head)
        {
            return Who::one(being, span, confidence);
        }
        let of_people = phrase.rest.clone().next().is_some_and(|of| {
            let noun = (of + 1..phrase.rest.end.min(of + 5))
                .find_map(|at| lexicon::person_of_plural(self.tokens.lower(at)));
            self.tokens.lower(of) == "of" && noun.is_some()
        });
        if matches!(head, "group" | "coalition" | "team" | "crowd") && of_people {
            return self.unnamed(phrase, Group::Others);
        }
        // Authorities whose country or town is their name are told by the phrase itself.
        if matches!(determiner.as_str(), "his" | "her" | "its" | "their" | "your" | "my" | "our") {
            let owner = self.owner_by_pronoun(phrase);
            if let Some(Who::Known(owners)) = owner
                && !matches!(determiner.as_str(), "our")
                && let Some(owner) = owners.first()
            {
                let name = format!(
                    "{}'s {}",
                    self.beings.all[owner.being].name,
                    self.tokens.words(phrase.core.clone())
                );
                let being = self.call(&name, EntityKind::Organisation, evidence);
                return Who::one(being, evidence, 0.7);
            }
            let name = lower_first(&self.tokens.words(phrase.core.clone()));
            let being = self.call(&name, EntityKind::Organisation, evidence);
            return Who::one(being, evidence, 0.6);
        }
        if matches!(determiner.as_str(), "a" | "an" | "another" | "some" | "any")
            && !matches!(
                head,
                "court" | "jury" | "coalition" | "group" | "union" | "committee" | "panel"
            )
        {
            // A company, some newspapers: no institution that could be asked.
            let named = phrase.core.clone().any(|at| {
                self.beings.mention_at(at).is_some_and(|m| !self.beings.all[m.being].nameless)
            });
            if !named {
                return self.unnamed(phrase, Group::Others);
            }
        }
        let mut name = self.tokens.words(phrase.core.clone());
        if let Some(owner) = phrase.owner.clone() {
            if depth < 3
                && let Some(first) = self.range_who(owner.clone(), None, depth + 1).first()
                && phrase.core.len() == 1
                && self.beings.mention_at(owner.end - 1).is_none()
                && !matches!(head, "office" | "army" | "mission")
                && self.beings.all[first].name.len() > 3
            {
                let owner = &self.beings.all[first].name;
                name = format!("{owner}'s {name}");
            } else {
                name = self.tokens.words(owner.start..phrase.core.end);
                if let Some(written) = self.tokens.cover(owner.start..phrase.core.end) {
                    name = crate::entities::tokens::plain_spaces(written.of(self.tokens.text));
                }
            }
        }
        if let Some(more) = self.of_phrase(phrase, head) {
            name = self
                .tokens
                .words(phrase.owner.clone().map_or(phrase.core.start, |o| o.start)..more);
        }
        let kind = self.kind_of(head);
        let being = self.call(&lower_first(&name), kind, evidence);
        Who::one(being, evidence, 0.85)
    }

    /// The end of "of transport of Osk" behind "the ministry": part of the name.
    fn of_phrase(&self, phrase: &Phrase, head: &str) -> Option<usize> {
        const TAKES: &[&str] = &[
            "ministry",
            "department",
            "embassy",
            "government",
            "bank",
            "university",
            "council",
            "court",
            "chamber",
            "board",
            "institute",
            "academy",
            "authority",
            "bureau",
            "office",
            "directorate",
            "association",
            "union",
            "forces",
            "army",
            "navy",
            "police",
            "staff",
            "society",
            "federation",
            "committee",
            "commission",
            "agency",
            "administration",
        ];
        if !TAKES.contains(&head)
            || !matches!(self.tokens.lower(phrase.rest.start), "of" | "for")
            || phrase.rest.is_empty()
        {
            return None;
        }
        let mut end = phrase.rest.start + 1;
        while end < phrase.rest.end && self.tokens.joined(end - 1) && end - phrase.rest.start < 9 {
            let word = self.tokens.lower(end);
            if lexicon::ends_core(word) && !matches!(word, "of" | "for") {
                break;
            }
            end += 1;
        }
        let last = self.tokens.lower(end - 1);
        (end > phrase.rest.start + 1 && !matches!(last, "of" | "for" | "the" | "and"))
            .then_some(end)
    }

    fn kind_of(&self, head: &str) -> EntityKind {
        match head {
            "government" | "presidency" | "cabinet" | "administration" => EntityKind::Government,
            _ if lexicon::is_outlet_noun(head) && head != "agency" && head != "network" => {
                EntityKind::Agency
            }
            _ => EntityKind::Organisation,
        }
    }

    /// The being of a body called by a common noun; the same for the same words.
    pub(super) fn call(&mut self, name: &str, kind: EntityKind, mention: Span) -> usize {
        let key = name.to_lowercase();
        if let Some(being) = self.called.get(&key) {
            self.beings.all[*being].mentions.push(mention);
            return *being;
        }
        let being = self.beings.add(name.to_owned(), kind, mention);
        for word in key.split(' ') {
            self.called_with.entry(word.to_owned()).or_default().push(being);
        }
        self.called.insert(key, being);
        being
    }

    /// Makes the acquaintance of a body that a source calls by more than one word.
    pub(super) fn meet_body(&mut self, at: usize) {
        let Some(range) = self.source_tokens(at) else { return };
        let Some(phrase) = Phrase::of(self.tokens, &self.beings, range) else { return };
        let head = phrase.head(self.tokens).to_owned();
        let named = self.beings.mention_at(phrase.core.end - 1).is_some();
        if phrase.core.len() > 1
            && phrase.determiner(self.tokens) == "the"
            && lexicon::is_body(&head)
            && !named
            && phrase.owner.is_none()
        {
            self.body(&phrase, &head, 0);
        }
    }

    /// A person told by a noun.
    fn person(
        &mut self,
        phrase: &Phrase,
        head: &str,
        attribution: Option<usize>,
        depth: usize,
    ) -> Who {
        let determiner = phrase.determiner(self.tokens).to_owned();
        let indefinite = matches!(
            determiner.as_str(),
            "a" | "an" | "another" | "one" | "some" | "any" | "no" | "each" | "every"
        );
        if !indefinite
            && let Some((being, span, confidence)) =
                self.find_role(phrase, head, !determiner.is_empty())
        {
            return Who::one(being, span, confidence);
        }
        if head == "counterpart"
            && let Some(who) = self.counterpart(phrase)
        {
            return who;
        }
        if !indefinite
            && lexicon::is_office(head)
            && phrase.owner.is_none()
            && !matches!(determiner.as_str(), "his" | "her" | "my" | "their")
        {
            let evidence = self.evidence(phrase);
            let name = self.tokens.words(phrase.core.clone());
            let name = name.split(' ').map(title_case).collect::<Vec<_>>().join(" ");
            let being = self.call(&name, EntityKind::Person, evidence);
            return Who::one(being, evidence, 0.7);
        }
        if let Some(who) = self.told_of(phrase.all.start) {
            return who;
        }
        if determiner == "the" && depth < 3 && self.is_any_person(phrase, head) {
            // The woman, the candidate: the one the text is about just there.
            let word = match lexicon::gender_of(head) {
                Some(Gender::Female) => "she",
                Some(Gender::Male) => "he",
                None => "one",
            };
            if let Some(who) = self.he_or_she(phrase.core.start, word, attribution) {
                return who.by(self.evidence(phrase), 0.8);
            }
        }
        self.unnamed(phrase, group_of(head))
    }

    /// "his Slovak counterpart": who holds the same office there, or that office itself.
    fn counterpart(&mut self, phrase: &Phrase) -> Option<Who> {
        let evidence = self.evidence(phrase);
        let adjective = phrase.core.end.checked_sub(2).filter(|at| *at >= phrase.core.start)?;
        let first = self.tokens.get(adjective)?.span;
        let found = self.gazetteer.at(self.tokens.text, first.start())?;
        let (country, code) = (found.entry.name.clone(), found.entry.country.clone()?);
        let owner = self.owner_by_pronoun(phrase).or_else(|| {
            let owner = phrase.owner.clone()?;
            Some(self.range_who(owner, None, 3))
        })?;
        let owner = owner.first()?;
        let office = self.beings.all[owner]
            .roles
            .iter()
            .find(|role| lexicon::is_office(&role.head) || lexicon::is_title(&role.head))?;
        let head = office.head.clone();
        // Past the owner's country: "Polish Foreign Minister".
        let words: Vec<String> = self
            .tokens
            .within(office.span)
            .map(|at| self.tokens.words(at..at + 1))
            .filter(|word| self.country_of(&word.to_lowercase()).is_none())
            .take_while(|word| !matches!(word.as_str(), "of" | "for" | ","))
            .collect();
        let same = self.beings.all.iter().position(|being| {
            being.kind == EntityKind::Person
                && !being.nameless
                && being.roles.iter().any(|role| {
                    role.head == head
                        && role
                            .words
                            .iter()
                            .any(|word| self.country_of(word) == Some(code.as_str()))
                })
        });
        if let Some(same) = same.filter(|same| *same != owner) {
            return Some(Who::one(same, evidence, 0.8));
        }
        let name = format!("{} of {country}", words.join(" "));
        let being = self.call(&name, EntityKind::Person, evidence);
        Some(Who::one(being, evidence, 0.6))
    }

    /// Nouns that hold for whomever the text is about: "the candidate", "the 34-year-old".
    fn is_any_person(&self, phrase: &Phrase, head: &str) -> bool {
        let aged = phrase.core.clone().any(|at| {
            let word = self.tokens.lower(at);
            word.ends_with("year-old") || word.contains("-of-")
        });
        let plain =
            ["woman", "man", "nominee", "candidate", "businessman", "billionaire", "tycoon"];
        let told = phrase.rest.is_empty() || self.tokens.lower(phrase.rest.start) == "for";
        aged || (plain.contains(&head) && told)
    }

    /// The two people whom a sentence just before has named, and only those.
    fn two_people(&self, token: usize) -> Option<(usize, usize)> {
        let here = self.beings.mentions_before(token);
        let mut found: Vec<usize> = Vec::new();
        let mut sentence = None;
        for mention in self.beings.mentions[..here].iter().rev().take(30) {
            let being = &self.beings.all[mention.being];
            if being.kind != EntityKind::Person || being.nameless {
                continue;
            }
            let number = self.tokens.get(mention.tokens.start)?.sentence;
            if found.len() >= 2 && sentence != Some(number) {
                break;
            }
            sentence = Some(number);
            if !found.contains(&mention.being) {
                found.push(mention.being);
            }
        }
        let here = self.tokens.get(token)?.sentence;
        let near = sentence.is_some_and(|number| number + 3 > here);
        match found[..] {
            [second, first] if near => Some((first, second)),
            _ => None,
        }
    }

    /// Several people, or a noun that tells nothing.
    fn group(&mut self, phrase: &Phrase, head: &str) -> Who {
        let determiner = phrase.determiner(self.tokens).to_owned();
        let evidence = self.evidence(phrase);
        let two = phrase.core.clone().any(|at| self.tokens.lower(at) == "two")
            || self.tokens.lower(phrase.all.start) == "both"
            || matches!(head, "pair" | "couple" | "duo");
        if two
            && determiner != "a"
            && (determiner == "the" || self.tokens.lower(phrase.all.start) == "both")
            && let Some((first, second)) = self.two_people(phrase.core.start)
        {
            let sure = |being| Sure { being, evidence, confidence: 0.6 };
            return Who::Known(vec![sure(first), sure(second)]);
        }
        if matches!(
            head,
            "researchers"
                | "authors"
                | "scientists"
                | "investigators"
                | "judges"
                | "organisers"
                | "organizers"
                | "prosecutors"
                | "campaigners"
        ) && determiner == "the"
        {
            // Led by somebody, or the authors of something that the text names: they stand for themselves.
            let name = self.tokens.words(phrase.core.clone());
            let being = self.call(&lower_first(&name), EntityKind::Organisation, evidence);
            return Who::one(being, evidence, 0.7);
        }
        if matches!(
            head,
            "sides" | "countries" | "governments" | "leaders" | "parties" | "presidents"
        ) && let Some((first, second)) = self.two_powers(phrase.core.start)
        {
            let both = self.tokens.lower(phrase.all.start) == "both"
                || phrase.core.clone().any(|n| self.tokens.lower(n) == "two");
            if both && head != "leaders" && head != "presidents" {
                let sure = |being| Sure { being, evidence, confidence: 0.6 };
                return Who::Known(vec![sure(first), sure(second)]);
            }
        }
        if lexicon::is_partisan(head)
            && matches!(head, "republicans" | "democrats" | "conservatives" | "liberals")
            && phrase.core.len() == 1
        {
            let name = title_case(head);
            let being = self.call(&name, EntityKind::Organisation, evidence);
            return Who::one(being, evidence, 0.6);
        }
        if head == "unions" && determiner == "the" {
            let name = self.tokens.words(phrase.core.clone());
            let being = self.call(&name, EntityKind::Organisation, evidence);
            return Who::one(being, evidence, 0.6);
        }
        self.unnamed(phrase, group_of(head))
    }
}

pub(super) fn join(first: Who, second: Who) -> Who {
    match (first, second) {
        (Who::Known(mut one), Who::Known(two)) => {
            for sure in two {
                if !one.iter().any(|other| other.being == sure.being) {
                    one.push(sure);
                }
            }
            Who::Known(one)
        }
        (first, _) => first,
    }
}

/// The group of an unnamed source by its noun.
pub(super) fn group_of(head: &str) -> Group {
    if lexicon::is_expert(head) {
        Group::Experts
    } else if lexicon::is_official(head) {
        Group::Officials
    } else if lexicon::is_media(head) {
        Group::Media
    } else if matches!(
        head,
        "source"
            | "sources"
            | "people"
            | "person"
            | "persons"
            | "insiders"
            | "insider"
            | "individuals"
    ) {
        Group::Insiders
    } else if lexicon::is_document(head) {
        Group::Documents
    } else if lexicon::is_partisan(head) {
        Group::Partisans
    } else if lexicon::is_witness(head) {
        Group::Witnesses
    } else {
        Group::Others
    }
}

/// A common noun phrase from the beginning of a sentence, as inside one.
pub(super) fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let common = [lexicon::is_body as fn(&str) -> bool, lexicon::is_document, lexicon::is_person];
    let lower = format!("{}{word}", first.to_lowercase());
    if common.iter().any(|is| is(&lower))
        && !word.chars().any(char::is_uppercase)
        && name.chars().filter(|c| c.is_uppercase()).count() == 1
    {
        format!("{}{rest}", first.to_lowercase())
    } else {
        name.to_owned()
    }
}

pub(super) fn title_case(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters.flat_map(char::to_lowercase))
        .collect()
}
