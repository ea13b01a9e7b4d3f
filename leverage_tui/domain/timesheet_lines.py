"""What the timesheet shows, as values: one line per stream, kind of work and standing entry, and the totals.

Nothing here draws. The same lines feed the widget, its tests and the week of the command line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple

from leverage_tui.domain.book import Book, Ledger
from leverage_tui.domain.calendar import WEEK, days_of, monday
from leverage_tui.domain.model import OWN_WORK, Hours, Source, Standing, Status, Stream, Work
from leverage_tui.domain.timesheet import (
    Row,
    is_active,
    row_label,
    row_of,
    rows_of,
    standing_minutes,
)
from leverage_tui.domain.timesheet_layout import PLAIN, Key, Layout

SPARK_WEEKS = 8


class Kind(Enum):
    """What a line is."""

    STREAM = auto()
    ROW = auto()
    STANDING = auto()
    OTHERS = auto()
    """Everything in a stream that is not your own work, folded into one line."""
    HIDDEN = auto()
    """The hours of a stream's hidden rows: there only while they have any, so that no total is a riddle."""


class Cell(NamedTuple):
    """One day of one row: minutes, whether a note hangs on it, how many entries it sums."""

    minutes: int = 0
    noted: bool = False
    entries: int = 0


EMPTY = (Cell(),) * 7


class Line(NamedTuple):
    """One line of the timesheet. `total` and `last` are the minutes of the shown week and the one before."""

    kind: Kind
    stream: Stream
    label: str
    row: Row | None = None
    standing: Standing | None = None
    cells: tuple[Cell, ...] = EMPTY
    total: int = 0
    last: int = 0
    replaced: bool = False
    """A standing entry's week that was typed over."""
    trend: tuple[int, ...] = ()
    """Own minutes of the last weeks, on the stream's first line."""
    note: str = ""
    """A few words of the caller's about the stream, on its line."""
    alone: bool = False
    """The only line of its stream: it bears the stream's name."""
    folded: int = 0
    """How many lines are folded into this one, a stream's."""
    hidden: bool = False
    """Hidden, and shown because somebody wants to see what is hidden."""

    @property
    def key(self) -> Key | None:
        """What the cursor stays on when lines come and go; None where it cannot stand."""
        if self.kind is Kind.STREAM:
            return self.stream.id
        return self.row or (self.standing.doc_id if self.standing else None)

    @property
    def editable(self) -> bool:
        """Whether there is a cell to type into."""
        return self.row is not None or self.standing is not None

    @property
    def own(self) -> bool:
        """Whether the hours are your own; a stream's line counts them alone."""
        return self.kind is Kind.STREAM or (self.row is not None and self.row.is_own)

    @property
    def aim(self) -> int:
        """Own minutes a week that the line of its stream aims at; 0 where there is no aim, and on other lines."""
        bears = self.kind is Kind.STREAM or self.alone
        return (self.stream.target_minutes_per_week or 0) if bears else 0


class Totals(NamedTuple):
    """Own minutes of all streams by day, for the week and for the week before; `aim` is the week's capacity."""

    days: tuple[int, ...]
    week: int
    last: int
    aim: int = 0


def timesheet_lines(
    book: Book,
    days: tuple[date, ...],
    asked: Collection[Row] = (),
    fold_others: bool = False,
    notes: Mapping[str, str] = MappingProxyType({}),
    layout: Layout = PLAIN,
) -> tuple[Line, ...]:
    """The lines of the seven `days`, arranged as `layout` says.

    `asked` are rows that the user wants although nothing is in them yet; with `fold_others` what is not your own
    work is one line a stream. `notes` are a few words for the line of each stream, by its id: with them every
    stream has a line of its own, and those that are paused or still ideas are there too.
    """
    lines: list[Line] = []
    for stream in book.streams.values():
        wanted = [row for row in asked if row.stream == stream.id]
        shown = any(is_active(book, stream, week) for week in {monday(days[0]), monday(days[-1])})
        idle = bool(notes) and stream.status in (Status.PAUSED, Status.IDEA)
        if wanted or shown or idle:
            found = _found_lines(book, stream, days, wanted)
            lines += _arranged(book, stream, days, found, wanted, fold_others, notes.get(stream.id, ""), layout)
    return tuple(lines)


def narrowed(lines: Iterable[Line], text: str) -> tuple[Line, ...]:
    """The lines in whose stream and label every word of `text` is found, each under its stream's line. Capitals and
    small letters are the same."""
    words = text.casefold().split()
    found: list[Line] = []
    head: Line | None = None
    for line in lines:
        if line.kind is Kind.STREAM:
            head = line
        name = f"{line.stream.name} {line.label}".casefold()
        if not all(word in name for word in words):
            continue
        if head is not None and head.stream.id == line.stream.id:
            found.append(head)
        if head is not line:
            found.append(line)
        head = None
    return tuple(found)


def hidden_in(lines: Iterable[Line]) -> tuple[int, int]:
    """How many hidden rows have hours among `lines`, and their minutes."""
    away = [line for line in lines if line.kind is Kind.HIDDEN]
    return sum(line.folded for line in away), sum(line.total for line in away)


def own_totals(book: Book, days: tuple[date, ...]) -> Totals:
    """Own minutes of all streams in the shown week, entries outside the shown rows included."""
    by_day = dict.fromkeys(days, 0)
    last = 0
    before = {day - WEEK for day in days}
    for ledger in book.ledgers.values():
        for entry in _entries(ledger, (*days_of(days[0] - WEEK), *days)):
            if entry.work not in OWN_WORK:
                continue
            if entry.date in by_day:
                by_day[entry.date] += entry.minutes
            elif entry.date in before:
                last += entry.minutes
    return Totals(tuple(by_day.values()), sum(by_day.values()), last, book.settings.capacity_minutes_per_week)


def _found_lines(book: Book, stream: Stream, days: tuple[date, ...], asked: list[Row]) -> list[Line]:
    """A line for every row and standing entry of the stream in these days, own work first."""
    ledger = book.ledger(stream.id)
    shown = monday(days[3])
    weeks = {monday(day) for day in days} | {shown - WEEK * back for back in range(1, 4)}
    rows = list(dict.fromkeys([*rows_of(book, stream, weeks), *asked]))
    rows.sort(key=lambda row: (not row.is_own, list(Work).index(row.work)))
    entries = [entry for entry in _entries(ledger, days) if entry.standing is None]
    before = [entry for entry in _entries(ledger, tuple(day - WEEK for day in days)) if entry.standing is None]
    lines = [_row_line(stream, row, days, entries, before) for row in rows]
    return lines + [_standing_line(book, stream, found, shown) for found in ledger.standing if _shows(found, shown)]


def _arranged(
    book: Book, stream: Stream, days: tuple[date, ...], found: list[Line], asked: list[Row], fold_others: bool,
    note: str, layout: Layout,
) -> list[Line]:  # fmt: skip
    """The lines of a stream under its own line, as the layout and the width of the screen have them."""
    trend = _trend(book.ledger(stream.id), monday(days[3]))
    found = [
        line._replace(hidden=line.key in layout.hidden) for line in layout.ordered(found, lambda line: line.key)
    ]
    shown = [line for line in found if layout.peek or not line.hidden]
    away = [] if layout.peek else _away(stream, [line for line in found if line.hidden])
    own, others = [line for line in shown if line.own], [line for line in shown if not line.own]
    gathered = [line for line in others if line.row not in asked] if fold_others else []
    if len(gathered) > 1:
        others = [*(line for line in others if line not in gathered), _folded(stream, gathered)]
    below = [*own, *others, *away]
    if not below and not note:
        return []
    if len(below) == 1 and own and not note:
        return [own[0]._replace(trend=trend, alone=True)]
    mine = [line for line in found if line.own]
    head = Line(
        Kind.STREAM, stream, stream.name,
        cells=_summed([line.cells for line in mine]),
        total=sum(line.total for line in mine), last=sum(line.last for line in mine),
        trend=trend, note=note,
    )  # fmt: skip
    return [head._replace(folded=len(below))] if stream.id in layout.folded else [head, *below]


def _away(stream: Stream, hidden: list[Line]) -> list[Line]:
    """A line for the hours of hidden rows, one for your own and one for the others."""
    lines = []
    for own in (True, False):
        held = [line for line in hidden if line.own is own and line.total]
        if held:
            label = f"{len(held)} hidden row{'s' if len(held) > 1 else ''}{'' if own else ', not yours'}"
            lines.append(_folded(stream, held)._replace(kind=Kind.HIDDEN, label=label, folded=len(held)))
    return lines


def _entries(ledger: Ledger, days: tuple[date, ...]) -> list[Hours]:
    wanted = set(days)
    weeks = sorted({monday(day) for day in days})
    return [entry for week in weeks for entry in ledger.hours.get(week, ()) if entry.date in wanted]


def _row_line(stream: Stream, row: Row, days: tuple[date, ...], entries: list[Hours], before: list[Hours]) -> Line:
    mine = [entry for entry in entries if row_of(entry, stream) == row]
    cells = tuple(_cell([entry for entry in mine if entry.date == day]) for day in days)
    return Line(
        Kind.ROW, stream, row_label(row), row=row, cells=cells,
        total=sum(entry.minutes for entry in mine),
        last=sum(entry.minutes for entry in before if row_of(entry, stream) == row),
    )  # fmt: skip


def _cell(entries: list[Hours]) -> Cell:
    if not entries:
        return Cell()
    return Cell(sum(entry.minutes for entry in entries), any(entry.note for entry in entries), len(entries))


def _shows(standing: Standing, week: date) -> bool:
    hours = standing.source in (Source.PEOPLE, Source.AUTOMATION, Source.PROCESS)
    return hours and standing.begins < week + WEEK and (standing.ends is None or standing.ends >= week)


def _standing_line(book: Book, stream: Stream, standing: Standing, week: date) -> Line:
    minutes, replaced = standing_minutes(book, standing, week)
    last, _ = standing_minutes(book, standing, week - WEEK)
    source = standing.source.value if standing.source else ""
    return Line(
        Kind.STANDING, stream, f"{source} · {standing.name}", standing=standing,
        total=minutes, last=last, replaced=replaced,
    )  # fmt: skip


def _folded(stream: Stream, lines: list[Line]) -> Line:
    return Line(
        Kind.OTHERS, stream, "not your hours", cells=_summed([line.cells for line in lines]),
        total=sum(line.total for line in lines), last=sum(line.last for line in lines),
    )  # fmt: skip


def _summed(rows: list[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    return tuple(Cell(sum(row[day].minutes for row in rows)) for day in range(7)) if rows else EMPTY


def _trend(ledger: Ledger, shown: date) -> tuple[int, ...]:
    weeks = [shown - WEEK * back for back in range(SPARK_WEEKS - 1, -1, -1)]
    return tuple(
        sum(entry.minutes for entry in ledger.hours.get(week, ()) if entry.work in OWN_WORK) for week in weeks
    )
