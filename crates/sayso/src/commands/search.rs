use anyhow::{Result, anyhow};
use sayso_archive::query::Query;
use sayso_archive::{Access, Hit, In, Order, Search};
use sayso_formats::styles::{BOLD, CUE, DIM, PLAIN, SOURCE, TIME};
use sayso_formats::{Wrapper, names};
use sayso_text::{CharIndex, Span};
use serde_json::{Value, json};

use crate::archives;
use crate::arguments::archive::{Order as TypedOrder, Search as Typed, Shown, Within};
use crate::output::{self, Outcome};

/// `sayso search`
pub fn run(typed: Typed) -> Result<Outcome> {
    let query = Query::parse(&typed.query.join(" "))
        .map_err(|error| anyhow!("{error}\n{}", error.pointed()))?;
    let archive = archives::open(&typed.place, Access::Read)?;
    let search = Search {
        query,
        within: match typed.within {
            Within::Dispatches => In::Dispatches,
            Within::Statements => In::Statements,
        },
        order: match typed.order {
            TypedOrder::Best => Order::Best,
            TypedOrder::Newest => Order::Newest,
            TypedOrder::Oldest => Order::Oldest,
        },
        limit: typed.limit as usize,
        after: typed.cursor.as_deref().map(str::parse).transpose()?,
    };
    let found = archive.search(&search)?;
    match typed.format {
        Shown::Json => {
            let answer = json!({
                "query": search.query.written(),
                "hits": found.hits.iter().map(hit).collect::<Vec<_>>(),
                "next": found.next.as_ref().map(ToString::to_string),
            });
            output::print(&format!("{answer:#}\n"))?;
        }
        Shown::Terminal => {
            let options = output::terminal_options(typed.width, false, false);
            let mut out = Wrapper::new(options.width, options.colour);
            for hit in &found.hits {
                show(&mut out, hit);
            }
            output::print(&out.finish())?;
            if found.hits.is_empty() {
                eprintln!("sayso: nothing matches");
            }
            if let Some(next) = &found.next {
                eprintln!("sayso: there are more: --cursor {next}");
            }
        }
    }
    Ok(if found.hits.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

fn show(out: &mut Wrapper, hit: &Hit) {
    let item = &hit.item;
    out.set_indent(0);
    out.push(&format!("{} ", item.id), DIM);
    match &hit.statement {
        Some(statement) => {
            let who = match (&statement.speakers[..], statement.chain.last()) {
                ([], Some(last)) => last.clone(),
                ([], None) => "?".to_owned(),
                (speakers, _) => speakers.join(" and "),
            };
            out.push(&who, SOURCE);
            let mut known = vec![names::kind(statement.kind).to_owned()];
            if statement.polarity != sayso_read::Polarity::Asserted {
                known.push(names::polarity(statement.polarity).to_owned());
            }
            if let Some(group) = statement.anonymous {
                known.push(format!("anonymous ({})", names::group(group)));
            }
            if let Some((first, last)) = &statement.said {
                let days = if first == last { first.clone() } else { format!("{first} to {last}") };
                known.push(format!("said {days}"));
            }
            out.push(&format!(" · {}", known.join(" · ")), DIM);
            if statement.chain.len() > 1 {
                out.push(&format!(" · {}", statement.chain.join(" ← ")), DIM);
            }
        }
        None => out.push(&item.headline(), BOLD),
    }
    out.line_end();
    out.set_indent(2);
    let publisher = hit.publisher.as_deref().unwrap_or("no publisher known");
    out.push(publisher, PLAIN);
    if let Some(issued) = &hit.issued {
        out.push(" · ", DIM);
        out.push(issued, TIME);
    }
    let (start, end) = characters(&item.text, hit.span);
    out.push(&format!(" · characters {start} to {end}"), DIM);
    out.push(&format!(" · {}", item.url.as_deref().unwrap_or(&item.source)), DIM);
    out.line_end();
    marked(out, &item.text, hit.span, &hit.marks);
    out.line_end();
}

/// The words of a span, those that match in brackets and colour.
fn marked(out: &mut Wrapper, text: &str, span: Span, marks: &[Span]) {
    let mut at = span.start();
    for mark in marks.iter().filter(|mark| span.contains(**mark)) {
        out.push(&text[at..mark.start()], PLAIN);
        out.push("[", DIM);
        out.push(mark.of(text), CUE);
        out.push("]", DIM);
        at = mark.end();
    }
    out.push(&text[at..span.end()], PLAIN);
}

fn characters(text: &str, span: Span) -> (usize, usize) {
    let characters = CharIndex::new(text);
    (characters.character(span.start()), characters.character(span.end()))
}

fn hit(hit: &Hit) -> Value {
    let item = &hit.item;
    let characters = CharIndex::new(&item.text);
    let piece = |span: &Span| {
        json!({
            "start": characters.character(span.start()),
            "end": characters.character(span.end()),
            "text": span.of(&item.text),
        })
    };
    json!({
        "item": item.id,
        "headline": item.headline(),
        "publisher": hit.publisher,
        "issued": hit.issued,
        "url": item.url,
        "source": item.source,
        "score": hit.score,
        "span": piece(&hit.span),
        "marks": hit.marks.iter().map(piece).collect::<Vec<_>>(),
        "statement": hit.statement.as_ref().map(super::who::statement),
    })
}
