"""klog: records of a day with durations and ranges, as its specification (1.4) has them.

klog has no projects. The first tag of an entry, else the first of its record, is its project. Every entry counts on the
day of its record, ranges that begin on another day included: their start is left out. A duration with a minus is
taken from the entries above it in its record, the nearest first, then from those below: the hours of a record are
klog's own total, and none where that is below zero. What a record should come to is not read. Ranges that overlap
count in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.cells import tidy_tag
from leverage_tui.interchange.outcome import RUNNING, ZERO, reading_of
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source

EXPORT = "for klog choose its file, such as times.klg"
TAKEN_BACK = "a duration with a minus takes it back whole"
_LENGTH = r"[+-]?(?=[0-9])(?:[0-9]{1,6}h)?(?:[0-9]{1,8}m)?"
_TIME = r"<?[0-9]{1,2}:[0-9]{2}(?:am|pm)?>?"
_HEADLINE = re.compile(
    rf"([0-9]{{4}})([-/])([0-9]{{2}})\2([0-9]{{2}})(?:[ \t]+(\([ \t]*{_LENGTH}![ \t]*\)))?[ \t]*", re.ASCII
)
_DURATION = re.compile(rf"({_LENGTH})(?=[ \t]|$)")
_PARTS = re.compile(r"([+-]?)(?:([0-9]+)h)?(?:([0-9]+)m)?")
_RANGE = re.compile(rf"({_TIME}) *- *({_TIME}|\?+)(?=[ \t]|$)")
_CLOCK = re.compile(r"(<?)([0-9]{1,2}):([0-9]{2})(am|pm)?(>?)")
_TAG = re.compile(r"#([\w-]+)(=(?:\"([^\"]*)\"|'([^']*)'|([\w-]+)))?")
_INDENTS = ("    ", "   ", "  ", "\t")
_DAY = 24 * 60


@dataclass(slots=True)
class _Entry:
    """One entry of a record: minutes from the record's midnight to its start (None: a duration), and its minutes
    (None: an open range)."""

    line: int
    start: int | None
    minutes: int | None
    summary: list[str]


@dataclass(slots=True)
class _Record:
    day: date
    summary: list[str] = field(default_factory=list)
    entries: list[_Entry] = field(default_factory=list)
    indent: str = ""


def claims(head: Head) -> bool:
    """Whether the first line that is not blank is a date alone, or one with what the day should come to, and the
    first indented line is an entry, or the file is called as klog's are: then what is wrong in it can be said."""
    lines = [line.rstrip("\r") for line in head.text.split("\n") if line.strip()]
    found = _HEADLINE.fullmatch(lines[0]) if lines else None
    if not found:
        return False
    if head.name.casefold().endswith(".klg"):
        return True
    first = next((line.strip() for line in lines if line[0] in " \t"), None)
    return bool(found[5]) if first is None else bool(_DURATION.match(first) or _RANGE.match(first))


def read(source: Source) -> Reading:
    """The entries of all records. Raises ImportRefused with the line of a record that breaks the specification, as
    klog reads no such file either."""
    found: list[ImportedHours | Skipped] = []
    minus: list[int] = []
    for record in _records(source.text):
        minus += [entry.line for entry in record.entries if (entry.minutes or 0) < 0]
        found += _hours(record)
    return reading_of(found, EXPORT, _said(minus))


FORMAT = Format("klog", "klog", EXPORT, claims, read)


def _said(minus: Sequence[int]) -> Iterator[str]:
    if minus:
        lines = ", ".join(str(line) for line in minus[:3]) + (", ..." if len(minus) > 3 else "")
        many = "1 duration" if len(minus) == 1 else f"{len(minus)} durations"
        yield f"{many} with a minus shortened the entries of their record: line {lines}"


def _records(text: str) -> Iterator[_Record]:
    record: _Record | None = None
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip():
            if record:
                yield record
            record = None
        elif record is None:
            record = _Record(_day(line, number))
        else:
            _add(record, line, number)
    if record:
        yield record


def _refused(line: int, what: str) -> ImportRefused:
    return ImportRefused(f"line {line}: {what}: klog reads no such record, correct it first")


def _day(line: str, number: int) -> date:
    """The day of a record's first line."""
    found = _HEADLINE.fullmatch(line)
    if not found:
        raise _refused(
            number, f"{clean(line, 40)!r} does not begin a record, as 2026-01-31 or 2026-01-31 (8h!) would"
        )
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        raise _refused(number, f"there is no day {clean(line, 10)}") from None


def _add(record: _Record, line: str, number: int) -> None:
    """Put a line below the first one into its record."""
    if not record.indent:
        record.indent = next((indent for indent in _INDENTS if line.startswith(indent)), "")
    if not record.indent:
        if line[0].isspace():
            raise _refused(
                number, "a summary does not begin with a blank, and an entry begins with 2 to 4 or a tab"
            )
        record.summary.append(line)
    elif line.startswith(record.indent * 2) and record.entries:
        record.entries[-1].summary.append(line)
    elif line.startswith(record.indent) and not line[len(record.indent)].isspace():
        entry = _entry(line.strip(), number)
        if entry.minutes is None and any(each.minutes is None for each in record.entries):
            raise _refused(number, "a record has one open range at most")
        record.entries.append(entry)
    else:
        raise _refused(number, "all entries of a record are indented alike")


def _entry(text: str, number: int) -> _Entry:
    if found := _DURATION.match(text):
        minutes = _minutes(found[1])
        if minutes is None:
            raise _refused(number, f"{clean(found[1], 40)} has more than 59 minutes beside its hours")
        return _Entry(number, None, minutes, [text[found.end() :]])
    found = _RANGE.match(text)
    start = _moment(found[1]) if found else None
    if not found or start is None:
        raise _refused(
            number, f"{clean(text, 40)!r} is no duration such as 1h30m and no range such as 8:30 - 17:00"
        )
    rest = [text[found.end() :]]
    if found[2].startswith("?"):
        return _Entry(number, start, None, rest)
    end = _moment(found[2])
    if end is None or end < start:
        shifted = "a time of the next day is written 1:45>"
        why = f"{found[2]} is no time of day" if end is None else f"{found[0]} ends before it begins ({shifted})"
        raise _refused(number, why)
    return _Entry(number, start, end - start, rest)


def _minutes(text: str) -> int | None:
    """The signed minutes of ``-1h30m``; None where hours stand beside more than 59 minutes."""
    found = _PARTS.fullmatch(text)
    if not found or (found[2] and int(found[3] or 0) > 59):
        return None
    total = int(found[2] or 0) * 60 + int(found[3] or 0)
    return -total if found[1] == "-" else total


def _moment(text: str) -> int | None:
    """The minutes from the record's midnight to ``8:30``, ``<23:00`` (the day before) or ``1:45pm>`` (the day after);
    None for what is no time."""
    found = _CLOCK.fullmatch(text)
    if not found or (found[1] and found[5]):
        return None
    hour, minute = int(found[2]), int(found[3])
    if minute > 59 or hour > 24 or (hour == 24 and (minute or found[4] or found[5])):
        return None
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4] == "pm" else 0)
    return hour * 60 + minute + _DAY * (bool(found[5]) - bool(found[1]))


def _hours(record: _Record) -> Iterator[ImportedHours | Skipped]:
    """What is imported of a record, in the order of its lines; durations with a minus are taken off."""
    left, shared = _netted(record.entries), clean(" ".join(record.summary), NOTE_LIMIT)
    tags = tuple(_tags(shared))
    total = sum(entry.minutes or 0 for entry in record.entries)
    for entry, minutes in zip(record.entries, left, strict=True):
        if entry.minutes is None:
            yield Skipped(entry.line, RUNNING)
        elif entry.minutes == 0:
            yield Skipped(entry.line, ZERO)
        elif entry.minutes < 0:
            if total < 0:
                yield Skipped(entry.line, f"its record comes to {total} minutes, and hours are not below zero")
        elif minutes == 0:
            yield Skipped(entry.line, TAKEN_BACK)
        else:
            yield _row(record.day, shared, tags, replace(entry, minutes=minutes))


def _netted(entries: Sequence[_Entry]) -> list[int]:
    """The minutes that are left of each entry, none below zero."""
    left = [0] * len(entries)
    open_ones: list[int] = []
    owed = 0
    for place, entry in enumerate(entries):
        minutes = entry.minutes or 0
        if minutes > 0:
            taken = min(owed, minutes)
            owed -= taken
            left[place] = minutes - taken
            open_ones.append(place)
            continue
        owed -= minutes
        while owed and open_ones:
            taken = min(owed, left[open_ones[-1]])
            owed -= taken
            left[open_ones[-1]] -= taken
            if not left[open_ones[-1]]:
                open_ones.pop()
    return left


def _row(day: date, shared: str, also: Sequence[str], entry: _Entry) -> ImportedHours:
    own = clean(" ".join(entry.summary), NOTE_LIMIT)
    tags = tuple(dict.fromkeys((*_tags(own), *also)))
    starts_here = entry.start is not None and 0 <= entry.start < _DAY
    hour, minute = divmod(entry.start or 0, 60)
    return ImportedHours(
        line=entry.line, project=tags[0] if tags else "", client="",
        description=own or shared, tags=tags, day=day,
        start=f"{hour:02d}:{minute:02d}:00" if starts_here else "", seconds=(entry.minutes or 0) * 60,
    )  # fmt: skip


def _tags(text: str) -> Iterator[str]:
    """The tags of a summary. Case does not matter in their names, and does in their values."""
    for found in _TAG.finditer(text):
        value = next((part for part in found.groups()[2:] if part is not None), "")
        tag = tidy_tag(found[1].casefold() + (f"={value}" if value else ""))
        if tag:
            yield tag
