//! Who publishes a dispatch, in many house styles, and what is nobody's name.

use sayso_gazetteer::Gazetteer;
use sayso_read::{Attribution, Dispatch, Found, Kind, Publisher, Reading, give_voices};
use sayso_text::{Layout, Span};

fn read(text: &str, given: Option<&str>) -> Reading {
    let mut reading = Reading::default();
    // One attribution, so that chains can be told.
    if let Some(at) = text.find("it rains") {
        let content = vec![Span::new(at, at + "it rains".len())];
        let found = Found::Rule("test");
        reading.attributions.push(Attribution::new(vec![], vec![], content, Kind::Indirect, found));
    }
    let mut dispatch = Dispatch::new(text);
    dispatch.publisher = given.map(str::to_owned);
    give_voices(&dispatch, &Layout::of(text), &Gazetteer::builtin(), &mut reading);
    reading
}

fn publisher(text: &str) -> Publisher {
    read(text, None).publisher.unwrap_or_default()
}

#[test]
fn publishers() {
    for (text, name) in [
        // Headings
        ("Harbour News Agency (HNA) - Foreign Desk: The pier is shut.", "Harbour News Agency"),
        ("Tavarian Press Bureau (TPB)\n\nThe pier is shut.", "Tavarian Press Bureau"),
        ("THE CORIN LEDGER\nPolice log, Monday\n\nThe pier is shut.", "The Corin Ledger"),
        ("The Corin Courier\nFriday, 3 May 2024\n\nPier shut\n\nIt rains.", "The Corin Courier"),
        ("Corin Gazette\nOPINION\n\nPier shut\n\nIt rains.", "Corin Gazette"),
        ("CORIN RADIO | News at Six\n\nThe pier is shut.", "Corin Radio"),
        ("Harbour Wire | Dry bulk | 15 April 2026\n\nThe pier is shut.", "Harbour Wire"),
        ("Radio Corin live: The pier is shut\n\n10:20 It rains.", "Radio Corin"),
        ("CORIN PRESS SERVICE: WEEK AHEAD\nMonday 3 May\n\nIt rains.", "Corin Press Service"),
        ("QUAY PARISH NEWSLETTER — Issue 41\n\nThe pier is shut.", "Quay Parish Newsletter"),
        ("BANK OF CORIN\nPress release no. 3\n\nThe pier is shut.", "Bank of Corin"),
        ("Pier shut for repairs, says mayor | The Corin Echo\n\nIt rains.", "The Corin Echo"),
        ("Pier shut for repairs, says mayor - BBC News\n\nIt rains.", "BBC News"),
        (
            "The Corin Post, Friday 17 October 2025\n\nOBITUARY\nPier keeper dies\n\nIt rains.",
            "The Corin Post",
        ),
        (
            "DAILY QUAY, Monday June 16, 2025\nEXCLUSIVE by Ana Low, Pier Editor\n\nPier shut\n\nIt rains.",
            "Daily Quay",
        ),
        (
            "The Long Pier, Spring 2025\nPROFILE\nThe man who listens\nBy Ana Low\n\nIt rains.",
            "The Long Pier",
        ),
        (
            "CORIN SHERIFF COURT\nThursday 6 November 2025 | Corin Gazette\n\nPier shut\n\nIt rains.",
            "Corin Gazette",
        ),
        (
            "Amber warning as rain nears\nQuay Weather Desk, updated 5.40pm Tuesday, December 2, 2025\n\nIt rains.",
            "Quay Weather Desk",
        ),
        (
            "EMBARGOED UNTIL 16:00 GMT ON WEDNESDAY 21 JANUARY 2026\n\nUniversity of Corin\nPress office\n\nPiers remember, study finds\n\nIt rains.",
            "University of Corin",
        ),
        (
            "Ministry of Piers, Republic of Corin\nTranscript of the press briefing of 12 May 2025\n\nMS LOW: It rains.",
            "Ministry of Piers",
        ),
        (
            "Both sides claim pier\nCORIN, Aug 19, 2024 (Quayside Press)\n\nIt rains.",
            "Quayside Press",
        ),
        ("Pier shut, says CM\nCorin, Jul 24 (UQS) The pier is shut.", "UQS"),
        (
            "MORNING PIER ☕ your five-minute briefing\nTuesday 3 February 2026 · written by Ana Low\n\nIt rains.",
            "Morning Pier",
        ),
        // Bylines
        ("Pier shut\nBy Ana Low, The Corin Courier\n\nIt rains.", "The Corin Courier"),
        (
            "Pier shut\nBy Ana Low | The Corin Courier | 3 May 2024\n\nIt rains.",
            "The Corin Courier",
        ),
        (
            "Pier shut\nBy Ana Low, Chief Reporter, The Corin Courier\n\nIt rains.",
            "The Corin Courier",
        ),
        ("Pier shut\nBy Ana Low\nThe Corin Courier\n\nIt rains.", "The Corin Courier"),
        ("Pier shut\nBy The Associated Press\n\nIt rains.", "The Associated Press"),
        ("Pier shut\nBy Ana Low for Corin Weekly\n\nIt rains.", "Corin Weekly"),
        ("Pier shut\nQuay24/Agencies\n\nIt rains.", "Quay24"),
        ("Pier shut\nCorin Times and agencies\n\nIt rains.", "Corin Times"),
        ("Pier shut\nAna Low, Corin News Agency\n\nIt rains.", "Corin News Agency"),
        ("A pier\nBy Ana Low. She writes every week for The Quay.\n\nIt rains.", "The Quay"),
        // Datelines
        (
            "CORIN, Feb 3 (HNA) – It rains.\n\n(Reporting by Ola Moe of Harbour News Agency)",
            "Harbour News Agency",
        ),
        ("BEIJING (Reuters) - The pier is shut.", "Reuters"),
        ("Pier shut\n\nCORIN, 3 October 2024 /Quay-Press/. The pier is shut.", "Quay-Press"),
        ("Pier shut\n\nMOSCOW, April 3. /TASS/. The pier is shut.", "TASS"),
        ("BAKU, Azerbaijan, March 4. Trend: The pier is shut.", "Trend"),
        ("CORIN. July 3. QUAYFORM - The pier is shut.", "QUAYFORM"),
        ("Tashkent, Uzbekistan (UzDaily.com) -- The pier is shut.", "UzDaily.com"),
        ("AP — The pier is shut.", "AP"),
        ("(AP) — The pier is shut.", "AP"),
        ("KABUL (Pajhwok): The pier is shut.", "Pajhwok"),
        ("Pier shut\n\nPYRAN CITY, Sept. 12 (Xinhua) -- The pier is shut.", "Xinhua"),
        // Below the text
        ("Pier shut\n\nIt rains.\n\n© 2024 The Corin Courier", "The Corin Courier"),
        ("© Court Wire 2022\n\nPier shut\n\nIt rains all day.", "Court Wire"),
        (
            "Pier shut\n\nIt rains.\n\nCopyright 2020 The Associated Press. All rights reserved.",
            "The Associated Press",
        ),
        ("Pier shut\n\nIt rains.\n\n— The Corin Echo", "The Corin Echo"),
        ("Pier shut\n\nIt rains.\n\n(KNA)", "KNA"),
        ("Pier shut\n\nIt rains.\n\nKNA/jk/mf", "KNA"),
        ("Pier shut\n\nIt rains, the mayor said. — AP", "AP"),
        ("Pier shut\n\nIt rains.\n\nvia The Corin Echo", "The Corin Echo"),
        ("Pier shut\n\nIt rains.\n\nThis article first appeared in Corin Weekly.", "Corin Weekly"),
        (
            "Pier shut\n\nIt rains.\n\n(Reporting by Ola Moe of Harbour News Agency in Corin)",
            "Harbour News Agency",
        ),
        // How the text speaks
        ("Pier shut\n\nIt rains. Quay Magazine has learned that it will stop.", "Quay Magazine"),
        (
            "Ana Low talks to Lantern Magazine\n\nLANTERN: Why?\nLOW: Because.\nLANTERN: And now?\nLOW: Now it rains.",
            "Lantern Magazine",
        ),
    ] {
        assert_eq!(publisher(text).name, name, "{text:?}");
    }
}

#[test]
fn nobodys_names() {
    for text in [
        "STORM HITS COAST\n\nIt rains.",
        "URGENT – Pier shut: mayor\n\nIt rains.",
        "LIVE: Storm Ottilie – will the trains run?\n\nIt rains.",
        "Mayor Rejects Globe\n\nIt rains and the mayor said nothing to anybody about it on Monday night at all.",
        "Pier shut\nBy Ana Low, local democracy reporter\n\nIt rains.",
        "Pier shut\nBy Ana Low in Vienna\n\nIt rains.",
        "Pier shut\nFrom our correspondent in Vienna\n\nIt rains.",
        "TARSK, Velm — The pier is shut.",
        "Rome (Italy) – The pier is shut.",
        "The World Meteorological Organization (WMO) said the pier is shut.",
        "Pier shut\n\n(Corrects paragraph 4) It rains.",
        "Pier shut\n\nIt rains.\n\nWith files from AP",
        "Pier shut\n\nIt rains.\n\nPhoto: A. Reis/AP",
        "Pier shut\n\nThe mayor told Reuters that it rains.",
        "MONDAY - The pier is shut.",
        "Pier shut\nVARDEN, Aug 19, 2024\n\nIt rains.",
        "Pier shut\nGeneva, Monday 28 February\n\nIt rains.",
        "Pier shut, mayor says\n3 May 2024\n\nIt rains.",
        "Pier shut\nPROFILE\n\nIt rains.",
        "On Monday, May 3, a pier was shut\n\nIt rains.",
    ] {
        assert_eq!(publisher(text).name, "", "{text:?}");
    }
}

#[test]
fn agencies_behind_the_publisher_are_hands() {
    let chain = |text: &str, given: Option<&str>| {
        let reading = read(text, given);
        let hands: Vec<String> =
            reading.attributions[0].voice.chain.iter().map(|hand| hand.name.clone()).collect();
        hands.join(" ← ")
    };
    let text = "BEIJING (Reuters) - And it rains.";
    assert_eq!(chain(text, Some("The Quay")), "The Quay ← Reuters");
    assert_eq!(chain(text, Some("Reuters")), "Reuters");
    assert_eq!(chain(text, None), "Reuters");
    let text = "The Corin Courier\nFriday, 3 May 2024\n\nCORIN (AFP) - And it rains.";
    assert_eq!(chain(text, None), "The Corin Courier ← AFP");
    let text = "HALM (AFP) - And it rains.\n\nvia The Corin Echo";
    assert_eq!(chain(text, None), "The Corin Echo ← AFP");
    let text = "The Corin Courier\nFriday, 3 May 2024\n\nPier shut\nBy The Associated Press\n\nAnd it rains.";
    assert_eq!(chain(text, None), "The Corin Courier ← The Associated Press");
    // One name in two forms is one hand, and those who only helped are none.
    let text = "LISSE, April 14 (KNA) - And it rains.\n\n© Kestrel News Agency";
    assert_eq!(chain(text, None), "Kestrel News Agency");
    let text = "The Corin Courier\nFriday, 3 May 2024\n\nAnd it rains.\n\nWith files from AP";
    assert_eq!(chain(text, None), "The Corin Courier");
}

#[test]
fn desks_authors_and_places() {
    let found = publisher("Harbour News Agency (HNA) - Foreign Desk: The pier is shut.");
    assert_eq!(
        (found.short_name.as_deref(), found.desk.as_deref()),
        (Some("HNA"), Some("Foreign Desk"))
    );
    let found =
        publisher("Pier shut\nBy Ana Low and Ben Oda | Staff Writers\n\nCORIN, Velm — It rains.");
    assert_eq!(found.byline, ["Ana Low", "Ben Oda"]);
    assert_eq!(found.place.as_deref(), Some("Corin"));
    let found = publisher("Pier shut\nBy Ana Low, with files from KNA\n\nIt rains.");
    assert_eq!((found.name.as_str(), &found.byline[..]), ("", &["Ana Low".to_owned()][..]));
    assert_eq!(found.contributors, ["KNA"]);
    let found = publisher(
        "CORIN (HNA) - It rains.\n\n(Reporting by Paul Renn and Ola Moe; editing by Dora Kiss)",
    );
    assert_eq!(found.byline, ["Paul Renn", "Ola Moe"]);
}

#[test]
fn marks_of_several_bytes_end_texts() {
    let name = publisher("Pier shut\n\nIt is, she said, a matter for the woman’s “head.”").name;
    assert_eq!(name, "");
    assert_eq!(publisher("Pier shut\n\n“It rains.” – AP").name, "AP");
}
