//! What queries find, in which order, with which marks.

mod common;

use common::{add, archive, item};
use sayso_archive::query::Query;
use sayso_archive::{Archive, Found, In, Order, Search};

fn filled() -> (tempfile::TempDir, Archive) {
    let (folder, mut archive) = archive();
    for (publisher, issued, text) in [
        (
            "Kestrel News Agency",
            "2031-04-12",
            "The port is shut.\nIlka Dorn: \"The roof is in the river.\"\nPavel Ostry: no letter came.\n",
        ),
        (
            "The Lisse Courier",
            "2031-04-13",
            "Sanctions loom over the port.\nIlka Dorn via Kestrel News Agency: the roof is in the river.\nMayor Corin Vale: \"sanctions hurt us\"\n",
        ),
        (
            "Osk Today",
            "2031-05-01",
            "Zürich talks on sanction lists end.\nDanil Verhov: \"Sanctions, sanctions, sanctions!\"\n",
        ),
        ("Osk Today", "", "Nothing about a day.\nDanil Verhov: grain will flow.\n"),
    ] {
        add(&mut archive, item(publisher, issued, text));
    }
    (folder, archive)
}

fn search(archive: &Archive, query: &str, within: In) -> Found {
    let query = Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    archive.search(&Search { within, ..Search::new(query) }).unwrap()
}

fn dispatches(archive: &Archive, query: &str) -> Vec<i64> {
    let mut found: Vec<i64> =
        search(archive, query, In::Dispatches).hits.iter().map(|hit| hit.item.id).collect();
    found.sort();
    found
}

fn statements(archive: &Archive, query: &str) -> Vec<String> {
    let found = search(archive, query, In::Statements);
    let mut words: Vec<String> = found
        .hits
        .iter()
        .map(|hit| format!("{} {}", hit.item.id, hit.span.of(&hit.item.text)))
        .collect();
    words.sort();
    words
}

#[test]
fn dispatches_are_found() {
    let (_folder, archive) = filled();
    for (query, expected) in [
        ("", &[1, 2, 3, 4][..]),
        ("sanctions", &[2, 3]),
        ("SANCTION", &[2, 3]),
        ("zurich", &[3]),
        ("\"in the river\"", &[1, 2]),
        ("\"the river in\"", &[]),
        ("sanct*", &[2, 3]),
        ("sanctions port", &[2]),
        ("sanctions OR letter", &[1, 2, 3]),
        ("sanctions -port", &[3]),
        ("-sanctions", &[1, 4]),
        ("NOT (sanctions OR letter)", &[4]),
        ("publisher:osk", &[3, 4]),
        ("publisher:\"osk today\" sanctions", &[3]),
        ("publisher:today,osk", &[]),
        ("speaker:dorn", &[1, 2]),
        ("speaker:\"Dorn Ilka\"", &[]),
        ("speaker:dorn kind:direct", &[1]),
        // The same statement must be both.
        ("speaker:ostry kind:direct", &[]),
        ("speaker:dorn sanctions", &[2]),
        ("speaker:dorn OR speaker:verhov", &[1, 2, 3, 4]),
        ("speaker:dorn OR zurich", &[1, 2, 3]),
        ("-speaker:dorn", &[3, 4]),
        ("sanctions -speaker:dorn", &[3]),
        ("via:kestrel", &[2]),
        ("issued:2031-04", &[1, 2]),
        ("-issued:2031-04", &[3, 4]),
        ("after:2031-04-13", &[2, 3]),
        ("before:2031-04-13", &[1]),
        ("after:2031-04-13 before:2031-05-01", &[2]),
        ("sanctions after:2031-05", &[3]),
        ("anonymous:no", &[1, 2, 3, 4]),
        ("anonymous:yes", &[]),
        ("item:2", &[2]),
        ("speaker:nobody", &[]),
        ("\"drop\" \"table'); --\"", &[]),
    ] {
        assert_eq!(dispatches(&archive, query), expected, "{query}");
    }
}

#[test]
fn statements_are_found() {
    let (_folder, archive) = filled();
    for (query, expected) in [
        ("river", &["1 \"The roof is in the river.\"", "2 the roof is in the river."][..]),
        ("river kind:indirect", &["2 the roof is in the river."]),
        ("river via:kestrel", &["2 the roof is in the river."]),
        ("river issued:2031-04-12", &["1 \"The roof is in the river.\""]),
        ("dorn river -publisher:courier", &["1 \"The roof is in the river.\""]),
        ("speaker:vale", &["2 \"sanctions hurt us\""]),
        ("speaker:vale OR letter", &["1 no letter came.", "2 \"sanctions hurt us\""]),
        ("publisher:osk -sanctions", &["4 grain will flow."]),
        ("port", &[]),
        ("item:4", &["4 grain will flow."]),
    ] {
        assert_eq!(statements(&archive, query), expected, "{query}");
    }
}

#[test]
fn the_best_comes_first_and_words_are_marked() {
    let (_folder, archive) = filled();
    let found = search(&archive, "sanctions", In::Statements);
    assert_eq!(found.hits[0].item.id, 3);
    assert!(found.hits[0].score > found.hits[1].score);
    for within in [In::Statements, In::Dispatches] {
        for hit in search(&archive, "sanctions -nobody", within).hits {
            assert!(!hit.marks.is_empty());
            for mark in &hit.marks {
                assert!(mark.of(&hit.item.text).to_lowercase().starts_with("sanction"));
            }
        }
    }
    let hit = &search(&archive, "speaker:dorn via:kestrel", In::Statements).hits[0];
    let statement = hit.statement.as_ref().unwrap();
    assert_eq!(statement.speakers, ["Ilka Dorn"]);
    assert_eq!(statement.chain, ["Kestrel News Agency", "Ilka Dorn"]);
    assert_eq!(
        (hit.publisher.as_deref(), hit.issued.as_deref()),
        (Some("The Lisse Courier"), Some("2031-04-13"))
    );
}

#[test]
fn pages_follow_each_other_whatever_is_added_between() {
    for (words, order) in [("", Order::Newest), ("", Order::Oldest), ("sanctions", Order::Newest)] {
        let (_folder, mut archive) = archive();
        for number in 0..25 {
            let day = if number % 7 == 0 {
                String::new()
            } else {
                format!("2031-04-{:02}", 1 + number % 5)
            };
            add(&mut archive, item("KNA", &day, &format!("Sanctions {number}.\nA: b sanctions\n")));
        }
        for within in [In::Dispatches, In::Statements] {
            let mut search =
                Search { within, order, limit: 4, ..Search::new(Query::parse(words).unwrap()) };
            let whole = archive.search(&Search { limit: 100, ..search.clone() }).unwrap();
            let key = |found: &Found| found.hits.iter().map(|hit| hit.item.id).collect::<Vec<_>>();
            let mut seen = Vec::new();
            loop {
                let page = archive.search(&search).unwrap();
                seen.extend(key(&page));
                add(
                    &mut archive,
                    item(
                        "KNA",
                        "2031-04-03",
                        &format!("Sanctions later {}.\nA: b sanctions\n", seen.len()),
                    ),
                );
                let Some(next) = page.next else { break };
                let written = next.to_string();
                search.after = Some(written.parse().unwrap());
                assert_eq!(search.after.as_ref(), Some(&next));
            }
            assert_eq!(seen, key(&whole), "{words} {order:?} {within:?}");
        }
    }
}

#[test]
fn a_common_word_is_ranked_among_the_newest_and_nothing_is_left_out() {
    let (_folder, mut archive) = archive();
    let text = |number: usize| match number {
        3 | 700 => format!("Rain, rain, rain {number}."),
        _ => {
            format!("Rain fell for so many hours that nobody counts the floods any more, {number}.")
        }
    };
    let items = (0..1_050).map(|number| item("KNA", "2031-04-12", &text(number))).collect();
    archive.add(items).unwrap();
    let mut search = Search { limit: 400, ..Search::new(Query::parse("rain").unwrap()) };
    let mut seen = Vec::new();
    loop {
        let page = archive.search(&search).unwrap();
        seen.extend(page.hits.iter().map(|hit| (hit.item.id, hit.score)));
        let Some(next) = page.next else { break };
        search.after = Some(next.to_string().parse().unwrap());
    }
    let ids: std::collections::BTreeSet<i64> = seen.iter().map(|it| it.0).collect();
    assert_eq!((seen.len(), ids.len()), (1_050, 1_050));
    assert_eq!(seen[0].0, 701);
    let older: Vec<(i64, f64)> = (1..=50).rev().map(|id| (id, 0.0)).collect();
    assert_eq!(seen[1_000..], older);
}

#[test]
fn a_cursor_of_another_search_is_refused() {
    let (_folder, archive) = filled();
    let mut search = Search { limit: 1, ..Search::new(Query::parse("").unwrap()) };
    search.after = archive.search(&search).unwrap().next;
    search.query = Query::parse("port").unwrap();
    assert!(archive.search(&search).is_err());
    for wrong in ["", "1", "1-2-3-4-5", "2-0-0-0-0-0", "1-x-0-0-0-0", "1-0-0-0-n-é"] {
        assert!(wrong.parse::<sayso_archive::Cursor>().is_err(), "{wrong}");
    }
}
