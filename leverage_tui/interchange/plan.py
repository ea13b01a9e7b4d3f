"""An import worked out before it is done: what is new, what is there already, what cannot be, in one edit.

The rules, in this order.

* An entry belongs to the day it began. Only one of over 24 hours is split, at midnight, so that no minute of it is
  lost (a day of the book has 24 own hours); it takes its turn after all others, so that a forgotten timer never
  pushes real work out. One of over 31 days is skipped.
* An entry's identity is the other program's id, else its content and how manieth equal one of the file it is. What
  the book has, edited or not, and what was deleted from it is not imported again.
* Entries outside 1970..2199 are skipped. Entries of the future are imported, with a warning.
* Entries that would make a day hold more than 24 own hours are skipped, the later ones of the day first.
* Minutes: each day has a running total of seconds, sorted by stream and work, and an entry gets the minutes by
  which the rounded total grows. So the total of a day is the rounded total of its seconds, and each cell is less
  than a minute off, and each entry too. Seconds of entries that are there already run first: a day that is
  imported in pieces, each export holding the one before, ends at the same total. Own work and that of others run
  apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import EARLIEST, LATEST, monday
from leverage_tui.domain.edits.core import Edit, edit
from leverage_tui.domain.limits import MINUTES_PER_DAY
from leverage_tui.domain.model import NOTHING, OWN_WORK, Hours, Work
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.entries import (
    DAY_SECONDS,
    LONGEST,
    Entry,
    Known,
    identified,
    known_seconds,
    pieces_of,
)
from leverage_tui.interchange.mapping import Target, Targets, UnmappedProjects, parse_mapping, shown
from leverage_tui.interchange.remarks import warnings_about
from leverage_tui.interchange.rows import ImportedHours, Reading, Skipped

__all__ = ["ImportPlan", "MonthTotal", "UnmappedProjects", "as_json", "parse_mapping", "plan_import"]


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """New minutes of a stream in a month such as ``2026-11``."""

    stream: str
    month: str
    minutes: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will do. `rows` = `new` + `duplicates` + the skipped ones; `minutes` are the new ones'."""

    format: str
    edit: Edit
    rows: int
    new: int
    duplicates: int
    skipped: tuple[Skipped, ...]
    minutes: int
    months: tuple[MonthTotal, ...]
    warnings: tuple[str, ...]


def plan_import(
    book: Book, reading: Reading, *, format: str, into: str | None = None,
    mapping: Mapping[str, Target] = NOTHING, default_work: Work | None = None, today: date | None = None,
    again: bool = False,
) -> ImportPlan:  # fmt: skip
    """The import of what a reader of `format` read, as one edit.

    `into` takes what `mapping` (project to stream and work) does not name; `default_work` is meant where the
    mapping names no work (None: `deliver` where hours are sold, else the work most used). Without `today`
    nothing counts as future. With `again` what was imported once and deleted since is imported anew. Raises
    UnmappedProjects for new entries without a stream, ImportRefused for a stream
    that is not there.
    """
    targets = Targets(book, into, mapping, default_work)
    entries = identified(format, reading.rows)
    there = Known(book, again=again)
    known = [entry for entry in entries if there.holds(entry)]
    possible, skipped = _possible(entry for entry in entries if not there.holds(entry))
    unmapped = dict.fromkeys(entry.row.project for entry in possible if targets.of(entry.row.project) is None)
    if unmapped:
        raise UnmappedProjects(unmapped, book)
    placed = [_Placed(entry, *found) for entry in possible if (found := targets.of(entry.row.project))]
    fitting, crowded = _fitting(book, placed, known, there)
    documents = _documents(format, fitting, known, there)
    minutes = sum(document.minutes for document in documents)
    count = "1 entry" if len(fitting) == 1 else f"{len(fitting)} entries"
    unused = targets.unused(mapping, (row.project for row in reading.rows))
    return ImportPlan(
        format=format,
        edit=edit(f"{format}: {count} imported, {format_hours(minutes)}", [(None, found) for found in documents]),
        rows=len(reading.rows) + len(reading.skipped),
        new=len(fitting),
        duplicates=len(known),
        skipped=tuple(sorted((*reading.skipped, *skipped, *crowded), key=lambda found: found.line)),
        minutes=minutes,
        months=_months(documents),
        warnings=(
            *reading.warnings,
            *warnings_about([each.entry.row for each in fitting], today),
            *there.warnings(known),
            *(f"no new or known entry has the mapped project {shown(project)}" for project in unused),
        ),
    )


def as_json(plan: ImportPlan) -> dict[str, Any]:
    """What `lev import --json` prints. `money` is always empty: no format that brings money is read yet."""
    return {
        "format": plan.format,
        "rows": plan.rows,
        "new": plan.new,
        "duplicates": plan.duplicates,
        "skipped": [{"line": found.line, "why": found.why} for found in plan.skipped],
        "minutes": plan.minutes,
        "money": {},
        "warnings": list(plan.warnings),
    }


@dataclass(frozen=True, slots=True)
class _Placed:
    entry: Entry
    stream: str
    work: Work

    @property
    def own(self) -> bool:
        return self.work in OWN_WORK


def _possible(entries: Iterable[Entry]) -> tuple[list[Entry], list[Skipped]]:
    possible: list[Entry] = []
    skipped: list[Skipped] = []
    for entry in entries:
        row = entry.row
        if row.seconds > LONGEST:
            skipped.append(
                Skipped(row.line, f"it lasts {row.seconds // 3600} hours, over 31 days: shorten it there")
            )
        elif not (row.day >= EARLIEST and pieces_of(row)[-1][0] <= LATEST):
            skipped.append(Skipped(row.line, f"{row.day} is outside 1970 to 2199"))
        else:
            possible.append(entry)
    return possible, skipped


def _rounded(seconds: int) -> int:
    return (seconds + 30) // 60


def _fitting(
    book: Book, placed: Iterable[_Placed], known: Iterable[Entry], there: Known
) -> tuple[list[_Placed], list[Skipped]]:
    """The entries for which their days have room, and the others."""
    before = known_seconds(known, there)
    filled = dict(before)
    own_minutes = _OwnMinutes(book)
    fitting: list[_Placed] = []
    skipped: list[Skipped] = []

    def minutes_with(day: date, more: int) -> int:
        first, now = before.get((day, True), 0), filled.get((day, True), 0)
        return own_minutes.on(day) + _rounded(now + more) - _rounded(first)

    for each in sorted(placed, key=_turn):
        pieces = pieces_of(each.entry.row)
        full = [day for day, more in pieces if each.own and minutes_with(day, more) > MINUTES_PER_DAY]
        if full:
            held = format_hours(minutes_with(full[0], 0))
            why = f"{format_day(full[0])} {full[0].year} has {held} of your own hours without it: a day has 24"
            skipped.append(Skipped(each.entry.row.line, why))
            continue
        for day, more in pieces:
            filled[day, each.own] = filled.get((day, each.own), 0) + more
        fitting.append(each)
    return fitting, skipped


def _turn(each: _Placed) -> tuple[bool, date, str, int, int]:
    row = each.entry.row
    return row.seconds > DAY_SECONDS, row.day, row.start, row.seconds, each.entry.number


class _OwnMinutes:
    """Own minutes of a day in the book, over all streams; a week is summed when it is first asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._weeks: dict[date, Counter[date]] = {}

    def on(self, day: date) -> int:
        week = monday(day)
        if week not in self._weeks:
            counted = self._weeks[week] = Counter()
            for ledger in self._book.ledgers.values():
                for entry in ledger.hours.get(week, ()):
                    if entry.work in OWN_WORK:
                        counted[entry.date] += entry.minutes
        return self._weeks[week][day]


def _documents(format: str, fitting: Iterable[_Placed], known: Iterable[Entry], there: Known) -> list[Hours]:
    running = known_seconds(known, there)
    pieces = [
        (each, part, day, seconds)
        for each in fitting
        for part, (day, seconds) in enumerate(pieces_of(each.entry.row))
    ]
    pieces.sort(key=lambda piece: (piece[2], piece[0].stream, piece[0].work, _turn(piece[0])))
    documents: list[Hours] = []
    for each, part, day, seconds in pieces:
        before = running.get((day, each.own), 0)
        running[day, each.own] = before + seconds
        documents.append(Hours(
            doc_id=each.entry.number_of(part, day), stream=each.stream, date=day, work=each.work,
            minutes=_rounded(before + seconds) - _rounded(before), note=_note(each.entry.row), source=format,
        ))  # fmt: skip
    return documents


def _note(row: ImportedHours) -> str:
    return clean(" ".join((row.description, *(f"#{tag}" for tag in row.tags))), NOTE_LIMIT)


def _months(documents: Iterable[Hours]) -> tuple[MonthTotal, ...]:
    minutes: Counter[tuple[str, str]] = Counter()
    for document in documents:
        minutes[document.stream, f"{document.date:%Y-%m}"] += document.minutes
    return tuple(MonthTotal(stream, month, minutes[stream, month]) for stream, month in sorted(minutes))
