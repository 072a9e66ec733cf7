//! Speakers and chains on given attributions, so that this step is measured by itself.
//!
//! `cargo run -p sayso-read --example voices -- GOLD_DIR OUT_DIR` reads `NN.txt` and the
//! attributions of `NN.json`, and writes `NN.json` with the speakers and chains found, for
//! `score_dispatches.py GOLD_DIR OUT_DIR --misses`.

use std::path::Path;
use std::{env, error, fs};

use sayso_gazetteer::Gazetteer;
use sayso_read::{Attribution, Dispatch, Found, Kind, Polarity, Reading, give_voices};
use sayso_text::{CharIndex, Layout, Span};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn error::Error>> {
    let arguments: Vec<String> = env::args().collect();
    let [_, gold, out] = &arguments[..] else {
        return Err("usage: voices GOLD_DIR OUT_DIR".into());
    };
    fs::create_dir_all(out)?;
    for file in fs::read_dir(gold)? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let json = path.with_extension("json");
            let name = path.file_stem().unwrap_or_default();
            let read = voices(&fs::read_to_string(&path)?, &fs::read_to_string(&json)?)?;
            let to = Path::new(out).join(name).with_extension("json");
            fs::write(to, serde_json::to_string_pretty(&read)?)?;
        }
    }
    Ok(())
}

fn voices(text: &str, gold: &str) -> Result<Value, Box<dyn error::Error>> {
    let gold: Value = serde_json::from_str(gold)?;
    let index = CharIndex::new(text);
    let spans = |value: &Value| -> Vec<Span> {
        let list = value.as_array().into_iter().flatten();
        list.filter_map(|span| {
            let at = |key: &str| index.byte(span[key].as_u64()? as usize);
            Some(Span::new(at("start")?, at("end")?))
        })
        .collect()
    };
    let mut reading = Reading::default();
    for given in gold["attributions"].as_array().into_iter().flatten() {
        let kind = match given["kind"].as_str() {
            Some("direct") => Kind::Direct,
            Some("mixed") => Kind::Mixed,
            _ => Kind::Indirect,
        };
        let mut attribution = Attribution::new(
            spans(&given["source"]),
            spans(&given["cue"]),
            spans(&given["content"]),
            kind,
            Found::Rule("gold"),
        );
        attribution.nested_in = given["nested_in"].as_u64().map(|at| at as usize);
        attribution.polarity = match given["polarity"].as_str() {
            Some("denied") => Polarity::Denied,
            Some("negated") => Polarity::Negated,
            Some("hypothetical") => Polarity::Hypothetical,
            _ => Polarity::Asserted,
        };
        reading.attributions.push(attribution);
    }
    let mut dispatch = Dispatch::new(text);
    dispatch.publisher = gold["given"]["publisher"].as_str().map(str::to_owned);
    let layout = Layout::of(text);
    give_voices(&dispatch, &layout, &Gazetteer::builtin(), &mut reading);

    let mut out = gold.clone();
    for (value, attribution) in
        out["attributions"].as_array_mut().into_iter().flatten().zip(&reading.attributions)
    {
        let voice = &attribution.voice;
        let names: Vec<&str> = voice.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        value["speaker"] = if names.is_empty() { Value::Null } else { json!(names.join(" and ")) };
        value["chain"] = voice.chain.iter().map(|hand| hand.name.as_str()).collect();
        value["anonymous"] = json!(voice.anonymous.is_some());
        value["addressee"] = json!(voice.addressee.map(|span| span.of(text)));
        value["medium"] = json!(voice.medium.map(|span| span.of(text)));
        value["group"] = json!(voice.anonymous.as_ref().map(|anonymous| format!(
            "{:?} {:?} {:?}",
            anonymous.group,
            anonymous.count,
            anonymous.reason.map(|span| span.of(text))
        )));
    }
    let publisher = reading.publisher.unwrap_or_default();
    out["dispatch"] = json!({
        "publisher": publisher.name,
        "short_name": publisher.short_name,
        "byline": publisher.byline,
        "place": publisher.place,
        "contributors": publisher.contributors,
    });
    out["entities"] = reading
        .entities
        .iter()
        .map(|entity| json!({"name": entity.name, "kind": format!("{:?}", entity.kind), "role": entity.role, "affiliation": entity.affiliation, "aliases": entity.aliases, "mentions": entity.mentions.iter().map(|span| span.of(text)).collect::<Vec<_>>()}))
        .collect();
    Ok(out)
}
