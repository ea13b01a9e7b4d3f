"""TimeTagger: the CSV of a report, and the table of all records that its export dialog copies.

A report has lines of subtotals between its records; only lines with a day, a start and a stop are records. A record
has tags and no project: its tags, sorted and with commas between them, are its project, as TimeTagger sums by them all.
A record of the copied table is known again by its key; one that stops as it starts runs still. Times of a report are
local ones; those of the table are local, seconds since 1970, or with an offset, as was chosen there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.cells import cell_at, tidy_tag
from leverage_tui.interchange.clocks import from_epoch, read_clock, read_decimal_hours, read_length
from leverage_tui.interchange.day_order import day_order, read_day
from leverage_tui.interchange.outcome import NEGATIVE, RUNNING, ZERO, reading_of, team_warning
from leverage_tui.interchange.reading import Table, is_json, read_table
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import DayOrder, Head, Source
from leverage_tui.interchange.spans import read_moment, span

EXPORT = "in TimeTagger open Report, tick the records, then Save as CSV; or open Export, then Copy export-table"
_REPORT = ("taggroups", "duration", "date", "start", "stop")
_COPIED = ("key", "start", "stop", "tags", "description")
_WORDS = re.compile(r"(?:([0-9]{1,6}) ?h)? ?(?:([0-9]{1,6}) ?m)? ?(?:([0-9]{1,6}) ?s)?")
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{0,9})?")


def claims(head: Head) -> bool:
    """Whether the header is that of a report or of the copied table."""
    return head.has("subtotals", *_REPORT) or head.header == _COPIED


def read(source: Source) -> Reading:
    """The records. Raises ImportRefused for a report of totals alone, and where days can be read in two ways."""
    if is_json(source.text):
        raise ImportRefused(f"the file is JSON, no CSV: {EXPORT}")
    table = read_table(source.text)
    if None not in [table.column(name) for name in _COPIED]:
        columns = [table.column(name) for name in _COPIED]
        copied = (_copied(line, cells, columns, source.zone) for line, cells in table.records())
        return reading_of(copied, EXPORT)
    if None in [table.column(name) for name in _REPORT]:
        raise ImportRefused(f"the file is no report of TimeTagger: {EXPORT}")
    return _report(table, source)


FORMAT = Format("timetagger", "TimeTagger", EXPORT, claims, read)


def _report(table: Table, source: Source) -> Reading:
    needed = [day, _, _] = [table.column(name) for name in ("date", "start", "stop")]
    records = [(line, cells) for line, cells in table.records() if all(cell_at(cells, each) for each in needed)]
    if not records and next(table.records(), None):
        raise ImportRefused(f"this is a report of totals, without records: {EXPORT}")
    order = day_order((cell_at(cells, day) for _, cells in records), given=source.dates, name=source.name)
    columns = [*needed, *(table.column(name) for name in ("duration", "description", "tags"))]
    found = [_reported(line, [cell_at(cells, each) for each in columns], order) for line, cells in records]
    user = table.column("user")
    return reading_of(found, EXPORT, team_warning(cell_at(cells, user) for _, cells in records))


def _reported(line: int, cells: list[str], order: DayOrder) -> ImportedHours | Skipped:
    written, start, stop, duration, description, tags = cells
    begins = read_clock(start)
    if begins is None:
        return Skipped(line, f"its start {clean(start, 20)} is no time of day")
    try:
        day = read_day(written, order, line)
    except ImportRefused as error:
        return Skipped(line, str(error).removeprefix(f"line {line}: "))
    seconds = _length(duration, begins, read_clock(stop))
    if not seconds:
        return Skipped(line, ZERO if seconds == 0 else f"its duration {clean(duration, 20)!r} is none")
    if seconds < 0:
        return Skipped(line, NEGATIVE)
    return _row(line, day, begins, seconds, description, tags)


def _length(text: str, begins: str, ends: str | None) -> int | None:
    """The seconds of ``1:30``, ``1h 30m`` or ``1.5`` hours; without any those from start to stop."""
    if not text:
        return _between(begins, ends) if ends else None
    negative, bare = text.startswith("-"), text.lstrip("-")
    seconds = read_length(bare)
    if seconds is None and (found := _WORDS.fullmatch(bare)):
        hours, minutes, rest = (int(part or 0) for part in found.groups())
        seconds = (hours * 60 + minutes) * 60 + rest
    if seconds is None:
        seconds = read_decimal_hours(bare)
    return -seconds if negative and seconds else seconds


def _between(begins: str, ends: str) -> int:
    """The seconds between two times of day, the second on the day after where it is the earlier one."""
    first, last = (datetime.strptime(each, "%H:%M:%S") for each in (begins, ends))  # noqa: DTZ007
    return int((last - first) % timedelta(days=1) / timedelta(seconds=1))


def _copied(line: int, cells: list[str], columns: list[int | None], zone: tzinfo | None) -> ImportedHours | Skipped:
    key, start, stop, tags, description = (cell_at(cells, column) for column in columns)
    begins, ends = _moment(start, zone), _moment(stop, zone)
    if begins is None or ends is None:
        return Skipped(line, f"it has no {'start' if begins is None else 'stop'} that can be read")
    found = span(line, begins, ends, zone)
    if isinstance(found, Skipped):
        return Skipped(line, RUNNING) if found.why == ZERO else found
    day, clock, seconds = found
    return _row(line, day, clock, seconds, description, tags, clean(key, NOTE_LIMIT) or None)


def _moment(text: str, zone: tzinfo | None) -> datetime | None:
    if _NUMBER.fullmatch(text):
        return from_epoch(float(text))
    return read_moment(text, zone)


def _row(
    line: int, day: date, start: str, seconds: int, description: str, tags: str, key: str | None = None
) -> ImportedHours:
    named = tuple(sorted(set(_tags(tags[:NOTE_LIMIT])), key=lambda tag: (tag.casefold(), tag)))
    return ImportedHours(
        line=line, project=clean(", ".join(named), NOTE_LIMIT), client="", description=clean(description, NOTE_LIMIT),
        tags=named, day=day, start=start, seconds=seconds, external=key,
    )  # fmt: skip


def _tags(text: str) -> Iterator[str]:
    return (tag for part in text.replace(",", " ").split() if (tag := tidy_tag(part)))
