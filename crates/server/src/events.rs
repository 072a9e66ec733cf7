//! An event of the archive as calendars and lists show it: as its latest report tells it, with what
//! earlier ones told.

use sayso_archive::{Announcement, Archive, Event, Result, days};
use sayso_formats::diary::{self, Announced, Followed};
use sayso_formats::{View, names};
use sayso_read::DiaryStatus;

/// The event as its latest report tells it; nothing where that report is gone.
///
/// # Errors
///
/// The archive's.
pub fn announced(archive: &Archive, event: &Event) -> Result<Option<Announced>> {
    let (Some(first), Some(latest)) = (event.reports.first(), event.reports.last()) else {
        return Ok(None);
    };
    let Some(mut entry) = told(archive, latest)? else { return Ok(None) };
    entry.entry.status = names::status(event.status).to_owned();
    if event.days != latest.days
        && let Some((start, end)) = event.days
        && let (Some(start), Some(end)) = (days::day(start), days::day(end))
    {
        (entry.entry.start, entry.entry.end) = (start.to_string(), end.to_string());
    }
    if event.reports.len() > 1
        && let Some(first) = told(archive, first)?
    {
        let cancelled = event.reports.iter().any(|it| it.status == DiaryStatus::Cancelled);
        entry.followed = Some(Followed {
            what: first.entry.what,
            start: first.entry.start,
            end: first.entry.end,
            before: event.before.iter().map(|days| span(*days)).collect(),
            changes: event.before.len() + usize::from(cancelled),
        });
    }
    Ok(Some(entry))
}

/// The entry of a dispatch's own diary.
fn told(archive: &Archive, report: &Announcement) -> Result<Option<Announced>> {
    let Some(item) = archive.get(report.item)? else { return Ok(None) };
    let Some(stored) = archive.reading(&item)? else { return Ok(None) };
    let dispatch = item.dispatch();
    let name = item.url.clone().unwrap_or_else(|| item.source.clone());
    let view = View::new(&name, &dispatch, &stored.reading);
    Ok(diary::entries(&view).into_iter().nth(report.place))
}

/// "2026-04-21" or "2026-04-21 to 2026-04-23", from days as [`days::number`] counts them.
pub fn span((first, last): (i64, i64)) -> String {
    let day = |number| days::day(number).map(|day| day.to_string()).unwrap_or_default();
    if first == last { day(first) } else { format!("{} to {}", day(first), day(last)) }
}
