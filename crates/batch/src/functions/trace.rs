use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, Int64Array, StringArray, StructArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Fields, Int64Type};
use datafusion::common::{Result, exec_datafusion_err};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{ScalarUDF, Signature};
use sayso_text::{CharIndex, Span};
use sayso_trace::{Item, Moment, Statement, Tracer};
use serde::{Deserialize, Serialize};

use super::arguments::{lists, text};
use super::columns::{PURE, of_columns, of_rows};

/// What the tracer is told of a dispatch.
pub(crate) static PILE: LazyLock<Fields> = LazyLock::new(|| {
    let texts = ["outlet", "issued", "url", "title", "text"];
    let number = Field::new("number", DataType::Int64, true);
    let texts = texts.map(|name| Field::new(name, DataType::Utf8, true));
    let reading = Field::new("reading", DataType::Binary, true);
    std::iter::once(number).chain(texts).chain([reading]).collect()
});

/// What a pile came to, dispatches by their numbers.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Traced {
    /// Copies with the nearest hand.
    pub copies: Vec<Copied>,
    /// Dispatch and story, by the first dispatch of the story.
    pub stories: Vec<(i64, i64)>,
    /// Statements by story.
    pub statements: Vec<Told>,
}

/// A dispatch that has words of another.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Copied {
    pub number: i64,
    pub of: i64,
    pub how: String,
    pub known: bool,
    pub evidence: Vec<String>,
}

/// A statement.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Told {
    pub story: i64,
    pub statement: usize,
    pub speaker: Option<String>,
    pub words: String,
    pub dispatches: usize,
    pub origins: usize,
    pub grounds: Vec<String>,
    pub wordings: Vec<Worded>,
}

/// A wording of a statement.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Worded {
    pub number: i64,
    pub words: String,
    pub start: usize,
    pub end: usize,
    pub quoted: bool,
    pub altered_from: Option<usize>,
    pub origin: Option<usize>,
    pub has_from: Option<i64>,
    pub reason: Option<String>,
}

/// `sayso_trace(pile)`: a list of `{number, outlet, issued, url, title, text, reading}`.
pub fn function() -> ScalarUDF {
    of_columns("sayso_trace", Signature::any(1, PURE), DataType::Binary, traces)
}

fn traces(columns: &[ArrayRef]) -> Result<ArrayRef> {
    let column = lists(&columns[0])?;
    of_rows(columns, |row| {
        if column.is_null(row) {
            return Ok(None);
        }
        let pile = column.value(row);
        let pile: &StructArray = pile.as_struct_opt().ok_or_else(unlike)?;
        let bytes = serde_json::to_vec(&Pile::of(pile)?.trace()?);
        Ok(Some(bytes.map_err(|error| DataFusionError::External(error.into()))?))
    })
}

fn unlike() -> DataFusionError {
    let names: Vec<&str> = PILE.iter().map(|field| field.name().as_str()).collect();
    exec_datafusion_err!("sayso_trace takes a list of structs of {}", names.join(", "))
}

/// Dispatches as columns.
struct Pile<'a> {
    numbers: &'a Int64Array,
    texts: Vec<&'a StringArray>,
    readings: &'a BinaryArray,
}

impl<'a> Pile<'a> {
    fn of(pile: &'a StructArray) -> Result<Pile<'a>> {
        let column = |name: &str| pile.column_by_name(name).ok_or_else(unlike);
        let texts = PILE.iter().filter(|field| *field.data_type() == DataType::Utf8);
        let texts = texts.map(|field| -> Result<&'a StringArray> {
            column(field.name())?.as_string_opt().ok_or_else(unlike)
        });
        let numbers: &ArrayRef = column("number")?;
        Ok(Pile {
            numbers: numbers.as_primitive_opt::<Int64Type>().ok_or_else(unlike)?,
            texts: texts.collect::<Result<_>>()?,
            readings: column("reading")?.as_binary_opt().ok_or_else(unlike)?,
        })
    }

    fn trace(&self) -> Result<Traced> {
        // An aggregate gathers in any order.
        let mut rows: Vec<usize> = (0..self.numbers.len()).collect();
        rows.sort_unstable_by_key(|row| self.numbers.value(*row));
        let mut tracer = Tracer::new();
        for row in &rows {
            let words = self.text(4, *row).unwrap_or_default();
            let reading = match self.readings.is_null(*row) {
                true => None,
                false => {
                    let reading = sayso_archive::decode(self.readings.value(*row), &words);
                    Some(reading.map_err(|error| DataFusionError::External(error.into()))?)
                }
            };
            let item = Item {
                id: self.numbers.value(*row).to_string(),
                outlet: self.text(0, *row),
                issued: self.text(1, *row).as_deref().and_then(Moment::parse),
                url: self.text(2, *row),
                title: self.text(3, *row),
                text: words,
            };
            let Ok(_) = tracer.add(item, reading.as_ref());
        }
        let Ok(trace) = tracer.trace();
        let number = |item: u32| self.numbers.value(rows[item as usize]);
        let copies = trace.copies.iter().map(|copy| Copied {
            number: number(copy.copy),
            of: number(copy.of),
            how: copy.how.name().to_owned(),
            known: copy.known,
            evidence: copy.evidence.clone(),
        });
        let mut named: HashMap<u32, i64> = HashMap::new();
        let mut stories: Vec<(i64, i64)> = Vec::new();
        for story in &trace.stories {
            let Some(first) = story.items.iter().min() else { continue };
            named.insert(story.number, number(*first));
            stories.extend(story.items.iter().map(|item| (number(*item), number(*first))));
        }
        stories.sort_unstable();
        let mut of_story: BTreeMap<i64, usize> = BTreeMap::new();
        let statements = trace.statements.iter().filter_map(|statement| {
            let story = *named.get(&statement.story)?;
            let at = of_story.entry(story).or_default();
            *at += 1;
            Some(self.told(story, *at - 1, statement, &rows))
        });
        let statements = statements.collect();
        Ok(Traced { copies: copies.collect(), stories, statements })
    }

    fn told(&self, story: i64, at: usize, statement: &Statement, rows: &[usize]) -> Told {
        let row = |item: u32| rows[item as usize];
        let number = |item: u32| self.numbers.value(row(item));
        let words = |item: u32, span: Span| {
            let text = self.texts[4].value(row(item));
            let characters = CharIndex::new(text);
            let words = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            (words, characters.character(span.start()), characters.character(span.end()))
        };
        let mut wordings = Vec::with_capacity(statement.mentions.len());
        for mention in &statement.mentions {
            let (words, start, end) = words(mention.item, mention.span);
            let origin = statement.origins.iter().position(|it| it.items.contains(&mention.item));
            let hearing = origin.map(|at| &statement.origins[at]);
            let step = hearing.and_then(|it| it.steps.iter().find(|step| step.0 == mention.item));
            let own = hearing.filter(|_| step.is_none()).map(|it| it.reason.clone());
            wordings.push(Worded {
                number: number(mention.item),
                words,
                start,
                end,
                quoted: mention.quoted,
                altered_from: mention.altered_from,
                origin,
                has_from: step.map(|(_, from, _)| number(*from)),
                reason: step.map(|(_, _, why)| why.clone()).or(own),
            });
        }
        let first = statement.origins.first().and_then(|origin| origin.items.first());
        let first = statement.mentions.iter().position(|it| Some(&it.item) == first);
        let mut items: Vec<u32> = statement.mentions.iter().map(|it| it.item).collect();
        items.sort_unstable();
        items.dedup();
        Told {
            story,
            statement: at,
            speaker: statement.speaker.clone(),
            words: wordings.get(first.unwrap_or(0)).map(|it| it.words.clone()).unwrap_or_default(),
            dispatches: items.len(),
            origins: statement.origins.len(),
            grounds: statement.grounds.clone(),
            wordings,
        }
    }

    fn text(&self, column: usize, row: usize) -> Option<String> {
        text(self.texts[column], row).map(str::to_owned)
    }
}
