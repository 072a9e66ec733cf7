//! What many dispatches announce, each event once: with all who announce it, moved or called off.

use std::collections::BTreeSet;

use sayso_read::DiaryStatus;

use crate::archive::Archive;
use crate::days;
use crate::error::Result;
use crate::item::{Item, ItemId};
use crate::readings::statement_place;
use crate::who::one_line;
use crate::words::{Matters, overlap, telling};

/// An event that was moved may have been announced for so many days before the time asked for.
const REACH: i64 = 120;

/// Share of the shorter entry's words that must stand in the other.
const SAME_EVENT: f32 = 0.6;

/// Fewer shared words than this are chance.
const FEWEST: usize = 2;

/// An announced event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// How firm it is, by the latest report.
    pub status: DiaryStatus,
    /// First and last day by the latest report that tells a day, as [`days::number`] counts them.
    pub days: Option<(i64, i64)>,
    /// The days it was announced for before it was moved, the earliest first.
    pub before: Vec<(i64, i64)>,
    /// Who announces it, in the order of issue; the latest speaks for the event.
    pub reports: Vec<Announcement>,
}

/// A dispatch that announces an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Announcement {
    /// The dispatch.
    pub item: ItemId,
    /// Place of the entry in the diary of the dispatch's reading.
    pub place: usize,
    /// What happens, in the words of the dispatch.
    pub what: String,
    /// First and last day.
    pub days: Option<(i64, i64)>,
    /// How firm it is.
    pub status: DiaryStatus,
    /// Where.
    pub location: Option<String>,
    /// Who says so.
    pub according_to: Vec<String>,
    /// Who publishes the dispatch.
    pub publisher: Option<String>,
    /// When it was issued, `YYYY-MM-DD`.
    pub issued: Option<String>,
}

impl Archive {
    /// The events between two days, ends included, in their order; what has no day comes last.
    pub fn agenda(&self, first: i64, last: i64) -> Result<Vec<Event>> {
        let mut query = self.connection.prepare_cached(
            "SELECT diary.id FROM diary JOIN facets ON facets.item = diary.id >> 20
             WHERE (diary.last >= ?1 AND diary.first <= ?2) OR (diary.first IS NULL AND facets.day >= ?1)
                 OR (diary.status >= 2 AND facets.day >= ?1)
             ORDER BY coalesce(facets.day, 0), diary.id",
        )?;
        let ids = query
            .query_map([first.saturating_sub(REACH), last.saturating_add(REACH)], |row| {
                row.get(0)
            })?;
        let ids = ids.collect::<rusqlite::Result<Vec<i64>>>()?;
        let mut merged = Merged::default();
        let mut open: Option<(Item, sayso_read::Reading)> = None;
        for id in ids {
            let (item, place) = statement_place(id);
            if open.as_ref().is_none_or(|(open, _)| open.id != item) {
                let Some(item) = self.get(item)? else { continue };
                let Some(stored) = self.reading(&item)? else { continue };
                open = Some((item, stored.reading));
            }
            let Some((item, reading)) = &open else { continue };
            if let Some(announcement) = self.announcement(item, reading, place)? {
                merged.add(announcement);
            }
        }
        let mut events = merged.events;
        events.retain(|event| match event.days {
            Some(days) => days.1 >= first && days.0 <= last,
            None => event.reports.iter().any(|it| {
                it.issued.as_deref().and_then(days::range).is_some_and(|day| day.0 >= first)
            }),
        });
        events.sort_by_key(|event| {
            let (item, place) = (event.reports[0].item, event.reports[0].place);
            (event.days.is_none(), event.days, item, place)
        });
        Ok(events)
    }

    fn announcement(
        &self,
        item: &Item,
        reading: &sayso_read::Reading,
        place: usize,
    ) -> Result<Option<Announcement>> {
        let Some(entry) = reading.diary.get(place) else { return Ok(None) };
        let start = days::range(&entry.start);
        let end = days::range(&entry.end).or(start);
        let announcer = entry.according_to.and_then(|index| reading.attributions.get(index));
        let speakers = announcer.map_or(&[][..], |found| &found.voice.speakers);
        Ok(Some(Announcement {
            item: item.id,
            place,
            what: one_line(entry.what.of(&item.text)),
            days: start.zip(end).map(|(start, end)| (start.0, end.1.max(start.0))),
            status: entry.status,
            location: entry.place.map(|span| one_line(span.of(&item.text))),
            according_to: speakers.iter().map(|speaker| speaker.name.clone()).collect(),
            publisher: self.publisher(item.id)?,
            issued: self.issue_day(item.id)?,
        }))
    }
}

#[derive(Default)]
struct Merged {
    events: Vec<Event>,
    words: Vec<BTreeSet<String>>,
    index: Matters,
}

impl Merged {
    /// Adds an announcement; they come in the order of issue.
    fn add(&mut self, new: Announcement) {
        let mut words = telling(&new.what);
        words.extend(new.location.iter().flat_map(|place| telling(place)));
        words.retain(|word| !sayso_calendar::is_calendar_word(word));
        let found = self.index.sharing(&words).into_iter().take(16).find(|(event, shared)| {
            *shared >= FEWEST
                && overlap(&words, &self.words[*event]) >= SAME_EVENT
                && self.fits(&self.events[*event], &new)
        });
        let place = match found {
            Some((event, _)) => event,
            None => {
                self.events.push(Event {
                    status: new.status,
                    days: None,
                    before: Vec::new(),
                    reports: Vec::new(),
                });
                self.words.push(BTreeSet::new());
                self.events.len() - 1
            }
        };
        self.index.add(place, &words);
        let event = &mut self.events[place];
        if event.reports.is_empty() {
            self.words[place] = words;
        }
        if let Some(days) = new.days {
            if let Some(earlier) = event.days.filter(|earlier| *earlier != days)
                && new.status == DiaryStatus::Moved
            {
                event.before.push(earlier);
            }
            // Of two reports of one day the more exact stands; a move always does.
            let exact = event.days.is_none_or(|old| days.1 - days.0 <= old.1 - old.0);
            if exact || new.status == DiaryStatus::Moved {
                event.days = Some(days);
            }
        }
        // A plain announcement after a move or a cancellation repeats what was said before it.
        let settled = matches!(event.status, DiaryStatus::Moved | DiaryStatus::Cancelled);
        if !(settled && new.status == DiaryStatus::Announced && !event.reports.is_empty()) {
            event.status = new.status;
        }
        event.reports.push(new);
    }

    /// Whether a report may be of this event by its days: on the same days, or on others where it
    /// says that it was moved or called off.
    fn fits(&self, event: &Event, new: &Announcement) -> bool {
        let meets = |one: (i64, i64), other: (i64, i64)| one.0 <= other.1 && other.0 <= one.1;
        let near = |one: (i64, i64), other: (i64, i64)| (one.0 - other.0).abs() <= REACH;
        match (event.days, new.days) {
            (Some(event_days), Some(days)) => {
                meets(event_days, days)
                    || event.before.iter().any(|before| meets(*before, days))
                    || (matches!(new.status, DiaryStatus::Moved | DiaryStatus::Cancelled)
                        && near(event_days, days))
            }
            // Without a day the words must do: a cancellation seldom repeats the day.
            (Some(_), None) => {
                matches!(new.status, DiaryStatus::Moved | DiaryStatus::Cancelled)
            }
            (None, _) => true,
        }
    }
}
