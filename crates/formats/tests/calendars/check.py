"""Reads a calendar with two parsers and prints what each understood, one line an event."""

import sys
from pathlib import Path

from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

data = Path(sys.argv[1]).read_bytes()

calendar = Calendar.from_ical(data)
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    print("icalendar", event["UID"], event["DTSTART"].dt, event["DTEND"].dt, event["STATUS"], event["SUMMARY"], sep="|")

for event in IcsCalendarStream.calendar_from_ics(data.decode("utf-8")).events:
    print("ical", event.uid, event.dtstart, event.dtend, event.status.value, event.summary, sep="|")
