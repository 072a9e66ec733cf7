//! How it was said and by whom, where that is more than a name: guesses, unnamed sources,
//! translations, addressees, media. Attributions are given.

#[path = "support/given.rs"]
mod given;

use given::read;
use sayso_read::{Reading, Voice};

/// The voice of the last attribution, in words.
fn voice(text: &str, attributions: &[&str]) -> String {
    let reading: Reading = read("The Quay", text, attributions);
    let voice: &Voice = &reading.attributions.last().expect("an attribution").voice;
    let mut told: Vec<String> = Vec::new();
    told.extend(voice.speakers.iter().map(|one| format!("speaker {}", one.name)));
    if let Some(anonymous) = &voice.anonymous {
        let mut words = vec![format!("anonymous {:?}", anonymous.group)];
        words.extend(anonymous.count.map(|count| count.to_string()));
        words.extend(anonymous.basis.map(|span| format!("basis {}", span.of(text))));
        words.extend(anonymous.reason.map(|span| format!("reason {}", span.of(text))));
        told.push(words.join(", "));
    }
    told.extend(voice.candidate.as_ref().map(|one| {
        assert!(one.confidence < 0.5, "a guess is no more than one");
        format!("perhaps {}", one.name)
    }));
    told.extend(voice.spoken_by.as_ref().map(|hand| format!("voice {}", hand.name)));
    told.extend(voice.translation.map(|span| format!("translated {}", span.of(text))));
    told.extend(voice.addressee.map(|span| format!("to {}", span.of(text))));
    told.extend(voice.medium.map(|span| format!("by {}", span.of(text))));
    told.join("; ")
}

macro_rules! voices {
    ($($name:ident: $text:literal, [$($attribution:literal),*], $expected:literal;)*) => {
        $(#[test]
        fn $name() {
            assert_eq!(voice($text, &[$($attribution),*]), $expected);
        })*
    };
}

voices! {
    an_orphan_has_a_candidate:
        "Teamwork matters to Delphine Woodrow.\n\n\"If you row alone you go in circles.\"",
        [" |  | If you row alone you go in circles."],
        "anonymous Others; perhaps Delphine Woodrow";
    nobody_near_means_no_candidate:
        "The gym was dark.\n\n\"We'll turn it down.\"",
        [" |  | We'll turn it down."], "anonymous Others";
    speakers_take_turns:
        "\"You were there,\" prosecutor Ana Rask said to Ben Oster.\n\n\"I was not.\"",
        ["prosecutor Ana Rask | said | You were there", " |  | I was not."],
        "anonymous Others; perhaps Ben Oster";
    the_one_who_answers_did_not_ask:
        "Ben Oster knocked.\n\n\"Is the road open?\"\n\n\"No,\" said Ana Belmar.",
        ["Ana Belmar | said | No", " |  | Is the road open?"],
        "anonymous Others; perhaps Ben Oster";
    the_other_of_two_answers:
        "\"Is it open?\" asked Ben Oster.\n\n\"No,\" said Ana Belmar.\n\n\"Why not?\"",
        ["Ben Oster | asked | Is it open?", "Ana Belmar | said | No", " |  | Why not?"],
        "anonymous Others; perhaps Ben Oster";
    two_people_familiar_with_the_talks:
        "Two people familiar with the talks said the pier would close.",
        ["Two people familiar with the talks | said | the pier would close"],
        "anonymous Insiders, 2, basis familiar with the talks";
    an_official_who_may_not_speak:
        "A company official, who spoke on condition of anonymity because the talks are private, said it was late.",
        ["A company official, who spoke on condition of anonymity because the talks are private, | said | it was late"],
        "anonymous Officials, 1, reason because the talks are private";
    the_reason_in_a_sentence_of_its_own:
        "Three people with knowledge of the matter said the pier would close. They declined to be identified because the talks are private.",
        ["Three people with knowledge of the matter | said | the pier would close"],
        "anonymous Insiders, 3, basis with knowledge of the matter, reason because the talks are private";
    a_reason_for_something_else:
        "Three witnesses said the pier would close. The pier was named after Ana Rask because she built it.",
        ["Three witnesses | said | the pier would close"],
        "anonymous Witnesses, 3";
    western_officials:
        "Western officials said the pier would close.",
        ["Western officials | said | the pier would close"], "anonymous Officials";
    analysts:
        "Analysts expect the pier to close.",
        ["Analysts | expect | the pier to close"], "anonymous Experts";
    said_in_persian:
        "\"The orchard is old,\" Mirza Tolan said in Persian.",
        ["Mirza Tolan | said | The orchard is old"], "speaker Mirza Tolan; translated in Persian";
    in_persian_dress:
        "\"The orchard is old,\" said Mirza Tolan in Persian dress.",
        ["Mirza Tolan | said | The orchard is old"], "speaker Mirza Tolan";
    through_an_interpreter:
        "Speaking through an interpreter, Jun Hadori told the court: \"I saw the net.\"",
        ["Jun Hadori | told | I saw the net"],
        "speaker Jun Hadori; translated through an interpreter; to the court";
    in_translated_remarks:
        "Ludo Vance said in translated remarks that the post would open.",
        ["Ludo Vance | said | that the post would open"],
        "speaker Ludo Vance; translated in translated remarks; by in translated remarks";
    told_reuters_in_a_post:
        "Ana Rask told Reuters that the pier was safe.",
        ["Ana Rask | told | that the pier was safe"], "speaker Ana Rask; to Reuters";
    in_a_statement:
        "The Harbour Trust said in a statement that the pier was safe.",
        ["The Harbour Trust | said | that the pier was safe"],
        "speaker Harbour Trust; by in a statement";
    in_a_post_on_x:
        "Ana Rask wrote in a post on X that the pier was safe.",
        ["Ana Rask | wrote | that the pier was safe"], "speaker Ana Rask; by in a post on X";
    on_state_television:
        "Ana Rask said on state television that the pier was safe.",
        ["Ana Rask | said | that the pier was safe"], "speaker Ana Rask; by on state television";
    the_voice_is_not_the_writer:
        "Reading from a statement by the Harbour Trust, lawyer Edda Moss said: \"We were not told.\"",
        ["lawyer Edda Moss | said | We were not told"],
        "speaker Harbour Trust; voice Edda Moss";
}
