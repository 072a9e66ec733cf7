//! What several tests share.

use std::path::{Path, PathBuf};

use sayso_model::Model;
use sayso_read::{Attribution, Reader, Reading};
use sayso_text::Span;

/// The reader with the shipped weights; by rules alone as long as those are the tests' tiny ones.
pub fn reader() -> Reader {
    let model = Model::load(sayso_weights::READER).expect("the shipped weights load");
    if model.version().starts_with("tiny") { Reader::rules_only() } else { Reader::new(model) }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The `.txt` files of a folder under the root, none where it is not there.
pub fn texts(folder: &str) -> Vec<(PathBuf, String)> {
    let Ok(entries) = std::fs::read_dir(root().join(folder)) else {
        eprintln!("skipped: {folder} is not here");
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).ok()?;
        Some((path, text))
    };
    paths.into_iter().filter_map(read).collect()
}

/// Checks all that holds of any reading of any text.
///
/// # Panics
/// When something does not.
pub fn check_invariants(text: &str, reading: &Reading) {
    for span in all_spans(reading) {
        assert!(!span.is_empty(), "{span:?} is empty");
        assert!(text.get(span.range()).is_some(), "{span:?} does not slice the text");
    }
    let count = reading.attributions.len();
    for (index, found) in reading.attributions.iter().enumerate() {
        assert!(!found.content.is_empty(), "attribution {index} has no content");
        for role in [&found.source, &found.cue, &found.content] {
            let apart = |pair: &[Span]| pair[0].end() <= pair[1].start();
            assert!(role.windows(2).all(apart), "{role:?} is out of order");
        }
        let confidence = found.confidence;
        assert!((0.0..=1.0).contains(&confidence), "a confidence of {confidence}");
        assert!(found.said.is_none_or(|time| time < reading.times.len()));
        let speakers = found.voice.speakers.iter();
        let entities = speakers.filter_map(|speaker| speaker.entity);
        assert!(entities.into_iter().all(|entity| entity < reading.entities.len()));
        check_nesting(index, found, &reading.attributions);
    }
    for pair in reading.unattributed.windows(2) {
        assert!(pair[0].end() <= pair[1].start(), "{pair:?} are out of order");
    }
    check_unattributed(reading);
    for pair in reading.times.windows(2) {
        assert!(pair[0].span.start() <= pair[1].span.start(), "{pair:?} are out of order");
    }
    for entry in &reading.diary {
        assert!(entry.according_to.is_none_or(|index| index < count));
        assert!(entry.times.iter().all(|index| *index < reading.times.len()));
        assert!(entry.start <= entry.end, "{entry:?} ends before it starts");
    }
}

fn check_nesting(index: usize, inner: &Attribution, all: &[Attribution]) {
    let Some(holder) = inner.nested_in else { return };
    assert!(holder < all.len() && holder != index, "{index} is nested in {holder}");
    let held = inner.content.iter().any(|span| all[holder].content_cover().overlaps(*span));
    assert!(held, "{index} does not lie in {holder}");
    let mut above = all[holder].nested_in;
    for _ in all {
        let Some(next) = above else { return };
        above = all[next].nested_in;
    }
    panic!("the nesting of {index} goes in circles");
}

/// No sentence stands as unattributed that a role touches. Both are walked once.
fn check_unattributed(reading: &Reading) {
    let mut roles: Vec<Span> = reading
        .attributions
        .iter()
        .flat_map(|found| found.source.iter().chain(&found.cue).chain(&found.content))
        .copied()
        .collect();
    roles.sort();
    // The furthest end of the roles up to each.
    let mut furthest = 0;
    let ends: Vec<usize> = roles
        .iter()
        .map(|role| {
            furthest = role.end().max(furthest);
            furthest
        })
        .collect();
    for sentence in &reading.unattributed {
        let before = roles.partition_point(|role| role.start() < sentence.end());
        let touched = before > 0 && ends[before - 1] > sentence.start();
        assert!(!touched, "{sentence:?} stands as unattributed but is touched");
    }
}

fn all_spans(reading: &Reading) -> impl Iterator<Item = Span> {
    let attributions = reading.attributions.iter().flat_map(|found| {
        let roles = found.source.iter().chain(&found.cue).chain(&found.content).copied();
        let voice = &found.voice;
        let anonymous = voice.anonymous.iter().flat_map(|a| [a.description, a.reason]).flatten();
        let hands = voice.chain.iter().filter_map(|hand| hand.evidence);
        let speakers = voice.speakers.iter().map(|speaker| speaker.evidence);
        let ways = [voice.addressee, voice.medium].into_iter().flatten();
        roles.chain(anonymous).chain(hands).chain(speakers).chain(ways)
    });
    let publisher = reading.publisher.iter().flat_map(|publisher| &publisher.evidence).copied();
    let issue = reading.issue.iter().flat_map(|issue| &issue.spans).copied();
    let diary = reading.diary.iter().flat_map(|entry| {
        std::iter::once(entry.what).chain(entry.place).chain(entry.participants.iter().copied())
    });
    attributions
        .chain(publisher)
        .chain(issue)
        .chain(diary)
        .chain(reading.unattributed.iter().copied())
        .chain(reading.times.iter().map(|time| time.span))
        .chain(reading.entities.iter().flat_map(|entity| entity.mentions.iter().copied()))
}
