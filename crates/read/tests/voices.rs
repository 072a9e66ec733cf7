//! Speakers and chains on given attributions, in sentences of our own.

#[path = "support/given.rs"]
mod given;

use given::read;
use sayso_gazetteer::Gazetteer;
use sayso_read::{Dispatch, Reading, give_voices};
use sayso_text::Layout;

/// The chain of the last of the attributions, publisher first; speakers that are anonymous stand in
/// brackets.
fn chain(publisher: &str, text: &str, attributions: &[&str]) -> String {
    let reading = read(publisher, text, attributions);
    let voice = &reading.attributions.last().expect("an attribution").voice;
    let mut hands: Vec<String> = voice.chain.iter().map(|hand| hand.name.clone()).collect();
    if voice.anonymous.is_some()
        && let Some(last) = hands.last_mut()
    {
        *last = format!("[{last}]");
    }
    hands.join(" ← ")
}

macro_rules! chains {
    ($($name:ident: $text:literal, [$($attribution:literal),*], $expected:literal;)*) => {
        $(#[test]
        fn $name() {
            assert_eq!(chain("The Quay", $text, &[$($attribution),*]), $expected);
        })*
    };
}

chains! {
    a_surname_is_the_full_name:
        "Mayor Ana Rask opened the pier. It rained. Rask said it would hold.",
        ["Rask | said | it would hold"], "The Quay ← Ana Rask";
    an_apposition_is_no_other:
        "Hugh Oster, a doctor, said the pier was safe.",
        ["Hugh Oster, a doctor, | said | the pier was safe"], "The Quay ← Hugh Oster";
    the_name_behind_the_role:
        "Her agent, Bruno Lell, denied that she had left.",
        ["Her agent, Bruno Lell, | denied | that she had left"], "The Quay ← Bruno Lell";
    a_pronoun_over_a_paragraph:
        "Mayor Ana Rask opened the pier on Monday.\n\nIt had cost 3 million crowns.\n\n\"It will hold,\" she said.",
        ["she | said | It will hold"], "The Quay ← Ana Rask";
    he_is_not_she:
        "Ana Rask met Peter Oster at the pier. \"It will hold,\" he said.",
        ["he | said | It will hold"], "The Quay ← Peter Oster";
    the_president_of_that_country:
        "Brazilian President Ola Lund met Norwegian President Tor Vik. The Norwegian president said talks would go on.",
        ["The Norwegian president | said | talks would go on"], "The Quay ← Tor Vik";
    one_surname_two_people:
        "Mr Hale and Mrs Hale came late. Mrs Hale said the ferry was full.",
        ["Mrs Hale | said | the ferry was full"], "The Quay ← Hale";
    first_names_tell_cousins_apart:
        "Henrik Moe and Tove Moe sat on the board. Henrik Moe spoke first. Ms Moe said she would stay.",
        ["Ms Moe | said | she would stay"], "The Quay ← Tove Moe";
    joint_speakers_are_two:
        "Ana Rask and Ben Oster wrote that the lane was closed.",
        ["Ana Rask and Ben Oster | wrote | that the lane was closed"], "The Quay ← Ana Rask and Ben Oster";
    a_spokeswoman_is_the_institution:
        "A WMO spokeswoman said the atlas was late.",
        ["A WMO spokeswoman | said | the atlas was late"], "The Quay ← WMO";
    a_spokesman_with_a_name_is_himself:
        "Ministry spokesman Radek Tull said the gate was shut.",
        ["Ministry spokesman Radek Tull | said | the gate was shut"], "The Quay ← Radek Tull";
    a_report_speaks_for_those_behind_it:
        "According to a report by the Harbour Trust, the pier is rotten.",
        ["a report by the Harbour Trust | According to | the pier is rotten"], "The Quay ← Harbour Trust";
    media_reports_are_nobodys:
        "According to media reports, the pier is rotten.",
        ["media reports | According to | the pier is rotten"], "The Quay ← [media reports]";
    two_people_familiar:
        "Two people familiar with the talks said the pier would close.",
        ["Two people familiar with the talks | said | the pier would close"],
        "The Quay ← [two people familiar with the talks]";
    a_diplomat_told_an_agency:
        "A diplomat told Reuters that the talks had failed.",
        ["A diplomat | told | that the talks had failed"], "The Quay ← Reuters ← [diplomat]";
    told_the_publisher_itself:
        "\"We stay,\" captain Sunna Oster told The Quay by telephone.",
        ["captain Sunna Oster | told | We stay"], "The Quay ← Sunna Oster";
    told_reporters_is_no_hand:
        "Ana Rask told reporters that the pier was safe.",
        ["Ana Rask | told | that the pier was safe"], "The Quay ← Ana Rask";
    according_to_an_agency:
        "According to TASS, Tor Vik said trade would grow.",
        ["Tor Vik | said | trade would grow"], "The Quay ← TASS ← Tor Vik";
    quoted_by_a_broadcaster:
        "\"We stay,\" Tor Vik was quoted as saying by China's state-run CCTV.",
        ["Tor Vik | was quoted as saying | We stay"], "The Quay ← CCTV ← Tor Vik";
    a_paper_citing_an_agency:
        "The Velm Mirror, citing Bloomberg, wrote that a banker had called the talks dull.",
        ["a banker | had called | the talks dull"], "The Quay ← Velm Mirror ← Bloomberg ← [banker]";
    nested_words_run_through_the_outer_speaker:
        "Ana Rask said that Ben Oster believed the pier was rotten.",
        ["Ana Rask | said | that Ben Oster believed the pier was rotten", "Ben Oster | believed | the pier was rotten"],
        "The Quay ← Ana Rask ← Ben Oster";
    seen_by_an_agency:
        "According to a police report seen by AFP, the boat was empty.",
        ["a police report seen by AFP | According to | the boat was empty"], "The Quay ← AFP ← police";
    the_agency_is_the_one_named:
        "Azerna, the state agency of Belqan, sent two men. The agency said they were late.",
        ["The agency | said | they were late"], "The Quay ← Azerna";
    the_kremlin_speaks:
        "The Kremlin announced that talks would go on.",
        ["The Kremlin | announced | that talks would go on"], "The Quay ← Kremlin";
    nobody_is_named:
        "The gym was dark. \"We'll turn it down.\"",
        [" |  | We'll turn it down"], "[The Quay]";
    a_photo_credit_is_no_hand:
        "Ana Rask said the pier was safe. Photo: A. Reis/AP",
        ["Ana Rask | said | the pier was safe"], "The Quay ← Ana Rask";
    quoted_by_a_paper_as_saying:
        "\"We stay,\" Tor Vik was quoted by Kvelden as saying.",
        ["Tor Vik | was quoted | We stay"], "The Quay ← Kvelden ← Tor Vik";
    a_paper_quoted_him_as_saying:
        "The daily Havblad quoted Tor Vik as saying the pier was safe.",
        ["Tor Vik | quoted | the pier was safe"], "The Quay ← Havblad ← Tor Vik";
    reported_earlier_by:
        "Tor Vik said the pier was safe, as reported earlier by Havblad News.",
        ["Tor Vik | said | the pier was safe"], "The Quay ← Havblad News ← Tor Vik";
    according_to_comes_last:
        "Tor Vik said the pier was safe, according to Reuters.",
        ["Tor Vik | said | the pier was safe"], "The Quay ← Reuters ← Tor Vik";
    reported_citing:
        "Reuters reported, citing a harbour official, that the pier would close.",
        ["a harbour official | citing | that the pier would close"], "The Quay ← Reuters ← [harbour official]";
    remarks_carried_by:
        "In remarks carried by state television, Tor Vik said the pier was safe.",
        ["Tor Vik | said | the pier was safe"], "The Quay ← state television ← Tor Vik";
    an_interview_published_by:
        "Tor Vik said in an interview with Havblad News published on Monday that the pier was safe.",
        ["Tor Vik | said | that the pier was safe"], "The Quay ← Havblad News ← Tor Vik";
    a_letter_obtained_by:
        "According to a letter obtained by Bloomberg, the pier is rotten.",
        ["a letter obtained by Bloomberg | According to | the pier is rotten"], "The Quay ← Bloomberg ← letter";
    a_joint_briefing_is_no_hand:
        "Ana Rask and Ben Oster told a joint briefing that the pier was safe.",
        ["Ana Rask and Ben Oster | told | that the pier was safe"], "The Quay ← Ana Rask and Ben Oster";
    a_wire_cited_by_a_wire:
        "Interfax, citing TASS, reported that Tor Vik had left.",
        ["Tor Vik | reported | had left"], "The Quay ← Interfax ← TASS ← Tor Vik";
    an_outlet_cut_off_before_it_cites:
        "According to Havblad News, citing the player's agent, the fee is nine million.",
        ["Havblad News | According to | the fee is nine million"], "The Quay ← Havblad News ← [player's agent]";
    a_passive_with_the_agent_behind:
        "This was told to Reuters by the harbour master, Ana Rask.",
        ["Reuters by the harbour master, Ana Rask | was told | This"], "The Quay ← Reuters ← Ana Rask";
    an_outlet_named_for_something_else_is_no_hand:
        "Ana Rask, who once worked for Reuters, said the pier was safe.",
        ["Ana Rask | said | the pier was safe"], "The Quay ← Ana Rask";
    an_outlet_that_was_refused_is_no_hand:
        "Reuters could not reach him. Ana Rask said the pier was safe.",
        ["Ana Rask | said | the pier was safe"], "The Quay ← Ana Rask";
    words_of_one_in_the_voice_of_another:
        "Reading from a statement by the Harbour Trust, lawyer Edda Moss said: \"We were not told.\"",
        ["lawyer Edda Moss | said | We were not told"], "The Quay ← Edda Moss ← Harbour Trust";
    a_message_read_by_another:
        "In a message read by Ana Rask, the poet Aurel Finch said he was too ill to travel.",
        ["the poet Aurel Finch | said | he was too ill to travel"], "The Quay ← Ana Rask ← Aurel Finch";
    a_writer_who_reads_speaks_for_herself:
        "Reading glasses on her nose, Ana Rask said the pier was safe.",
        ["Ana Rask | said | the pier was safe"], "The Quay ← Ana Rask";
    a_counterpart_is_the_other_one:
        "Polish Foreign Minister Jan Rudek met his Slovak counterpart. His Slovak counterpart said talks would go on.",
        ["His Slovak counterpart | said | talks would go on"], "The Quay ← Foreign Minister of Slovakia";
    a_counterpart_who_is_named:
        "Polish Foreign Minister Jan Rudek met Slovak Foreign Minister Ivo Hruz. Rudek was late. His Slovak counterpart said talks would go on.",
        ["His Slovak counterpart | said | talks would go on"], "The Quay ← Ivo Hruz";
    saints_have_hospitals:
        "St Brida's Hospital said nobody was hurt.",
        ["St Brida's Hospital | said | nobody was hurt"], "The Quay ← St Brida's Hospital";
    letters_behind_a_name_are_no_part_of_it:
        "Julia Penn KC said the books had been altered.",
        ["Julia Penn KC | said | the books had been altered"], "The Quay ← Julia Penn";
    a_trade_that_no_list_knows:
        "Haulier Josef Lind said the bridge was closed.",
        ["Haulier Josef Lind | said | the bridge was closed"], "The Quay ← Josef Lind";
    a_ministry_with_what_it_is_for:
        "The ministry of transport of Norvik said the bridge was closed.",
        ["The ministry of transport of Norvik | said | the bridge was closed"], "The Quay ← ministry of transport of Norvik";
    a_name_given_only_in_part:
        "One woman, who gave her name only as Lena, said the water had risen.",
        ["One woman, who gave her name only as Lena, | said | the water had risen"], "The Quay ← Lena";
}

#[test]
fn a_dateline_tells_who_publishes() {
    let text = "BEIJING (Reuters) - Mayor Ana Rask said the pier was safe.";
    assert_eq!(
        chain("", text, &["Mayor Ana Rask | said | the pier was safe"]),
        "Reuters ← Ana Rask"
    );
    assert_eq!(
        chain("The Quay", text, &["Mayor Ana Rask | said | the pier was safe"]),
        "The Quay ← Reuters ← Ana Rask"
    );
    let plain = "TARSK, Velm — Mayor Ana Rask said the pier was safe.";
    assert_eq!(chain("", plain, &["Mayor Ana Rask | said | the pier was safe"]), "Ana Rask");
}

#[test]
fn headings_bylines_and_credits_tell_who_publishes() {
    for (text, publisher) in [
        ("Harbour News Agency (HNA) - Foreign Desk: The pier is shut.", "Harbour News Agency"),
        ("THE CORIN LEDGER\nPolice log, Monday\n\nThe pier is shut.", "The Corin Ledger"),
        ("Pier shut\nBy Ana Low, The Corin Courier\n\nIt rains.", "The Corin Courier"),
        ("Pier shut\n\nIt rains.\n\n© 2024 The Corin Courier", "The Corin Courier"),
        (
            "CORIN, Feb 3 (HNA) – It rains.\n\n(Reporting by Ola Moe of Harbour News Agency)",
            "Harbour News Agency",
        ),
        ("STORM HITS COAST\n\nIt rains.", ""),
        ("URGENT – Pier shut: mayor\n\nIt rains.", ""),
    ] {
        let mut reading = Reading::default();
        let dispatch = Dispatch::new(text);
        give_voices(&dispatch, &Layout::of(text), &Gazetteer::builtin(), &mut reading);
        let name = reading.publisher.map(|publisher| publisher.name).unwrap_or_default();
        assert_eq!(name, publisher, "{text:?}");
    }
}
