//! A record of GDELT's Global Knowledge Graph 2.1: for programs that read GDELT.
//!
//! Twenty-seven columns with tabs between, no header, a dispatch a line. Columns that a reading
//! has nothing for are empty: counts, themes, tone, GCAM, pictures, amounts, translation. Nothing
//! of ours is put into a column that is meant for something else: speakers, chains and confidence
//! stand in a [`companion`] beside it.
//!
//! Characters that separate are replaced by blanks, one for one, so lengths and offsets hold; both
//! count Unicode characters of the text.

mod columns;
mod companion;
mod dates;
mod places;

use crate::{View, identity};

pub use companion::{HEADER as COMPANION_HEADER, write as companion};

/// The record of the view, with a line end; `number` tells apart what was issued at the same time.
/// `None` where no day of issue is known, since every record begins with one.
pub fn write(view: &View<'_>, number: usize) -> Option<String> {
    let moment = moment(view)?;
    let mut columns: [String; 27] = Default::default();
    columns[0] = format!("{moment}-{number}");
    columns[1] = moment;
    let host = view.about.url.and_then(identity::host);
    // 1 is the web, 2 what is known by a citation alone.
    columns[2] = if host.is_some() { "1" } else { "2" }.to_owned();
    let publisher = view.reading.publisher.as_ref().map_or("", |publisher| &publisher.name);
    columns[3] = host.unwrap_or_else(|| clean(publisher, &[]));
    columns[4] =
        view.about.url.and_then(identity::address).unwrap_or_else(|| clean(view.name, &[]));
    columns[9] = places::plain(view);
    columns[10] = places::enhanced(view);
    columns[11] = columns::names(view, columns::is_person);
    columns[12] = columns::mentions(view, columns::is_person);
    columns[13] = columns::names(view, columns::is_body);
    columns[14] = columns::mentions(view, columns::is_body);
    columns[16] = dates::enhanced(view);
    columns[22] = columns::quotations(view);
    columns[23] = columns::mentions(view, |_| true);
    columns[26] = columns::extras(view);
    let mut line = columns.join("\t");
    line.push('\n');
    Some(line)
}

/// The identifier of the record, as the companion refers to it.
fn identifier(view: &View<'_>, number: usize) -> Option<String> {
    Some(format!("{}-{number}", moment(view)?))
}

/// When it was published, YYYYMMDDHHMMSS in UTC; the first second of the day of issue where no
/// more is known.
fn moment(view: &View<'_>) -> Option<String> {
    let exact = view.published().and_then(|it| it.parse::<jiff::Timestamp>().ok());
    if let Some(exact) = exact {
        return Some(exact.strftime("%Y%m%d%H%M%S").to_string());
    }
    let day: jiff::civil::Date = view.reading.issue.as_ref()?.day.parse().ok()?;
    Some(day.strftime("%Y%m%d000000").to_string())
}

/// The words with a blank for each character that separates: controls always, and `separators`.
fn clean(words: &str, separators: &[char]) -> String {
    let cleaned = words.chars().map(|character| match character {
        '\u{2028}' | '\u{2029}' => ' ',
        it if it.is_control() || separators.contains(&it) => ' ',
        it => it,
    });
    cleaned.collect()
}
