use sayso_read::{Kind, Polarity};

use super::escape::escaped;
use super::{hue, push};
use crate::View;
use crate::layers::{Mark, Paragraph, Role, Segment};
use crate::shares::Shares;

/// The text with its marks.
pub(super) fn write(page: &mut String, view: &View<'_>, paragraphs: &[Paragraph], shares: &Shares) {
    page.push_str("<article id=\"text\">\n");
    let mut writer =
        Writer { view, shares, numbered: vec![false; view.reading.attributions.len()] };
    for paragraph in paragraphs {
        page.push_str("<p dir=\"auto\">");
        for (index, segment) in paragraph.segments.iter().enumerate() {
            let after = paragraph.segments.get(index + 1);
            writer.segment(page, segment, after.is_none_or(|next| next.time != segment.time));
        }
        page.push_str("</p>\n");
    }
    page.push_str("</article>\n");
}

struct Writer<'a> {
    view: &'a View<'a>,
    shares: &'a Shares,
    /// Which attributions have their number in the text already.
    numbered: Vec<bool>,
}

impl Writer<'_> {
    fn segment(&mut self, page: &mut String, segment: &Segment, time_ends: bool) {
        let Some(innermost) = segment.marks.last() else {
            let class = if segment.unattributed { " class=\"u\"" } else { "" };
            push(page, format_args!("<span{class}>"));
            self.words(page, segment, time_ends);
            page.push_str("</span>");
            return;
        };
        let number = innermost.attribution + 1;
        let classes = self.classes(innermost, &segment.marks);
        push(page, format_args!("<a class=\"{classes}\" href=\"#a{number}\">"));
        for mark in &segment.marks {
            self.number(page, mark);
        }
        self.words(page, segment, time_ends);
        page.push_str("</a>");
    }

    /// The number before the first words of a content.
    fn number(&mut self, page: &mut String, mark: &Mark) {
        if mark.role == Role::Content && !self.numbered[mark.attribution] {
            self.numbered[mark.attribution] = true;
            let number = mark.attribution + 1;
            push(page, format_args!("<sup id=\"t{number}\">{number}</sup>"));
        }
    }

    fn classes(&self, innermost: &Mark, marks: &[Mark]) -> String {
        let attribution = &self.view.reading.attributions[innermost.attribution];
        let mut classes = vec!["s".to_owned(), role(innermost.role).to_owned()];
        if innermost.role == Role::Content {
            let depth = marks.iter().filter(|mark| mark.role == Role::Content).count();
            if depth > 1 {
                classes.push("inner".to_owned());
            }
            if attribution.kind == Kind::Direct {
                classes.push("direct".to_owned());
            }
            match attribution.polarity {
                Polarity::Asserted => {}
                Polarity::Denied | Polarity::Negated => classes.push("no".to_owned()),
                Polarity::Hypothetical => classes.push("perhaps".to_owned()),
            }
        }
        classes.push(format!("h{}", hue(self.shares.of[innermost.attribution])));
        classes.extend(marks.iter().map(|mark| format!("m{}", mark.attribution + 1)));
        classes.join(" ")
    }

    fn words(&self, page: &mut String, segment: &Segment, time_ends: bool) {
        let words = escaped(self.view.words(segment.span));
        match segment.time.and_then(|index| self.view.reading.times.get(index)) {
            Some(time) => {
                let mut told = time.value.clone();
                if !time.others.is_empty() {
                    told.push_str(&format!(" or {}", time.others.join(", ")));
                }
                if !time.reason.is_empty() {
                    told.push_str(&format!(" ({})", time.reason));
                }
                let (value, told) = (escaped(&time.value), escaped(&told));
                push(page, format_args!("<span class=\"time\" title=\"{told}\">{words}</span>"));
                if time_ends {
                    push(page, format_args!("<span class=\"value\">{value}</span>"));
                }
            }
            None => page.push_str(&words),
        }
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Source => "source",
        Role::Cue => "cue",
        Role::Content => "content",
    }
}
