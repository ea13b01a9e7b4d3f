"""The events of a calendar file, as the library reads them: each once, in its newest version.

The library is the optional extra ``ics``. It is slow and takes offence at any broken line: it is given the lines that
matter here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.formats.ics_repeats import in_zone, listed, part
from leverage_tui.interchange.rows import ImportRefused
from leverage_tui.interchange.source import SNIFFED

EXPORT = "export the calendar as a file that ends in .ics"
_EVENT = re.compile(r"^BEGIN:VEVENT[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_END = re.compile(r"^END:VCALENDAR[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z-]+(?=[;:])")
_NEEDED = frozenset((
    "BEGIN", "END", "UID", "SUMMARY", "CATEGORIES", "STATUS", "TRANSP", "SEQUENCE", "DTSTART", "DTEND", "DURATION",
    "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "NAME", "X-WR-CALNAME", "TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """A component of the library with the line it begins on. `instance` is the instant, or the day, of the occurrence
    that it replaces, where it is an exception of a repeating event."""

    line: int
    found: Any
    uid: str
    project: str
    instance: date | None
    newness: tuple[int, int]

    def moment(self, name: str) -> date | None:
        """The day, or the moment, of a property; None where it is not there or broken."""
        return _moment(self.found, name)

    def text(self, name: str) -> str:
        """The text of a property, "" where it is not there."""
        return _text(self.found, name)

    def word(self, name: str) -> str:
        """As `text`, of one of a few words in capital letters."""
        return self.text(name).strip().upper()

    @property
    def repeats(self) -> bool:
        """Whether it stands for more than one occurrence."""
        return not self.instance and any(self.found.get(name) is not None for name in ("RRULE", "RDATE"))

    @property
    def duration(self) -> timedelta | None:
        """The duration that it says; None where it says none that can be read."""
        duration = part(_one(self.found.get("DURATION")), "dt")
        return duration if isinstance(duration, timedelta) else None

    @property
    def days(self) -> int | None:
        """How many days it takes as a whole; None where its end cannot be read. One that ends where it begins is meant
        to be a day."""
        start, end = self.moment("DTSTART"), self.moment("DTEND")
        if start is not None and end is not None:
            return (_day(end) - _day(start)).days or 1
        if self.found.get("DTEND") is not None:
            return None
        length = timedelta(days=1) if self.found.get("DURATION") is None else self.duration
        return None if length is None else length.days or 1

    @property
    def unknown_zone(self) -> str:
        """The name of its zone where the library does not know it, else empty."""
        start = self.moment("DTSTART")
        named = (
            _params(self.found, "DTSTART").get("TZID") if isinstance(start, datetime) and not start.tzinfo else ""
        )
        return clean(str(named or ""), 40)

    @property
    def is_range(self) -> bool:
        """Whether it changes all occurrences that follow."""
        return bool(_params(self.found, "RECURRENCE-ID").get("RANGE"))

    def identity(self, instance: date | None, *more: str) -> str | None:
        """What an entry of it is known by again; None where it has no UID."""
        if not self.uid:
            return None
        if instance is None:
            return " ".join((self.uid, *more))
        when = f"{instance:%Y%m%dT%H%M%SZ}" if isinstance(instance, datetime) else f"{instance:%Y%m%d}"
        return " ".join((self.uid, when, *more))


def is_calendar(text: str) -> bool:
    """Whether `text` begins a calendar."""
    return text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


def _parsed(text: str) -> list[Any]:
    if not is_calendar(text[:SNIFFED]):
        raise ImportRefused(f"the file is no calendar: {EXPORT}")
    if not _END.search(text):
        raise ImportRefused(f"the calendar is cut off, its end is missing: {EXPORT}")
    from icalendar import Calendar

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


def events_of(text: str, zone: tzinfo | None) -> Iterator[Event]:
    """The events of a file in its order; of those that are versions of one the newest."""
    calendars = _parsed(text)
    found = [(event, calendar) for calendar in calendars for event in calendar.walk("VEVENT")]
    lines = _lines(text, len(found))
    events = [
        _event(event, line, number, calendar, zone)
        for number, ((event, calendar), line) in enumerate(zip(found, lines, strict=True))
    ]
    newest: dict[tuple[str, date | None], Event] = {}
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


def _event(found: Any, line: int, number: int, calendar: Any, zone: tzinfo | None) -> Event:
    instance = _moment(found, "RECURRENCE-ID")
    project = clean(_text(calendar, "X-WR-CALNAME") or _text(calendar, "NAME"), NOTE_LIMIT)
    sequence = _one(found.get("SEQUENCE"))
    return Event(
        line, found, clean(_text(found, "UID"), NOTE_LIMIT), project,
        in_zone(instance, zone) if isinstance(instance, datetime) else instance,
        (sequence if isinstance(sequence, int) else 0, number),
    )  # fmt: skip


def _one(value: Any) -> Any:
    return next(iter(listed(value)), None)


def _text(found: Any, name: str) -> str:
    value = _one(found.get(name))
    return "" if value is None else str(value)


def _moment(found: Any, name: str) -> date | None:
    """The day, or the moment, of a property; None where it is not there or broken."""
    value = part(_one(found.get(name)), "dt")
    return value if isinstance(value, date) else None


def _params(found: Any, name: str) -> Any:
    return part(_one(found.get(name)), "params") or {}


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
