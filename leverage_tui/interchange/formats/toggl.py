"""Toggl Track: the CSV of the Detailed report, and the CSV form that Toggl itself imports.

Duration is trusted rather than end less start: where clocks change, or the timer was corrected, the two differ. An
entry belongs to the day it began. Times are the profile's wall clock, without an offset. Toggl writes days year
first; a spreadsheet that saved the file may have turned them, and then their order is found in the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.cells import cell_at, split_tags
from leverage_tui.interchange.clocks import read_clock
from leverage_tui.interchange.day_order import day_order, read_day
from leverage_tui.interchange.outcome import NEGATIVE, ZERO, reading_of, team_warning
from leverage_tui.interchange.reading import Table, is_json, read_table
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import DayOrder, Head, Source

EXPORT = "in Toggl Track open Reports, Detailed, then Export, Download CSV"
_DURATION = re.compile(r"([0-9]{1,6}):([0-5][0-9]):([0-5][0-9])")
_SUMMARY_MARKS = ("client", "project", "description")
_WHOSE = ("user", "email", "member")
_IN_SUMMARIES = {*_SUMMARY_MARKS, *_WHOSE, "duration", "task", "tags", "tag", "billable"}


def claims(head: Head) -> bool:
    """Whether the header is that of a Toggl file, a summary included: that has nothing but names, a duration and
    an amount."""
    if head.has("startdate", "duration"):
        return head.has_one(*_SUMMARY_MARKS, *_WHOSE)
    rest = [name for name in head.header if name not in _IN_SUMMARIES]
    return head.has("duration") and head.has_one(*_SUMMARY_MARKS) and all(map(_is_amount, rest))


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
    found = [_entry(line, cells, columns, order) for line, cells in records]
    return reading_of(found, EXPORT, team_warning(cell_at(cells, columns.person) for _, cells in records))


FORMAT = Format("toggl", "Toggl Track", EXPORT, claims, read)


@dataclass(frozen=True, slots=True)
class _Columns:
    day: int
    duration: int
    start: int | None
    end_day: int | None
    project: int | None
    client: int | None
    description: int | None
    task: int | None
    tags: int | None
    person: int | None


def _columns(table: Table) -> _Columns:
    day, duration = table.column("startdate"), table.column("duration")
    if day is None and duration is not None and table.column(*_SUMMARY_MARKS) is not None:
        raise ImportRefused(f"this is a summary; export Detailed: {EXPORT}")
    if day is None or duration is None:
        missing = [name for name, at in (("Start date", day), ("Duration", duration)) if at is None]
        raise ImportRefused(f"the file has no column {' and no column '.join(missing)}: {EXPORT}")
    return _Columns(
        day=day, duration=duration, start=table.column("starttime"), end_day=table.column("enddate"),
        project=table.column("project"), client=table.column("client"), description=table.column("description"),
        task=table.column("task"), tags=table.column("tags", "tag"), person=table.column("email", "user", "member"),
    )  # fmt: skip


def _is_amount(name: str) -> bool:
    """Whether a squeezed column name is ``Amount (USD)``, or ``Amount ()``."""
    return name.startswith("amount") and len(name) in (6, 9)


def _entry(line: int, cells: Sequence[str], columns: _Columns, order: DayOrder) -> ImportedHours | Skipped:
    typed_day, typed_duration = cell_at(cells, columns.day), cell_at(cells, columns.duration)
    if not typed_day:
        return Skipped(line, "it has no start date")
    day = read_day(typed_day, order, line)
    if not typed_duration:
        return Skipped(line, "it has no duration: the timer still runs, or the line is cut off")
    if typed_duration.startswith("-"):
        return Skipped(line, NEGATIVE)
    seconds = _seconds(line, typed_duration)
    if not seconds:
        return Skipped(line, ZERO)
    description = cell_at(cells, columns.description) or cell_at(cells, columns.task)
    return ImportedHours(
        line=line, project=clean(cell_at(cells, columns.project), NOTE_LIMIT),
        client=clean(cell_at(cells, columns.client), NOTE_LIMIT), description=clean(description, NOTE_LIMIT),
        tags=split_tags(cell_at(cells, columns.tags)), day=day,
        start=read_clock(cell_at(cells, columns.start)) or "", seconds=seconds,
    )  # fmt: skip


def _seconds(line: int, typed: str) -> int:
    found = _DURATION.fullmatch(typed)
    if not found:
        raise ImportRefused(
            f"line {line}: the duration {clean(typed, 40)!r} is not written as 1:30:00: set the duration format of "
            "the Toggl profile to hours, minutes and seconds, and export again"
        )
    hours, minutes, seconds = (int(part) for part in found.groups())
    return (hours * 60 + minutes) * 60 + seconds
