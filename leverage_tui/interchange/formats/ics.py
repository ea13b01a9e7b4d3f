"""Calendars (iCalendar): events with a time of day that have begun.

A summary that begins with ``#Project`` or ``#Client:Project`` names the project; else the calendar's name is it.
Repeating events are expanded up to now, with their exceptions. What takes the whole day says no hours and is left out,
as is what is cancelled, what is marked as free time, and what has not begun: it can be imported once it has. An event
is known again by its UID, an occurrence by the UID and by when it was to begin; of several versions of an event the
newest counts. Times without a zone are those of the zone given.

The library that reads calendars is the optional extra ``ics``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.cells import tidy_tag
from leverage_tui.interchange.formats.ics_repeats import Budget, Unreadable, in_zone, listed, occurrences, part
from leverage_tui.interchange.outcome import ZERO, reading_of
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source
from leverage_tui.interchange.spans import span

EXPORT = "export the calendar as a file that ends in .ics"
NEEDED = "calendars need a library that is not installed: pip install 'leverage-tui[ics]'"
ALL_DAY = "it takes the whole day and says no hours"
_EVENT = re.compile(r"^BEGIN:VEVENT[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_END = re.compile(r"^END:VCALENDAR[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z-]+(?=[;:])")
_NEEDED = frozenset((
    "BEGIN", "END", "UID", "SUMMARY", "CATEGORIES", "STATUS", "TRANSP", "SEQUENCE", "DTSTART", "DTEND", "DURATION",
    "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "NAME", "X-WR-CALNAME", "TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO",
))  # fmt: skip
_PROJECT = re.compile(r"#([^\s#]+)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Event:
    """A component of the library with the line it begins on. `instance` is the instant of the occurrence that it
    replaces, where it is an exception of a repeating event."""

    line: int
    found: Any
    uid: str
    project: str
    instance: datetime | None
    newness: tuple[int, int]


def claims(head: Head) -> bool:
    """Whether the text begins a calendar."""
    return head.text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


def read(source: Source) -> Reading:
    """The events that have begun. Raises ImportRefused for a broken calendar, and where the library is missing."""
    return _Calendar(source).reading()


FORMAT = Format("ics", "a calendar (iCalendar)", EXPORT, claims, read)


def _parsed(text: str) -> list[Any]:
    if not claims(Head(text.lstrip()[:100])):
        raise ImportRefused(f"the file is no calendar: {EXPORT}")
    if not _END.search(text):
        raise ImportRefused(f"the calendar is cut off, its end is missing: {EXPORT}")
    try:
        from icalendar import Calendar
    except ImportError:
        raise ImportRefused(NEEDED) from None
    try:
        return list(Calendar.from_ical(_needed(text).encode(errors="replace"), multiple=True))
    except Exception as error:  # The library raises what it likes on a broken file.
        raise ImportRefused(f"the calendar is broken ({clean(str(error), 60)}): {EXPORT}") from None


def _needed(text: str) -> str:
    """The lines of a calendar that matter here: the library is slow, and takes offence at any broken line."""
    kept: list[str] = []
    keeps = False
    for line in text.split("\n"):
        if line[:1] not in (" ", "\t"):
            found = _NAME.match(line)
            keeps = found is not None and found[0].upper() in _NEEDED
        if keeps:
            kept.append(line)
    return "\n".join((*kept, ""))


class _Calendar:
    """One file while it is read."""

    def __init__(self, source: Source) -> None:
        self._zone = source.zone
        self._now = source.now or datetime.now(UTC)
        self._budget = Budget()
        self._events = list(_events(source.text, source.zone))
        self._replaced = {(each.uid, each.instance) for each in self._events if each.instance}

    def reading(self) -> Reading:
        found = [each for event in self._events for each in self._read(event)]
        return reading_of(found, EXPORT, self._warnings(found))

    def _warnings(self, found: Iterable[ImportedHours | Skipped]) -> Iterator[str]:
        whole = sum(isinstance(each, Skipped) and each.why == ALL_DAY for each in found)
        if whole:
            said = "event says no hours and is" if whole == 1 else "events say no hours and are"
            yield f"{whole} all-day {said} left out"
        if self._budget.left_out:
            yield f"{self._budget.left_out:,} occurrences are left out, there are too many: export a shorter time"
        unknown = sorted({zone for event in self._events if (zone := _unknown_zone(event.found))})
        if unknown:
            named = ", ".join(unknown[:3])
            yield f"the time zone {named} is not known: its times are read as those of the import's zone (--tz)"
        if any(_params(event.found, "RECURRENCE-ID").get("RANGE") for event in self._events):
            yield "a change of all following occurrences of an event is read as a change of one"

    def _read(self, event: _Event) -> Iterator[ImportedHours | Skipped]:
        why, start = self._why_not(event), _moment(event.found, "DTSTART")
        begins = in_zone(start, self._zone) if isinstance(start, datetime) else None
        if why or begins is None or not isinstance(start, datetime):
            yield Skipped(event.line, why or "it has no start that can be read")
            return
        length = self._length(event.found, begins)
        if length is None:
            yield Skipped(event.line, "it has no end that can be read")
        elif event.instance or all(event.found.get(name) is None for name in ("RRULE", "RDATE")):
            yield self._row(event, begins, length, event.instance)
        else:
            yield from self._repeated(event, start, length)

    def _repeated(self, event: _Event, start: datetime, length: timedelta) -> Iterator[ImportedHours | Skipped]:
        try:
            starts = occurrences(event.found, start, self._zone, self._now, self._budget)
        except Unreadable as error:
            yield Skipped(event.line, f"it {error}")
            return
        for each in starts:
            begins = in_zone(each, self._zone)
            if begins and (event.uid, begins) not in self._replaced:
                yield self._row(event, begins, length, begins)

    def _why_not(self, event: _Event) -> str:
        """Why an event is skipped, empty where it counts."""
        start = _moment(event.found, "DTSTART")
        if _word(event.found, "STATUS") == "CANCELLED":
            return "it is cancelled"
        if start is not None and not isinstance(start, datetime):
            return ALL_DAY
        if _word(event.found, "TRANSP") == "TRANSPARENT":
            return "it is marked as free time"
        if start is not None and start.year < 1970:
            return "it began before 1970"
        begins = in_zone(start, self._zone) if start else None
        return "it has not begun: import the calendar again once it has" if begins and begins > self._now else ""

    def _length(self, found: Any, begins: datetime) -> timedelta | None:
        """How long an event takes; nothing where it says neither an end nor a duration, None for nonsense."""
        if found.get("DTEND") is None and found.get("DURATION") is None:
            return timedelta(0)
        end = _moment(found, "DTEND")
        if isinstance(end, datetime):
            ends = in_zone(end, self._zone)
            return ends - begins if ends else None
        duration = part(_one(found.get("DURATION")), "dt")
        return duration if isinstance(duration, timedelta) else None

    def _row(
        self, event: _Event, begins: datetime, length: timedelta, instance: datetime | None
    ) -> ImportedHours | Skipped:
        try:
            found = span(event.line, begins, begins + length, self._zone) if length else Skipped(event.line, ZERO)
        except OverflowError:
            return Skipped(event.line, "its end is outside the calendar")
        if isinstance(found, Skipped):
            return found
        day, clock, seconds = found
        client, project, description = _named(_text(event.found, "SUMMARY"), event.project)
        identity = (event.uid, f"{instance:%Y%m%dT%H%M%SZ}") if instance else (event.uid,)
        tags = (
            tag for each in listed(event.found.get("CATEGORIES")) for word in part(each, "cats") or ()
            if (tag := tidy_tag(str(word)))
        )  # fmt: skip
        return ImportedHours(
            line=event.line, project=project, client=client, description=description,
            tags=tuple(dict.fromkeys(tags)), day=day, start=clock, seconds=seconds,
            external=" ".join(identity) if event.uid else None,
        )  # fmt: skip


def _events(text: str, zone: tzinfo | None) -> Iterator[_Event]:
    """The events of a file in its order; of those that are versions of one the newest."""
    calendars = _parsed(text)
    found = [(event, calendar) for calendar in calendars for event in calendar.walk("VEVENT")]
    lines = _lines(text, len(found))
    events = [
        _event(event, line, number, calendar, zone)
        for number, ((event, calendar), line) in enumerate(zip(found, lines, strict=True))
    ]
    newest: dict[tuple[str, datetime | None], _Event] = {}
    for event in events:
        known = newest.get((event.uid, event.instance))
        if known is None or event.newness > known.newness:
            newest[event.uid, event.instance] = event
    return (event for event in events if not event.uid or newest[event.uid, event.instance] is event)


def _lines(text: str, count: int) -> list[int]:
    """The lines on which the events begin."""
    lines, at, line = [], 0, 1
    for match in _EVENT.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        lines.append(line)
    return lines if len(lines) == count else [1] * count


def _event(found: Any, line: int, number: int, calendar: Any, zone: tzinfo | None) -> _Event:
    instance = _moment(found, "RECURRENCE-ID")
    project = clean(_text(calendar, "X-WR-CALNAME") or _text(calendar, "NAME"), NOTE_LIMIT)
    sequence = _one(found.get("SEQUENCE"))
    return _Event(
        line, found, clean(_text(found, "UID"), NOTE_LIMIT), project,
        in_zone(instance, zone) if isinstance(instance, datetime) else None,
        (sequence if isinstance(sequence, int) else 0, number),
    )  # fmt: skip


def _named(summary: str, calendar: str) -> tuple[str, str, str]:
    """Client, project and description of ``#Client:Project text``, ``#Project text`` or a plain summary."""
    found = _PROJECT.fullmatch(summary.strip())
    if not found:
        return "", calendar, clean(summary, NOTE_LIMIT)
    client, colon, project = found[1].rstrip(":").partition(":")
    named = (client, project) if colon else ("", client)
    return clean(named[0], NOTE_LIMIT), clean(named[1], NOTE_LIMIT), clean(found[2], NOTE_LIMIT)


def _one(value: Any) -> Any:
    return next(iter(listed(value)), None)


def _text(found: Any, name: str) -> str:
    value = _one(found.get(name))
    return "" if value is None else str(value)


def _word(found: Any, name: str) -> str:
    return _text(found, name).strip().upper()


def _moment(found: Any, name: str) -> date | None:
    """The day, or the moment, of a property; None where it is not there or broken."""
    value = part(_one(found.get(name)), "dt")
    return value if isinstance(value, date) else None


def _params(found: Any, name: str) -> Any:
    return part(_one(found.get(name)), "params") or {}


def _unknown_zone(found: Any) -> str:
    """The name of a zone that the library does not know, empty where it does."""
    start = _moment(found, "DTSTART")
    named = _params(found, "DTSTART").get("TZID") if isinstance(start, datetime) and start.tzinfo is None else ""
    return clean(str(named or ""), 40)
