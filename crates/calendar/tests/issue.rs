//! The day of issue, stated or inferred, and texts in which it cannot be known.

use sayso_calendar::{Context, read};

#[test]
fn issue_days() {
    let cases: &[(&str, Option<&str>)] = &[
        // Stated in the head, a dateline, or a publication line.
        (
            "Korvan Courier. 3 April 2021, 09:15\n\nThe bridge at Osk was closed.",
            Some("2021-04-03"),
        ),
        ("OSKEN, June 7, 2019 (KNA) – The bridge was closed on Friday.", Some("2019-06-07")),
        ("Harbour notes\nPublished Tuesday, March 12, 2024\n\nA crane fell.", Some("2024-03-12")),
        (
            "EMBARGOED UNTIL 16:00 GMT ON WEDNESDAY 21 JANUARY 2026\n\nSeagrass remembers heat.",
            Some("2026-01-21"),
        ),
        (
            "Ministry of Tides\nTranscript of the briefing of 12 May 2025\n\nGood morning.",
            Some("2025-05-12"),
        ),
        // Agencies put news on the day they send it; a full date ahead leaves one year.
        (
            "Osk Agency (OA): The terminal was shut on Tuesday (April 14). The commission will meet \
             on April 21, 2026.",
            Some("2026-04-14"),
        ),
        // A date in running text is no day of issue.
        ("The bridge at Osk was closed on 3 April 2021 after a storm.", None),
        // One year fits the weekdays and an anniversary.
        (
            "Envoys met today (Thursday, May 8). The parade marks the 80th anniversary of victory in \
             World War II and will be held on Friday, May 9.",
            Some("2025-05-08"),
        ),
        // Two years fit: 2014 and 2025.
        ("Envoys met today (Thursday, May 8). The parade will be held on Friday, May 9.", None),
        // What the text looks back on leaves one of the two.
        (
            "Envoys met today (Thursday, May 8). The bridge was rebuilt in 2019 after a flood.",
            Some("2025-05-08"),
        ),
        // Nothing shows a year.
        ("Rehearsals begin in March, and the premiere is on 9 May.", None),
        ("", None),
    ];
    for (text, day) in cases {
        let issue = read(text, &Context::default()).issue;
        assert_eq!(issue.map(|issue| issue.day.to_string()).as_deref(), *day, "{text}");
    }
}
