//! What people say against a reading: kept beside it, never over it.
//!
//! A correction is about the bytes of a content, so it finds its attribution again when a later
//! reader reads the dispatch anew. All of them stay; the latest of a field counts.

use sayso_archive::{Archive, Item, ItemId, NewCorrection, Result};
use sayso_read::{Attribution, Kind, Reading};
use sayso_text::Span;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Words of a text: positions in Unicode characters, the end exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words; they must stand there.
    pub text: String,
}

/// What is right instead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// It is no attribution.
    #[serde(default)]
    pub dismissed: bool,
    /// The words of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Words>,
    /// Who speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// `direct`, `indirect` or `mixed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Why, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A change with who made it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Correction {
    /// Place of the attribution in the reading as it is now.
    pub attribution: usize,
    /// What is right instead.
    #[serde(flatten)]
    pub change: Change,
    /// Who says so.
    pub by: String,
    /// When it was said (ISO 8601).
    pub at: String,
}

/// The field of the archive's table under which a whole change stands, as JSON.
const FIELD: &str = "attribution";

/// Keeps a change of the attribution whose content covers `cover`.
///
/// # Errors
///
/// The archive's.
pub fn keep(
    archive: &mut Archive,
    item: ItemId,
    cover: Span,
    change: &Change,
    author: &str,
    at: jiff::Timestamp,
) -> Result<()> {
    archive.correct(&NewCorrection {
        item,
        span: Some(cover),
        field: FIELD.to_owned(),
        value: serde_json::to_string(change).expect("a change is JSON"),
        author: author.to_owned(),
        at,
        note: change.note.clone().unwrap_or_default(),
    })?;
    Ok(())
}

/// The latest correction of each attribution of a reading.
///
/// # Errors
///
/// The archive's.
pub fn of(archive: &Archive, item: &Item, reading: &Reading) -> Result<Vec<Correction>> {
    let mut found: Vec<Correction> = Vec::new();
    for kept in archive.corrections(item.id)? {
        let NewCorrection { span: Some(cover), field, value, author, at, .. } = kept.correction
        else {
            continue;
        };
        if field != FIELD {
            continue;
        }
        let Some(attribution) = nearest(reading, cover) else { continue };
        let Ok(change) = serde_json::from_str::<Change>(&value) else { continue };
        found.retain(|earlier| earlier.attribution != attribution);
        found.push(Correction { attribution, change, by: author, at: at.to_string() });
    }
    Ok(found)
}

/// The attribution whose content covers most of the same bytes, half of them at least.
fn nearest(reading: &Reading, cover: Span) -> Option<usize> {
    let shared = |other: Span| {
        let common = cover.end().min(other.end()).saturating_sub(cover.start().max(other.start()));
        let all = cover.end().max(other.end()) - cover.start().min(other.start());
        common as f64 / all.max(1) as f64
    };
    let covers = reading.attributions.iter().map(|one| shared(one.content_cover()));
    let (index, best) = covers.enumerate().max_by(|(_, one), (_, other)| one.total_cmp(other))?;
    (best >= 0.5).then_some(index)
}

/// The reading as people corrected it: for training data. Speakers are no spans and stay.
pub fn applied(reading: &Reading, corrections: &[Correction], text: &str) -> Reading {
    let mut corrected = reading.clone();
    for correction in corrections {
        let Change { source, kind, .. } = &correction.change;
        let Some(one) = corrected.attributions.get_mut(correction.attribution) else { continue };
        if let Some(words) = source
            && let Some(span) = span(text, words)
        {
            one.source = vec![span];
        }
        if let Some(kind) = kind.as_deref().and_then(kind_of) {
            one.kind = kind;
        }
    }
    let dismissed: Vec<usize> = corrections
        .iter()
        .filter(|correction| correction.change.dismissed)
        .map(|correction| correction.attribution)
        .collect();
    without(&mut corrected, &dismissed);
    corrected
}

/// Takes attributions out; what lay inside one of them lies in nothing then.
fn without(reading: &mut Reading, dismissed: &[usize]) {
    let kept: Vec<usize> =
        (0..reading.attributions.len()).filter(|index| !dismissed.contains(index)).collect();
    let place = |old: usize| kept.iter().position(|kept| *kept == old);
    let attributions: Vec<Attribution> = kept
        .iter()
        .map(|index| {
            let one = reading.attributions[*index].clone();
            let nested_in = one.nested_in.and_then(place);
            Attribution { nested_in, ..one }
        })
        .collect();
    reading.attributions = attributions;
}

/// A kind by its word.
pub fn kind_of(name: &str) -> Option<Kind> {
    let kinds = [Kind::Direct, Kind::Indirect, Kind::Mixed];
    kinds.into_iter().find(|kind| sayso_formats::names::kind(*kind) == name)
}

/// The span of some words, if they stand where they are said to stand.
pub fn span(text: &str, words: &Words) -> Option<Span> {
    let mut bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start = bytes.nth(words.start)?;
    let long = words.end.checked_sub(words.start)?.checked_sub(1)?;
    let end = bytes.nth(long)?;
    (text[start..end] == words.text).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_read::Found;

    fn said(start: usize, end: usize) -> Attribution {
        let found = Found::Rule("test");
        Attribution::new(vec![], vec![], vec![Span::new(start, end)], Kind::Direct, found)
    }

    #[test]
    fn words_must_stand_where_they_are_said_to_stand() {
        let text = "Ünal said no.";
        let words = |start, end, text: &str| Words { start, end, text: text.to_owned() };
        assert_eq!(span(text, &words(0, 4, "Ünal")), Some(Span::new(0, 5)));
        assert_eq!(span(text, &words(10, 13, "no.")), Some(Span::new(11, 14)));
        for wrong in [words(0, 4, "Una"), words(4, 4, ""), words(5, 4, "x"), words(9, 99, "no.")] {
            assert_eq!(span(text, &wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_correction_finds_its_attribution_in_a_later_reading() {
        let reading =
            Reading { attributions: vec![said(0, 10), said(20, 40)], ..Reading::default() };
        assert_eq!(nearest(&reading, Span::new(22, 40)), Some(1));
        assert_eq!(nearest(&reading, Span::new(11, 19)), None);
        assert_eq!(nearest(&reading, Span::new(0, 21)), None);
    }

    #[test]
    fn what_is_dismissed_is_gone_and_the_rest_still_fits_together() {
        let mut inner = said(22, 30);
        inner.nested_in = Some(1);
        let reading =
            Reading { attributions: vec![said(0, 10), said(20, 40), inner], ..Reading::default() };
        let correction = |attribution, change| Correction {
            attribution,
            change,
            by: "ilka".to_owned(),
            at: String::new(),
        };
        let gone = Change { dismissed: true, ..Change::default() };
        let mixed = Change { kind: Some("mixed".to_owned()), ..Change::default() };
        let corrected = applied(&reading, &[correction(0, gone), correction(1, mixed)], "");
        assert_eq!(corrected.attributions.len(), 2);
        assert_eq!(corrected.attributions[0].kind, Kind::Mixed);
        assert_eq!(corrected.attributions[1].nested_in, Some(0));
    }
}
