"""Toggl Track: the CSV of the Detailed report, and the CSV form that Toggl itself imports.

Duration is trusted rather than end less start: where clocks change, or the timer was corrected, the two differ. An
entry belongs to the day it began. Times are the profile's wall clock, without an offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.reading import Table, is_json, read_table
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source

EXPORT = "in Toggl Track open Reports, Detailed, then Export, Download CSV"
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_DURATION = re.compile(r"([0-9]{1,6}):([0-5][0-9]):([0-5][0-9])")
_SUMMARY_MARKS = ("client", "project", "description")


def claims(head: Head) -> bool:
    """Whether the header is that of a Toggl file, a summary included."""
    return head.has("duration") and (head.has("startdate") or head.has_one(*_SUMMARY_MARKS))


def read(source: Source) -> Reading:
    """The entries of a Toggl file. Raises ImportRefused for another kind of file, and with the line for a date
    or a duration that cannot be read without guessing."""
    if is_json(source.text):
        raise ImportRefused(f"the file is JSON, no CSV: {EXPORT}")
    table = read_table(source.text)
    columns = _columns(table)
    rows: list[ImportedHours] = []
    skipped: list[Skipped] = []
    for line, cells in table.records():
        found = _entry(line, cells, columns)
        if isinstance(found, Skipped):
            skipped.append(found)
        else:
            rows.append(found)
    if not rows and not skipped:
        raise ImportRefused(f"the file has a header and no entry: choose a longer time; {EXPORT}")
    return Reading(tuple(rows), tuple(skipped), _team_warning(table))


FORMAT = Format("toggl", "Toggl Track", EXPORT, claims, read)


@dataclass(frozen=True, slots=True)
class _Columns:
    day: int
    duration: int
    start: int | None
    project: int | None
    client: int | None
    description: int | None
    tags: int | None


def _columns(table: Table) -> _Columns:
    day, duration = table.column("startdate"), table.column("duration")
    if day is None and duration is not None and table.column(*_SUMMARY_MARKS) is not None:
        raise ImportRefused(f"this is a summary; export Detailed: {EXPORT}")
    if day is None or duration is None:
        missing = [name for name, at in (("Start date", day), ("Duration", duration)) if at is None]
        raise ImportRefused(f"the file has no column {' and no column '.join(missing)}: {EXPORT}")
    return _Columns(
        day=day, duration=duration, start=table.column("starttime"), project=table.column("project"),
        client=table.column("client"), description=table.column("description"),
        tags=table.column("tags", "tag"),
    )  # fmt: skip


def _team_warning(table: Table) -> tuple[str, ...]:
    column = table.column("email", "user", "member")
    if column is None:
        return ()
    users = {cells[column].strip().casefold() for _, cells in table.records() if column < len(cells)} - {""}
    if len(users) < 2:
        return ()
    return (f"entries of {len(users)} people: all are imported as yours; filter the report by member for your own",)


def _entry(line: int, cells: list[str], columns: _Columns) -> ImportedHours | Skipped:
    def cell(column: int | None) -> str:
        return cells[column].strip() if column is not None and column < len(cells) else ""

    typed_day, typed_duration = cell(columns.day), cell(columns.duration)
    if not typed_day:
        return Skipped(line, "it has no start date")
    day = _day(line, typed_day)
    if not typed_duration or typed_duration.startswith("-"):
        return Skipped(line, "it has no duration: the timer still runs, or the line is cut off")
    seconds = _seconds(line, typed_duration)
    if not seconds:
        return Skipped(line, "it is of zero length")
    return ImportedHours(
        line=line, project=clean(cell(columns.project), NOTE_LIMIT), client=clean(cell(columns.client), NOTE_LIMIT),
        description=clean(cell(columns.description), NOTE_LIMIT), tags=tuple(_tags(cell(columns.tags))),
        day=day, start=_clock(cell(columns.start)), seconds=seconds,
    )  # fmt: skip


def _day(line: int, typed: str) -> date:
    found = _DAY.fullmatch(typed)
    if not found:
        raise ImportRefused(
            f"line {line}: the date {clean(typed, 40)!r} is not written as 2026-01-31: set that date format in "
            "the Toggl profile and export again"
        )
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        raise ImportRefused(f"line {line}: there is no day {typed}") from None


def _seconds(line: int, typed: str) -> int:
    found = _DURATION.fullmatch(typed)
    if not found:
        raise ImportRefused(
            f"line {line}: the duration {clean(typed, 40)!r} is not written as 1:30:00: set the duration format of "
            "the Toggl profile to hours, minutes and seconds, and export again"
        )
    hours, minutes, seconds = (int(part) for part in found.groups())
    return (hours * 60 + minutes) * 60 + seconds


def _clock(typed: str) -> str:
    found = _CLOCK.fullmatch(typed)
    return f"{int(found[1]):02d}:{found[2]}:{found[3] or '00'}" if found else clean(typed, 20)


def _tags(typed: str) -> Iterator[str]:
    for part in typed.split(","):
        tag = clean(part).lstrip("#").replace(" ", "-")
        if tag and tag != "-":
            yield tag
