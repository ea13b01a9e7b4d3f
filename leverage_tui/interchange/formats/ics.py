"""Calendars (iCalendar): events with a time of day that have begun.

A summary that begins with ``#Project`` or ``#Client:Project`` names the project; else the calendar's name is it.
Repeating events are expanded up to now, with their exceptions. What takes the whole day says no hours: it counts the
hours that the user says for each of its days that has begun, else it is left out, as is what is cancelled, what has a
time of day and is marked as free, and what has not begun: it can be imported once it has. An event is known again by
its UID, an occurrence by the UID and by when it was to begin, a further day of one by its number too; of several
versions of an event the newest counts. Times without a zone are those of the zone given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.cells import tidy_tag
from leverage_tui.interchange.formats.ics_events import EXPORT, Event, events_of, is_calendar
from leverage_tui.interchange.formats.ics_repeats import (
    Budget,
    Unreadable,
    day_occurrences,
    in_zone,
    listed,
    occurrences,
    part,
)
from leverage_tui.interchange.outcome import BACKWARDS, ZERO, reading_of
from leverage_tui.interchange.rows import Format, ImportedHours, Reading, Skipped
from leverage_tui.interchange.source import Head, Source
from leverage_tui.interchange.spans import span

ALL_DAY = "it takes the whole day and says no hours"
NO_START = "it has no start that can be read"
NO_END = "it has no end that can be read"
_PROJECT = re.compile(r"#([^\s#]+)(.*)", re.DOTALL)


def claims(head: Head) -> bool:
    """Whether the text begins a calendar."""
    return is_calendar(head.text)


def read(source: Source) -> Reading:
    """The events that have begun. Raises ImportRefused for a broken calendar, and where the library is missing."""
    return _Calendar(source).reading()


FORMAT = Format("ics", "a calendar (iCalendar)", EXPORT, claims, read)


class _Calendar:
    """One file while it is read."""

    def __init__(self, source: Source) -> None:
        self._zone = source.zone
        self._now = source.now or datetime.now(UTC)
        self._today = self._now.astimezone(source.zone).date()
        self._all_day = source.all_day
        self._budget = Budget()
        self._events = list(events_of(source.text, source.zone))
        self._replaced = {(each.uid, each.instance) for each in self._events if each.instance}
        self._whole = 0
        """Events that take whole days, and that count once somebody says how much."""

    def reading(self) -> Reading:
        found = [each for event in self._events for each in self._read(event)]
        return replace(reading_of(found, EXPORT, self._warnings()), all_day=self._whole)

    def _warnings(self) -> Iterator[str]:
        if self._whole and self._all_day is None:
            said, its = ("event says", "its") if self._whole == 1 else ("events say", "their")
            be = "is" if self._whole == 1 else "are"
            yield (
                f"{self._whole:,} all-day {said} no hours and {be} left out "
                f"(--all-day 8h counts 8 hours for each of {its} days)"
            )
        if self._budget.left_out:
            yield f"{self._budget.left_out:,} occurrences are left out, there are too many: export a shorter time"
        unknown = sorted({zone for event in self._events if (zone := event.unknown_zone)})
        if unknown:
            named = ", ".join(unknown[:3])
            yield f"the time zone {named} is not known: its times are read as those of the import's zone (--tz)"
        if any(event.is_range for event in self._events):
            yield "a change of all following occurrences of an event is read as a change of one"

    def _read(self, event: Event) -> Iterator[ImportedHours | Skipped]:
        why, start = self._why_not(event), event.moment("DTSTART")
        if why or start is None:
            yield Skipped(event.line, why or NO_START)
            return
        try:
            if isinstance(start, datetime):
                yield from self._timed(event, start)
            else:
                yield from self._days(event, start)
        except Unreadable as error:
            yield Skipped(event.line, f"it {error}")

    def _why_not(self, event: Event) -> str:
        """Why an event is skipped, empty where it may count."""
        start = event.moment("DTSTART")
        if event.word("STATUS") == "CANCELLED":
            return "it is cancelled"
        # Calendars mark whole days as free by themselves: whether these count is asked.
        if event.word("TRANSP") == "TRANSPARENT" and isinstance(start, datetime):
            return "it is marked as free time"
        if start is not None and start.year < 1970:
            return "it began before 1970"
        if isinstance(start, datetime):
            begins = in_zone(start, self._zone)
            is_ahead = begins is not None and begins > self._now
        else:
            is_ahead = start is not None and start > self._today
        return "it has not begun: import the calendar again once it has" if is_ahead else ""

    def _timed(self, event: Event, start: datetime) -> Iterator[ImportedHours | Skipped]:
        """The entries of an event with a time of day. Raises Unreadable."""
        begins = in_zone(start, self._zone)
        length = self._length(event, begins) if begins else None
        if begins is None:
            yield Skipped(event.line, NO_START)
        elif length is None:
            yield Skipped(event.line, NO_END)
        elif not event.repeats:
            yield self._span(event, begins, length, event.instance)
        else:
            for each in occurrences(event.found, start, self._zone, self._now, self._budget):
                begins = in_zone(each, self._zone)
                if begins and not self._replaced & {(event.uid, begins), (event.uid, each.date())}:
                    yield self._span(event, begins, length, begins)

    def _days(self, event: Event, start: date) -> Iterator[ImportedHours | Skipped]:
        """The entries of an event that takes whole days: one a day, up to today. Raises Unreadable."""
        self._whole += 1
        count = event.days
        if self._all_day is None or count is None:
            yield Skipped(event.line, ALL_DAY if self._all_day is None else NO_END)
            return
        if count < 1:
            yield Skipped(event.line, BACKWARDS)
            return
        firsts = [start]
        if event.repeats:
            firsts = day_occurrences(event.found, start, self._zone, self._now, self._budget)
        for first in firsts:
            if not (event.repeats and (event.uid, first) in self._replaced):
                instance = first if event.repeats else event.instance
                yield from self._each_day(event, first, count, instance)

    def _each_day(
        self, event: Event, first: date, count: int, instance: date | None
    ) -> Iterator[ImportedHours | Skipped]:
        begun = min(count, (self._today - first).days + 1)
        granted = self._budget.take(begun - 1) + 1
        for number in range(granted):
            named = (f"day {number + 1}",) if number else ()
            day = first + timedelta(days=number)
            yield self._row(event, day, "", (self._all_day or 0) * 60, event.identity(instance, *named))
        if begun < count:
            yield Skipped(
                event.line, "its days after today have not begun: import the calendar again once they have"
            )

    def _length(self, event: Event, begins: datetime) -> timedelta | None:
        """How long an event takes; nothing where it says neither an end nor a duration, None for nonsense."""
        if event.found.get("DTEND") is None and event.found.get("DURATION") is None:
            return timedelta(0)
        end = event.moment("DTEND")
        if isinstance(end, datetime):
            ends = in_zone(end, self._zone)
            return ends - begins if ends else None
        return event.duration

    def _span(
        self, event: Event, begins: datetime, length: timedelta, instance: date | None
    ) -> ImportedHours | Skipped:
        try:
            found = span(event.line, begins, begins + length, self._zone) if length else Skipped(event.line, ZERO)
        except OverflowError:
            return Skipped(event.line, "its end is outside the calendar")
        if isinstance(found, Skipped):
            return found
        return self._row(event, *found, event.identity(instance))

    def _row(self, event: Event, day: date, clock: str, seconds: int, external: str | None) -> ImportedHours:
        client, project, description = _named(event.text("SUMMARY"), event.project)
        tags = (
            tag for each in listed(event.found.get("CATEGORIES")) for word in part(each, "cats") or ()
            if (tag := tidy_tag(str(word)))
        )  # fmt: skip
        return ImportedHours(
            line=event.line, project=project, client=client, description=description,
            tags=tuple(dict.fromkeys(tags)), day=day, start=clock, seconds=seconds, external=external,
        )  # fmt: skip


def _named(summary: str, calendar: str) -> tuple[str, str, str]:
    """Client, project and description of ``#Client:Project text``, ``#Project text`` or a plain summary."""
    found = _PROJECT.fullmatch(summary.strip())
    if not found:
        return "", calendar, clean(summary, NOTE_LIMIT)
    client, colon, project = found[1].rstrip(":").partition(":")
    named = (client, project) if colon else ("", client)
    return clean(named[0], NOTE_LIMIT), clean(named[1], NOTE_LIMIT), clean(found[2], NOTE_LIMIT)
