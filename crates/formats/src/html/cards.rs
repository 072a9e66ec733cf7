use sayso_read::{Attribution, Polarity};

use super::escape::escaped;
use super::{hue, push};
use crate::shares::Shares;
use crate::view::one_line;
use crate::{View, diary, names};

/// Longer contents are cut in the list; the text has them whole.
const MOST_WORDS: usize = 60;

/// The list beside the text.
pub(super) fn write(page: &mut String, view: &View<'_>, shares: &Shares) {
    page.push_str("<aside>\n");
    share_table(page, shares);
    if view.reading.attributions.is_empty() {
        page.push_str("<p>No attribution found.</p>\n");
    } else {
        page.push_str("<h2>Who said what</h2>\n<ol class=\"cards\">\n");
        for (index, attribution) in view.reading.attributions.iter().enumerate() {
            card(page, view, shares, index, attribution);
        }
        page.push_str("</ol>\n");
    }
    unattributed(page, view);
    announced(page, view);
    people(page, view);
    dates(page, view);
    page.push_str("</aside>\n");
}

fn share_table(page: &mut String, shares: &Shares) {
    if shares.words == 0 {
        return;
    }
    page.push_str("<h2>Who is behind how much</h2>\n<table class=\"shares\">\n");
    let mut row = |class: &str, who: &str, words: usize, times: Option<usize>| {
        let percent = 100.0 * words as f64 / shares.words as f64;
        let times = times.map(|times| format!("{times}×")).unwrap_or_default();
        push(
            page,
            format_args!(
                "<tr class=\"{class}\"><th scope=\"row\">{}</th><td>{percent:.0} %</td>\
                 <td>{times}</td><td class=\"bar\"><span style=\"width:{percent:.1}%\"></span></td></tr>\n",
                escaped(who),
            ),
        );
    };
    for (index, share) in shares.shares.iter().enumerate() {
        let who = share.who.as_deref().unwrap_or("no source named");
        row(&format!("h{}", hue(index)), who, share.words, Some(share.attributions));
    }
    row("nobody", "nobody", shares.nobody, None);
    page.push_str("</table>\n");
}

fn card(page: &mut String, view: &View<'_>, shares: &Shares, index: usize, found: &Attribution) {
    let number = index + 1;
    let who = shares.shares[shares.of[index]].who.as_deref();
    push(
        page,
        format_args!(
            "<li class=\"card h{}\" id=\"a{number}\" value=\"{number}\">\n\
             <p class=\"who\"><a class=\"number\" href=\"#t{number}\" \
             aria-label=\"attribution {number} in the text\">{number}</a> <b>{}</b>{}\
             <a class=\"close\" href=\"#text\" aria-label=\"close\">×</a></p>\n",
            hue(shares.of[index]),
            escaped(who.unwrap_or(&names::nobody(found))),
            role(view, found),
        ),
    );
    badges(page, found);
    if found.voice.chain.len() > 1 {
        let hands: Vec<String> = found
            .voice
            .chain
            .iter()
            .map(|hand| match hand.evidence {
                Some(span) => format!(
                    "<span title=\"{}\">{}</span>",
                    escaped(&one_line(view.words(span))),
                    escaped(&hand.name)
                ),
                None => format!("<span>{}</span>", escaped(&hand.name)),
            })
            .collect();
        push(page, format_args!("<p class=\"chain\">{}</p>\n", hands.join(" ← ")));
    }
    let content = shortened(&view.joined(&found.content));
    push(page, format_args!("<blockquote dir=\"auto\">{}</blockquote>\n", escaped(&content)));
    facts(page, view, found);
    page.push_str("</li>\n");
}

/// The office of the speaker, where the text gives one.
fn role(view: &View<'_>, found: &Attribution) -> String {
    let [speaker] = found.voice.speakers.as_slice() else { return String::new() };
    let entity = speaker.entity.and_then(|index| view.reading.entities.get(index));
    entity
        .and_then(|entity| entity.role.as_deref())
        .map_or(String::new(), |role| format!(", <span class=\"role\">{}</span>", escaped(role)))
}

fn badges(page: &mut String, found: &Attribution) {
    let mut badges = vec![names::kind(found.kind).to_owned()];
    if found.polarity != Polarity::Asserted {
        badges.push(names::polarity(found.polarity).to_owned());
    }
    if let Some(anonymous) = &found.voice.anonymous {
        badges.push(format!("anonymous: {}", names::group(anonymous.group)));
    }
    let badges: Vec<String> = badges.iter().map(|badge| format!("<span>{badge}</span>")).collect();
    let inside = found.nested_in.map(|outer| {
        let outer = outer + 1;
        format!(" <a href=\"#a{outer}\">inside {outer}</a>")
    });
    push(
        page,
        format_args!(
            "<p class=\"badges\">{}{}</p>\n",
            badges.join(" "),
            inside.unwrap_or_default()
        ),
    );
}

fn facts(page: &mut String, view: &View<'_>, found: &Attribution) {
    let words = |span| one_line(view.words(span));
    let voice = &found.voice;
    let mut facts: Vec<(&str, String)> = Vec::new();
    facts.extend(view.said(found).map(|said| ("said", said.to_owned())));
    if !found.source.is_empty() {
        facts.push(("source", view.joined(&found.source)));
    }
    if !found.cue.is_empty() {
        facts.push(("cue", view.joined(&found.cue)));
    }
    for speaker in &voice.speakers {
        let sure = 100.0 * speaker.confidence;
        let evidence = words(speaker.evidence);
        facts.push(("named by", format!("{evidence} ({}, {sure:.0} %)", speaker.name)));
    }
    facts.extend(voice.candidate.as_ref().map(|found| {
        let sure = 100.0 * found.confidence;
        ("perhaps", format!("{} ({}, {sure:.0} %)", words(found.evidence), found.name))
    }));
    facts.extend(voice.spoken_by.as_ref().map(|hand| ("in the voice of", hand.name.clone())));
    facts.extend(voice.translation.map(|span| ("translated", words(span))));
    facts.extend(voice.addressee.map(|span| ("told to", words(span))));
    facts.extend(voice.medium.map(|span| ("by way of", words(span))));
    if let Some(anonymous) = &voice.anonymous {
        facts.extend(anonymous.count.map(|count| ("how many", count.to_string())));
        facts.extend(anonymous.description.map(|span| ("described as", words(span))));
        facts.extend(anonymous.basis.map(|span| ("knows by being", words(span))));
        facts.extend(anonymous.reason.map(|span| ("not named", words(span))));
    }
    facts.push(("found by", names::found(&found.found)));
    page.push_str("<dl>");
    push(
        page,
        format_args!(
            "<dt>confidence</dt><dd><meter min=\"0\" max=\"1\" value=\"{0:.2}\"></meter> {1:.0} %</dd>",
            found.confidence,
            100.0 * found.confidence
        ),
    );
    for (what, value) in facts {
        push(page, format_args!("<dt>{what}</dt><dd dir=\"auto\">{}</dd>", escaped(&value)));
    }
    page.push_str("</dl>\n");
}

fn unattributed(page: &mut String, view: &View<'_>) {
    let items = view.reading.unattributed.iter().map(|span| escaped(&one_line(view.words(*span))));
    list(page, "Sentences with nobody behind them", items);
}

fn announced(page: &mut String, view: &View<'_>) {
    let entries = diary::entries(view);
    let items = entries
        .iter()
        .map(|entry| format!("<b>{}</b> {}", escaped(&entry.days()), escaped(&entry.sentence())));
    list(page, "Announced", items);
}

fn people(page: &mut String, view: &View<'_>) {
    let items = view.reading.entities.iter().map(|entity| {
        let mut known = vec![names::entity_kind(entity.kind).to_owned()];
        known.extend(entity.role.clone());
        known.extend(entity.affiliation.clone());
        if !entity.aliases.is_empty() {
            known.push(format!("also {}", entity.aliases.join(", ")));
        }
        format!("<b>{}</b> {}", escaped(&entity.name), escaped(&known.join(" · ")))
    });
    list(page, "Who is who", items);
}

fn dates(page: &mut String, view: &View<'_>) {
    let items = view.reading.times.iter().map(|time| {
        let others = match time.others.as_slice() {
            [] => String::new(),
            others => format!(" or {}", others.join(" or ")),
        };
        let reason = match time.reason.as_str() {
            "" => String::new(),
            reason => format!(" ({reason})"),
        };
        format!(
            "{} = <b>{}</b>{}",
            escaped(&one_line(view.words(time.span))),
            escaped(&time.value),
            escaped(&format!("{others}{reason}"))
        )
    });
    list(page, "Dates", items);
}

/// A list that opens on request; nothing where it would be empty.
fn list(page: &mut String, heading: &str, items: impl ExactSizeIterator<Item = String>) {
    let count = items.len();
    if count == 0 {
        return;
    }
    push(page, format_args!("<details><summary>{heading} ({count})</summary>\n<ul>\n"));
    for item in items {
        push(page, format_args!("<li dir=\"auto\">{item}</li>\n"));
    }
    page.push_str("</ul>\n</details>\n");
}

fn shortened(words: &str) -> String {
    match words.split_whitespace().nth(MOST_WORDS) {
        None => words.to_owned(),
        Some(_) => {
            let kept: Vec<&str> = words.split_whitespace().take(MOST_WORDS).collect();
            format!("{} …", kept.join(" "))
        }
    }
}
