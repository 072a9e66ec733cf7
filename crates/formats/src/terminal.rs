//! The reading for a terminal: the text with marks, then lists and a table.
//!
//! Marks survive the lack of colour: `{source}₁`, `<cue>₁`, `[content]₁`, the number being that of
//! the attribution in the list below the text.

use anstyle::Style;
use sayso_read::{Attribution, Polarity, Reading};
use unicode_width::UnicodeWidthStr;

use crate::diary::Announced;
use crate::layers::{self, Mark, Paragraph, Role, Segment};
use crate::shares::{self, Shares};
use crate::styles::{BOLD, CONTENT, CUE, DIM, DOUBT, PLAIN, SOURCE, TIME};
use crate::view::one_line;
use crate::wrap::{Wrapper, shortened};
use crate::{View, names};

/// How to show it.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Columns of the terminal; fewer than 20 count as 20.
    pub width: usize,
    /// Whether to colour.
    pub colour: bool,
    /// Whether to show resolved dates in the text and in a list.
    pub dates: bool,
}

/// The view for a terminal.
pub fn write(view: &View<'_>, options: &Options) -> String {
    let paragraphs = layers::paragraphs(view);
    let shares = shares::shares(view, &paragraphs);
    let mut page = Page { view, options, out: Wrapper::new(options.width, options.colour) };
    page.head();
    page.text(&paragraphs);
    page.attributions(&shares);
    page.shares(&shares);
    page.unattributed();
    if options.dates {
        page.dates();
    }
    page.diary();
    page.out.finish()
}

struct Page<'a> {
    view: &'a View<'a>,
    options: &'a Options,
    out: Wrapper,
}

impl Page<'_> {
    fn reading(&self) -> &Reading {
        self.view.reading
    }

    fn line(&mut self, words: &str, style: Style) {
        self.out.push(words, style);
        self.out.line_end();
    }

    fn heading(&mut self, words: &str) {
        self.out.set_indent(0);
        self.out.empty_line();
        self.line(words, BOLD);
        self.out.set_indent(2);
    }

    fn head(&mut self) {
        self.line(self.view.name, BOLD);
        let publisher = self.view.reading.publisher.as_ref();
        let issue = self.view.reading.issue.as_ref();
        let mut known = Vec::new();
        known.extend(publisher.map(|publisher| publisher.name.clone()).filter(|n| !n.is_empty()));
        known.extend(publisher.and_then(|publisher| publisher.desk.clone()));
        known.extend(issue.map(|issue| format!("issued {}", issue.day)));
        self.line(&known.join(" · "), PLAIN);
        let evidence = issue.map(|issue| issue.evidence.join("; ")).unwrap_or_default();
        if !evidence.is_empty() {
            self.line(&format!("Day of issue: {evidence}"), DIM);
        }
        self.out.empty_line();
    }

    fn text(&mut self, paragraphs: &[Paragraph]) {
        for (index, paragraph) in paragraphs.iter().enumerate() {
            if index > 0 {
                self.out.empty_line();
            }
            let mut open: Vec<Mark> = Vec::new();
            let mut time = None;
            for segment in &paragraph.segments {
                self.change_time(&mut time, segment.time);
                self.change_marks(&mut open, &segment.marks);
                self.out.push(self.view.words(segment.span), self.style(segment));
            }
            self.change_time(&mut time, None);
            self.change_marks(&mut open, &[]);
            self.out.line_end();
        }
    }

    fn style(&self, segment: &Segment) -> Style {
        if self.options.dates && segment.time.is_some() {
            return TIME;
        }
        match segment.marks.last().map(|mark| mark.role) {
            Some(Role::Source) => SOURCE,
            Some(Role::Cue) => CUE,
            Some(Role::Content) => CONTENT,
            None => PLAIN,
        }
    }

    /// Closes the marks that end here, the innermost first, and opens those that begin.
    fn change_marks(&mut self, open: &mut Vec<Mark>, wanted: &[Mark]) {
        while let Some(last) = open.last().copied() {
            if wanted.starts_with(open) {
                break;
            }
            open.pop();
            let (_, close) = brackets(last.role);
            self.out.push(close, DIM);
            self.out.push(&subscript(last.attribution + 1), DIM);
        }
        for mark in &wanted[open.len()..] {
            let (bracket, _) = brackets(mark.role);
            self.out.push(bracket, DIM);
            open.push(*mark);
        }
    }

    fn change_time(&mut self, open: &mut Option<usize>, wanted: Option<usize>) {
        if !self.options.dates || *open == wanted {
            return;
        }
        let time = open.and_then(|index| self.view.reading.times.get(index));
        if let Some(time) = time.filter(|time| time.value != self.view.words(time.span)) {
            self.out.push(&format!("={}", time.value), DIM);
        }
        *open = wanted;
    }

    fn attributions(&mut self, shares: &Shares) {
        let view = self.view;
        if self.reading().attributions.is_empty() {
            self.out.set_indent(0);
            self.out.empty_line();
            self.line("No attribution found.", PLAIN);
            return;
        }
        self.heading("Who said what");
        let margin = 2 + self.reading().attributions.len().to_string().len() + 2;
        for (index, attribution) in view.reading.attributions.iter().enumerate() {
            self.out.set_indent(0);
            let number = (index + 1).to_string();
            self.out.column(margin - 2 - number.len());
            self.out.push(&number, DIM);
            self.out.set_indent(margin);
            self.out.column(margin);
            let who = shares.shares[shares.of[index]].who.as_deref();
            self.hands(attribution, who);
            self.out.push(&format!(" · {}", remarks(view, attribution)), PLAIN);
            self.polarity(attribution.polarity);
            self.out.line_end();
            let room = self.options.width.saturating_sub(margin);
            let content = shortened(&view.joined(&attribution.content), room.max(10));
            self.line(&content, CONTENT);
        }
    }

    /// The chain, the one who speaks set apart; the publisher by its short name.
    fn hands(&mut self, attribution: &Attribution, who: Option<&str>) {
        let publisher = self.view.reading.publisher.as_ref();
        let chain = &attribution.voice.chain;
        for hand in &chain[..chain.len().saturating_sub(1)] {
            let short = publisher.filter(|publisher| publisher.name == hand.name);
            let short = short.and_then(|publisher| publisher.short_name.as_deref());
            self.out.push(short.unwrap_or(&hand.name), PLAIN);
            self.out.push(" ← ", DIM);
        }
        match chain.last().filter(|_| chain.len() > 1).map(|hand| hand.name.as_str()).or(who) {
            Some(last) => self.out.push(last, SOURCE),
            None => self.out.push(&names::nobody(attribution), DOUBT),
        }
    }

    fn polarity(&mut self, polarity: Polarity) {
        if polarity != Polarity::Asserted {
            self.out.push(&format!(" · {}", names::polarity(polarity)), DOUBT);
        }
    }

    fn shares(&mut self, shares: &Shares) {
        if shares.words == 0 {
            return;
        }
        self.heading("Who is behind how much");
        let widest = shares.shares.iter().map(|share| label(share.who.as_deref()).width());
        let name = widest.max().unwrap_or(0).max(NOBODY.width()).min(self.options.width * 2 / 5);
        let bar = self.options.width.saturating_sub(name + 31).min(30);
        let rows = shares
            .shares
            .iter()
            .map(|share| (label(share.who.as_deref()), share.words, share.attributions))
            .chain([(NOBODY, shares.nobody, 0)]);
        for (who, words, attributions) in rows {
            let style = if attributions > 0 { SOURCE } else { DOUBT };
            self.out.push(&shortened(&one_line(who), name + 1), style);
            self.out.column(name + 4);
            let percent = 100.0 * words as f64 / shares.words as f64;
            let times = if attributions > 0 { format!("{attributions}×") } else { String::new() };
            self.out.cell(&format!("{percent:3.0} %  {words:>5} words  {times:>4}  "), PLAIN);
            if bar >= 8 {
                self.out.cell(&"█".repeat((bar * words).div_ceil(shares.words)), style);
            }
            self.out.line_end();
        }
    }

    fn unattributed(&mut self) {
        let view = self.view;
        if self.reading().unattributed.is_empty() {
            return;
        }
        self.heading("Sentences with nobody behind them");
        for sentence in &view.reading.unattributed {
            self.out.set_indent(2);
            self.out.push("·", DIM);
            self.out.set_indent(4);
            self.out.column(4);
            self.line(&one_line(view.words(*sentence)), PLAIN);
        }
    }

    fn dates(&mut self) {
        let view = self.view;
        if self.reading().times.is_empty() {
            return;
        }
        self.heading("Dates");
        for time in &view.reading.times {
            self.out.set_indent(2);
            self.out.push(&one_line(view.words(time.span)), TIME);
            self.out.push(&format!(" = {}", time.value), PLAIN);
            if !time.others.is_empty() {
                self.out.push(&format!(" or {}", time.others.join(" or ")), DOUBT);
            }
            if !time.reason.is_empty() {
                self.out.push(&format!(" ({})", time.reason), DIM);
            }
            self.out.line_end();
        }
    }

    fn diary(&mut self) {
        if self.reading().diary.is_empty() {
            return;
        }
        self.heading("Announced");
        for entry in crate::diary::entries(self.view) {
            self.out.set_indent(2);
            self.out.push(&entry.days(), TIME);
            self.out.push(" ", PLAIN);
            self.out.push(&entry.sentence(), PLAIN);
            self.out.line_end();
        }
    }
}

const NOBODY: &str = "nobody";

fn label(who: Option<&str>) -> &str {
    who.unwrap_or("no source named")
}

/// Announced events of any number of dispatches, by day.
pub(crate) fn diary(entries: &[Announced], options: &Options) -> String {
    let mut out = Wrapper::new(options.width, options.colour);
    let mut day = String::new();
    for entry in entries {
        let days = entry.days();
        if days != day {
            out.set_indent(0);
            if !day.is_empty() {
                out.empty_line();
            }
            out.push(&days, TIME);
            out.line_end();
            day = days;
        }
        out.set_indent(2);
        out.push(&entry.sentence(), PLAIN);
        out.push(&format!(" ({})", entry.file), DIM);
        out.line_end();
    }
    out.finish()
}

/// What is told of an attribution on its first line, after the speaker.
fn remarks(view: &View<'_>, attribution: &Attribution) -> String {
    let mut remarks = vec![names::kind(attribution.kind).to_owned()];
    if let Some(outer) = attribution.nested_in {
        remarks.push(format!("inside {}", outer + 1));
    }
    if let Some(anonymous) = &attribution.voice.anonymous {
        remarks.push(format!("anonymous ({})", names::group(anonymous.group)));
    }
    if let Some(addressee) = attribution.voice.addressee {
        remarks.push(format!("to {}", one_line(view.words(addressee))));
    }
    if let Some(medium) = attribution.voice.medium {
        remarks.push(one_line(view.words(medium)));
    }
    remarks.extend(view.said(attribution).map(|said| format!("said {said}")));
    remarks.push(format!("{:.0} %", 100.0 * attribution.confidence).replace(' ', "\u{a0}"));
    remarks.join(" · ")
}

fn brackets(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Source => ("{", "}"),
        Role::Cue => ("<", ">"),
        Role::Content => ("[", "]"),
    }
}

fn subscript(number: usize) -> String {
    let digit = |digit: char| char::from_u32('₀' as u32 + digit as u32 - '0' as u32);
    number.to_string().chars().filter_map(digit).collect()
}
