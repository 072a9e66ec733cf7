//! Readings to show: the gold of a sample as the engine would give it.

#![allow(dead_code, reason = "each test and the example use a part")]

use std::fs;
use std::path::{Path, PathBuf};

use sayso_formats::About;
use sayso_read::{
    Anonymous, Attribution, DiaryEntry, DiaryStatus, Dispatch, Entity, EntityKind, Found, Group,
    Hand, Issue, Kind, Polarity, Publisher, Reading, Speaker, Time,
};
use sayso_text::{CharIndex, Span};
use serde_json::Value;

/// The samples, by their files' stems.
pub const NAMES: [&str; 10] = [
    "01-wire-flash",
    "02-translated-agency",
    "03-local-paper",
    "04-aggregator",
    "05-live-blog",
    "06-council-report",
    "07-interview",
    "08-opinion",
    "09-business",
    "10-week-ahead",
];

/// Where the samples lie.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// The sample of that name and its gold.
pub fn gold(name: &str) -> (Dispatch, Reading) {
    let path = samples().join(format!("{name}.txt"));
    gold_at(&path, &path.with_extension("gold.json"))
}

/// A dispatch and its gold, wherever they lie.
pub fn gold_at(text: &Path, gold: &Path) -> (Dispatch, Reading) {
    let text = fs::read_to_string(text).expect("the text is there");
    let gold: Value = serde_json::from_str(&fs::read_to_string(gold).expect("the gold is there"))
        .expect("the gold is JSON");
    let reading = Builder { characters: CharIndex::new(&text), text: &text }.reading(&gold);
    (Dispatch::new(text), reading)
}

/// A text of traps: HTML, direction marks, escapes, CRLF, a content over a line end.
pub fn traps() -> (Dispatch, Reading) {
    let text = "<script>alert('x')</script> said \u{202e}evil\u{202c} & “good”:\r\n\
                first line\r\nsecond\tline\u{2028}third\u{1b}[31m.\r\n";
    let span = |words: &str| {
        let start = text.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    };
    let content = Span::new(span("first").start(), span("third").end());
    let mut attribution = Attribution::new(
        vec![span("<script>alert('x')</script>")],
        vec![span("said")],
        vec![content],
        Kind::Direct,
        Found::Rule("trap"),
    );
    attribution.voice.chain =
        vec![Hand { name: "\"><img src=x onerror=alert(1)>".to_owned(), evidence: None }];
    let inner =
        Attribution::new(vec![], vec![], vec![span("second")], Kind::Indirect, Found::Rule("trap"));
    let inner = Attribution { nested_in: Some(0), ..inner };
    let reading = Reading { attributions: vec![attribution, inner], ..Reading::default() };
    (Dispatch::new(text), reading)
}

/// A dispatch with a hand between, a denial, a source without a name and an announcement.
pub fn small() -> (Dispatch, Reading) {
    let text = "HALM, June 3 (KNA) - \u{201c}The quay 🚢 is open,\u{201d} harbour master Ilka Dorn told \
                Osk Radio.\nMeridor denied a leak. A guard has not said when work begins. The mayor \
                of Halm speaks on June 5.\n";
    let span = |words: &str| {
        let start = text.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    };
    let hand =
        |name: &str, words: &str| Hand { name: name.to_owned(), evidence: Some(span(words)) };
    let speaker = |name: &str, entity, words| Speaker {
        name: name.to_owned(),
        entity,
        evidence: span(words),
        confidence: 0.8,
    };
    let found = || Found::Model("test".to_owned());
    let attribution = |source, cue, content, kind| {
        let spans = [source, cue, content].map(|words| vec![span(words)]);
        let [source, cue, content] = spans;
        Attribution { confidence: 0.9, ..Attribution::new(source, cue, content, kind, found()) }
    };
    let mut dorn =
        attribution("harbour master Ilka Dorn", "told", "The quay 🚢 is open", Kind::Direct);
    dorn.voice.speakers = vec![speaker("Ilka Dorn", Some(0), "Ilka Dorn")];
    dorn.voice.chain =
        vec![hand("KNA", "KNA"), hand("Osk Radio", "Osk Radio"), hand("Ilka Dorn", "Ilka Dorn")];
    dorn.said = Some(0);
    let mut meridor = attribution("Meridor", "denied", "a leak", Kind::Indirect);
    meridor.polarity = Polarity::Denied;
    meridor.voice.speakers = vec![speaker("Meridor", Some(1), "Meridor")];
    meridor.voice.chain = vec![hand("KNA", "KNA"), hand("Meridor", "Meridor")];
    let mut guard = attribution("A guard", "has not said", "when work begins", Kind::Indirect);
    guard.polarity = Polarity::Negated;
    guard.voice.anonymous = Some(Anonymous {
        count: Some(1),
        group: Group::Others,
        description: Some(span("A guard")),
        basis: None,
        reason: None,
    });
    guard.voice.chain = vec![hand("KNA", "KNA"), hand("guard", "A guard")];
    let entity = |name: &str, kind, words| Entity {
        name: name.to_owned(),
        kind,
        role: None,
        affiliation: None,
        aliases: Vec::new(),
        mentions: vec![span(words)],
    };
    let time = |words: &str, value: &str| Time {
        span: span(words),
        kind: "DATE",
        value: value.to_owned(),
        others: Vec::new(),
        reason: String::new(),
    };
    let reading = Reading {
        publisher: Some(Publisher {
            name: "Kestrel News Agency".to_owned(),
            short_name: Some("KNA".to_owned()),
            byline: vec!["Jonas Kell".to_owned()],
            place: Some("Halm".to_owned()),
            ..Publisher::default()
        }),
        issue: Some(Issue {
            day: "2026-06-03".to_owned(),
            evidence: vec!["in the dateline: June 3".to_owned()],
            spans: vec![span("June 3")],
            inferred: true,
        }),
        attributions: vec![dorn, meridor, guard],
        times: vec![time("June 3", "2026-06-03"), time("June 5", "2026-06-05")],
        entities: vec![
            entity("Ilka Dorn", EntityKind::Person, "Ilka Dorn"),
            entity("Meridor", EntityKind::Organisation, "Meridor"),
            entity("Halm", EntityKind::Place, "HALM"),
        ],
        diary: vec![DiaryEntry {
            what: span("The mayor of Halm speaks on June 5."),
            start: "2026-06-05".to_owned(),
            end: "2026-06-05".to_owned(),
            place: None,
            participants: vec![span("The mayor of Halm")],
            according_to: None,
            status: DiaryStatus::Announced,
            times: vec![1],
        }],
        ..Reading::default()
    };
    (Dispatch::new(text), reading)
}

/// What its way in told of the small dispatch.
pub fn about() -> About<'static> {
    About {
        url: Some("https://kna.example/halm?a=1#top"),
        title: Some("Quay of Halm open again <live> & free"),
        language: Some("en"),
        published: Some("2026-06-03T23:30:00+02:00"),
        authors: &[],
    }
}

struct Builder<'t> {
    text: &'t str,
    characters: CharIndex<'t>,
}

impl Builder<'_> {
    fn reading(&self, gold: &Value) -> Reading {
        let dispatch = &gold["dispatch"];
        let mut reading = Reading {
            publisher: string(&dispatch["publisher"]).map(|name| Publisher {
                name,
                short_name: string(&dispatch["short_name"]),
                desk: string(&dispatch["desk"]),
                ..Publisher::default()
            }),
            issue: string(&dispatch["issued"]).map(|day| Issue {
                day,
                evidence: list(&dispatch["issued_evidence"]).filter_map(string).collect(),
                spans: Vec::new(),
                inferred: false,
            }),
            ..Reading::default()
        };
        reading.entities = list(&gold["entities"]).map(|found| self.entity(found)).collect();
        reading.times = list(&gold["times"]).map(|found| self.time(found)).collect();
        reading.attributions = list(&gold["attributions"])
            .map(|found| self.attribution(found, &reading.entities))
            .collect();
        reading.diary = list(&gold["diary"])
            .filter_map(|found| self.diary(found, &reading.attributions))
            .collect();
        let (paragraphs, _) = sayso_text::paragraphs(self.text);
        reading.unattributed = sayso_text::sentences(self.text, &paragraphs);
        reading.unattributed.retain(|sentence| {
            !reading.attributions.iter().any(|found| {
                let spans = found.content.iter().chain(&found.source).chain(&found.cue);
                spans.into_iter().any(|span| span.overlaps(*sentence))
            })
        });
        reading
    }

    fn span(&self, piece: &Value) -> Span {
        let byte = |key: &str| {
            let character = piece[key].as_u64().expect("an offset") as usize;
            self.characters.byte(character).expect("an offset in the text")
        };
        let span = Span::new(byte("start"), byte("end"));
        assert_eq!(Some(span.of(self.text)), piece["text"].as_str());
        span
    }

    fn spans(&self, pieces: &Value) -> Vec<Span> {
        list(pieces).map(|piece| self.span(piece)).collect()
    }

    fn find(&self, words: &str) -> Option<Span> {
        self.text.find(words).map(|start| Span::new(start, start + words.len()))
    }

    fn attribution(&self, gold: &Value, entities: &[Entity]) -> Attribution {
        let kind = match gold["kind"].as_str() {
            Some("direct") => Kind::Direct,
            Some("mixed") => Kind::Mixed,
            _ => Kind::Indirect,
        };
        let [source, cue, content] =
            ["source", "cue", "content"].map(|role| self.spans(&gold[role]));
        let found = Found::Model("gold".to_owned());
        let evidence = source.first().copied().unwrap_or(content[0]);
        let mut attribution = Attribution::new(source, cue, content, kind, found);
        attribution.polarity = match gold["polarity"].as_str() {
            Some("denied") => Polarity::Denied,
            Some("negated") => Polarity::Negated,
            Some("hypothetical") => Polarity::Hypothetical,
            _ => Polarity::Asserted,
        };
        attribution.confidence = 0.9;
        attribution.nested_in = gold["nested_in"].as_u64().map(|outer| outer as usize);
        let names: Vec<&str> =
            gold["speaker"].as_str().unwrap_or_default().split(" and ").collect();
        attribution.voice.speakers = names
            .into_iter()
            .filter(|name| !name.is_empty())
            .map(|name| Speaker {
                name: name.to_owned(),
                entity: entities.iter().position(|entity| entity.name == name),
                evidence,
                confidence: 0.8,
            })
            .collect();
        attribution.voice.chain = list(&gold["chain"])
            .filter_map(string)
            .map(|name| Hand { evidence: self.find(&name), name })
            .collect();
        if gold["anonymous"] == true {
            attribution.voice.anonymous = Some(Anonymous {
                count: None,
                group: Group::Others,
                description: Some(evidence),
                basis: None,
                reason: None,
            });
        }
        attribution
    }

    fn time(&self, gold: &Value) -> Time {
        let value = string(&gold["value"]).expect("a value");
        Time {
            span: self.span(gold),
            kind: if value.contains('T') { "TIME" } else { "DATE" },
            value,
            others: Vec::new(),
            reason: String::new(),
        }
    }

    fn entity(&self, gold: &Value) -> Entity {
        let kind = match gold["kind"].as_str() {
            Some("person") => EntityKind::Person,
            Some("news agency") => EntityKind::Agency,
            Some("place") => EntityKind::Place,
            Some("government") => EntityKind::Government,
            _ => EntityKind::Organisation,
        };
        Entity {
            name: string(&gold["name"]).expect("a name"),
            kind,
            role: string(&gold["role"]),
            affiliation: None,
            aliases: list(&gold["aliases"]).filter_map(string).collect(),
            mentions: self.spans(&gold["mentions"]),
        }
    }

    /// `None` where the gold tells what happens in other words than the text's.
    fn diary(&self, gold: &Value, attributions: &[Attribution]) -> Option<DiaryEntry> {
        let by = string(&gold["according_to"]);
        Some(DiaryEntry {
            what: self.find(gold["what"].as_str()?)?,
            start: string(&gold["start"])?,
            end: string(&gold["end"])?,
            place: string(&gold["where"]).and_then(|place| self.find(&place)),
            participants: Vec::new(),
            according_to: by.and_then(|by| {
                attributions
                    .iter()
                    .position(|found| found.voice.speakers.iter().any(|one| one.name == by))
            }),
            status: match gold["status"].as_str() {
                Some("moved") => DiaryStatus::Moved,
                Some("cancelled") => DiaryStatus::Cancelled,
                _ => DiaryStatus::Announced,
            },
            times: Vec::new(),
        })
    }
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
