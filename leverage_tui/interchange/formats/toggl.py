"""Toggl Track: the CSV of the Detailed report, old and new, and the CSV form that Toggl itself imports.

Duration is trusted rather than end less start: where clocks change, or the timer was corrected, the two differ. Only a
file without that column is read by its starts and ends. An entry belongs to the day it began. Times are the profile's
wall clock, without an offset. Toggl writes days year first; a spreadsheet that saved the file may have turned them, and
then their order is found in the whole file. A "-" in a cell is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.cells import cell_at, split_tags
from leverage_tui.interchange.clocks import read_clock
from leverage_tui.interchange.day_order import day_order, read_day
from leverage_tui.interchange.outcome import NEGATIVE, NO_LENGTHS, RUNNING, ZERO, reading_of, team_warning
from leverage_tui.interchange.pieces import clock_seconds
from leverage_tui.interchange.reading import Table, is_json, read_table, squeeze
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import DayOrder, Head, Source
from leverage_tui.interchange.spans import clock_span

EXPORT = "in Toggl Track open Reports, Detailed, then Export, Download CSV"
_DURATION = re.compile(r"([0-9]{1,6}):([0-5][0-9]):([0-5][0-9])")
_AS_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}:[0-9]{2} ?[aApP][mM]")
"""What a spreadsheet makes of a duration that it takes for a time of day: 12:20:00 AM is twenty minutes."""
_SUMMARY_MARKS = ("client", "project", "description")
_WHOSE = ("user", "email", "member")
_IN_SUMMARIES = {*_SUMMARY_MARKS, *_WHOSE, "duration", "task", "tags", "tag", "currency"}
_END_DAY, _END_CLOCK = ("enddate", "stopdate"), ("endtime", "stoptime")


def claims(head: Head) -> bool:
    """Whether the header is that of a Toggl file, a summary included: that has nothing but names, durations and
    amounts."""
    if head.has("startdate", "duration"):
        return head.has_one(*_SUMMARY_MARKS, *_WHOSE)
    if head.has("startdate", "starttime", "description"):
        # Without a duration: a calendar has a subject, Clockify has groups.
        named = head.has_one("project", "billable", "tags") and not head.has_one("subject", "group")
        return named and head.has_one(*_END_DAY) and head.has_one(*_END_CLOCK) and not _has_length(head.header)
    rest = [name for name in head.header if name not in _IN_SUMMARIES]
    return head.has("duration") and head.has_one(*_SUMMARY_MARKS, *_WHOSE) and all(map(_is_figure, rest))


def read(source: Source) -> Reading:
    """The entries of a Toggl file. Raises ImportRefused for another kind of file, and with the line for a date
    or a duration that cannot be read without guessing."""
    if is_json(source.text):
        raise ImportRefused(f"the file is JSON, no CSV: {EXPORT}")
    table = read_table(source.text)
    columns = _columns(table)
    records = list(table.records())
    spans = [(cell_at(cells, columns.day), cell_at(cells, columns.end_day)) for _, cells in records]
    order = day_order((start for start, _ in spans), given=source.dates, name=source.name, pairs=spans)
    found = [_entry(line, cells, columns, order, source.zone) for line, cells in records]
    team = team_warning(_cell(cells, columns.person) for _, cells in records)
    return reading_of(found, EXPORT, (*((NO_LENGTHS,) if columns.duration is None else ()), *team))


FORMAT = Format("toggl", "Toggl Track", EXPORT, claims, read)


@dataclass(frozen=True, slots=True)
class _Columns:
    day: int
    duration: int | None
    start: int | None
    end_day: int | None
    end: int | None
    project: int | None
    client: int | None
    description: int | None
    task: int | None
    tags: int | None
    person: int | None


def _columns(table: Table) -> _Columns:
    day, duration = table.column("startdate"), table.column("duration")
    start, end_day, end = table.column("starttime"), table.column(*_END_DAY), table.column(*_END_CLOCK)
    if day is None and duration is not None and table.column(*_SUMMARY_MARKS, *_WHOSE) is not None:
        raise ImportRefused(f"this is a summary; export Detailed: {EXPORT}")
    is_spanned = None not in (start, end_day, end) and not _has_length(map(squeeze, table.header))
    if day is None or (duration is None and not is_spanned):
        missing = [name for name, at in (("Start date", day), ("Duration", duration)) if at is None]
        raise ImportRefused(f"the file has no column {' and no column '.join(missing)}: {EXPORT}")
    return _Columns(
        day=day, duration=duration, start=start, end_day=end_day, end=end, project=table.column("project"),
        client=table.column("client"), description=table.column("description"), task=table.column("task"),
        tags=table.column("tags", "tag"), person=table.column("email", "user", "member"),
    )  # fmt: skip


def _is_figure(name: str) -> bool:
    """Whether a squeezed column name is ``Amount (USD)``, ``Amount ()`` or ``Billable duration``."""
    return (name.startswith("amount") and len(name) in (6, 9)) or name.startswith("billable")


def _has_length(names: Iterable[str]) -> bool:
    """Whether another program's length of time is among squeezed column names."""
    return any(name.startswith(("duration", "hours")) for name in names)


def _cell(cells: Sequence[str], column: int | None) -> str:
    """The text of a cell, empty for the "-" that stands for nothing."""
    text = cell_at(cells, column)
    return "" if text == "-" else text


def _entry(
    line: int, cells: Sequence[str], columns: _Columns, order: DayOrder, zone: tzinfo | None
) -> ImportedHours | Skipped:
    typed_day = _cell(cells, columns.day)
    if not typed_day:
        return Skipped(line, "it has no start date")
    day = read_day(typed_day, order, line)
    start = read_clock(cell_at(cells, columns.start)) or ""
    seconds = _length(line, cells, columns, order, zone, (day, start))
    if isinstance(seconds, Skipped):
        return seconds
    description = _cell(cells, columns.description) or _cell(cells, columns.task)
    return ImportedHours(
        line=line, project=clean(_cell(cells, columns.project), NOTE_LIMIT),
        client=clean(_cell(cells, columns.client), NOTE_LIMIT), description=clean(description, NOTE_LIMIT),
        tags=split_tags(cell_at(cells, columns.tags)), day=day, start=start, seconds=seconds,
    )  # fmt: skip


def _length(
    line: int, cells: Sequence[str], columns: _Columns, order: DayOrder, zone: tzinfo | None, start: tuple[date, str]
) -> int | Skipped:  # fmt: skip
    """The seconds of a record that are more than none."""
    typed = _cell(cells, columns.duration)
    if typed.startswith("-"):
        return Skipped(line, NEGATIVE)
    if typed:
        return _seconds(line, typed) or Skipped(line, ZERO)
    end_day, end = _cell(cells, columns.end_day), read_clock(cell_at(cells, columns.end))
    if start[1] and columns.end is not None and columns.end < len(cells) and not _cell(cells, columns.end):
        return Skipped(line, RUNNING)
    if not end_day or not end or not start[1]:
        return Skipped(line, "it has no duration: the timer still runs, or the line is cut off")
    found = clock_span(line, start, (read_day(end_day, order, line), end), zone)
    return found if isinstance(found, Skipped) else found[2]


def _seconds(line: int, typed: str) -> int:
    found = _DURATION.fullmatch(typed)
    if found:
        hours, minutes, seconds = (int(part) for part in found.groups())
        return (hours * 60 + minutes) * 60 + seconds
    clock = read_clock(typed) if _AS_CLOCK.fullmatch(typed) else None
    if clock is None:
        raise ImportRefused(
            f"line {line}: the duration {clean(typed, 40)!r} is not written as 1:30:00: set the duration format of "
            "the Toggl profile to hours, minutes and seconds, and export again"
        )
    return clock_seconds(clock)
