use sayso_read::DiaryStatus;

use super::annotations::target;
use super::nodes::{Event, Node, Place};
use super::{calendar_day, local};
use crate::view::one_line;
use crate::{View, names};

/// What is announced.
pub(super) fn nodes(view: &View<'_>, base: &str) -> Vec<Node> {
    let inferred = view.reading.issue.as_ref().is_some_and(|issue| issue.inferred);
    let some = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
    let events = view.reading.diary.iter().enumerate().map(|(number, entry)| Event {
        id: local(base, "event", number),
        kind: "Event",
        name: one_line(view.words(entry.what)),
        start: calendar_day(&entry.start),
        end: calendar_day(&entry.end),
        status: status(entry.status),
        location: entry.place.map(|span| Place { kind: "Place", name: one_line(view.words(span)) }),
        subject_of: base.to_owned(),
        own_status: names::status(entry.status),
        first: some(&entry.start),
        last: some(&entry.end),
        year_inferred: inferred,
        participants: entry.participants.iter().map(|span| one_line(view.words(*span))).collect(),
        announced_by: entry.according_to.map(|number| local(base, "attribution", number)),
        evidence: target(view, base, entry.what),
    });
    events.map(|event| Node::Event(Box::new(event))).collect()
}

/// schema.org's word for how firm it is.
pub(crate) fn status(status: DiaryStatus) -> &'static str {
    match status {
        DiaryStatus::Announced | DiaryStatus::Confirmed => "EventScheduled",
        DiaryStatus::Cancelled => "EventCancelled",
        DiaryStatus::Moved => "EventRescheduled",
    }
}
