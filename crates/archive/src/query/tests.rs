use super::*;

fn parsed(query: &str) -> String {
    match Query::parse(query) {
        Ok(query) => shown(&query.root),
        Err(error) => format!("{}\n{error}", error.pointed()),
    }
}

fn shown(node: &Node) -> String {
    let all = |nodes: &[Node], word: &str| {
        let parts: Vec<String> = nodes.iter().map(shown).collect();
        format!("({})", parts.join(word))
    };
    match node {
        Node::And(nodes) => all(nodes, " & "),
        Node::Or(nodes) => all(nodes, " | "),
        Node::Not(node) => format!("!{}", shown(node)),
        Node::Words(words) => format!("{}{}", words.words, if words.prefix { "*" } else { "" }),
        Node::Filter(filter) => format!("{filter:?}"),
    }
}

#[test]
fn clauses_go_together_as_written() {
    for (query, expected) in [
        ("", "()"),
        ("sanctions", "sanctions"),
        ("grain port", "(grain & port)"),
        ("grain AND port", "(grain & port)"),
        ("grain port OR silo", "((grain & port) | silo)"),
        ("grain (port OR silo)", "(grain & (port | silo))"),
        ("grain -port", "(grain & !port)"),
        ("NOT (port OR silo)", "!(port | silo)"),
        ("\"river roof\" sil*", "(river roof & sil*)"),
        ("“river roof”", "river roof"),
        ("well-known 19:30 https://a.example - &", "(well-known & 19:30 & https://a.example)"),
        ("speaker:\"Ilka Dorn\" via:KNA", "(Speaker(\"Ilka Dorn\") & Via(\"KNA\"))"),
        ("KIND:Direct anonymous:officials", "(Kind(Direct) & Group(Officials))"),
        ("-anonymous:yes", "!Anonymous(true)"),
        ("issued:1970-01", "Issued(0, 30)"),
        ("after:1970-01-02 said:1970", "(Issued(1, 9223372036854775807) & Said(0, 364))"),
        ("before:1970-01-02", "Issued(-9223372036854775808, 0)"),
    ] {
        assert_eq!(parsed(query), expected, "{query}");
    }
}

#[test]
fn errors_point_at_the_place() {
    for (query, expected) in [
        (
            "grain speeker:Dorn",
            "grain speeker:Dorn\n      ^^^^^^^\nthere is no key \"speeker\"; do you mean \"speaker\"?",
        ),
        ("Ärger (port", "Ärger (port\n      ^\nthis parenthesis is not closed"),
        ("port)", "port)\n    ^\nthis parenthesis closes nothing; open one before it"),
        ("a \"b", "a \"b\n  ^^\nthis phrase has no end; close it with \""),
        ("a OR", "a OR\n  ^^\nsomething must follow this"),
        ("OR a", "OR a\n^^\nsomething must stand before this and after it"),
        ("a ()", "a ()\n  ^\nnothing stands in these parentheses"),
        ("before:", "before:\n^^^^^^^\nbefore: wants a value right after the colon"),
        (
            "after:May",
            "after:May\n      ^^^\nafter: takes a day, month or year, like 2025-05-08, 2025-05 or 2025",
        ),
        ("kind:loud", "kind:loud\n     ^^^^\nkind: takes direct, indirect or mixed"),
        ("\"…\"", "\"…\"\n^^^\nthis phrase has no words; write some between the marks"),
    ] {
        assert_eq!(parsed(query), expected, "{query}");
    }
}

#[test]
fn any_query_is_understood_or_refused() {
    let pieces =
        ["(", ")", "\"", "-", "OR", "a", "é", ":", "kind:", "after:2", "*", " ", "\n", "“"];
    let mut state = 7_usize;
    for _ in 0..20_000 {
        let mut query = String::new();
        for _ in 0..6 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            query.push_str(pieces[(state >> 33) % pieces.len()]);
        }
        if let Err(error) = Query::parse(&query) {
            let (start, end) = error.place();
            assert!(query.get(start..end).is_some(), "{query:?}");
            error.pointed();
        }
    }
    assert!(Query::parse(&"(".repeat(100_000)).is_err());
    assert!(Query::parse(&"NOT ".repeat(100_000)).is_err());
}
