//! Why one word was read as it was: every finding over it, with its evidence, and the readings
//! that lost.

use anstyle::Style;
use sayso_read::{Attribution, DiaryEntry, Entity, Issue, Rejected, Time};
use sayso_text::Span;

use crate::layers::depths;
use crate::styles::{BOLD, CONTENT, DIM, DOUBT, PLAIN, SOURCE, TIME};
use crate::terminal::Options;
use crate::view::one_line;
use crate::wrap::Wrapper;
use crate::{View, names};

/// All that was found over the byte `at`, and whether that is anything.
pub fn write(view: &View<'_>, at: usize, options: &Options) -> (String, bool) {
    let mut page = Page { view, out: Wrapper::new(options.width, options.colour) };
    page.place(at);
    let found = page.findings(at);
    if !found {
        page.line("Nothing was found over this word.", PLAIN);
    }
    (page.out.finish(), found)
}

struct Page<'a> {
    view: &'a View<'a>,
    out: Wrapper,
}

impl Page<'_> {
    /// The word, in its sentence.
    fn place(&mut self, at: usize) {
        let view = self.view;
        let (paragraphs, _) = sayso_text::paragraphs(view.text());
        let sentences = sayso_text::sentences(view.text(), &paragraphs);
        let holds = |spans: &[Span]| spans.iter().copied().find(|span| span.holds(at));
        let word = holds(&sayso_text::words(view.text()));
        let character = view.characters.character(at);
        match word {
            Some(word) => {
                self.line(&format!("“{}”, character {character}", view.words(word)), BOLD)
            }
            None => self.line(&format!("no word, character {character}"), BOLD),
        }
        let word = word.unwrap_or(Span::new(at, at));
        if let Some(sentence) = holds(&sentences) {
            let word =
                Span::new(word.start().max(sentence.start()), word.end().min(sentence.end()));
            self.out.set_indent(2);
            self.out.push(view.words(Span::new(sentence.start(), word.start())), DIM);
            self.out.push(view.words(word), BOLD);
            self.out.push(view.words(Span::new(word.end(), sentence.end())), DIM);
            self.out.line_end();
            self.out.set_indent(0);
        }
    }

    fn findings(&mut self, at: usize) -> bool {
        let reading = self.view.reading;
        let holds = |spans: &[Span]| spans.iter().any(|span| span.holds(at));
        let depths = depths(&reading.attributions);
        let mut over: Vec<(usize, &str)> = Vec::new();
        for (index, found) in reading.attributions.iter().enumerate() {
            let roles =
                [("source", &found.source), ("cue", &found.cue), ("content", &found.content)];
            over.extend(
                roles.into_iter().filter(|(_, spans)| holds(spans)).map(|(role, _)| (index, role)),
            );
        }
        over.sort_by_key(|(index, _)| std::cmp::Reverse(depths[*index]));
        let mut any = !over.is_empty();
        for (index, role) in &over {
            self.attribution(*index, role, &reading.attributions[*index]);
        }
        let taken = |lost: &Rejected| {
            over.iter().any(|(index, _)| self.agrees(lost, &reading.attributions[*index]))
        };
        let lost: Vec<&Rejected> = reading
            .rejected
            .iter()
            .filter(|lost| [&lost.source, &lost.cue, &lost.content].into_iter().any(|s| holds(s)))
            .filter(|lost| !taken(lost))
            .collect();
        any |= !lost.is_empty();
        for lost in lost {
            self.rejected(lost);
        }
        for found in reading.entities.iter().filter(|found| holds(&found.mentions)) {
            any = true;
            self.entity(found);
        }
        for found in reading.times.iter().filter(|found| found.span.holds(at)) {
            any = true;
            self.time(found);
        }
        if let Some(issue) = reading.issue.as_ref().filter(|issue| holds(&issue.spans)) {
            any = true;
            self.issue(issue);
        }
        for found in reading.diary.iter().filter(|found| found.what.holds(at)) {
            any = true;
            self.diary(found);
        }
        if holds(&reading.unattributed) {
            any = true;
            self.heading("a sentence with nobody behind it", DOUBT);
        }
        any
    }

    fn attribution(&mut self, index: usize, role: &str, found: &Attribution) {
        let view = self.view;
        self.heading(&format!("{role} of attribution {}", index + 1), CONTENT);
        let words = |spans: &[Span]| Some(view.joined(spans)).filter(|words| !words.is_empty());
        self.fact("source", words(&found.source).unwrap_or_else(|| "none".to_owned()));
        self.fact("cue", words(&found.cue).unwrap_or_else(|| "none".to_owned()));
        self.fact("content", view.joined(&found.content));
        self.fact("kind", names::kind(found.kind).to_owned());
        self.fact("polarity", names::polarity(found.polarity).to_owned());
        self.fact("confidence", format!("{:.3}", found.confidence));
        self.fact("found by", names::found(&found.found));
        for other in &view.reading.rejected {
            if self.agrees(other, found) {
                let finder = names::found(&other.found);
                self.fact("also by", format!("{finder}, {:.3}", other.confidence));
            }
        }
        if let Some(outer) = found.nested_in {
            self.fact("inside", format!("the content of attribution {}", outer + 1));
        }
        let voice = &found.voice;
        for speaker in &voice.speakers {
            let evidence = self.quoted(speaker.evidence);
            self.fact(
                "speaker",
                format!("{}, by {evidence}, {:.3}", speaker.name, speaker.confidence),
            );
        }
        for rival in &voice.rivals {
            let evidence = self.quoted(rival.evidence);
            self.fact("lost", format!("{}, by {evidence}, {:.3}", rival.name, rival.confidence));
        }
        if let Some(guess) = &voice.candidate {
            let evidence = self.quoted(guess.evidence);
            self.fact("perhaps", format!("{}, by {evidence}, {:.3}", guess.name, guess.confidence));
        }
        if let Some(hand) = &voice.spoken_by {
            self.fact("in the voice", format!("of {}", hand.name));
        }
        if let Some(span) = voice.translation {
            self.fact("translated", self.quoted(span));
        }
        if let Some(anonymous) = &voice.anonymous {
            let mut remarks = vec![names::group(anonymous.group).to_owned()];
            remarks.extend(anonymous.count.map(|count| format!("{count} of them")));
            remarks.extend(anonymous.description.map(|span| self.quoted(span)));
            remarks.extend(anonymous.basis.map(|span| self.quoted(span)));
            remarks.extend(anonymous.reason.map(|span| format!("because {}", self.quoted(span))));
            self.fact("anonymous", remarks.join(", "));
        }
        for (place, hand) in voice.chain.iter().enumerate() {
            let evidence = hand
                .evidence
                .map_or_else(String::new, |span| format!(", by {}", self.quoted(span)));
            self.fact("hand", format!("{}. {}{evidence}", place + 1, hand.name));
        }
        if let Some(span) = voice.addressee {
            self.fact("told to", self.quoted(span));
        }
        if let Some(span) = voice.medium {
            self.fact("by way of", self.quoted(span));
        }
        if let Some(said) = view.said(found) {
            self.fact("said", said.to_owned());
        }
    }

    /// Whether the reading that lost tells the same, word for word.
    fn agrees(&self, lost: &Rejected, found: &Attribution) -> bool {
        let same = |a: &[Span], b: &[Span]| self.bare(a) == self.bare(b);
        same(&lost.content, &found.content) && same(&lost.source, &found.source)
    }

    /// The first and the last byte of letters and digits, and how many there are.
    fn bare(&self, spans: &[Span]) -> (Option<usize>, Option<usize>, usize) {
        let letters = || {
            spans.iter().flat_map(|span| {
                let letters = self.view.words(*span).char_indices();
                let letters = letters.filter(|(_, letter)| letter.is_alphanumeric());
                letters.map(|(offset, _)| span.start() + offset)
            })
        };
        (letters().min(), letters().max(), letters().count())
    }

    fn rejected(&mut self, lost: &Rejected) {
        self.heading("a reading that lost", DOUBT);
        for (what, spans) in
            [("source", &lost.source), ("cue", &lost.cue), ("content", &lost.content)]
        {
            let words = Some(self.view.joined(spans)).filter(|words| !words.is_empty());
            self.fact(what, words.unwrap_or_else(|| "none".to_owned()));
        }
        self.fact("confidence", format!("{:.3}", lost.confidence));
        self.fact("found by", names::found(&lost.found));
        self.fact("because", names::rejection(&lost.reason));
    }

    fn entity(&mut self, found: &Entity) {
        self.heading(&format!("mention of {}", found.name), SOURCE);
        self.fact("kind", names::entity_kind(found.kind).to_owned());
        for (what, value) in [("role", &found.role), ("of", &found.affiliation)] {
            if let Some(value) = value {
                self.fact(what, value.clone());
            }
        }
        if !found.aliases.is_empty() {
            self.fact("also", found.aliases.join(", "));
        }
        self.fact("mentions", found.mentions.len().to_string());
    }

    fn time(&mut self, found: &Time) {
        self.heading(&format!("time expression {}", self.quoted(found.span)), TIME);
        self.fact("type", found.kind.to_owned());
        self.fact("value", found.value.clone());
        if !found.reason.is_empty() {
            self.fact("because", found.reason.clone());
        }
        for other in &found.others {
            self.fact("lost", format!("{other}, a reading less likely here"));
        }
    }

    fn issue(&mut self, found: &Issue) {
        self.heading("evidence for the day of issue", TIME);
        let how = if found.inferred { "inferred" } else { "stated" };
        self.fact("day", format!("{}, {how}", found.day));
        for reason in &found.evidence {
            self.fact("because", reason.clone());
        }
    }

    fn diary(&mut self, found: &DiaryEntry) {
        self.heading("announced", TIME);
        self.fact("what", one_line(self.view.words(found.what)));
        let days = match (found.start.as_str(), found.end.as_str()) {
            ("", _) => "no day told".to_owned(),
            (start, end) if start == end => start.to_owned(),
            (start, end) => format!("{start} to {end}"),
        };
        self.fact("when", days);
        self.fact("status", names::status(found.status).to_owned());
        if let Some(place) = found.place {
            self.fact("where", self.quoted(place));
        }
        for who in &found.participants {
            self.fact("who", self.quoted(*who));
        }
        if let Some(index) = found.according_to {
            self.fact("according to", format!("attribution {}", index + 1));
        }
        for index in &found.times {
            if let Some(time) = self.view.reading.times.get(*index) {
                self.fact("by", format!("{} = {}", self.quoted(time.span), time.value));
            }
        }
    }

    fn quoted(&self, span: Span) -> String {
        format!("“{}”", one_line(self.view.words(span)))
    }

    fn line(&mut self, words: &str, style: Style) {
        self.out.push(words, style);
        self.out.line_end();
    }

    fn heading(&mut self, words: &str, style: Style) {
        self.out.set_indent(0);
        self.out.empty_line();
        self.line(words, style);
    }

    fn fact(&mut self, what: &str, value: String) {
        self.out.set_indent(2);
        self.out.push(what, DIM);
        self.out.set_indent(14);
        self.out.column(14);
        self.line(&value, PLAIN);
    }
}
