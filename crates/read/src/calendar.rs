//! The step that reads times and the day of issue.

use crate::{Dispatch, Issue, Reading, Time};
use sayso_calendar::{Context, Date, Direction};

/// Fills [`Reading::times`] and [`Reading::issue`]; returns which way each time points.
pub(crate) fn read(dispatch: &Dispatch, reading: &mut Reading) -> Vec<Direction> {
    let issued = dispatch.issued.and_then(|(year, month, day)| Date::new(year, month, day).ok());
    let calendar = sayso_calendar::read(&dispatch.text, &Context { issued, ..Context::default() });
    reading.issue = calendar.issue.map(|issue| Issue {
        day: issue.day.to_string(),
        evidence: issue.evidence,
        spans: issue.spans,
        inferred: issue.inferred,
    });
    let directions = calendar.times.iter().map(|time| time.direction).collect();
    reading.times = calendar
        .times
        .into_iter()
        .map(|time| Time {
            span: time.span,
            kind: time.kind.name(),
            value: time.value,
            others: time.others,
            reason: time.reason,
        })
        .collect();
    directions
}
