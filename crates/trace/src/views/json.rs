//! JSON, for programs. Positions count Unicode characters.

use std::collections::HashMap;

use sayso_text::CharIndex;
use serde::Serialize;

use super::Shown;

#[derive(Serialize)]
struct Document<'t> {
    copies: Vec<Copy<'t>>,
    stories: Vec<Vec<&'t str>>,
    statements: Vec<Statement<'t>>,
    contradictions: Vec<Contradiction<'t>>,
}

#[derive(Serialize)]
struct Copy<'t> {
    copy: &'t str,
    of: &'t str,
    how: &'static str,
    direction: &'static str,
    evidence: &'t [String],
}

#[derive(Serialize)]
struct Statement<'t> {
    speaker: Option<&'t str>,
    mentions: Vec<Mention<'t>>,
    origins: Vec<Vec<&'t str>>,
    origin_count: usize,
    reasons: Vec<&'t str>,
    handed_on: Vec<Step<'t>>,
    altered: Vec<&'t str>,
    linked_by: &'t [String],
}

#[derive(Serialize)]
struct Mention<'t> {
    item: &'t str,
    start: usize,
    end: usize,
    text: &'t str,
    quoted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    altered_from: Option<&'t str>,
}

#[derive(Serialize)]
struct Step<'t> {
    item: &'t str,
    from: &'t str,
    because: &'t str,
}

#[derive(Serialize)]
struct Contradiction<'t> {
    a: &'t str,
    b: &'t str,
    about: &'t str,
    words_a: &'t str,
    words_b: &'t str,
}

/// The whole trace as JSON, with a newline at the end.
pub fn write(shown: &Shown) -> String {
    let id = |item: u32| shown.item(item).id.as_str();
    let trace = shown.trace;
    let mut indexes: HashMap<u32, CharIndex> = HashMap::new();
    let mut statements = Vec::new();
    for statement in &trace.statements {
        let mut mentions = Vec::new();
        for wording in &statement.mentions {
            let text = &shown.item(wording.item).text;
            let index = indexes.entry(wording.item).or_insert_with(|| CharIndex::new(text));
            mentions.push(Mention {
                item: id(wording.item),
                start: index.character(wording.span.start()),
                end: index.character(wording.span.end()),
                text: text.get(wording.span.range()).unwrap_or_default(),
                quoted: wording.quoted,
                altered_from: wording.altered_from.map(|from| id(statement.mentions[from].item)),
            });
        }
        let altered = statement.mentions.iter().filter(|it| it.altered_from.is_some());
        let steps = statement.origins.iter().flat_map(|origin| &origin.steps);
        statements.push(Statement {
            speaker: statement.speaker.as_deref(),
            altered: altered.map(|it| id(it.item)).collect(),
            mentions,
            origins: statement
                .origins
                .iter()
                .map(|origin| origin.items.iter().map(|item| id(*item)).collect())
                .collect(),
            origin_count: statement.origins.len(),
            reasons: statement.origins.iter().map(|origin| origin.reason.as_str()).collect(),
            handed_on: steps
                .map(|(item, from, because)| Step { item: id(*item), from: id(*from), because })
                .collect(),
            linked_by: &statement.grounds,
        });
    }
    let text = |item: u32, span: sayso_text::Span| {
        shown.item(item).text.get(span.range()).unwrap_or_default()
    };
    let document = Document {
        copies: trace
            .copies
            .iter()
            .map(|copy| Copy {
                copy: id(copy.copy),
                of: id(copy.of),
                how: copy.how.name(),
                direction: if copy.known { "known" } else { "unknown" },
                evidence: &copy.evidence,
            })
            .collect(),
        stories: trace
            .stories
            .iter()
            .map(|story| story.items.iter().map(|item| id(*item)).collect())
            .collect(),
        statements,
        contradictions: trace
            .contradictions
            .iter()
            .map(|it| Contradiction {
                a: id(it.a),
                b: id(it.b),
                about: &it.about,
                words_a: text(it.a, it.at),
                words_b: text(it.b, it.against),
            })
            .collect(),
    };
    // Plain strings and numbers always serialise.
    let mut json = serde_json::to_string_pretty(&document).unwrap_or_default();
    json.push('\n');
    json
}
